//! Each rule against its folder of captured plans: it fires in one and stays quiet in the other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::fs;

use common::{analyze, testdata};
use plansight::rules::RULES;

#[test]
fn every_rule_fires_and_stays_quiet_where_it_should() {
    for rule in RULES {
        let folder = testdata().join("rules").join(rule.name);
        for (file, fires) in [("fires.json", true), ("quiet.json", false)] {
            let analysis =
                analyze(&folder.join(file)).unwrap_or_else(|error| panic!("{}/{file}: {error}", rule.name));
            let found: Vec<_> =
                analysis.plans().iter().flat_map(plansight::PlanAnalysis::findings).map(|f| f.rule).collect();
            assert_eq!(found.contains(&rule.name), fires, "{}/{file}: found {found:?}", rule.name);
        }
    }
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
        for text in [rule.summary, rule.remedy] {
            assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{}: {text}", rule.name);
        }
        assert!(!rule.source.is_empty(), "{}", rule.name);
    }
}
