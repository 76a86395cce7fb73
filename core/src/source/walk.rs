//! A strict walk over one JSON value: which plan documents does it hold?
//!
//! A plan document is an object with a plan under the key `Plan`, or an array of such objects (and of the bare
//! words that rules leave there). Rows of drivers and lines of logs are values around it, or around a string that
//! holds it once more as text. What stands inside of a plan, such as the remote plans of Citus, is a part of it.

use std::ops::Range;

use crate::json::{Container, Error, Kind, RawStr, Reader};

/// What a value that is no plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// A plan document, from its first byte to behind its last one.
    Document(usize, usize),
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
    /// Whether a plan had begun before it.
    pub(super) plan: bool,
}

/// A container that is being read.
struct Open {
    container: Container,
    start: usize,
    /// How much was held before it.
    held: usize,
    /// Whether a plan stands in it under the key `Plan`.
    plan: bool,
    /// The plan objects directly in it.
    plans: usize,
    /// The strings directly in it, where it stands under a column such as `QUERY PLAN`.
    column: bool,
    /// Whether anything else stands directly in it.
    other: bool,
}

/// Reads one value at the start of a text.
pub(super) fn walk(text: &str, max_depth: usize) -> Result<Value, Fault> {
    let mut walk =
        Walk { reader: Reader::new(text, max_depth), open: Vec::new(), held: Vec::new(), plan: false };
    walk.value().map_err(|error| Fault { error, plan: walk.plan })
}

struct Walk<'t> {
    reader: Reader<'t>,
    open: Vec<Open>,
    held: Vec<Held>,
    plan: bool,
}

impl Walk<'_> {
    fn value(&mut self) -> Result<Value, Error> {
        let (mut key, mut start) = (None, None);
        let mut inside = 0_usize;
        loop {
            let kind = self.reader.peek()?;
            let at = self.reader.at();
            start = start.or(Some(at));
            match kind {
                Kind::Object | Kind::Array => {
                    let container = if kind == Kind::Object { Container::Object } else { Container::Array };
                    let name = key.map(|key: RawStr| self.reader.raw(key.start, key.end));
                    if container == Container::Object && name == Some("Plan") {
                        self.plan = true;
                        if let Some(parent) = self.open.last_mut().filter(|parent| !parent.plan) {
                            parent.plan = true;
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
                        plan: false,
                        plans: 0,
                        column,
                        other: false,
                    });
                }
                Kind::String => {
                    let string = self.reader.string()?;
                    if inside == 0 && may_hold_plan(self.reader.raw(string.start, string.end)) {
                        self.held.push(Held::Text(string));
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

    /// Leaves the innermost container; whether it is an answer without a plan.
    fn close(&mut self, inside: &mut usize) -> bool {
        let Some(open) = self.open.pop() else { return false };
        let end = self.reader.at();
        let answer = open.container == Container::Array && open.plans == 0 && !open.other;
        let plans = open.container == Container::Array && open.plans > 0 && !open.other;
        if open.plan || plans || (answer && open.column) {
            self.held.truncate(open.held);
            self.held.push(Held::Document(open.start, end));
        }
        if open.plan {
            *inside = inside.saturating_sub(1);
        }
        if let Some(parent) = self.open.last_mut() {
            parent.plans += usize::from(open.plan);
            parent.other |= !open.plan;
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
    raw.contains("Plan") && raw.contains('{') || raw.contains("plan:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str) -> Vec<&str> {
        let value = walk(text, 100).unwrap();
        let part = |held: &Held| match *held {
            Held::Document(start, end) => &text[start..end],
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
        assert_eq!((fault.plan, fault.error.at), (true, 16));
        assert!(!walk("[1 2]", 9).unwrap_err().plan);
    }
}
