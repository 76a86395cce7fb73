//! A filter that throws away most of what was read.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, Number, Operator};
use crate::words::{About, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "filter-discards-rows",
    summary: "A filter that is checked row by row removes at least 90 % of the rows, and at least 10,000.",
    remedy: Remedy::same("Create an index on the columns that the filter compares, so that only the rows that are wanted are read."),
    source: "thresholds as in pev2 (50 and 90 %) and pgexplain (90 % and 10,000 rows)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if case.is_mysql() {
        return expected(case);
    }
    // What groups, CTEs and functions give is filtered by no index, and behind an index the remedy is another.
    let number = match node.operator() {
        Operator::SeqScan | Operator::SampleScan | Operator::ForeignScan => Number::RowsRemovedByFilter,
        operator if operator.is_join() => Number::RowsRemovedByJoinFilter,
        _ => return None,
    };
    let removed = case.total(number)?;
    let kept = case.own.rows?;
    let share = removed.share_beside(kept)?;
    let fires = removed.low >= case.limits.scan_rows && share.low >= case.limits.discarded_share;
    fires.then(|| {
        let found = Found::concerning(case.share());
        found.with("rowsRemoved", removed).with("rowsKept", kept).with("removedShare", share)
    })
}

/// Of MySQL and MariaDB, whose plans tell what a scan reads without being executed.
fn expected(case: &Case<'_>) -> Option<Found> {
    let sieve = case.sieve().filter(|_| case.node.access() == Some(Access::Full))?;
    let fires = sieve.removed.low >= case.limits.scan_rows && sieve.share.low >= case.limits.discarded_share;
    fires.then(|| {
        let found = Found::concerning(case.share());
        found
            .with("rowsRemoved", sieve.removed)
            .with("rowsKept", sieve.kept)
            .with("removedShare", sieve.share)
    })
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let (removed, kept) = (told.get("rowsRemoved"), told.get("rowsKept"));
    if told.is_estimate() {
        return format!(
            "{} is expected to read {} rows and to throw {} of them away by its filter, to keep {}",
            label(node),
            About(removed + kept),
            Percent(told.get("removedShare").value),
            About(kept),
        );
    }
    let (reads, filter) =
        if node.operator().is_join() { ("pairs", "join filter") } else { ("reads", "filter") };
    format!(
        "{} {reads} {} rows and throws {} of them away by its {filter}, to keep {}",
        label(node),
        About(removed + kept),
        Percent(told.get("removedShare").value),
        About(kept),
    )
}

/// Whether the rule fires for a node: for the rule about scans, which then has nothing to add.
pub(super) fn fires(case: &Case<'_>) -> bool {
    check(case).is_some()
}
