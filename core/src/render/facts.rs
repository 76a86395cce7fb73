//! Everything that is known of a node, in words: what was computed, then what the server printed.

use crate::analyze::PlanAnalysis;
use crate::metrics::Interval;
use crate::plan::{Counter, EdgeKind, Fact, Node, Value};
use crate::words::{self, Count, Factor, Ms, Percent, Rows, label};

/// A fact: its name and its value.
pub(super) type Named<'a> = (&'a str, String);

/// The numbers of a node alone, and what it refers to.
pub(super) fn computed<'a>(node: Node<'_>, analysis: &PlanAnalysis) -> Vec<Named<'a>> {
    let metrics = analysis.metrics().node(node.id());
    let parallel = metrics.processes > 1.0;
    let share = metrics.share.map(|share| format!(" · {}", Percent(share))).unwrap_or_default();
    let time = metrics.exclusive_ms.is_some();
    let facts = [
        ("own time", metrics.exclusive_ms.map(|own| time_words(own) + &share)),
        ("time with inputs", metrics.inclusive_ms.map(time_words)),
        ("work of all processes", metrics.work_ms.filter(|_| parallel).map(time_words)),
        ("processes", parallel.then(|| Count(metrics.processes).to_string())),
        (
            "own cost",
            metrics.exclusive_cost.map(|own| Count(own).to_string() + if time { "" } else { &share }),
        ),
        ("cost with inputs", metrics.inclusive_cost.map(|cost| Count(cost).to_string())),
        ("rows in all", metrics.rows.map(|rows| Rows(rows).to_string())),
        ("estimate", metrics.estimate_factor.map(|factor| Factor(factor.value).to_string())),
        ("rows read", metrics.rows_read.map(|rows| Rows(rows).to_string())),
        ("rows kept", metrics.rows_kept.map(|rows| Rows(rows).to_string())),
        ("rows removed", metrics.rows_removed.filter(|rows| rows.value > 0.0).map(|r| Rows(r).to_string())),
        ("share kept", metrics.kept_share.filter(|kept| kept.low < 1.0).map(share_words)),
        ("expected executions", metrics.executions.map(|times| Count(times).to_string())),
        ("when", metrics.outside.then(|| "outside the root's time".to_owned())),
        ("state", node.never_executed().then(|| "never executed".to_owned())),
    ];
    let mut facts: Vec<Named<'a>> =
        facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    for counter in Counter::ALL {
        let own = analysis.metrics().exclusive(node, counter).filter(|own| *own > 0.0);
        facts.extend(own.map(|own| (words::counter(counter), words::counted(counter, own))));
    }
    facts.extend(node.references().map(|(kind, other)| (reference(kind), named(other))));
    let referrers = node.plan().referrers(node.id()).map(|(_, other)| ("used by", named(other)));
    facts.extend(referrers);
    facts
}

/// What the server printed for a node, under its own keys and in its order; a list as one value.
pub(super) fn printed(node: Node<'_>) -> Vec<Named<'_>> {
    joined(node.facts())
}

/// Facts with the elements of lists brought together.
pub(super) fn joined<'a>(facts: impl Iterator<Item = Fact<'a>>) -> Vec<Named<'a>> {
    let mut joined: Vec<Named<'a>> = Vec::new();
    let mut in_list = "";
    for fact in facts {
        let text = value(fact.value);
        match joined.last_mut() {
            Some((key, list)) if fact.element && in_list == *key && fact.key == *key => {
                list.push('\n');
                list.push_str(&text);
            }
            _ => joined.push((fact.key, text)),
        }
        in_list = if fact.element { fact.key } else { "" };
    }
    joined
}

fn value(value: Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::Text(text) | Value::Raw(text) => text.to_owned(),
        Value::Column(number) => number.to_string(),
        Value::EmptyList => "(empty)".to_owned(),
    }
}

fn time_words(time: Interval) -> String {
    range_words(time, |ms| Ms(ms).to_string())
}

fn share_words(share: Interval) -> String {
    range_words(share, |share| Percent(share).to_string())
}

/// A number, with its range where the server rounded it and that shows.
fn range_words(interval: Interval, words: impl Fn(f64) -> String) -> String {
    let [value, low, high] = [interval.value, interval.low, interval.high].map(words);
    if low == high { value } else { format!("{value} ({low} to {high})") }
}

fn reference(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::ReadsCte => "reads the CTE",
        EdgeKind::ReadsWorkTable => "reads the work table",
        EdgeKind::ReadsInitPlan => "uses the InitPlan",
        _ => "uses the SubPlan",
    }
}

fn named(node: Node<'_>) -> String {
    format!("node {}: {}", node.id().0, label(node))
}
