//! Times the analysis as native code, for `bench/bench.js` to hold the WebAssembly against: for each file, the
//! median in milliseconds of reading, judging and writing the report.
#![allow(
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench reads files and a clock, and prints"
)]

use std::time::{Duration, Instant};

use plansight::Analyzer;
use plansight::report::Report;

/// How long a plan is analysed again and again.
const TIME: Duration = Duration::from_secs(2);

fn main() {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file).expect("a file that can be read");
        let began = Instant::now();
        let mut times = Vec::new();
        while times.len() < 5 || began.elapsed() < TIME {
            let bytes = bytes.clone();
            let start = Instant::now();
            let analysis = Analyzer::new().analyze_bytes(bytes).expect("a plan");
            std::hint::black_box(Report::new(&analysis).to_json());
            drop(analysis);
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!("{}", times[times.len() / 2].as_secs_f64() * 1e3);
    }
}
