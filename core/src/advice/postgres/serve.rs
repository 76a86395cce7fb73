//! What an index does for a demand: the parts of the plan that it could stand in for, and what they would cost.

use super::Around;
use super::access::{Access, Reach, Shape};
use super::condition::{Condition, Lookup, Use};
use super::definition::{Definition, Key};
use super::demand::{Demand, Join};
use super::order::Order;
use crate::metrics::Interval;
use crate::plan::{EdgeKind, Node, NodeId, Number, Operator};
use crate::predicate::unquoted;

/// The least by which an access must become cheaper to be worth an index.
const WORTH: f64 = 1.2;
/// What one lookup of a row by its key costs: a page of the index, which is mostly cached, and one of the table.
const PROBE: f64 = 8.0;
/// Bytes of a key of which nothing is known.
const WIDTH: f64 = 8.0;

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

/// What an index is to a demand.
struct Matched {
    reach: Reach,
    /// How much it would find if what it does not look up let everything through.
    least: f64,
    /// Keys at its beginning that are each held to one value.
    fixed: usize,
    /// Whether it looks anything up.
    narrows: bool,
    /// Whether it does so for an OR.
    by_or: bool,
}

/// How a condition is met.
#[derive(Clone, Copy, PartialEq)]
enum Met {
    /// The row is looked at.
    ByRow,
    /// The index looks it up.
    Index,
    /// Nothing else is in the index.
    Implied,
}

/// What so many of the parts of a plan could be with an index.
pub(super) fn alternatives(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
) -> Vec<Alternative> {
    let mut found = Vec::new();
    match definition.method {
        "btree" => {
            if let Some(matched) = matched(demand, definition, &[]) {
                found.extend(scan(around, demand, definition, &matched));
                found.extend(extremes(around, demand, definition, &matched));
                found.extend(grouped(around, demand, definition, &matched));
                let order = demand.order.as_ref().filter(|order| !order.nearest);
                found.extend(order.and_then(|order| ordered(around, demand, definition, &matched, order)));
            }
            found.extend(demand.joins.iter().filter_map(|join| joined(around, demand, definition, join)));
        }
        "brin" => found.extend(block_range(around, demand, definition)),
        _ => {
            found.extend(special(around, demand, definition));
            let order = demand.order.as_ref().filter(|order| order.nearest);
            found.extend(order.and_then(|order| nearest(around, demand, definition, order)));
        }
    }
    found
}

/// What an index for each arm of an OR saves together, whose rows a bitmap brings together.
pub(super) fn arms(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    or: &Condition,
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

/// How an index meets the conditions of a demand, and those of a join with it; none where it does not hold the rows.
fn matched(demand: &Demand<'_>, definition: &Definition<'_>, join: &[Condition]) -> Option<Matched> {
    let all: Vec<&Condition> = demand.conditions.iter().chain(join).collect();
    let mut met = vec![Met::ByRow; all.len()];
    let mut held = 1.0;
    for predicate in &definition.predicate {
        let mut implied = false;
        for (condition, met) in all.iter().zip(&mut met) {
            if condition.restriction.as_ref().is_some_and(|(_, text)| text == predicate) {
                held *= if implied { 1.0 } else { condition.share };
                (*met, implied) = (Met::Implied, true);
            }
        }
        if !implied {
            return None;
        }
    }
    let (mut read, mut starts, mut fixed, mut open, mut by_or) = (held, 1.0, 0, true, false);
    for key in &definition.keys {
        let mut usage = None;
        for (at, condition) in all.iter().enumerate() {
            let Some(lookup) = condition.lookup.as_ref().filter(|_| met[at] == Met::ByRow) else { continue };
            // An index in the order of bytes finds equal values, but no other range than that of a prefix.
            let fits =
                lookup.key == key.expression && (lookup.usage != Use::Range || lookup.opclass == key.opclass);
            if !fits {
                continue;
            }
            met[at] = Met::Index;
            by_or |= lookup.by_or;
            if open {
                read *= condition.share;
                if lookup.usage == Use::AnyOf {
                    starts *= lookup.values;
                }
            }
            usage = match (usage, lookup.usage) {
                (Some(Use::Equality), _) | (_, Use::Equality) => Some(Use::Equality),
                (Some(Use::AnyOf), _) | (_, Use::AnyOf) => Some(Use::AnyOf),
                _ => Some(Use::Range),
            };
        }
        match usage {
            Some(Use::Equality) if open && starts <= 1.0 => fixed += 1,
            Some(Use::Equality | Use::AnyOf) => {}
            _ => open = false,
        }
    }
    let share = |is: Met| all.iter().zip(&met).filter(move |(_, met)| **met == is).map(|(one, _)| one.share);
    let found = held * share(Met::Index).product::<f64>();
    let guesses = all.iter().zip(&met).filter(|(condition, met)| **met == Met::ByRow && !condition.told);
    let beside: f64 = guesses.map(|(condition, _)| condition.share).product();
    let looked_up = share(Met::Index).count() as f64;
    let reach = Reach {
        read: read.min(1.0),
        found: found.min(1.0),
        starts: starts.max(1.0),
        looked_up,
        filtered: share(Met::ByRow).count() as f64,
        covered: !by_or && covers(demand, definition, &all, &met),
        together: together(demand, &definition.keys),
    };
    let narrows = looked_up > 0.0 || !definition.predicate.is_empty();
    Some(Matched { reach, least: (found * beside).min(1.0), fixed, narrows, by_or })
}

/// Whether an index alone answers.
fn covers(demand: &Demand<'_>, definition: &Definition<'_>, all: &[&Condition], met: &[Met]) -> bool {
    let Some(needed) = &demand.needed else { return false };
    let checked = all.iter().zip(met).filter(|(_, met)| **met != Met::Implied);
    let mut checked = checked.flat_map(|(condition, _)| &condition.columns);
    needed.iter().all(|column| definition.holds(column)) && checked.all(|column| definition.holds(column))
}

/// How far a table's rows lie in the order of an index, squared (`btcostestimate`): of an expression, as far as they lie
/// in the order of its columns.
fn together(demand: &Demand<'_>, keys: &[Key<'_>]) -> f64 {
    let Some((first, known)) = keys.first().filter(|key| key.opclass.is_none()).zip(demand.known) else {
        return 0.0;
    };
    let of = |column: &str| {
        let column = known.column(&unquoted(column))?;
        column.statistics.as_ref()?.correlation.map(f64::abs)
    };
    let asks = |condition: &&Condition| {
        condition.lookup.as_ref().is_some_and(|lookup| lookup.key == first.expression)
    };
    let columns = || demand.conditions.iter().find(asks).map(|condition| &condition.columns);
    let correlation = of(first.expression).or_else(|| {
        let columns = columns().filter(|_| first.expression.contains('('))?;
        columns.iter().map(|column| of(column)).try_fold(1.0, |least, one| Some(f64::min(least, one?)))
    });
    let alone = if keys.len() > 1 { 0.75 } else { 1.0 };
    correlation.map_or(0.0, |correlation| (correlation * alone) * (correlation * alone))
}

/// An index's size.
pub(super) fn shape(demand: &Demand<'_>, definition: &Definition<'_>, held: f64) -> Shape {
    let width = |column: &str| {
        let known = demand.known.and_then(|known| known.column(&unquoted(column))?.width());
        known.unwrap_or(if column.contains('(') { 2.0 * WIDTH } else { WIDTH })
    };
    let keys = definition.keys.iter().map(|key| key.expression);
    let width: f64 = keys.chain(definition.include.iter().copied()).map(width).sum();
    Shape::btree(demand.size.rows * held, width)
}

/// Bytes that an index takes, roughly.
pub(super) fn bytes(demand: &Demand<'_>, definition: &Definition<'_>) -> f64 {
    let rows = held(demand, definition);
    match definition.method {
        "brin" => {
            shape(demand, definition, rows / demand.size.rows.max(1.0) * (demand.size.pages / RANGE)).bytes()
        }
        _ => shape(demand, definition, rows).bytes(),
    }
}

/// The share of a table's rows that an index holds.
pub(super) fn held(demand: &Demand<'_>, definition: &Definition<'_>) -> f64 {
    let share = |predicate: &&str| {
        let restricts = |condition: &&Condition| {
            condition.restriction.as_ref().is_some_and(|(_, text)| text == predicate)
        };
        demand.conditions.iter().find(restricts).map_or(1.0, |condition| condition.share)
    };
    definition.predicate.iter().map(share).product()
}

/// The scan by the index.
fn scan(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
) -> Option<Alternative> {
    if !matched.narrows && !matched.reach.covered {
        return None;
    }
    // What the index in use looks up already is no news.
    let news = |condition: &Condition| {
        let lookup = condition.lookup.as_ref();
        let restriction = condition.restriction.as_ref();
        !condition.served
            && (lookup.is_some_and(|lookup| definition.keys.iter().any(|key| key.expression == lookup.key))
                || restriction.is_some_and(|(_, text)| definition.predicate.contains(&text.as_str())))
    };
    let served = demand.conditions.iter().any(|condition| condition.served);
    if served && !matched.reach.covered && !demand.conditions.iter().any(news) {
        return None;
    }
    let node = around.plan.node(demand.node);
    let place = Place::of(around, node)?;
    let subplans = subplans(node);
    let spend = |reach: Reach| {
        place.saved(|processes| {
            let access =
                Access { loops: place.times, processes, ..access(around, demand, definition, reach) };
            let cost =
                if matched.by_or { access.bitmap().of_part(place.part) } else { access.cheapest(place.part) };
            (processes <= 1.0 || access.is_large())
                .then_some(cost + reach.found * demand.size.rows * subplans.0)
        })
    };
    let value = spend(matched.reach)?;
    let best = || {
        let least = matched.least;
        spend(Reach { read: least.min(matched.reach.read), found: least, ..matched.reach })
    };
    Some(Alternative {
        at: demand.node,
        keeps: subplans.1.into_iter().map(|subplan| (subplan, matched.reach.found)).collect(),
        saving: range(value, matched, best),
        nodes: [demand.node; 2],
    })
}

/// A way to a demand's table through an index, once and by one process.
fn access<'a>(
    around: Around<'_, '_>,
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

/// What the subplans of a scan's condition cost for each row, and the first of them.
fn subplans(node: Node<'_>) -> (f64, Option<NodeId>) {
    let subplans = || node.children().filter(|child| child.relationship() == Some(EdgeKind::SubPlan));
    let cost = subplans().filter_map(|subplan| subplan.number(Number::TotalCost)).sum();
    (cost, subplans().next().map(Node::id))
}

/// A saving with what it could be: nothing where conditions beside the index let nothing be spared, or more.
fn range(value: f64, matched: &Matched, best: impl Fn() -> Option<f64>) -> Interval {
    if matched.least >= matched.reach.found {
        return Interval::exact(value);
    }
    Interval { value, low: 0.0, high: best().unwrap_or(value).max(value) }
}

/// The part of the plan up to a sort, in the order of the index.
fn ordered(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
    order: &Order,
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
    let cost = access(around, demand, definition, matched.reach).plain().of_part(part)
        + fetched * part * subplans(node).0;
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

/// What looking up one row of another table by its key costs, where it is done for every row of a scan: going down the
/// index, and pages that are read once.
fn probe(around: Around<'_, '_>, demand: &Demand<'_>, order: &Order) -> f64 {
    let input = around.plan.node(order.sort).inputs().next();
    let beside = input.map_or(0.0, |join| join.number(Number::TotalCost).unwrap_or_default());
    let pages = beside * around.charges.random_page / demand.size.rows.max(1.0);
    let descent = around.charges.operator * 150.0;
    (descent + pages).min(PROBE)
}

/// Whether an index gives the rows in an order, behind so many keys that are held to one value each.
fn gives(demand: &Demand<'_>, definition: &Definition<'_>, fixed: usize, order: &Order) -> bool {
    let is_fixed = |key: &str| {
        let holds = |condition: &Condition| {
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

/// The join, as a nested loop that looks the table's rows up.
fn joined(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    join: &Join,
) -> Option<Alternative> {
    let first = definition.keys.first()?;
    let is_joined = |condition: &Condition| {
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
    let each = fetched * subplans(around.plan.node(demand.node)).0;
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
fn behind(around: Around<'_, '_>, input: NodeId, rows: f64) -> f64 {
    let input = around.plan.node(input);
    let cost = input.number(Number::TotalCost).unwrap_or_default();
    // The inner side of a nested loop is looked up already.
    let is_probed = input.relationship() == Some(EdgeKind::Inner)
        && input.parent().is_some_and(|join| join.operator() == Operator::NestedLoop);
    if is_probed { cost * rows } else { cost.min(rows * PROBE) }
}

/// How much more a part of a plan costs by one process than by several for each of them: pages are counted in full for
/// each of several, rows are shared.
const ALONE: f64 = 1.4;

/// The groups of an aggregate, one after another in the order of the index.
fn grouped(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    matched: &Matched,
) -> Option<Alternative> {
    let aggregate = demand.aggregate.as_ref().filter(|aggregate| !aggregate.groups.is_empty())?;
    let behind = definition.keys.get(matched.fixed..)?;
    let groups = &aggregate.groups;
    let is_group = |key: &Key<'_>| groups.iter().any(|group| group == key.expression);
    if behind.len() < groups.len() || !behind[..groups.len()].iter().all(is_group) {
        return None;
    }
    if matched.reach.starts > 1.0 || matched.by_or || !demand.joins.is_empty() {
        return None;
    }
    let node = around.plan.node(aggregate.node);
    let scanned = access(around, demand, definition, matched.reach).plain().total;
    let rows = matched.reach.found * demand.size.rows * around.charges.operator * (groups.len() + 1) as f64;
    let given = node.number(Number::EstimatedRows).unwrap_or(1.0) * around.charges.tuple;
    let value =
        Place::of(around, node)?.saved(|processes| (processes <= 1.0).then_some(scanned + rows + given))?;
    let saving = range(value, matched, || None);
    Some(Alternative { at: aggregate.node, keeps: Vec::new(), saving, nodes: [demand.node, aggregate.node] })
}

/// The least and the greatest value, which stand at the ends of an index.
fn extremes(
    around: Around<'_, '_>,
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

/// A scan by GIN or GiST.
fn special(around: Around<'_, '_>, demand: &Demand<'_>, definition: &Definition<'_>) -> Option<Alternative> {
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
            let is_same = |lookup: &Lookup| lookup.key == key.expression && lookup.usage == Use::Equality;
            definition.method == "gist" && condition.lookup.as_ref().is_some_and(is_same)
        };
        let implied = condition
            .restriction
            .as_ref()
            .is_some_and(|(_, text)| definition.predicate.contains(&text.as_str()));
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

/// The nearest rows, which GiST gives in order.
fn nearest(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    order: &Order,
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

/// A scan of the stretches of a table that a BRIN index points to.
fn block_range(
    around: Around<'_, '_>,
    demand: &Demand<'_>,
    definition: &Definition<'_>,
) -> Option<Alternative> {
    let key = definition.keys.first()?;
    let together = together(demand, &definition.keys).sqrt();
    let fits =
        |condition: &&Condition| condition.lookup.as_ref().is_some_and(|lookup| lookup.key == key.expression);
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
const RANGE: f64 = 128.0;

/// A part of the plan, and what it stands for in the statement's cost.
struct Place {
    /// What the statement spends in it.
    spent: f64,
    /// How often it is run, and which part of it the first time.
    times: f64,
    part: f64,
    /// Among how many processes its rows are shared.
    processes: f64,
    /// What the Gather above it costs beside, as far as it is there for this part.
    gather: f64,
    setup: f64,
}

impl Place {
    fn of(around: Around<'_, '_>, node: Node<'_>) -> Option<Self> {
        let now = node.number(Number::TotalCost)?;
        let metrics = around.metrics.node(node.id());
        let spent = metrics.inclusive_cost?;
        let times = spent / now.max(f64::MIN_POSITIVE);
        let each = node.number(Number::EstimatedRows).unwrap_or_default();
        let processes =
            metrics.estimated_rows.map_or(1.0, |all| (all / each.max(f64::MIN_POSITIVE)).max(1.0));
        let (gather, setup) = (gather(around, node), around.charges.parallel_setup);
        Some(Self { spent, times: times.max(1.0), part: times.min(1.0), processes, gather, setup })
    }

    /// What the statement saves where the part costs so much for each time, by one process or by several as before; none
    /// where neither is worth it.
    fn saved(&self, cost: impl Fn(f64) -> Option<f64>) -> Option<f64> {
        let worth = |spent: f64, cost: f64| (spent >= cost * WORTH).then_some(spent - cost);
        let alone = cost(1.0).map(|cost| cost * self.times).and_then(|cost| {
            // No workers are started for little.
            let gather = if cost < self.setup && self.times <= 1.0 { self.gather } else { 0.0 };
            worth(self.spent + gather, cost)
        });
        let shared = || worth(self.spent, cost(self.processes)? * self.times);
        let shared = if self.processes > 1.0 { shared() } else { None };
        alone.into_iter().chain(shared).reduce(f64::max)
    }
}

/// How far above a scan its Gather is looked for.
const REACH: usize = 16;

/// The part that a node has in what the Gather above it costs.
fn gather(around: Around<'_, '_>, node: Node<'_>) -> f64 {
    let gather = node.ancestors().take(REACH).find(|above| above.operator().is_gather());
    let Some(gather) = gather else { return 0.0 };
    let inclusive = |node: Node<'_>| around.metrics.node(node.id()).inclusive_cost.unwrap_or_default();
    let below: f64 = gather.inputs().map(inclusive).sum();
    let own = around.metrics.node(gather.id()).exclusive_cost.unwrap_or_default();
    own * (inclusive(node) / below.max(f64::MIN_POSITIVE)).min(1.0)
}

/// The cost of what stands below a sort beside the scan: the inner sides of nested loops, which stay.
fn other_inputs(sort: Node<'_>, scan: NodeId) -> f64 {
    let input = sort.inputs().next().and_then(|input| input.number(Number::TotalCost)).unwrap_or_default();
    let own = sort.plan().node(scan).number(Number::TotalCost).unwrap_or_default();
    (input - own).max(0.0)
}
