//! MySQL's and MariaDB's text of an expression, as `Item::print` writes it into EXPLAIN, into the tree.
//!
//! One grammar for both: MySQL prints every parenthesis, MariaDB only those it needs; MySQL's JSON of version
//! 1 qualifies columns by schema and alias. An operator-precedence parser like the one for PostgreSQL: one loop
//! over the tokens, awaiting an operand ([`operand`]) or what may follow one ([`continuation`]), and what is
//! open on a stack of [`Frame`]s.
//!
//! Beside SQL, the servers print how they evaluate it: `<cache>(x)`, `<if>(outer_field_is_not_null, x, true)`,
//! `<in_optimizer>(x,<exists>(select #2))`. Of these the tree has what is asked of the rows, `x` and `x in
//! (select #2)` ([`pseudo`]); the words around it are part of its span.
//!
//! What cannot be read becomes opaque up to the next comma or parenthesis that ends it ([`Parser::fail`]), and
//! reading goes on there.

mod access;
mod clauses;
mod continuation;
mod ends;
mod frame;
mod functions;
mod keyword;
pub(super) mod lexer;
mod operand;
mod pseudo;
mod quoting;

use super::expr::{LiteralKind, Quantifier, Sublink, Test};
use super::language::Language;
use super::operator::Operator;
use super::tree::{Kind, NONE, Node, Predicate, Span};
use frame::{Frame, Shape, Syntax, Wrapper};
pub(super) use functions::{is_variable, volatility};
use keyword::Keyword;
use lexer::{Lexer, Token};
pub(super) use quoting::quoted;

/// Reads one expression, or several separated by commas.
pub(super) fn parse(text: &str) -> Predicate {
    let mut parser = Parser::new(text);
    let root = if u32::try_from(text.len()).is_ok_and(|len| len < NONE) {
        parser.run()
    } else {
        parser.fail_whole()
    };
    Predicate::from_parts(text, Language::MySql, parser.nodes, root, parser.complete)
}

struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    /// The token that is next, and where it stands.
    token: Token,
    span: Span,
    /// Where the token before it ended.
    before: u32,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// The operand just read, or [`NONE`] while one is awaited.
    operand: u32,
    complete: bool,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let mut frames = Vec::with_capacity(8);
        frames.push(Frame::new(Shape::Top, 0, Span::default()));
        let mut parser = Self {
            text,
            lexer: Lexer::new(text),
            token: Token::End,
            span: Span::default(),
            before: 0,
            nodes: Vec::with_capacity(3 + text.len().min(4096) / 12),
            frames,
            operand: NONE,
            complete: true,
        };
        parser.advance();
        parser
    }

    fn run(&mut self) -> u32 {
        loop {
            if self.operand == NONE {
                self.read_operand();
            } else {
                self.read_continuation();
                if self.token == Token::End && self.frames.is_empty() {
                    return self.operand;
                }
            }
        }
    }

    /// A text of 4 GiB, too long for its spans, is opaque without being looked at.
    fn fail_whole(&mut self) -> u32 {
        self.complete = false;
        self.build(Kind::Opaque, NONE, Span::new(0, 0), Span::default())
    }

    fn advance(&mut self) {
        self.before = self.span.end;
        (self.token, self.span) = self.lexer.next();
    }

    /// The bracket around the place, and whether something within it needs an end of its own.
    fn innermost(&self) -> (Shape, bool) {
        let unfinished = self.frames.last().is_some_and(|frame| frame.unfinished);
        (self.bracket().map_or(Shape::Top, |frame| frame.shape), unfinished)
    }

    fn bracket(&self) -> Option<&Frame> {
        self.frames.last().and_then(|frame| self.frames.get(frame.bracket))
    }

    /// Notes where the next item of the bracket around the place starts.
    fn begin_item(&mut self, start: u32) {
        let bracket = self.frames.last().map_or(0, |frame| frame.bracket);
        if let Some(frame) = self.frames.get_mut(bracket) {
            frame.item = start;
        }
    }

    fn word(&self) -> Option<Keyword> {
        (self.token == Token::Word).then(|| Keyword::of(self.span.of(self.text))).flatten()
    }

    fn top(&self) -> Shape {
        self.frames.last().map_or(Shape::Top, |frame| frame.shape)
    }

    // ---- nodes

    /// A node over a chain of children; its span is `span`.
    fn build(&mut self, kind: Kind, first: u32, span: Span, a: Span) -> u32 {
        let id = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let low = self.nodes.get(first as usize).map_or(id, |node| node.low);
        self.nodes.push(Node { kind, a, b: Span::default(), first, next: NONE, low, span, inner: span });
        id
    }

    /// A node without children over the token that is next, which is consumed.
    fn leaf(&mut self, kind: Kind) {
        self.operand = self.build(kind, NONE, self.span, self.span);
        self.advance();
    }

    fn node(&self, id: u32) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    fn span_of(&self, id: u32) -> Span {
        self.node(id).map_or(Span::default(), |node| node.span)
    }

    fn change(&mut self, id: u32, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            change(node);
        }
    }

    /// Puts the operand below a new node that starts where it does and ends with the last token read.
    fn wrap(&mut self, kind: Kind, a: Span) {
        let span = Span::new(self.span_of(self.operand).start, self.before);
        self.operand = self.build(kind, self.operand, span, a);
    }

    // ---- frames

    fn push(&mut self, mut frame: Frame) {
        if frame.shape.is_bracket() {
            frame.bracket = self.frames.len();
        } else if let Some(around) = self.frames.last() {
            frame.bracket = around.bracket;
            frame.unfinished = around.unfinished || frame.shape.needs_end();
        }
        self.frames.push(frame);
        self.operand = NONE;
    }

    /// Opens a bracket whose opening token is next; `start` is where it starts with whatever stands before
    /// it.
    fn open(&mut self, shape: Shape, start: u32, name: Span) {
        self.advance();
        let mut frame = Frame::new(shape, start, name);
        frame.item = self.span.start;
        self.push(frame);
    }

    /// Opens a frame of which the operand is the first child.
    fn push_with_operand(&mut self, mut frame: Frame) {
        frame.first = self.operand;
        frame.last = self.operand;
        frame.count = 1;
        self.push(frame);
    }

    /// Opens a bracket whose opening token is next, with the operand as its first child.
    fn open_with_operand(&mut self, mut frame: Frame) {
        self.advance();
        frame.item = self.span.start;
        self.push_with_operand(frame);
    }

    /// Adds the operand to what the innermost frame holds.
    fn append(&mut self) {
        let id = std::mem::replace(&mut self.operand, NONE);
        let Some(frame) = self.frames.last_mut() else { return };
        frame.comma = false;
        frame.count += 1;
        if frame.first == NONE {
            frame.first = id;
        } else if let Some(last) = self.nodes.get_mut(frame.last as usize) {
            last.next = id;
        }
        frame.last = id;
    }

    /// Gives the operand to the operators that bind at least as tightly as `power` and wait for it.
    fn reduce(&mut self, power: u8) {
        while self.frames.last().is_some_and(|frame| frame.power >= power) {
            self.append();
            let Some(frame) = self.frames.pop() else { return };
            let kind = match frame.shape {
                Shape::Binary(op, quantifier) => Kind::Binary(op, quantifier),
                Shape::Not => Kind::Not,
                Shape::And => Kind::And,
                Shape::Or => Kind::Or,
                Shape::Between { negated, high } => {
                    self.complete &= high;
                    Kind::Between { negated, symmetric: false }
                }
                Shape::Cast => Kind::Cast,
                _ => Kind::Unary,
            };
            let span = Span::new(frame.start, self.span_of(frame.last).end.max(frame.start));
            self.operand = self.build(kind, frame.first, span, frame.name);
        }
    }

    /// Finishes the operand: operators that wait take it, then it goes into the part or bracket around it.
    fn settle(&mut self) {
        self.reduce(1);
        self.append();
    }

    /// Ends the innermost clause and adds it to what is around it.
    fn end_part(&mut self) {
        if let Shape::Clause { .. } = self.top()
            && let Some(frame) = self.frames.pop()
        {
            let span = Span::new(frame.start, self.before.max(frame.start));
            self.operand = self.build(Kind::Clause, frame.first, span, frame.name);
            self.append();
        }
    }

    /// Ends the innermost bracket, with its closing token just read; it becomes the operand.
    fn end_bracket(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let span = Span::new(frame.start, self.before.max(frame.start));
        let kind = match frame.shape {
            Shape::Top if frame.count == 1 => {
                self.operand = frame.first;
                return;
            }
            Shape::Paren | Shape::Wrapper(Wrapper::Plain | Wrapper::InOptimizer | Wrapper::If)
                if frame.count == 1 =>
            {
                self.operand = frame.first;
                self.change(frame.first, |node| node.span = span);
                return;
            }
            Shape::Top if self.are_conditions(frame.first) => Kind::And,
            Shape::Top => Kind::List,
            Shape::Wrapper(Wrapper::InOptimizer) if frame.count == 2 => Kind::In { negated: false },
            Shape::Wrapper(Wrapper::Not) if frame.count == 1 => Kind::Not,
            Shape::Wrapper(Wrapper::NotNull) if frame.count == 1 => {
                Kind::Is { test: Test::Null, negated: true }
            }
            Shape::Paren | Shape::Row | Shape::Wrapper(_) => Kind::Row,
            Shape::Exists => Kind::Sublink(Sublink::Exists),
            Shape::Member => Kind::Binary(Operator::Equal, Some(Quantifier::Any)),
            Shape::In { negated } => Kind::In { negated },
            Shape::Window => Kind::Suffix,
            Shape::Against => Kind::Binary(Operator::Matches, None),
            Shape::Case => Kind::Case,
            Shape::Call(Syntax::Cast) if frame.count == 1 => Kind::Cast,
            Shape::Call(Syntax::Charset) if frame.count == 1 => Kind::Charset,
            Shape::Call(Syntax::MultipleEqual) => return self.end_multiple_equal(&frame, span),
            _ => functions::operator(frame.name.of(self.text), frame.count).unwrap_or(Kind::Call),
        };
        self.operand = self.build(kind, frame.first, span, frame.name);
        if self.top() == Shape::Interval && kind == Kind::Row {
            self.end_interval(false);
        }
    }

    /// Whether a list is one of conditions that must all hold: `a = 5, b = t.x` of an index lookup, the
    /// conditions of a hash join.
    fn are_conditions(&self, first: u32) -> bool {
        let chain = std::iter::successors(self.node(first), |node| self.node(node.next));
        let mut kinds = chain.map(|node| node.kind).peekable();
        kinds.peek().is_some()
            && kinds.all(|kind| {
                matches!(
                    kind,
                    Kind::Binary(Operator::Equal | Operator::NotDistinct, _)
                        | Kind::Or
                        | Kind::And
                        | Kind::Is { .. }
                )
            })
    }

    // ---- what was not understood

    /// Makes the item that is being read opaque, up to the comma or the closing token of the bracket around
    /// it.
    ///
    /// What was read of it becomes its children, so that its columns are still known.
    fn fail(&mut self) {
        self.complete = false;
        let base = self.frames.last().map_or(0, |frame| frame.bracket);
        let (item, is_top) =
            self.frames.get(base).map_or((0, true), |frame| (frame.item, frame.shape == Shape::Top));
        let (mut first, mut last) = (NONE, NONE);
        let rest =
            Frame { first: self.operand, last: self.operand, ..Frame::new(Shape::Top, 0, Span::default()) };
        let above = (base + 1).min(self.frames.len());
        for frame in self.frames.drain(above..).chain([rest]).filter(|frame| frame.first != NONE) {
            if first == NONE {
                first = frame.first;
            } else if let Some(node) = self.nodes.get_mut(last as usize) {
                node.next = frame.first;
            }
            last = frame.last;
        }
        self.skip(|token| token == Token::Comma || !is_top && token == Token::Close);
        let span = Span::new(item.min(self.before), self.before);
        self.operand = self.build(Kind::Opaque, first, span, Span::default());
    }

    /// Skips to what `ends`, outside of the parentheses that open on the way.
    fn skip(&mut self, ends: impl Fn(Token) -> bool) {
        let mut depth = 0_u32;
        loop {
            match self.token {
                Token::End => return,
                token if depth == 0 && ends(token) => return,
                Token::Open => depth += 1,
                Token::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.advance();
        }
    }

    /// Skips to the parenthesis that closes the bracket around the place.
    fn skip_to_close(&mut self) {
        self.skip(|token| token == Token::Close);
    }

    fn literal(&mut self, kind: LiteralKind) {
        self.leaf(Kind::Literal(kind));
    }
}

#[cfg(test)]
mod tests;
