//! The statement's cost, attributed to its nodes.

use super::executions::{Executions, per_execution};
use super::payers::is_projection;
use super::{NodeMetrics, Totals};
use crate::plan::{Dialect, EdgeKind, Node, Number, Operator, Plan};

/// Gives each node its part of the root's cost.
///
/// From the top down: a node's part is split among its children in the order in which the server spends it, each
/// getting its own printed cost times its executions, in proportion to the node's printed cost, and never more
/// than is left. What no child gets is the node's own. So the parts add up to the root's cost, whatever a LIMIT
/// cut off and however often a nested loop ran its inner side.
pub(super) fn attribute(
    plan: &Plan,
    executions: &Executions,
    nodes: &mut [NodeMetrics],
    totals: &mut Totals,
) {
    let costs = costs(plan, executions);
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
        let asked = if costs.is_some() { 1.0 } else { sub_plan_executions(node) };
        for turn in 0..3 {
            for child in node.children().filter(|child| order(child) == turn) {
                // What is printed is the cost of one execution.
                let times = if costs.is_some() { 1.0 } else { planned(node, child, asked) };
                let wanted = cost(child) * times * scale;
                let given = wanted.clamp(0.0, left);
                left -= given;
                nodes[child.id().index()].inclusive_cost = Some(given);
            }
        }
        nodes[node.id().index()].exclusive_cost = Some(left);
    }
}

/// How often PostgreSQL's planner counts the cost of a child into its parent's.
fn planned(parent: Node<'_>, child: Node<'_>, asked: f64) -> f64 {
    match child.relationship() {
        // `cost_recursive_union` takes the recursive term to run ten times.
        Some(EdgeKind::Inner) if parent.operator() == Operator::RecursiveUnion => 10.0,
        Some(EdgeKind::SubPlan) => asked,
        _ => per_execution(parent, child),
    }
}

/// How often the planner takes a node's SubPlans to run.
///
/// A condition is counted for each row that it is expected to see, which the plan does not print: what the node costs
/// beside its inputs says how many, since next to its SubPlans the rest is little.
fn sub_plan_executions(parent: Node<'_>) -> f64 {
    let cost = |node: Node<'_>| node.number(Number::TotalCost).unwrap_or_default();
    let sub_plans = parent.children().filter(|child| child.relationship() == Some(EdgeKind::SubPlan));
    let once: f64 = sub_plans.map(cost).sum();
    if once <= 0.0 {
        return 1.0;
    }
    let inputs: f64 = parent.inputs().map(cost).sum();
    ((cost(parent) - inputs) / once).floor().max(1.0)
}

/// The cost of each node of MySQL's iterators in one execution of the statement; none for other plans.
///
/// MySQL prints no cost where its optimizer makes no estimate (sorts and groups behind a temporary table): such a
/// node has that of its inputs. Nor does it count everywhere what it takes to fill a temporary table, or a subquery
/// of an expression: what is not in the cost of the node above is added to everything around it.
fn costs(plan: &Plan, executions: &Executions) -> Option<Vec<f64>> {
    if plan.dialect() == Dialect::Postgres {
        return None;
    }
    // The cost as printed, or that of the inputs; and what is to be added to it.
    let mut costs: Vec<(f64, f64)> = vec![(0.0, 0.0); plan.len()];
    for node in plan.nodes().rev() {
        let (mut inputs, mut added) = (0.0, 0.0);
        for (own, more) in node.inputs().map(|input| costs[input.id().index()]) {
            inputs += own;
            added += more;
        }
        let own = printed(node, executions).unwrap_or(inputs);
        if node.operator() == Operator::Materialize && own < inputs {
            added += inputs;
        }
        // The hypergraph optimizer counts the subqueries of a condition.
        let mut counted = if node.operator() == Operator::Filter { own - inputs } else { 0.0 };
        for subquery in node.children().filter(|child| !child.is_input()) {
            let (own, more) = costs[subquery.id().index()];
            added += more;
            // What is printed has six digits or so.
            if counted >= own * 0.999 && !is_projection(subquery) {
                counted -= own;
            } else {
                added += own;
            }
        }
        costs[node.id().index()] = (own, added);
    }
    Some(costs.into_iter().map(|(own, added)| own + added).collect())
}

/// The cost that is printed of a node, over all of its executions.
fn printed(node: Node<'_>, executions: &Executions) -> Option<f64> {
    let cost = node.number(Number::TotalCost)?;
    let times = |node: Node<'_>| executions.nodes[node.id().index()];
    let filled = node.inputs().next().filter(|input| input.relationship() == Some(EdgeKind::Subquery));
    // Filling a temporary table is counted into each lookup in it.
    let once = filled.filter(|_| node.access().is_some()).map_or((0.0, 0.0), |filled| {
        let once = node.number(Number::StartupCost).unwrap_or_default().min(cost);
        (once, once * times(filled))
    });
    Some(once.1 + (cost - once.0) * times(node))
}
