//! Time and cost of engines that print a node's own, over all of its executions: MySQL's JSON version 1 (as
//! differences of its prefix costs) and MariaDB.

use super::{Interval, NodeMetrics, Totals};
use crate::plan::{Node, NodeId, Number, Operator, Plan};

/// Time of every node: its own as printed, with everything below it as the sum.
///
/// A query block is timed as a whole. What is left of that when the nodes in it have theirs is its own, as far as
/// the blocks around it have that much left, too: of what a block of a union writes, the reader's time is a part.
pub(super) fn time(plan: &Plan, nodes: &mut [NodeMetrics], totals: &mut Totals) {
    totals.planning_ms = plan.facts().planning_ms;
    let measured =
        |node: Node<'_>| node.number(Number::OwnMs).is_some() || node.number(Number::TotalMs).is_some();
    if !plan.nodes().any(measured) {
        return;
    }
    let mut own: Vec<f64> = plan.nodes().map(|node| node.number(Number::OwnMs).unwrap_or_default()).collect();
    let sum = |own: &[f64]| own.iter().sum::<f64>();
    if let Some(root) = block_ms(plan.root()) {
        let excess = sum(&own) - root;
        count_subqueries_once(plan, &mut own, excess);
    }
    // From the top down: a block's rest is its own; a block in it has at most what the one around it had left.
    let below = sums(plan, &own);
    let mut left = vec![0.0; plan.len()];
    let blocks = timed_blocks(plan);
    for node in plan.nodes() {
        let id = node.id().index();
        // The nearest block around it shares what it has left among the blocks in it.
        let around = blocks[id];
        let room = around.map_or(f64::INFINITY, |block: NodeId| left[block.index()]);
        let Some(total) = block_ms(node) else { continue };
        let rest = (total - below[id]).clamp(0.0, room);
        left[id] = rest;
        own[id] = rest;
        if let Some(block) = around {
            left[block.index()] -= rest;
            own[block.index()] -= rest;
        }
    }
    let inclusive = sums(plan, &own);
    for (node, (own, inclusive)) in nodes.iter_mut().zip(own.iter().zip(&inclusive)) {
        node.exclusive_ms = Some(Interval::exact(*own));
        (node.inclusive_ms, node.work_ms) =
            (Some(Interval::exact(*inclusive)), Some(Interval::exact(*inclusive)));
    }
    let root = block_ms(plan.root()).unwrap_or_else(|| sum(&own));
    totals.root_ms = Some(root);
    totals.execution_ms = Some(root);
    totals.residual_ms = Some(root - sum(&own));
    totals.outside_ms = Some(0.0);
    totals.outside_trigger_ms = Some(0.0);
}

/// Own times with everything below.
fn sums(plan: &Plan, own: &[f64]) -> Vec<f64> {
    let mut sums = own.to_vec();
    for node in plan.nodes().rev() {
        if let Some(parent) = node.parent() {
            sums[parent.id().index()] += sums[node.id().index()];
        }
    }
    sums
}

/// The nearest block around each node that is timed.
fn timed_blocks(plan: &Plan) -> Vec<Option<NodeId>> {
    let mut blocks: Vec<Option<NodeId>> = vec![None; plan.len()];
    for node in plan.nodes().skip(1) {
        let Some(parent) = node.parent() else { continue };
        let own = block_ms(parent).map(|_| parent.id());
        blocks[node.id().index()] = own.or(blocks[parent.id().index()]);
    }
    blocks
}

/// How many subqueries are looked at: keeps the search short in a plan of nothing else.
const MOST_SUBQUERIES: usize = 64;

/// Takes the time of subqueries out of the nodes that ran them, where it is so counted twice: `excess` more than the
/// statement took.
///
/// Who ran a subquery is not printed: it is taken to be the node of the block around it that took longest.
fn count_subqueries_once(plan: &Plan, own: &mut [f64], mut excess: f64) {
    let runs_inside = |node: &Node<'_>| {
        node.operator() == Operator::QueryBlock && node.relationship().is_some_and(|kind| !kind.is_input())
    };
    let inclusive = sums(plan, own);
    for subquery in plan.nodes().filter(runs_inside).take(MOST_SUBQUERIES) {
        let time = inclusive[subquery.id().index()];
        // What is measured in two places differs by a little.
        if time <= 0.0 || time * 0.5 > excess {
            continue;
        }
        let block = subquery.ancestors().find(|node| node.operator() == Operator::QueryBlock);
        let Some(block) = block else { continue };
        let outside = block.subtree().filter(|node| !subquery.contains(node.id()));
        let longest = outside.reduce(|a, b| if own[b.id().index()] > own[a.id().index()] { b } else { a });
        if let Some(longest) = longest.filter(|node| own[node.id().index()] >= time * 0.9) {
            own[longest.id().index()] = (own[longest.id().index()] - time).max(0.0);
            excess -= time;
        }
    }
}

/// What was measured of a block, over all of its executions.
fn block_ms(node: Node<'_>) -> Option<f64> {
    let total = node.number(Number::TotalMs).filter(|_| node.operator() == Operator::QueryBlock)?;
    Some(total * node.number(Number::Loops)?)
}

/// Cost of every node: its own, as often as its query block runs.
///
/// The cost of a statement is that of its outermost block and those of its subqueries at their executions, which
/// neither engine counts in the cost around them.
pub(super) fn cost(plan: &Plan, contexts: &[f64], nodes: &mut [NodeMetrics], totals: &mut Totals) {
    if !plan.nodes().any(|node| node.number(Number::OwnCost).is_some()) {
        return;
    }
    let mut below = vec![0.0; plan.len()];
    for node in plan.nodes().rev() {
        let (id, inputs) = (node.id().index(), below[node.id().index()]);
        let own = node.number(Number::OwnCost).unwrap_or_default() * contexts[id];
        nodes[id].exclusive_cost = Some(own);
        nodes[id].inclusive_cost = Some(own + inputs);
        if let Some(parent) = node.parent() {
            below[parent.id().index()] += own + inputs;
        }
    }
    totals.cost = nodes[NodeId::ROOT.index()].inclusive_cost;
}
