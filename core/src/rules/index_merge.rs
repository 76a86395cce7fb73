//! Two indexes intersected where one on both columns is missing.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node, Operator, Value};
use crate::rules::Severity;
use crate::words::{About, label};

pub(super) const RULE: Rule = Rule {
    name: "index-merge",
    summary: "MySQL or MariaDB intersects what several indexes find, which one index on all of their columns would find at once.",
    remedy: Remedy::same(
        "Create one index on the columns of the intersected indexes, those of equality conditions first; it makes the shortest of them redundant.",
    ),
    source: "MySQL manual, Index Merge Optimization",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    let outermost = node.parent().is_none_or(|parent| parent.operator() != Operator::IndexMerge);
    if node.operator() != Operator::IndexMerge || !outermost || !intersects(node) {
        return None;
    }
    let found = Found::concerning(case.share_below(node.id())).at_most(Severity::Warning);
    Some(match case.own.rows_read {
        Some(rows) => found.with("rows", rows),
        None => found,
    })
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let indexes: Vec<&str> = node.inputs().filter_map(|part| part.text(Attribute::Index)).collect();
    let of = if indexes.is_empty() { String::new() } else { format!(" of {}", indexes.join(" and ")) };
    match told.find("rows") {
        Some(rows) => format!("{} intersects the entries{of}, for {} rows", label(node), About(rows)),
        None => format!("{} intersects the entries{of}", label(node)),
    }
}

/// Whether a merge intersects: MySQL says so in the name of the index, or in what the node does; MariaDB in an object.
fn intersects(node: Node<'_>) -> bool {
    let object = |fact: crate::plan::Fact<'_>| {
        fact.key == "index_merge" && matches!(fact.value, Value::Raw(raw) if raw.contains("\"intersect\""))
    };
    node.text(Attribute::Index).is_some_and(|index| index.starts_with("intersect("))
        || node.name().starts_with("Intersect")
        || node.properties().any(object)
}
