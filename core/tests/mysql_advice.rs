//! Index advice for MySQL and MariaDB: against indexes that were really built on servers, and on minimal plans.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::collections::BTreeMap;

use common::{analyze, collection, files, say, testdata, text};
use plansight::advice::{IndexAdvice, Order};
use serde_json::Value;

/// The first index proposed for a plan: its keys as they stand in the DDL.
fn first(plan: &std::path::Path) -> Option<String> {
    let analysis = analyze(plan).unwrap();
    analysis.plans()[0].indexes().first().map(keys)
}

fn keys(index: &IndexAdvice) -> String {
    let key = |key: &plansight::advice::IndexKey| {
        key.expression.clone() + if key.order == Order::Desc { " DESC" } else { "" }
    };
    format!("({})", index.keys.iter().map(key).collect::<Vec<_>>().join(", "))
}

/// How the plans of one format fared.
#[derive(Default)]
struct Tally {
    helps: usize,
    right: usize,
    none: usize,
    quiet: usize,
}

/// Each plan's first proposal was built and measured by `testdata/capture/mysql/advice_judge.py`. Right is what comes
/// within a fifth, and twenty rows, of the fewest rows that any index tried left to be read; an index helps where
/// rows fall by a fifth and by a thousand, and it gets no slower.
#[test]
fn the_first_index_is_as_good_as_what_was_measured() {
    let folder = testdata().join("mysql/advice");
    let judged: BTreeMap<String, Value> =
        serde_json::from_str(&text(&testdata().join("capture/mysql/advice_judged.json"))).unwrap();
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    for (name, said) in &judged {
        let keys = first(&folder.join(name));
        let measured = said["keys"].as_str().map(str::to_owned);
        assert!(
            keys == measured,
            "{name}: {keys:?} was not measured ({measured:?} was): run advice_judge.py"
        );
        let key = (said["group"].as_str().unwrap().to_owned(), said["format"].as_str().unwrap().to_owned());
        let tally = tallies.entry(key).or_default();
        let right = usize::from(said["verdict"] == "right");
        if said["helps"] == true {
            tally.helps += 1;
            tally.right += right;
        } else {
            tally.none += 1;
            tally.quiet += right;
        }
    }
    for ((group, format), tally) in &tallies {
        let Tally { helps, right, none, quiet } = tally;
        say(&format!("{group:9} {format:24} right {right:2} of {helps:2}, quiet {quiet:2} of {none:2}"));
        // What a format does not tell, nobody can propose: version 1 and TREE name no groups, version 1 and MariaDB's
        // EXPLAIN no LIMIT, and no plan the type of a column.
        let least = match format.as_str() {
            "mysql9 v2" | "mysql9 v2-analyze" => 0.89,
            "mariadb118 analyze" => 0.84,
            "mysql9 v1" => 0.68,
            _ => 0.78,
        };
        assert!(*right as f64 >= *helps as f64 * least, "{group} {format}: {right} of {helps}");
        let analyzed = format.ends_with("analyze");
        assert!(!analyzed || *none - *quiet <= 1, "{group} {format}: {quiet} of {none}");
    }
    assert!(tallies.len() >= 14);
}

/// The experiments from which the rules come, where the collection is at hand: candidates as they were built then.
#[test]
fn the_experiments_are_matched() {
    let Some(folder) = collection(".") else { return };
    let plans = testdata().join("mysql/advice");
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in text(&folder.join("mysql-experiments.jsonl")).lines() {
        let experiment: Value = serde_json::from_str(line).unwrap();
        let name = experiment["name"].as_str().unwrap();
        let is_mysql = experiment["server"].as_str().unwrap().starts_with("mysql");
        let server = if is_mysql { "mysql9" } else { "mariadb118" };
        let reads = |one: &Value| one["handler_reads"].as_f64().unwrap();
        let before = reads(&experiment["before"]);
        let empty = Vec::new();
        let mut lists = experiment.as_object().unwrap().values();
        let candidates = lists.find_map(Value::as_array).unwrap_or(&empty);
        let Some(best) = candidates.iter().map(reads).reduce(f64::min) else { continue };
        // The index for the page after a row constructor reads half and takes three times as long.
        if best > before * 0.8 || name == "keyset" {
            continue;
        }
        for plan in files(&plans, "").iter().filter(|path| {
            let file = path.file_name().unwrap().to_string_lossy();
            file.starts_with(&format!("{server}-{name}."))
        }) {
            let file = plan.file_name().unwrap().to_string_lossy().into_owned();
            let format = format!("{server} {}", file.split_once('.').unwrap().1);
            let plain = |text: &str| text.replace(['`', ' '], "").to_lowercase();
            let keys = first(plan).map(|keys| plain(&keys[1..keys.len() - 1]));
            // The order of columns that are looked up does not matter (measured: 22 rows either way).
            let sorted = |text: &str| {
                let mut columns: Vec<String> = plain(text).split(',').map(str::to_owned).collect();
                columns.sort_unstable();
                columns
            };
            let candidate = candidates.iter().find(|candidate| {
                let cols = candidate["cols"].as_str().unwrap();
                keys.as_ref().is_some_and(|keys| plain(cols) == *keys)
                    || keys
                        .as_ref()
                        .is_some_and(|keys| sorted(cols) == sorted(keys) && reads(candidate) <= best * 1.2)
            });
            let (helps, right) = counts.entry(format).or_default();
            *helps += 1;
            if candidate.is_some_and(|candidate| reads(candidate) <= best * 1.2 + 20.0) {
                *right += 1;
            }
        }
    }
    for (format, (helps, right)) in &counts {
        say(&format!("experiments {format:28} right {right:2} of {helps:2}"));
    }
    for format in ["mysql9 v2.json", "mysql9 v2-analyze.json", "mariadb118 analyze.json"] {
        let (helps, right) = counts[format];
        assert!(right as f64 >= helps as f64 * 0.9, "{format}: {right} of {helps}");
    }
}

/// The DDL for a scan of a large table in MySQL's version 2, below other nodes.
fn ddl(table: &str, condition: &str, above: impl Fn(String) -> String) -> Vec<String> {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let scan = format!(
        r#"{{"operation": "Filter: x", "access_type": "filter", "condition": {}, "estimated_rows": 100.0,
            "estimated_total_cost": 10146, "inputs": [{{"operation": "Table scan on x", "access_type": "table",
            "table_name": {}, "schema_name": "shop", "alias": "o", "estimated_rows": 99296.0,
            "estimated_total_cost": 10146}}]}}"#,
        quoted(condition),
        quoted(table)
    );
    let plan = format!(r#"{{"query": "", "query_plan": {}, "json_schema_version": "2.0"}}"#, above(scan));
    let analysis = plansight::analyze(plan).unwrap();
    analysis.plans()[0].indexes().iter().map(|index| index.ddl().to_owned()).collect()
}

fn alone(condition: &str) -> Vec<String> {
    ddl("orders", condition, |scan| scan)
}

fn top_ten(condition: &str, sort_key: &str) -> Vec<String> {
    ddl("orders", condition, |scan| {
        format!(
            r#"{{"operation": "Limit: 10 row(s)", "access_type": "limit", "limit": 10, "estimated_rows": 10.0,
                "estimated_total_cost": 10146, "inputs": [{{"operation": "Sort: x", "access_type": "sort",
                "sort_fields": [{sort_key}], "estimated_rows": 99296.0, "estimated_total_cost": 10146,
                "inputs": [{scan}]}}]}}"#
        )
    })
}

const ONLINE: &str = ", ALGORITHM=INPLACE, LOCK=NONE;";

#[test]
fn equalities_come_first_then_one_range() {
    assert_eq!(
        alone("((o.total > 10) and (o.`status` = 'open') and (o.shop_id in (7,8)) and (o.at <=> NULL))"),
        [format!(
            "ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_at_shop_id_total_idx` \
             (`status`, `at`, `shop_id`, `total`){ONLINE}"
        )]
    );
    assert_eq!(
        alone("((o.status = 'a') or (o.status = 'b'))"),
        [format!("ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_idx` (`status`){ONLINE}")]
    );
}

#[test]
fn an_order_needs_directions_only_where_they_differ() {
    assert_eq!(
        top_ten("(o.`status` = 'open')", r#""o.placed_at DESC", "o.id DESC""#),
        [format!(
            "ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_id_idx` (`status`, `placed_at`, `id`){ONLINE}"
        )]
    );
    assert_eq!(
        top_ten("(o.`status` = 'open')", r#""o.placed_at DESC", "o.id""#),
        [format!(
            "ALTER TABLE `shop`.`orders` ADD INDEX `orders_status_placed_at_id_idx` \
             (`status`, `placed_at` DESC, `id`){ONLINE}"
        )]
    );
}

#[test]
fn what_no_index_serves_gets_none() {
    for condition in [
        "(o.note like '%a%')",
        "(o.total > o.other)",
        "((o.a,o.b) < (1,2))",
        "(o.total * 2 = 10)",
        "(lower(o.name) = 5)",
        "(o.a = rand())",
    ] {
        assert!(alone(condition).is_empty(), "{condition}: {:?}", alone(condition));
    }
    // Most rows are left by it, as the server guesses, so that no row is spared.
    let most = ddl("orders", "(o.`status` <> 'a')", |scan| scan.replace("100.0", "89366.0"));
    assert!(most.is_empty(), "{most:?}");
    assert!(
        top_ten("((o.at,o.id) < ('2023-06-01',5000))", r#""o.at DESC", "o.id DESC""#).is_empty(),
        "conditions and order on one column: what passes comes late"
    );
}

#[test]
fn expressions_are_of_the_values_type() {
    let shared = ", ALGORITHM=INPLACE, LOCK=SHARED;";
    for (condition, key, name) in [
        ("(cast(o.at as date) = '2024-01-01')", "(cast(`at` as date))", "date_at"),
        ("(lower(o.email) = 'x')", "(lower(`email`))", "lower_email"),
        ("(year(o.at) = 2024)", "(year(`at`))", "year_at"),
        (
            "(json_unquote(json_extract(o.doc,'$.a.b')) = 'x')",
            "(cast(json_unquote(json_extract(`doc`,'$.a.b')) as char(255)) collate utf8mb4_bin)",
            "json_doc",
        ),
        (
            "<cache>(5) member of (json_extract(o.doc,'$.tags'))",
            "(cast(json_extract(`doc`,'$.tags') as unsigned array))",
            "elements_doc",
        ),
    ] {
        let expected = format!("ALTER TABLE `shop`.`orders` ADD INDEX `orders_{name}_idx` ({key}){shared}");
        assert_eq!(alone(condition), [expected], "{condition}");
    }
}

#[test]
fn nothing_in_a_plan_breaks_out_of_a_statement() {
    let names = ["a`; DROP TABLE t; --", "a\"b", "a'b", "sel ect", "a/*b*/", "--", "#", "ä"];
    for name in names {
        let made = ddl(name, "(o.x = 1)", |scan| scan);
        let table = name.replace('`', "``");
        let index = format!("{table}_x_idx");
        let expected = format!("ALTER TABLE `shop`.`{table}` ADD INDEX `{index}` (`x`){ONLINE}");
        assert_eq!(made, [expected]);
        let column = format!("(o.`{table}` = 'a')");
        let made = alone(&column);
        assert_eq!(made.len(), 1, "{column}");
        assert!(made[0].contains(&format!("(`{table}`){ONLINE}")), "{made:?}");
    }
    // What a terminal would act on, or no server accepts, is no name.
    for name in ["a\nb", "a\u{1b}[2J", "a\u{202e}b", "", "a "] {
        assert!(ddl(name, "(o.x = 1)", |scan| scan).is_empty(), "{name:?}");
    }
    for condition in [
        "(o.`a\nb` = 1)",
        "(json_unquote(json_extract(o.doc,'$.a\\'; drop table t; --')) = 'x')",
        "(lower(o.email) = 'x') /* ; */",
        "(o.x = 1); drop table t",
        "(o.x = 'a', \u{1b}[2J",
    ] {
        for made in alone(condition) {
            assert!(
                !made.contains("drop") && !made.contains('\u{1b}') && made.lines().count() == 1,
                "{made}"
            );
        }
    }
    let long = "x".repeat(64);
    let made = ddl(&long, &format!("(o.{long} = 1)"), |scan| scan);
    let name = made[0].split('`').nth(5).unwrap();
    assert_eq!(name.chars().count(), 64, "{name}");
}

#[test]
fn what_only_an_alias_names_is_said() {
    let plan = "-> Filter: (o.`status` = 'x')  (cost=10146 rows=100)\n    -> Table scan on o  (cost=10146 rows=99296)\n";
    let analysis = plansight::analyze(plan).unwrap();
    let index = &analysis.plans()[0].indexes()[0];
    let (comment, statement) = index.ddl().split_once('\n').unwrap();
    assert!(comment.starts_with("-- `o` is what the statement calls the table"), "{comment}");
    assert_eq!(statement, format!("ALTER TABLE `o` ADD INDEX `o_status_idx` (`status`){ONLINE}"));
    assert!(index.notes.iter().any(|note| note.contains("INVISIBLE")));
    assert!(index.rows_before.unwrap() > 99_000.0 && index.rows_after.unwrap().value < 10_000.0);
}
