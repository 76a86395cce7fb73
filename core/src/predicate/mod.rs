//! Condition text into a small expression tree, and what an index adviser asks of it.
//!
//! ```text
//! text ──parse──▶ Predicate ──terms──▶ [Term] ──▶ subject · comparison · value · usability
//! ```
//!
//! A plan carries its conditions as text: `Filter`, `Index Cond`, `Hash Cond`, sort and group keys, output
//! columns. [`Predicate::parse`] reads one as PostgreSQL, MySQL or MariaDB prints it and never fails: what it
//! does not understand becomes [`Expr::Opaque`], and the rest of the condition is still there.
//! [`Predicate::terms`] takes the topmost AND apart, each [`Term`] turned so that the side an index could
//! serve is its subject, and [`Term::usability`] says by which kind of index, or why by none. [`SortKey`]
//! reads an entry of a sort key, [`references()`] finds parameters and sub-plans without reading the rest,
//! [`list_items`] parts the lists of the text format.
//!
//! This room knows nothing of plans, JSON or rendering, and nothing of the catalog: where the type of a
//! column or the nature of a function decides, it says so ([`Condition`]) instead of guessing.
//!
//! Below, `tree` is the arena and what is asked of it; `postgres` and `mysql` read an engine's text into it,
//! the same nodes for both, so that everything else here sees only those. What an index can serve differs
//! between them: a predicate knows its [`Language`].
//!
//! Invariant: nothing here recurses, not even a drop, and every step takes time linear in the text.
//! Conditions with 100,000 arms or parentheses are read like any other.

mod comparison;
mod display;
mod expr;
mod keyword;
mod language;
mod lexed;
mod literal;
mod mysql;
mod name;
mod operator;
mod pattern;
mod postgres;
mod references;
mod scan;
mod sort_key;
mod subject;
mod term;
#[cfg(test)]
mod tests;
mod tree;
mod usability;
mod value;
mod volatility;

pub use comparison::Comparison;
pub use expr::{Expr, LiteralKind, Quantifier, Sublink, Test};
pub use language::Language;
pub(crate) use lexed::{is_closed, redacted};
pub use literal::Literal;
pub use name::{Column, unquoted};
pub use operator::Operator;
pub use pattern::{Pattern, PatternKind};
pub use references::{Reference, References, references, select_number};
pub use scan::list_items;
pub use sort_key::SortKey;
pub use subject::{Expression, Subject};
pub use term::{Arms, Term, Terms};
pub use tree::{Children, ExprId, Predicate};
pub use usability::{Access, Condition, Reason, Usability};
pub use value::Value;
pub use volatility::Volatility;
