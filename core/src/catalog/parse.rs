//! From text to a catalog: the document out of what the client printed around it.

use super::VERSION;
use super::document::Catalog;
use super::read::{Fault, FromJson};
use crate::error::{ParseError, ParseErrorKind};
use crate::json::{self, ErrorKind, Reader};
use crate::text::{self, Span};

/// Levels of nesting that are read; the statements give eight.
const MAX_DEPTH: usize = 100;

impl Catalog {
    /// Reads the document that the statement of [`statement()`](super::statement()) gives, with or without what `psql`
    /// or `mysql` print around it.
    ///
    /// # Errors
    ///
    /// When the text is no such document, or one of another version, or breaks off: says where, and what was expected.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let Some(start) = text.find('{') else {
            let kind = match text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
                "" => ParseErrorKind::NotACatalog("nothing".to_owned()),
                _ => ParseErrorKind::NotACatalog("text without JSON".to_owned()),
            };
            return Err(ParseError::new(kind, text, Span { start: 0, end: text.len().min(1) }));
        };
        let error = match read(text, start) {
            Ok(catalog) => return Ok(catalog),
            Err(error) => error,
        };
        // Without --raw the mysql client doubles backslashes.
        if text[start..].contains(r#"\\""#)
            && let Ok(catalog) = read(&unescaped(&text[start..]), 0)
        {
            return Ok(catalog);
        }
        Err(error)
    }

    /// Reads the bytes of a file: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// # Errors
    ///
    /// As [`Catalog::parse`]; positions count in the decoded text.
    pub fn parse_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, ParseError> {
        Self::parse(&text::decode(bytes.into()))
    }
}

/// Reads the document that starts at a byte of a text.
fn read(text: &str, start: usize) -> Result<Catalog, ParseError> {
    let document = &text[start..];
    let error = |kind, at: usize| {
        let at = start + at;
        ParseError::new(kind, text, Span { start: at, end: text.ceil_char_boundary(at + 1) })
    };
    let mut reader = Reader::new(document, MAX_DEPTH);
    let mut catalog = Catalog::from_json(&mut reader).map_err(|fault| {
        let (kind, at) = match fault {
            Fault::Json(json::Error { kind, at }) => match kind {
                ErrorKind::TooDeep { limit } => (ParseErrorKind::Limit { what: "levels", limit }, at),
                ErrorKind::End { .. } | ErrorKind::OpenComment => {
                    (ParseErrorKind::TruncatedCatalog(kind.to_string()), at)
                }
                _ => (ParseErrorKind::InvalidJson(kind.to_string()), at),
            },
            Fault::Expected { what, found, at } => {
                // The pointer to the value itself, not to what is in it.
                let pointer = json::pointer(document.get(..at).unwrap_or(document), at);
                let kind = ParseErrorKind::InvalidJson(format!("expected {what}, found {found}"));
                return error(kind, at).with_pointer(pointer);
            }
        };
        error(kind, at).with_pointer(json::pointer(document, at))
    })?;
    match catalog.document_version {
        Some(VERSION) => {}
        Some(version) => {
            return Err(error(
                ParseErrorKind::CatalogVersion { expected: VERSION, found: version.to_string() },
                0,
            ));
        }
        None => {
            let found = "JSON without the key \"plansight_catalog\"".to_owned();
            return Err(error(ParseErrorKind::NotACatalog(found), 0));
        }
    }
    let behind = document[reader.at()..].trim();
    // What clients print behind a row: psql's count and margin, the mysql client's frame.
    let is_frame = |line: &str| {
        let line =
            line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '+' | '-' | '=' | ';' | '│'));
        line.is_empty()
            || line.starts_with('(') && line.ends_with(')')
            || line.contains(" row in set")
            || line.starts_with("Time: ")
    };
    if !behind.lines().all(is_frame) {
        let at = document.len() - document[reader.at()..].trim_start().len();
        return Err(error(ParseErrorKind::InvalidJson("expected the end of the document".to_owned()), at));
    }
    catalog.settle();
    Ok(catalog)
}

/// What the mysql client wrote without `--raw`, as it was.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}
