//! Any text around a plan: what is found is valid, and came from where it says.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| plansight::fuzzing::unwraps(text));
