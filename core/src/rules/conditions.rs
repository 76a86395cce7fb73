//! What MySQL and MariaDB must check row by row because no index can: for the rules about how a condition is written.

use super::{Case, Found, Told};
use crate::plan::Node;
use crate::predicate::{Access, Column, Predicate, Term, Usability};
use crate::words::{About, Percent};

/// What a scan loses by a condition of a kind that no index serves, where that matters: it reads many rows, throws
/// most of them away, and no other condition on it could use an index.
///
/// Of a plan that was not executed a scan counts also where the optimizer could not tell how many rows pass (it takes
/// all of them to), or where a LIMIT makes its rows few but not its cost.
pub(super) fn held_up(case: &Case<'_>, is_wanted: impl Fn(&Term<'_>) -> bool) -> Option<Found> {
    let limits = case.limits;
    if !case.is_mysql() || !case.node.operator().is_table_scan() {
        return None;
    }
    let (read, sieve) = (case.own.rows_read?, case.sieve());
    let discards = sieve.as_ref().filter(|sieve| {
        sieve.removed.low >= limits.residual_rows && sieve.share.low >= limits.residual_share
    });
    let keeps_all = sieve.as_ref().is_none_or(|sieve| sieve.removed.value <= 0.0);
    let unknown = !case.executed && keeps_all && read.low >= limits.scan_rows;
    let costly = !case.executed && case.own.exclusive_cost.is_some_and(|cost| cost >= limits.scan_cost);
    if discards.is_none() && !unknown && !costly {
        return None;
    }
    let (mut wanted, mut served) = (false, false);
    for text in case.node.filters() {
        let predicate = Predicate::parse(text, case.language());
        for term in predicate.terms() {
            wanted |= is_wanted(&term);
            served |= term.on(owns(case.node)).is_some_and(|term| is_served(&term));
        }
    }
    (wanted && !served).then(|| {
        let found = Found::concerning(case.share()).with("rowsRead", read);
        match discards {
            Some(sieve) => found.with("removedShare", sieve.share),
            None => found,
        }
    })
}

/// The same in words.
pub(super) fn loss(told: &Told<'_>) -> String {
    let (reads, thrown) = if told.is_estimate() {
        ("are expected to be read", "to be thrown away")
    } else {
        ("are read", "thrown away")
    };
    let read = About(told.get("rowsRead"));
    match told.find("removedShare") {
        Some(share) => format!("{read} rows {reads}, and {} of them {thrown}", Percent(share.value)),
        None => format!("{read} rows {reads}"),
    }
}

/// Whether an ordinary index could find the rows of a condition.
fn is_served(term: &Term<'_>) -> bool {
    matches!(
        term.usability(),
        Usability::Yes(Access::Equality | Access::InList | Access::Range | Access::Prefix | Access::Row)
    )
}

/// Whether a column is one of the table that a node scans.
pub(super) fn owns(node: Node<'_>) -> impl Fn(Column<'_>) -> bool {
    let names = [node.alias(), node.relation()];
    move |column| column.qualifier().is_none_or(|qualifier| names.contains(&Some(qualifier.as_ref())))
}
