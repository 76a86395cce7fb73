//! Rows: in total, against the estimate, removed and kept.

use super::{Interval, NodeMetrics};
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator, Plan};

/// What a node's place in the plan says about its rows.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The Gather whose workers share the node's rows, if they do.
    gather: Option<NodeId>,
    /// Whether a LIMIT above may stop the node early.
    limited: bool,
}

/// Rows of every node.
pub(super) fn count(plan: &Plan, nodes: &mut [NodeMetrics]) {
    let places = places(plan);
    for node in plan.nodes() {
        let metrics = &mut nodes[node.id().index()];
        let place = places[node.id().index()];
        let divisor = place.gather.map_or(1.0, |gather| parallel_divisor(plan, plan.node(gather)));
        metrics.estimated_rows = node.number(Number::EstimatedRows).map(|rows| rows * divisor);
        let Some(loops) = node.number(Number::Loops) else { continue };
        let facts = plan.facts();
        // BitmapAnd and BitmapOr report no rows, whatever they found.
        let reports = !matches!(node.operator(), Operator::BitmapAnd | Operator::BitmapOr);
        if let Some(rows) = node.number(Number::Rows).filter(|_| reports) {
            metrics.rows = Some(Interval::total(rows, loops, facts.rows_step(rows)));
            if let Some(estimated) = metrics.estimated_rows.filter(|_| loops > 0.0 && !place.limited) {
                metrics.estimate_factor = Some(estimate_factor(plan, estimated, rows, loops, place.gather));
            }
        }
        let removed =
            [Number::RowsRemovedByFilter, Number::RowsRemovedByJoinFilter, Number::RowsRemovedByRecheck];
        let removed = removed.into_iter().filter_map(|number| node.number(number));
        let removed = removed.map(|removed| Interval::total(removed, loops, facts.removed_step));
        metrics.rows_removed = removed.reduce(|sum, removed| sum + removed).or_else(|| filtered(node));
        if let (Some(rows), Some(removed)) = (metrics.rows, metrics.rows_removed) {
            metrics.kept_share = rows.share_beside(removed);
        }
    }
}

/// Rows that a filter of its own takes from its input.
fn filtered(node: Node<'_>) -> Option<Interval> {
    let input = node.inputs().next().filter(|_| node.operator() == Operator::Filter)?;
    let total = |node: Node<'_>| {
        let (rows, loops) = (node.number(Number::Rows)?, node.number(Number::Loops)?);
        Some(Interval::total(rows, loops, node.plan().facts().rows_step(rows)))
    };
    Some((total(input)? - total(node)?).at_least_zero())
}

/// Actual over estimated rows: of one execution, or, where processes share the rows, of all of them together.
fn estimate_factor(plan: &Plan, estimated: f64, rows: f64, loops: f64, gather: Option<NodeId>) -> Interval {
    // The average is for one of the processes that ran.
    let scale =
        gather.map_or(1.0, |gather| loops / plan.node(gather).number(Number::Loops).unwrap_or(1.0).max(1.0));
    let step = if loops > 1.0 { plan.facts().rows_step(rows) / 2.0 } else { 0.0 };
    let factor = |rows: f64| (rows * scale).max(1.0) / estimated.max(1.0);
    Interval { value: factor(rows), low: factor((rows - step).max(0.0)), high: factor(rows + step) }
}

/// By how much the planner divides the rows of a partial plan: the workers, and what the leader finds time for.
///
/// `get_parallel_divisor` in PostgreSQL's `costsize.c`.
fn parallel_divisor(plan: &Plan, gather: Node<'_>) -> f64 {
    let workers = gather.number(Number::WorkersPlanned).unwrap_or_default();
    let leader = if plan.facts().setting("parallel_leader_participation") == Some("off") {
        0.0
    } else {
        1.0 - 0.3 * workers
    };
    (workers + leader.max(0.0)).max(1.0)
}

/// Each node's place, from the top down; whether its rows are shared, from the bottom up.
fn places(plan: &Plan) -> Vec<Place> {
    let partial = partial(plan);
    let mut places: Vec<Place> = vec![Place::default(); plan.len()];
    // The nearest Gather above, through inputs only.
    let mut gathers: Vec<Option<NodeId>> = vec![None; plan.len()];
    for node in plan.nodes() {
        let place = &mut places[node.id().index()];
        place.limited = has_run_condition(node);
        let Some(parent) = node.parent().filter(|_| node.is_input()) else { continue };
        let gather = if parent.operator().is_gather() && !parent.is(Attribute::SingleCopy) {
            Some(parent.id())
        } else {
            gathers[parent.id().index()]
        };
        gathers[node.id().index()] = gather;
        place.gather = gather.filter(|_| partial[node.id().index()]);
        let limited = passes_limit(parent, places[parent.id().index()].limited);
        places[node.id().index()].limited |= limited;
    }
    limit_ctes(plan, &mut places);
    places
}

/// A CTE is read as far as its scans want: where a LIMIT stops all of them, it stops the CTE.
fn limit_ctes(plan: &Plan, places: &mut [Place]) {
    // A CTE stands before those that read it, so those are known first.
    for cte in plan.nodes().rev().filter(|node| node.relationship() == Some(EdgeKind::InitPlan)) {
        let mut scans = plan.referrers(cte.id()).filter(|(kind, _)| *kind == EdgeKind::ReadsCte).peekable();
        let stops = scans.peek().is_some() && scans.all(|(_, scan)| places[scan.id().index()].limited);
        if !stops || places[cte.id().index()].limited {
            continue;
        }
        places[cte.id().index()].limited = true;
        for node in cte.subtree().skip(1).filter(|node| node.is_input()) {
            let above =
                node.parent().is_some_and(|parent| passes_limit(parent, places[parent.id().index()].limited));
            places[node.id().index()].limited |= above;
        }
    }
}

/// Whether a node, limited itself or not, may stop its input early.
fn passes_limit(node: Node<'_>, limited: bool) -> bool {
    let hashed = node.operator() == Operator::Aggregate && node.text(Attribute::Strategy) != Some("Sorted");
    let reads_all = node.operator().is_blocking() || hashed;
    node.operator() == Operator::Limit || has_run_condition(node) || (limited && !reads_all)
}

/// Whether window functions stop their node early, which no estimate foresees.
fn has_run_condition(node: Node<'_>) -> bool {
    node.operator() == Operator::WindowAgg && node.text(Attribute::RunCondition).is_some()
}

/// Whether each node's rows are shared among processes: its estimate is then for one of them.
///
/// A parallel-aware scan shares its rows, and so does whatever takes its rows from one that does. The inner side
/// of a join is read in full by each process, unless the join shares its hash table. Groups are estimated, and
/// made, in each process anew.
fn partial(plan: &Plan) -> Vec<bool> {
    let mut partial = vec![false; plan.len()];
    for node in plan.nodes().rev() {
        let operator = node.operator();
        let aware = node.is(Attribute::ParallelAware);
        let shared =
            operator.is_table_scan() || operator == Operator::Append || node.inputs().next().is_none();
        let groups = matches!(operator, Operator::Aggregate | Operator::Group | Operator::Unique);
        let of_input = node.inputs().any(|input| {
            partial[input.id().index()] && (input.relationship() != Some(EdgeKind::Inner) || aware)
        });
        partial[node.id().index()] = !operator.is_gather() && !groups && ((aware && shared) || of_input);
    }
    partial
}
