//! What must be linear in its input: InitPlans and those who use them, levels, the page of a large plan.

mod plans;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use plans::plan;

fn main() {
    divan::main();
}

/// A minimal node made by hand, as it stands in a list of children.
fn node(kind: &str, rest: &str, children: &str) -> String {
    format!(
        r#"{{"Node Type":"{kind}","Total Cost":10.5,"Plan Rows":10,"Actual Total Time":1.5,"Actual Rows":10,"Actual Loops":1{rest},"Plans":[{children}]}}"#
    )
}

/// Whole analysis of an Append with so many InitPlans, each used by a scan of its own: linear in their number.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn init_plans(bencher: Bencher<'_, '_>, count: usize) {
    let init = |n: usize| {
        let name =
            format!(r#","Parent Relationship":"InitPlan","Subplan Name":"InitPlan {n} (returns ${n})""#);
        node("Result", &name, "")
    };
    let user =
        |n: usize| node("Seq Scan", &format!(r#","Parent Relationship":"Member","Filter":"(a > ${n})""#), "");
    let children: Vec<String> = (0..count).map(init).chain((0..count).map(user)).collect();
    let text = format!(r#"[{{"Plan":{}}}]"#, node("Append", "", &children.join(",")));
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| black_box(plansight::analyze(black_box(text.as_str()))).ok());
}

/// Whole analysis of a plan so many levels deep: linear in their number.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn levels(bencher: Bencher<'_, '_>, levels: usize) {
    let limit = node("Limit", r#","Parent Relationship":"Outer""#, "|");
    let (open, close) = limit.split_once('|').unwrap_or_default();
    let plan = open.repeat(levels) + &node("Result", "", "") + &close.repeat(levels);
    let text = format!(r#"[{{"Plan":{plan}}}]"#);
    bencher
        .counter(ItemsCount::new(levels))
        .bench(|| black_box(plansight::analyze(black_box(text.as_str()))).ok());
}

/// The page of a plan that is analysed already; the large one has 24,001 nodes.
#[divan::bench(args = ["small", "large"], sample_count = 10)]
fn html(bencher: Bencher<'_, '_>, name: &str) {
    let Ok(analysis) = plansight::analyze(plan(name)) else { return };
    let bytes = plansight::render::html::page(&analysis).len();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| black_box(plansight::render::html::page(black_box(&analysis))));
}
