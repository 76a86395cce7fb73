//! A subquery that runs again for each row.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Dialect, EdgeKind, Node, Number, Operator, Value};
use crate::words::{Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "correlated-subplan",
    summary: "A SubPlan that is not hashed runs at least 1,000 times.",
    remedy: Remedy::of_three(
        "Rewrite the subquery as a join (or a lateral join, or a window function), or give it an index on the columns that it compares with the outer row.",
        "Rewrite the subquery as a join with a grouped derived table (from 8.0 on a window function, from 8.0.14 on a lateral join), or give it an index on the columns that it compares with the outer row.",
        "Rewrite the subquery as a join with a grouped derived table (from 10.2 on a window function), or give it an index on the columns that it compares with the outer row.",
    ),
    source: "executions as in pgexplain",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if node.relationship() != Some(EdgeKind::SubPlan) {
        return None;
    }
    // A cache runs it only where it does not know the answer.
    let cached = node.inputs().next().filter(|_| node.operator() == Operator::Memoize);
    let ran = cached.unwrap_or(node);
    // MySQL and MariaDB tell how often it is expected to run.
    let loops = ran.number(Number::Loops).or(case.own.executions);
    let loops = loops.filter(|loops| *loops >= case.limits.repeats)?;
    let found = Found::concerning(case.share_below(node.id())).with_exact("loops", loops);
    Some(match case.own.inclusive_ms {
        Some(time) => found.with("inclusiveMs", time),
        None => found,
    })
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let name = node.text(Attribute::SubplanName).map(|name| name.split(" (").next().unwrap_or(name));
    let name = match name {
        Some(name) => format!("{name} ({})", label(node)),
        None => select(node).map_or_else(|| label(node), |number| format!("Subquery #{number}")),
    };
    let runs = if told.is_estimate() { "is expected to run" } else { "runs" };
    format!(
        "{name} {runs} {} times, once for each row of {}{}",
        Whole(told.get("loops").value),
        asker(node),
        told.share(": "),
    )
}

/// The number of a subquery of MySQL or MariaDB, which may stand below a cache.
fn select(node: Node<'_>) -> Option<&str> {
    let block = if node.operator() == Operator::Memoize { node.inputs().next()? } else { node };
    match block.value(Attribute::SelectId)? {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Whose rows ask a subquery: PostgreSQL hangs it on the node that does; MySQL and MariaDB on what is done with the
/// rows, of which the tables are named.
fn asker(node: Node<'_>) -> String {
    let Some(parent) = node.parent() else { return String::new() };
    let is_mysql = node.plan().dialect() != Dialect::Postgres;
    if !is_mysql || parent.relation().is_some() {
        return label(parent);
    }
    let asks = node.plan().referrers(node.id()).filter(|(kind, _)| *kind == EdgeKind::ReadsSubPlan);
    if let Some((_, asks)) = asks.into_iter().find(|(_, asks)| asks.relation().is_some()) {
        return label(asks);
    }
    let mut tables = Vec::new();
    let mut skipped = parent.id();
    for below in parent.subtree().take(SEARCHED) {
        if below.id() < skipped {
            continue;
        }
        if below.id() != parent.id() && !below.is_input() {
            skipped = below.end();
        } else if below.relation().is_some() || below.alias().is_some() {
            // What a temporary table is filled from is not asked about.
            skipped = below.end();
            tables.push(below);
        }
    }
    match tables.as_slice() {
        [] => label(parent),
        [table] => label(*table),
        tables => {
            let names = tables.iter().filter_map(|table| table.alias().or(table.relation()));
            format!("the join of {}", names.collect::<Vec<_>>().join(", "))
        }
    }
}

/// How many nodes are asked for their tables.
const SEARCHED: usize = 64;
