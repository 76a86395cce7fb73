//! A sort that went to disk.

use super::{Case, Check, Found, Rule, Told};
use crate::plan::{Number, Operator};
use crate::words::{Kilobytes, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "sort-spill",
    summary: "A sort writes to disk, in the leader or a worker.",
    remedy: "Raise work_mem for the statement beyond what the sort needs (in memory a sort takes two to three times its size on disk), sort fewer or narrower rows, or read them in order from an index.",
    source: "pganalyze's Disk Sort; the factor from memory to disk is measured by pgexplain (2.2)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let sorts = matches!(case.node.operator(), Operator::Sort | Operator::IncrementalSort);
    let spilled = case.node.number(Number::SpilledKb).filter(|spilled| sorts && *spilled > 0.0)?;
    Some(Found::concerning(case.share()).with_exact("spilledKb", spilled))
}

fn message(told: &Told<'_>) -> String {
    format!(
        "{} sorts {} on disk, in {} of the statement",
        label(told.node()),
        Kilobytes(told.get("spilledKb").value),
        Percent(told.finding.share),
    )
}
