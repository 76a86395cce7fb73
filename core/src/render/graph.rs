//! A plan as boxes and arrows, for tools that lay out graphs themselves: what the boxes say, and which arrows there are.

use super::outline::{Figures, Fold, Outline, Row, is_executed};
use crate::analyze::PlanAnalysis;
use crate::plan::{EdgeKind, Node, NodeId};
use crate::rules::Severity;
use crate::words::label;

/// A box: a node, or a run of a node's inputs of which nothing is to be said.
pub(super) struct Shape {
    /// The node, or the first of the run: arrows name it.
    pub(super) id: NodeId,
    /// What stands in it, line by line.
    pub(super) lines: Vec<String>,
    pub(super) mark: Option<Severity>,
    /// The box that takes its rows.
    pub(super) parent: Option<NodeId>,
    /// Whether the rows flow into the parent, rather than into an expression of it.
    pub(super) is_input: bool,
}

/// The boxes of a plan, the root first.
pub(super) fn shapes(analysis: &PlanAnalysis) -> Vec<Shape> {
    let outline = Outline::new(analysis);
    let shape = |row: &Row| {
        let (Row::Node { id, .. } | Row::Fold { fold: Fold { first: id, .. }, .. }) = *row;
        let node = analysis.plan().node(id);
        let lines = match row {
            Row::Fold { fold, .. } => vec![format!("… {}", fold.words())],
            Row::Node { .. } => {
                let figures = Figures::of(node, analysis);
                let (rows, expected) =
                    if is_executed(analysis) { (figures.rows, "") } else { (figures.expected, " expected") };
                let rows = match rows.as_str() {
                    "" => rows,
                    "1" => format!("1 row{expected}"),
                    rows => format!("{rows} rows{expected}"),
                };
                let numbers: Vec<String> =
                    [figures.share, figures.own, rows].into_iter().filter(|text| !text.is_empty()).collect();
                [label(node), numbers.join(" · ")].into_iter().filter(|line| !line.is_empty()).collect()
            }
        };
        let mark = if matches!(row, Row::Node { .. }) { outline.mark(id) } else { None };
        Shape { id, lines, mark, parent: node.parent().map(Node::id), is_input: node.is_input() }
    };
    outline.rows.iter().map(shape).collect()
}

/// The references across the tree between boxes that are drawn: from the node that makes a result to its user.
pub(super) fn references(analysis: &PlanAnalysis, drawn: &[Shape]) -> Vec<(NodeId, NodeId, &'static str)> {
    let mut is_drawn = vec![false; analysis.plan().len()];
    for shape in drawn {
        is_drawn[shape.id.index()] = true;
    }
    let edges = analysis.plan().edges().filter(|(_, _, kind)| !kind.is_tree());
    let word = |kind| match kind {
        EdgeKind::ReadsCte => "CTE",
        EdgeKind::ReadsWorkTable => "work table",
        EdgeKind::ReadsInitPlan => "InitPlan",
        _ => "SubPlan",
    };
    edges
        .filter(|(user, maker, _)| is_drawn[user.index()] && is_drawn[maker.index()])
        .map(|(user, maker, kind)| (maker, user, word(kind)))
        .collect()
}
