//! What is known of tables, columns and indexes beyond a plan: one JSON document that a user's own statement gives.
//!
//! ```text
//!  statement ──run by the user──▶ document ──Catalog::parse──▶ Catalog ──▶ tables, columns, indexes, settings
//!                                                                └──▶ Selectivity: which share of the rows passes?
//! ```
//!
//! [`statement()`] gives the statement for an engine. The document is versioned and, where engines agree, neutral: a
//! table of MySQL reads like one of PostgreSQL. Invariants: a key that is not known here is passed over; what the
//! document does not say is unknown (`None`, or an empty list), never a default; reading takes one pass, and names are
//! looked up by hash.
//!
//! ```
//! use plansight::catalog::Catalog;
//!
//! let document = r#"{"plansight_catalog": 1, "engine": "postgresql", "search_path": ["public"], "tables": [
//!     {"schema": "public", "name": "orders", "rows": 1000, "columns": [{"name": "status", "type": "text", "statistics":
//!         {"distinct": 3, "null_share": 0, "most_common": ["open", "done"], "most_common_shares": [0.1, 0.8]}}]}]}"#;
//! let catalog = Catalog::parse(document)?;
//! let orders = catalog.table(None, "orders").expect("it is there");
//! let status = orders.selectivity("status").expect("it has statistics");
//! assert_eq!(status.equals("open"), Some(0.1));
//! # Ok::<(), plansight::ParseError>(())
//! ```

mod constraint;
mod document;
mod function;
mod histogram;
mod index;
mod like;
mod list;
mod parse;
mod read;
mod scale;
mod selectivity;
mod settings;
mod size;
mod statement;
mod statistics;
mod table;

pub use constraint::{Constraint, Reference};
pub use document::{Catalog, Extension};
pub use function::{Function, FunctionVolatility};
pub use histogram::{Bucket, MySqlHistogram};
pub use index::{Index, IndexKey, Wanted};
pub use list::{List, Named, Names};
pub use scale::Scale;
pub use selectivity::{Limit, Selectivity};
pub use settings::{PlannerSettings, Settings};
pub use size::{BtreeShape, IndexSize};
pub use statement::{StatementOptions, statement};
pub use statistics::{ColumnStatistics, Dependencies, Dependency, ExtendedStatistics, GroupDistinct, Groups};
pub use table::{Activity, Column, Partition, Partitioning, Table};

/// The version of the document that is read and that the statements give.
pub const VERSION: u32 = 1;

#[cfg(test)]
mod tests;
