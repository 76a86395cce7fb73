//! An estimate of rows that is far off, where it begins.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, Dialect, EdgeKind, Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{Count, Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "row-misestimate",
    summary: "Actual and estimated rows of one execution differ by a factor of 10 or more, with at least 100 rows on one side; reported where the error begins, not where it is passed on.",
    remedy: Remedy::of_three(
        "ANALYZE the table; raise the statistics target of the column (ALTER TABLE ... ALTER COLUMN ... SET STATISTICS); for columns that depend on each other CREATE STATISTICS; for expressions statistics on the expression.",
        "Run ANALYZE TABLE; for a column without an index make a histogram (ANALYZE TABLE ... UPDATE HISTOGRAM ON ...), for columns that depend on each other an index on both.",
        "Run ANALYZE TABLE ... PERSISTENT FOR ALL, which makes histograms of columns without an index, too; for columns that depend on each other an index on both helps.",
    ),
    source: "factor as in pgMustard, pev2 and rpg (10)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    if !is_estimated(case.node) {
        return None;
    }
    let factor = wrong(case, case.node)?;
    // What an input got wrong, this node can only pass on.
    let read = case.node.references().filter(|(kind, _)| *kind == EdgeKind::ReadsCte).map(|(_, cte)| cte);
    let inherited = case
        .node
        .inputs()
        .chain(read)
        .any(|input| wrong(case, input).is_some_and(|below| (below.value > 1.0) == (factor.value > 1.0)));
    (!inherited).then(|| {
        let number = |number| case.node.number(number).unwrap_or_default();
        let expected = case.own.estimated_rows.unwrap_or_default();
        // Where processes share the rows, both numbers are of all of them.
        let processes = if expected > number(Number::EstimatedRows) { case.own.processes } else { 1.0 };
        // A wrong estimate does its harm above: the joins and sorts chosen because of it.
        let above = case.node.parent().map_or(case.node.id(), Node::id);
        let cap = if case.is_mysql() && !is_built_upon(case.node) { Severity::Info } else { Severity::Warning };
        Found::concerning(case.share_below(above))
            .with("estimateFactor", factor)
            .with_exact("estimatedRows", expected)
            .with_exact("actualRows", number(Number::Rows) * processes)
            .at_most(cap)
    })
}

fn message(told: &Told<'_>) -> String {
    let factor = told.get("estimateFactor").value;
    let (times, direction) = if factor > 1.0 { (factor, "more") } else { (1.0 / factor, "fewer") };
    format!(
        "{} gives {} times {direction} rows than estimated ({} expected, {} came, per execution)",
        label(told.node()) + &filtered(told.node()),
        Count(times.round()),
        Whole(told.get("estimatedRows").value),
        Whole(told.get("actualRows").value),
    )
}

/// What a filter of MySQL's iterators filters, in words behind it.
fn filtered(node: Node<'_>) -> String {
    let scan = node.inputs().next().filter(|_| node.operator() == Operator::Filter && node.relation().is_none());
    scan.filter(|scan| scan.relation().is_some()).map_or_else(String::new, |scan| format!(" of {}", label(scan)))
}

/// Whether anything was chosen by the estimate: a join, or how to sort or group. Without, a wrong one does no harm.
fn is_built_upon(node: Node<'_>) -> bool {
    let chosen = |operator: Operator| {
        operator.is_join() || matches!(operator, Operator::Sort | Operator::Aggregate | Operator::Unique | Operator::Materialize)
    };
    chosen(node.operator()) || node.ancestors().take(SEARCH_DEPTH).any(|above| chosen(above.operator()))
}

/// The factor by which a node's estimate is off, where it is.
fn wrong(case: &Case<'_>, node: Node<'_>) -> Option<Interval> {
    let factor = case.metrics.node(node.id()).estimate_factor?;
    let limit = case.limits.misestimate;
    let rows = node.number(Number::EstimatedRows)?.max(node.number(Number::Rows)?);
    let off = factor.low >= limit || (factor.high <= 1.0 / limit && !may_stop_early(node));
    (off && rows >= case.limits.misestimate_rows).then_some(factor)
}

/// Whether the planner estimates a node's rows from statistics, so that better ones would mend the estimate.
///
/// Recursion is a fixed guess (ten rounds), a LIMIT that is no constant another (a tenth); a Result that is never
/// computed, a statement without RETURNING and what a Gather or CTE scan passes on have no estimate of their own.
fn is_estimated(node: Node<'_>) -> bool {
    match node.operator() {
        Operator::Limit | Operator::RecursiveUnion | Operator::WorkTableScan | Operator::ModifyTable => false,
        Operator::Result => node.text(Attribute::OneTimeFilter).is_none(),
        Operator::Sort | Operator::Stream | Operator::Materialize | Operator::SubqueryScan
            if node.plan().dialect() != Dialect::Postgres =>
        {
            false
        }
        // MySQL estimates no filter on a single table that is sorted or limited.
        Operator::Filter if node.plan().dialect() != Dialect::Postgres => {
            let rows = |node: Node<'_>| node.number(Number::EstimatedRows);
            let input = node.inputs().next().and_then(rows);
            !input.is_some_and(|input| rows(node).is_some_and(|rows| rows >= input))
        }
        Operator::CteScan => node.text(Attribute::Filter).is_some(),
        operator => !operator.is_gather(),
    }
}

/// How far up somebody who stops early is looked for: keeps the search short in a deep plan.
const SEARCH_DEPTH: usize = 64;

/// Whether somebody above may stop reading when it has seen enough: then fewer rows say nothing of the estimate.
///
/// Semi and anti joins stop at the first match, a nested loop that is unique on its inner side likewise, a merge
/// join when either side ends; a subquery in an expression is read as far as its answer is open (EXISTS, ANY), a
/// CTE as far as its scans want rows.
fn may_stop_early(node: Node<'_>) -> bool {
    for below in std::iter::successors(Some(node), |node| node.parent()).take(SEARCH_DEPTH) {
        let Some(parent) = below.parent() else { return may_be_limited(node) };
        if matches!(below.relationship(), Some(EdgeKind::SubPlan | EdgeKind::InitPlan)) {
            return true;
        }
        let first_match = (parent.stops_at_first_match() || parent.is(Attribute::InnerUnique)) && below.relationship() == Some(EdgeKind::Inner);
        match parent.operator() {
            Operator::MergeJoin => return true,
            Operator::NestedLoop if first_match => return true,
            Operator::Aggregate => return false,
            operator if operator.is_blocking() => return false,
            _ => {}
        }
    }
    false
}

/// Whether a LIMIT may have stopped a node of MariaDB, which does not show it: not where the table that is read first
/// was read to its end.
fn may_be_limited(node: Node<'_>) -> bool {
    let first = std::iter::successors(Some(node), |node| node.inputs().next()).take(SEARCH_DEPTH).last();
    let Some(first) = first else { return false };
    let number = |number| first.number(number).unwrap_or_default();
    let read = number(Number::Rows) + number(Number::RowsRemovedByFilter);
    let whole = first.access() == Some(Access::Full) && read >= number(Number::EstimatedReads) * 0.9;
    node.plan().dialect() == Dialect::MariaDb && !whole
}
