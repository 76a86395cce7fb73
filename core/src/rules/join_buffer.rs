//! A join that reads both of its tables whole, for want of an index.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{EdgeKind, Node, Operator};
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "join-buffer",
    summary: "MySQL or MariaDB joins by a buffer or a hash table, and reads at least 1,000 rows of a table whole for it, because no index serves the join.",
    remedy: Remedy::same(
        "Create an index on the join columns of the table that is read whole, so that its rows are looked up; where most of both tables is wanted, a hash join is right.",
    ),
    source: "MySQL manual, Nested-Loop Join Algorithms and Hash Join Optimization; MySQLTuner's joins_without_indexes",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let buffers = matches!(node.operator(), Operator::HashJoin | Operator::BlockNestedLoop);
    if !buffers || !case.is_mysql() {
        return None;
    }
    let inner = whole(node)?;
    let read = case.metrics.node(inner.id()).rows_read?;
    (read.low >= case.limits.residual_rows).then(|| {
        Found::concerning(case.share_below(inner.id()).max(case.share())).with("rowsRead", read)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} reads all {} rows of {} because no index serves the join",
        label(told.node()),
        About(told.get("rowsRead")),
        whole(told.node()).map(label).unwrap_or_default(),
    )
}

/// The scan of a whole table on the inner side of a join.
fn whole(join: Node<'_>) -> Option<Node<'_>> {
    let inner = join.inputs().find(|input| input.relationship() == Some(EdgeKind::Inner))?;
    let below = std::iter::successors(Some(inner), |node| {
        node.inputs().next().filter(|_| node.operator() == Operator::Filter)
    });
    below.last().filter(|scan| scan.access().is_some_and(crate::plan::Access::is_full) && scan.relation().is_some())
}
