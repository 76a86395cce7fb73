//! What people paste, as real programs print it: psql in every style, logs of `auto_explain`, other tools' inputs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{analyze, collection, files, say, testdata, text};
use plansight::Analysis;
use plansight::plan::{Node, Value};
use serde_json::Value as Json;

/// The shape of an analysis: words and no numbers, since each capture measured anew.
fn shape(analysis: &Analysis) -> Vec<Vec<String>> {
    let node = |node: Node<'_>| {
        let facts = node.properties().filter(|fact| matches!(fact.value, Value::Text(_) | Value::Bool(_)));
        let facts: Vec<String> = facts.map(|fact| format!("{}={:?}", fact.key, fact.value)).collect();
        facts.join(";")
    };
    analysis.plans().iter().map(|plan| plan.plan().nodes().map(node).collect()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn psql_prints_one_plan_in_many_styles() {
    let Some(folder) = collection("postgres/15-psql") else { return };
    let mut read = 0;
    for case in ["agg", "idx", "join", "seq", "weird"] {
        let expected = shape(&analyze(&folder.join(format!("{case}.unaligned.txt"))).unwrap());
        assert!(!expected.is_empty());
        for path in files(&folder, "").iter().filter(|path| name(path).starts_with(&format!("{case}."))) {
            let file = name(path);
            if path.extension().is_some_and(|extension| extension == "sql") {
                continue;
            }
            match analyze(path) {
                Err(error) => {
                    assert!(file.contains(".text.") && error.code() == "text-plan", "{file}: {error}");
                }
                Ok(analysis) if file.contains(".cost.") => assert_eq!(analysis.plans().len(), 1, "{file}"),
                Ok(analysis) => assert!(shape(&analysis) == expected, "{file}"),
            }
            read += 1;
        }
    }
    let transcript = analyze(&folder.join("two_plans.transcript.txt")).unwrap();
    assert_eq!(transcript.plans().len(), 2);
    say(&format!("{read} files of psql read"));
    assert!(read >= 60);
}

#[test]
fn every_plan_of_a_log_is_found() {
    let Some(folder) = collection("postgres/15-auto_explain") else { return };
    let mut runs: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut plans = 0;
    for path in files(&folder, "").iter().filter(|path| name(path).contains("_json.")) {
        let analysis = analyze(path).unwrap_or_else(|error| panic!("{}: {error}", name(path)));
        let log = text(path);
        // A statement may be logged more than once: each entry counts.
        let entries = log.matches("  plan:").count();
        assert_eq!(analysis.plans().len(), entries, "{}", name(path));
        plans += entries;
        let run = name(path).split('_').take(2).collect::<Vec<_>>().join("_");
        // Sessions that ran side by side are written in another order to each log.
        let mut found = shape(&analysis);
        found.sort();
        assert!(*runs.entry(run).or_insert_with(|| found.clone()) == found, "{}", name(path));
    }
    say(&format!("{plans} plans in {} runs", runs.len()));
    for format in ["text", "yaml"] {
        for path in files(&folder, "").iter().filter(|path| name(path).contains(&format!("_{format}."))) {
            let error = analyze(path).unwrap_err();
            assert!(
                matches!(error.code(), "text-plan" | "yaml-plan" | "log-without-plan"),
                "{}: {error}",
                name(path)
            );
        }
    }
}

#[test]
fn inputs_of_other_tools_are_read_or_refused_for_a_reason() {
    let Some(folder) = collection("peers-postgres") else { return };
    let mut verdicts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(&folder, "").iter().filter(|path| name(path) != "index.json") {
        let verdict = match analyze(path) {
            Ok(analysis) if analysis.plans().is_empty() => "empty".to_owned(),
            Ok(_) => "read".to_owned(),
            Err(error) => error.code().to_owned(),
        };
        verdicts.entry(verdict).or_default().push(name(path));
    }
    for (verdict, files) in &verdicts {
        say(&format!(
            "{verdict}: {} {:?}",
            files.len(),
            if files.len() > 30 { &[] } else { files.as_slice() }
        ));
    }
    assert!(verdicts["read"].len() > 90);
}

/// One of our captures, mangled as people and programs do.
#[test]
fn a_mangled_plan_is_the_same_plan() {
    let plan = text(&testdata().join("postgres/15-orders-report.json"));
    let expected = shape(&plansight::analyze(plan.as_str()).unwrap());
    let compact = serde_json::from_str::<Json>(&plan).unwrap();
    let row = |value: Json| Json::from(vec![serde_json::Map::from_iter([("QUERY PLAN".to_owned(), value)])]);
    let wrap = |width: usize| {
        let characters: Vec<char> = compact.to_string().chars().collect();
        characters.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    let each_line = |before: &str| plan.lines().flat_map(|line| [before, line, "\n"]).collect::<String>();
    let forms = [
        ("object", compact[0].to_string()),
        ("driver row", row(compact.clone()).to_string()),
        ("driver row with text", row(plan.clone().into()).to_string()),
        ("string", Json::from(plan.clone()).to_string()),
        ("string twice", Json::from(Json::from(plan.clone()).to_string()).to_string()),
        ("code fence", format!("Why is this slow?\n\n```json\n{plan}\n```\n\nThanks!")),
        ("quoted mail", each_line("> ")),
        ("indented", each_line("        ")),
        ("Windows lines", plan.replace('\n', "\r\n")),
        ("byte order mark", format!("\u{feff}{plan}")),
        ("wrapped at 80", wrap(80)),
        ("wrapped at 119", wrap(119)),
        ("csv", format!("QUERY PLAN\n\"{}\"\n", plan.replace('"', "\"\""))),
    ];
    for (form, pasted) in forms {
        let analysis = plansight::analyze(pasted).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert!(shape(&analysis) == expected, "{form}");
    }
}

#[test]
fn what_is_no_plan_is_called_by_its_name() {
    let refused = |pasted: &str| plansight::analyze(pasted).unwrap_err().code();
    assert_eq!(refused(""), "empty");
    assert_eq!(refused(" \n\t"), "empty");
    assert_eq!(refused("SELECT * FROM orders WHERE id = 1;"), "sql");
    assert_eq!(refused("<!DOCTYPE html><html><body>nothing</body></html>"), "html");
    assert_eq!(
        refused(" Seq Scan on t  (cost=0.00..35.50 rows=2550 width=4)\n   Filter: (a > 1)\n"),
        "text-plan"
    );
    assert_eq!(refused("- Plan: \n    Node Type: \"Result\"\n    Parallel Aware: false\n"), "yaml-plan");
    assert_eq!(
        refused("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n"),
        "xml-plan"
    );
    assert_eq!(
        refused("{\"query_block\": {\"select_id\": 1, \"table\": {\"table_name\": \"t\"}}}"),
        "mysql-plan"
    );
    assert_eq!(refused("{\"a\": 1, \"b\": [2]}"), "json-without-plan");
}

#[test]
fn a_rule_may_answer_without_a_plan() {
    let answer = |text: &str| plansight::analyze(text).unwrap();
    assert!(answer("[\n]\n").plans().is_empty());
    let notify = answer("[\n  \"Notify\"\n]\n");
    assert!(notify.plans().is_empty());
    assert_eq!(notify.notices(), ["Notify"]);
}
