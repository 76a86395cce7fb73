//! A subquery that runs again for each row.

use super::{Case, Check, Found, Rule, Told};
use crate::plan::{Attribute, EdgeKind, Number};
use crate::words::{Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "correlated-subplan",
    summary: "A SubPlan that is not hashed runs at least 1,000 times.",
    remedy: "Rewrite the subquery as a join (or a lateral join, or a window function), or give it an index on the columns that it compares with the outer row.",
    source: "executions as in pgexplain",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.relationship() != Some(EdgeKind::SubPlan) {
        return None;
    }
    let loops = node.number(Number::Loops).filter(|loops| *loops >= case.limits.repeats)?;
    let found = Found::concerning(case.share_below(node.id())).with_exact("loops", loops);
    Some(match case.own.inclusive_ms {
        Some(time) => found.with("inclusiveMs", time),
        None => found,
    })
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    format!(
        "{} ({}) runs {} times, once for each row of {}: {} of the statement",
        node.text(Attribute::SubplanName).unwrap_or("a SubPlan"),
        label(node),
        Count(told.get("loops").value),
        node.parent().map(label).unwrap_or_default(),
        Percent(told.finding.share),
    )
}
