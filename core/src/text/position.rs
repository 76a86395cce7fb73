//! Where something stands in a text, in the units people and editors count.

use std::fmt;
use std::ops::Range;

/// A range of bytes in what was pasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A line and a column, both counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1. Lines end with `\n`, `\r\n` or `\r`.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl Position {
    /// The position of a byte offset in a text; an offset behind the end counts as the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = &text[..text.floor_char_boundary(offset)];
        let line =
            before.matches('\n').count() + before.matches('\r').count() - before.matches("\r\n").count();
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        Self { line: line + 1, column: before[start..].chars().count() + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "a\nbä!\r\nc";
        let at = |offset| {
            let p = Position::of(text, offset);
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(5), (2, 3), "the umlaut is one column");
        assert_eq!(at(8), (3, 1));
        assert_eq!(at(99), (3, 2));
    }
}
