//! A text that was taken out of what was pasted and knows where it stood.

use std::borrow::Cow;
use std::ops::Range;

use super::offset::{MapBuilder, OffsetMap};
use super::{Document, Shape};

/// A part of what was pasted, some of its marks undone; each byte knows where it came from.
#[derive(Clone, Debug)]
pub(super) struct Excerpt<'t> {
    text: Cow<'t, str>,
    origin: OffsetMap,
}

impl<'t> Excerpt<'t> {
    /// What was pasted, as it is.
    pub(super) fn whole(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), origin: OffsetMap::default() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the byte at an offset stands in what was pasted.
    pub(super) fn to_input(&self, offset: usize) -> usize {
        self.origin.to_input(offset)
    }

    /// The document that stands in a range.
    pub(super) fn document(&self, range: Range<usize>, shape: Shape) -> Document {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        Document { text, origin: self.origin.part(range), shape }
    }
}

/// An excerpt under construction, made of parts of another.
#[derive(Debug)]
pub(super) struct Builder<'e> {
    source: &'e str,
    text: String,
    map: MapBuilder<'e>,
}

impl<'e> Builder<'e> {
    pub(super) fn new(source: &'e Excerpt<'_>) -> Self {
        Self { source: &source.text, text: String::new(), map: MapBuilder::new(&source.origin) }
    }

    /// Appends a part of the source.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        if let Some(part) = self.source.get(range.clone())
            && !part.is_empty()
        {
            self.map.copy(range, self.text.len());
            self.text.push_str(part);
        }
    }

    /// Appends what the source does not say, in place of what stands at `offset`.
    pub(super) fn write(&mut self, offset: usize, text: &str) {
        if !text.is_empty() {
            self.map.stand_in(offset, self.text.len());
            self.text.push_str(text);
        }
    }

    /// Appends a character in place of what stands at `offset`.
    pub(super) fn write_char(&mut self, offset: usize, character: char) {
        self.write(offset, character.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn finish(self) -> Excerpt<'static> {
        Excerpt { text: Cow::Owned(self.text), origin: self.map.map }
    }
}

/// A line of a text: where it starts, where it ends, and where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) next: usize,
}

impl Line {
    /// The line of a text that starts at an offset; none at the end. Lines end with `\n`, `\r\n` or `\r`.
    pub(super) fn at(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let newline = if text.as_bytes().get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
        Some(Self { start, end, next: text.len().min(end + newline) })
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The lines of a text from an offset on.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> {
    std::iter::successors(Line::at(text, from), |line| Line::at(text, line.next))
}

/// Where the line that holds an offset starts.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let parts: Vec<&str> = lines("a\r\nb\n\rc", 0).map(|line| &"a\r\nb\n\rc"[line.range()]).collect();
        assert_eq!(parts, ["a", "b", "", "c"]);
        assert_eq!(line_start("a\nbc", 3), 2);
    }

    #[test]
    fn a_document_knows_where_it_stood() {
        let whole = Excerpt::whole("x: [1,\n> 2]");
        let mut builder = Builder::new(&whole);
        builder.copy(3..7);
        builder.copy(9..11);
        let excerpt = builder.finish();
        assert_eq!(excerpt.text(), "[1,\n2]");
        let document = excerpt.document(1..6, Shape::Postgres);
        assert_eq!((document.text.as_str(), document.origin.to_input(3)), ("1,\n2]", 9));
    }
}
