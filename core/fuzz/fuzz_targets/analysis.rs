//! Whatever is pasted: an analysis or an error, and everything that can be made of an analysis.
#![no_main]

use plansight::render::{self, TextOptions};
use plansight::report::Report;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(analysis) = plansight::Analyzer::new().analyze_bytes(bytes) {
        let report = Report::new(&analysis).to_json();
        assert!(serde_json::from_str::<serde_json::Value>(&report).is_ok() || report.contains("[["));
        let _ = render::text(&analysis, TextOptions::default().color(true));
    }
});
