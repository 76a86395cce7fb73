//! A join that reads both of its tables whole, for want of an index.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, EdgeKind, Format, Node, Number, Operator};
use crate::words::{Rows, Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "join-buffer",
    summary: "MySQL or MariaDB joins by a buffer or a hash table, and reads at least 1,000 rows of a table whole for it.",
    remedy: Remedy::of_three(
        "Create an index on the join columns of the table that is read whole.",
        "Create an index on the join columns of the table that is read whole, so that its rows are looked up; where most of both tables is wanted, a hash join is right. A table that is read several times is so for want of join_buffer_size.",
        "Create an index on the join columns of the table that is read whole, so that its rows are looked up. Where most of both tables is wanted, let an equality be joined by a hash table: SET join_cache_level = 4, up to 8; the default of 2 compares every row with every row. A table that is read several times is so for want of join_buffer_size.",
    ),
    source: "MySQL manual, Nested-Loop Join Algorithms and Hash Join Optimization; MySQLTuner's joins_without_indexes",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    if !matches!(node.operator(), Operator::HashJoin | Operator::BlockNestedLoop) {
        return None;
    }
    let scan = whole(node).filter(|scan| !is_by_choice(*scan))?;
    let own = case.metrics.node(scan.id());
    let read = own.rows_read.filter(|read| read.low >= case.limits.residual_rows)?;
    let times = if case.executed { scan.number(Number::Loops) } else { own.executions };
    let found = Found::concerning(case.share_below(scan.id()).max(case.share())).with("rowsRead", read);
    Some(match times.filter(|times| *times > 1.0) {
        Some(times) => found.with_exact("executions", times),
        None => found,
    })
}

fn message(told: &Told<'_>) -> String {
    let scan = whole(told.node());
    let name = scan.and_then(|scan| scan.alias().or(scan.relation())).unwrap_or_default();
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    let read = told.get("rowsRead");
    let (read, times) = match told.find("executions") {
        Some(times) => (read * (1.0 / times.value), format!(" {} times", Whole(times.value))),
        None => (read, String::new()),
    };
    format!("{} {reads} all {} of {name}{times} because no index serves the join", label(told.node()), Rows(read))
}

/// Whether the server may have an index, and prefer the hash table: the hypergraph optimizer, which reads whole tables
/// by their primary key, weighs one against the other; the old one joins so only for want of an index.
fn is_by_choice(scan: Node<'_>) -> bool {
    matches!(scan.plan().format(), Format::JsonV2 | Format::Tree) && scan.access() == Some(Access::FullIndex)
}

/// The larger scan of a whole table that a join compares with each row of the other side: the inner one, or either of an
/// inner hash join, of which MySQL builds the hash table from the table that it reads first.
fn whole(join: Node<'_>) -> Option<Node<'_>> {
    let sides = join.inputs().filter(|input| {
        input.relationship() == Some(EdgeKind::Inner) || is_inner_hash_join(join)
    });
    let size = |scan: &Node<'_>| {
        scan.number(Number::EstimatedReads).or(scan.number(Number::EstimatedRows)).unwrap_or_default()
    };
    sides.filter_map(read_whole).max_by(|a, b| size(a).total_cmp(&size(b)))
}

/// The scan of a whole table at one side of a join, with nothing but filters between.
fn read_whole(side: Node<'_>) -> Option<Node<'_>> {
    let mut scan = side;
    for _ in 0..SEARCH_DEPTH {
        match scan.inputs().next() {
            Some(below) if scan.operator() == Operator::Filter => scan = below,
            _ => break,
        }
    }
    Some(scan).filter(|scan| scan.access().is_some_and(Access::is_full) && scan.operator().is_table_scan())
}

/// How far down filters are looked through.
const SEARCH_DEPTH: usize = 16;

/// Whether a join of MySQL's iterators could read its sides the other way round.
pub(super) fn is_inner_hash_join(join: Node<'_>) -> bool {
    join.name().starts_with("Inner hash join")
}
