//! Each rule against its folder of captured plans: it fires in one and stays quiet in the other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{analyze, files, say, testdata};
use plansight::plan::Dialect;
use plansight::rules::RULES;

/// The rules that find something in a file.
fn found(path: &Path) -> Vec<&'static str> {
    let analysis = analyze(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    analysis.plans().iter().flat_map(plansight::PlanAnalysis::findings).map(|finding| finding.rule).collect()
}

#[test]
fn every_rule_fires_and_stays_quiet_where_it_should() {
    let mut plans = 0;
    let mut wrong = Vec::new();
    for rule in RULES {
        let folder = testdata().join("rules").join(rule.name);
        for (beginning, fires) in [("fires.", true), ("quiet.", false)] {
            let files = files(&folder, "").into_iter().filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.starts_with(beginning) && path.extension().is_some_and(|ending| ending != "sql")
            });
            let files: Vec<_> = files.collect();
            assert!(!files.is_empty(), "{}: no plan in which it {beginning}", rule.name);
            for path in files {
                let found = found(&path);
                if found.contains(&rule.name) != fires {
                    wrong.push(format!("{}/{}: {found:?}", rule.name, path.file_name().unwrap().display()));
                }
                plans += 1;
            }
        }
    }
    say(&format!("{} rules in {plans} plans", RULES.len()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_folder_has_its_rule() {
    for entry in fs::read_dir(testdata().join("rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(RULES.iter().any(|rule| rule.name == name), "no rule is called {name}");
    }
}

#[test]
fn every_rule_explains_itself() {
    for rule in RULES {
        let remedies = Dialect::ALL.map(|dialect| rule.remedy.of(dialect));
        for text in remedies.into_iter().chain([rule.summary]) {
            assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{}: {text}", rule.name);
        }
        assert!(!rule.source.is_empty(), "{}", rule.name);
    }
}
