//! What is printed of the analyses, in each format.

use std::io::{self, IsTerminal};

use anstream::ColorChoice;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analysis, PlanAnalysis};
use serde_json::json;

use crate::options::{AnalysisOptions, Format};

/// What was made of one input.
pub(crate) struct Input {
    /// The file's name, as the command line has it.
    pub(crate) name: String,
    /// The analysis, or why there is none.
    pub(crate) result: Result<Analysis, String>,
}

/// The output for all inputs.
///
/// # Errors
///
/// Where a picture is wanted, and not of one plan.
pub(crate) fn output(inputs: &[Input], options: &AnalysisOptions) -> Result<String, String> {
    match options.format {
        Format::Text => Ok(text(inputs)),
        Format::Json => Ok(json(inputs)),
        Format::Ddl => Ok(ddl(inputs)),
        Format::Html => Ok(html(inputs)),
        Format::Svg => one(inputs, options).map(|plan| plan.map_or(String::new(), render::svg::tree)),
        Format::Flame => one(inputs, options).map(|plan| plan.map_or(String::new(), render::svg::flame)),
        Format::Dot => one(inputs, options).map(|plan| plan.map_or(String::new(), render::dot)),
        Format::Mermaid => one(inputs, options).map(|plan| plan.map_or(String::new(), render::mermaid)),
    }
}

/// The inputs that could be read.
pub(crate) fn analyses(inputs: &[Input]) -> impl Iterator<Item = (&str, &Analysis)> {
    inputs.iter().filter_map(|input| Some((input.name.as_str(), input.result.as_ref().ok()?)))
}

/// A page for each input; of several a table first.
fn text(inputs: &[Input]) -> String {
    let options = text_options();
    if let [input] = inputs {
        return input.result.as_ref().map(|analysis| render::text(analysis, options)).unwrap_or_default();
    }
    let named: Vec<_> =
        inputs.iter().map(|input| (input.name.as_str(), input.result.as_ref().ok())).collect();
    let pages = analyses(inputs)
        .map(|(name, analysis)| format!("\n==> {} <==\n{}", shown(name), render::text(analysis, options)));
    render::overview(&named) + &pages.collect::<String>()
}

/// How text is written to standard output.
pub(crate) fn text_options() -> TextOptions {
    let choice = anstream::AutoStream::choice(&io::stdout());
    let options = TextOptions::default().color(choice != ColorChoice::Never);
    // A pipe has no width: then conditions are cut as late as they read well.
    let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    width.map_or(options, |(width, _)| options.width(width.0.into()))
}

/// A file's name without what would drive a terminal.
fn shown(name: &str) -> String {
    name.chars().map(|character| if character.is_control() { '?' } else { character }).collect()
}

/// The report of an input, indented; of several a line each.
fn json(inputs: &[Input]) -> String {
    if let [input] = inputs {
        let report = input.result.as_ref().map(|analysis| Report::new(analysis).to_json_pretty() + "\n");
        return report.unwrap_or_default();
    }
    let line = |input: &Input| match &input.result {
        // The report is the value of the second key, as it is. Lists that the server printed over several lines stand in
        // it so; in JSON a line's end is white space, and within strings it is escaped.
        Ok(analysis) => {
            let report = Report::new(analysis).to_json().replace('\n', " ");
            format!("{{\"file\":{},\"report\":{report}}}\n", json!(input.name))
        }
        Err(error) => json!({"file": input.name, "error": error}).to_string() + "\n",
    };
    inputs.iter().map(line).collect()
}

fn html(inputs: &[Input]) -> String {
    let analyses: Vec<(&str, &Analysis)> = analyses(inputs).collect();
    match (inputs.len(), analyses.as_slice()) {
        (_, []) => String::new(),
        (1, [(_, one)]) => render::html::page(one),
        (_, analyses) => render::html::pages(analyses),
    }
}

/// The statements of every index, each once.
fn ddl(inputs: &[Input]) -> String {
    let mut statements: Vec<&str> = Vec::new();
    for (_, analysis) in analyses(inputs) {
        for index in analysis.plans().iter().flat_map(PlanAnalysis::indexes) {
            if !statements.contains(&index.ddl()) {
                statements.push(index.ddl());
            }
        }
    }
    statements.push("");
    statements.join("\n")
}

/// The plan to draw; none where nothing could be read, which is said already.
fn one<'a>(inputs: &'a [Input], options: &AnalysisOptions) -> Result<Option<&'a PlanAnalysis>, String> {
    let plans: Vec<&PlanAnalysis> = analyses(inputs).flat_map(|(_, analysis)| analysis.plans()).collect();
    match (plans.as_slice(), options.plan) {
        ([], None) if analyses(inputs).next().is_none() => Ok(None),
        ([plan], None) => Ok(Some(plan)),
        (plans, None) => Err(format!(
            "expected one plan to draw, found {}: say which by --plan, or use --format html",
            plans.len()
        )),
        (plans, Some(number)) => plans
            .get(number as usize - 1)
            .map(|plan| Some(*plan))
            .ok_or_else(|| format!("expected a plan with the number {number}, found {} plans", plans.len())),
    }
}
