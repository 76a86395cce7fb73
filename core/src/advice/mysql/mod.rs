//! Indexes for MySQL and MariaDB: judged by the rows that a statement reads, not by the optimizer's cost.
//!
//! - `demand` says what a plan asks of each table: `condition`, `order`, and of version 2 the `statement`.
//! - `candidate` turns a demand into an index, `join` and `turn` a join into one; `rows` says what they would save.
//! - `merge` makes one of indexes that are prefixes of each other.
//! - `known` puts what a catalog tells in the place of guesses.
//! - `ddl` writes it down.

mod candidate;
mod condition;
mod ddl;
mod demand;
mod join;
mod key;
mod known;
mod merge;
mod order;
mod rows;
mod statement;
mod table;
mod turn;

use candidate::Candidate;
use demand::{Context, Demand, FEW_ROWS};
use join::Demands;

use super::{Action, Confidence, IndexAdvice};
use crate::catalog::Catalog;
use crate::metrics::Metrics;
use crate::plan::{Attribute, Plan};

/// The least share of the rows that an index must save of those that are read when the ones before it are there.
const LEAST_GAIN: f64 = 0.2;

/// Proposes indexes for a plan, best first.
pub(super) fn advise(plan: &Plan, metrics: &Metrics, catalog: Option<&Catalog>) -> Vec<IndexAdvice> {
    let context = Context::new(plan, metrics, catalog);
    let demands: Vec<Demand<'_>> = context.demands().collect();
    let total: f64 = demands.iter().map(|demand| demand.reads).sum();
    if total < FEW_ROWS {
        return Vec::new();
    }
    let by_scan = Demands::new(&demands);
    let best = |demand: &Demand<'_>| {
        let mut turned = turn::turned(&by_scan, demand).into_iter();
        let best = candidate::best([
            join::probed(&context, &by_scan, demand),
            turned.next(),
            join::kept_for_lookup(&context, &by_scan, demand),
            candidate::candidate(&context, demand),
        ]);
        best.into_iter().chain(turned)
    };
    let located = |candidate: Candidate| {
        let table = candidate.table.located(plan)?;
        let located = Candidate { table, ..candidate };
        match catalog {
            Some(catalog) => located.settled(catalog),
            None => Some(located),
        }
    };
    let wanted = demands.iter().flat_map(best).filter_map(located).collect();
    let mut proposals: Vec<Candidate> = merge::merge(plan, wanted);
    crate::sort::by(&mut proposals, |a, b| b.reads.saving().total_cmp(&a.reads.saving()));
    let mut left = total;
    proposals.retain(|proposal| {
        let saving = proposal.reads.saving();
        let worth = saving >= FEW_ROWS && saving >= left * LEAST_GAIN;
        if worth {
            left = (left - saving).max(0.0);
        }
        worth
    });
    let mut taken: Vec<String> = plan
        .nodes()
        .flat_map(|node| node.texts(Attribute::Index).chain(node.texts(Attribute::PossibleIndexes)))
        .map(str::to_owned)
        .collect();
    proposals.into_iter().filter_map(|proposal| advice(&context, proposal, &mut taken)).collect()
}

fn advice(context: &Context<'_>, proposal: Candidate, taken: &mut Vec<String>) -> Option<IndexAdvice> {
    let statements = ddl::create(&proposal, context.engine.dialect, context.engine.rewrites_time, taken)?;
    let keys = proposal.keys();
    let mut notes = proposal.notes;
    notes.extend(statements.notes);
    Some(IndexAdvice {
        action: Action::Create,
        schema: proposal.table.schema,
        table: proposal.table.name,
        partitions: Vec::new(),
        method: "btree",
        keys,
        include: Vec::new(),
        predicate: None,
        ddl: statements.ddl,
        cost_before: None,
        cost_after: None,
        rows_before: Some(proposal.reads.before),
        rows_after: Some(proposal.reads.after.at_least_zero()),
        size_bytes: None,
        entries_per_row: Some(1.0),
        confidence: if proposal.reads.after.is_exact() { Confidence::High } else { Confidence::Low },
        assumptions: Vec::new(),
        notes,
        nodes: proposal.nodes,
    })
}
