//! Index advice on minimal plans made by hand: each pins one choice of keys.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

/// The DDL for a scan of a large table with these facts, below other nodes.
fn ddl(scan: &str, above: impl Fn(String) -> String) -> Vec<String> {
    let scan = format!(
        r#"{{"Node Type": "Seq Scan", "Parent Relationship": "Outer", "Relation Name": "orders", "Alias": "o",
            "Startup Cost": 0, "Total Cost": 10000, "Plan Rows": 50, "Plan Width": 8, "Actual Startup Time": 0.1,
            "Actual Total Time": 90, "Actual Rows": 50, "Actual Loops": 1, "Rows Removed by Filter": 399950{scan}}}"#
    );
    let analysis = plansight::analyze(format!(r#"[{{"Plan": {}}}]"#, above(scan))).unwrap();
    analysis.plans()[0].indexes().iter().map(|index| index.ddl().to_owned()).collect()
}

fn alone(filter: &str) -> Vec<String> {
    ddl(&format!(r#", "Filter": "{filter}""#), |scan| scan)
}

/// Below a sort by these keys and a LIMIT of ten.
fn top_ten(filter: &str, sort_key: &str) -> Vec<String> {
    let node = |kind: &str, cost: f64, facts: &str, child: &str| {
        format!(
            r#"{{"Node Type": "{kind}", "Parent Relationship": "Outer", "Startup Cost": {cost}, "Total Cost": {cost},
                "Plan Rows": 10, "Plan Width": 8, "Actual Startup Time": 91, "Actual Total Time": 91,
                "Actual Rows": 10, "Actual Loops": 1{facts}, "Plans": [{child}]}}"#
        )
    };
    ddl(&format!(r#", "Filter": "{filter}""#), |scan| {
        let sort = node("Sort", 10_010.0, &format!(r#", "Sort Key": [{sort_key}]"#), &scan);
        node("Limit", 10_010.5, "", &sort)
    })
}

#[test]
fn equalities_come_first_then_one_range() {
    assert_eq!(
        alone("((o.total > '10'::numeric) AND (o.status = 'open'::text) AND (o.shop_id = 7))"),
        ["CREATE INDEX CONCURRENTLY ON orders (status, shop_id, total);"]
    );
    assert_eq!(
        alone("((placed_at >= '2024-01-01'::date) AND (total > 3) AND (placed_at < '2024-02-01'::date))"),
        ["CREATE INDEX CONCURRENTLY ON orders (placed_at);"],
        "the column that is bounded on both sides"
    );
}

#[test]
fn an_or_of_one_column_is_a_list() {
    assert_eq!(
        alone("((status = 'a'::text) OR (status = 'b'::text))"),
        ["CREATE INDEX CONCURRENTLY ON orders (status);"]
    );
}

#[test]
fn the_sides_of_an_or_get_an_index_each() {
    assert_eq!(
        alone("((status = 'a'::text) OR (total > 3))"),
        ["CREATE INDEX CONCURRENTLY ON orders (status);", "CREATE INDEX CONCURRENTLY ON orders (total);"]
    );
    assert!(alone("((status = 'a'::text) OR (note ~~ '%a%'::text))").is_empty());
}

#[test]
fn what_a_btree_does_not_look_up_has_methods_of_its_own() {
    for (filter, index) in [
        ("((o.name)::text ~~ 'ab%'::text)", "(name text_pattern_ops)"),
        ("(o.name ~~* '%abc%'::text)", "USING gin (name gin_trgm_ops)"),
        ("(doc @> '{\\\"a\\\": 1}'::jsonb)", "USING gin (doc jsonb_path_ops)"),
        ("(tags && '{a,b}'::text[])", "USING gin (tags)"),
        ("(search @@ '''a'''::tsquery)", "USING gin (search)"),
        ("(during && '[1,2)'::int4range)", "USING gist (during)"),
        ("(ROW(a, b) > ROW(1, 2))", "(a, b)"),
        ("((status)::text = 'a'::text)", "(status)"),
    ] {
        let made = alone(filter);
        let statement = made[0].strip_prefix("CREATE EXTENSION IF NOT EXISTS pg_trgm;\n").unwrap_or(&made[0]);
        assert_eq!(statement, format!("CREATE INDEX CONCURRENTLY ON orders {index};"), "{filter}");
        assert_eq!(statement == made[0], !index.contains("trgm"));
    }
}

#[test]
fn the_few_that_are_not_as_most_are_have_an_index_of_their_own() {
    assert_eq!(
        alone("(o.status <> 'done'::text)"),
        ["CREATE INDEX CONCURRENTLY ON orders (status) WHERE (status <> 'done'::text);"]
    );
    assert_eq!(
        top_ten("(status <> ALL ('{done,sent}'::text[]))", r#""o.placed_at""#),
        ["CREATE INDEX CONCURRENTLY ON orders (placed_at) WHERE (status <> ALL ('{done,sent}'::text[]));"]
    );
}

#[test]
fn the_nearest_come_from_a_gist() {
    assert_eq!(
        top_ten("(kind <> other)", r#""(o.place <-> '(1,2)'::point)""#),
        ["CREATE INDEX CONCURRENTLY ON orders USING gist (place);"]
    );
}

#[test]
fn names_are_quoted_and_expressions_kept() {
    assert_eq!(
        alone(r#"(o.\"Weird \"\"Name\" = 3)"#),
        [r#"CREATE INDEX CONCURRENTLY ON orders ("Weird ""Name");"#]
    );
    assert_eq!(
        alone("(lower(o.email) = 'a'::text)"),
        ["CREATE INDEX CONCURRENTLY ON orders (lower(email));"]
    );
}

#[test]
fn what_no_btree_serves_gets_none() {
    for filter in [
        "(status <> other)",
        "(status <> $1)",
        "(note ~~ '%a%'::text)",
        "(total > other)",
        "(date_trunc('day'::text, at) = now())",
    ] {
        assert!(alone(filter).is_empty(), "{filter}");
    }
}

#[test]
fn an_order_under_a_limit_comes_behind_what_is_fixed() {
    assert_eq!(
        top_ten("(o.status = 'open'::text)", r#""o.placed_at DESC", "o.id""#),
        ["CREATE INDEX CONCURRENTLY ON orders (status, placed_at DESC, id);"]
    );
    assert_eq!(
        top_ten("(o.placed_at > '2024-01-01'::date)", r#""o.placed_at DESC NULLS LAST""#),
        ["CREATE INDEX CONCURRENTLY ON orders (placed_at DESC NULLS LAST);"]
    );
    assert_eq!(
        top_ten("(o.status = ANY ('{open,held}'::text[]))", r#""o.placed_at""#),
        ["CREATE INDEX CONCURRENTLY ON orders (status);"],
        "a list of values leaves no order behind it"
    );
}

#[test]
fn the_checks_of_a_foreign_key_want_an_index() {
    let plan = |constraint: &str, time: f64| {
        format!(
            r#"[{{"Plan": {{"Node Type": "ModifyTable", "Operation": "Delete", "Relation Name": "categories",
                "Startup Cost": 0, "Total Cost": 8, "Plan Rows": 0, "Plan Width": 0, "Actual Startup Time": 0.1,
                "Actual Total Time": 0.1, "Actual Rows": 0, "Actual Loops": 1}}, "Triggers": [{{
                "Trigger Name": "RI_ConstraintTrigger_a_16503", "Constraint Name": "{constraint}",
                "Relation": "categories", "Time": {time}, "Calls": 5}}], "Execution Time": {}}}]"#,
            time + 1.0
        )
    };
    let made = |constraint: &str, time: f64| {
        let analysis = plansight::analyze(plan(constraint, time)).unwrap();
        analysis.plans()[0].indexes().iter().map(|index| index.ddl().to_owned()).collect::<Vec<_>>()
    };
    let ddl = made("products_category_id_fkey", 50.0);
    assert!(ddl[0].ends_with("\nCREATE INDEX CONCURRENTLY ON products (category_id);"), "{ddl:?}");
    assert!(made("products_category_id_fkey", 0.5).is_empty());
    assert!(made("some_other_name", 50.0).is_empty());
    let hostile = made("x; DROP TABLE y; --\\n_category_id_fkey", 50.0);
    assert!(hostile[0].lines().skip(1).all(|line| line.starts_with("CREATE INDEX")), "{hostile:?}");
}

/// As EXPLAIN (VERBOSE) prints a sum over a scan.
#[test]
fn an_index_covers_what_the_statement_is_seen_to_need() {
    let sum = |output: &str, rows: u32| {
        let scan = r#", "Output": ["id", "total", "note"], "Filter": "(o.status = 'open'::text)""#;
        let made = ddl(scan, |scan| {
            format!(
                r#"{{"Node Type": "Aggregate", "Strategy": "Plain", "Startup Cost": 10001, "Total Cost": 10001,
                    "Plan Rows": 1, "Plan Width": 8, "Output": ["{output}"], "Plans": [{}]}}"#,
                scan.replace(r#""Plan Rows": 50"#, &format!(r#""Plan Rows": {rows}"#))
            )
        });
        made.into_iter().next().unwrap_or_default()
    };
    let index = "CREATE INDEX CONCURRENTLY ON orders (status)";
    assert_eq!(sum("sum(total)", 500), format!("{index} INCLUDE (total);"));
    assert_eq!(sum("count(*)", 500), format!("{index};"));
    assert_eq!(sum("sum(a + b + c + d + e)", 500), format!("{index};"), "too many");
    assert_eq!(sum("sum(total)", 5), format!("{index};"), "few rows are fetched from the table");
}

/// A minimal catalog made by hand.
#[test]
fn an_index_holds_the_rows_of_one_status_where_there_are_few() {
    let plan = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders", "Startup Cost": 0,
        "Total Cost": 10000, "Plan Rows": 50, "Plan Width": 8, "Actual Startup Time": 0.1, "Actual Total Time": 90,
        "Actual Rows": 50, "Actual Loops": 1, "Rows Removed by Filter": 399950,
        "Filter": "((status = 'open'::text) AND (placed_at > '2024-01-01'::date))"}}]"#;
    let made = |distinct: u32| {
        let catalog = format!(
            r#"{{"plansight_catalog": 1, "engine": "postgresql", "tables": [{{"schema": "public", "name": "orders",
                "rows": 400000, "columns": [{{"name": "status", "type": "text",
                "statistics": {{"distinct": {distinct}}}}}]}}]}}"#
        );
        let catalog = plansight::catalog::Catalog::parse(&catalog).unwrap();
        let analysis = plansight::Analyzer::new().catalog(catalog).analyze(plan).unwrap();
        analysis.plans()[0].indexes()[0].ddl().to_owned()
    };
    assert_eq!(
        made(5),
        "CREATE INDEX CONCURRENTLY ON public.orders (placed_at) WHERE (status = 'open'::text);"
    );
    assert_eq!(made(5000), "CREATE INDEX CONCURRENTLY ON public.orders (status, placed_at);");
}
