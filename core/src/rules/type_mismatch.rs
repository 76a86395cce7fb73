//! A column of texts that is compared with a number.

use super::{Case, Check, Found, Remedy, Rule, Told, conditions};
use crate::plan::{Attribute, Node, Number};
use crate::predicate::{Comparison, Language, LiteralKind, Predicate, Subject, Term, Value};
use crate::words::{Rows, label};

pub(super) const RULE: Rule = Rule {
    name: "type-mismatch",
    summary: "MySQL or MariaDB reads a table of at least 1,000 rows whole to compare a column that has an index with a number, and cannot tell how many rows pass: the column holds texts, each of which is made a number first.",
    remedy: Remedy::same(
        "Compare with a text: phone = '1555000123' instead of phone = 1555000123, in the statement or as the type of the bound parameter; or give the column a type of numbers, if that is what it holds.",
    ),
    source: "MySQL manual, Type Conversion in Expression Evaluation: an index on a string column is not used for a comparison with a number; measured: 20,000 rows read, 1 with the text",
    check: Check::MySql(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    // An index of numbers would have told how many rows pass.
    if !conditions::reads_table_whole(node) || !is_untold(node) {
        return None;
    }
    let (column, _) = compared(node)?;
    if !is_of(node, &column) {
        return None;
    }
    let read = case.own.rows_read.filter(|read| read.low >= case.limits.residual_rows)?;
    Some(Found::concerning(case.share()).with("rowsRead", read))
}

fn message(told: &Told<'_>) -> String {
    let node = told.node();
    let (column, value) = compared(node).unwrap_or_default();
    let reads = if told.is_estimate() { "are expected to be read" } else { "are read" };
    let indexes: Vec<&str> = node.texts(Attribute::PossibleIndexes).collect();
    format!(
        "{} compares {column} with the number {value}, by which no index on texts is looked up ({} is there): {} {reads}",
        label(node),
        indexes.join(", "),
        Rows(told.get("rowsRead")),
    )
}

/// Whether the index that is listed is the column's: its name tells, or nothing else in the statement asks for one.
fn is_of(node: Node<'_>, column: &str) -> bool {
    let named = node.texts(Attribute::PossibleIndexes).any(|index| index.contains(column));
    let joined = node.ancestors().take(SEARCH_DEPTH).any(|above| above.operator().is_join());
    let others = node.filters().any(|text| {
        let predicate = Predicate::parse(text, Language::MySql);
        let is_other = |term: Term<'_>| {
            let own = matches!(term.subject(), Subject::Column(subject) if subject.name() == column);
            term.usability().access().is_some() && !own
        };
        predicate.terms().any(|term| term.on(conditions::owns(node)).is_some_and(is_other))
    });
    named || !(joined || others)
}

/// How far up a join is looked for.
const SEARCH_DEPTH: usize = 16;

/// Whether the server lists an index that could be used, and yet took a guess at the rows that pass, or all of them.
/// Only MySQL's JSON version 1 and MariaDB tell both.
fn is_untold(node: Node<'_>) -> bool {
    let listed = node.text(Attribute::PossibleIndexes).is_some();
    let share = node.number(Number::EstimatedShare);
    listed && share.is_some_and(|share| share >= 1.0 || conditions::is_guessed(share, 0.000_05))
}

/// The column of the scanned table that a condition wants to equal a number, and the number.
fn compared(node: Node<'_>) -> Option<(String, String)> {
    node.filters().find_map(|text| {
        let predicate = Predicate::parse(text, Language::MySql);
        let number = |term: Term<'_>| {
            let term = term.on(conditions::owns(node))?;
            match (term.comparison(), term.subject(), term.value()) {
                (Comparison::Equal, Subject::Column(column), Value::Constant(literal))
                    if literal.kind() == LiteralKind::Number =>
                {
                    Some((column.name().into_owned(), literal.raw().to_owned()))
                }
                _ => None,
            }
        };
        predicate.terms().find_map(number)
    })
}
