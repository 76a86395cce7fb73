//! Compiling that takes longer than it saves.

use super::{Case, Check, Found, Rule, Told};
use crate::words::{Count, Ms, Percent};

pub(super) const RULE: Rule = Rule {
    name: "jit-overhead",
    summary: "Just-in-time compilation takes at least 10 % of the execution and at least 10 ms.",
    remedy: "Raise jit_above_cost, or set jit = off for such statements.",
    source: "share between pgMustard and pgexplain (25 %)",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let jit = case.plan.facts().jit.as_ref()?;
    let (time, execution) = (jit.total_ms?, case.metrics.totals().execution_ms?);
    // Summed over processes, so it may exceed the execution.
    let share = time / execution.max(time);
    (time >= case.limits.overhead_ms && share >= case.limits.jit_share).then(|| {
        Found::concerning(share).with_exact("jitMs", time).with_exact("functions", jit.functions)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "JIT compiled {} functions in {}, {} of the execution",
        Count(told.get("functions").value),
        Ms(told.get("jitMs").value),
        Percent(told.finding.share),
    )
}
