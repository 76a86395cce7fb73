//! The wire form of an analysis: the one place that serializes.
//!
//! One shape for every language, in camel case and versioned. A number with a range is `{value, low, high}`,
//! numbers are rounded to fixed decimals (times 3, costs 2, rows 2, shares and factors 4), integers beyond 2^53
//! are strings, and there is no NaN or infinity. The shape is always the same: what a server did not print is null.

mod columns;
mod drops;
mod error;
mod lookup;
mod number;
mod part;
mod properties;
mod workload;
mod writer;

pub use columns::{Columns, Row};
pub use drops::DropsReport;
pub use error::ErrorReport;
pub use lookup::index_columns;
pub use workload::WorkloadReport;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::advice::{Action, IndexAdvice, IndexKey, Nulls, Order};
use crate::analyze::{Analysis, PlanAnalysis};
use crate::metrics::Interval;
use crate::plan::{Attribute, Counter, EdgeKind, Node, NodeId, Number, Plan};
use crate::rules::Finding;
use crate::source::Repair;
use crate::words;
use number::{Decimals, exact};
pub use part::{node, plan};
use properties::Properties;

/// The version of the wire form; it grows when a key changes its meaning or goes away.
pub const WIRE_VERSION: u32 = 1;

/// What a node takes in the report, its findings included: of PostgreSQL's 1.3 KB, of MySQL's 0.9.
const NODE_BYTES: usize = 1400;

const MS: Decimals = Decimals(3);
const COST: Decimals = Decimals(2);
const ROWS: Decimals = Decimals(2);
const RATIO: Decimals = Decimals(4);

/// An analysis, ready to be serialized by any serde format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report<'a> {
    version: u32,
    plans: Vec<PlanReport<'a>>,
    repairs: Vec<RepairReport>,
    notices: &'a [String],
}

impl<'a> Report<'a> {
    /// The report of an analysis.
    pub fn new(analysis: &'a Analysis) -> Self {
        Self {
            version: WIRE_VERSION,
            plans: analysis.plans().iter().map(PlanReport::new).collect(),
            repairs: analysis.repairs().iter().map(RepairReport::new).collect(),
            notices: analysis.notices(),
        }
    }

    /// The report as JSON, on one line.
    pub fn to_json(&self) -> String {
        let nodes: usize = self.plans.iter().map(|plan| plan.nodes.0.plan().len()).sum();
        writer::line(self, (nodes + 1) * NODE_BYTES)
    }

    /// The report as JSON, indented.
    pub fn to_json_pretty(&self) -> String {
        writer::pretty(self)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RepairReport {
    code: &'static str,
    message: String,
}

impl RepairReport {
    fn new(repair: &Repair) -> Self {
        Self { code: repair.code(), message: repair.to_string() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlanReport<'a> {
    dialect: &'static str,
    format: &'static str,
    query_text: Option<&'a str>,
    query_id: Option<String>,
    nodes: Nodes<'a>,
    edges: Edges<'a>,
    totals: TotalsReport,
    settings: Sorted<'a, &'a str>,
    triggers: Vec<TriggerReport<'a>>,
    findings: Findings<'a>,
    indexes: Indexes<'a>,
    properties: Properties<'a>,
}

impl<'a> PlanReport<'a> {
    fn new(analysis: &'a PlanAnalysis) -> Self {
        let plan = analysis.plan();
        let facts = plan.facts();
        Self {
            dialect: plan.dialect().name(),
            format: plan.format().name(),
            query_text: facts.query_text.as_deref(),
            query_id: facts.query_id.map(|id| id.to_string()),
            nodes: Nodes(analysis),
            edges: Edges(plan),
            totals: TotalsReport::new(analysis),
            settings: Sorted::of(
                facts.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
            ),
            triggers: facts.triggers.iter().map(TriggerReport::new).collect(),
            findings: Findings(analysis),
            indexes: Indexes(analysis),
            properties: Properties::Plan(plan),
        }
    }
}

/// The edges, each made where it is written.
struct Edges<'a>(&'a Plan);

impl Serialize for Edges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let edge = |(from, to, kind): (NodeId, NodeId, EdgeKind)| EdgeReport {
            from: from.0,
            to: to.0,
            kind: kind.name(),
        };
        serializer.collect_seq(self.0.edges().map(edge))
    }
}

/// The findings, each told where it is written.
struct Findings<'a>(&'a PlanAnalysis);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = |finding| FindingReport::new(finding, self.0);
        serializer.collect_seq(self.0.findings().iter().map(finding))
    }
}

/// The indexes to create, which are looked for where they are written.
struct Indexes<'a>(&'a PlanAnalysis);

impl Serialize for Indexes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.indexes().iter().map(IndexReport::new))
    }
}

#[derive(Serialize)]
struct EdgeReport {
    from: u32,
    to: u32,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TotalsReport {
    execution_ms: Option<number::Wire>,
    planning_ms: Option<number::Wire>,
    residual_ms: Option<number::Wire>,
    outside_ms: Option<number::Wire>,
    outside_trigger_ms: Option<number::Wire>,
    trigger_ms: Option<number::Wire>,
    jit_ms: Option<number::Wire>,
    cost: Option<number::Wire>,
}

impl TotalsReport {
    fn new(analysis: &PlanAnalysis) -> Self {
        let totals = analysis.metrics().totals();
        let ms = |value: Option<f64>| value.map(|value| MS.exact(value));
        Self {
            execution_ms: ms(totals.execution_ms),
            planning_ms: ms(totals.planning_ms),
            residual_ms: ms(totals.residual_ms),
            outside_ms: ms(totals.outside_ms),
            outside_trigger_ms: ms(totals.outside_trigger_ms),
            trigger_ms: ms(totals.trigger_ms),
            jit_ms: ms(totals.jit_ms),
            cost: totals.cost.map(|cost| COST.exact(cost)),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TriggerReport<'a> {
    name: &'a str,
    constraint: Option<&'a str>,
    relation: Option<&'a str>,
    time_ms: Option<number::Wire>,
    calls: number::Wire,
}

impl<'a> TriggerReport<'a> {
    fn new(trigger: &'a crate::plan::Trigger) -> Self {
        Self {
            name: &trigger.name,
            constraint: trigger.constraint.as_deref(),
            relation: trigger.relation.as_deref(),
            time_ms: trigger.time_ms.map(|time| MS.exact(time)),
            calls: exact(trigger.calls),
        }
    }
}

/// The nodes, made one by one while they are written.
struct Nodes<'a>(&'a PlanAnalysis);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut nodes = serializer.serialize_seq(Some(self.0.plan().len()))?;
        for node in self.0.plan().nodes() {
            nodes.serialize_element(&NodeReport::new(node, self.0))?;
        }
        nodes.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NodeReport<'a> {
    id: u32,
    parent: Option<u32>,
    relationship: Option<&'static str>,
    operator: &'static str,
    name: &'a str,
    label: String,
    relation: Option<&'a str>,
    schema: Option<&'a str>,
    alias: Option<&'a str>,
    index: Option<&'a str>,
    index_columns: Vec<String>,
    access: Option<&'static str>,
    startup_cost: Option<number::Wire>,
    total_cost: Option<number::Wire>,
    exclusive_cost: Option<number::Wire>,
    estimated_rows: Option<number::Wire>,
    inclusive_ms: Option<number::Wire>,
    exclusive_ms: Option<number::Wire>,
    work_ms: Option<number::Wire>,
    share: Option<number::Wire>,
    loops: Option<number::Wire>,
    processes: Option<number::Wire>,
    rows: Option<number::Wire>,
    rows_per_loop: Option<number::Wire>,
    estimate_factor: Option<number::Wire>,
    rows_read: Option<number::Wire>,
    rows_kept: Option<number::Wire>,
    rows_removed: Option<number::Wire>,
    kept_share: Option<number::Wire>,
    never_executed: bool,
    outside: bool,
    counters: Option<Counters<'a>>,
    properties: Properties<'a>,
}

/// A counter of a node: everything below it included, and the node alone.
#[derive(Serialize)]
struct CounterReport {
    total: number::Wire,
    exclusive: number::Wire,
}

impl<'a> NodeReport<'a> {
    fn new(node: Node<'a>, analysis: &'a PlanAnalysis) -> Self {
        let metrics = analysis.metrics().node(node.id());
        let number =
            |number: Number, decimals: Decimals| node.number(number).map(|value| decimals.exact(value));
        let ms = |interval: Option<Interval>| interval.map(|interval| MS.range(interval));
        Self {
            id: node.id().0,
            parent: node.parent().map(|parent| parent.id().0),
            relationship: node.relationship().map(EdgeKind::name),
            operator: node.operator().name(),
            name: node.name(),
            label: words::label(node),
            relation: node.relation(),
            schema: node.text(Attribute::Schema),
            alias: node.alias(),
            index: node.text(Attribute::Index),
            index_columns: index_columns(node),
            access: node.access().map(crate::plan::Access::name),
            startup_cost: number(Number::StartupCost, COST),
            total_cost: number(Number::TotalCost, COST),
            exclusive_cost: metrics.exclusive_cost.map(|cost| COST.exact(cost)),
            estimated_rows: number(Number::EstimatedRows, ROWS),
            inclusive_ms: ms(metrics.inclusive_ms),
            exclusive_ms: ms(metrics.exclusive_ms),
            work_ms: ms(metrics.work_ms),
            share: metrics.share.map(|share| RATIO.exact(share)),
            loops: number(Number::Loops, ROWS),
            processes: node.number(Number::Loops).map(|_| RATIO.exact(metrics.processes)),
            rows: metrics.rows.map(|rows| ROWS.range(rows)),
            rows_per_loop: number(Number::Rows, ROWS),
            estimate_factor: metrics.estimate_factor.map(|factor| RATIO.range(factor)),
            rows_read: metrics.rows_read.map(|rows| ROWS.range(rows)),
            rows_kept: metrics.rows_kept.map(|rows| ROWS.range(rows)),
            rows_removed: metrics.rows_removed.map(|rows| ROWS.range(rows)),
            kept_share: metrics.kept_share.map(|share| RATIO.range(share)),
            never_executed: node.never_executed(),
            outside: metrics.outside,
            counters: node.counter_row().map(|_| Counters(node, analysis)),
            properties: Properties::Node(node),
        }
    }
}

/// The counters that are not zero.
struct Counters<'a>(Node<'a>, &'a PlanAnalysis);

impl Serialize for Counters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(node, analysis) = *self;
        let mut map = serializer.serialize_map(None)?;
        for counter in Counter::ALL {
            let Some(total) = node.counter(counter).filter(|total| *total > 0.0) else { continue };
            let exclusive = analysis.metrics().exclusive(node, counter).unwrap_or_default();
            map.serialize_entry(
                counter.name(),
                &CounterReport { total: MS.exact(total), exclusive: MS.exact(exclusive) },
            )?;
        }
        map.end()
    }
}

/// Values by name, as an object in the order of the names; of several of one name the last.
struct Sorted<'a, T>(Vec<(&'a str, T)>);

impl<'a, T> Sorted<'a, T> {
    fn of(mut entries: Vec<(&'a str, T)>) -> Self {
        entries.reverse();
        crate::sort::by(&mut entries, |(a, _), (b, _)| a.cmp(b));
        entries.dedup_by(|(later, _), (kept, _)| later == kept);
        Self(entries)
    }
}

impl<T: Serialize> Serialize for Sorted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct FindingReport {
    rule: &'static str,
    node: Option<u32>,
    severity: &'static str,
    share: number::Wire,
    message: String,
    remedy: &'static str,
    evidence: Sorted<'static, number::Wire>,
}

impl FindingReport {
    fn new(finding: &Finding, analysis: &PlanAnalysis) -> Self {
        Self {
            rule: finding.rule,
            node: finding.node.map(|node| node.0),
            severity: finding.severity.name(),
            share: RATIO.exact(finding.share),
            message: finding.message(analysis.plan()),
            remedy: finding.remedy(analysis.plan().dialect()),
            evidence: Sorted::of(
                finding
                    .evidence
                    .iter()
                    .map(|evidence| (evidence.name, RATIO.range(evidence.value)))
                    .collect(),
            ),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IndexReport<'a> {
    action: &'static str,
    schema: Option<&'a str>,
    table: &'a str,
    partitions: &'a [String],
    method: &'static str,
    keys: Vec<KeyReport<'a>>,
    include: &'a [String],
    r#where: Option<&'a str>,
    ddl: &'a str,
    cost_before: Option<number::Wire>,
    cost_after: Option<number::Wire>,
    rows_before: Option<number::Wire>,
    rows_after: Option<number::Wire>,
    size_bytes: Option<number::Wire>,
    entries_per_row: Option<number::Wire>,
    confidence: &'static str,
    assumptions: &'a [String],
    notes: &'a [String],
    nodes: Vec<u32>,
}

impl<'a> IndexReport<'a> {
    fn new(index: &'a IndexAdvice) -> Self {
        Self {
            action: match index.action {
                Action::Create => "create",
            },
            schema: index.schema.as_deref(),
            table: &index.table,
            partitions: &index.partitions,
            method: index.method,
            keys: index.keys.iter().map(KeyReport::new).collect(),
            include: &index.include,
            r#where: index.predicate.as_deref(),
            ddl: &index.ddl,
            cost_before: index.cost_before.map(|cost| COST.exact(cost)),
            cost_after: index.cost_after.map(|cost| COST.range(cost)),
            rows_before: index.rows_before.map(|rows| ROWS.exact(rows)),
            rows_after: index.rows_after.map(|rows| ROWS.range(rows)),
            size_bytes: index.size_bytes.map(|bytes| Decimals(0).exact(bytes)),
            entries_per_row: index.entries_per_row.map(|share| RATIO.exact(share)),
            confidence: index.confidence.name(),
            assumptions: &index.assumptions,
            notes: &index.notes,
            nodes: index.nodes.iter().map(|node| node.0).collect(),
        }
    }
}

#[derive(Serialize)]
struct KeyReport<'a> {
    expression: &'a str,
    order: &'static str,
    nulls: &'static str,
    opclass: Option<&'a str>,
    reason: &'a str,
}

impl<'a> KeyReport<'a> {
    fn new(key: &'a IndexKey) -> Self {
        Self {
            expression: &key.expression,
            order: if key.order == Order::Asc { "asc" } else { "desc" },
            nulls: if key.nulls == Nulls::First { "first" } else { "last" },
            opclass: key.opclass.as_deref(),
            reason: &key.reason,
        }
    }
}
