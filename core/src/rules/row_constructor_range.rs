//! Rows compared as a whole by less or greater.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::predicate::{Reason, Usability};
use crate::words::label;

pub(super) const RULE: Rule = Rule {
    name: "row-constructor-range",
    summary: "In MySQL or MariaDB, a scan throws away at least 1,000 rows (where nothing was executed: reads at least 10,000) by a comparison of row constructors with < or >, as in paging by key.",
    remedy: Remedy::same(
        "Write (a, b) < (x, y) as a < x OR (a = x AND b < y), with an index on (a, b): only that is read as a range.",
    ),
    source: "MySQL manual, Range Optimization of Row Constructor Expressions; measured: 48,421 rows read, 21 when rewritten",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    conditions::held_up(case, 0.0, |term| term.usability() == Usability::No(Reason::RowRange))
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} compares row constructors, which no index serves as a range: {}",
        label(told.node()),
        conditions::loss(told),
    )
}
