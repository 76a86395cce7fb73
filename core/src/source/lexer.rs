//! Where strings and brackets begin and end, line by line: all that is to be known of JSON to collect its lines.

use std::ops::Range;

/// The longest string that is remembered to recognise a broken one by, in bytes.
const MAX_WORD: usize = 64;

/// White space that JSON does not know, or a character that takes no space at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OddSpace {
    pub(super) at: usize,
    pub(super) len: usize,
    /// Whether it stands inside a string.
    pub(super) inside: bool,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Syntax {
    #[default]
    Json,
    /// JSON with comments, in which any byte may stand.
    Comments,
    /// Strings may stand in single quotes, tuples in parentheses, and names anywhere.
    Python,
}

/// How far a document was read.
#[derive(Debug, Default)]
pub(super) struct Lexer {
    syntax: Syntax,
    quote: Option<u8>,
    escaped: bool,
    depth: usize,
    last: u8,
    opened: Option<usize>,
    closed: Option<usize>,
    /// The short strings that stand whole in one line.
    pub(super) words: Vec<Range<usize>>,
    pub(super) odd: Vec<OddSpace>,
    /// Whether a string holds a plain space.
    pub(super) plain_space: bool,
    /// Whether what was read can be no JSON, whatever line breaks it got.
    pub(super) hopeless: bool,
}

impl Lexer {
    pub(super) fn new(syntax: Syntax) -> Self {
        Self { syntax, ..Self::default() }
    }

    /// Whether a string is open.
    pub(super) fn inside(&self) -> bool {
        self.quote.is_some()
    }

    /// The last byte outside of strings that is no white space.
    pub(super) fn last(&self) -> u8 {
        self.last
    }

    /// Begins a line.
    pub(super) fn begin(&mut self) {
        (self.opened, self.closed) = (None, None);
    }

    /// Where the string starts that is open now, if it starts in this line.
    pub(super) fn opened(&self) -> Option<usize> {
        self.opened
    }

    /// Where the string ended that was open at the start of this line.
    pub(super) fn closed(&self) -> Option<usize> {
        self.closed
    }

    /// Reads a part of a text; where the outermost bracket closes, if it does.
    ///
    /// Stops where there is no hope, so that prose behind a bracket costs little.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) -> Option<usize> {
        let part = text.as_bytes().get(range.clone()).unwrap_or_default();
        let python = self.syntax == Syntax::Python;
        for (at, &byte) in range.zip(part) {
            if byte >= 0x80 {
                self.note_odd(text, at);
            }
            match self.quote {
                // White space behind a backslash was added where the line was wrapped.
                Some(_) if self.escaped => self.escaped = byte.is_ascii_whitespace(),
                Some(_) if byte == b'\\' => self.escaped = true,
                Some(quote) if byte == quote => self.close(at),
                Some(_) => self.plain_space |= byte == b' ',
                None if self.is_hopeless(byte) => {
                    self.hopeless = true;
                    return None;
                }
                None if byte == b'"' || python && byte == b'\'' => {
                    self.quote = Some(byte);
                    self.opened = Some(at + 1);
                }
                None => match byte {
                    b'[' | b'{' => self.depth += 1,
                    b'(' if python => self.depth += 1,
                    b'/' if !python => self.syntax = Syntax::Comments,
                    b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                    b')' if python => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                },
            }
            if self.quote.is_none() && !byte.is_ascii_whitespace() {
                self.last = byte;
                if self.depth == 0 {
                    return Some(at + 1);
                }
            }
        }
        None
    }

    /// Whether a byte outside of strings stands where no JSON has one.
    fn is_hopeless(&self, byte: u8) -> bool {
        let token = byte >= 0x80
            || byte.is_ascii_whitespace()
            || byte.is_ascii_digit()
            || b"{}[],:\"+-.eEtrufalsn/".contains(&byte);
        let behind_string = self.last == b'"' && !byte.is_ascii_whitespace() && b"\"{[".contains(&byte);
        self.syntax == Syntax::Json && (!token || behind_string)
    }

    fn close(&mut self, at: usize) {
        self.quote = None;
        match self.opened.take() {
            Some(start) if at - start <= MAX_WORD => self.words.push(start..at),
            Some(_) => {}
            None => self.closed = Some(at),
        }
    }

    fn note_odd(&mut self, text: &str, at: usize) {
        let odd = |c: &char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}');
        if let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()).filter(odd) {
            self.odd.push(OddSpace { at, len: character.len_utf8(), inside: self.quote.is_some() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Lexer, Option<usize>) {
        let mut lexer = Lexer::new(Syntax::Json);
        let end = lexer.read(text, 0..text.len());
        (lexer, end)
    }

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert_eq!(read(r#"[{"a": "]}\"]"}] x"#).1, Some(16));
        assert_eq!(read(r#"[{"a": "]}"#).1, None);
    }

    #[test]
    fn a_string_may_span_lines() {
        let mut lexer = Lexer::new(Syntax::Python);
        let text = "[('it\\'s\nso',)]";
        assert_eq!(lexer.read(text, 0..8), None);
        assert_eq!((lexer.inside(), lexer.opened()), (true, Some(3)));
        lexer.begin();
        assert_eq!(lexer.read(text, 9..text.len()), Some(text.len()));
        assert_eq!((lexer.opened(), lexer.closed()), (None, Some(11)));
    }

    #[test]
    fn prose_is_hopeless() {
        assert!(read("[{\"a\": 1} do").0.hopeless);
        assert!(read("[\"a\" \"b\"").0.hopeless);
        assert!(!read("[{\"a\": null, /* x */ \"b\": -1.5e+3, \"see").0.hopeless);
    }

    #[test]
    fn odd_white_space_is_noted() {
        let (lexer, _) = read("[\u{a0}\"a\u{a0}b\"]");
        assert_eq!(
            lexer.odd.iter().map(|odd| (odd.at, odd.inside)).collect::<Vec<_>>(),
            [(1, false), (5, true)]
        );
        assert!(!lexer.plain_space);
    }
}
