//! Counters of a node alone, by the same attribution as time.

use super::payers::{Payer, Payers, sub_plans};
use crate::plan::{COUNTERS, Node, Plan, Table};

/// The exclusive counters of a plan, in the rows of its own.
pub(super) fn exclusive(plan: &Plan, payers: &Payers) -> Table<COUNTERS> {
    let inclusive = plan.counters();
    let mut exclusive = inclusive.clone();
    if inclusive.len() == 0 {
        return exclusive;
    }
    let mut charge = |payer: Node<'_>, part: &dyn Fn(usize) -> f64| {
        let Some(row) = payer.counter_row() else { return };
        for (column, value) in exclusive.row_mut(row).iter_mut().enumerate() {
            *value -= part(column);
        }
    };
    for child in plan.nodes().skip(1) {
        let Some(row) = child.counter_row() else { continue };
        let own = inclusive.row(row);
        match payers.of(child) {
            Payer::Statement => {}
            Payer::Node(payer) => charge(plan.node(payer), &|column| known(own[column])),
            Payer::Scans(scans) => {
                let scans: Vec<_> = scans
                    .iter()
                    .map(|scan| plan.node(scan.node))
                    .map(|scan| (scan, counted(scan, inclusive)))
                    .collect();
                let mut pulled = vec![0.0; own.len()];
                for (_, counted) in &scans {
                    for (sum, value) in pulled.iter_mut().zip(counted) {
                        *sum += value;
                    }
                }
                for (scan, counted) in scans.iter().filter(|(_, counted)| !counted.is_empty()) {
                    charge(*scan, &|at| known(own[at] / pulled[at]).min(1.0) * counted[at]);
                }
            }
        }
    }
    // The workers of a Gather that runs again are counted further up: what it lacks, an ancestor has too much.
    let mut lacking = Vec::new();
    for node in plan.nodes().rev() {
        let Some(row) = node.counter_row() else { continue };
        let own = exclusive.row_mut(row);
        lacking.clear();
        // An absent counter, NaN, lacks nothing: `min` gives the number.
        lacking.extend(own.iter().map(|value| value.min(0.0)));
        for (value, lacking) in own.iter_mut().zip(&lacking) {
            *value -= lacking;
        }
        if let Some(above) = node.parent().and_then(Node::counter_row) {
            for (value, lacking) in exclusive.row_mut(above).iter_mut().zip(&lacking) {
                *value += lacking;
            }
        }
    }
    exclusive
}

/// What a scan of a CTE counted without its SubPlans: the most that it can have pulled; nothing where it counted nothing.
fn counted(scan: Node<'_>, inclusive: &Table<COUNTERS>) -> Vec<f64> {
    let row = |node: Node<'_>| node.counter_row().map(|row| inclusive.row(row));
    let mut counted: Vec<f64> = row(scan).unwrap_or_default().iter().copied().map(known).collect();
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
