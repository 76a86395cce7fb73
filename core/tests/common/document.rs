//! JSON that keeps repeated keys, as MariaDB up to 10.5 writes them: read without our reader.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    Scalar(String),
    Array(Vec<Document>),
    Object(Vec<(String, Document)>),
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
        Ok(Document::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
        Ok(Document::Scalar(number(value as f64)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
        Ok(Document::Scalar(number(value as f64)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
        Ok(Document::Scalar(number(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Document, E> {
        Ok(Document::Scalar(format!("\"{value}")))
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document::Scalar("null".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Document, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Document::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Document, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Document::Object(object))
    }
}

/// A number, written one way.
pub fn number(value: f64) -> String {
    format!("{value:?}")
}

/// Reads a document, comments and all.
pub fn read(text: &str) -> Option<Document> {
    serde_json::from_str(&without_comments(text)).ok()
}

/// A text without the comments outside of its strings.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        if quoted && c == '\\' {
            out.push(c);
            out.extend(chars.next());
        } else if !quoted && c == '/' && chars.peek() == Some(&'*') {
            let mut last = ' ';
            for c in chars.by_ref().skip(1) {
                if last == '*' && c == '/' {
                    break;
                }
                last = c;
            }
        } else {
            quoted ^= c == '"';
            out.push(c);
        }
    }
    out
}

/// Every scalar under its key, counted; elements of a list under the list's.
pub type Leaves = BTreeMap<(String, String), usize>;

impl Document {
    /// Counts the scalars.
    pub fn leaves(&self, key: &str, leaves: &mut Leaves) {
        match self {
            Self::Scalar(value) => *leaves.entry((key.to_owned(), value.clone())).or_default() += 1,
            Self::Array(items) => items.iter().for_each(|item| item.leaves(key, leaves)),
            Self::Object(entries) => entries.iter().for_each(|(key, value)| value.leaves(key, leaves)),
        }
    }

    /// The values under a key, wherever they stand, in order.
    pub fn all<'d>(&'d self, wanted: &str, found: &mut Vec<&'d Document>) {
        match self {
            Self::Scalar(_) => {}
            Self::Array(items) => items.iter().for_each(|item| item.all(wanted, found)),
            Self::Object(entries) => {
                for (key, value) in entries {
                    if key == wanted {
                        found.push(value);
                    }
                    value.all(wanted, found);
                }
            }
        }
    }
}
