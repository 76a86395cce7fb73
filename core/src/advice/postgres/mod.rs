//! Indexes for PostgreSQL: what the planner's own formulas say a plan would cost with them.
//!
//! - `texts` reads each expression of a plan once, for all that follow.
//! - `demand` says what a plan asks of each table: `condition`, joins, `order`; `needed` which columns.
//! - `suggest` turns a demand into the indexes that could serve it: `definition`.
//! - `serve` says which parts of the plan an index could stand in for, and at what cost: `access`, `table`, `estimate`.
//! - `choose` takes the set that makes the statement cheapest, `workload` one for many statements.
//! - `family` makes one index of those for the partitions of a table.
//! - `foreign_key` sees to the checks of foreign keys.
//! - `ddl` writes it down.

mod access;
mod choose;
mod condition;
mod ddl;
mod definition;
mod demand;
mod estimate;
mod family;
mod foreign_key;
mod needed;
mod order;
mod serve;
mod suggest;
mod table;
mod texts;
pub(super) mod workload;

use std::borrow::Cow;
use std::collections::HashSet;

use choose::{Choice, Offer};
use definition::Definition;
use demand::Demand;
use suggest::Way;
use table::Charges;
use texts::Texts;

use super::{Action, Confidence, IndexAdvice, IndexKey, Nulls, Order};
use crate::catalog::{Catalog, Wanted};
use crate::metrics::{Interval, Metrics};
use crate::plan::{NodeId, Plan};
use crate::predicate::unquoted;

/// The cost below which a statement is left alone (dexter's `min_cost`): a hundred pages read one after another.
const LEAST_COST: f64 = 100.0;
/// The most ways to serve the scans of one table that are weighed for each of them.
const MOST_SHARED: usize = 32;

/// The operator class of the extension `pg_trgm`.
const TRIGRAMS: &str = "gin_trgm_ops";

/// What is known of the statement around a demand.
#[derive(Clone, Copy)]
struct Around<'a> {
    plan: &'a Plan,
    texts: &'a Texts<'a>,
    metrics: &'a Metrics,
    catalog: Option<&'a Catalog>,
    charges: Charges,
}

impl<'a> Around<'a> {
    fn of(plan: &'a Plan, texts: &'a Texts<'a>, metrics: &'a Metrics, catalog: Option<&'a Catalog>) -> Self {
        Self { plan, texts, metrics, catalog, charges: Charges::of(plan, catalog) }
    }
}

/// Proposes indexes for a plan, best first.
pub(super) fn advise(plan: &Plan, metrics: &Metrics, catalog: Option<&Catalog>) -> Vec<IndexAdvice> {
    let mut advice = by_cost(plan, metrics, catalog);
    let checks =
        foreign_key::advise(plan, catalog).filter(|check| !advice.iter().any(|index| serves(index, check)));
    let checks: Vec<IndexAdvice> = checks.collect();
    advice.extend(checks);
    advice
}

/// Whether an index looks up what the checks of a foreign key do.
fn serves(index: &IndexAdvice, check: &IndexAdvice) -> bool {
    // Either may leave out a schema that goes without saying.
    let told = index.schema.as_ref().zip(check.schema.as_ref());
    let same = index.table == check.table && told.is_none_or(|(one, other)| one == other);
    let mut keys = index.keys.iter();
    let begins = check.keys.iter().all(|key| keys.next().is_some_and(|own| own.expression == key.expression));
    same && begins && index.method == check.method && index.predicate.is_none()
}

/// Those that make the statement cheaper.
fn by_cost(plan: &Plan, metrics: &Metrics, catalog: Option<&Catalog>) -> Vec<IndexAdvice> {
    let Some(cost) = metrics.totals().cost.filter(|cost| *cost >= LEAST_COST) else { return Vec::new() };
    let texts = Texts::of(plan);
    let around = Around::of(plan, &texts, metrics, catalog);
    let demands = demand::demands(around);
    if demands.is_empty() {
        return Vec::new();
    }
    let tables = tables(plan, &demands);
    let existing = Existing::of(around, &demands);
    let mut ways: Vec<(usize, Way<'_>)> = Vec::new();
    let mut offers = Vec::new();
    for (table, members) in tables.iter().enumerate() {
        let mut of_table: Vec<Way<'_>> = Vec::new();
        for &member in &members.demands {
            let new = suggest::suggest(&demands[member], member).into_iter();
            for way in new.filter(|way| !existing.serves(&demands[member], way)) {
                if !of_table.iter().any(|other| is_same(other, &way)) {
                    of_table.push(way);
                }
            }
        }
        for (index, way) in of_table.into_iter().enumerate() {
            // Of very many scans of one table, each way is weighed where it came from.
            let origin = way.definitions[0].origin;
            let all = members.demands.iter().filter(|member| index < MOST_SHARED || **member == origin);
            let offer = offer(around, &demands, &way, all);
            if !offer.alternatives.is_empty() {
                ways.push((table, way));
                offers.push(offer);
            }
        }
    }
    let chosen = choose::choose(plan, cost, &offers);
    let together = chosen.len() > 1;
    let write = |choice: &Choice| {
        let (table, way) = &ways[choice.offer];
        let offer = &offers[choice.offer];
        let written = Written { demands: &demands, table: &tables[*table], cost, choice, offer };
        way.definitions
            .iter()
            .map(move |definition| written.advice(definition, way, together))
            .collect::<Vec<_>>()
    };
    chosen.iter().flat_map(write).collect()
}

/// The scans of one table, or of the partitions of one.
struct Scanned<'a> {
    /// What the statement calls the table whose partitions are scanned.
    family: Option<&'a str>,
    demands: Vec<usize>,
}

/// The tables that are scanned, in the order of their names, those of their own name first.
fn tables<'a>(plan: &'a Plan, demands: &[Demand<'a>]) -> Vec<Scanned<'a>> {
    let of = |(index, demand): (usize, &Demand<'a>)| Scanned {
        family: family::family(plan, demand),
        demands: vec![index],
    };
    let mut scans: Vec<Scanned<'_>> = demands.iter().enumerate().map(of).collect();
    let name = |scanned: &Scanned<'a>| {
        let demand = &demands[scanned.demands[0]];
        (scanned.family.is_some(), demand.schema, scanned.family.unwrap_or(demand.table))
    };
    crate::sort::by_key(&mut scans, name);
    scans.dedup_by(|scanned, table| {
        let same = name(scanned) == name(table);
        if same {
            table.demands.append(&mut scanned.demands);
        }
        same
    });
    scans
}

/// Whether two ways are the same indexes.
fn is_same(one: &Way<'_>, other: &Way<'_>) -> bool {
    one.or.is_some() == other.or.is_some()
        && one.definitions.len() == other.definitions.len()
        && one.definitions.iter().zip(&other.definitions).all(|(one, other)| one.is(other))
}

/// What a way offers to the scans of its table.
fn offer<'a>(
    around: Around<'_>,
    demands: &[Demand<'_>],
    way: &Way<'_>,
    members: impl Iterator<Item = &'a usize>,
) -> Offer {
    let mut alternatives = Vec::new();
    let mut bytes = 0.0;
    let mut sized = HashSet::new();
    for &member in members {
        let demand = &demands[member];
        match way.or {
            Some(or) if member == way.definitions[0].origin => {
                alternatives.extend(serve::arms(around, demand, or, &way.definitions));
            }
            Some(_) => continue,
            None => alternatives.extend(serve::alternatives(around, demand, &way.definitions[0])),
        }
        // Each table has an index of its own, however often it is scanned.
        if sized.insert(demand.table) {
            let size = |definition| serve::bytes(demand, definition);
            bytes += way.definitions.iter().map(size).sum::<f64>();
        }
    }
    let least_gain = way.definitions.iter().map(|one| least_gain(&demands[one.origin], one));
    let least_gain = least_gain.reduce(f64::min).unwrap_or_default();
    Offer { alternatives, bytes, least_gain }
}

/// Indexes that are there already.
struct Existing<'a>(HashSet<(&'a str, Vec<Cow<'a, str>>)>);

impl<'a> Existing<'a> {
    /// Those that the plan looks something up in, of the tables that something is wanted of.
    fn of(around: Around<'a>, demands: &[Demand<'_>]) -> Self {
        let tables: HashSet<&str> = demands.iter().map(|demand| demand.table).collect();
        let scans = around.plan.nodes().filter_map(|node| Some((node.relation()?, node)));
        let scans = scans.filter(|(table, _)| tables.contains(table));
        let served = scans.map(|(table, node)| (table, condition::served(around.texts, node)));
        Self(served.filter(|(_, keys)| !keys.is_empty()).collect())
    }

    /// Whether all of a way is there: the planner had the choice.
    fn serves(&self, demand: &Demand<'_>, way: &Way<'_>) -> bool {
        way.definitions
            .iter()
            .all(|definition| self.is_used(demand, definition) || is_there(demand, definition))
    }

    /// Whether the plan uses an index on these keys, in whatever order.
    fn is_used(&self, demand: &Demand<'_>, definition: &Definition<'_>) -> bool {
        let plain =
            definition.method == "btree" && definition.include.is_empty() && definition.predicate.is_empty();
        if !plain || self.0.is_empty() {
            return false;
        }
        let mut keys: Vec<Cow<'_, str>> = definition.keys.iter().map(|key| key.expression.into()).collect();
        crate::sort::sort(&mut keys);
        self.0.contains(&(demand.table, keys))
    }
}

/// The least share of a statement's cost that an index must save which only adds columns to one that is there.
fn least_gain(demand: &Demand<'_>, definition: &Definition<'_>) -> f64 {
    if definition.include.is_empty() {
        return 0.0;
    }
    let plain = Definition { include: Vec::new(), ..definition.clone() };
    match there(demand, &plain) {
        Some(index) if index.keys.len() <= definition.keys.len() => choose::LEAST_GAIN_OF_REPEATED,
        Some(_) => choose::LEAST_GAIN_OF_PREFIX,
        None => 0.0,
    }
}

/// Whether the catalog shows an index that does all that this one would.
fn is_there(demand: &Demand<'_>, definition: &Definition<'_>) -> bool {
    there(demand, definition).is_some()
}

/// The index of the catalog that does all that this one would.
fn there<'a>(demand: &Demand<'a>, definition: &Definition<'_>) -> Option<&'a crate::catalog::Index> {
    let known = demand.known?;
    let subjects: Vec<_> = definition.keys.iter().map(|key| unquoted(key.expression)).collect();
    let wanted = definition.keys.iter().zip(&subjects).map(|(key, subject)| Wanted {
        subject,
        opclass: key.opclass,
        descending: key.descending,
        nulls_first: key.nulls_first,
    });
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    let predicate = definition.predicate.join(" AND ");
    known.indexes.iter().find(|index| {
        let holds = |column: &&str| {
            let column = unquoted(column);
            let key = |key: &crate::catalog::IndexKey| key.column.as_deref() == Some(&column);
            index.include.iter().any(|included| *included == column) || index.keys.iter().any(key)
        };
        index.serves(definition.method, &wanted, &predicate) && definition.include.iter().all(holds)
    })
}

/// What stands around an index that is written down.
struct Written<'w, 'c> {
    demands: &'w [Demand<'c>],
    table: &'w Scanned<'c>,
    cost: f64,
    choice: &'w Choice,
    offer: &'w Offer,
}

/// What index-only scans need.
const ALL_VISIBLE: &str =
    "The included columns spare reading the table only where VACUUM has run since its pages were written.";
/// What an index for an arm of an OR needs.
const OTHER_ARMS: &str = "Of use only together with an index for each other side of the OR.";

impl Written<'_, '_> {
    fn advice(&self, definition: &Definition<'_>, way: &Way<'_>, together: bool) -> IndexAdvice {
        let asks = &self.demands[definition.origin];
        let partitioned = self.table.family.is_some();
        let mut targets: Vec<String> = Vec::new();
        let asking: HashSet<NodeId> = self.offer.alternatives.iter().flat_map(|one| one.nodes).collect();
        let mut named = HashSet::new();
        for &member in &self.table.demands {
            let demand = &self.demands[member];
            let name = demand.table_name();
            if asking.contains(&demand.node) && named.insert(name.clone()) {
                targets.push(name);
            }
        }
        // In a workload another statement may be the one that is helped.
        if targets.is_empty() {
            targets.push(asks.table_name());
        }
        let mut nodes: Vec<NodeId> = asking.into_iter().collect();
        crate::sort::sort(&mut nodes);
        let keys = definition.keys(self.demands);
        let predicate = (!definition.predicate.is_empty()).then(|| definition.predicate.join(" AND "));
        let include: Vec<String> = definition.include.iter().map(|&column| column.to_owned()).collect();
        let index = ddl::Index {
            method: definition.method,
            keys: &keys,
            include: &include,
            predicate: predicate.as_deref(),
        };
        let mut ddl: Vec<String> = targets.iter().map(|target| ddl::create_index(target, &index)).collect();
        if keys.iter().any(|key| key.opclass.as_deref() == Some(TRIGRAMS)) {
            ddl.insert(0, "CREATE EXTENSION IF NOT EXISTS pg_trgm;".to_owned());
        }
        if definition.method == "gist" && keys.len() > 1 {
            ddl.insert(0, "CREATE EXTENSION IF NOT EXISTS btree_gist;".to_owned());
        }
        if partitioned {
            ddl.insert(0, "-- One index for each partition that the plan reads; the partitioned table itself takes none CONCURRENTLY.".to_owned());
        }
        let mut told = Vec::new();
        if way.or.is_some() {
            told.push(OTHER_ARMS.to_owned());
        }
        if together && self.choice.leans {
            told.push("Of use only together with the others: alone it changes little.".to_owned());
        }
        told.extend(hot(asks, definition));
        let cost = Interval::exact(self.cost);
        IndexAdvice {
            action: Action::Create,
            schema: asks.schema.map(str::to_owned),
            table: self.table.family.unwrap_or(asks.table).to_owned(),
            partitions: if partitioned { targets } else { Vec::new() },
            method: definition.method,
            keys,
            include,
            predicate,
            ddl: ddl.join("\n"),
            cost_before: Some(self.cost),
            cost_after: Some((cost - self.choice.alone).at_least_zero()),
            rows_before: None,
            rows_after: None,
            size_bytes: Some(self.offer.bytes),
            entries_per_row: Some(serve::held(asks, definition)),
            confidence: confidence(asks, self.choice),
            assumptions: assumptions(asks, definition, self.choice),
            notes: told,
            nodes,
        }
    }
}

/// How sure the costs are.
fn confidence(asks: &Demand<'_>, choice: &Choice) -> Confidence {
    let sure = choice.alone.low >= choice.alone.value;
    match (sure, asks.known.is_some()) {
        (true, true) => Confidence::High,
        (true, false) => Confidence::Medium,
        _ => Confidence::Low,
    }
}

/// What the costs rest on beside the plan and the catalog.
fn assumptions(asks: &Demand<'_>, definition: &Definition<'_>, choice: &Choice) -> Vec<String> {
    let mut assumed = Vec::new();
    let guessed = |condition: &&condition::Condition| !condition.told;
    let texts: Vec<&str> = asks.conditions.iter().filter(guessed).map(|condition| condition.text).collect();
    // Where the index looks all of them up, it does not matter which lets through how much.
    if !texts.is_empty() && choice.alone.low < choice.alone.value {
        assumed.push(format!(
            "What each of these lets through alone is guessed from what they let through together: {}.",
            texts.join("; ")
        ));
    }
    if asks.known.is_none() {
        assumed.push(
            "The size of the table is read out of the plan, and its rows are taken to lie scattered: a catalog tells both."
                .to_owned(),
        );
    }
    if !definition.include.is_empty() {
        let visible = asks.known.and_then(|known| Some((known.pages_all_visible?, known.pages?)));
        assumed.push(match visible.filter(|(_, pages)| *pages > 0.0) {
            Some((visible, pages)) => format!(
                "An index-only scan spares the pages that are all-visible, {:.0} % now: VACUUM keeps them so.",
                (visible / pages * 100.0).min(100.0)
            ),
            None => ALL_VISIBLE.to_owned(),
        });
    }
    assumed
}

/// The share of updates from which it is said that they spare indexes, and the fewest updates.
const MOSTLY_HOT: f64 = 0.3;
const MANY_UPDATES: f64 = 1_000.0;

/// What updates lose that need no new index entry as it is (HOT), where the table has many of them.
fn hot(asks: &Demand<'_>, definition: &Definition<'_>) -> Option<String> {
    let activity = asks.known?.activity.as_ref()?;
    let (updated, hot) = (activity.updated?, activity.hot_updated?);
    let share = hot / updated;
    (updated >= MANY_UPDATES && share >= MOSTLY_HOT).then(|| {
        let keys = definition.keys.iter().map(|key| key.expression);
        let columns: Vec<&str> = keys.chain(definition.include.iter().copied()).collect();
        format!(
            "{:.0} % of the table's {updated:.0} updates touched no index (HOT): with this one those that change {} do.",
            share * 100.0,
            columns.join(", ")
        )
    })
}
