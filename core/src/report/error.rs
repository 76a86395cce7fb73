//! The wire form of errors.

use serde::Serialize;

use super::writer;
use crate::error::ParseError;

/// Why a text could not be read, ready to be serialized by any serde format.
#[derive(Serialize)]
pub struct ErrorReport<'a> {
    code: &'static str,
    message: String,
    line: usize,
    column: usize,
    pointer: Option<&'a str>,
    excerpt: &'a str,
}

impl<'a> ErrorReport<'a> {
    /// The report of an error.
    pub fn new(error: &'a ParseError) -> Self {
        let position = error.position();
        Self {
            code: error.code(),
            message: error.to_string(),
            line: position.line,
            column: position.column,
            pointer: error.pointer(),
            excerpt: error.excerpt(),
        }
    }

    /// The report as JSON, on one line.
    pub fn to_json(&self) -> String {
        writer::line(self, 0)
    }
}
