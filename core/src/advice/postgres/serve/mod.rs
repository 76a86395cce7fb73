//! What an index does for a demand: the parts of the plan that it could stand in for, and what they would cost.
//!
//! - `matched` says what an index is to a demand, `place` what a part of the plan costs the statement.
//! - `order`, `join`, `aggregate` and `special` are the parts beside the scan itself that it could stand in for.

mod aggregate;
mod join;
mod matched;
mod order;
mod place;
mod special;

use super::Around;
use super::access::{Access, Reach};
use super::condition::Condition;
use super::definition::Definition;
use super::demand::Demand;
use crate::metrics::Interval;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator};
use matched::{Matched, matched, shape};
use place::Place;

pub(super) use matched::{bytes, held};

/// A part of the plan that could run through indexes.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    /// The top of the part that it stands in for.
    pub(super) at: NodeId,
    /// What stays of that part, and how often it is run beside now: its share.
    pub(super) keeps: Vec<(NodeId, f64)>,
    /// What the statement would save: a range where the plan does not tell how many rows an index would find.
    pub(super) saving: Interval,
    /// The nodes that ask for it.
    pub(super) nodes: [NodeId; 2],
}

/// What so many of the parts of a plan could be with an index.
pub(super) fn alternatives(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
) -> Vec<Alternative> {
    let mut found = Vec::new();
    match definition.method {
        "btree" => {
            if let Some(matched) = matched(demand, definition, &[]) {
                found.extend(scan(around, demand, definition, &matched));
                found.extend(aggregate::extremes(around, demand, definition, &matched));
                found.extend(aggregate::grouped(around, demand, definition, &matched));
                let order = demand.order.as_ref().filter(|order| !order.nearest);
                found.extend(
                    order.and_then(|order| order::ordered(around, demand, definition, &matched, order)),
                );
            }
            found.extend(
                demand.joins.iter().filter_map(|join| join::joined(around, demand, definition, join)),
            );
        }
        "brin" => found.extend(special::block_range(around, demand, definition)),
        _ => {
            found.extend(special::special(around, demand, definition));
            let order = demand.order.as_ref().filter(|order| order.nearest);
            found.extend(order.and_then(|order| order::nearest(around, demand, definition, order)));
        }
    }
    found
}

/// What an index for each arm of an OR saves together, whose rows a bitmap brings together.
pub(super) fn arms(
    around: Around<'_>,
    demand: &Demand<'_>,
    or: &Condition<'_>,
    definitions: &[Definition<'_>],
) -> Option<Alternative> {
    let parts = or.arms.len() as f64;
    let reach = Reach {
        read: or.share / parts,
        found: or.share / parts,
        starts: 1.0,
        looked_up: 1.0,
        filtered: demand.conditions.len() as f64,
        covered: false,
        together: 0.0,
    };
    let bitmap = |definition: &Definition<'_>| access(around, demand, definition, reach).bitmap().total;
    let total: f64 = or.arms.iter().zip(definitions.iter().cycle()).map(|(_, one)| bitmap(one)).sum();
    let place = Place::of(around, around.plan.node(demand.node))?;
    let value = place.saved(|processes| (processes <= 1.0).then_some(total))?;
    let told = demand.conditions.iter().all(|condition| condition.told);
    let saving = if told { Interval::exact(value) } else { Interval { value, low: 0.0, high: value } };
    Some(Alternative { at: demand.node, keeps: Vec::new(), saving, nodes: [demand.node; 2] })
}

/// The scan by the index.
fn scan(
    around: Around<'_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
) -> Option<Alternative> {
    if !matched.narrows && !matched.reach.covered {
        return None;
    }
    // What the index in use looks up already is no news.
    let news = |condition: &Condition<'_>| {
        let lookup = condition.lookup.as_ref();
        let restriction = condition.restriction.as_ref();
        !condition.served
            && (lookup.is_some_and(|lookup| definition.keys.iter().any(|key| key.expression == lookup.key))
                || restriction.is_some_and(|(_, text)| definition.predicate.contains(&&**text)))
    };
    let served = demand.conditions.iter().any(|condition| condition.served);
    if served && !matched.reach.covered && !demand.conditions.iter().any(news) {
        return None;
    }
    let node = around.plan.node(demand.node);
    let mut place = Place::of(around, node)?;
    let subplans = Subplans::of(node);
    // What each row given asks for stays, and is no part of the scan.
    if !subplans.filter {
        place.spent = (place.spent - subplans.cost * demand.rows * place.times).max(0.0);
    }
    // The planner does not see what a subplan's last run has left in the cache.
    let loops = if is_in_subplan(node) { 1.0 } else { place.times };
    let spend = |reach: Reach| {
        place.saved(|processes| {
            let access = Access { loops, processes, ..access(around, demand, definition, reach) };
            let cost =
                if matched.by_or { access.bitmap().of_part(place.part) } else { access.cheapest(place.part) };
            let seen = reach.found * demand.size.rows;
            (processes <= 1.0 || access.is_large()).then_some(cost + subplans.cost * subplans.runs(seen, 0.0))
        })
    };
    let value = spend(matched.reach)?;
    let best = || {
        let least = matched.least;
        spend(Reach { read: least.min(matched.reach.read), found: least, ..matched.reach })
    };
    Some(Alternative {
        at: demand.node,
        keeps: subplans
            .first
            .into_iter()
            .map(|subplan| (subplan, subplans.runs(matched.reach.found, 1.0)))
            .collect(),
        saving: range(value, matched, best),
        nodes: [demand.node; 2],
    })
}

/// A way to a demand's table through an index, once and by one process.
fn access<'a>(
    around: Around<'_>,
    demand: &'a Demand<'_>,
    definition: &Definition<'_>,
    reach: Reach,
) -> Access<'a> {
    let shape = shape(demand, definition, held(demand, definition));
    Access {
        table: &demand.size,
        charges: around.charges,
        check: demand.check,
        shape,
        reach,
        loops: 1.0,
        processes: 1.0,
    }
}

/// The subplans of a scan.
struct Subplans {
    /// What they cost each time.
    cost: f64,
    first: Option<NodeId>,
    /// Whether its condition asks for them, and so each row that is looked at; else each row that it gives.
    filter: bool,
}

impl Subplans {
    fn of(node: Node<'_>) -> Self {
        let subplans = || node.children().filter(|child| child.relationship() == Some(EdgeKind::SubPlan));
        Self {
            cost: subplans().filter_map(|subplan| subplan.number(Number::TotalCost)).sum(),
            first: subplans().next().map(Node::id),
            filter: node.text(Attribute::Filter).is_some_and(|filter| filter.contains("SubPlan")),
        }
    }

    /// How often they are run where so many rows are looked at and so many given.
    fn runs(&self, seen: f64, given: f64) -> f64 {
        if self.filter { seen } else { given }
    }
}

/// How far above a scan it is looked for what repeats it.
const REACH: usize = 64;

/// Whether a node is run for each row of a condition or a result, not of a join.
fn is_in_subplan(node: Node<'_>) -> bool {
    let repeats = |node: &Node<'_>| match node.relationship() {
        Some(EdgeKind::SubPlan) => true,
        Some(EdgeKind::Inner) => node.parent().is_some_and(|above| above.operator() == Operator::NestedLoop),
        _ => false,
    };
    let first = std::iter::once(node).chain(node.ancestors().take(REACH)).find(repeats);
    first.is_some_and(|node| node.relationship() == Some(EdgeKind::SubPlan))
}

/// A saving with what it could be: nothing where conditions beside the index let nothing be spared, or more.
fn range(value: f64, matched: &Matched, best: impl Fn() -> Option<f64>) -> Interval {
    if matched.least >= matched.reach.found {
        return Interval::exact(value);
    }
    Interval { value, low: 0.0, high: best().unwrap_or(value).max(value) }
}
