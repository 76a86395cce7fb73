//! References across the tree: which scan reads a temporary table that stands elsewhere, which condition uses which
//! subquery.

use std::collections::HashMap;

use super::depend;
use crate::json::{Container, Kind, Reader, decode};
use crate::plan::{Attribute, EdgeKind, Fact, Node, NodeId, Operator, Plan, Value};
use crate::predicate::{Language, Reference, references, select_number};

/// Finds the references of a plan and adds them to its graph.
pub(crate) fn link(plan: &mut Plan) {
    depend::settle(plan);
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
    for node in plan.nodes().filter(|node| node.operator() == Operator::Materialize) {
        let Some(first) = node.children().next() else { continue };
        if first.operator() == Operator::QueryBlock
            && let Some(select) = first_select(first)
        {
            by_select.entry(select).or_insert(node.id());
        }
        if let Some(name) = node.text(Attribute::CteName) {
            by_name.entry(name).or_insert(node.id());
        }
    }
    for node in plan.nodes() {
        let (filled, kind) = match node.operator() {
            Operator::WorkTableScan => (recursion(node), EdgeKind::ReadsWorkTable),
            Operator::Materialize if node.children().next().is_none() => {
                let filled = node.text(Attribute::CteName).and_then(|name| by_name.get(name));
                (filled.copied(), EdgeKind::ReadsCte)
            }
            Operator::SubqueryScan | Operator::CteScan => {
                let filled = shared(node).and_then(|select| by_select.get(select));
                (filled.copied(), EdgeKind::ReadsCte)
            }
            _ => continue,
        };
        edges.extend(filled.map(|filled| (node.id(), filled, kind)));
    }
}

/// The recursion whose last round a scan reads: the one that begins with the SELECT that it names, or else the
/// nearest.
fn recursion(scan: Node<'_>) -> Option<NodeId> {
    let is_recursion = |above: &Node<'_>| {
        let words = "Materialize recursive ";
        above.operator() == Operator::RecursiveUnion
            || above.operator() == Operator::Materialize && above.name().starts_with(words)
    };
    let around = || scan.ancestors().filter(is_recursion);
    let own = shared(scan).and_then(|select| around().find(|above| first_select(*above) == Some(select)));
    own.or_else(|| around().next()).map(Node::id)
}

/// The number of the first SELECT of a union, or of a block that may be one.
fn first_select(node: Node<'_>) -> Option<&str> {
    node.subtree().take(8).find_map(select_id)
}

/// The number of a block's SELECT, or of the one that fills what a scan reads.
pub(super) fn select_id(node: Node<'_>) -> Option<&str> {
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
        // The block itself, or the one in what keeps its results or looks them up.
        let block = first_select(node).and_then(|number| number.parse().ok());
        let heading = || select_number(node.text(Attribute::SubplanName)?.split(" (").next()?);
        if let Some(number) = block.or_else(heading) {
            declared.entry(number).or_insert(node.id());
        }
    }
    if declared.is_empty() {
        return;
    }
    let mut referred: Vec<Option<NodeId>> = vec![None; plan.len()];
    let mut refer = |user: NodeId, text: &str| {
        for reference in references(text, Language::MySql) {
            let Reference::Plan { name, .. } = reference else { continue };
            let subquery = select_number(name).and_then(|number| declared.get(&number));
            if let Some(&subquery) = subquery
                && referred[subquery.index()].replace(user) != Some(user)
            {
                edges.push((user, subquery, use_of(plan.node(subquery))));
            }
        }
    };
    for node in plan.nodes() {
        let said = |fact: &Fact<'_>| !fact.attribute.is_some_and(Attribute::is_name);
        for fact in node.properties().filter(said) {
            match fact.value {
                Value::Text(text) => refer(node.id(), text),
                Value::Raw(list) if list.contains('#') => {
                    for text in texts(list) {
                        refer(node.id(), &text);
                    }
                }
                _ => {}
            }
        }
    }
    // Version 1 shows a lookup that replaces a subquery without its number, and the subquery at its condition.
    for node in
        declared.values().map(|id| plan.node(*id)).filter(|node| referred[node.id().index()].is_none())
    {
        let attached = node.text(Attribute::Relationship) == Some("attached_subqueries");
        let user = node.parent().filter(|user| attached && user.text(Attribute::Filter).is_some());
        edges.extend(user.map(|user| (user.id(), node.id(), use_of(node))));
    }
}

/// How an expression uses a subquery.
fn use_of(subquery: Node<'_>) -> EdgeKind {
    let once = subquery.relationship() == Some(EdgeKind::InitPlan);
    if once { EdgeKind::ReadsInitPlan } else { EdgeKind::ReadsSubPlan }
}

/// The texts of a list that is kept as it is written.
fn texts(list: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut reader = Reader::new(list, 2);
    if reader.peek() == Ok(Kind::Array) && reader.open(Container::Array).is_ok() {
        while reader.element() == Ok(true) && reader.peek() == Ok(Kind::String) {
            let Ok(raw) = reader.string() else { break };
            let mut text = String::new();
            decode(reader.raw(raw.start, raw.end), &mut text);
            texts.push(text);
        }
    }
    texts
}
