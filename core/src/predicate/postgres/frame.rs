//! What is open while an expression is read: the parser's own stack, so that it need not recurse.

use super::super::expr::{Quantifier, Sublink};
use super::super::operator::Operator;
use super::super::tree::{NONE, Span};

/// How tightly operators bind, loosest first (PostgreSQL manual, 4.1.6; `gram.y` for `ESCAPE` and `:=`).
///
/// Deparsed conditions are fully parenthesised; this matters for text that people write.
pub(super) mod power {
    pub(in crate::predicate) const ASSIGN: u8 = 1;
    pub(in crate::predicate) const OR: u8 = 2;
    pub(in crate::predicate) const AND: u8 = 3;
    pub(in crate::predicate) const NOT: u8 = 4;
    pub(in crate::predicate) const IS: u8 = 5;
    pub(in crate::predicate) const COMPARE: u8 = 6;
    pub(in crate::predicate) const LIKE: u8 = 7;
    pub(in crate::predicate) const ESCAPE: u8 = 8;
    pub(in crate::predicate) const OTHER: u8 = 9;
    pub(in crate::predicate) const ADD: u8 = 10;
    pub(in crate::predicate) const MULTIPLY: u8 = 11;
    pub(in crate::predicate) const POWER: u8 = 12;
    pub(in crate::predicate) const AT: u8 = 13;
    pub(in crate::predicate) const COLLATE: u8 = 14;
    pub(in crate::predicate) const SIGN: u8 = 15;
}

/// The power of an operator written as a symbol.
pub(super) fn power_of(op: Operator) -> u8 {
    match op {
        Operator::Equal
        | Operator::NotEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => power::COMPARE,
        Operator::Add | Operator::Subtract => power::ADD,
        Operator::Multiply | Operator::Divide | Operator::Modulo => power::MULTIPLY,
        Operator::Power => power::POWER,
        Operator::Assign | Operator::Named => power::ASSIGN,
        _ => power::OTHER,
    }
}

/// The syntax within a function's parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Arguments.
    Plain,
    /// `CAST(x AS type)`.
    Cast,
    /// `EXTRACT(field FROM x)`.
    Extract,
    /// `POSITION(x IN y)`.
    Position,
    /// XML and JSON functions: any word in capitals is a key word.
    Words,
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    // Operators that wait for their right side; each has a power.
    Binary(Operator, Option<Quantifier>),
    Unary,
    Not,
    And,
    Or,
    /// `high`: the bound after `AND` is the one awaited.
    Between {
        negated: bool,
        symmetric: bool,
        high: bool,
    },
    /// `ANY`, `ALL`, `rescan` before what they apply to.
    Prefix(Sublink),
    /// `PARTIAL` before an aggregate.
    Partial,

    // Parts of a bracket, ended by the next part or by the bracket.
    /// `list`: commas are part of it.
    Clause {
        list: bool,
    },
    Slice {
        low: bool,
    },
    /// Ended by `END`.
    Case,

    // Brackets.
    Top,
    Paren,
    Row,
    Call(Syntax),
    /// `EXISTS(`, `ARRAY(`.
    Sublink(Sublink),
    Array,
    Subscript,
    In {
        negated: bool,
    },
    /// `window`: the parentheses of `OVER`.
    Suffix {
        window: bool,
    },
}

impl Shape {
    /// Whether a bracket of its own, or the end of the text, ends it.
    pub(super) fn is_bracket(self) -> bool {
        !self.is_part()
            && !matches!(
                self,
                Self::Binary(..)
                    | Self::Unary
                    | Self::Not
                    | Self::And
                    | Self::Or
                    | Self::Between { .. }
                    | Self::Prefix(_)
                    | Self::Partial
            )
    }

    /// Whether it is a part of the bracket around it.
    pub(super) fn is_part(self) -> bool {
        matches!(self, Self::Clause { .. } | Self::Slice { .. } | Self::Case)
    }

    /// Whether `]` rather than `)` ends it.
    pub(super) fn is_square(self) -> bool {
        matches!(self, Self::Array | Self::Subscript)
    }
}

/// One open thing and what it holds so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub shape: Shape,
    /// Of an operator; 0 otherwise.
    pub power: u8,
    /// Whether a comma was the last thing in it.
    pub comma: bool,
    /// The chain of what it holds.
    pub first: u32,
    pub last: u32,
    pub count: u32,
    /// Where it starts in the text.
    pub start: u32,
    /// Where, in a bracket, the item that is being read starts.
    pub item: u32,
    /// Which frame is the bracket around it, or itself; set when it is pushed.
    pub bracket: usize,
    /// Whether a `CASE` is open between that bracket and it; set when it is pushed.
    pub in_case: bool,
    /// The operator, name or key words.
    pub name: Span,
}

impl Frame {
    pub(super) fn new(shape: Shape, start: u32, name: Span) -> Self {
        Self {
            shape,
            power: 0,
            comma: false,
            first: NONE,
            last: NONE,
            count: 0,
            start,
            item: start,
            bracket: 0,
            in_case: false,
            name,
        }
    }

    pub(super) fn operator(shape: Shape, power: u8, start: u32, name: Span) -> Self {
        Self { power, ..Self::new(shape, start, name) }
    }
}
