//! How large a table is, and what the server charges for reading it: from a catalog, or solved from a plan.

use crate::catalog::{self, Catalog, PlannerSettings};
use crate::metrics::NodeMetrics;
use crate::plan::{Counter, Node, Number, Operator, Plan};

/// Rows on a page, where neither blocks nor costs tell.
const ROWS_PER_PAGE: f64 = 60.0;
/// Rows and pages below which a table is left alone.
const SMALL_TABLE: f64 = 1_000.0;
const SMALL_PAGES: f64 = 10.0;
/// How many times more rows than were counted there seem to be where a scan was not read to its end.
const CUT_SHORT: f64 = 8.0;
/// How many times more or fewer rows a catalog may show than the plan, and still be of the same table.
const SAME_SIZE: f64 = 2.0;

/// What the planner charges, in its own units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charges {
    pub(super) seq_page: f64,
    pub(super) random_page: f64,
    pub(super) tuple: f64,
    pub(super) index_tuple: f64,
    pub(super) operator: f64,
    pub(super) parallel_setup: f64,
    /// Pages that are taken to be cached.
    pub(super) cache: f64,
}

impl Charges {
    /// What the plan says of its settings, else what the catalog does, else the server's defaults.
    pub(super) fn of(plan: &Plan, catalog: Option<&Catalog>) -> Self {
        let known = catalog.map_or_else(PlannerSettings::default, |catalog| catalog.settings.planner());
        let setting = |name, otherwise: f64| {
            let told = plan.facts().setting(name).and_then(crate::text::number);
            told.filter(|value: &f64| value.is_finite() && *value >= 0.0).unwrap_or(otherwise)
        };
        Self {
            seq_page: setting("seq_page_cost", known.seq_page_cost),
            random_page: setting("random_page_cost", known.random_page_cost),
            tuple: setting("cpu_tuple_cost", known.cpu_tuple_cost),
            index_tuple: setting("cpu_index_tuple_cost", known.cpu_index_tuple_cost),
            operator: setting("cpu_operator_cost", known.cpu_operator_cost),
            parallel_setup: setting("parallel_setup_cost", known.parallel_setup_cost),
            cache: known.effective_cache_size / known.block_size,
        }
    }
}

/// A table, as far as a catalog or a scan of it tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// All of its rows.
    pub(super) rows: f64,
    /// All of its pages.
    pub(super) pages: f64,
    /// The share of its pages that an index-only scan spares.
    pub(super) visible: f64,
}

impl Table {
    /// Whether an index on it is not worth a thought.
    pub(super) fn is_small(&self) -> bool {
        self.rows < SMALL_TABLE || self.pages < SMALL_PAGES
    }

    /// The table that a node scans; none where the plan does not tell how large it is.
    pub(super) fn of(
        node: Node<'_>,
        metrics: &NodeMetrics,
        conditions: usize,
        charges: &Charges,
        known: Option<&catalog::Table>,
    ) -> Option<Self> {
        let seen = Self::seen(node, metrics, conditions, charges);
        let counted = known.and_then(Self::counted);
        match (seen, counted) {
            // What a scan by an index finds says nothing of the table.
            (_, Some(counted)) if node.operator() != Operator::SeqScan => Some(counted),
            (Some(seen), Some(counted)) => {
                let same = (seen.rows / counted.rows).max(counted.rows / seen.rows) <= SAME_SIZE;
                Some(if same { counted } else { seen })
            }
            (seen, counted) => seen.or(counted),
        }
    }

    /// As the catalog has it: the planner takes the rows of a page for what they were, and counts pages anew.
    fn counted(known: &catalog::Table) -> Option<Self> {
        let (rows, pages) = (known.rows?, known.pages.filter(|pages| *pages > 0.0)?);
        let now = known.bytes.map_or(pages, |bytes| (bytes / PAGE).ceil()).max(1.0);
        let visible = known.pages_all_visible.map_or(1.0, |visible| (visible / pages).clamp(0.0, 1.0));
        (rows > 0.0).then(|| Self { rows: (rows / pages * now).round().max(1.0), pages: now, visible })
    }

    /// As a scan shows it.
    fn seen(node: Node<'_>, metrics: &NodeMetrics, conditions: usize, charges: &Charges) -> Option<Self> {
        let loops = node.number(Number::Loops);
        // Where processes share a scan, they see the table once together.
        let passes = loops
            .map_or(1.0, |loops| if metrics.processes > 1.0 { loops / metrics.processes } else { loops });
        let cost = node.number(Number::TotalCost);
        let per_row = charges.tuple + charges.operator * conditions as f64;
        if node.operator() != Operator::SeqScan {
            // An index scan sees what its index finds: the table is at least that large, and what matters is how the
            // rows it finds compare with those that are wanted.
            let found = match (metrics.rows, loops) {
                (Some(rows), Some(loops)) if loops > 0.0 => {
                    (rows + metrics.rows_removed.unwrap_or_default()).value / loops
                }
                _ => cost? / (per_row + charges.random_page / 2.0).max(f64::MIN_POSITIVE),
            };
            return Some(Self { rows: found, pages: found.max(1.0), visible: 1.0 });
        }
        let counted = metrics
            .rows
            .filter(|_| passes > 0.0)
            .map(|rows| (rows + metrics.rows_removed.unwrap_or_default()).value / passes);
        // cost = pages + rows * per_row, with pages in proportion to rows.
        let solved =
            || cost.map(|cost| cost / (per_row + charges.seq_page / ROWS_PER_PAGE).max(f64::MIN_POSITIVE));
        // A scan that nobody read to its end has counted a part only. Subqueries are in its cost, too.
        let simple = node.children().next().is_none();
        let whole = |counted: &f64| !simple || solved().is_none_or(|solved| *counted > solved / CUT_SHORT);
        // Without conditions, what the planner expects is all there is.
        let given = || node.number(Number::EstimatedRows).filter(|_| conditions == 0);
        let rows = counted.filter(whole).or_else(given).or_else(solved)?;
        let blocks = [Counter::SharedHit, Counter::SharedRead, Counter::LocalHit, Counter::LocalRead];
        let blocks: f64 = blocks.into_iter().filter_map(|counter| node.counter(counter)).sum();
        let pages = match cost {
            _ if blocks > 0.0 && passes > 0.0 && counted.is_some_and(|counted| whole(&counted)) => {
                blocks / passes
            }
            Some(cost) => (cost - rows * per_row).max(rows / 1000.0),
            None => rows / ROWS_PER_PAGE,
        };
        Some(Self { rows, pages: pages.max(1.0), visible: 1.0 })
    }
}

/// Bytes of a page.
pub(super) const PAGE: f64 = 8_192.0;
