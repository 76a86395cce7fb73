//! Whole analysis beside serde_json on the same bytes, in one run, as a table of ratios: read those, not the times.
//!
//! `cargo bench --bench table [PLAN…]`. The contenders run in turns, so that what else the machine does meets all of them;
//! of each the fastest run counts. Memory is counted in a run of its own, by an allocator that adds up.
#![allow(clippy::print_stdout, clippy::disallowed_types, reason = "it measures, and the table is the result")]

mod plans;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use plans::plan;
use plansight::advice;
use plansight::metrics::Metrics;
use plansight::report::Report;
use plansight::rules::{self, Limits};
use plansight::{Analysis, Analyzer, PlanAnalysis};
use serde_json::Value;

/// The plans, by their names.
const PLANS: &[&str] =
    &["small", "medium", "large", "compact", "mysql_v1", "mysql_v1_medium", "mysql_v2", "mysql_v2_medium"];

/// How long a plan is measured in all, and the fewest turns.
const TIME: Duration = Duration::from_secs(6);
const FEWEST: usize = 15;

/// The system's allocator, which counts.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is handed to the system's allocator as it comes.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        PEAK.fetch_max(BYTES.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        // SAFETY: as the caller has it.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        BYTES.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller has it.
        unsafe { System.dealloc(block, layout) }
    }
}

/// How many contenders there are.
const RUNS: usize = 9;

/// What is measured of a text, which is handed over: a program has read it from a file or a socket.
type Run<'a> = Box<dyn Fn(String) + 'a>;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let plans = PLANS.iter().filter(|plan| named.is_empty() || named.iter().any(|name| name == *plan));
    println!(
        "| plan | kB | nodes | `IgnoredAny` | `Value` | analysis, no advice | with advice | and JSON report | read | metrics | rules | advice | report | allocations a node | heap a byte |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for name in plans {
        let text = plan(name);
        let times = times(&text);
        let (allocations, peak, nodes) = memory(&text);
        let base = times[0];
        let ratio = |at: usize| format!("{:.2}", times[at] / base);
        let read = (times[2] - times[5] - times[6]) / base;
        println!(
            "| {name} | {:.0} | {nodes} | {} | {} | **{}** | {} | {} | {read:.2} | {} | {} | {} | {} | {:.2} | {:.2} |",
            text.len() as f64 / 1e3,
            shown(base),
            ratio(1),
            ratio(2),
            ratio(3),
            ratio(4),
            ratio(5),
            ratio(6),
            ratio(7),
            ratio(8),
            allocations as f64 / nodes as f64,
            peak as f64 / text.len() as f64,
        );
    }
}

/// A time in seconds, as people read it.
fn shown(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.1} µs", seconds * 1e6) } else { format!("{:.2} ms", seconds * 1e3) }
}

/// An analysis whose indexes were asked for.
fn advised(analysis: Analysis) -> Analysis {
    analysis.plans().iter().for_each(|plan| _ = black_box(plan.indexes()));
    analysis
}

/// The fastest of many turns of each contender, in seconds; the stages behind the whole run on what was read before.
fn times(text: &str) -> Vec<f64> {
    let without = Analyzer::new().advice(false);
    let Ok(analysis) = plansight::analyze(text) else { return vec![f64::NAN; RUNS] };
    let plans: Vec<&PlanAnalysis> = analysis.plans().iter().collect();
    let limits = Limits::default();
    let each = |run: fn(&PlanAnalysis, &Limits)| -> Run<'_> {
        let (plans, limits) = (&plans, &limits);
        Box::new(move |_| plans.iter().for_each(|plan| run(plan, limits)))
    };
    let runs: Vec<Run<'_>> = vec![
        Box::new(|text| drop(black_box(serde_json::from_str::<serde::de::IgnoredAny>(&text)))),
        Box::new(|text| drop(black_box(serde_json::from_str::<Value>(&text)))),
        Box::new(|text| drop(black_box(without.analyze(text)))),
        Box::new(|text| drop(black_box(plansight::analyze(text).map(advised)))),
        Box::new(|text| {
            drop(black_box(plansight::analyze(text).map(|analysis| Report::new(&analysis).to_json())));
        }),
        each(|plan, _| drop(black_box(Metrics::measure(plan.plan())))),
        each(|plan, limits| drop(black_box(rules::check(plan.plan(), plan.metrics(), limits)))),
        each(|plan, _| drop(black_box(advice::advise(plan.plan(), plan.metrics(), None)))),
        Box::new(|_| drop(black_box(Report::new(&analysis).to_json()))),
    ];
    let mut fastest = vec![f64::INFINITY; runs.len()];
    let started = Instant::now();
    let mut turns = 0;
    while turns < FEWEST || started.elapsed() < TIME {
        for (run, fastest) in runs.iter().zip(&mut fastest) {
            let text = text.to_owned();
            let start = Instant::now();
            run(text);
            *fastest = fastest.min(start.elapsed().as_secs_f64());
        }
        turns += 1;
    }
    fastest
}

/// Allocations of an analysis without advice, the most bytes on the heap at a time, and the nodes. The text is handed over,
/// as a program does that has read a file; it is not counted.
fn memory(text: &str) -> (usize, usize, usize) {
    let analyzer = Analyzer::new().advice(false);
    let owned = text.to_owned();
    let (allocations, bytes) = (ALLOCATIONS.load(Relaxed), BYTES.load(Relaxed));
    PEAK.store(bytes, Relaxed);
    let analysis = black_box(analyzer.analyze(owned));
    let (allocations, peak) = (ALLOCATIONS.load(Relaxed) - allocations, PEAK.load(Relaxed) - bytes);
    let plans = analysis.iter().flat_map(Analysis::plans);
    (allocations, peak, plans.map(|plan| plan.plan().len()).sum::<usize>().max(1))
}
