//! What reading a table through an index costs: the formulas of PostgreSQL's `costsize.c` (`cost_index`,
//! `cost_bitmap_heap_scan`, `index_pages_fetched`) and `selfuncs.c` (`genericcostestimate`, `btcostestimate`).

use super::table::{Charges, PAGE, Table};

/// Operators charged for each level of a btree, and one more (`DEFAULT_PAGE_CPU_MULTIPLIER`).
const PER_LEVEL: f64 = 50.0;
/// Bytes of an entry beside its keys: its header and its line pointer.
const ENTRY: f64 = 12.0;
/// Bytes of a page that a new btree fills with entries: nine tenths of what its header and its end leave.
const FILLED: f64 = (PAGE - 40.0) * 0.9;
/// Entries of an inner page.
const FANOUT: f64 = 280.0;

/// An index, as far as reading it goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) entries: f64,
    pub(super) pages: f64,
    height: f64,
}

impl Shape {
    /// A btree with so many entries of so many bytes of keys.
    pub(super) fn btree(entries: f64, width: f64) -> Self {
        let entries = entries.max(1.0);
        let per_page = (FILLED / (ENTRY + (width / 8.0).ceil() * 8.0)).max(1.0).floor();
        let leaves = (entries / per_page).ceil();
        let height = if leaves <= 1.0 { 0.0 } else { (libm::log(leaves) / libm::log(FANOUT)).ceil() };
        Self { entries, pages: leaves + (leaves / FANOUT).ceil() + 1.0, height }
    }

    /// Bytes it takes.
    pub(super) fn bytes(&self) -> f64 {
        self.pages * PAGE
    }
}

/// What a scan by an index finds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// The share of the table's rows among whose entries it looks.
    pub(super) read: f64,
    /// The share of the table's rows that it fetches.
    pub(super) found: f64,
    /// How many places of the index it starts from.
    pub(super) starts: f64,
    /// Conditions that the index checks, and those that are checked on the row.
    pub(super) looked_up: f64,
    pub(super) filtered: f64,
    /// Whether the table itself need not be read.
    pub(super) covered: bool,
    /// How far the order of the rows on disk follows that of the index, squared: 0 to 1.
    pub(super) together: f64,
}

/// A cost: of starting, and of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    pub(super) startup: f64,
    pub(super) total: f64,
}

impl Cost {
    /// Of a part of the rows.
    pub(super) fn of_part(self, part: f64) -> f64 {
        self.startup + (self.total - self.startup) * part.clamp(0.0, 1.0)
    }
}

/// A way to a table through an index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Access<'a> {
    pub(super) table: &'a Table,
    pub(super) charges: Charges,
    /// What checking a condition costs for each row.
    pub(super) check: f64,
    pub(super) shape: Shape,
    pub(super) reach: Reach,
    /// How often it is run, one after another, so that pages stay cached.
    pub(super) loops: f64,
    /// Among how many processes the rows are shared (`get_parallel_divisor`).
    pub(super) processes: f64,
}

impl Access<'_> {
    /// What a scan in the order of the index costs, for each time (`cost_index`).
    pub(super) fn plain(&self) -> Cost {
        let (reach, charges) = (&self.reach, self.charges);
        let (descent, index) = self.index();
        let fetched = (reach.found * self.table.rows).round().max(1.0);
        let heap =
            |pages: f64| if reach.covered { (pages * (1.0 - self.table.visible)).ceil() } else { pages };
        let (scattered, together) = if self.loops > 1.0 {
            let all = heap(self.touched(fetched * self.loops)) * charges.random_page / self.loops;
            let dense = (reach.found * self.table.pages).ceil();
            (all, heap(self.touched(dense * self.loops)) * charges.random_page / self.loops)
        } else {
            let all = heap(self.touched(fetched)) * charges.random_page;
            let dense = heap((reach.found * self.table.pages).ceil());
            let first = if dense > 0.0 { charges.random_page } else { 0.0 };
            (all, first + (dense - 1.0).max(0.0) * charges.seq_page)
        };
        let pages = scattered + reach.together * (together - scattered);
        let rows = fetched * (charges.tuple + self.check * reach.filtered) / self.processes;
        Cost { startup: descent, total: descent + index + pages + rows }
    }

    /// What a bitmap scan costs, for each time (`cost_bitmap_heap_scan`).
    pub(super) fn bitmap(&self) -> Cost {
        let (reach, charges) = (&self.reach, self.charges);
        let (descent, index) = self.index();
        self.heap(descent + index, self.check * reach.filtered + charges.operator * reach.looked_up)
    }

    /// What reading the rows of a bitmap costs that took so much to make, and checking them so much each.
    fn heap(&self, bitmap: f64, check: f64) -> Cost {
        let charges = self.charges;
        let fetched = (self.reach.found * self.table.rows).round().max(1.0);
        let startup = bitmap + 0.1 * charges.operator * fetched;
        let all = self.table.pages.max(1.0);
        let pages = if self.loops > 1.0 {
            self.touched(fetched * self.loops) / self.loops
        } else {
            (2.0 * all * fetched / (2.0 * all + fetched)).min(all)
        };
        let pages = pages.ceil().max(1.0);
        let page = if pages >= 2.0 {
            charges.random_page - (charges.random_page - charges.seq_page) * (pages / all).min(1.0).sqrt()
        } else {
            charges.random_page
        };
        Cost { startup, total: startup + pages * page + fetched * (charges.tuple + check) / self.processes }
    }

    /// Whether it reads enough for workers to be started (`compute_parallel_worker`).
    pub(super) fn is_large(&self) -> bool {
        let heap = if self.reach.covered { 0.0 } else { self.touched(self.reach.found * self.table.rows) };
        heap >= 1_024.0 || self.reach.read * self.shape.pages >= 64.0
    }

    /// The cheaper of both where the order does not matter; only the former spares the table.
    pub(super) fn cheapest(&self, part: f64) -> f64 {
        self.plain().of_part(part).min(self.bitmap().of_part(part))
    }

    /// What a GIN index costs in which so many elements are searched that the rows must hold (`gincostestimate`, which
    /// knows how many pages it has, and how common the elements are).
    pub(super) fn inverted(&self, searches: f64) -> Cost {
        let charges = self.charges;
        let found = (self.reach.found * self.table.rows).round().max(1.0);
        let pages = searches * PAGES_OF_SEARCH + (found / ENTRIES_PER_POSTING_PAGE).ceil();
        let entries = pages * charges.random_page + found * (charges.index_tuple + charges.operator);
        self.heap(entries + charges.operator * PER_LEVEL, self.check * (self.reach.filtered + 1.0))
    }

    /// What a BRIN index of so many ranges costs: it is read whole, and the pages of the ranges that it points to.
    pub(super) fn block_ranges(&self, ranges: f64) -> Cost {
        let pages = (ranges / RANGES_PER_PAGE).ceil() + 2.0;
        let bitmap = pages * self.charges.random_page + 0.1 * self.charges.operator * ranges * 128.0;
        self.heap(bitmap, self.check * (self.reach.filtered + 1.0))
    }

    /// What going down the index costs, and reading its entries.
    fn index(&self) -> (f64, f64) {
        let (reach, charges, shape) = (&self.reach, self.charges, self.shape);
        let entries = (reach.read * self.table.rows / reach.starts).round().clamp(1.0, shape.entries);
        let pages = if shape.pages > 1.0 && shape.entries > 1.0 {
            (entries * shape.pages / shape.entries).ceil()
        } else {
            1.0
        };
        let scans = reach.starts * self.loops;
        let io = if scans > 1.0 {
            touched(pages * scans, shape.pages, shape.pages, charges.cache) * charges.random_page / self.loops
        } else {
            pages * charges.random_page
        };
        let cpu = entries * reach.starts * (charges.index_tuple + charges.operator * reach.looked_up);
        let down = libm::log2(shape.entries).ceil().max(0.0) + (shape.height + 1.0) * PER_LEVEL;
        let descent = down * charges.operator;
        (descent, io + cpu + (reach.starts - 1.0) * descent)
    }

    fn touched(&self, rows: f64) -> f64 {
        touched(rows, self.table.pages, self.table.pages + self.shape.pages, self.charges.cache)
    }
}

/// Ranges on a page of a BRIN index.
const RANGES_PER_PAGE: f64 = 200.0;
/// Pages on the way to an element of GIN: of the tree of elements, and the first of its rows.
const PAGES_OF_SEARCH: f64 = 3.0;
/// Entries of a page of a list of rows in GIN.
const ENTRIES_PER_POSTING_PAGE: f64 = 250.0;

/// How many of a table's pages are read for so many scattered rows: Mackert and Lohman's approximation
/// (`index_pages_fetched`), where the table shares the cache with what else the statement reads.
fn touched(rows: f64, pages: f64, all: f64, cache: f64) -> f64 {
    let pages = pages.max(1.0);
    let cached = (cache * pages / all.max(pages)).max(1.0).ceil();
    let once = 2.0 * pages * rows / (2.0 * pages + rows).max(f64::MIN_POSITIVE);
    if pages <= cached {
        return once.min(pages).ceil();
    }
    let limit = 2.0 * pages * cached / (2.0 * pages - cached);
    let read = if rows <= limit { once } else { cached + (rows - limit) * (pages - cached) / pages };
    read.ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(found: f64) -> Access<'static> {
        static TABLE: Table = Table { rows: 200_000.0, pages: 2_858.0, visible: 1.0 };
        static CHARGES: Charges = Charges {
            seq_page: 1.0,
            random_page: 4.0,
            tuple: 0.01,
            index_tuple: 0.005,
            operator: 0.0025,
            parallel_setup: 1000.0,
            cache: 524_288.0,
        };
        let reach = Reach {
            read: found,
            found,
            starts: 1.0,
            looked_up: 1.0,
            filtered: 0.0,
            covered: false,
            together: 0.0,
        };
        Access {
            table: &TABLE,
            charges: CHARGES,
            check: 0.0025,
            shape: Shape::btree(200_000.0, 4.0),
            reach,
            loops: 1.0,
            processes: 1.0,
        }
    }

    #[test]
    fn few_rows_are_cheap_and_all_of_them_are_not() {
        let scan = 2_858.0 + 200_000.0 * 0.0125;
        assert!(access(0.0005).cheapest(1.0) < scan / 10.0);
        assert!(access(1.0).cheapest(1.0) > scan);
        assert!(access(1.0).plain().of_part(10.0 / 200_000.0) < 2.0);
        let covered = Access { reach: Reach { covered: true, ..access(1.0).reach }, ..access(1.0) };
        assert!(covered.plain().total < access(1.0).plain().total / 2.0);
    }

    #[test]
    fn a_btree_is_as_large_as_the_server_makes_it() {
        // `CREATE INDEX ON t (i)` of 200,000 distinct integers on PostgreSQL 15: 551 pages.
        let pages = Shape::btree(200_000.0, 4.0).pages;
        assert!((540.0..=560.0).contains(&pages), "{pages}");
    }
}
