//! Compiling that takes longer than it saves.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::Number;
use crate::words::{Count, Ms, Percent};

pub(super) const RULE: Rule = Rule {
    name: "jit-overhead",
    summary: "Just-in-time compilation takes at least 10 % of the execution and at least 10 ms.",
    remedy: Remedy::same("Raise jit_above_cost, or set jit = off for such statements."),
    source: "share between pgMustard and pgexplain (25 %)",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let jit = case.plan.facts().jit.as_ref()?;
    let (time, execution) = (jit.total_ms?, case.metrics.totals().execution_ms?);
    // Each process compiles for itself, and the server prints the sum: at least the average was waited for.
    let launched = case.plan.nodes().filter_map(|node| node.number(Number::WorkersLaunched)).fold(0.0, f64::max);
    let waited = Interval { value: time / (launched + 1.0), low: time / (launched + 1.0), high: time.min(execution) };
    let share = waited.low / execution.max(waited.low).max(f64::MIN_POSITIVE);
    (waited.low >= case.limits.overhead_ms && share >= case.limits.jit_share).then(|| {
        let found = Found::concerning(share).taking(waited.low);
        found.with_exact("jitMs", time).with("waitedMs", waited).with_exact("functions", jit.functions)
    })
}

fn message(told: &Told<'_>) -> String {
    let (total, waited) = (told.get("jitMs").value, told.get("waitedMs"));
    let processes = if waited.value < total { ", summed over its processes" } else { "" };
    format!(
        "JIT compiled {} functions in {}{processes}: at least {} of the execution",
        Count(told.get("functions").value),
        Ms(total),
        Percent(told.finding.share),
    )
}
