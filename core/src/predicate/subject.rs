//! What stands on the indexed side of a condition or in a sort key.

use std::borrow::Cow;

use super::expr::Expr;
use super::language::Language;
use super::mysql;
use super::name::Column;
use super::tree::{ExprId, Kind, Predicate, Span};
use super::volatility::Volatility;

/// What an index would have as its key.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'p> {
    /// A column.
    Column(Column<'p>),
    /// A column under one cast, `(name)::text`.
    ///
    /// From `varchar` that is a relabelling that a plain index serves; from `integer` it is a conversion that
    /// needs an index on the expression. Both print alike: the column's type decides.
    Cast {
        /// The column.
        column: Column<'p>,
        /// The type it is cast to, as written.
        to: &'p str,
        /// The cast as an expression.
        expression: Expression<'p>,
    },
    /// Anything else made of columns: `lower(email)`, `(attrs ->> 'k'::text)`.
    Expression(Expression<'p>),
    /// Several at once, `ROW(a, b)`: each is one of [`Term::row`](super::Term::row).
    Row(Expression<'p>),
    /// No column is involved.
    None,
}

impl<'p> Subject<'p> {
    /// What an expression is as the key of an index.
    #[must_use]
    pub fn of(predicate: &'p Predicate, id: ExprId) -> Self {
        let expression = Expression { predicate, id };
        match predicate.expr(id) {
            Expr::Column(column) => Self::Column(column),
            _ if predicate.columns_of(id).next().is_none() => Self::None,
            Expr::Cast { to } => match predicate.children(id).next().map(|inner| predicate.expr(inner)) {
                Some(Expr::Column(column)) => Self::Cast { column, to, expression },
                _ => Self::Expression(expression),
            },
            Expr::Row => Self::Row(expression),
            _ => Self::Expression(expression),
        }
    }

    /// The column, if it is one, cast or not.
    #[must_use]
    pub fn column(&self) -> Option<Column<'p>> {
        match self {
            Self::Column(column) | Self::Cast { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// It as an element of CREATE INDEX; see [`Expression::index_text`]. Of a row, and of nothing, there is
    /// none.
    #[must_use]
    pub fn index_text(&self) -> Option<Cow<'p, str>> {
        match self {
            Self::Column(column) => Some(column.index_name()),
            Self::Cast { expression, .. } | Self::Expression(expression) => Some(expression.index_text()),
            Self::Row(_) | Self::None => None,
        }
    }
}

/// An expression on columns, as it could be the key of an index.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'p> {
    predicate: &'p Predicate,
    id: ExprId,
}

impl<'p> Expression<'p> {
    /// Where it stands in its predicate.
    #[must_use]
    pub fn id(&self) -> ExprId {
        self.id
    }

    /// As written, without the parentheses around it.
    #[must_use]
    pub fn source(&self) -> &'p str {
        self.predicate.source(self.id)
    }

    /// The columns in it, in the order of the text, repetitions included.
    pub fn columns(&self) -> impl Iterator<Item = Column<'p>> + use<'p> {
        self.predicate.columns_of(self.id)
    }

    /// How fixed its value is: only an immutable one can be in an index.
    #[must_use]
    pub fn volatility(&self) -> Volatility {
        self.predicate.volatility(self.id)
    }

    /// The same where the types of columns are known; see [`Predicate::volatility_of`].
    #[must_use]
    pub fn volatility_of<'t>(&self, type_of: impl Fn(Column<'_>) -> Option<&'t str>) -> Volatility {
        self.predicate.volatility_of(self.id, type_of)
    }

    /// Whether it holds a parameter or the result of a sub-plan: then it cannot be in an index.
    #[must_use]
    pub fn has_reference(&self) -> bool {
        let predicate = self.predicate;
        predicate.below(self.id).iter().any(|node| match node.kind {
            Kind::Param | Kind::Plan { .. } | Kind::Sublink(_) => true,
            Kind::Word => {
                predicate.language() == Language::MySql && mysql::is_variable(node.a.of(predicate.text()))
            }
            _ => false,
        })
    }

    /// As an element of CREATE INDEX: qualifiers taken off its columns, and in parentheses unless it is a
    /// function call or a column under a collation, as the statement's grammar wants it (`index_elem` in
    /// `gram.y`). MySQL wants parentheses around any expression.
    #[must_use]
    pub fn index_text(&self) -> Cow<'p, str> {
        if self.predicate.language() == Language::MySql {
            return format!("({})", self.as_statement()).into();
        }
        let inner = self.unqualified();
        let first = self.predicate.pair(self.id.0).0;
        let bare = match self.predicate.kind(self.id.0) {
            Kind::Call | Kind::Column => true,
            Kind::Collate => self.predicate.kind(first) == Kind::Column,
            _ => false,
        };
        if bare { inner } else { format!("({inner})").into() }
    }

    /// Its source as a statement of MySQL: columns without qualifiers and quoted alike, and without what the
    /// server writes around a part (`<cache>(x)`).
    fn as_statement(&self) -> String {
        let text = self.predicate.text();
        let mut edits = Vec::new();
        for node in self.predicate.below(self.id) {
            if node.kind == Kind::Column {
                edits.push((node.inner, mysql::quoted(node.b.of(text))));
            }
            let around = node.span.of(text);
            if around.starts_with('<')
                && let Some(word) = around.find('(')
            {
                // A word in angle brackets, far below 32 bits.
                edits.push((Span::new(node.span.start, node.span.start + word as u32), "".into()));
            }
        }
        crate::sort::by_key(&mut edits, |(span, _)| (span.start, span.end));
        let whole = self.predicate.source_span(self.id);
        let mut statement = String::new();
        let mut at = whole.start;
        for (span, new) in edits.iter().filter(|(span, _)| whole.start <= span.start) {
            statement.push_str(Span::new(at, span.start).of(text));
            statement.push_str(new);
            at = at.max(span.end);
        }
        statement.push_str(Span::new(at, whole.end).of(text));
        statement
    }

    /// Its source without the qualifiers of columns.
    fn unqualified(&self) -> Cow<'p, str> {
        let source = self.source();
        let nodes = self.predicate.below(self.id).iter();
        let mut qualified = nodes.filter(|node| node.kind == Kind::Column && !node.a.is_empty()).peekable();
        if qualified.peek().is_none() {
            return source.into();
        }
        let base = self.predicate.source_span(self.id).start;
        let mut text = String::with_capacity(source.len());
        let mut at = 0;
        for node in qualified {
            let cut = node.a.start.saturating_sub(base) as usize;
            text.push_str(source.get(at..cut).unwrap_or(""));
            at = node.b.start.saturating_sub(base) as usize;
        }
        text.push_str(source.get(at..).unwrap_or(""));
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::Subject;
    use crate::predicate::{Language, Predicate};

    #[test]
    fn expressions_as_an_index_has_them() {
        for (text, expected) in [
            ("users.email", "email"),
            (r#"t."Weird ""Name""#, r#""Weird ""Name""#),
            ("lower(users.email)", "lower(email)"),
            ("((lower((u.name)::text)))", "lower((name)::text)"),
            ("((o.attrs ->> 'o.k'::text))", "(attrs ->> 'o.k'::text)"),
            ("((t.a + t.b))", "(a + b)"),
            ("(p_type)::text", "((p_type)::text)"),
            ("(t.name COLLATE \"C\")", "name COLLATE \"C\""),
            ("COALESCE(t.a, t.b, 0)", "COALESCE(a, b, 0)"),
            ("(CASE WHEN t.a THEN 1 ELSE 0 END)", "(CASE WHEN a THEN 1 ELSE 0 END)"),
            ("EXTRACT(year FROM t.ts)", "EXTRACT(year FROM ts)"),
        ] {
            let predicate = Predicate::parse(text, Language::Postgres);
            let subject = Subject::of(&predicate, predicate.root());
            assert_eq!(subject.index_text().as_deref(), Some(expected), "{text}");
        }
        let predicate = Predicate::parse("(1 + 2)", Language::Postgres);
        assert!(matches!(Subject::of(&predicate, predicate.root()), Subject::None));
    }
}
