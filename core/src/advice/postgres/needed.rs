//! Which columns of a table a statement needs, where the plan tells: with VERBOSE each node prints what it gives.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use crate::plan::{Attribute, Node, Operator, Plan, Value};
use crate::predicate::{Language, Predicate};
use crate::words::is_harmful;

/// The columns that nodes use of what is below them, by what the plan calls the table; made when first asked.
pub(super) struct Needed<'p> {
    plan: &'p Plan,
    columns: OnceCell<HashMap<String, BTreeSet<String>>>,
}

impl<'p> Needed<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        Self { plan, columns: OnceCell::new() }
    }

    /// The columns that are needed of a scanned table, as they stand in the DDL; none where the plan does not tell.
    ///
    /// A scan whose rows go through a join or an aggregate gives columns that nobody wants, so what it gives counts
    /// only where it is the statement's result.
    pub(super) fn by(&self, scan: Node<'_>) -> Option<BTreeSet<String>> {
        // What is written is fetched.
        let writes = |node: Node<'_>| node.operator() == Operator::ModifyTable;
        if scan.text(Attribute::Output).is_none() || scan.ancestors().take(REACH).any(writes) {
            return None;
        }
        let columns = self.columns.get_or_init(|| used(self.plan));
        Some(columns.get(scan.alias().or(scan.relation())?).cloned().unwrap_or_default())
    }
}

/// How far above a scan it is looked for what its rows are for.
const REACH: usize = 64;

/// Every column in every expression of a plan, but for what scans below other nodes give.
fn used(plan: &Plan) -> HashMap<String, BTreeSet<String>> {
    let mut used: HashMap<String, BTreeSet<String>> = HashMap::new();
    // With one table only, nothing is qualified.
    let mut tables = plan.nodes().filter_map(|node| node.alias().or(node.relation()));
    let first = tables.next();
    let only = first.filter(|first| tables.all(|table| table == *first));
    for node in plan.nodes() {
        let is_below = node.parent().is_some() && node.relation().is_some();
        for fact in node.properties() {
            let (Value::Text(text), Some(attribute)) = (fact.value, fact.attribute) else { continue };
            if attribute.is_name() || (attribute == Attribute::Output && is_below) {
                continue;
            }
            let predicate = Predicate::parse(text, Language::Postgres);
            for column in predicate.columns().filter(|column| !column.index_name().contains(is_harmful)) {
                let table = column.qualifier();
                if let Some(table) = table.as_deref().or(only) {
                    used.entry(table.to_owned()).or_default().insert(column.index_name().into_owned());
                }
            }
        }
    }
    used
}
