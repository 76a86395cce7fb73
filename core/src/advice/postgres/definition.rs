//! An index that is not there, as it is thought of while plans are costed with it.

use super::condition::{Condition, Use};
use super::demand::Demand;
use super::{IndexKey, Nulls, Order};

/// Why a key is in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// One or more values of it are looked up.
    LookedUp,
    /// A stretch of the index is read that it bounds.
    Bounds,
    /// Its rows are wanted in this order.
    Ordered,
    /// Its rows are wanted in groups.
    Grouped,
    /// The index holds the few rows that are wanted, and needs some key.
    Holds,
    /// It is read from the index instead of the table.
    Read,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Key<'d> {
    /// The column or expression, as it stands in the DDL.
    pub(super) expression: &'d str,
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
    pub(super) opclass: Option<&'static str>,
    pub(super) why: Why,
}

impl<'d> Key<'d> {
    pub(super) fn plain(expression: &'d str, why: Why) -> Self {
        Self { expression, descending: false, nulls_first: false, opclass: None, why }
    }

    /// Whether both give the same, whatever they are for.
    pub(super) fn is(&self, other: &Self) -> bool {
        Key { why: self.why, ..*other } == *self
    }
}

/// An index on one table, or on all partitions of one.
#[derive(Clone, Debug)]
pub(super) struct Definition<'d> {
    pub(super) method: &'static str,
    pub(super) keys: Vec<Key<'d>>,
    /// Columns that are kept beside the keys, so that the table need not be read.
    pub(super) include: Vec<&'d str>,
    /// The conditions that it is restricted to, as they stand in the DDL.
    pub(super) predicate: Vec<&'d str>,
    /// The demand that it was made for.
    pub(super) origin: usize,
}

impl<'d> Definition<'d> {
    pub(super) fn btree(keys: Vec<Key<'d>>, origin: usize) -> Self {
        Self { method: "btree", keys, include: Vec::new(), predicate: Vec::new(), origin }
    }

    /// Whether both are the same index.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.method == other.method
            && self.predicate == other.predicate
            && self.include == other.include
            && self.keys.len() == other.keys.len()
            && self.keys.iter().zip(&other.keys).all(|(one, other)| one.is(other))
    }

    /// Whether a column is in it.
    pub(super) fn holds(&self, column: &str) -> bool {
        self.include.contains(&column) || self.keys.iter().any(|key| key.expression == column)
    }

    /// Its keys with the reasons, as those are told who asked for it.
    pub(super) fn keys(&self, demands: &[Demand<'_>]) -> Vec<IndexKey> {
        let asks = &demands[self.origin];
        let key = |key: &Key<'_>| IndexKey {
            expression: key.expression.to_owned(),
            order: if key.descending { Order::Desc } else { Order::Asc },
            nulls: if key.nulls_first { Nulls::First } else { Nulls::Last },
            opclass: key.opclass.map(str::to_owned),
            reason: reason(key, asks),
        };
        self.keys.iter().map(key).collect()
    }
}

/// Why a key is there, in words.
fn reason(key: &Key<'_>, asks: &Demand<'_>) -> String {
    let joined = asks.joins.iter().flat_map(|join| &join.conditions);
    let arms = asks.conditions.iter().flat_map(|condition| condition.arms.iter().flatten());
    let all = || asks.conditions.iter().chain(joined.clone()).chain(arms.clone());
    let texts = |is: &dyn Fn(&Condition<'_>) -> bool| {
        let mut texts: Vec<&str> = Vec::new();
        for condition in all().filter(|condition| is(condition)) {
            if !texts.contains(&condition.text) {
                texts.push(condition.text);
            }
        }
        texts.join(" AND ")
    };
    let looks_up = |condition: &Condition, ranges: bool| {
        condition.lookup.as_ref().is_some_and(|lookup| {
            (lookup.usage == Use::Range) == ranges
                && (lookup.key == key.expression || lookup.more.iter().any(|more| more == key.expression))
        }) || condition.special.as_ref().is_some_and(|special| !ranges && special.key == key.expression)
    };
    match key.why {
        Why::LookedUp => format!("looked up: {}", texts(&|condition| looks_up(condition, false))),
        Why::Bounds => {
            format!(
                "bounds the part of the index that is read: {}",
                texts(&|condition| looks_up(condition, true))
            )
        }
        Why::Ordered => {
            let order = asks.order.as_ref();
            let of = order.and_then(|order| order.keys.iter().find(|wanted| wanted.key == key.expression));
            let text = of.map_or(key.expression, |wanted| wanted.sort_key);
            if order.is_some_and(|order| order.limit.is_some()) {
                format!("gives the rows in order, so that the LIMIT stops the scan: ORDER BY {text}")
            } else {
                format!("gives the rows in order, so that they need not be sorted: {text}")
            }
        }
        Why::Grouped => "gives the rows group by group".to_owned(),
        Why::Holds => {
            let restricts = |condition: &Condition<'_>| condition.columns.contains(&key.expression);
            format!("the few rows that are wanted are all in it: {}", texts(&restricts))
        }
        Why::Read => "read from the index instead of the table".to_owned(),
    }
}
