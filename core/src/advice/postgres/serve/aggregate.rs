//! Groups, and the least and the greatest value, out of the order of an index.

use super::matched::Matched;
use super::place::Place;
use super::{Alternative, access, range};
use crate::advice::postgres::Around;
use crate::advice::postgres::definition::{Definition, Key};
use crate::advice::postgres::demand::Demand;
use crate::plan::{Attribute, Number};

/// The groups of an aggregate, one after another in the order of the index.
pub(super) fn grouped(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
) -> Option<Alternative> {
    let aggregate = demand.aggregate.as_ref().filter(|aggregate| !aggregate.groups.is_empty())?;
    let behind = definition.keys.get(matched.fixed..)?;
    let groups = &aggregate.groups;
    let is_group = |key: &Key<'_>| groups.contains(&key.expression);
    if behind.len() < groups.len() || !behind[..groups.len()].iter().all(is_group) {
        return None;
    }
    if matched.reach.starts > 1.0 || matched.by_or || !demand.joins.is_empty() {
        return None;
    }
    let node = around.plan.node(aggregate.node);
    let scanned = access(around, demand, definition, matched.reach).plain().total;
    // Beside what it groups by, a node gives an aggregate each.
    let given = around.texts.of_node(node, Attribute::Output).count();
    let checks = groups.len() + given.saturating_sub(groups.len()).max(1);
    let rows = matched.reach.found * demand.size.rows * around.charges.operator * checks as f64;
    let given = node.number(Number::EstimatedRows).unwrap_or(1.0) * around.charges.tuple;
    let value =
        Place::of(around, node)?.saved(|processes| (processes <= 1.0).then_some(scanned + rows + given))?;
    let saving = range(value, matched, || None);
    Some(Alternative { at: aggregate.node, keeps: Vec::new(), saving, nodes: [demand.node, aggregate.node] })
}

/// The least and the greatest value, which stand at the ends of an index.
pub(super) fn extremes(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
) -> Option<Alternative> {
    let aggregate = demand.aggregate.as_ref().filter(|aggregate| !aggregate.extremes.is_empty())?;
    let next = definition.keys.get(matched.fixed)?;
    let all = aggregate.extremes.iter().all(|column| *column == next.expression);
    if !all || matched.reach.starts > 1.0 || matched.by_or || !demand.joins.is_empty() {
        return None;
    }
    let one = access(around, demand, definition, matched.reach).plain().of_part(1.0 / demand.rows.max(1.0));
    let total = one * aggregate.extremes.len() as f64;
    let place = Place::of(around, around.plan.node(aggregate.node))?;
    let value = place.saved(|processes| (processes <= 1.0).then_some(total))?;
    let saving = range(value, matched, || None);
    Some(Alternative { at: aggregate.node, keeps: Vec::new(), saving, nodes: [demand.node, aggregate.node] })
}
