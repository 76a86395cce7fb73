//! What is open while an expression is read: the parser's own stack, so that it need not recurse.

use super::super::expr::Quantifier;
use super::super::operator::Operator;
use super::super::tree::{NONE, Span};

/// How tightly operators bind, loosest first: `enum precedence` in MariaDB's `item.h`, by which it leaves out
/// parentheses. MySQL prints them all.
pub(super) mod power {
    pub(in crate::predicate) const ASSIGN: u8 = 1;
    pub(in crate::predicate) const OR: u8 = 2;
    pub(in crate::predicate) const XOR: u8 = 3;
    pub(in crate::predicate) const AND: u8 = 4;
    pub(in crate::predicate) const NOT: u8 = 5;
    pub(in crate::predicate) const COMPARE: u8 = 6;
    pub(in crate::predicate) const BETWEEN: u8 = 7;
    pub(in crate::predicate) const IN: u8 = 8;
    pub(in crate::predicate) const ESCAPE: u8 = 9;
    pub(in crate::predicate) const BIT_OR: u8 = 10;
    pub(in crate::predicate) const BIT_AND: u8 = 11;
    pub(in crate::predicate) const SHIFT: u8 = 12;
    pub(in crate::predicate) const ADD: u8 = 13;
    pub(in crate::predicate) const MULTIPLY: u8 = 14;
    pub(in crate::predicate) const BIT_XOR: u8 = 15;
    pub(in crate::predicate) const SIGN: u8 = 16;
    pub(in crate::predicate) const COLLATE: u8 = 17;
    pub(in crate::predicate) const ELEMENT: u8 = 18;
}

/// What an operator written as a symbol does, and its power. `||`, `&&` and `!` are no such: they are OR, AND
/// and NOT.
pub(super) fn operator(symbol: &str) -> Option<(Operator, u8)> {
    Some(match symbol.as_bytes() {
        b"=" => (Operator::Equal, power::COMPARE),
        b"<=>" => (Operator::NotDistinct, power::COMPARE),
        b"<>" | b"!=" => (Operator::NotEqual, power::COMPARE),
        b"<" => (Operator::Less, power::COMPARE),
        b"<=" => (Operator::LessOrEqual, power::COMPARE),
        b">" => (Operator::Greater, power::COMPARE),
        b">=" => (Operator::GreaterOrEqual, power::COMPARE),
        b"|" => (Operator::Other, power::BIT_OR),
        b"&" => (Operator::Other, power::BIT_AND),
        b"<<" | b">>" => (Operator::Other, power::SHIFT),
        b"+" => (Operator::Add, power::ADD),
        b"-" => (Operator::Subtract, power::ADD),
        b"*" => (Operator::Multiply, power::MULTIPLY),
        b"/" => (Operator::Divide, power::MULTIPLY),
        b"%" => (Operator::Modulo, power::MULTIPLY),
        b"^" => (Operator::Other, power::BIT_XOR),
        b"->" | b"->>" => (Operator::Element, power::ELEMENT),
        b":=" => (Operator::Assign, power::ASSIGN),
        _ => return None,
    })
}

/// The syntax within a function's parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Arguments.
    Plain,
    /// `cast(x as type)`, and `convert(x, type)` once its type was read.
    Cast,
    /// `convert(x using charset)` or `convert(x, type)`.
    Convert,
    /// `convert(x using charset)`, once the character set was read.
    Charset,
    /// `multiple equal(a, b, 5)`.
    MultipleEqual,
}

/// What a server puts around an expression to tell how it is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapper {
    /// Of no consequence: `<cache>(x)`, `<nop>(x)`, `trigcond(x)`, `<max>(select #2)`.
    Plain,
    /// `<if>(outer_field_is_not_null, x, true)`: what it is switched on and off by was passed over.
    If,
    /// `<not>(x)`.
    Not,
    /// `<is_not_null_test>(x)`.
    NotNull,
    /// `<in_optimizer>(left, x)`.
    InOptimizer,
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
        high: bool,
    },
    /// `binary x`.
    Cast,

    // Parts of a bracket.
    /// `list`: commas are part of it. Ended by the next part or by the bracket.
    Clause {
        list: bool,
    },
    /// Ended by `end`.
    Case,
    /// `match a, b`, ended by `against`.
    Match,
    /// `interval x`, ended by the unit.
    Interval,

    // Brackets.
    Top,
    Paren,
    Row,
    Call(Syntax),
    Wrapper(Wrapper),
    Exists,
    /// `member of (`.
    Member,
    In {
        negated: bool,
    },
    /// The parentheses after `against`.
    Against,
    /// The parentheses after `over`.
    Window,
}

impl Shape {
    /// Whether a closing parenthesis, or the end of the text, ends it.
    pub(super) fn is_bracket(self) -> bool {
        matches!(
            self,
            Self::Top
                | Self::Paren
                | Self::Row
                | Self::Call(_)
                | Self::Wrapper(_)
                | Self::Exists
                | Self::Member
                | Self::In { .. }
                | Self::Against
                | Self::Window
        )
    }

    /// Whether a word of its own must end it before the bracket around it may end.
    pub(super) fn needs_end(self) -> bool {
        matches!(self, Self::Case | Self::Match | Self::Interval)
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
    /// Whether something between that bracket and it [needs an end](Shape::needs_end); set when it is pushed.
    pub unfinished: bool,
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
            unfinished: false,
            name,
        }
    }

    pub(super) fn operator(shape: Shape, power: u8, start: u32, name: Span) -> Self {
        Self { power, ..Self::new(shape, start, name) }
    }
}
