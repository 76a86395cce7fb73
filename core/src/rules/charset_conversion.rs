//! A column that is converted to another character set before it is compared.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node};
use crate::predicate::{Expr, Language, Predicate};
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "charset-conversion",
    summary: "A condition converts a column to another character set, so that no index on the column serves it, and at least 1,000 rows are read for it.",
    remedy: Remedy::same(
        "Give both columns the same character set and collation (ALTER TABLE ... CONVERT TO CHARACTER SET utf8mb4 rebuilds the table), or compare a literal in the column's own character set.",
    ),
    source: "MySQL manual, Type Conversion and Column Character Set Conversion; MariaDB prints the conversion, MySQL's JSON version 1 does not",
    check: Check::Node(check),
    message,
};

/// How many nodes below a join or filter are asked what they read.
const SEARCHED: usize = 64;

fn check(case: &Case<'_>) -> Option<Found> {
    const TEXTS: [Attribute; 5] = [
        Attribute::Filter,
        Attribute::PushedCondition,
        Attribute::IndexCondition,
        Attribute::HashCondition,
        Attribute::JoinFilter,
    ];
    let node = case.node;
    let mut texts = TEXTS.into_iter().flat_map(|attribute| node.texts(attribute));
    if !case.is_mysql() || !texts.any(converts) {
        return None;
    }
    // Of a join or filter, what is read below it.
    let reads = |node: Node<'_>| case.metrics.node(node.id()).rows_read;
    let below = || node.subtree().take(SEARCHED).filter_map(reads).reduce(|sum, rows| sum + rows);
    let read = reads(node).or_else(below)?;
    let fires = read.low >= case.limits.residual_rows;
    fires.then(|| Found::concerning(case.share_below(node.id())).with("rowsRead", read))
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} converts a column to another character set before it compares it, so that no index on it serves: {} rows are read",
        label(told.node()),
        About(told.get("rowsRead")),
    )
}

/// Whether a condition converts a column.
fn converts(text: &str) -> bool {
    if !text.contains(" using ") {
        return false;
    }
    let predicate = Predicate::parse(text, Language::MySql);
    predicate.descendants(predicate.root()).any(|id| {
        matches!(predicate.expr(id), Expr::Charset { .. }) && predicate.columns_of(id).next().is_some()
    })
}
