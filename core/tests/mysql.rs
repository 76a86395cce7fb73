//! Every captured plan of MySQL and MariaDB: every table is there, nothing is lost, costs and times are conserved.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::path::Path;

use common::document::{self, Document, Leaves};
use common::{analyze, collection, files, say, testdata, text};
use plansight::PlanAnalysis;
use plansight::plan::{Access, Attribute, Dialect, Fact, Format, Node, Number, Operator, Plan, Value};

#[derive(Debug, Default)]
struct Counts {
    plans: usize,
    nodes: usize,
    tables: usize,
    facts: usize,
    too_deep: usize,
    costed: usize,
    timed: usize,
    unbalanced: Vec<String>,
}

impl Counts {
    fn say(&self, what: &str) {
        say(&format!(
            "{what}: {} plans, {} nodes, {} tables, {} facts kept, {} too deep to be compared, {} with costs, {} with times, {} out of balance {:?}",
            self.plans,
            self.nodes,
            self.tables,
            self.facts,
            self.too_deep,
            self.costed,
            self.timed,
            self.unbalanced.len(),
            self.unbalanced
        ));
    }
}

/// Every scalar that a plan keeps, under its key.
fn kept(plan: &Plan) -> Leaves {
    let mut leaves = Leaves::new();
    for fact in plan.nodes().flat_map(|node| node.facts().collect::<Vec<_>>()).chain(plan.extras()) {
        let scalar = match fact.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(raw) => document::number(raw.parse().unwrap()),
            Value::Column(value) => document::number(value),
            Value::Text(value) => format!("\"{value}"),
            Value::Raw(raw) => {
                document::read(raw).unwrap_or_else(|| panic!("{raw}")).leaves(fact.key, &mut leaves);
                continue;
            }
            _ => continue,
        };
        *leaves.entry((fact.key.to_owned(), scalar)).or_default() += 1;
    }
    leaves
}

fn check_json(name: &str, analysis: &PlanAnalysis, written: &str, counts: &mut Counts) {
    let plan = analysis.plan();
    // A document that is no JSON (MariaDB's) is held against its repair.
    let Some(document) = document::read(written).or_else(|| document::read(plan.source())) else {
        // serde_json stops at 128 levels.
        assert!(plan.nodes().map(|node| node.ancestors().count()).max() > Some(40), "{name} is no JSON");
        counts.too_deep += 1;
        return;
    };
    let mut expected = Leaves::new();
    document.leaves("", &mut expected);
    let kept = kept(plan);
    for (leaf, count) in &expected {
        let found = kept.get(leaf).copied().unwrap_or_default();
        assert!(found >= *count, "{name}: {leaf:?} stands there {count} times, and is kept {found} times");
        counts.facts += count;
    }
    let mut tables = Vec::new();
    document.all("table_name", &mut tables);
    let of = |value: &Document| match value {
        Document::Scalar(name) => name.strip_prefix('"').unwrap_or(name).to_owned(),
        other => panic!("{name}: a table is called {other:?}"),
    };
    let mut tables: Vec<String> = tables.into_iter().map(of).collect();
    let named = |fact: Fact<'_>| match fact.value {
        Value::Text(text) if fact.key == "table_name" => Some(text.to_owned()),
        _ => None,
    };
    let mut found: Vec<String> =
        plan.nodes().flat_map(|node| node.properties().filter_map(named).collect::<Vec<_>>()).collect();
    tables.sort_unstable();
    found.sort_unstable();
    // Names within facts that are kept whole are no tables of the plan.
    assert!(found.len() <= tables.len() && found.iter().all(|table| tables.contains(table)), "{name}");
    assert_eq!(found.len(), tables.len(), "{name}: tables {tables:?}, nodes {found:?}");
    counts.tables += found.len();
}

/// The lines of a TREE each are a node or a heading over one.
fn check_tree(name: &str, analysis: &PlanAnalysis, counts: &mut Counts) {
    let plan = analysis.plan();
    let lines = plan.source().lines().filter(|line| line.trim_start().starts_with("-> ")).count().max(1);
    let headings = plan.nodes().flat_map(|node| {
        node.properties().filter(|fact| fact.key == "heading").map(|_| ()).collect::<Vec<_>>()
    });
    assert_eq!(lines, plan.len() + headings.count(), "{name}: as many nodes and headings as lines");
    counts.tables += plan.nodes().filter(|node| node.relation().is_some()).count();
    counts.facts += lines;
}

fn check(name: &str, analysis: &PlanAnalysis, written: &str, counts: &mut Counts) {
    let plan = analysis.plan();
    assert_ne!(plan.dialect(), Dialect::Postgres, "{name}");
    match plan.format() {
        Format::Tree => check_tree(name, analysis, counts),
        _ => check_json(name, analysis, written, counts),
    }
    for node in plan.nodes() {
        let metrics = analysis.metrics().node(node.id());
        for number in [metrics.exclusive_ms.map(|time| time.low), metrics.exclusive_cost, metrics.share] {
            assert!(number.is_none_or(|number| number >= 0.0), "{name}: a negative number at {node:?}");
        }
        if let Some(parent) = node.parent() {
            assert!(parent.id() < node.id() && parent.contains(node.id()), "{name}: {node:?} hangs nowhere");
        }
    }
    counts.plans += 1;
    counts.nodes += plan.len();
    balance(name, analysis, counts);
}

/// Exclusives and residual against the whole.
fn balance(name: &str, analysis: &PlanAnalysis, counts: &mut Counts) {
    let (plan, metrics) = (analysis.plan(), analysis.metrics());
    let totals = metrics.totals();
    let nodes = || plan.nodes().map(|node| (node, metrics.node(node.id())));
    if let Some(cost) = totals.cost {
        let sum: f64 = nodes().filter_map(|(_, own)| own.exclusive_cost).sum();
        assert!((sum - cost).abs() <= cost.abs() * 1e-9 + 1e-9, "{name}: costs add up to {sum}, not {cost}");
        counts.costed += 1;
    }
    let (Some(root), Some(residual)) = (totals.root_ms, totals.residual_ms) else { return };
    let sum: f64 = nodes().filter_map(|(_, own)| own.exclusive_ms).map(|own| own.value).sum();
    assert!((sum + residual - root).abs() <= root * 1e-9 + 1e-9, "{name}: times do not add up");
    counts.timed += 1;
    // TREE rounds to three digits, and so the time of each node and loop.
    let rounding = |digits: f64| {
        nodes().map(|(_, own)| own.inclusive_ms.map_or(0.0, |time| time.value) * digits).sum::<f64>()
    };
    let rounding = if plan.format() == Format::Tree { rounding(0.005) } else { 0.0 };
    if residual.abs() > (root * 0.01).max(rounding).max(0.05) {
        let masked = root <= 1.0;
        if !masked {
            counts.unbalanced.push(format!("{name}: {residual:.3} of {root:.3} ms"));
        }
    }
}

/// Checks every plan of a folder; in MySQL's and MariaDB's own tests most times are masked.
fn check_folder(folder: &Path, endings: &[&str]) -> Counts {
    let mut counts = Counts::default();
    for path in endings.iter().flat_map(|ending| files(folder, ending)) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains("broken") {
            continue;
        }
        let written = text(&path);
        let analysis = analyze(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(analysis.plans().len(), 1, "{name}");
        check(&name, &analysis.plans()[0], &written, &mut counts);
    }
    counts
}

#[test]
fn mysql_5_6_loses_nothing() {
    let Some(folder) = collection("mysql/mysql56") else { return };
    check_folder(&folder, &[".json"]).say("MySQL 5.6");
}

#[test]
fn mysql_9_loses_nothing() {
    let Some(folder) = collection("mysql/mysql9") else { return };
    for kind in [
        "json1",
        "json2",
        "hg_json1",
        "hg_json2",
        "json1_markers",
        "json2_markers",
        "json2_analyze",
        "hg_json2_analyze",
    ] {
        check_folder(&folder, &[&format!(".{kind}.json")]).say(&format!("MySQL 9.7 {kind}"));
    }
    for kind in [".tree", ".analyze_tree", ".hg_tree", ".hg_analyze_tree"] {
        check_folder(&folder, &[&format!("{kind}.txt")]).say(&format!("MySQL 9.7{kind}"));
    }
}

#[test]
fn mysqls_own_tests_lose_nothing() {
    for folder in ["mysql/testsuite", "mysql/testsuite-tree"] {
        let Some(folder) = collection(folder) else { return };
        check_folder(&folder, &[".json", ".txt"]).say("MySQL's test suite");
    }
}

#[test]
fn mariadb_loses_nothing() {
    for folder in ["mariadb105", "mariadb118", "testsuite"] {
        let Some(path) = collection("mariadb").map(|path| path.join(folder)) else { return };
        let counts = check_folder(&path, &[".json", ".txt"]);
        counts.say(&format!("MariaDB, {folder}"));
        assert!(folder == "testsuite" || counts.unbalanced.is_empty());
    }
}

/// The costs of a join's tables and of what is done with their rows add up to what the server says of the block.
#[test]
fn v1_costs_add_up_to_the_query_cost() {
    let Some(folder) = collection("mysql/mysql9") else { return };
    let (mut blocks, mut worst) = (0, 0.0_f64);
    for path in files(&folder, ".json1.json") {
        let analysis = analyze(&path).unwrap();
        let plan = analysis.plans()[0].plan();
        for block in plan.nodes().filter(|node| node.operator() == Operator::QueryBlock) {
            // Each node counts for the nearest block of which a cost is printed: what fills a temporary table for a
            // semi-join has none of its own.
            let is_costed = |node: &Node<'_>| {
                let printed = node.properties().any(|fact| fact.key == "cost_info");
                node.operator() == Operator::QueryBlock && printed
            };
            let Some(cost) = block.number(Number::TotalCost).filter(|_| is_costed(&block)) else { continue };
            let own = |node: &Node<'_>| {
                let nearest = if is_costed(node) { Some(*node) } else { node.ancestors().find(is_costed) };
                nearest.is_some_and(|nearest| nearest.id() == block.id())
            };
            let sum: f64 = block.subtree().filter(own).filter_map(|node| node.number(Number::OwnCost)).sum();
            worst = worst.max((sum - cost).abs() / cost.max(0.01));
            blocks += 1;
        }
    }
    say(&format!("costs of {blocks} query blocks add up, the worst but for {worst:.4}"));
    assert!(blocks > 100 && worst < 0.001);
}

/// How one table is read: by what name, how, by which index, with how many rows expected of one execution.
#[derive(Clone, Debug, PartialEq)]
struct Read {
    table: String,
    access: String,
    index: String,
    rows: f64,
}

/// How each table of a plan is read, in an order that does not depend on the format.
fn reads(plan: &Plan) -> Vec<Read> {
    let is_read = |node: &Node<'_>| node.relation().is_some() && node.operator() != Operator::BitmapIndexScan;
    let read = |node: Node<'_>| {
        let merge = node.operator() == Operator::IndexMerge;
        Read {
            table: node.alias().or(node.relation()).unwrap_or_default().to_owned(),
            access: node.access().map_or("", Access::name).to_owned(),
            // Version 1 has the merged indexes in a name, version 2 and TREE below the merge.
            index: node.text(Attribute::Index).filter(|_| !merge).unwrap_or_default().to_owned(),
            rows: node
                .number(Number::EstimatedReads)
                .or(node.number(Number::EstimatedRows))
                .unwrap_or(f64::NAN),
        }
    };
    let mut reads: Vec<Read> = plan.nodes().filter(is_read).map(read).collect();
    reads.sort_by(|a, b| a.table.cmp(&b.table).then(a.index.cmp(&b.index)).then(a.rows.total_cmp(&b.rows)));
    reads
}

/// Whether tables are read alike; rows as far as a format rounds them.
fn alike(a: &[Read], b: &[Read], rounding: f64) -> bool {
    let same = |(a, b): (&Read, &Read)| {
        let rows = a.rows.is_nan() && b.rows.is_nan() || (a.rows - b.rows).abs() <= a.rows * rounding + 1.0;
        (&a.table, &a.access, &a.index) == (&b.table, &b.access, &b.index) && rows
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// Why one format of a statement says something else than another.
const DIFFERENCES: [(&str, &str); 11] = [
    ("const_pk", "version 2 has no node for a row that was read before the plan was made"),
    ("const_unique", "as const_pk"),
    ("p_s_hash", "as const_pk"),
    ("system_join", "as const_pk"),
    ("dml_delete_partition", "version 2 does not show what writes one table"),
    ("dml_delete_range", "as dml_delete_partition"),
    ("dml_update_range", "as dml_delete_partition"),
    ("dml_update_used_key", "as dml_delete_partition"),
    ("idx_covering_count", "version 1 shows an index scan where rows are only counted, and with no estimate"),
    ("join_no_cond", "as idx_covering_count"),
    ("tpch_q02", "the server made another plan the second time"),
];

#[test]
fn the_formats_of_one_server_agree() {
    let Some(folder) = collection("mysql/mysql9") else { return };
    let (mut sets, mut differ) = (0, Vec::new());
    for path in files(&folder, ".json1.json") {
        let id = path.file_name().unwrap().to_string_lossy().replace(".json1.json", "");
        let plan = |ending: &str| {
            let path = folder.join(format!("{id}.{ending}"));
            path.exists().then(|| reads(analyze(&path).unwrap().plans()[0].plan()))
        };
        let (Some(v1), Some(v2), Some(tree)) = (plan("json1.json"), plan("json2.json"), plan("tree.txt"))
        else {
            continue;
        };
        sets += 1;
        // Version 1 cuts rows off to whole numbers, TREE to three digits.
        if !alike(&v2, &v1, 1e-6) || !alike(&v2, &tree, 0.006) {
            let why = DIFFERENCES.iter().find(|(name, _)| *name == id).map(|(_, why)| why);
            let why = why.unwrap_or_else(|| panic!("{id}: {v1:#?} {v2:#?} {tree:#?}"));
            differ.push(format!("{id}: {why}"));
        }
    }
    say(&format!("{sets} statements in three formats, of which {} differ: {differ:#?}", differ.len()));
    assert!(sets > 100);
}

/// Our own captures: every format, from every server.
#[test]
fn our_captures_lose_nothing() {
    let counts = check_folder(&testdata().join("mysql"), &[".json", ".tree.txt", ".tree-analyze.txt"]);
    counts.say("testdata/mysql");
    check_folder(&testdata().join("rules"), &[".v1.json", ".v2-analyze.json", ".analyze.json"])
        .say("testdata/rules");
    assert!(counts.plans > 100);
}

/// What MySQL 5.6 prints letter for letter as MariaDB does: a message in place of a table.
const ALIKE: [&str; 1] = ["mysql56-nothing-in-const-table.v1.json"];

/// The servers are told apart by what they write: the plans of query blocks, ours and those of the collection, stand in
/// files and folders named after their server.
#[test]
fn servers_are_told_apart() {
    let ours = ["mysql", "rules"].map(|folder| (folder, Some(testdata().join(folder))));
    let further =
        ["mysql/mysql56", "mysql/mysql9", "mysql/testsuite", "mariadb/mariadb105", "mariadb/mariadb118"];
    let further = further.into_iter().chain(["mariadb/testsuite"]).map(|folder| (folder, collection(folder)));
    let (mut right, mut wrong) = (0, 0);
    for (folder, path) in ours.into_iter().chain(further) {
        let Some(path) = path else { continue };
        let (mut mysql, mut mariadb, mut others) = (0, 0, Vec::new());
        for path in files(&path, ".json") {
            let Ok(analysis) = analyze(&path) else { continue };
            let [plan] = analysis.plans() else { continue };
            let plan = plan.plan();
            let blocks = matches!(plan.format(), Format::JsonV1 | Format::Json);
            if !blocks || plan.dialect() == Dialect::Postgres {
                continue;
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_mariadb = name.contains("mariadb") || folder.starts_with("mariadb");
            match (plan.dialect() == Dialect::MariaDb, is_mariadb) {
                (true, true) => mariadb += 1,
                (false, false) => mysql += 1,
                _ => others.push(name),
            }
        }
        say(&format!("{folder}: told {mysql} plans of MySQL and {mariadb} of MariaDB, not told {others:?}"));
        let is_ours = path.starts_with(testdata());
        assert!(!is_ours || others.iter().all(|name| ALIKE.contains(&name.as_str())), "{folder}: {others:?}");
        assert!(mysql + mariadb > 70, "{folder}");
        right += mysql + mariadb;
        wrong += others.len();
    }
    say(&format!("{right} plans told, {wrong} not"));
    assert!(wrong * 150 < right, "{wrong} of {}", right + wrong);
}
