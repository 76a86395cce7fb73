//! A column that is compared only after a function has changed it.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::Dialect;
use crate::predicate::{Condition, Expr, Term, Usability};
use crate::words::label;

pub(super) const RULE: Rule = Rule {
    name: "function-on-column",
    summary: "In MySQL or MariaDB, a scan throws away at least half of its rows, and at least 1,000 (where nothing was executed: reads at least 10,000), by a condition on a function, a cast or an expression of a column, which no index on that column serves.",
    remedy: Remedy::of_three(
        "Compare the column itself, or create an index on the expression.",
        "Compare the column itself: a range (created_at >= '2024-05-01' AND created_at < '2024-05-02') instead of DATE(created_at) = '2024-05-01', a literal of the column's own type instead of a cast. Where that cannot be, create a functional index on the very expression, of the type that it is compared with (8.0.13 and later).",
        "Compare the column itself: a range instead of a function, a literal of the column's own type instead of a cast. Where that cannot be, add a generated column with an index and compare that (from 11.1 on DATE() and YEAR() of a column use its index as they are).",
    ),
    source: "measured: a range of the column reads 101 rows where the function reads 100,003; MySQL manual, Functional Key Parts",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    conditions::held_up(case, case.limits.residual_share, |term| {
        !is_understood(case, term) && matches!(
            term.usability(),
            Usability::If(Condition::IndexOnExpression | Condition::ColumnType | Condition::Function, _)
        )
    })
}

/// Whether MariaDB turns a condition on the date or year of a column into a range of the column, as from 11.1 on; cost
/// is printed from 11.0 on.
fn is_understood(case: &Case<'_>, term: &Term<'_>) -> bool {
    let turns = case.plan.dialect() == Dialect::MariaDb && case.metrics.totals().cost.is_some();
    turns
        && term.subject_id().is_some_and(|id| match term.predicate().expr(id) {
            Expr::Cast { to } => to == "date",
            Expr::Call { name } => name.eq_ignore_ascii_case("year") || name.eq_ignore_ascii_case("date"),
            _ => false,
        })
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} compares what a function or cast makes of a column, so that no index on the column serves: {}",
        label(told.node()),
        conditions::loss(told),
    )
}
