//! An index that gives the wanted order, and makes a LIMIT read far too much.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Access, Attribute, Dialect, Node, Operator};
use crate::words::{About, Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "limit-order-index",
    summary: "For ORDER BY ... LIMIT, MySQL or MariaDB reads an index in its order and throws away at least 90 % of the rows, and at least 10,000, before the LIMIT is reached.",
    remedy: Remedy::of_two(
        "Create an index on the filtered columns, then those of ORDER BY.",
        "Create an index on the columns of the equality conditions, then those of ORDER BY; until then keep the optimizer from the index (SET optimizer_switch = 'prefer_ordering_index=off' in MySQL from 5.7.33 and 8.0.21 on, IGNORE INDEX FOR ORDER BY in both).",
    ),
    source: "MySQL manual, LIMIT Query Optimization (prefer_ordering_index); measured: 100,002 rows read and 1,425 ms where a scan and a sort take 129 ms",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    node.filters().next()?;
    // MariaDB shows no LIMIT; but an index that does not cover is read from end to end for its order only. How far it
    // is read, only the execution tells then.
    let ordered = is_mariadb(node)
        && case.executed
        && !node.is(Attribute::Covering)
        && !conditions::reads_table_whole(node);
    let for_order = match node.access() {
        Some(Access::FullIndex) => is_limited(node) || ordered,
        Some(Access::Range) => is_limited(node),
        _ => false,
    };
    if !for_order {
        return None;
    }
    let sieve = case.sieve()?;
    let fires = sieve.removed.low >= case.limits.scan_rows && sieve.share.low >= case.limits.discarded_share;
    fires.then(|| Found::concerning(case.share()).with("rowsRemoved", sieve.removed).with("rowsKept", sieve.kept))
}

fn message(told: &Told<'_>) -> String {
    let (removed, kept) = (told.get("rowsRemoved"), told.get("rowsKept"));
    let (is_read, throws) = if told.is_estimate() {
        ("is expected to be read", "to throw away")
    } else {
        ("is read", "throws away")
    };
    format!(
        "{} {is_read} in its order to spare a sort, and {throws} {} on the way to the {} that are wanted",
        label(told.node()),
        Rows(removed),
        About(kept),
    )
}

fn is_mariadb(node: Node<'_>) -> bool {
    node.plan().dialect() == Dialect::MariaDb
}

/// How far up a LIMIT is looked for.
const SEARCH_DEPTH: usize = 16;

/// Whether a LIMIT stops a scan, with nothing between that reads everything first.
pub(super) fn is_limited(node: Node<'_>) -> bool {
    let passes = |above: &Node<'_>| {
        matches!(above.operator(), Operator::Filter | Operator::Stream | Operator::NestedLoop | Operator::Limit)
    };
    node.ancestors()
        .take(SEARCH_DEPTH)
        .take_while(passes)
        .any(|above| above.operator() == Operator::Limit)
}
