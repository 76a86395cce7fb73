//! Plans as large in one direction as somebody could make them, through the whole of the analysis and every renderer:
//! eight times as much takes about eight times as long.
//!
//! `PLANSIGHT_SCALE=100000 cargo test --release --test scale -- --nocapture --test-threads 1` measures larger ones.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_types,
    reason = "a test fails by panicking and says what it counted; here it looks at a clock"
)]

mod common;

use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use common::say;
use plansight::catalog::Catalog;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analyzer, ReadLimits};

/// How many of whatever there are many of.
fn size() -> usize {
    std::env::var("PLANSIGHT_SCALE").ok().and_then(|size| size.parse().ok()).unwrap_or(8_000)
}

/// What each part of the way took.
fn stages(text: String, catalog: Option<&str>) -> Vec<(&'static str, Duration)> {
    let mut all = Vec::new();
    let mut last = Instant::now();
    let mut done = |name: &'static str, last: &mut Instant| {
        all.push((name, last.elapsed()));
        *last = Instant::now();
    };
    let mut analyzer = Analyzer::new().read_limits(ReadLimits {
        expression: 1 << 30,
        depth: 10_000_000,
        ..ReadLimits::default()
    });
    if let Some(document) = catalog {
        analyzer = analyzer.catalog(Catalog::parse(document).unwrap());
        done("catalog", &mut last);
    }
    drop(analyzer.clone().advice(false).analyze(text.as_str()).unwrap());
    done("analysis", &mut last);
    let analysis = analyzer.analyze(text).unwrap();
    done("and advice", &mut last);
    let _ = Report::new(&analysis).to_json();
    done("report", &mut last);
    let _ = render::text(&analysis, TextOptions::default());
    done("text", &mut last);
    let _ = render::html::page(&analysis);
    done("html", &mut last);
    for plan in analysis.plans() {
        let _ = render::svg::tree(plan);
        done("svg", &mut last);
        let _ = render::svg::flame(plan);
        done("flame", &mut last);
        let _ = render::dot(plan);
        done("dot", &mut last);
        let _ = render::mermaid(plan);
        done("mermaid", &mut last);
    }
    drop(analyzer.redact(true));
    drop(analysis);
    done("drop", &mut last);
    all
}

/// Fails where a part of the way takes far more than eight times as long for eight times as much.
fn grows_like_its_text(name: &str, plan: impl Fn(usize) -> String, catalog: Option<fn(usize) -> String>) {
    let large = size();
    let run = |size: usize| stages(plan(size), catalog.map(|catalog| catalog(size)).as_deref());
    let (some, all) = (run(large / 8), run(large));
    let mut line = format!("{name:<28}{large:>9}{:>9} kB", plan(large).len() / 1000);
    for (stage, time) in &all {
        let _ = write!(line, "  {stage} {:.3}", time.as_secs_f64());
    }
    say(&line);
    for ((stage, some), (_, all)) in some.iter().zip(&all) {
        // Twice the linear for what grows with a logarithm, twice for a busy machine, and half a second for noise.
        let most = *some * 32 + Duration::from_millis(500);
        assert!(*all < most, "{name}, {stage}: {some:?} for {}, {all:?} for {large}", large / 8);
    }
}

fn node(kind: &str, rest: &str, children: &str) -> String {
    format!(
        r#"{{"Node Type":"{kind}","Parent Relationship":"Outer","Startup Cost":0,"Total Cost":1000.5,"Plan Rows":10,"Plan Width":4,"Actual Startup Time":0.1,"Actual Total Time":1.5,"Actual Rows":10,"Actual Loops":1{rest},"Plans":[{children}]}}"#
    )
}

fn scan(number: usize, rest: &str) -> String {
    node("Seq Scan", &format!(r#","Relation Name":"t{number}","Alias":"t{number}"{rest}"#), "")
}

fn plan(root: &str) -> String {
    format!(r#"[{{"Plan":{root}}}]"#)
}

fn many(size: usize, one: impl Fn(usize) -> String, separator: &str) -> String {
    (0..size).map(one).collect::<Vec<_>>().join(separator)
}

#[test]
fn facts_of_one_node() {
    grows_like_its_text(
        "properties",
        |size| plan(&scan(1, &many(size * 10, |n| format!(r#","k{n}":{n}"#), ""))),
        None,
    );
    grows_like_its_text(
        "output columns",
        |size| plan(&scan(1, &format!(r#","Output":[{}]"#, many(size, |n| format!(r#""t.c{n}""#), ",")))),
        None,
    );
    grows_like_its_text(
        "sort keys",
        |size| {
            let keys = many(size, |n| format!(r#""c{n} DESC""#), ",");
            plan(&node("Sort", &format!(r#","Sort Key":[{keys}]"#), &scan(1, "")))
        },
        None,
    );
}

#[test]
fn long_texts() {
    grows_like_its_text(
        "one text",
        |size| plan(&scan(1, &format!(r#","Note":"{}""#, "x ".repeat(size * 100)))),
        None,
    );
    grows_like_its_text(
        "names",
        |size| {
            let name = "n".repeat(size * 10);
            plan(&node(
                "Seq Scan",
                &format!(
                    r#","Relation Name":"{name}","Alias":"{name}","Filter":"({name}.c{name} = 5)","Rows Removed by Filter":5000000"#
                ),
                "",
            ))
        },
        None,
    );
    for (name, arm, word) in [
        ("OR of one column", "(a = 5)", " OR "),
        ("OR of many columns", "(c# = 5)", " OR "),
        ("AND of many columns", "(c# = 5)", " AND "),
        ("AND of ranges", "(a < #)", " AND "),
        ("NOT in brackets", "(NOT (a = #))", " AND "),
    ] {
        let condition = |size: usize| {
            let arms = many(size, |n| arm.replace('#', &n.to_string()), word);
            plan(&scan(1, &format!(r#","Filter":"({arms})","Rows Removed by Filter":5000000"#)))
        };
        grows_like_its_text(name, condition, None);
    }
    grows_like_its_text(
        "brackets",
        |size| plan(&scan(1, &format!(r#","Filter":"{}a = 5{}""#, "(".repeat(size), ")".repeat(size)))),
        None,
    );
    grows_like_its_text(
        "list of values",
        |size| {
            plan(&scan(
                1,
                &format!(
                    r#","Filter":"(a = ANY ('{{{}}}'::integer[]))","Rows Removed by Filter":5000000"#,
                    many(size, |n| n.to_string(), ",")
                ),
            ))
        },
        None,
    );
}

#[test]
fn wide_plans() {
    let filtered = |n: usize| scan(n, r#","Filter":"(a = 5)","Rows Removed by Filter":5000"#);
    grows_like_its_text(
        "children",
        |size| plan(&node("Append", "", &many(size, |n| scan(n, ""), ","))),
        None,
    );
    grows_like_its_text(
        "filtered children",
        |size| plan(&node("Append", "", &many(size, filtered, ","))),
        None,
    );
    let partition = |n: usize| {
        node(
            "Seq Scan",
            &format!(
                r#","Relation Name":"t_{n}","Alias":"t_{n}","Filter":"(a = 5)","Rows Removed by Filter":5000"#
            ),
            "",
        )
        .replace("\"Outer\"", "\"Member\"")
    };
    grows_like_its_text(
        "partitions sorted",
        |size| {
            plan(&node(
                "Limit",
                "",
                &node("Sort", r#","Sort Key":["t.b"]"#, &node("Append", "", &many(size, partition, ","))),
            ))
        },
        None,
    );
    grows_like_its_text(
        "joins",
        |size| {
            let inner = |n: usize| {
                node("Index Scan", &format!(r#","Index Name":"i","Relation Name":"t{n}","Alias":"t{n}","Index Cond":"(a = t{}.b)""#, n.saturating_sub(1)), "").replace("\"Outer\"", "\"Inner\"")
            };
            let mut tree = scan(0, "");
            // A left-deep tree, so that its text is made in one pass.
            let mut open = String::new();
            let mut close = String::new();
            let (before, behind) = node("Nested Loop", r#","Join Type":"Inner""#, "|")
                .split_once('|')
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .unwrap();
            for n in 1..size / 4 {
                open.push_str(&before);
                let _ = write!(close, ",{}{behind}", inner(n));
            }
            tree = open + &tree + &close;
            plan(&tree)
        },
        None,
    );
}

#[test]
fn references() {
    let init = |n: usize| {
        node("Result", &format!(r#","Subplan Name":"InitPlan {n} (returns ${n})""#), "")
            .replace("\"Outer\"", "\"InitPlan\"")
    };
    let user = |n: usize| scan(n, &format!(r#","Filter":"(a > ${n})""#));
    grows_like_its_text(
        "InitPlans and users",
        |size| plan(&node("Append", "", &(many(size, init, ",") + "," + &many(size, user, ",")))),
        None,
    );
    grows_like_its_text(
        "one InitPlan, many users",
        |size| plan(&node("Append", "", &(init(0) + "," + &many(size, |_| user(0), ",")))),
        None,
    );
    grows_like_its_text(
        "InitPlans of one condition",
        |size| {
            let condition = many(size, |n| format!("(a > ${n})"), " OR ");
            plan(&node(
                "Seq Scan",
                &format!(r#","Relation Name":"t","Filter":"({condition})""#),
                &many(size, init, ","),
            ))
        },
        None,
    );
    let sub = |n: usize| {
        node("Result", &format!(r#","Subplan Name":"SubPlan {n}""#), "").replace("\"Outer\"", "\"SubPlan\"")
    };
    grows_like_its_text(
        "SubPlans of one condition",
        |size| {
            let condition = many(size, |n| format!("(SubPlan {n})"), " AND ");
            plan(&node(
                "Seq Scan",
                &format!(r#","Relation Name":"t","Filter":"({condition})""#),
                &many(size, sub, ","),
            ))
        },
        None,
    );
    let cte = node("Result", r#","Subplan Name":"CTE x""#, "").replace("\"Outer\"", "\"InitPlan\"");
    grows_like_its_text(
        "scans of one CTE",
        |size| {
            let scans =
                many(size, |n| node("CTE Scan", &format!(r#","CTE Name":"x","Alias":"x{n}""#), ""), ",");
            plan(&node("Append", "", &(cte.clone() + "," + &scans)))
        },
        None,
    );
    grows_like_its_text(
        "CTEs",
        |size| {
            let ctes = many(size, |n| cte.replace("CTE x", &format!("CTE x{n}")), ",");
            let scans =
                many(size, |n| node("CTE Scan", &format!(r#","CTE Name":"x{n}","Alias":"x{n}""#), ""), ",");
            plan(&node("Append", "", &(ctes + "," + &scans)))
        },
        None,
    );
}

#[test]
fn levels() {
    let run = || {
        let (open, close) =
            node("Limit", "", "|").split_once('|').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let deep = |size: usize| {
            plan(
                &(open.repeat(size)
                    + &scan(1, r#","Filter":"(a = 5)","Rows Removed by Filter":5000"#)
                    + &close.repeat(size)),
            )
        };
        grows_like_its_text("levels", deep, None);
        let (open, close) = node("Nested Loop", r#","Join Type":"Inner""#, &(scan(2, "") + ",|"))
            .split_once('|')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        let joins = |size: usize| {
            plan(&(open.repeat(size) + &scan(1, r#","Filter":"(a = 5)""#) + &close.repeat(size)))
        };
        grows_like_its_text("levels of joins", joins, None);
    };
    thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn catalogs() {
    let indexes = |size: usize| {
        let index = |n: usize| {
            format!(
                r#"{{"name":"i{n}","method":"btree","definition":"CREATE INDEX i{n} ON public.t1 USING btree (c{n})","keys":[{{"column":"c{n}"}}]}}"#
            )
        };
        let columns = many(size, |n| format!(r#"{{"name":"c{n}","type":"integer"}}"#), ",");
        format!(
            r#"{{"plansight_catalog":1,"engine":"postgresql","search_path":["public"],"tables":[{{"schema":"public","name":"t1","rows":1000000,"columns":[{{"name":"a","type":"integer"}},{columns}],"indexes":[{}]}}]}}"#,
            many(size, index, ",")
        )
    };
    let tables = |size: usize| {
        let table = |n: usize| {
            format!(
                r#"{{"schema":"public","name":"t{n}","rows":1000000,"columns":[{{"name":"a","type":"integer"}}],"indexes":[{{"name":"i{n}","keys":[{{"column":"b"}}]}}]}}"#
            )
        };
        format!(
            r#"{{"plansight_catalog":1,"engine":"postgresql","search_path":["public"],"tables":[{}]}}"#,
            many(size, table, ",")
        )
    };
    let filtered = |n: usize| scan(n, r#","Filter":"(a = 5)","Rows Removed by Filter":5000"#);
    let one =
        |_: usize| plan(&scan(1, r#","Filter":"((a = 5) AND (c5 = 7))","Rows Removed by Filter":5000000"#));
    grows_like_its_text("catalog: indexes", one, Some(indexes));
    grows_like_its_text(
        "catalog: tables",
        |size| plan(&node("Append", "", &many(size, filtered, ","))),
        Some(tables),
    );
    let list = |size: usize| {
        let started = Instant::now();
        let found = plansight::advice::drops(&Catalog::parse(&indexes(size)).unwrap());
        (found.len(), started.elapsed())
    };
    let ((_, some), (_, all)) = (list(size() / 8), list(size()));
    assert!(all < some * 32 + Duration::from_millis(500), "drops: {some:?}, {all:?}");
}

#[test]
fn plans_of_mysql() {
    let table = |n: usize| {
        format!(
            r#"{{"table":{{"table_name":"t{n}","access_type":"ALL","rows_examined_per_scan":900,"rows_produced_per_join":9,"filtered":"1.00","cost_info":{{"read_cost":"9.0","eval_cost":"9.0","prefix_cost":"99.0"}},"attached_condition":"(`d`.`t{n}`.`a` = 5)"}}}}"#
        )
    };
    grows_like_its_text(
        "MySQL v1 tables",
        |size| {
            format!(
                r#"{{"query_block":{{"select_id":1,"cost_info":{{"query_cost":"999.0"}},"nested_loop":[{}]}}}}"#,
                many(size, table, ",")
            )
        },
        None,
    );
    let subquery = |n: usize| {
        format!(
            r#"{{"dependent":true,"query_block":{{"select_id":{n},"table":{{"table_name":"t{n}","access_type":"ALL","rows_examined_per_scan":100,"filtered":"10.00"}}}}}}"#
        )
    };
    grows_like_its_text(
        "MySQL v1 subqueries",
        |size| {
            let uses = many(size, |n| format!("(t1.a = (/* select#{} */ select 1))", n + 2), " or ");
            format!(
                r#"{{"query_block":{{"select_id":1,"table":{{"table_name":"t1","access_type":"ALL","rows_examined_per_scan":100,"filtered":"10.00","attached_condition":"({uses})","attached_subqueries":[{}]}}}}}}"#,
                many(size, |n| subquery(n + 2), ",")
            )
        },
        None,
    );
    let input = |n: usize| {
        format!(
            r#"{{"operation":"Filter: (t{n}.a > 1)","access_type":"filter","condition":"(t{n}.a > 1)","estimated_rows":10.0,"estimated_total_cost":10.5,"inputs":[{{"operation":"Table scan on t{n}","access_type":"table","table_name":"t{n}","estimated_rows":1000.0,"estimated_total_cost":9.5}}]}}"#
        )
    };
    grows_like_its_text(
        "MySQL v2 inputs",
        |size| {
            format!(
                r#"{{"query":"","query_plan":{{"operation":"Append","access_type":"append","estimated_rows":1.0,"inputs":[{}]}},"json_schema_version":"2.0"}}"#,
                many(size, input, ",")
            )
        },
        None,
    );
    grows_like_its_text(
        "MySQL TREE lines",
        |size| {
            "-> Append  (cost=1 rows=9)\n".to_owned()
                + &many(
                    size,
                    |n| {
                        format!(
                            "    -> Filter: (t{n}.a = 5)  (cost=1 rows=9)\n        -> Table scan on t{n}  (cost=1 rows=9000)\n"
                        )
                    },
                    "",
                )
        },
        None,
    );
    let maria = |n: usize| {
        format!(
            r#"{{"table":{{"table_name":"t{n}","access_type":"ALL","r_loops":1,"rows":900,"r_rows":900,"r_table_time_ms":9.0,"r_other_time_ms":1.0,"filtered":100,"r_filtered":1.0,"attached_condition":"t{n}.a = 5"}}}}"#
        )
    };
    grows_like_its_text(
        "MariaDB tables",
        |size| {
            format!(
                r#"{{"query_block":{{"select_id":1,"r_loops":1,"r_total_time_ms":99.0,"nested_loop":[{}]}}}}"#,
                many(size, maria, ",")
            )
        },
        None,
    );
}
