//! A hash table that went to disk.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Number, Operator};
use crate::words::{Count, Kilobytes, label};

pub(super) const RULE: Rule = Rule {
    name: "hash-spill",
    summary: "The hash table of a join is split into batches, or that of an aggregate is spilled to disk.",
    remedy: Remedy::same("Raise work_mem or hash_mem_multiplier for the statement, or hash fewer or narrower rows."),
    source: "pganalyze's Hash Batches",
    check: Check::Postgres(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let node = case.node;
    match node.operator() {
        Operator::Hash => {
            let batches = node.number(Number::HashBatches).filter(|batches| *batches > 1.0)?;
            // The join pays for the batches of both sides.
            let join = node.parent().map(|parent| case.metrics.node(parent.id()));
            let share = case.share() + join.and_then(|join| join.share).unwrap_or_default();
            Some(Found::concerning(share).with_exact("batches", batches))
        }
        Operator::Aggregate => {
            let spilled = node.number(Number::SpilledKb).filter(|spilled| *spilled > 0.0)?;
            Some(Found::concerning(case.share()).with_exact("spilledKb", spilled))
        }
        _ => None,
    }
}

fn message(told: &Told<'_>) -> String {
    let label = label(told.node());
    match (told.get("batches").value, told.get("spilledKb").value) {
        (batches, _) if batches > 0.0 => format!("{label} does not fit into memory and is split into {} batches on disk", Count(batches)),
        (_, spilled) => format!("{label} does not fit into memory and puts {} on disk", Kilobytes(spilled)),
    }
}
