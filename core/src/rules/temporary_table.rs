//! Many rows through a temporary table.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Attribute, Node, Operator};
use crate::rules::Severity;
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "temporary-table",
    summary: "MySQL or MariaDB groups, sorts or removes duplicates of at least 10,000 rows through a temporary table (Using temporary).",
    remedy: Remedy::of_three(
        "Group in the order of an index on the columns of GROUP BY or DISTINCT.",
        "Group in the order of an index on the columns of GROUP BY or DISTINCT (for a whole table one that holds the aggregated columns, too), use the same columns in ORDER BY, or reduce the rows first. Where the table goes to disk (Created_tmp_disk_tables), raise tmp_table_size and temptable_max_ram; before 8.0 tmp_table_size and max_heap_table_size.",
        "Group in the order of an index on the columns of GROUP BY or DISTINCT (for a whole table one that holds the aggregated columns, too), use the same columns in ORDER BY, or reduce the rows first. Where the table goes to disk (Created_tmp_disk_tables), raise both tmp_memory_table_size (tmp_table_size) and max_heap_table_size, of which the lesser counts.",
    ),
    source: "MySQL manual, Internal Temporary Table Use; floor as for tables (10,000)",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !is_temporary(node) {
        return None;
    }
    let read = rows(case, node)?;
    (read.low >= case.limits.scan_rows)
        .then(|| Found::concerning(case.share_below(node.id())).with("rows", read).at_most(Severity::Warning))
}

fn message(told: &Told<'_>) -> String {
    let rows = Rows(told.get("rows"));
    let node = told.node();
    // What is called so says nothing of what it is for.
    if node.operator() == Operator::Materialize {
        let goes = if told.is_estimate() { "are expected to go" } else { "go" };
        return format!("{rows} {goes} through a temporary table, for groups, an order or distinct rows");
    }
    let puts = if told.is_estimate() { "is expected to put" } else { "puts" };
    format!("{} {puts} {rows} through a temporary table", label(node))
}

/// Whether a node groups or sorts through a temporary table, as each format says it. What a derived table is filled
/// with is not meant.
fn is_temporary(node: Node<'_>) -> bool {
    match node.operator() {
        Operator::Materialize => {
            node.name() == "temporary_table" || node.name().starts_with("Temporary table with deduplication")
        }
        Operator::Aggregate if node.name().starts_with("Aggregate using temporary table") => true,
        Operator::Aggregate | Operator::Sort | Operator::Stream | Operator::Unique | Operator::WindowAgg => {
            node.is(Attribute::UsingTemporaryTable)
        }
        _ => false,
    }
}

/// How far down rows are looked for.
const SEARCH_DEPTH: usize = 8;

/// The rows that go into it: of the nearest input that tells.
fn rows(case: &Case<'_>, node: Node<'_>) -> Option<Interval> {
    std::iter::successors(node.inputs().next(), |node| node.inputs().next()).take(SEARCH_DEPTH).find_map(|node| case.rows_of(node))
}
