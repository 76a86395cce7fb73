//! Rows computed only to be skipped.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::Operator;
use crate::words::{About, Percent};

pub(super) const RULE: Rule = Rule {
    name: "large-offset",
    summary: "A LIMIT with an OFFSET reads and throws away at least 10,000 rows.",
    remedy: Remedy::same("Page by key instead: WHERE (sort columns) > (last row seen) ORDER BY ... LIMIT n, with an index on the sort columns."),
    source: "pganalyze's Large Offset; floor as in pgexplain (10,000)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.operator() != Operator::Limit {
        return None;
    }
    let given = case.own.rows?;
    let read = case.metrics.node(node.inputs().next()?.id()).rows?;
    let skipped = (read - given).at_least_zero();
    (skipped.low >= case.limits.offset_rows).then(|| {
        // What was skipped cost as much as what was kept, row by row.
        let share = case.share_below(node.id()) * skipped.value / read.value.max(1.0);
        Found::concerning(share).with("rowsSkipped", skipped).with("rows", given)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "OFFSET skips {} rows after they were computed, to give {}: {} of the statement",
        About(told.get("rowsSkipped")),
        About(told.get("rows")),
        Percent(told.finding.share),
    )
}
