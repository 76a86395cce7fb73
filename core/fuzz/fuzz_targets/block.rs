//! Any text, read as the query blocks of MySQL's JSON version 1 and of MariaDB.
#![no_main]

use plansight::fuzzing::{Form, read_as};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(analysis) = read_as(text, Form::QueryBlock) {
        plansight_fuzz::exercise(&analysis);
    }
});
