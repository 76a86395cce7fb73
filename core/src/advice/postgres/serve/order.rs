//! Rows in the order of an index, so that they need no sort.

use super::matched::{Matched, held};
use super::place::Place;
use super::{Alternative, Subplans, access, range};
use crate::advice::postgres::Around;
use crate::advice::postgres::access::Reach;
use crate::advice::postgres::condition::{Condition, Use};
use crate::advice::postgres::definition::Definition;
use crate::advice::postgres::demand::Demand;
use crate::advice::postgres::order::Order;
use crate::metrics::Interval;
use crate::plan::{Node, NodeId, Number};

/// The part of the plan up to a sort, in the order of the index.
pub(super) fn ordered(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
    order: &Order<'_>,
) -> Option<Alternative> {
    if matched.reach.starts > 1.0 || matched.by_or || !gives(demand, definition, matched.fixed, order) {
        return None;
    }
    // Without a LIMIT all other tables are looked up for every row.
    if order.limit.is_none() && order.probed > 0 {
        return None;
    }
    let part = order.limit.map_or(1.0, |limit| (limit / demand.rows.max(1.0)).min(1.0));
    let node = around.plan.node(demand.node);
    let fetched = matched.reach.found * demand.size.rows;
    let subplans = Subplans::of(node);
    let cost = access(around, demand, definition, matched.reach).plain().of_part(part)
        + subplans.cost * subplans.runs(fetched, demand.rows) * part;
    let others = match order.probed {
        0 if order.members > 1.0 => 0.0,
        0 => other_inputs(around.plan.node(order.sort), demand.node) * part,
        probed => part * fetched * probed as f64 * probe(around, demand, order),
    };
    let top = Place::of(around, around.plan.node(order.spared))?;
    let total = (cost + others) * order.members;
    let value = top.saved(|processes| (processes <= 1.0).then_some(total))?;
    Some(Alternative {
        at: order.spared,
        keeps: Vec::new(),
        saving: range(value, matched, || None),
        nodes: [demand.node, order.sort],
    })
}

/// What one lookup of a row by its key costs: a page of the index, which is mostly cached, and one of the table.
pub(super) const PROBE: f64 = 8.0;

/// What looking up one row of another table by its key costs, where it is done for every row of a scan: going down the
/// index, and pages that are read once.
pub(super) fn probe(around: Around<'_>, demand: &Demand<'_>, order: &Order<'_>) -> f64 {
    let input = around.plan.node(order.sort).inputs().next();
    let beside = input.map_or(0.0, |join| join.number(Number::TotalCost).unwrap_or_default());
    let pages = beside * around.charges.random_page / demand.size.rows.max(1.0);
    let descent = around.charges.operator * 150.0;
    (descent + pages).min(PROBE)
}

/// Whether an index gives the rows in an order, behind so many keys that are held to one value each.
pub(super) fn gives(
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    fixed: usize,
    order: &Order<'_>,
) -> bool {
    let is_fixed = |key: &str| {
        let holds = |condition: &Condition<'_>| {
            condition.lookup.as_ref().is_some_and(|lookup| lookup.usage == Use::Equality && lookup.key == key)
        };
        demand.conditions.iter().any(holds)
    };
    let in_order = |reverse: bool| {
        let mut keys = definition.keys[fixed.min(definition.keys.len())..].iter();
        order.keys.iter().filter(|wanted| !is_fixed(&wanted.key)).all(|wanted| {
            keys.next().is_some_and(|key| {
                key.expression == wanted.key
                    && key.opclass.is_none()
                    && key.descending == wanted.descending ^ reverse
                    && key.nulls_first == wanted.nulls_first ^ reverse
            })
        })
    };
    in_order(false) || in_order(true)
}

/// The nearest rows, which GiST gives in order.
pub(super) fn nearest(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    order: &Order<'_>,
) -> Option<Alternative> {
    let key = definition.keys.first()?;
    let limit =
        order.limit.filter(|_| order.keys.first().is_some_and(|first| first.key == key.expression))?;
    let held = held(demand, definition);
    let reach = Reach {
        read: held,
        found: held,
        starts: 1.0,
        looked_up: 0.0,
        filtered: demand.conditions.len() as f64,
        covered: false,
        together: 0.0,
    };
    let total = access(around, demand, definition, reach).plain().of_part(limit / demand.rows.max(1.0));
    let place = Place::of(around, around.plan.node(order.spared))?;
    let saving = Interval::exact(place.saved(|processes| (processes <= 1.0).then_some(total))?);
    Some(Alternative { at: order.spared, keeps: Vec::new(), saving, nodes: [demand.node, order.sort] })
}

/// The cost of what stands below a sort beside the scan: the inner sides of nested loops, which stay.
pub(super) fn other_inputs(sort: Node<'_>, scan: NodeId) -> f64 {
    let input = sort.inputs().next().and_then(|input| input.number(Number::TotalCost)).unwrap_or_default();
    let own = sort.plan().node(scan).number(Number::TotalCost).unwrap_or_default();
    (input - own).max(0.0)
}
