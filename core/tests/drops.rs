//! Indexes to drop: what their names say in catalogs that servers gave (`testdata/capture/drops.py`, which also had the
//! servers drop them and make them again).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

use std::path::Path;

use plansight::advice::{DropReason, IndexDrop, drops};
use plansight::catalog::Catalog;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/catalog").join(name);
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

fn of(text: &str) -> Vec<IndexDrop> {
    drops(&Catalog::parse(text).unwrap())
}

/// The document as it would be some days after the counters were reset: nobody waits that long.
fn aged(days: u32) -> String {
    let text = text("postgres-15-drops.jsonl");
    let (before, behind) = text.split_once("\"statistics_age_s\":").unwrap();
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}\"statistics_age_s\":{}{behind}", days * 86_400)
}

fn names(text: &str) -> Vec<String> {
    Catalog::parse(text)
        .unwrap()
        .tables()
        .iter()
        .flat_map(|table| &table.indexes)
        .map(|index| index.name.clone())
        .collect()
}

/// Whether those are dropped, and only those, whose names say so.
fn are_as_named(found: &[IndexDrop], text: &str, spared: &[&str]) {
    let mut dropped: Vec<&str> = found.iter().map(|index| index.name.as_str()).collect();
    dropped.sort_unstable();
    let all = names(text);
    let mut wanted: Vec<&str> = all.iter().map(String::as_str).collect();
    wanted.retain(|name| name.contains("gone") && !spared.contains(name));
    wanted.sort_unstable();
    assert_eq!(dropped, wanted);
    for index in found {
        assert!(
            index.kept.as_ref().is_none_or(|kept| all.contains(kept) && !dropped.contains(&kept.as_str()))
        );
    }
}

#[test]
fn postgres_drops_what_is_of_no_use() {
    let document = aged(40);
    let found = of(&document);
    are_as_named(&found, &document, &[]);
    let count = |reason: &str| found.iter().filter(|index| index.reason.name() == reason).count();
    assert_eq!([count("invalid"), count("duplicate"), count("prefix"), count("unused")], [1, 6, 7, 2]);
    let named = |name: &str| found.iter().find(|index| index.name == name).unwrap();
    assert_eq!(named("gone_created").kept.as_deref(), Some("kept_created_covering"));
    assert_eq!(named("gone_id").kept.as_deref(), Some("customers_pkey"));
    assert!(
        named("gone_id").create.as_ref().unwrap().starts_with("CREATE UNIQUE INDEX CONCURRENTLY gone_id ON ")
    );
    let odd = named("gone \"odd\" Größe");
    assert_eq!(odd.ddl, "DROP INDEX CONCURRENTLY public.\"gone \"\"odd\"\" Größe\";");
    assert_eq!(named("gone_kind").ddl, "DROP INDEX public.gone_kind;", "of a partitioned table");
    let DropReason::Prefix { more, growth } = &named("gone_customer").reason else { panic!() };
    assert!(more == &["created_at"] && growth.is_some_and(|growth| growth > 2.0));
    assert!(found.iter().map(|index| index.bytes.unwrap_or_default()).sum::<u64>() > 3_000_000);
}

#[test]
fn unused_takes_proof() {
    let unused = |text: &str| of(text).iter().filter(|index| index.reason.name() == "unused").count();
    let known = aged(40);
    assert_eq!(unused(&known), 2);
    assert_eq!(unused(&aged(20)), 0, "the counters are young");
    assert_eq!(unused(&known.replace("statistics_age_s", "unheard_of")), 0, "their age is not known");
    assert_eq!(
        unused(&known.replace("\"replica\":false", "\"replica\":true")),
        0,
        "the primary counts for itself"
    );
    assert_eq!(
        unused(&known.replace("sequential_scans", "unheard_of")),
        0,
        "nor is the table known to be used"
    );
    // PostgreSQL 16 keeps the time of the last scan: that is proof whatever was reset.
    let last = known
        .replace("statistics_age_s", "unheard_of")
        .replace("\"scans\":", "\"last_used_age_s\":9e6,\"scans\":");
    assert!(unused(&last) > 2);
    are_as_named(&of(&text("postgres-15-drops.jsonl")), &known, &["gone_unused", "gone_number_status"]);
}

#[test]
fn mysql_drops_duplicates_and_prefixes() {
    for name in ["mysql9", "mariadb118"] {
        let document = text(&format!("{name}-drops.jsonl"));
        let found = of(&document);
        are_as_named(&found, &document, &[]);
        let named = |name: &str| found.iter().find(|index| index.name == name).unwrap();
        assert_eq!(
            named("gone_name").reason,
            DropReason::Duplicate,
            "(name, id) is (name), with the primary key"
        );
        assert_eq!(named("gone_pk").kept.as_deref(), Some("PRIMARY"));
        assert_eq!(named("gone_about").kept.as_deref(), Some("kept_about"));
        assert_eq!(named("gone_placed").kept.as_deref(), Some("kept `odd`"));
        let hidden = if name == "mysql9" { "INVISIBLE" } else { "IGNORED" };
        assert!(named("gone_email").notes[0].contains(hidden));
        assert_eq!(
            named("gone_about").create.as_deref(),
            Some("ALTER TABLE `catalog_drops`.`customers` ADD INDEX `gone_about` (`about`(10));")
        );
    }
}

#[test]
fn catalogs_of_tables_well_kept_have_none() {
    for name in [
        "postgres-13",
        "postgres-15",
        "postgres-18",
        "postgres-19",
        "postgres-15-shop",
        "mysql9",
        "mariadb105",
        "mariadb118",
    ] {
        assert_eq!(of(&text(&format!("{name}.jsonl"))), [], "{name}");
    }
}
