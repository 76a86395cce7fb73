//! A place of a plan is told once, by the rule that knows most of it.

use super::{Finding, PRACTICES};
use crate::plan::{Node, NodeId, Operator, Plan};

/// The rules that say why no index serves a scan, or why the one that it uses is the wrong one.
const CAUSES: &[&str] = &[
    "function-on-column",
    "leading-wildcard",
    "or-across-columns",
    "row-constructor-range",
    "charset-conversion",
    "type-mismatch",
    "range-checked-per-record",
    "limit-order-index",
    "large-offset",
];

/// What the rules on the left tell of a place, those on the right need not.
const PRECEDENCE: &[(&[&str], &[&str])] = &[
    (
        CAUSES,
        &[
            "filter-discards-rows",
            "index-residual-filter",
            "guessed-filter",
            "scan-hot-spot",
            "full-index-scan",
        ],
    ),
    (
        &["filter-discards-rows", "index-residual-filter"],
        &["guessed-filter", "scan-hot-spot", "full-index-scan"],
    ),
    (&["guessed-filter"], &["scan-hot-spot", "full-index-scan"]),
    (&["row-constructor-range"], &["limit-order-index"]),
    (&["cartesian-product", "charset-conversion"], &["join-buffer"]),
    (&["sort-spill"], &["filesort"]),
    (&["large-offset"], &["rows-per-result"]),
];

/// Drops what another rule tells better of the same place; what is about the whole plan, where another tells better of
/// any. With each finding comes the place of its rule in the table of them all.
pub(super) fn settle(plan: &Plan, findings: &mut Vec<Finding>, rules: &[usize]) {
    if findings.len() < 2 {
        return;
    }
    let mut places = vec![0_u64; plan.len()];
    let mut whole = 0;
    let own = |finding: &Finding| finding.node.map(|node| place(plan.node(node)).index());
    for (finding, rule) in findings.iter().zip(rules) {
        let bit = 1 << rule;
        whole |= bit;
        if let Some(told) = own(finding).and_then(|place| places.get_mut(place)) {
            *told |= bit;
        }
    }
    // Many findings are of few rules.
    let mut known = [None; u64::BITS as usize];
    let mut rules = rules.iter();
    findings.retain(|finding| {
        let told = own(finding).map_or(whole, |place| places.get(place).copied().unwrap_or_default());
        let mut better = |rule: &usize| *known[*rule].get_or_insert_with(|| betters(finding.rule));
        rules.next().is_none_or(|rule| told & better(rule) == 0)
    });
}

/// How far down the place of a finding is looked for.
const SEARCH_DEPTH: usize = 16;

/// Where a node's rows come from: what only filters, stops or chooses is not told apart from what it reads.
fn place(node: Node<'_>) -> NodeId {
    let mut place = node;
    for _ in 0..SEARCH_DEPTH {
        let passes =
            matches!(place.operator(), Operator::Filter | Operator::Limit | Operator::AlternativePlans);
        match place.inputs().next() {
            Some(below) if passes => place = below,
            _ => break,
        }
    }
    place.id()
}

/// A rule's place in the table of them all, as a bit.
fn bit(rule: &str) -> u64 {
    PRACTICES.iter().position(|known| known.name == rule).map_or(0, |index| 1 << index)
}

/// The rules that tell better what a rule tells.
fn betters(rule: &str) -> u64 {
    let lists = PRECEDENCE.iter().filter(|(_, yields)| yields.contains(&rule));
    lists.flat_map(|(better, _)| better.iter()).fold(0, |bits, better| bits | bit(better))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_rule_and_none_yields_to_itself() {
        assert!(PRACTICES.len() <= 64);
        for (better, yields) in PRECEDENCE {
            for name in better.iter().chain(*yields) {
                assert_ne!(bit(name), 0, "{name}");
            }
        }
        for rule in PRACTICES {
            assert_eq!(betters(rule.name) & bit(rule.name), 0, "{}", rule.name);
        }
    }
}
