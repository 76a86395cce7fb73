//! A pattern that may begin with anything.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::Access;
use crate::predicate::{Reason, Usability};
use crate::words::label;

pub(super) const RULE: Rule = Rule {
    name: "leading-wildcard",
    summary: "In MySQL or MariaDB, a scan of a whole table or index throws away at least half of its rows, and at least 1,000 (where nothing was executed: reads at least 10,000), by a LIKE that begins with a wildcard.",
    remedy: Remedy::same(
        "No index serves LIKE '%...': search words by MATCH ... AGAINST with a FULLTEXT index (LIKE never uses one), parts of words with the ngram parser (MySQL), or keep the text reversed in a generated column where only its end is asked for.",
    ),
    source: "MySQL manual, Comparison of B-Tree and Hash Indexes; measured: every row is read, with or without an index",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    // Behind an index that finds rows the pattern is the smaller harm.
    let whole = case.node.access().is_some_and(Access::is_full);
    conditions::held_up(case, case.limits.residual_share, |term| {
        term.usability() == Usability::No(Reason::LeadingWildcard)
    })
    .filter(|_| whole)
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} looks for a pattern that begins with a wildcard, which no index serves: {}",
        label(told.node()),
        conditions::loss(told),
    )
}
