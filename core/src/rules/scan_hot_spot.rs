//! A table read whole, where that takes a large part of the time.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Attribute, Number, Operator};
use crate::rules::Severity;
use crate::words::{About, Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "scan-hot-spot",
    summary: "A sequential scan takes at least 25 % of the statement and reads at least 10,000 rows (or, where nothing was measured, costs at least 1,000).",
    remedy: Remedy::same("Ask for fewer rows or columns, or give the filter an index; where most rows are wanted, a sequential scan is right and only a smaller table (partitions, a summary) helps."),
    source: "rows as in rpg and mydba.dev (10,000), share between pev2 (10 %) and pgAdmin (50 %)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    if case.node.operator() != Operator::SeqScan {
        return None;
    }
    let share = Some(case.share()).filter(|share| *share >= case.limits.hot_share)?;
    // Where every row is wanted, reading them all is right.
    let filtered = case.node.text(Attribute::Filter).is_some();
    let found = Found::concerning(share).at_most(if filtered { Severity::Warning } else { Severity::Info });
    let Some(rows) = case.own.rows else {
        let cost = case.own.exclusive_cost.filter(|cost| *cost >= case.limits.scan_cost)?;
        return Some(found.with_exact("cost", cost));
    };
    let read = rows + case.total(Number::RowsRemovedByFilter).unwrap_or_default();
    // A scan that throws nearly everything away has a finding with a better remedy.
    let discards = super::filter_discards_rows::fires(case);
    (read.low >= case.limits.scan_rows && !discards).then(|| found.with("rowsRead", read).with("rows", rows))
}

fn message(told: &Told<'_>) -> String {
    let (share, label) = (Percent(told.finding.share), label(told.node()));
    match told.get("cost") {
        Interval { value: cost, .. } if cost > 0.0 => format!("{label} is expected to take {share} of the cost ({})", Count(cost)),
        _ => format!("{label} reads the whole table, {} rows, in {share} of the time", About(told.get("rowsRead"))),
    }
}
