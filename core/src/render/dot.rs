//! A plan in Graphviz' language.

use std::fmt::{self, Write as _};

use super::graph::{references, shapes};
use super::page::cut;
use super::safe::Safe;
use crate::analyze::PlanAnalysis;
use crate::rules::Severity;

/// The longest line of a box, in characters.
const LINE: usize = 80;

/// A plan as a graph in the DOT language, to be drawn by Graphviz (`dot -Tsvg`).
///
/// Arrows follow the rows, from a node to the one that takes them; dashed ones lead from an InitPlan, a SubPlan or a
/// common table expression to those who use it.
pub fn dot(analysis: &PlanAnalysis) -> String {
    let mut out = String::from(
        "digraph plan {\n  rankdir=BT;\n  node [shape=box, style=filled, fillcolor=\"#f4f4f2\", color=\"#c9cacc\", \
         fontname=\"Helvetica\", fontsize=11];\n  edge [color=\"#8a8d91\", fontname=\"Helvetica\", fontsize=9, arrowsize=0.6];\n",
    );
    let shapes = shapes(analysis);
    for shape in &shapes {
        let _ = write!(out, "  n{} [label=\"", shape.id.0);
        for (count, line) in shape.lines.iter().enumerate() {
            let _ = write!(out, "{}{}", if count > 0 { "\\n" } else { "" }, Quoted(&cut(line, LINE)));
        }
        out.push('"');
        if let Some(mark) = shape.mark {
            let _ = write!(out, ", fillcolor=\"{}\", tooltip=\"{mark}\"", color(mark));
        }
        out.push_str("];\n");
        if let Some(parent) = shape.parent {
            let style = if shape.is_input { "" } else { " [style=dotted]" };
            let _ = writeln!(out, "  n{} -> n{}{style};", shape.id.0, parent.0);
        }
    }
    for (maker, user, word) in references(analysis, &shapes) {
        let _ = writeln!(
            out,
            "  n{} -> n{} [style=dashed, constraint=false, label=\"{word}\"];",
            maker.0, user.0
        );
    }
    out.push_str("}\n");
    out
}

/// What fills a box with a finding.
pub(super) fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "#f3a587",
        Severity::Warning => "#fbdccf",
        Severity::Info => "#f4f4f2",
    }
}

/// Text in a quoted label, where a backslash would begin an escape and an ampersand a character's name.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in Safe(self.0).to_string().chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '&' => f.write_str("&amp;")?,
                plain => f.write_char(plain)?,
            }
        }
        Ok(())
    }
}
