//! Indexes to drop: what a catalog alone proves to cost writes and space for nothing.
//!
//! ```text
//!  catalog ──▶ left behind, duplicates, prefixes, unused ──▶ without what else rests on them ──▶ [IndexDrop]
//! ```
//!
//! Invariants: after all of the drops every constraint, foreign key, replica identity and cluster marker has the index
//! it had; every query has an index whose keys begin like those of the one it used, or none used it for so long as is
//! said. What the catalog does not prove is not proposed: that counters are young, or were counted on one of several
//! servers, or that there are none (MySQL).

mod ddl;
mod rests;
mod serves;
mod unused;

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::catalog::{Catalog, Index, Table};
use crate::plan::Dialect;
use crate::words::{Count, Whole};
use rests::Rests;
use serves::Serves;

/// An index to drop.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexDrop {
    /// The table's schema; in MySQL its database.
    pub schema: String,
    /// The table.
    pub table: String,
    /// The index, without quotes.
    pub name: String,
    /// Why it may go.
    pub reason: DropReason,
    /// The index that serves its queries instead, without quotes.
    pub kept: Option<String>,
    /// Bytes that it takes, where the catalog tells.
    pub bytes: Option<u64>,
    /// The statement that drops it.
    pub ddl: String,
    /// The statement that makes it again.
    pub create: Option<String>,
    /// What to know before, and how to try it safely, a sentence each.
    pub notes: Vec<String>,
}

/// Why an index may go.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DropReason {
    /// `CREATE INDEX CONCURRENTLY`, or `REINDEX`, failed and left it behind: no query may use it.
    Invalid,
    /// Another one has the same keys, conditions and columns beside them.
    Duplicate,
    /// Another one begins with its keys.
    Prefix {
        /// The keys, and columns beside them, that the other one has and this one has not.
        more: Vec<String>,
        /// How many times as large the other one is; absent where sizes are not known.
        growth: Option<f64>,
    },
    /// Nobody used it for long.
    Unused {
        /// Days that are known to have passed without a use.
        days: f64,
        /// Scans of its table in the time that counters tell of.
        table_scans: f64,
        /// Rows that were written to its table in that time.
        writes: f64,
    },
}

impl DropReason {
    /// Its name in reports: `invalid`, `duplicate`, `prefix` or `unused`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Duplicate => "duplicate",
            Self::Prefix { .. } => "prefix",
            Self::Unused { .. } => "unused",
        }
    }
}

impl fmt::Display for IndexDrop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept.as_deref().unwrap_or("another index");
        match &self.reason {
            DropReason::Invalid => {
                f.write_str("no query may use it: building it failed or has not ended, and writes keep it up all the same")
            }
            DropReason::Duplicate => write!(f, "{kept} does all that it does"),
            DropReason::Prefix { more, growth } => {
                write!(f, "{kept} begins with its keys and has {} beside", more.join(", "))?;
                match growth {
                    Some(growth) if *growth >= 1.2 => {
                        write!(f, "; it is {growth:.1} times as large, which a scan of many entries pays")
                    }
                    _ => Ok(()),
                }
            }
            DropReason::Unused { days, table_scans, writes } => write!(
                f,
                "no query has used it for {} days; its table was scanned {} times and written {} rows",
                Whole(days.floor()),
                Count(*table_scans),
                Count(*writes)
            ),
        }
    }
}

/// The indexes that a catalog proves to be of no use, table by table in its order.
///
/// Redundant ones and those left behind are found for every engine, unused ones for PostgreSQL: see [`DropReason`].
pub fn drops(catalog: &Catalog) -> Vec<IndexDrop> {
    let mut found = Vec::new();
    let rests = Rests::of(catalog);
    for table in catalog.tables() {
        let mut left = Left {
            catalog,
            table,
            rests: &rests,
            gone: vec![false; table.indexes.len()],
            relied: HashSet::new(),
        };
        left.invalid(&mut found);
        left.redundant(&mut found);
        left.unused(&mut found);
    }
    found
}

/// The indexes of a table, and which of them are to go already.
struct Left<'c> {
    catalog: &'c Catalog,
    table: &'c Table,
    rests: &'c Rests<'c>,
    gone: Vec<bool>,
    /// Those that serve for one that is to go: its queries will use them.
    relied: HashSet<&'c str>,
}

impl<'c> Left<'c> {
    fn is_postgres(&self) -> bool {
        self.catalog.engine == Some(Dialect::Postgres)
    }

    /// The indexes that are still there, other than one.
    fn others(&self, than: usize) -> impl Iterator<Item = &'c Index> + Clone {
        let there = self.table.indexes.iter().enumerate().zip(&self.gone);
        there.filter(move |((place, _), gone)| *place != than && !**gone).map(|((_, index), _)| index)
    }

    /// Whether an index may go as far as constraints are concerned, given those that stay; `twin` sees to the same
    /// uniqueness.
    fn may_go(&self, place: usize, twin: Option<&Index>) -> bool {
        let index = &self.table.indexes[place];
        let is_twin = |twin: &Index| twin.unique == Some(true) && twin.keys.len() == index.keys.len();
        let unique = index.unique == Some(true) && !twin.is_some_and(is_twin);
        !unique
            && !rests::is_bound(index, self.is_postgres())
            && self.rests.foreign_keys_are_served(self.table, index, &self.others(place))
    }

    fn drop(&mut self, place: usize, kept: Option<&Index>, reason: DropReason, out: &mut Vec<IndexDrop>) {
        let index = &self.table.indexes[place];
        let Some(statements) = ddl::statements(self.catalog, self.table, index) else { return };
        self.gone[place] = true;
        let mut notes = statements.notes;
        if matches!(reason, DropReason::Unused { .. }) {
            notes.extend(unused::NOTES.map(str::to_owned));
            if index.keys.iter().any(|key| key.expression.is_some()) {
                notes.push(unused::STATISTICS.to_owned());
            }
        }
        out.push(IndexDrop {
            schema: self.table.schema.clone(),
            table: self.table.name.clone(),
            name: index.name.clone(),
            reason,
            kept: kept.map(|kept| kept.name.clone()),
            bytes: index.bytes.filter(|bytes| *bytes >= 0.0).map(|bytes| bytes as u64),
            ddl: statements.drop,
            create: statements.create,
            notes,
        });
    }

    /// What a failed build left behind. In MySQL, what queries may not use is so by choice.
    fn invalid(&mut self, out: &mut Vec<IndexDrop>) {
        // A partitioned one is invalid as long as a partition lacks its part.
        if !self.is_postgres() || self.table.partitioning.is_some() {
            return;
        }
        for place in 0..self.table.indexes.len() {
            let index = &self.table.indexes[place];
            if index.valid == Some(false) && !rests::is_bound(index, true) {
                self.drop(place, None, DropReason::Invalid, out);
            }
        }
    }

    /// Duplicates and prefixes; of two that serve each other, the one on which less rests.
    fn redundant(&mut self, out: &mut Vec<IndexDrop>) {
        // The least important first, so that what stays is what most would keep.
        let mut order: Vec<usize> = (0..self.table.indexes.len()).collect();
        crate::sort::by(&mut order, |a, b| {
            let [a, b] = [a, b].map(|place| &self.table.indexes[*place]);
            self.weight(a).cmp(&self.weight(b)).then_with(|| b.name.cmp(&a.name))
        });
        order.retain(|place| !self.gone[*place]);
        let table = self.table;
        let mut kin: HashMap<_, Vec<usize>> = HashMap::new();
        for &place in &order {
            kin.entry(serves::kin(&table.indexes[place])).or_default().push(place);
        }
        // Those that most would keep come last.
        let others = |place: usize, gone: &[bool]| -> Vec<usize> {
            let kin = kin.get(&serves::kin(&table.indexes[place])).into_iter().flatten().rev().copied();
            let mut others: Vec<usize> =
                kin.filter(|other| *other != place && !gone[*other]).take(MOST_KIN).collect();
            others.sort_unstable();
            others
        };
        let mut redundant = Vec::new();
        for &place in &order {
            let index = &table.indexes[place];
            let serves = |other: &&Index| serves::serves(table, other, index).is_some();
            let mut others = others(place, &self.gone).into_iter().map(|other| &table.indexes[other]);
            if others.any(|other| serves(&other) && self.may_go(place, Some(other))) {
                self.gone[place] = true;
                redundant.push(place);
            }
        }
        crate::sort::sort(&mut redundant);
        for place in redundant {
            let index = &table.indexes[place];
            // Of those that stay rather one that is the same, or else the smallest.
            let kept = others(place, &self.gone)
                .into_iter()
                .map(|other| &table.indexes[other])
                .filter_map(|other| Some((serves::serves(table, other, index)?, other)))
                .min_by(|(a, one), (b, other)| {
                    a.more.len().cmp(&b.more.len()).then_with(|| size(one).total_cmp(&size(other)))
                });
            let Some((Serves { more }, kept)) = kept else {
                self.gone[place] = false;
                continue;
            };
            self.relied.insert(kept.name.as_str());
            let growth =
                kept.bytes.zip(index.bytes.filter(|bytes| *bytes > 0.0)).map(|(kept, own)| kept / own);
            let reason =
                if more.is_empty() { DropReason::Duplicate } else { DropReason::Prefix { more, growth } };
            self.drop(place, Some(kept), reason, out);
        }
    }

    /// How much rests on an index, beside what its keys say. Which of two the planner took so far means nothing.
    fn weight(&self, index: &Index) -> (bool, bool, usize) {
        (rests::is_bound(index, self.is_postgres()), index.unique == Some(true), index.keys.len())
    }

    /// What nobody used, with proof.
    fn unused(&mut self, out: &mut Vec<IndexDrop>) {
        for place in 0..self.table.indexes.len() {
            let index = &self.table.indexes[place];
            let free = !self.gone[place] && !self.relied.contains(index.name.as_str());
            let reason = unused::reason(self.catalog, self.table, index);
            if let Some(reason) = reason.filter(|_| free && self.may_go(place, None)) {
                self.drop(place, None, reason, out);
            }
        }
    }
}

/// With how many others that begin alike an index is compared: tables have some dozens.
const MOST_KIN: usize = 256;

fn size(index: &Index) -> f64 {
    index.bytes.unwrap_or(f64::MAX)
}
