//! What a plan asks of each table: the conditions of a scan, the joins it takes part in, the order wanted above it.

use std::collections::BTreeSet;

use super::Around;
use super::condition::{Condition, Lookup, Use, conditions, is_sound, lookup, owns};
use super::ddl;
use super::needed::Needed;
use super::order::{Counts, Order, order};
use super::table::Table;
use crate::catalog;
use crate::metrics::Metrics;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator};
use crate::predicate::{Language, Predicate, Subject, unquoted};

/// A join that could probe an index of the scanned table once for each row of its other side.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) conditions: Vec<Condition>,
    pub(super) node: NodeId,
    /// What gives the rows that are looked up: the join's other side without what prepares it for this join.
    pub(super) other: NodeId,
    /// What is joined between the scan and this join, and would be behind it.
    pub(super) beside: Vec<NodeId>,
    /// Rows of the other side, and rows that each of them finds.
    pub(super) probes: f64,
    pub(super) rows_per_probe: f64,
}

/// What is asked of one table by one scan.
#[derive(Clone, Debug)]
pub(super) struct Demand<'c> {
    pub(super) node: NodeId,
    pub(super) schema: Option<String>,
    pub(super) table: String,
    /// What the catalog has of the table.
    pub(super) known: Option<&'c catalog::Table>,
    pub(super) size: Table,
    /// Rows that the scan gives in one execution, as estimated.
    pub(super) rows: f64,
    pub(super) conditions: Vec<Condition>,
    /// The columns that are needed above the scan, as they stand in the DDL, where the plan tells.
    pub(super) needed: Option<BTreeSet<String>>,
    pub(super) order: Option<Order>,
    /// The joins that it takes part in, the nearest first.
    pub(super) joins: Vec<Join>,
    /// What checking a condition costs for each row.
    pub(super) check: f64,
    /// How often it is run in one execution of the statement, as the planner expects.
    pub(super) times: f64,
    pub(super) aggregate: Option<Aggregate>,
}

/// What a plan asks of its tables, scan by scan.
pub(super) fn demands<'c>(around: Around<'_, 'c>) -> Vec<Demand<'c>> {
    let needed = Needed::of(around.plan);
    let mut counts = Counts::new();
    around.plan.nodes().filter_map(|node| demand(around, &needed, &mut counts, node)).collect()
}

fn demand<'c>(
    around: Around<'_, 'c>,
    needed: &Needed<'_>,
    counts: &mut Counts,
    node: Node<'_>,
) -> Option<Demand<'c>> {
    let Around { metrics, catalog, charges, .. } = around;
    let scans = matches!(
        node.operator(),
        Operator::SeqScan | Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan
    );
    let table =
        node.relation().filter(|table| scans && !node.never_executed() && !is_catalog(node, table))?;
    let own = metrics.node(node.id());
    let order = order(node, metrics, counts);
    // A scan that finds by its index just what is wanted asks for nothing more.
    let filters = node.operator() == Operator::SeqScan || node.text(Attribute::Filter).is_some();
    let known = catalog.and_then(|catalog| catalog.table(node.text(Attribute::Schema), table));
    // It may spare the table, though, where an index holds all that is wanted.
    let spares = || known.is_some() && node.operator() != Operator::IndexOnlyScan;
    if !filters && order.is_none() && !spares() {
        return None;
    }
    let mut conditions = conditions(node, known);
    let conditions_count = conditions.len();
    let size = Table::of(node, &own, conditions.len(), &charges, known).filter(|size| !size.is_small())?;
    let rows = wanted(node, metrics, &conditions).min(size.rows);
    settle(&mut conditions, rows / size.rows);
    Some(Demand {
        node: node.id(),
        schema: node.text(Attribute::Schema).map(str::to_owned),
        table: table.to_owned(),
        known,
        size,
        rows,
        conditions,
        needed: needed.by(node, known),
        order,
        joins: joins(node, metrics, known, rows),
        times: times(node, metrics),
        check: check(around, node, size, conditions_count),
        aggregate: aggregate(node),
    })
}

/// Makes the conditions let through together what the scan gives: what is guessed of them makes up the difference.
fn settle(conditions: &mut [Condition], share: f64) {
    let told: f64 = conditions.iter().filter(|condition| condition.told).map(|one| one.share).product();
    let guessed: f64 = conditions.iter().filter(|condition| !condition.told).map(|one| one.share).product();
    let left = (share / told).clamp(f64::MIN_POSITIVE, 1.0);
    if guessed >= 1.0 {
        return;
    }
    let power = libm::log(left) / libm::log(guessed);
    let mut unsure: Vec<&mut Condition> = conditions.iter_mut().filter(|one| !one.told).collect();
    if let [only] = &mut unsure[..] {
        (only.share, only.told) = (left, true);
        return;
    }
    for condition in unsure {
        condition.share = libm::pow(condition.share, power);
    }
}

/// What is made of a scan's rows right above it.
#[derive(Clone, Debug)]
pub(super) struct Aggregate {
    pub(super) node: NodeId,
    /// The columns it groups by, as they stand in the DDL; none where it makes one row of all.
    pub(super) groups: Vec<String>,
    /// The columns of which it wants nothing but the least and greatest value, where the plan tells.
    pub(super) extremes: Vec<String>,
}

/// The aggregate that a scan's rows go into, if all that it groups by are columns of the scan.
fn aggregate(node: Node<'_>) -> Option<Aggregate> {
    let passes = |above: &Node<'_>| {
        above.operator().is_gather()
            || matches!(above.operator(), Operator::Sort | Operator::Append)
            || above.operator() == Operator::Aggregate
                && above
                    .parent()
                    .is_some_and(|over| over.operator() == Operator::Aggregate || over.operator().is_gather())
    };
    let above = node.ancestors().find(|above| !passes(above))?;
    let grouping = matches!(above.operator(), Operator::Aggregate | Operator::Group | Operator::Unique);
    if !grouping || !node.is_input() {
        return None;
    }
    let column = |text: &str| {
        let predicate = Predicate::parse(text, Language::Postgres);
        let subject = Subject::of(&predicate, predicate.root());
        let Subject::Column(column) = subject else { return None };
        let sound = owns(node)(column) && is_sound(&predicate, text);
        sound.then(|| column.index_name().into_owned())
    };
    let groups: Option<Vec<String>> = above.texts(Attribute::GroupKey).map(column).collect();
    let inner = |text: &str| {
        let call = ["min(", "max("].iter().find_map(|name| text.strip_prefix(name))?;
        column(call.strip_suffix(')')?)
    };
    let extremes: Option<Vec<String>> = above.texts(Attribute::Output).map(inner).collect();
    let groups = groups?;
    let extremes = extremes.filter(|_| groups.is_empty()).unwrap_or_default();
    Some(Aggregate { node: above.id(), groups, extremes })
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
fn wanted(node: Node<'_>, metrics: &Metrics, conditions: &[Condition]) -> f64 {
    let expected = rows(node, metrics);
    let expression = |lookup: &Lookup| lookup.key.contains('(');
    let guessed = conditions.iter().any(|condition| condition.lookup.as_ref().is_some_and(expression));
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

/// Whether a node stands between a join and its scan to prepare the scan's rows, and is spared by a lookup.
fn prepares(above: Node<'_>) -> bool {
    matches!(above.operator(), Operator::Hash | Operator::Materialize | Operator::Sort | Operator::Memoize)
        || is_distinct(above)
}

/// How many joins above a scan are looked at.
const MOST_JOINS: usize = 4;

/// The joins that a scan takes part in, where the other side could look its rows up.
fn joins(node: Node<'_>, metrics: &Metrics, known: Option<&catalog::Table>, given: f64) -> Vec<Join> {
    let mut joins = Vec::new();
    let mut beside = Vec::new();
    let mut side = node;
    for _ in 0..MOST_JOINS {
        while let Some(parent) = side.parent().filter(|parent| prepares(*parent)) {
            side = parent;
        }
        let above = side.parent().filter(|parent| parent.operator().is_join() && side.is_input());
        let Some(above) = above else { break };
        joins.extend(join(node, above, side, &beside, metrics, known, given));
        // What is joined on the way there must not change which rows there are.
        let Some(other) = above.inputs().find(|input| input.id() != side.id()) else { break };
        if above.text(Attribute::JoinType).is_some_and(|kind| kind != "Inner") {
            break;
        }
        beside.push(other.id());
        side = above;
    }
    joins
}

/// A join above a scan, which has that on one side.
fn join(
    node: Node<'_>,
    join: Node<'_>,
    side: Node<'_>,
    beside: &[NodeId],
    metrics: &Metrics,
    known: Option<&catalog::Table>,
    given: f64,
) -> Option<Join> {
    let kind = join.text(Attribute::JoinType).unwrap_or("Inner");
    let inner = side.relationship() == Some(EdgeKind::Inner);
    // A lookup keeps all rows of the other side, so that must be the side that is kept.
    let possible = match kind {
        "Inner" => true,
        "Left" | "Semi" | "Anti" => inner && beside.is_empty(),
        "Right" | "Right Anti" | "Right Semi" => !inner && beside.is_empty(),
        _ => false,
    };
    let mut other = join.inputs().find(|input| input.id() != side.id()).filter(|_| possible)?;
    let probes = rows(other, metrics);
    while let Some(below) = other.inputs().next().filter(|_| prepares(other)) {
        other = below;
    }
    let mut found = Vec::new();
    for attribute in [Attribute::HashCondition, Attribute::MergeCondition, Attribute::JoinFilter] {
        let Some(text) = join.text(attribute) else { continue };
        let predicate = Predicate::parse(text, Language::Postgres);
        let terms = predicate
            .terms()
            .filter_map(|term| term.on(|column| column.qualifier().is_some() && owns(node)(column)));
        found.extend(terms.filter_map(|term| {
            let lookup = lookup(&term).filter(|lookup| lookup.usage != Use::AnyOf)?;
            Some((term.source().to_owned(), lookup))
        }));
    }
    let equalities: Vec<&str> = found
        .iter()
        .filter(|(_, lookup)| lookup.usage == Use::Equality)
        .map(|(_, lookup)| lookup.key.as_str())
        .collect();
    if equalities.is_empty() {
        return None;
    }
    // What one row of the other side finds: statistics tell, or the rows of the join.
    let rows_per_probe = rows(join, metrics) / probes;
    let distinct = |key: &&str| known?.selectivity(&unquoted(key))?.distinct();
    let told: Option<Vec<f64>> = equalities.iter().map(distinct).collect();
    let told = told.map(|distinct| 1.0 / distinct.iter().product::<f64>().max(1.0));
    let share = told.unwrap_or_else(|| rows_per_probe.max(1.0) / given.max(1.0)).clamp(1e-9, 1.0);
    let each = libm::pow(share, 1.0 / equalities.len() as f64);
    let condition = |(text, lookup): (String, Lookup)| Condition {
        text,
        share: if lookup.usage == Use::Equality { each } else { RANGE_OF_JOIN },
        told: true,
        joins: true,
        served: false,
        columns: Vec::new(),
        lookup: Some(lookup),
        special: None,
        restriction: None,
        arms: Vec::new(),
    };
    let conditions = found.into_iter().map(condition).collect();
    let (node, other, beside) = (join.id(), other.id(), beside.to_vec());
    Some(Join { conditions, node, other, beside, probes, rows_per_probe })
}

/// How often the planner expects a node to be run.
fn times(node: Node<'_>, metrics: &Metrics) -> f64 {
    let spent = metrics.node(node.id()).inclusive_cost.unwrap_or_default();
    (spent / node.number(Number::TotalCost).unwrap_or(1.0).max(f64::MIN_POSITIVE)).max(1.0)
}

/// What checking each condition costs for a row, where a scan of the whole table tells: functions may cost much.
fn check(around: Around<'_, '_>, node: Node<'_>, size: Table, conditions: usize) -> f64 {
    let charges = &around.charges;
    let cost = node.number(Number::TotalCost);
    let whole = cost.filter(|_| node.operator() == Operator::SeqScan && node.children().next().is_none());
    let solved = whole.map(|cost| {
        let metrics = around.metrics.node(node.id());
        let each = node.number(Number::EstimatedRows).unwrap_or(1.0).max(1.0);
        let processes = (metrics.estimated_rows.unwrap_or(each) / each).max(1.0);
        let rows = size.rows / processes;
        ((cost - size.pages * charges.seq_page) / rows - charges.tuple) / conditions.max(1) as f64
    });
    solved.unwrap_or_default().max(charges.operator)
}

/// What a range of a join lets through (`DEFAULT_INEQ_SEL`).
const RANGE_OF_JOIN: f64 = 1.0 / 3.0;

impl Demand<'_> {
    /// Rows of the table that the statement wants, over all executions: by this scan or by looking them up for a join.
    pub(super) fn fetched(&self) -> f64 {
        let joined = self.joins.iter().map(|join| join.probes * join.rows_per_probe);
        joined.fold(self.rows * self.times, f64::max)
    }

    /// The table as it stands in a statement.
    pub(super) fn table_name(&self) -> String {
        ddl::table(self.schema.as_deref(), &self.table)
    }
}
