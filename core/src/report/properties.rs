//! What the server printed, under its own keys, as JSON again.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::writer::Raw;
use crate::plan::{Fact, Node, Plan, Value};

/// The facts of a node or plan that have no column, as an object in the server's order.
///
/// A key that the server repeats (PostgreSQL up to 12 does so with `Workers`) appears once: lists are joined, any
/// other value goes under the key with a number behind it.
pub(super) enum Properties<'a> {
    Node(Node<'a>),
    Plan(&'a Plan),
}

/// The most facts among which a repeated key is looked for one by one.
const FEW: usize = 24;

impl<'a> Properties<'a> {
    /// Calls back with the facts in the server's order.
    fn each(&self, mut call: impl FnMut(Fact<'a>)) {
        match self {
            Self::Node(node) => node.properties().for_each(&mut call),
            Self::Plan(plan) => plan.extras().for_each(call),
        }
    }
}

/// A key with its facts: one, or the elements of a list.
type Entry<'a> = (Cow<'a, str>, Vec<Fact<'a>>);

/// Brings the facts of repeated keys together.
fn together<'a>(facts: &[Fact<'a>]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for fact in facts {
        let joins = |values: &[Fact<'_>]| is_list(fact) && values.iter().all(is_list);
        match places.get(fact.key).map(|place| &mut entries[*place].1) {
            Some(values) if joins(values) => values.push(*fact),
            Some(_) => entries.push((format!("{} #{}", fact.key, entries.len()).into(), vec![*fact])),
            None => {
                places.insert(fact.key, entries.len());
                entries.push((fact.key.into(), vec![*fact]));
            }
        }
    }
    entries
}

/// Facts that stand under one key, one behind the other: a fact, or the elements of a list.
fn runs<'f, 'a>(facts: &'f [Fact<'a>]) -> impl Iterator<Item = &'f [Fact<'a>]> {
    facts.chunk_by(|a, b| a.element && b.element && a.key == b.key)
}

/// Whether it is plain to see that no key is repeated, but for the elements of a list.
fn is_plain(facts: &[Fact<'_>]) -> bool {
    // A bit for each key that was there: of two keys with different bits, none is looked at.
    let mut seen = 0_u64;
    let mut before = 0;
    for (count, run) in runs(facts).enumerate() {
        let key = run[0].key.as_bytes();
        let ends = key.first().zip(key.last()).map_or(0, |(first, last)| usize::from(*first ^ (*last << 1)));
        let bit = 1 << ((ends + 5 * key.len()) % 64);
        if count == FEW || (seen & bit != 0 && facts[..before].iter().any(|fact| fact.key == run[0].key)) {
            return false;
        }
        seen |= bit;
        before += run.len();
    }
    true
}

fn is_list(fact: &Fact<'_>) -> bool {
    fact.element
        || matches!(fact.value, Value::EmptyList)
        || matches!(fact.value, Value::Raw(raw) if raw.starts_with('['))
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut facts = Vec::with_capacity(FEW);
        self.each(|fact| facts.push(fact));
        let mut map = serializer.serialize_map(None)?;
        let mut entry = |key: &str, values: &[Fact<'_>]| match values {
            [fact] if !fact.element => map.serialize_entry(key, &Single(fact.value)),
            values => map.serialize_entry(key, &List(values)),
        };
        if is_plain(&facts) {
            runs(&facts).try_for_each(|run| entry(run[0].key, run))?;
        } else {
            together(&facts).iter().try_for_each(|(key, values)| entry(key, values))?;
        }
        map.end()
    }
}

/// Elements, and lists as they were written, as one list.
struct List<'a>(&'a [Fact<'a>]);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for fact in self.0 {
            match fact.value {
                Value::EmptyList => {}
                Value::Raw(raw) if !fact.element => match serde_json::from_str::<Vec<&RawValue>>(raw) {
                    Ok(elements) => {
                        for element in elements {
                            list.serialize_element(element)?;
                        }
                    }
                    Err(_) => list.serialize_element(raw)?,
                },
                value => list.serialize_element(&Single(value))?,
            }
        }
        list.end()
    }
}

struct Single<'a>(Value<'a>);

impl Serialize for Single<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Column(value) => serializer.serialize_f64(value),
            Value::EmptyList => serializer.serialize_seq(Some(0))?.end(),
            Value::Number(raw) => match raw.parse::<i64>() {
                // Every language reads these alike.
                Ok(integer) if integer.unsigned_abs() < 1 << 53 => serializer.serialize_i64(integer),
                Err(_) if serde_json::from_str::<&RawValue>(raw).is_ok() => Raw(raw).serialize(serializer),
                _ => serializer.serialize_str(raw),
            },
            Value::Raw(raw) if is_json(raw) => Raw(raw).serialize(serializer),
            Value::Raw(raw) => serializer.serialize_str(raw),
        }
    }
}

/// Whether a list or object that was read is JSON, which it is but for comments.
fn is_json(raw: &str) -> bool {
    !raw.contains('/') || serde_json::from_str::<&RawValue>(raw).is_ok()
}
