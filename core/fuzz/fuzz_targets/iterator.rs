//! Any text, read as MySQL's JSON version 2.
#![no_main]

use plansight::fuzzing::{Form, read_as};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(analysis) = read_as(text, Form::Iterator) {
        plansight_fuzz::exercise(&analysis);
    }
});
