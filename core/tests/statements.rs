//! Statements that are proposed do what they say, whatever a plan or a catalog calls its tables and compares them with.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use common::statements::{Backslash, harm, harm_of_drop, statements};
use common::{files, say, testdata, text};
use plansight::Analysis;
use plansight::plan::Dialect;
use serde_json::{Value, json};

/// What ends names, strings, comments, brackets and statements somewhere, or commands a client.
const NASTY: [&str; 16] = [
    "x; DROP TABLE y; --",
    "x\"; DROP TABLE y; --",
    "x`; DROP TABLE y; -- ",
    "x'; DROP TABLE y; --",
    "x\\'; DROP TABLE y; -- ",
    "x\n; DROP TABLE y;\n",
    "x\u{0}y",
    "x\u{1b}[2Jy",
    "x\u{2028}y\u{202e}z",
    "x) WHERE (a = 1",
    "x /* y",
    "x */ y",
    "$$x$$; y",
    "\\! touch x",
    "x # y",
    "x\\",
];

/// How many statements were proposed.
fn checked(analysis: &Analysis) -> usize {
    let mut count = 0;
    for plan in analysis.plans() {
        let is_mysql = plan.plan().dialect() != Dialect::Postgres;
        for index in plan.indexes() {
            assert_eq!(harm(index.ddl(), is_mysql), None, "{}", index.ddl());
            count += 1;
        }
    }
    count
}

#[test]
fn a_statement_is_told_from_two() {
    for (text, is_mysql) in [
        ("CREATE INDEX CONCURRENTLY ON t (a); DROP TABLE t;", false),
        ("CREATE INDEX CONCURRENTLY ON t (a) WHERE (b = 'x\\'); DROP TABLE t; --');", false),
        ("CREATE INDEX CONCURRENTLY ON t (a", false),
        ("CREATE INDEX CONCURRENTLY ON t (a) \\! x;", false),
        ("ALTER TABLE `t` ADD INDEX `i` (`a`), ADD COLUMN `b` int AS ('x\\'), DROP COLUMN c -- ');", true),
        ("-- nothing", true),
    ] {
        assert!(harm(text, is_mysql).is_some(), "{text}");
    }
    assert_eq!(harm("-- it's\nCREATE INDEX CONCURRENTLY ON \"t;\" (a) WHERE (b = 'x;''');", false), None);
    assert_eq!(statements("a 'b;' ; \"c;\"", false, Backslash::Plain).unwrap(), ["a '", "\""]);
}

#[test]
fn names_and_conditions_of_postgres_do_not_escape() {
    let mut count = 0;
    for nasty in NASTY {
        let (quoted, string) = (nasty.replace('"', "\"\""), nasty.replace('\'', "''"));
        let conditions = [
            format!("(status = '{string}'::text)"),
            format!("(status = {nasty})"),
            format!("((\"{quoted}\" = 5) AND (b <> '{string}'::text))"),
            format!("(lower({nasty}) = 'a'::text)"),
            format!("((data ->> '{string}'::text) = 'a'::text)"),
            format!("((data ->> E'{nasty}'::text) = 'a'::text)"),
            format!("(name ~~ '%{string}%'::text)"),
            format!("(({nasty} = 1) OR (b = 2))"),
        ];
        for condition in conditions {
            for relation in ["orders", nasty] {
                let scan = json!({"Node Type": "Seq Scan", "Schema": nasty, "Relation Name": relation, "Alias": relation,
                    "Startup Cost": 0.0, "Total Cost": 90_000.0, "Plan Rows": 4, "Plan Width": 75, "Filter": condition,
                    "Parent Relationship": "Outer", "Output": [format!("\"{quoted}\""), nasty]});
                let sort = json!([{"Plan": {"Node Type": "Sort", "Startup Cost": 90_001.0, "Total Cost": 90_002.0,
                    "Plan Rows": 4, "Plan Width": 75, "Sort Key": [format!("\"{quoted}\""), format!("lower({nasty})")], "Plans": [scan]},
                    "Triggers": [{"Trigger Name": "RI_ConstraintTrigger_a_1", "Constraint Name": format!("{nasty}_fkey"), "Relation": nasty, "Time": 90_000.0, "Calls": 900}]}]);
                count += checked(&plansight::analyze(sort.to_string()).unwrap());
            }
        }
    }
    say(&format!("{count} indexes proposed for PostgreSQL"));
    assert!(count > 100, "{count}");
}

#[test]
fn names_and_conditions_of_mysql_do_not_escape() {
    let mut count = 0;
    for nasty in NASTY {
        let (quoted, string) = (nasty.replace('`', "``"), nasty.replace('\\', "\\\\").replace('\'', "\\'"));
        for condition in [
            format!("(`d`.`t`.`{quoted}` = 5)"),
            format!("(`d`.`t`.`a` = '{string}')"),
            format!("(json_unquote(json_extract(`d`.`t`.`a`,'$.{string}')) = 'x')"),
            format!("(lower(`d`.`t`.`{quoted}`) = 'x')"),
            format!("(year(`d`.`t`.`{quoted}`) = 2024)"),
            format!("({nasty} = 5)"),
        ] {
            for (table, mariadb) in [("t", false), (nasty, false), ("t", true), (nasty, true)] {
                let condition = condition.replace("`t`.", &format!("`{}`.", table.replace('`', "``")));
                let mut scan = json!({"table_name": table, "access_type": "ALL", "filtered": 1.0, "attached_condition": condition});
                let figures: Value = if mariadb {
                    json!({"rows": 900_000, "r_loops": 1, "r_rows": 900_000, "r_filtered": 0.01, "r_table_time_ms": 900.0, "r_other_time_ms": 1.0})
                } else {
                    json!({"rows_examined_per_scan": 900_000, "rows_produced_per_join": 9000,
                        "cost_info": {"read_cost": "9.0", "eval_cost": "9.0", "prefix_cost": "99999.0"}})
                };
                scan.as_object_mut().unwrap().extend(figures.as_object().unwrap().clone());
                let plan = json!({"query_block": {"select_id": 1, "table": scan}});
                count += checked(&plansight::analyze(plan.to_string()).unwrap());
            }
        }
    }
    say(&format!("{count} indexes proposed for MySQL and MariaDB"));
    assert!(count > 100, "{count}");
}

/// A catalog whose every name and definition is nasty drops one index at a time.
#[test]
fn a_catalog_drops_nothing_else() {
    let mut count = 0;
    for nasty in NASTY {
        for engine in ["postgresql", "mysql", "mariadb"] {
            let index = |name: &str| {
                json!({"name": name, "method": "btree", "unique": false, "primary": false, "valid": false,
                    "definition": format!("CREATE INDEX {name} ON {nasty}.t USING btree (a) WHERE (b = {nasty})"),
                    "keys": [{"column": nasty}, {"expression": nasty}]})
            };
            let document = json!({"plansight_catalog": 1, "engine": engine, "uptime_s": 90_000_000, "tables": [
                {"schema": nasty, "name": nasty, "kind": "table", "rows": 900_000, "columns": [{"name": nasty}, {"name": "a"}],
                 "indexes": [index("one"), index("two"), index(nasty)]}]});
            let catalog = plansight::catalog::Catalog::parse(&document.to_string()).unwrap();
            for unused in plansight::advice::drops(&catalog) {
                for ddl in [Some(&unused.ddl), unused.create.as_ref()].into_iter().flatten() {
                    assert_eq!(harm_of_drop(ddl, engine != "postgresql"), None, "{ddl}");
                    count += 1;
                }
            }
        }
    }
    say(&format!("{count} statements of drops"));
    assert!(count > 20, "{count}");
}

#[test]
fn what_is_proposed_for_captured_plans_is_one_statement_each() {
    let mut count = 0;
    for path in
        ["postgres", "mysql", "rules"].iter().flat_map(|folder| files(&testdata().join(folder), ".json"))
    {
        count += plansight::analyze(text(&path)).map_or(0, |analysis| checked(&analysis));
    }
    say(&format!("{count} indexes proposed for captured plans"));
    assert!(count > 100, "{count}");
}
