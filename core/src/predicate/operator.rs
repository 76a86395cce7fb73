//! Operators: what a symbol most likely does.
//!
//! A symbol alone does not tell the types, so a name here is the usual meaning: `~` is a regular expression
//! on text but a path match on `ltree`, `%` is a remainder on numbers but a similarity on text (`pg_trgm`).
//! Who needs to know looks at the constant's type, or at whether the result is used as a condition.

use crate::text::dictionary;

/// What an operator does, so far as its symbol tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `=`.
    Equal,
    /// `<>`, `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `IS DISTINCT FROM`.
    Distinct,
    /// `IS NOT DISTINCT FROM`.
    NotDistinct,
    /// `~~`, `LIKE`.
    Like,
    /// `!~~`, `NOT LIKE`.
    NotLike,
    /// `~~*`, `ILIKE`.
    ILike,
    /// `!~~*`, `NOT ILIKE`.
    NotILike,
    /// `SIMILAR TO`; PostgreSQL prints a regular expression instead.
    SimilarTo,
    /// `NOT SIMILAR TO`.
    NotSimilarTo,
    /// `~`.
    Regex,
    /// `!~`.
    NotRegex,
    /// `~*`.
    IRegex,
    /// `!~*`.
    NotIRegex,
    /// `^@`: starts with.
    StartsWith,
    /// `@>`.
    Contains,
    /// `<@`.
    ContainedBy,
    /// `&&`.
    Overlaps,
    /// `?`.
    HasKey,
    /// `?|`.
    HasAnyKey,
    /// `?&`.
    HasAllKeys,
    /// `@@`: text search, or a `jsonpath` predicate.
    Matches,
    /// `@?`: a `jsonpath` finds something.
    PathExists,
    /// `<%`, `%>`, `<<%`, `%>>`: similar words (`pg_trgm`).
    WordSimilar,
    /// `<->`, and the distances of `pg_trgm` and `pgvector`: `<=>`, `<#>`, `<+>`.
    Distance,
    /// `<<`, `>>`, `&<`, `-|-`, `|>>` …: where one range, shape or network lies to another.
    Position,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`: a remainder, or similar texts (`pg_trgm`) where it stands as a condition.
    Modulo,
    /// `^`.
    Power,
    /// `||`.
    Concat,
    /// `->`, `#>`, `->>`, `#>>`: an element of a JSON value.
    Element,
    /// `AT TIME ZONE`.
    AtTimeZone,
    /// `ESCAPE`, after a pattern.
    Escape,
    /// `=>`: an argument by name; the left side is a word.
    Named,
    /// `:=`: an element or field assigned, in the output of an UPDATE.
    Assign,
    /// Any other.
    Other,
}

impl Operator {
    /// The operator a symbol stands for, without a schema.
    #[must_use]
    pub fn from_symbol(symbol: &str) -> Self {
        dictionary! { SYMBOLS: Operator = {
            "=" => Operator::Equal,
            "<>" | "!=" => Operator::NotEqual,
            "<" => Operator::Less,
            "<=" => Operator::LessOrEqual,
            ">" => Operator::Greater,
            ">=" => Operator::GreaterOrEqual,
            "~~" => Operator::Like,
            "!~~" => Operator::NotLike,
            "~~*" => Operator::ILike,
            "!~~*" => Operator::NotILike,
            "~" => Operator::Regex,
            "!~" => Operator::NotRegex,
            "~*" => Operator::IRegex,
            "!~*" => Operator::NotIRegex,
            "^@" => Operator::StartsWith,
            "@>" => Operator::Contains,
            "<@" => Operator::ContainedBy,
            "&&" => Operator::Overlaps,
            "?" => Operator::HasKey,
            "?|" => Operator::HasAnyKey,
            "?&" => Operator::HasAllKeys,
            "@@" | "@@@" => Operator::Matches,
            "@?" => Operator::PathExists,
            "<%" | "%>" | "<<%" | "%>>" => Operator::WordSimilar,
            "<->" | "<#>" | "<=>" | "<+>" | "<<->" | "<->>" | "<<<->" | "<->>>" => Operator::Distance,
            "<<" | ">>" | "<<=" | ">>=" | "&<" | "&>" | "-|-" | "<<|" | "|>>" | "&<|" | "|&>"
            | "<^" | ">^" | "~=" => Operator::Position,
            "+" => Operator::Add,
            "-" => Operator::Subtract,
            "*" => Operator::Multiply,
            "/" => Operator::Divide,
            "%" => Operator::Modulo,
            "^" => Operator::Power,
            "||" => Operator::Concat,
            "->" | "->>" | "#>" | "#>>" => Operator::Element,
            "=>" => Operator::Named,
            ":=" => Operator::Assign,
        } }
        SYMBOLS.find(symbol.as_bytes()).unwrap_or(Self::Other)
    }

    /// The operator that says the same with its sides exchanged; `None` where there is none.
    #[must_use]
    pub fn commuted(self) -> Option<Self> {
        Some(match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Contains => Self::ContainedBy,
            Self::ContainedBy => Self::Contains,
            Self::Equal
            | Self::NotEqual
            | Self::Distinct
            | Self::NotDistinct
            | Self::Overlaps
            | Self::Matches
            | Self::WordSimilar
            | Self::Distance
            | Self::Position
            | Self::Modulo => self,
            _ => return None,
        })
    }

    /// The operator that holds where this one does not, nulls aside; `None` where there is none.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
            Self::Distinct => Self::NotDistinct,
            Self::NotDistinct => Self::Distinct,
            Self::Like => Self::NotLike,
            Self::NotLike => Self::Like,
            Self::ILike => Self::NotILike,
            Self::NotILike => Self::ILike,
            Self::SimilarTo => Self::NotSimilarTo,
            Self::NotSimilarTo => Self::SimilarTo,
            Self::Regex => Self::NotRegex,
            Self::NotRegex => Self::Regex,
            Self::IRegex => Self::NotIRegex,
            Self::NotIRegex => Self::IRegex,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Operator;

    #[test]
    fn turning_twice_changes_nothing() {
        for symbol in ["=", "<>", "<", "<=", ">", ">=", "~~", "!~*", "@>", "<@", "&&", "<->"] {
            let op = Operator::from_symbol(symbol);
            assert_ne!(op, Operator::Other, "{symbol}");
            if let Some(turned) = op.commuted() {
                assert_eq!(turned.commuted(), Some(op), "{symbol}");
            }
            if let Some(turned) = op.negated() {
                assert_eq!(turned.negated(), Some(op), "{symbol}");
            }
        }
    }
}
