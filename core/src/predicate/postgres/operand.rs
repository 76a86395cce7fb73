//! An operand is awaited: names, constants, calls, brackets, and the words that may stand before them.

use super::super::expr::{LiteralKind, Quantifier, Sublink};
use super::super::operator::Operator;
use super::super::tree::{Kind, NONE, Span};
use super::Parser;
use super::frame::{Frame, Shape, Syntax, power};
use super::keyword::Keyword;
use super::lexer::Token;

impl Parser<'_> {
    /// Reads a token where an operand is awaited; afterwards there is one, or a frame more, or
    /// [`Parser::fail`] made one.
    pub(super) fn read_operand(&mut self) {
        match self.token {
            Token::Word => match self.word() {
                Some(keyword) => self.read_keyword(keyword),
                None => self.read_name(),
            },
            Token::Quoted => self.read_name(),
            Token::Literal(kind) => self.literal(kind),
            Token::Open => self.open(Shape::Paren, self.span.start, Span::default()),
            Token::Param => self.read_param(),
            Token::Symbol => self.read_prefix(),
            Token::Colon if self.top() == Shape::Subscript => self.open_slice(false),
            Token::Close | Token::CloseBracket | Token::Comma => self.read_end_of_nothing(),
            _ => self.fail(),
        }
    }

    fn read_param(&mut self) {
        // A constant that was redacted is a parameter of the highest number: no plan declares so many.
        let number = match self.span.of(self.text).trim_start_matches('$') {
            "?" => Ok(u32::MAX),
            digits => digits.parse(),
        };
        match number {
            Ok(number) => {
                self.operand = self.build(Kind::Param, NONE, self.span, Span::new(number, number));
                self.advance();
            }
            Err(_) => self.fail(),
        }
    }

    /// A symbol before an operand; or `*` as an argument, or `?` for a window that EXPLAIN does not name (up
    /// to 17).
    fn read_prefix(&mut self) {
        match (self.span.of(self.text), self.top(), self.lexer.peek()) {
            ("*", Shape::Call(_), Some(b')')) | ("?", Shape::Suffix { window: true }, Some(b')')) => {
                self.leaf(Kind::Word);
            }
            _ => {
                let frame = Frame::operator(Shape::Unary, self.prefix_power(), self.span.start, self.span);
                self.advance();
                self.push(frame);
            }
        }
    }

    fn prefix_power(&self) -> u8 {
        if matches!(self.span.of(self.text), "-" | "+") { power::SIGN } else { power::OTHER }
    }

    /// A bracket or clause ends, or an argument is over, where an operand was awaited: fine where there may
    /// be none.
    fn read_end_of_nothing(&mut self) {
        let Some(frame) = self.frames.last() else { return self.fail() };
        match frame.shape {
            Shape::Clause { .. } | Shape::Slice { .. } if !frame.comma => self.end_part(),
            // After a clause that just ended.
            Shape::Call(_) | Shape::Suffix { .. }
                if self.token == Token::Comma && !frame.comma && frame.count > 0 =>
            {
                self.pass_comma();
            }
            Shape::Binary(Operator::Other, None) if self.token != Token::Comma => {
                // An operator after its operand, `(x !)`: up to PostgreSQL 13.
                let (first, name) = (frame.first, frame.name);
                self.frames.pop();
                self.operand = first;
                self.wrap(Kind::Unary, name);
            }
            shape
                if !frame.comma
                    && self.token == if shape.is_square() { Token::CloseBracket } else { Token::Close }
                    && matches!(
                        shape,
                        Shape::Paren
                            | Shape::Row
                            | Shape::Call(_)
                            | Shape::Array
                            | Shape::Subscript
                            | Shape::Suffix { .. }
                    ) =>
            {
                self.advance();
                self.end_bracket();
            }
            _ => self.fail(),
        }
    }

    fn read_keyword(&mut self, keyword: Keyword) {
        let next = self.lexer.peek();
        let (start, span) = (self.span.start, self.span);
        match keyword {
            Keyword::Not => {
                self.advance();
                self.push(Frame::operator(Shape::Not, power::NOT, start, span));
            }
            Keyword::Null => self.literal(LiteralKind::Null),
            Keyword::True | Keyword::False => self.literal(LiteralKind::Boolean),
            Keyword::Case => {
                self.advance();
                self.push(Frame::new(Shape::Case, start, Span::default()));
            }
            Keyword::When if self.top() == Shape::Case => self.open_clause(span, false),
            Keyword::Any | Keyword::Some | Keyword::All if next == Some(b'(') => {
                self.read_quantifier(keyword);
            }
            Keyword::Array if next == Some(b'[') => self.open_after_word(Shape::Array),
            Keyword::Array if next == Some(b'(') => self.open_after_word(Shape::Sublink(Sublink::Array)),
            Keyword::Exists if next == Some(b'(') => self.open_after_word(Shape::Sublink(Sublink::Exists)),
            Keyword::Row if next == Some(b'(') => self.open_after_word(Shape::Row),
            Keyword::Cast if next == Some(b'(') => self.open_after_word(Shape::Call(Syntax::Cast)),
            Keyword::Position if next == Some(b'(') => self.open_after_word(Shape::Call(Syntax::Position)),
            Keyword::Normalize if next == Some(b'(') => self.open_after_word(Shape::Call(Syntax::Words)),
            Keyword::Extract if next == Some(b'(') => self.open_extract(),
            Keyword::Operator if self.is_qualified_operator() => self.read_qualified_prefix(),
            // A column of that name is in small letters.
            Keyword::Partial if span.of(self.text) == "PARTIAL" => {
                self.advance();
                self.push(Frame::operator(Shape::Partial, power::SIGN, start, span));
            }
            Keyword::Collation => self.read_collation_for(),
            Keyword::Current if self.followed_by("of").is_some() => self.read_current_of(),
            Keyword::Default if !self.in_words() => self.leaf(Kind::Word),
            _ if keyword.is_value() && next != Some(b'(') => self.leaf(Kind::Call),
            _ if self.read_clause_keyword(keyword) => {}
            _ => self.read_name(),
        }
    }

    fn open_after_word(&mut self, shape: Shape) {
        let span = self.span;
        self.advance();
        self.open(shape, span.start, span);
    }

    /// `EXTRACT(year FROM x)`: the field is no column.
    fn open_extract(&mut self) {
        self.open_after_word(Shape::Call(Syntax::Extract));
        if matches!(self.token, Token::Word | Token::Quoted) {
            self.leaf(Kind::Word);
        }
    }

    /// `= ANY (x)`, or a sub-plan used as a condition: `(ANY (a = (hashed SubPlan 1).col1))`.
    fn read_quantifier(&mut self, keyword: Keyword) {
        let all = keyword == Keyword::All;
        let span = self.span;
        self.advance();
        match self.frames.last_mut() {
            Some(frame) if matches!(frame.shape, Shape::Binary(_, None)) => {
                if let Shape::Binary(op, _) = frame.shape {
                    let quantifier = if all { Quantifier::All } else { Quantifier::Any };
                    frame.shape = Shape::Binary(op, Some(quantifier));
                }
            }
            _ => {
                let sublink = if all { Sublink::All } else { Sublink::Any };
                self.push(Frame::operator(Shape::Prefix(sublink), power::SIGN, span.start, span));
            }
        }
    }

    /// Whether what follows is `(op)` or `(schema.op)`, and not the arguments of a function of that name.
    fn is_qualified_operator(&self) -> bool {
        let mut ahead = self.lexer;
        let mut next = || ahead.next().0;
        next() == Token::Open
            && match next() {
                Token::Symbol => true,
                Token::Word | Token::Quoted => next() == Token::Dot && next() == Token::Symbol,
                _ => false,
            }
    }

    /// `OPERATOR(schema.op)` before an operand.
    fn read_qualified_prefix(&mut self) {
        match self.read_qualified_operator() {
            Some((_, symbol)) => self.push(Frame::operator(Shape::Unary, power::OTHER, symbol.start, symbol)),
            None => self.fail(),
        }
    }

    /// `COLLATION FOR (x)`.
    fn read_collation_for(&mut self) {
        let start = self.span.start;
        let mut ahead = self.lexer;
        let (token, span) = ahead.next();
        if token == Token::Word
            && Keyword::of(span.of(self.text)) == Some(Keyword::For)
            && ahead.peek() == Some(b'(')
        {
            self.advance();
            self.advance();
            self.open(Shape::Call(Syntax::Plain), start, Span::new(start, span.end));
        } else {
            self.read_name();
        }
    }

    /// `CURRENT OF cursor`.
    fn read_current_of(&mut self) {
        let start = self.span.start;
        self.advance();
        self.advance();
        if matches!(self.token, Token::Word | Token::Quoted | Token::Param) {
            let span = Span::new(start, self.span.end);
            self.advance();
            self.operand = self.build(Kind::Word, NONE, span, span);
        } else {
            self.fail();
        }
    }

    /// A name: a column, a function, a type before its constant, or a sub-plan.
    pub(super) fn read_name(&mut self) {
        let first = self.span;
        if self.read_plan() || self.read_capitals() {
            return;
        }
        let quoted = self.token == Token::Quoted;
        let (mut qualifier, mut name) = (Span::default(), first);
        self.advance();
        while self.token == Token::Dot {
            let (token, span) = { self.lexer }.next();
            match token {
                Token::Word | Token::Quoted => {
                    qualifier = Span::new(first.start, name.end);
                    name = span;
                    self.advance();
                    self.advance();
                }
                Token::Symbol if span.of(self.text).starts_with('*') => {
                    self.advance();
                    return self.read_whole_row(Span::new(first.start, name.end));
                }
                _ => break,
            }
        }
        let whole = Span::new(first.start, name.end);
        match self.token {
            Token::Open => {
                let capital = first.of(self.text).as_bytes();
                let words = !quoted && (capital.starts_with(b"XML") || capital.starts_with(b"JSON"));
                self.open(Shape::Call(if words { Syntax::Words } else { Syntax::Plain }), first.start, whole);
            }
            Token::Literal(kind) if kind != LiteralKind::Number => {
                // interval '1 day'
                let raw = self.span;
                self.advance();
                self.operand = self.build(Kind::Literal(kind), NONE, Span::new(first.start, raw.end), raw);
                self.change(self.operand, |node| node.b = whole);
            }
            _ if self.is_window_name() => self.operand = self.build(Kind::Word, NONE, whole, whole),
            _ => {
                self.operand = self.build(Kind::Column, NONE, whole, qualifier);
                self.change(self.operand, |node| node.b = name);
            }
        }
    }

    /// `t.*`, with the star next.
    fn read_whole_row(&mut self, qualifier: Span) {
        if self.span.of(self.text) == "*" {
            let span = Span::new(qualifier.start, self.span.end);
            self.advance();
            self.operand = self.build(Kind::WholeRow, NONE, span, qualifier);
        } else {
            self.fail();
        }
    }

    /// A name that is all there is of a window, before its `AS` or first within the parentheses of `OVER`.
    fn is_window_name(&self) -> bool {
        match self.top() {
            Shape::Suffix { window: true } => self.frames.last().is_some_and(|frame| frame.count == 1),
            Shape::Top => self.word() == Some(Keyword::As),
            _ => false,
        }
    }

    /// A reference to a plan that is printed elsewhere; the words before it are part of it.
    ///
    /// PostgreSQL numbers them (`SubPlan 1`), 19 names them (`SubPlan any_1`); up to 16 one that assigns
    /// several columns shows what it returns: `(SubPlan 1 (returns $1,$2))`.
    fn read_plan(&mut self) -> bool {
        let start = self.span.start;
        let rest = self.text.as_bytes().get(start as usize..).unwrap_or_default();
        let hashed = match rest.first() {
            Some(b'h') if rest.starts_with(b"hashed SubPlan ") || rest.starts_with(b"hashed InitPlan ") => {
                self.advance();
                true
            }
            Some(b'r') if rest.starts_with(b"rescan SubPlan ") => {
                self.advance();
                self.push(Frame::operator(
                    Shape::Prefix(Sublink::Rescan),
                    power::SIGN,
                    start,
                    Span::default(),
                ));
                return true;
            }
            Some(b'a') if rest.starts_with(b"alternatives: ") => {
                self.advance();
                self.advance();
                // What follows reads as an OR of plans.
                self.push(Frame::operator(
                    Shape::Prefix(Sublink::Alternatives),
                    power::ASSIGN,
                    start,
                    Span::default(),
                ));
                return true;
            }
            Some(b'S') if rest.starts_with(b"SubPlan ") => false,
            Some(b'I') if rest.starts_with(b"InitPlan ") => false,
            _ => return false,
        };
        let kind = self.span.start;
        self.advance();
        if !matches!(self.token, Token::Literal(LiteralKind::Number) | Token::Word) {
            self.fail();
            return true;
        }
        let name = Span::new(kind, self.span.end);
        self.advance();
        let after = self.text.as_bytes().get(self.span.end as usize..).unwrap_or_default();
        if self.token == Token::Open && after.starts_with(b"returns ") {
            self.skip_group();
        }
        self.operand = self.build(Kind::Plan { hashed }, NONE, Span::new(start, self.before), name);
        true
    }

    /// Over a pair of parentheses and all within, with the opening one next.
    pub(super) fn skip_group(&mut self) {
        self.advance();
        loop {
            self.skip(|token| token == Token::Close);
            let token = self.token;
            self.advance();
            if token != Token::Comma {
                self.complete &= token == Token::Close;
                return;
            }
        }
    }
}
