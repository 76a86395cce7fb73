//! What a condition compares with.

use super::expr::{Expr, Sublink};
use super::language::Language;
use super::literal::Literal;
use super::name::Column;
use super::tree::{ExprId, NONE, Predicate};
use super::volatility::Volatility;

/// What a condition compares its subject with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'p> {
    /// Nothing: the condition is a test of the subject alone.
    None,
    /// A constant; a cast around it does not matter.
    Constant(Literal<'p>),
    /// Several values: an array, a list, a row, the ends of BETWEEN.
    List {
        /// How many, if that can be seen.
        len: Option<usize>,
        /// The least fixed of them: constants are immutable.
        volatility: Volatility,
    },
    /// A parameter of the statement (or, up to PostgreSQL 16, the result of a sub-plan that declares it).
    Param(u32),
    /// The result of a plan that is printed elsewhere.
    Plan {
        /// Its name.
        name: &'p str,
        /// Whether the executor keeps its rows in a hash table.
        hashed: bool,
    },
    /// A column, cast or not.
    Column(Column<'p>),
    /// An expression on columns.
    Columns,
    /// An expression without columns: `now() - '1 day'::interval`, `$1 + 1`.
    Computed(Volatility),
}

impl<'p> Value<'p> {
    /// What an expression is as a value.
    pub(super) fn of(predicate: &'p Predicate, id: ExprId) -> Self {
        match predicate.expr(peeled(predicate, id)) {
            _ if id.0 == NONE => Self::None,
            Expr::Literal(literal) => Self::Constant(literal),
            Expr::Param(number) => Self::Param(number),
            Expr::Plan { name, hashed } => Self::Plan { name, hashed },
            Expr::Column(column) => Self::Column(column),
            _ if predicate.columns_of(id).next().is_some() => Self::Columns,
            Expr::Array | Expr::Row | Expr::List => {
                Self::List { len: Some(predicate.children(id).count()), volatility: predicate.volatility(id) }
            }
            _ => Self::Computed(predicate.volatility(id)),
        }
    }

    /// What the values of `= ANY (…)` are.
    pub(super) fn array_of(predicate: &'p Predicate, id: ExprId) -> Self {
        match Self::of(predicate, id) {
            Self::Constant(literal) => {
                Self::List { len: literal.array_len(), volatility: Volatility::Immutable }
            }
            value => value,
        }
    }

    /// What several values are: `first` and what follows it.
    pub(super) fn list_of(predicate: &'p Predicate, first: u32) -> Self {
        // What MySQL looks up in a sub-query.
        if let (Language::MySql, Expr::Plan { name, hashed }) =
            (predicate.language(), predicate.expr(ExprId(first)))
        {
            return Self::Plan { name, hashed };
        }
        let mut list = (0, Volatility::Immutable);
        let mut next = first;
        while let Some(node) = predicate.node(next) {
            let id = ExprId(next);
            if predicate.columns_of(id).next().is_some() {
                return Self::Columns;
            }
            list = (list.0 + 1, list.1.max(predicate.volatility(id)));
            next = node.next;
        }
        Self::List { len: Some(list.0), volatility: list.1 }
    }
}

/// What is left of an expression without casts, and without what makes a value of a sub-plan's rows
/// (`(InitPlan 1).col1`, `EXISTS(SubPlan 1)`; of alternatives the first).
fn peeled(predicate: &Predicate, mut id: ExprId) -> ExprId {
    loop {
        let inner = predicate.children(id).next();
        match (predicate.expr(id), inner.map(|inner| (inner, predicate.expr(inner)))) {
            (Expr::Cast { .. } | Expr::Collate { .. } | Expr::Charset { .. }, Some((inner, _)))
            | (Expr::Field { .. } | Expr::Sublink(_), Some((inner, Expr::Plan { .. }))) => id = inner,
            (Expr::Sublink(Sublink::Alternatives), Some((plans, Expr::Or))) => {
                match predicate.children(plans).next() {
                    Some(first) => id = first,
                    None => return id,
                }
            }
            _ => return id,
        }
    }
}
