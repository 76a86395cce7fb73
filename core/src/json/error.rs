//! What can be wrong with a JSON document, and where.

use std::fmt;

/// What is wrong with a JSON document at a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    /// What is wrong.
    pub(crate) kind: ErrorKind,
    /// The byte at which it is seen.
    pub(crate) at: usize,
}

/// The ways in which a document is not JSON, or too much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The text ends where more is wanted.
    End {
        /// What was expected.
        expected: &'static str,
    },
    /// Something else stands where this was expected.
    Expected(&'static str),
    /// A character below U+0020 inside a string.
    ControlCharacter,
    /// A backslash with something behind it that is no escape.
    Escape,
    /// Text behind the end of the document.
    Trailing,
    /// A comment without an end.
    OpenComment,
    /// More levels than the limit allows.
    TooDeep {
        /// The limit.
        limit: usize,
    },
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End { expected } => write!(f, "expected {expected}, found the end of the text"),
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::ControlCharacter => {
                f.write_str("expected a closing quote, found a control character inside a string")
            }
            Self::Escape => f.write_str("expected an escape such as \\n or \\u00e4 behind a backslash"),
            Self::Trailing => f.write_str("expected the end of the text"),
            Self::OpenComment => f.write_str("expected */, found the end of the text inside a comment"),
            Self::TooDeep { limit } => write!(f, "expected at most {limit} levels of nesting"),
        }
    }
}
