//! Elapsed and exclusive time.

use super::payers::{Payer, Payers};
use super::{Interval, NodeMetrics, Totals};
use crate::plan::{EdgeKind, NodeId, Number, Operator, Plan};

/// Work and elapsed time of every node.
pub(super) fn elapsed(plan: &Plan, nodes: &mut [NodeMetrics]) {
    for node in plan.nodes() {
        let loops = node.number(Number::Loops);
        let processes = node.parent().map_or(1.0, |parent| {
            let above = nodes[parent.id().index()].processes;
            let shared = parent.operator().is_gather() && node.is_input();
            match (loops, parent.number(Number::Loops)) {
                (Some(own), Some(gather)) if shared && own > 0.0 && gather > 0.0 => above * own / gather,
                _ => above,
            }
        });
        let metrics = &mut nodes[node.id().index()];
        metrics.processes = processes;
        if let (Some(time), Some(loops)) = (node.number(Number::TotalMs), loops) {
            let work = Interval::total(time, loops, plan.facts().time_step);
            metrics.work_ms = Some(work);
            metrics.inclusive_ms = Some(work * (1.0 / processes));
        }
    }
}

/// Exclusive time of every node, and where the sum of them goes.
pub(super) fn exclusive(plan: &Plan, payers: &Payers, nodes: &mut [NodeMetrics], totals: &mut Totals) {
    let facts = plan.facts();
    totals.planning_ms = facts.planning_ms;
    totals.jit_ms = facts.jit.as_ref().and_then(|jit| jit.total_ms);
    totals.trigger_ms = facts.trigger_ms();
    totals.root_ms = nodes.first().and_then(|root| root.inclusive_ms).map(|root| root.value);
    totals.execution_ms = facts.execution_ms.or(totals.root_ms);
    let Some(root_ms) = totals.root_ms else { return };

    for node in nodes.iter_mut() {
        node.exclusive_ms = node.inclusive_ms;
    }
    let mut outside_ms = 0.0;
    for child in plan.nodes().skip(1) {
        let Some(time) = nodes[child.id().index()].inclusive_ms else { continue };
        let mut charge = |payer: NodeId, part: Interval| {
            if let Some(own) = &mut nodes[payer.index()].exclusive_ms {
                *own = *own - part;
            }
        };
        match payers.of(child) {
            Payer::Node(payer) => charge(payer, time),
            Payer::Scans(scans) => {
                let pulled: f64 = scans.iter().map(|scan| scan.time_ms).sum();
                // A scan cannot have pulled for longer than it ran.
                let part = if pulled > 0.0 { (time.value / pulled).min(1.0) } else { 0.0 };
                let whole = if time.value > 0.0 { 1.0 / time.value } else { 0.0 };
                for scan in scans {
                    charge(scan.node, time * (scan.time_ms * part * whole));
                }
                // What no scan pulled of a data-modifying CTE runs after the root has ended.
                if child.operator() == Operator::ModifyTable {
                    outside_ms += (time.value - pulled).max(0.0);
                    nodes[child.id().index()].outside = pulled <= 0.0 && time.value > 0.0;
                }
            }
        }
    }
    // What runs below a node that is outside is outside, too.
    for node in plan.nodes().skip(1) {
        let above = node.parent().is_some_and(|parent| nodes[parent.id().index()].outside);
        let own_part =
            node.relationship() == Some(EdgeKind::InitPlan) && !matches!(payers.of(node), Payer::Scans(_));
        if above && !own_part {
            nodes[node.id().index()].outside = true;
        }
    }
    let mut inside_ms = 0.0;
    for node in nodes.iter_mut() {
        node.exclusive_ms = node.exclusive_ms.map(Interval::at_least_zero);
        if !node.outside {
            inside_ms += node.exclusive_ms.map_or(0.0, |own| own.value);
        }
    }
    totals.residual_ms = Some(root_ms - inside_ms);
    totals.outside_ms = Some(outside_ms + late_triggers(plan, root_ms + outside_ms));
}

/// Time of the triggers that fired after the plan had run.
///
/// Constraint triggers always do. The server does not say of the others whether they fired before or after their
/// rows were written; they did after where the execution time has room for them behind the plan.
fn late_triggers(plan: &Plan, plan_ms: f64) -> f64 {
    let facts = plan.facts();
    let sum = |constraint: bool| -> f64 {
        let triggers = facts.triggers.iter().filter(|trigger| trigger.constraint.is_some() == constraint);
        triggers.filter_map(|trigger| trigger.time_ms).sum()
    };
    let (constraints, others) = (sum(true), sum(false));
    let room = facts.execution_ms.map_or(f64::INFINITY, |execution| execution - plan_ms - constraints);
    constraints + if room >= others { others } else { 0.0 }
}
