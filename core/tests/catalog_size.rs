//! How large indexes are, beside those that PostgreSQL 15 built on the judge's shop.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

use std::path::Path;

use plansight::catalog::{BtreeShape, Catalog, IndexSize};
use serde_json::Value;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/catalog").join(name);
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

fn list<'v>(built: &'v Value, key: &str) -> Vec<&'v str> {
    built[key].as_array().into_iter().flatten().map(|name| name.as_str().unwrap()).collect()
}

/// Real and estimated size of each index of an access method.
fn sizes(method: &str, estimate: impl Fn(&Catalog, &Value) -> IndexSize) -> Vec<(f64, Value, IndexSize)> {
    let catalog = Catalog::parse(&text("postgres-15-judge.jsonl")).unwrap();
    let built = text("postgres-15-sizes.jsonl");
    let built = built.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_method = built.filter(|built| built["method"].as_str().unwrap_or("btree") == method);
    let mut ratios: Vec<_> = of_method
        .map(|built| {
            let size = estimate(&catalog, &built);
            (size.bytes / built["bytes"].as_f64().unwrap(), built, size)
        })
        .collect();
    ratios.sort_by(|a, b| a.0.max(1.0 / a.0).total_cmp(&b.0.max(1.0 / b.0)));
    for (ratio, built, size) in &ratios {
        println!(
            "{ratio:.3} {built} -> {} pages, {} leaves, height {}",
            size.pages, size.leaf_pages, size.height
        );
    }
    ratios
}

fn btree(catalog: &Catalog, built: &Value) -> IndexSize {
    let table = catalog.table(None, built["table"].as_str().unwrap()).unwrap();
    let part = built["rows"].as_f64().unwrap() / table.rows.unwrap();
    let shape = BtreeShape::of(table, &list(built, "keys"), &list(built, "include")).share(part);
    let shape = list(built, "not_null").into_iter().fold(shape, BtreeShape::not_null);
    shape.unique(built["unique"] == Value::Bool(true)).size().unwrap()
}

#[test]
fn btrees_are_as_large_as_the_server_makes_them() {
    let ratios = sizes("btree", btree);
    let within = |factor: f64| ratios.iter().filter(|(ratio, ..)| ratio.max(1.0 / ratio) <= factor).count();
    println!(
        "of {} btrees within 2 %: {}, 10 %: {}, 25 %: {}",
        ratios.len(),
        within(1.02),
        within(1.1),
        within(1.25)
    );
    assert!(ratios.len() > 50, "only {} were built", ratios.len());
    // Half of them to within 0.5 %, nine tenths within 12 %, the worst at 1.35: what columns have in common is not known.
    assert!(within(1.005) * 2 >= ratios.len(), "the median is off");
    assert!(within(1.15) * 10 >= ratios.len() * 9, "one in ten is off");
    assert_eq!(within(1.4), ratios.len());
    let heights = ratios.iter().filter(|(_, built, size)| built["height"] == size.height).count();
    assert!(heights + 1 >= ratios.len(), "{heights} heights are right");
}

#[test]
fn other_methods_are_within_a_factor_of_two() {
    let table = |catalog: &Catalog, built: &Value| {
        catalog.table(None, built["table"].as_str().unwrap()).unwrap().clone()
    };
    let mut all = sizes("brin", |catalog, built| {
        IndexSize::brin(&table(catalog, built), &list(built, "keys")).unwrap()
    });
    all.extend(sizes("gist", |catalog, built| {
        IndexSize::gist(&table(catalog, built), &list(built, "keys"), 1.0).unwrap()
    }));
    all.extend(sizes("gin", |catalog, built| {
        let opclass = built["opclass"].as_str();
        IndexSize::gin(&table(catalog, built), list(built, "keys")[0], opclass, 1.0).unwrap()
    }));
    let worst = all.iter().map(|(ratio, ..)| ratio.max(1.0 / ratio)).fold(1.0, f64::max);
    assert!(all.len() >= 16 && worst < 2.0, "the worst of {} is off by {worst}", all.len());
}

#[test]
fn little_is_known_of_little() {
    let document = r#"{"plansight_catalog": 1, "engine": "postgresql", "tables": [{"schema": "public", "name": "t",
        "columns": [{"name": "id", "type": "bigint"}]}, {"schema": "public", "name": "empty", "rows": 0, "columns": []}]}"#;
    let catalog = Catalog::parse(document).unwrap();
    assert_eq!(IndexSize::btree(&catalog.tables()[0], &["id"], &[], 1.0), None, "rows are not known");
    let empty = IndexSize::btree(&catalog.tables()[1], &["id"], &[], 1.0).unwrap();
    assert_eq!((empty.bytes, empty.leaf_pages, empty.height), (8192.0, 0.0, 0));
    // 366 rows a page, as every btree of one integer has them.
    let known = BtreeShape::of(&catalog.tables()[0], &["id"], &[]).size_of(200_000.0);
    assert_eq!((known, known.leaf_pages), (IndexSize::btree_of(200_000.0, 1), 547.0));
}

#[test]
fn what_is_not_merged_takes_more() {
    let catalog = Catalog::parse(&text("postgres-15-judge.jsonl")).unwrap();
    let orders = catalog.table(None, "orders").unwrap();
    let status = BtreeShape::of(orders, &["status"], &[]);
    let bytes = |shape: BtreeShape<'_>| shape.size().unwrap().bytes;
    let merged = bytes(status.clone());
    assert!(bytes(status.clone().server(120_000)) > 4.0 * merged);
    assert!(bytes(status.clone().unique(true)) > 4.0 * merged);
    assert!(bytes(BtreeShape::of(orders, &["status"], &["id"])) > 4.0 * merged);
    assert!((1.6..2.0).contains(&(bytes(status.clone().fillfactor(50.0)) / merged)));
    let tenth = bytes(status.share(0.1)) / merged;
    assert!((0.1..0.12).contains(&tenth), "{tenth}");
}

#[test]
fn nothing_a_document_says_hangs() {
    for number in ["1e308", "-1e308", "-1", "0", "1e-300"] {
        let document = r#"{"plansight_catalog": 1, "tables": [{"schema": "public", "name": "t", "rows": N, "pages": N,
            "columns": [{"name": "a", "type": "text", "length": N, "statistics": {"distinct": N, "null_share": N,
            "most_common_shares": [N, N], "most_common_element_shares": [N, N, N, N], "width": N}}]}]}"#;
        let catalog = Catalog::parse(&document.replace('N', number)).unwrap();
        let table = &catalog.tables()[0];
        for size in [
            IndexSize::btree(table, &["a", "a"], &["a"], 1.0),
            IndexSize::btree(table, &["a"], &[], 0.5),
            IndexSize::brin(table, &["a"]),
            IndexSize::gist(table, &["a"], 1.0),
            IndexSize::gin(table, "a", None, 1.0),
        ] {
            let size = size.unwrap();
            assert!(size.bytes >= 8192.0 && size.height < 60, "{number}: {size:?}");
        }
    }
}
