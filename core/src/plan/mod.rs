//! The graph: what a server plans to do, or did, as nodes and the edges between them.
//!
//! A [`Plan`] holds its nodes in preorder, so a node's id is its place in the text and its subtree is a range of
//! ids. petgraph holds the only adjacency, with `NodeIndex` equal to [`NodeId`] ([`Plan::graph`]); numbers stand
//! in columns beside it, everything else in one list of properties. Facts are immutable: what is computed from
//! them lives in tables of its own.
//!
//! Invariant: a node's parent has a smaller id, its subtree is `id..end`, and no edge leads out of the plan.

mod access;
mod builder;
mod column;
mod edge;
mod facts;
mod node;
mod operator;
mod property;
mod rewrite;
mod table;

use std::str::FromStr;
use std::sync::Arc;

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

pub use access::Access;
pub(crate) use builder::{PlanBuilder, Vocabulary};
pub(crate) use column::{COUNTERS, NUMBERS};
pub use column::{Counter, Number};
pub use edge::EdgeKind;
pub use facts::{Facts, Jit, Trigger};
pub use node::Node;
pub use operator::Operator;
pub use property::{Attribute, Fact, Value};
pub(crate) use property::{Property, ValueKind};
pub(crate) use table::Table;

use crate::text::Text;

/// The engine that a plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Dialect {
    /// PostgreSQL, 9.6 to 19.
    Postgres,
    /// MySQL, 5.6 to 9.
    MySql,
    /// MariaDB, 10.1 to 11.
    MariaDb,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 3] = [Self::Postgres, Self::MySql, Self::MariaDb];

    /// The dialect's name on the wire and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::MySql => "mysql",
            Self::MariaDb => "mariadb",
        }
    }

    /// What people call the engine.
    pub fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::MySql => "MySQL",
            Self::MariaDb => "MariaDB",
        }
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|dialect| dialect.name() == name);
        found.ok_or_else(|| format!("expected postgres, mysql or mariadb, found {name}"))
    }
}

/// The format that a plan was printed in. An engine may have several, which tell different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// The engine's only one in JSON: PostgreSQL and MariaDB.
    Json,
    /// MySQL's JSON of query blocks and tables, version 1: 5.6 to 9.
    JsonV1,
    /// MySQL's JSON of iterators, version 2: 8.3 and later.
    JsonV2,
    /// MySQL's `FORMAT=TREE`, which is also what `EXPLAIN ANALYZE` prints.
    Tree,
}

impl Format {
    /// The format's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonV1 => "jsonV1",
            Self::JsonV2 => "jsonV2",
            Self::Tree => "tree",
        }
    }

    /// Whether the numbers of a node are its own, over all of its executions, rather than those of one execution
    /// with everything below it.
    pub(crate) fn is_exclusive(self, dialect: Dialect) -> bool {
        self == Self::JsonV1 || dialect == Dialect::MariaDb
    }
}

/// A node of a plan: its place in preorder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The root of every plan.
    pub const ROOT: Self = Self(0);

    /// The id as an index into tables beside the plan.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<NodeIndex> for NodeId {
    fn from(index: NodeIndex) -> Self {
        Self(index.index() as u32)
    }
}

impl From<NodeId> for NodeIndex {
    fn from(id: NodeId) -> Self {
        Self::new(id.index())
    }
}

/// Where a node's facts stand.
#[derive(Clone, Copy, Debug)]
struct Record {
    /// One past the last node of the subtree.
    end: u32,
    /// The first of the node's properties, and one past the last.
    properties: (u32, u32),
    /// The node's row of counters.
    counters: Option<u32>,
    /// How it finds its rows, where the engine says so.
    access: Option<Access>,
}

/// A query plan: a graph of operators with everything the server printed.
///
/// A plan owns its text and has no lifetime; it is `Send + Sync`, and cloning it copies flat tables.
#[derive(Clone, Debug)]
pub struct Plan {
    dialect: Dialect,
    format: Format,
    vocabulary: &'static Vocabulary,
    text: Arc<Text>,
    graph: DiGraph<Operator, EdgeKind>,
    records: Vec<Record>,
    numbers: Table<NUMBERS>,
    counters: Table<COUNTERS>,
    properties: Vec<Property>,
    /// Properties of the plan as a whole.
    extras: Vec<Property>,
    facts: Facts,
}

impl Plan {
    /// The engine the plan comes from.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The format it was printed in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether costs and times are a node's own, over all of its executions ([`Number::OwnCost`],
    /// [`Number::OwnMs`]), rather than those of one execution with everything below it.
    pub(crate) fn is_exclusive(&self) -> bool {
        self.format.is_exclusive(self.dialect)
    }

    /// How many nodes there are: at least one.
    #[expect(clippy::len_without_is_empty, reason = "a plan has a root")]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The node at the top.
    pub fn root(&self) -> Node<'_> {
        self.node(NodeId::ROOT)
    }

    /// A node by its id.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// The node at a place in preorder; none beyond the last.
    pub fn node_at(&self, place: usize) -> Option<Node<'_>> {
        (place < self.records.len()).then(|| self.node(NodeId(place as u32)))
    }

    /// All nodes in preorder.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node<'_>> + ExactSizeIterator {
        (0..self.records.len()).map(|id| self.node(NodeId(id as u32)))
    }

    /// The graph itself: every operator, every edge, for petgraph's algorithms. `NodeIndex` equals [`NodeId`].
    ///
    /// Tree edges lead from parent to child, references from the node that uses a result to the one that makes it.
    pub fn graph(&self) -> &DiGraph<Operator, EdgeKind> {
        &self.graph
    }

    /// A node's children in the order of the text: outer before inner.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = Node<'_>> {
        // petgraph gives the edge added last first; `PlanBuilder::finish` adds tree edges from the last node up.
        self.graph
            .edges(id.into())
            .filter(|edge| edge.weight().is_tree())
            .map(|edge| self.node(edge.target().into()))
    }

    /// The references a node makes across the tree, and what they lead to.
    pub fn references(&self, id: NodeId) -> impl Iterator<Item = (EdgeKind, Node<'_>)> {
        self.graph
            .edges(id.into())
            .filter(|edge| !edge.weight().is_tree())
            .map(|edge| (*edge.weight(), self.node(edge.target().into())))
    }

    /// The nodes that refer to a node across the tree, in preorder.
    pub fn referrers(&self, id: NodeId) -> impl Iterator<Item = (EdgeKind, Node<'_>)> {
        self.graph
            .edges_directed(id.into(), petgraph::Direction::Incoming)
            .filter(|edge| !edge.weight().is_tree())
            .map(|edge| (*edge.weight(), self.node(edge.source().into())))
    }

    /// All edges, as from, to and kind: the tree in preorder of the children, then the references.
    pub fn edges(&self) -> impl Iterator<Item = (NodeId, NodeId, EdgeKind)> {
        let tree = self.records.len().saturating_sub(1);
        (0..tree).rev().chain(tree..self.graph.edge_count()).filter_map(|index| {
            let index = EdgeIndex::new(index);
            let (from, to) = self.graph.edge_endpoints(index)?;
            Some((from.into(), to.into(), *self.graph.edge_weight(index)?))
        })
    }

    /// What the server printed about the statement as a whole.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Everything the server printed beside the nodes, under the engine's own keys.
    pub fn extras(&self) -> impl Iterator<Item = Fact<'_>> {
        self.extras.iter().map(|property| self.fact(property))
    }

    /// The counters, in rows that [`Node::counter_row`] names.
    pub(crate) fn counters(&self) -> &Table<COUNTERS> {
        &self.counters
    }

    /// The document the plan was read from, after repairs; where it was [redacted](crate::Analyzer::redact), its texts and
    /// keys one after another.
    pub fn source(&self) -> &str {
        self.text.input()
    }

    /// The tree edge that leads to a node.
    fn tree_edge(&self, id: NodeId) -> Option<EdgeIndex> {
        // `PlanBuilder::finish` adds the edge of the last node first.
        let index = self.records.len().checked_sub(1 + id.index())?;
        (id != NodeId::ROOT).then(|| EdgeIndex::new(index))
    }

    fn record(&self, id: NodeId) -> Record {
        self.records.get(id.index()).copied().unwrap_or(Record {
            end: 0,
            properties: (0, 0),
            counters: None,
            access: None,
        })
    }

    /// The properties of a node.
    fn properties_of(&self, id: NodeId) -> &[Property] {
        let (start, end) = self.record(id).properties;
        self.properties.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The properties of a node that are about something.
    fn about(&self, id: NodeId, attribute: Attribute) -> impl Iterator<Item = &Property> {
        self.properties_of(id).iter().filter(move |property| property.attribute == Some(attribute))
    }

    fn fact(&self, property: &Property) -> Fact<'_> {
        Fact {
            key: self.text.get(property.key),
            attribute: property.attribute,
            value: property.resolve(&self.text),
            element: property.element,
        }
    }

    /// Where the first expression stands that is longer than so many bytes.
    pub(crate) fn expression_beyond(&self, bytes: usize) -> Option<usize> {
        let is_expression = |property: &&Property| {
            property.kind == ValueKind::Text
                && property
                    .attribute
                    .is_some_and(|attribute| attribute == Attribute::Name || !attribute.is_name())
        };
        let long =
            self.properties.iter().filter(is_expression).find(|property| property.value.len() > bytes)?;
        // Decoded ones stand nowhere; their key does.
        Some(long.value.place().or_else(|| long.key.place()).unwrap_or_default())
    }

    /// Adds a reference across the tree, once.
    pub(crate) fn refer(&mut self, from: NodeId, to: NodeId, kind: EdgeKind) {
        self.graph.add_edge(from.into(), to.into(), kind);
    }

    /// Says how a node hangs on its parent.
    pub(crate) fn set_relationship(&mut self, id: NodeId, kind: EdgeKind) {
        if let Some(weight) = self.tree_edge(id).and_then(|edge| self.graph.edge_weight_mut(edge)) {
            *weight = kind;
        }
    }
}
