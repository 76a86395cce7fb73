//! The wire form of indexes to drop.

use serde::Serialize;

use super::number::Wire;
use super::{RATIO, ROWS, WIRE_VERSION, writer};
use crate::advice::{DropReason, IndexDrop};

/// Indexes to drop, ready to be serialized by any serde format.
///
/// `reason` is `invalid`, `duplicate`, `prefix` or `unused`; `more` and `growth` go with a prefix, `unusedDays`,
/// `tableScans` and `writes` with an unused one, and are null otherwise.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DropsReport<'a> {
    version: u32,
    bytes: u64,
    indexes: Vec<DropReport<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DropReport<'a> {
    schema: &'a str,
    table: &'a str,
    name: &'a str,
    reason: &'static str,
    message: String,
    kept: Option<&'a str>,
    more: Option<&'a [String]>,
    growth: Option<Wire>,
    unused_days: Option<Wire>,
    table_scans: Option<Wire>,
    writes: Option<Wire>,
    bytes: Option<u64>,
    ddl: &'a str,
    create: Option<&'a str>,
    notes: &'a [String],
}

impl<'a> DropsReport<'a> {
    /// The report of indexes to drop.
    pub fn new(drops: &'a [IndexDrop]) -> Self {
        Self {
            version: WIRE_VERSION,
            bytes: drops.iter().filter_map(|index| index.bytes).fold(0, u64::saturating_add),
            indexes: drops.iter().map(DropReport::new).collect(),
        }
    }

    /// The report as JSON, indented.
    pub fn to_json_pretty(&self) -> String {
        writer::pretty(self)
    }
}

impl<'a> DropReport<'a> {
    fn new(index: &'a IndexDrop) -> Self {
        let (more, growth) = match &index.reason {
            DropReason::Prefix { more, growth } => (Some(&more[..]), *growth),
            _ => (None, None),
        };
        let unused = match index.reason {
            DropReason::Unused { days, table_scans, writes } => Some((days, table_scans, writes)),
            _ => None,
        };
        Self {
            schema: &index.schema,
            table: &index.table,
            name: &index.name,
            reason: index.reason.name(),
            message: index.to_string(),
            kept: index.kept.as_deref(),
            more,
            growth: growth.map(|growth| RATIO.exact(growth)),
            unused_days: unused.map(|(days, ..)| ROWS.exact(days)),
            table_scans: unused.map(|(_, scans, _)| ROWS.exact(scans)),
            writes: unused.map(|(.., writes)| ROWS.exact(writes)),
            bytes: index.bytes,
            ddl: &index.ddl,
            create: index.create.as_deref(),
            notes: &index.notes,
        }
    }
}
