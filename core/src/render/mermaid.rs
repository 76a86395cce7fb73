//! A plan in Mermaid's language, which Markdown on GitHub, GitLab and elsewhere draws.

use std::fmt::{self, Write as _};

use super::dot::color;
use super::graph::{Shape, references, shapes};
use super::page::cut;
use super::safe::Safe;
use crate::analyze::PlanAnalysis;
use crate::rules::Severity;
use crate::words::Count;

/// The longest line of a box, in characters.
const LINE: usize = 80;
/// What Mermaid draws by default is at most 50,000 characters long (`maxTextSize`): room is left for references.
const CHARACTERS: usize = 42_000;
/// Mermaid draws at most 500 edges by default (`maxEdges`).
const EDGES: usize = 500;

/// A plan as a flow chart in Mermaid's language.
///
/// Arrows follow the rows, dashed ones lead from an InitPlan, a SubPlan or a common table expression to those who use
/// it. Mermaid refuses charts of more than 500 edges or 50,000 characters: of a larger plan the first nodes are drawn,
/// and the last box says how many there are beside them.
pub fn mermaid(analysis: &PlanAnalysis) -> String {
    let mut out = String::from("flowchart BT\n");
    let mut shapes = shapes(analysis);
    let mut drawn = 0;
    for shape in &shapes {
        if drawn == EDGES - 1 || out.len() > CHARACTERS {
            break;
        }
        draw(&mut out, shape);
        drawn += 1;
    }
    let left_out = shapes.len() - drawn;
    shapes.truncate(drawn);
    if left_out > 0 {
        let _ = writeln!(out, "  more[\"… {} more nodes\"]\n  more -.-> n0", Count(left_out as f64));
    }
    let room = EDGES - drawn;
    for (maker, user, word) in references(analysis, &shapes).into_iter().take(room) {
        let _ = writeln!(out, "  n{} -. {word} .-> n{}", maker.0, user.0);
    }
    for severity in [Severity::Warning, Severity::Critical] {
        let nodes: Vec<String> = shapes
            .iter()
            .filter(|shape| shape.mark == Some(severity))
            .map(|shape| format!("n{}", shape.id.0))
            .collect();
        if !nodes.is_empty() {
            let _ =
                writeln!(out, "  classDef {severity} fill:{},stroke:#bf3208,color:#1d1e20", color(severity));
            let _ = writeln!(out, "  class {} {severity}", nodes.join(","));
        }
    }
    out
}

fn draw(out: &mut String, shape: &Shape) {
    let lines: Vec<String> = shape.lines.iter().map(|line| Entities(&cut(line, LINE)).to_string()).collect();
    let _ = writeln!(out, "  n{}[\"{}\"]", shape.id.0, lines.join("<br/>"));
    if let Some(parent) = shape.parent {
        let arrow = if shape.is_input { "-->" } else { "-.->" };
        let _ = writeln!(out, "  n{} {arrow} n{}", shape.id.0, parent.0);
    }
}

/// Text in a quoted label: what could be Mermaid's syntax, Markdown or HTML is written by its number.
struct Entities<'a>(&'a str);

impl fmt::Display for Entities<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in Safe(self.0).to_string().chars() {
            match character {
                plain if plain.is_alphanumeric() || !plain.is_ascii() || " .,()%".contains(plain) => {
                    f.write_char(plain)?;
                }
                other => write!(f, "#{};", other as u32)?,
            }
        }
        Ok(())
    }
}
