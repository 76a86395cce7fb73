//! Input that nobody writes on purpose, or only to do harm: an answer or an error, never a panic, in little stack
//! and linear time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::thread;

use common::{collection, files, say, testdata, text};
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analyzer, ReadLimits};

/// Everything that can be done with an analysis.
fn exercise(plan: String) {
    let Ok(analysis) = plansight::analyze(plan) else { return };
    let _ = Report::new(&analysis).to_json();
    let _ = render::text(&analysis, TextOptions::default().color(true));
    let copy = analysis.clone();
    let _ = format!("{copy:?}").len();
}

/// Runs on a thread with a stack of one megabyte, the least that browsers give.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap();
    thread.join().unwrap();
}

/// A minimal node made by hand, with children.
fn node(kind: &str, rest: &str, children: &str) -> String {
    format!(
        r#"{{"Node Type":"{kind}","Startup Cost":0,"Total Cost":10.5,"Plan Rows":10,"Plan Width":4,"Actual Startup Time":0.1,"Actual Total Time":1.5,"Actual Rows":10,"Actual Loops":1{rest},"Plans":[{children}]}}"#
    )
}

#[test]
fn ten_thousand_levels_fit_a_small_stack() {
    on_small_stack(|| {
        let mut plan = node("Seq Scan", r#","Relation Name":"t""#, "");
        let (open, close) = node("Limit", r#","Parent Relationship":"Outer""#, "|")
            .split_once('|')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        plan = open.repeat(10_000) + &plan + &close.repeat(10_000);
        let document = format!(r#"[{{"Plan":{plan}}}]"#);
        let analysis = plansight::analyze(document.as_str()).unwrap();
        assert_eq!(analysis.plans()[0].plan().len(), 10_001);
        exercise(document);
    });
}

#[test]
fn a_join_of_sixty_four_tables_is_read() {
    let mut plan =
        node("Seq Scan", r#","Parent Relationship":"Outer","Relation Name":"t0","Alias":"t0""#, "");
    for table in 1..64 {
        let inner = node(
            "Hash",
            r#","Parent Relationship":"Inner""#,
            &node(
                "Seq Scan",
                &format!(r#","Parent Relationship":"Outer","Relation Name":"t{table}","Alias":"t{table}""#),
                "",
            ),
        );
        let condition = format!(
            r#","Parent Relationship":"Outer","Join Type":"Left","Hash Cond":"(t{table}.id = t0.id)""#
        );
        plan = node("Hash Join", &condition, &format!("{plan},{inner}"));
    }
    let analysis = plansight::analyze(format!(r#"[{{"Plan":{plan}}}]"#)).unwrap();
    assert_eq!(analysis.plans()[0].plan().len(), 1 + 63 * 3);
}

#[test]
fn a_thousand_partitions_fold() {
    let scans: Vec<String> = (0..1000)
        .map(|n| node("Seq Scan", &format!(r#","Parent Relationship":"Member","Relation Name":"p_{n:04}","Alias":"p_{n}","Filter":"(a = 1)""#), ""))
        .collect();
    // The Append takes as long as its inputs together.
    let append = node("Append", "", &scans.join(",")).replacen("1.5", "1500.0", 1);
    let analysis = plansight::analyze(format!(r#"[{{"Plan":{append}}}]"#)).unwrap();
    assert_eq!(analysis.plans()[0].plan().len(), 1001);
    let lines = render::text(&analysis, TextOptions::default()).lines().count();
    assert!(lines < 60, "{lines} lines");
}

#[test]
fn a_list_of_five_thousand_values_is_one_condition() {
    let values: Vec<String> = (0..5000).map(|n| n.to_string()).collect();
    let filter = format!(
        r#","Relation Name":"t","Alias":"t","Filter":"(id = ANY ('{{{}}}'::integer[]))","Rows Removed by Filter":900000"#,
        values.join(",")
    );
    let analysis = plansight::analyze(format!(r#"[{{"Plan":{}}}]"#, node("Seq Scan", &filter, ""))).unwrap();
    assert_eq!(analysis.plans()[0].findings()[0].rule, "filter-discards-rows");
}

/// A plan with so many InitPlans, each used by a scan of its own.
fn init_plans(count: usize) -> String {
    let init = |n: usize| {
        node(
            "Result",
            &format!(r#","Parent Relationship":"InitPlan","Subplan Name":"InitPlan {n} (returns ${n})""#),
            "",
        )
    };
    let user = |n: usize| {
        node(
            "Seq Scan",
            &format!(r#","Parent Relationship":"Member","Relation Name":"t","Filter":"(a > ${n})""#),
            "",
        )
    };
    let children: Vec<String> = (0..count).map(init).chain((0..count).map(user)).collect();
    format!(r#"[{{"Plan":{}}}]"#, node("Append", "", &children.join(",")))
}

#[test]
fn ten_thousand_init_plans_are_linked() {
    let analysis = plansight::analyze(init_plans(10_000)).unwrap();
    let plan = analysis.plans()[0].plan();
    let references = plan.edges().filter(|(_, _, kind)| !kind.is_tree()).count();
    assert_eq!(references, 10_000);
    exercise(init_plans(10_000));
}

#[test]
fn limits_are_errors() {
    let analyzer = |limits| Analyzer::new().read_limits(limits);
    let document = init_plans(100);
    for limits in [
        ReadLimits { bytes: 1000, ..ReadLimits::default() },
        ReadLimits { depth: 3, ..ReadLimits::default() },
        ReadLimits { nodes: 100, ..ReadLimits::default() },
        ReadLimits { expression: 7, ..ReadLimits::default() },
    ] {
        let error = analyzer(limits).analyze(document.as_str()).unwrap_err();
        assert_eq!(error.code(), "limit", "{error}");
    }
}

/// A query block of MySQL's JSON version 1 with a scan in it, made by hand.
fn block(select: usize, inside: &str) -> String {
    format!(
        r#"{{"select_id":{select},"cost_info":{{"query_cost":"10.00"}},"table":{{"table_name":"t{select}","access_type":"ALL","rows_examined_per_scan":100,"rows_produced_per_join":10,"filtered":"10.00","cost_info":{{"read_cost":"9.00","eval_cost":"1.00","prefix_cost":"10.00","data_read_per_join":"1K"}}{inside}}}}}"#
    )
}

/// A node of MySQL's JSON version 2, made by hand.
fn iterator(inputs: &str) -> String {
    format!(
        r#"{{"operation":"Filter: (t.a > 1)","access_type":"filter","condition":"(t.a > 1)","estimated_rows":10.0,"estimated_total_cost":10.5,"actual_rows":10.0,"actual_loops":1,"actual_first_row_ms":0.1,"actual_last_row_ms":1.5{inputs}}}"#
    )
}

/// MySQL and MariaDB nest as deep as they like, in every format.
#[test]
fn thousands_of_levels_of_mysql_fit_a_small_stack() {
    let deep = |pattern: &str, levels: usize| {
        let (open, close) = pattern.split_once('|').unwrap();
        open.repeat(levels) + &close.repeat(levels)
    };
    let version_1 = deep(&block(1, r#","attached_subqueries":[{"dependent":true,"query_block":|}]"#), 5_000);
    let version_1 =
        version_1.replacen(r#""query_block":}"#, &format!(r#""query_block":{}}}"#, block(9, "")), 1);
    let version_2 = deep(&iterator(r#","inputs":[|]"#), 10_000);
    let mariadb = deep(
        r#"{"select_id":2,"nested_loop":[{"table":{"table_name":"<derived2>","access_type":"ALL","rows":9,"filtered":100,"materialized":{"query_block":|}}}]}"#,
        3_000,
    );
    let mariadb = mariadb.replacen(
        r#""query_block":}"#,
        r#""query_block":{"select_id":3,"table":{"message":"x"}}}"#,
        1,
    );
    // Each level indents all below it: its text grows by the square.
    let line = |level: usize| format!("{}-> Filter: (t.a > {level})  (cost=1 rows=1)", "    ".repeat(level));
    let tree = (0..2_000).map(line).collect::<Vec<_>>().join("\n");
    for (plan, least) in [
        (format!(r#"{{"query_block":{version_1}}}"#), 5_000),
        (format!(r#"{{"query":"","query_plan":{version_2},"json_schema_version":"2.0"}}"#), 10_000),
        (format!(r#"{{"query_block":{mariadb}}}"#), 3_000),
        (tree, 2_000),
    ] {
        on_small_stack(move || {
            let analyzer =
                Analyzer::new().read_limits(ReadLimits { depth: 100_000, ..ReadLimits::default() });
            let analysis = analyzer.analyze(plan.as_str()).unwrap();
            assert!(analysis.plans()[0].plan().len() >= least);
            let _ = Report::new(&analysis).to_json();
            let _ = render::text(&analysis, TextOptions::default());
            exercise(plan);
        });
    }
}

#[test]
fn a_hundred_thousand_tables_are_read() {
    let count = 100_000;
    let repeated = r#""table":{"table_name":"t","access_type":"ALL","rows":9,"filtered":100}"#;
    let mariadb = vec![repeated; count].join(",");
    let joined: String = (0..count)
        .map(|n| format!(r#"{{"table":{{"table_name":"t{n}","access_type":"ref","key":"k","used_key_parts":["a"],"ref":["d.t.a"],"rows_examined_per_scan":1,"rows_produced_per_join":1,"filtered":"100.00"}}}}"#))
        .collect::<Vec<_>>()
        .join(",");
    let members = "    -> Table scan on t  (cost=1 rows=9)\n".repeat(count);
    for plan in [
        format!(r#"{{"query_block":{{"select_id":1,{mariadb}}}}}"#),
        format!(r#"{{"query_block":{{"select_id":1,"nested_loop":[{joined}]}}}}"#),
        format!("-> Append  (cost=1 rows=9)\n{members}"),
    ] {
        let analysis = plansight::analyze(plan.as_str()).unwrap();
        let plan_of = analysis.plans()[0].plan();
        assert!(plan_of.nodes().filter(|node| node.operator().is_table_scan()).count() == count);
        exercise(plan);
    }
}

#[test]
fn ten_thousand_subqueries_are_linked() {
    let subquery = |n: usize| format!(r#"{{"dependent":true,"query_block":{}}}"#, block(n, ""));
    let subqueries: Vec<String> = (2..10_002).map(subquery).collect();
    let uses: Vec<String> =
        (2..10_002).map(|n| format!("(t1.a = (/* select#{n} */ select t{n}.a from t{n}))")).collect();
    let inside = format!(
        r#","attached_condition":"({})","attached_subqueries":[{}]"#,
        uses.join(" or "),
        subqueries.join(",")
    );
    let plan = format!(r#"{{"query_block":{}}}"#, block(1, &inside));
    let analysis = plansight::analyze(plan.as_str()).unwrap();
    let references = analysis.plans()[0].plan().edges().filter(|(_, _, kind)| !kind.is_tree()).count();
    assert_eq!(references, 10_000);
    exercise(plan);
}

/// Some of our captures: a report, a recursion, parallel workers; the report in all that MySQL and MariaDB print.
fn some_plans() -> [String; 7] {
    [
        "postgres/15-orders-report.json",
        "postgres/15-cte-recursive.json",
        "postgres/15-gather.json",
        "mysql/mysql9-orders-report.v1.json",
        "mysql/mysql9-orders-report.v2-analyze.json",
        "mysql/mysql9-orders-report.tree-analyze.txt",
        "mysql/mariadb118-orders-report.analyze.json",
    ]
    .map(|name| text(&testdata().join(name)))
}

#[test]
fn a_plan_cut_anywhere_is_an_error_that_says_where() {
    for plan in some_plans().into_iter().filter(|plan| !plan.starts_with("->")) {
        let whole = plan.trim_end().len();
        for end in (0..whole).filter(|end| plan.is_char_boundary(*end)) {
            let error = plansight::analyze(&plan[..end]).expect_err("half a plan is none");
            assert!(error.span().start <= end, "cut at {end}: {error}");
            assert!(
                matches!(
                    error.code(),
                    "truncated" | "empty" | "json-without-plan" | "unknown" | "invalid-json"
                ),
                "cut at {end}: {error}"
            );
            if end > 200 {
                assert_eq!(error.code(), "truncated", "cut at {end}: {error}");
            }
        }
    }
}

/// A small generator of pseudo-random numbers (splitmix64): the same on every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn a_hundred_thousand_flipped_bytes_do_no_harm() {
    let mut state = 7;
    let (mut read, mut refused) = (0, 0);
    for plan in some_plans() {
        for _ in 0..15_000 {
            let mut bytes = plan.clone().into_bytes();
            let at = random(&mut state) as usize % bytes.len();
            bytes[at] = random(&mut state) as u8;
            match Analyzer::new().analyze_bytes(bytes) {
                Ok(analysis) => {
                    let _ = render::text(&analysis, TextOptions::default());
                    read += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    say(&format!("{read} read, {refused} refused"));
    assert!(read > 1000 && refused > 1000);
}

#[test]
fn every_capture_survives_everything() {
    let mut folders = vec![testdata()];
    folders.extend(["postgres", "mysql", "mariadb"].into_iter().filter_map(collection));
    for path in folders.iter().flat_map(|folder| [".json", ".txt"].map(|end| files(folder, end))).flatten() {
        exercise(text(&path));
    }
}

#[test]
fn a_terminal_is_not_driven_by_a_plan() {
    let hostile = r#","Relation Name":"t\u001b[2J\u0007","Alias":"\u202eevil","Filter":"(a = '\u001b]0;x')""#;
    let analysis = plansight::analyze(format!(r#"[{{"Plan":{}}}]"#, node("Seq Scan", hostile, ""))).unwrap();
    let page = render::text(&analysis, TextOptions::default());
    assert!(!page.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{page:?}");
}

#[test]
fn everything_crosses_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<plansight::plan::Plan>();
    crosses::<plansight::metrics::Metrics>();
    crosses::<plansight::rules::Finding>();
    crosses::<plansight::advice::IndexAdvice>();
    crosses::<plansight::Analysis>();
    crosses::<plansight::ParseError>();
}
