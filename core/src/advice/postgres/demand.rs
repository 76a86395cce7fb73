//! What a plan asks of each table: the conditions of a scan, the joins it takes part in, the order wanted above it.

use super::cost::Table;
use super::ddl;
use crate::metrics::Metrics;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator, Plan};
use crate::predicate::{Access, Column, Language, Predicate, SortKey, Term, Usability};
use crate::words::is_harmful;

/// How a key of an index is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// One value is looked up, and the order of later keys stays.
    Equality,
    /// Each of several values is looked up, or nulls are: later keys come in no order that the planner knows of (of
    /// lists, until PostgreSQL 17).
    AnyOf,
    /// A stretch of the index is read.
    Range,
}

impl Use {
    /// Whether keys behind this one are looked up, too.
    pub(super) fn is_lookup(self) -> bool {
        self != Self::Range
    }
}

/// A condition that an index could look up.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    /// The column or expression, as it stands in the DDL.
    pub(super) key: String,
    pub(super) usage: Use,
    /// The condition, as the server prints it.
    pub(super) condition: String,
    /// Whether the index that is used now looks it up already.
    pub(super) served: bool,
}

/// A column that rows are wanted in the order of.
#[derive(Clone, Debug)]
pub(super) struct Ordering {
    pub(super) key: String,
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
    /// The sort key, as the server prints it.
    pub(super) sort_key: String,
}

/// An order wanted of a scan's rows.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) keys: Vec<Ordering>,
    /// The sort that an index in that order would spare.
    pub(super) sort: NodeId,
    /// What it would spare with it: the Gather Merge of a parallel sort, else the sort alone.
    pub(super) spared: NodeId,
    /// How many of the rows are wanted, where a LIMIT says so.
    pub(super) limit: Option<f64>,
}

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
    /// Conditions that no index looks up.
    pub(super) residual: usize,
    pub(super) order: Option<Order>,
    pub(super) join: Option<Join>,
}

/// Conditions of one node, read once.
struct Conditions {
    lookups: Vec<Lookup>,
    residual: usize,
}

/// What a plan asks of its tables, scan by scan.
pub(super) fn demands(plan: &Plan, metrics: &Metrics) -> impl Iterator<Item = Demand> {
    plan.nodes().filter_map(|node| demand(plan, metrics, node))
}

/// What a scan looks up in the index that it uses, sorted.
pub(super) fn served(node: Node<'_>) -> Vec<String> {
    if node.text(Attribute::IndexCondition).or_else(|| node.text(Attribute::RecheckCondition)).is_none() {
        return Vec::new();
    }
    let lookups = conditions(node).lookups.into_iter().filter(|lookup| lookup.served);
    let mut keys: Vec<String> = lookups.map(|lookup| lookup.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn demand(plan: &Plan, metrics: &Metrics, node: Node<'_>) -> Option<Demand> {
    let scans = matches!(
        node.operator(),
        Operator::SeqScan | Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan
    );
    let table =
        node.relation().filter(|table| scans && !node.never_executed() && !is_catalog(node, table))?;
    let own = metrics.node(node.id());
    if Table::is_small(&own) {
        return None;
    }
    let order = order(node, metrics);
    // A scan that finds by its index just what is wanted asks for nothing more.
    let filters = node.operator() == Operator::SeqScan || node.text(Attribute::Filter).is_some();
    if !filters && order.is_none() {
        return None;
    }
    let conditions = conditions(node);
    let size = Table::of(plan, node, &own, conditions.lookups.len() + conditions.residual)?;
    Some(Demand {
        node: node.id(),
        schema: node.text(Attribute::Schema).map(str::to_owned),
        table: table.to_owned(),
        size,
        rows: rows(node, metrics),
        lookups: conditions.lookups,
        residual: conditions.residual,
        order,
        join: join(node, metrics),
    })
}

/// Whether a table belongs to the server itself, or to a session alone.
fn is_catalog(node: Node<'_>, table: &str) -> bool {
    let schema = node.text(Attribute::Schema).unwrap_or_default();
    table.starts_with("pg_") || schema.starts_with("pg_") || schema == "information_schema"
}

/// Rows of one execution as the planner sees them, all processes together.
fn rows(node: Node<'_>, metrics: &Metrics) -> f64 {
    metrics.node(node.id()).estimated_rows.unwrap_or(1.0).max(1.0)
}

/// Whether a column is one of the table that a node scans.
fn owns(node: Node<'_>) -> impl Fn(Column<'_>) -> bool {
    let names = [node.alias(), node.relation()];
    move |column| match column.qualifier() {
        Some(qualifier) => names.contains(&Some(qualifier.as_ref())),
        // Qualifiers are left out where there is one table only.
        None => true,
    }
}

/// The conditions that a scan checks, by its index and row by row.
fn conditions(node: Node<'_>) -> Conditions {
    let mut conditions = Conditions { lookups: Vec::new(), residual: 0 };
    let served = if node.operator() == Operator::BitmapHeapScan {
        Attribute::RecheckCondition
    } else {
        Attribute::IndexCondition
    };
    for (attribute, served) in [(served, true), (Attribute::Filter, false)] {
        let Some(text) = node.text(attribute) else { continue };
        let predicate = Predicate::parse(text, Language::Postgres);
        for term in predicate.terms() {
            match term.on(owns(node)).and_then(|term| lookup(&term, served)).or_else(|| any_of(&term, node)) {
                Some(lookup) => conditions.lookups.push(lookup),
                None => conditions.residual += 1,
            }
        }
    }
    conditions
}

/// A term as a key of a btree, where it can be one.
fn lookup(term: &Term<'_>, served: bool) -> Option<Lookup> {
    let Usability::Yes(access) = term.usability() else { return None };
    let usage = match access {
        Access::Equality | Access::Truth => Use::Equality,
        Access::InList | Access::NullTest => Use::AnyOf,
        Access::Range => Use::Range,
        _ => return None,
    };
    // IS NOT NULL and NOT IN leave most rows: no lookup.
    if access == Access::NullTest && term.comparison() != crate::predicate::Comparison::Null {
        return None;
    }
    let key = term.subject().index_text()?.into_owned();
    is_sound(term.predicate(), &key).then(|| Lookup {
        key,
        usage,
        condition: term.source().to_owned(),
        served,
    })
}

/// An OR of equalities of one column, which is looked up as a list of values is (`= ANY`).
fn any_of(term: &Term<'_>, node: Node<'_>) -> Option<Lookup> {
    let arm = |mut terms: crate::predicate::Terms<'_>| {
        let only = terms.next().filter(|_| terms.next().is_none())?;
        lookup(&only.on(owns(node))?, false).filter(|lookup| lookup.usage == Use::Equality)
    };
    let mut arms = term.arms().map(arm);
    let first = arms.next()??;
    let same = arms.all(|arm| arm.is_some_and(|arm| arm.key == first.key));
    same.then(|| Lookup { condition: term.source().to_owned(), usage: Use::AnyOf, ..first })
}

/// Whether text out of a plan may stand in a statement: what was understood whole holds no comment and no end of a
/// statement outside quotes, and a terminal acts on none of it.
fn is_sound(predicate: &Predicate, key: &str) -> bool {
    predicate.is_complete() && !key.contains(is_harmful)
}

/// The order that is wanted of a scan's rows, where a sort stands right above it.
fn order(node: Node<'_>, metrics: &Metrics) -> Option<Order> {
    let mut below = node;
    let sort = loop {
        let parent = below.parent().filter(|_| below.is_input())?;
        match parent.operator() {
            Operator::Sort | Operator::IncrementalSort => break parent,
            // A nested loop gives its rows in the order of its outer side.
            Operator::NestedLoop if below.relationship() == Some(EdgeKind::Outer) => below = parent,
            _ => return None,
        }
    };
    let owned = owns(node);
    let keys: Option<Vec<Ordering>> = sort
        .texts(Attribute::SortKey)
        .map(|text| {
            let sort_key = SortKey::parse(text, Language::Postgres);
            let column = sort_key.column().filter(|column| owned(*column))?;
            let plain = sort_key.collation().is_none()
                && sort_key.using().is_none()
                && is_sound(sort_key.predicate(), text);
            plain.then(|| Ordering {
                key: column.quoted_name().to_owned(),
                descending: sort_key.descending(),
                nulls_first: sort_key.nulls_first(),
                sort_key: text.to_owned(),
            })
        })
        .collect();
    let keys = keys.filter(|keys| !keys.is_empty())?;
    let spared =
        std::iter::successors(Some(sort), |node| node.parent().filter(|above| above.operator().is_gather()));
    let spared = spared.last().unwrap_or(sort);
    let limit = spared.parent().filter(|above| above.operator() == Operator::Limit);
    // What an OFFSET skips is read, too.
    let wanted = |limit: Node<'_>| {
        let read =
            limit.inputs().next().and_then(|input| metrics.node(input.id()).rows).map(|rows| rows.value);
        read.or_else(|| limit.number(Number::EstimatedRows))
    };
    Some(Order { keys, sort: sort.id(), spared: spared.id(), limit: limit.and_then(wanted) })
}

/// The join that a scan takes part in, where the other side could look its rows up.
fn join(node: Node<'_>, metrics: &Metrics) -> Option<Join> {
    // What stands between a join and its scan to prepare the scan's rows, and is spared by a lookup.
    let prepares = |operator| {
        matches!(operator, Operator::Hash | Operator::Materialize | Operator::Sort | Operator::Memoize)
    };
    let mut side = node;
    while let Some(parent) = side.parent().filter(|parent| prepares(parent.operator())) {
        side = parent;
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
        lookups.extend(
            terms.filter_map(|term| lookup(&term, false)).filter(|lookup| lookup.usage == Use::Equality),
        );
    }
    if lookups.is_empty() {
        return None;
    }
    let probes = rows(other, metrics);
    let rows_per_probe = (rows(join, metrics) / probes).max(1.0);
    Some(Join { lookups, node: join.id(), other: other.id(), probes, rows_per_probe })
}

impl Demand {
    /// The table as it stands in a statement.
    pub(super) fn table_name(&self) -> String {
        ddl::table(self.schema.as_deref(), &self.table)
    }
}
