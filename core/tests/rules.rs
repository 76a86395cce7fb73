//! Each rule against its folder of captured plans: it fires in one and stays quiet in the other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{analyze, captured, files, say, testdata};
use plansight::plan::Dialect;
use plansight::rules::{RULES, Severity};

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

/// What is found in one of our captures of MySQL and MariaDB: severity, rule and message.
fn told(name: &str) -> Vec<(Severity, &'static str, String)> {
    let analysis = captured(name);
    let plan = &analysis.plans()[0];
    plan.findings().iter().map(|found| (found.severity, found.rule, found.message(plan.plan()))).collect()
}

/// Captures, the rule that tells what is wrong with them, how much it matters, and how it says so; and a rule that has
/// nothing to add, or would be wrong.
const TOLD: [(&str, Severity, &str, &str, &str); 21] = [
    // The primary key is the table: reading it whole is no scan of an index.
    (
        "mysql9-hypergraph.v2-analyze.json",
        Severity::Critical,
        "filter-discards-rows",
        "150,000 rows",
        "full-index-scan",
    ),
    (
        "mysql9-hypergraph.tree.txt",
        Severity::Warning,
        "guessed-filter",
        "10.0 % of 150,004 rows",
        "full-index-scan",
    ),
    (
        "mysql9-limit-offset.tree.txt",
        Severity::Critical,
        "large-offset",
        "to skip 30,000 rows",
        "full-index-scan",
    ),
    (
        "mysql9-limit-offset.v2.json",
        Severity::Critical,
        "large-offset",
        "to skip 30,000 rows",
        "rows-per-result",
    ),
    // Without a cost, the rows read are weighed.
    (
        "mysql56-full-scan.v1.json",
        Severity::Warning,
        "scan-hot-spot",
        "of the rows that are read",
        "filter-discards-rows",
    ),
    (
        "mariadb105-semijoin-materialize-lookup.json",
        Severity::Warning,
        "scan-hot-spot",
        ": 98.7 %",
        "nested-loop-repeats",
    ),
    // MariaDB's cost is none of MySQL's.
    ("mariadb118-full-scan.json", Severity::Warning, "scan-hot-spot", "149,968 rows", "filter-discards-rows"),
    // A guess is told as a guess, in every format alike.
    (
        "advice/mysql9-unselective_flag.v1.json",
        Severity::Warning,
        "guessed-filter",
        "is a guess",
        "filter-discards-rows",
    ),
    (
        "advice/mysql9-unselective_flag.v2.json",
        Severity::Warning,
        "guessed-filter",
        "is a guess",
        "filter-discards-rows",
    ),
    (
        "advice/mysql9-unselective_flag.tree.txt",
        Severity::Warning,
        "guessed-filter",
        "is a guess",
        "filter-discards-rows",
    ),
    // A temporary table is filled once, however often it is looked up in.
    (
        "advice/mysql9-in_subquery.v1.json",
        Severity::Warning,
        "guessed-filter",
        "orders",
        "nested-loop-repeats",
    ),
    // The condition stands above the join.
    (
        "mysql9-execution-cut.tree-analyze.txt",
        Severity::Critical,
        "join-buffer",
        "rows of a",
        "cartesian-product",
    ),
    // An index on the columns would not help.
    (
        "advice/mysql9-json_contains.v1.json",
        Severity::Warning,
        "scan-hot-spot",
        "59,899 rows",
        "filter-discards-rows",
    ),
    (
        "mariadb118-text-as-number.json",
        Severity::Warning,
        "type-mismatch",
        "customers_phone_idx",
        "scan-hot-spot",
    ),
    (
        "advice/mysql9-or_two_columns.v2-analyze.json",
        Severity::Critical,
        "or-across-columns",
        "",
        "filter-discards-rows",
    ),
    // A table that is read again and again.
    (
        "mariadb118-join-buffer-refilled.analyze.json",
        Severity::Critical,
        "join-buffer",
        "2,500 rows of s 28 times",
        "filesort",
    ),
    (
        "mysql9-join-buffer-refilled.v2-analyze.json",
        Severity::Warning,
        "join-buffer",
        "2,500 rows of s",
        "cartesian-product",
    ),
    (
        "mysql9-derived-without-key.v2-analyze.json",
        Severity::Critical,
        "materialized-without-key",
        "20,000 rows",
        "index-merge",
    ),
    // A LIMIT may stop the scan anywhere; of alternatives one is chosen.
    ("advice/mysql9-limit_early.tree.txt", Severity::Info, "guessed-filter", "", "rows-per-result"),
    (
        "mysql9-subquery-null-key.tree.txt",
        Severity::Warning,
        "full-scan-on-null-key",
        "59,932 rows",
        "rows-per-result",
    ),
    // Rows that a unique key finds, one by one, to be thrown away.
    (
        "advice/mysql9-join_noindex.v2-analyze.json",
        Severity::Critical,
        "index-residual-filter",
        "99.3 %",
        "join-buffer",
    ),
];

#[test]
fn a_place_is_told_once_by_the_rule_that_knows_most() {
    for (name, severity, rule, words, quiet) in TOLD {
        let told = told(&format!("mysql/{name}"));
        let found = told.iter().find(|(_, found, _)| *found == rule);
        let (found, _, message) = found.unwrap_or_else(|| panic!("{name}: no {rule}, but {told:#?}"));
        assert_eq!(*found, severity, "{name}: {message}");
        assert!(message.contains(words), "{name}: {message}");
        assert!(told.iter().all(|(_, found, _)| *found != quiet), "{name}: {told:#?}");
    }
}

#[test]
fn what_is_filtered_before_or_by_nothing_that_an_index_holds_is_no_waste() {
    for name in ["mariadb118-rowid-filter.json", "mariadb118-subquery-exists.analyze.json"] {
        let told = told(&format!("mysql/{name}"));
        assert!(told.iter().all(|(_, rule, _)| *rule != "index-residual-filter"), "{name}: {told:#?}");
    }
}

/// Counted rows are no expectations, and estimates are no facts; nothing is called a share of nothing.
#[test]
fn messages_tell_what_was_counted_from_what_is_expected() {
    let estimated = ["row-misestimate", "guessed-filter", "slow-planning"];
    let captures = ["mysql", "rules"].into_iter().flat_map(|folder| files(&testdata().join(folder), ""));
    let is_plan = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json" || ending == "txt");
    for path in captures.filter(|path| common::is_mysql(path) && is_plan(path)) {
        let Ok(analysis) = analyze(&path) else { continue };
        for plan in analysis.plans() {
            let executed = plan.metrics().totals().execution_ms.is_some();
            for found in plan.findings() {
                let message = found.message(plan.plan());
                let expects = message.contains("expected") || message.contains("OFFSET is to skip");
                let told = estimated.contains(&found.rule) || expects != executed;
                assert!(told, "{}: {message}", path.display());
                assert!(
                    !message.contains(" 0 % of") && !message.contains(" 1 rows"),
                    "{}: {message}",
                    path.display()
                );
            }
        }
    }
}
