//! What a rule found.

use std::fmt;
use std::str::FromStr;

use super::weight::Weight;
use super::{Case, Practice, Rule, Told};
use crate::metrics::Interval;
use crate::plan::{Dialect, NodeId, Plan};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; costs little here.
    Info,
    /// Costs a noticeable part of the statement.
    Warning,
    /// Dominates the statement.
    Critical,
}

impl Severity {
    /// Every severity, mildest first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Critical];

    /// The severity's name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|severity| severity.name() == name);
        found.ok_or_else(|| format!("expected info, warning or critical, found {name}"))
    }
}

/// A number that a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What it counts, in camel case with its unit, such as `rowsRemoved`.
    pub name: &'static str,
    /// The number, with its range where the server rounded.
    pub value: Interval,
}

/// Something wrong with a plan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// The node it is about; none where it is about the whole plan.
    pub node: Option<NodeId>,
    /// How much it matters.
    pub severity: Severity,
    /// The share of the statement that it concerns: of its time, or of its cost where nothing was measured, or of the
    /// rows that it reads where the server prints no cost. 0 to 1.
    pub share: f64,
    /// The numbers it rests on.
    pub evidence: Vec<Evidence>,
    /// Of what the share is one.
    pub(super) weight: Weight,
    /// Whether the plan was not executed, so that the numbers are estimates.
    pub(super) estimated: bool,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> Option<&'static Rule> {
        super::RULES.iter().find(|rule| rule.name == self.rule)
    }

    fn practice(&self) -> Option<&'static Practice> {
        super::PRACTICES.iter().find(|rule| rule.name == self.rule)
    }

    /// What to do about it in an engine.
    pub fn remedy(&self, dialect: Dialect) -> &'static str {
        self.practice().map(|rule| rule.remedy.of(dialect)).unwrap_or_default()
    }

    /// The finding in a sentence, for the plan it was found in. Names stand in it as the server gave them.
    pub fn message(&self, plan: &Plan) -> String {
        self.practice().map(|rule| (rule.message)(&Told { plan, finding: self })).unwrap_or_default()
    }
}

/// What a check returns: numbers, and how heavily they weigh.
pub(super) struct Found {
    /// The share of the statement concerned.
    share: f64,
    evidence: Vec<Evidence>,
    /// The most that it can matter.
    cap: Severity,
    /// The time concerned, in milliseconds, where it is no share of the execution.
    time_ms: Option<f64>,
}

impl Found {
    /// A finding that concerns a share of the statement, from 0 to 1.
    pub(super) fn concerning(share: f64) -> Self {
        Self { share, evidence: Vec::new(), cap: Severity::Critical, time_ms: None }
    }

    /// The same with a number that it rests on.
    pub(super) fn with(mut self, name: &'static str, value: Interval) -> Self {
        self.evidence.push(Evidence { name, value });
        self
    }

    /// The same with an exact number that it rests on.
    pub(super) fn with_exact(self, name: &'static str, value: f64) -> Self {
        self.with(name, Interval::exact(value))
    }

    /// The same, mattering at most so much.
    pub(super) fn at_most(mut self, cap: Severity) -> Self {
        self.cap = cap;
        self
    }

    /// The same, of time outside the execution: so many milliseconds.
    pub(super) fn taking(mut self, time_ms: f64) -> Self {
        self.time_ms = Some(time_ms);
        self
    }

    /// The finding, weighed.
    pub(super) fn finding(self, rule: &'static str, node: Option<NodeId>, case: &Case<'_>) -> Finding {
        let share = self.share.clamp(0.0, 1.0);
        let limits = case.limits;
        let time = self.time_ms.or_else(|| Some(case.whole.time_ms? * share));
        let negligible = time.is_some_and(|time| time < limits.negligible_ms);
        let severity = match share {
            _ if negligible => Severity::Info,
            share if share >= limits.critical_share => Severity::Critical,
            share if share >= limits.warning_share => Severity::Warning,
            _ => Severity::Info,
        };
        let large = self.time_ms.map_or(case.whole.is_large, |time| time >= limits.critical_ms);
        let most = if large && case.whole.weight != Weight::Rows {
            self.cap
        } else {
            self.cap.min(Severity::Warning)
        };
        Finding {
            rule,
            node,
            severity: severity.min(most),
            share,
            evidence: self.evidence,
            weight: case.whole.weight,
            estimated: !case.executed,
        }
    }
}
