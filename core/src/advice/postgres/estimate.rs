//! What a condition lets through by the statistics of a catalog, as the planner estimates it.

use crate::catalog::{Limit, Selectivity, Table};
use crate::predicate::{Comparison, Expr, PatternKind, Subject, Term, Value};

/// The share of a table's rows that meet a condition; none where its statistics do not tell.
pub(super) fn share(term: &Term<'_>, table: &Table) -> Option<f64> {
    use Comparison as C;
    let (Subject::Column(column) | Subject::Cast { column, to: "text", .. }) = term.subject() else {
        return None;
    };
    let column = table.selectivity(&column.name())?;
    match (term.comparison(), term.value()) {
        (C::Truth(truth), _) => column.equals(if truth { "t" } else { "f" }),
        (C::Null, _) => column.is_null(),
        (C::NotNull, _) => column.is_not_null(),
        (C::Equal, Value::Constant(value)) => column.equals(&value.text()),
        (C::Equal, _) => column.equals_some_value(),
        (C::NotEqual, Value::Constant(value)) => column.differs(&value.text()),
        (C::In, _) => any_of(term, column),
        (C::NotIn, _) => any_of(term, column).map(|share| 1.0 - share),
        (C::Pattern(kind @ (PatternKind::Like | PatternKind::ILike)), Value::Constant(pattern)) => {
            column.like(&pattern.text(), kind == PatternKind::ILike)
        }
        (compared, Value::Constant(value)) => side(compared, column, &value.text()),
        _ => None,
    }
}

/// One side of a value.
fn side(compared: Comparison, column: Selectivity<'_>, value: &str) -> Option<f64> {
    use Comparison as C;
    let limit = |inclusive| Limit { value, inclusive };
    match compared {
        C::Less => column.below(limit(false)),
        C::LessOrEqual => column.below(limit(true)),
        C::Greater => column.above(limit(false)),
        C::GreaterOrEqual => column.above(limit(true)),
        _ => None,
    }
}

/// One of the values of an array.
fn any_of(term: &Term<'_>, column: Selectivity<'_>) -> Option<f64> {
    let id = term.value_id()?;
    let predicate = term.predicate();
    let literal =
        std::iter::successors(Some(id), |id| predicate.children(*id).next()).take(3).find_map(|id| {
            match predicate.expr(id) {
                Expr::Literal(literal) => Some(literal),
                _ => None,
            }
        });
    let Some(literal) = literal else {
        // An array of parameters, or of what is computed.
        let Value::List { len: Some(len), .. } = term.value() else { return None };
        return column.any_of(std::iter::repeat_n(None, len));
    };
    let values = elements(&literal.text())?;
    column.any_of(values.iter().map(|value| Some(value.as_str())))
}

/// The most values that are looked at one by one.
const MOST_VALUES: usize = 1_000;

/// The elements of a one-dimensional array as the server writes it: `{a,"b c"}`.
fn elements(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut values = Vec::new();
    let mut value = String::new();
    let mut quoted = false;
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => value.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(std::mem::take(&mut value)),
            '{' | '}' if !quoted => return None,
            other => value.push(other),
        }
        if values.len() > MOST_VALUES {
            return None;
        }
    }
    values.push(value);
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_taken_apart() {
        assert_eq!(elements(r#"{a,"b c","d\"e",f}"#).unwrap(), ["a", "b c", "d\"e", "f"]);
        assert_eq!(elements("{{1},{2}}"), None);
    }
}
