//! The room as its caller sees it: texts as people paste them, documents or reasons as they come out.

use super::*;
use proptest::prelude::*;

const DEPTH: usize = 1000;

/// A minimal plan, as a server prints it.
const PLAN: &str = "[\n  {\n    \"Plan\": {\n      \"Node Type\": \"Seq Scan\",\n      \"Filter\": \"(a = 'x y'::text)\"\n    }\n  }\n]";

fn read(text: &str) -> Unwrapped {
    let unwrapped = unwrap(text, DEPTH).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for document in &unwrapped.documents {
        json::validate(&document.text, DEPTH).unwrap();
    }
    unwrapped
}

fn told(text: &str) -> String {
    let Unwrapped { documents, repairs } = read(text);
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    for document in documents {
        assert_eq!(value(&document.text), value(PLAN), "{text}");
    }
    repairs.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn refused(text: &str) -> String {
    let error = unwrap(text, DEPTH).unwrap_err();
    format!("{} {} {}", error.code(), error.position(), error.pointer().unwrap_or_default())
}

/// Each line put through a function.
fn each_line(line: impl Fn(usize, &str) -> String) -> String {
    PLAN.lines().enumerate().map(|(number, text)| line(number, text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_stands_around_a_plan_is_told() {
    assert_eq!(told(&format!("Look:\n```json\n{PLAN}\n```\n")), "took the plan out of a code fence");
    assert_eq!(told(&each_line(|_, line| format!("> {line}"))), "removed the marks in front of 8 lines");
    assert_eq!(
        told(&each_line(|n, line| format!("{n:>3}| {line}"))),
        "removed the marks in front of 8 lines"
    );
    let framed = each_line(|_, line| format!(" {line:<50}+"));
    assert_eq!(told(&format!(" QUERY PLAN\n----\n{framed}\n(1 row)\n")), "took the plan out of psql's frame");
    let wide = PLAN.replace(' ', "\u{a0}").replace('"', "“");
    assert_eq!(
        told(&wide),
        "replaced 32 unusual spaces by plain ones; replaced typographic quotes by plain ones"
    );
    let sixteen: String = PLAN.chars().flat_map(|c| [c, '\0']).collect();
    assert_eq!(told(&sixteen), format!("removed {} control characters", PLAN.len()));
}

#[test]
fn every_byte_knows_where_it_stood() {
    let text = format!("x\r\n> > {}", each_line(|_, line| line.to_owned()).replace('\n', "\r\n> > "));
    let Unwrapped { documents, .. } = read(&text);
    let document = &documents[0];
    for (at, byte) in document.text.bytes().enumerate() {
        assert_eq!(text.as_bytes()[document.origin.to_input(at)], byte);
    }
}

#[test]
fn a_log_of_many_forms() {
    let plan = PLAN[4..PLAN.len() - 2].replace('\n', "\n\t");
    let entry = |plan: &str| format!("2026-11-23 UTC [7] LOG:  duration: 1.5 ms  plan:\n\t{plan}\n");
    let log = entry(&plan) + &entry("Query Text: x\n\tSeq Scan on t") + &entry(&plan);
    let unwrapped = read(&log);
    assert_eq!(unwrapped.documents.len(), 2);
    assert_eq!(unwrapped.repairs, [Repair::TextPlansLeftOut { plans: 1 }, Repair::Log]);
    assert_eq!(refused(&entry("Query Text: x\n\tSeq Scan on t")), "log-without-plan line 1, column 26 ");
}

#[test]
fn what_breaks_off_is_not_completed() {
    let at = |part: &str| refused(&PLAN[..PLAN.find(part).unwrap()]);
    assert_eq!(at("\"Seq Scan"), "truncated line 4, column 18 /0/Plan/Node Type");
    assert_eq!(at("\n]"), "truncated line 7, column 3 /0");
    assert_eq!(
        refused("[{\"Plan\": {\"Node Type\": \"Seq Scan\""),
        "truncated line 1, column 34 /0/Plan/Node Type"
    );
    let fenced = format!("```\n{}\n```\nthat is all", &PLAN[..PLAN.len() - 6]);
    assert_eq!(refused(&fenced), "truncated line 7, column 5 /0/Plan");
    assert_eq!(refused(" QUERY PLAN \n-----\n"), "truncated line 2, column 5 ");
}

#[test]
fn faults_show_where_they_are() {
    let fault = |from: &str, to: &str| refused(&PLAN.replacen(from, to, 1));
    assert_eq!(fault("\"Seq Scan\",", "\"Seq Scan\""), "invalid-json line 5, column 7 /0/Plan/Node Type");
    assert_eq!(fault("\"Plan\": {", "\"Plan\": { x"), "invalid-json line 3, column 15 /0/Plan");
    assert_eq!(refused(&"[".repeat(DEPTH + 1)), format!("limit line 1, column {} ", DEPTH + 1));
}

#[test]
fn what_is_no_plan_is_named() {
    assert_eq!(refused(" \u{feff}\n"), "empty line 1, column 1 ");
    assert_eq!(refused("select 1"), "sql line 1, column 1 ");
    assert_eq!(refused("hello"), "unknown line 1, column 1 ");
    assert_eq!(refused("{a: 1}"), "invalid-json line 1, column 2 ");
    assert_eq!(refused(&PLAN[14..]), "unknown line 1, column 1 ");
    let error = unwrap("\n{\"a\": 1, \"b\": [2]}", DEPTH).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column 1: expected a plan, found JSON without one: an object with the keys a and b"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = parts.concat();
        let text = &text[text.floor_char_boundary(cut.index(text.len() + 1))..];
        match unwrap(text, DEPTH) {
            Ok(unwrapped) => for document in unwrapped.documents {
                prop_assert!(json::validate(&document.text, DEPTH).is_ok());
                prop_assert!(document.origin.to_input(document.text.len()) <= text.len());
            },
            Err(error) => prop_assert!(error.span().start <= text.len()),
        }
    }
}

/// What texts are made of that this room has to do with.
const PARTS: &[&str] = &[
    "[",
    "{",
    "}",
    "]",
    "(",
    ")",
    "\"Plan\":",
    "{\"Node Type\": \"Result\"}",
    "\"\"Plan\"\": {",
    "\\\"Plan\\\": {",
    "'Plan': {",
    "&quot;Plan&quot;: {",
    "“Plan”: {",
    "\"",
    "'",
    "\\",
    "\\n",
    "\n",
    "\r\n",
    "\n> ",
    "\n\t",
    " +\n",
    "| ",
    " |\n",
    "│",
    "↵",
    ".\n.",
    "  ",
    "\u{a0}",
    "```\n",
    "1: ",
    "QUERY PLAN\n---\n",
    "(1 row)\n",
    "LOG:  duration: 1 ms  plan:\n",
    "db[7]: [3-1] ",
    "\n<td>",
    "</td>",
    ",",
    ":",
    "1.5",
    "true",
    "None",
    "\0",
    "é",
    "\u{1b}[0m",
    "/*",
    "*/",
];
