//! Our JSON reader against serde_json: the same verdict on every text, the same values in every strict document.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| plansight::fuzzing::json_agrees(text));
