//! Two indexes intersected where one on both columns is missing.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node, Operator, Value};
use crate::rules::Severity;
use crate::words::{Entries, Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "index-merge",
    summary: "MySQL or MariaDB intersects what several indexes find, at least 1,000 entries (in MySQL's JSON version 1 and MariaDB: rows that are left), which one index on all of their columns would find at once.",
    remedy: Remedy::same(
        "Create one index on the columns of the intersected indexes, those of equality conditions first; it makes that one of them redundant which is on its first column.",
    ),
    source: "MySQL manual, Index Merge Optimization",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let is_inner = |parent: Node<'_>| intersected(parent).is_some();
    if node.operator() != Operator::IndexMerge || node.parent().is_some_and(is_inner) {
        return None;
    }
    // A secondary index of InnoDB ends in the primary key already.
    let names = intersected(node)?;
    if names.iter().any(|name| name == "PRIMARY") {
        return None;
    }
    let entries = node.inputs().filter_map(|part| case.rows_of(part)).reduce(|sum, rows| sum + rows);
    let found = Found::concerning(case.share_below(node.id())).at_most(Severity::Warning);
    match (entries, case.own.rows_read) {
        (Some(entries), _) if entries.low >= case.limits.residual_rows => Some(found.with("entries", entries)),
        (None, Some(rows)) if rows.low >= case.limits.residual_rows => Some(found.with("rows", rows)),
        _ => None,
    }
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let indexes = intersected(node).unwrap_or_default().join(" and ");
    let intersects = if told.is_estimate() { "is expected to intersect" } else { "intersects" };
    match told.find("entries") {
        Some(entries) => format!("{} {intersects} {} of {indexes}", label(node), Entries(entries)),
        None => format!("{} {intersects} the entries of {indexes}, for {}", label(node), Rows(told.get("rows"))),
    }
}

/// The indexes that a merge intersects; none for one that unites.
///
/// MySQL tells in the index's name (version 1: `intersect(a,b)`, which may stand in a union) or in what the node does,
/// with the indexes below it; MariaDB in an object.
fn intersected(node: Node<'_>) -> Option<Vec<String>> {
    if let Some((_, inner)) = node.text(Attribute::Index).and_then(|index| index.split_once("intersect(")) {
        let names = inner.split(')').next().unwrap_or_default();
        return Some(names.split(',').map(str::to_owned).collect());
    }
    if node.operator() == Operator::IndexMerge && node.name().starts_with("Intersect") {
        let names = node.inputs().filter_map(|part| part.text(Attribute::Index));
        return Some(names.map(str::to_owned).collect());
    }
    node.properties().find_map(|fact| match fact.value {
        Value::Raw(raw) if fact.key == "index_merge" => raw_keys(raw),
        _ => None,
    })
}

/// The keys of MariaDB's `{"intersect": [{"range": {"key": "a", ...}}, ...]}`, to the end of the list.
fn raw_keys(raw: &str) -> Option<Vec<String>> {
    let (_, list) = raw.split_once("\"intersect\"")?;
    let (_, list) = list.split_once('[')?;
    let mut depth = 1;
    let end = list.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth == 0
    });
    let keys = list.get(..end?)?.split("\"key\"").skip(1);
    Some(keys.filter_map(|key| Some(key.split('"').nth(1)?.to_owned())).collect())
}
