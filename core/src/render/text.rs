//! A plan in a terminal: the tree with its numbers, what is wrong, what to create.

use super::page::{Page, Style, cut};
use super::safe::Safe;
use crate::advice::IndexAdvice;
use crate::analyze::{Analysis, PlanAnalysis};
use crate::metrics::Interval;
use crate::plan::Dialect;
use crate::words::{Count, Ms};

/// How a plan is written for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextOptions {
    /// Whether to colour by ANSI escapes. Default: false.
    pub color: bool,
    /// Columns of the page, at which conditions are cut. Default: 172, which leaves a condition some hundred.
    pub width: usize,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { color: false, width: 172 }
    }
}

impl TextOptions {
    /// The same options, coloured or not.
    #[must_use]
    pub fn color(self, color: bool) -> Self {
        Self { color, ..self }
    }

    /// The same options with another width, in columns.
    #[must_use]
    pub fn width(self, width: usize) -> Self {
        Self { width: width.max(60), ..self }
    }
}

/// An analysis as text for a terminal: for each plan the tree, the findings, the indexes to create.
///
/// Text that comes from the plan has its control characters escaped.
pub fn text(analysis: &Analysis, options: TextOptions) -> String {
    let mut page = Page { out: String::new(), options };
    for repair in analysis.repairs() {
        page.line(Style::Dim, &format!("note: {repair}"));
    }
    for notice in analysis.notices() {
        page.line(Style::Dim, &format!("note: the server made no plan: {}", Safe(notice)));
    }
    let plans = analysis.plans();
    if plans.is_empty() {
        page.line(Style::Plain, "no plan: the statement does nothing that is planned");
    }
    for (index, plan) in plans.iter().enumerate() {
        if index > 0 {
            page.out.push('\n');
        }
        if plans.len() > 1 {
            page.line(Style::Bold, &format!("Plan {} of {}", index + 1, plans.len()));
        }
        page.plan(plan);
    }
    page.out
}

impl Page {
    fn plan(&mut self, analysis: &PlanAnalysis) {
        if let Some(query) = &analysis.plan().facts().query_text {
            self.line(Style::Dim, &cut(&Safe(query).to_string(), self.options.width));
        }
        self.line(Style::Bold, &summary(analysis));
        self.out.push('\n');
        self.tree(analysis);
        self.findings(analysis);
        self.indexes(analysis);
    }

    fn findings(&mut self, analysis: &PlanAnalysis) {
        self.out.push('\n');
        if analysis.findings().is_empty() {
            self.line(Style::Bold, "Findings: none");
            return;
        }
        self.line(Style::Bold, "Findings");
        for finding in analysis.findings() {
            let severity = finding.severity;
            self.write(Style::of(severity), &format!("  {severity:<8} "));
            let node = finding.node.map_or(String::new(), |node| format!(", node {}", node.0));
            let message = format!("{} ({}{node})", finding.message(analysis.plan()), finding.rule);
            self.wrapped(Style::Plain, &Safe(&message).to_string());
            if let Some(rule) = finding.rule() {
                self.out.push_str("           ");
                self.wrapped(Style::Dim, rule.remedy.of(analysis.plan().dialect()));
            }
        }
    }

    fn indexes(&mut self, analysis: &PlanAnalysis) {
        if analysis.indexes().is_empty() {
            return;
        }
        self.out.push('\n');
        self.line(Style::Bold, "Indexes to create");
        // What is to be known of all of them is said once.
        let is_shared = |note: &String| analysis.indexes().iter().all(|index| index.notes.contains(note));
        for index in analysis.indexes() {
            for line in index.ddl().lines() {
                self.line(Style::Cyan, &format!("  {}", Safe(line)));
            }
            for key in &index.keys {
                let line = format!("    {}: {}", key.expression, key.reason);
                self.line(Style::Dim, &cut(&Safe(&line).to_string(), self.options.width));
            }
            self.line(Style::Dim, &format!("    {}", gain(index)));
            for note in index.notes.iter().filter(|note| !is_shared(note)) {
                self.note(note);
            }
        }
        for note in analysis.indexes()[0].notes.iter().filter(|note| is_shared(note)) {
            self.note(note);
        }
    }

    fn note(&mut self, note: &str) {
        self.write(Style::Dim, "    note:  ");
        self.wrapped(Style::Dim, &Safe(note).to_string());
    }
}

/// One line about the whole plan.
fn summary(analysis: &PlanAnalysis) -> String {
    let totals = analysis.metrics().totals();
    let parts = [
        totals.execution_ms.map(|time| format!("{} to execute", Ms(time))),
        totals.planning_ms.map(|time| format!("{} to plan", Ms(time))),
        totals
            .outside_ms
            .filter(|time| *time > 0.0)
            .map(|time| format!("{} of it outside the tree", Ms(time))),
        totals.jit_ms.map(|time| format!("{} of it JIT", Ms(time))),
        totals.cost.map(|cost| format!("cost {}", Count(cost))),
        Some(match analysis.plan().len() {
            1 => "1 node".to_owned(),
            nodes => format!("{} nodes", Count(nodes as f64)),
        }),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let plan = analysis.plan();
    let measured = match plan.dialect() {
        _ if totals.root_ms.is_some() => "",
        Dialect::Postgres => " (not measured: run EXPLAIN with ANALYZE for times)",
        Dialect::MySql => " (not measured: run EXPLAIN ANALYZE for times)",
        Dialect::MariaDb => " (not measured: run ANALYZE FORMAT=JSON for times)",
    };
    format!("{} plan: {}{measured}", plan.dialect().title(), parts.join(", "))
}

/// What an index would change.
fn gain(index: &IndexAdvice) -> String {
    let nodes: Vec<String> = index.nodes.iter().map(|node| node.0.to_string()).collect();
    let from_to = |name: &str, before: Option<f64>, after: Option<Interval>| {
        let whole = |number: f64| Count(number.round());
        let (before, after) = (whole(before?), after?);
        let (value, low, high) = (whole(after.value), whole(after.low), whole(after.high));
        Some(if after.is_exact() {
            format!("{name} {before} -> about {value}; ")
        } else {
            format!("{name} {before} -> perhaps {value} ({low} to {high}); ")
        })
    };
    let cost = from_to("cost", index.cost_before, index.cost_after).unwrap_or_default();
    let rows = from_to("rows read", index.rows_before, index.rows_after).unwrap_or_default();
    format!("{cost}{rows}asked for by node {}", nodes.join(", "))
}
