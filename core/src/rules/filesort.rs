//! Many rows sorted.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "filesort",
    summary: "MySQL or MariaDB sorts at least 10,000 rows (Using filesort).",
    remedy: Remedy::same(
        "Read the rows in order instead: an index that begins with the columns of the equality conditions and goes on with those of ORDER BY (or GROUP BY), in the same directions; or sort fewer rows.",
    ),
    source: "MySQL manual, ORDER BY Optimization; floor as for tables (10,000)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !case.is_mysql() || node.operator() != Operator::Sort {
        return None;
    }
    let sorted = rows(case, node)?;
    (sorted.low >= case.limits.scan_rows).then(|| {
        // What the sort itself takes is mostly counted elsewhere: MySQL's cost model has none, MariaDB times it with the table.
        Found::concerning(case.share()).with("rowsSorted", sorted).at_most(Severity::Warning)
    })
}

fn message(told: &Told<'_>) -> String {
    let sorts = if told.is_estimate() { "is expected to sort" } else { "sorts" };
    format!("{} {sorts} {} rows", label(told.node()), About(told.get("rowsSorted")))
}

/// How far down rows are looked for.
const SEARCH_DEPTH: usize = 8;

/// The rows that go into a sort: of the nearest input that tells.
fn rows(case: &Case<'_>, sort: Node<'_>) -> Option<Interval> {
    let below = std::iter::successors(sort.inputs().next(), |node| node.inputs().next()).take(SEARCH_DEPTH);
    for node in below {
        let metrics = case.metrics.node(node.id());
        // Fewer rows than below come out of groups and the like, and it is not said how many.
        if metrics.rows.is_none() && node.number(Number::EstimatedRows).is_none() && groups(node) {
            return None;
        }
        let estimated = || {
            let rows = node.number(Number::EstimatedRows)? * metrics.executions?;
            Some(Interval::exact(rows))
        };
        let rows = if case.executed { metrics.rows } else { estimated() };
        if rows.is_some() {
            return rows;
        }
    }
    None
}

fn groups(node: Node<'_>) -> bool {
    matches!(
        node.operator(),
        Operator::Aggregate | Operator::Group | Operator::Unique | Operator::Materialize | Operator::Append
    )
}
