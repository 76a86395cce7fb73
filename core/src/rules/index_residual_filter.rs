//! An index that finds far more rows than are wanted.

use super::{Case, Check, Found, Rule, Told};
use crate::plan::{Attribute, Number, Operator};
use crate::predicate::Predicate;
use crate::words::{About, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "index-residual-filter",
    summary: "A filter behind an index removes at least 50 % of the rows that the index found, and at least 1,000; an index could serve a part of the filter.",
    remedy: "Add the columns of the filter that an index can serve to the index, behind those that are looked up in it.",
    source: "pganalyze's Inefficient Index, with pev2's 50 %",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let indexed = matches!(case.node.operator(), Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan);
    let removed = case.total(Number::RowsRemovedByFilter).filter(|_| indexed)?;
    let kept = case.own.rows?;
    let share = removed.share_beside(kept)?;
    let fires = removed.low >= case.limits.residual_rows && share.low >= case.limits.residual_share;
    // A condition that no index serves has no place in one.
    let servable = || {
        let filter = case.node.text(Attribute::Filter).map(Predicate::parse);
        filter.is_some_and(|filter| filter.terms().any(|term| term.usability().access().is_some()))
    };
    (fires && servable()).then(|| {
        let found = Found::concerning(case.share());
        found.with("rowsRemoved", removed).with("rowsKept", kept).with("removedShare", share)
    })
}

fn message(told: &Told<'_>) -> String {
    let (removed, kept) = (told.get("rowsRemoved"), told.get("rowsKept"));
    format!(
        "{} finds {} rows by its index and throws {} of them away by its filter",
        label(told.node()),
        About(removed + kept),
        Percent(told.get("removedShare").value),
    )
}
