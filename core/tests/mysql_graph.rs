//! How nodes of MySQL's and MariaDB's plans hang together, whatever the format: the same statement gives the same
//! references.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use common::{captured, files, testdata};
use plansight::Analysis;
use plansight::plan::{EdgeKind, Node, Operator, Plan};

/// The captures of a statement, with their file names.
fn captures(case: &str) -> Vec<(String, Analysis)> {
    let paths =
        ["json", "tree.txt", "tree-analyze.txt"].map(|ending| files(&testdata().join("mysql"), ending));
    let names =
        paths.into_iter().flatten().map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let is_of = |name: &str| name.split_once('-').and_then(|(_, rest)| rest.split('.').next()) == Some(case);
    let found: Vec<_> = names
        .filter(|name| is_of(name))
        .map(|name| (name.clone(), captured(&format!("mysql/{name}"))))
        .collect();
    assert!(found.len() > 3, "{case}: {} captures", found.len());
    found
}

type Kinds = BTreeMap<&'static str, usize>;

/// How many references and subqueries of each kind a plan has.
fn kinds(plan: &Plan) -> Kinds {
    let mut kinds = BTreeMap::new();
    for (_, _, kind) in plan.edges().filter(|(_, _, kind)| !kind.is_input()) {
        *kinds.entry(kind.name()).or_default() += 1;
    }
    kinds
}

fn all(plan: &Plan, operator: Operator) -> impl Iterator<Item = Node<'_>> {
    plan.nodes().filter(move |node| node.operator() == operator)
}

#[test]
fn a_recursion_reads_its_own_rows() {
    for (name, analysis) in captures("cte-recursive") {
        let plan = analysis.plans()[0].plan();
        let scans: Vec<_> = all(plan, Operator::WorkTableScan).collect();
        assert_eq!(scans.len(), 1, "{name}");
        let read: Vec<_> = plan.references(scans[0].id()).collect();
        assert_eq!(read.len(), 1, "{name}");
        let (kind, recursion) = read[0];
        assert_eq!(kind, EdgeKind::ReadsWorkTable, "{name}");
        let unites = matches!(recursion.operator(), Operator::RecursiveUnion | Operator::Materialize);
        assert!(unites && recursion.contains(scans[0].id()), "{name}");
        assert!(plan.nodes().all(|node| !node.never_executed()), "{name}");
    }
}

#[test]
fn a_shared_table_is_filled_once() {
    for case in ["cte-shared", "cte-union"] {
        for (name, analysis) in captures(case).into_iter().filter(|(name, _)| name.starts_with("mysql9")) {
            let plan = analysis.plans()[0].plan();
            assert_eq!(kinds(plan).get("readsCte"), Some(&1), "{name}");
            let empty = all(plan, Operator::Materialize).filter(|node| node.children().next().is_none());
            // Version 2 and TREE have a node for it, "(query plan printed elsewhere)".
            assert_eq!(empty.count(), usize::from(!name.contains(".v1.")), "{name}");
        }
    }
}

#[test]
fn what_is_kept_and_looked_up_is_hashed() {
    for (name, analysis) in captures("subquery-materialized") {
        let kinds = kinds(analysis.plans()[0].plan());
        assert_eq!(kinds, BTreeMap::from([("hashedSubPlan", 2), ("readsSubPlan", 2)]), "{name}");
    }
}

#[test]
fn mariadbs_subqueries_run_as_often_as_they_depend() {
    let mut plans = captures("delete-one");
    plans.extend(captures("subquery-null-key"));
    for (name, analysis) in plans.iter().filter(|(name, _)| name.starts_with("mariadb")) {
        let kinds = kinds(analysis.plans()[0].plan());
        assert_eq!((kinds.get("subPlan"), kinds.get("initPlan")), (Some(&1), None), "{name}");
    }
}

#[test]
fn mariadbs_except_and_intersect_are_set_operations() {
    for (name, analysis) in captures("except").iter().filter(|(name, _)| name.starts_with("mariadb")) {
        let plan = analysis.plans()[0].plan();
        assert!(all(plan, Operator::SetOp).next().is_some(), "{name}");
        assert_eq!(all(plan, Operator::Append).count(), 0, "{name}");
    }
}

#[test]
fn what_is_in_a_subquery_that_did_not_run_did_not() {
    let analysis = captured("mysql/mariadb118-subquery-never-executed.analyze.json");
    let plan = analysis.plans()[0].plan();
    for node in plan.nodes().filter(|node| !node.is_input() && node.parent().is_some()) {
        assert!(node.subtree().all(Node::never_executed), "{node:?}");
    }
}

#[test]
fn no_share_is_known_of_the_rows_that_an_update_finds() {
    for name in
        ["mysql9-update-one.v1", "mysql56-update-one.v1", "mariadb118-update-one", "mariadb105-update-one"]
    {
        let analysis = captured(&format!("mysql/{name}.json"));
        let (plan, metrics) = (analysis.plans()[0].plan(), analysis.plans()[0].metrics());
        let changed = plan.nodes().find(|node| node.relation().is_some()).unwrap();
        let own = metrics.node(changed.id());
        assert!(own.rows_read.is_some() && own.rows_kept.is_none(), "{name}: {own:?}");
    }
}

#[test]
fn a_merge_of_indexes_is_called_as_its_parts_are() {
    for (name, analysis) in
        captures("subquery-null-key").iter().filter(|(name, _)| name.starts_with("mysql9"))
    {
        let plan = analysis.plans()[0].plan();
        for merge in all(plan, Operator::IndexMerge) {
            assert_eq!(merge.alias().or(merge.relation()), Some("c"), "{name}");
        }
    }
}

/// Subqueries that one of the formats does not show, or by a number only another prints.
const UNPRINTED: [&str; 4] = ["insert-values", "replace-values", "update-ordered", "subquery-having"];

#[test]
fn the_formats_of_a_statement_have_the_same_references() {
    let mut cases: BTreeMap<String, Vec<(String, Kinds)>> = BTreeMap::new();
    for path in files(&testdata().join("mysql"), "") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some((case, format)) = name.strip_prefix("mysql9-").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        let formats = ["v1.json", "v2.json", "v2-analyze.json", "tree.txt", "tree-analyze.txt"];
        if path.parent().is_some_and(|folder| folder.ends_with("mysql")) && formats.contains(&format) {
            let analysis = captured(&format!("mysql/{name}"));
            let kinds = kinds(analysis.plans()[0].plan());
            cases.entry(case.to_owned()).or_default().push((name, kinds));
        }
    }
    assert!(cases.len() > 100);
    for (_, formats) in cases.iter().filter(|(case, _)| !UNPRINTED.contains(&case.as_str())) {
        for (name, kinds) in formats {
            assert_eq!(*kinds, formats[0].1, "{name} and {}", formats[0].0);
        }
    }
}
