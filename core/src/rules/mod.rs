//! Opinions: what is wrong with a plan, and what to do.
//!
//! A rule is data and two functions: [`Rule::name`] and its explanation, a check that measures, a message that
//! tells. One file a rule, one word in the table below, one folder of captured plans under `testdata/rules/` in
//! which it fires and stays quiet. Thresholds live here, in [`Limits`], and nowhere else.
//!
//! Invariant: a finding fires only when the whole range of a rounded number is beyond the threshold, and stays
//! structured (numbers and node ids) until somebody renders it.

mod conditions;
mod finding;
mod limits;
mod precedence;
mod weight;

pub use finding::{Evidence, Finding, Severity};
pub use limits::Limits;

use finding::Found;
use weight::{Weight, Whole};

use crate::metrics::{Interval, Metrics, NodeMetrics};
use crate::plan::{Dialect, Node, NodeId, Number, Plan};
use crate::predicate::Language;
use crate::words::Percent;

/// Declares the files of the rules and the table of them all.
macro_rules! rules {
    ($($file:ident,)*) => {
        $(mod $file;)*

        /// Every rule, in the order in which findings of equal weight are listed.
        pub const RULES: &[Rule] = &[$($file::RULE,)*];

        /// The same, as far as plans are judged by it: a browser need not load what explains the rules.
        static PRACTICES: &[Practice] = &[$($file::RULE.practice(),)*];
    };
}

rules! {
    filter_discards_rows,
    function_on_column,
    leading_wildcard,
    or_across_columns,
    row_constructor_range,
    charset_conversion,
    type_mismatch,
    limit_order_index,
    join_buffer,
    range_checked_per_record,
    full_scan_on_null_key,
    materialized_without_key,
    index_merge,
    full_index_scan,
    scan_hot_spot,
    nested_loop_repeats,
    cartesian_product,
    correlated_subplan,
    index_residual_filter,
    heap_fetches,
    lossy_bitmap,
    row_misestimate,
    guessed_filter,
    rows_per_result,
    sort_spill,
    filesort,
    temporary_table,
    hash_spill,
    storage_spill,
    cte_fence,
    large_offset,
    workers_not_launched,
    jit_overhead,
    slow_planning,
    slow_triggers,
}

/// A rule: what it looks for, why that is bad, and the functions that find and tell it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which is its id: kebab case, equal to its file's.
    pub name: &'static str,
    /// What it finds, in one sentence, with its thresholds.
    pub summary: &'static str,
    /// What to do about it, by engine.
    pub remedy: Remedy,
    /// Where the thresholds and the reasoning come from.
    pub source: &'static str,
    /// Measures a node, or the whole plan.
    check: Check,
    /// Tells a finding.
    message: fn(&Told<'_>) -> String,
}

impl Rule {
    const fn practice(&self) -> Practice {
        Practice { name: self.name, remedy: self.remedy, check: self.check, message: self.message }
    }
}

/// What of a rule is used: all but its explanations.
struct Practice {
    name: &'static str,
    remedy: Remedy,
    check: Check,
    message: fn(&Told<'_>) -> String,
}

/// What to do about a finding: the same everywhere, or as each engine wants it.
#[derive(Clone, Copy, Debug)]
pub struct Remedy {
    postgres: &'static str,
    mysql: &'static str,
    mariadb: &'static str,
}

impl Remedy {
    /// The same for every engine.
    const fn same(text: &'static str) -> Self {
        Self { postgres: text, mysql: text, mariadb: text }
    }

    /// One for PostgreSQL, another for MySQL and MariaDB.
    const fn of_two(postgres: &'static str, mysql: &'static str) -> Self {
        Self { postgres, mysql, mariadb: mysql }
    }

    /// One for each engine.
    const fn of_three(postgres: &'static str, mysql: &'static str, mariadb: &'static str) -> Self {
        Self { postgres, mysql, mariadb }
    }

    /// What to do about it in an engine.
    pub fn of(self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Postgres => self.postgres,
            Dialect::MySql => self.mysql,
            Dialect::MariaDb => self.mariadb,
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// Each node that was executed, or planned where nothing was.
    Node(fn(&Case<'_>) -> Option<Found>),
    /// The same, of PostgreSQL's plans.
    Postgres(fn(&Case<'_>) -> Option<Found>),
    /// The same, of MySQL's and MariaDB's plans.
    MySql(fn(&Case<'_>) -> Option<Found>),
    /// The plan as a whole.
    Plan(fn(&Case<'_>) -> Option<Found>),
}

/// What a check sees: a node with its numbers, and everything around it.
struct Case<'a> {
    plan: &'a Plan,
    metrics: &'a Metrics,
    limits: &'a Limits,
    node: Node<'a>,
    own: NodeMetrics,
    /// Whether anything of the plan was executed.
    executed: bool,
    whole: &'a Whole,
}

impl Case<'_> {
    /// Whether the plan is one of MySQL or MariaDB.
    fn is_mysql(&self) -> bool {
        self.plan.dialect() != Dialect::Postgres
    }

    /// The language of the plan's conditions.
    fn language(&self) -> Language {
        if self.is_mysql() { Language::MySql } else { Language::Postgres }
    }

    /// The rows that a scan throws away by the filters on it and right above it, over all executions: those that it
    /// reads, those that are left, and the share that is thrown away. Estimated where the plan was not executed.
    fn sieve(&self) -> Option<Sieve> {
        let (read, kept) = (self.own.rows_read?, self.own.rows_kept?);
        let removed = (read - kept).at_least_zero();
        Some(Sieve { removed, kept, share: removed.share_beside(kept)? })
    }

    /// A number of the node that counts per loop, as a total over its loops.
    fn total(&self, number: Number) -> Option<Interval> {
        let step = match number {
            Number::Rows => self.plan.facts().rows_step(self.node.number(number)?),
            _ => self.plan.facts().removed_step,
        };
        Some(Interval::total(self.node.number(number)?, self.node.number(Number::Loops)?, step))
    }

    /// The rows that a node gives over all of its executions: counted, or, where the plan was not executed, as expected.
    fn rows_of(&self, node: Node<'_>) -> Option<Interval> {
        let metrics = self.metrics.node(node.id());
        if self.executed {
            return metrics.rows;
        }
        Some(Interval::exact(node.number(Number::EstimatedRows)? * metrics.executions?))
    }

    /// The share of the whole that the node alone takes, at least.
    fn share(&self) -> f64 {
        self.share_alone(self.node.id())
    }

    /// The share of the whole that a node alone takes, at least.
    fn share_alone(&self, node: NodeId) -> f64 {
        let own = self.metrics.node(node);
        self.share_of(own.exclusive_ms, own.exclusive_cost, || self.whole.rows_share(own.rows_read))
    }

    /// The share of the whole that a subtree takes, at least.
    fn share_below(&self, node: NodeId) -> f64 {
        let own = self.metrics.node(node);
        self.share_of(own.inclusive_ms, own.inclusive_cost, || self.whole.rows_below(self.plan.node(node)))
    }

    /// A part of the time, or, where nothing was measured, of the cost, as a share: the least that rounding allows.
    fn share_of(&self, time: Option<Interval>, cost: Option<f64>, rows: impl Fn() -> f64) -> f64 {
        let totals = self.metrics.totals();
        let share = match (time, totals.root_ms) {
            _ if self.whole.weight == Weight::Rows => rows(),
            (Some(time), Some(root)) => time.low / (root + totals.outside_ms.unwrap_or_default()),
            (None, None) => cost.unwrap_or_default() / totals.cost.unwrap_or_default(),
            _ => 0.0,
        };
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// What a filter does to the rows of a scan.
#[derive(Clone, Copy, Debug)]
struct Sieve {
    removed: Interval,
    kept: Interval,
    /// The share removed, from 0 to 1.
    share: Interval,
}

/// What a message is told from.
struct Told<'a> {
    plan: &'a Plan,
    finding: &'a Finding,
}

impl<'a> Told<'a> {
    /// The node the finding is about; the root where it is about the whole plan.
    fn node(&self) -> Node<'a> {
        self.plan.node(self.finding.node.unwrap_or_default())
    }

    /// Whether the plan is one of MySQL or MariaDB.
    fn is_mysql(&self) -> bool {
        self.plan.dialect() != Dialect::Postgres
    }

    /// Whether the plan was not executed, so that numbers are estimates.
    fn is_estimate(&self) -> bool {
        self.finding.estimated
    }

    /// The share that the finding concerns, in words behind what it concerns; nothing where nothing can be weighed.
    fn share(&self, before: &str) -> String {
        let percent = Percent(self.finding.share);
        match self.finding.weight {
            Weight::Time | Weight::Cost => format!("{before}{percent} of the statement"),
            Weight::Rows => format!("{before}{percent} of the rows that are read"),
            Weight::Nothing => String::new(),
        }
    }

    /// A number of the evidence.
    fn get(&self, name: &str) -> Interval {
        self.find(name).unwrap_or_default()
    }

    /// A number of the evidence, where it is there.
    fn find(&self, name: &str) -> Option<Interval> {
        self.finding.evidence.iter().find(|evidence| evidence.name == name).map(|evidence| evidence.value)
    }
}

/// Checks a plan against every rule: the findings, worst first.
pub fn check(plan: &Plan, metrics: &Metrics, limits: &Limits) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rules = Vec::new();
    let executed = plan.nodes().any(|node| node.number(Number::Loops).is_some());
    let whole = &Whole::of(plan, metrics, limits);
    for node in plan.nodes() {
        if node.never_executed() {
            continue;
        }
        let id = node.id();
        let case = Case { plan, metrics, limits, node, own: metrics.node(id), executed, whole };
        for (place, rule) in PRACTICES.iter().enumerate() {
            let (check, about) = match rule.check {
                Check::Node(check) => (check, Some(id)),
                Check::Postgres(check) if !case.is_mysql() => (check, Some(id)),
                Check::MySql(check) if case.is_mysql() => (check, Some(id)),
                Check::Plan(check) if id == NodeId::ROOT => (check, None),
                _ => continue,
            };
            if let Some(found) = check(&case) {
                findings.push(found.finding(rule.name, about, &case));
                rules.push(place);
            }
        }
    }
    precedence::settle(plan, &mut findings, &rules);
    // Worst first; among equals the table's order, then the plan's, since the sort is stable.
    crate::sort::by(&mut findings, |a, b| b.severity.cmp(&a.severity).then(b.share.total_cmp(&a.share)));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c == '-' || c.is_ascii_lowercase())));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
