//! An inner side that a nested loop runs too often.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, EdgeKind, Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{Whole, label};

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
    if case.is_mysql() && looks_up(inner) {
        return None;
    }
    let repeats = inner.number(Number::Loops).or_else(|| outer.number(Number::EstimatedRows))?;
    let share = if case.is_mysql() { repeated_share(case, inner) } else { case.share_below(inner.id()) };
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
    let runs = if told.is_estimate() { "is expected to run" } else { "runs" };
    let inner = told.node().inputs().find(|input| input.relationship() == Some(EdgeKind::Inner));
    format!(
        "{} {runs} {} {} times{}",
        label(told.node()),
        inner.map(label).unwrap_or_default(),
        Whole(told.get("innerLoops").value),
        told.share(", which takes "),
    )
}

/// Whether an inner side finds all of its rows by keys, whatever filters them then.
fn looks_up(inner: Node<'_>) -> bool {
    let by_key =
        |node: Node<'_>| matches!(node.access(), Some(Access::Lookup | Access::UniqueLookup | Access::Constant));
    let scans = repeated(inner).into_iter().filter(|node| node.access().is_some() || node.inputs().next().is_none());
    scans.into_iter().all(by_key)
}

/// The share of what an inner side does each time.
fn repeated_share(case: &Case<'_>, inner: Node<'_>) -> f64 {
    repeated(inner).into_iter().map(|node| case.share_alone(node.id())).sum::<f64>().min(1.0)
}

/// The nodes of an inner side that run each time: a temporary table is filled once.
fn repeated(inner: Node<'_>) -> Vec<Node<'_>> {
    let (mut nodes, mut filled) = (Vec::new(), inner.id());
    for node in inner.subtree() {
        if node.id() < filled {
            continue;
        }
        if node.id() != inner.id() && node.relationship() == Some(EdgeKind::Subquery) {
            filled = node.end();
        } else {
            nodes.push(node);
        }
    }
    nodes
}
