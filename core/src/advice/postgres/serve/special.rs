//! Scans by indexes that are no btrees: GIN, GiST and BRIN.

use super::matched::{held, together};
use super::place::Place;
use super::{Alternative, access};
use crate::advice::postgres::Around;
use crate::advice::postgres::access::{Access, Reach};
use crate::advice::postgres::condition::{Condition, Lookup, Use};
use crate::advice::postgres::definition::{Definition, Key};
use crate::advice::postgres::demand::Demand;
use crate::metrics::Interval;

/// A scan by GIN or GiST.
pub(super) fn special(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
) -> Option<Alternative> {
    let held = held(demand, definition);
    let (mut found, mut looked_up, mut searches, mut beside) = (held, 0.0, 0.0, 1.0);
    for condition in &demand.conditions {
        let by_method = |key: &Key<'_>| {
            condition.special.as_ref().filter(|special| {
                special.key == key.expression
                    && special.method == definition.method
                    && special.opclass == key.opclass
            })
        };
        let by_value = |key: &&Key<'_>| {
            let is_same = |lookup: &Lookup<'_>| lookup.key == key.expression && lookup.usage == Use::Equality;
            definition.method == "gist" && condition.lookup.as_ref().is_some_and(is_same)
        };
        let implied =
            condition.restriction.as_ref().is_some_and(|(_, text)| definition.predicate.contains(&&**text));
        let special = definition.keys.iter().find_map(by_method);
        if special.is_some() || definition.keys.iter().any(|key| by_value(&key)) {
            (found, looked_up) = (found * condition.share, looked_up + 1.0);
            searches += special.map_or(1.0, |special| special.searches);
        } else if !implied && !condition.told {
            beside *= condition.share;
        }
    }
    if looked_up == 0.0 {
        return None;
    }
    let node = around.plan.node(demand.node);
    let place = Place::of(around, node)?;
    let reach = |found: f64| Reach {
        read: found,
        found,
        starts: 1.0,
        looked_up,
        filtered: demand.conditions.len() as f64 - looked_up,
        covered: false,
        together: 0.0,
    };
    let spend = |found: f64| {
        place.saved(|processes| {
            let access = access(around, demand, definition, reach(found));
            let cost = match definition.method {
                "gist" => access.cheapest(place.part),
                _ => access.inverted(searches).of_part(place.part),
            };
            (processes <= 1.0).then_some(cost)
        })
    };
    let value = spend(found)?;
    let saving = if beside >= 1.0 {
        Interval::exact(value)
    } else {
        Interval { value, low: 0.0, high: spend(found * beside).unwrap_or(value).max(value) }
    };
    Some(Alternative { at: demand.node, keeps: Vec::new(), saving, nodes: [demand.node; 2] })
}

/// A scan of the stretches of a table that a BRIN index points to.
pub(super) fn block_range(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
) -> Option<Alternative> {
    let key = definition.keys.first()?;
    let together = together(demand, &definition.keys).sqrt();
    let fits = |condition: &&Condition<'_>| {
        condition.lookup.as_ref().is_some_and(|lookup| lookup.key == key.expression)
    };
    let found: f64 = demand.conditions.iter().filter(fits).map(|condition| condition.share).product();
    // What is read is whole ranges of pages, more where rows are out of place (`brincostestimate`).
    let ranges = (demand.size.pages / RANGE).ceil();
    let read = ((found * ranges).ceil() / together.max(1e-3)).clamp(1.0, ranges) / ranges;
    let reach = Reach {
        read,
        found: read,
        starts: 1.0,
        looked_up: 1.0,
        filtered: demand.conditions.len() as f64,
        covered: false,
        together: 0.0,
    };
    let place = Place::of(around, around.plan.node(demand.node))?;
    let value = place.saved(|processes| {
        let access = Access { processes, ..access(around, demand, definition, reach) };
        Some(access.block_ranges(ranges).of_part(place.part))
    })?;
    Some(Alternative {
        at: demand.node,
        keeps: Vec::new(),
        saving: Interval::exact(value),
        nodes: [demand.node; 2],
    })
}

/// Pages of a range of BRIN (`pages_per_range`).
pub(super) const RANGE: f64 = 128.0;
