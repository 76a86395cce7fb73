//! What every target does with what it gets: all that can be made of an analysis, and what must hold of it.

use plansight::Analysis;
use plansight::advice::{IndexDrop, Statement, WorkloadLimits, advise_workload};
use plansight::catalog::Catalog;
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::Report;

#[path = "../../tests/common/statements.rs"]
mod statements;

/// Every picture, the report, and the statements, each held to what it promises.
pub fn exercise(analysis: &Analysis) {
    let report = Report::new(analysis).to_json();
    // Skipped, not built: a report may hold values nested deeper than serde_json's limit for a `Value`.
    assert!(serde_json::from_str::<serde::de::IgnoredAny>(&report).is_ok(), "{report}");
    let text = render::text(analysis, TextOptions::default());
    assert!(is_harmless(&text), "{text:?}");
    let _ = render::text(analysis, TextOptions::default().color(true));
    for markup in [render::html::page(analysis), render::html::fragment(analysis)] {
        assert!(is_harmless(&markup), "{markup:?}");
    }
    for plan in analysis.plans() {
        for picture in
            [render::svg::tree(plan), render::svg::flame(plan), render::dot(plan), render::mermaid(plan)]
        {
            assert!(is_harmless(&picture), "{picture:?}");
        }
    }
    check_statements(analysis);
}

/// What is proposed to be run does what it says, and nothing beside.
pub fn check_statements(analysis: &Analysis) {
    for plan in analysis.plans() {
        let is_mysql = plan.plan().dialect() != Dialect::Postgres;
        for index in plan.indexes() {
            assert_eq!(statements::harm(index.ddl(), is_mysql), None, "{}", index.ddl());
        }
    }
}

/// What is to be dropped is one index, and what makes it again makes nothing else.
pub fn check_drops(catalog: &Catalog, drops: &[IndexDrop]) {
    let is_mysql = catalog.engine != Some(Dialect::Postgres);
    for unused in drops {
        for ddl in [Some(&unused.ddl), unused.create.as_ref()].into_iter().flatten() {
            assert_eq!(statements::harm_of_drop(ddl, is_mysql), None, "{ddl}");
        }
    }
}

/// What the plans together ask for.
pub fn advise_together(analysis: &Analysis, catalog: Option<&Catalog>) {
    let all: Vec<Statement<'_>> = analysis
        .plans()
        .iter()
        .map(|plan| Statement { plan: plan.plan(), metrics: plan.metrics(), calls: 1000.0 })
        .collect();
    let advice = advise_workload(&all, catalog, WorkloadLimits { bytes: Some(1e9), indexes: Some(5) });
    let names: Vec<String> = (0..all.len()).map(|number| number.to_string()).collect();
    assert!(is_harmless(&render::workload(&advice, &names, TextOptions::default())));
}

/// Whether a terminal, or a reader, sees what is there.
pub fn is_harmless(text: &str) -> bool {
    !text
        .contains(|c: char| (c.is_control() && !"\n\t".contains(c)) || ('\u{202a}'..='\u{202e}').contains(&c))
}
