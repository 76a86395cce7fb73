//! An operand was just read: operators, tests, what follows a call, and the end of what is open.

use super::super::expr::Test;
use super::super::operator::Operator;
use super::super::tree::{Kind, Span};
use super::Parser;
use super::frame::{Frame, Shape, operator, power};
use super::keyword::Keyword;
use super::lexer::Token;

/// The most expressions below the middle of `5 < a < 9`, which is read twice: so a text's tree stays linear in
/// it, however such ranges nest.
const MIDDLE: u32 = 16;

impl Parser<'_> {
    /// Reads a token after an operand; afterwards another is awaited, or there is a larger one.
    pub(super) fn read_continuation(&mut self) {
        match self.token {
            Token::Symbol => self.read_symbol(),
            Token::Word => match self.word() {
                Some(keyword) => self.continue_keyword(keyword),
                None => self.continue_word(),
            },
            Token::Close => self.read_close(),
            Token::Comma => self.read_comma(),
            Token::End => self.read_end(),
            _ => self.fail(),
        }
    }

    fn continue_keyword(&mut self, keyword: Keyword) {
        let span = self.span;
        match keyword {
            Keyword::And => self.read_and(),
            Keyword::Or => self.continue_chain(Shape::Or, power::OR),
            Keyword::Xor => self.push_binary(Operator::Other, power::XOR, span),
            Keyword::Div => self.push_binary(Operator::Divide, power::MULTIPLY, span),
            Keyword::Mod => self.push_binary(Operator::Modulo, power::MULTIPLY, span),
            Keyword::Is => self.read_is(),
            Keyword::Not => {
                self.advance();
                match self.word() {
                    Some(keyword) => self.read_match(keyword, span.start, true),
                    None => self.fail(),
                }
            }
            Keyword::In if matches!(self.innermost().0, Shape::Against) => self.continue_word(),
            Keyword::Like
            | Keyword::In
            | Keyword::Between
            | Keyword::Regexp
            | Keyword::Rlike
            | Keyword::Member
            | Keyword::Sounds => self.read_match(keyword, span.start, false),
            Keyword::Escape => self.push_binary(Operator::Escape, power::ESCAPE, span),
            Keyword::Collate => self.read_collate(),
            Keyword::Against => self.read_against(),
            Keyword::When | Keyword::Then | Keyword::Else | Keyword::End => self.read_case_part(keyword),
            Keyword::Over => self.read_over(),
            Keyword::Within if self.followed_by("group").is_some() => {
                self.advance();
                self.read_over();
            }
            Keyword::Respect | Keyword::Ignore if self.followed_by("nulls").is_some() => {
                self.advance();
                self.advance();
                self.wrap(Kind::Suffix, Span::new(span.start, self.before));
            }
            Keyword::Desc | Keyword::Asc => self.read_order(keyword == Keyword::Desc),
            _ => self.continue_clause(keyword),
        }
    }

    // ---- operators

    /// Puts the operand to the left of an operator that is the next token.
    fn push_binary(&mut self, op: Operator, power: u8, symbol: Span) {
        self.reduce(power);
        self.push_operator(op, power, symbol);
    }

    /// The same where the operators to the left took their operand already.
    fn push_operator(&mut self, op: Operator, power: u8, symbol: Span) {
        self.advance();
        let start = self.span_of(self.operand).start;
        self.push_with_operand(Frame::operator(Shape::Binary(op, None), power, start, symbol));
    }

    fn read_symbol(&mut self) {
        let symbol = self.span;
        match symbol.of(self.text) {
            "||" => self.continue_chain(Shape::Or, power::OR),
            "&&" => self.continue_chain(Shape::And, power::AND),
            text => match operator(text) {
                Some((op, power)) => {
                    self.reduce(power);
                    if is_order(op) {
                        self.part_range();
                    }
                    self.push_operator(op, power, symbol);
                }
                None => self.fail(),
            },
        }
    }

    /// `5 < a` was read and another comparison follows: in a list of ranges that is `5 < a AND a < 9`, and
    /// elsewhere no server prints it without parentheses.
    fn part_range(&mut self) {
        let Some(node) = self.node(self.operand) else { return };
        let Kind::Binary(op, None) = node.kind else { return };
        let bare = node.is_bare();
        let start = node.span.start;
        let middle = self.node(node.first).and_then(|first| Some((first.next, self.node(first.next)?)));
        let Some((middle, below)) = middle.map(|(id, node)| (id, node.low)) else { return };
        if !is_order(op) || !bare || middle - below >= MIDDLE {
            return;
        }
        self.push_with_operand(Frame::operator(Shape::And, power::COMPARE, start, Span::default()));
        self.operand = self.copy_below(below, middle);
    }

    /// The nodes from `low` to `id` once more, at the end.
    fn copy_below(&mut self, low: u32, id: u32) -> u32 {
        // All are within the arena, whose ids are 32 bits.
        let distance = u32::try_from(self.nodes.len()).unwrap_or(0).saturating_sub(low);
        let moved = |to: u32| if (low..=id).contains(&to) { to.saturating_add(distance) } else { to };
        for from in low..=id {
            let Some(mut node) = self.node(from).copied() else { break };
            (node.first, node.next, node.low) = (moved(node.first), moved(node.next), moved(node.low));
            self.nodes.push(node);
        }
        let copy = moved(id);
        self.change(copy, |node| node.next = super::NONE);
        copy
    }

    fn read_and(&mut self) {
        self.reduce(power::IN);
        if let Some(frame) = self.frames.last_mut()
            && let Shape::Between { high, .. } = &mut frame.shape
            && !*high
        {
            *high = true;
            self.append();
            self.advance();
            return;
        }
        self.continue_chain(Shape::And, power::AND);
    }

    /// Adds the operand to the chain of AND or OR that is open, or opens one.
    fn continue_chain(&mut self, shape: Shape, power: u8) {
        self.reduce(power + 1);
        let symbol = self.span;
        self.advance();
        if self.top() == shape {
            self.append();
        } else {
            let start = self.span_of(self.operand).start;
            self.push_with_operand(Frame::operator(shape, power, start, symbol));
        }
    }

    /// `[not] like`, `in`, `between`, `regexp`, `member of`, `sounds like`, with the word after `not` next.
    fn read_match(&mut self, keyword: Keyword, start: u32, negated: bool) {
        let op = match keyword {
            Keyword::Like => Operator::Like,
            Keyword::Regexp | Keyword::Rlike => Operator::Regex,
            Keyword::Sounds if !negated && self.followed_by("like").is_some() => {
                self.advance();
                return self.push_binary(Operator::Other, power::COMPARE, Span::new(start, self.span.end));
            }
            Keyword::In | Keyword::Member => {
                self.reduce(power::IN);
                self.advance();
                let shape = if keyword == Keyword::In { Shape::In { negated } } else { Shape::Member };
                if shape == Shape::Member && self.word() == Some(Keyword::Of) {
                    self.advance();
                }
                if self.token != Token::Open {
                    return self.fail();
                }
                let words = Span::new(start, self.before);
                return self.open_with_operand(Frame::new(shape, self.span_of(self.operand).start, words));
            }
            Keyword::Between => {
                self.reduce(power::BETWEEN);
                self.advance();
                let shape = Shape::Between { negated, high: false };
                let start = self.span_of(self.operand).start;
                return self.push_with_operand(Frame::operator(
                    shape,
                    power::BETWEEN,
                    start,
                    Span::default(),
                ));
            }
            _ => return self.fail(),
        };
        let op = if negated { op.negated().unwrap_or(op) } else { op };
        self.push_binary(op, power::IN, Span::new(start, self.span.end));
    }

    /// `is [not] null`, `true`, `false`, `unknown`.
    fn read_is(&mut self) {
        self.reduce(power::COMPARE);
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
            _ => return self.fail(),
        };
        self.advance();
        self.wrap(Kind::Is { test, negated }, words);
    }

    fn read_collate(&mut self) {
        self.reduce(power::COLLATE);
        self.advance();
        let name = self.span;
        if matches!(self.token, Token::Word | Token::Quoted | Token::Literal(_)) {
            self.advance();
            self.wrap(Kind::Collate, name);
        } else {
            self.fail();
        }
    }

    /// `match a, b against ('x' in boolean mode)`, with `against` next: what is searched becomes the left side,
    /// several columns a row.
    fn read_against(&mut self) {
        self.reduce(1);
        if self.top() != Shape::Match {
            return self.fail();
        }
        self.append();
        let Some(frame) = self.frames.pop() else { return };
        self.operand = frame.first;
        if frame.count > 1 {
            let span = Span::new(self.span_of(frame.first).start, self.before);
            self.operand = self.build(Kind::Row, frame.first, span, Span::default());
        }
        let word = self.span;
        self.advance();
        if self.token == Token::Open {
            self.open_with_operand(Frame::new(Shape::Against, frame.start, word));
        } else {
            self.fail();
        }
    }
}

fn is_order(op: Operator) -> bool {
    matches!(op, Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual)
}
