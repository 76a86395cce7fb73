//! serde_json as oracle: the same verdict on every text, the same values in every strict document.
#![allow(clippy::panic, reason = "what the tests and the fuzzer run: a disagreement is a failure")]

use serde_json::Value;

use super::{Container, Error, Kind, RawStr, Reader, decode, validate};

/// More levels than any text that is tried here has.
pub(crate) const DEPTH: usize = 1 << 20;

/// A document as serde_json would have it, read through our reader with an explicit stack.
pub(crate) fn read(text: &str) -> Result<Value, Error> {
    enum Open {
        Object(serde_json::Map<String, Value>, String),
        Array(Vec<Value>),
    }
    let mut reader = Reader::new(text, DEPTH);
    let mut stack: Vec<Open> = Vec::new();
    let string = |reader: &Reader<'_>, raw: RawStr| {
        let mut out = String::new();
        decode(reader.raw(raw.start, raw.end), &mut out);
        out
    };
    loop {
        let mut value = match reader.peek()? {
            Kind::Object => {
                reader.open(Container::Object)?;
                stack.push(Open::Object(serde_json::Map::new(), String::new()));
                None
            }
            Kind::Array => {
                reader.open(Container::Array)?;
                stack.push(Open::Array(Vec::new()));
                None
            }
            Kind::String => {
                let raw = reader.string()?;
                Some(Value::from(string(&reader, raw)))
            }
            Kind::Number => {
                let number = reader.number()?;
                let raw = reader.raw(number.start, number.end);
                Some(match (raw.parse::<u64>(), raw.parse::<i64>()) {
                    (Ok(integer), _) => Value::from(integer),
                    // serde_json reads -0 as a float.
                    (_, Ok(integer)) if integer != 0 => Value::from(integer),
                    _ => Value::from(number.value),
                })
            }
            Kind::Bool => Some(Value::from(reader.bool()?)),
            Kind::Null => {
                reader.null()?;
                Some(Value::Null)
            }
        };
        loop {
            let Some(top) = stack.last_mut() else {
                reader.end()?;
                return Ok(value.unwrap_or_default());
            };
            let more = match top {
                Open::Object(map, key) => {
                    if let Some(value) = value.take() {
                        map.insert(key.clone(), value);
                    }
                    match reader.key()? {
                        Some(raw) => {
                            *key = string(&reader, raw);
                            true
                        }
                        None => false,
                    }
                }
                Open::Array(items) => {
                    items.extend(value.take());
                    reader.element()?
                }
            };
            if more {
                break;
            }
            value = stack.pop().map(|open| match open {
                Open::Object(map, _) => Value::Object(map),
                Open::Array(items) => Value::Array(items),
            });
        }
    }
}

/// Where serde_json refuses what RFC 8259 (or a server, with its comments) writes, and we read it.
fn is_our_extension(text: &str, error: &serde_json::Error) -> bool {
    let message = error.to_string();
    let limits = ["number out of range", "surrogate", "unexpected end of hex escape", "recursion limit"];
    limits.iter().any(|limit| message.contains(limit)) || text.contains("/*") || text.starts_with('\u{feff}')
}

/// Fails where the two disagree on a text.
pub(crate) fn agrees(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    let ours = read(text);
    assert_eq!(validate(text, DEPTH).is_ok(), ours.is_ok(), "skip and read differ on {text:?}");
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text:?}"),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => {
            assert!(is_our_extension(text, &error), "we read what serde_json refuses, {error}: {text:?}");
        }
        (Err(error), Ok(_)) => panic!("we refuse what serde_json reads, {error:?}: {text:?}"),
    }
}
