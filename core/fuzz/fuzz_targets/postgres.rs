//! Any text, read as PostgreSQL's JSON.
#![no_main]

use plansight::fuzzing::{Form, read_as};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(analysis) = read_as(text, Form::Postgres) {
        plansight_fuzz::exercise(&analysis);
    }
});
