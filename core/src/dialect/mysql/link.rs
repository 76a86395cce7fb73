//! References across the tree: which scan reads a temporary table that stands elsewhere, which condition uses which
//! subquery.

use std::collections::HashMap;

use crate::plan::{Attribute, EdgeKind, Node, NodeId, Operator, Plan, Value};
use crate::predicate::{Language, Reference, references, select_number};

/// Finds the references of a plan and adds them to its graph.
pub(crate) fn link(plan: &mut Plan) {
    let mut edges = Vec::new();
    shared_tables(plan, &mut edges);
    subqueries(plan, &mut edges);
    for (from, to, kind) in edges {
        plan.refer(from, to, kind);
    }
}

type Edges = Vec<(NodeId, NodeId, EdgeKind)>;

/// Scans of a temporary table that is filled at another place: of a derived table or common table expression that
/// several scans share, and of the last round of a recursion.
fn shared_tables(plan: &Plan, edges: &mut Edges) {
    // What fills a table, by the number of its SELECT and by the name of its common table expression.
    let mut by_select: HashMap<&str, NodeId> = HashMap::new();
    let mut by_name: HashMap<&str, NodeId> = HashMap::new();
    for node in plan.nodes() {
        match node.operator() {
            Operator::QueryBlock => {
                let filled = node.parent().filter(|parent| parent.operator() == Operator::Materialize);
                if let (Some(filled), Some(select)) = (filled, select_id(node)) {
                    by_select.entry(select).or_insert(filled.id());
                }
            }
            Operator::Materialize if node.children().next().is_some() => {
                if let Some(name) = node.text(Attribute::CteName) {
                    by_name.entry(name).or_insert(node.id());
                }
            }
            _ => {}
        }
    }
    if by_select.is_empty() && by_name.is_empty() {
        return;
    }
    for node in plan.nodes() {
        let filled = match node.operator() {
            Operator::Materialize if node.children().next().is_none() => {
                node.text(Attribute::CteName).and_then(|name| by_name.get(name))
            }
            Operator::SubqueryScan | Operator::CteScan | Operator::WorkTableScan => {
                shared(node).and_then(|select| by_select.get(select)).or_else(|| {
                    by_name.get(node.alias().filter(|_| node.operator() == Operator::WorkTableScan)?)
                })
            }
            _ => None,
        };
        let Some(&filled) = filled else { continue };
        let within = plan.node(filled).contains(node.id());
        let kind = if within { EdgeKind::ReadsWorkTable } else { EdgeKind::ReadsCte };
        edges.push((node.id(), filled, kind));
    }
}

/// The number of a block's SELECT, or of the one that fills what a scan reads.
fn select_id(node: Node<'_>) -> Option<&str> {
    match node.value(Attribute::SelectId) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// The SELECT whose temporary table a scan shares: as it is told, or by its name, `<derived2>`.
fn shared(scan: Node<'_>) -> Option<&str> {
    if scan.children().any(|child| child.operator() == Operator::Materialize) {
        return None;
    }
    select_id(scan).or_else(|| scan.alias()?.strip_prefix("<derived")?.strip_suffix('>'))
}

/// Expressions that use the result of a subquery, by the number of its SELECT.
fn subqueries(plan: &Plan, edges: &mut Edges) {
    let mut declared: HashMap<u32, NodeId> = HashMap::new();
    for node in plan.nodes().skip(1).filter(|node| !node.is_input()) {
        // The block itself, or what keeps its results.
        let block = node.subtree().take(2).find_map(select_id).and_then(|number| number.parse().ok());
        let heading = || select_number(node.text(Attribute::SubplanName)?.split(" (").next()?);
        if let Some(number) = block.or_else(heading) {
            declared.entry(number).or_insert(node.id());
        }
    }
    if declared.is_empty() {
        return;
    }
    let mut referred: Vec<Option<NodeId>> = vec![None; plan.len()];
    for node in plan.nodes() {
        for fact in node.properties() {
            let Value::Text(text) = fact.value else { continue };
            let names = fact.attribute.is_some_and(Attribute::is_name);
            if names {
                continue;
            }
            for reference in references(text, Language::MySql) {
                let Reference::Plan { name, .. } = reference else { continue };
                let Some(&subquery) = select_number(name).and_then(|number| declared.get(&number)) else {
                    continue;
                };
                if referred[subquery.index()].replace(node.id()) == Some(node.id()) {
                    continue;
                }
                let once = plan.node(subquery).relationship() == Some(EdgeKind::InitPlan);
                let kind = if once { EdgeKind::ReadsInitPlan } else { EdgeKind::ReadsSubPlan };
                edges.push((node.id(), subquery, kind));
            }
        }
    }
}
