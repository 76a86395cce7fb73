//! What is drawn of a plan, and in which words: the same for every picture of it.
//!
//! An [`Outline`] is the plan's rows from the top: nodes, and where a node has many inputs of which nothing is to be
//! said (partitions), one row for the run of them. It is made in one pass, without recursion.

use crate::advice::IndexAdvice;
use crate::analyze::PlanAnalysis;
use crate::metrics::Interval;
use crate::plan::{Attribute, Dialect, Node, NodeId, Number};
use crate::rules::Severity;
use crate::words::{Count, Kilobytes, Ms, Percent};

/// How many inputs of one node are listed before the rest is folded, unless something is wrong with them.
const LISTED_INPUTS: usize = 8;
/// The share from which on a node is worth a row of its own, whatever it stands among.
const NOTABLE_SHARE: f64 = 0.02;

/// A row of the picture.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// A node, so many levels below the root.
    Node { id: NodeId, depth: usize },
    /// A run of a node's inputs that are not worth a row each.
    Fold { fold: Fold, depth: usize },
}

/// Inputs of a node, with everything below them, that are not worth a row each.
#[derive(Clone, Copy)]
pub(super) struct Fold {
    pub(super) first: NodeId,
    /// One past the last node.
    pub(super) end: NodeId,
    inputs: usize,
    share: f64,
}

impl Fold {
    /// The run in words.
    pub(super) fn words(self) -> String {
        format!("{} more inputs, {} together", Count(self.inputs as f64), Percent(self.share))
    }
}

/// A plan as rows.
pub(super) struct Outline {
    pub(super) rows: Vec<Row>,
    /// The worst finding of each node.
    pub(super) marks: Vec<Option<Severity>>,
    /// Whether something is wrong with each node or below it, or takes time there.
    pub(super) notable: Vec<bool>,
}

impl Outline {
    pub(super) fn new(analysis: &PlanAnalysis) -> Self {
        let plan = analysis.plan();
        let mut marks: Vec<Option<Severity>> = vec![None; plan.len()];
        for finding in analysis.findings() {
            if let Some(mark) = finding.node.and_then(|node| marks.get_mut(node.index())) {
                *mark = (*mark).max(Some(finding.severity));
            }
        }
        let notable = notable(analysis, &marks);
        let mut rows = Vec::with_capacity(plan.len());
        let mut depths = Depths::default();
        let mut folded_until = NodeId::ROOT;
        // How many inputs of each node have come by.
        let mut listed = vec![0_usize; plan.len()];
        for node in plan.nodes() {
            let place = node.parent().map_or(0, |parent| {
                listed[parent.id().index()] += 1;
                listed[parent.id().index()] - 1
            });
            if node.id() < folded_until {
                continue;
            }
            let depth = depths.of(node);
            rows.push(match fold(node, place, analysis, &notable) {
                Some(fold) => {
                    folded_until = fold.end;
                    Row::Fold { fold, depth }
                }
                None => Row::Node { id: node.id(), depth },
            });
        }
        Self { rows, marks, notable }
    }

    /// The worst finding of a node.
    pub(super) fn mark(&self, id: NodeId) -> Option<Severity> {
        self.marks.get(id.index()).copied().flatten()
    }

    /// Whether something is wrong with a node or below it, or takes time there.
    pub(super) fn is_notable(&self, id: NodeId) -> bool {
        self.notable.get(id.index()).copied().unwrap_or_default()
    }
}

/// Tells how deep nodes stand, asked in preorder.
#[derive(Default)]
pub(super) struct Depths {
    /// Where the subtrees around the next node end.
    open: Vec<NodeId>,
}

impl Depths {
    /// A depth below which to begin, for nodes that stand so deep.
    pub(super) fn below(depth: usize, end: NodeId) -> Self {
        Self { open: vec![end; depth] }
    }

    pub(super) fn of(&mut self, node: Node<'_>) -> usize {
        while self.open.last().is_some_and(|end| *end <= node.id()) {
            self.open.pop();
        }
        self.open.push(node.end());
        self.open.len() - 1
    }
}

fn notable(analysis: &PlanAnalysis, marks: &[Option<Severity>]) -> Vec<bool> {
    let mut notable: Vec<bool> = marks.iter().map(Option::is_some).collect();
    for node in analysis.plan().nodes().rev() {
        let hot = analysis.metrics().node(node.id()).share.is_some_and(|share| share >= NOTABLE_SHARE);
        notable[node.id().index()] |= hot;
        if let Some(parent) = node.parent().filter(|_| notable[node.id().index()]) {
            notable[parent.id().index()] = true;
        }
    }
    notable
}

/// Folds the inputs of a node from the ninth on, as far as nothing is wrong with them: thousands of partitions.
fn fold(node: Node<'_>, place: usize, analysis: &PlanAnalysis, notable: &[bool]) -> Option<Fold> {
    let parent = node.parent().filter(|_| place >= LISTED_INPUTS)?;
    let mut fold = Fold { first: node.id(), end: node.id(), inputs: 0, share: 0.0 };
    for sibling in std::iter::successors(Some(node), |sibling| {
        let next = analysis.plan().node(sibling.end());
        (sibling.end() < parent.end()).then_some(next)
    }) {
        if notable[sibling.id().index()] {
            break;
        }
        let shares = sibling.subtree().filter_map(|node| analysis.metrics().node(node.id()).share);
        fold = Fold {
            inputs: fold.inputs + 1,
            share: fold.share + shares.sum::<f64>(),
            end: sibling.end(),
            ..fold
        };
    }
    (fold.inputs > 1).then_some(fold)
}

/// A node's numbers in words; empty where the server did not print them. Rows are per execution, as both the
/// server's numbers are.
pub(super) struct Figures {
    pub(super) share: String,
    pub(super) own: String,
    pub(super) rows: String,
    pub(super) expected: String,
    pub(super) loops: String,
}

impl Figures {
    pub(super) fn of(node: Node<'_>, analysis: &PlanAnalysis) -> Self {
        let metrics = analysis.metrics().node(node.id());
        let own = match (metrics.exclusive_ms, metrics.exclusive_cost) {
            // A time over many loops, each rounded, may be far off: marked where it is by more than a tenth.
            (Some(own), _) if own.high - own.low > own.value * 0.2 => format!("~ {}", Ms(own.value)),
            (Some(own), _) => Ms(own.value).to_string(),
            (None, Some(cost)) if !is_measured(analysis) => Count(cost).to_string(),
            _ => String::new(),
        };
        let number = |number| node.number(number).map(|value| Count(value).to_string()).unwrap_or_default();
        Self {
            share: metrics.share.map(|share| Percent(share).to_string()).unwrap_or_default(),
            own,
            rows: number(Number::Rows),
            expected: number(Number::EstimatedRows),
            loops: number(Number::Loops),
        }
    }
}

/// Whether the plan has times, so that shares are of time and not of cost.
pub(super) fn is_measured(analysis: &PlanAnalysis) -> bool {
    analysis.metrics().totals().root_ms.is_some()
}

/// Whether the plan was executed, so that rows were counted.
pub(super) fn is_executed(analysis: &PlanAnalysis) -> bool {
    analysis.plan().root().number(Number::Loops).is_some()
}

/// A label in two: what is done; then what is read, and by which index.
pub(super) fn parts(label: &str) -> (&str, &str) {
    let ends = [" using ", " on ", ": "].into_iter().filter_map(|word| label.find(word));
    label.split_at(ends.min().unwrap_or(label.len()))
}

/// What a node compares, sorts and groups by: what it is, and the text.
pub(super) fn details(node: Node<'_>) -> Vec<(&'static str, String)> {
    const SHOWN: [(Attribute, &str); 13] = [
        (Attribute::IndexCondition, "index"),
        (Attribute::RecheckCondition, "recheck"),
        (Attribute::HashCondition, "join"),
        (Attribute::MergeCondition, "join"),
        (Attribute::JoinFilter, "join filter"),
        (Attribute::Filter, "filter"),
        (Attribute::OneTimeFilter, "one-time filter"),
        (Attribute::TidCondition, "tid"),
        (Attribute::OrderBy, "order"),
        (Attribute::SortKey, "by"),
        (Attribute::GroupKey, "by"),
        (Attribute::CacheKey, "cache key"),
        (Attribute::RemoteSql, "remote"),
    ];
    let mut details = Vec::new();
    for (attribute, word) in SHOWN {
        let texts: Vec<&str> = node.texts(attribute).collect();
        if texts.is_empty()
            || (attribute == Attribute::RecheckCondition && node.text(Attribute::Filter).is_none())
        {
            continue;
        }
        details.push((word, texts.join(", ")));
    }
    let removed = [
        (Number::RowsRemovedByFilter, "removed by filter"),
        (Number::RowsRemovedByJoinFilter, "removed by join filter"),
        (Number::HeapFetches, "heap fetches"),
    ];
    for (number, word) in removed {
        if let Some(value) = node.number(number).filter(|value| *value > 0.0) {
            let per_loop =
                node.number(Number::Loops).is_some_and(|loops| loops > 1.0) && number != Number::HeapFetches;
            details.push((word, format!("{}{}", Count(value), if per_loop { " per loop" } else { "" })));
        }
    }
    details
}

/// The whole plan's numbers in words.
pub(super) fn totals(analysis: &PlanAnalysis) -> Vec<String> {
    let totals = analysis.metrics().totals();
    let parts = [
        totals.execution_ms.map(|time| format!("{} to execute", Ms(time))),
        totals.planning_ms.map(|time| format!("{} to plan", Ms(time))),
        totals
            .outside_ms
            .filter(|time| *time > 0.0)
            .map(|time| format!("{} of it outside the tree", Ms(time))),
        totals.jit_ms.map(|time| format!("{} of it JIT", Ms(time))),
        totals.cost.map(|cost| format!("cost {}", Count(cost))),
        Some(match analysis.plan().len() {
            1 => "1 node".to_owned(),
            nodes => format!("{} nodes", Count(nodes as f64)),
        }),
    ];
    parts.into_iter().flatten().collect()
}

/// How to get times, where there are none.
pub(super) fn unmeasured(analysis: &PlanAnalysis) -> Option<&'static str> {
    (!is_measured(analysis)).then_some(match analysis.plan().dialect() {
        Dialect::Postgres => "not measured: run EXPLAIN with ANALYZE for times",
        Dialect::MySql => "not measured: run EXPLAIN ANALYZE for times",
        Dialect::MariaDb => "not measured: run ANALYZE FORMAT=JSON for times",
    })
}

/// One line about the whole plan.
pub(super) fn summary(analysis: &PlanAnalysis) -> String {
    let measured = unmeasured(analysis).map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{} plan: {}{measured}", analysis.plan().dialect().title(), totals(analysis).join(", "))
}

/// What an index would change: the cost, the rows read.
pub(super) fn gains(index: &IndexAdvice) -> Vec<String> {
    let from_to = |name: &str, before: Option<f64>, after: Option<Interval>| {
        let whole = |number: f64| Count(number.round());
        let (before, after) = (whole(before?), after?);
        let (value, low, high) = (whole(after.value), whole(after.low), whole(after.high));
        Some(if after.is_exact() {
            format!("{name} {before} -> about {value}")
        } else {
            format!("{name} {before} -> perhaps {value} ({low} to {high})")
        })
    };
    let cost = from_to("cost", index.cost_before, index.cost_after);
    let rows = from_to("rows read", index.rows_before, index.rows_after);
    let size = index.size_bytes.map(|bytes| format!("takes about {}", Kilobytes(bytes / 1024.0)));
    let confidence = format!("confidence {}", index.confidence.name());
    cost.into_iter().chain(rows).chain(size).chain([confidence]).collect()
}

/// What is to be known of an index, and what its figures rest on.
pub(super) fn notes(index: &IndexAdvice) -> impl Iterator<Item = &String> {
    index.notes.iter().chain(&index.assumptions)
}

/// Whether every proposed index has a note, so that it is said once.
pub(super) fn is_shared(analysis: &PlanAnalysis, note: &String) -> bool {
    analysis.indexes().iter().all(|index| notes(index).any(|other| other == note))
}
