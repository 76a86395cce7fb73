//! What ends: parentheses, items of lists, the parts of a CASE, the text.

use super::super::operator::Operator;
use super::super::tree::{Kind, NONE, Node, Span};
use super::Parser;
use super::frame::{Frame, Shape, Syntax, Wrapper};
use super::keyword::Keyword;
use super::lexer::{Pseudo, Token};

impl Parser<'_> {
    pub(super) fn read_close(&mut self) {
        let (shape, unfinished) = self.innermost();
        if shape == Shape::Top {
            // A closing token that closes nothing is skipped, so that what fails moves on.
            self.advance();
            return self.fail();
        }
        if unfinished {
            return self.fail();
        }
        self.settle();
        self.end_part();
        self.advance();
        self.end_bracket();
    }

    pub(super) fn read_comma(&mut self) {
        let (bracket, unfinished) = self.innermost();
        if unfinished {
            self.reduce(1);
            if self.top() != Shape::Match {
                return self.fail();
            }
        }
        self.settle();
        if !matches!(self.top(), Shape::Clause { list: true } | Shape::Match) {
            self.end_part();
        }
        match (bracket, self.top()) {
            (Shape::Wrapper(Wrapper::If), Shape::Wrapper(_)) => {
                // What it is where it is switched off.
                self.skip_to_close();
                self.complete &= self.token == Token::Close;
                self.advance();
                self.end_if();
            }
            (Shape::Wrapper(Wrapper::InOptimizer), Shape::Wrapper(_)) => self.read_second(),
            (Shape::Call(Syntax::Convert), Shape::Call(_)) => {
                self.advance();
                self.end_cast();
            }
            _ => self.pass_comma(),
        }
    }

    /// Over the comma that is next; another item follows.
    pub(super) fn pass_comma(&mut self) {
        self.advance();
        self.begin_item(self.span.start);
        if let Some(frame) = self.frames.last_mut() {
            frame.comma = true;
        }
    }

    /// The second argument of `<in_optimizer>(x, …)`, with the comma next: the whole condition, `x in (select
    /// #2)`, so that the first is forgotten; or `<exists>(select #2)`, which is no more than the sub-query it
    /// is looked up in.
    fn read_second(&mut self) {
        self.pass_comma();
        if self.token == Token::Pseudo(Pseudo::Exists) {
            return;
        }
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.count == 1) else { return };
        let first = std::mem::replace(&mut frame.first, NONE);
        (frame.last, frame.count) = (NONE, 0);
        // Nothing was read after it, so its nodes are the last.
        let low = self.node(first).map_or(first, |node| node.low);
        self.nodes.truncate(low as usize);
    }

    /// The type at the end of `cast(x as type)` or `convert(x, type)`, to the closing parenthesis.
    pub(super) fn end_cast(&mut self) {
        let start = self.span.start;
        if self.token != Token::Word {
            return self.fail();
        }
        self.skip_to_close();
        let to = Span::new(start, self.before);
        if let Some(frame) = self.frames.last_mut() {
            frame.name = to;
            frame.shape = Shape::Call(Syntax::Cast);
        }
        self.complete &= self.token == Token::Close;
        self.advance();
        self.end_bracket();
    }

    /// `when`, `then`, `else` and `end` of the CASE that the operand is directly in.
    pub(super) fn read_case_part(&mut self, keyword: Keyword) {
        let mut parts = self.frames.iter().rev();
        let directly = parts.find(|frame| frame.power == 0 && !matches!(frame.shape, Shape::Clause { .. }));
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

    /// The unit after `interval x`, or the arguments of the function of that name.
    pub(super) fn end_interval(&mut self, unit: bool) {
        self.append();
        if unit {
            self.leaf(Kind::Word);
            self.append();
        }
        let Some(frame) = self.frames.pop() else { return };
        let span = Span::new(frame.start, self.before);
        self.operand = self.build(Kind::Call, frame.first, span, frame.name);
    }

    /// `multiple equal(5, a, b)`, just read: `5 = a and 5 = b`.
    ///
    /// What is equal are columns and constants, one node each; the first is copied for each of the others.
    pub(super) fn end_multiple_equal(&mut self, frame: &Frame, span: Span) {
        let low = self.node(frame.first).map_or(0, |node| node.low) as usize;
        if frame.count < 2 || self.nodes.len() != low + frame.count as usize {
            self.operand = self.build(Kind::Call, frame.first, span, frame.name);
            return;
        }
        let items: Vec<Node> = self.nodes.get(low..).unwrap_or_default().to_vec();
        self.nodes.truncate(low);
        let (mut first, mut last) = (NONE, NONE);
        let [head, rest @ ..] = items.as_slice() else { return };
        for item in rest {
            let left = self.copy(*head);
            let right = self.copy(*item);
            self.change(left, |node| node.next = right);
            let equal = self.build(Kind::Binary(Operator::Equal, None), left, span, frame.name);
            if first == NONE {
                first = equal;
            } else {
                self.change(last, |node| node.next = equal);
            }
            last = equal;
        }
        self.operand = if first == last { first } else { self.build(Kind::And, first, span, frame.name) };
    }

    /// A leaf once more.
    fn copy(&mut self, node: Node) -> u32 {
        let id = self.build(node.kind, NONE, node.span, node.a);
        self.change(id, |copy| (copy.b, copy.inner) = (node.b, node.inner));
        id
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
