//! From a demand to the indexes that serve it best, and what the statement would cost with them.

use super::cost::SMALL_TABLE;
use super::demand::{Demand, Lookup, Order as Wanted, Special, Use};
use super::{IndexKey, Nulls, Order};
use crate::metrics::{Interval, Metrics};
use crate::plan::{Node, NodeId, Number, Plan};

/// Pages below which a table is left alone.
const SMALL_PAGES: f64 = 10.0;
/// What a condition that no index looks up is taken to let through, where nothing tells.
const RESIDUAL: f64 = 0.5;
/// The least by which an access must become cheaper to be worth an index.
const WORTH: f64 = 1.2;
/// The share of a table above which an index is not restricted to the rows that are wanted.
const RARE: f64 = 0.1;

/// An index for one demand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) method: &'static str,
    pub(super) keys: Vec<IndexKey>,
    /// The condition that it is restricted to, as it stands in the DDL.
    pub(super) predicate: Option<String>,
    /// The nodes that ask for it.
    pub(super) nodes: Vec<NodeId>,
    /// What the statement would save, in the planner's units: a range where the plan does not tell how many rows the
    /// index would find.
    pub(super) saving: Interval,
    pub(super) notes: Vec<String>,
}

impl Candidate {
    fn btree(keys: Vec<IndexKey>, nodes: Vec<NodeId>, saving: Interval) -> Self {
        Self { method: "btree", keys, predicate: None, nodes, saving, notes: Vec::new() }
    }
}

/// What is known of the statement around a demand.
#[derive(Clone, Copy)]
pub(super) struct Around<'p> {
    pub(super) plan: &'p Plan,
    pub(super) metrics: &'p Metrics,
}

/// The best index for a demand, or several that serve it together; none where none helps.
pub(super) fn candidates(around: Around<'_>, demand: &Demand) -> Vec<Candidate> {
    if demand.size.rows < SMALL_TABLE || demand.size.pages < SMALL_PAGES {
        return Vec::new();
    }
    let single = [lookups(around, demand), ordered(around, demand), joined(around, demand)];
    let special = demand.specials.iter().map(|special| looked_up_by(around, demand, special));
    let ways = single.into_iter().chain(special).flatten().map(|candidate| vec![candidate]);
    let ways = ways.chain(demand.alternatives.iter().filter_map(|arms| each_arm(around, demand, arms)));
    let saving = |way: &[Candidate]| way.iter().map(|candidate| candidate.saving.value).sum::<f64>();
    ways.reduce(|best, way| if saving(&way) > saving(&best) { way } else { best }).unwrap_or_default()
}

/// Equality columns, then the column of one range.
fn lookups(around: Around<'_>, demand: &Demand) -> Option<Candidate> {
    let mut keys = lookup_keys(&demand.lookups);
    let is_key = |lookup: &&Lookup| keys.iter().any(|key| key.expression == lookup.key);
    // Nothing that the index in use does not look up already.
    let is_served = demand.lookups.iter().filter(is_key).all(|lookup| lookup.served);
    let unserved = demand.residual + demand.lookups.iter().filter(|lookup| !is_key(lookup)).count();
    if !is_served {
        let saving = found(around, demand, unserved)?;
        return Some(Candidate::btree(keys, vec![demand.node], saving));
    }
    // What asks for the few rows that are not as most are is all in an index on those.
    let first = demand.remainders.first().filter(|_| keys.is_empty() && is_rare(demand))?;
    let saving = found(around, demand, unserved.saturating_sub(demand.remainders.len()))?;
    let reason = format!("the few rows that are wanted are all in it: {}", first.condition);
    keys.push(plain_key(&first.key, reason));
    let mut candidate = Candidate::btree(keys, vec![demand.node], saving);
    candidate.predicate = restriction(demand);
    Some(candidate)
}

/// Whether what is wanted of a table is a small part of it.
fn is_rare(demand: &Demand) -> bool {
    demand.rows < demand.size.rows * RARE
}

/// All the conditions that an index could be restricted to.
fn restriction(demand: &Demand) -> Option<String> {
    let all: Vec<&str> = demand.remainders.iter().map(|remainder| remainder.predicate.as_str()).collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// What the statement saves where an index finds the rows of a scan, but for so many conditions beside it.
fn found(around: Around<'_>, demand: &Demand, unserved: usize) -> Option<Interval> {
    let node = around.plan.node(demand.node);
    // Nothing but their number is wanted: the entries tell it, without the table.
    let covered = demand.counts_only && unserved == 0;
    let cost = |rows: f64| if covered { demand.size.covered(rows) } else { demand.size.lookup(rows) };
    let rows = (demand.rows / let_through(unserved)).min(demand.size.rows);
    let value = saving(around.metrics, node, cost(rows))?;
    if unserved == 0 {
        return Some(Interval::exact(value));
    }
    // What the other conditions let through is not known: the index finds what is wanted, or all that there is.
    let high = saving(around.metrics, node, cost(demand.rows)).unwrap_or(value);
    Some(Interval { value, low: 0.0, high })
}

/// A condition that GIN or GiST look up.
fn looked_up_by(around: Around<'_>, demand: &Demand, special: &Special) -> Option<Candidate> {
    let beside = demand.residual + demand.lookups.len() - 1;
    let saving = found(around, demand, beside)?;
    let reason = format!("looked up: {}", special.condition);
    let key = IndexKey { opclass: special.opclass.map(str::to_owned), ..plain_key(&special.key, reason) };
    let mut candidate = Candidate::btree(vec![key], vec![demand.node], saving);
    candidate.method = special.method;
    if special.opclass == Some("gin_trgm_ops") {
        candidate.notes.push("Needs the extension pg_trgm: CREATE EXTENSION pg_trgm.".to_owned());
    }
    Some(candidate)
}

/// An index for each arm of an OR, whose rows a bitmap brings together.
fn each_arm(around: Around<'_>, demand: &Demand, arms: &[Vec<Lookup>]) -> Option<Vec<Candidate>> {
    let beside = demand.residual + demand.lookups.len() - 1;
    let saving = found(around, demand, beside)?;
    let part = saving * (1.0 / arms.len() as f64);
    let candidate = |arm: &Vec<Lookup>| {
        let mut candidate = Candidate::btree(lookup_keys(arm), vec![demand.node], part);
        candidate.notes.push("Of use only together with an index for each other side of the OR.".to_owned());
        candidate
    };
    Some(arms.iter().map(candidate).collect())
}

/// Equality columns, then the order: worth it where a LIMIT stops the scan early.
fn ordered(around: Around<'_>, demand: &Demand) -> Option<Candidate> {
    let order = demand.order.as_ref()?;
    let limit = order.limit?;
    let fixed = demand.lookups.iter().filter(|lookup| lookup.usage == Use::Equality && !order.nearest);
    let mut keys: Vec<IndexKey> = fixed.map(looked_up).collect();
    // A range of the column that comes first in the order bounds the scan, too.
    let first = order.keys.iter().find(|ordering| !keys.iter().any(|key| key.expression == ordering.key));
    let served = |lookup: &&Lookup| {
        !order.nearest
            && (lookup.usage == Use::Equality
                || (lookup.usage == Use::Range && first.is_some_and(|first| first.key == lookup.key)))
    };
    // Where few rows pass what no index looks up, it holds no others.
    let predicate = restriction(demand).filter(|_| is_rare(demand) && !order.nearest);
    let restricted = if predicate.is_some() { demand.remainders.len() } else { 0 };
    let beside =
        demand.residual - restricted + demand.lookups.iter().filter(|lookup| !served(lookup)).count();
    order_keys(order, &mut keys);
    dedup(&mut keys);
    // Rows that pass what the index looks up, of which the conditions beside it let a part through. An index for the
    // order alone passes every row: beside a selective condition it is walked for long.
    let looks_up = predicate.is_some() || demand.lookups.iter().any(|lookup| served(&lookup));
    let passing = if looks_up { demand.rows / let_through(beside) } else { demand.size.rows };
    let passing = passing.min(demand.size.rows).max(1.0);
    let read = (limit * passing / demand.rows.max(1.0)).min(passing);
    let (plan, metrics) = (around.plan, around.metrics);
    let cost = demand.size.ordered(read, passing) + other_inputs(plan.node(order.sort), demand.node);
    let value = saving(metrics, plan.node(order.spared), cost)?;
    let low = if beside > 0 { 0.0 } else { value };
    let saving = Interval { value, low, high: value };
    let method = if order.nearest { "gist" } else { "btree" };
    Some(Candidate { method, predicate, ..Candidate::btree(keys, vec![demand.node, order.sort], saving) })
}

/// The keys of an order, behind what is fixed.
fn order_keys(order: &Wanted, keys: &mut Vec<IndexKey>) {
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
}

/// The columns of a join, then those of the table's own equalities: a nested loop probes them.
fn joined(around: Around<'_>, demand: &Demand) -> Option<Candidate> {
    let join = demand.join.as_ref()?;
    let mut keys: Vec<IndexKey> = equalities(&join.lookups).chain(equalities(&demand.lookups)).collect();
    dedup(&mut keys);
    let other = around.plan.node(join.other).number(Number::TotalCost)?;
    let probes = demand.size.probes(join.probes, join.rows_per_probe);
    let saving = saving(around.metrics, around.plan.node(join.node), other + probes)?;
    Some(Candidate::btree(keys, vec![demand.node, join.node], Interval::exact(saving)))
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
    if let Some(range) = range {
        let same = lookups.iter().filter(|other| other.key == range.key);
        let conditions: Vec<&str> = same.map(|other| other.condition.as_str()).collect();
        let reason = format!("bounds the part of the index that is read: {}", conditions.join(" AND "));
        let opclass = range.opclass.map(str::to_owned);
        keys.push(IndexKey { opclass, ..plain_key(&range.key, reason.clone()) });
        keys.extend(range.more.iter().map(|key| plain_key(key, reason.clone())));
    }
    dedup(&mut keys);
    keys
}

fn equalities(lookups: &[Lookup]) -> impl Iterator<Item = IndexKey> {
    lookups.iter().filter(|lookup| lookup.usage.is_lookup()).map(looked_up)
}

fn looked_up(lookup: &Lookup) -> IndexKey {
    plain_key(&lookup.key, format!("looked up: {}", lookup.condition))
}

fn plain_key(key: &str, reason: String) -> IndexKey {
    IndexKey { expression: key.to_owned(), order: Order::Asc, nulls: Nulls::Last, opclass: None, reason }
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
