//! Triggers that take a large part of the time.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::words::{Count, Ms, Percent};

pub(super) const RULE: Rule = Rule {
    name: "slow-triggers",
    summary: "Triggers take at least 10 % of the execution.",
    remedy: Remedy::same("For a foreign key, create an index on the referencing columns of the other table; else make the trigger do less, or once for each statement."),
    source: "share as in pgexplain (10 %)",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let totals = case.metrics.totals();
    let (time, execution) = (totals.trigger_ms?, totals.execution_ms?);
    let share = time / execution.max(time).max(f64::MIN_POSITIVE);
    (share >= case.limits.trigger_share && time >= case.limits.negligible_ms).then(|| {
        let calls: f64 = case.plan.facts().triggers.iter().map(|trigger| trigger.calls).sum();
        Found::concerning(share).with_exact("triggerMs", time).with_exact("calls", calls)
    })
}

fn message(told: &Told<'_>) -> String {
    let slowest = told.plan.facts().triggers.iter().max_by(|a, b| a.time_ms.unwrap_or_default().total_cmp(&b.time_ms.unwrap_or_default()));
    let name = slowest.map(|trigger| trigger.constraint.as_ref().unwrap_or(&trigger.name).as_str()).unwrap_or_default();
    format!(
        "triggers took {} in {} calls, {} of the execution; most of it {name}",
        Ms(told.get("triggerMs").value),
        Count(told.get("calls").value),
        Percent(told.finding.share),
    )
}
