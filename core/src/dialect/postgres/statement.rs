//! What stands beside the nodes: times, triggers, JIT, settings; and spills that stand in nested objects.

use crate::dialect::keep_text;
use crate::json::{self, Container, Kind, RawStr, Reader};
use crate::plan::{Jit, PlanBuilder, Property, Trigger, ValueKind};
use crate::text::{Side, Str};

/// Reads the value of a key of the statement and keeps it, understood or not.
pub(super) fn read(
    reader: &mut Reader<'_>,
    key: RawStr,
    builder: &mut PlanBuilder,
    side: &mut Side,
) -> Result<(), json::Error> {
    let name = reader.raw(key.start, key.end);
    let kind = reader.peek()?;
    let before = reader.clone();
    let (start, end) = reader.skip()?;
    let facts = &mut builder.facts;
    let mut again = before;
    match (name, kind) {
        ("Planning Time", Kind::Number) => facts.planning_ms = Some(again.number()?.value),
        // Before 9.4 the same was called the total run time.
        ("Execution Time" | "Total Runtime", Kind::Number) => {
            facts.execution_ms = Some(again.number()?.value);
        }
        ("Query Identifier", Kind::Number) => facts.query_id = reader.raw(start, end).parse().ok(),
        ("Query Text", Kind::String) => facts.query_text = Some(string(&mut again)?),
        ("Settings", Kind::Object) => {
            facts.settings.extend(entries(&mut again)?.into_iter().map(|(name, value)| (name, value.text)));
        }
        ("Serialization", Kind::Object) => {
            facts.serialization_ms =
                entries(&mut again)?.iter().find(|(name, _)| name == "Time").and_then(|(_, v)| v.number);
        }
        ("JIT", Kind::Object) => facts.jit = Some(jit(&mut again)?),
        ("Triggers", Kind::Array) => {
            again.open(Container::Array)?;
            while again.element()? {
                if again.peek()? == Kind::Object {
                    facts.triggers.push(trigger(entries(&mut again)?));
                } else {
                    again.skip()?;
                }
            }
        }
        _ => {}
    }
    let value = Str::new(start, end);
    let (kind, value) = match kind {
        Kind::String => {
            let escaped = reader.raw(start, end).contains('\\');
            let raw = RawStr { start: start + 1, end: end.saturating_sub(1), escaped };
            (ValueKind::Text, keep_text(reader, raw, side))
        }
        Kind::Number => (ValueKind::Number, value),
        Kind::Bool if reader.raw(start, end) == "true" => (ValueKind::True, value),
        Kind::Bool => (ValueKind::False, value),
        Kind::Null => (ValueKind::Null, value),
        Kind::Object | Kind::Array => (ValueKind::Raw, value),
    };
    let key = keep_text(reader, key, side);
    builder.push_extra(Property { node: 0, key, value, attribute: None, kind, element: false });
    Ok(())
}

/// A value of a small object: as text, and as a number where it is one.
struct Entry {
    text: String,
    number: Option<f64>,
    raw: (usize, usize),
}

fn string(reader: &mut Reader<'_>) -> Result<String, json::Error> {
    let raw = reader.string()?;
    let mut text = String::new();
    json::decode(reader.raw(raw.start, raw.end), &mut text);
    Ok(text)
}

/// Reads a small object as a list of its entries.
fn entries(reader: &mut Reader<'_>) -> Result<Vec<(String, Entry)>, json::Error> {
    let mut entries = Vec::new();
    reader.open(Container::Object)?;
    while let Some(key) = reader.key()? {
        let name = reader.raw(key.start, key.end).to_owned();
        let kind = reader.peek()?;
        let mut again = reader.clone();
        let raw = reader.skip()?;
        let (text, number) = match kind {
            Kind::String => (string(&mut again)?, None),
            Kind::Number => (reader.raw(raw.0, raw.1).to_owned(), Some(again.number()?.value)),
            Kind::Bool | Kind::Null => (reader.raw(raw.0, raw.1).to_owned(), None),
            Kind::Object | Kind::Array => (String::new(), None),
        };
        entries.push((name, Entry { text, number, raw }));
    }
    Ok(entries)
}

fn trigger(entries: Vec<(String, Entry)>) -> Trigger {
    let mut trigger = Trigger::default();
    for (name, entry) in entries {
        match name.as_str() {
            "Trigger Name" => trigger.name = entry.text,
            "Constraint Name" => trigger.constraint = Some(entry.text),
            "Relation" => trigger.relation = Some(entry.text),
            "Time" => trigger.time_ms = entry.number,
            "Calls" => trigger.calls = entry.number.unwrap_or_default(),
            _ => {}
        }
    }
    trigger
}

fn jit(reader: &mut Reader<'_>) -> Result<Jit, json::Error> {
    let mut jit = Jit::default();
    let text = reader.clone();
    for (name, entry) in entries(reader)? {
        match name.as_str() {
            "Functions" => jit.functions = entry.number.unwrap_or_default(),
            // Times are absent where ANALYZE did not time, and then the object is.
            "Timing" => {
                let raw = text.raw(entry.raw.0, entry.raw.1);
                for (name, part) in object(raw) {
                    match name.as_str() {
                        // Since 17 an object: {"Deform": ..., "Total": ...}, where the sum holds the deforming.
                        "Generation" if part.number.is_none() => {
                            let total = object(raw.get(part.raw.0..part.raw.1).unwrap_or_default());
                            jit.generation_ms =
                                total.iter().find(|(name, _)| name == "Total").and_then(|(_, v)| v.number);
                        }
                        "Generation" => jit.generation_ms = part.number,
                        "Inlining" => jit.inlining_ms = part.number,
                        "Optimization" => jit.optimization_ms = part.number,
                        "Emission" => jit.emission_ms = part.number,
                        "Total" => jit.total_ms = part.number,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Ok(jit)
}

/// The entries of a text that is known to be JSON; none where it is no object.
fn object(raw: &str) -> Vec<(String, Entry)> {
    let mut reader = Reader::new(raw, usize::MAX);
    if reader.peek() == Ok(Kind::Object) { entries(&mut reader).unwrap_or_default() } else { Vec::new() }
}

/// Kilobytes that parallel workers put on disk: their own sorts and hash aggregates, which the node's own
/// numbers (the leader's) leave out.
pub(super) fn spilled_by_workers(workers: &str) -> f64 {
    // Most workers put nothing on disk, and say so without the word.
    if !workers.contains("\"Disk") {
        return 0.0;
    }
    let mut reader = Reader::new(workers, usize::MAX);
    let mut spilled = 0.0;
    let mut read = || -> Result<(), json::Error> {
        reader.open(Container::Array)?;
        while reader.element()? {
            let (start, end) = reader.skip()?;
            let worker = object(reader.raw(start, end));
            let number =
                |key| worker.iter().find(|(name, _)| name == key).and_then(|(_, entry)| entry.number);
            if worker.iter().any(|(name, entry)| name == "Sort Space Type" && entry.text == "Disk") {
                spilled += number("Sort Space Used").unwrap_or_default();
            }
            spilled += number("Disk Usage").unwrap_or_default();
        }
        Ok(())
    };
    // The text was read once already: it is sound.
    let _ = read();
    spilled
}

/// Kilobytes that an incremental sort put on disk at its peak; groups are sorted one after another.
pub(super) fn spilled_by_groups(groups: &str) -> f64 {
    object(groups)
        .iter()
        .filter(|(name, _)| name == "Sort Space Disk")
        .flat_map(|(_, entry)| object(groups.get(entry.raw.0..entry.raw.1).unwrap_or_default()))
        .find(|(name, _)| name == "Peak Sort Space Used")
        .and_then(|(_, entry)| entry.number)
        .unwrap_or_default()
}
