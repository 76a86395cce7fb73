//! A strict walk over one JSON value: which plan documents does it hold?
//!
//! A plan document of PostgreSQL is an object with a plan under the key `Plan`, or an array of such objects (and of
//! the bare words that rules leave there). MySQL's and MariaDB's are objects with a `query_block`, or with an
//! `operation` and what belongs to one, or with such an object under `query_plan`. Rows of drivers and lines of logs
//! are values around it, or around a string that holds it once more as text. What stands inside of a plan, such as
//! the remote plans of Citus and the blocks of subqueries, is a part of it.

use std::ops::Range;

use super::Shape;
use super::shape::{NOT_EXECUTABLE, is_of_iterator};
use crate::json::{Container, Error, Kind, RawStr, Reader};

/// What a value that is no plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// A plan document, from its first byte to behind its last one.
    Document(usize, usize, Shape),
    /// A string that may hold one.
    Text(RawStr),
}

/// A value that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) range: Range<usize>,
    /// What it holds, in order; the value itself where it is a plan document.
    pub(super) held: Vec<Held>,
    /// Whether it is an array of bare strings, or empty: what a server answers where there is no plan.
    pub(super) answer: bool,
}

/// A value that cannot be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) error: Error,
    /// The shape of the plan that had begun before it.
    pub(super) plan: Option<Shape>,
}

/// A container that is being read.
struct Open {
    container: Container,
    start: usize,
    /// How much was held before it.
    held: usize,
    /// The shape of the plan whose document it is.
    plan: Option<Shape>,
    /// What was seen in it of an operation of MySQL's.
    operation: Operation,
    /// PostgreSQL's plan objects directly in it.
    plans: usize,
    /// The strings directly in it, where it stands under a column such as `QUERY PLAN`.
    column: bool,
    /// Whether anything else stands directly in it.
    other: bool,
}

/// What was seen of an operation in an object.
#[derive(Clone, Copy, Debug, Default)]
struct Operation {
    /// Whether the object stands under `query_plan`.
    wrapped: bool,
    /// Whether it has an `operation`.
    named: bool,
    /// Whether it has what stands beside one.
    vouched: bool,
}

/// Reads one value at the start of a text.
pub(super) fn walk(text: &str, max_depth: usize) -> Result<Value, Fault> {
    let mut walk =
        Walk { reader: Reader::new(text, max_depth), open: Vec::new(), held: Vec::new(), plan: None };
    walk.value().map_err(|error| Fault { error, plan: walk.plan })
}

struct Walk<'t> {
    reader: Reader<'t>,
    open: Vec<Open>,
    held: Vec<Held>,
    plan: Option<Shape>,
}

impl Walk<'_> {
    fn value(&mut self) -> Result<Value, Error> {
        let (mut key, mut start) = (None, None);
        let mut inside = 0_usize;
        loop {
            let kind = self.reader.peek()?;
            let at = self.reader.at();
            start = start.or(Some(at));
            let name = key.map(|key: RawStr| self.reader.raw(key.start, key.end));
            if let Some(name) = name
                && name.starts_with(|c: char| c.is_ascii_lowercase())
            {
                self.note_operation(name, kind);
            }
            match kind {
                Kind::Object | Kind::Array => {
                    let container = if kind == Kind::Object { Container::Object } else { Container::Array };
                    let shape = match name.filter(|_| container == Container::Object) {
                        Some("Plan") => Some(Shape::Postgres),
                        Some("query_block") => Some(Shape::QueryBlock),
                        _ => None,
                    };
                    if shape.is_some() {
                        self.plan = self.plan.or(shape);
                        if let Some(parent) = self.open.last_mut().filter(|parent| parent.plan.is_none()) {
                            parent.plan = shape;
                            inside += 1;
                        }
                    }
                    self.reader.open(container)?;
                    let column = name.is_some_and(is_plan_column);
                    let held = self.held.len();
                    self.open.push(Open {
                        container,
                        start: at,
                        held,
                        plan: None,
                        operation: Operation { wrapped: name == Some("query_plan"), ..Operation::default() },
                        plans: 0,
                        column,
                        other: false,
                    });
                }
                Kind::String => {
                    let string = self.reader.string()?;
                    let raw = self.reader.raw(string.start, string.end);
                    if inside == 0 && may_hold_plan(raw) {
                        self.held.push(Held::Text(string));
                    }
                    if name == Some("operation")
                        && raw == NOT_EXECUTABLE
                        && let Some(open) = self.open.last_mut()
                    {
                        open.operation.vouched = true;
                    }
                }
                kind => {
                    let reader = &mut self.reader;
                    match kind {
                        Kind::Number => drop(reader.number()?),
                        Kind::Bool => drop(reader.bool()?),
                        _ => reader.null()?,
                    }
                    if let Some(open) = self.open.last_mut() {
                        open.other = true;
                    }
                }
            }
            let mut answer = false;
            loop {
                let Some(open) = self.open.last() else {
                    let range = start.unwrap_or_default()..self.reader.at();
                    return Ok(Value { range, held: std::mem::take(&mut self.held), answer });
                };
                let more = match open.container {
                    Container::Object => {
                        key = self.reader.key()?;
                        key.is_some()
                    }
                    Container::Array => {
                        key = None;
                        self.reader.element()?
                    }
                };
                if more {
                    break;
                }
                answer = self.close(&mut inside);
            }
        }
    }

    /// Notes what a key says of an operation of MySQL's in its object.
    fn note_operation(&mut self, key: &str, kind: Kind) {
        let Some(open) = self.open.last_mut() else { return };
        match (key, kind) {
            ("operation", Kind::String) => open.operation.named = true,
            ("query", Kind::String) => open.operation.vouched = true,
            ("query_plan", Kind::Object) => self.plan = self.plan.or(Some(Shape::Iterator)),
            _ => open.operation.vouched |= is_of_iterator(key),
        }
        if open.operation.named && open.operation.vouched {
            self.plan = self.plan.or(Some(Shape::Iterator));
        }
    }

    /// Leaves the innermost container; whether it is an answer without a plan.
    fn close(&mut self, inside: &mut usize) -> bool {
        let Some(open) = self.open.pop() else { return false };
        let end = self.reader.at();
        let answer = open.container == Container::Array && open.plans == 0 && !open.other;
        let plans = open.container == Container::Array && open.plans > 0 && !open.other;
        let mut shape = open.plan.or((plans || (answer && open.column)).then_some(Shape::Postgres));
        if open.plan.is_some() {
            *inside = inside.saturating_sub(1);
        } else if open.operation.named && open.operation.wrapped {
            if let Some(parent) = self.open.last_mut().filter(|parent| parent.plan.is_none()) {
                parent.plan = Some(Shape::Iterator);
                *inside += 1;
            }
        } else if open.operation.named && open.operation.vouched {
            shape = Some(Shape::Iterator);
        }
        if let Some(shape) = shape {
            self.held.truncate(open.held);
            self.held.push(Held::Document(open.start, end, shape));
        }
        if let Some(parent) = self.open.last_mut() {
            // An array of several is a document of PostgreSQL's alone.
            let plan = open.plan == Some(Shape::Postgres);
            parent.plans += usize::from(plan);
            parent.other |= !plan;
        }
        answer
    }
}

/// Whether a key is what drivers call the column of a plan: `QUERY PLAN`, `query_plan`, `QueryPlan`, …
fn is_plan_column(key: &str) -> bool {
    key.len() <= 16
        && key
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|c| c.to_ascii_lowercase())
            .eq("queryplan".chars())
}

/// Whether a string may hold a plan document, or a log entry with a plan in any format.
fn may_hold_plan(raw: &str) -> bool {
    let keys = ["Plan", "query_block", "operation"];
    raw.contains('{') && keys.iter().any(|key| raw.contains(key))
        || raw.contains("plan:")
        || raw.contains("-> ")
        || raw.contains(NOT_EXECUTABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str) -> Vec<&str> {
        let value = walk(text, 100).unwrap();
        let part = |held: &Held| match *held {
            Held::Document(start, end, _) => &text[start..end],
            Held::Text(raw) => &text[raw.start..raw.end],
        };
        value.held.iter().map(part).collect()
    }

    #[test]
    fn a_document_is_found_at_any_level() {
        let document =
            r#"[{"Plan": {"Plans": [{"Remote": [{"Plan": {}}]}]}, "a": 1}, {"Plan": {}}, "Notify"]"#;
        assert_eq!(held(document), [document]);
        assert_eq!(held(&format!(r#"[{{"QUERY PLAN": {document}}}]"#)), [document]);
        assert_eq!(held(&format!("[[{document}], [{document}]]")), [document, document]);
        assert_eq!(held(r#"{"Query Text": "{Plan}", "Plan": {}}"#).len(), 1);
        assert_eq!(held(r#"[{"Plan": "x"}, 1]"#), [""; 0]);
    }

    fn shapes(text: &str) -> Vec<(Shape, &str)> {
        let part = |held: &Held| match *held {
            Held::Document(start, end, shape) => Some((shape, &text[start..end])),
            Held::Text(_) => None,
        };
        walk(text, 100).unwrap().held.iter().filter_map(part).collect()
    }

    #[test]
    fn documents_of_mysql_are_known_by_their_keys() {
        // By hand: the least that each format has.
        let block =
            r#"{"query_optimization": {}, "query_block": {"table": {"query_block": {"operation": "x"}}}}"#;
        let flat = r#"{"inputs": [{"operation": "b", "access_type": "table"}], "operation": "a"}"#;
        let wrapped = r#"{"query_plan": {"inputs": [{"operation": "b", "estimated_rows": 1}], "operation": "a"}, "query": "x"}"#;
        let nothing = r#"{"operation": "<not executable by iterator executor>"}"#;
        for (text, shape) in [
            (block, Shape::QueryBlock),
            (flat, Shape::Iterator),
            (wrapped, Shape::Iterator),
            (nothing, Shape::Iterator),
        ] {
            assert_eq!(shapes(text), [(shape, text)]);
            assert_eq!(shapes(&format!(r#"[{{"EXPLAIN": {text}}}]"#)), [(shape, text)]);
            assert_eq!(shapes(&format!("[{text}, {text}]")), [(shape, text), (shape, text)]);
        }
        let row = r#"[{"query_plan": [{"Plan": {"Operation": "Insert"}}]}]"#;
        assert_eq!(shapes(row), [(Shape::Postgres, r#"[{"Plan": {"Operation": "Insert"}}]"#)]);
        assert_eq!(shapes(r#"{"operation": "select", "Inputs": []}"#), []);
        assert_eq!(shapes(r#"{"operation": 1, "inputs": []}"#), []);
    }

    #[test]
    fn an_answer_without_a_plan_stands_in_its_column() {
        assert_eq!(
            held(r#"[{"Query_Plan": ["Notify"]}, {"query plan": []}, {"other": []}]"#),
            [r#"["Notify"]"#, "[]"]
        );
        assert!(walk(r#"["Notify"]"#, 9).unwrap().answer);
        assert!(!walk("[1]", 9).unwrap().answer);
    }

    #[test]
    fn a_fault_knows_whether_a_plan_had_begun() {
        let fault = walk(r#"[{"Plan": {"Node"#, 9).unwrap_err();
        assert_eq!((fault.plan, fault.error.at), (Some(Shape::Postgres), 16));
        let plan = |text: &str| walk(text, 9).unwrap_err().plan;
        assert_eq!(plan("[1 2]"), None);
        assert_eq!(plan(r#"{"query_block": {"#), Some(Shape::QueryBlock));
        assert_eq!(plan(r#"{"inputs": [{"operation": "x", "access_type": "table""#), Some(Shape::Iterator));
        assert_eq!(plan(r#"{"query": "x", "query_plan": {"#), Some(Shape::Iterator));
    }
}
