//! What the servers print around and instead of SQL: how something is evaluated, and sub-queries.

use super::super::expr::LiteralKind;
use super::super::tree::{Kind, NONE, Span};
use super::Parser;
use super::frame::{Shape, Wrapper};
use super::lexer::{Pseudo, Token};

impl Parser<'_> {
    /// A word in angle brackets where an operand is awaited.
    pub(super) fn read_pseudo(&mut self, pseudo: Pseudo) {
        let span = self.span;
        if pseudo == Pseudo::Name {
            return self.leaf(Kind::Word);
        }
        self.advance();
        if pseudo == Pseudo::ExpressionCache && self.token != Token::Open {
            // What it depends on: <expr_cache><t.a,t.b>(x).
            self.skip(|token| token == Token::Open);
        }
        if self.token != Token::Open {
            return self.fail();
        }
        let wrapper = match pseudo {
            Pseudo::If => return self.open_if(span.start),
            Pseudo::SubQuery => return self.read_sub_query(span),
            Pseudo::Exists if self.top() != Shape::Wrapper(Wrapper::InOptimizer) => {
                return self.open(Shape::Exists, span.start, span);
            }
            Pseudo::Not => Wrapper::Not,
            Pseudo::NotNull => Wrapper::NotNull,
            Pseudo::InOptimizer => Wrapper::InOptimizer,
            _ => Wrapper::Plain,
        };
        self.open(Shape::Wrapper(wrapper), span.start, span);
    }

    /// `<if>(outer_field_is_not_null, x, true)`, with the parenthesis next: passes over what `x` is switched
    /// by, as `found_match(t)`.
    pub(super) fn open_if(&mut self, start: u32) {
        let name = Span::new(start, self.before);
        self.open(Shape::Wrapper(Wrapper::If), start, name);
        self.skip(|token| matches!(token, Token::Comma | Token::Close));
        if self.token == Token::Comma {
            self.pass_comma();
        } else {
            self.fail();
        }
    }

    /// The closing parenthesis of `<if>(…)` was read. `<if>(found_match(t), false, true)` tells that there is
    /// no match: no condition on columns.
    pub(super) fn end_if(&mut self) {
        self.end_bracket();
        let span = self.span_of(self.operand);
        let text = self.text;
        self.change(self.operand, |node| {
            let is_false = node.a.of(text).eq_ignore_ascii_case("false");
            if node.kind == Kind::Literal(LiteralKind::Boolean) && is_false {
                (node.kind, node.a, node.inner) = (Kind::Word, span, span);
            }
        });
    }

    /// `select #2`, `subquery#2`: a plan that is printed elsewhere; or a `select` in full.
    pub(super) fn read_plan(&mut self) {
        let start = self.span.start;
        let (token, number) = { self.lexer }.next();
        if token == Token::Number {
            let name = Span::new(start, number.end);
            self.advance();
            self.advance();
            self.operand = self.build(Kind::Plan { hashed: false }, NONE, name, name);
        } else if self.span.of(self.text).eq_ignore_ascii_case("select") && token != Token::Dot {
            self.read_select(start, self.span);
        } else {
            self.read_name();
        }
    }

    /// `/* select#2 */ select … from …`, with the comment next.
    pub(super) fn read_inline_select(&mut self) {
        let comment = self.span;
        let inner = comment.of(self.text).trim_start_matches("/*").trim_start();
        let number = inner.split([' ', '*']).next().unwrap_or("");
        // Both are lengths within the comment, so within 32 bits.
        let start = comment.end - u32::try_from(inner.len()).unwrap_or(0);
        let name = Span::new(start, start + u32::try_from(number.len()).unwrap_or(0));
        self.read_select(comment.start, name);
    }

    /// A sub-query in full, which is not taken apart, to the end of the parentheses around it.
    fn read_select(&mut self, start: u32, name: Span) {
        self.skip_to_close();
        let span = Span::new(start, self.before.max(start));
        self.operand = self.build(Kind::Plan { hashed: false }, NONE, span, name);
    }

    /// `<materialize> (/* select#2 */ select …)`, `<primary_index_lookup>(x in t on PRIMARY where …)`, with the
    /// parenthesis next. Where it has no number it is named by its word.
    fn read_sub_query(&mut self, word: Span) {
        self.advance();
        if self.token == Token::Select {
            self.read_inline_select();
        } else {
            self.read_select(word.start, word);
        }
        self.complete &= self.token == Token::Close;
        self.advance();
        let span = Span::new(word.start, self.before);
        self.change(self.operand, |node| (node.span, node.inner) = (span, span));
    }
}
