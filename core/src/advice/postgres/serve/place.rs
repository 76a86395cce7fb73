//! A part of the plan that could run otherwise, and what the statement spends in it.

use crate::advice::postgres::Around;
use crate::plan::{Node, Number};

/// The least by which an access must become cheaper to be worth an index.
pub(super) const WORTH: f64 = 1.2;

/// A part of the plan, and what it stands for in the statement's cost.
pub(super) struct Place {
    /// What the statement spends in it.
    pub(super) spent: f64,
    /// How often it is run, and which part of it the first time.
    pub(super) times: f64,
    pub(super) part: f64,
    /// Among how many processes its rows are shared.
    pub(super) processes: f64,
    /// What the Gather above it costs beside, as far as it is there for this part.
    pub(super) gather: f64,
    pub(super) setup: f64,
}

impl Place {
    pub(super) fn of(around: Around<'_>, node: Node<'_>) -> Option<Self> {
        let now = node.number(Number::TotalCost)?;
        let metrics = around.metrics.node(node.id());
        let spent = metrics.inclusive_cost?;
        let times = spent / now.max(f64::MIN_POSITIVE);
        let each = node.number(Number::EstimatedRows).unwrap_or_default();
        let processes =
            metrics.estimated_rows.map_or(1.0, |all| (all / each.max(f64::MIN_POSITIVE)).max(1.0));
        let (gather, setup) = (gather(around, node), around.charges.parallel_setup);
        Some(Self { spent, times: times.max(1.0), part: times.min(1.0), processes, gather, setup })
    }

    /// What the statement saves where the part costs so much for each time, by one process or by several as before; none
    /// where neither is worth it.
    pub(super) fn saved(&self, cost: impl Fn(f64) -> Option<f64>) -> Option<f64> {
        let worth = |spent: f64, cost: f64| (spent >= cost * WORTH).then_some(spent - cost);
        let alone = cost(1.0).map(|cost| cost * self.times).and_then(|cost| {
            // No workers are started for little.
            let gather = if cost < self.setup && self.times <= 1.0 { self.gather } else { 0.0 };
            worth(self.spent + gather, cost)
        });
        let shared = || worth(self.spent, cost(self.processes)? * self.times);
        let shared = if self.processes > 1.0 { shared() } else { None };
        alone.into_iter().chain(shared).reduce(f64::max)
    }
}

/// How far above a scan its Gather is looked for.
pub(super) const REACH: usize = 16;

/// The part that a node has in what the Gather above it costs.
pub(super) fn gather(around: Around<'_>, node: Node<'_>) -> f64 {
    let gather = node.ancestors().take(REACH).find(|above| above.operator().is_gather());
    let Some(gather) = gather else { return 0.0 };
    let inclusive = |node: Node<'_>| around.metrics.node(node.id()).inclusive_cost.unwrap_or_default();
    let below: f64 = gather.inputs().map(inclusive).sum();
    let own = around.metrics.node(gather.id()).exclusive_cost.unwrap_or_default();
    own * (inclusive(node) / below.max(f64::MIN_POSITIVE)).min(1.0)
}
