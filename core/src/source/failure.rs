//! A document that could not be read: what is wrong with it, where, and where it ends.

use super::excerpt::{Excerpt, Line, line_start, lines};
use super::walk::Fault;
use crate::error::{ParseError, ParseErrorKind};
use crate::json::{self, ErrorKind};
use crate::text::Span;

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    kind: ErrorKind,
    /// Where the document starts in what was pasted.
    pub(super) start: usize,
    /// Where the fault is in what was pasted.
    at: usize,
    /// Where the fault is in the document, once that was looked for.
    pointer: String,
    /// Whether a plan had begun before it.
    plan: bool,
    /// How many bytes of the document were read before it.
    read: usize,
}

impl Failure {
    /// The failure of the document that starts at an offset of an excerpt.
    pub(super) fn new(source: &Excerpt<'_>, start: usize, fault: Fault) -> Self {
        let (kind, read) = (fault.error.kind, fault.error.at);
        let (start, at) = (source.to_input(start), source.to_input(start + read));
        Self { kind, start, at, pointer: String::new(), plan: fault.plan.is_some(), read }
    }

    /// Whether it is sure that a plan was meant.
    pub(super) fn is_plan(&self) -> bool {
        self.plan
    }

    /// Whether the text ends where more is wanted.
    pub(super) fn is_end(&self) -> bool {
        matches!(self.kind, ErrorKind::End { .. } | ErrorKind::OpenComment)
    }

    /// Whether its document got further than another one.
    pub(super) fn is_further_than(&self, other: &Self) -> bool {
        (self.plan, self.read) > (other.plan, other.read)
    }

    /// Whether it is the better account of a document that was read in two ways: the one that got further; at the
    /// same place, that the text ends there says more.
    pub(super) fn is_better_than(&self, other: &Self, pasted: &str) -> bool {
        let place = |failure: &Self| {
            let rest = pasted.get(failure.at..).unwrap_or_default();
            (pasted.len() - rest.trim_start().len(), failure.is_end())
        };
        place(self) > place(other)
    }

    /// The same failure of the same document; a plan had begun if it had in either.
    pub(super) fn or_plan(self, plan: bool) -> Self {
        Self { plan: self.plan || plan, ..self }
    }

    /// Looks for the fault's place in its document.
    pub(super) fn locate(&mut self, document: &str) {
        // Where levels are too many, so are the steps to the last of them.
        if !matches!(self.kind, ErrorKind::TooDeep { .. }) {
            self.pointer = json::pointer(document, self.read);
        }
    }

    /// The failure in words. Where the text breaks off, that shows at its last character.
    pub(super) fn into_error(self, text: &str) -> ParseError {
        let words = self.kind.to_string();
        let kind = match self.kind {
            ErrorKind::TooDeep { limit } => ParseErrorKind::Limit { what: "levels", limit },
            _ if self.is_end() => ParseErrorKind::Truncated(words),
            _ => ParseErrorKind::InvalidJson(words),
        };
        let start = if self.is_end() { last_character(text, self.at) } else { self.at };
        let span = Span { start, end: text.ceil_char_boundary(start + 1) };
        ParseError::new(kind, text, span).with_pointer(self.pointer)
    }
}

/// Where the last character before an offset starts that is no white space.
pub(super) fn last_character(text: &str, at: usize) -> usize {
    let before = text[..text.floor_char_boundary(at)].trim_end();
    before.char_indices().next_back().map_or(0, |(last, _)| last)
}

/// Whether a fault may come from the way a document was pasted: it shows at a line's end or behind it, at white
/// space that JSON does not know, or at a frame's mark.
pub(super) fn may_be_mangled(document: &str, fault: Fault) -> bool {
    if matches!(fault.error.kind, ErrorKind::TooDeep { .. } | ErrorKind::End { .. }) {
        return false;
    }
    let (read, rest) = document.split_at_checked(fault.error.at).unwrap_or((document, ""));
    let at_mark = |c: char| !c.is_ascii() || matches!(c, '\n' | '\r' | '+' | '|' | '.');
    rest.trim_start_matches(' ').starts_with(at_mark) || read.contains(['\n', '\r'])
}

/// Where a broken document that starts at `start` and was read up to `at` ends, as far as its indentation tells:
/// its parts are no plans of their own.
pub(super) fn behind_broken(text: &str, start: usize, at: usize) -> usize {
    let indentation = |line: Line| {
        let line = text.get(line.range()).unwrap_or_default();
        let rest = line.trim_start();
        (!rest.is_empty()).then(|| line.len() - rest.len())
    };
    let first = Line::at(text, line_start(text, start)).and_then(indentation);
    let behind = Line::at(text, at).map_or(text.len(), |line| line.next);
    let next =
        lines(text, behind).find(|&line| indentation(line).is_some_and(|columns| Some(columns) <= first));
    next.map_or(text.len(), |line| line.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_document_ends_where_the_indentation_does() {
        let text = "  [\n    {x\n\n      [\n  ]\n[";
        assert_eq!(&text[behind_broken(text, 2, 9)..], "  ]\n[");
        assert_eq!(behind_broken("[x", 0, 1), 2);
    }

    #[test]
    fn the_last_character_may_be_long() {
        assert_eq!(last_character("a ü \n", 5), 2);
        assert_eq!(last_character(" \n", 2), 0);
    }
}
