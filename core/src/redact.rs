//! `Plan ──redact──▶ Plan`: without the values that conditions and statements hold.
//!
//! Everything that is shown of a plan comes out of its properties, so they are redacted once, and whatever is made of
//! the plan afterwards cannot hold what it has not: texts, raw lists, pictures, proposed indexes. Names of tables and
//! columns stay, and so does what the server counted.

use crate::json;
use crate::plan::{Attribute, Dialect, Plan, Value};
use crate::predicate::{Language, redacted};

/// Replaces every constant in the texts of a plan by a parameter.
pub(crate) fn redact(plan: &mut Plan) {
    let language = match plan.dialect() {
        Dialect::Postgres => Language::Postgres,
        Dialect::MySql | Dialect::MariaDb => Language::MySql,
    };
    plan.rewrite(|key, attribute, value| match value {
        Value::Text(text) if !is_kept(attribute, text) => Some(redacted(text, language)),
        Value::Raw(raw) if !SETTINGS.contains(&key) => Some(in_strings(raw, language)),
        _ => None,
    });
    plan.set_query_text(plan.facts().query_text.as_deref().map(|text| redacted(text, language)));
}

/// What PostgreSQL says instead of a plan.
pub(crate) fn words(notice: &str) -> String {
    redacted(notice, Language::Postgres)
}

/// Keys of what a server says of itself, by PostgreSQL's words.
const SETTINGS: [&str; 2] = ["Settings", "Triggers"];

/// Whether a text holds names only, or a figure, which MySQL prints as strings: `"10.50"`, `"1K"`.
fn is_kept(attribute: Option<Attribute>, text: &str) -> bool {
    match attribute {
        // MySQL says in it what a node does, conditions and all.
        Some(Attribute::Name | Attribute::Message | Attribute::KeyReferences) => false,
        // Of a functional key part the expression.
        Some(Attribute::UsedColumns | Attribute::KeyColumns) => !text.contains(['\'', '"']),
        Some(attribute) => attribute.is_name(),
        None => {
            let figure = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            let is_figure = figure.starts_with(|first: char| first.is_ascii_digit())
                && figure.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            is_figure && text.len() <= figure.len() + 1
        }
    }
}

/// JSON with the constants in its strings replaced. Its keys stay, and its numbers, which are counted.
fn in_strings(raw: &str, language: Language) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('"') {
        let (before, string) = rest.split_at(start);
        out.push_str(before);
        let inside = string.get(1..).unwrap_or_default();
        let length = end_of_string(inside.as_bytes());
        let (content, behind) =
            (inside.get(..length).unwrap_or_default(), inside.get(length + 1..).unwrap_or_default());
        if behind.trim_start().starts_with(':') {
            out.extend(["\"", content, "\""]);
        } else {
            let mut text = String::new();
            json::decode(content, &mut text);
            // A string is always written.
            out.push_str(&serde_json::to_string(&redacted(&text, language)).unwrap_or_default());
        }
        rest = behind;
    }
    out + rest
}

/// Where a string ends, from behind its first quote.
fn end_of_string(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at.min(bytes.len())
}
