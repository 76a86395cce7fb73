//! Joins as nested loops that look a table's rows up.

use super::matched::matched;
use super::order::PROBE;
use super::place::Place;
use super::{Alternative, Subplans, access};
use crate::advice::postgres::Around;
use crate::advice::postgres::access::Access;
use crate::advice::postgres::condition::{Condition, Use};
use crate::advice::postgres::definition::Definition;
use crate::advice::postgres::demand::{Demand, Join};
use crate::metrics::Interval;
use crate::plan::{EdgeKind, NodeId, Number, Operator};

/// The join, as a nested loop that looks the table's rows up.
pub(super) fn joined(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    join: &Join<'_>,
) -> Option<Alternative> {
    let first = definition.keys.first()?;
    let is_joined = |condition: &Condition<'_>| {
        condition.lookup.as_ref().is_some_and(|lookup| {
            lookup.usage == Use::Equality && definition.keys.iter().any(|key| key.expression == lookup.key)
        })
    };
    let matched = matched(demand, definition, &join.conditions)?;
    if first.opclass.is_some() || matched.fixed == 0 || !join.conditions.iter().any(is_joined) {
        return None;
    }
    let other = around.plan.node(join.other).number(Number::TotalCost)?;
    let fetched = matched.reach.found * demand.size.rows;
    let each = fetched * Subplans::of(around.plan.node(demand.node)).cost;
    // What passes the conditions of the table alone is looked for in what was joined before.
    let passes = demand.conditions.iter().filter(|condition| !condition.joins).map(|one| one.share);
    let share: f64 = join.conditions.iter().map(|condition| condition.share).product();
    let passing = (demand.size.rows * share * passes.product::<f64>() * join.probes).max(1.0);
    let beside: f64 = join.beside.iter().map(|one| behind(around, *one, passing)).sum();
    let rows = if join.beside.is_empty() { join.probes * join.rows_per_probe.max(1.0) } else { passing };
    let place = Place::of(around, around.plan.node(join.node))?;
    let value = place.saved(|processes| {
        let probes = join.probes / processes;
        let access = Access { loops: probes.max(1.0), ..access(around, demand, definition, matched.reach) };
        // One process alone does what several did to make the rows of the other side.
        let alone = if processes < place.processes { ALONE } else { 1.0 };
        let looked_up = probes * (access.cheapest(1.0) + each);
        Some((other + beside) * alone + looked_up + rows / processes * around.charges.tuple)
    })?;
    // Joins that trade places with others are less sure.
    let saving = if join.beside.is_empty() {
        Interval::exact(value)
    } else {
        Interval { value, low: 0.0, high: value }
    };
    let keeps = std::iter::once(join.other).chain(join.beside.iter().copied());
    Some(Alternative {
        at: join.node,
        keeps: keeps.map(|kept| (kept, 1.0)).collect(),
        saving,
        nodes: [demand.node, join.node],
    })
}

/// What joining one more input behind so many rows costs: as it is, or by looking its rows up one by one.
pub(super) fn behind(around: Around<'_>, input: NodeId, rows: f64) -> f64 {
    let input = around.plan.node(input);
    let cost = input.number(Number::TotalCost).unwrap_or_default();
    // The inner side of a nested loop is looked up already.
    let is_probed = input.relationship() == Some(EdgeKind::Inner)
        && input.parent().is_some_and(|join| join.operator() == Operator::NestedLoop);
    if is_probed { cost * rows } else { cost.min(rows * PROBE) }
}

/// How much more a part of a plan costs by one process than by several for each of them: pages are counted in full for
/// each of several, rows are shared.
pub(super) const ALONE: f64 = 1.4;
