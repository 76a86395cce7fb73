//! A bitmap too large for its memory.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Number, Operator};
use crate::words::{Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "lossy-bitmap",
    summary: "At least 10 % of the pages of a bitmap are known as a whole only, so that each of their rows is checked again.",
    remedy: Remedy::same("Raise work_mem for the statement, or find fewer rows by a better index."),
    source: "pganalyze's Lossy Bitmaps",
    check: Check::Postgres(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let lossy = case.node.number(Number::LossyHeapBlocks).filter(|_| case.node.operator() == Operator::BitmapHeapScan)?;
    let exact = case.node.number(Number::ExactHeapBlocks).unwrap_or_default();
    let share = lossy / (lossy + exact).max(1.0);
    (lossy > 0.0 && share >= case.limits.lossy_share).then(|| {
        let found = Found::concerning(case.share()).with_exact("lossyBlocks", lossy);
        let rechecked = case.total(Number::RowsRemovedByRecheck).unwrap_or_default();
        found.with_exact("lossyShare", share).with("rowsRemovedByRecheck", rechecked)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} has {} lossy pages ({}): the bitmap did not fit into work_mem, and every row on them is checked again",
        label(told.node()),
        Count(told.get("lossyBlocks").value),
        Percent(told.get("lossyShare").value),
    )
}
