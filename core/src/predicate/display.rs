//! The tree as text: one canonical line, for tests and for who debugs a reader.
//!
//! Prefix notation in parentheses, so that precedence is visible: `((a = 1) AND b)` is `(and (= a 1) b)`.
//! Columns and constants stand as written, what was not understood as `?{…}`.

use std::fmt::{Display, Formatter, Result};

use super::expr::{Expr, Quantifier, Sublink, Test};
use super::tree::{ExprId, Predicate};

impl Display for Predicate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let root = self.root();
        // Expressions that are open, and whether a space is due before the next.
        let mut open: Vec<ExprId> = Vec::new();
        let mut next = Some(root);
        loop {
            while let Some(id) = next {
                if !open.is_empty() {
                    f.write_str(" ")?;
                }
                self.write_start(id, f)?;
                open.push(id);
                next = self.children(id).next();
            }
            let Some(id) = open.pop() else { return Ok(()) };
            if self.is_compound(id) {
                f.write_str(")")?;
            }
            if id != root {
                next = self.sibling(id);
            }
        }
    }
}

impl Predicate {
    fn sibling(&self, id: ExprId) -> Option<ExprId> {
        let next = self.node(id.0)?.next;
        self.node(next).map(|_| ExprId(next))
    }

    /// Whether it is written in parentheses with what is below it.
    fn is_compound(&self, id: ExprId) -> bool {
        match self.expr(id) {
            Expr::Column(_)
            | Expr::WholeRow { .. }
            | Expr::Literal(_)
            | Expr::Param(_)
            | Expr::Plan { .. }
            | Expr::Word(_) => false,
            Expr::Call { .. } | Expr::Opaque(_) => self.children(id).next().is_some(),
            _ => true,
        }
    }

    /// What stands before the children.
    fn write_start(&self, id: ExprId, f: &mut Formatter<'_>) -> Result {
        let not = |negated: bool| if negated { "not " } else { "" };
        match self.expr(id) {
            Expr::Column(column) => f.write_str(column.spelling()),
            Expr::WholeRow { qualifier } => write!(f, "{qualifier}.*"),
            Expr::Literal(literal) => match literal.label() {
                Some(label) => write!(f, "{}::{label}", literal.raw()),
                None => f.write_str(literal.raw()),
            },
            Expr::Param(number) => write!(f, "${number}"),
            Expr::Plan { name, hashed } => write!(f, "<{}{name}>", if hashed { "hashed " } else { "" }),
            Expr::Sublink(sublink) => write!(f, "({}", sublink_word(sublink)),
            Expr::And => f.write_str("(and"),
            Expr::Or => f.write_str("(or"),
            Expr::Not => f.write_str("(not"),
            Expr::Binary { symbol, quantifier, .. } => match quantifier {
                Some(Quantifier::Any) => write!(f, "({symbol} any"),
                Some(Quantifier::All) => write!(f, "({symbol} all"),
                None => write!(f, "({symbol}"),
            },
            Expr::Unary { symbol } => write!(f, "({symbol}"),
            Expr::Is { test, negated, words } => {
                write!(f, "(is {}{}", not(negated), test_word(test).unwrap_or(words))
            }
            Expr::Between { negated, symmetric } => {
                write!(f, "({}between{}", not(negated), if symmetric { " symmetric" } else { "" })
            }
            Expr::In { negated } => write!(f, "({}in", not(negated)),
            Expr::Row => f.write_str("(row"),
            Expr::List => f.write_str("(list"),
            Expr::Array => f.write_str("(array"),
            Expr::Charset { to } => write!(f, "(charset {to}"),
            Expr::Cast { to } => write!(f, "(cast {to}"),
            Expr::Call { name } if self.is_compound(id) => write!(f, "({name}"),
            Expr::Call { name } => write!(f, "{name}()"),
            Expr::Suffix { keyword } | Expr::Clause { keyword } => write!(f, "({keyword}"),
            Expr::Case => f.write_str("(case"),
            Expr::Subscript => f.write_str("(at"),
            Expr::Slice { low, high } => match (low, high) {
                (true, true) => f.write_str("(slice"),
                (true, false) => f.write_str("(slice from"),
                (false, true) => f.write_str("(slice to"),
                (false, false) => f.write_str("(slice all"),
            },
            Expr::Field { name } => write!(f, "(field {name}"),
            Expr::Collate { collation } => write!(f, "(collate {collation}"),
            Expr::Ordered { descending, nulls_first, using } => {
                f.write_str(if descending { "(desc" } else { "(asc" })?;
                if !using.is_empty() {
                    write!(f, " using {using}")?;
                }
                match nulls_first {
                    Some(true) => f.write_str(" nulls first"),
                    Some(false) => f.write_str(" nulls last"),
                    None => Ok(()),
                }
            }
            Expr::Word(word) => write!(f, "#{word}"),
            Expr::Opaque(text) if self.is_compound(id) => write!(f, "(?{{{text}}}"),
            Expr::Opaque(text) => write!(f, "?{{{text}}}"),
        }
    }
}

fn sublink_word(sublink: Sublink) -> &'static str {
    match sublink {
        Sublink::Exists => "exists",
        Sublink::Any => "any",
        Sublink::All => "all",
        Sublink::Array => "array-of",
        Sublink::Rescan => "rescan",
        Sublink::Alternatives => "alternatives",
    }
}

fn test_word(test: Test) -> Option<&'static str> {
    match test {
        Test::Null => Some("null"),
        Test::True => Some("true"),
        Test::False => Some("false"),
        Test::Unknown => Some("unknown"),
        Test::Other => None,
    }
}
