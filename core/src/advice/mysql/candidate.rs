//! From a demand to the index that serves it best, by the rules that were measured on live servers.
//!
//! Equality first (with `IN`, `IS NULL`, `<=>`), then one of: a range, the wanted order, the groups. Behind a range
//! nothing narrows; what is behind may only keep the table from being read.

use super::condition::{Lookup, Use};
use super::demand::{Context, Demand, FEW_ROWS};
use super::key::{Key, KeyKind};
use super::order::{Order as Wanted, Wanted as Limit};
use super::rows::{Reads, found, share_kept};
use super::table::Table;
use crate::advice::{IndexKey, Nulls, Order};
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, Dialect, Node, NodeId};

/// The most keys of an index: more than five make it as wide as the table. Where nothing is looked up, four.
const MOST_KEYS: usize = 5;
/// Up to which share of a table the server follows an index to its rows rather than reading the table, as measured:
/// MySQL 9.7 about a fifth for a range and two fifths for a lookup (costs a row of 0.45, 0.26 and 0.1), MariaDB 11.8 a
/// seventh for a lookup, but ranges of more than a quarter.
impl Demand<'_> {
    /// Whether one row is found at a time already, or an index is chosen anew for each row around it.
    fn is_settled(&self) -> bool {
        let chosen = self.node.access() == Some(Access::Range) && self.node.text(Attribute::Index).is_none();
        chosen || self.node.access() == Some(Access::UniqueLookup)
    }

    /// The share of a table up to which a range of an index is read.
    fn most_by_range(&self) -> f64 {
        if self.node.plan().dialect() == Dialect::MariaDb { 0.4 } else { 0.25 }
    }

    /// The share of a table up to which what is looked up is fetched.
    fn most_by_lookup(&self) -> f64 {
        if self.node.plan().dialect() == Dialect::MariaDb { 0.15 } else { 0.4 }
    }
}

/// A key of a candidate.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) key: Key,
    pub(super) descending: bool,
    pub(super) reason: String,
}

/// An index for one demand.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) table: Table,
    pub(super) parts: Vec<Part>,
    /// The nodes that ask for it.
    pub(super) nodes: Vec<NodeId>,
    pub(super) reads: Reads,
    pub(super) notes: Vec<String>,
    /// Whether it serves all conditions that there are.
    pub(super) exact: bool,
    /// Whether a catalog tells the types of its keys.
    pub(super) types_known: bool,
}

/// The best index for a demand; none where none helps.
pub(super) fn candidate(context: &Context<'_>, demand: &Demand<'_>) -> Option<Candidate> {
    if demand.reads < FEW_ROWS || demand.is_settled() {
        return None;
    }
    let found = lookups(demand);
    // Few rows are sorted for nothing; the order of an index beside a condition may be walked for long.
    let is_few = |found: &Candidate| demand.known && found.reads.after.high <= FEW_ROWS;
    let ordered = ordered(demand).filter(|ordered| ordered.exact || !found.as_ref().is_some_and(is_few));
    best([extreme(demand), ordered, grouped(context, demand), found])
}

/// The candidate that saves most; of two that save about the same, the one that goes on where the other ends.
pub(super) fn best(ways: impl IntoIterator<Item = Option<Candidate>>) -> Option<Candidate> {
    let goes_on = |long: &Candidate, short: &Candidate| {
        long.parts.len() > short.parts.len()
            && long.parts.iter().zip(&short.parts).all(|(a, b)| a.key == b.key)
    };
    let better = |best: Candidate, way: Candidate| {
        let (known, new) = (best.reads.saving(), way.reads.saving());
        let is_better = if goes_on(&way, &best) {
            new >= known * 0.9
        } else if goes_on(&best, &way) {
            known < new * 0.9
        } else {
            new > known
        };
        if is_better { way } else { best }
    };
    ways.into_iter().flatten().reduce(better)
}

/// Equality columns, then the column of one range, or else the order that is wanted.
fn lookups(demand: &Demand<'_>) -> Option<Candidate> {
    let mut parts = equalities(demand, Use::is_lookup);
    let mut is_range = false;
    if let Some(part) = range(demand) {
        push(&mut parts, part);
        is_range = true;
    } else if let Some(order) = demand.order.as_ref().filter(|_| only_equal(demand) && !parts.is_empty()) {
        order_parts(order, &mut parts, "gives the rows in order");
    }
    let is_new = |part: &Part| {
        let mut lookups = demand.conditions.lookups.iter().filter(|lookup| lookup.key == part.key);
        lookups.any(|lookup| !lookup.served)
    };
    let remainder = remainder(demand, &parts).filter(|_| !is_range);
    let by_remainder = remainder.is_some();
    if let Some(part) = remainder {
        push(&mut parts, part);
    }
    if !parts.iter().any(is_new) || has_index(demand, &parts) {
        return None;
    }
    cover(demand, &mut parts);
    let mut share = found(demand, |key| parts.iter().any(|part| part.key == *key));
    let covers = covers(demand, &parts);
    if by_remainder && !demand.known {
        // As much as all of the index is read at the worst, and the table is not.
        share = Interval { value: 0.5, low: 0.0, high: 1.0 };
    }
    let most = if is_range || by_remainder { demand.most_by_range() } else { demand.most_by_lookup() };
    // Through the index each row is fetched by itself: that pays for a part of the table only.
    if demand.known && !covers && share.value > most {
        return None;
    }
    // What is grouped in the order of an index needs no temporary table, but behind a range there is no order.
    Some(made(demand, parts, share * demand.reads, demand.reads, &[]))
}

/// Equality columns, then the order: worth it where a LIMIT stops the scan early.
fn ordered(demand: &Demand<'_>) -> Option<Candidate> {
    let order = demand.order.as_ref()?;
    let limit = match order.wanted {
        Limit::All => return None,
        Limit::First(rows) => Some(rows),
        Limit::Unknown => None,
    };
    let mut parts = equalities(demand, |usage| usage == Use::Equality);
    let equal = parts.len();
    // A range of the column that comes first in the order bounds the scan, too.
    let first = order
        .keys
        .iter()
        .map(|ordering| &ordering.key)
        .find(|key| parts.iter().all(|part| part.key != **key))?;
    let serves = |lookup: &Lookup| {
        lookup.usage == Use::Equality || (lookup.usage == Use::Range && lookup.key == *first)
    };
    let beside: Vec<&Lookup> =
        demand.conditions.lookups.iter().filter(|lookup| !serves(lookup) && !lookup.served).collect();
    // Where conditions and order are about the same column, the rows that pass come late (measured: 48,421 rows of
    // 100,000 for a page after a row constructor).
    let ordered = |column: &String| order.keys.iter().any(|ordering| ordering.key.column == *column);
    let residual = demand.conditions.residual.iter().filter(|residual| !residual.not_null);
    if residual.flat_map(|residual| &residual.columns).any(ordered) {
        return None;
    }
    // An index for the order alone is walked for long beside a selective condition, and lures the server into that
    // (measured: 100,002 rows instead of 6).
    let is_alone = equal == 0;
    if is_alone && !demand.known && beside.iter().any(|lookup| lookup.usage.is_lookup()) {
        return None;
    }
    let bounded =
        demand.conditions.lookups.iter().any(|lookup| lookup.usage == Use::Range && lookup.key == *first);
    order_parts(order, &mut parts, "gives the rows in order, so that reading stops at the LIMIT");
    if has_index(demand, &parts[..equal.max(1)]) && equal + usize::from(bounded) > 0 {
        return None;
    }
    let passing = found(demand, |key| {
        parts[..equal].iter().any(|part| part.key == *key) || (bounded && *key == *first)
    });
    let most = passing * demand.reads;
    let after = match limit {
        Some(limit) => {
            let per_row = most.value / demand.kept.max(1.0);
            let read = (limit * demand.executions * per_row).min(most.value);
            Interval { value: read, low: read.min(limit), high: most.high }
        }
        None => Interval { value: most.value * 0.1, low: 0.0, high: most.high },
    };
    let mut notes = Vec::new();
    if limit.is_none() && is_alone {
        notes.push(
            "The plan does not tell whether the statement has a LIMIT: without one this index helps little."
                .to_owned(),
        );
    }
    let mut candidate = made(demand, parts, after, demand.reads, &[order.sort]);
    candidate.notes.extend(notes);
    candidate.exact = beside.is_empty();
    Some(candidate)
}

/// Equality columns, then the columns that are grouped by, and what else is used: no temporary table is needed then.
///
/// For a whole table only where the index covers the statement: fetching every row through it takes longer than
/// grouping in a temporary table (measured: 582 ms instead of 463).
fn grouped(context: &Context<'_>, demand: &Demand<'_>) -> Option<Candidate> {
    let group = demand.group.as_ref()?;
    let lookups = &demand.conditions.lookups;
    if lookups.iter().any(|lookup| lookup.usage != Use::Equality) || !demand.conditions.residual.is_empty() {
        return None;
    }
    let mut parts = equalities(demand, |usage| usage == Use::Equality);
    let equal = parts.len();
    if equal == 0 && group.in_order {
        return None;
    }
    let verb = if group.distinct { "DISTINCT" } else { "GROUP BY" };
    for column in &group.columns {
        let reason = format!("gives the rows group by group, without a temporary table: {verb} {column}");
        push(&mut parts, Part { key: Key::column(column)?, descending: false, reason });
    }
    cover(demand, &mut parts);
    let mut notes = Vec::new();
    if !covers(demand, &parts) {
        if demand.used.is_some() || (equal == 0 && context.engine.dialect != Dialect::MariaDb) {
            return None;
        }
        if equal == 0 {
            notes.push(
                "The plan does not name the columns that the statement uses: add those that it aggregates behind these, \
                 or the index is not used."
                    .to_owned(),
            );
        }
    }
    if parts.len() > MOST_KEYS - usize::from(equal == 0) || has_index(demand, &parts[..1]) {
        return None;
    }
    let share = found(demand, |key| parts[..equal].iter().any(|part| part.key == *key));
    let mut after = share * demand.reads;
    if group.distinct && equal == 0 {
        // Only the first entry of each value is read.
        after = Interval { value: after.value * 0.01, low: 0.0, high: after.high };
    }
    // Each row that passes is looked up in the temporary table.
    let before = demand.reads + if group.temporary { demand.kept } else { 0.0 };
    let mut candidate = made(demand, parts, after, before, &[group.node]);
    candidate.notes.extend(notes);
    Some(candidate)
}

/// Equality columns, then the column of MIN or MAX: one entry answers (`Select tables optimized away`).
fn extreme(demand: &Demand<'_>) -> Option<Candidate> {
    let column = demand.extreme.as_ref()?;
    let lookups = &demand.conditions.lookups;
    if lookups.iter().any(|lookup| lookup.usage != Use::Equality) || !demand.conditions.residual.is_empty() {
        return None;
    }
    let mut parts = equalities(demand, |usage| usage == Use::Equality);
    let reason = format!("has the smallest or largest value at its end: {column}");
    push(&mut parts, Part { key: Key::column(column)?, descending: false, reason });
    if has_index(demand, &parts[..1]) {
        return None;
    }
    let after = Interval {
        value: demand.executions,
        low: demand.executions,
        high: demand.kept.max(demand.executions),
    };
    Some(made(demand, parts, after, demand.reads, &[]))
}

fn made(demand: &Demand<'_>, parts: Vec<Part>, after: Interval, before: f64, others: &[NodeId]) -> Candidate {
    let mut parts = parts;
    // The primary key stands behind the keys of every index of InnoDB.
    while parts.len() > 1
        && parts.last().is_some_and(|part| !part.descending && demand.primary.contains(&part.key.column))
    {
        parts.pop();
    }
    let nodes = std::iter::once(demand.node.id()).chain(others.iter().copied()).collect();
    Candidate {
        table: demand.table.clone(),
        parts,
        nodes,
        reads: Reads { before, after },
        notes: demand.not_cast.iter().map(|condition| not_cast(condition)).collect(),
        exact: true,
        types_known: false,
    }
}

fn not_cast(condition: &str) -> String {
    format!(
        "No index finds {condition}: the column is a text, which is made a number first; compare it with a text."
    )
}

/// Columns of lookups: those that an index in use has first, then the table's own, then those that join.
///
/// A selective condition of the table's own before the column of a join lets the join begin here (measured: 1,201 rows
/// instead of 100,202 for EXISTS). Columns of one value stand before lists, behind which there is no order.
pub(super) fn equalities(demand: &Demand<'_>, is: impl Fn(Use) -> bool) -> Vec<Part> {
    let lookups = &demand.conditions.lookups;
    let mut parts = Vec::new();
    let rank = |lookup: &Lookup| match lookup {
        Lookup { served: true, .. } => 0,
        Lookup { joins: true, .. } => 2,
        _ => 1,
    };
    for (turn, usage) in [
        (0, None),
        (1, Some(Use::Equality)),
        (2, Some(Use::Equality)),
        (1, Some(Use::AnyOf)),
        (2, Some(Use::AnyOf)),
    ] {
        let wanted = |lookup: &&Lookup| {
            rank(lookup) == turn
                && usage.is_none_or(|usage| lookup.usage == usage)
                && is(lookup.usage)
                && lookup.usage.is_lookup()
        };
        for lookup in lookups.iter().filter(wanted) {
            push(&mut parts, looked_up(lookup));
        }
    }
    parts
}

pub(super) fn looked_up(lookup: &Lookup) -> Part {
    let reason = format!("looked up: {}", lookup.condition);
    Part { key: lookup.key.clone(), descending: false, reason }
}

/// The column of the range that is taken to leave least.
fn range(demand: &Demand<'_>) -> Option<Part> {
    let lookups = &demand.conditions.lookups;
    let ranges = lookups.iter().filter(|lookup| lookup.usage == Use::Range);
    let share = |lookup: &Lookup| -> f64 {
        lookups.iter().filter(|other| other.key == lookup.key).map(|other| other.share).product()
    };
    let best = ranges.reduce(|best, lookup| if share(lookup) < share(best) { lookup } else { best })?;
    let conditions: Vec<&str> =
        lookups.iter().filter(|other| other.key == best.key).map(|other| other.condition.as_str()).collect();
    let reason = format!("bounds the part of the index that is read: {}", conditions.join(" and "));
    Some(Part { key: best.key.clone(), descending: false, reason })
}

/// The column of a `<>` or NOT IN: only where little is left, or where the index is all that is read.
fn remainder(demand: &Demand<'_>, parts: &[Part]) -> Option<Part> {
    let lookup = demand.conditions.lookups.iter().find(|lookup| lookup.usage == Use::Remainder)?;
    let reason = format!("leaves little to read: {}", lookup.condition);
    let part = Part { key: lookup.key.clone(), descending: false, reason };
    let few = demand.known && share_kept(demand) <= demand.most_by_range();
    let with: Vec<Part> = parts.iter().cloned().chain([part.clone()]).collect();
    (few || covers(demand, &with)).then_some(part)
}

/// Whether all conditions are equalities, so that the order behind them is that of the rows.
fn only_equal(demand: &Demand<'_>) -> bool {
    demand.conditions.lookups.iter().all(|lookup| lookup.usage == Use::Equality)
}

/// Adds the columns of an order. All in one direction need none: an index is read backwards as well.
fn order_parts(order: &Wanted, parts: &mut Vec<Part>, why: &str) {
    let rest: Vec<_> =
        order.keys.iter().filter(|ordering| parts.iter().all(|part| part.key != ordering.key)).collect();
    let mixed = rest.iter().any(|ordering| ordering.descending != rest[0].descending);
    for ordering in rest {
        let reason = format!("{why}: ORDER BY {}", ordering.sort_key);
        push(parts, Part { key: ordering.key.clone(), descending: mixed && ordering.descending, reason });
    }
}

/// Adds the other columns that are used, where the rows are only counted or summed up: then the index is all that is
/// read. Only columns that are surely short, and few.
fn cover(demand: &Demand<'_>, parts: &mut Vec<Part>) {
    // A functional key does not hold the column itself: with one the table is read all the same.
    let closed = demand.aggregates || demand.group.is_some() || !demand.semi_join.is_empty();
    if !closed || !parts.iter().all(|part| part.key.is_plain()) {
        return;
    }
    let rest = missing(demand, parts);
    if rest.is_empty()
        || parts.len() + rest.len() > MOST_KEYS
        || !rest.iter().all(|name| demand.short.contains(name))
    {
        return;
    }
    for name in rest {
        let Some(key) = Key::column(&name) else { return };
        let reason = format!("kept here so that the table need not be read: {name}");
        push(parts, Part { key, descending: false, reason });
    }
}

/// Whether an index on these keys has all that the statement uses of the table.
fn covers(demand: &Demand<'_>, parts: &[Part]) -> bool {
    demand.used.is_some() && parts.iter().all(|part| part.key.is_plain()) && missing(demand, parts).is_empty()
}

/// The columns used that are no keys, each once.
fn missing(demand: &Demand<'_>, parts: &[Part]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for name in demand.used.iter().flatten() {
        let is_key = parts.iter().any(|part| part.key.is_plain() && part.key.column == *name);
        if !is_key && !missing.contains(name) && !demand.primary.contains(name) {
            missing.push(name.clone());
        }
    }
    missing
}

/// Whether the table seems to have such an index: the plan lists as many that it could have used as there are columns.
///
/// What it lists and does not use is not selective, or does not fit the value's type (measured: a text column that is
/// compared with a number).
fn has_index(demand: &Demand<'_>, parts: &[Part]) -> bool {
    let full = demand.node.access().is_none_or(Access::is_full);
    let looked_up = |part: &&Part| demand.conditions.lookups.iter().any(|lookup| lookup.key == part.key);
    let columns = parts.iter().filter(looked_up).count();
    full && demand.possible > 0 && columns <= demand.possible
}

/// Adds a key, unless it is there.
pub(super) fn push(parts: &mut Vec<Part>, part: Part) {
    if parts.iter().all(|other| other.key != part.key) {
        parts.push(part);
    }
}

impl Candidate {
    /// Whether it needs a functional key part, or in MariaDB a generated column.
    pub(super) fn is_functional(&self) -> bool {
        self.parts.iter().any(|part| !part.key.is_plain())
    }

    /// The generated columns that MariaDB needs: for expressions, with their types.
    pub(super) fn expressions(&self) -> impl Iterator<Item = (&Key, &'static str)> {
        self.parts.iter().filter_map(|part| match part.key.kind {
            KeyKind::Expression { of_type } => Some((&part.key, of_type)),
            _ => None,
        })
    }

    /// The keys as the advice shows them.
    pub(super) fn keys(&self) -> Vec<IndexKey> {
        let key = |part: &Part| IndexKey {
            expression: part.key.text.clone(),
            order: if part.descending { Order::Desc } else { Order::Asc },
            nulls: if part.descending { Nulls::Last } else { Nulls::First },
            opclass: None,
            reason: part.reason.clone(),
        };
        self.parts.iter().map(key).collect()
    }
}

/// The nodes of a candidate and a join.
pub(super) fn with_nodes(mut candidate: Candidate, nodes: &[Node<'_>]) -> Candidate {
    candidate.nodes.extend(nodes.iter().map(|node| node.id()));
    crate::sort::sort(&mut candidate.nodes);
    candidate.nodes.dedup();
    candidate
}
