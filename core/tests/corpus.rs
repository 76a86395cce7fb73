//! Every captured plan: nothing lost, time and cost conserved.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::path::{Path, PathBuf};

use common::{analyze, collection, files, is_mysql, say, testdata, text};
use plansight::PlanAnalysis;
use plansight::plan::{Fact, Number, Value};
use serde_json::Value as Json;

#[derive(Debug, Default)]
struct Counts {
    files: usize,
    plans: usize,
    nodes: usize,
    facts: usize,
    timed: usize,
    unbalanced: Vec<String>,
}

/// The node objects of a document in preorder, found without our reader.
fn node_objects(plan: &Json) -> Vec<&Json> {
    let mut nodes = Vec::new();
    let mut stack = vec![plan];
    while let Some(node) = stack.pop() {
        nodes.push(node);
        stack.extend(node.get("Plans").and_then(Json::as_array).into_iter().flatten().rev());
    }
    nodes
}

fn same(expected: &Json, fact: &Fact<'_>) -> bool {
    match fact.value {
        Value::Null => expected.is_null(),
        Value::Bool(value) => expected.as_bool() == Some(value),
        Value::Number(raw) => serde_json::from_str::<Json>(raw).is_ok_and(|value| value == *expected),
        Value::Column(value) => expected.as_f64() == Some(value),
        Value::Text(value) => expected.as_str() == Some(value),
        Value::Raw(raw) => serde_json::from_str::<Json>(raw).is_ok_and(|value| value == *expected),
        Value::EmptyList => expected.as_array().is_some_and(Vec::is_empty),
        _ => false,
    }
}

/// Whether a key of a document is found with its value among the facts.
fn is_kept(key: &str, expected: &Json, facts: &[Fact<'_>]) -> bool {
    let found: Vec<_> = facts.iter().filter(|fact| fact.key == key).collect();
    match expected.as_array() {
        Some(items) if found.iter().any(|fact| fact.element) => {
            items.len() == found.len() && items.iter().zip(found).all(|(item, fact)| same(item, fact))
        }
        _ => found.iter().any(|fact| same(expected, fact)),
    }
}

fn check(document: &Json, analysis: &PlanAnalysis, name: &str, counts: &mut Counts) {
    let plan = analysis.plan();
    let objects = node_objects(&document["Plan"]);
    assert_eq!(objects.len(), plan.len(), "{name}: as many nodes as Node Type keys");
    for (object, node) in objects.iter().zip(plan.nodes()) {
        let facts: Vec<_> = node.facts().collect();
        for (key, value) in object.as_object().unwrap().iter().filter(|(key, _)| *key != "Plans") {
            assert!(is_kept(key, value, &facts), "{name}: {key} of {node:?} is lost");
            counts.facts += 1;
        }
        let metrics = analysis.metrics().node(node.id());
        for number in [metrics.exclusive_ms.map(|time| time.low), metrics.exclusive_cost, metrics.share] {
            assert!(number.is_none_or(|number| number >= 0.0), "{name}: a negative number at {node:?}");
        }
    }
    let extras: Vec<_> = plan.extras().collect();
    for (key, value) in document.as_object().unwrap().iter().filter(|(key, _)| *key != "Plan") {
        assert!(is_kept(key, value, &extras), "{name}: {key} of the plan is lost");
    }
    counts.nodes += plan.len();
    counts.plans += 1;
    balance(analysis, name, counts);
}

/// Exclusives and residual against the root, of times, costs and counters.
fn balance(analysis: &PlanAnalysis, name: &str, counts: &mut Counts) {
    let (plan, metrics) = (analysis.plan(), analysis.metrics());
    let totals = metrics.totals();
    let nodes = || plan.nodes().map(|node| (node, metrics.node(node.id())));
    if let Some(cost) = totals.cost {
        let sum: f64 = nodes().filter_map(|(_, own)| own.exclusive_cost).sum();
        assert!((sum - cost).abs() <= cost.abs() * 1e-9 + 1e-9, "{name}: costs add up to {sum}, not {cost}");
    }
    let (Some(root), Some(residual)) = (totals.root_ms, totals.residual_ms) else { return };
    let sum: f64 = nodes().filter_map(|(_, own)| own.exclusive_ms).map(|own| own.value).sum();
    let outside = totals.outside_ms.unwrap_or_default() - totals.outside_trigger_ms.unwrap_or_default();
    let whole = root + outside;
    assert!((sum + residual - whole).abs() <= whole * 1e-9 + 1e-9, "{name}: times do not add up");
    counts.timed += 1;
    // Each loop's time was rounded to a thousandth of a millisecond.
    let rounding: f64 = nodes()
        .map(|(node, own)| node.number(Number::Loops).unwrap_or_default() / own.processes * 0.0005)
        .sum();
    if residual.abs() > (root * 0.01).max(rounding) {
        counts.unbalanced.push(format!("{name}: {residual:.3} of {root} ms"));
    }
}

fn check_file(path: &Path, counts: &mut Counts) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let document: Json = serde_json::from_str(&text(path)).unwrap();
    let analysis = analyze(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let documents: Vec<&Json> = match &document {
        Json::Array(items) => items.iter().filter(|item| item.is_object()).collect(),
        object => vec![object],
    };
    assert_eq!(documents.len(), analysis.plans().len(), "{name}: as many plans as objects");
    for (document, plan) in documents.iter().zip(analysis.plans()) {
        check(document, plan, &name, counts);
    }
    counts.files += 1;
}

fn report(what: &str, counts: &Counts) {
    say(&format!(
        "{what}: {} files, {} plans, {} nodes, {} facts kept, {} timed, {} out of balance {:?}",
        counts.files,
        counts.plans,
        counts.nodes,
        counts.facts,
        counts.timed,
        counts.unbalanced.len(),
        counts.unbalanced
    ));
}

#[test]
fn our_captures_lose_nothing_and_balance() {
    let mut counts = Counts::default();
    let made = ["wire", "workload"].map(|folder| testdata().join(folder));
    let ours = |path: &PathBuf| !is_mysql(path) && !made.iter().any(|folder| path.starts_with(folder));
    for path in files(&testdata(), ".json").into_iter().filter(ours) {
        check_file(&path, &mut counts);
    }
    report("testdata", &counts);
    assert!(counts.files > 100);
    assert!(counts.unbalanced.is_empty());
}

#[test]
fn the_collection_loses_nothing_and_balances() {
    let Some(folder) = collection("postgres") else { return };
    let mut counts = Counts::default();
    for path in files(&folder, ".json") {
        if !path.to_string_lossy().contains("auto_explain") {
            check_file(&path, &mut counts);
        }
    }
    report("collection", &counts);
    assert!(counts.unbalanced.len() * 100 <= counts.timed);
}

/// The plan documents inside captured logs and psql output, found without our reader.
fn embedded(path: &Path) -> Vec<Json> {
    let whole = text(path);
    if path.to_string_lossy().ends_with("_json.json") {
        let message =
            |line: &str| serde_json::from_str::<Json>(line).unwrap()["message"].as_str().map(str::to_owned);
        let messages = whole.lines().filter_map(message);
        return messages
            .filter_map(|text| serde_json::from_str(text.split_once("plan:\n")?.1).ok())
            .collect();
    }
    let document = &whole[whole.find("\n[").unwrap()..=whole.rfind("\n]").unwrap() + 1];
    serde_json::from_str::<Vec<Json>>(document).unwrap()
}

#[test]
fn plans_inside_logs_and_psql_output_lose_nothing_and_balance() {
    let Some(folder) = collection("postgres") else { return };
    let mut counts = Counts::default();
    let logs = files(&folder.join("15-auto_explain"), "_json.json");
    let screens = files(&folder.join("15-psql"), ".unaligned.txt");
    for path in logs.iter().chain(&screens) {
        let (documents, analysis) = (embedded(path), analyze(path).unwrap());
        assert_eq!(documents.len(), analysis.plans().len(), "{}", path.display());
        for (document, plan) in documents.iter().zip(analysis.plans()) {
            check(document, plan, &path.to_string_lossy(), &mut counts);
        }
        counts.files += 1;
    }
    report("logs and psql", &counts);
    assert!(counts.plans > 130 && counts.unbalanced.is_empty());
}
