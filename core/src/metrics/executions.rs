//! How often the planner expects each node to run, and how many rows it expects to be read.

use super::{Interval, NodeMetrics};
use crate::plan::{Attribute, EdgeKind, Node, Number, Operator, Plan};

/// How often nodes run in one execution of the statement, as estimated.
#[derive(Debug, Default)]
pub(super) struct Executions {
    /// Each node.
    pub(super) nodes: Vec<f64>,
    /// What each node is a part of, and runs as often as that does but for joins: the statement, a subquery, a
    /// temporary table that is filled.
    pub(super) contexts: Vec<f64>,
}

/// Estimates how often each node runs, from the top down.
pub(super) fn estimate(plan: &Plan) -> Executions {
    let mut executions = Executions { nodes: vec![1.0; plan.len()], contexts: vec![1.0; plan.len()] };
    for node in plan.nodes().skip(1) {
        let Some(parent) = node.parent() else { continue };
        let (above, context) =
            (executions.nodes[parent.id().index()], executions.contexts[parent.id().index()]);
        let own = match node.relationship() {
            // What several lookups read is filled once, and a value that does not change is found once.
            Some(EdgeKind::Subquery) if !is_refilled(node) => context,
            Some(EdgeKind::InitPlan | EdgeKind::HashedSubPlan) => context,
            Some(EdgeKind::SubPlan) if !is_counted(parent, node) => {
                let (asker, rows) = asked(parent, node);
                executions.nodes[asker.id().index()] * rows
            }
            _ => above * per_execution(parent, node),
        };
        let starts = node.relationship().is_some_and(|kind| !kind.is_input() || kind == EdgeKind::Subquery);
        executions.nodes[node.id().index()] = own;
        executions.contexts[node.id().index()] = if starts { own } else { context };
    }
    executions
}

/// Whether a temporary table is filled anew for each row around it.
fn is_refilled(node: Node<'_>) -> bool {
    node.is(Attribute::Dependent) || node.name().contains("(invalidate on row")
}

/// Whether it is known how often a subquery ran.
fn is_counted(parent: Node<'_>, subquery: Node<'_>) -> bool {
    subquery.number(Number::Loops).is_some() && parent.number(Number::Loops).is_some_and(|loops| loops > 0.0)
}

/// The node whose rows ask a subquery, and how many of them are expected in one execution of it: of what the SELECT
/// list needs the rows that pass, of a condition those that are looked at.
fn asked<'p>(parent: Node<'p>, subquery: Node<'p>) -> (Node<'p>, f64) {
    if subquery.text(Attribute::Relationship) == Some("projection") {
        return (parent, expected(parent));
    }
    let mut referrers = parent.plan().referrers(subquery.id()).map(|(_, referrer)| referrer);
    let asker = referrers.find(|referrer| referrer.id() < subquery.id()).unwrap_or(parent);
    let read = asker.number(Number::EstimatedReads);
    (asker, read.unwrap_or_else(|| asker.inputs().next().map_or_else(|| expected(asker), expected)).max(1.0))
}

/// How often the planner expects a child to run in one execution of its parent.
pub(super) fn per_execution(parent: Node<'_>, child: Node<'_>) -> f64 {
    match child.relationship() {
        // A rescan of what was kept costs next to nothing: the kept rows are the child's own affair.
        Some(EdgeKind::Inner) if parent.operator() == Operator::NestedLoop => {
            if child.operator() == Operator::Materialize {
                1.0
            } else {
                parent.inputs().next().map_or(1.0, expected)
            }
        }
        // PostgreSQL does not print how many rows ask a SubPlan; where it ran, its loops tell.
        Some(EdgeKind::SubPlan) => match (child.number(Number::Loops), parent.number(Number::Loops)) {
            (Some(own), Some(above)) if above > 0.0 => own / above,
            _ => parent
                .number(Number::EstimatedReads)
                .or_else(|| parent.inputs().next().map(expected))
                .unwrap_or_else(|| expected(parent))
                .max(1.0),
        },
        _ => 1.0,
    }
}

/// How far down rows are looked for where a node does not print them.
const SEARCH_DEPTH: usize = 16;

/// Rows that a node is expected to give, one at least: of the nearest input that says so where it does not itself.
fn expected(node: Node<'_>) -> f64 {
    std::iter::successors(Some(node), |node| node.inputs().next())
        .take(SEARCH_DEPTH)
        .find_map(|node| node.number(Number::EstimatedRows))
        .unwrap_or(1.0)
        .max(1.0)
}

/// Rows that each scan reads, before its filter and over all of its executions, and those that pass: counted, or else
/// estimated.
pub(super) fn count_reads(plan: &Plan, executions: &Executions, nodes: &mut [NodeMetrics]) {
    for node in plan.nodes() {
        let id = node.id().index();
        nodes[id].executions = executions.nodes.get(id).copied();
        if !node.operator().is_table_scan() {
            continue;
        }
        let own = nodes[id];
        if node.never_executed() && own.rows.is_none() {
            nodes[id].rows_read = Some(Interval::default());
            nodes[id].rows_kept = Some(Interval::default());
            continue;
        }
        // MySQL's iterators filter in nodes of their own.
        let top = last_filter(node);
        let passed = nodes[top.id().index()].rows.filter(|_| own.rows.is_some());
        let counted = own.rows.map(|rows| rows + own.rows_removed.unwrap_or_default());
        // What a scan of PostgreSQL will read, its estimate does not tell.
        let times = nodes[id].executions;
        let estimate = |rows: Option<f64>| Some(Interval::exact(rows? * times?));
        let given = |node: Node<'_>| node.number(Number::EstimatedRows);
        // What a filter leaves, MySQL's version 1 and MariaDB say as a share, or not at all.
        let unknown = top.id() == node.id()
            && node.text(Attribute::Filter).is_some()
            && node.number(Number::EstimatedShare).is_none();
        let metrics = &mut nodes[id];
        metrics.rows_read =
            counted.or_else(|| estimate(node.number(Number::EstimatedReads).or_else(|| given(node))));
        let guessed = given(top).or_else(|| given(node)).filter(|_| !unknown);
        // MySQL guesses more than there is of semijoins by an index.
        let read = node.number(Number::EstimatedReads).or_else(|| given(node)).unwrap_or(f64::INFINITY);
        let kept = || estimate(guessed.map(|rows| rows.min(read)));
        metrics.rows_kept = passed.or_else(kept);
    }
}

/// The last of the filters that stand right above a scan; the scan itself where there is none.
fn last_filter(scan: Node<'_>) -> Node<'_> {
    scan.filter_nodes().last().unwrap_or(scan)
}
