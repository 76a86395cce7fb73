//! A plan in a terminal: the tree with its numbers, what is wrong, what to create.

use super::outline::{gains, is_shared, notes, summary};
use super::page::{Page, Style, cut};
use super::safe::Safe;
use crate::advice::IndexAdvice;
use crate::analyze::{Analysis, PlanAnalysis};

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
            self.out.push_str("           ");
            self.wrapped(Style::Dim, finding.remedy(analysis.plan().dialect()));
        }
    }

    fn indexes(&mut self, analysis: &PlanAnalysis) {
        if analysis.indexes().is_empty() {
            return;
        }
        self.out.push('\n');
        self.line(Style::Bold, "Indexes to create");
        for index in analysis.indexes() {
            for line in index.ddl().lines() {
                self.line(Style::Cyan, &format!("  {}", Safe(line)));
            }
            for key in &index.keys {
                let line = format!("    {}: {}", key.expression, key.reason);
                self.line(Style::Dim, &cut(&Safe(&line).to_string(), self.options.width));
            }
            self.line(Style::Dim, &format!("    {}", gain(index)));
            for note in notes(index).filter(|note| !is_shared(analysis, note)) {
                self.note(note);
            }
        }
        // What is to be known of all of them is said once.
        for note in notes(&analysis.indexes()[0]).filter(|note| is_shared(analysis, note)) {
            self.note(note);
        }
    }

    fn note(&mut self, note: &str) {
        self.write(Style::Dim, "    note:  ");
        self.wrapped(Style::Dim, &Safe(note).to_string());
    }
}

/// What an index would change.
fn gain(index: &IndexAdvice) -> String {
    let nodes: Vec<String> = index.nodes.iter().map(|node| node.0.to_string()).collect();
    let asked = format!("asked for by node {}", nodes.join(", "));
    gains(index).into_iter().chain([asked]).collect::<Vec<_>>().join("; ")
}
