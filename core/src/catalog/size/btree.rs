//! A btree, as `CREATE INDEX` fills it.

use super::leaf::{Leaves, free};
use super::storage::{Stored, power, tuple};
use super::{IndexSize, POINTER, USABLE};
use crate::catalog::table::Table;

/// Percent to which leaf pages are filled (`BTREE_DEFAULT_FILLFACTOR`).
const LEAF_FILL: f64 = 90.0;
/// The same of the pages above (`BTREE_NONLEAF_FILLFACTOR`).
const INNER_FILL: f64 = 70.0;
/// More rows than a table can have, of 2^32 pages: a document may say anything.
const MOST_ROWS: f64 = 1e12;
/// Columns of which rows with and without a null are told apart.
const MOST_NULLABLE: usize = 5;

/// A btree to be made on a table: what it is to hold.
#[derive(Clone, Debug)]
pub struct BtreeShape<'t> {
    table: Option<&'t Table>,
    rows: Option<f64>,
    keys: Vec<(String, Stored<'t>)>,
    include: Vec<Stored<'t>>,
    share: f64,
    merges: bool,
    fillfactor: f64,
}

/// Rows that have a null in the same columns, as tuples.
struct Class {
    /// Bytes of one tuple, aligned, without its line pointer.
    tuple: f64,
    /// Whether all have as many.
    uniform: bool,
    rows: f64,
    /// How many rows have each of the most common values.
    common: Vec<f64>,
    /// Distinct values, those included.
    distinct: f64,
}

impl<'t> BtreeShape<'t> {
    /// Columns or expressions as keys, and columns beside them.
    pub fn of(table: &'t Table, keys: &[&str], include: &[&str]) -> Self {
        Self {
            table: Some(table),
            rows: table.rows,
            keys: keys.iter().map(|key| ((*key).to_owned(), Stored::of(table, key))).collect(),
            include: include.iter().map(|column| Stored::of(table, column)).collect(),
            share: 1.0,
            merges: include.is_empty(),
            fillfactor: LEAF_FILL,
        }
    }

    pub(super) fn assumed(rows: f64, keys: usize) -> Self {
        let key = || (String::new(), Stored::assumed(8.0, false));
        Self {
            table: None,
            rows: Some(rows),
            keys: (0..keys).map(|_| key()).collect(),
            include: Vec::new(),
            share: 1.0,
            merges: false,
            fillfactor: LEAF_FILL,
        }
    }

    /// Sets which share of the table's rows it holds, 0 to 1: that of a partial index's predicate.
    #[must_use]
    pub fn share(self, share: f64) -> Self {
        Self { share: share.clamp(0.0, 1.0), ..self }
    }

    /// Says that its predicate leaves no null in a column.
    #[must_use]
    pub fn not_null(mut self, column: &str) -> Self {
        for (_, stored) in self.keys.iter_mut().filter(|(name, _)| name == column) {
            let present = (1.0 - stored.null_share).max(f64::EPSILON);
            // Its shares are of all rows.
            self.share = self.share.min(present);
            stored.null_share = 0.0;
        }
        self
    }

    /// Sets whether no two rows may agree in its keys: then duplicates, of nulls, are not merged when it is built.
    #[must_use]
    pub fn unique(self, unique: bool) -> Self {
        Self { merges: self.merges && !unique, ..self }
    }

    /// Sets the server's version, as a number: before 13 (130000) duplicates are never merged.
    #[must_use]
    pub fn server(self, version_number: u32) -> Self {
        Self { merges: self.merges && version_number >= 130_000, ..self }
    }

    /// Sets the percent to which leaf pages are filled; 90 where it is not set.
    #[must_use]
    pub fn fillfactor(self, percent: f64) -> Self {
        Self { fillfactor: percent.clamp(10.0, 100.0), ..self }
    }

    /// Its size; none where the table's rows are not known.
    pub fn size(&self) -> Option<IndexSize> {
        self.rows.map(|rows| self.size_of(rows))
    }

    /// Its size on a table of so many rows.
    pub fn size_of(&self, rows: f64) -> IndexSize {
        let rows = rows.clamp(0.0, MOST_ROWS);
        let held = (rows * self.share).round();
        if held < 1.0 {
            // Its first page tells where the root is.
            return IndexSize::of(1.0, 0.0, 0, 0.0);
        }
        let leaves = self.leaves(rows);
        let leaf_pages = leaves.pages(self.fillfactor);
        let a_page = self.downlinks(rows, &leaves);
        let (mut pages, mut level, mut height) = (1.0 + leaf_pages, leaf_pages, 0);
        while level > 1.0 {
            level = (level / a_page).ceil();
            pages += level;
            height += 1;
        }
        IndexSize::of(pages, leaf_pages, height, held)
    }

    /// The tuples of all classes of rows, duplicates merged.
    fn leaves(&self, rows: f64) -> Leaves {
        let classes = self.classes(rows);
        let merges = self.merges && self.keys.iter().all(|(_, stored)| stored.merges);
        let mut leaves = Leaves::new(classes.len() == 1 && classes[0].uniform);
        for class in &classes {
            if !merges {
                leaves.add(class.tuple, class.rows, 1.0);
                continue;
            }
            let mut rest = class.rows;
            for times in &class.common {
                let times = times.min(rest);
                leaves.add(class.tuple, 1.0, times);
                rest -= times;
            }
            // Fewer rows than distinct values: as many values as there are rows.
            let distinct = (class.distinct - class.common.len() as f64).clamp(1.0, rest.max(1.0));
            leaves.add(class.tuple, distinct, rest / distinct);
        }
        leaves
    }

    /// Rows by the columns in which they have a null: these tuples are shorter, and have a bitmap.
    fn classes(&self, rows: f64) -> Vec<Class> {
        let stored: Vec<&Stored<'_>> =
            self.keys.iter().map(|(_, stored)| stored).chain(&self.include).collect();
        let nullable: Vec<usize> =
            (0..stored.len()).filter(|at| stored[*at].null_share > 0.001).take(MOST_NULLABLE).collect();
        let mut classes = Vec::new();
        for pattern in 0..1_usize << nullable.len() {
            let is_null = |at: usize| {
                nullable
                    .iter()
                    .position(|nullable| *nullable == at)
                    .is_some_and(|bit| pattern >> bit & 1 == 1)
            };
            let mut share = self.share;
            for at in &nullable {
                let null_share = stored[*at].null_share;
                share *= if is_null(*at) { null_share } else { 1.0 - null_share };
            }
            let held = rows * share;
            if held < 0.5 {
                continue;
            }
            let present =
                || stored.iter().enumerate().filter(|(at, _)| !is_null(*at)).map(|(_, stored)| *stored);
            let (tuple, uniform) = tuple(present(), pattern != 0);
            let keys: Vec<usize> = (0..self.keys.len()).filter(|at| !is_null(*at)).collect();
            let part = held / self.present(&keys, rows);
            let common = match keys[..] {
                [at] => stored[at].common.iter().map(|share| share * rows * part).collect(),
                _ => Vec::new(),
            };
            let distinct = self.distinct(&keys, rows, part);
            classes.push(Class { tuple, uniform, rows: held, common, distinct });
        }
        classes
    }

    /// Rows of the table without a null in some of the keys.
    fn present(&self, keys: &[usize], rows: f64) -> f64 {
        keys.iter().map(|at| 1.0 - self.keys[*at].1.null_share).product::<f64>().max(1e-9) * rows
    }

    /// Distinct values of some of the keys together, in a part of the rows that have all of them.
    fn distinct(&self, keys: &[usize], rows: f64, part: f64) -> f64 {
        if keys.is_empty() {
            return 1.0;
        }
        let present = self.present(keys, rows);
        let names: Vec<&str> = keys.iter().map(|at| self.keys[*at].0.as_str()).collect();
        let counted = self.table.filter(|_| keys.len() > 1).and_then(|table| table.distinct_together(&names));
        let all = counted.unwrap_or_else(|| {
            // That of the most values first: the others' values are spread over its.
            let mut all: Vec<&Stored<'_>> = keys.iter().map(|at| &self.keys[*at].1).collect();
            crate::sort::by(&mut all, |a, b| b.values(rows).total_cmp(&a.values(rows)));
            all[1..]
                .iter()
                .fold(all[0].values(rows), |distinct, with| with.spread_over(distinct, rows, present))
        });
        let all = all.clamp(1.0, present.max(1.0));
        // Of the values of all rows those that are met in some of them.
        let missed = power(1.0 - part.min(1.0), present / all);
        (all * (1.0 - missed)).clamp(1.0, (present * part).max(1.0))
    }

    /// Tuples of a page above the leaves: each holds the first keys that tell two leaves apart, whole, and a row's
    /// address where all are equal (`_bt_truncate`).
    fn downlinks(&self, rows: f64, leaves: &Leaves) -> f64 {
        let (mut bytes, mut told_apart) = (0.0, 0.0);
        let mut full = 0.0;
        for count in 1..=self.keys.len() {
            let keys: Vec<usize> = (0..count).collect();
            full = tuple(self.keys[..count].iter().map(|(_, stored)| stored), false).0;
            let differ = (self.distinct(&keys, rows, self.share) / leaves.items()).clamp(told_apart, 1.0);
            bytes += (differ - told_apart) * full;
            told_apart = differ;
        }
        bytes += (1.0 - told_apart) * (full + 8.0);
        let room = USABLE - 8.0 - free(INNER_FILL);
        // The first one needs no key.
        (room / (bytes + POINTER)).floor().max(2.0) + 1.0
    }
}
