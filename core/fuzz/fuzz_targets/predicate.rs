//! Any condition text: parsed, taken apart and printed.
#![no_main]

use plansight::predicate::{Language, Predicate, SortKey, references};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for language in [Language::Postgres, Language::MySql] {
        let predicate = Predicate::parse(text, language);
        for term in predicate.terms() {
            let _ = (term.usability(), term.value(), term.flipped().is_some(), term.subject().index_text());
        }
        let _ = (predicate.to_string(), predicate.columns().count(), references(text, language).count());
        let _ = SortKey::of(&predicate).column().is_some();
    }
});
