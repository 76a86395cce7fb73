//! A plan as HTML: a page of its own, or a fragment for a notebook or another viewer.
//!
//! The markup is a list of rows that reads well without style and without script: a name, its numbers with their
//! words, what it compares. [`STYLE`] lays it out as a table of a tree, light and dark; [`SCRIPT`] adds what needs a
//! hand: the keyboard, closing subtrees, all facts of a node, copying. The facts stand as JSON behind each tree and
//! become elements only for the node that is looked at, so a plan of twenty thousand nodes stays light.
//!
//! Invariant: nothing is asked of any network, and every text of a plan passes `Markup` or
//! `Island`.

mod advice;
mod island;
mod rows;

use std::fmt::Write as _;

use super::facts::joined;
use super::outline::{is_executed, summary, totals, unmeasured};
use super::safe::Markup;
use crate::analyze::{Analysis, PlanAnalysis};

/// The style of a fragment, which it holds already. Every rule is about `.plansight` and what stands in it.
pub const STYLE: &str = include_str!("style.css");

/// What adds interactivity to fragments: it defines one global function, `plansight(scope)`, which brings every
/// fragment in a document, an element or a shadow root to life once, and calls it for the document.
///
/// A fragment then dispatches `plan-select` events with `{plan, node}`, the place of the plan in its analysis and the
/// id of the node, from its root element (they bubble, and leave shadow roots), and its root element has a method
/// `selectNode(plan, node)`.
pub const SCRIPT: &str = include_str!("script.js");

/// The SHA-256 of [`SCRIPT`], as a Content-Security-Policy names it.
pub const SCRIPT_HASH: &str = include_str!("script.js.sha256");

/// An analysis as a page: one file that asks nothing of any network, and says so in its Content-Security-Policy.
pub fn page(analysis: &Analysis) -> String {
    let title = match analysis.plans() {
        [plan] => summary(plan),
        plans => format!("{} plans", plans.len()),
    };
    document(&title, &fragment(analysis))
}

/// Several analyses as one page, each below its name.
pub fn pages(analyses: &[(&str, &Analysis)]) -> String {
    let mut body = String::new();
    for (name, analysis) in analyses {
        body += &titled(Some(name), analysis);
    }
    document(&format!("{} analyses", analyses.len()), &body)
}

fn document(title: &str, body: &str) -> String {
    let hash = SCRIPT_HASH.trim_end();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; \
         form-action 'none'; style-src 'unsafe-inline'; script-src '{hash}'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>body{{margin:0;background:light-dark(#fff,#17181a)}}</style>\n<body>\n{body}<script>{SCRIPT}</script>\n</body>\n</html>\n",
        Markup(title)
    )
}

/// An analysis as one element with its style, for a notebook or another viewer: it reads well as it is, and better
/// where [`SCRIPT`] runs.
pub fn fragment(analysis: &Analysis) -> String {
    titled(None, analysis)
}

fn titled(title: Option<&str>, analysis: &Analysis) -> String {
    let mut fragment = Fragment { out: String::new(), key: key(analysis) };
    let _ = writeln!(fragment.out, "<div class=\"plansight\"><style>{STYLE}</style>");
    if let Some(title) = title {
        let _ = write!(fragment.out, "<h1>{}</h1>", Markup(title));
    }
    fragment.notes(analysis);
    if analysis.plans().len() > 1 {
        fragment.contents(analysis);
    }
    for (place, plan) in analysis.plans().iter().enumerate() {
        fragment.plan(place, plan, analysis.plans().len());
    }
    fragment.out.push_str("</div>\n");
    fragment.out
}

/// A fragment that is being written.
struct Fragment {
    out: String,
    /// What tells the ids of this fragment from those of others in a document.
    key: u32,
}

impl Fragment {
    /// What was done to read the text, and what the server answered instead of a plan.
    fn notes(&mut self, analysis: &Analysis) {
        let repairs = analysis.repairs().iter().map(ToString::to_string);
        let notices = analysis.notices().iter().map(|notice| format!("the server made no plan: {notice}"));
        let none = analysis
            .plans()
            .is_empty()
            .then(|| "no plan: the statement does nothing that is planned".to_owned());
        let notes: Vec<String> = repairs.chain(notices).chain(none).collect();
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"notes\">");
        for note in notes {
            let _ = write!(self.out, "<li>{}</li>", Markup(&note));
        }
        self.out.push_str("</ul>\n");
    }

    /// The plans, each with a link.
    fn contents(&mut self, analysis: &Analysis) {
        self.out.push_str("<nav aria-label=\"Plans\"><ol class=\"contents\">");
        for (place, plan) in analysis.plans().iter().enumerate() {
            let _ = write!(
                self.out,
                "<li><a href=\"#{}\">{}. {}</a>",
                self.plan_id(place),
                place + 1,
                Markup(&summary(plan))
            );
            if let Some(finding) = plan.findings().first() {
                let _ = write!(self.out, " <b class=\"mark {0}\">{0}</b>", finding.severity);
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol></nav>\n");
    }

    fn plan(&mut self, place: usize, analysis: &PlanAnalysis, plans: usize) {
        let id = self.plan_id(place);
        let engine = analysis.plan().dialect().title();
        let title = if plans > 1 {
            format!("Plan {} of {plans}: {engine}", place + 1)
        } else {
            format!("{engine} plan")
        };
        let _ = write!(
            self.out,
            "<section class=\"plan\" id=\"{id}\" data-plan=\"{place}\" aria-label=\"{title}\">\n\
             <header><h2>{title}</h2><p class=\"totals\">"
        );
        for part in totals(analysis) {
            let _ = write!(self.out, "<span>{}</span> ", Markup(&part));
        }
        if let Some(hint) = unmeasured(analysis) {
            let _ = write!(self.out, "<span class=\"hint\">{hint}</span>");
        }
        self.out.push_str("</p>");
        if let Some(query) = &analysis.plan().facts().query_text {
            let _ = write!(self.out, "<pre class=\"query\" tabindex=\"0\">{}</pre>", Markup(query));
        }
        let plain = analysis.findings().is_empty() && analysis.indexes().is_empty();
        let columns = if plain { "columns plain" } else { "columns" };
        let picture = if is_executed(analysis) { "picture" } else { "picture planned" };
        let _ = writeln!(self.out, "</header>\n<div class=\"{columns}\"><div class=\"advice\">");
        self.findings(place, analysis);
        self.indexes(place, analysis);
        let _ = writeln!(self.out, "</div><div class=\"{picture}\">");
        self.rows(place, analysis);
        self.extras(analysis);
        self.out.push_str("</div></div>\n");
        self.island(analysis);
        self.out.push_str("</section>\n");
    }

    /// What the server printed beside the nodes.
    fn extras(&mut self, analysis: &PlanAnalysis) {
        let extras = joined(analysis.plan().extras());
        if extras.is_empty() {
            return;
        }
        self.out.push_str("<details class=\"extras\"><summary>What else the server printed</summary><dl>");
        for (key, value) in extras {
            let _ = write!(self.out, "<dt>{}</dt><dd>{}</dd>", Markup(key), Markup(&value));
        }
        self.out.push_str("</dl></details>\n");
    }

    fn plan_id(&self, place: usize) -> String {
        format!("p{:08x}-{place}", self.key)
    }
}

/// A key of the analysed text (FNV-1a, 32 bits): two different plans in one notebook rarely share it.
fn key(analysis: &Analysis) -> u32 {
    let source = analysis.plans().first().map(|plan| plan.plan().source()).unwrap_or_default();
    source.bytes().fold(0x811c_9dc5, |key, byte| (key ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
