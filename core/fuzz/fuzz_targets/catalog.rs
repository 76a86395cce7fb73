//! Any catalog: read or refused, its drops, and plans judged with it.
#![no_main]

use plansight::advice::drops;
use plansight::catalog::Catalog;
use plansight::render::{self, TextOptions};

/// Plans of tables that the seeds know, one for each engine.
const PLANS: [&str; 3] = [
    include_str!("../../../testdata/postgres/15-orders-report.json"),
    include_str!("../../../testdata/mysql/mysql9-orders-report.v2-analyze.json"),
    include_str!("../../../testdata/mysql/mariadb118-orders-report.analyze.json"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(catalog) = Catalog::parse_bytes(bytes) else { return };
    let unused = drops(&catalog);
    assert!(plansight_fuzz::is_harmless(&render::drops(&unused, TextOptions::default())));
    plansight_fuzz::check_drops(&catalog, &unused);
    let analyzer = plansight::Analyzer::new().catalog(catalog.clone());
    for plan in PLANS {
        let Ok(analysis) = analyzer.analyze(plan) else { panic!("the plan is one") };
        plansight_fuzz::check_statements(&analysis);
        let _ = plansight::report::Report::new(&analysis).to_json();
        plansight_fuzz::advise_together(&analysis, Some(&catalog));
    }
});
