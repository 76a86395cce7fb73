//! Elapsed and exclusive time.

use super::payers::{Payer, Payers};
use super::{Interval, NodeMetrics, Totals};
use crate::plan::{Node, NodeId, Number, Operator, Plan};

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
            let work = Interval::total(time, loops, plan.facts().time_step(time));
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
    let Some(mut root_ms) = totals.root_ms else { return };

    let mut timed: Vec<NodeId> = plan.nodes().map(Node::id).collect();
    for node in plan.nodes() {
        let id = node.id().index();
        nodes[id].exclusive_ms = nodes[id].inclusive_ms;
        // What has no time of its own (MySQL prints none of what it does not iterate over) passes on what is below.
        if let Some(parent) = node.parent().filter(|_| nodes[id].inclusive_ms.is_none()) {
            timed[id] = timed[parent.id().index()];
        }
    }
    let mut outside_ms = 0.0;
    let mut unread = Vec::new();
    let mut rests = Vec::new();
    for child in plan.nodes().skip(1) {
        let Some(time) = nodes[child.id().index()].inclusive_ms else { continue };
        match payers.of(child) {
            Payer::Node(payer) => charge(nodes, timed[payer.index()], time),
            Payer::Statement => root_ms += time.value,
            Payer::Scans(scans) => {
                let pulled: f64 = scans.iter().map(|scan| scan.time_ms).sum();
                // A scan cannot have pulled for longer than it ran.
                let part = if pulled > 0.0 { (time.value / pulled).min(1.0) } else { 0.0 };
                let whole = if time.value > 0.0 { 1.0 / time.value } else { 0.0 };
                for scan in scans {
                    charge(nodes, scan.node, time * (scan.time_ms * part * whole));
                }
                let rest = (time.value - pulled).max(0.0);
                if child.operator() == Operator::ModifyTable {
                    // What no scan pulled of a data-modifying CTE runs after the root has ended.
                    outside_ms += rest;
                    if pulled <= 0.0 && time.value > 0.0 {
                        unread.push(child.id());
                    }
                } else if let Some(parent) = child.parent() {
                    rests.push((parent.id(), rest));
                }
            }
        }
    }
    // Ending the workers of a CTE is counted in it and where it hangs, but in no scan.
    for (parent, rest) in rests {
        let room = nodes[parent.index()].exclusive_ms.map_or(0.0, |own| own.value.max(0.0));
        charge(nodes, parent, Interval::exact(rest.min(room)));
    }
    mark_outside(plan, payers, &unread, nodes);
    let mut sum = 0.0;
    for node in nodes.iter_mut() {
        node.exclusive_ms = node.exclusive_ms.map(Interval::at_least_zero);
        sum += node.exclusive_ms.map_or(0.0, |own| own.value);
    }
    totals.residual_ms = Some(root_ms + outside_ms - sum);
    totals.root_ms = Some(root_ms);
    totals.execution_ms = facts.execution_ms.or(totals.root_ms);
    let triggers = late_triggers(plan, root_ms + outside_ms);
    totals.outside_ms = Some(outside_ms + triggers);
    totals.outside_trigger_ms = Some(triggers);
}

fn charge(nodes: &mut [NodeMetrics], payer: NodeId, part: Interval) {
    if let Some(own) = &mut nodes[payer.index()].exclusive_ms {
        *own = *own - part;
    }
}

/// Marks what ran outside the root: the CTEs that nobody read, those that only such CTEs read, and what is below.
fn mark_outside(plan: &Plan, payers: &Payers, unread: &[NodeId], nodes: &mut [NodeMetrics]) {
    if unread.is_empty() {
        return;
    }
    // A CTE stands before those that read it, so those are marked first.
    for cte in plan.nodes().rev() {
        let Payer::Scans(scans) = payers.of(cte) else { continue };
        let only_from_outside =
            !scans.is_empty() && scans.iter().all(|scan| nodes[scan.node.index()].outside);
        if !only_from_outside && unread.binary_search(&cte.id()).is_err() {
            continue;
        }
        let mut next = cte.id();
        while next < cte.end() {
            // What is marked already is marked to its end.
            let done = std::mem::replace(&mut nodes[next.index()].outside, true);
            next = if done { plan.node(next).end() } else { NodeId(next.0 + 1) };
        }
    }
}

/// Time of the triggers that fired after the plan had run.
///
/// Constraint triggers always do. The server does not say of the others whether they fired before or after their
/// rows were written: those did after for which the execution time has room behind the plan, longest first.
fn late_triggers(plan: &Plan, plan_ms: f64) -> f64 {
    let facts = plan.facts();
    let times = |constraint: bool| {
        let triggers =
            facts.triggers.iter().filter(move |trigger| trigger.constraint.is_some() == constraint);
        triggers.filter_map(|trigger| trigger.time_ms)
    };
    let constraints: f64 = times(true).sum();
    let mut room = facts.execution_ms.map_or(f64::INFINITY, |execution| execution - plan_ms - constraints);
    let mut others: Vec<f64> = times(false).collect();
    crate::sort::by(&mut others, |a, b| b.total_cmp(a));
    let mut late = constraints;
    for time in others {
        if time <= room {
            room -= time;
            late += time;
        }
    }
    late
}
