//! Plans as static pictures: the tree with its numbers, and a flame graph of exclusive time.
//!
//! For READMEs, notebooks and issues: no script, no fonts or pictures from elsewhere, light or dark as the reader
//! prefers, a title and a description for those who do not see it.

mod flame;
mod tree;

use std::fmt::Write as _;

pub use flame::flame;
pub use tree::tree;

use super::outline::summary;
use super::safe::Markup;
use crate::analyze::PlanAnalysis;
use crate::rules::Severity;

/// The width of a picture, in pixels.
const WIDTH: usize = 1000;

const STYLE: &str = include_str!("style.css");

/// A picture whose text is being written.
struct Picture {
    out: String,
    /// Where the next line begins, from the top, in pixels.
    y: usize,
}

impl Picture {
    fn new() -> Self {
        Self { out: String::new(), y: 16 }
    }

    /// A line of text at a place; its base line is the picture's `y`.
    fn text(&mut self, x: f64, class: &str, text: &str) {
        let _ =
            writeln!(self.out, "<text x=\"{x}\" y=\"{}\" class=\"{class}\">{}</text>", self.y, Markup(text));
    }

    /// The picture as a document.
    fn finish(self, what: &str, analysis: &PlanAnalysis) -> String {
        let height = self.y + 8;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\">\n<title>{what}</title>\n<desc>{}</desc>\n<style>{STYLE}</style>\n\
             <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>\n{}</svg>\n",
            Markup(&description(analysis)),
            self.out
        )
    }
}

/// The plan in sentences: its totals, then what is wrong.
fn description(analysis: &PlanAnalysis) -> String {
    let findings = analysis.findings().iter().map(|finding| finding.message(analysis.plan()));
    [summary(analysis)].into_iter().chain(findings.take(5)).collect::<Vec<_>>().join(". ")
}

/// The class of what bears a mark: info is no alarm.
fn class(mark: Option<Severity>) -> &'static str {
    match mark {
        Some(Severity::Critical) => "critical",
        Some(Severity::Warning) => "warning",
        _ => "plain",
    }
}
