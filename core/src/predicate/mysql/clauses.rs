//! What follows a call, an argument or a sort key: windows, directions, and clauses within parentheses.

use super::super::tree::{Kind, Span};
use super::Parser;
use super::frame::{Frame, Shape, Syntax};
use super::keyword::Keyword;
use super::lexer::Token;

/// The words that may end the arguments of a call, with what follows them: `in boolean mode`, `with query
/// expansion`, `returning char(10) null on empty`, `using utf8mb4`, `as char(3)`.
const LAST: [&str; 9] = ["in", "with", "returning", "null", "error", "default", "using", "as", "for"];

impl Parser<'_> {
    /// `over (…)`, `over w`, `within group (…)`, with the word before the parenthesis next.
    pub(super) fn read_over(&mut self) {
        let word = self.span;
        self.advance();
        let frame = Frame::new(Shape::Window, self.span_of(self.operand).start, word);
        match self.token {
            Token::Open => self.open_with_operand(frame),
            Token::Word | Token::Quoted => {
                self.push_with_operand(frame);
                self.leaf(Kind::Word);
                self.append();
                self.end_bracket();
            }
            _ => self.fail(),
        }
    }

    /// `desc`, `asc` after a sort key.
    pub(super) fn read_order(&mut self, descending: bool) {
        if self.innermost().1 {
            return self.fail();
        }
        self.reduce(1);
        self.advance();
        self.wrap(Kind::Ordered { descending, nulls_first: None }, Span::default());
    }

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

    /// A key word that opens a clause within a call, after an operand, which it ends.
    pub(super) fn continue_clause(&mut self, keyword: Keyword) {
        let (bracket, unfinished) = self.innermost();
        if unfinished {
            return self.continue_word();
        }
        match (bracket, keyword) {
            (Shape::Call(Syntax::Convert), Keyword::Using) => {
                self.settle();
                self.advance();
                let charset = self.span;
                self.advance();
                if self.token != Token::Close || self.top() != Shape::Call(Syntax::Convert) {
                    return self.fail();
                }
                if let Some(frame) = self.frames.last_mut() {
                    (frame.shape, frame.name) = (Shape::Call(Syntax::Charset), charset);
                }
                self.advance();
                self.end_bracket();
            }
            (Shape::Call(_), Keyword::As) => {
                self.settle();
                self.end_part();
                let is_cast = self.frames.last().is_some_and(|frame| {
                    frame.count == 1 && frame.name.of(self.text).eq_ignore_ascii_case("cast")
                });
                if is_cast {
                    self.advance();
                    self.end_cast();
                } else {
                    self.read_rest();
                }
            }
            (Shape::Call(_) | Shape::Window, Keyword::Order | Keyword::Partition) => {
                let Some(words) = self.followed_by("by") else { return self.fail() };
                self.settle();
                self.open_clause(words, true);
            }
            (Shape::Call(_), Keyword::From | Keyword::Separator) => {
                self.settle();
                self.open_clause(self.span, false);
            }
            (Shape::Window, Keyword::Rows | Keyword::Range) => {
                self.settle();
                self.end_part();
                self.read_rest();
            }
            _ => self.continue_word(),
        }
    }

    /// Any other word after an operand: the unit of an interval, or what ends a call or `against`, as
    /// `returning char(10) null on empty`, `in boolean mode`.
    pub(super) fn continue_word(&mut self) {
        let (bracket, unfinished) = self.innermost();
        if unfinished {
            self.reduce(1);
            if self.top() == Shape::Interval {
                return self.end_interval(true);
            }
            return self.fail();
        }
        let word = self.span.of(self.text);
        if matches!(bracket, Shape::Call(Syntax::Plain) | Shape::Against)
            && LAST.iter().any(|last| last.eq_ignore_ascii_case(word))
        {
            self.settle();
            self.end_part();
            self.read_rest();
        } else {
            self.fail();
        }
    }

    /// A clause that is not taken apart, to the end of the bracket.
    pub(super) fn read_rest(&mut self) {
        let start = self.span.start;
        self.skip_to_close();
        self.push(Frame::new(Shape::Clause { list: false }, start, Span::new(start, self.before)));
    }
}
