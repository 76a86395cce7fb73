//! The indexes of plans that the advice was not made beside: the judge's help desk, captured from PostgreSQL 15.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;

use common::testdata;
use plansight::Analyzer;
use plansight::catalog::Catalog;

/// The statements for a plan, with a catalog of these tables if there are any.
fn ddl(plan: &str, tables: &str) -> Vec<String> {
    let path = testdata().join("judge/plans").join(format!("desk-{plan}.json"));
    let text = fs::read(path).unwrap();
    let document = format!(
        r#"{{"plansight_catalog": 1, "engine": "postgresql", "search_path": ["public"], "tables": [{tables}]}}"#
    );
    let analyzer = Analyzer::new();
    let analyzer =
        if tables.is_empty() { analyzer } else { analyzer.catalog(Catalog::parse(&document).unwrap()) };
    let analysis = analyzer.analyze_bytes(text).unwrap();
    analysis.plans()[0].indexes().iter().map(|index| index.ddl().to_owned()).collect()
}

/// The one statement.
fn only(plan: &str, tables: &str) -> String {
    let made = ddl(plan, tables);
    assert_eq!(made.len(), 1, "{plan}: {made:?}");
    made.concat()
}

#[test]
fn what_varchar_is_cast_to_is_no_other_value() {
    let index = "CREATE INDEX CONCURRENTLY ON public.users (lower((email)::text));";
    assert_eq!(only("lower-email", ""), index);
    let users = |of: &str| {
        format!(
            r#"{{"schema": "public", "name": "users", "rows": 100000, "pages": 2610,
                "columns": [{{"name": "email", "type": "{of}"}}]}}"#
        )
    };
    assert_eq!(only("lower-email", &users("character varying(255)")), index);
    assert!(
        ddl("lower-email", &users("timestamp with time zone")).is_empty(),
        "its text depends on TimeZone"
    );
}

#[test]
fn the_type_says_whether_a_date_depends_on_the_time_zone() {
    let log = |of: &str| {
        let table = format!(
            r#"{{"schema": "public", "name": "audit_log", "rows": 400000, "pages": 6050, "columns": [
                {{"name": "logged", "type": "{of}"}}, {{"name": "target_type", "type": "character varying(20)"}}]}}"#
        );
        only("log-date-cast", &table)
    };
    assert!(log("timestamp without time zone").contains("((logged)::date)"));
    assert!(log("timestamp(3) without time zone").contains("((logged)::date)"));
    assert!(!log("timestamp with time zone").contains("::date"));
}

#[test]
fn rows_that_are_locked_are_fetched() {
    assert_eq!(
        only("queue-next", ""),
        "CREATE INDEX CONCURRENTLY ON public.jobs (queue, state, priority, run_at);",
        "no index can hold ctid"
    );
}

#[test]
fn what_partitions_give_is_needed_where_nothing_stands_above_their_append() {
    let made = only("usage-tenant-month", "");
    let first = made.lines().nth(1).unwrap();
    assert_eq!(
        first,
        "CREATE INDEX CONCURRENTLY ON public.usage_events_2025_03 (tenant_id, at) INCLUDE (name, value);"
    );
}

#[test]
fn a_foreign_keys_index_is_proposed_once() {
    assert_eq!(only("delete-user", ""), "CREATE INDEX CONCURRENTLY ON public.memberships (user_id);");
}

#[test]
fn the_addresses_of_a_network_stand_together() {
    assert_eq!(only("subnet", ""), "CREATE INDEX CONCURRENTLY ON public.audit_log (ip);");
}

#[test]
fn what_most_rows_have_stands_before_no_range() {
    let jobs = r#"{"schema": "public", "name": "jobs", "rows": 300000, "pages": 4918, "columns": [
        {"name": "state", "type": "character varying(10)", "statistics": {"distinct": 2, "null_share": 0,
            "most_common": ["done", "ready"], "most_common_shares": [0.97, 0.03], "correlation": 0.9}},
        {"name": "finished_at", "type": "timestamp with time zone", "statistics": {"distinct": -1, "null_share": 0,
            "histogram": ["2025-06-01 00:00:00+00", "2025-12-18 00:00:00+00"], "correlation": 1}}]}"#;
    assert_eq!(only("queue-purge", jobs), "CREATE INDEX CONCURRENTLY ON public.jobs (finished_at);");
}

#[test]
fn what_each_row_given_asks_for_does_not_hide_what_finds_the_rows() {
    assert_eq!(
        ddl("latest-login-subplan", ""),
        [
            "CREATE INDEX CONCURRENTLY ON public.tickets (requester_id, created_at DESC) INCLUDE (subject);",
            "CREATE INDEX CONCURRENTLY ON public.users (tenant_id) INCLUDE (id);"
        ]
    );
}

#[test]
fn a_side_that_had_no_rows_to_meet_this_time_is_reckoned_with() {
    assert!(ddl("update-join", "")[1].contains("tickets (requester_id"));
}

#[test]
fn a_key_that_is_there_is_not_repeated_for_little() {
    let folders = |indexes: &str| {
        let table = format!(
            r#"{{"schema": "public", "name": "folders", "rows": 60000, "pages": 672, "pages_all_visible": 672,
                "columns": [{{"name": "id", "type": "integer"}}, {{"name": "parent_id", "type": "integer"}},
                {{"name": "name", "type": "text"}}], "indexes": [{indexes}]}}"#
        );
        ddl("folder-ancestors", &table)
    };
    assert_eq!(folders("").len(), 1);
    let key = r#"{"name": "folders_pkey", "method": "btree", "unique": true, "primary": true, "valid": true,
        "keys": [{"column": "id"}]}"#;
    assert!(folders(key).is_empty());
}

#[test]
fn what_is_computed_of_two_columns_lies_in_the_order_of_neither() {
    let at = |name: &str| {
        format!(
            r#"{{"name": "{name}", "type": "timestamp with time zone", "statistics": {{"correlation": 1}}}}"#
        )
    };
    let jobs = format!(
        r#"{{"schema": "public", "name": "jobs", "rows": 300000, "pages": 4918, "columns": [{}, {}]}}"#,
        at("finished_at"),
        at("run_at")
    );
    assert!(ddl("interval-distance", &jobs).is_empty());
}

#[test]
fn the_rare_end_of_few_values_has_an_index_of_its_own() {
    let tickets = r#"{"schema": "public", "name": "tickets", "rows": 300000, "pages": 15225, "columns": [
        {"name": "priority", "type": "urgency", "statistics": {"distinct": 4, "null_share": 0}},
        {"name": "created_at", "type": "timestamp with time zone"}]}"#;
    assert_eq!(
        only("enum-range", tickets),
        "CREATE INDEX CONCURRENTLY ON public.tickets (created_at) INCLUDE (id, subject) WHERE (priority >= 'urgent'::urgency);"
    );
}

#[test]
fn the_catalog_tells_the_schema_that_a_plan_leaves_out() {
    let invoices =
        r#"{"schema": "billing", "name": "invoices", "rows": 120000, "pages": 1749, "columns": []}"#;
    assert!(
        only("overdue-invoices", invoices).starts_with("CREATE INDEX CONCURRENTLY ON billing.invoices (")
    );
}
