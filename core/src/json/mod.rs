//! A one-pass JSON reader over text: spans instead of values, an explicit stack instead of recursion.
//!
//! It reads RFC 8259 strictly, and beyond it only what servers write: `/* … */` between tokens (MySQL's
//! `end_markers_in_json`) and a byte order mark. Duplicate keys are kept in order, since the caller sees each
//! key as it comes; integers stay exact, since a number is a span until somebody asks for its value.
//!
//! It knows nothing of plans. [`Reader`] walks a document by the caller's hand ([`Reader::open`],
//! [`Reader::key`], [`Reader::element`]) and skips what the caller does not want ([`Reader::skip`]).
//!
//! Invariant: every byte is looked at a bounded number of times, and no call recurses.

mod comment;
mod error;
#[cfg(any(test, fuzzing))]
pub(crate) mod oracle;
mod pointer;
mod reader;
mod string;

pub(crate) use comment::without_comments;
pub(crate) use error::{Error, ErrorKind};
pub(crate) use pointer::pointer;
pub(crate) use reader::{Container, Kind, Number, RawStr, Reader};
pub(crate) use string::{decode, is_plain, stop};

/// Reads a whole document and keeps nothing: is it JSON?
pub(crate) fn validate(text: &str, max_depth: usize) -> Result<(), Error> {
    let mut reader = Reader::new(text, max_depth);
    reader.skip()?;
    reader.end()
}

#[cfg(test)]
mod tests;
