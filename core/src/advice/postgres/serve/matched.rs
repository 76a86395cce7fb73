//! What an index is to a demand: which conditions it meets, how much it holds and how large it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::special::RANGE;
use crate::advice::postgres::access::{Reach, Shape};
use crate::advice::postgres::condition::{Condition, Use};
use crate::advice::postgres::definition::{Definition, Key};
use crate::advice::postgres::demand::Demand;
use crate::predicate::unquoted;

/// Bytes of a key of which nothing is known.
pub(super) const WIDTH: f64 = 8.0;

/// What an index is to a demand.
pub(super) struct Matched {
    pub(super) reach: Reach,
    /// How much it would find if what it does not look up let everything through.
    pub(super) least: f64,
    /// Keys at its beginning that are each held to one value.
    pub(super) fixed: usize,
    /// Whether it looks anything up.
    pub(super) narrows: bool,
    /// Whether it does so for an OR.
    pub(super) by_or: bool,
}

/// Conditions, by their places.
#[derive(Default)]
struct Set(u64, BTreeSet<usize>);

impl Set {
    fn insert(&mut self, at: usize) {
        match 1_u64.checked_shl(at as u32) {
            Some(bit) => self.0 |= bit,
            None => drop(self.1.insert(at)),
        }
    }

    fn has(&self, at: usize) -> bool {
        1_u64.checked_shl(at as u32).map_or_else(|| self.1.contains(&at), |bit| self.0 & bit != 0)
    }
}

/// How an index meets the conditions of a demand, and those of a join with it; none where it does not hold the rows.
pub(super) fn matched(
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    join: &[Condition<'_>],
) -> Option<Matched> {
    let all = || demand.conditions.iter().chain(join).enumerate();
    let (mut implied, mut by_index) = (Set::default(), Set::default());
    let mut held = 1.0;
    for predicate in &definition.predicate {
        let mut is_first = true;
        for (at, condition) in all() {
            if condition.restriction.as_ref().is_some_and(|(_, text)| text == predicate) {
                held *= if is_first { condition.share } else { 1.0 };
                implied.insert(at);
                is_first = false;
            }
        }
        if is_first {
            return None;
        }
    }
    let (mut read, mut starts, mut fixed, mut open, mut by_or) = (held, 1.0, 0, true, false);
    for key in &definition.keys {
        let mut usage = None;
        for (at, condition) in all() {
            let lookup = condition.lookup.as_ref().filter(|lookup| lookup.key == key.expression);
            let Some(lookup) = lookup.filter(|_| !implied.has(at) && !by_index.has(at)) else { continue };
            // An index in the order of bytes finds equal values, but no other range than that of a prefix.
            if lookup.usage == Use::Range && lookup.opclass != key.opclass {
                continue;
            }
            by_index.insert(at);
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
    let (mut found, mut beside, mut looked_up, mut filtered) = (1.0, 1.0, 0.0, 0.0);
    for (at, condition) in all().filter(|(at, _)| !implied.has(*at)) {
        if by_index.has(at) {
            (found, looked_up) = (found * condition.share, looked_up + 1.0);
        } else {
            filtered += 1.0;
            beside *= if condition.told { 1.0 } else { condition.share };
        }
    }
    let found = held * found;
    let left = all().filter(|(at, _)| !implied.has(*at)).map(|(_, condition)| condition);
    let reach = Reach {
        read: read.min(1.0),
        found: found.min(1.0),
        starts: starts.max(1.0),
        looked_up,
        filtered,
        covered: !by_or && covers(demand, definition, left),
        together: together(demand, &definition.keys),
    };
    let narrows = looked_up > 0.0 || !definition.predicate.is_empty();
    Some(Matched { reach, least: (found * beside).min(1.0), fixed, narrows, by_or })
}

/// Whether an index alone answers where it leaves these conditions.
fn covers<'a>(
    demand: &Demand<'_>,
    definition: &Definition<'_>,
    mut left: impl Iterator<Item = &'a Condition<'a>>,
) -> bool {
    let Some(needed) = &demand.needed else { return false };
    needed.iter().all(|column| definition.holds(column))
        && left.all(|condition| condition.columns.iter().all(|column| definition.holds(column)))
}

/// How far a table's rows lie in the order of an index, squared (`btcostestimate`): of an expression, as far as they lie
/// in the order of its column.
pub(super) fn together(demand: &Demand<'_>, keys: &[Key<'_>]) -> f64 {
    let Some((first, known)) = keys.first().filter(|key| key.opclass.is_none()).zip(demand.known) else {
        return 0.0;
    };
    let of = |column: &str| {
        let column = known.column(&unquoted(column))?;
        column.statistics.as_ref()?.correlation.map(f64::abs)
    };
    let asks = |condition: &&Condition<'_>| {
        condition.lookup.as_ref().is_some_and(|lookup| lookup.key == first.expression)
    };
    let columns = || demand.conditions.iter().find(asks).map(|condition| &condition.columns);
    let correlation = of(first.expression).or_else(|| {
        let columns = columns().filter(|_| first.expression.contains('('))?;
        // What is computed of several lies in the order of none.
        let one = columns.first().filter(|one| columns.iter().all(|column| column == *one));
        one.and_then(|one| of(one))
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
    let mut width: f64 = keys.chain(definition.include.iter().copied()).map(width).sum();
    // Without a catalog the plan tells at least how wide all that is given is.
    let gives = |needed: &Vec<Cow<'_, str>>| needed.iter().all(|column| definition.holds(column));
    if demand.known.is_none() && demand.needed.as_ref().is_some_and(gives) {
        width = width.max(demand.width);
    }
    Shape::btree(demand.size.rows * held, width)
}

/// Bytes that an index takes, roughly.
pub(in crate::advice::postgres) fn bytes(demand: &Demand<'_>, definition: &Definition<'_>) -> f64 {
    let rows = held(demand, definition);
    match definition.method {
        "brin" => {
            shape(demand, definition, rows / demand.size.rows.max(1.0) * (demand.size.pages / RANGE)).bytes()
        }
        _ => shape(demand, definition, rows).bytes(),
    }
}

/// The share of a table's rows that an index holds.
pub(in crate::advice::postgres) fn held(demand: &Demand<'_>, definition: &Definition<'_>) -> f64 {
    let share = |predicate: &&str| {
        let restricts = |condition: &&Condition<'_>| {
            condition.restriction.as_ref().is_some_and(|(_, text)| text == predicate)
        };
        demand.conditions.iter().find(restricts).map_or(1.0, |condition| condition.share)
    };
    definition.predicate.iter().map(share).product()
}
