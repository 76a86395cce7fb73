//! Indexes for PostgreSQL: what the planner's own formulas say a plan would cost with them.
//!
//! - `demand` says what a plan asks of each table: `condition`, joins, `order`; `needed` which columns.
//! - `candidate` turns a demand into an index: equality columns first, then one range or the wanted order.
//! - `cost` estimates the statement's cost with it.
//! - `foreign_key` sees to the checks of foreign keys.
//! - `merge` makes one of indexes that are prefixes of each other.
//! - `ddl` writes it down.

mod candidate;
mod condition;
mod cost;
mod ddl;
mod demand;
mod foreign_key;
mod merge;
mod needed;
mod order;

use std::collections::HashSet;
use std::rc::Rc;

use candidate::{Around, Candidate};
use demand::Demand;
use merge::{Proposal, Proposals};

use super::{Action, IndexAdvice, IndexKey, Nulls, Order};
use crate::catalog::{Catalog, Wanted};
use crate::metrics::{Interval, Metrics};
use crate::plan::Plan;
use crate::predicate::unquoted;

/// The least share of the statement's cost that an index must save.
const LEAST_GAIN: f64 = 0.05;
/// The cost below which a statement is left alone (dexter's `min_cost`): a hundred pages read one after another.
const LEAST_COST: f64 = 100.0;

/// The operator class of the extension `pg_trgm`.
const TRIGRAMS: &str = "gin_trgm_ops";

/// Proposes indexes for a plan, best first.
pub(super) fn advise(plan: &Plan, metrics: &Metrics, catalog: Option<&Catalog>) -> Vec<IndexAdvice> {
    let around = Around { plan, metrics };
    let wanted: Vec<(Candidate, Rc<Demand>)> = demand::demands(plan, metrics, catalog)
        .flat_map(|demand| {
            let candidates = candidate::candidates(around, &demand);
            let demand = Rc::new(demand);
            candidates.into_iter().map(move |candidate| (candidate, Rc::clone(&demand)))
        })
        .collect();
    let keys = foreign_key::advise(plan, catalog);
    if wanted.is_empty() {
        return keys.collect();
    }
    let existing = Existing::of(plan, &wanted);
    let mut proposals = Proposals::default();
    for (candidate, demand) in wanted {
        let is_there =
            || existing.serves(&demand.table, &candidate.keys) || is_there(catalog, &demand, &candidate.keys);
        if candidate.method != "btree" || !is_there() {
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
    proposals.into_iter().map(|proposal| advice(proposal, cost)).chain(keys).collect()
}

/// Indexes that a plan uses: their table, and what it looks up in them.
struct Existing<'p>(HashSet<(&'p str, Vec<String>)>);

impl<'p> Existing<'p> {
    /// Those of the tables that something is wanted for.
    fn of(plan: &'p Plan, wanted: &[(Candidate, Rc<Demand>)]) -> Self {
        let tables: HashSet<&str> = wanted.iter().map(|(_, demand)| demand.table.as_str()).collect();
        let scans = plan.nodes().filter_map(|node| Some((node.relation()?, node)));
        let scans = scans.filter(|(table, _)| tables.contains(table));
        Self(
            scans
                .map(|(table, node)| (table, condition::served(node)))
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

/// Whether the catalog shows an index on these keys.
fn is_there(catalog: Option<&Catalog>, demand: &Demand, keys: &[IndexKey]) -> bool {
    if catalog.is_none() {
        return false;
    }
    let subjects: Vec<_> = keys.iter().map(|key| unquoted(&key.expression)).collect();
    let wanted = keys.iter().zip(&subjects).map(|(key, subject)| Wanted {
        subject,
        opclass: key.opclass.as_deref(),
        descending: key.order == Order::Desc,
        nulls_first: key.nulls == Nulls::First,
    });
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    super::exists(catalog, demand.schema.as_deref(), &demand.table, &wanted)
}

fn advice(proposal: Proposal, cost: Option<f64>) -> IndexAdvice {
    let Proposal { mut candidate, schema, table, mut targets, partitioned } = proposal;
    let mut seen = HashSet::new();
    targets.retain(|target| seen.insert(target.clone()));
    candidate.nodes.sort_unstable();
    let mut ddl: Vec<String> = targets.iter().map(|target| ddl::create_index(target, &candidate)).collect();
    if candidate.keys.iter().any(|key| key.opclass.as_deref() == Some(TRIGRAMS)) {
        ddl.insert(0, "CREATE EXTENSION IF NOT EXISTS pg_trgm;".to_owned());
    }
    if partitioned {
        ddl.insert(0, "-- One index for each partition that the plan reads; the partitioned table itself takes none CONCURRENTLY.".to_owned());
    }
    IndexAdvice {
        action: Action::Create,
        schema,
        table,
        partitions: if partitioned { targets } else { Vec::new() },
        method: candidate.method,
        keys: candidate.keys,
        include: candidate.include,
        predicate: candidate.predicate,
        ddl: ddl.join("\n"),
        cost_before: cost,
        cost_after: cost.map(|cost| (Interval::exact(cost) - candidate.saving).at_least_zero()),
        rows_before: None,
        rows_after: None,
        notes: candidate.notes,
        nodes: candidate.nodes,
    }
}
