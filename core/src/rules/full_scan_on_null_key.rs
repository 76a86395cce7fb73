//! A whole table read wherever a key is NULL.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node};
use crate::rules::Severity;
use crate::words::label;

pub(super) const RULE: Rule = Rule {
    name: "full-scan-on-null-key",
    summary: "MySQL or MariaDB reads a table whole each time that the value to look up in a subquery is NULL (Full scan on NULL key).",
    remedy: Remedy::same(
        "Declare the columns NOT NULL, or add IS NOT NULL for the outer value, or use NOT EXISTS instead of NOT IN, so that no NULL has to be told from no match.",
    ),
    source: "MySQL manual, EXPLAIN Extra Information: Full scan on NULL key",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let scans = case.is_mysql() && scans_whole(case.node);
    scans.then(|| Found::concerning(case.share_below(case.node.id())).at_most(Severity::Warning))
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let table = node.subtree().take(64).find(|node| node.relation().is_some()).unwrap_or(node);
    format!("{} becomes a scan of the whole table wherever the value to look up is NULL", label(table))
}

/// As each format says it.
fn scans_whole(node: Node<'_>) -> bool {
    node.is(Attribute::FullScanOnNullKey)
        || node.name() == "full-scan-on-null_key"
        || node.name().starts_with("Alternative plans for IN subquery")
}
