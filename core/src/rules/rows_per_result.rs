//! Far more rows read than given.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{About, Count};

pub(super) const RULE: Rule = Rule {
    name: "rows-per-result",
    summary: "MySQL or MariaDB reads at least 1,000 rows for each row of the result, and at least 10,000, without grouping them.",
    remedy: Remedy::same(
        "The rows in between are found and thrown away: the findings on the scans that read most, and the indexes below, say where.",
    ),
    source: "Percona's rows examined per row sent; floor as for tables (10,000)",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    if !case.is_mysql() || groups(case) {
        return None;
    }
    let read = case.plan.nodes().filter_map(|node| case.metrics.node(node.id()).rows_read);
    let read = read.reduce(|sum, rows| sum + rows)?;
    let given = result(case)?;
    let ratio = read.low / given.high.max(1.0);
    let fires = read.low >= case.limits.scan_rows && ratio >= case.limits.rows_per_result;
    fires.then(|| {
        let shares = case.plan.nodes().filter(|node| node.operator().is_table_scan());
        let share = shares.filter_map(|node| case.metrics.node(node.id()).share).sum();
        let found = Found::concerning(share).at_most(Severity::Warning);
        found.with("rowsRead", read).with("rows", given).with_exact("rowsPerResult", ratio)
    })
}

fn message(told: &Told<'_>) -> String {
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    format!(
        "The statement {reads} {} rows to give {}: {} for each",
        About(told.get("rowsRead")),
        About(told.get("rows")),
        Count(told.get("rowsPerResult").value.round()),
    )
}

/// Whether many rows become few by what is asked for.
fn groups(case: &Case<'_>) -> bool {
    case.plan.nodes().any(|node| {
        matches!(
            node.operator(),
            Operator::Aggregate | Operator::Group | Operator::Unique | Operator::SetOp | Operator::WindowAgg
        ) || node.name() == "temporary_table"
            || node.operator() == Operator::ModifyTable
    })
}

/// How far down the result is looked for.
const SEARCH_DEPTH: usize = 8;

/// The rows of the result: of the nearest node to the root that tells.
fn result(case: &Case<'_>) -> Option<Interval> {
    let root = case.plan.root();
    let path = std::iter::successors(Some(root), |node| node.inputs().next()).take(SEARCH_DEPTH);
    path.into_iter().find_map(|node: Node<'_>| {
        if case.executed { case.metrics.node(node.id()).rows } else { node.number(Number::EstimatedRows).map(Interval::exact) }
    })
}
