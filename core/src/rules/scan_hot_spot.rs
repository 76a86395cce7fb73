//! A table read whole, where that takes a large part of the time.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions, limit_order_index};
use crate::metrics::Interval;
use crate::plan::{Attribute, Number, Operator};
use crate::rules::Severity;
use crate::words::{About, Count, Percent, Rows, Whole, label};

pub(super) const RULE: Rule = Rule {
    name: "scan-hot-spot",
    summary: "Reading a whole table takes at least 25 % of the statement and reads at least 10,000 rows (or, where PostgreSQL has measured nothing, costs at least 1,000).",
    remedy: Remedy::of_two(
        "Ask for fewer rows or columns, or give the filter an index; where most rows are wanted, a sequential scan is right and only a smaller table (partitions, a summary) helps.",
        "Ask for fewer rows or columns, or give the filter an index; where most rows are wanted, reading the whole table is right and only a smaller one (partitions, a summary) helps.",
    ),
    source: "rows as in rpg and mydba.dev (10,000), share between pev2 (10 %) and pgAdmin (50 %)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    if case.is_mysql() {
        return read_whole(case);
    }
    if case.node.operator() != Operator::SeqScan {
        return None;
    }
    let share = Some(case.share()).filter(|share| *share >= case.limits.hot_share)?;
    let found = weighed(share, case.node.text(Attribute::Filter).is_some());
    let Some(rows) = case.own.rows else {
        let cost = case.own.exclusive_cost.filter(|cost| *cost >= case.limits.scan_cost)?;
        return Some(found.with_exact("cost", cost));
    };
    let read = rows + case.total(Number::RowsRemovedByFilter).unwrap_or_default();
    (read.low >= case.limits.scan_rows).then(|| found.with("rowsRead", read).with("rows", rows))
}

/// Of MySQL and MariaDB, whose costs are not alike, but which tell what they read.
fn read_whole(case: &Case<'_>) -> Option<Found> {
    if !case.node.operator().is_table_scan() || !conditions::reads_table_whole(case.node) {
        return None;
    }
    // Where a LIMIT stops it, only the execution tells.
    if !case.executed && limit_order_index::is_limited(case.node) {
        return None;
    }
    let read = case.own.rows_read.filter(|read| read.low >= case.limits.scan_rows)?;
    let share = Some(case.share()).filter(|share| *share >= case.limits.hot_share)?;
    let found = weighed(share, case.node.filters().next().is_some()).with("rowsRead", read);
    let times = if case.executed { case.node.number(Number::Loops) } else { case.own.executions };
    Some(match times.filter(|times| *times > 1.0) {
        Some(times) => found.with_exact("executions", times),
        None => found,
    })
}

/// Where every row is wanted, reading them all is right.
fn weighed(share: f64, filtered: bool) -> Found {
    Found::concerning(share).at_most(if filtered { Severity::Warning } else { Severity::Info })
}

fn message(told: &Told<'_>) -> String {
    let (share, label) = (Percent(told.finding.share), label(told.node()));
    let read = told.get("rowsRead");
    match told.get("cost") {
        Interval { value: cost, .. } if cost > 0.0 => {
            return format!("{label} is expected to take {share} of the cost ({})", Count(cost));
        }
        _ if told.is_mysql() => {}
        _ => return format!("{label} reads the whole table, {} rows, in {share} of the time", About(read)),
    }
    let reads = if told.is_estimate() { "is expected to read" } else { "reads" };
    let partitions: Vec<&str> = told.node().texts(Attribute::Partitions).collect();
    let what = match partitions.as_slice() {
        [] => "the whole table".to_owned(),
        [one] if !one.contains(',') => format!("all of partition {one}"),
        several => format!("all of partitions {}", several.join(", ")),
    };
    match told.find("executions") {
        Some(times) => format!(
            "{label} {reads} {what} {} times, {} in all{}",
            Whole(times.value),
            Rows(read),
            told.share(": ")
        ),
        None => format!("{label} {reads} {what}, {}{}", Rows(read), told.share(": ")),
    }
}
