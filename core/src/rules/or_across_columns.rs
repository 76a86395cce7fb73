//! An OR of conditions on different columns.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::Access;
use crate::predicate::{Comparison, Term};
use crate::words::label;

pub(super) const RULE: Rule = Rule {
    name: "or-across-columns",
    summary: "In MySQL or MariaDB, a scan of a whole table or index throws away at least half of its rows, and at least 1,000 (where nothing was executed: reads at least 10,000), by an OR of conditions on different columns.",
    remedy: Remedy::same(
        "Give each column of the OR an index of its own, so that the indexes are merged, or write a UNION of one SELECT for each condition.",
    ),
    source: "MySQL manual, Index Merge Optimization; measured: two indexes merged read 2,483 of 100,000 rows",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let whole = case.node.access().is_some_and(Access::is_full);
    conditions::held_up(case, case.limits.residual_share, is_across).filter(|_| whole)
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} checks an OR of conditions on different columns, each of which wants an index of its own: {}",
        label(told.node()),
        conditions::loss(told),
    )
}

/// Whether the arms of an OR each could use an index, but not all the same.
fn is_across(term: &Term<'_>) -> bool {
    if term.comparison() != Comparison::Or {
        return false;
    }
    let mut columns: Vec<String> = Vec::new();
    for arm in term.arms() {
        let mut served = arm.filter(|term| term.usability().access().is_some());
        let Some(first) = served.next() else { return false };
        columns.push(first.subject_text().to_owned());
    }
    crate::sort::sort(&mut columns);
    columns.dedup();
    columns.len() > 1
}
