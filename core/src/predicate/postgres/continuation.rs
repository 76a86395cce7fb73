//! An operand was just read: operators, tests, casts, what follows a call, and the end of what is open.

use super::super::expr::Test;
use super::super::operator::Operator;
use super::super::tree::{Kind, Span};
use super::Parser;
use super::frame::{Frame, Shape, power, power_of};
use super::keyword::Keyword;
use super::lexer::Token;

impl Parser<'_> {
    /// Reads a token after an operand; afterwards another is awaited, or there is a larger one.
    pub(super) fn read_continuation(&mut self) {
        match self.token {
            Token::Symbol => self.read_symbol(),
            Token::Word => match self.word() {
                Some(keyword) => self.continue_keyword(keyword),
                None => self.continue_word(),
            },
            Token::Cast => self.read_cast(),
            Token::Close | Token::CloseBracket => self.read_close(),
            Token::Comma => self.read_comma(),
            Token::Dot => self.read_field(),
            Token::OpenBracket => {
                let frame = Frame::new(Shape::Subscript, self.span_of(self.operand).start, Span::default());
                self.open_with_operand(frame);
            }
            Token::Colon => self.read_colon(),
            Token::End => self.read_end(),
            _ => self.fail(),
        }
    }

    fn continue_keyword(&mut self, keyword: Keyword) {
        let span = self.span;
        match keyword {
            Keyword::And => self.read_and(),
            Keyword::Or => {
                self.reduce(power::AND);
                self.continue_chain(Shape::Or, power::OR);
            }
            Keyword::Is => self.read_is(),
            Keyword::Isnull | Keyword::Notnull => {
                self.reduce(power::IS);
                self.advance();
                self.wrap(Kind::Is { test: Test::Null, negated: keyword == Keyword::Notnull }, span);
            }
            Keyword::Like | Keyword::Ilike | Keyword::Similar | Keyword::In | Keyword::Between => {
                if !self.continue_clause(keyword) {
                    self.read_match(keyword, span.start, false);
                }
            }
            Keyword::Not => {
                self.advance();
                match self.word() {
                    Some(keyword) => self.read_match(keyword, span.start, true),
                    None => self.fail(),
                }
            }
            Keyword::Overlaps => self.push_binary(Operator::Other, power::LIKE, span),
            Keyword::Escape => self.push_binary(Operator::Escape, power::ESCAPE, span),
            Keyword::At => self.read_at(),
            Keyword::Collate => self.read_collate(),
            Keyword::Operator => match self.read_qualified_operator() {
                Some((op, symbol)) => self.push_read_binary(op, power::OTHER, symbol),
                None => self.fail(),
            },
            Keyword::When | Keyword::Then | Keyword::Else | Keyword::End => self.read_case_part(keyword),
            Keyword::Filter | Keyword::Within | Keyword::Over | Keyword::Ignore | Keyword::Respect => {
                self.read_suffix(keyword);
            }
            Keyword::Desc | Keyword::Asc | Keyword::Nulls | Keyword::Using => self.read_order(keyword),
            _ if self.continue_clause(keyword) => {}
            _ => self.continue_word(),
        }
    }

    // ---- operators

    /// Puts the operand to the left of an operator that is the next token.
    fn push_binary(&mut self, op: Operator, power: u8, symbol: Span) {
        self.advance();
        self.push_read_binary(op, power, symbol);
    }

    /// The same for an operator that was read already.
    fn push_read_binary(&mut self, op: Operator, power: u8, symbol: Span) {
        self.reduce(power);
        let start = self.span_of(self.operand).start;
        self.push_with_operand(Frame::operator(Shape::Binary(op, None), power, start, symbol));
    }

    fn read_symbol(&mut self) {
        let symbol = self.span;
        let op = Operator::from_symbol(symbol.of(self.text));
        if op == Operator::Named {
            // The name of an argument is no column.
            self.change(self.operand, |node| {
                if node.kind == Kind::Column {
                    (node.kind, node.a) = (Kind::Word, node.b);
                }
            });
        }
        self.push_binary(op, power_of(op), symbol);
    }

    /// `OPERATOR(schema.op)`, with the word next; the span covers all of it.
    pub(super) fn read_qualified_operator(&mut self) -> Option<(Operator, Span)> {
        let start = self.span.start;
        self.advance();
        self.advance();
        while matches!(self.token, Token::Word | Token::Quoted | Token::Dot) {
            self.advance();
        }
        let op = Operator::from_symbol(self.span.of(self.text));
        let known = self.token == Token::Symbol;
        self.advance();
        (known && self.token == Token::Close).then(|| {
            self.advance();
            (op, Span::new(start, self.before))
        })
    }

    fn read_and(&mut self) {
        self.reduce(power::ESCAPE);
        if let Some(frame) = self.frames.last_mut()
            && let Shape::Between { high, .. } = &mut frame.shape
            && !*high
        {
            *high = true;
            self.append();
            self.advance();
            return;
        }
        self.reduce(power::NOT);
        self.continue_chain(Shape::And, power::AND);
    }

    /// Adds the operand to the chain of `AND` or `OR` that is open, or opens one.
    fn continue_chain(&mut self, shape: Shape, power: u8) {
        let symbol = self.span;
        self.advance();
        if self.top() == shape {
            self.append();
        } else {
            let start = self.span_of(self.operand).start;
            self.push_with_operand(Frame::operator(shape, power, start, symbol));
        }
    }

    /// `[NOT] LIKE`, `ILIKE`, `SIMILAR TO`, `IN`, `BETWEEN`, with the word after `NOT` next.
    fn read_match(&mut self, keyword: Keyword, start: u32, negated: bool) {
        let op = match keyword {
            Keyword::Like => Operator::Like,
            Keyword::Ilike => Operator::ILike,
            Keyword::Similar => {
                self.advance();
                Operator::SimilarTo
            }
            Keyword::In => {
                self.advance();
                self.reduce(power::LIKE);
                if self.token != Token::Open {
                    return self.fail();
                }
                let frame =
                    Frame::new(Shape::In { negated }, self.span_of(self.operand).start, Span::default());
                return self.open_with_operand(frame);
            }
            Keyword::Between => {
                self.advance();
                let symmetric =
                    self.token == Token::Word && self.span.of(self.text).eq_ignore_ascii_case("symmetric");
                if symmetric {
                    self.advance();
                }
                self.reduce(power::LIKE);
                let shape = Shape::Between { negated, symmetric, high: false };
                let start = self.span_of(self.operand).start;
                return self.push_with_operand(Frame::operator(shape, power::LIKE, start, Span::default()));
            }
            _ => return self.fail(),
        };
        let op = if negated { op.negated().unwrap_or(op) } else { op };
        self.push_binary(op, power::LIKE, Span::new(start, self.span.end));
    }

    /// `IS [NOT] NULL`, `TRUE`, `DISTINCT FROM` …
    fn read_is(&mut self) {
        let is = self.span.start;
        self.reduce(power::IS);
        self.advance();
        let negated = self.word() == Some(Keyword::Not);
        if negated {
            self.advance();
        }
        let words = self.span;
        let test = match self.word() {
            Some(Keyword::Null) => Test::Null,
            Some(Keyword::True) => Test::True,
            Some(Keyword::False) => Test::False,
            Some(Keyword::Unknown) => Test::Unknown,
            Some(Keyword::Distinct) => {
                self.advance();
                if self.word() != Some(Keyword::From) {
                    return self.fail();
                }
                let op = if negated { Operator::NotDistinct } else { Operator::Distinct };
                return self.push_binary(op, power::IS, Span::new(is, self.span.end));
            }
            _ => return self.read_odd_test(negated),
        };
        self.advance();
        self.wrap(Kind::Is { test, negated }, words);
    }

    /// `AT TIME ZONE x`, `AT LOCAL`.
    fn read_at(&mut self) {
        let start = self.span.start;
        self.advance();
        if self.word() == Some(Keyword::Time) {
            self.advance();
            self.push_binary(Operator::AtTimeZone, power::AT, Span::new(start, self.span.end));
        } else {
            self.reduce(power::AT);
            self.advance();
            self.wrap(Kind::Unary, Span::new(start, self.before));
        }
    }

    // ---- what binds more tightly than any operator

    /// A type after `::`. Directly after a constant it is that constant's label.
    fn read_cast(&mut self) {
        self.advance();
        let Some(to) = self.read_type() else { return self.fail() };
        let labelled = self
            .nodes
            .get(self.operand as usize)
            .is_some_and(|node| matches!(node.kind, Kind::Literal(_)) && node.is_bare() && node.b.is_empty());
        if labelled {
            self.change(self.operand, |node| {
                node.b = to;
                (node.span.end, node.inner.end) = (to.end, to.end);
            });
        } else {
            self.wrap(Kind::Cast, to);
        }
    }

    fn read_field(&mut self) {
        self.advance();
        let name = self.span;
        if matches!(self.token, Token::Word | Token::Quoted) || name.of(self.text) == "*" {
            self.advance();
            self.wrap(Kind::Field, name);
        } else {
            self.fail();
        }
    }

    fn read_collate(&mut self) {
        self.reduce(power::COLLATE);
        self.advance();
        match self.read_qualified_name() {
            Some(name) => self.wrap(Kind::Collate, name),
            None => self.fail(),
        }
    }

    /// `FILTER (WHERE …)`, `WITHIN GROUP (…)`, `OVER (…)`, `OVER w1`, `IGNORE NULLS`.
    fn read_suffix(&mut self, keyword: Keyword) {
        let start = self.span.start;
        self.advance();
        if matches!(keyword, Keyword::Within | Keyword::Ignore | Keyword::Respect) {
            self.advance();
        }
        let words = Span::new(start, self.before);
        match (keyword, self.token) {
            (Keyword::Ignore | Keyword::Respect, _) => self.wrap(Kind::Suffix, words),
            (_, Token::Open) => self.open_suffix(words, keyword == Keyword::Over),
            (Keyword::Over, Token::Word | Token::Quoted) => {
                let frame =
                    Frame::new(Shape::Suffix { window: true }, self.span_of(self.operand).start, words);
                self.push_with_operand(frame);
                self.leaf(Kind::Word);
                self.append();
                self.end_bracket();
            }
            _ => self.fail(),
        }
    }

    /// The parentheses after `words`, with the opening one next.
    pub(super) fn open_suffix(&mut self, words: Span, window: bool) {
        let frame = Frame::new(Shape::Suffix { window }, self.span_of(self.operand).start, words);
        self.open_with_operand(frame);
        if self.word() == Some(Keyword::Where) {
            self.advance();
        }
    }

    /// Opens a bracket whose opening token is next, with the operand as its first child.
    fn open_with_operand(&mut self, mut frame: Frame) {
        self.advance();
        frame.item = self.span.start;
        self.push_with_operand(frame);
    }

    /// `DESC`, `ASC`, `USING op`, `NULLS FIRST` after a sort key.
    fn read_order(&mut self, keyword: Keyword) {
        self.reduce(1);
        let mut using = Span::default();
        self.advance();
        let (mut down, mut nulls) = (keyword == Keyword::Desc, None);
        match keyword {
            Keyword::Nulls => {
                nulls = Some(self.span.of(self.text).eq_ignore_ascii_case("first"));
                self.advance();
            }
            Keyword::Using if self.token == Token::Symbol => {
                using = self.span;
                self.advance();
            }
            Keyword::Using if self.word() == Some(Keyword::Operator) => {
                match self.read_qualified_operator() {
                    Some((_, symbol)) => using = symbol,
                    None => return self.fail(),
                }
            }
            Keyword::Using => return self.fail(),
            _ => {}
        }
        let end = self.before;
        if let Some(node) = self.nodes.get_mut(self.operand as usize)
            && let Kind::Ordered { descending, nulls_first } = node.kind
            && node.is_bare()
        {
            down |= descending;
            node.kind = Kind::Ordered { descending: down, nulls_first: nulls.or(nulls_first) };
            (node.span.end, node.inner.end) = (end, end);
            if !using.is_empty() {
                node.a = using;
            }
            return;
        }
        self.wrap(Kind::Ordered { descending: down, nulls_first: nulls }, using);
    }
}
