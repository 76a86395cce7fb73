//! An index that finds far more rows than are wanted.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Access, Attribute, Node, Number, Operator};
use crate::predicate::Predicate;
use crate::words::{Percent, Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "index-residual-filter",
    summary: "A filter behind an index removes at least 50 % of the rows that the index found, and at least 1,000 (of rows that MySQL and MariaDB look up by a unique key one by one, 90 % and 10,000); an index could serve a part of the filter.",
    remedy: Remedy::of_two(
        "Add the columns of the filter that an index can serve to the index, behind those that are looked up in it.",
        "Add the columns of the filter that an index can serve to the index, behind those that are looked up in it; where a unique key is looked up, give the filter an index of its own, so that the join can begin with its rows.",
    ),
    source: "pganalyze's Inefficient Index, with pev2's 50 %",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let indexed = matches!(
        case.node.operator(),
        Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan | Operator::IndexMerge
    );
    let access = case.node.access();
    if !indexed || matches!(access, Some(Access::FullIndex | Access::Constant)) {
        return None;
    }
    if case.is_mysql() && (conditions::is_guess(case) || is_filtered_before(case.node)) {
        return None;
    }
    let (removed, kept, share) = if case.is_mysql() {
        let sieve = case.sieve()?;
        (sieve.removed, sieve.kept, sieve.share)
    } else {
        let (removed, kept) = (case.total(Number::RowsRemovedByFilter)?, case.own.rows?);
        (removed, kept, removed.share_beside(kept)?)
    };
    // A unique key finds one row however many columns it has: another table should come first, if that spares much.
    let (rows, least) = if access == Some(Access::UniqueLookup) {
        (case.limits.scan_rows, case.limits.discarded_share)
    } else {
        (case.limits.residual_rows, case.limits.residual_share)
    };
    let fires = removed.low >= rows && share.low >= least;
    // A condition that no index serves has no place in one.
    let servable = || {
        if case.is_mysql() {
            return conditions::could_be_key(case);
        }
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
        "{} {finds} {} by its index and {throws} {} of them away by its filter",
        label(told.node()),
        Rows(removed + kept),
        Percent(told.get("removedShare").value),
    )
}

/// Whether MariaDB checks the filter before it fetches a row, by another index, or counts the condition of a join into
/// what passes it (a join by a hash table).
fn is_filtered_before(node: Node<'_>) -> bool {
    node.properties().any(|fact| fact.key == "rowid_filter")
        || node.text(Attribute::Index).is_some_and(|index| index.starts_with("#hash#"))
}
