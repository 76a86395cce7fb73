//! Indexes to create: demand -> candidates -> what-if cost -> merge -> rank -> DDL.
//!
//! - `demand` says what a plan asks of each table: conditions, joins, order.
//! - `candidate` turns a demand into an index: equality columns first, then one range or the wanted order.
//! - `cost` estimates the statement's cost with it.
//! - `merge` makes one of indexes that are prefixes of each other.
//! - `ddl` writes it down.
//!
//! Only the plan is known: no statistics, no column types, and of existing indexes those that the plan uses. What
//! rests on that is said in the advice.

mod candidate;
mod cost;
mod ddl;
mod demand;
mod merge;

use std::collections::HashSet;

use candidate::Candidate;
use demand::Demand;
use merge::{Proposal, Proposals};

use crate::metrics::{Interval, Metrics};
use crate::plan::{NodeId, Plan};

/// The least share of the statement's cost that an index must save.
const LEAST_GAIN: f64 = 0.05;
/// The cost below which a statement is left alone (dexter's `min_cost`): a hundred pages read one after another.
const LEAST_COST: f64 = 100.0;

/// What to do with an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Create it.
    Create,
}

/// The direction of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Ascending.
    Asc,
    /// Descending.
    Desc,
}

/// Where nulls stand in the order of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nulls {
    /// Before everything else.
    First,
    /// Behind everything else.
    Last,
}

/// A key of an index, and why it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexKey {
    /// The column, or the expression in parentheses, quoted as it stands in the DDL.
    pub expression: String,
    /// Its direction.
    pub order: Order,
    /// Where its nulls stand.
    pub nulls: Nulls,
    /// The operator class, where it is not the default one.
    pub opclass: Option<String>,
    /// Why it is there, in words, with the condition that asks for it.
    pub reason: String,
}

/// An index to create.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexAdvice {
    /// What to do.
    pub action: Action,
    /// The table's schema, where the plan tells it.
    pub schema: Option<String>,
    /// The table; of a partitioned one what the statement calls it, since plans name the partitions only.
    pub table: String,
    /// The partitions that the plan reads, quoted; empty where the table has none.
    pub partitions: Vec<String>,
    /// The access method, such as `btree`.
    pub method: &'static str,
    /// The keys in order.
    pub keys: Vec<IndexKey>,
    /// Columns that are kept beside the keys, quoted.
    pub include: Vec<String>,
    /// The condition of a partial index.
    pub predicate: Option<String>,
    /// The statements to run.
    pub ddl: String,
    /// The statement's cost as it is, in the planner's units.
    pub cost_before: Option<f64>,
    /// The statement's cost as it would be, roughly; a range where the plan does not tell what an index would find.
    pub cost_after: Option<Interval>,
    /// The nodes that ask for it.
    pub nodes: Vec<NodeId>,
}

/// Proposes indexes for a plan, best first.
pub fn advise(plan: &Plan, metrics: &Metrics) -> Vec<IndexAdvice> {
    let wanted = |demand: Demand| Some((candidate::candidate(plan, metrics, &demand)?, demand));
    let wanted: Vec<(Candidate, Demand)> = demand::demands(plan, metrics).filter_map(wanted).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let existing = Existing::of(plan, &wanted);
    let mut proposals = Proposals::default();
    for (candidate, demand) in wanted {
        if !existing.serves(&demand.table, &candidate.keys) {
            proposals.add(plan, &demand, candidate);
        }
    }
    let cost = metrics.totals().cost;
    let mut proposals: Vec<Proposal> = proposals
        .into_iter()
        .filter(|proposal| {
            cost.is_some_and(|cost| {
                cost >= LEAST_COST && proposal.candidate.saving.value >= cost * LEAST_GAIN
            })
        })
        .collect();
    proposals.sort_by(|a, b| b.candidate.saving.value.total_cmp(&a.candidate.saving.value));
    proposals.into_iter().map(|proposal| advice(proposal, cost)).collect()
}

/// Indexes that a plan uses: their table, and what it looks up in them.
struct Existing<'p>(HashSet<(&'p str, Vec<String>)>);

impl<'p> Existing<'p> {
    /// Those of the tables that something is wanted for.
    fn of(plan: &'p Plan, wanted: &[(Candidate, Demand)]) -> Self {
        let tables: HashSet<&str> = wanted.iter().map(|(_, demand)| demand.table.as_str()).collect();
        let scans = plan.nodes().filter_map(|node| Some((node.relation()?, node)));
        let scans = scans.filter(|(table, _)| tables.contains(table));
        Self(
            scans
                .map(|(table, node)| (table, demand::served(node)))
                .filter(|(_, keys)| !keys.is_empty())
                .collect(),
        )
    }

    /// Whether an index on these keys is there, in whatever order: the planner had the choice.
    fn serves(&self, table: &str, keys: &[IndexKey]) -> bool {
        let mut keys: Vec<String> = keys.iter().map(|key| key.expression.clone()).collect();
        keys.sort_unstable();
        self.0.contains(&(table, keys))
    }
}

fn advice(proposal: Proposal, cost: Option<f64>) -> IndexAdvice {
    let Proposal { mut candidate, schema, table, mut targets, partitioned } = proposal;
    let mut seen = HashSet::new();
    targets.retain(|target| seen.insert(target.clone()));
    candidate.nodes.sort_unstable();
    let mut ddl: Vec<String> =
        targets.iter().map(|target| ddl::create_index(target, &candidate.keys)).collect();
    if partitioned {
        ddl.insert(0, "-- One index for each partition that the plan reads; the partitioned table itself takes none CONCURRENTLY.".to_owned());
    }
    IndexAdvice {
        action: Action::Create,
        schema,
        table,
        partitions: if partitioned { targets } else { Vec::new() },
        method: "btree",
        keys: candidate.keys,
        include: Vec::new(),
        predicate: None,
        ddl: ddl.join("\n"),
        cost_before: cost,
        cost_after: cost.map(|cost| (Interval::exact(cost) - candidate.saving).at_least_zero()),
        nodes: candidate.nodes,
    }
}

impl IndexAdvice {
    /// The statements to run, a line each.
    pub fn ddl(&self) -> &str {
        &self.ddl
    }
}
