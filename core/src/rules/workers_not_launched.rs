//! Parallel workers that did not come.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::Number;
use crate::rules::Severity;
use crate::words::{Count, label};

pub(super) const RULE: Rule = Rule {
    name: "workers-not-launched",
    summary: "A Gather launched fewer workers than were planned.",
    remedy: Remedy::same("Raise max_parallel_workers and max_worker_processes, or run fewer parallel statements at a time."),
    source: "pev2, pgexplain and rpg: any difference",
    check: Check::Postgres(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let planned = node.number(Number::WorkersPlanned).filter(|_| node.operator().is_gather())?;
    let launched = node.number(Number::WorkersLaunched)?;
    (launched < planned).then(|| {
        let found = Found::concerning(case.share_below(node.id())).at_most(Severity::Warning);
        found.with_exact("workersPlanned", planned).with_exact("workersLaunched", launched)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} launched {} of {} planned workers",
        label(told.node()),
        Count(told.get("workersLaunched").value),
        Count(told.get("workersPlanned").value),
    )
}
