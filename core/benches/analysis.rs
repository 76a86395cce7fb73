//! Whole analysis beside serde_json on the same bytes, in one run: read the ratios, not the times.
//!
//! The plans are real ones from `testdata/`: a report over three tables with its buffers (small), and as the inputs
//! of one Append, together with a parallel aggregate and what its workers did, with 22 and 2,000 copies, printed as
//! PostgreSQL prints (medium, large) or without white space (compact). MySQL's are a join of six tables in both JSON
//! formats, once and as the members of a union.

use std::fmt::Write as _;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use plansight::Analyzer;
use serde_json::Value;

fn main() {
    divan::main();
}

const PLANS: &[&str] =
    &["small", "medium", "large", "compact", "mysql_v1", "mysql_v1_medium", "mysql_v2", "mysql_v2_medium"];

/// A join of six tables as MySQL 9.7 prints it, in both of its JSON formats.
const V1: &str = include_str!("../../testdata/mysql/mysql9-join-six.v1.json");
const V2: &str = include_str!("../../testdata/mysql/mysql9-join-six.v2-analyze.json");

const SMALL: &str = include_str!("../../testdata/postgres/15-orders-report.json");
const PARALLEL: &str = include_str!("../../testdata/postgres/15-gather.json");

fn plan(name: &str) -> String {
    let copies = match name {
        "mysql_v1" => return V1.to_owned(),
        "mysql_v2" => return V2.to_owned(),
        "mysql_v1_medium" => return union_v1(80),
        "mysql_v2_medium" => return union_v2(40),
        "small" => return SMALL.to_owned(),
        "large" => 2_000,
        _ => 22,
    };
    let read = |text| serde_json::from_str::<Value>(text).unwrap_or_default();
    let (mut document, parallel) = (read(SMALL), read(PARALLEL));
    let mut root = document[0]["Plan"].clone();
    let members = [&root, &parallel[0]["Plan"]].map(|member| {
        // The server prints it right behind the node type.
        let mut entries: Vec<(String, Value)> =
            member.as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
        entries.insert(1, ("Parent Relationship".to_owned(), "Member".into()));
        Value::Object(entries.into_iter().collect())
    });
    root["Node Type"] = "Append".into();
    root["Plans"] = members.into_iter().cycle().take(copies * 2).collect();
    document[0]["Plan"] = root;
    if name == "compact" { document.to_string() } else { as_server_prints(&document) }
}

/// So many times the same block as the members of a union, as version 1 has it.
fn union_v1(copies: usize) -> String {
    let block = V1.trim().trim_start_matches('{').trim_end_matches('}').trim_end();
    let member = format!("{{\n        \"dependent\": false,\n        \"cacheable\": true,{block}\n      }}");
    let members = vec![member; copies].join(",\n      ");
    format!(
        "{{\n  \"query_block\": {{\n    \"union_result\": {{\n      \"using_temporary_table\": false,\n      \"query_specifications\": [\n      {members}\n      ]\n    }}\n  }}\n}}\n"
    )
}

/// So many times the same node as the inputs of a union, as version 2 has it.
fn union_v2(copies: usize) -> String {
    let node = V2.split_once("\"query_plan\": ").map_or("", |(_, rest)| rest);
    let node = node.rsplit_once(",\n  \"query_type\"").map_or("", |(node, _)| node);
    let inputs = vec![node; copies].join(",\n    ");
    format!(
        "{{\n  \"query_plan\": {{\n    \"inputs\": [\n    {inputs}\n    ],\n    \"operation\": \"Append\",\n    \"access_type\": \"append\"\n  }},\n  \"query_type\": \"select\"\n}}\n"
    )
}

/// JSON as `ExplainPrintPlan` lays it out: two spaces a level, lists of scalars on one line.
fn as_server_prints(value: &Value) -> String {
    fn print(value: &Value, level: usize, out: &mut String) {
        let line = |level: usize, out: &mut String| {
            let _ = write!(out, "\n{:1$}", "", level * 2);
        };
        match value {
            Value::Object(map) => {
                out.push('{');
                for (index, (key, value)) in map.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(level + 1, out);
                    let _ = write!(out, "{}: ", Value::from(key.as_str()));
                    print(value, level + 1, out);
                }
                line(level, out);
                out.push('}');
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    line(level + 1, out);
                    print(item, level + 1, out);
                }
                line(level, out);
                out.push(']');
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                let _ = write!(out, "[{}]", items.join(", "));
            }
            scalar => {
                let _ = write!(out, "{scalar}");
            }
        }
    }
    let mut out = String::new();
    print(value, 0, &mut out);
    out
}

fn with_text(bencher: Bencher<'_, '_>, name: &str, run: impl Fn(&str) + Sync) {
    let text = plan(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| run(black_box(&text)));
}

#[divan::bench(args = PLANS)]
fn a_serde_json_ignored_any(bencher: Bencher<'_, '_>, name: &str) {
    with_text(bencher, name, |text| {
        black_box(serde_json::from_str::<serde::de::IgnoredAny>(text)).ok();
    });
}

#[divan::bench(args = PLANS)]
fn b_serde_json_value(bencher: Bencher<'_, '_>, name: &str) {
    with_text(bencher, name, |text| {
        black_box(serde_json::from_str::<Value>(text)).ok();
    });
}

#[divan::bench(args = PLANS)]
fn c_analysis_without_advice(bencher: Bencher<'_, '_>, name: &str) {
    let analyzer = Analyzer::new().advice(false);
    with_text(bencher, name, |text| {
        black_box(analyzer.analyze(text)).ok();
    });
}

#[divan::bench(args = PLANS)]
fn d_analysis(bencher: Bencher<'_, '_>, name: &str) {
    with_text(bencher, name, |text| {
        black_box(plansight::analyze(text)).ok();
    });
}

#[divan::bench(args = PLANS)]
fn e_analysis_and_json_report(bencher: Bencher<'_, '_>, name: &str) {
    with_text(bencher, name, |text| {
        let analysis = plansight::analyze(text);
        black_box(analysis.map(|analysis| plansight::report::Report::new(&analysis).to_json())).ok();
    });
}

/// A minimal node made by hand, as it stands in a list of children.
fn node(kind: &str, rest: &str, children: &str) -> String {
    format!(
        r#"{{"Node Type":"{kind}","Total Cost":10.5,"Plan Rows":10,"Actual Total Time":1.5,"Actual Rows":10,"Actual Loops":1{rest},"Plans":[{children}]}}"#
    )
}

/// Whole analysis of an Append with so many InitPlans, each used by a scan of its own: linear in their number.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn f_init_plans(bencher: Bencher<'_, '_>, count: usize) {
    let init = |n: usize| {
        let name =
            format!(r#","Parent Relationship":"InitPlan","Subplan Name":"InitPlan {n} (returns ${n})""#);
        node("Result", &name, "")
    };
    let user =
        |n: usize| node("Seq Scan", &format!(r#","Parent Relationship":"Member","Filter":"(a > ${n})""#), "");
    let children: Vec<String> = (0..count).map(init).chain((0..count).map(user)).collect();
    let text = format!(r#"[{{"Plan":{}}}]"#, node("Append", "", &children.join(",")));
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| black_box(plansight::analyze(black_box(text.as_str()))).ok());
}

/// Whole analysis of a plan so many levels deep: linear in their number.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn g_levels(bencher: Bencher<'_, '_>, levels: usize) {
    let limit = node("Limit", r#","Parent Relationship":"Outer""#, "|");
    let (open, close) = limit.split_once('|').unwrap_or_default();
    let plan = open.repeat(levels) + &node("Result", "", "") + &close.repeat(levels);
    let text = format!(r#"[{{"Plan":{plan}}}]"#);
    bencher
        .counter(ItemsCount::new(levels))
        .bench(|| black_box(plansight::analyze(black_box(text.as_str()))).ok());
}

/// The page of a plan that is analysed already; the large one has 24,001 nodes.
#[divan::bench(args = ["small", "large"], sample_count = 10)]
fn h_html(bencher: Bencher<'_, '_>, name: &str) {
    let Ok(analysis) = plansight::analyze(plan(name)) else { return };
    let bytes = plansight::render::html::page(&analysis).len();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| black_box(plansight::render::html::page(black_box(&analysis))));
}
