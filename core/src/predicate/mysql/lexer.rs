//! Tokens, by the rules of MySQL's scanner (`sql_lex.cc`), and what its EXPLAIN prints beside SQL.

use super::super::expr::LiteralKind;
use super::super::scan::{after_word, closing_quote, is_word};
use super::super::tree::Span;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::predicate) enum Token {
    /// The text is over.
    End,
    /// A name or key word without quotes.
    Word,
    /// A name in backticks.
    Quoted,
    /// A constant that its spelling gives away: a number or a string.
    Literal(LiteralKind),
    /// `@x`, `@@sort_buffer_size`, `total@1` (a variable of a stored program), `?`.
    Variable,
    /// `<cache>` and its like.
    Pseudo(Pseudo),
    /// `#2`, after `select` or `subquery`.
    Number,
    /// `/* select#2 */`.
    Select,
    /// An operator.
    Symbol,
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `,`.
    Comma,
    /// `.`.
    Dot,
    /// A byte that starts nothing, a comment, or a quote that is never closed, to the end of the text.
    Unknown,
}

/// A word in angle brackets: how the server evaluates what follows in parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::predicate) enum Pseudo {
    /// `<cache>`, `<nop>`, `<ref_null_helper>`, `<min>`, `<max>`, `<hash>`: the value is what matters.
    Plain,
    /// `<expr_cache>`: parameters in angle brackets may follow it.
    ExpressionCache,
    /// `<if>`.
    If,
    /// `<not>`.
    Not,
    /// `<is_not_null_test>`.
    NotNull,
    /// `<in_optimizer>`.
    InOptimizer,
    /// `<exists>`.
    Exists,
    /// `<materialize>`, `<primary_index_lookup>`, `<index_lookup>`: a sub-query.
    SubQuery,
    /// `<hash_field>`, `<temporary table>`, `<auto_key>`: a name.
    Name,
}

impl Pseudo {
    /// `Item_*::print` in MySQL's `item.cc`, `item_cmpfunc.cc` and `item_subselect.cc`, and MariaDB's.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "cache" | "nop" | "ref_null_helper" | "min" | "max" | "hash" | "rowid" => Self::Plain,
            "expr_cache" => Self::ExpressionCache,
            "if" => Self::If,
            "not" => Self::Not,
            "is_not_null_test" => Self::NotNull,
            "in_optimizer" => Self::InOptimizer,
            "exists" => Self::Exists,
            "materialize" | "primary_index_lookup" | "unique_index_lookup" | "index_lookup" => Self::SubQuery,
            "hash_field" | "temporary table" | "auto_key" | "auto_distinct_key" => Self::Name,
            _ => return None,
        })
    }
}

/// Operators of more than one character, longer ones before what they start with.
const SYMBOLS: [&[u8]; 11] = [b"<=>", b"->>", b"<<", b">>", b"<=", b">=", b"<>", b"!=", b":=", b"||", b"&&"];

/// Walks over a text; copying it remembers a place.
#[derive(Clone, Copy, Debug)]
pub(in crate::predicate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(in crate::predicate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token and where it stands.
    pub(in crate::predicate) fn next(&mut self) -> (Token, Span) {
        self.skip_space();
        let start = self.at;
        let Some(byte) = self.byte(start) else { return (Token::End, self.span(start)) };
        self.at += 1;
        let token = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | 0x80..=0xff => self.word(byte),
            b'0'..=b'9' => self.number(),
            b'(' => Token::Open,
            b')' => Token::Close,
            b',' => Token::Comma,
            b'\'' | b'"' => self.string(byte, LiteralKind::BackslashString),
            b'`' => self.quoted(byte, false, Token::Quoted),
            b'.' if self.is_digit(self.at) && !self.follows_name(start) => self.number(),
            b'.' => Token::Dot,
            b'?' => Token::Variable,
            b'@' => self.variable(),
            b'#' if self.is_digit(self.at) => {
                self.skip_digits();
                Token::Number
            }
            b'/' if self.byte(self.at) == Some(b'*') => self.comment(),
            b'<' => self.less(),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'^' | b'&' | b'|' | b'~' | b'!' | b'=' | b'>' | b':' => {
                self.symbol(start)
            }
            _ => Token::Unknown,
        };
        (token, self.span(start))
    }

    /// The byte after the white space that follows, without moving.
    pub(super) fn peek(&self) -> Option<u8> {
        let mut ahead = *self;
        ahead.skip_space();
        ahead.byte(ahead.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &'t [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        // A text of 4 GiB is refused before it gets here.
        Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(self.at).unwrap_or(u32::MAX))
    }

    fn skip_space(&mut self) {
        // MariaDB says of a test that is decided already what it was: /*always not null*/ 1 is null.
        const DECIDED: &[u8] = b"/*always not null*/";
        loop {
            match self.byte(self.at) {
                Some(b' ' | 0x09..=0x0d) => self.at += 1,
                Some(b'/') if self.rest(self.at).starts_with(DECIDED) => self.at += DECIDED.len(),
                _ => return,
            }
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|byte| byte.is_ascii_digit())
    }

    /// Whether a dot is that of `t.1st`.
    fn follows_name(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|at| self.byte(at)).is_some_and(|byte| byte == b'`' || is_word(byte))
    }

    fn skip_digits(&mut self) {
        while self.is_digit(self.at) {
            self.at += 1;
        }
    }

    /// Every byte above ASCII counts as a letter: a name is never cut within a character.
    fn skip_word(&mut self) {
        self.at = after_word(self.text.as_bytes(), self.at);
    }

    fn word(&mut self, first: u8) -> Token {
        if matches!(first, b'b' | b'B' | b'x' | b'X' | b'n' | b'N') && self.byte(self.at) == Some(b'\'') {
            self.at += 1;
            return self.string(b'\'', LiteralKind::PrefixedString);
        }
        self.skip_word();
        // Variables of stored programs are printed with their place: total@1.
        if self.byte(self.at) == Some(b'@') && self.is_digit(self.at + 1) {
            self.at += 1;
            self.skip_digits();
            return Token::Variable;
        }
        Token::Word
    }

    /// A number; or a name that starts with a digit.
    fn number(&mut self) -> Token {
        let start = self.at - 1;
        self.skip_digits();
        if self.byte(start) == Some(b'0') && matches!(self.byte(start + 1), Some(b'x' | b'b')) {
            self.skip_word();
            return Token::Literal(LiteralKind::Number);
        }
        if self.byte(start) != Some(b'.') && self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.skip_digits();
        }
        if matches!(self.byte(self.at), Some(b'e' | b'E')) {
            let signed = usize::from(matches!(self.byte(self.at + 1), Some(b'+' | b'-')));
            if self.is_digit(self.at + 1 + signed) {
                self.at += 1 + signed;
                self.skip_digits();
            }
        }
        let end = self.at;
        self.skip_word();
        if self.at == end { Token::Literal(LiteralKind::Number) } else { Token::Word }
    }

    fn string(&mut self, quote: u8, kind: LiteralKind) -> Token {
        self.quoted(quote, true, Token::Literal(kind))
    }

    fn quoted(&mut self, quote: u8, escapes: bool, token: Token) -> Token {
        let end = closing_quote(self.text.as_bytes(), self.at, quote, escapes);
        self.at = end.unwrap_or(self.text.len());
        if end.is_some() { token } else { Token::Unknown }
    }

    /// `@x`, `@'x y'`, `@@session.x`.
    fn variable(&mut self) -> Token {
        if self.byte(self.at) == Some(b'@') {
            self.at += 1;
        }
        let start = self.at;
        match self.byte(start) {
            Some(quote @ (b'`' | b'\'' | b'"')) => {
                self.at += 1;
                return self.quoted(quote, false, Token::Variable);
            }
            _ => self.skip_word(),
        }
        while self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.skip_word();
        }
        if self.at == start { Token::Unknown } else { Token::Variable }
    }

    /// Of comments only `/* select#2 */` has a meaning.
    fn comment(&mut self) -> Token {
        let body = self.text.get(self.at + 1..).unwrap_or("");
        let Some(end) = body.find("*/") else {
            self.at = self.text.len();
            return Token::Unknown;
        };
        self.at += 1 + end + 2;
        let number = body.get(..end).unwrap_or("").trim().strip_prefix("select#");
        let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if number.is_some_and(is_number) { Token::Select } else { Token::Unknown }
    }

    fn less(&mut self) -> Token {
        // The longest is <primary_index_lookup>.
        let rest = self.rest(self.at);
        let length =
            rest.iter().take(24).position(|&byte| !byte.is_ascii_lowercase() && !b"_ ".contains(&byte));
        if let Some(length) = length.filter(|&length| rest.get(length) == Some(&b'>'))
            && let Some(pseudo) = self.text.get(self.at..self.at + length).and_then(Pseudo::of)
        {
            self.at += length + 1;
            return Token::Pseudo(pseudo);
        }
        self.symbol(self.at - 1)
    }

    /// The longest operator there is; `--` would start a comment.
    fn symbol(&mut self, start: usize) -> Token {
        let rest = self.rest(start);
        if rest.starts_with(b"--") && rest.get(2).is_none_or(u8::is_ascii_whitespace) {
            return Token::Unknown;
        }
        let length = SYMBOLS.iter().find(|symbol| rest.starts_with(symbol)).map_or(1, |symbol| symbol.len());
        self.at = start + if rest.starts_with(b"->") { length.max(2) } else { length };
        if rest.first() == Some(&b':') && length == 1 { Token::Unknown } else { Token::Symbol }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    fn tokens(text: &str) -> Vec<&str> {
        let mut lexer = Lexer::new(text);
        std::iter::from_fn(|| {
            let (token, span) = lexer.next();
            (token != Token::End).then(|| span.of(text))
        })
        .collect()
    }

    #[test]
    fn texts_fall_apart() {
        assert_eq!(tokens("(`a``b`.c>=-12)"), ["(", "`a``b`", ".", "c", ">=", "-", "12", ")"]);
        assert_eq!(tokens(r"'it''s' 'a\'b' x'1f' n"), ["'it''s'", r"'a\'b'", "x'1f'", "n"]);
        assert_eq!(
            tokens("1.5e-3 .5 1e+308 0x1F 2nd t.1a"),
            ["1.5e-3", ".5", "1e+308", "0x1F", "2nd", "t", ".", "1a"]
        );
        assert_eq!(
            tokens("<cache>(a)<=<hash>(b)"),
            ["<cache>", "(", "a", ")", "<=", "<hash>", "(", "b", ")"]
        );
        assert_eq!(tokens("a<b>c"), ["a", "<", "b", ">", "c"]);
        assert_eq!(
            tokens("@a:=@@x.y total@1 j->>'$.k'"),
            ["@a", ":=", "@@x.y", "total@1", "j", "->>", "'$.k'"]
        );
        assert_eq!(tokens("/* select#2 */ select #3"), ["/* select#2 */", "select", "#3"]);
        assert_eq!(tokens("'open \u{e9}"), ["'open \u{e9}"]);
    }
}
