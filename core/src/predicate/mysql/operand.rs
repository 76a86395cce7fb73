//! An operand is awaited: names, constants, calls, parentheses, and the words that may stand before them.

use super::super::expr::{LiteralKind, Quantifier};
use super::super::tree::{Kind, NONE, Span};
use super::Parser;
use super::frame::{Frame, Shape, Syntax, Wrapper, power};
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
            Token::Variable => self.leaf(Kind::Word),
            Token::Open => self.open(Shape::Paren, self.span.start, Span::default()),
            Token::Symbol => self.read_prefix(),
            Token::Pseudo(pseudo) => self.read_pseudo(pseudo),
            Token::Select => self.read_inline_select(),
            Token::Close | Token::Comma => self.read_end_of_nothing(),
            _ => self.fail(),
        }
    }

    /// A symbol before an operand; or `*` as an argument.
    fn read_prefix(&mut self) {
        let span = self.span;
        match span.of(self.text) {
            "*" if matches!(self.top(), Shape::Call(_)) && self.lexer.peek() == Some(b')') => {
                self.leaf(Kind::Word);
            }
            "!" => self.push_prefix(Shape::Not, power::SIGN, span),
            "-" | "+" | "~" => self.push_prefix(Shape::Unary, power::SIGN, span),
            _ => {
                self.advance();
                self.fail();
            }
        }
    }

    fn push_prefix(&mut self, shape: Shape, power: u8, symbol: Span) {
        self.advance();
        self.push(Frame::operator(shape, power, symbol.start, symbol));
    }

    /// A bracket or clause ends, or an argument is over, where an operand was awaited: fine where there may
    /// be none.
    fn read_end_of_nothing(&mut self) {
        let Some(frame) = self.frames.last() else { return self.fail() };
        match frame.shape {
            Shape::Clause { .. } if !frame.comma && !frame.unfinished => self.end_part(),
            // After a clause that just ended.
            Shape::Call(_) | Shape::Window
                if self.token == Token::Comma && !frame.comma && frame.count > 0 =>
            {
                self.pass_comma();
            }
            Shape::Row | Shape::Call(_) | Shape::Window | Shape::Against
                if self.token == Token::Close && !frame.comma =>
            {
                self.advance();
                self.end_bracket();
            }
            Shape::Top if self.token == Token::Close => self.read_close(),
            _ => self.fail(),
        }
    }

    fn read_keyword(&mut self, keyword: Keyword) {
        let called = self.lexer.peek() == Some(b'(');
        let span = self.span;
        match keyword {
            Keyword::Not => self.push_prefix(Shape::Not, power::NOT, span),
            Keyword::Null => self.literal(LiteralKind::Null),
            Keyword::True | Keyword::False => self.literal(LiteralKind::Boolean),
            Keyword::Binary if !called => self.push_prefix(Shape::Cast, power::COLLATE, span),
            Keyword::Case => {
                self.advance();
                self.push(Frame::new(Shape::Case, span.start, Span::default()));
            }
            Keyword::When if self.top() == Shape::Case => self.open_clause(span, false),
            Keyword::Match if self.lexer.peek() != Some(b'.') => {
                self.advance();
                self.push(Frame::new(Shape::Match, span.start, span));
            }
            Keyword::Interval => {
                self.advance();
                self.push(Frame::new(Shape::Interval, span.start, span));
            }
            Keyword::Any | Keyword::Some | Keyword::All if called => self.read_quantifier(keyword),
            Keyword::Exists if called => self.open_after_word(Shape::Exists),
            Keyword::Row if called => self.open_after_word(Shape::Row),
            Keyword::Cast if called => self.open_after_word(Shape::Call(Syntax::Plain)),
            Keyword::Convert if called => self.open_after_word(Shape::Call(Syntax::Convert)),
            Keyword::Trigcond if called => self.open_after_word(Shape::Wrapper(Wrapper::Plain)),
            Keyword::TrigcondIf if called => {
                self.advance();
                self.open_if(span.start);
            }
            Keyword::Multiple if self.followed_by("equal").is_some() => self.open_multiple_equal(),
            Keyword::Select | Keyword::Subquery => self.read_plan(),
            Keyword::Distinct | Keyword::Leading | Keyword::Trailing | Keyword::Both | Keyword::From
                if matches!(self.top(), Shape::Call(_)) =>
            {
                self.open_clause(span, keyword == Keyword::Distinct);
            }
            Keyword::Order | Keyword::Partition
                if matches!(self.top(), Shape::Call(_) | Shape::Window | Shape::Clause { .. }) =>
            {
                match self.followed_by("by") {
                    Some(words) => self.open_clause(words, true),
                    None => self.read_name(),
                }
            }
            Keyword::Rows | Keyword::Range if self.top() == Shape::Window => self.read_rest(),
            _ if keyword.is_value() && !called => self.leaf(Kind::Call),
            _ if self.is_operator(keyword) => self.fail(),
            _ => self.read_name(),
        }
    }

    /// Whether a key word is reserved, so that it is no column where it stands without quotes.
    fn is_operator(&self, keyword: Keyword) -> bool {
        let reserved = matches!(
            keyword,
            Keyword::And
                | Keyword::Or
                | Keyword::Xor
                | Keyword::Is
                | Keyword::In
                | Keyword::Like
                | Keyword::Between
                | Keyword::Regexp
                | Keyword::Rlike
                | Keyword::Collate
                | Keyword::When
                | Keyword::Then
                | Keyword::Else
                | Keyword::As
        );
        reserved && self.lexer.peek() != Some(b'.')
    }

    fn open_after_word(&mut self, shape: Shape) {
        let span = self.span;
        self.advance();
        self.open(shape, span.start, span);
    }

    /// `multiple equal(a, b, 5)`: what the optimizer knows to be equal.
    fn open_multiple_equal(&mut self) {
        let start = self.span.start;
        self.advance();
        let words = Span::new(start, self.span.end);
        self.advance();
        if self.token == Token::Open {
            self.open(Shape::Call(Syntax::MultipleEqual), start, words);
        } else {
            self.fail();
        }
    }

    /// `= any (select #2)`.
    fn read_quantifier(&mut self, keyword: Keyword) {
        self.advance();
        let quantifier = if keyword == Keyword::All { Quantifier::All } else { Quantifier::Any };
        if let Some(frame) = self.frames.last_mut()
            && let Shape::Binary(op, None) = frame.shape
        {
            frame.shape = Shape::Binary(op, Some(quantifier));
        } else {
            self.fail();
        }
    }

    /// A name: a column, a function, or what labels a constant.
    pub(super) fn read_name(&mut self) {
        let first = self.span;
        let quoted = self.token == Token::Quoted;
        let (mut qualifier, mut name) = (Span::default(), first);
        self.advance();
        while self.token == Token::Dot {
            let (token, span) = { self.lexer }.next();
            if !matches!(token, Token::Word | Token::Quoted) {
                self.advance();
                return self.read_whole_row(Span::new(first.start, name.end));
            }
            qualifier = Span::new(first.start, name.end);
            name = span;
            self.advance();
            self.advance();
        }
        let whole = Span::new(first.start, name.end);
        match self.token {
            Token::Open => {
                self.open(Shape::Call(Syntax::Plain), first.start, whole);
                if self.token == Token::Word && starts_with_unit(whole.of(self.text)) {
                    self.leaf(Kind::Word);
                }
            }
            Token::Literal(kind)
                if !quoted && qualifier.is_empty() && is_label(whole.of(self.text), kind) =>
            {
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

    /// `t.*`, with what follows the dot next.
    fn read_whole_row(&mut self, qualifier: Span) {
        if self.span.of(self.text) == "*" {
            let span = Span::new(qualifier.start, self.span.end);
            self.advance();
            self.operand = self.build(Kind::WholeRow, NONE, span, qualifier);
        } else {
            self.fail();
        }
    }

    /// A name first within the parentheses of `over` is that of a window.
    fn is_window_name(&self) -> bool {
        self.top() == Shape::Window && self.frames.last().is_some_and(|frame| frame.count == 1)
    }

    /// The span of two words, if the second follows the one that is next.
    pub(super) fn followed_by(&self, second: &str) -> Option<Span> {
        let (token, span) = { self.lexer }.next();
        (token == Token::Word && span.of(self.text).eq_ignore_ascii_case(second))
            .then(|| Span::new(self.span.start, span.end))
    }
}

/// Whether a function's first argument is a unit of time and no column: `extract(year from x)`.
fn starts_with_unit(function: &str) -> bool {
    const FUNCTIONS: [&str; 4] = ["extract", "timestampdiff", "timestampadd", "get_format"];
    FUNCTIONS.iter().any(|name| name.eq_ignore_ascii_case(function))
}

/// Whether a word before a constant says what it is: a type (`DATE'2024-01-01'`, `json'4'`) or a character set
/// (`_utf8mb4'x'`, `_binary 0x00`).
fn is_label(word: &str, kind: LiteralKind) -> bool {
    const TYPES: [&str; 4] = ["date", "time", "timestamp", "json"];
    word.starts_with('_')
        || kind == LiteralKind::BackslashString && TYPES.iter().any(|name| name.eq_ignore_ascii_case(word))
}
