//! The tree as a list of rows: the name of each node, its numbers with their words, what it compares.

use std::fmt::Write as _;

use super::Fragment;
use crate::analyze::PlanAnalysis;
use crate::plan::{Attribute, Node};
use crate::render::outline::{Depths, Figures, Fold, Outline, Row, details, is_executed, is_measured, parts};
use crate::render::safe::Markup;
use crate::words::label;

/// From how many nodes on rows are laid out only when they are looked at.
const LARGE: usize = 200;

impl Fragment {
    pub(super) fn rows(&mut self, place: usize, analysis: &PlanAnalysis) {
        let outline = Outline::new(analysis);
        self.heads(analysis);
        let tree = Tree { place, analysis, outline: &outline, executed: is_executed(analysis) };
        let large = if analysis.plan().len() > LARGE { " large" } else { "" };
        let _ = writeln!(self.out, "<ol class=\"tree{large}\">");
        for row in &outline.rows {
            match *row {
                Row::Node { id, depth } => self.row(&tree, analysis.plan().node(id), depth),
                Row::Fold { fold, depth } => self.fold(&tree, fold, depth),
            }
        }
        self.out.push_str("</ol>\n");
    }

    /// What stands above the columns. Each number says for itself what it is, too.
    fn heads(&mut self, analysis: &PlanAnalysis) {
        let own = if is_measured(analysis) { "own time" } else { "own cost" };
        let counted = if is_executed(analysis) { &["rows", "expected", "loops"][..] } else { &["expected"] };
        let _ = write!(
            self.out,
            "<div class=\"heads\" aria-hidden=\"true\"><span>node</span><span>share</span><span>{own}</span>"
        );
        for head in counted {
            let _ = write!(self.out, "<span>{head}</span>");
        }
        self.out.push_str("</div>\n");
    }

    fn row(&mut self, tree: &Tree<'_>, node: Node<'_>, depth: usize) {
        let id = node.id();
        let metrics = tree.analysis.metrics().node(id);
        let mark = tree.outline.mark(id);
        // Below these nothing is to be said: the script closes them in large plans.
        let quiet = !tree.outline.is_notable(id) && node.end().index() > id.index() + 1;
        let anchor = format!("{}-{}", self.plan_id(tree.place), id.0);
        let _ = write!(
            self.out,
            "<li class=\"row{}{}{}\" id=\"{anchor}\" data-node=\"{}\" data-end=\"{}\" style=\"--d:{depth}",
            if quiet { " quiet" } else { "" },
            if node.never_executed() { " idle" } else { "" },
            mark.map(|mark| format!(" {mark}")).unwrap_or_default(),
            id.0,
            node.end().0,
        );
        if let Some(share) = metrics.share {
            let _ = write!(self.out, ";--s:{share:.4}");
        }
        self.out.push_str("\">");
        let _ = write!(self.out, "<a class=\"name\" href=\"#{anchor}\">");
        if let Some(subplan) = node.text(Attribute::SubplanName) {
            let _ = write!(self.out, "<i>{}: </i>", Markup(subplan));
        }
        let label = label(node);
        let (operator, rest) = parts(&label);
        let _ = write!(self.out, "<b>{}</b>{}</a>", Markup(operator), Markup(rest));
        if let Some(mark) = mark {
            let _ = write!(self.out, " <b class=\"mark {mark}\">{mark}</b>");
        }
        self.numbers(tree, node);
        self.conditions(node);
        self.out.push_str("</li>\n");
    }

    fn numbers(&mut self, tree: &Tree<'_>, node: Node<'_>) {
        let Figures { share, own, rows, expected, loops } = Figures::of(node, tree.analysis);
        let never = node.never_executed();
        if !never {
            self.number("share", &share, "");
            self.number("own", &own, "");
        }
        if !tree.executed {
            self.number("est", &expected, " rows expected");
        } else if never {
            self.number("never", "never executed", "");
            self.number("est", &expected, " rows expected");
        } else {
            self.number("rows", &rows, if rows == "1" { " row" } else { " rows" });
            self.number("est", &expected, " expected");
            let once = if loops == "1" { "loops once" } else { "loops" };
            self.number(once, &loops, if loops == "1" { " loop" } else { " loops" });
        }
    }

    /// A number with the words that a column's head says for it where there is one.
    fn number(&mut self, class: &str, text: &str, words: &str) {
        if !text.is_empty() {
            let words = if words.is_empty() { String::new() } else { format!("<i>{words}</i>") };
            let _ = write!(self.out, " <span class=\"{class}\">{}{words}</span>", Markup(text));
        }
    }

    fn conditions(&mut self, node: Node<'_>) {
        for (word, text) in details(node) {
            let _ = write!(self.out, "<div class=\"cond\"><i>{word}</i> {}</div>", Markup(&text));
        }
    }

    /// A run of inputs behind one row that opens.
    fn fold(&mut self, tree: &Tree<'_>, fold: Fold, depth: usize) {
        let _ = writeln!(
            self.out,
            "<li class=\"fold\" style=\"--d:{depth}\"><details><summary>{}</summary><ol>",
            Markup(&fold.words())
        );
        let mut depths = Depths::below(depth, fold.end);
        for id in fold.first.0..fold.end.0 {
            let node = tree.analysis.plan().node(crate::plan::NodeId(id));
            self.row(tree, node, depths.of(node));
        }
        self.out.push_str("</ol></details></li>\n");
    }
}

/// A plan whose rows are written.
struct Tree<'a> {
    place: usize,
    analysis: &'a PlanAnalysis,
    outline: &'a Outline,
    executed: bool,
}
