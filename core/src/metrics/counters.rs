//! Counters of a node alone, by the same attribution as time.

use super::payers::{Payer, Payers, sub_plans};
use crate::plan::{COUNTERS, Node, Plan};

/// The exclusive counters of a plan, in the rows of its own.
pub(super) fn exclusive(plan: &Plan, payers: &Payers) -> Vec<[f64; COUNTERS]> {
    let inclusive = plan.counter_rows();
    let mut exclusive = inclusive.to_vec();
    if inclusive.is_empty() {
        return exclusive;
    }
    let mut charge = |payer: Node<'_>, part: &dyn Fn(usize) -> f64| {
        let Some(own) = payer.counter_row().and_then(|row| exclusive.get_mut(row)) else { return };
        for (counter, value) in own.iter_mut().enumerate() {
            *value -= part(counter);
        }
    };
    for child in plan.nodes().skip(1) {
        let Some(own) = child.counter_row().and_then(|row| inclusive.get(row)) else { continue };
        match payers.of(child) {
            Payer::Statement => {}
            Payer::Node(payer) => charge(plan.node(payer), &|counter| known(own[counter])),
            Payer::Scans(scans) => {
                let scans: Vec<_> = scans
                    .iter()
                    .map(|scan| plan.node(scan.node))
                    .map(|scan| (scan, counted(scan, inclusive)))
                    .collect();
                let mut pulled = [0.0; COUNTERS];
                for (_, counted) in &scans {
                    for (sum, value) in pulled.iter_mut().zip(counted) {
                        *sum += value;
                    }
                }
                for (scan, counted) in &scans {
                    charge(*scan, &|at| known(own[at] / pulled[at]).min(1.0) * counted[at]);
                }
            }
        }
    }
    // The workers of a Gather that runs again are counted further up: what it lacks, an ancestor has too much.
    for node in plan.nodes().rev() {
        let Some(row) = node.counter_row() else { continue };
        let above = node.parent().and_then(Node::counter_row);
        // An absent counter, NaN, lacks nothing: `min` gives the number.
        let lacking = exclusive[row].map(|value| value.min(0.0));
        for (value, lacking) in exclusive[row].iter_mut().zip(lacking) {
            *value -= lacking;
        }
        if let Some(above) = above {
            for (value, lacking) in exclusive[above].iter_mut().zip(lacking) {
                *value += lacking;
            }
        }
    }
    exclusive
}

/// What a scan of a CTE counted without its SubPlans: the most that it can have pulled.
fn counted(scan: Node<'_>, inclusive: &[[f64; COUNTERS]]) -> [f64; COUNTERS] {
    let row = |node: Node<'_>| node.counter_row().and_then(|row| inclusive.get(row));
    let mut counted = row(scan).map_or([0.0; COUNTERS], |row| row.map(known));
    for sub_plan in sub_plans(scan).filter_map(row) {
        for (sum, value) in counted.iter_mut().zip(sub_plan) {
            *sum = (*sum - known(*value)).max(0.0);
        }
    }
    counted
}

/// A counter that was not printed counts as none.
fn known(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value }
}
