//! Far more rows read than given.

use super::{Case, Check, Found, Remedy, Rule, Told, limit_order_index};
use crate::metrics::Interval;
use crate::plan::{Node, NodeId, Number, Operator, Plan};
use crate::rules::Severity;
use crate::words::{About, Count, Rows};

pub(super) const RULE: Rule = Rule {
    name: "rows-per-result",
    summary: "MySQL or MariaDB reads at least 1,000 rows for each row of the result, and at least 10,000, without grouping them; where nothing was executed, also without a LIMIT that may stop it early.",
    remedy: Remedy::same(
        "The rows in between are found and thrown away: the scans that read most, and the findings on them, say where. An index that finds fewer rows, or a condition that leaves fewer, helps.",
    ),
    source: "Percona's rows examined per row sent; floor as for tables (10,000)",
    check: Check::Plan(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let stops = || first_scan(case.plan).is_some_and(limit_order_index::is_limited);
    if !case.is_mysql() || groups(case) || (!case.executed && stops()) {
        return None;
    }
    let read = read(case)?;
    let given = result(case)?;
    let ratio = read.low / given.high.max(1.0);
    let fires = read.low >= case.limits.scan_rows && ratio >= case.limits.rows_per_result;
    fires.then(|| {
        let shares = case.plan.nodes().filter(|node| node.operator().is_table_scan());
        let share = shares.filter_map(|node| case.metrics.node(node.id()).share).sum();
        let found = Found::concerning(share).at_most(Severity::Warning);
        found.with("rowsRead", read).with("rows", given).with_exact("rowsPerResult", ratio)
    })
}

fn message(told: &Told<'_>) -> String {
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    let (read, given) = (Rows(told.get("rowsRead")), told.get("rows"));
    // One row at least is always expected.
    if given.high < 1.0 {
        let given = if told.is_estimate() { "at most one" } else { "none" };
        return format!("The statement {reads} {read} to give {given}");
    }
    let each = Count(told.get("rowsPerResult").value.round());
    format!("The statement {reads} {read} to give {}: {each} for each", About(given))
}

/// The rows that all scans read. Of alternatives one is chosen: the first, as far as the plan tells.
fn read(case: &Case<'_>) -> Option<Interval> {
    let (mut sum, mut skipped) = (None, NodeId::ROOT);
    for node in case.plan.nodes() {
        if node.id() < skipped {
            continue;
        }
        let chosen = |parent: Node<'_>| parent.inputs().next().is_none_or(|first| first.id() == node.id());
        let alternatives = node.parent().filter(|parent| parent.operator() == Operator::AlternativePlans);
        if !case.executed && alternatives.is_some_and(|parent| !chosen(parent)) {
            skipped = node.end();
            continue;
        }
        if let Some(rows) = case.metrics.node(node.id()).rows_read {
            sum = Some(sum.map_or(rows, |sum: Interval| sum + rows));
        }
    }
    sum
}

/// From the root to the table that is read first.
fn path(plan: &Plan) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(Some(plan.root()), |node| node.inputs().next()).take(PATH_DEPTH)
}

/// How far down the table that is read first is looked for.
const PATH_DEPTH: usize = 64;

fn first_scan(plan: &Plan) -> Option<Node<'_>> {
    path(plan).last()
}

/// Whether many rows become few by what is asked for, on their way from the table that is read first.
fn groups(case: &Case<'_>) -> bool {
    let gives = |node: Node<'_>| {
        let groups = matches!(
            node.operator(),
            Operator::Aggregate | Operator::Group | Operator::Unique | Operator::SetOp | Operator::WindowAgg
        );
        groups || node.name() == "temporary_table" || node.name().starts_with("Temporary table with deduplication")
    };
    path(case.plan).any(gives) || case.plan.nodes().any(|node| node.operator() == Operator::ModifyTable)
}

/// How far down the result is looked for.
const SEARCH_DEPTH: usize = 8;

/// The rows of the result: of the nearest node to the root that tells.
fn result(case: &Case<'_>) -> Option<Interval> {
    let root = case.plan.root();
    let path = std::iter::successors(Some(root), |node| node.inputs().next()).take(SEARCH_DEPTH);
    path.into_iter().find_map(|node: Node<'_>| {
        if case.executed { case.metrics.node(node.id()).rows } else { node.number(Number::EstimatedRows).map(Interval::exact) }
    })
}
