//! The statement's cost, attributed to its nodes.

use super::{NodeMetrics, Totals};
use crate::plan::{EdgeKind, Node, Number, Operator, Plan};

/// Gives each node its part of the root's cost.
///
/// From the top down: a node's part is split among its children in the order in which the server spends it, each
/// getting its own printed cost times its executions, in proportion to the node's printed cost, and never more
/// than is left. What no child gets is the node's own. So the parts add up to the root's cost, whatever a LIMIT
/// cut off and however often a nested loop ran its inner side.
pub(super) fn attribute(plan: &Plan, nodes: &mut [NodeMetrics], totals: &mut Totals) {
    totals.cost = plan.root().number(Number::TotalCost);
    let Some(whole) = totals.cost else { return };
    nodes[0].inclusive_cost = Some(whole);
    for node in plan.nodes() {
        let Some(part) = nodes[node.id().index()].inclusive_cost else { continue };
        let printed = node.number(Number::TotalCost).unwrap_or_default();
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
                let wanted =
                    child.number(Number::TotalCost).unwrap_or_default() * executions(node, child) * scale;
                let given = wanted.clamp(0.0, left);
                left -= given;
                nodes[child.id().index()].inclusive_cost = Some(given);
            }
        }
        nodes[node.id().index()].exclusive_cost = Some(left);
    }
}

/// How often the planner expects a child to run in one execution of its parent.
fn executions(parent: Node<'_>, child: Node<'_>) -> f64 {
    let estimated = |node: Node<'_>| node.number(Number::EstimatedRows).unwrap_or(1.0).max(1.0);
    match child.relationship() {
        // A rescan of what was kept costs next to nothing: the kept rows are the child's own affair.
        Some(EdgeKind::Inner) if parent.operator() == Operator::NestedLoop => {
            if child.operator() == Operator::Materialize {
                1.0
            } else {
                parent.inputs().next().map_or(1.0, estimated)
            }
        }
        // Plans do not print how many rows ask a SubPlan; where it ran, its loops tell.
        Some(EdgeKind::SubPlan) => match (child.number(Number::Loops), parent.number(Number::Loops)) {
            (Some(own), Some(above)) if above > 0.0 => own / above,
            _ => parent.inputs().next().map_or_else(|| estimated(parent), estimated),
        },
        _ => 1.0,
    }
}
