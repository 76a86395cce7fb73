//! Whatever is pasted: an analysis or an error, and everything that can be made of an analysis.
#![no_main]

use plansight::render::{self, TextOptions};
use plansight::report::Report;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(analysis) = plansight::Analyzer::new().analyze_bytes(bytes) {
        let report = Report::new(&analysis).to_json();
        // Skipped, not built: a report may hold values nested deeper than serde_json's limit for a `Value`.
        assert!(serde_json::from_str::<serde::de::IgnoredAny>(&report).is_ok());
        let _ = render::text(&analysis, TextOptions::default().color(true));
    }
});
