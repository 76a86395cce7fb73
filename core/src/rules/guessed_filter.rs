//! A filter of which the optimizer knows nothing.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions, limit_order_index};
use crate::rules::Severity;
use crate::words::{Percent, Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "guessed-filter",
    summary: "What a filter of a table of at least 10,000 rows lets through is one of MySQL's guesses (10 % for =, 33.33 % for < and >, 11.11 % for BETWEEN), since the column has neither index nor histogram.",
    remedy: Remedy::of_three(
        "Run ANALYZE.",
        "Where few rows pass in truth (EXPLAIN ANALYZE counts them), create an index on the columns of the filter; else make a histogram (ANALYZE TABLE ... UPDATE HISTOGRAM ON ..., from 8.0 on), so that joins are planned with the real number of rows.",
        "Where few rows pass in truth (ANALYZE FORMAT=JSON counts them), create an index on the columns of the filter; else collect statistics of them (ANALYZE TABLE ... PERSISTENT FOR COLUMNS (...) INDEXES ()), so that joins are planned with the real number of rows.",
    ),
    source: "MySQL's sql/item_cmpfunc.h: COND_FILTER_EQUALITY 0.1, COND_FILTER_INEQUALITY 0.3333, COND_FILTER_BETWEEN 0.1111",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let whole = conditions::reads_table_whole(case.node);
    if !whole || case.node.filters().next().is_none() || !conditions::is_guess(case) {
        return None;
    }
    let rows = conditions::table_rows(case).filter(|rows| rows.low >= case.limits.scan_rows)?;
    let kept = case.own.rows_kept?.value / case.own.rows_read?.value;
    // Where reading the table is most of the statement, much depends on what passes; but for a LIMIT, which may stop it
    // anywhere.
    let share = case.share();
    let weighs = share >= case.limits.hot_share && !limit_order_index::is_limited(case.node);
    let cap = if weighs { Severity::Warning } else { Severity::Info };
    Some(Found::concerning(share).at_most(cap).with("rowsRead", rows).with_exact("keptShare", kept))
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{}: that {} of {} pass its filter is a guess, for want of an index or a histogram",
        label(told.node()),
        Percent(told.get("keptShare").value),
        Rows(told.get("rowsRead")),
    )
}
