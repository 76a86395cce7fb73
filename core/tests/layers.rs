//! Who may call whom: fails on a `crate::` path that points up the house plan in `ARCHITECTURE.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each room with the rooms it may know.
const ROOMS: &[(&str, &[&str])] = &[
    ("sort", &[]),
    ("text", &[]),
    ("json", &["text"]),
    ("error", &["text"]),
    ("plan", &["sort", "text"]),
    ("predicate", &["sort", "text"]),
    ("sql", &["plan"]),
    ("source", &["error", "json", "text"]),
    ("dialect", &["json", "plan", "predicate", "text"]),
    ("metrics", &["plan", "predicate", "sort"]),
    ("words", &["metrics", "plan", "text"]),
    ("catalog", &["error", "json", "plan", "sort", "text"]),
    ("rules", &["metrics", "plan", "predicate", "sort", "text", "words"]),
    ("advice", &["catalog", "metrics", "plan", "predicate", "sort", "text", "words"]),
    ("records", &["error", "source"]),
    ("read", &["dialect", "error", "json", "plan", "source", "text"]),
    (
        "analyze",
        &[
            "advice", "catalog", "dialect", "error", "metrics", "plan", "read", "redact", "rules", "source",
            "text",
        ],
    ),
    ("redact", &["json", "plan", "predicate"]),
    ("fuzzing", &["analyze", "dialect", "json", "read", "source"]),
    (
        "report",
        &[
            "advice",
            "analyze",
            "error",
            "json",
            "metrics",
            "plan",
            "predicate",
            "rules",
            "sort",
            "source",
            "words",
        ],
    ),
    ("render", &["advice", "analyze", "metrics", "plan", "rules", "sort", "source", "words"]),
];

/// The rooms that a source text names by `crate::`.
fn named(source: &str) -> Vec<String> {
    let code =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let word =
        |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => rooms
                .extend(list.split('}').next().unwrap_or_default().split(',').map(|item| word(item.trim()))),
            None => rooms.push(word(rest)),
        }
    }
    rooms
}

fn sources(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            out.push(entry);
        }
    }
}

#[test]
fn no_room_knows_one_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut checked = 0;
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" {
            continue;
        }
        let known = allowed.get(room).unwrap_or_else(|| panic!("{room} stands in no line of the house plan"));
        for name in named(&String::from_utf8(fs::read(&file).unwrap()).unwrap()) {
            let fine = name.is_empty() || name == room || known.contains(&name.as_str());
            assert!(fine, "{} names crate::{name}, which {room} may not know", inside.display());
        }
        checked += 1;
    }
    assert!(checked > 30, "only {checked} files were found");
}

#[test]
fn paths_are_found_in_every_spelling() {
    assert_eq!(named("use crate::plan::{A, B};\nlet x = crate::json::y();"), ["plan", "json"]);
    assert_eq!(named("use crate::{plan, json::Reader};"), ["plan", "json"]);
    assert!(named("//! [`Plan`](crate::plan::Plan)").is_empty());
}
