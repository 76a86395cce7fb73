//! An index-only scan that goes to the table all the same.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Number, Operator};
use crate::words::{Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "heap-fetches",
    summary: "An index-only scan looks up at least 10 % of its rows in the table, and at least 1,000.",
    remedy: Remedy::same("VACUUM the table, and let autovacuum come by more often (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor): pages must be marked all-visible."),
    source: "share and floor as in pgexplain; a few percent already hurt (pev2#589)",
    check: Check::Postgres(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let fetches = case.node.number(Number::HeapFetches).filter(|_| case.node.operator() == Operator::IndexOnlyScan)?;
    let rows = case.own.rows? + case.total(Number::RowsRemovedByFilter).unwrap_or_default();
    let share = fetches / rows.high.max(1.0);
    let fires = fetches >= case.limits.residual_rows && share >= case.limits.heap_fetch_share;
    fires.then(|| {
        let found = Found::concerning(case.share()).with_exact("heapFetches", fetches);
        found.with("heapFetchShare", Interval { value: fetches / rows.value.max(1.0), low: share, high: fetches / rows.low.max(1.0) })
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} looks {} rows up in the table ({}), since their pages are not marked all-visible",
        label(told.node()),
        Count(told.get("heapFetches").value),
        Percent(told.get("heapFetchShare").value.min(1.0)),
    )
}
