//! References across the tree: which scan reads which CTE, which expression uses which InitPlan or SubPlan.
//!
//! Names are matched exactly and by scope: `$1` is not `$10`, `$n` inside a literal is none, and a `$n` that no
//! InitPlan declares is a parameter of the statement.

use std::collections::HashMap;

use crate::plan::{Attribute, EdgeKind, Node, NodeId, Operator, Plan, Value};
use crate::predicate::{Language, Reference, references};

/// What a plan declares, by the names its expressions use.
#[derive(Default)]
struct Declared<'p> {
    /// `InitPlan 1`, `SubPlan expr_1` and so on.
    names: HashMap<&'p str, NodeId>,
    /// The number of `$n`, up to version 16.
    parameters: HashMap<u32, NodeId>,
}

/// Finds the references of a plan and adds them to its graph.
pub(crate) fn link(plan: &mut Plan) {
    let declared = declare(plan);
    if declared.names.is_empty() {
        return;
    }
    let (edges, hashed) = find(plan, &declared);
    for (from, to, kind) in edges {
        plan.refer(from, to, kind);
    }
    for id in hashed {
        plan.set_relationship(id, EdgeKind::HashedSubPlan);
    }
}

fn declare(plan: &Plan) -> Declared<'_> {
    let mut declared = Declared::default();
    for node in plan.nodes() {
        let Some(label) = node.text(Attribute::SubplanName) else { continue };
        // Up to 16: `InitPlan 1 (returns $0)`, with one parameter for each column.
        let (name, returns) = label.split_once(" (returns ").unwrap_or((label, ""));
        declared.names.insert(name, node.id());
        let parameters = returns.trim_end_matches(')').split(',');
        let parameters = parameters.filter_map(|parameter| parameter.strip_prefix('$')?.parse().ok());
        declared.parameters.extend(parameters.map(|parameter: u32| (parameter, node.id())));
    }
    declared
}

/// How many CTEs of one name in one scope are looked at: a server has a few, and the search stays linear.
const NAMESAKES: usize = 64;

/// The CTE that a scan reads, of those in scope: the innermost that was complete before the scan.
///
/// So neither the scan's own CTE nor a later sibling, which see a namesake further out. The server puts WITH lists
/// in the order in which they read each other. A work table is the one of the recursion around it.
fn visible(plan: &Plan, scope: &[(NodeId, NodeId)], scan: Node<'_>, work_table: bool) -> Option<NodeId> {
    let inner = scope.iter().rev().take(NAMESAKES).map(|&(cte, _)| plan.node(cte));
    let found = inner.clone().find(|cte| {
        let complete = cte.end() <= scan.id() || cte.parent().is_some_and(|parent| parent.id() == scan.id());
        if work_table { cte.contains(scan.id()) } else { complete }
    });
    found.or_else(|| inner.clone().next()).map(Node::id)
}

type Edges = Vec<(NodeId, NodeId, EdgeKind)>;

/// The references, in preorder of the nodes that make them, and the SubPlans that are hashed.
fn find(plan: &Plan, declared: &Declared<'_>) -> (Edges, Vec<NodeId>) {
    let mut edges = Vec::new();
    let mut hashed = Vec::new();
    // The node that referred to each node last, so that each reference is made once.
    let mut referred = vec![None; plan.len()];
    // The CTEs in scope by name, innermost last, with the end of the part that sees them.
    let mut scopes: HashMap<&str, Vec<(NodeId, NodeId)>> = HashMap::new();
    for node in plan.nodes() {
        // A CTE hangs on the topmost node that sees it, which may be its own scan.
        for child in node.children() {
            if let Some(name) =
                child.text(Attribute::SubplanName).and_then(|label| label.strip_prefix("CTE "))
            {
                scopes.entry(name).or_default().push((child.id(), node.end()));
            }
        }
        if let Some(scope) = node.text(Attribute::CteName).and_then(|name| scopes.get_mut(name)) {
            while scope.last().is_some_and(|&(_, end)| end <= node.id()) {
                scope.pop();
            }
            let work_table = node.operator() == Operator::WorkTableScan;
            if let Some(cte) = visible(plan, scope, node, work_table) {
                let kind = if work_table { EdgeKind::ReadsWorkTable } else { EdgeKind::ReadsCte };
                edges.push((node.id(), cte, kind));
            }
        }
        for fact in node.properties() {
            let Value::Text(text) = fact.value else { continue };
            if fact.attribute.is_some_and(Attribute::is_name) {
                continue;
            }
            for reference in references(text, Language::Postgres) {
                let (found, is_hashed) = match reference {
                    Reference::Param(number) => (declared.parameters.get(&number), false),
                    Reference::Plan { name, hashed } => (declared.names.get(name), hashed),
                };
                let Some(&producer) = found else { continue };
                if is_hashed {
                    hashed.push(producer);
                }
                let last = &mut referred[producer.index()];
                if *last != Some(node.id()) {
                    *last = Some(node.id());
                    let init = plan.node(producer).relationship() == Some(EdgeKind::InitPlan);
                    let kind = if init { EdgeKind::ReadsInitPlan } else { EdgeKind::ReadsSubPlan };
                    edges.push((node.id(), producer, kind));
                }
            }
        }
    }
    (edges, hashed)
}
