//! Making a plan, node by node.

use std::sync::Arc;

use petgraph::graph::DiGraph;

use super::{
    Access, Attribute, COUNTERS, Counter, Dialect, EdgeKind, Facts, Format, NUMBERS, NodeId, Number,
    Operator, Plan, Property, Record, Table,
};
use crate::text::{Str, Text};

/// The engine's own keys of the fixed columns; an empty one where the engine has no such key.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) numbers: [&'static str; NUMBERS],
    pub(crate) counters: [&'static str; COUNTERS],
}

/// How many nodes there is room for at first.
const FIRST: usize = 16;

/// A plan in the making. Nodes are filled in any order, and opened in preorder, unless one of them is
/// [moved](Self::adopt) below a node that was opened later: then they are brought into preorder at the end.
#[derive(Debug)]
pub(crate) struct PlanBuilder {
    dialect: Dialect,
    format: Format,
    vocabulary: &'static Vocabulary,
    /// Each node's operator, parent and relationship.
    nodes: Vec<(Operator, u32, EdgeKind)>,
    records: Vec<Record>,
    numbers: Table<NUMBERS>,
    counters: Table<COUNTERS>,
    properties: Vec<Property>,
    extras: Vec<Property>,
    /// Whether ids are no preorder yet.
    moved: bool,
    /// The bytes of the text that the plan is read from.
    bytes: usize,
    /// What the server printed about the statement as a whole.
    pub(crate) facts: Facts,
}

impl PlanBuilder {
    /// An empty plan, which so many bytes of text are read for.
    pub(crate) fn new(
        dialect: Dialect,
        format: Format,
        vocabulary: &'static Vocabulary,
        bytes: usize,
    ) -> Self {
        // What more is needed is told by what the first nodes took.
        let nodes = (bytes / 400).clamp(4, FIRST);
        Self {
            dialect,
            format,
            vocabulary,
            nodes: Vec::with_capacity(nodes),
            records: Vec::with_capacity(nodes),
            numbers: Table::new(nodes),
            counters: Table::new(nodes),
            properties: Vec::with_capacity((bytes / 40).clamp(16, 16 * FIRST)),
            extras: Vec::new(),
            moved: false,
            bytes,
            facts: Facts::default(),
        }
    }

    /// Says which engine it is after all.
    pub(crate) fn set_dialect(&mut self, dialect: Dialect, format: Format) {
        (self.dialect, self.format) = (dialect, format);
    }

    /// How many nodes were opened.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Adds a node below a parent that is still open; so many bytes of the text are left to be read.
    pub(crate) fn open(&mut self, parent: Option<NodeId>, left: usize) -> NodeId {
        if self.nodes.len() == self.nodes.capacity() {
            self.make_room(left);
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push((Operator::Other, parent.unwrap_or_default().0, EdgeKind::Outer));
        self.records.push(Record { end: id.0 + 1, properties: (0, 0), counters: None, access: None });
        self.numbers.push();
        id
    }

    /// Makes room for the nodes to come, if they take as much text as those so far.
    ///
    /// Tables that grow by doubling are half empty, and were copied when most of them was there.
    #[cold]
    fn make_room(&mut self, left: usize) {
        let opened = self.nodes.len() as f64;
        let read = self.bytes.saturating_sub(left).max(1) as f64;
        let more = (opened * left as f64 / read).clamp(opened / 4.0, opened * 15.0) + 8.0;
        let room = |each: usize| (more * each as f64 / opened * 1.02) as usize;
        self.nodes.reserve_exact(more as usize);
        self.records.reserve_exact(more as usize);
        self.numbers.reserve(more as usize);
        self.counters.reserve(room(self.counters.len()));
        self.properties.reserve_exact(room(self.properties.len()));
    }

    /// Ends a node: what was opened since is its subtree.
    pub(crate) fn close(&mut self, id: NodeId) {
        self.records[id.index()].end = self.nodes.len() as u32;
    }

    /// Moves a node, with what is below it, under another: behind those of its children that were opened before.
    pub(crate) fn adopt(&mut self, parent: NodeId, child: NodeId, kind: EdgeKind) {
        let node = &mut self.nodes[child.index()];
        (node.1, node.2) = (parent.0, kind);
        self.moved = true;
    }

    /// Says how a node finds its rows.
    pub(crate) fn set_access(&mut self, id: NodeId, access: Access) {
        self.records[id.index()].access = Some(access);
    }

    /// A number of a fixed column.
    pub(crate) fn number(&self, id: NodeId, number: Number) -> Option<f64> {
        self.numbers.get(id.index(), number as usize)
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
        self.numbers.set(id.index(), number as usize, value);
    }

    /// Adds to a number of a fixed column, from zero.
    pub(crate) fn add_number(&mut self, id: NodeId, number: Number, value: f64) {
        self.set_number(id, number, self.number(id, number).map_or(value, |sum| sum + value));
    }

    /// Sets a counter.
    pub(crate) fn set_counter(&mut self, id: NodeId, counter: Counter, value: f64) {
        let counters = &mut self.counters;
        let row = *self.records[id.index()].counters.get_or_insert_with(|| {
            counters.push();
            counters.len() as u32 - 1
        });
        counters.set(row as usize, counter as usize, value);
    }

    /// Whether a node reads one table.
    pub(crate) fn is_table_scan(&self, id: NodeId) -> bool {
        self.operator(id).is_table_scan()
    }

    /// The node above a node.
    pub(crate) fn parent(&self, id: NodeId) -> NodeId {
        NodeId(self.nodes[id.index()].1)
    }

    /// The value of the fact that was kept last.
    pub(crate) fn last_value(&self) -> Str {
        self.properties.last().map_or(Str::default(), |property| property.value)
    }

    /// The place of the fact that was kept last.
    pub(crate) fn last_fact(&self) -> Option<usize> {
        self.properties.len().checked_sub(1)
    }

    /// Says a fact of another node, too, under no key of its own.
    pub(crate) fn repeat(&mut self, fact: usize, node: NodeId) {
        if let Some(property) = self.properties.get(fact).copied() {
            self.properties.push(Property { node: node.0, key: Str::default(), ..property });
        }
    }

    /// Says what a fact means after all.
    pub(crate) fn reattribute(&mut self, fact: usize, attribute: Attribute) {
        if let Some(property) = self.properties.get_mut(fact) {
            property.attribute = Some(attribute);
        }
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
        if self.moved {
            self.reorder();
        }
        if self.records.capacity() > 2 * count.max(FIRST) {
            self.records.shrink_to_fit();
            self.properties.shrink_to_fit();
            self.numbers.shrink();
            self.counters.shrink();
        }
        let mut graph = DiGraph::with_capacity(count, count);
        for &(operator, ..) in &self.nodes {
            graph.add_node(operator);
        }
        // From the last node up, so that the children of a node come out in the order of the text.
        for (id, &(_, parent, kind)) in self.nodes.iter().enumerate().skip(1).rev() {
            graph.add_edge(NodeId(parent).into(), NodeId(id as u32).into(), kind);
        }
        self.place_properties();
        Some(Plan {
            dialect: self.dialect,
            format: self.format,
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

    /// Says where the properties of each node stand: one after another, which they are brought to where they are not.
    fn place_properties(&mut self) {
        // A server prints a node's own keys before its children or behind them; other writers may mix them.
        if !self.find_properties() {
            crate::sort::by_key(&mut self.properties, |property| property.node);
            self.find_properties();
        }
    }

    /// As [`PlanBuilder::place_properties`]: whether those of each node stand together.
    fn find_properties(&mut self) -> bool {
        let mut start = 0;
        let mut found = 0;
        for properties in self.properties.chunk_by(|a, b| a.node == b.node) {
            let end = start + properties.len() as u32;
            if let Some(record) = properties.first().and_then(|it| self.records.get_mut(it.node as usize)) {
                record.properties = (start, end);
            }
            start = end;
            found += 1;
        }
        let known = self.records.iter().filter(|record| record.properties.0 < record.properties.1);
        known.count() == found
    }

    /// Brings nodes into preorder. The children of a node stay in the order in which they were opened.
    fn reorder(&mut self) {
        let count = self.nodes.len();
        let mut first = vec![u32::MAX; count];
        let mut next = vec![u32::MAX; count];
        // From the last node up, so that each list of children comes out in order.
        for id in (1..count).rev() {
            let parent = self.nodes[id].1 as usize;
            next[id] = std::mem::replace(&mut first[parent], id as u32);
        }
        let mut order: Vec<u32> = Vec::with_capacity(count);
        let mut place = vec![0_u32; count];
        let mut path: Vec<u32> = Vec::new();
        let mut node = 0_u32;
        loop {
            place[node as usize] = order.len() as u32;
            order.push(node);
            if first[node as usize] != u32::MAX {
                path.push(node);
                node = first[node as usize];
                continue;
            }
            // Up to the nearest node with another child to come.
            loop {
                self.records[node as usize].end = order.len() as u32;
                if next[node as usize] != u32::MAX {
                    node = next[node as usize];
                    break;
                }
                match path.pop() {
                    Some(parent) => node = parent,
                    None => return self.place(&order, &place),
                }
            }
        }
    }

    /// Puts every node where `place` says; `order` is the same the other way round.
    fn place(&mut self, order: &[u32], place: &[u32]) {
        let nodes = order.iter().map(|&old| {
            let (operator, parent, kind) = self.nodes[old as usize];
            (operator, place[parent as usize], kind)
        });
        self.nodes = nodes.collect();
        self.records = order.iter().map(|&old| self.records[old as usize]).collect();
        self.numbers = self.numbers.reordered(order);
        for property in &mut self.properties {
            property.node = place[property.node as usize];
        }
    }
}
