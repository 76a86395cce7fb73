//! An index that finds far more rows than are wanted.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, Number, Operator};
use crate::predicate::Predicate;
use crate::words::{About, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "index-residual-filter",
    summary: "A filter behind an index removes at least 50 % of the rows that the index found, and at least 1,000; an index could serve a part of the filter.",
    remedy: Remedy::same("Add the columns of the filter that an index can serve to the index, behind those that are looked up in it."),
    source: "pganalyze's Inefficient Index, with pev2's 50 %",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let indexed = matches!(
        case.node.operator(),
        Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan | Operator::IndexMerge
    );
    // A unique key finds one row however many columns it has.
    let other = [Access::FullIndex, Access::UniqueLookup, Access::Constant];
    if !indexed || case.node.access().is_some_and(|access| other.contains(&access)) {
        return None;
    }
    let (removed, kept, share) = if case.is_mysql() {
        let sieve = case.sieve()?;
        (sieve.removed, sieve.kept, sieve.share)
    } else {
        let (removed, kept) = (case.total(Number::RowsRemovedByFilter)?, case.own.rows?);
        (removed, kept, removed.share_beside(kept)?)
    };
    let fires = removed.low >= case.limits.residual_rows && share.low >= case.limits.residual_share;
    // A condition that no index serves has no place in one.
    let servable = || {
        let mut filters = case.node.filters().map(|text| Predicate::parse(text, case.language()));
        filters.any(|filter| filter.terms().any(|term| term.usability().access().is_some()))
    };
    (fires && servable()).then(|| {
        let found = Found::concerning(case.share());
        found.with("rowsRemoved", removed).with("rowsKept", kept).with("removedShare", share)
    })
}

fn message(told: &Told<'_>) -> String {
    let (removed, kept) = (told.get("rowsRemoved"), told.get("rowsKept"));
    let (finds, throws) =
        if told.is_estimate() { ("is expected to find", "to throw") } else { ("finds", "throws") };
    format!(
        "{} {finds} {} rows by its index and {throws} {} of them away by its filter",
        label(told.node()),
        About(removed + kept),
        Percent(told.get("removedShare").value),
    )
}
