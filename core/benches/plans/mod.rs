//! The plans that are measured: real ones from `testdata/`, as they are and over and over.
//!
//! A report over three tables with its buffers (small), and as the inputs of one Append, together with a parallel aggregate
//! and what its workers did, with 22 and 2,000 copies, printed as PostgreSQL prints (medium, large) or without white space
//! (compact). MySQL's are a join of six tables in both JSON formats, once and as the members of a union.

use std::fmt::Write as _;

use serde_json::Value;

/// A join of six tables as MySQL 9.7 prints it, in both of its JSON formats.
const V1: &str = include_str!("../../../testdata/mysql/mysql9-join-six.v1.json");
const V2: &str = include_str!("../../../testdata/mysql/mysql9-join-six.v2-analyze.json");

const SMALL: &str = include_str!("../../../testdata/postgres/15-orders-report.json");
const PARALLEL: &str = include_str!("../../../testdata/postgres/15-gather.json");

/// A plan, by its name.
pub(crate) fn plan(name: &str) -> String {
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
