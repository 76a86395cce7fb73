//! What is wrong, and what to create, beside the tree.

use std::fmt::Write as _;

use super::Fragment;
use crate::advice::IndexAdvice;
use crate::analyze::PlanAnalysis;
use crate::plan::NodeId;
use crate::render::outline::{gains, is_shared, notes};
use crate::render::safe::Markup;
use crate::rules::Finding;
use crate::words::Percent;

/// How many findings are seen at once.
const LISTED: usize = 8;

impl Fragment {
    pub(super) fn findings(&mut self, place: usize, analysis: &PlanAnalysis) {
        self.out.push_str("<section class=\"findings\"><h3>Findings</h3>");
        if analysis.findings().is_empty() {
            self.out.push_str("<p class=\"none\">None.</p></section>\n");
            return;
        }
        self.out.push_str("<ol>");
        for (count, finding) in analysis.findings().iter().enumerate() {
            if count == LISTED && analysis.findings().len() > LISTED + 1 {
                let more = analysis.findings().len() - LISTED;
                let _ = write!(
                    self.out,
                    "</ol><details class=\"more\"><summary>{more} more findings</summary><ol>"
                );
            }
            // What to do is said once.
            let told = analysis.findings()[..count].iter().any(|before| before.rule == finding.rule);
            self.finding(place, analysis, finding, told);
        }
        self.out.push_str(if analysis.findings().len() > LISTED + 1 { "</ol></details>" } else { "</ol>" });
        self.out.push_str("</section>\n");
    }

    fn finding(&mut self, place: usize, analysis: &PlanAnalysis, finding: &Finding, told: bool) {
        let severity = finding.severity;
        let node = finding.node.map(|node| format!(" data-node=\"{}\"", node.0)).unwrap_or_default();
        let message = finding.message(analysis.plan());
        let _ = write!(
            self.out,
            "<li class=\"finding {severity}\"{node}><p><b class=\"mark {severity}\">{severity}</b> {}</p>",
            Markup(&message)
        );
        if !told {
            let remedy = finding.remedy(analysis.plan().dialect());
            let _ = write!(self.out, "<p class=\"remedy\">{}</p>", Markup(remedy));
        }
        self.out.push_str("<p class=\"source\">");
        if let Some(node) = finding.node {
            self.link(place, node);
            self.out.push_str(" · ");
        }
        let share = Percent(finding.share).to_string();
        let _ = writeln!(self.out, "{} · {}</p></li>", Markup(&share), finding.rule);
    }

    pub(super) fn indexes(&mut self, place: usize, analysis: &PlanAnalysis) {
        let Some(first) = analysis.indexes().first() else { return };
        self.out.push_str("<section class=\"indexes\"><h3>Indexes to create</h3><ol>");
        for index in analysis.indexes() {
            self.index(place, analysis, index);
        }
        self.out.push_str("</ol>");
        // What is to be known of all of them is said once.
        for note in notes(first).filter(|note| is_shared(analysis, note)) {
            let _ = write!(self.out, "<p class=\"note\">{}</p>", Markup(note));
        }
        self.out.push_str("</section>\n");
    }

    fn index(&mut self, place: usize, analysis: &PlanAnalysis, index: &IndexAdvice) {
        let _ = write!(
            self.out,
            "<li class=\"index\"><pre class=\"ddl\" tabindex=\"0\"><code>{}</code></pre>",
            Markup(index.ddl())
        );
        for gain in gains(index) {
            let _ = write!(self.out, "<p class=\"gain\">{}</p>", Markup(&gain.replace("->", "→")));
        }
        self.out.push_str("<dl>");
        for key in &index.keys {
            let _ = write!(self.out, "<dt>{}</dt><dd>{}</dd>", Markup(&key.expression), Markup(&key.reason));
        }
        self.out.push_str("</dl>");
        for note in notes(index).filter(|note| !is_shared(analysis, note)) {
            let _ = write!(self.out, "<p class=\"note\">{}</p>", Markup(note));
        }
        self.out.push_str("<p class=\"source\">asked for by ");
        for (count, node) in index.nodes.iter().enumerate() {
            self.out.push_str(if count > 0 { ", " } else { "" });
            self.link(place, *node);
        }
        self.out.push_str("</p></li>\n");
    }

    /// A link to a node's row.
    fn link(&mut self, place: usize, node: NodeId) {
        let _ = write!(
            self.out,
            "<a href=\"#{}-{1}\" data-node=\"{1}\">node {1}</a>",
            self.plan_id(place),
            node.0
        );
    }
}
