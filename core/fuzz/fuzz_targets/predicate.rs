//! Any condition text: parsed, taken apart and printed.
#![no_main]

use plansight::predicate::{Predicate, SortKey, references};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let predicate = Predicate::parse(text);
    for term in predicate.terms() {
        let _ = (term.usability(), term.value(), term.flipped().is_some(), term.subject().index_text());
    }
    let _ = (predicate.to_string(), predicate.columns().count(), references(text).count());
    let _ = SortKey::parse(text).column().is_some();
});
