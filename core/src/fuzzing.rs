//! What the fuzz targets reach beyond the public surface.

use crate::analyze::{Analysis, Analyzer};
use crate::dialect::ReadLimits;
use crate::json;
use crate::read;
use crate::source::{self, Shape};

/// What a text is read as, whatever it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// PostgreSQL's JSON.
    Postgres,
    /// MySQL's JSON version 1, and MariaDB's.
    QueryBlock,
    /// MySQL's JSON version 2.
    Iterator,
    /// MySQL's TREE.
    Tree,
}

/// Fails where our JSON reader and serde_json disagree on a text.
pub fn json_agrees(text: &str) {
    json::oracle::agrees(text);
}

/// The analysis of a text that is read as one form.
pub fn read_as(text: &str, form: Form) -> Option<Analysis> {
    let shape = match form {
        Form::Postgres => Shape::Postgres,
        Form::QueryBlock => Shape::QueryBlock,
        Form::Iterator => Shape::Iterator,
        Form::Tree => Shape::Tree,
    };
    let reading = read::read_as(text.to_owned(), shape, ReadLimits::default()).ok()?;
    Some(Analyzer::new().judge_all(reading))
}

/// Searches a text for plans; fails where what is found breaks what `source` promises.
pub fn unwraps(text: &str) {
    let depth = ReadLimits::default().depth;
    match source::unwrap(text, depth) {
        Ok(unwrapped) => {
            assert!(!unwrapped.documents.is_empty());
            for document in unwrapped.documents {
                let is_json = json::validate(&document.text, depth).is_ok();
                assert!(is_json || document.shape == Shape::Tree, "{}", document.text);
                let mut last = 0;
                for at in 0..=document.text.len() {
                    let input = document.origin.to_input(at);
                    assert!(last <= input && input <= text.len(), "byte {at} came from {input}");
                    last = input;
                }
            }
        }
        Err(error) => {
            assert!(error.span().start <= text.len() && error.span().end <= text.len() + 1, "{error:?}");
            let _ = (error.to_string(), error.excerpt().len());
        }
    }
}
