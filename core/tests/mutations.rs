//! A short run of what `core/fuzz` does for hours: captured plans and catalogs, cut and put together anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use common::statements::{harm, harm_of_drop};
use common::{files, say, testdata, text};
use plansight::advice::{Statement, WorkloadLimits, advise_workload, drops};
use plansight::catalog::Catalog;
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analysis, Analyzer};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{TestRng, TestRunner};
use serde_json::{Value, json};

/// Whether a terminal, or a reader, sees what is there.
fn is_harmless(text: &str) -> bool {
    !text
        .contains(|c: char| (c.is_control() && !"\n\t".contains(c)) || ('\u{202a}'..='\u{202e}').contains(&c))
}

/// Everything that is made of an analysis, held to what it promises.
fn survives(analysis: &Analysis, catalog: Option<&Catalog>) {
    let report = Report::new(analysis).to_json();
    assert!(serde_json::from_str::<serde::de::IgnoredAny>(&report).is_ok(), "{report}");
    assert!(is_harmless(&render::text(analysis, TextOptions::default())));
    assert!(is_harmless(&render::html::page(analysis)));
    for plan in analysis.plans() {
        for picture in
            [render::svg::tree(plan), render::svg::flame(plan), render::dot(plan), render::mermaid(plan)]
        {
            assert!(is_harmless(&picture), "{picture:?}");
        }
        for index in plan.indexes() {
            assert_eq!(
                harm(index.ddl(), plan.plan().dialect() != Dialect::Postgres),
                None,
                "{}",
                index.ddl()
            );
        }
    }
    let statement = |plan| Statement { plan, calls: 10.0, metrics: analysis.plans()[0].metrics() };
    let all: Vec<Statement<'_>> =
        analysis.plans().iter().take(1).map(|plan| statement(plan.plan())).collect();
    let _ = advise_workload(&all, catalog, WorkloadLimits::default());
}

/// Captures that are small enough to be cut often.
fn captures(folders: &[&str], ends: &[&str]) -> Vec<String> {
    let all = folders.iter().flat_map(|folder| ends.iter().map(move |end| (folder, end)));
    let files = all.flat_map(|(folder, end)| files(&testdata().join(folder), end));
    files.map(|path| text(&path)).filter(|text| text.len() < 12_000).collect()
}

/// What ends something somewhere, or begins it.
const WORDS: &[&str] = &[
    "\"",
    "'",
    "`",
    "\\",
    "\\u0000",
    "\\u001b[2J",
    "\\u202e",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "(",
    ")",
    ";",
    "--",
    "/*",
    "*/",
    "1e308",
    "-1",
    "null",
    " OR ",
    " AND ",
    "$1",
    "(SubPlan 1)",
    "\"Plans\":[",
    "\n",
    "\u{feff}",
    "    -> ",
];

/// A text with parts of it, or of another, elsewhere, and some characters that end something.
fn mutated(texts: Vec<String>) -> impl Strategy<Value = String> {
    let count = texts.len();
    let part = (0..count, any::<prop::sample::Index>(), 1..400_usize, any::<prop::sample::Index>());
    let words = prop::sample::select(WORDS);
    let word = (words, any::<prop::sample::Index>());
    let parts = (prop::collection::vec(part, 0..3), prop::collection::vec(word, 0..4));
    (0..count, parts).prop_map(move |(first, (parts, words))| {
        let mut text = texts[first].clone();
        for (from, at, length, to) in parts {
            let source = &texts[from];
            let start = source.floor_char_boundary(at.index(source.len().max(1)));
            let part = &source[start..source.floor_char_boundary((start + length).min(source.len()))];
            let to = text.floor_char_boundary(to.index(text.len().max(1)));
            if length % 2 == 0 {
                text.insert_str(to, part);
            } else {
                let end = text.floor_char_boundary((to + length).min(text.len())).max(to);
                text.replace_range(to..end, part);
            }
        }
        for (word, at) in words {
            let at = text.floor_char_boundary(at.index(text.len().max(1)));
            text.insert_str(at, word);
        }
        text
    })
}

#[test]
fn plans_put_together_anew_do_no_harm() {
    let mut runner = TestRunner::deterministic();
    let plans = captures(&["postgres", "mysql", "rules"], &[".json", ".txt"]);
    let strategy = mutated(plans);
    let (mut read, mut refused) = (0, 0);
    for number in 0..6_000 {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        match Analyzer::new().redact(number % 4 == 0).analyze(text) {
            Ok(analysis) => {
                survives(&analysis, None);
                read += 1;
            }
            Err(error) => {
                assert!(is_harmless(&error.to_string()) && is_harmless(error.excerpt()), "{error:?}");
                refused += 1;
            }
        }
    }
    say(&format!("{read} read, {refused} refused"));
    assert!(read > 100 && refused > 100, "{read} {refused}");
}

/// Puts what ends something in place of some of a document's strings and numbers.
fn spoil(value: &mut Value, rng: &mut TestRng) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, rng)),
        Value::Object(entries) => entries.values_mut().for_each(|item| spoil(item, rng)),
        _ if rng.random_range(0..40) > 0 => {}
        Value::String(text) => {
            let at = text.floor_char_boundary(rng.random_range(0..=text.len()));
            text.insert_str(at, WORDS[rng.random_range(0..WORDS.len())]);
        }
        Value::Number(number) if number.is_f64() => {
            *value = [json!(1e308), json!(0), json!(1), json!(5e-324)][rng.random_range(0..4)].clone();
        }
        _ => {}
    }
}

#[test]
fn spoiled_catalogs_do_no_harm() {
    let mut runner = TestRunner::deterministic();
    let catalogs: Vec<Value> = files(&testdata().join("catalog"), ".jsonl")
        .iter()
        .filter_map(|path| serde_json::from_str(text(path).lines().next()?).ok())
        .collect();
    let plans = ["postgres/15-orders-report.json", "mysql/mysql9-orders-report.v2-analyze.json"]
        .map(|name| text(&testdata().join(name)));
    let (mut read, mut dropped) = (0, 0);
    for number in 0..150 {
        let mut document = catalogs[number % catalogs.len()].clone();
        let engine = document["engine"].clone();
        spoil(&mut document, runner.rng());
        (document["plansight_catalog"], document["engine"]) = (json!(1), engine);
        let Ok(catalog) = Catalog::parse(&document.to_string()) else { continue };
        read += 1;
        for unused in drops(&catalog) {
            for ddl in [Some(&unused.ddl), unused.create.as_ref()].into_iter().flatten() {
                assert_eq!(harm_of_drop(ddl, catalog.engine != Some(Dialect::Postgres)), None, "{ddl}");
                dropped += 1;
            }
        }
        let analyzer = Analyzer::new().catalog(catalog.clone());
        for plan in &plans {
            survives(&analyzer.analyze(plan.as_str()).unwrap(), Some(&catalog));
        }
    }
    say(&format!("{read} catalogs read, {dropped} statements of drops"));
    assert!(read > 40 && dropped > 40, "{read} {dropped}");
}
