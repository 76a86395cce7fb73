//! What MySQL and MariaDB must check row by row because no index can: for the rules about how a condition is written.

use super::{Case, Found, Told};
use crate::metrics::Interval;
use crate::plan::{self, Attribute, Dialect, Node};
use crate::predicate::{Access, Column, Comparison, Predicate, Reason, Term, Usability};
use crate::words::{Percent, Rows};

/// Whether a scan reads all rows of its table: `InnoDB` keeps them in the primary key, and whole rows are read where a
/// scan of that is not said to cover what is wanted.
pub(super) fn reads_table_whole(node: Node<'_>) -> bool {
    match node.access() {
        Some(plan::Access::Full) => true,
        Some(plan::Access::FullIndex) => {
            node.text(Attribute::Index) == Some("PRIMARY") && !node.is(Attribute::Covering)
        }
        _ => false,
    }
}

/// The shares of rows that MySQL takes to pass a condition of which it knows nothing: one of `=`, of `<` and the like,
/// of BETWEEN; and two or three of them together.
///
/// `sql/item_cmpfunc.h`: `COND_FILTER_EQUALITY`, `COND_FILTER_INEQUALITY`, `COND_FILTER_BETWEEN`.
const GUESSES: [f64; 7] = [0.1, 0.3333, 0.1111, 0.01, 0.0333, 0.0111, 0.001];

/// Whether the share of rows that pass the filters of a scan is nothing but a guess: where rows were counted, it is
/// known whether the guess was wrong.
pub(super) fn is_guess(case: &Case<'_>) -> bool {
    let (Some(read), Some(kept)) = (case.own.rows_read, case.own.rows_kept) else { return false };
    let rows = (read.value / case.own.executions.unwrap_or(1.0)).max(1.0);
    let share = kept.value / read.value;
    // TREE prints three digits of both.
    let digits = if case.plan.facts().readable { share * 0.01 } else { 0.0 };
    !case.executed && is_guessed(share, 0.000_05 + 1.0 / rows + digits)
}

/// Whether a share is one of MySQL's guesses, as far as it is rounded.
pub(super) fn is_guessed(share: f64, step: f64) -> bool {
    GUESSES.iter().any(|guess| (share - guess).abs() < step)
}

/// The rows of one execution of a scan, before its filters.
pub(super) fn table_rows(case: &Case<'_>) -> Option<Interval> {
    let times = if case.executed { case.node.number(plan::Number::Loops) } else { case.own.executions };
    Some(case.own.rows_read? * (1.0 / times.unwrap_or(1.0).max(1.0)))
}

/// What a scan loses by a condition of a kind that no index serves, where that matters: it reads many rows, throws at
/// least a share of them away, and no other condition on it could use an index.
///
/// Of a plan that was not executed the rows read decide, since how many pass the optimizer often cannot tell; in MySQL
/// the cost, too, where a LIMIT makes the rows few but not the cost.
pub(super) fn held_up(
    case: &Case<'_>,
    least_share: f64,
    is_wanted: impl Fn(&Term<'_>) -> bool,
) -> Option<Found> {
    let limits = case.limits;
    if !case.node.operator().is_table_scan() {
        return None;
    }
    let (read, sieve) = (case.own.rows_read?, case.sieve());
    let discards = sieve.as_ref().filter(|sieve| {
        sieve.removed.low >= limits.residual_rows && sieve.share.low >= least_share && !is_guess(case)
    });
    let unknown = !case.executed && read.low >= limits.scan_rows;
    let cost = case.own.exclusive_cost.filter(|_| case.plan.dialect() == Dialect::MySql);
    let costly = !case.executed && cost.is_some_and(|cost| cost >= limits.scan_cost);
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
    let read = Rows(told.get("rowsRead"));
    match told.find("removedShare") {
        Some(share) => format!("{read} {reads}, and {} of them {thrown}", Percent(share.value)),
        None => format!("{read} {reads}"),
    }
}

/// Whether any condition on a scan could use an index of its table, if there were one.
pub(super) fn could_be_served(case: &Case<'_>) -> bool {
    any_term(case, |term| {
        let serves = |term: Term<'_>| {
            term.usability().access().is_some() || term.usability() == Usability::No(Reason::Negated)
        };
        if term.comparison() == Comparison::Or {
            return term.arms().all(|mut arm| arm.any(serves));
        }
        term.on(owns(case.node)).is_some_and(serves)
    })
}

/// Whether any condition on a scan could be a part of the key that is looked up in an index.
pub(super) fn could_be_key(case: &Case<'_>) -> bool {
    any_term(case, |term| {
        let is_null = |term: &Term<'_>| term.usability() == Usability::Yes(Access::NullTest);
        term.on(owns(case.node)).is_some_and(|term| is_served(&term) || is_null(&term))
    })
}

/// Whether any of the conditions that a scan's rows must all fulfil is of a kind.
pub(super) fn any_term(case: &Case<'_>, is_wanted: impl Fn(Term<'_>) -> bool) -> bool {
    case.node.filters().any(|text| Predicate::parse(text, case.language()).terms().any(&is_wanted))
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
