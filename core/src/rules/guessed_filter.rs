//! A filter of which the optimizer knows nothing.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Access, Number};
use crate::rules::Severity;
use crate::words::{About, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "guessed-filter",
    summary: "What a filter of a table of at least 10,000 rows lets through is one of MySQL's guesses (10 % for =, 33.33 % for < and >, 11.11 % for BETWEEN), since the column has neither index nor histogram.",
    remedy: Remedy::of_three(
        "Run ANALYZE.",
        "Make a histogram (ANALYZE TABLE ... UPDATE HISTOGRAM ON ...) so that joins are planned with the real number of rows, or an index where few rows pass.",
        "Collect statistics of the column (ANALYZE TABLE ... PERSISTENT FOR COLUMNS (...) INDEXES ()) so that joins are planned with the real number of rows, or create an index where few rows pass.",
    ),
    source: "MySQL's sql/item_cmpfunc.h: COND_FILTER_EQUALITY 0.1, COND_FILTER_INEQUALITY 0.3333, COND_FILTER_BETWEEN 0.1111",
    check: Check::Node(check),
    message,
};

/// The guesses, and that for two equalities.
const GUESSES: [f64; 4] = [0.1, 0.3333, 0.1111, 0.01];

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    // Where the rows were counted, it is known whether the guess was wrong.
    let executed = node.number(Number::Loops).is_some();
    if executed || node.access() != Some(Access::Full) || node.filters().next().is_none() {
        return None;
    }
    let (read, kept) = (case.own.rows_read?, case.own.rows_kept?);
    let share = kept.value / read.value.max(1.0);
    let guessed = GUESSES.iter().any(|guess| (share - guess).abs() < 0.000_05 + 1.0 / read.value.max(1.0));
    (guessed && read.low >= case.limits.scan_rows).then(|| {
        let found = Found::concerning(case.share_below(node.id())).at_most(Severity::Info);
        found.with("rowsRead", read).with_exact("keptShare", share)
    })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{}: that {} of {} rows pass its filter is a guess, for want of an index or a histogram",
        label(told.node()),
        Percent(told.get("keptShare").value),
        About(told.get("rowsRead")),
    )
}
