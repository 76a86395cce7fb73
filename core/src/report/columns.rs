//! Many analyses as columns of equal length, one row for each text: for data frames.

use serde::Serialize;

use super::{COST, MS};
use crate::analyze::{Analysis, PlanAnalysis};
use crate::error::ParseError;
use crate::rules::Severity;

/// What a table of plans tells of one text.
#[derive(Clone, Debug, Default)]
pub struct Row {
    error: Option<String>,
    dialect: Option<&'static str>,
    plans: usize,
    nodes: usize,
    cost: Option<f64>,
    execution_ms: Option<f64>,
    severity: Option<&'static str>,
    rules: Vec<&'static str>,
    messages: Vec<String>,
    ddl: Vec<String>,
    cost_after: Vec<Option<f64>>,
}

impl Row {
    /// The row of a text that was read, or of one that was not; of several plans in a text, all together.
    pub fn new(result: &Result<Analysis, ParseError>) -> Self {
        let plans = match result {
            Ok(analysis) => analysis.plans(),
            Err(error) => return Self { error: Some(error.to_string()), ..Self::default() },
        };
        let findings = || plans.iter().flat_map(|plan| plan.findings().iter().map(move |one| (plan, one)));
        let indexes = || plans.iter().flat_map(PlanAnalysis::indexes);
        let sum = |of: fn(&PlanAnalysis) -> Option<f64>| {
            plans.iter().filter_map(of).fold(None, |sum, one| Some(sum.unwrap_or(0.0) + one))
        };
        Self {
            error: None,
            dialect: plans.first().map(|plan| plan.plan().dialect().name()),
            plans: plans.len(),
            nodes: plans.iter().map(|plan| plan.plan().len()).sum(),
            cost: sum(|plan| plan.metrics().totals().cost).map(|cost| COST.round(cost)),
            execution_ms: sum(|plan| plan.plan().facts().execution_ms).map(|time| MS.round(time)),
            severity: findings().map(|(_, one)| one.severity).max().map(Severity::name),
            rules: findings().map(|(_, one)| one.rule).collect(),
            messages: findings().map(|(plan, one)| one.message(plan.plan())).collect(),
            ddl: indexes().map(|index| index.ddl().to_owned()).collect(),
            cost_after: indexes()
                .map(|index| index.cost_after.map(|after| COST.round(after.value)))
                .collect(),
        }
    }
}

/// Columns of equal length, one row for each text.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Columns {
    /// Why the text could not be read; then the other columns are null, 0 or empty.
    error: Vec<Option<String>>,
    /// The engine of its plans.
    dialect: Vec<Option<&'static str>>,
    /// How many plans were in it, and how many nodes they have together.
    plans: Vec<usize>,
    nodes: Vec<usize>,
    /// The planner's cost, of all plans together.
    cost: Vec<Option<f64>>,
    /// The time of execution in milliseconds, of all plans together.
    execution_ms: Vec<Option<f64>>,
    /// The worst severity of its findings: `info`, `warning` or `critical`.
    severity: Vec<Option<&'static str>>,
    /// The rules of its findings, worst first, and what they say.
    rules: Vec<Vec<&'static str>>,
    messages: Vec<Vec<String>>,
    /// The statements that create the proposed indexes, best first, and the cost with each alone.
    ddl: Vec<Vec<String>>,
    cost_after: Vec<Vec<Option<f64>>>,
}

impl FromIterator<Row> for Columns {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let mut columns = Self::default();
        for row in rows {
            columns.error.push(row.error);
            columns.dialect.push(row.dialect);
            columns.plans.push(row.plans);
            columns.nodes.push(row.nodes);
            columns.cost.push(row.cost);
            columns.execution_ms.push(row.execution_ms);
            columns.severity.push(row.severity);
            columns.rules.push(row.rules);
            columns.messages.push(row.messages);
            columns.ddl.push(row.ddl);
            columns.cost_after.push(row.cost_after);
        }
        columns
    }
}
