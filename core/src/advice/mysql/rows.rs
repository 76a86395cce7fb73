//! What an index would leave to be read, in rows: the measure of MySQL and MariaDB.
//!
//! Costs are no oracle there: in MySQL's JSON version 1 they change neither with a LIMIT nor with a subquery that runs
//! for each row, and of 84 indexes that were built 25 changed the cost the other way than the rows read (measured).

use super::demand::Demand;
use super::key::Key;
use crate::metrics::Interval;

/// Rows read, over all executions: now, and with an index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reads {
    pub(super) before: f64,
    pub(super) after: Interval,
}

impl Reads {
    pub(super) fn saving(&self) -> f64 {
        self.before - self.after.value
    }
}

/// The share of the rows read now that an index would find which looks up these keys, and what it may be.
///
/// What passes all conditions is known or guessed; the conditions that the index does not look up let more in.
pub(super) fn found(demand: &Demand<'_>, is_key: impl Fn(&Key) -> bool) -> Interval {
    let kept = share_kept(demand);
    let lookups = demand.conditions.lookups.iter().filter(|lookup| !lookup.served && !is_key(&lookup.key));
    let left: f64 = lookups.map(|lookup| lookup.share).product();
    let residual: f64 = demand.conditions.residual.iter().map(|residual| residual.share).product();
    let through = left * residual;
    let value = (kept / through.max(f64::MIN_POSITIVE)).min(1.0);
    match (demand.known, through < 1.0) {
        (true, false) => Interval::exact(value),
        (true, true) => Interval { value, low: kept, high: 1.0 },
        (false, _) => Interval { value, low: 0.0, high: 1.0 },
    }
}

/// The share of the rows read that pass all conditions.
pub(super) fn share_kept(demand: &Demand<'_>) -> f64 {
    (demand.kept / demand.reads.max(1.0)).clamp(0.0, 1.0)
}
