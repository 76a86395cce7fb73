//! What a plan asks of each table: the conditions of a scan, the joins it takes part in, the order wanted above it.

use std::borrow::Cow;

use super::Around;
use super::condition::{Condition, Lookup, Owner, Use, conditions, is_sound, lookup};
use super::ddl;
use super::family;
use super::needed::Needed;
use super::order::{Counts, MOST_LEVELS, Order, order};
use super::table::Table;
use super::texts::Texts;
use crate::catalog;
use crate::metrics::Metrics;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator};
use crate::predicate::{Expr, ExprId, Predicate, Subject, unquoted};

/// A join that could probe an index of the scanned table once for each row of its other side.
#[derive(Clone, Debug)]
pub(super) struct Join<'a> {
    pub(super) conditions: Vec<Condition<'a>>,
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
pub(super) struct Demand<'a> {
    pub(super) node: NodeId,
    pub(super) schema: Option<&'a str>,
    pub(super) table: &'a str,
    /// What the catalog has of the table.
    pub(super) known: Option<&'a catalog::Table>,
    pub(super) size: Table,
    /// Rows that the scan gives in one execution, as estimated.
    pub(super) rows: f64,
    /// Bytes of a row that it gives.
    pub(super) width: f64,
    pub(super) conditions: Vec<Condition<'a>>,
    /// The columns that are needed above the scan, as they stand in the DDL, where the plan tells.
    pub(super) needed: Option<Vec<Cow<'a, str>>>,
    pub(super) order: Option<Order<'a>>,
    /// The joins that it takes part in, the nearest first.
    pub(super) joins: Vec<Join<'a>>,
    /// What checking a condition costs for each row.
    pub(super) check: f64,
    /// How often it is run in one execution of the statement, as the planner expects.
    pub(super) times: f64,
    pub(super) aggregate: Option<Aggregate<'a>>,
}

/// What a plan asks of its tables, scan by scan.
pub(super) fn demands(around: Around<'_>) -> Vec<Demand<'_>> {
    let needed = Needed::of(around);
    let mut counts = Counts::new();
    around.plan.nodes().filter_map(|node| demand(around, &needed, &mut counts, node)).collect()
}

fn demand<'a>(
    around: Around<'a>,
    needed: &Needed<'a>,
    counts: &mut Counts,
    node: Node<'a>,
) -> Option<Demand<'a>> {
    let Around { texts, metrics, catalog, charges, .. } = around;
    let scans = matches!(
        node.operator(),
        Operator::SeqScan | Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan
    );
    let table = node.relation().filter(|table| scans && !is_pruned(node) && !is_catalog(node, table))?;
    let own = metrics.node(node.id());
    let order = order(around, node, counts);
    // A scan that finds by its index just what is wanted asks for nothing more.
    let filters = node.operator() == Operator::SeqScan || node.text(Attribute::Filter).is_some();
    let known = catalog.and_then(|catalog| catalog.table(node.text(Attribute::Schema), table));
    // It may spare the table, though, where an index holds all that is wanted.
    let spares = || known.is_some() && node.operator() != Operator::IndexOnlyScan;
    if !filters && order.is_none() && !spares() {
        return None;
    }
    let mut conditions = conditions(texts, node, known);
    let conditions_count = conditions.len();
    let size = Table::of(node, &own, conditions.len(), &charges, known).filter(|size| !size.is_small())?;
    let rows = wanted(node, metrics, &conditions).min(size.rows);
    settle(&mut conditions, rows / size.rows);
    // Without VERBOSE a plan leaves the schema out: where the search path does not lead to it, it must be said.
    let reached =
        |schema: &str| catalog.is_some_and(|catalog| catalog.search_path.iter().any(|one| one == schema));
    let beyond = || known.map(|known| known.schema.as_str()).filter(|schema| !reached(schema));
    Some(Demand {
        node: node.id(),
        schema: node.text(Attribute::Schema).or_else(beyond),
        table,
        known,
        size,
        rows,
        width: node.number(Number::Width).unwrap_or_default(),
        conditions,
        needed: needed.by(node, known),
        order,
        joins: joins(around, node, known, rows),
        times: times(node, metrics),
        check: check(around, node, size, conditions_count),
        aggregate: aggregate(texts, node),
    })
}

/// Makes the conditions let through together what the scan gives: what is guessed of them makes up the difference.
fn settle(conditions: &mut [Condition<'_>], share: f64) {
    let told: f64 = conditions.iter().filter(|condition| condition.told).map(|one| one.share).product();
    let guessed: f64 = conditions.iter().filter(|condition| !condition.told).map(|one| one.share).product();
    let left = (share / told).clamp(f64::MIN_POSITIVE, 1.0);
    if guessed >= 1.0 {
        return;
    }
    let power = libm::log(left) / libm::log(guessed);
    let mut unsure: Vec<&mut Condition<'_>> = conditions.iter_mut().filter(|one| !one.told).collect();
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
pub(super) struct Aggregate<'a> {
    pub(super) node: NodeId,
    /// The columns it groups by, as they stand in the DDL; none where it makes one row of all.
    pub(super) groups: Vec<&'a str>,
    /// The columns of which it wants nothing but the least and greatest value, where the plan tells.
    pub(super) extremes: Vec<&'a str>,
}

/// The aggregate that a scan's rows go into, if all that it groups by are columns of the scan.
fn aggregate<'a>(texts: &'a Texts<'_>, node: Node<'a>) -> Option<Aggregate<'a>> {
    let passes = |above: &Node<'_>| {
        above.operator().is_gather()
            || matches!(above.operator(), Operator::Sort | Operator::Append)
            || above.operator() == Operator::Aggregate
                && above
                    .parent()
                    .is_some_and(|over| over.operator() == Operator::Aggregate || over.operator().is_gather())
    };
    let above = node.ancestors().take(MOST_LEVELS).find(|above| !passes(above))?;
    let grouping = matches!(above.operator(), Operator::Aggregate | Operator::Group | Operator::Unique);
    if !grouping || !node.is_input() {
        return None;
    }
    let owner = Owner::of(node);
    let column = |predicate: &'a Predicate, id: ExprId| {
        let Subject::Column(column) = Subject::of(predicate, id) else { return None };
        let name = column.quoted_name();
        (owner.has(column) && is_sound(predicate, name)).then_some(name)
    };
    let groups = texts.of_node(above, Attribute::GroupKey);
    let groups: Vec<&str> = groups.map(|key| column(key, key.root())).collect::<Option<_>>()?;
    let extreme = |given: &'a Predicate| {
        let is_extreme = matches!(given.expr(given.root()), Expr::Call { name: "min" | "max" });
        let mut of = given.children(given.root()).filter(|_| is_extreme);
        let only = of.next().filter(|_| of.next().is_none());
        column(given, only?)
    };
    let extremes: Option<Vec<&str>> =
        if groups.is_empty() { texts.of_node(above, Attribute::Output).map(extreme).collect() } else { None };
    let extremes = extremes.unwrap_or_default();
    Some(Aggregate { node: above.id(), groups, extremes })
}

/// Whether it is a partition that this run did without. What else was not run, the planner reckons with.
fn is_pruned(node: Node<'_>) -> bool {
    node.never_executed() && node.parent().is_some_and(family::gathers)
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
fn wanted(node: Node<'_>, metrics: &Metrics, conditions: &[Condition<'_>]) -> f64 {
    let expected = rows(node, metrics);
    let expression = |lookup: &Lookup<'_>| lookup.key.contains('(');
    let guessed = conditions.iter().any(|condition| condition.lookup.as_ref().is_some_and(expression));
    let counted = metrics.node(node.id()).rows.zip(node.number(Number::Loops));
    match counted.filter(|(_, loops)| guessed && *loops > 0.0) {
        Some((rows, loops)) => (rows.value / loops * metrics.node(node.id()).processes).max(1.0),
        None => expected,
    }
}

/// Whether a node makes the values of a semi-join distinct: it gives what it groups by and nothing else.
fn is_distinct(node: Node<'_>) -> bool {
    let below = || node.inputs().next().and_then(|input| input.number(Number::Width));
    node.operator() == Operator::Aggregate
        && node.text(Attribute::GroupKey).is_some()
        && node.number(Number::Width) == below()
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
fn joins<'a>(
    around: Around<'a>,
    node: Node<'a>,
    known: Option<&catalog::Table>,
    given: f64,
) -> Vec<Join<'a>> {
    let mut joins = Vec::new();
    let mut beside = Vec::new();
    let mut side = node;
    for _ in 0..MOST_JOINS {
        while let Some(parent) = side.parent().filter(|parent| prepares(*parent)) {
            side = parent;
        }
        let above = side.parent().filter(|parent| parent.operator().is_join() && side.is_input());
        let Some(above) = above else { break };
        joins.extend(join(around, node, above, side, &beside, known, given));
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
fn join<'a>(
    around: Around<'a>,
    node: Node<'a>,
    join: Node<'a>,
    side: Node<'a>,
    beside: &[NodeId],
    known: Option<&catalog::Table>,
    given: f64,
) -> Option<Join<'a>> {
    let Around { texts, metrics, .. } = around;
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
    let owner = Owner::of(node);
    let mut found = Vec::new();
    for attribute in [Attribute::HashCondition, Attribute::MergeCondition, Attribute::JoinFilter] {
        let terms = texts.of_node(join, attribute).take(1).flat_map(Predicate::terms);
        let terms = terms.filter_map(|term| term.on(|column| owner.is_named(column)));
        found.extend(terms.filter_map(|term| {
            let lookup =
                lookup(&term, term.usability(), known).filter(|lookup| lookup.usage != Use::AnyOf)?;
            Some((term.source(), lookup))
        }));
    }
    let equalities: Vec<&str> = found
        .iter()
        .filter(|(_, lookup)| lookup.usage == Use::Equality)
        .map(|(_, lookup)| &*lookup.key)
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
    let condition = |(text, lookup): (&'a str, Lookup<'a>)| Condition {
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
fn check(around: Around<'_>, node: Node<'_>, size: Table, conditions: usize) -> f64 {
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
        ddl::table(self.schema, self.table)
    }
}
