//! Counters of a node alone, by the same attribution as time.

use super::payers::{Payer, Payers};
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
    let known = |value: f64| if value.is_nan() { 0.0 } else { value };
    for child in plan.nodes().skip(1) {
        let Some(own) = child.counter_row().and_then(|row| inclusive.get(row)) else { continue };
        match payers.of(child) {
            Payer::Node(payer) => charge(plan.node(payer), &|counter| known(own[counter])),
            Payer::Scans(scans) => {
                let rows = |scan: Node<'_>| scan.counter_row().and_then(|row| inclusive.get(row));
                let mut pulled = [0.0; COUNTERS];
                for row in scans.iter().filter_map(|scan| rows(plan.node(scan.node))) {
                    for (sum, value) in pulled.iter_mut().zip(row) {
                        *sum += known(*value);
                    }
                }
                for scan in scans {
                    let scan = plan.node(scan.node);
                    let Some(row) = rows(scan) else { continue };
                    // A scan cannot have pulled more than it counted.
                    let part =
                        |counter: usize| known(own[counter] / pulled[counter]).min(1.0) * known(row[counter]);
                    charge(scan, &part);
                }
            }
        }
    }
    for value in exclusive.iter_mut().flatten() {
        // `max` would turn an absent counter into zero.
        if *value < 0.0 {
            *value = 0.0;
        }
    }
    exclusive
}
