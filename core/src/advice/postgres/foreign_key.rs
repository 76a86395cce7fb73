//! Indexes for the checks of foreign keys: what is deleted or changed is looked for in the tables that refer to it.

use super::ddl::{self, identifier};
use super::{Action, Confidence, IndexAdvice, IndexKey, Nulls, Order};
use crate::advice::exists;
use crate::catalog::{Catalog, Wanted};
use crate::plan::{NodeId, Plan, Trigger};

/// The least time of one check without an index, in milliseconds: looking up one in an index takes a tenth of that.
const SLOW_CHECK: f64 = 0.2;
/// The least time of all checks of a constraint, in milliseconds.
const LEAST_TIME: f64 = 10.0;
/// The least share of the execution that they take.
const LEAST_SHARE: f64 = 0.05;

/// Proposes an index for each foreign key whose checks take long.
///
/// A plan names the constraint, not the table that has it: where no catalog knows it, both that and the column are
/// read out of a name as PostgreSQL gives it (`order_items_order_id_fkey`), where the column is called as the table it
/// refers to.
pub(super) fn advise<'p>(plan: &'p Plan, catalog: Option<&'p Catalog>) -> impl Iterator<Item = IndexAdvice> {
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
    plan.facts().triggers.iter().filter(slow).filter_map(move |trigger| advice(trigger, catalog))
}

/// The side of a foreign key that refers.
struct Side {
    schema: Option<String>,
    table: String,
    columns: Vec<String>,
}

fn advice(trigger: &Trigger, catalog: Option<&Catalog>) -> Option<IndexAdvice> {
    let (constraint, parent) = (trigger.constraint.as_deref()?, trigger.relation.as_deref()?);
    let known = catalog.and_then(|catalog| recorded(catalog, constraint, parent));
    let guessed = known.is_none();
    let Side { schema, table, columns } = known.or_else(|| guess(constraint, parent))?;
    let wanted: Vec<Wanted<'_>> = columns
        .iter()
        .map(|column| Wanted { subject: column, opclass: None, descending: false, nulls_first: false })
        .collect();
    if exists(catalog, schema.as_deref(), &table, &wanted) {
        return None;
    }
    let time = trigger.time_ms.unwrap_or_default().round();
    let reason = format!("looked up by each check of {constraint}: {} checks took {time} ms", trigger.calls);
    let key = |column: &String| IndexKey {
        expression: identifier(column),
        order: Order::Asc,
        nulls: Nulls::Last,
        opclass: None,
        reason: reason.clone(),
    };
    let keys: Vec<IndexKey> = columns.iter().map(key).collect();
    let names: Vec<&str> = keys.iter().map(|key| key.expression.as_str()).collect();
    let target = ddl::table(schema.as_deref(), &table);
    let mut ddl = format!("CREATE INDEX CONCURRENTLY ON {target} ({});", names.join(", "));
    if guessed {
        let constraint = identifier(constraint);
        ddl.insert_str(
            0,
            &format!("-- The table and the column are read out of the name of the constraint {constraint}: check them.\n"),
        );
    }
    Some(IndexAdvice {
        action: Action::Create,
        schema,
        table,
        partitions: Vec::new(),
        method: "btree",
        keys,
        include: Vec::new(),
        predicate: None,
        ddl,
        cost_before: None,
        cost_after: None,
        rows_before: None,
        rows_after: None,
        size_bytes: None,
        entries_per_row: Some(1.0),
        confidence: if guessed { Confidence::Low } else { Confidence::Medium },
        assumptions: Vec::new(),
        notes: Vec::new(),
        nodes: vec![NodeId::ROOT],
    })
}

/// The foreign key as the catalog has it.
fn recorded(catalog: &Catalog, constraint: &str, parent: &str) -> Option<Side> {
    catalog.tables().iter().find_map(|table| {
        let found = table.foreign_keys().find(|key| {
            key.name == constraint && key.references.as_ref().is_some_and(|to| to.table == parent)
        })?;
        Some(Side {
            schema: Some(table.schema.clone()),
            table: table.name.clone(),
            columns: found.columns.to_vec(),
        })
    })
}

/// The foreign key as its name tells.
fn guess(constraint: &str, parent: &str) -> Option<Side> {
    let sides = [singular(parent), parent.to_owned()].into_iter().filter_map(|name| {
        let column = format!("{name}_id");
        let table = constraint.strip_suffix("_fkey")?.strip_suffix(&column)?.strip_suffix('_')?;
        Some(Side { schema: None, table: table.to_owned(), columns: vec![column] })
    });
    sides.into_iter().find(|side| !side.table.is_empty())
}

/// A table's name as its column elsewhere has it: `orders` is `order`, `categories` is `category`.
fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}
