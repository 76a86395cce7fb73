//! A sort that went to disk.

use super::{Case, Check, Found, Remedy, Rule, Told};
use crate::plan::{Number, Operator};
use crate::rules::Severity;
use crate::words::{Count, Kilobytes, Percent, label};

pub(super) const RULE: Rule = Rule {
    name: "sort-spill",
    summary: "A sort writes to disk, in the leader or a worker.",
    remedy: Remedy::of_two(
        "Raise work_mem for the statement beyond what the sort needs (in memory a sort takes two to three times its size on disk), sort fewer or narrower rows, or read them in order from an index.",
        "Raise sort_buffer_size for the session so that the rows fit into it, sort fewer or narrower rows, or read them in order from an index.",
    ),
    source: "pganalyze's Disk Sort; the factor from memory to disk is measured by pgexplain (2.2)",
    check: Check::Node(check),
    message,
};

fn check(case: &Case<'_>) -> Option<Found> {
    let sorts = matches!(case.node.operator(), Operator::Sort | Operator::IncrementalSort);
    let found = Found::concerning(case.share());
    if let Some(passes) = case.node.number(Number::SortPasses).filter(|passes| sorts && *passes > 0.0) {
        // The time of sorting a table is counted into reading it: how much of that is the sort's is not known.
        let share = case.share_below(case.node.id());
        return Some(Found::concerning(share).at_most(Severity::Warning).with_exact("sortPasses", passes));
    }
    let spilled = case.node.number(Number::SpilledKb).filter(|spilled| sorts && *spilled > 0.0)?;
    Some(found.with_exact("spilledKb", spilled))
}

fn message(told: &Told<'_>) -> String {
    if let Some(passes) = told.find("sortPasses") {
        let s = if passes.value > 1.0 { "es" } else { "" };
        return format!(
            "{} merges its rows on disk in {} pass{s}; with what it reads it takes {} of the statement",
            label(told.node()),
            Count(passes.value),
            Percent(told.finding.share),
        );
    }
    format!(
        "{} sorts {} on disk, in {} of the statement",
        label(told.node()),
        Kilobytes(told.get("spilledKb").value),
        Percent(told.finding.share),
    )
}
