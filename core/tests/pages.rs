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
    render::text(&captured(name), TextOptions::default())
}

macro_rules! pages {
    ($($test:ident: $name:literal, $plan:expr;)*) => {
        $(
            #[test]
            fn $test() {
                insta::assert_snapshot!($name, page($plan));
            }
        )*
    };
}

pages! {
    a_report_over_three_tables: "15-orders-report", "postgres/15-orders-report.json";
    the_same_of_18: "18-orders-report", "postgres/18-orders-report.json";
    a_recursion: "15-cte-recursive", "postgres/15-cte-recursive.json";
    a_cte_read_twice: "15-cte", "postgres/15-cte.json";
    a_writing_cte_that_nobody_reads: "15-cte-writing-unread", "postgres/15-cte-writing-unread.json";
    parallel_workers: "15-gather", "postgres/15-gather.json";
    an_init_plan_evaluated_by_a_gather: "15-gather-parameters", "postgres/15-gather-parameters.json";
    estimates_alone: "15-cost-only", "postgres/15-cost-only.json";
    a_cascade_of_deletes: "15-delete-cascade", "postgres/15-delete-cascade.json";
    names_that_need_quotes: "15-weird-identifiers", "postgres/15-weird-identifiers.json";
    several_plans_of_a_rule: "15-rule-also", "postgres/15-rule-also.json";
    init_plans_of_18: "18-initplan", "postgres/18-initplan.json";
    sub_plans_of_every_kind: "15-subplan-kinds", "postgres/15-subplan-kinds.json";
    partitions_never_executed: "15-partitions-never-executed", "postgres/15-partitions-never-executed.json";
    no_plan_at_all: "15-rule-nothing", "postgres/15-rule-nothing.json";
    a_report_of_mysql_in_version_1: "mysql9-orders-report.v1", "mysql/mysql9-orders-report.v1.json";
    the_same_in_version_2: "mysql9-orders-report.v2-analyze", "mysql/mysql9-orders-report.v2-analyze.json";
    the_same_as_a_tree: "mysql9-orders-report.tree-analyze", "mysql/mysql9-orders-report.tree-analyze.txt";
    the_same_of_mysql_56: "mysql56-orders-report.v1", "mysql/mysql56-orders-report.v1.json";
    the_same_of_mariadb: "mariadb118-orders-report.analyze", "mysql/mariadb118-orders-report.analyze.json";
    the_same_of_an_older_mariadb: "mariadb105-orders-report", "mysql/mariadb105-orders-report.json";
    a_recursion_of_mysql: "mysql9-cte-recursive.v2", "mysql/mysql9-cte-recursive.v2.json";
    a_recursion_of_mariadb: "mariadb118-cte-recursive.analyze", "mysql/mariadb118-cte-recursive.analyze.json";
    subqueries_of_a_select_list: "mysql9-subquery-select-list.tree-analyze", "mysql/mysql9-subquery-select-list.tree-analyze.txt";
    a_sort_on_disk: "mariadb118-order-by-disk.analyze", "mysql/mariadb118-order-by-disk.analyze.json";
    a_hash_join: "mysql9-hash-join.tree-analyze", "mysql/mysql9-hash-join.tree-analyze.txt";
    a_join_of_many_tables: "mysql9-join-six.v1", "mysql/mysql9-join-six.v1.json";
    a_condition_that_mariadb_left_unescaped: "mariadb118-conditions-texts.analyze", "mysql/mariadb118-conditions-texts.analyze.json";
    a_delete_that_was_measured: "mariadb118-delete-one.analyze", "mysql/mariadb118-delete-one.analyze.json";
}

#[test]
fn the_report_of_a_plan() {
    let analysis = captured("postgres/15-orders-report.json");
    insta::assert_snapshot!("report", Report::new(&analysis).to_json_pretty());
}
