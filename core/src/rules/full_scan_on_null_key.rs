//! A whole table read wherever a key is NULL.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Node, Operator};
use crate::rules::Severity;
use crate::words::{Rows, Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "full-scan-on-null-key",
    summary: "MySQL or MariaDB reads a table of at least 1,000 rows whole each time that the value to look up in a subquery is NULL (Full scan on NULL key).",
    remedy: Remedy::same(
        "Declare the columns NOT NULL, or add IS NOT NULL for the outer value, or use NOT EXISTS instead of NOT IN, so that no NULL has to be told from no match.",
    ),
    source: "MySQL manual, EXPLAIN Extra Information: Full scan on NULL key",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !scans_whole(node) {
        return None;
    }
    // Where the scan has a node of its own, it tells; else what is read of the table, one way or the other.
    let own = case.metrics.node(scan(node).id());
    let found = Found::concerning(case.share_below(node.id())).at_most(Severity::Warning);
    match (own.rows_read, own.executions) {
        (Some(read), _) if read.low >= case.limits.residual_rows => Some(found.with("rowsRead", read)),
        // Version 1 of MySQL has the rows of the lookup only.
        (_, Some(times)) if !case.executed && !has_both(node) && times >= LEAST => {
            Some(found.with_exact("executions", times))
        }
        _ => None,
    }
}

fn message(told: &Told<'_>) -> String {
    let lookup = lookup(told.node());
    let reads = if told.is_estimate() { "are expected to be read" } else { "are read" };
    let much = match told.find("executions") {
        Some(times) => format!("it is expected to run {} times", Whole(times.value)),
        None => format!("{} {reads}", Rows(told.get("rowsRead"))),
    };
    format!(
        "{} becomes a scan of all of {} wherever the value to look up is NULL: {much}",
        label(lookup),
        lookup.alias().or(lookup.relation()).unwrap_or_default(),
    )
}

/// The lookup that is tried first.
fn lookup(node: Node<'_>) -> Node<'_> {
    node.subtree().take(64).find(|node| node.relation().is_some()).unwrap_or(node)
}

/// How often a lookup must run to matter where it is not told what the scan reads: each time may be one of a large table.
const LEAST: f64 = 10.0;

/// Whether the scan has a node of its own.
fn has_both(node: Node<'_>) -> bool {
    scan(node).id() != lookup(node).id()
}

/// The scan that is the other way, where the plan shows both.
fn scan(node: Node<'_>) -> Node<'_> {
    let other = node.inputs().nth(1).filter(|_| node.operator() == Operator::AlternativePlans);
    other.unwrap_or_else(|| lookup(node))
}

/// As each format says it.
fn scans_whole(node: Node<'_>) -> bool {
    node.is(Attribute::FullScanOnNullKey)
        || node.name() == "full-scan-on-null_key"
        || node.name().starts_with("Alternative plans for IN subquery")
}
