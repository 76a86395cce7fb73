//! The tree as a picture: rows with their numbers, what is wrong, what to create.

use std::fmt::Write as _;

use super::{Picture, WIDTH, class};
use crate::analyze::PlanAnalysis;
use crate::plan::{Attribute, Node, NodeId};
use crate::render::outline::{
    Figures, Outline, Row, details, gains, is_executed, is_measured, parts, totals, unmeasured,
};
use crate::render::page::{cut, wrap};
use crate::render::safe::{Markup, Safe};
use crate::rules::Severity;
use crate::words::{Count, label};

/// How many rows are drawn: a picture of more is not looked at.
const ROWS: usize = 200;
/// How many findings, and how many indexes.
const LISTED: usize = 12;
/// How deep the tree is indented.
const DEEPEST: usize = 24;
/// Where the columns end: the share's bar, then own time, rows, expected, loops.
const COLUMNS: [usize; 5] = [696, 776, 856, 936, 988];
/// The width of a whole bar.
const BAR: f64 = 100.0;
/// About how wide a character is in proportional type, of a name in bold, and in fixed type in tenths of a pixel.
const CHARACTER: usize = 7;
const BOLD_CHARACTER: usize = 8;
const FIXED_CHARACTER: usize = 73;
const MARGIN: usize = 12;

/// A plan as an SVG document: the tree with its numbers, the findings, the indexes to create.
///
/// Of a plan of more than 200 rows the first are drawn, and a line says how many are left out.
pub fn tree(analysis: &PlanAnalysis) -> String {
    let mut picture = Picture::new();
    picture.head(analysis);
    let outline = Outline::new(analysis);
    for row in outline.rows.iter().take(ROWS) {
        match *row {
            Row::Node { id, depth } => picture.node(analysis, &outline, id, depth),
            Row::Fold { fold, depth } => {
                picture.y += 20;
                picture.text(indent(depth), "dim", &format!("… {}", fold.words()));
            }
        }
    }
    if outline.rows.len() > ROWS {
        picture.y += 22;
        let rest = outline.rows.len() - ROWS;
        picture.text(MARGIN as f64, "dim", &format!("… {} more rows are not drawn", Count(rest as f64)));
    }
    picture.findings(analysis);
    picture.indexes(analysis);
    picture.finish("Query plan", analysis)
}

/// Where the names of a level begin.
fn indent(depth: usize) -> f64 {
    (MARGIN + depth.min(DEEPEST) * 14) as f64
}

impl Picture {
    fn head(&mut self, analysis: &PlanAnalysis) {
        self.y += 8;
        self.text(MARGIN as f64, "title", &format!("{} plan", analysis.plan().dialect().title()));
        self.y += 20;
        let hint = unmeasured(analysis).map(str::to_owned);
        let parts: Vec<String> = totals(analysis).into_iter().chain(hint).collect();
        self.text(MARGIN as f64, "dim", &parts.join("  ·  "));
        self.y += 28;
        let own = if is_measured(analysis) { "own time" } else { "own cost" };
        let heads = if is_executed(analysis) {
            ["share", own, "rows", "expected", "loops"]
        } else {
            ["share", own, "", "expected", ""]
        };
        for (x, head) in COLUMNS.iter().zip(heads) {
            self.text(*x as f64, "dim small end", head);
        }
        self.y += 6;
        self.rule();
    }

    fn rule(&mut self) {
        let y = self.y;
        let _ = writeln!(self.out, "<path class=\"line\" d=\"M{MARGIN} {y}.5H{}\"/>", WIDTH - MARGIN);
    }

    fn node(&mut self, analysis: &PlanAnalysis, outline: &Outline, id: NodeId, depth: usize) {
        let node = analysis.plan().node(id);
        let mark = outline.mark(id);
        self.y += 22;
        if let Some(share) = analysis.metrics().node(id).share {
            let (x, y, width) = (COLUMNS[0] as f64 - BAR, self.y - 13, share * BAR);
            let _ = writeln!(
                self.out,
                "<rect class=\"{}\" x=\"{x}\" y=\"{y}\" width=\"{width:.1}\" height=\"17\" rx=\"2\"/>",
                class(mark)
            );
        }
        self.name(node, mark, depth);
        let Figures { share, own, rows, expected, loops } = Figures::of(node, analysis);
        let never = node.never_executed();
        let counted =
            if never { [String::new(), expected, "never".to_owned()] } else { [rows, expected, loops] };
        let texts = [share, own].into_iter().chain(counted);
        for ((x, text), class) in
            COLUMNS.into_iter().zip(texts).zip(["end", "end", "end", "end dim", "end dim"])
        {
            if !text.is_empty() {
                self.text(x as f64 - if class == "end" && x == COLUMNS[0] { 5.0 } else { 0.0 }, class, &text);
            }
        }
        for (word, text) in details(node) {
            self.y += 16;
            let room = (WIDTH - MARGIN - indent(depth) as usize) * 10 / FIXED_CHARACTER;
            self.text(indent(depth), "code dim", &cut(&Safe(&format!("{word}: {text}")).to_string(), room));
        }
    }

    fn name(&mut self, node: Node<'_>, mark: Option<Severity>, depth: usize) {
        let mark = mark.filter(|mark| *mark > Severity::Info);
        let room = COLUMNS[0] - BAR as usize - indent(depth) as usize - if mark.is_some() { 72 } else { 16 };
        let subplan = node.text(Attribute::SubplanName).map(|name| format!("{name}: ")).unwrap_or_default();
        let name = cut(&Safe(&format!("{subplan}{}", label(node))).to_string(), room / BOLD_CHARACTER);
        let (operator, rest) = parts(&name);
        let (x, y) = (indent(depth), self.y);
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\"><tspan class=\"strong\">{}</tspan><tspan class=\"dim\">{}</tspan></text>",
            Markup(operator),
            Markup(rest)
        );
        if let Some(mark) = mark {
            self.text(COLUMNS[0] as f64 - BAR - 10.0, "alarm small end", mark.name());
        }
    }

    fn findings(&mut self, analysis: &PlanAnalysis) {
        self.y += 18;
        self.rule();
        self.y += 22;
        if analysis.findings().is_empty() {
            self.text(MARGIN as f64, "dim", "No findings.");
            return;
        }
        for finding in analysis.findings().iter().take(LISTED) {
            let style = if finding.severity > Severity::Info { "alarm" } else { "dim" };
            self.text(MARGIN as f64, style, finding.severity.name());
            let node = finding.node.map(|node| format!(" (node {})", node.0)).unwrap_or_default();
            let message = Safe(&(finding.message(analysis.plan()) + &node)).to_string();
            for line in wrap(&message, (WIDTH - 80 - MARGIN) / CHARACTER) {
                self.text(80.0, "", &line);
                self.y += 18;
            }
        }
        self.rest(analysis.findings().len(), "findings");
    }

    fn indexes(&mut self, analysis: &PlanAnalysis) {
        if analysis.indexes().is_empty() {
            return;
        }
        self.y += 10;
        self.text(MARGIN as f64, "dim small", "Indexes to create");
        for index in analysis.indexes().iter().take(LISTED) {
            for line in index.ddl().lines() {
                self.y += 18;
                self.text(
                    MARGIN as f64,
                    "code",
                    &cut(&Safe(line).to_string(), (WIDTH - 2 * MARGIN) * 10 / FIXED_CHARACTER),
                );
            }
            self.y += 17;
            self.text(MARGIN as f64, "dim small", &gains(index).join("; ").replace("->", "→"));
        }
        self.y += 18;
        self.rest(analysis.indexes().len(), "indexes");
    }

    fn rest(&mut self, count: usize, what: &str) {
        if count > LISTED {
            self.text(MARGIN as f64, "dim", &format!("… {} more {what}", count - LISTED));
            self.y += 18;
        }
    }
}
