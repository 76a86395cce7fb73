//! The room as its caller sees it: texts as people paste them, documents or reasons as they come out.

use super::*;
use proptest::prelude::*;

const DEPTH: usize = 1000;

/// A minimal plan, as a server prints it.
const PLAN: &str = "[\n  {\n    \"Plan\": {\n      \"Node Type\": \"Seq Scan\",\n      \"Filter\": \"(a = 'x y'::text)\"\n    }\n  }\n]";

fn read(text: &str) -> Unwrapped {
    let unwrapped = unwrap(text, DEPTH).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for document in unwrapped.documents.iter().filter(|document| document.shape != Shape::Tree) {
        json::validate(&document.text, DEPTH).unwrap();
    }
    unwrapped
}

/// The documents of a text.
fn documents(text: &str) -> Vec<String> {
    read(text).documents.into_iter().map(|document| document.text).collect()
}

/// A tree made by hand after MySQL 9.
const TREE: &str =
    "-> Filter: (t.a = 'x\\ny\"')  (cost=1.5 rows=1)\n    -> Table scan on t  (cost=1.5 rows=3)";

/// A block made by hand after MySQL 8, with its end markers.
const BLOCK: &str = "{\n  \"query_block\": {\n    \"select_id\": 1,\n    \"message\": \"No tables used\"\n  } /* query_block */\n}";

/// An operation made by hand after MySQL 9.
const OPERATION: &str = "{\n  \"query\": \"/* select#1 */ select 1\",\n  \"query_plan\": {\n    \"operation\": \"Rows fetched before execution\",\n    \"access_type\": \"rows_fetched_before_execution\"\n  }\n}";

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

/// What a plan becomes in each output of the mysql client.
fn outputs_of_mysql(plan: &str) -> Vec<String> {
    let html = plan.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let batch = plan.replace('\\', "\\\\").replace('\n', "\\n");
    let mark = "*************************** 1. row ***************************";
    vec![
        format!("{plan}\n\n"),
        format!("EXPLAIN\n{batch}\\n\n"),
        format!("EXPLAIN\n{batch}\n"),
        format!(
            "mysql> explain analyze\n    -> SELECT 1\n    -> FROM t\\G\n{mark}\nEXPLAIN: {plan}\n\n1 row in set (0.00 sec)\n"
        ),
        format!(
            "+----+\n| EXPLAIN   |\n+----+\n| {plan}\n   |\n+----+\n1 row in set, 1 warning (0.00 sec)\n"
        ),
        format!("+----+\n| EXPLAIN   |\n+----+\n| {plan} |\n+----+\n"),
        format!("<TABLE BORDER=1><TR><TH>EXPLAIN</TH></TR><TR><TD>{html}\n</TD></TR></TABLE>"),
        format!(
            "<?xml version=\"1.0\"?>\n\n<resultset statement=\"explain x\n\">\n  <row>\n\t<field name=\"EXPLAIN\">{html}</field>\n  </row>\n</resultset>\n"
        ),
    ]
}

#[test]
fn every_output_of_the_mysql_client_holds_the_same_plan() {
    for (plan, shape) in [(TREE, Shape::Tree), (BLOCK, Shape::QueryBlock), (OPERATION, Shape::Iterator)] {
        for text in outputs_of_mysql(plan) {
            let unwrapped = read(&text);
            let found: Vec<_> =
                unwrapped.documents.iter().map(|found| (found.text.trim_end(), found.shape)).collect();
            assert_eq!(found, [(plan, shape)], "{text}");
        }
    }
}

#[test]
fn rows_of_drivers_hold_plans_of_mysql() {
    for plan in [TREE, BLOCK, OPERATION] {
        let string = serde_json::Value::from(plan).to_string();
        let python = plan.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
        for text in [
            format!("[{{\"EXPLAIN\": {string}}}]"),
            format!("{{\"ANALYZE\": {string}}}"),
            format!("[[{string}]]"),
            string,
            format!("[('{python}',)]"),
            format!("[{{'EXPLAIN': '{python}'}}]"),
        ] {
            assert_eq!(documents(&text), [plan], "{text}");
        }
    }
    let parts: Vec<String> = TREE
        .lines()
        .map(|line| format!("'{}\\n'", line.replace('\\', "\\\\").replace('\'', "\\'")))
        .collect();
    assert_eq!(documents(&format!("[ {{ EXPLAIN: {} }} ]", parts.join(" +\n    "))), [TREE]);
}

#[test]
fn plans_of_several_engines_stand_in_one_text() {
    let text = format!("{BLOCK}\n\n```\n{TREE}\n```\n{PLAN}\n{OPERATION}\n{TREE}\n{TREE}");
    assert_eq!(documents(&text), [BLOCK, TREE, PLAN, OPERATION, TREE, TREE]);
    assert_eq!(documents(&format!("[{BLOCK}, {BLOCK}]")), [BLOCK, BLOCK]);
    let subqueries =
        format!("{TREE}\n-> Select #2 (subquery in projection; run only once)\n    -> Zero rows (x)");
    assert_eq!(documents(&subqueries), [subqueries]);
}

#[test]
fn a_tree_is_no_plan_of_postgres_and_no_statement() {
    assert_eq!(refused("-> Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)"), "text-plan line 1, column 4 ");
    assert_eq!(refused("mysql> EXPLAIN\n    -> SELECT *\n    -> FROM t;"), "sql line 1, column 8 ");
    assert_eq!(refused("id\tselect_type\tpossible_keys\n1\tSIMPLE\tNULL"), "tabular-plan line 1, column 4 ");
}

#[test]
fn every_byte_of_a_tree_knows_where_it_stood() {
    let text: String = TREE.lines().flat_map(|line| ["x> ", line, "\n"]).collect();
    let document = &read(&text).documents[0];
    assert_eq!(document.text, TREE);
    for (at, byte) in document.text.bytes().enumerate() {
        assert_eq!(text.as_bytes()[document.origin.to_input(at)], byte);
    }
}

#[test]
fn plans_of_mysql_that_break_off_are_not_completed() {
    assert_eq!(refused(&BLOCK[..50]), "truncated line 4, column 9 /query_block/select_id");
    assert_eq!(refused(&BLOCK[..BLOCK.len() - 10]), "truncated line 5, column 3 /query_block");
    assert_eq!(
        refused(&OPERATION[..OPERATION.len() - 10]),
        "truncated line 5, column 46 /query_plan/access_type"
    );
    assert_eq!(refused(&TREE[..TREE.len() - 2]), "truncated line 2, column 39 ");
    assert_eq!(refused(&format!("```\n{}\n```\n", &TREE[..TREE.len() - 2])), "truncated line 3, column 39 ");
}

#[test]
fn strings_that_mariadb_did_not_escape_are_escaped() {
    // By hand after MariaDB 11.8, which copies conditions as they are.
    let raw = BLOCK.replace("No tables used", "t.a = 'x\"y\\%\\n'").replace(" /* query_block */", "");
    let json = raw.replace('\\', "\\\\").replace("x\"y", "x\\\"y");
    for text in outputs_of_mysql(&raw) {
        let unwrapped = read(&text);
        assert_eq!(unwrapped.documents[0].text, json, "{text}");
        assert!(unwrapped.repairs.contains(&Repair::UnescapedStrings { strings: 1 }));
    }
    let quoted: String = raw.lines().flat_map(|line| ["> ", line, "\n"]).collect();
    assert_eq!(documents(&quoted), [json.as_str()]);
    assert_eq!(documents(&format!("{quoted}\n{raw}\n{BLOCK}")), [json.as_str(), json.as_str(), BLOCK]);
    assert_eq!(refused(&raw[..raw.len() - 2]), "truncated line 5, column 3 /query_block");
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
                prop_assert!(document.shape == Shape::Tree || json::validate(&document.text, DEPTH).is_ok());
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
    "\"query_block\": {\n",
    "\"operation\": \"x\"",
    "\"query_plan\": {",
    "\"inputs\": [",
    "\"a\": \"x\"y\",\n",
    "-> Limit: 1 row(s)",
    "-> Filter: (t.a = 'x",
    "-> Select #2",
    "  (cost=1 rows=1)",
    "-&gt; Zero rows",
    "\n    -> ",
    "\\n    -> Table scan on t",
    "<not executable by iterator executor>",
    "EXPLAIN: ",
    "1 row in set (0.00 sec)\n",
];
