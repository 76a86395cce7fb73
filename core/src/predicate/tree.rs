//! The tree of one condition: a flat arena beside the text it was read from.
//!
//! Invariants, kept by the readers and relied upon everywhere:
//!
//! * A node stands after all its children (post-order), and the nodes below it are exactly those from `low`
//!   up to it: a walk over a subtree is a walk over a slice, without a stack.
//! * The children of a node are a chain: `first` of the parent, then `next` of each child.
//! * Every span starts and ends on a character boundary of the text.

use super::expr::{Expr, LiteralKind, Quantifier, Sublink, Test};
use super::language::Language;
use super::literal::Literal;
use super::mysql;
use super::name::Column;
use super::operator::Operator;
use super::postgres;
use super::term::Terms;

/// No node: the end of a chain of children.
pub(super) const NONE: u32 = u32::MAX;

/// Names one expression of a [`Predicate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub(super) u32);

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub(super) fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    pub(super) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The same stretch of `text`, or nothing where it does not lie within.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What a node is; what it is called stands in its spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `a`: qualifier, `b`: name.
    Column,
    /// `a`: qualifier.
    WholeRow,
    /// `a`: the literal, `b`: the type it is labelled with.
    Literal(LiteralKind),
    /// `a.start`: the number.
    Param,
    /// `a`: the name.
    Plan {
        hashed: bool,
    },
    Sublink(Sublink),
    And,
    Or,
    Not,
    /// `a`: the operator as written.
    Binary(Operator, Option<Quantifier>),
    /// `a`: the operator as written.
    Unary,
    /// `a`: the words after `IS [NOT]`.
    Is {
        test: Test,
        negated: bool,
    },
    Between {
        negated: bool,
        symmetric: bool,
    },
    In {
        negated: bool,
    },
    Row,
    List,
    Array,
    /// `a`: the character set.
    Charset,
    /// `a`: the type.
    Cast,
    /// `a`: the name.
    Call,
    /// `a`: the key words.
    Suffix,
    /// `a`: the key words.
    Clause,
    Case,
    Subscript,
    Slice {
        low: bool,
        high: bool,
    },
    /// `a`: the name.
    Field,
    /// `a`: the collation.
    Collate,
    /// `a`: the operator after `USING`.
    Ordered {
        descending: bool,
        nulls_first: Option<bool>,
    },
    /// `a`: the word.
    Word,
    Opaque,
}

/// One expression of the arena.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub a: Span,
    pub b: Span,
    pub first: u32,
    pub next: u32,
    /// The first node of the slice that holds this one and all below it.
    pub low: u32,
    /// Where it stands in the text, with the parentheses around it and what else was unwrapped.
    pub span: Span,
    /// Where it stands without them.
    pub inner: Span,
}

impl Node {
    /// Whether it stands in the text as it is, without parentheses.
    pub(super) fn is_bare(&self) -> bool {
        self.inner == self.span
    }
}

/// A condition or expression of a plan, read once.
///
/// It owns its text and a flat arena, so it is `Send`, `Sync` and free of lifetimes; it nests without
/// recursion, and dropping, cloning or printing it never recurses either. Reading never fails: what was not
/// understood is an [`Expr::Opaque`] that spans its text, and [`is_complete`](Self::is_complete) says so.
///
/// ```
/// # use plansight::predicate::{Comparison, Language, Predicate, Subject};
/// let filter = Predicate::parse("((o.status = 'open'::text) AND (17 < o.total))", Language::Postgres);
/// let terms: Vec<_> = filter.terms().map(|term| (term.subject_text(), term.comparison())).collect();
/// assert_eq!(terms[0], ("o.status", Comparison::Equal));
/// assert_eq!(terms[1].0, "o.total"); // turned around: o.total > 17
/// ```
#[derive(Clone)]
pub struct Predicate {
    text: Box<str>,
    language: Language,
    nodes: Vec<Node>,
    root: u32,
    complete: bool,
}

impl Predicate {
    /// Reads an expression as an engine prints it into EXPLAIN, in the spelling of every version: of
    /// PostgreSQL (9.5 and later) `Filter`, `Index Cond`, `Hash Cond`, the entries of `Output`, `Sort Key`,
    /// `Group Key` and their like; of MySQL (5.6 and later) and MariaDB `attached_condition`,
    /// `index_condition`, `lookup_condition`, `ranges`, `sort_key`, what follows `Filter:` in a tree.
    ///
    /// A list separated by commas (`Cache Key`, `Function Call` with `ROWS FROM`, `functions`) becomes an
    /// [`Expr::List`]; MySQL's lists of conditions, `a = 5, b = t.x`, an [`Expr::And`]. Takes time linear in
    /// the length of the text, and never fails.
    #[must_use]
    pub fn parse(text: &str, language: Language) -> Self {
        match language {
            Language::Postgres => postgres::parse(text),
            Language::MySql => mysql::parse(text),
        }
    }

    pub(super) fn from_parts(
        text: &str,
        language: Language,
        nodes: Vec<Node>,
        root: u32,
        complete: bool,
    ) -> Self {
        Self { text: text.into(), language, nodes, root, complete }
    }

    /// The language it was read in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text it was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether all of the text was understood: nothing in it is [opaque](Expr::Opaque), every bracket closes,
    /// and there is no comment in it and no `;` outside of quotes.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The whole expression.
    #[must_use]
    pub fn root(&self) -> ExprId {
        ExprId(self.root)
    }

    /// The conditions that must all hold: the arms of the topmost `AND`, or the one condition there is.
    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        Terms::new(self, self.root)
    }

    /// Every column mentioned, in the order of the text, repetitions included.
    pub fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        self.nodes.iter().filter_map(|node| self.column_at(node))
    }

    /// The columns mentioned in one expression, in the order of the text, repetitions included.
    pub fn columns_of(&self, id: ExprId) -> impl Iterator<Item = Column<'_>> {
        self.below(id).iter().filter_map(|node| self.column_at(node))
    }

    /// The columns mentioned in the expressions from one to another that follows it, with those below them.
    pub(super) fn columns_within(&self, first: ExprId, last: ExprId) -> impl Iterator<Item = Column<'_>> {
        let low = self.node(first.0).map_or(u32::MAX, |node| node.low);
        let nodes = self.nodes.get(low as usize..=last.0 as usize).unwrap_or(&[]);
        nodes.iter().filter_map(|node| self.column_at(node))
    }

    /// What an expression is; an id of another predicate gives whatever stands there, or an empty
    /// [`Expr::Opaque`].
    #[must_use]
    pub fn expr(&self, id: ExprId) -> Expr<'_> {
        let Some(node) = self.node(id.0) else { return Expr::Opaque("") };
        let (a, b) = (node.a.of(&self.text), node.b.of(&self.text));
        match node.kind {
            Kind::Column => Expr::Column(Column::new(a, b, self.spelling(node), self.language)),
            Kind::WholeRow => Expr::WholeRow { qualifier: a },
            Kind::Literal(kind) => Expr::Literal(Literal::new(kind, a, b)),
            Kind::Param => Expr::Param(node.a.start),
            Kind::Plan { hashed } => Expr::Plan { name: a, hashed },
            Kind::Sublink(sublink) => Expr::Sublink(sublink),
            Kind::And => Expr::And,
            Kind::Or => Expr::Or,
            Kind::Not => Expr::Not,
            Kind::Binary(op, quantifier) => Expr::Binary { op, symbol: a, quantifier },
            Kind::Unary => Expr::Unary { symbol: a },
            Kind::Is { test, negated } => Expr::Is { test, negated, words: a },
            Kind::Between { negated, symmetric } => Expr::Between { negated, symmetric },
            Kind::In { negated } => Expr::In { negated },
            Kind::Row => Expr::Row,
            Kind::List => Expr::List,
            Kind::Array => Expr::Array,
            Kind::Charset => Expr::Charset { to: a },
            Kind::Cast => Expr::Cast { to: a },
            Kind::Call => Expr::Call { name: a },
            Kind::Suffix => Expr::Suffix { keyword: a },
            Kind::Clause => Expr::Clause { keyword: a },
            Kind::Case => Expr::Case,
            Kind::Subscript => Expr::Subscript,
            Kind::Slice { low, high } => Expr::Slice { low, high },
            Kind::Field => Expr::Field { name: a },
            Kind::Collate => Expr::Collate { collation: a },
            Kind::Ordered { descending, nulls_first } => Expr::Ordered { descending, nulls_first, using: a },
            Kind::Word => Expr::Word(a),
            Kind::Opaque => Expr::Opaque(self.source(id)),
        }
    }

    /// The expressions directly below one, in the order of the text.
    #[must_use]
    pub fn children(&self, id: ExprId) -> Children<'_> {
        Children { predicate: self, next: self.node(id.0).map_or(NONE, |node| node.first) }
    }

    /// All expressions below one and itself, each after those below it; no stack is needed.
    pub fn descendants(&self, id: ExprId) -> impl Iterator<Item = ExprId> + use<> {
        (self.node(id.0).map_or(id.0, |node| node.low)..=id.0).map(ExprId)
    }

    /// An expression as it is written, without the parentheses around it.
    #[must_use]
    pub fn source(&self, id: ExprId) -> &str {
        self.source_span(id).of(&self.text)
    }

    /// Where an expression stands, without the parentheses around it.
    pub(super) fn source_span(&self, id: ExprId) -> Span {
        self.node(id.0).map_or(Span::default(), |node| node.inner)
    }

    pub(super) fn node(&self, id: u32) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(super) fn kind(&self, id: u32) -> Kind {
        self.node(id).map_or(Kind::Opaque, |node| node.kind)
    }

    /// The nodes at and below `id`, each after those below it.
    pub(super) fn below(&self, id: ExprId) -> &[Node] {
        let low = self.node(id.0).map_or(0, |node| node.low);
        self.nodes.get(low as usize..=id.0 as usize).unwrap_or(&[])
    }

    /// The first two children.
    pub(super) fn pair(&self, id: u32) -> (u32, u32) {
        let first = self.node(id).map_or(NONE, |node| node.first);
        (first, self.node(first).map_or(NONE, |node| node.next))
    }

    pub(super) fn column_at(&self, node: &Node) -> Option<Column<'_>> {
        let text = &self.text;
        (node.kind == Kind::Column)
            .then(|| Column::new(node.a.of(text), node.b.of(text), self.spelling(node), self.language))
    }

    /// A column as written, with its qualifier.
    fn spelling(&self, node: &Node) -> &str {
        let start = if node.a.is_empty() { node.b.start } else { node.a.start };
        Span::new(start, node.b.end).of(&self.text)
    }
}

impl PartialEq for Predicate {
    /// Two predicates are equal when text and language are: the tree is a function of both.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.language == other.language
    }
}

impl Eq for Predicate {}

impl std::fmt::Debug for Predicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Predicate").field(&self.text).finish()
    }
}

/// The expressions directly below one; made by [`Predicate::children`].
#[derive(Clone, Debug)]
pub struct Children<'p> {
    predicate: &'p Predicate,
    next: u32,
}

impl Iterator for Children<'_> {
    type Item = ExprId;

    fn next(&mut self) -> Option<ExprId> {
        let node = self.predicate.node(self.next)?;
        Some(ExprId(std::mem::replace(&mut self.next, node.next)))
    }
}
