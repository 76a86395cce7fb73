//! From a demand to the indexes that could serve it: which of them does best is for others to say.

use std::ops::Deref;

use super::condition::{Condition, Lookup, Restricts, Use};
use super::definition::{Definition, Key, Why};
use super::demand::Demand;
use crate::predicate::unquoted;

/// The share of a table above which an index is not restricted to the rows that are wanted.
const RARE: f64 = 0.1;
/// The share of a table up to which an index holds what is tested for, though that is not rare.
const PART: f64 = 0.8;
/// The share of a table above which a value is held by most rows.
const MOST_ROWS: f64 = 0.5;
/// The most values of a column by which an index is restricted to one of them.
const MOST_CATEGORIES: f64 = 50.0;
/// The fewest rows of a table for which it pays to keep columns beside the keys.
const LEAST_COVERED: f64 = 30.0;
/// The most columns that are kept beside the keys.
const MOST_INCLUDED: usize = 4;
/// The most ranges of which each is tried as the one that an index looks up.
const MOST_RANGES: usize = 3;
/// The most columns of an index (`INDEX_MAX_KEYS`).
const MOST_KEYS: usize = 32;
/// The most conditions by which an index is restricted, and the most that are searched in indexes of their own.
const MOST_CONDITIONS: usize = 16;
/// How far the rows of a table must lie in the order of a column for BRIN (its correlation).
const IN_ORDER: f64 = 0.9;
/// The least pages of a table for BRIN: 64 ranges.
const LARGE: f64 = 8_192.0;

/// Indexes that serve a demand together; most often one.
pub(super) struct Way<'d> {
    pub(super) definitions: Vec<Definition<'d>>,
    /// Of an index for each arm of an OR, the OR.
    pub(super) or: Option<&'d Condition<'d>>,
}

/// The ways to serve a demand.
pub(super) fn suggest<'d>(demand: &'d Demand<'_>, origin: usize) -> Vec<Way<'d>> {
    let asked = Asked { demand, origin };
    let mut found: Vec<Definition<'d>> = Vec::new();
    let restrictions = asked.restrictions();
    for restriction in &restrictions {
        for keys in asked.keys(restriction) {
            let plain = Definition { predicate: restriction.clone(), ..Definition::btree(keys, origin) };
            let covering = asked.covering(&plain);
            found.push(plain);
            found.extend(covering);
        }
    }
    found.extend(asked.specials(&restrictions));
    found.extend(asked.nearest(&restrictions));
    found.extend(asked.block_ranges());
    let mut distinct: Vec<Definition<'d>> = Vec::new();
    for definition in found {
        if !definition.keys.is_empty() && !distinct.iter().any(|other| other.is(&definition)) {
            distinct.push(definition);
        }
    }
    let single = distinct.into_iter().map(|definition| Way { definitions: vec![definition], or: None });
    single.chain(asked.arms()).collect()
}

#[derive(Clone, Copy)]
struct Asked<'d, 'c> {
    demand: &'d Demand<'c>,
    origin: usize,
}

impl<'d> Asked<'d, '_> {
    /// What the index could be restricted to: nothing, or the few rows that are wanted.
    fn restrictions(self) -> Vec<Vec<&'d str>> {
        let demand = self.demand;
        let mut all = vec![Vec::new()];
        let rare = demand.rows < demand.size.rows * RARE;
        let of = |wanted: &[Restricts]| {
            let restricts = |condition: &'d Condition<'_>| {
                let (restricts, text) = condition.restriction.as_ref()?;
                let fits = wanted.contains(restricts)
                    && (*restricts == Restricts::Rare || self.is_category(condition) && is_part(condition))
                    && (rare || *restricts == Restricts::Rare && condition.told && condition.share < PART);
                let parts = *restricts == Restricts::Rare || narrows(condition);
                (fits && !condition.served).then_some((&**text, parts))
            };
            let found = demand.conditions.iter().filter_map(restricts).take(MOST_CONDITIONS);
            let (texts, part): (Vec<&str>, Vec<bool>) = found.unzip();
            // What most rows have parts none off, but beside what does.
            if part.contains(&true) { texts } else { Vec::new() }
        };
        for restriction in [of(&[Restricts::Rare]), of(&[Restricts::Rare, Restricts::Category])] {
            if !all.contains(&restriction) {
                all.push(restriction);
            }
        }
        all
    }

    /// Columns of which a condition asks what no btree looks up.
    fn searched(self) -> impl Iterator<Item = &'d str> {
        let conditions = self.demand.conditions.iter();
        let searched = conditions.filter(|condition| {
            let refused = condition.restriction.as_ref().is_none_or(|(_, text)| text.contains('~'));
            condition.lookup.is_none() && refused
        });
        searched.flat_map(|condition| condition.columns.iter().copied())
    }

    /// Whether a condition's column has few values, such as a status.
    fn is_category(self, condition: &Condition<'_>) -> bool {
        let column = condition.columns.first().and_then(|column| {
            let known = self.demand.known?;
            known.selectivity(&unquoted(column))?.distinct()
        });
        column.is_some_and(|values| values <= MOST_CATEGORIES)
    }

    /// The keys that an index could have which is restricted so.
    fn keys(self, restriction: &[&str]) -> Vec<Vec<Key<'d>>> {
        let demand = self.demand;
        let implied = |condition: &&Condition<'_>| {
            condition.restriction.as_ref().is_some_and(|(_, text)| restriction.contains(&&**text))
        };
        let left: Vec<&'d Condition<'_>> = demand.conditions.iter().filter(|one| !implied(one)).collect();
        let lookups = || left.iter().filter_map(|condition| condition.lookup.as_ref());
        let of = |usage: Use| lookups().filter(move |lookup| lookup.usage == usage);
        let mut equal = Vec::new();
        // What compares with another table's row is of use where that stays outside.
        for lookup in of(Use::Equality) {
            push(&mut equal, Key { opclass: lookup.opclass, ..Key::plain(&lookup.key, Why::LookedUp) });
        }
        let mut own = Vec::new();
        let alone = left.iter().filter(|condition| !condition.joins).filter_map(|one| one.lookup.as_ref());
        for lookup in alone.filter(|lookup| lookup.usage == Use::Equality) {
            push(&mut own, Key { opclass: lookup.opclass, ..Key::plain(&lookup.key, Why::LookedUp) });
        }
        let mut ranges: Vec<&Lookup<'_>> = Vec::new();
        for lookup in of(Use::Range) {
            if !ranges.iter().any(|other| other.key == lookup.key) && ranges.len() < MOST_RANGES {
                ranges.push(lookup);
            }
        }
        let mut all: Vec<Vec<Key<'d>>> = Vec::new();
        let mut add = |keys: Vec<Key<'d>>| {
            if !keys.is_empty() && !all.contains(&keys) {
                all.push(keys);
            }
        };
        // Looked up: all that is equal, then one of several values, then one range.
        let mut looked_up = equal.clone();
        for lookup in of(Use::AnyOf) {
            push(&mut looked_up, Key::plain(&lookup.key, Why::LookedUp));
        }
        add(looked_up.clone());
        for range in &ranges {
            add(with_range(looked_up.clone(), range));
        }
        // It would take the rows out of the order of what comes behind it.
        let narrow = left
            .iter()
            .filter(|condition| narrows(condition))
            .filter_map(|condition| condition.lookup.as_ref());
        let mut narrowing = Vec::new();
        for lookup in narrow.filter(|lookup| lookup.usage == Use::Equality) {
            push(&mut narrowing, Key { opclass: lookup.opclass, ..Key::plain(&lookup.key, Why::LookedUp) });
        }
        if narrowing.len() < equal.len() {
            for range in &ranges {
                add(with_range(narrowing.clone(), range));
            }
        }
        // In order.
        if let Some(order) = demand.order.as_ref().filter(|order| !order.nearest) {
            let mut keys = equal.clone();
            for wanted in &order.keys {
                let key = Key {
                    descending: wanted.descending,
                    nulls_first: wanted.nulls_first,
                    ..Key::plain(&wanted.key, Why::Ordered)
                };
                push(&mut keys, key);
            }
            add(keys);
        }
        // Looked up by the rows of a join's other side.
        for join in &demand.joins {
            let mut keys = Vec::new();
            let lookups = || join.conditions.iter().filter_map(|condition| condition.lookup.as_ref());
            for lookup in lookups().filter(|lookup| lookup.usage == Use::Equality) {
                push(&mut keys, Key::plain(&lookup.key, Why::LookedUp));
            }
            let alone = keys.clone();
            for key in &own {
                push(&mut keys, *key);
            }
            let range = lookups().find(|lookup| lookup.usage == Use::Range);
            if let Some(range) = range.or(ranges.first().copied()) {
                add(with_range(keys.clone(), range));
            }
            add(keys);
            add(alone);
        }
        self.aggregated(&equal, &mut add);
        // Where nothing else is asked for, the column that tells the few rows is as good a key as any.
        if all.is_empty() && !restriction.is_empty() {
            let column = demand.conditions.iter().filter(implied).find_map(|one| one.columns.first());
            all.extend(column.map(|column| vec![Key::plain(column, Why::Holds)]));
        }
        all
    }

    /// The keys of an index that alone answers what an aggregate asks.
    fn aggregated(self, equal: &[Key<'d>], add: &mut impl FnMut(Vec<Key<'d>>)) {
        let Some(needed) = &self.demand.needed else { return };
        let is_worth = self.demand.fetched() >= LEAST_COVERED;
        if !is_worth || self.demand.known.is_none() && self.searched().next().is_some() {
            return;
        }
        let aggregate = self.demand.aggregate.as_ref();
        let mut keys = equal.to_vec();
        for group in aggregate.iter().flat_map(|aggregate| &aggregate.groups) {
            push(&mut keys, Key::plain(group, Why::Grouped));
        }
        // The least and the greatest value stand at the ends of an index, and whether it is those that are wanted, the
        // plan does not always tell.
        let of_all = aggregate.is_some_and(|aggregate| aggregate.groups.is_empty());
        let mut beside = needed.iter().filter(|column| !keys.iter().any(|key| key.expression == **column));
        let only = beside.next().filter(|_| of_all && beside.next().is_none());
        if let Some(only) = only {
            push(&mut keys, Key::plain(only, Why::Read));
        }
        if keys.is_empty() {
            let mut columns = needed.iter();
            let one = columns.next().filter(|_| columns.next().is_none());
            keys.extend(one.map(|column| Key::plain(column, Why::Read)));
        }
        if keys.is_empty() {
            let checked =
                self.demand.conditions.iter().flat_map(|condition| condition.columns.iter().copied());
            let needed = needed.iter().map(Deref::deref);
            keys.extend(checked.chain(needed).take(1).map(|column| Key::plain(column, Why::Read)));
        }
        add(keys);
    }

    /// The same index with what the statement reads beside its keys; none where that is nothing, much or unknown.
    fn covering(self, plain: &Definition<'d>) -> Option<Definition<'d>> {
        let demand = self.demand;
        let needed = demand.needed.as_ref().filter(|_| demand.fetched() >= LEAST_COVERED)?;
        // The table has to be read for an expression.
        if plain.keys.iter().any(|key| key.expression.contains('(')) {
            return None;
        }
        let implied = |condition: &&Condition<'_>| {
            condition.restriction.as_ref().is_some_and(|(_, text)| plain.predicate.contains(&&**text))
        };
        let checked = demand.conditions.iter().filter(|condition| !implied(condition));
        let wanted = needed.iter().map(Deref::deref);
        let wanted = wanted.chain(checked.flat_map(|condition| condition.columns.iter().copied()));
        let mut include: Vec<&'d str> = Vec::new();
        for column in wanted {
            if !plain.holds(column) && !include.contains(&column) {
                include.push(column);
            }
            if include.len() > MOST_INCLUDED {
                return None;
            }
        }
        // What is searched for patterns and words is text, which may be long.
        let is_long =
            |column: &&str| demand.known.is_none() && self.searched().any(|searched| searched == *column);
        if include.iter().any(is_long) || plain.keys.iter().any(|key| is_long(&key.expression)) {
            return None;
        }
        crate::sort::sort(&mut include);
        let few = (1..=MOST_INCLUDED).contains(&include.len());
        few.then(|| Definition { include, ..plain.clone() })
    }

    /// Indexes of other methods for what no btree looks up.
    fn specials(self, restrictions: &[Vec<&'d str>]) -> Vec<Definition<'d>> {
        let specials = self.demand.conditions.iter().filter_map(|condition| condition.special.as_ref());
        let specials = specials.take(MOST_CONDITIONS);
        let mut found = Vec::new();
        for special in specials {
            let key = Key { opclass: special.opclass, ..Key::plain(&special.key, Why::LookedUp) };
            for predicate in restrictions {
                let (method, predicate) = (special.method, predicate.clone());
                let alone = Definition { method, predicate, ..Definition::btree(vec![key], self.origin) };
                // With btree_gist, GiST looks plain values up, too.
                let lookups = self.demand.conditions.iter().filter_map(|condition| condition.lookup.as_ref());
                let equal =
                    lookups.filter(|lookup| lookup.usage == Use::Equality && !lookup.key.contains('('));
                let equal = equal.take(MOST_KEYS - 1);
                let mut keys: Vec<Key<'d>> =
                    equal.map(|lookup| Key::plain(&lookup.key, Why::LookedUp)).collect();
                if method == "gist" && !keys.is_empty() && alone.predicate.is_empty() {
                    keys.push(key);
                    found.push(Definition { keys, ..alone.clone() });
                }
                found.push(alone);
            }
        }
        found
    }

    /// An index that gives the nearest rows.
    fn nearest(self, restrictions: &[Vec<&'d str>]) -> Vec<Definition<'d>> {
        let order = self.demand.order.as_ref().filter(|order| order.nearest);
        let of = |predicate: &Vec<&'d str>| {
            let keys = order?.keys.iter().map(|wanted| Key::plain(&wanted.key, Why::Ordered)).collect();
            let predicate = predicate.clone();
            Some(Definition { method: "gist", predicate, ..Definition::btree(keys, self.origin) })
        };
        restrictions.iter().filter_map(of).collect()
    }

    /// An index that tells which stretches of a large table to read, where its rows lie in the order of a range.
    fn block_ranges(self) -> Option<Definition<'d>> {
        let demand = self.demand;
        if demand.size.pages < LARGE {
            return None;
        }
        let in_order = |lookup: &&Lookup<'_>| {
            let column = demand.known.and_then(|known| known.column(&unquoted(&lookup.key)));
            let statistics = column.and_then(|column| column.statistics.as_ref());
            statistics.and_then(|statistics| statistics.correlation).is_some_and(|far| far.abs() >= IN_ORDER)
        };
        let lookups = demand.conditions.iter().filter_map(|condition| condition.lookup.as_ref());
        let range = lookups.filter(|lookup| lookup.usage == Use::Range).find(in_order)?;
        let key = Key::plain(&range.key, Why::Bounds);
        Some(Definition { method: "brin", ..Definition::btree(vec![key], self.origin) })
    }

    /// An index for each arm of an OR.
    fn arms(self) -> impl Iterator<Item = Way<'d>> {
        let ors = self.demand.conditions.iter().filter(|condition| !condition.arms.is_empty());
        let ors = ors.take(MOST_CONDITIONS);
        ors.map(move |or| {
            let mut definitions: Vec<Definition<'d>> = Vec::new();
            for arm in &or.arms {
                let lookups = || arm.iter().filter_map(|condition| condition.lookup.as_ref());
                let mut keys = Vec::new();
                for lookup in lookups().filter(|lookup| lookup.usage.is_lookup()) {
                    push(&mut keys, Key::plain(&lookup.key, Why::LookedUp));
                }
                if let Some(range) = lookups().find(|lookup| lookup.usage == Use::Range) {
                    keys = with_range(keys, range);
                }
                let definition = Definition::btree(keys, self.origin);
                if !definitions.iter().any(|other| other.is(&definition)) {
                    definitions.push(definition);
                }
            }
            Way { definitions, or: Some(or) }
        })
    }
}

/// Whether it is not known to let most rows through.
fn narrows(condition: &Condition<'_>) -> bool {
    !condition.told || condition.share <= MOST_ROWS
}

/// Whether it lets through some of few values: of a range, the rare end.
fn is_part(condition: &Condition<'_>) -> bool {
    let is_range = condition.lookup.as_ref().is_some_and(|lookup| lookup.usage == Use::Range);
    !is_range || !condition.told || condition.share < RARE
}

/// Keys with a range behind them.
fn with_range<'d>(mut keys: Vec<Key<'d>>, range: &'d Lookup<'_>) -> Vec<Key<'d>> {
    push(&mut keys, Key { opclass: range.opclass, ..Key::plain(&range.key, Why::Bounds) });
    for more in &range.more {
        push(&mut keys, Key::plain(more, Why::Bounds));
    }
    keys
}

/// Puts a key behind others, unless it is among them or there are as many as an index can have.
fn push<'d>(keys: &mut Vec<Key<'d>>, key: Key<'d>) {
    if keys.len() < MOST_KEYS && !keys.iter().any(|other| other.expression == key.expression) {
        keys.push(key);
    }
}
