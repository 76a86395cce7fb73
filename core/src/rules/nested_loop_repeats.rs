//! An inner side that a nested loop runs too often.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, EdgeKind, Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{Count, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "nested-loop-repeats",
    summary: "The inner side of a nested loop runs at least 1,000 times and takes at least 25 % of the statement.",
    remedy: Remedy::same("Where the inner side reads more than it finds, give it an index on the join columns; where it looks its rows up already, mend the estimate that made so many lookups look cheap, so that a hash join is chosen."),
    source: "executions as in pgexplain (correlated 1,000) and QuerySense (1,000)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.operator() != Operator::NestedLoop {
        return None;
    }
    let inner = node.inputs().find(|input| input.relationship() == Some(EdgeKind::Inner))?;
    let outer = node.inputs().find(|input| input.relationship() == Some(EdgeKind::Outer))?;
    // MySQL joins so wherever it can look rows up, which is then the best there is.
    let looks_up =
        |scan: Node<'_>| matches!(scan.access(), Some(Access::Lookup | Access::UniqueLookup | Access::Constant));
    let mut scans = inner.subtree().filter(|node| node.operator().is_table_scan());
    if case.is_mysql() && scans.all(looks_up) {
        return None;
    }
    let repeats = inner.number(Number::Loops).or_else(|| outer.number(Number::EstimatedRows))?;
    let share = case.share_below(inner.id());
    let fires = repeats >= case.limits.repeats && share >= case.limits.hot_share;
    fires.then(|| {
        // Many lookups may still be the cheapest way.
        let lookup = inner.subtree().all(|part| {
            part.text(Attribute::IndexCondition).is_some()
                || matches!(part.operator(), Operator::Memoize | Operator::BitmapHeapScan)
        });
        let cap = if lookup { Severity::Warning } else { Severity::Critical };
        let found = Found::concerning(share).with_exact("innerLoops", repeats).at_most(cap);
        match case.metrics.node(inner.id()).inclusive_ms {
            Some(time) => found.with("innerMs", time),
            None => found.with("innerCost", Interval::exact(case.metrics.node(inner.id()).inclusive_cost.unwrap_or_default())),
        }
    })
}

fn message(told: &Told<'_>) -> String {
    let inner = told.node().inputs().find(|input| input.relationship() == Some(EdgeKind::Inner));
    format!(
        "{} runs {} {} times, which takes {} of the statement",
        label(told.node()),
        inner.map(label).unwrap_or_default(),
        Count(told.get("innerLoops").value),
        Percent(told.finding.share),
    )
}
