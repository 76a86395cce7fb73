//! Proof that an index is not used: what PostgreSQL's counters tell, and for how long they count.

use super::DropReason;
use crate::catalog::{Catalog, Index, Table};
use crate::plan::Dialect;

/// Days without a use that are proof: a month with its end, and some more.
const DAYS: f64 = 35.0;
/// Rows of a table below which the planner may pass over an index that a larger one would use.
const ROWS: f64 = 1000.0;
/// Scans of its table below which nothing follows from there being none of its own.
const SCANS: f64 = 100.0;
const DAY_S: f64 = 86_400.0;

/// What counters do not tell.
pub(super) const NOTES: [&str; 2] = [
    "Each server counts for itself: see that no replica uses it, by the same statement there.",
    "The catalog does not tell when it was made, nor what runs once a quarter or a year: see that it is no younger \
     than that.",
];

/// What an index does without being scanned.
pub(super) const STATISTICS: &str = "The planner has its statistics of the expression from this index: CREATE STATISTICS \
    on it (PostgreSQL 14) keeps them.";

/// Why an index counts as unused; none where that is not proven.
pub(super) fn reason(catalog: &Catalog, table: &Table, index: &Index) -> Option<DropReason> {
    // On a replica the queries of the other servers are not counted.
    if catalog.engine != Some(Dialect::Postgres)
        || catalog.replica != Some(false)
        || index.valid == Some(false)
    {
        return None;
    }
    let activity = table.activity.as_ref()?;
    let table_scans = activity.sequential_scans? + activity.index_scans.unwrap_or_default();
    let writes = activity.inserted? + activity.updated? + activity.deleted?;
    // Since when: the last scan, where the server keeps it; else since the counters began, which has to be known.
    let quiet_s = match index.scans? {
        0.0 => catalog.statistics_age_s?,
        _ => index.last_used_age_s?,
    };
    let days = quiet_s / DAY_S;
    let proven = days >= DAYS && table_scans >= SCANS && table.rows.is_some_and(|rows| rows >= ROWS);
    // Of a partitioned index the parts are used, never the whole.
    let whole = table.partitioning.is_none() && index.partition_of.is_none();
    (proven && whole).then_some(DropReason::Unused { days, table_scans, writes })
}
