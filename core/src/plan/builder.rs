//! Making a plan, node by node.

use std::sync::Arc;

use petgraph::graph::DiGraph;

use super::{
    COUNTERS, Counter, Dialect, EdgeKind, Facts, NUMBERS, NodeId, Number, Operator, Plan, Property, Record,
};
use crate::text::Text;

/// The engine's own keys of the fixed columns; an empty one where the engine has no such key.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) numbers: [&'static str; NUMBERS],
    pub(crate) counters: [&'static str; COUNTERS],
}

/// A plan in the making. Nodes are opened in preorder and filled in any order.
#[derive(Debug)]
pub(crate) struct PlanBuilder {
    dialect: Dialect,
    vocabulary: &'static Vocabulary,
    /// Each node's operator, parent and relationship.
    nodes: Vec<(Operator, u32, EdgeKind)>,
    records: Vec<Record>,
    numbers: Vec<[f64; NUMBERS]>,
    counters: Vec<[f64; COUNTERS]>,
    properties: Vec<Property>,
    extras: Vec<Property>,
    /// What the server printed about the statement as a whole.
    pub(crate) facts: Facts,
}

impl PlanBuilder {
    /// An empty plan, with room for about so many nodes.
    pub(crate) fn new(dialect: Dialect, vocabulary: &'static Vocabulary, nodes: usize) -> Self {
        Self {
            dialect,
            vocabulary,
            nodes: Vec::with_capacity(nodes),
            records: Vec::with_capacity(nodes),
            numbers: Vec::with_capacity(nodes),
            counters: Vec::new(),
            properties: Vec::with_capacity(nodes * 10),
            extras: Vec::new(),
            facts: Facts::default(),
        }
    }

    /// How many nodes were opened.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Adds a node below a parent that is still open.
    pub(crate) fn open(&mut self, parent: Option<NodeId>) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push((Operator::Other, parent.unwrap_or_default().0, EdgeKind::Outer));
        self.records.push(Record { end: id.0 + 1, properties: 0, counters: None });
        self.numbers.push([f64::NAN; NUMBERS]);
        id
    }

    /// Ends a node: what was opened since is its subtree.
    pub(crate) fn close(&mut self, id: NodeId) {
        self.records[id.index()].end = self.nodes.len() as u32;
    }

    /// Says what a node does.
    pub(crate) fn set_operator(&mut self, id: NodeId, operator: Operator) {
        self.nodes[id.index()].0 = operator;
    }

    /// The operator of a node.
    pub(crate) fn operator(&self, id: NodeId) -> Operator {
        self.nodes[id.index()].0
    }

    /// Says how a node hangs on its parent.
    pub(crate) fn set_relationship(&mut self, id: NodeId, kind: EdgeKind) {
        self.nodes[id.index()].2 = kind;
    }

    /// Sets a number of a fixed column.
    pub(crate) fn set_number(&mut self, id: NodeId, number: Number, value: f64) {
        self.numbers[id.index()][number as usize] = value;
    }

    /// Adds to a number of a fixed column, from zero.
    pub(crate) fn add_number(&mut self, id: NodeId, number: Number, value: f64) {
        let column = &mut self.numbers[id.index()][number as usize];
        *column = if column.is_nan() { value } else { *column + value };
    }

    /// Sets a counter.
    pub(crate) fn set_counter(&mut self, id: NodeId, counter: Counter, value: f64) {
        let (counters, room) = (&mut self.counters, self.nodes.capacity());
        let row = *self.records[id.index()].counters.get_or_insert_with(|| {
            if counters.is_empty() {
                // Where one node has counters, all have.
                counters.reserve(room);
            }
            counters.push([f64::NAN; COUNTERS]);
            counters.len() as u32 - 1
        });
        self.counters[row as usize][counter as usize] = value;
    }

    /// Keeps a fact of a node.
    pub(crate) fn push(&mut self, property: Property) {
        self.properties.push(property);
    }

    /// Drops the facts kept last.
    pub(crate) fn forget(&mut self, count: usize) {
        self.properties.truncate(self.properties.len().saturating_sub(count));
    }

    /// Keeps a fact of the whole plan.
    pub(crate) fn push_extra(&mut self, property: Property) {
        self.extras.push(property);
    }

    /// The plan, its tree linked; none where no node was opened.
    pub(crate) fn finish(mut self, text: Arc<Text>) -> Option<Plan> {
        let count = self.nodes.len();
        if count == 0 {
            return None;
        }
        let mut graph = DiGraph::with_capacity(count, count);
        for &(operator, ..) in &self.nodes {
            graph.add_node(operator);
        }
        // From the last node up, so that the children of a node come out in the order of the text.
        for (id, &(_, parent, kind)) in self.nodes.iter().enumerate().skip(1).rev() {
            graph.add_edge(NodeId(parent).into(), NodeId(id as u32).into(), kind);
        }
        // A server prints a node's own keys before its children; other writers may not.
        if !self.properties.is_sorted_by_key(|property| property.node) {
            self.properties.sort_by_key(|property| property.node);
        }
        let mut next = 0;
        for (id, record) in self.records.iter_mut().enumerate() {
            record.properties = next as u32;
            while self.properties.get(next).is_some_and(|property| property.node as usize == id) {
                next += 1;
            }
        }
        Some(Plan {
            dialect: self.dialect,
            vocabulary: self.vocabulary,
            text,
            graph,
            records: self.records,
            numbers: self.numbers,
            counters: self.counters,
            properties: self.properties,
            extras: self.extras,
            facts: self.facts,
        })
    }
}
