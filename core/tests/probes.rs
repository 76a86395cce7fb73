//! Minimal plans made by hand, with exclusive times worked out by hand: each pins one mistake of other tools.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use common::{analyze, collection, say, text};
use plansight::plan::{Attribute, Node};
use serde_json::Value as Json;

fn called(node: Node<'_>, name: &str) -> bool {
    let label =
        node.relation().map_or(node.name().to_owned(), |relation| format!("{} {relation}", node.name()));
    name == label
        || (node.relation().is_none() && name == node.name())
        || node.text(Attribute::SubplanName) == Some(name)
}

#[test]
fn exclusive_times_are_those_worked_out_by_hand() {
    let Some(folder) = collection("probes") else { return };
    let index: Json = serde_json::from_str(&text(&folder.join("index.json"))).unwrap();
    let mut checked = 0;
    for probe in index["probes"].as_array().unwrap() {
        let file = probe["file"].as_str().unwrap();
        let analysis = analyze(&folder.join(file)).unwrap();
        let plan = &analysis.plans()[0];
        for (name, expected) in probe["truth"].as_object().into_iter().flatten() {
            let times: Vec<f64> = plan
                .plan()
                .nodes()
                .filter(|node| called(*node, name))
                .filter_map(|node| Some(plan.metrics().node(node.id()).exclusive_ms?.value))
                .collect();
            let expected = expected.as_f64().unwrap();
            assert!(
                times.iter().any(|time| (time - expected).abs() < 1e-9),
                "{file}: {name} took {times:?}, not {expected}"
            );
            checked += 1;
        }
    }
    say(&format!("{checked} times checked"));
    assert!(checked >= 15);
}

#[test]
fn probes_without_a_time_are_right_too() {
    let Some(folder) = collection("probes") else { return };
    let plan = |file: &str| analyze(&folder.join(file)).unwrap().plans()[0].clone();
    let never = plan("never_exec.json");
    let idle = never.plan().nodes().find(|node| node.never_executed()).unwrap();
    assert_eq!(never.metrics().node(idle.id()).estimate_factor, None);
    for file in ["never_exec.json", "nl_good_estimate.json"] {
        assert!(plan(file).findings().iter().all(|finding| finding.rule != "row-misestimate"), "{file}");
    }
    let mixed = plan("mixed_agg.json");
    assert_eq!(mixed.plan().root().text(Attribute::Strategy), Some("Mixed"));
    let workers = plan("dupworkers.json");
    let sort = workers.plan().nodes().nth(1).unwrap();
    assert_eq!(sort.properties().filter(|fact| fact.attribute == Some(Attribute::Workers)).count(), 2);
}
