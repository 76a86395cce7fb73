//! How a condition compares, with the side an index could serve told from the other.

use super::expr::{LiteralKind, Quantifier, Sublink, Test};
use super::language::Language;
use super::operator::Operator;
use super::pattern::PatternKind;
use super::tree::{ExprId, Kind, NONE, Predicate};

/// How a condition compares its subject with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`.
    Equal,
    /// `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `BETWEEN`: both ends included.
    Between,
    /// `= ANY (…)`, `IN`: one of several values, or of a sub-plan's.
    In,
    /// `<> ALL (…)`, `NOT IN`.
    NotIn,
    /// `IS NULL`.
    Null,
    /// `IS NOT NULL`.
    NotNull,
    /// The subject is itself the condition, and this is what it must be: `active`, `NOT active`, `active IS
    /// TRUE`.
    Truth(bool),
    /// `IS DISTINCT FROM`.
    Distinct,
    /// `IS NOT DISTINCT FROM`: equal, or both null.
    NotDistinct,
    /// `LIKE`, `~` and their like; [`Term::pattern`](super::Term::pattern) takes the pattern apart.
    Pattern(PatternKind),
    /// `NOT LIKE`, `!~` and their like.
    NotPattern(PatternKind),
    /// `@>`, `json_contains`: the subject holds the value.
    Contains,
    /// `<@`: the value holds the subject.
    ContainedBy,
    /// `&&`, `json_overlaps`.
    Overlaps,
    /// `?`, `?|`, `?&`: keys at the top of a `jsonb` or `hstore`.
    HasKey,
    /// `@@`: text search, or a `jsonpath` predicate; MySQL's `match … against`.
    Matches,
    /// `@?`: a `jsonpath` finds something.
    PathExists,
    /// `%`, `<%`: similar by trigrams.
    Similar,
    /// `<->`: not a condition but what `Order By` of an index scan sorts by.
    Distance,
    /// `<<`, `&<`, `-|-` …: ranges, shapes and networks.
    Position,
    /// `'x' = ANY (tags)`, `'x' member of (tags)`: the subject is an array that holds the value.
    ElementOf,
    /// One of several conditions; [`Term::arms`](super::Term::arms) has them.
    Or,
    /// Anything else, and what stands under a NOT that cannot be carried into it.
    Other,
}

impl Comparison {
    /// Whether it is `<`, `<=`, `>`, `>=` or `BETWEEN`.
    #[must_use]
    pub fn is_range(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual | Self::Between)
    }

    /// What an operator says of its left side.
    fn of(op: Operator) -> Self {
        match op {
            Operator::Equal => Self::Equal,
            Operator::NotEqual => Self::NotEqual,
            Operator::Less => Self::Less,
            Operator::LessOrEqual => Self::LessOrEqual,
            Operator::Greater => Self::Greater,
            Operator::GreaterOrEqual => Self::GreaterOrEqual,
            Operator::Distinct => Self::Distinct,
            Operator::NotDistinct => Self::NotDistinct,
            Operator::Like => Self::Pattern(PatternKind::Like),
            Operator::NotLike => Self::NotPattern(PatternKind::Like),
            Operator::ILike => Self::Pattern(PatternKind::ILike),
            Operator::NotILike => Self::NotPattern(PatternKind::ILike),
            Operator::SimilarTo => Self::Pattern(PatternKind::Similar),
            Operator::NotSimilarTo => Self::NotPattern(PatternKind::Similar),
            Operator::Regex => Self::Pattern(PatternKind::Regex),
            Operator::NotRegex => Self::NotPattern(PatternKind::Regex),
            Operator::IRegex => Self::Pattern(PatternKind::IRegex),
            Operator::NotIRegex => Self::NotPattern(PatternKind::IRegex),
            Operator::StartsWith => Self::Pattern(PatternKind::Start),
            Operator::Contains => Self::Contains,
            Operator::ContainedBy => Self::ContainedBy,
            Operator::Overlaps => Self::Overlaps,
            Operator::HasKey | Operator::HasAnyKey | Operator::HasAllKeys => Self::HasKey,
            Operator::Matches => Self::Matches,
            Operator::PathExists => Self::PathExists,
            // As a condition it yields a boolean, so it is no remainder.
            Operator::Modulo | Operator::WordSimilar => Self::Similar,
            Operator::Distance => Self::Distance,
            Operator::Position => Self::Position,
            _ => Self::Other,
        }
    }
}

/// A condition taken apart: `subject` is the side with columns, the left one if both have some.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    pub comparison: Comparison,
    /// The subject, or [`NONE`].
    pub subject: u32,
    /// What it is compared with, or [`NONE`]; of several values the first, the others follow it.
    pub object: u32,
    /// Whether what it is compared with is an array, value by value.
    pub array: bool,
}

impl Parts {
    fn new(comparison: Comparison, subject: u32, object: u32) -> Self {
        Self { comparison, subject, object, array: false }
    }

    /// Takes a condition apart.
    pub(super) fn of(predicate: &Predicate, id: u32) -> Self {
        let (id, negated) = condition_below(predicate, id);
        let (first, second) = predicate.pair(id);
        match predicate.kind(id) {
            Kind::Binary(op, None) if is_computation(predicate, op) => {
                Self::new(Comparison::Truth(!negated), id, NONE)
            }
            Kind::Or if !negated => Self::new(Comparison::Or, NONE, NONE),
            Kind::Binary(op, quantifier) => Self::binary(predicate, op, quantifier, negated, first, second),
            Kind::Is { test, negated: not } => {
                let comparison = match (test, negated != not) {
                    (Test::Null, false) => Comparison::Null,
                    (Test::Null, true) => Comparison::NotNull,
                    (Test::True, false) => Comparison::Truth(true),
                    (Test::False, false) => Comparison::Truth(false),
                    // IS NOT TRUE also holds for nulls, so it is not IS FALSE.
                    _ => Comparison::Other,
                };
                Self::new(comparison, first, NONE)
            }
            Kind::Between { negated: not, .. } if negated == not => {
                Self::new(Comparison::Between, first, second)
            }
            Kind::In { negated: not } if negated == not => Self::new(Comparison::In, first, second),
            Kind::In { .. } => Self::new(Comparison::NotIn, first, second),
            Kind::Between { .. } => Self::new(Comparison::Other, first, second),
            Kind::Sublink(sublink @ (Sublink::Any | Sublink::All)) => {
                Self::sublink(predicate, sublink, negated, first)
            }
            Kind::Or | Kind::And | Kind::List | Kind::Opaque => Self::new(Comparison::Other, NONE, NONE),
            _ if has_columns(predicate, id) => Self::new(Comparison::Truth(!negated), id, NONE),
            _ => Self::new(Comparison::Other, NONE, id),
        }
    }

    fn binary(
        predicate: &Predicate,
        op: Operator,
        quantifier: Option<Quantifier>,
        negated: bool,
        left: u32,
        right: u32,
    ) -> Self {
        let (mut on_left, on_right) = (has_columns(predicate, left), has_columns(predicate, right));
        if predicate.language() == Language::MySql && quantifier.is_none() {
            if let Some(parts) = Self::range_of_nulls(predicate, op, left, right).filter(|_| !negated) {
                return parts;
            }
            // What is cached is fixed while the table is read: a column of another one.
            on_left &= !(on_right && is_cached(predicate, left));
        }
        if let Some(quantifier) = quantifier {
            if !on_left && on_right {
                // An element that is compared with an array column.
                let element = quantifier == Quantifier::Any && op == Operator::Equal && !negated;
                let comparison = if element { Comparison::ElementOf } else { Comparison::Other };
                return Self::new(comparison, right, left);
            }
            let comparison =
                match (quantifier, op, negated) {
                    (Quantifier::Any, Operator::Equal, false)
                    | (Quantifier::All, Operator::NotEqual, true) => Comparison::In,
                    (Quantifier::Any, Operator::Equal, true)
                    | (Quantifier::All, Operator::NotEqual, false) => Comparison::NotIn,
                    (Quantifier::Any, Operator::NotEqual, _) => Comparison::Other,
                    (Quantifier::Any, op, false) => Comparison::of(op),
                    _ => Comparison::Other,
                };
            return Self { array: true, ..Self::new(comparison, if on_left { left } else { NONE }, right) };
        }
        let comparison = |op: Option<Operator>| {
            let op = op.and_then(|op| if negated { op.negated() } else { Some(op) });
            op.map_or(Comparison::Other, Comparison::of)
        };
        match (on_left, on_right) {
            (false, true) => Self::new(comparison(op.commuted()), right, left),
            (false, false) => Self::new(comparison(Some(op)), NONE, right),
            (true, _) => Self::new(comparison(Some(op)), left, right),
        }
    }

    /// `NULL < a` and `a = NULL` in MySQL's ranges: how an index passes nulls over, or finds them. No condition
    /// of a query is printed so: the server knows that it never holds.
    fn range_of_nulls(predicate: &Predicate, op: Operator, left: u32, right: u32) -> Option<Self> {
        let is_null = |id| predicate.kind(id) == Kind::Literal(LiteralKind::Null);
        match op {
            Operator::Less if is_null(left) => Some(Self::new(Comparison::NotNull, right, NONE)),
            Operator::Equal if is_null(right) => Some(Self::new(Comparison::Null, left, NONE)),
            _ => None,
        }
    }

    /// `(ANY (a = (SubPlan 1).col1))`, PostgreSQL 17 and later: what its inner comparison says, once for each
    /// row.
    fn sublink(predicate: &Predicate, sublink: Sublink, negated: bool, inner: u32) -> Self {
        let Kind::Binary(op, None) = predicate.kind(inner) else {
            return Self::new(Comparison::Other, NONE, inner);
        };
        let quantifier = if sublink == Sublink::Any { Quantifier::Any } else { Quantifier::All };
        let (left, right) = predicate.pair(inner);
        Self::binary(predicate, op, Some(quantifier), negated, left, right)
    }

    /// The same condition seen from the other side; `None` where its operator cannot be turned.
    pub(super) fn turned(self, predicate: &Predicate) -> Option<Self> {
        let comparison = match self.comparison {
            Comparison::In if self.array => Comparison::ElementOf,
            Comparison::ElementOf => Comparison::In,
            _ if self.array => return None,
            Comparison::Less => Comparison::Greater,
            Comparison::LessOrEqual => Comparison::GreaterOrEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterOrEqual => Comparison::LessOrEqual,
            Comparison::Contains => Comparison::ContainedBy,
            Comparison::ContainedBy => Comparison::Contains,
            Comparison::Equal
            | Comparison::NotEqual
            | Comparison::Distinct
            | Comparison::NotDistinct
            | Comparison::Overlaps
            | Comparison::Matches
            | Comparison::Similar
            | Comparison::Distance
            | Comparison::Position => self.comparison,
            _ => return None,
        };
        let array = comparison == Comparison::In;
        let turned = Self { comparison, subject: self.object, object: self.subject, array };
        has_columns(predicate, turned.subject).then_some(turned)
    }
}

/// What stands under the NOTs of a condition, and whether their number is odd.
pub(super) fn condition_below(predicate: &Predicate, mut id: u32) -> (u32, bool) {
    let mut negated = false;
    loop {
        if predicate.kind(id) == Kind::Not {
            negated = !negated;
            id = predicate.pair(id).0;
        } else if let Some((condition, not)) = truth_of(predicate, id) {
            negated ^= not;
            id = condition;
        } else {
            return (id, negated);
        }
    }
}

/// The condition in `0 <> (a = 1)` and `(a = 1) is false`, as MySQL prints one that is used as a value, and
/// whether it is negated; what is asked of nulls aside.
fn truth_of(predicate: &Predicate, id: u32) -> Option<(u32, bool)> {
    if predicate.language() != Language::MySql {
        return None;
    }
    let (first, second) = predicate.pair(id);
    let (condition, negated) = match predicate.kind(id) {
        Kind::Binary(Operator::NotEqual, None) if predicate.source(ExprId(first)) == "0" => (second, false),
        Kind::Is { test: Test::True, negated: false } => (first, false),
        Kind::Is { test: Test::False, negated: false } => (first, true),
        _ => return None,
    };
    let is_condition = match predicate.kind(condition) {
        Kind::And | Kind::Or | Kind::Not | Kind::Is { .. } | Kind::Between { .. } | Kind::In { .. } => true,
        Kind::Binary(op, _) => Comparison::of(op) != Comparison::Other && !is_computation(predicate, op),
        _ => false,
    };
    is_condition.then_some((condition, negated))
}

/// Whether an operator of MySQL computes a value, so that as a condition it stands for `<> 0`.
fn is_computation(predicate: &Predicate, op: Operator) -> bool {
    predicate.language() == Language::MySql
        && matches!(
            op,
            Operator::Add
                | Operator::Subtract
                | Operator::Multiply
                | Operator::Divide
                | Operator::Modulo
                | Operator::Element
                | Operator::Assign
        )
}

/// Whether an expression stands in `<cache>(…)`.
fn is_cached(predicate: &Predicate, id: u32) -> bool {
    predicate.node(id).is_some_and(|node| node.span.of(predicate.text()).starts_with("<cache>"))
}

/// Whether an expression mentions a column.
pub(super) fn has_columns(predicate: &Predicate, id: u32) -> bool {
    predicate.columns_of(ExprId(id)).next().is_some()
}
