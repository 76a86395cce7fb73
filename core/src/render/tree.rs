//! The tree of a plan: columns of numbers, then the nodes, and below each what it compares.

use std::fmt::Write as _;

use super::page::{Page, Style, cut};
use super::safe::Safe;
use crate::analyze::PlanAnalysis;
use crate::plan::{Attribute, Node, NodeId, Number};
use crate::rules::Severity;
use crate::words::{Count, Ms, Percent, label};

/// How deep the tree is drawn by indentation; below that a number tells the depth.
const DRAWN_DEPTH: usize = 40;
/// How many inputs of one node are listed before the rest is folded, unless something is wrong with them.
const LISTED_INPUTS: usize = 8;

impl Page {
    /// The tree: columns of numbers, then the nodes, what they compare below them.
    pub(super) fn tree(&mut self, analysis: &PlanAnalysis) {
        let plan = analysis.plan();
        let measured = analysis.metrics().totals().root_ms.is_some();
        let executed = plan.root().number(Number::Loops).is_some();
        let header = Columns::header(measured, executed);
        self.line(Style::Dim, &header);
        let mut marks: Vec<Option<Severity>> = vec![None; plan.len()];
        for finding in analysis.findings() {
            if let Some(mark) = finding.node.and_then(|node| marks.get_mut(node.index())) {
                *mark = (*mark).max(Some(finding.severity));
            }
        }
        let notable = notable(analysis, &marks);
        // Whether the ancestors have later siblings, outermost first; and where their subtrees end.
        let mut open: Vec<(bool, NodeId)> = Vec::new();
        let mut folded_until = NodeId::ROOT;
        for node in plan.nodes() {
            while open.last().is_some_and(|(_, end)| *end <= node.id()) {
                open.pop();
            }
            let last = node.parent().is_none_or(|parent| parent.end() == node.end());
            if node.id() < folded_until {
                continue;
            }
            let prefix = prefix(&open, node.parent().is_some(), last);
            if let Some(fold) = fold(node, analysis, &notable) {
                let below = &prefix.1;
                self.line(
                    Style::Dim,
                    &format!("{}{below}… {}", " ".repeat(header.chars().count() + 2), fold.text),
                );
                folded_until = fold.end;
                continue;
            }
            self.node(node, analysis, marks[node.id().index()], &prefix);
            open.push((!last, node.end()));
        }
    }

    fn node(
        &mut self,
        node: Node<'_>,
        analysis: &PlanAnalysis,
        mark: Option<Severity>,
        prefix: &(String, String),
    ) {
        let columns = Columns::of(node, analysis);
        let style = match analysis.metrics().node(node.id()).share {
            Some(share) if share >= 0.25 => Style::Red,
            Some(share) if share >= 0.1 => Style::Yellow,
            _ => Style::Plain,
        };
        self.write(style, &columns.left);
        self.write(Style::Plain, &columns.right);
        self.write(Style::Dim, &prefix.0);
        let name = Safe(&label(node)).to_string();
        if let Some(subplan) = node.text(Attribute::SubplanName) {
            self.write(Style::Dim, &format!("{}: ", Safe(subplan)));
        }
        let mark_text = mark.map(|severity| format!("  ◄ {severity}"));
        self.write(if mark.is_some() { Style::Bold } else { Style::Plain }, &name);
        if node.never_executed() {
            self.write(Style::Dim, "  (never executed)");
        }
        if let Some((severity, text)) = mark.zip(mark_text) {
            self.write(Style::of(severity), &text);
        }
        self.out.push('\n');
        let indent = " ".repeat(columns.left.chars().count() + columns.right.chars().count());
        for detail in details(node) {
            let used = indent.len() + prefix.1.chars().count() + 2;
            let room = self.options.width.saturating_sub(used).max(40);
            let detail = cut(&Safe(&detail).to_string(), room);
            self.line(Style::Dim, &format!("{indent}{}  {detail}", prefix.1));
        }
    }
}

/// The numbers before a node.
struct Columns {
    left: String,
    right: String,
}

impl Columns {
    fn header(measured: bool, executed: bool) -> String {
        let own = if measured { "own time" } else { "own cost" };
        let rows = if executed {
            format!("{:>12}{:>12}{:>9}", "rows", "expected", "loops")
        } else {
            format!("{:>12}", "expected")
        };
        format!("{:>8}{own:>12}{rows}{:>6}", "share", "node")
    }

    fn of(node: Node<'_>, analysis: &PlanAnalysis) -> Self {
        let metrics = analysis.metrics().node(node.id());
        let share = metrics.share.map(|share| Percent(share).to_string()).unwrap_or_default();
        let own = match (metrics.exclusive_ms, metrics.exclusive_cost) {
            // A time over many loops, each rounded, may be far off: marked where it is by more than a tenth.
            (Some(own), _) if own.high - own.low > own.value * 0.2 => format!("~ {}", Ms(own.value)),
            (Some(own), _) => Ms(own.value).to_string(),
            (None, Some(cost)) if analysis.metrics().totals().root_ms.is_none() => Count(cost).to_string(),
            _ => String::new(),
        };
        let number = |number| node.number(number).map(|value| Count(value).to_string()).unwrap_or_default();
        let executed = analysis.plan().root().number(Number::Loops).is_some();
        let id = node.id().0;
        let right = if executed {
            // Rows per loop, as both the server's columns are.
            format!(
                "{:>12}{:>12}{:>9}{id:>6}  ",
                number(Number::Rows),
                number(Number::EstimatedRows),
                number(Number::Loops)
            )
        } else {
            format!("{:>12}{id:>6}  ", number(Number::EstimatedRows))
        };
        Self { left: format!("{share:>8}{own:>12}"), right }
    }
}

/// What is drawn before a node, and before what stands below it.
fn prefix(open: &[(bool, NodeId)], has_parent: bool, last: bool) -> (String, String) {
    let mut above = String::new();
    if open.len() > DRAWN_DEPTH {
        let _ = write!(above, "[depth {}] ", open.len());
    } else {
        // The root draws no line.
        for (more, _) in open.iter().skip(1) {
            above.push_str(if *more { "│  " } else { "   " });
        }
    }
    if !has_parent {
        return (String::new(), String::new());
    }
    let own = if last { "└─ " } else { "├─ " };
    let below = if last { "   " } else { "│  " };
    (format!("{above}{own}"), format!("{above}{below}"))
}

/// Inputs that are not worth a line each.
struct Fold {
    text: String,
    end: NodeId,
}

/// Whether something is wrong with each node or below it, or takes time there: then it is not folded.
fn notable(analysis: &PlanAnalysis, marks: &[Option<Severity>]) -> Vec<bool> {
    let mut notable: Vec<bool> = marks.iter().map(Option::is_some).collect();
    for node in analysis.plan().nodes().rev() {
        let hot = analysis.metrics().node(node.id()).share.is_some_and(|share| share >= 0.02);
        notable[node.id().index()] |= hot;
        if let Some(parent) = node.parent().filter(|_| notable[node.id().index()]) {
            notable[parent.id().index()] = true;
        }
    }
    notable
}

/// Folds the inputs of a node from the ninth on, as far as nothing is wrong with them: thousands of partitions.
fn fold(node: Node<'_>, analysis: &PlanAnalysis, notable: &[bool]) -> Option<Fold> {
    let parent = node.parent()?;
    if node.id().index() < parent.id().index() + LISTED_INPUTS + 1 {
        return None;
    }
    let position = parent.children().take(LISTED_INPUTS).take_while(|child| child.id() != node.id()).count();
    if position < LISTED_INPUTS {
        return None;
    }
    let mut run = (0_usize, 0.0, node.id());
    for sibling in std::iter::successors(Some(node), |sibling| {
        let next = analysis.plan().node(sibling.end());
        (sibling.end() < parent.end()).then_some(next)
    }) {
        if notable[sibling.id().index()] {
            break;
        }
        let share =
            sibling.subtree().filter_map(|node| analysis.metrics().node(node.id()).share).sum::<f64>();
        run = (run.0 + 1, run.1 + share, sibling.end());
    }
    (run.0 > 1).then(|| Fold {
        text: format!("{} more inputs, {} together", Count(run.0 as f64), Percent(run.1)),
        end: run.2,
    })
}

/// What a node compares, sorts and groups by.
fn details(node: Node<'_>) -> Vec<String> {
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
        details.push(format!("{word}: {}", texts.join(", ")));
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
            details.push(format!("{word}: {}{}", Count(value), if per_loop { " per loop" } else { "" }));
        }
    }
    details
}
