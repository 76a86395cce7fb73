//! `text ──read──▶ Plan`: strictly first, with repairs only where that fails.

use std::sync::Arc;

use crate::dialect::{Draft, ReadError, ReadLimits, postgres};
use crate::error::{ParseError, ParseErrorKind};
use crate::json;
use crate::plan::{Dialect, Plan};
use crate::source::{self, OffsetMap, Repair};
use crate::text::{MAX_BYTES, Span, Text};

/// What was read from a text.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) plans: Vec<Plan>,
    /// What was done to the text before it could be read.
    pub(crate) repairs: Vec<Repair>,
    /// What the server answered instead of a plan.
    pub(crate) notices: Vec<String>,
}

/// Reads every plan in a text: of the dialect that is named, or of the one that its shape tells.
pub(crate) fn read(
    text: String,
    limits: ReadLimits,
    dialect: Option<Dialect>,
) -> Result<Reading, ParseError> {
    // There is one so far, and `source` says so of plans of other engines.
    let Dialect::Postgres = dialect.unwrap_or(Dialect::Postgres);
    let limit = limits.bytes.min(MAX_BYTES);
    if text.len() > limit {
        let end = text.len();
        return Err(ParseError::new(
            ParseErrorKind::Limit { what: "bytes", limit },
            &text,
            Span { start: limit, end },
        ));
    }
    let mut reading = Reading::default();
    match postgres::read(&text, limits) {
        Ok(draft) => reading.add(draft, text),
        Err(error @ (ReadError::TooManyNodes(_) | ReadError::Expected(..))) => {
            return Err(explain(error, &text, limits));
        }
        Err(ReadError::Json(error)) if matches!(error.kind, json::ErrorKind::TooDeep { .. }) => {
            return Err(explain(ReadError::Json(error), &text, limits));
        }
        Err(ReadError::Json(_) | ReadError::NotAPlan(_)) => {
            let unwrapped = source::unwrap(&text, limits.depth)?;
            reading.repairs = unwrapped.repairs;
            let mut refused = None;
            for document in unwrapped.documents {
                match postgres::read(&document.text, limits) {
                    Ok(draft) => reading.add(draft, document.text),
                    // Of a log, one entry that cannot be read is left out, as `source` does with broken ones.
                    Err(error) => {
                        Repair::BrokenPlansLeftOut { plans: 1 }.add_to(&mut reading.repairs);
                        let error = explain(error, &document.text, limits);
                        refused.get_or_insert_with(|| error.moved(&text, &document.origin));
                    }
                }
            }
            if let Some(error) = refused.filter(|_| reading.plans.is_empty()) {
                return Err(error);
            }
        }
    }
    Ok(reading)
}

impl Reading {
    /// Gives the plans of a document the text they point into.
    fn add(&mut self, draft: Draft, text: String) {
        let text = Arc::new(Text::new(text, draft.side));
        for builder in draft.builders {
            if let Some(mut plan) = builder.finish(Arc::clone(&text)) {
                postgres::link(&mut plan);
                self.plans.push(plan);
            }
        }
        self.notices.extend(draft.notices);
    }
}

/// The error a person sees for what a dialect could not read.
fn explain(error: ReadError, text: &str, limits: ReadLimits) -> ParseError {
    let (kind, at) = match error {
        ReadError::Json(error) => match error.kind {
            json::ErrorKind::TooDeep { limit } => (ParseErrorKind::Limit { what: "levels", limit }, error.at),
            json::ErrorKind::End { .. } | json::ErrorKind::OpenComment => {
                (ParseErrorKind::Truncated(error.kind.to_string()), error.at)
            }
            _ => (ParseErrorKind::InvalidJson(error.kind.to_string()), error.at),
        },
        ReadError::NotAPlan(at) => (ParseErrorKind::JsonWithoutPlan("no key \"Plan\"".to_owned()), at),
        ReadError::Expected(what, at) => (ParseErrorKind::InvalidJson(format!("expected {what}")), at),
        ReadError::TooManyNodes(at) => (ParseErrorKind::Limit { what: "nodes", limit: limits.nodes }, at),
    };
    let span = Span { start: at, end: at + 1 };
    ParseError::new(kind, text, span).with_pointer(json::pointer(text, at))
}

impl ParseError {
    /// The same error, shown where the document was taken from.
    fn moved(self, text: &str, origin: &OffsetMap) -> Self {
        let start = origin.to_input(self.span().start);
        let moved = Self::new(self.kind().clone(), text, Span { start, end: start + 1 });
        match self.pointer() {
            Some(pointer) => moved.with_pointer(pointer.to_owned()),
            None => moved,
        }
    }
}
