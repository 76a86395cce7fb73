//! Parts of a report, for those who show one at a time.

use serde::Serialize;

use super::{NodeReport, PlanReport};
use crate::analyze::PlanAnalysis;
use crate::plan::Node;

/// A plan as it stands in the report.
pub fn plan(analysis: &PlanAnalysis) -> impl Serialize {
    PlanReport::new(analysis)
}

/// A node as it stands in the report of its plan.
pub fn node<'a>(analysis: &'a PlanAnalysis, node: Node<'a>) -> impl Serialize + use<'a> {
    NodeReport::new(node, analysis)
}
