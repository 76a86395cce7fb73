//! An index that is chosen anew for each row.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node, Operator};
use crate::words::{Rows, Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "range-checked-per-record",
    summary: "MySQL or MariaDB looks for the best index anew for each row of the tables before (Range checked for each record), at least 100 times, and reads at least 10,000 rows so.",
    remedy: Remedy::same(
        "Join by an equality on an indexed column where that is meant; else give the column of the range an index that holds what is wanted, or bound the range by constants.",
    ),
    source: "MySQL manual, EXPLAIN Extra Information: Range checked for each record",
    check: Check::MySql(check),
    message,
};

/// How often it must happen to matter: each time the optimizer's range analysis runs.
const LEAST: f64 = 100.0;

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !is_checked(node) {
        return None;
    }
    let times = node.number(crate::plan::Number::Loops).or(case.own.executions)?;
    let read = case.metrics.node(scan(node).id()).rows_read?;
    (times >= LEAST && read.low >= case.limits.scan_rows).then(|| {
        Found::concerning(case.share_below(node.id())).with_exact("executions", times).with("rowsRead", read)
    })
}

fn message(told: &Told<'_>) -> String {
    let (chooses, reads) =
        if told.is_estimate() { ("is expected to choose", "to read") } else { ("chooses", "reads") };
    format!(
        "{} {chooses} its index anew for each of {} rows of the tables before it, and {reads} {} so",
        label(scan(told.node())),
        Whole(told.get("executions").value),
        Rows(told.get("rowsRead")),
    )
}

/// What is read: below the choice, where the choice has a node of its own.
fn scan(node: Node<'_>) -> Node<'_> {
    if node.operator() == Operator::AlternativePlans { node.inputs().next().unwrap_or(node) } else { node }
}

/// As each format says it.
fn is_checked(node: Node<'_>) -> bool {
    node.text(Attribute::RangeChecked).is_some()
        || node.name() == "range-checked-for-each-record"
        || node.name().contains("(re-planned for each iteration)")
}
