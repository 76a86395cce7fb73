//! A filter that throws away most of what was read.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Number, Operator};
use crate::words::{About, Percent, Rows, label};

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
    let sieve = case.sieve().filter(|_| conditions::reads_table_whole(case.node))?;
    let fires = sieve.removed.low >= case.limits.scan_rows && sieve.share.low >= case.limits.discarded_share;
    // A guess is told as such, and where no index serves the remedy is another.
    (fires && !conditions::is_guess(case) && conditions::could_be_served(case)).then(|| {
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
            "{} is expected to read {} and to throw {} of them away by its filter, to keep {}",
            label(node),
            Rows(removed + kept),
            Percent(told.get("removedShare").value),
            About(kept),
        );
    }
    let (reads, filter) =
        if node.operator().is_join() { ("pairs", "join filter") } else { ("reads", "filter") };
    format!(
        "{} {reads} {} and throws {} of them away by its {filter}, to keep {}",
        label(node),
        Rows(removed + kept),
        Percent(told.get("removedShare").value),
        About(kept),
    )
}
