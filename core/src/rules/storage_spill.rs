//! Kept rows that went to disk.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Attribute, Number};
use crate::words::{Kilobytes, label};

pub(super) const RULE: Rule = Rule {
    name: "storage-spill",
    summary: "A node that keeps rows (Materialize, WindowAgg, CTE, recursion) keeps them on disk. PostgreSQL prints it since 18.",
    remedy: Remedy::same("Raise work_mem for the statement, or keep fewer or narrower rows."),
    source: "show_storage_info in explain.c of PostgreSQL 18",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let spilled = case.node.number(Number::SpilledKb).filter(|_| case.node.text(Attribute::Storage) == Some("Disk"))?;
    Some(Found::concerning(case.share()).with_exact("spilledKb", spilled))
}

fn message(told: &Told<'_>) -> String {
    format!("{} keeps {} of rows on disk", label(told.node()), Kilobytes(told.get("spilledKb").value))
}
