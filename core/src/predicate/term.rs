//! The conditions of a predicate, one by one, as an index adviser sees them.

use super::comparison::{Comparison, Parts, condition_below};
use super::expr::Expr;
use super::language::Language;
use super::name::Column;
use super::pattern::Pattern;
use super::subject::Subject;
use super::tree::{ExprId, Kind, NONE, Predicate};
use super::value::Value;

/// One condition of a conjunction: a subject, how it is compared, and with what.
///
/// The subject is the side with columns. Where both sides have some it is the left one, and
/// [`flipped`](Self::flipped) gives the view from the other; [`on`](Self::on) picks the side of one relation.
#[derive(Clone, Copy)]
pub struct Term<'p> {
    predicate: &'p Predicate,
    id: ExprId,
    parts: Parts,
    /// Whether the value mentions the subject's relation, where [`Term::on`] was told.
    own: Option<bool>,
}

impl<'p> Term<'p> {
    fn new(predicate: &'p Predicate, id: u32) -> Self {
        Self { predicate, id: ExprId(id), parts: Parts::of(predicate, id), own: None }
    }

    /// The predicate it is part of.
    #[must_use]
    pub fn predicate(&self) -> &'p Predicate {
        self.predicate
    }

    /// Where it stands in its predicate.
    #[must_use]
    pub fn id(&self) -> ExprId {
        self.id
    }

    /// It as written, without the parentheses around it.
    #[must_use]
    pub fn source(&self) -> &'p str {
        self.predicate.source(self.id)
    }

    /// How the subject is compared, seen from the subject: `17 < x` is [`Comparison::Greater`].
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        self.parts.comparison
    }

    /// What an index would have as its key.
    #[must_use]
    pub fn subject(&self) -> Subject<'p> {
        Subject::of(self.predicate, ExprId(self.parts.subject))
    }

    /// The subject as written, without the parentheses around it; empty if there is none.
    #[must_use]
    pub fn subject_text(&self) -> &'p str {
        self.predicate.source(ExprId(self.parts.subject))
    }

    /// Where the subject stands in the predicate.
    #[must_use]
    pub fn subject_id(&self) -> Option<ExprId> {
        (self.parts.subject != NONE).then_some(ExprId(self.parts.subject))
    }

    /// The elements of a row comparison, `ROW(a, b) > ROW(1, 2)`; nothing for any other.
    pub fn row(&self) -> impl Iterator<Item = Subject<'p>> + use<'p> {
        let (predicate, id) = (self.predicate, ExprId(self.parts.subject));
        let row = (predicate.kind(id.0) == Kind::Row).then(|| predicate.children(id));
        row.into_iter().flatten().map(|element| Subject::of(predicate, element))
    }

    /// What the subject is compared with.
    #[must_use]
    pub fn value(&self) -> Value<'p> {
        let object = ExprId(self.parts.object);
        match self.comparison() {
            _ if self.parts.object == NONE => Value::None,
            Comparison::In | Comparison::NotIn | Comparison::Between if self.has_list() => {
                Value::list_of(self.predicate, self.parts.object)
            }
            _ if self.parts.array => Value::array_of(self.predicate, object),
            _ => Value::of(self.predicate, object),
        }
    }

    /// The value as written, without the parentheses around it; of several the first, empty if there is none.
    #[must_use]
    pub fn value_text(&self) -> &'p str {
        self.predicate.source(ExprId(self.parts.object))
    }

    /// Where the value stands in the predicate; of several the first.
    #[must_use]
    pub fn value_id(&self) -> Option<ExprId> {
        (self.parts.object != NONE).then_some(ExprId(self.parts.object))
    }

    /// Every column in it, in the order of the text, repetitions included.
    pub fn columns(&self) -> impl Iterator<Item = Column<'p>> + use<'p> {
        self.predicate.columns_of(self.id)
    }

    /// The columns of the subject, in the order of the text, repetitions included.
    pub fn subject_columns(&self) -> impl Iterator<Item = Column<'p>> + use<'p> {
        self.predicate.columns_of(ExprId(self.parts.subject))
    }

    /// The columns of the value, in the order of the text, repetitions included; in MySQL, which prints `IN` and
    /// `BETWEEN`, those of all values.
    pub fn value_columns(&self) -> impl Iterator<Item = Column<'p>> + use<'p> {
        let several = self.predicate.language() == Language::MySql && self.has_list();
        // Values are siblings, so that the last stands right before what holds them.
        let last = if several { self.below_nots().saturating_sub(1) } else { self.parts.object };
        self.predicate.columns_within(ExprId(self.parts.object), ExprId(last))
    }

    /// The pattern of LIKE, `~` and their like, if it is one constant.
    #[must_use]
    pub fn pattern(&self) -> Option<Pattern<'p>> {
        match (self.comparison(), self.value()) {
            (Comparison::Pattern(kind) | Comparison::NotPattern(kind), Value::Constant(literal)) => {
                Some(Pattern::new(kind, literal.text()))
            }
            _ => None,
        }
    }

    /// The conditions of which one must hold, each a conjunction of its own; nothing unless it is an
    /// [`Or`](Comparison::Or).
    #[must_use]
    pub fn arms(&self) -> Arms<'p> {
        let root = if self.comparison() == Comparison::Or { self.below_nots() } else { NONE };
        Arms { predicate: self.predicate, flat: Flat::new(Kind::Or, root) }
    }

    /// The same condition with the other side as its subject: `u.id = o.user_id` for `o.user_id = u.id`.
    /// `None` if the other side has no columns or the operator cannot be turned around.
    #[must_use]
    pub fn flipped(&self) -> Option<Self> {
        let parts = self.parts.turned(self.predicate)?;
        Some(Self { parts, ..*self })
    }

    /// The condition with a side as its subject whose columns are all `owned`, those of one relation.
    ///
    /// `None` if there is no such side. A value that mentions the relation too (`a < b`) makes it unusable.
    #[must_use]
    pub fn on(&self, owned: impl Fn(Column<'p>) -> bool) -> Option<Self> {
        let fits =
            |term: &Self| term.subject_columns().next().is_some() && term.subject_columns().all(&owned);
        let term = if fits(self) { *self } else { self.flipped().filter(fits)? };
        let own = term.value_columns().any(&owned);
        Some(Self { own: Some(own), ..term })
    }

    /// Whether the value mentions the subject's relation: as [`on`](Self::on) was told, else by the
    /// qualifiers.
    #[must_use]
    pub fn is_self_comparison(&self) -> bool {
        self.own.unwrap_or_else(|| {
            let subject = self.subject_columns().next();
            subject.is_some_and(|subject| self.value_columns().any(|column| column.same_relation(&subject)))
        })
    }

    /// Whether the values stand one by one after the subject, as with the key words `IN` and `BETWEEN`.
    fn has_list(&self) -> bool {
        matches!(self.predicate.expr(ExprId(self.below_nots())), Expr::In { .. } | Expr::Between { .. })
    }

    fn below_nots(&self) -> u32 {
        condition_below(self.predicate, self.id.0).0
    }
}

impl std::fmt::Debug for Term<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Term")
            .field("source", &self.source())
            .field("comparison", &self.comparison())
            .finish()
    }
}

/// The conditions that must all hold; made by [`Predicate::terms`] and, for an arm of an OR, by [`Arms`].
#[derive(Clone, Debug)]
pub struct Terms<'p> {
    predicate: &'p Predicate,
    flat: Flat,
}

impl<'p> Terms<'p> {
    pub(super) fn new(predicate: &'p Predicate, root: u32) -> Self {
        Self { predicate, flat: Flat::new(Kind::And, root) }
    }
}

impl<'p> Iterator for Terms<'p> {
    type Item = Term<'p>;

    fn next(&mut self) -> Option<Term<'p>> {
        self.flat.next(self.predicate).map(|id| Term::new(self.predicate, id))
    }
}

/// The arms of an OR, each a conjunction; made by [`Term::arms`].
#[derive(Clone, Debug)]
pub struct Arms<'p> {
    predicate: &'p Predicate,
    flat: Flat,
}

impl<'p> Iterator for Arms<'p> {
    type Item = Terms<'p>;

    fn next(&mut self) -> Option<Terms<'p>> {
        self.flat.next(self.predicate).map(|id| Terms::new(self.predicate, id))
    }
}

/// Walks the arms of ANDs within ANDs, or ORs within ORs, as if they were one.
#[derive(Clone, Debug)]
struct Flat {
    kind: Kind,
    /// The next expression to look at.
    next: u32,
    /// Where to go on after the inner ones, innermost last. Empty while nothing is nested: no allocation.
    after: Vec<u32>,
    /// Whether the root, which has no sibling, is still to come.
    at_root: bool,
}

impl Flat {
    fn new(kind: Kind, root: u32) -> Self {
        Self { kind, next: root, after: Vec::new(), at_root: true }
    }

    fn next(&mut self, predicate: &Predicate) -> Option<u32> {
        loop {
            let Some(node) = predicate.node(self.next) else {
                self.next = self.after.pop()?;
                continue;
            };
            let id = self.next;
            let sibling = if std::mem::take(&mut self.at_root) { NONE } else { node.next };
            if node.kind != self.kind {
                self.next = sibling;
                return Some(id);
            }
            if sibling != NONE {
                self.after.push(sibling);
            }
            self.next = node.first;
        }
    }
}
