//! How an index of MySQL or MariaDB serves a condition.
//!
//! After the manual's sections on range optimization (10.2.1.2), functional key parts and multi-valued indexes
//! (15.1.15), full-text search (14.9), and what servers did when the indexes were made.

use super::super::comparison::Comparison;
use super::super::expr::Expr;
use super::super::operator::Operator;
use super::super::pattern::PatternKind;
use super::super::subject::Subject;
use super::super::term::Term;
use super::super::tree::ExprId;
use super::super::usability::{Access, Condition, Reason, Usability};
use super::super::value::Value;
use super::super::volatility::Volatility;

impl Term<'_> {
    /// What [`usability`](Self::usability) says of a text of MySQL.
    pub(in crate::predicate) fn usability_in_mysql(&self) -> Usability {
        if self.comparison() == Comparison::Or {
            return Usability::Yes(Access::Or);
        }
        if let Some(reason) = self.refusal() {
            return Usability::No(reason);
        }
        let served = self.served_in_mysql();
        let Some(access) = served.access() else { return served };
        match self.subject() {
            Subject::Expression(expression) | Subject::Cast { expression, .. }
                if expression.has_reference() =>
            {
                Usability::No(Reason::ReferenceInExpression)
            }
            _ if matches!(access, Access::FullText | Access::MultiValued) => served,
            Subject::Column(_) => served,
            Subject::Cast { .. } => Usability::If(Condition::IndexOnExpression, access),
            Subject::Row(_) => self.served_row(),
            Subject::Expression(expression) => match expression.volatility() {
                _ if self.is_converted(expression.id()) => Usability::No(Reason::CharsetConversion),
                _ if self.is_array(expression.id()) => Usability::Yes(Access::MultiValued),
                Volatility::Immutable | Volatility::DependsOnType => {
                    Usability::If(Condition::IndexOnExpression, access)
                }
                Volatility::Unknown => Usability::If(Condition::Function, access),
                Volatility::Stable => Usability::No(Reason::StableExpression),
                Volatility::Volatile => Usability::No(Reason::VolatileExpression),
                Volatility::Aggregate => Usability::No(Reason::Aggregate),
            },
            Subject::None => Usability::No(Reason::NoColumn),
        }
    }

    /// How an index on the subject would serve the comparison.
    fn served_in_mysql(&self) -> Usability {
        use Comparison as C;
        if self.is_match() {
            return Usability::Yes(Access::FullText);
        }
        match self.comparison() {
            C::Equal | C::NotDistinct => Usability::Yes(Access::Equality),
            // A sub-query that was not turned into a join is evaluated for each row.
            C::In if matches!(self.value(), Value::Plan { .. }) => Usability::No(Reason::SubPlan),
            C::In => Usability::Yes(Access::InList),
            C::Less | C::LessOrEqual | C::Greater | C::GreaterOrEqual | C::Between => {
                Usability::Yes(Access::Range)
            }
            C::Null | C::NotNull => Usability::Yes(Access::NullTest),
            // There are no booleans: it means `<> 0` or `= 0`.
            C::Truth(false) => Usability::Yes(Access::Truth),
            C::Truth(true) if matches!(self.subject(), Subject::Column(_)) => Usability::No(Reason::Negated),
            C::Pattern(PatternKind::Like) => self.served_like(),
            C::Contains | C::Overlaps | C::ElementOf => Usability::Yes(Access::MultiValued),
            C::NotEqual | C::NotIn | C::NotPattern(PatternKind::Like) | C::Distinct => {
                Usability::No(Reason::Negated)
            }
            _ => Usability::No(Reason::Operator),
        }
    }

    fn served_like(&self) -> Usability {
        match (self.pattern(), self.value()) {
            (Some(pattern), _) if !pattern.prefix().is_empty() => Usability::Yes(Access::Prefix),
            (Some(_), _) => Usability::No(Reason::LeadingWildcard),
            // Only a constant makes a range.
            (None, Value::Column(_) | Value::Columns) => Usability::No(Reason::Operator),
            (None, _) => Usability::If(Condition::Pattern, Access::Prefix),
        }
    }

    /// `(a, b) = (1, 2)` looks up, `(a, b) < (1, 2)` is no range.
    fn served_row(&self) -> Usability {
        let plain = self.row().all(|element| matches!(element, Subject::Column(_)));
        match self.comparison() {
            comparison if comparison.is_range() => Usability::No(Reason::RowRange),
            Comparison::Equal | Comparison::NotDistinct | Comparison::In if plain => {
                Usability::Yes(Access::Row)
            }
            _ => Usability::No(Reason::Operator),
        }
    }

    /// Whether it is a full-text search, or compares the relevance of one.
    fn is_match(&self) -> bool {
        let is_match = |id| matches!(self.predicate().expr(id), Expr::Binary { op: Operator::Matches, .. });
        self.comparison() == Comparison::Matches || self.subject_id().is_some_and(is_match)
    }

    /// Whether the subject is what a multi-valued index is made on, as a lookup in it prints it: `cast(j as
    /// unsigned array)`.
    fn is_array(&self, id: ExprId) -> bool {
        matches!(self.predicate().expr(id), Expr::Cast { to } if to.ends_with(" array"))
    }

    /// Whether the subject is a column in another character set.
    fn is_converted(&self, id: ExprId) -> bool {
        let inner = self.predicate().children(id).next().map(|inner| self.predicate().expr(inner));
        matches!((self.predicate().expr(id), inner), (Expr::Charset { .. }, Some(Expr::Column(_))))
    }
}

#[cfg(test)]
mod tests {
    use crate::predicate::{Language, Predicate, Reason, Term, Usability};

    /// One line a term: what an index would hold, how it is compared, with what, and whether that serves.
    fn terms(text: &str) -> Vec<String> {
        let predicate = Predicate::parse(text, Language::MySql);
        assert!(predicate.is_complete(), "{predicate}");
        predicate.terms().map(|term| line(&term)).collect()
    }

    #[test]
    fn servers_print_one_condition_in_three_ways() {
        let expected =
            ["created_at GreaterOrEqual '2024-01-01' -> Yes(Range)", "`key` Equal 'x' -> Yes(Equality)"];
        for text in [
            "((`s`.`o`.`created_at` >= '2024-01-01') and (`s`.`o`.`key` = 'x'))",
            "((o.created_at >= '2024-01-01') and (o.`key` = 'x'))",
            "o.created_at >= '2024-01-01' and o.`key` = 'x'",
            "('2024-01-01' <= created_at AND `key` = 'x')",
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
        let predicate = Predicate::parse("(`s`.`o`.`key` = 1)", Language::MySql);
        let column = predicate.columns().next().expect("one column");
        assert_eq!((column.qualifier().as_deref(), column.name().as_ref()), (Some("o"), "key"));
    }

    #[test]
    fn indexes_serve() {
        for (text, expected) in [
            ("(t.a <=> 5)", "a NotDistinct 5 -> Yes(Equality)"),
            ("(t.a = (select #2))", "a Equal select #2 -> Yes(Equality)"),
            ("(t.a in (1,2))", "a In 1 -> Yes(InList)"),
            ("(NULL < a)", "a NotNull  -> Yes(NullTest)"),
            ("(a = NULL)", "a Null  -> Yes(NullTest)"),
            ("(0 <> (t.a = 5))", "a Equal 5 -> Yes(Equality)"),
            ("(t.a like 'x%')", "a Pattern(Like) 'x%' -> Yes(Prefix)"),
            (r"(t.a like '\\%x%')", r"a Pattern(Like) '\\%x%' -> Yes(Prefix)"),
            ("(t.a like @p)", "a Pattern(Like) @p -> If(Pattern, Prefix)"),
            ("(<cache>(o.a) = t.b)", "b Equal o.a -> Yes(Equality)"),
            ("(t.a > (now() - interval 1 day))", "a Greater now() - interval 1 day -> Yes(Range)"),
            ("(t.a,t.b) in ((1,2),(3,4))", "(t.a,t.b) In (1,2) -> Yes(Row)"),
            ("(match t.a,t.b against ('x'))", "t.a,t.b Matches 'x' -> Yes(FullText)"),
            ("(match t.a against ('x') > 0.5)", "(match a against ('x')) Greater 0.5 -> Yes(FullText)"),
            ("json'4' member of (t.j)", "j ElementOf json'4' -> Yes(MultiValued)"),
            (
                "json_contains(json_extract(t.j,'$.k'),json'4')",
                "(json_extract(j,'$.k')) Contains json'4' -> Yes(MultiValued)",
            ),
            ("(lower(`s`.`t`.`a`) = 'x')", "(lower(a)) Equal 'x' -> If(IndexOnExpression, Equality)"),
            (
                "(cast(t.`a` as date) = '2024-01-01')",
                "(cast(a as date)) Equal '2024-01-01' -> If(IndexOnExpression, Equality)",
            ),
            ("((t.a * 2) > 5)", "(a * 2) Greater 5 -> If(IndexOnExpression, Range)"),
            ("(f(t.a) = 5)", "(f(a)) Equal 5 -> If(Function, Equality)"),
            ("(t.a = convert(u.a using utf8mb4))", "a Equal convert(u.a using utf8mb4) -> Yes(Equality)"),
        ] {
            assert_eq!(terms(text), [expected], "{text}");
        }
        assert_eq!(terms("(5 < a <= 9)"), ["a Greater 5 -> Yes(Range)", "a LessOrEqual 9 -> Yes(Range)"]);
    }

    #[test]
    fn nothing_serves_and_why() {
        for (text, reason) in [
            ("(t.a <> 1)", Reason::Negated),
            ("(t.a not in (1,2))", Reason::Negated),
            ("(t.a in (select #2) is false)", Reason::Negated),
            ("(0 <> t.a)", Reason::Negated),
            ("(t.a like '%x')", Reason::LeadingWildcard),
            ("(t.a like u.b)", Reason::Operator),
            ("(t.a regexp '^x')", Reason::Operator),
            ("regexp_like(t.a,'^x')", Reason::Operator),
            ("((t.a,t.b) < (1,2))", Reason::RowRange),
            ("(convert(t.a using utf8mb4) = u.a)", Reason::CharsetConversion),
            ("<in_optimizer>(t.a,<exists>(select #2))", Reason::SubPlan),
            ("(t.a = rand())", Reason::VolatileValue),
            ("(t.a in (1,t.b))", Reason::OwnColumns),
            ("((t.a + @x) = 5)", Reason::ReferenceInExpression),
            ("(sum(t.a) > 5)", Reason::Aggregate),
            ("(1 = 0)", Reason::NoColumn),
        ] {
            let predicate = Predicate::parse(text, Language::MySql);
            assert!(predicate.is_complete(), "{predicate}");
            let term = predicate.terms().next().expect("a condition has a term");
            assert_eq!(term.usability(), Usability::No(reason), "{text}");
        }
    }

    fn line(term: &Term<'_>) -> String {
        let subject = term.subject().index_text().unwrap_or_else(|| term.subject_text().into());
        format!("{subject} {:?} {} -> {:?}", term.comparison(), term.value_text(), term.usability())
    }
}
