//! Planning that takes longer than executing.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::words::Ms;

pub(super) const RULE: Rule = Rule {
    name: "slow-planning",
    summary: "Planning takes longer than the execution and at least 10 ms.",
    remedy: Remedy::same("Use prepared statements (with plan_cache_mode = force_generic_plan where the parameters do not matter), fewer partitions or joins, lower statistics targets or join_collapse_limit."),
    source: "pev2#93",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let totals = case.metrics.totals();
    let (planning, execution) = (totals.planning_ms?, totals.execution_ms?);
    (planning > execution && planning >= case.limits.overhead_ms).then(|| {
        let found = Found::concerning(planning / (planning + execution)).taking(planning);
        found.with_exact("planningMs", planning).with_exact("executionMs", execution)
    })
}

fn message(told: &Told<'_>) -> String {
    format!("planning took {}, the execution {}", Ms(told.get("planningMs").value), Ms(told.get("executionMs").value))
}
