//! Many rows sorted.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Attribute, Node, Number, Operator};
use crate::rules::Severity;
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "filesort",
    summary: "MySQL or MariaDB sorts at least 10,000 rows (Using filesort).",
    remedy: Remedy::same(
        "Read the rows in order instead: an index that begins with the columns of the equality conditions and goes on with those of ORDER BY (or GROUP BY), in the same directions; or sort fewer rows.",
    ),
    source: "MySQL manual, ORDER BY Optimization; floor as for tables (10,000)",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    // Version 1 of MySQL sorts for groups and windows in the nodes that make them.
    if node.operator() != Operator::Sort && !node.is(Attribute::UsingFilesort) {
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
    let keys: Vec<&str> = told.node().texts(Attribute::SortKey).take(KEYS).collect();
    let by = if keys.is_empty() { String::new() } else { format!(" by {}", keys.join(", ")) };
    format!("{} {sorts} {}{by}", label(told.node()), Rows(told.get("rowsSorted")))
}

/// How many keys a message names.
const KEYS: usize = 4;

/// How far down rows are looked for.
const SEARCH_DEPTH: usize = 8;

/// The rows that go into a sort: of the nearest input that tells.
fn rows(case: &Case<'_>, sort: Node<'_>) -> Option<Interval> {
    // MariaDB hangs the sorts of window functions beside what they sort.
    let beside = || sort.parent()?.inputs().find(|input| input.operator() != Operator::Sort);
    let below = std::iter::successors(sort.inputs().next().or_else(beside), |node| node.inputs().next()).take(SEARCH_DEPTH);
    for node in below {
        let metrics = case.metrics.node(node.id());
        // Fewer rows than below come out of groups and the like, and it is not said how many.
        if metrics.rows.is_none() && node.number(Number::EstimatedRows).is_none() && groups(node) {
            return None;
        }
        let rows = case.rows_of(node);
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
