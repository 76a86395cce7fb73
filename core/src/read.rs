//! `text ──read──▶ Plan`: strictly first, with repairs only where that fails.

use std::sync::Arc;

use crate::dialect::{Draft, ReadError, ReadLimits, mysql, postgres};
use crate::error::{ParseError, ParseErrorKind};
use crate::json;
use crate::plan::{Dialect, Plan};
use crate::source::{self, OffsetMap, Repair, Shape};
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
    // TREE text has no grammar that could tell what stands around it: it is always cut out of its frame.
    let shape = source::shape(&text).filter(|shape| *shape != Shape::Tree);
    match shape.map(|shape| parse(&text, shape, limits, dialect)) {
        Some(Ok(draft)) => reading.add(draft, text, limits, dialect)?,
        Some(Err(error @ (ReadError::TooManyNodes(_) | ReadError::Expected(..)))) => {
            return Err(explain(error, &text, limits));
        }
        Some(Err(ReadError::Json(error))) if matches!(error.kind, json::ErrorKind::TooDeep { .. }) => {
            return Err(explain(ReadError::Json(error), &text, limits));
        }
        Some(Err(ReadError::Json(_) | ReadError::NotAPlan(_))) | None => {
            let unwrapped = source::unwrap(&text, limits.depth)?;
            reading.repairs = unwrapped.repairs;
            let mut refused = None;
            for document in unwrapped.documents {
                match parse(&document.text, document.shape, limits, dialect) {
                    Ok(draft) => reading.add(draft, document.text, limits, dialect)?,
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

/// Reads a text as a document of a shape, whatever it looks like.
#[cfg(fuzzing)]
pub(crate) fn read_as(text: String, shape: Shape, limits: ReadLimits) -> Result<Reading, ParseError> {
    let draft = parse(&text, shape, limits, None).map_err(|error| explain(error, &text, limits))?;
    let mut reading = Reading::default();
    reading.add(draft, text, limits, None)?;
    Ok(reading)
}

/// Reads a document of a shape.
fn parse(text: &str, shape: Shape, limits: ReadLimits, named: Option<Dialect>) -> Result<Draft, ReadError> {
    match shape {
        Shape::Postgres => postgres::read(text, limits),
        Shape::QueryBlock => mysql::read_blocks(text, limits, named),
        Shape::Iterator => mysql::read_iterators(text, limits),
        Shape::Tree => mysql::read_tree(text, limits),
    }
}

impl Reading {
    /// Gives the plans of a document the text they point into; refuses those of another engine than was named.
    fn add(
        &mut self,
        draft: Draft,
        text: String,
        limits: ReadLimits,
        expected: Option<Dialect>,
    ) -> Result<(), ParseError> {
        let text = Arc::new(Text::new(text, draft.side));
        for builder in draft.builders {
            let Some(mut plan) = builder.finish(Arc::clone(&text)) else { continue };
            let found = plan.dialect();
            if let Some(expected) = expected.filter(|expected| *expected != found) {
                let kind = ParseErrorKind::OtherDialect { expected: expected.title(), found: found.title() };
                return Err(ParseError::new(kind, text.input(), Span { start: 0, end: 1 }));
            }
            // No expression is longer than its document, which seldom is so long.
            if text.input().len() > limits.expression
                && let Some(at) = plan.expression_beyond(limits.expression)
            {
                let kind =
                    ParseErrorKind::Limit { what: "bytes in one expression", limit: limits.expression };
                return Err(ParseError::new(kind, text.input(), Span { start: at, end: at + 1 }));
            }
            match found {
                Dialect::Postgres => postgres::link(&mut plan),
                Dialect::MySql | Dialect::MariaDb => mysql::link(&mut plan),
            }
            self.plans.push(plan);
        }
        self.notices.extend(draft.notices);
        Ok(())
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
        ReadError::NotAPlan(at) => {
            (ParseErrorKind::JsonWithoutPlan("no plan where one would stand".to_owned()), at)
        }
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
