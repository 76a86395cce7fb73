//! Every row joined with every row.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, Attribute, EdgeKind, Node, Operator};
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "cartesian-product",
    summary: "A nested loop joins two inputs of more than one row without any condition and gives at least 10,000 rows.",
    remedy: Remedy::same("Check that the statement joins the two on purpose; most often a join condition is missing."),
    source: "as in pgexplain, with a floor on the rows",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    // MySQL and MariaDB join by a buffer or a hash table without keys, too.
    let conditions = [Attribute::JoinFilter, Attribute::HashCondition, Attribute::Filter];
    let joins = if case.is_mysql() { node.operator().is_join() } else { node.operator() == Operator::NestedLoop };
    if !joins || conditions.iter().any(|condition| node.text(*condition).is_some()) {
        return None;
    }
    let mut inputs = node.inputs();
    let (outer, inner) = (inputs.next()?, inputs.next()?);
    let many = |input: Node<'_>| {
        let metrics = case.metrics.node(input.id());
        metrics.rows.is_some_and(|rows| rows.low / input.number(crate::plan::Number::Loops).unwrap_or(1.0).max(1.0) > 1.0)
    };
    let rows = case.own.rows?;
    let fires = rows.low >= case.limits.product_rows && many(outer) && many(inner) && independent(inner);
    fires.then(|| {
        Found::concerning(case.share_below(node.id()))
            .with("rows", rows)
            .with("outerRows", case.metrics.node(outer.id()).rows.unwrap_or_default())
    })
}

fn message(told: &Told<'_>) -> String {
    format!("{} joins every row with every row, without a condition: {} rows", label(told.node()), About(told.get("rows")))
}

/// Whether an inner side is the same for every outer row: a plain scan, kept or not, that looks nothing up.
fn independent(inner: Node<'_>) -> bool {
    let conditions = [Attribute::IndexCondition, Attribute::Filter, Attribute::TidCondition, Attribute::RecheckCondition];
    inner.relationship() == Some(EdgeKind::Inner)
        && inner.subtree().all(|node| {
            let plain = matches!(node.operator(), Operator::Materialize | Operator::SeqScan | Operator::IndexOnlyScan | Operator::IndexScan | Operator::CteScan | Operator::ValuesScan);
            let reads_all = node.access().is_none_or(Access::is_full);
            plain && reads_all && conditions.iter().all(|condition| node.text(*condition).is_none())
        })
}
