//! A column that is converted to another character set before it is compared.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Access, Attribute, Node};
use crate::predicate::{Expr, ExprId, Language, Predicate};
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "charset-conversion",
    summary: "A condition converts a column to another character set, so that no index on the column serves it, and its table is read whole, at least 1,000 rows.",
    remedy: Remedy::same(
        "Give both columns the same character set and collation (ALTER TABLE ... CONVERT TO CHARACTER SET utf8mb4 rebuilds the table), or compare a literal in the column's own character set.",
    ),
    source: "MySQL manual, Type Conversion and Column Character Set Conversion; MariaDB prints the conversion, MySQL's JSON version 1 does not",
    check: Check::MySql(check),
    message,
};

/// How many nodes below a join or filter are asked what they read.
const SEARCHED: usize = 64;

const TEXTS: [Attribute; 5] = [
    Attribute::Filter,
    Attribute::PushedCondition,
    Attribute::IndexCondition,
    Attribute::HashCondition,
    Attribute::JoinFilter,
];

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let (scan, _) = converted(node)?;
    let read = case.metrics.node(scan.id()).rows_read?;
    let fires = read.low >= case.limits.residual_rows;
    fires.then(|| Found::concerning(case.share_below(node.id())).with("rowsRead", read))
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let Some((scan, column)) = converted(node) else { return String::new() };
    let reads = if told.is_estimate() { "are expected to be read" } else { "are read" };
    let what = if scan.id() == node.id() { String::new() } else { format!(" of {}", label(scan)) };
    format!(
        "{} converts {column} to another character set before it compares it, so that no index on it serves: {}{what} {reads}",
        label(node),
        Rows(told.get("rowsRead")),
    )
}

/// The column that a node's conditions convert, and the scan that reads its table whole for it. Where the column of
/// another table is converted to look rows up, no index is lost.
fn converted(node: Node<'_>) -> Option<(Node<'_>, String)> {
    node.texts_of(&TEXTS).filter(|text| text.contains(" using ")).find_map(|text| {
        let predicate = Predicate::parse(text, Language::MySql);
        let charset = |id: &ExprId| matches!(predicate.expr(*id), Expr::Charset { .. });
        let converted = predicate.descendants(predicate.root()).filter(charset);
        let columns = converted.flat_map(|id| predicate.columns_of(id));
        let mut pairs = columns.filter_map(|column| {
            let reads = |scan: &Node<'_>| {
                scan.operator().is_table_scan()
                    && scan.access().is_some_and(Access::is_full)
                    && conditions::owns(*scan)(column)
            };
            let scan = node.subtree().take(SEARCHED).find(reads)?;
            Some((scan, column.name().into_owned()))
        });
        pairs.next()
    })
}
