//! How often MariaDB runs a subquery: its plans name the subquery where it is used, and what it depends on in its
//! conditions, but say neither in a key.

use std::collections::{HashMap, HashSet};

use super::link::select_id;
use crate::plan::{Attribute, Dialect, EdgeKind, Node, NodeId, Operator, Plan};
use crate::predicate::{Language, Predicate};

/// Where a block's text names columns.
const CONDITIONS: [Attribute; 3] = [Attribute::Filter, Attribute::PushedCondition, Attribute::OneTimeFilter];

/// How many nodes of a subquery are looked at: keeps the search linear.
const MOST: usize = 256;

/// Says which of the subqueries that look as if they ran once are kept and looked up, or run for each row.
pub(super) fn settle(plan: &mut Plan) {
    let once = |node: &Node<'_>| {
        node.relationship() == Some(EdgeKind::InitPlan) && node.operator() == Operator::QueryBlock
    };
    if plan.dialect() != Dialect::MariaDb || !plan.nodes().any(|node| once(&node)) {
        return;
    }
    let (kept, tables) = (kept(plan), tables(plan));
    let kind = |block: Node<'_>| {
        if select_id(block).is_some_and(|select| kept.contains(select)) {
            return Some((block.id(), EdgeKind::HashedSubPlan));
        }
        depends(block, &tables).then_some((block.id(), EdgeKind::SubPlan))
    };
    let found: Vec<_> = plan.nodes().filter(once).filter_map(kind).collect();
    for (block, kind) in found {
        plan.set_relationship(block, kind);
    }
}

/// The numbers of the subqueries whose results are looked up: what runs anew for each row stands in an `<exists>`.
fn kept(plan: &Plan) -> HashSet<&str> {
    let texts = plan.nodes().flat_map(|node| node.texts(Attribute::Filter));
    let uses = texts.flat_map(|text| text.split(" in (subquery#").skip(1));
    uses.filter_map(|rest| Some(rest.split_once(')')?.0)).collect()
}

/// The first and the last node that reads a table of a name.
fn tables(plan: &Plan) -> HashMap<&str, (NodeId, NodeId)> {
    let mut tables = HashMap::new();
    for node in plan.nodes() {
        for name in names(node) {
            tables.entry(name).or_insert((node.id(), node.id())).1 = node.id();
        }
    }
    tables
}

fn names(node: Node<'_>) -> impl Iterator<Item = &str> {
    node.alias().into_iter().chain(node.relation())
}

/// Whether a block asks for columns of tables that are read around it only, or is one lookup of such.
fn depends(block: Node<'_>, tables: &HashMap<&str, (NodeId, NodeId)>) -> bool {
    let own: HashSet<&str> = block.subtree().take(MOST).flat_map(names).collect();
    let is_outer = |name: &str| {
        let around = |id| !block.contains(id);
        !own.contains(name) && tables.get(name).is_some_and(|&(first, last)| around(first) || around(last))
    };
    block.subtree().take(MOST).any(|node| {
        // What is scanned where the value to look up is NULL looks up values of the row around it.
        matches!(node.text(Attribute::AccessType), Some("unique_subquery" | "index_subquery"))
            || node.name() == "full-scan-on-null_key"
            || node.texts(Attribute::KeyReferences).filter_map(table).any(is_outer)
            || CONDITIONS.into_iter().flat_map(|condition| node.texts(condition)).any(|text| {
                let predicate = Predicate::parse(text, Language::MySql);
                predicate
                    .columns()
                    .filter_map(|column| column.qualifier())
                    .any(|name| is_outer(name.rsplit('.').next().unwrap_or_default()))
            })
    })
}

/// The table in `shop.t.id`.
fn table(reference: &str) -> Option<&str> {
    reference.rsplit('.').nth(1)
}
