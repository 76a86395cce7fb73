//! The tree of a plan: columns of numbers, then the nodes, and below each what it compares.

use std::fmt::Write as _;

use super::outline::{Figures, Fold, Outline, Row, details, is_executed, is_measured};
use super::page::{Page, Style, cut};
use super::safe::Safe;
use crate::analyze::PlanAnalysis;
use crate::plan::{Attribute, Node, NodeId};
use crate::rules::Severity;
use crate::words::label;

/// How deep the tree is drawn by indentation; below that a number tells the depth.
const DRAWN_DEPTH: usize = 40;

impl Page {
    /// The tree: columns of numbers, then the nodes, what they compare below them.
    pub(super) fn tree(&mut self, analysis: &PlanAnalysis) {
        let plan = analysis.plan();
        let header = header(analysis);
        self.line(Style::Dim, &header);
        let outline = Outline::new(analysis);
        // Whether the ancestors have later siblings, outermost first; and where their subtrees end.
        let mut open: Vec<(bool, NodeId)> = Vec::new();
        for row in &outline.rows {
            let (Row::Node { id, depth } | Row::Fold { fold: Fold { first: id, .. }, depth }) = *row;
            let node = plan.node(id);
            open.truncate(depth);
            let last = node.parent().is_none_or(|parent| parent.end() == node.end());
            let prefix = prefix(&open, depth > 0, last);
            match row {
                Row::Fold { fold, .. } => {
                    let indent = " ".repeat(header.chars().count() + 2);
                    self.line(Style::Dim, &format!("{indent}{}… {}", prefix.1, fold.words()));
                }
                Row::Node { .. } => {
                    self.node(node, analysis, outline.mark(id), &prefix);
                    open.push((!last, node.end()));
                }
            }
        }
    }

    fn node(
        &mut self,
        node: Node<'_>,
        analysis: &PlanAnalysis,
        mark: Option<Severity>,
        prefix: &(String, String),
    ) {
        let (left, right) = columns(node, analysis);
        let style = match analysis.metrics().node(node.id()).share {
            Some(share) if share >= 0.25 => Style::Red,
            Some(share) if share >= 0.1 => Style::Yellow,
            _ => Style::Plain,
        };
        self.write(style, &left);
        self.write(Style::Plain, &right);
        self.write(Style::Dim, &prefix.0);
        let name = Safe(&label(node)).to_string();
        if let Some(subplan) = node.text(Attribute::SubplanName) {
            self.write(Style::Dim, &format!("{}: ", Safe(subplan)));
        }
        let mark_text = mark.map(|severity| format!("  ◄ {severity}"));
        self.write(if mark.is_some() { Style::Bold } else { Style::Plain }, &name);
        if node.never_executed() {
            self.write(Style::Dim, "  (never executed)");
        }
        if let Some((severity, text)) = mark.zip(mark_text) {
            self.write(Style::of(severity), &text);
        }
        self.out.push('\n');
        let indent = " ".repeat(left.chars().count() + right.chars().count());
        for (word, text) in details(node) {
            let used = indent.len() + prefix.1.chars().count() + 2;
            let room = self.options.width.saturating_sub(used).max(40);
            let detail = cut(&Safe(&format!("{word}: {text}")).to_string(), room);
            self.line(Style::Dim, &format!("{indent}{}  {detail}", prefix.1));
        }
    }
}

/// What stands above the columns.
fn header(analysis: &PlanAnalysis) -> String {
    let own = if is_measured(analysis) { "own time" } else { "own cost" };
    let rows = if is_executed(analysis) {
        format!("{:>12}{:>12}{:>9}", "rows", "expected", "loops")
    } else {
        format!("{:>12}", "expected")
    };
    format!("{:>8}{own:>12}{rows}{:>6}", "share", "node")
}

/// The numbers before a node: its share and time, then the rest.
fn columns(node: Node<'_>, analysis: &PlanAnalysis) -> (String, String) {
    let Figures { share, own, rows, expected, loops } = Figures::of(node, analysis);
    let id = node.id().0;
    let right = if is_executed(analysis) {
        format!("{rows:>12}{expected:>12}{loops:>9}{id:>6}  ")
    } else {
        format!("{expected:>12}{id:>6}  ")
    };
    (format!("{share:>8}{own:>12}"), right)
}

/// What is drawn before a node, and before what stands below it.
fn prefix(open: &[(bool, NodeId)], has_parent: bool, last: bool) -> (String, String) {
    let mut above = String::new();
    if open.len() > DRAWN_DEPTH {
        let _ = write!(above, "[depth {}] ", open.len());
    } else {
        // The root draws no line.
        for (more, _) in open.iter().skip(1) {
            above.push_str(if *more { "│  " } else { "   " });
        }
    }
    if !has_parent {
        return (String::new(), String::new());
    }
    let own = if last { "└─ " } else { "├─ " };
    let below = if last { "   " } else { "│  " };
    (format!("{above}{own}"), format!("{above}{below}"))
}
