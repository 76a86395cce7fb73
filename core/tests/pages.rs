//! What a person reads of real plans, page by page.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use common::captured;
use plansight::render::{self, TextOptions};
use plansight::report::Report;

fn page(name: &str) -> String {
    render::text(&captured(&format!("postgres/{name}.json")), TextOptions::default())
}

macro_rules! pages {
    ($($test:ident: $name:literal,)*) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!($name, page($name));
            }
        )*
    };
}

pages! {
    a_report_over_three_tables: "15-orders-report",
    the_same_of_18: "18-orders-report",
    a_recursion: "15-cte-recursive",
    a_cte_read_twice: "15-cte",
    a_writing_cte_that_nobody_reads: "15-cte-writing-unread",
    parallel_workers: "15-gather",
    an_init_plan_evaluated_by_a_gather: "15-gather-parameters",
    estimates_alone: "15-cost-only",
    a_cascade_of_deletes: "15-delete-cascade",
    names_that_need_quotes: "15-weird-identifiers",
    several_plans_of_a_rule: "15-rule-also",
    init_plans_of_18: "18-initplan",
    sub_plans_of_every_kind: "15-subplan-kinds",
    partitions_never_executed: "15-partitions-never-executed",
    no_plan_at_all: "15-rule-nothing",
}

#[test]
fn the_report_of_a_plan() {
    let analysis = captured("postgres/15-orders-report.json");
    insta::assert_snapshot!("report", Report::new(&analysis).to_json_pretty());
}
