//! A temporary table that is read whole in a join.

use super::join_buffer::is_inner_hash_join;
use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, EdgeKind, Node, Operator};
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "materialized-without-key",
    summary: "MySQL or MariaDB joins with a derived table or common table expression of at least 1,000 rows that it reads whole, without a key on it.",
    remedy: Remedy::same(
        "Let the derived table be merged (no GROUP BY, DISTINCT, LIMIT or UNION in it), push the conditions into it, or join by an equality of the same types, for which the server makes a key itself.",
    ),
    source: "MySQL manual, Optimizing Derived Tables, View References, and Common Table Expressions",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let derived = matches!(node.operator(), Operator::SubqueryScan | Operator::CteScan);
    let whole = node.access().is_none_or(Access::is_full);
    if !derived || !whole {
        return None;
    }
    let join = joined_by(node)?;
    let executions = case.own.executions.unwrap_or(1.0);
    let estimated = || {
        let rows = node.number(crate::plan::Number::EstimatedReads).or(node.number(crate::plan::Number::EstimatedRows))?;
        Some(crate::metrics::Interval::exact(rows * executions))
    };
    let read = case.own.rows.or_else(estimated)?;
    (read.low >= case.limits.residual_rows)
        .then(|| {
            // Comparing each row with each is counted into the join.
            let share = case.share_alone(join.id()).max(case.share()).max(case.share_below(node.id()));
            Found::concerning(share).with("rowsRead", read)
        })
}

fn message(told: &Told<'_>) -> String {
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    format!("{} {reads} a temporary table whole in a join, {}, without a key", label(told.node()), Rows(told.get("rowsRead")))
}

/// The join that a scan is the inner side of, with nothing but filters between; either side of an inner hash join, of
/// which MySQL builds the hash table from the table that it reads first.
fn joined_by(node: Node<'_>) -> Option<Node<'_>> {
    let mut below = node;
    while let Some(above) = below.parent().filter(|above| above.operator() == Operator::Filter) {
        below = above;
    }
    let inner = below.relationship() == Some(EdgeKind::Inner);
    below.parent().filter(|join| join.operator().is_join() && (inner || is_inner_hash_join(*join)))
}
