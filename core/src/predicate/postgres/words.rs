//! Syntax made of words: clauses within calls, types, tests, and the key words of XML and JSON functions.

use super::super::expr::Test;
use super::super::tree::{Kind, Span};
use super::Parser;
use super::frame::{Frame, Shape, Syntax};
use super::keyword::Keyword;
use super::lexer::Token;

impl Parser<'_> {
    // ---- clauses

    /// Opens a clause whose key word is next; a clause that is open ends. With `list`, commas are part of it.
    pub(super) fn open_clause(&mut self, words: Span, list: bool) {
        self.end_part();
        if !self.innermost().1 {
            self.begin_item(words.start);
        }
        while self.before < words.end && self.token != Token::End {
            self.advance();
        }
        self.push(Frame::new(Shape::Clause { list }, words.start, words));
    }

    /// Whether the innermost frame is an operator that waits for its operand.
    fn operator_waits(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.power > 0)
    }

    fn in_call(&self) -> bool {
        matches!(self.innermost().0, Shape::Call(_))
    }

    /// Whether words in capitals are key words here.
    pub(super) fn in_words(&self) -> bool {
        self.innermost().0 == Shape::Call(Syntax::Words)
    }

    /// The span of two words, if the second follows the one that is next.
    pub(super) fn followed_by(&self, second: &str) -> Option<Span> {
        let (token, span) = { self.lexer }.next();
        (token == Token::Word && span.of(self.text).eq_ignore_ascii_case(second))
            .then(|| Span::new(self.span.start, span.end))
    }

    /// A key word that opens a clause where an operand is awaited.
    pub(super) fn read_clause_keyword(&mut self, keyword: Keyword) -> bool {
        let span = self.span;
        match keyword {
            Keyword::Distinct
            | Keyword::Variadic
            | Keyword::Both
            | Keyword::Leading
            | Keyword::Trailing
            | Keyword::From
                if self.in_call() && !self.operator_waits() =>
            {
                self.open_clause(span, keyword == Keyword::Distinct);
            }
            Keyword::Order | Keyword::Partition
                if matches!(self.top(), Shape::Call(_) | Shape::Suffix { .. } | Shape::Clause { .. }) =>
            {
                let Some(words) = self.followed_by("by") else { return false };
                self.open_clause(words, true);
            }
            Keyword::Rows | Keyword::Range | Keyword::Groups
                if self.top() == (Shape::Suffix { window: true }) =>
            {
                self.read_rest();
            }
            _ => return false,
        }
        true
    }

    /// A key word that opens a clause after an operand, which it ends.
    pub(super) fn continue_clause(&mut self, keyword: Keyword) -> bool {
        let span = self.span;
        match (self.innermost().0, keyword) {
            (Shape::Call(Syntax::Position), Keyword::In)
            | (Shape::Call(_), Keyword::From | Keyword::For | Keyword::Placing | Keyword::Passing) => {
                self.settle();
                self.open_clause(span, false);
            }
            (Shape::Call(Syntax::Plain), Keyword::Similar) if self.followed_by("to").is_none() => {
                self.settle();
                self.open_clause(span, false);
            }
            (Shape::Call(_) | Shape::Suffix { .. }, Keyword::Order | Keyword::Partition) => {
                let Some(words) = self.followed_by("by") else { return false };
                self.settle();
                self.open_clause(words, true);
            }
            (Shape::Suffix { window: true }, Keyword::Rows | Keyword::Range | Keyword::Groups) => {
                self.settle();
                self.end_part();
                self.read_rest();
            }
            (Shape::Call(Syntax::Cast), Keyword::As) => {
                self.settle();
                self.advance();
                match self.read_type() {
                    Some(to) if self.token == Token::Close && self.top() == Shape::Call(Syntax::Cast) => {
                        if let Some(frame) = self.frames.last_mut() {
                            frame.name = to;
                        }
                        self.advance();
                        self.end_bracket();
                    }
                    _ => self.fail(),
                }
            }
            (Shape::Top, Keyword::As) if self.lexer.peek() == Some(b'(') => {
                self.advance();
                self.open_suffix(span, true);
            }
            _ => return false,
        }
        true
    }

    /// A clause that is not taken apart, to the end of the bracket: the frame of a window, the columns of
    /// XMLTABLE.
    fn read_rest(&mut self) {
        let start = self.span.start;
        loop {
            self.skip(|token| token == Token::Close);
            if self.token != Token::Comma {
                break;
            }
            self.advance();
        }
        self.push(Frame::new(Shape::Clause { list: false }, start, Span::new(start, self.before)));
    }

    // ---- XML and JSON

    /// A word in capitals where an operand is awaited: `DOCUMENT`, `NAME foo`, `VERSION NO VALUE`.
    pub(super) fn read_capitals(&mut self) -> bool {
        if !self.in_words() || self.operator_waits() || !self.is_capitals() {
            return false;
        }
        let names_something = self.word().is_some_and(Self::names_something);
        match self.frames.last_mut() {
            Some(frame)
                if matches!(frame.shape, Shape::Clause { .. }) && frame.count == 0 && !names_something =>
            {
                frame.name.end = self.span.end;
                self.advance();
            }
            _ => self.open_capitals(),
        }
        true
    }

    /// Any other word after an operand: right only as a key word in capitals.
    pub(super) fn continue_word(&mut self) {
        if self.in_words() && self.is_capitals() {
            self.settle();
            self.open_capitals();
        } else {
            self.fail();
        }
    }

    fn is_capitals(&self) -> bool {
        self.token == Token::Word
            && self.span.of(self.text).bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            && (!matches!(self.lexer.peek(), Some(b'(' | b'.')) || self.word() == Some(Keyword::Columns))
    }

    /// Whether a name or a type follows that is no expression.
    fn names_something(keyword: Keyword) -> bool {
        matches!(keyword, Keyword::Name | Keyword::As | Keyword::Returning)
    }

    fn open_capitals(&mut self) {
        let keyword = self.word();
        if keyword == Some(Keyword::Columns) {
            self.end_part();
            return self.read_rest();
        }
        self.open_clause(self.span, false);
        if keyword.is_some_and(Self::names_something)
            && let Some(word) = self.read_type()
            && let Some(frame) = self.frames.last_mut()
        {
            frame.name.end = word.end;
        }
    }

    /// `IS DOCUMENT`, `IS JSON OBJECT WITH UNIQUE KEYS`, `IS NFC NORMALIZED`, with the word after `IS [NOT]`
    /// next.
    pub(super) fn read_odd_test(&mut self, negated: bool) {
        const WORDS: [&str; 16] = [
            "document",
            "normalized",
            "nfc",
            "nfd",
            "nfkc",
            "nfkd",
            "json",
            "value",
            "array",
            "object",
            "scalar",
            "with",
            "without",
            "unique",
            "keys",
            "of",
        ];
        let start = self.span.start;
        while self.token == Token::Word
            && WORDS.iter().any(|word| word.eq_ignore_ascii_case(self.span.of(self.text)))
        {
            self.advance();
        }
        if self.span.start == start {
            return self.fail();
        }
        self.wrap(Kind::Is { test: Test::Other, negated }, Span::new(start, self.before));
    }

    // ---- names and types

    /// A name of one or more parts.
    pub(super) fn read_qualified_name(&mut self) -> Option<Span> {
        let start = self.span.start;
        loop {
            if !matches!(self.token, Token::Word | Token::Quoted) {
                return None;
            }
            self.advance();
            if self.token != Token::Dot {
                return Some(Span::new(start, self.before));
            }
            self.advance();
        }
    }

    /// A type as `format_type` prints it (`format_type.c`): `numeric(10,2)`, `timestamp(3) with time zone`,
    /// `interval day to second(3)`, `"char"[]`.
    pub(super) fn read_type(&mut self) -> Option<Span> {
        let start = self.span.start;
        let first = self.word();
        self.read_qualified_name()?;
        match first {
            Some(Keyword::Double) => self.accept(&["precision"]),
            Some(Keyword::Character | Keyword::Char | Keyword::Bit) => self.accept(&["varying"]),
            Some(Keyword::National) => self.accept(&["character", "char", "varying"]),
            Some(Keyword::Interval) => {
                self.accept(&["year", "month", "day", "hour", "minute", "second", "to"]);
            }
            _ => {}
        }
        if self.token == Token::Open {
            self.skip_group();
        }
        if matches!(first, Some(Keyword::Timestamp | Keyword::Time))
            && matches!(self.word(), Some(Keyword::With | Keyword::Without))
        {
            self.accept(&["with", "without", "time", "zone"]);
        }
        while self.token == Token::OpenBracket {
            let mut ahead = self.lexer;
            let mut next = ahead.next().0;
            if matches!(next, Token::Literal(_)) {
                next = ahead.next().0;
                self.advance();
            }
            if next != Token::CloseBracket {
                break;
            }
            self.advance();
            self.advance();
        }
        Some(Span::new(start, self.before))
    }

    /// Over the words that follow and are among `words`.
    fn accept(&mut self, words: &[&str]) {
        while self.token == Token::Word
            && words.iter().any(|word| word.eq_ignore_ascii_case(self.span.of(self.text)))
        {
            self.advance();
        }
    }
}
