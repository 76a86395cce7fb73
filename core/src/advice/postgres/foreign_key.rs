//! Indexes for the checks of foreign keys: what is deleted or changed is looked for in the tables that refer to it.

use super::ddl::identifier;
use super::{Action, IndexAdvice, IndexKey, Nulls, Order};
use crate::plan::{NodeId, Plan, Trigger};

/// The least time of one check without an index, in milliseconds: looking up one in an index takes a tenth of that.
const SLOW_CHECK: f64 = 0.2;
/// The least time of all checks of a constraint, in milliseconds.
const LEAST_TIME: f64 = 10.0;
/// The least share of the execution that they take.
const LEAST_SHARE: f64 = 0.05;

/// Proposes an index for each foreign key whose checks take long.
///
/// A plan names the constraint, not the table that has it: both that and the column are read out of a name as
/// PostgreSQL gives it (`order_items_order_id_fkey`), where the column is called as the table it refers to.
pub(super) fn advise(plan: &Plan) -> impl Iterator<Item = IndexAdvice> {
    let execution = plan.facts().execution_ms;
    let slow = move |trigger: &&Trigger| {
        let time = trigger.time_ms.unwrap_or_default();
        let whole = execution.unwrap_or(f64::INFINITY);
        // The check on the side of what refers looks a key up, which always has an index.
        trigger.name.contains("_a_")
            && time >= LEAST_TIME
            && time >= trigger.calls * SLOW_CHECK
            && time >= whole * LEAST_SHARE
    };
    plan.facts().triggers.iter().filter(slow).filter_map(advice)
}

fn advice(trigger: &Trigger) -> Option<IndexAdvice> {
    let (constraint, parent) = (trigger.constraint.as_deref()?, trigger.relation.as_deref()?);
    let (table, column) = [singular(parent), parent.to_owned()]
        .iter()
        .find_map(|name| {
            let column = format!("{name}_id");
            let table = constraint.strip_suffix("_fkey")?.strip_suffix(&column)?.strip_suffix('_')?;
            Some((table.to_owned(), column))
        })
        .filter(|(table, _)| !table.is_empty())?;
    let (quoted, key) = (identifier(&table), identifier(&column));
    let time = trigger.time_ms.unwrap_or_default().round();
    Some(IndexAdvice {
        action: Action::Create,
        schema: None,
        table,
        partitions: Vec::new(),
        method: "btree",
        keys: vec![IndexKey {
            expression: key.clone(),
            order: Order::Asc,
            nulls: Nulls::Last,
            opclass: None,
            reason: format!(
                "looked up by each check of {constraint}: {} checks took {time} ms",
                trigger.calls
            ),
        }],
        include: Vec::new(),
        predicate: None,
        ddl: format!(
            "-- The table and the column are read out of the name of the constraint {}: check them.\n\
             CREATE INDEX CONCURRENTLY ON {quoted} ({key});",
            identifier(constraint)
        ),
        cost_before: None,
        cost_after: None,
        rows_before: None,
        rows_after: None,
        notes: Vec::new(),
        nodes: vec![NodeId::ROOT],
    })
}

/// A table's name as its column elsewhere has it: `orders` is `order`, `categories` is `category`.
fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}
