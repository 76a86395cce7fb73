//! Indexes to create, and to drop ([`drops`]): demand -> candidates -> what they would save -> merge -> rank -> DDL.
//!
//! Engines differ in what their plans tell, in what an index does for them and in how it is made: `postgres` judges by
//! the planner's cost, `mysql` (and MariaDB) by the rows read. What they give is the same.
//!
//! Without a catalog only the plan is known: no statistics, no column types, and of existing indexes those that the plan
//! names. What rests on that is said in the advice. With one, no index is proposed that is there already.

mod drops;
mod mysql;
mod postgres;
mod workload;

pub use workload::{Helped, Statement, WorkloadAdvice, WorkloadIndex, WorkloadLimits, advise_workload};

pub use drops::{DropReason, IndexDrop, drops};

use crate::catalog::{Catalog, Wanted};
use crate::metrics::{Interval, Metrics};
use crate::plan::{Dialect, NodeId, Plan};

/// What to do with an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Create it.
    Create,
}

/// The direction of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Ascending.
    Asc,
    /// Descending.
    Desc,
}

/// Where nulls stand in the order of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Before everything else.
    First,
    /// Behind everything else.
    Last,
}

/// How sure the figures of an index are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Confidence {
    /// They rest on guesses: the index is a candidate to try.
    Low,
    /// They rest on what the plan gives away.
    Medium,
    /// They rest on the catalog's statistics, or on what was counted.
    High,
}

impl Confidence {
    /// Its name: `low`, `medium` or `high`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A key of an index, and why it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexKey {
    /// The column, or the expression in parentheses, quoted as it stands in the DDL.
    pub expression: String,
    /// Its direction.
    pub order: Order,
    /// Where its nulls stand.
    pub nulls: Nulls,
    /// The operator class, where it is not the default one.
    pub opclass: Option<String>,
    /// Why it is there, in words, with the condition that asks for it.
    pub reason: String,
}

/// An index to create.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexAdvice {
    /// What to do.
    pub action: Action,
    /// The table's schema, where the plan tells it.
    pub schema: Option<String>,
    /// The table; of a partitioned one what the statement calls it, since plans name the partitions only.
    pub table: String,
    /// The partitions that the plan reads, quoted; empty where the table has none.
    pub partitions: Vec<String>,
    /// The access method, such as `btree`.
    pub method: &'static str,
    /// The keys in order.
    pub keys: Vec<IndexKey>,
    /// Columns that are kept beside the keys, quoted.
    pub include: Vec<String>,
    /// The condition of a partial index.
    pub predicate: Option<String>,
    /// The statements to run; what is to be known before stands above them as comments.
    pub ddl: String,
    /// The statement's cost as it is, in the planner's units.
    pub cost_before: Option<f64>,
    /// The statement's cost as it would be, roughly; a range where the plan does not tell what an index would find.
    pub cost_after: Option<Interval>,
    /// Rows read of the table, and of temporary tables that the index spares, in one execution of the statement; where
    /// cost tells less than rows do.
    pub rows_before: Option<f64>,
    /// The same with the index; a range where the plan does not tell how many rows it would find.
    pub rows_after: Option<Interval>,
    /// Bytes that it will take, all partitions together, as estimated.
    pub size_bytes: Option<f64>,
    /// Entries that each row written adds to it: 1, or the share of the rows that a partial index holds.
    pub entries_per_row: Option<f64>,
    /// How sure the figures are.
    pub confidence: Confidence,
    /// What the figures rest on that neither plan nor catalog tells, a sentence each.
    pub assumptions: Vec<String>,
    /// What to know before running the statements, and how to try the index safely, a sentence each.
    pub notes: Vec<String>,
    /// The nodes that ask for it.
    pub nodes: Vec<NodeId>,
}

/// Proposes indexes for a plan, best first. A catalog of another engine than the plan's says nothing of it.
pub fn advise(plan: &Plan, metrics: &Metrics, catalog: Option<&Catalog>) -> Vec<IndexAdvice> {
    let catalog = catalog.filter(|catalog| catalog.engine.is_none_or(|engine| engine == plan.dialect()));
    match plan.dialect() {
        Dialect::Postgres => postgres::advise(plan, metrics, catalog),
        Dialect::MySql | Dialect::MariaDb => mysql::advise(plan, metrics, catalog),
    }
}

/// Whether the catalog shows an index of a table that begins with these keys.
fn exists(catalog: Option<&Catalog>, schema: Option<&str>, table: &str, keys: &[Wanted<'_>]) -> bool {
    let table = catalog.and_then(|catalog| catalog.table(schema, table));
    table.is_some_and(|table| table.indexes.iter().any(|index| index.begins_with(keys)))
}

impl IndexAdvice {
    /// The statements to run, a line each.
    pub fn ddl(&self) -> &str {
        &self.ddl
    }
}
