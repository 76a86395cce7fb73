//! What a plan asks of each table: the conditions of a scan, the joins it takes part in, the order wanted above it.

use std::collections::BTreeSet;

use super::condition::{Conditions, Lookup, Remainder, Special, Use, conditions, lookup, owns};
use super::cost::Table;
use super::ddl;
use super::needed::Needed;
use super::order::{Order, order};
use crate::catalog::{self, Catalog};
use crate::metrics::Metrics;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator, Plan};
use crate::predicate::{Language, Predicate, unquoted};

/// A join that could probe an index of the scanned table once for each row of its other side.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) lookups: Vec<Lookup>,
    pub(super) node: NodeId,
    /// The join's side that is not the scanned table.
    pub(super) other: NodeId,
    /// Rows of the other side, and rows that each of them finds.
    pub(super) probes: f64,
    pub(super) rows_per_probe: f64,
    /// Whether the index alone answers.
    pub(super) covered: bool,
}

/// What is asked of one table by one scan.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) node: NodeId,
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) size: Table,
    /// Rows that the scan gives in one execution, as estimated.
    pub(super) rows: f64,
    pub(super) lookups: Vec<Lookup>,
    /// What GIN or GiST look up.
    pub(super) specials: Vec<Special>,
    /// Conditions that an index could be restricted to.
    pub(super) remainders: Vec<Remainder>,
    /// Of each OR that no one index serves, the conditions of its arms.
    pub(super) alternatives: Vec<Vec<Vec<Lookup>>>,
    /// What the conditions that no btree looks up are taken to let through.
    pub(super) residual: f64,
    /// Whether nothing but the number of rows is wanted above the scan.
    pub(super) counts_only: bool,
    /// The columns that the statement needs, as they stand in the DDL, where the plan tells.
    pub(super) needed: Option<BTreeSet<String>>,
    pub(super) order: Option<Order>,
    pub(super) join: Option<Join>,
}

/// What a plan asks of its tables, scan by scan.
pub(super) fn demands(
    plan: &Plan,
    metrics: &Metrics,
    catalog: Option<&Catalog>,
) -> impl Iterator<Item = Demand> {
    let needed = Needed::of(plan);
    plan.nodes().filter_map(move |node| demand(plan, metrics, catalog, &needed, node))
}

fn demand(
    plan: &Plan,
    metrics: &Metrics,
    catalog: Option<&Catalog>,
    needed: &Needed<'_>,
    node: Node<'_>,
) -> Option<Demand> {
    let scans = matches!(
        node.operator(),
        Operator::SeqScan | Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan
    );
    let table =
        node.relation().filter(|table| scans && !node.never_executed() && !is_catalog(node, table))?;
    let own = metrics.node(node.id());
    let order = order(node, metrics);
    // A scan that finds by its index just what is wanted asks for nothing more.
    let filters = node.operator() == Operator::SeqScan || node.text(Attribute::Filter).is_some();
    if !filters && order.is_none() {
        return None;
    }
    let mut conditions = conditions(node);
    let known = catalog.and_then(|catalog| catalog.table(node.text(Attribute::Schema), table));
    for lookup in &mut conditions.lookups {
        if known.is_some_and(|known| is_category(known, &lookup.key)) {
            lookup.test = lookup.test.take().or_else(|| lookup.constant.take());
        }
    }
    let size = Table::of(plan, node, &own, conditions.count).filter(|size| !size.is_small())?;
    Some(Demand {
        node: node.id(),
        schema: node.text(Attribute::Schema).map(str::to_owned),
        table: table.to_owned(),
        size,
        rows: wanted(node, metrics, &conditions),
        lookups: conditions.lookups,
        specials: conditions.specials,
        remainders: conditions.remainders,
        alternatives: conditions.alternatives,
        residual: conditions.residual,
        counts_only: node.number(Number::Width) == Some(0.0),
        needed: needed.by(node),
        order,
        join: join(node, metrics),
    })
}

/// The most values of a column by which an index is restricted.
const MOST_CATEGORIES: f64 = 50.0;

/// Whether a column has few values, such as a status: then an index may hold the rows of one of them.
fn is_category(table: &catalog::Table, key: &str) -> bool {
    let column = table.selectivity(&unquoted(key));
    column.and_then(|column| column.distinct()).is_some_and(|values| values <= MOST_CATEGORIES)
}

/// Whether a table belongs to the server itself, or to a session alone.
fn is_catalog(node: Node<'_>, table: &str) -> bool {
    let schema = node.text(Attribute::Schema).unwrap_or_default();
    table.starts_with("pg_") || schema.starts_with("pg_") || schema == "information_schema"
}

/// Rows of one execution as the planner sees them, all processes together.
pub(super) fn rows(node: Node<'_>, metrics: &Metrics) -> f64 {
    metrics.node(node.id()).estimated_rows.unwrap_or(1.0).max(1.0)
}

/// Rows of a scan that an index would find: of an expression as counted, if they were, since the planner has no
/// statistics of it before there is an index.
fn wanted(node: Node<'_>, metrics: &Metrics, conditions: &Conditions) -> f64 {
    let expected = rows(node, metrics);
    let guessed = conditions.lookups.iter().any(|lookup| lookup.key.contains('('));
    let counted = metrics.node(node.id()).rows.zip(node.number(Number::Loops));
    match counted.filter(|(_, loops)| guessed && *loops > 0.0) {
        Some((rows, loops)) => (rows.value / loops * metrics.node(node.id()).processes).max(1.0),
        None => expected,
    }
}

/// Whether a node makes the values of a semi-join distinct: it gives what it groups by and nothing else.
fn is_distinct(node: Node<'_>) -> bool {
    let below = node.inputs().next().and_then(|input| input.number(Number::Width));
    node.operator() == Operator::Aggregate
        && node.text(Attribute::GroupKey).is_some()
        && node.number(Number::Width) == below
        && node.texts(Attribute::GroupKey).count() == 1
}

/// The join that a scan takes part in, where the other side could look its rows up.
fn join(node: Node<'_>, metrics: &Metrics) -> Option<Join> {
    // What stands between a join and its scan to prepare the scan's rows, and is spared by a lookup.
    let prepares = |above: &Node<'_>| {
        matches!(
            above.operator(),
            Operator::Hash | Operator::Materialize | Operator::Sort | Operator::Memoize
        ) || is_distinct(*above)
    };
    let mut side = node;
    let mut distinct = false;
    while let Some(parent) = side.parent().filter(prepares) {
        side = parent;
        distinct |= is_distinct(side);
    }
    let join = side.parent().filter(|parent| parent.operator().is_join() && side.is_input())?;
    let kind = join.text(Attribute::JoinType).unwrap_or("Inner");
    let inner = side.relationship() == Some(EdgeKind::Inner);
    // A lookup keeps all rows of the other side, so that must be the side that is kept.
    let possible = match kind {
        "Inner" => true,
        "Left" | "Semi" | "Anti" => inner,
        "Right" | "Right Anti" | "Right Semi" => !inner,
        _ => false,
    };
    let other = join.inputs().find(|input| input.id() != side.id()).filter(|_| possible)?;
    let mut lookups = Vec::new();
    for attribute in [Attribute::HashCondition, Attribute::MergeCondition, Attribute::JoinFilter] {
        let Some(text) = join.text(attribute) else { continue };
        let predicate = Predicate::parse(text, Language::Postgres);
        let terms = predicate
            .terms()
            .filter_map(|term| term.on(|column| column.qualifier().is_some() && owns(node)(column)));
        let usable = |lookup: &Lookup| matches!(lookup.usage, Use::Equality | Use::Range);
        lookups.extend(terms.filter_map(|term| lookup(&term, false)).filter(usable));
    }
    if !lookups.iter().any(|lookup| lookup.usage == Use::Equality) {
        return None;
    }
    // Of what is only asked whether it is there, no column but those of the condition is wanted.
    let only_asked = distinct || matches!(kind, "Semi" | "Anti" | "Right Semi" | "Right Anti");
    let covered = only_asked && node.text(Attribute::Filter).is_none();
    let probes = rows(other, metrics);
    let rows_per_probe = (rows(join, metrics) / probes).max(1.0);
    Some(Join { lookups, node: join.id(), other: other.id(), probes, rows_per_probe, covered })
}

impl Demand {
    /// The table as it stands in a statement.
    pub(super) fn table_name(&self) -> String {
        ddl::table(self.schema.as_deref(), &self.table)
    }
}
