//! Rows computed only to be skipped.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Node, Operator};
use crate::words::{About, Rows};

pub(super) const RULE: Rule = Rule {
    name: "large-offset",
    summary: "A LIMIT with an OFFSET reads and throws away at least 10,000 rows.",
    remedy: Remedy::of_two(
        "Page by key instead: WHERE (sort columns) > (last row seen) ORDER BY ... LIMIT n, with an index on the sort columns.",
        "Page by key instead: WHERE a > x OR (a = x AND b > y) ORDER BY a, b LIMIT n, where x and y are of the last row seen, with an index on (a, b); as (a, b) > (x, y) it is read as no range.",
    ),
    source: "pganalyze's Large Offset; floor as in pgexplain (10,000)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.operator() != Operator::Limit {
        return None;
    }
    let (given, read, skipped) = if case.executed {
        let (given, read) = (case.own.rows?, case.metrics.node(node.inputs().next()?.id()).rows?);
        (given, read, (read - given).at_least_zero())
    } else {
        let (given, skipped) = (case.rows_of(node)?, Interval::exact(offset(node)?));
        (given, given + skipped, skipped)
    };
    (skipped.low >= case.limits.offset_rows).then(|| {
        // What was skipped cost as much as what was kept, row by row.
        let share = case.share_below(node.id()) * skipped.value / read.value.max(1.0);
        Found::concerning(share).with("rowsSkipped", skipped).with("rows", given)
    })
}

fn message(told: &Told<'_>) -> String {
    let skips = if told.is_estimate() { "is to skip" } else { "skips" };
    format!(
        "OFFSET {skips} {} after they were computed, to give {}{}",
        Rows(told.get("rowsSkipped")),
        About(told.get("rows")),
        told.share(": "),
    )
}

/// The offset as MySQL's TREE and JSON version 2 print it: `Limit/Offset: 20/30000 row(s)`.
fn offset(limit: Node<'_>) -> Option<f64> {
    let (_, offset) = limit.name().strip_prefix("Limit/Offset: ")?.split_once('/')?;
    crate::text::number(offset.split(' ').next()?)
}
