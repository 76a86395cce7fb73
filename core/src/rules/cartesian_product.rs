//! Every row joined with every row.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Access, Attribute, EdgeKind, Node, Number, Operator};
use crate::predicate::Term;
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "cartesian-product",
    summary: "A nested loop, or a hash join of MySQL or MariaDB, joins two inputs of more than one row without any condition and gives at least 10,000 rows.",
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
        let times = if case.executed { input.number(Number::Loops) } else { metrics.executions };
        case.rows_of(input).is_some_and(|rows| rows.low / times.unwrap_or(1.0).max(1.0) > 1.0)
    };
    let rows = case.rows_of(node)?;
    let product = many(outer) && many(inner) && independent(inner) && !is_joined_above(case);
    let fires = rows.low >= case.limits.product_rows && product;
    fires.then(|| {
        Found::concerning(case.share_below(node.id()))
            .with("rows", rows)
            .with("outerRows", case.rows_of(outer).unwrap_or_default())
    })
}

fn message(told: &Told<'_>) -> String {
    let joins = if told.is_estimate() { "is expected to join" } else { "joins" };
    format!("{} {joins} every row with every row, without a condition: {}", label(told.node()), Rows(told.get("rows")))
}

/// Whether a filter right above a join compares columns of several tables: MySQL joins so by all but equalities.
fn is_joined_above(case: &Case<'_>) -> bool {
    let compares = |term: Term<'_>| {
        let mut columns = term.columns();
        let first = columns.next();
        first.is_some_and(|first| columns.any(|column| !column.same_relation(&first)))
    };
    case.is_mysql() && conditions::any_term(case, compares)
}

/// Whether an inner side is the same for every outer row: a plain scan, kept or not, that looks nothing up.
fn independent(inner: Node<'_>) -> bool {
    let conditions = [Attribute::IndexCondition, Attribute::Filter, Attribute::TidCondition, Attribute::RecheckCondition];
    inner.relationship() == Some(EdgeKind::Inner)
        && inner.subtree().all(|node| {
            let plain = matches!(node.operator(), Operator::Materialize | Operator::SeqScan | Operator::IndexOnlyScan | Operator::IndexScan | Operator::CteScan | Operator::ValuesScan);
            // What a table function gives depends on its row.
            let given = node.operator() != Operator::Materialize || node.inputs().next().is_some();
            let reads_all = node.access().is_none_or(Access::is_full);
            plain && given && reads_all && conditions.iter().all(|condition| node.text(*condition).is_none())
        })
}
