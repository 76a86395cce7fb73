//! From a demand to the indexes that serve it best, and what the statement would cost with them.

use super::condition::{Lookup, Special, Use};
use super::demand::Demand;
use super::order::Order as Wanted;
use super::{IndexKey, Nulls, Order, merge};
use crate::metrics::{Interval, Metrics};
use crate::plan::{Node, NodeId, Number, Plan};

/// The least by which an access must become cheaper to be worth an index.
const WORTH: f64 = 1.2;
/// What one lookup of a row by its key costs: a page of the index, which is mostly cached, and one of the table.
const PROBE: f64 = 8.0;
/// What an OR is taken to let through.
const OR_SHARE: f64 = 0.2;
/// The share of a table above which an index is not restricted to the rows that are wanted.
const RARE: f64 = 0.1;

/// An index for one demand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) method: &'static str,
    pub(super) keys: Vec<IndexKey>,
    /// Columns that are kept beside the keys, so that the table need not be read.
    pub(super) include: Vec<String>,
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
        Self { method: "btree", keys, include: Vec::new(), predicate: None, nodes, saving, notes: Vec::new() }
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
    let single = [lookups(around, demand), ordered(around, demand), joined(around, demand)];
    let special = demand.specials.iter().map(|special| looked_up_by(around, demand, special));
    let ways = single.into_iter().chain(special).flatten().map(|candidate| vec![candidate]);
    let ways = ways.chain(demand.alternatives.iter().filter_map(|arms| each_arm(around, demand, arms)));
    let saving = |way: &[Candidate]| way.iter().map(|candidate| candidate.saving.value).sum::<f64>();
    // Of two that save about the same, the one that goes on where the other ends.
    let goes_on = |long: &[Candidate], short: &[Candidate]| match (long, short) {
        ([long], [short]) => merge::is_prefix(short, long) && long.keys.len() > short.keys.len(),
        _ => false,
    };
    let better = |best: Vec<Candidate>, way: Vec<Candidate>| {
        let (known, new) = (saving(&best), saving(&way));
        if new > known || goes_on(&way, &best) && new >= known * SAME { way } else { best }
    };
    ways.reduce(better).unwrap_or_default()
}

/// The share of the saving of one index from which another saves about the same.
const SAME: f64 = 0.9;

/// Equality columns, then the column of one range.
fn lookups(around: Around<'_>, demand: &Demand) -> Option<Candidate> {
    let restricted = restricted(demand, |lookups| !lookups.is_empty());
    let (lookups, predicate) = (restricted.lookups, restricted.predicate);
    let mut keys = lookup_keys(&lookups);
    let is_key = |lookup: &&&Lookup| keys.iter().any(|key| key.expression == lookup.key);
    // Nothing that the index in use does not look up already.
    let is_served = lookups.iter().filter(is_key).all(|lookup| lookup.served);
    let beside = lookups.iter().filter(|lookup| !is_key(lookup)).copied();
    let through = demand.residual * through(beside);
    let ranges = !lookups.iter().any(|lookup| lookup.usage.is_lookup());
    let remainders = restriction(demand).filter(|_| ranges && is_rare(demand));
    if is_served {
        // What asks for the few rows that are not as most are is all in an index on those.
        let first = demand.remainders.first().filter(|_| keys.is_empty() && remainders.is_some())?;
        let reason = format!("the few rows that are wanted are all in it: {}", first.condition);
        keys.push(plain_key(&first.key, reason));
    }
    let through = if remainders.is_some() { through / remaining(demand) } else { through };
    let plain = found(around, demand, through, false);
    let covering = include(demand, &keys);
    let covered = covering.as_ref().and_then(|_| found(around, demand, through, true));
    let pays = |covered: Interval| plain.is_none_or(|plain| covered.value > plain.value);
    let (saving, include) = match covered.filter(|covered| pays(*covered)) {
        Some(covered) => (covered, covering.unwrap_or_default()),
        None => (plain?, Vec::new()),
    };
    let mut candidate = Candidate::btree(keys, vec![demand.node], saving);
    if !include.is_empty() {
        candidate.notes.push(ALL_VISIBLE.to_owned());
    }
    (candidate.include, candidate.predicate) = (include, both(predicate, remainders));
    Some(candidate)
}

/// What index-only scans need.
const ALL_VISIBLE: &str =
    "The included columns spare reading the table only where VACUUM has run since its pages were written.";
/// The most columns that are kept beside the keys, and the fewest rows for which that pays.
const MOST_INCLUDED: usize = 4;
const LEAST_COVERED: f64 = 100.0;

/// The columns to keep beside the keys so that an index alone answers; none where the plan does not tell, or they are
/// many for few rows.
fn include(demand: &Demand, keys: &[IndexKey]) -> Option<Vec<String>> {
    let needed = demand.needed.as_ref().filter(|_| demand.rows >= LEAST_COVERED)?;
    // The table has to be read for an expression.
    if keys.iter().any(|key| key.expression.contains('(')) {
        return None;
    }
    let is_key = |column: &&String| keys.iter().any(|key| key.expression == **column);
    let beside: Vec<String> = needed.iter().filter(|column| !is_key(column)).cloned().collect();
    (beside.len() <= MOST_INCLUDED).then_some(beside)
}

/// The conditions of an index that holds the wanted rows only, as far as conditions that test a column alone tell, and
/// what is left to be looked up in it.
struct Restricted<'d> {
    lookups: Vec<&'d Lookup>,
    predicate: Option<String>,
}

/// Restricts an index by `alarm` or `deleted_at IS NULL` where few rows are wanted, and enough is left to look up.
fn restricted(demand: &Demand, is_enough: impl Fn(&[&Lookup]) -> bool) -> Restricted<'_> {
    let is_test = |lookup: &&Lookup| lookup.test.is_some() && !lookup.served;
    let (tests, rest): (Vec<&Lookup>, Vec<&Lookup>) = demand.lookups.iter().partition(is_test);
    if tests.is_empty() || !is_rare(demand) || !is_enough(&rest) {
        return Restricted { lookups: demand.lookups.iter().collect(), predicate: None };
    }
    let tests: Vec<&str> = tests.iter().filter_map(|lookup| lookup.test.as_deref()).collect();
    Restricted { lookups: rest, predicate: Some(tests.join(" AND ")) }
}

/// Both conditions, where there are two.
fn both(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one} AND {other}")),
        (one, other) => one.or(other),
    }
}

/// What the conditions that an index can be restricted to are taken to let through.
fn remaining(demand: &Demand) -> f64 {
    demand.remainders.iter().map(|remainder| remainder.share).product()
}

/// What conditions are taken to let through together.
fn through<'l>(lookups: impl Iterator<Item = &'l Lookup>) -> f64 {
    let mut lookups: Vec<&Lookup> = lookups.collect();
    lookups.sort_by(|a, b| a.key.cmp(&b.key));
    // Both ends of a range are one condition.
    lookups.dedup_by(|a, b| a.key == b.key);
    lookups.iter().map(|lookup| lookup.share).product()
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

/// What the statement saves where an index finds the rows of a scan, but for conditions beside it that let so much
/// through.
fn found(around: Around<'_>, demand: &Demand, through: f64, covers: bool) -> Option<Interval> {
    let node = around.plan.node(demand.node);
    // Nothing but their number is wanted: the entries tell it, without the table.
    let alone = through >= 1.0;
    let covered = covers || (demand.counts_only && alone);
    let cost = |rows: f64| if covered { demand.size.covered(rows) } else { demand.size.lookup(rows) };
    let rows = (demand.rows / through.max(f64::MIN_POSITIVE)).min(demand.size.rows);
    let value = saving(around.metrics, node, cost(rows))?;
    if alone {
        return Some(Interval::exact(value));
    }
    // What the other conditions let through is not known: the index finds what is wanted, or all that there is.
    let high = saving(around.metrics, node, cost(demand.rows)).unwrap_or(value);
    Some(Interval { value, low: 0.0, high })
}

/// A condition that GIN or GiST look up.
fn looked_up_by(around: Around<'_>, demand: &Demand, special: &Special) -> Option<Candidate> {
    let beside = demand.residual / special.share * through(demand.lookups.iter());
    let saving = found(around, demand, beside.min(1.0), false)?;
    let reason = format!("looked up: {}", special.condition);
    let key = IndexKey { opclass: special.opclass.map(str::to_owned), ..plain_key(&special.key, reason) };
    let mut candidate = Candidate::btree(vec![key], vec![demand.node], saving);
    candidate.method = special.method;
    Some(candidate)
}

/// An index for each arm of an OR, whose rows a bitmap brings together.
fn each_arm(around: Around<'_>, demand: &Demand, arms: &[Vec<Lookup>]) -> Option<Vec<Candidate>> {
    let beside = demand.residual / OR_SHARE * through(demand.lookups.iter());
    let saving = found(around, demand, beside.min(1.0), false)?;
    let part = saving * (1.0 / arms.len() as f64);
    let candidate = |arm: &Vec<Lookup>| {
        let arm: Vec<&Lookup> = arm.iter().collect();
        let mut candidate = Candidate::btree(lookup_keys(&arm), vec![demand.node], part);
        candidate.notes.push("Of use only together with an index for each other side of the OR.".to_owned());
        candidate
    };
    Some(arms.iter().map(candidate).collect())
}

/// Equality columns, then the order: worth it where a LIMIT stops the scan early.
fn ordered(around: Around<'_>, demand: &Demand) -> Option<Candidate> {
    let order = demand.order.as_ref()?;
    let limit = order.limit?;
    let restricted = restricted(demand, |_| !order.nearest);
    let lookups = restricted.lookups;
    let fixed = lookups.iter().filter(|lookup| lookup.usage == Use::Equality && !order.nearest);
    let mut keys: Vec<IndexKey> = fixed.map(|lookup| looked_up(lookup)).collect();
    // A range of the column that comes first in the order bounds the scan, too.
    let first = order.keys.iter().find(|ordering| !keys.iter().any(|key| key.expression == ordering.key));
    let served = |lookup: &Lookup| {
        !order.nearest
            && (lookup.usage == Use::Equality
                || (lookup.usage == Use::Range && first.is_some_and(|first| first.key == lookup.key)))
    };
    // Where few rows pass what no index looks up, it holds no others.
    let remainders = restriction(demand).filter(|_| is_rare(demand) && !order.nearest);
    let left = if remainders.is_some() { remaining(demand) } else { 1.0 };
    let unserved = through(lookups.iter().filter(|lookup| !served(lookup)).copied());
    let beside = (demand.residual / left * unserved).min(1.0);
    let predicate = both(restricted.predicate, remainders);
    order_keys(order, &mut keys);
    dedup(&mut keys);
    // Rows that pass what the index looks up, of which the conditions beside it let a part through. An index for the
    // order alone passes every row: beside a selective condition it is walked for long.
    let looks_up = predicate.is_some() || lookups.iter().any(|lookup| served(lookup));
    let passing = if looks_up { demand.rows / beside } else { demand.size.rows };
    let passing = passing.min(demand.size.rows).max(1.0);
    let read = (limit * passing / demand.rows.max(1.0)).min(passing);
    let (plan, metrics) = (around.plan, around.metrics);
    let others = match order.probed {
        0 => other_inputs(plan.node(order.sort), demand.node),
        probed => read * probed as f64 * PROBE,
    };
    let cost = demand.size.ordered(read, passing) + others;
    let value = if order.members > 1.0 {
        // Of each of several the other inputs of the sort are no part of what stays.
        let cost = demand.size.ordered(read, passing) * order.members;
        saving(metrics, plan.node(order.spared), cost)? / order.members
    } else {
        saving(metrics, plan.node(order.spared), cost)?
    };
    let low = if beside < 1.0 { 0.0 } else { value };
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
    let own = || demand.lookups.iter();
    let mut keys: Vec<IndexKey> = equalities(join.lookups.iter().chain(own())).collect();
    let range = join.lookups.iter().find(|lookup| lookup.usage == Use::Range);
    keys.extend(range.map(|range| {
        plain_key(&range.key, format!("bounds the part of the index that is read: {}", range.condition))
    }));
    dedup(&mut keys);
    let other = around.plan.node(join.other).number(Number::TotalCost)?;
    let probes = demand.size.probes(join.probes, join.rows_per_probe, join.covered);
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
    let spent = part + if times > 1.0 { 0.0 } else { gather(metrics, node, cost) };
    let saving = spent - cost * times;
    (spent >= cost * times * WORTH).then_some(saving)
}

/// What starting workers costs (`parallel_setup_cost`), and so what a Gather costs at least.
const PARALLEL_SETUP: f64 = 1_000.0;
/// How far above a scan its Gather is looked for.
const REACH: usize = 16;

/// The part that a node has in what the Gather above it costs, if for what it costs then no workers are started.
fn gather(metrics: &Metrics, node: Node<'_>, cost: f64) -> f64 {
    let gather = node.ancestors().take(REACH).find(|above| above.operator().is_gather());
    let Some(gather) = gather.filter(|_| cost < PARALLEL_SETUP) else { return 0.0 };
    let inclusive = |node: Node<'_>| metrics.node(node.id()).inclusive_cost.unwrap_or_default();
    let below: f64 = gather.inputs().map(inclusive).sum();
    let own = metrics.node(gather.id()).exclusive_cost.unwrap_or_default();
    own * (inclusive(node) / below.max(f64::MIN_POSITIVE)).min(1.0)
}

/// The cost of what stands below a sort beside the scan: the inner sides of nested loops, which stay.
fn other_inputs(sort: Node<'_>, scan: NodeId) -> f64 {
    let input = sort.inputs().next().and_then(|input| input.number(Number::TotalCost)).unwrap_or_default();
    let own = sort.plan().node(scan).number(Number::TotalCost).unwrap_or_default();
    (input - own).max(0.0)
}

/// The keys of an index for lookups: all equalities, then one range.
fn lookup_keys(lookups: &[&Lookup]) -> Vec<IndexKey> {
    let mut keys: Vec<IndexKey> = equalities(lookups.iter().copied()).collect();
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

fn equalities<'l>(lookups: impl Iterator<Item = &'l Lookup>) -> impl Iterator<Item = IndexKey> {
    lookups.filter(|lookup| lookup.usage.is_lookup()).map(looked_up)
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
