//! What ends: brackets, items of lists, the parts of a CASE, the text.

use super::super::tree::Span;
use super::Parser;
use super::frame::{Frame, Shape, Syntax};
use super::keyword::Keyword;
use super::lexer::Token;

impl Parser<'_> {
    pub(super) fn read_close(&mut self) {
        let (shape, case) = self.innermost();
        if case || shape == Shape::Top || shape.is_square() != (self.token == Token::CloseBracket) {
            return self.fail_closed(shape);
        }
        self.settle();
        self.end_part();
        self.advance();
        self.end_bracket();
    }

    /// A closing token that closes nothing is skipped, so that what fails moves on.
    fn fail_closed(&mut self, shape: Shape) {
        if shape == Shape::Top || shape.is_square() != (self.token == Token::CloseBracket) {
            self.advance();
        }
        self.fail();
    }

    pub(super) fn read_comma(&mut self) {
        if self.innermost().1 {
            return self.fail();
        }
        self.settle();
        if self.top() != (Shape::Clause { list: true }) {
            self.end_part();
        }
        self.pass_comma();
    }

    /// Over the comma that is next; another item follows.
    pub(super) fn pass_comma(&mut self) {
        self.advance();
        self.begin_item(self.span.start);
        if let Some(frame) = self.frames.last_mut() {
            frame.comma = true;
        }
    }

    /// `a[1:2]`, or the colon of `JSON_OBJECT('k' : v)`.
    pub(super) fn read_colon(&mut self) {
        match self.innermost() {
            (Shape::Subscript, false) if !matches!(self.top(), Shape::Slice { .. }) => {
                self.reduce(1);
                self.open_slice(true);
            }
            (Shape::Call(Syntax::Words), false) => self.read_comma(),
            _ => self.fail(),
        }
    }

    /// Opens a slice, with the colon next.
    pub(super) fn open_slice(&mut self, low: bool) {
        let start = if low { self.span_of(self.operand).start } else { self.span.start };
        let frame = Frame::new(Shape::Slice { low }, start, Span::default());
        self.advance();
        if low {
            self.push_with_operand(frame);
        } else {
            self.push(frame);
        }
    }

    /// `WHEN`, `THEN`, `ELSE` and `END` of the `CASE` that the operand is directly in.
    pub(super) fn read_case_part(&mut self, keyword: Keyword) {
        let directly = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame.power == 0 && !matches!(frame.shape, Shape::Clause { .. }));
        if directly.map(|frame| frame.shape) != Some(Shape::Case) {
            return self.fail();
        }
        self.settle();
        if keyword == Keyword::End {
            self.end_part();
            self.advance();
            self.end_bracket();
        } else {
            self.open_clause(self.span, false);
        }
    }

    /// The text is over: whatever is still open ends here.
    pub(super) fn read_end(&mut self) {
        self.settle();
        self.end_part();
        let closed = self.top() == Shape::Top;
        self.complete &= closed;
        self.end_bracket();
        if !closed {
            // What is not closed is not parenthesised.
            self.change(self.operand, |node| node.inner = node.span);
        }
    }
}
