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
    totals.cost = match &costs {
        Some(costs) => Some(costs[0]).filter(|cost| *cost > 0.0),
        None => plan.root().number(Number::TotalCost),
    };
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

/// The cost of each node of MySQL's iterators; none for other plans, which print it.
///
/// MySQL prints no cost where its optimizer makes no estimate (sorts and groups behind a temporary table): such a
/// node has that of its inputs. And it counts a subquery of an expression nowhere but in itself: here it is added to
/// everything around it.
fn costs(plan: &Plan) -> Option<Vec<f64>> {
    if plan.dialect() == Dialect::Postgres {
        return None;
    }
    // The cost as printed, or that of the inputs; and what is to be added to it.
    let mut costs: Vec<(f64, f64)> = vec![(0.0, 0.0); plan.len()];
    for node in plan.nodes().rev() {
        let (mut inputs, mut added) = (0.0, 0.0);
        for child in node.children() {
            let (own, more) = costs[child.id().index()];
            if child.is_input() {
                inputs += over_executions(node, child, own);
                added += over_executions(node, child, more);
            } else {
                added += over_executions(node, child, own + more);
            }
        }
        costs[node.id().index()] = (node.number(Number::TotalCost).unwrap_or(inputs), added);
    }
    Some(costs.into_iter().map(|(own, added)| own + added).collect())
}
