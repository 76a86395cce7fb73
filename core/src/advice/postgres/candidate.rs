//! From a demand to the index that serves it best, and what the statement would cost with it.

use super::cost::SMALL_TABLE;
use super::demand::{Demand, Lookup, Use};
use super::{IndexKey, Nulls, Order};
use crate::metrics::{Interval, Metrics};
use crate::plan::{Node, NodeId, Number, Plan};

/// Pages below which a table is left alone.
const SMALL_PAGES: f64 = 10.0;
/// What a condition that no index looks up is taken to let through, where nothing tells.
const RESIDUAL: f64 = 0.5;
/// The least by which an access must become cheaper to be worth an index.
const WORTH: f64 = 1.2;

/// An index for one demand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) keys: Vec<IndexKey>,
    /// The nodes that ask for it.
    pub(super) nodes: Vec<NodeId>,
    /// What the statement would save, in the planner's units: a range where the plan does not tell how many rows the
    /// index would find.
    pub(super) saving: Interval,
}

/// The best index for a demand; none where none helps.
pub(super) fn candidate(plan: &Plan, metrics: &Metrics, demand: &Demand) -> Option<Candidate> {
    if demand.size.rows < SMALL_TABLE || demand.size.pages < SMALL_PAGES {
        return None;
    }
    let ways =
        [lookups(plan, metrics, demand), ordered(plan, metrics, demand), joined(plan, metrics, demand)];
    ways.into_iter()
        .flatten()
        .reduce(|best, way| if way.saving.value > best.saving.value { way } else { best })
}

/// Equality columns, then the column of one range.
fn lookups(plan: &Plan, metrics: &Metrics, demand: &Demand) -> Option<Candidate> {
    let keys = lookup_keys(&demand.lookups);
    let is_key = |lookup: &&Lookup| keys.iter().any(|key| key.expression == lookup.key);
    // Nothing that the index in use does not look up already.
    if demand.lookups.iter().filter(is_key).all(|lookup| lookup.served) {
        return None;
    }
    let unserved = demand.residual + demand.lookups.iter().filter(|lookup| !is_key(lookup)).count();
    let node = plan.node(demand.node);
    let found = |share: f64| (demand.rows / share).min(demand.size.rows);
    let value = saving(metrics, node, demand.size.lookup(found(let_through(unserved))))?;
    // What the other conditions let through is not known: the index finds what is wanted, or all that there is.
    let most = saving(metrics, node, demand.size.lookup(demand.rows)).unwrap_or(value);
    let saving = Interval {
        value,
        low: if unserved > 0 { 0.0 } else { value },
        high: if unserved > 0 { most } else { value },
    };
    Some(Candidate { keys, nodes: vec![demand.node], saving })
}

/// Equality columns, then the order: worth it where a LIMIT stops the scan early.
fn ordered(plan: &Plan, metrics: &Metrics, demand: &Demand) -> Option<Candidate> {
    let order = demand.order.as_ref()?;
    let limit = order.limit?;
    let fixed = demand.lookups.iter().filter(|lookup| lookup.usage == Use::Equality);
    let mut keys: Vec<IndexKey> = fixed.map(looked_up).collect();
    // A range of the column that comes first in the order bounds the scan, too.
    let first = order.keys.iter().find(|ordering| !keys.iter().any(|key| key.expression == ordering.key));
    let served = |lookup: &&Lookup| {
        lookup.usage == Use::Equality
            || (lookup.usage == Use::Range && first.is_some_and(|first| first.key == lookup.key))
    };
    let beside = demand.residual + demand.lookups.iter().filter(|lookup| !served(lookup)).count();
    for ordering in &order.keys {
        // A column that is fixed by an equality has no order.
        if keys.iter().any(|key| key.expression == ordering.key) {
            continue;
        }
        keys.push(IndexKey {
            expression: ordering.key.clone(),
            order: if ordering.descending { Order::Desc } else { Order::Asc },
            nulls: if ordering.nulls_first { Nulls::First } else { Nulls::Last },
            opclass: None,
            reason: format!(
                "gives the rows in order, so that the LIMIT stops the scan: ORDER BY {}",
                ordering.sort_key
            ),
        });
    }
    dedup(&mut keys);
    // Rows that pass what the index looks up, of which the conditions beside it let a part through. An index for the
    // order alone passes every row: beside a selective condition it is walked for long.
    let looks_up = demand.lookups.iter().any(|lookup| served(&lookup));
    let passing = if looks_up { demand.rows / let_through(beside) } else { demand.size.rows };
    let passing = passing.min(demand.size.rows).max(1.0);
    let read = (limit * passing / demand.rows.max(1.0)).min(passing);
    let spared = plan.node(order.spared);
    let cost = demand.size.ordered(read, passing) + other_inputs(plan.node(order.sort), demand.node);
    let value = saving(metrics, spared, cost)?;
    let low = if beside > 0 { 0.0 } else { value };
    Some(Candidate {
        keys,
        nodes: vec![demand.node, order.sort],
        saving: Interval { value, low, high: value },
    })
}

/// The columns of a join, then those of the table's own equalities: a nested loop probes them.
fn joined(plan: &Plan, metrics: &Metrics, demand: &Demand) -> Option<Candidate> {
    let join = demand.join.as_ref()?;
    let mut keys: Vec<IndexKey> = equalities(&join.lookups).chain(equalities(&demand.lookups)).collect();
    dedup(&mut keys);
    let other = plan.node(join.other).number(Number::TotalCost)?;
    let probes = demand.size.probes(join.probes, join.rows_per_probe);
    let saving = saving(metrics, plan.node(join.node), other + probes)?;
    Some(Candidate { keys, nodes: vec![demand.node, join.node], saving: Interval::exact(saving) })
}

/// What the statement saves where one execution of a node costs so much instead of what it does; none where that is
/// not worth it.
fn saving(metrics: &Metrics, node: Node<'_>, cost: f64) -> Option<f64> {
    let now = node.number(Number::TotalCost)?;
    let part = metrics.node(node.id()).inclusive_cost?;
    // A node that runs often stands for its cost as often; one that a LIMIT stops, for the part that is spent.
    let times = (part / now.max(f64::MIN_POSITIVE)).max(1.0);
    let saving = part - cost * times;
    (part >= cost * times * WORTH).then_some(saving)
}

/// The cost of what stands below a sort beside the scan: the inner sides of nested loops, which stay.
fn other_inputs(sort: Node<'_>, scan: NodeId) -> f64 {
    let input = sort.inputs().next().and_then(|input| input.number(Number::TotalCost)).unwrap_or_default();
    let own = sort.plan().node(scan).number(Number::TotalCost).unwrap_or_default();
    (input - own).max(0.0)
}

/// What so many conditions that no index looks up are taken to let through.
fn let_through(conditions: usize) -> f64 {
    (0..conditions.min(8)).fold(1.0, |through, _| through * RESIDUAL)
}

/// The keys of an index for lookups: all equalities, then one range.
fn lookup_keys(lookups: &[Lookup]) -> Vec<IndexKey> {
    let mut keys: Vec<IndexKey> = equalities(lookups).collect();
    let range = lookups.iter().filter(|lookup| lookup.usage == Use::Range);
    // A column that is bounded on both sides narrows most.
    let bounds = |lookup: &Lookup| lookups.iter().filter(|other| other.key == lookup.key).count();
    let range = range.reduce(|best, lookup| if bounds(lookup) > bounds(best) { lookup } else { best });
    keys.extend(range.map(|lookup| {
        let conditions: Vec<&str> = lookups
            .iter()
            .filter(|other| other.key == lookup.key)
            .map(|other| other.condition.as_str())
            .collect();
        plain_key(lookup, format!("bounds the part of the index that is read: {}", conditions.join(" AND ")))
    }));
    dedup(&mut keys);
    keys
}

fn equalities(lookups: &[Lookup]) -> impl Iterator<Item = IndexKey> {
    lookups.iter().filter(|lookup| lookup.usage.is_lookup()).map(looked_up)
}

fn looked_up(lookup: &Lookup) -> IndexKey {
    plain_key(lookup, format!("looked up: {}", lookup.condition))
}

fn plain_key(lookup: &Lookup, reason: String) -> IndexKey {
    IndexKey { expression: lookup.key.clone(), order: Order::Asc, nulls: Nulls::Last, opclass: None, reason }
}

/// Keeps the first of keys on the same expression.
fn dedup(keys: &mut Vec<IndexKey>) {
    let mut kept: Vec<IndexKey> = Vec::with_capacity(keys.len());
    for key in keys.drain(..) {
        if !kept.iter().any(|other| other.expression == key.expression) {
            kept.push(key);
        }
    }
    *keys = kept;
}
