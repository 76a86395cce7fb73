//! Several analyses at a glance: a line for each plan.

use std::fmt::Write as _;

use super::page::cut;
use super::safe::Safe;
use crate::analyze::{Analysis, PlanAnalysis};
use crate::words::{Count, Ms};

/// The longest name that is shown whole, in characters.
const NAME: usize = 60;

/// A table for a terminal with a line for each plan of several analyses, each with a name: engine, time (cost where nothing was
/// measured), the worst finding, how many indexes are proposed. A name without an analysis could not be read.
pub fn overview(named: &[(&str, Option<&Analysis>)]) -> String {
    let mut lines = vec![["plan", "engine", "time or cost", "worst finding", "indexes"].map(str::to_owned)];
    for (name, analysis) in named {
        let name = cut(&Safe(name).to_string(), NAME);
        let Some(analysis) = analysis else {
            lines.push([name, String::new(), String::new(), "cannot be read".to_owned(), String::new()]);
            continue;
        };
        let plans = analysis.plans();
        if plans.is_empty() {
            lines.push([name, String::new(), String::new(), "no plan".to_owned(), String::new()]);
            continue;
        }
        for (place, plan) in plans.iter().enumerate() {
            let of =
                if plans.len() > 1 { format!(" ({} of {})", place + 1, plans.len()) } else { String::new() };
            lines.push(line(name.clone() + &of, plan));
        }
    }
    let width =
        |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let [name, engine, time, finding] = [0, 1, 2, 3].map(width);
    let mut out = String::new();
    for [a, b, c, d, e] in &lines {
        let line = format!("{a:name$}  {b:engine$}  {c:>time$}  {d:finding$}  {e:>7}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn line(name: String, plan: &PlanAnalysis) -> [String; 5] {
    let totals = plan.metrics().totals();
    let time = totals.execution_ms.map(|time| Ms(time).to_string());
    let cost = totals.cost.map(|cost| format!("cost {}", Count(cost)));
    let worst = plan.findings().first().map(|finding| format!("{}: {}", finding.severity, finding.rule));
    [
        name,
        plan.plan().dialect().title().to_owned(),
        time.or(cost).unwrap_or_default(),
        worst.unwrap_or_else(|| "none".to_owned()),
        plan.indexes().len().to_string(),
    ]
}
