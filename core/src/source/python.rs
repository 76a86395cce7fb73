//! Lists, tuples and dictionaries as Python prints them, turned into JSON.
//!
//! A token becomes a token; what is no Python stays as it is, so that the strict reader refuses it where it stands.

use super::excerpt::{Builder, Excerpt};
use super::quoted::code_point;

/// The JSON of a value that Python printed.
pub(super) fn to_json(source: &Excerpt<'_>) -> Excerpt<'static> {
    let text = source.text();
    let bytes = text.as_bytes();
    let mut builder = Builder::new(source);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'\'' | b'"' => string(&mut builder, text, at),
            b'(' | b')' => {
                builder.write(at, if byte == b'(' { "[" } else { "]" });
                at + 1
            }
            // A tuple of one has a comma behind it.
            b',' if matches!(bytes[at + 1..].trim_ascii_start().first(), Some(b')' | b']' | b'}')) => at + 1,
            _ if byte.is_ascii_alphabetic() || byte == b'_' => word(&mut builder, text, at),
            _ => {
                let end = text.ceil_char_boundary(at + 1);
                builder.copy(at..end);
                end
            }
        };
    }
    builder.finish()
}

/// Writes the word at an offset; returns the offset behind it.
fn word(builder: &mut Builder<'_>, text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let word = &rest[..length];
    let begins = |name: &str| length == rest.len() && name.starts_with(word);
    match word {
        "True" => builder.write(at, "true"),
        "False" => builder.write(at, "false"),
        "None" => builder.write(at, "null"),
        // Where the text breaks off inside the word, so does the JSON.
        _ if begins("True") || begins("False") || begins("None") => {
            builder.write(
                at,
                if begins("None") {
                    "n"
                } else if begins("True") {
                    "t"
                } else {
                    "f"
                },
            );
        }
        // The name of a type in front of its values, or a prefix of a string.
        _ if rest[length..].starts_with(['(', '\'', '"']) => {}
        _ => builder.copy(at..at + length),
    }
    at + length
}

/// Writes the string at an offset, and those that follow it, which Python joins; returns the offset behind.
fn string(builder: &mut Builder<'_>, text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    builder.write(start, "\"");
    let mut at = start;
    loop {
        at = characters(builder, text, at);
        let next = text.get(at..).unwrap_or_default().trim_ascii_start();
        if !next.starts_with(['\'', '"']) {
            break;
        }
        at = text.len() - next.len();
    }
    // Where the text breaks off inside the string, so does the JSON.
    if at > start + 1 && matches!(bytes.get(at - 1), Some(b'\'' | b'"')) {
        builder.write(at - 1, "\"");
    }
    at
}

/// Writes what a string says, escaped as JSON has it; returns the offset behind its closing quote.
fn characters(builder: &mut Builder<'_>, text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes.get(start).copied().unwrap_or_default();
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            _ if byte == quote => return at + 1,
            b'\\' => escape(builder, text, at),
            b'"' => {
                builder.write(at, "\\");
                builder.copy(at..at + 1);
                1
            }
            _ => {
                let rest = &text[at..];
                let length = rest.find(['\\', '"', '\'']).unwrap_or(rest.len()).max(1);
                builder.copy(at..at + length);
                length
            }
        };
        at += length;
    }
    at
}

/// Writes the escape at an offset; returns its length.
fn escape(builder: &mut Builder<'_>, text: &str, at: usize) -> usize {
    let next = text.as_bytes().get(at + 1).copied();
    match next {
        Some(b'n' | b'r' | b't' | b'b' | b'f' | b'\\' | b'"' | b'u') => {
            builder.copy(at..at + 2);
            2
        }
        Some(b'\'') => {
            builder.copy(at + 1..at + 2);
            2
        }
        _ => match code_point(&text[at..]) {
            Some((character, length)) if character.is_control() => {
                builder.write(at, &format!("\\u{:04x}", u32::from(character)));
                length
            }
            Some((character, length)) => {
                builder.write_char(at, character);
                length
            }
            None => {
                builder.copy(at..at + 1);
                1
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        to_json(&Excerpt::whole(text)).text().to_owned()
    }

    #[test]
    fn tuples_and_words() {
        assert_eq!(
            json("[({'a': True, 'b': None, 'c': [False,]},)]"),
            r#"[[{"a": true, "b": null, "c": [false]}]]"#
        );
        assert_eq!(json("[Row(-1.5e3, Decimal('2'), u'x')]"), r#"[[-1.5e3, ["2"], "x"]]"#);
    }

    #[test]
    fn strings() {
        assert_eq!(
            json(r#"['it\'s "x"', "it's", 'a\\b\n\x07\xe4\u00e4']"#),
            r#"["it's \"x\"", "it's", "a\\b\n\u0007ä\u00e4"]"#
        );
        assert_eq!(json("['one '\n  'string', '']"), "[\"one string\", \"\"]");
        assert_eq!(json("['open"), "[\"open");
        assert_eq!(json("[Tru"), "[t");
    }

    #[test]
    fn what_is_no_python_stays() {
        assert_eq!(json("[ä @ nul]"), "[ä @ nul]");
    }
}
