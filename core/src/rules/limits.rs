//! The thresholds that people tune.

/// From where on a number is worth a finding. Shares run from 0 to 1, rows are totals over all loops.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// A finding that concerns this share of the statement is critical. Default: 0.3.
    pub critical_share: f64,
    /// A finding that concerns this share of the statement is a warning. Default: 0.05.
    pub warning_share: f64,
    /// A finding that concerns less time than this is information only, in milliseconds. Default: 1.
    pub negligible_ms: f64,
    /// Nothing is critical in a statement that takes less than this, in milliseconds. Default: 10.
    pub critical_ms: f64,
    /// Rows below which a scan is too small to matter. Default: 10,000.
    pub scan_rows: f64,
    /// Cost below which a scan of PostgreSQL or MySQL is too cheap to matter, where nothing was measured. Default: 1,000.
    pub scan_cost: f64,
    /// The share of the statement from which a scan, or the inner side of a loop, is a hot spot. Default: 0.25.
    pub hot_share: f64,
    /// The share of rows from which a filter throws away too many. Default: 0.9.
    pub discarded_share: f64,
    /// The share of rows from which a filter behind an index throws away too many. Default: 0.5.
    pub residual_share: f64,
    /// Rows from which waste behind an index matters. Default: 1,000.
    pub residual_rows: f64,
    /// The factor from which an estimate is wrong. Default: 10.
    pub misestimate: f64,
    /// Rows, estimated or actual, below which a wrong estimate does no harm. Default: 100.
    pub misestimate_rows: f64,
    /// Executions from which an inner side or a SubPlan repeats too often. Default: 1,000.
    pub repeats: f64,
    /// Heap fetches as a share of the rows from which an index-only scan is none. Default: 0.1.
    pub heap_fetch_share: f64,
    /// The share of lossy pages from which a bitmap was too large for its memory. Default: 0.1.
    pub lossy_share: f64,
    /// The share of the execution that JIT may take. Default: 0.1.
    pub jit_share: f64,
    /// Milliseconds below which JIT, planning and the like are no matter. Default: 10.
    pub overhead_ms: f64,
    /// The share of the execution that triggers may take. Default: 0.1.
    pub trigger_share: f64,
    /// Rows that an OFFSET may throw away. Default: 10,000.
    pub offset_rows: f64,
    /// Rows read for each row of the result from which a statement reads too much. Default: 1,000.
    pub rows_per_result: f64,
    /// Result rows from which a join without a condition matters. Default: 10,000.
    pub product_rows: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            critical_share: 0.3,
            warning_share: 0.05,
            negligible_ms: 1.0,
            critical_ms: 10.0,
            scan_rows: 10_000.0,
            scan_cost: 1_000.0,
            hot_share: 0.25,
            discarded_share: 0.9,
            residual_share: 0.5,
            residual_rows: 1_000.0,
            misestimate: 10.0,
            misestimate_rows: 100.0,
            repeats: 1_000.0,
            heap_fetch_share: 0.1,
            lossy_share: 0.1,
            jit_share: 0.1,
            overhead_ms: 10.0,
            trigger_share: 0.1,
            offset_rows: 10_000.0,
            rows_per_result: 1_000.0,
            product_rows: 10_000.0,
        }
    }
}
