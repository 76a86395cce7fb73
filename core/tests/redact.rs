//! What must not leave the house: every constant of captured plans is a canary, and no output holds one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::fmt::Write as _;

use common::{files, say, testdata, text};
use plansight::advice::IndexAdvice;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analysis, Analyzer};

/// What every string is made to hold, and what every number is made of.
const WORD: &str = "Canary";
const NUMBER: &str = "86753";

/// The plan with a canary in place of every string and every number that something is compared with, and how many.
fn with_canaries(plan: &str) -> (String, usize) {
    let mut out = String::new();
    let mut count = 0;
    let mut rest = plan;
    while let Some(at) = rest.find(['\'', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        if let Some(inside) = here.strip_prefix('\'') {
            let end = inside.find('\'').unwrap_or(inside.len());
            // Kinds of JSON paths and of patterns stay what they are; so do the lengths of lists.
            let (path, percent) = (&inside[..end.min(2)], inside[..end].ends_with('%'));
            let start = if path == "$." { "$." } else { "" };
            let end_of = if percent { "%" } else { "" };
            let _ = write!(out, "'{start}{WORD}{count}{end_of}'");
            rest = inside.get(end + 1..).unwrap_or_default();
            count += 1;
        } else {
            let end = here.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(here.len());
            let compared =
                [" = ", " > ", " < ", " >= ", " <= ", " <> "].iter().any(|symbol| out.ends_with(symbol))
                    && !here[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if compared {
                let _ = write!(out, "{NUMBER}{count}");
                count += 1;
            } else {
                out.push_str(&here[..end]);
            }
            rest = &here[end..];
        }
    }
    (out + rest, count)
}

/// Everything that is made of an analysis, with what it is called.
fn outputs(analysis: &Analysis) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("report", Report::new(analysis).to_json()),
        ("text", render::text(analysis, TextOptions::default().width(100_000))),
        ("page", render::html::page(analysis)),
        ("fragment", render::html::fragment(analysis)),
        ("debug", format!("{analysis:?}")),
    ];
    for plan in analysis.plans() {
        all.push(("tree", render::svg::tree(plan)));
        all.push(("flame", render::svg::flame(plan)));
        all.push(("dot", render::dot(plan)));
        all.push(("mermaid", render::mermaid(plan)));
        all.push(("source", plan.plan().source().to_owned()));
        all.extend(plan.indexes().iter().map(|index| ("index", format!("{index:?}"))));
        all.extend(plan.findings().iter().map(|finding| ("finding", finding.message(plan.plan()))));
    }
    all
}

fn canary(output: &str) -> Option<&str> {
    let at = [WORD, NUMBER].iter().filter_map(|canary| output.find(canary)).min()?;
    let (start, end) =
        (output.floor_char_boundary(at.saturating_sub(150)), output.ceil_char_boundary(at + 40));
    output.get(start..end)
}

/// Fails where a canary sings with redaction; whether one does without.
fn check(name: &str, plan: &str) -> bool {
    let open = plansight::analyze(plan).unwrap_or_else(|error| panic!("{name}: {error}"));
    let sings = canary(&Report::new(&open).to_json()).is_some();
    let closed = Analyzer::new().redact(true).analyze(plan).unwrap();
    for (output, of) in outputs(&closed) {
        assert!(canary(&of).is_none(), "{name}, {output}: {:?}", canary(&of));
    }
    let counts = |analysis: &Analysis| -> Vec<(usize, usize)> {
        let plans = analysis.plans().iter();
        plans.map(|plan| (plan.plan().edges().count(), plan.findings().len())).collect()
    };
    assert_eq!(counts(&open), counts(&closed), "{name}: the graph and the findings stay");
    sings
}

#[test]
fn no_value_of_a_captured_plan_leaves() {
    let mut sang = [0; 5];
    for folder in ["postgres", "mysql", "rules"] {
        let folder = testdata().join(folder);
        for path in [".json", ".txt"].iter().flat_map(|end| files(&folder, end)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let (plan, count) = with_canaries(&text(&path));
            let framed = ["batch", "raw", "table", "vertical"]
                .iter()
                .any(|way| name.ends_with(&format!(".{way}.txt")));
            // A table knows the width of its text; and names with quotes in them are none of constants.
            if count == 0 || framed || name.contains("weird") || plansight::analyze(plan.as_str()).is_err() {
                continue;
            }
            let kind =
                [".v1", ".v2", ".tree", "mariadb"].iter().position(|kind| name.contains(kind)).unwrap_or(4);
            sang[kind] += usize::from(check(&name, &plan));
        }
    }
    say(&format!(
        "plans that hold values: v1 {}, v2 {}, TREE {}, MariaDB {}, PostgreSQL {}",
        sang[0], sang[1], sang[2], sang[3], sang[4]
    ));
    assert!(sang.iter().all(|count| *count > 20), "{sang:?}");
}

/// What a log of `auto_explain` holds beside the plan, made by hand.
#[test]
fn no_statement_and_no_parameter_leaves() {
    let plan = r#"{"Query Text": "/* Canary0 */ SELECT * FROM people WHERE name = 'Canary1' AND born > DATE '1986-07-53' AND n = 867530 AND x = $$Canary2$$; -- Canary3",
        "Query Parameters": "$1 = 'Canary4', $2 = '867531'", "Settings": {"work_mem": "64MB"},
        "Plan": {"Node Type": "Index Scan", "Relation Name": "people", "Alias": "p", "Index Name": "i", "Total Cost": 9.5, "Plan Rows": 5,
            "Index Cond": "((p.name = 'Canary5'::text) AND (p.born = ANY ('{1986-07-53,867532}'::date[])))",
            "Filter": "((p.data = '\\x4386753ff'::bytea) AND (p.open = 'Canary broken))", "Output": ["p.id", "('Canary6'::text || p.name)"],
            "Newer Key": "Canary7 = 'Canary8'", "Newer List": ["f('Canary9', 867533)"], "Newer Object": {"a": [{"b": "x > 867534"}]}}}"#;
    let plan = plan.replace("Canary7 = ", "name = ");
    assert!(check("by hand", &plan));
    let analysis = Analyzer::new().redact(true).analyze(plan.as_str()).unwrap();
    let report = Report::new(&analysis).to_json();
    for kept in ["people", "64MB", "p.born = ANY ($?::date[])", "$1 = $?, $2 = $?", r#"["f($?, $?)"]"#] {
        assert!(
            report.contains(&serde_json::to_string(kept).unwrap().trim_matches('"').replace(r#"\""#, "\"")),
            "{kept}: {report}"
        );
    }
}

#[test]
fn no_error_quotes_what_was_pasted() {
    let texts = [
        "Canary at the beginning",
        "{\"Canary\": 1}",
        "[{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Filter\": \"(a = 'Canary')\", \"Canary\": {\"x\": }}}]",
        "[{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Filter\": \"(a = 'Canary')\"",
        "SELECT 'Canary'",
        "-> Filter: (t.a = 'Canary'",
    ];
    for text in texts {
        let tell = |redact: bool| {
            Analyzer::new().redact(redact).analyze(text).err().map(|error| format!("{error} {error:?}"))
        };
        let (open, closed) = (tell(false), tell(true));
        assert_eq!(open.is_some(), closed.is_some());
        assert!(open.is_none_or(|error| canary(&error).is_some()), "{text}");
        assert!(closed.as_deref().is_none_or(|error| canary(error).is_none()), "{closed:?}");
    }
}

/// What is proposed without values is what would be proposed for a statement that is prepared.
#[test]
fn indexes_hold_for_any_value() {
    let plan = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders", "Startup Cost": 0.00,
        "Total Cost": 10566.00, "Plan Rows": 40, "Plan Width": 75,
        "Filter": "((customer_id = 7) AND (status <> 'done'::text) AND ((data ->> 'kind'::text) = 'a'::text))"}}]"#;
    let analysis = Analyzer::new().redact(true).analyze(plan).unwrap();
    let ddl: Vec<&str> = analysis.plans()[0].indexes().iter().map(IndexAdvice::ddl).collect();
    assert_eq!(ddl, ["CREATE INDEX CONCURRENTLY ON orders (customer_id);"]);
}
