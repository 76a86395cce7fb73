//! Whatever is pasted: an analysis or an error, and everything that can be made of an analysis, its values left out or
//! not.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let redact = bytes.len() % 4 == 0;
    match plansight::Analyzer::new().redact(redact).analyze_bytes(bytes) {
        Ok(analysis) => {
            plansight_fuzz::exercise(&analysis);
            plansight_fuzz::advise_together(&analysis, None);
        }
        Err(error) => {
            assert!(plansight_fuzz::is_harmless(&error.to_string()), "{error:?}");
            assert!(plansight_fuzz::is_harmless(error.excerpt()), "{error:?}");
            assert!(!redact || error.excerpt().is_empty());
        }
    }
});
