//! The wire form of indexes for a workload.

use serde::Serialize;

use super::number::{Decimals, Wire};
use super::{COST, IndexReport, WIRE_VERSION, writer};
use crate::advice::{Helped, WorkloadAdvice, WorkloadIndex};

/// Indexes for a workload, ready to be serialized by any serde format.
///
/// `statements` names the statements in their order; `helps` points into it, from 0. `before`, `after` and `saving` are
/// costs times calls for PostgreSQL, rows read times calls for MySQL and MariaDB.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkloadReport<'a> {
    version: u32,
    statements: &'a [String],
    before: Wire,
    after: Wire,
    size_bytes: Wire,
    indexes: Vec<WorkloadIndexReport<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WorkloadIndexReport<'a> {
    index: IndexReport<'a>,
    saving: Wire,
    helps: Vec<HelpedReport>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HelpedReport {
    statement: usize,
    before: Wire,
    after: Wire,
}

impl<'a> WorkloadReport<'a> {
    /// The report of advice for statements of these names.
    pub fn new(advice: &'a WorkloadAdvice, statements: &'a [String]) -> Self {
        Self {
            version: WIRE_VERSION,
            statements,
            before: COST.exact(advice.before),
            after: COST.exact(advice.after),
            size_bytes: Decimals(0).exact(advice.bytes()),
            indexes: advice.indexes.iter().map(WorkloadIndexReport::new).collect(),
        }
    }

    /// The report as JSON, on one line.
    pub fn to_json(&self) -> String {
        writer::line(self, 0)
    }

    /// The report as JSON, indented.
    pub fn to_json_pretty(&self) -> String {
        writer::pretty(self)
    }
}

impl<'a> WorkloadIndexReport<'a> {
    fn new(index: &'a WorkloadIndex) -> Self {
        let helped = |helped: &Helped| HelpedReport {
            statement: helped.statement,
            before: COST.exact(helped.before),
            after: COST.exact(helped.after),
        };
        Self {
            index: IndexReport::new(&index.index),
            saving: COST.exact(index.saving),
            helps: index.helps.iter().map(helped).collect(),
        }
    }
}
