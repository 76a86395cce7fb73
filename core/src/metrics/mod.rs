//! Numbers per node, in a side table: time, cost, rows, buffers. Pure arithmetic; no opinion, no threshold.
//!
//! # Time
//!
//! *Work* is the printed time times loops, summed over all processes. *Elapsed* (inclusive) time is work divided
//! by the number of processes that shared it: below a Gather, its child's loops over its own. *Exclusive* time is
//! a node's elapsed time less what is charged to it:
//!
//! - its inputs and its SubPlans, which run inside it;
//! - the InitPlans that it evaluated, wherever they hang: the first user that had the time for it, or the Gather
//!   between the two, which evaluates for its workers;
//! - of a CTE's time, the part that it pulled as a scan, in proportion to the scans' own time.
//!
//! Exclusive times are never negative. What rounding leaves over is [`Totals::residual_ms`], with its sign: the
//! exclusives plus the residual equal the root's time. Work outside the root (data-modifying CTEs as far as they
//! run after it, triggers) is listed apart, [`Totals::outside_ms`]: where CTEs ran outside, their time is on the
//! root's side of the sum. JIT and planning are totals that are never subtracted.
//!
//! # Counters
//!
//! Buffers, I/O times and WAL are printed as totals over loops and processes. The same nodes pay; a CTE's counters
//! are split in proportion to the same counters of its scans.
//!
//! # Cost
//!
//! A child's printed cost can exceed its parent's (LIMIT, min/max), so exclusive cost is an attribution: each node
//! of the plan gets a part of the root's cost, from the top down, in the order in which the server spends it, and
//! never more than is left.
//!
//! MySQL and MariaDB count the cost of most subqueries and of some temporary tables nowhere but in themselves: there
//! it is added to what is around them, as often as they are expected to run.
//!
//! # Engines that print a node's own
//!
//! MySQL's JSON version 1 prints the cost of each prefix of a join: the difference to the one before is the table's
//! own. MariaDB prints a node's own cost and time over all of its executions. There nothing is subtracted; what is
//! below a node is added to it.
//!
//! # Rows
//!
//! Totals over loops, as ranges where the server rounded; the estimate factor compares like with like.

mod cost;
mod counters;
mod executions;
mod interval;
mod own;
mod payers;
mod rows;
mod time;

pub use interval::Interval;

use crate::plan::{COUNTERS, Counter, Dialect, Node, NodeId, Plan, Table};
use executions::Executions;

/// The numbers of one node. Times in milliseconds, costs in the planner's units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NodeMetrics {
    /// Processes that shared the node's work: 1 outside parallel plans.
    pub processes: f64,
    /// Time times loops, summed over processes.
    pub work_ms: Option<Interval>,
    /// Elapsed time, everything below included.
    pub inclusive_ms: Option<Interval>,
    /// Elapsed time of the node alone.
    pub exclusive_ms: Option<Interval>,
    /// Whether the node ran outside the root's time: a data-modifying CTE that nobody read.
    pub outside: bool,
    /// The part of the statement's cost that the node and everything below it stand for.
    pub inclusive_cost: Option<f64>,
    /// The part of the statement's cost that the node alone stands for.
    pub exclusive_cost: Option<f64>,
    /// The node's share of the whole: of the time where it was measured, else of the cost. From 0 to 1.
    pub share: Option<f64>,
    /// Rows expected of one execution, of all processes together where they share the node's rows.
    pub estimated_rows: Option<f64>,
    /// Rows given, over all loops and processes.
    pub rows: Option<Interval>,
    /// Rows that a scan reads before its filter, over all loops and processes: what an index changes. Counted where
    /// the plan was executed, else as the engine estimates (PostgreSQL does not).
    pub rows_read: Option<Interval>,
    /// Rows that are left of those when the filters right above the scan are done with them, too.
    pub rows_kept: Option<Interval>,
    /// How often the planner expects the node to run in one execution of the statement (PostgreSQL does not tell).
    pub executions: Option<f64>,
    /// Rows removed by filters and rechecks, over all loops and processes.
    pub rows_removed: Option<Interval>,
    /// Rows kept as a share of rows looked at. From 0 to 1.
    pub kept_share: Option<Interval>,
    /// Actual rows over estimated rows, per execution: 10 where ten times as many came as were expected. Numbers
    /// below one row count as one, the least a planner expects. None where the two cannot be compared: never
    /// executed, under a LIMIT, bitmap operations (which report no rows).
    pub estimate_factor: Option<Interval>,
}

/// The numbers of a whole plan. Times in milliseconds, costs in the planner's units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Totals {
    /// Time to execute, as printed, or the root's own where only that is.
    pub execution_ms: Option<f64>,
    /// Time to plan.
    pub planning_ms: Option<f64>,
    /// The root's elapsed time; in MySQL's plans with that of the subqueries in the SELECT list beside it.
    pub root_ms: Option<f64>,
    /// What rounding left over, with its sign: the root's time, and that of CTEs outside it, less all exclusive times.
    pub residual_ms: Option<f64>,
    /// Work outside the root: what nobody read of data-modifying CTEs, and triggers after the statement.
    pub outside_ms: Option<f64>,
    /// The triggers' part of the work outside the root.
    pub outside_trigger_ms: Option<f64>,
    /// What compiling expressions took, summed over processes; part of the nodes' times, never subtracted.
    pub jit_ms: Option<f64>,
    /// Time in triggers.
    pub trigger_ms: Option<f64>,
    /// The statement's estimated cost.
    pub cost: Option<f64>,
}

/// The numbers of a plan: a table beside its nodes.
#[derive(Clone, Debug)]
pub struct Metrics {
    nodes: Vec<NodeMetrics>,
    /// Exclusive counters, in the rows of the plan's counters.
    counters: Table<COUNTERS>,
    totals: Totals,
}

impl Metrics {
    /// Computes every number of a plan. Total: any plan has metrics. Linear in nodes and edges.
    pub fn measure(plan: &Plan) -> Self {
        let mut nodes = vec![NodeMetrics { processes: 1.0, ..NodeMetrics::default() }; plan.len()];
        let mut totals = Totals::default();
        let counters = if plan.is_exclusive() {
            let executions = executions::estimate(plan);
            own::time(plan, &mut nodes, &mut totals);
            own::cost(plan, &executions.contexts, &mut nodes, &mut totals);
            rows::count(plan, &mut nodes);
            executions::count_reads(plan, &executions, &mut nodes);
            Table::new(0)
        } else {
            time::elapsed(plan, &mut nodes);
            let payers = payers::find(plan, &nodes);
            time::exclusive(plan, &payers, &mut nodes, &mut totals);
            // PostgreSQL's scans tell what they read only where they ran.
            let executions = match plan.dialect() {
                Dialect::Postgres => Executions::default(),
                _ => executions::estimate(plan),
            };
            cost::attribute(plan, &executions, &mut nodes, &mut totals);
            rows::count(plan, &mut nodes);
            executions::count_reads(plan, &executions, &mut nodes);
            counters::exclusive(plan, &payers)
        };
        share(&mut nodes, &totals);
        Self { nodes, counters, totals }
    }

    /// The numbers of a node.
    pub fn node(&self, id: NodeId) -> NodeMetrics {
        self.nodes.get(id.index()).copied().unwrap_or_default()
    }

    /// The numbers of the whole plan.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// A counter of a node alone, without what is below it; none where the server did not print it.
    pub fn exclusive(&self, node: Node<'_>, counter: Counter) -> Option<f64> {
        self.counters.get(node.counter_row()?, counter as usize)
    }
}

/// Each node's share: of the time where any was measured, else of the cost.
fn share(nodes: &mut [NodeMetrics], totals: &Totals) {
    let time = totals.root_ms.map(|root| root + totals.outside_ms.unwrap_or_default());
    for node in nodes {
        let of = |part: Option<f64>, whole: Option<f64>| match (part, whole) {
            (Some(part), Some(whole)) if whole > 0.0 => Some((part / whole).clamp(0.0, 1.0)),
            _ => None,
        };
        node.share = match time {
            Some(_) => of(node.exclusive_ms.map(|own| own.value), time),
            None => of(node.exclusive_cost, totals.cost),
        };
    }
}
