//! What did the person paste?
//!
//! `text ──unwrap──▶ [Document]`: the plans in a text that is not one itself, each as strict JSON, or as lines of
//! MySQL's TREE format, with a map from its bytes to those of the text, and a list of what was done to get there.
//! [`shape()`] says by its first bytes what a text is that is nothing but a plan.
//!
//! ```text
//! clean ──▶ harvest ──▶ documents          else ──▶ sniff ──▶ ParseError
//!             │ opener, arrow    where may a plan begin, and how are its quotes and line breaks written?
//!             │ walk      strictly: which plan documents does this value hold?
//!             │ margin    what stands left and right of its lines? (psql's frame, marks, logs)
//!             │ collect   the lines without it, wrapped ones joined (lexer, wrap)
//!             │ tree      the lines of a tree (frame)
//!             │ unescaped strings that MariaDB copied as they are
//!             │ quoted, html, python    what does the text around it make of it? then searched in turn
//!             └ surroundings, failure   what is told of it
//! ```
//!
//! Invariants: a document that is no tree is valid JSON, and its strings say what the server wrote, as far as the
//! text tells; a document that stands in a text unharmed is taken byte for byte; a missing bracket is never
//! invented. The time is linear in the text, nesting is bounded, nothing recurses into the input.

mod arrow;
mod clean;
mod collect;
mod excerpt;
mod failure;
mod frame;
mod harvest;
mod html;
mod lexer;
mod log;
mod margin;
mod offset;
mod opener;
mod python;
mod quoted;
mod repair;
mod shape;
mod sniff;
mod surroundings;
mod tree;
mod unescaped;
mod walk;
mod wrap;

pub(crate) use log::{announces_plan, syslog_process};
pub(crate) use offset::OffsetMap;
pub use repair::Repair;
pub(crate) use shape::{Shape, shape};

use crate::error::{ParseError, ParseErrorKind};
use crate::json;
use crate::text::{MAX_BYTES, Span};
use failure::Failure;
use harvest::Harvest;

/// A plan found in what was pasted, and where each part of it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// The document: strict JSON whose root holds a plan, or is what a server answers where there is none; or the
    /// lines of one tree, without indentation in front of the first.
    pub(crate) text: String,
    /// Where its bytes stood in what was pasted.
    pub(crate) origin: OffsetMap,
    /// What it looks like.
    pub(crate) shape: Shape,
}

/// The plans that were found, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unwrapped {
    /// At least one, in the order of the text.
    pub(crate) documents: Vec<Document>,
    /// Each kind once.
    pub(crate) repairs: Vec<Repair>,
}

/// Finds the plans in a text that is not a plan document itself.
///
/// # Errors
///
/// Says what the text is instead, or where the plan in it breaks off or is no JSON: of several such places, that
/// of the plan that got furthest. Where a plan breaks off, the span is its last character.
pub(crate) fn unwrap(text: &str, max_depth: usize) -> Result<Unwrapped, ParseError> {
    if text.len() > MAX_BYTES {
        let kind = ParseErrorKind::Limit { what: "bytes", limit: MAX_BYTES };
        return Err(ParseError::new(kind, text, Span { start: MAX_BYTES, end: text.len() }));
    }
    let (cleaned, characters) = clean::clean(text);
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    if cleaned.text().trim_matches(blank).is_empty() {
        return Err(ParseError::new(ParseErrorKind::Empty, text, Span::default()));
    }
    let mut repairs = Vec::new();
    Repair::ControlCharacters { characters }.add_to(&mut repairs);
    let mut harvest = Harvest::new(text, max_depth);
    harvest.search_all(&cleaned);
    if harvest.documents.is_empty()
        && let Some((unfolded, lines)) = wrap::unfold(&cleaned)
    {
        let mut second = Harvest::new(text, max_depth);
        second.search_all(&unfolded);
        if !second.documents.is_empty() {
            Repair::WrappedLines { lines }.add_to(&mut repairs);
            harvest = second;
        }
    }
    if harvest.documents.is_empty() {
        return Err(explain(text, cleaned.text(), harvest.failure, max_depth));
    }
    for repair in harvest.repairs {
        repair.add_to(&mut repairs);
    }
    Ok(Unwrapped { documents: harvest.documents, repairs })
}

/// Why there is no plan in a text.
fn explain(text: &str, cleaned: &str, mut failure: Option<Failure>, max_depth: usize) -> ParseError {
    let at = |at: usize| Span { start: at, end: text.ceil_char_boundary(at + 1) };
    if let Some(failure) = failure.take_if(|failure| failure.is_plan()) {
        return failure.into_error(text);
    }
    if let Some((kind, start)) = sniff::sniff(text) {
        return ParseError::new(kind, text, at(start));
    }
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    if let Some(words) = sniff::describe(cleaned.trim(), max_depth) {
        return ParseError::new(ParseErrorKind::JsonWithoutPlan(words), text, at(start));
    }
    // A bracket that begins the text, or stays open to its end, was meant to be JSON.
    let is_json = |failure: &Failure| {
        let before = text.get(start..failure.start).unwrap_or_default();
        failure.is_end() || before.bytes().all(|byte| b"\"'([".contains(&byte))
    };
    if let Some(failure) = failure.filter(|failure| failure.start >= start && is_json(failure)) {
        return failure.into_error(text);
    }
    let rest = &text[start..];
    if rest.starts_with('{')
        && let Err(error) = json::validate(rest, max_depth)
    {
        let pointer = json::pointer(rest, error.at);
        let kind = ParseErrorKind::InvalidJson(error.kind.to_string());
        return ParseError::new(kind, text, at(start + error.at)).with_pointer(pointer);
    }
    if let Some(header) = text.find("QUERY PLAN") {
        let end = text.trim_end().len();
        let words = "expected a plan below its header, found the end of the text".to_owned();
        return ParseError::new(
            ParseErrorKind::Truncated(words),
            text,
            at(failure::last_character(text, end.max(header))),
        );
    }
    ParseError::new(ParseErrorKind::Unknown(sniff::beginning(cleaned)), text, at(start))
}

#[cfg(test)]
mod tests;
