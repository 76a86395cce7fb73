//! The command as a person or a script runs it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn plansight(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plansight"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

const REPORT: &str = "testdata/postgres/15-orders-report.json";

#[test]
fn a_plan_is_read_from_a_file_or_standard_input() {
    let file = plansight(&[REPORT], b"");
    assert!(file.status.success() && file.stderr.is_empty());
    insta::assert_snapshot!(stdout(&file));
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(REPORT)).unwrap();
    for arguments in [&[][..], &["-"][..]] {
        assert_eq!(plansight(arguments, &bytes).stdout, file.stdout);
    }
}

#[test]
fn ddl_is_all_that_is_asked_for() {
    let output = plansight(&["--format", "ddl", REPORT], b"");
    assert_eq!(stdout(&output), "CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n");
}

#[test]
fn json_has_the_agreed_shape() {
    let output = plansight(&["--format", "json", REPORT], b"");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let plan = &report["plans"][0];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for key in ["dialect", "nodes", "edges", "totals", "findings", "indexes"] {
        assert!(keys(plan).contains(&key.to_owned()), "{key}");
    }
    for key in [
        "id",
        "parent",
        "operator",
        "relation",
        "alias",
        "inclusiveMs",
        "exclusiveMs",
        "workMs",
        "exclusiveCost",
        "rows",
        "estimateFactor",
        "neverExecuted",
    ] {
        assert!(keys(&plan["nodes"][4]).contains(&key.to_owned()), "{key}");
    }
    for key in ["executionMs", "planningMs", "residualMs", "outsideMs", "cost"] {
        assert!(plan["totals"][key].is_number(), "{key}");
    }
    for key in ["rule", "node", "severity", "share", "message", "evidence"] {
        assert!(keys(&plan["findings"][0]).contains(&key.to_owned()), "{key}");
    }
    for key in
        ["action", "table", "method", "keys", "include", "where", "ddl", "costBefore", "costAfter", "nodes"]
    {
        assert!(keys(&plan["indexes"][0]).contains(&key.to_owned()), "{key}");
    }
    for key in ["expression", "order", "nulls", "opclass", "reason"] {
        assert!(keys(&plan["indexes"][0]["keys"][0]).contains(&key.to_owned()), "{key}");
    }
}

#[test]
fn exit_codes_mean_something() {
    let code = |arguments: &[&str], input: &[u8]| plansight(arguments, input).status.code();
    assert_eq!(code(&["--fail-on", "critical", REPORT], b""), Some(1));
    assert_eq!(code(&["--fail-on", "warning", REPORT], b""), Some(1));
    assert_eq!(code(&["--fail-on", "info", "testdata/postgres/15-result-constant.json"], b""), Some(0));
    assert_eq!(code(&["--fail-on", "bad", REPORT], b""), Some(2));
    assert_eq!(code(&["no-such-file"], b""), Some(2));
    assert_eq!(code(&[], b""), Some(2));
}

const MYSQL: &str = "testdata/mysql/mysql9-orders-report.v1.json";
const TWO_PLANS: &str = "testdata/postgres/15-rule-also.json";

#[test]
fn several_files_begin_with_a_table_and_one_that_is_missing_stops_none() {
    let output = plansight(&[REPORT, "no-such-file", MYSQL, TWO_PLANS, "-"], b"nonsense");
    assert_eq!(output.status.code(), Some(2));
    let text = stdout(&output);
    let table: String = text.split_inclusive('\n').take_while(|line| line.len() > 1).collect();
    insta::assert_snapshot!(table);
    let pages: Vec<&str> = text.lines().filter(|line| line.starts_with("==> ")).collect();
    assert_eq!(pages, [REPORT, MYSQL, TWO_PLANS].map(|file| format!("==> {file} <==")));
    assert!(stderr(&output).contains("plansight: no-such-file: cannot be read"), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("plansight: ").count(), 2);
    // What could not be read weighs more than what was found.
    assert_eq!(plansight(&["--fail-on", "critical", REPORT, "no-such-file"], b"").status.code(), Some(2));
    assert_eq!(plansight(&["--fail-on", "critical", MYSQL, REPORT], b"").status.code(), Some(1));
}

#[test]
fn json_of_several_files_is_a_line_each() {
    let output = plansight(&["--format", "json", REPORT, "no-such-file", TWO_PLANS], b"");
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["file"], REPORT);
    assert_eq!(lines[0]["report"]["plans"][0]["findings"][0]["rule"], "filter-discards-rows");
    assert!(lines[1]["error"].as_str().unwrap().starts_with("cannot be read"));
    assert_eq!(lines[2]["report"]["plans"].as_array().unwrap().len(), 2);
}

#[test]
fn statements_of_several_files_are_printed_once() {
    let output = plansight(&["--format", "ddl", REPORT, REPORT], b"");
    assert_eq!(stdout(&output), "CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n");
}

#[test]
fn pictures_are_drawn_of_one_plan() {
    for (format, begin, end) in [
        ("html", "<!DOCTYPE html>", "</html>\n"),
        ("svg", "<svg ", "</svg>\n"),
        ("flame", "<svg ", "</svg>\n"),
        ("dot", "digraph plan {", "}\n"),
        ("mermaid", "flowchart BT\n", "\n"),
    ] {
        let output = plansight(&["--format", format, REPORT], b"");
        assert!(output.status.success() && output.stderr.is_empty());
        let picture = stdout(&output);
        assert!(picture.starts_with(begin) && picture.ends_with(end), "{format}");
        assert!(picture.contains("Seq Scan") && picture.contains("37.2 ms"), "{format}");
    }
    let html = plansight(&["--format", "html", REPORT, MYSQL, TWO_PLANS], b"");
    assert_eq!(stdout(&html).matches("<section class=\"plan\"").count(), 4);
    let several = plansight(&["--format", "svg", TWO_PLANS], b"");
    assert_eq!(several.status.code(), Some(2));
    assert!(stderr(&several).contains("expected one plan to draw, found 2"), "{}", stderr(&several));
    let second = plansight(&["--format", "dot", "--plan", "2", TWO_PLANS], b"");
    assert!(stdout(&second).contains("Delete on stores") && !stdout(&second).contains("Insert"));
    assert_eq!(plansight(&["--format", "dot", "--plan", "3", TWO_PLANS], b"").status.code(), Some(2));
    assert_eq!(plansight(&["--format", "svg", "no-such-file"], b"").status.code(), Some(2));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plansight"))
        .args(["--format", "html", REPORT, REPORT, REPORT, REPORT])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", stderr(&output));
}

#[test]
fn shells_and_man_are_told_of_every_option() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = plansight(&["completions", shell], b"");
        assert!(output.status.success() && stdout(&output).contains("fail-on"), "{shell}");
    }
    let manual = plansight(&["man"], b"");
    assert!(manual.status.success());
    assert!(stdout(&manual).contains(".TH plansight 1") && stdout(&manual).contains("mermaid"));
}

#[test]
fn what_is_no_plan_is_shown_with_a_caret() {
    let output = plansight(
        &[],
        b"[\n  {\n    \"Plan\": {\n      \"Node Type\": \"Seq Scan\",\n      \"Total Cost\": 12,,\n",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    insta::assert_snapshot!(stderr(&output));
}

#[test]
fn no_colour_where_nobody_sees_it() {
    let output = plansight(&[REPORT], b"");
    assert!(!stdout(&output).contains('\u{1b}'));
}

#[test]
fn utf_16_is_read() {
    let text = "\u{feff}[{\"Plan\": {\"Node Type\": \"Result\"}}]";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(plansight(&[], &bytes).status.success());
}

/// What README shows is what its commands print.
#[test]
fn the_readme_is_true() {
    let readme = include_str!("../../README.md");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("cargo run --release -- "));
    let outputs: Vec<String> = commands
        .map(|command| {
            let output = plansight(&[command.split(' ').next().unwrap()], b"");
            assert!(output.status.success(), "{command}: {}", stderr(&output));
            stdout(&output).trim_end().to_owned()
        })
        .collect();
    assert_eq!(outputs.len(), 4);
    let shown: Vec<&str> = readme
        .split("```text\n")
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap())
        .filter(|block| block.contains(" plan: "))
        .collect();
    assert_eq!(shown.len(), 2);
    for block in shown {
        assert!(outputs.iter().any(|output| output == block), "no command of README prints\n{block}");
    }
    let picture = plansight(&["--format", "svg", REPORT], b"");
    assert_eq!(
        stdout(&picture),
        include_str!("../../docs/orders-report.svg"),
        "draw docs/orders-report.svg anew"
    );
}

#[test]
fn the_statement_of_the_catalog_is_printed() {
    for (engine, first) in [("postgres", "PostgreSQL"), ("mysql", "MySQL"), ("mariadb", "MariaDB")] {
        let output = plansight(&["catalog-sql", engine], b"");
        assert!(output.status.success());
        assert!(stdout(&output).lines().next().unwrap().contains(first));
        let cut = plansight(&["catalog-sql", engine, "--no-values", "--schema", "shop"], b"");
        assert_ne!(cut.stdout, output.stdout);
    }
    assert_eq!(plansight(&["catalog-sql", "oracle"], b"").status.code(), Some(2));
}

#[test]
fn an_index_of_the_catalog_is_not_proposed_again() {
    let folder = std::env::temp_dir().join(format!("plansight-catalog-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("catalog.json");
    // By hand: the table of the report with an index.
    let with = |column: &str| {
        std::fs::write(
            &file,
            format!(
                r#"{{"plansight_catalog": 1, "engine": "postgresql", "search_path": ["public"], "tables": [{{"schema": "public",
                "name": "orders", "indexes": [{{"name": "i", "method": "btree", "valid": true, "keys": [{{"column": "status"}},
                {{"column": "{column}"}}]}}]}}]}}"#
            ),
        )
        .unwrap();
        let output = plansight(&["--catalog", file.to_str().unwrap(), "--format", "ddl", REPORT], b"");
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output).to_owned()
    };
    assert_eq!(with("customer_id"), "CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n");
    assert_eq!(with("placed_at"), "");
    std::fs::write(&file, "{\"plansight_catalog\": 1, \"tables\": 5}").unwrap();
    let output = plansight(&["--catalog", file.to_str().unwrap(), REPORT], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output)
            .contains("catalog.json: line 1, column 36: expected an array, found a number (at /tables)")
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn drops_are_told_of_a_catalog() {
    let catalog = "testdata/catalog/mysql9-drops.jsonl";
    let told = plansight(&["drops", catalog], b"");
    assert!(told.status.success() && told.stderr.is_empty());
    assert!(stdout(&told).starts_with(
        "Indexes to drop: 8\n\n  ALTER TABLE `catalog_drops`.`customers` DROP INDEX `gone_about`;\n"
    ));
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(catalog)).unwrap();
    let report: Value =
        serde_json::from_slice(&plansight(&["drops", "--format", "json"], &bytes).stdout).unwrap();
    assert_eq!((&report["version"], report["indexes"].as_array().unwrap().len()), (&1.into(), 8));
    assert_eq!(report["indexes"][0]["reason"], "prefix");
    let ddl = plansight(&["drops", "--format", "ddl", "-"], &bytes);
    assert!(
        stdout(&ddl).lines().count() == 8 && stdout(&ddl).lines().all(|line| line.contains(" DROP INDEX "))
    );
    assert_eq!(plansight(&["drops"], b"[]").status.code(), Some(2));
}

#[test]
fn a_stream_of_plans_gives_a_line_for_each() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/postgres");
    let mut input = Vec::new();
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|extension| extension == "json") {
            // Every other one on one line, as a column of a table gives it.
            let mut text = String::from_utf8(std::fs::read(entry).unwrap()).unwrap();
            if files % 2 == 0 {
                text = serde_json::from_str::<Value>(&text).unwrap().to_string();
            }
            input.extend_from_slice(format!("{}\n", text.trim_end()).as_bytes());
            files += 1;
        }
    }
    input.extend_from_slice(b"no plan\n{\"Plan\": {\"Node Type\": \n");
    let output = plansight(&["stream"], &input);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), files + 1);
    assert_eq!(lines.iter().filter(|line| line["report"]["version"] == 1).count(), files);
    let numbers: Vec<u64> = lines.iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert!(numbers.is_sorted() && numbers[0] == 1);
    let last = lines.last().unwrap();
    assert_eq!(last["line"], String::from_utf8(input).unwrap().lines().count());
    assert!(last["error"].as_str().unwrap().contains("the plan breaks off here"), "{last}");
    assert!(
        stderr(&output).contains("1 other record without one, 1 record that could not be read"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_stream_finds_the_plans_of_a_log_as_the_whole_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/plans/postgres/15-auto_explain");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return println!("without the collection of plans, there is nothing to hold against");
    };
    let mut logs = 0;
    for file in entries.map(|entry| entry.unwrap().path()) {
        let name = file.to_str().unwrap();
        let whole = plansight(&["--format", "json", name], b"");
        // Logs of plans in other formats.
        if !whole.status.success() {
            continue;
        }
        let whole: Value = serde_json::from_slice(&whole.stdout).unwrap();
        let streamed = plansight(&["stream", name], b"");
        assert!(streamed.status.success());
        let lines = stdout(&streamed).lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let plans: Vec<Value> =
            lines.flat_map(|line| line["report"]["plans"].as_array().unwrap().clone()).collect();
        assert_eq!(Some(&plans), whole["plans"].as_array(), "{name}");
        logs += 1;
    }
    assert!(logs > 0);
    println!("{logs} logs");
}

#[test]
fn a_workload_gets_one_set_of_indexes() {
    let json = plansight(&["workload", "--format", "json", REPORT, REPORT], b"");
    let report: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(report["statements"], serde_json::json!([REPORT, REPORT]));
    assert_eq!(report["indexes"][0]["helps"].as_array().unwrap().len(), 2);
    let ddl = plansight(&["workload", "--format", "ddl", REPORT], b"");
    assert_eq!(stdout(&ddl), "CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n");
    let text = plansight(&["workload", REPORT, "missing.json"], b"");
    assert!(stdout(&text).starts_with("Workload: 1 statement, ") && stderr(&text).contains("missing.json"));
    assert_eq!(text.status.code(), Some(2));
}

#[test]
fn of_a_workload_that_cannot_be_read_only_that_is_said() {
    for format in ["text", "json", "ddl"] {
        let output = plansight(&["workload", "--format", format, "missing.json"], b"");
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).starts_with("plansight: missing.json: cannot be read"));
    }
}

#[test]
fn what_is_beyond_a_limit_is_refused() {
    for limit in ["--max-bytes=1kB", "--max-depth=2", "--max-nodes=2", "--max-expression=5"] {
        let output = plansight(&[limit, REPORT], b"");
        assert_eq!(output.status.code(), Some(2), "{limit}");
        assert!(stderr(&output).contains("expected at most"), "{}", stderr(&output));
    }
    assert!(plansight(&["--max-nodes=1000", "--max-bytes=1GB", REPORT], b"").status.success());
}

#[test]
fn values_can_be_left_out() {
    for format in ["text", "json", "ddl", "html", "svg", "flame", "dot", "mermaid"] {
        let output = plansight(&["--redact", "--format", format, REPORT], b"");
        assert!(output.status.success() && !stdout(&output).contains("returned"), "{format}");
    }
    assert!(stdout(&plansight(&["--format", "json", REPORT], b"")).contains("returned"));
    let broken = plansight(&["--redact"], b"[{\"Plan\": {\"Filter\": \"(a = 'returned')\", x}}]");
    assert_eq!(broken.status.code(), Some(2));
    assert!(!stderr(&broken).contains("returned"), "{}", stderr(&broken));
}

#[test]
fn no_message_drives_the_terminal() {
    let output = plansight(&[], b"{\"\x1b[2Jkey\": {\"Plan\": \x1b]0;title\x07}}");
    assert_eq!(output.status.code(), Some(2));
    let message = stderr(&output);
    assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
}
