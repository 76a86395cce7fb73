//! What an access would cost, in the planner's own units, as far as a plan tells.
//!
//! The formulas are those of PostgreSQL's `costsize.c`; the numbers they want are solved from the plan: rows from
//! what a scan gave and threw away, pages from its blocks or its cost. A first cut: no correlation, no caching.

use crate::metrics::NodeMetrics;
use crate::plan::{Counter, Node, Number, Operator, Plan};

/// A sequential page, the unit of all costs (`seq_page_cost`).
const SEQ_PAGE: f64 = 1.0;
/// The default of `random_page_cost`.
const RANDOM_PAGE: f64 = 4.0;
/// The default of `cpu_tuple_cost`.
const TUPLE: f64 = 0.01;
/// The default of `cpu_index_tuple_cost`.
const INDEX_TUPLE: f64 = 0.005;
/// The default of `cpu_operator_cost`.
const OPERATOR: f64 = 0.0025;
/// Operators charged for going down a btree (`btcostestimate` charges 50 a level, of which there are two or three).
const DESCENT: f64 = 150.0;
/// Entries on a page of a btree on one or two short columns.
const ENTRIES_PER_PAGE: f64 = 250.0;
/// Rows on a heap page, where neither blocks nor costs tell.
const ROWS_PER_PAGE: f64 = 60.0;

/// A table, as far as a scan of it tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// All of its rows.
    pub(super) rows: f64,
    /// All of its pages.
    pub(super) pages: f64,
    random_page: f64,
}

/// Rows and pages below which a table is left alone.
const SMALL_TABLE: f64 = 1_000.0;
const SMALL_PAGES: f64 = 10.0;
/// How many times more rows than were counted there seem to be where a scan was not read to its end.
const CUT_SHORT: f64 = 8.0;

/// The rows of a table that is read without conditions, as the planner knows them.
fn given(node: Node<'_>, conditions: usize) -> Option<f64> {
    node.number(Number::EstimatedRows).filter(|_| conditions == 0)
}

impl Table {
    /// Whether an index on it is not worth a thought.
    pub(super) fn is_small(&self) -> bool {
        self.rows < SMALL_TABLE || self.pages < SMALL_PAGES
    }

    /// The table that a node scans; none where the plan does not tell how large it is.
    pub(super) fn of(plan: &Plan, node: Node<'_>, metrics: &NodeMetrics, conditions: usize) -> Option<Self> {
        let setting = |name| plan.facts().setting(name).and_then(|value| value.parse().ok());
        let random_page = setting("random_page_cost").unwrap_or(RANDOM_PAGE);
        let loops = node.number(Number::Loops);
        // Where processes share a scan, they see the table once together.
        let passes = loops
            .map_or(1.0, |loops| if metrics.processes > 1.0 { loops / metrics.processes } else { loops });
        let cost = node.number(Number::TotalCost);
        let per_row = TUPLE + OPERATOR * conditions as f64;
        if node.operator() == Operator::SeqScan {
            let counted = metrics
                .rows
                .filter(|_| passes > 0.0)
                .map(|rows| (rows + metrics.rows_removed.unwrap_or_default()).value / passes);
            // cost = pages + rows * per_row, with pages in proportion to rows.
            let solved = || cost.map(|cost| cost / (per_row + SEQ_PAGE / ROWS_PER_PAGE));
            // A scan that nobody read to its end has counted a part only. Subqueries are in its cost, too.
            let simple = node.children().next().is_none();
            let whole =
                |counted: &f64| !simple || solved().is_none_or(|solved| *counted > solved / CUT_SHORT);
            let rows = counted.filter(whole).or_else(|| given(node, conditions)).or_else(solved)?;
            let blocks = [Counter::SharedHit, Counter::SharedRead, Counter::LocalHit, Counter::LocalRead];
            let blocks: f64 = blocks.into_iter().filter_map(|counter| node.counter(counter)).sum();
            let pages = match cost {
                _ if blocks > 0.0 && passes > 0.0 && counted.is_some_and(|counted| whole(&counted)) => {
                    blocks / passes
                }
                Some(cost) => (cost - rows * per_row).max(rows / 1000.0),
                None => rows / ROWS_PER_PAGE,
            };
            return Some(Self { rows, pages: pages.max(1.0), random_page });
        }
        // An index scan sees what its index finds: the table is at least that large, and what matters is how the
        // rows it finds compare with those that are wanted.
        let found = match (metrics.rows, loops) {
            (Some(rows), Some(loops)) if loops > 0.0 => {
                (rows + metrics.rows_removed.unwrap_or_default()).value / loops
            }
            _ => cost? / (per_row + random_page / 2.0),
        };
        Some(Self { rows: found, pages: found.max(1.0), random_page })
    }

    /// What reading so many rows through an index costs: a bitmap scan of it (`cost_bitmap_heap_scan`), or a plain
    /// one where few rows are wanted.
    pub(super) fn lookup(&self, rows: f64) -> f64 {
        let pages = self.touched(rows);
        // A bitmap reads in order: the more of the table it reads, the more like a sequential scan.
        let density = (pages / self.pages).min(1.0).sqrt();
        let page = self.random_page - (self.random_page - SEQ_PAGE).max(0.0) * density;
        self.entries(rows) + pages * page + rows * (TUPLE + OPERATOR)
    }

    /// What counting so many entries of an index costs, where nothing but them is read.
    pub(super) fn covered(&self, rows: f64) -> f64 {
        self.entries(rows) + rows * TUPLE
    }

    /// What reading the first so many of the rows that pass costs in the order of an index: that part of reading all
    /// of them, as the planner has it for a LIMIT.
    pub(super) fn ordered(&self, first: f64, passing: f64) -> f64 {
        let passing = passing.max(1.0);
        let all = self.entries(passing) + self.touched(passing) * self.random_page + passing * TUPLE;
        self.descent() + all * (first / passing).min(1.0)
    }

    /// What so many probes of an index cost that each find so many rows (`cost_index` for the inner side of a
    /// nested loop, where pages stay in the cache between probes).
    pub(super) fn probes(&self, probes: f64, rows: f64, covered: bool) -> f64 {
        let leaves = (self.rows / ENTRIES_PER_PAGE).max(1.0);
        let heap = if covered { 0.0 } else { self.touched(probes * rows) };
        let pages = touched(probes, leaves) + heap;
        let descents = probes * self.descent();
        descents + pages * self.random_page + probes * rows * (TUPLE + INDEX_TUPLE + OPERATOR)
    }

    /// What the entries of an index cost.
    fn entries(&self, rows: f64) -> f64 {
        let descent = OPERATOR * (DESCENT + self.rows.max(2.0).log2());
        descent
            + (rows / ENTRIES_PER_PAGE).ceil().max(1.0) * self.random_page
            + rows * (INDEX_TUPLE + OPERATOR)
    }

    /// What going down the index once costs.
    fn descent(&self) -> f64 {
        OPERATOR * (DESCENT + self.rows.max(2.0).log2())
    }

    fn touched(&self, rows: f64) -> f64 {
        touched(rows, self.pages)
    }
}

/// How many of so many pages hold so many scattered rows: Mackert and Lohman's approximation
/// (`index_pages_fetched`).
fn touched(rows: f64, pages: f64) -> f64 {
    (2.0 * pages * rows / (2.0 * pages + rows).max(f64::MIN_POSITIVE)).min(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_are_cheap_and_all_of_them_are_not() {
        let table = Table { rows: 400_000.0, pages: 5_566.0, random_page: RANDOM_PAGE };
        let scan = table.pages + table.rows * (TUPLE + OPERATOR);
        assert!(table.lookup(100.0) < scan / 20.0);
        assert!(table.lookup(400_000.0) > scan);
        assert!(table.ordered(10.0, 400_000.0) < 2.0);
        assert!(table.probes(10.0, 1.0, false) < 110.0 && table.probes(400_000.0, 1.0, false) > scan);
    }
}
