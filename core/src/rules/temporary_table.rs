//! Many rows through a temporary table.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Attribute, Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "temporary-table",
    summary: "MySQL or MariaDB groups, sorts or removes duplicates of at least 10,000 rows through a temporary table (Using temporary).",
    remedy: Remedy::same(
        "Group in the order of an index on the columns of GROUP BY or DISTINCT (for a whole table one that holds the aggregated columns, too), use the same columns in ORDER BY, or reduce the rows first; raise tmp_table_size where the table goes to disk.",
    ),
    source: "MySQL manual, Internal Temporary Table Use; floor as for tables (10,000)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !case.is_mysql() || !is_temporary(node) {
        return None;
    }
    let read = rows(case, node)?;
    (read.low >= case.limits.scan_rows)
        .then(|| Found::concerning(case.share_below(node.id())).with("rows", read).at_most(Severity::Warning))
}

fn message(told: &Told<'_>) -> String {
    let takes = if told.is_estimate() { "is expected to put" } else { "puts" };
    format!("{} {takes} {} rows through a temporary table", label(told.node()), About(told.get("rows")))
}

/// Whether a node groups or sorts through a temporary table, as each format says it. What a derived table is filled
/// with is not meant.
fn is_temporary(node: Node<'_>) -> bool {
    match node.operator() {
        Operator::Materialize => node.name() == "temporary_table",
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
    std::iter::successors(node.inputs().next(), |node| node.inputs().next()).take(SEARCH_DEPTH).find_map(|node| {
        let metrics = case.metrics.node(node.id());
        let estimated = || Some(Interval::exact(node.number(Number::EstimatedRows)? * metrics.executions?));
        if case.executed { metrics.rows } else { estimated() }
    })
}
