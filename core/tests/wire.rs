//! The wire form: its schema, the types made from it, and reports that every language gives byte for byte.
//!
//! `make wire` writes anew what is checked here: the lists of rules and operators in the schema, `report.d.ts`, and
//! `testdata/wire/` and `testdata/workload/`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;
#[path = "common/schema.rs"]
mod schema;

use std::fs;
use std::path::Path;

use common::{collection, files, say, testdata, text};
use plansight::advice::WorkloadLimits;
use plansight::catalog::Catalog;
use plansight::plan::{Counter, Dialect, Operator};
use plansight::report::{ErrorReport, Report, WorkloadReport};
use plansight::rules::{RULES, Severity};
use plansight::{Analysis, Analyzer, Workload};
use schema::Schema;
use serde_json::{Value as Json, json};

/// Compares a file with what it should hold; with `PLANSIGHT_BLESS` set, writes it.
fn hold(path: &Path, expected: &str) {
    if std::env::var_os("PLANSIGHT_BLESS").is_some() {
        return fs::write(path, expected).unwrap();
    }
    // Not assert_eq: a report is a long line.
    assert!(
        text(path) == expected,
        "{} is not what it should be: `make wire` writes it anew",
        path.display()
    );
}

/// The schema as it stands, with the lists that the code knows.
fn schema() -> Json {
    let mut schema: Json = serde_json::from_str(&text(&folder().join("report.schema.json"))).unwrap();
    let definitions = &mut schema["$defs"];
    definitions["Dialect"]["enum"] = Dialect::ALL.map(Dialect::name).into();
    definitions["Severity"]["enum"] = Severity::ALL.map(Severity::name).into();
    definitions["Operator"]["enum"] = json!(Operator::ALL.iter().map(|one| one.name()).collect::<Vec<_>>());
    definitions["Rule"]["enum"] = json!(RULES.iter().map(|rule| rule.name).collect::<Vec<_>>());
    schema
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")
}

#[test]
fn the_schema_knows_every_rule_and_operator_and_its_types_follow_it() {
    let schema = schema();
    hold(&folder().join("report.schema.json"), &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    hold(&folder().join("report.d.ts"), &Schema::new(schema).typescript());
}

/// A case of `testdata/wire/cases.json`.
fn analyze(case: &Json) -> Analysis {
    let mut analyzer = Analyzer::new();
    if let Some(catalog) = catalog(case) {
        analyzer = analyzer.catalog(catalog);
    }
    analyzer.analyze(text(&testdata().join(case["input"].as_str().unwrap()))).unwrap()
}

fn catalog(case: &Json) -> Option<Catalog> {
    case["catalog"].as_str().map(|path| Catalog::parse(&text(&testdata().join(path))).unwrap())
}

fn cases() -> Vec<Json> {
    serde_json::from_str(&text(&testdata().join("wire/cases.json"))).unwrap()
}

/// The cases of `testdata/workload/cases.json`, each with its report.
fn workloads() -> Vec<(String, String)> {
    let cases: Vec<Json> = serde_json::from_str(&text(&testdata().join("workload/cases.json"))).unwrap();
    let report = |case: &Json| {
        let statements = case["statements"].as_array().unwrap();
        let analyses: Vec<Analysis> = statements.iter().map(analyze).collect();
        let mut workload = Workload::default();
        for (statement, analysis) in statements.iter().zip(&analyses) {
            let calls = statement["calls"].as_f64().unwrap_or(1.0);
            workload.add(statement["name"].as_str(), analysis, calls);
        }
        let indexes = case["maxIndexes"].as_u64().map(|most| usize::try_from(most).unwrap());
        let limits = WorkloadLimits { bytes: case["maxBytes"].as_f64(), indexes };
        let advice = workload.advise(catalog(case).as_ref(), limits);
        (case["name"].as_str().unwrap().to_owned(), WorkloadReport::new(&advice, workload.names()).to_json())
    };
    cases.iter().map(report).collect()
}

#[test]
fn reports_are_the_same_bytes_everywhere() {
    let cases = cases();
    for case in &cases {
        let path = testdata().join(format!("wire/{}.json", case["name"].as_str().unwrap()));
        hold(&path, &(Report::new(&analyze(case)).to_json() + "\n"));
    }
    // One file a case, and the list of them.
    assert_eq!(files(&testdata().join("wire"), ".json").len(), cases.len() + 1);
}

#[test]
fn advice_for_workloads_is_the_same_bytes_everywhere() {
    for (name, report) in workloads() {
        hold(&testdata().join(format!("workload/{name}.json")), &(report + "\n"));
    }
}

#[test]
fn every_report_is_as_the_schema_says_and_every_key_of_it_is_used() {
    let mut schema = Schema::new(schema());
    let mut reports = 0;
    let mut errors = Vec::new();
    let mut check = |schema: &mut Schema, analysis: &Analysis, name: &str| {
        let report = Report::new(analysis);
        assert!(report.to_json() == serde_json::to_string(&report).unwrap(), "{name}");
        assert!(report.to_json_pretty() == serde_json::to_string_pretty(&report).unwrap(), "{name}");
        let report: Json = serde_json::from_str(&report.to_json()).unwrap();
        errors.extend(schema.check(&report).into_iter().map(|error| format!("{name}: {error}")));
        reports += 1;
    };
    for case in cases() {
        check(&mut schema, &analyze(&case), case["name"].as_str().unwrap());
    }
    let ours = ["postgres", "mysql", "rules"].map(|name| testdata().join(name));
    for path in ours.iter().flat_map(|folder| files(folder, "")) {
        if let Ok(analysis) = plansight::analyze(String::from_utf8(fs::read(&path).unwrap()).unwrap()) {
            check(&mut schema, &analysis, &path.to_string_lossy());
        }
    }
    for (name, report) in workloads() {
        let found = schema.check_as("WorkloadReport", &serde_json::from_str(&report).unwrap());
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
    for text in ["", "[{\"Plan\": {\"Total Cost\": 12,,}}]"] {
        let error = plansight::analyze(text).unwrap_err();
        let report = serde_json::from_str(&ErrorReport::new(&error).to_json()).unwrap();
        assert_eq!(schema.check_as("ErrorReport", &report), Vec::<String>::new());
    }
    // Counters are written by one loop over the table of them all; some take rare hardware or the newest server.
    let counters = Counter::ALL.map(|counter| format!("Counters.{}", counter.name()));
    assert!(schema.keys().is_superset(&counters.iter().cloned().collect()));
    let unseen: Vec<_> = schema.unseen().into_iter().filter(|key| !counters.contains(key)).collect();
    assert_eq!(unseen, Vec::<String>::new(), "keys of the schema that no report of ours has");
    for path in collection("").iter().flat_map(|folder| files(folder, ".json")) {
        if let Ok(analysis) = Analyzer::new().analyze_bytes(fs::read(&path).unwrap()) {
            check(&mut schema, &analysis, &path.to_string_lossy());
        }
    }
    assert_eq!(errors, Vec::<String>::new());
    say(&format!("{reports} reports are as the schema says"));
}

#[test]
fn what_the_schema_does_not_say_is_found() {
    let mut schema = Schema::new(schema());
    let good = json!({"version": 1, "plans": [], "repairs": [], "notices": []});
    assert!(schema.check(&good).is_empty());
    let mut wrong = |key: &str, value: Json| {
        let mut report = good.clone();
        report[key] = value;
        assert_eq!(schema.check(&report).len(), 1, "{report}");
    };
    wrong("version", json!(2));
    wrong("more", json!(null));
    wrong("notices", json!([1]));
    wrong("repairs", json!([{"code": "log"}]));
    let fewer = json!({"version": 1, "plans": [], "repairs": []});
    assert_eq!(
        schema.check(&fewer),
        ["/: expected the key notices of Report"].map(|s| s.replacen('/', "", 1))
    );
}
