//! What people paste, as real programs print it: psql in every style, logs of `auto_explain`, other tools' inputs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{analyze, collection, files, say, testdata, text};
use plansight::plan::{Node, Value};
use plansight::{Analysis, Repair};
use serde_json::Value as Json;

/// The shape of an analysis: words and no numbers, since each capture measured anew.
fn shape(analysis: &Analysis) -> Vec<Vec<String>> {
    let node = |node: Node<'_>| {
        let facts = node.properties().filter(|fact| matches!(fact.value, Value::Text(_) | Value::Bool(_)));
        let facts: Vec<String> = facts.map(|fact| format!("{}={:?}", fact.key, fact.value)).collect();
        facts.join(";")
    };
    analysis.plans().iter().map(|plan| plan.plan().nodes().map(node).collect()).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn psql_prints_one_plan_in_many_styles() {
    let Some(folder) = collection("postgres/15-psql") else { return };
    let mut read = 0;
    for case in ["agg", "idx", "join", "seq", "weird"] {
        let expected = shape(&analyze(&folder.join(format!("{case}.unaligned.txt"))).unwrap());
        assert!(!expected.is_empty());
        for path in files(&folder, "").iter().filter(|path| name(path).starts_with(&format!("{case}."))) {
            let file = name(path);
            if path.extension().is_some_and(|extension| extension == "sql") {
                continue;
            }
            match analyze(path) {
                Err(error) => {
                    assert!(file.contains(".text.") && error.code() == "text-plan", "{file}: {error}");
                }
                Ok(analysis) if file.contains(".cost.") => assert_eq!(analysis.plans().len(), 1, "{file}"),
                Ok(analysis) => assert!(shape(&analysis) == expected, "{file}"),
            }
            read += 1;
        }
    }
    let transcript = analyze(&folder.join("two_plans.transcript.txt")).unwrap();
    assert_eq!(transcript.plans().len(), 2);
    say(&format!("{read} files of psql read"));
    assert!(read >= 60);
}

#[test]
fn every_plan_of_a_log_is_found() {
    let Some(folder) = collection("postgres/15-auto_explain") else { return };
    let mut runs: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut plans = 0;
    for path in files(&folder, "").iter().filter(|path| name(path).contains("_json.")) {
        let analysis = analyze(path).unwrap_or_else(|error| panic!("{}: {error}", name(path)));
        let log = text(path);
        // A statement may be logged more than once: each entry counts.
        let entries = log.matches("  plan:").count();
        assert_eq!(analysis.plans().len(), entries, "{}", name(path));
        plans += entries;
        let run = name(path).split('_').take(2).collect::<Vec<_>>().join("_");
        // Sessions that ran side by side are written in another order to each log.
        let mut found = shape(&analysis);
        found.sort();
        assert!(*runs.entry(run).or_insert_with(|| found.clone()) == found, "{}", name(path));
    }
    say(&format!("{plans} plans in {} runs", runs.len()));
    for format in ["text", "yaml"] {
        for path in files(&folder, "").iter().filter(|path| name(path).contains(&format!("_{format}."))) {
            let error = analyze(path).unwrap_err();
            assert!(
                matches!(error.code(), "text-plan" | "yaml-plan" | "log-without-plan"),
                "{}: {error}",
                name(path)
            );
        }
    }
}

#[test]
fn inputs_of_other_tools_are_read_or_refused_for_a_reason() {
    let Some(folder) = collection("peers-postgres") else { return };
    let mut verdicts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(&folder, "").iter().filter(|path| name(path) != "index.json") {
        let verdict = match analyze(path) {
            Ok(analysis) if analysis.plans().is_empty() => "empty".to_owned(),
            Ok(_) => "read".to_owned(),
            Err(error) => error.code().to_owned(),
        };
        verdicts.entry(verdict).or_default().push(name(path));
    }
    for (verdict, files) in &verdicts {
        say(&format!(
            "{verdict}: {} {:?}",
            files.len(),
            if files.len() > 30 { &[] } else { files.as_slice() }
        ));
    }
    assert!(verdicts["read"].len() > 90);
}

/// One of our captures, mangled as people and programs do.
#[test]
fn a_mangled_plan_is_the_same_plan() {
    let plan = text(&testdata().join("postgres/15-orders-report.json"));
    let expected = shape(&plansight::analyze(plan.as_str()).unwrap());
    let compact = serde_json::from_str::<Json>(&plan).unwrap();
    let row = |value: Json| Json::from(vec![serde_json::Map::from_iter([("QUERY PLAN".to_owned(), value)])]);
    let wrap = |width: usize| {
        let characters: Vec<char> = compact.to_string().chars().collect();
        characters.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    let each_line = |before: &str| plan.lines().flat_map(|line| [before, line, "\n"]).collect::<String>();
    let forms = [
        ("object", compact[0].to_string()),
        ("driver row", row(compact.clone()).to_string()),
        ("driver row with text", row(plan.clone().into()).to_string()),
        ("string", Json::from(plan.clone()).to_string()),
        ("string twice", Json::from(Json::from(plan.clone()).to_string()).to_string()),
        ("code fence", format!("Why is this slow?\n\n```json\n{plan}\n```\n\nThanks!")),
        ("quoted mail", each_line("> ")),
        ("indented", each_line("        ")),
        ("Windows lines", plan.replace('\n', "\r\n")),
        ("byte order mark", format!("\u{feff}{plan}")),
        ("wrapped at 80", wrap(80)),
        ("wrapped at 119", wrap(119)),
        ("csv", format!("QUERY PLAN\n\"{}\"\n", plan.replace('"', "\"\""))),
    ];
    for (form, pasted) in forms {
        let analysis = plansight::analyze(pasted).unwrap_or_else(|error| panic!("{form}: {error}"));
        assert!(shape(&analysis) == expected, "{form}");
    }
}

/// The folders of the clients of MySQL and MariaDB, the fewest plans that are read in each, and the tables refused.
const CLIENTS: [(&str, usize, usize); 5] = [
    ("mysql/mysql9-client", 72, 18),
    ("mysql/mysql56-client", 18, 0),
    ("mariadb/mariadb105-client", 36, 0),
    ("mariadb/mariadb1011-client", 36, 0),
    ("mariadb/mariadb118-client", 36, 0),
];

#[test]
fn the_mysql_client_prints_one_plan_in_many_styles() {
    for (client, plans, tables) in CLIENTS {
        let Some(folder) = collection(client) else { return };
        let (mut read, mut refused) = (0, 0);
        for path in files(&folder, "") {
            let file = name(&path);
            let parts: Vec<&str> = file.split('.').collect();
            if parts[1] == "trad" {
                let error = analyze(&path).unwrap_err();
                assert_eq!(error.code(), "tabular-plan", "{file}: {error}");
                refused += 1;
                continue;
            }
            let expected =
                shape(&analyze(&folder.join(format!("{}.{}.raw.txt", parts[0], parts[1]))).unwrap());
            let analysis = analyze(&path).unwrap_or_else(|error| panic!("{client}/{file}: {error}"));
            assert!(expected.len() == 1 && shape(&analysis) == expected, "{client}/{file}");
            read += 1;
        }
        say(&format!("{client}: {read} plans read, {refused} tables refused"));
        assert!(read >= plans && refused >= tables);
    }
}

#[test]
fn what_is_broken_on_purpose_says_where_and_what_is_only_unescaped_is_read() {
    let (mut read, mut refused) = (0, 0);
    for folder in ["mysql/broken", "mariadb/broken"] {
        let Some(folder) = collection(folder) else { return };
        for path in files(&folder, "") {
            match analyze(&path) {
                // MariaDB copied a condition with an invalid escape.
                Ok(analysis) => {
                    assert!(text(&path).contains(r"_latin1'\xDF'"), "{}", name(&path));
                    assert_eq!(analysis.repairs(), [Repair::UnescapedStrings { strings: 1 }]);
                    read += 1;
                }
                Err(error) => {
                    assert_eq!(error.code(), "invalid-json", "{}: {error}", name(&path));
                    assert!(
                        error.pointer().is_some_and(|place| place.starts_with("/query_block")),
                        "{error}"
                    );
                    assert!(text(&path)[error.span().range()].len() == 1 && error.position().line > 1);
                    refused += 1;
                }
            }
        }
    }
    say(&format!("{read} unescaped plans read, {refused} broken ones refused"));
    assert_eq!((read, refused), (3, 5));
}

/// Two plans of MySQL 9 and one of MariaDB, minimal and made by hand.
const PLANS_OF_MYSQL: [&str; 3] = [
    "-> Limit: 5 row(s)  (cost=1.55 rows=3)\n    -> Filter: (t.a = 'x\\ny\"z')  (cost=1.55 rows=3)\n        -> Table scan on t  (cost=1.55 rows=30)",
    r#"{
  "query": "/* select#1 */ select 1 from `t`",
  "query_plan": {
    "inputs": [
      {
        "operation": "Table scan on t",
        "access_type": "table",
        "table_name": "t",
        "estimated_rows": 30.0
      }
    ],
    "operation": "Limit: 5 row(s)",
    "access_type": "limit"
  },
  "query_type": "select",
  "json_schema_version": "2.0"
}"#,
    r#"{
  "query_block": {
    "select_id": 1,
    "nested_loop": [
      {
        "table": {
          "table_name": "t",
          "access_type": "ALL",
          "rows": 30,
          "filtered": 100,
          "attached_condition": "t.a = 'x\\y'"
        }
      }
    ]
  }
}"#,
];

#[test]
fn a_mangled_plan_of_mysql_is_the_same_plan() {
    for plan in PLANS_OF_MYSQL {
        let expected = shape(&plansight::analyze(plan).unwrap());
        assert!(expected.len() == 1 && expected[0].len() > 1, "{plan}");
        let row = |key: &str| Json::from(vec![serde_json::Map::from_iter([(key.to_owned(), plan.into())])]);
        let python = plan.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
        let each_line = |before: &str| plan.lines().flat_map(|line| [before, line, "\n"]).collect::<String>();
        let mark = "*************************** 1. row ***************************";
        for (form, pasted) in [
            ("driver row", row("EXPLAIN").to_string()),
            ("driver row of MariaDB", row("ANALYZE")[0].to_string()),
            ("string", Json::from(plan).to_string()),
            ("string twice", Json::from(Json::from(plan).to_string()).to_string()),
            ("tuple", format!("[('{python}',)]")),
            ("dictionary", format!("{{'EXPLAIN': '{python}'}}")),
            ("code fence", format!("Why is this slow?\n\n```\n{plan}\n```\n\nThanks!")),
            ("quoted mail", each_line("> ")),
            ("indented", each_line("        ")),
            ("Windows lines", plan.replace('\n', "\r\n")),
            ("byte order mark", format!("\u{feff}{plan}")),
            ("csv", format!("EXPLAIN\n\"{}\"\n", plan.replace('"', "\"\""))),
            (
                "vertical",
                format!(
                    "mysql> explain\n    -> SELECT 1\\G\n{mark}\nEXPLAIN: {plan}\n1 row in set (0.00 sec)\n"
                ),
            ),
            ("table", format!("+---+\n| EXPLAIN |\n+---+\n| {plan}\n   |\n+---+\n1 row in set (0.00 sec)\n")),
        ] {
            let analysis =
                plansight::analyze(pasted).unwrap_or_else(|error| panic!("{form}: {error}\n{plan}"));
            assert!(shape(&analysis) == expected, "{form}\n{plan}");
        }
        let twice = plansight::analyze(format!("{plan}\n\n{plan}\n")).unwrap();
        assert_eq!(shape(&twice), [expected.clone(), expected].concat());
    }
}

#[test]
fn a_plan_of_mysql_that_is_cut_is_never_completed() {
    for plan in &PLANS_OF_MYSQL[1..] {
        for end in 0..plan.len() {
            let error = plansight::analyze(&plan[..end]).expect_err("half a plan is none");
            assert!(error.span().start <= end, "cut at {end}: {error}");
            if end > 100 {
                assert_eq!(error.code(), "truncated", "cut at {end}: {error}");
            }
        }
    }
}

#[test]
fn what_is_no_plan_is_called_by_its_name() {
    let refused = |pasted: &str| plansight::analyze(pasted).unwrap_err().code();
    assert_eq!(refused(""), "empty");
    assert_eq!(refused(" \n\t"), "empty");
    assert_eq!(refused("SELECT * FROM orders WHERE id = 1;"), "sql");
    assert_eq!(refused("<!DOCTYPE html><html><body>nothing</body></html>"), "html");
    assert_eq!(
        refused(" Seq Scan on t  (cost=0.00..35.50 rows=2550 width=4)\n   Filter: (a > 1)\n"),
        "text-plan"
    );
    assert_eq!(refused("- Plan: \n    Node Type: \"Result\"\n    Parallel Aware: false\n"), "yaml-plan");
    assert_eq!(
        refused("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n"),
        "xml-plan"
    );
    assert_eq!(refused("| id | select_type | table | type | possible_keys | key |"), "tabular-plan");
    assert_eq!(refused("# explain: id\tselect_type\ttable\ttype\tpossible_keys\tkey\n"), "tabular-plan");
    assert_eq!(refused("{\"a\": 1, \"b\": [2]}"), "json-without-plan");
}

#[test]
fn a_rule_may_answer_without_a_plan() {
    let answer = |text: &str| plansight::analyze(text).unwrap();
    assert!(answer("[\n]\n").plans().is_empty());
    let notify = answer("[\n  \"Notify\"\n]\n");
    assert!(notify.plans().is_empty());
    assert_eq!(notify.notices(), ["Notify"]);
}
