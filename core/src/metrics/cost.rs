//! The statement's cost, attributed to its nodes.

use super::executions::per_execution;
use super::{NodeMetrics, Totals};
use crate::plan::{Dialect, EdgeKind, Node, Number, Plan};

/// Gives each node its part of the root's cost.
///
/// From the top down: a node's part is split among its children in the order in which the server spends it, each
/// getting its own printed cost times its executions, in proportion to the node's printed cost, and never more
/// than is left. What no child gets is the node's own. So the parts add up to the root's cost, whatever a LIMIT
/// cut off and however often a nested loop ran its inner side.
pub(super) fn attribute(plan: &Plan, nodes: &mut [NodeMetrics], totals: &mut Totals) {
    let costs = costs(plan);
    totals.cost =
        plan.root().number(Number::TotalCost).map(|cost| costs.as_ref().map_or(cost, |costs| costs[0]));
    let Some(whole) = totals.cost else { return };
    let cost = |node: Node<'_>| match &costs {
        Some(costs) => costs[node.id().index()],
        None => node.number(Number::TotalCost).unwrap_or_default(),
    };
    nodes[0].inclusive_cost = Some(whole);
    for node in plan.nodes() {
        let Some(part) = nodes[node.id().index()].inclusive_cost else { continue };
        let printed = cost(node);
        let scale = if printed > 0.0 { part / printed } else { 0.0 };
        let mut left = part;
        // InitPlans are spent before anything else (`SS_charge_for_initplans`), SubPlans after the rows they see.
        let order = |node: &Node<'_>| match node.relationship() {
            Some(EdgeKind::InitPlan) => 0,
            Some(EdgeKind::SubPlan | EdgeKind::HashedSubPlan) => 2,
            _ => 1,
        };
        for turn in 0..3 {
            for child in node.children().filter(|child| order(child) == turn) {
                let wanted = over_executions(node, child, cost(child)) * scale;
                let given = wanted.clamp(0.0, left);
                left -= given;
                nodes[child.id().index()].inclusive_cost = Some(given);
            }
        }
        nodes[node.id().index()].exclusive_cost = Some(left);
    }
}

/// The cost of a child over one execution of its parent.
fn over_executions(parent: Node<'_>, child: Node<'_>, cost: f64) -> f64 {
    let executions = per_execution(parent, child);
    // MySQL counts filling a temporary table into each lookup in it.
    let filled = child.inputs().next().is_some_and(|input| input.relationship() == Some(EdgeKind::Subquery));
    if filled && executions > 1.0 && child.access().is_some() {
        let once = child.number(Number::StartupCost).unwrap_or_default().min(cost);
        return once + (cost - once) * executions;
    }
    cost * executions
}

/// MySQL's cost of each node with the subqueries of expressions in it, which it prints nowhere but in themselves;
/// none where the printed cost has them already.
fn costs(plan: &Plan) -> Option<Vec<f64>> {
    if plan.dialect() == Dialect::Postgres {
        return None;
    }
    let is_added = |node: &Node<'_>| node.relationship().is_some_and(|kind| !kind.is_input());
    if !plan.nodes().any(|node| is_added(&node)) {
        return None;
    }
    let mut added = vec![0.0; plan.len()];
    let mut costs = vec![0.0; plan.len()];
    for node in plan.nodes().rev() {
        let id = node.id().index();
        let printed = node.number(Number::TotalCost);
        // What prints no cost costs what is below it.
        let input = || node.inputs().next().map_or(0.0, |input| costs[input.id().index()]);
        let cost = printed.map_or_else(input, |printed| printed + added[id]);
        let subqueries = if printed.is_none() { own_subqueries(node, &costs) } else { 0.0 };
        costs[id] = cost + subqueries;
        let Some(parent) = node.parent() else { continue };
        let extra = if is_added(&node) { costs[id] } else { costs[id] - printed.unwrap_or(costs[id]) };
        added[parent.id().index()] += over_executions(parent, node, extra);
    }
    Some(costs)
}

/// The cost of the subqueries that hang on a node itself.
fn own_subqueries(node: Node<'_>, costs: &[f64]) -> f64 {
    let subqueries = node.children().filter(|child| !child.is_input());
    subqueries.map(|child| over_executions(node, child, costs[child.id().index()])).sum()
}
