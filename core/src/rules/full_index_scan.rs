//! An index read from end to end.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Access, Attribute};
use crate::words::{Entries, label};

pub(super) const RULE: Rule = Rule {
    name: "full-index-scan",
    summary: "MySQL or MariaDB reads a whole index of at least 10,000 entries for the sake of a filter, or with a lookup in the table for each.",
    remedy: Remedy::same(
        "Reading an index in order is right for a small LIMIT; else give the conditions an index of their own that they can look up in.",
    ),
    source: "MySQL manual, EXPLAIN Output Format (type index is ALL on an index); floor as for tables (10,000)",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.access() != Some(Access::FullIndex) || conditions::reads_table_whole(node) {
        return None;
    }
    let read = case.own.rows_read.filter(|read| read.low >= case.limits.scan_rows)?;
    // A covering index that nothing is filtered from is the cheapest way to read all of it.
    let covering = node.is(Attribute::Covering) && node.filters().next().is_none();
    (!covering).then(|| Found::concerning(case.share()).with("rowsRead", read))
}

fn message(told: &Told<'_>) -> String {
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    let lookups = if told.node().is(Attribute::Covering) { "" } else { ", and looks each row up in the table" };
    format!("{} {reads} the index from end to end, {}{lookups}", label(told.node()), Entries(told.get("rowsRead")))
}
