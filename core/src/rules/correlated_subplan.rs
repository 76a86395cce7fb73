//! A subquery that runs again for each row.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, EdgeKind, Number, Operator};
use crate::words::{Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "correlated-subplan",
    summary: "A SubPlan that is not hashed runs at least 1,000 times.",
    remedy: Remedy::same("Rewrite the subquery as a join (or a lateral join, or a window function), or give it an index on the columns that it compares with the outer row."),
    source: "executions as in pgexplain",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.relationship() != Some(EdgeKind::SubPlan) {
        return None;
    }
    // A cache runs it only where it does not know the answer.
    let cached = node.inputs().next().filter(|_| node.operator() == Operator::Memoize);
    let ran = cached.unwrap_or(node);
    // MySQL and MariaDB tell how often it is expected to run.
    let loops = ran.number(Number::Loops).or(case.own.executions);
    let loops = loops.filter(|loops| *loops >= case.limits.repeats)?;
    let found = Found::concerning(case.share_below(node.id())).with_exact("loops", loops);
    Some(match case.own.inclusive_ms {
        Some(time) => found.with("inclusiveMs", time),
        None => found,
    })
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let name = node.text(Attribute::SubplanName).map(|name| name.split(" (").next().unwrap_or(name));
    let runs = if told.is_estimate() { "is expected to run" } else { "runs" };
    format!(
        "{} {runs} {} times, once for each row of {}: {} of the statement",
        name.map_or_else(|| label(node), |name| format!("{name} ({})", label(node))),
        Count(told.get("loops").value),
        node.parent().map(label).unwrap_or_default(),
        Percent(told.finding.share),
    )
}
