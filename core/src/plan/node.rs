//! One node of a plan, as a person asks about it.

use super::{
    Access, Attribute, Counter, EdgeKind, Fact, NodeId, Number, Operator, Plan, Property, Value, ValueKind,
};

/// A node of a plan: a view that is free to copy.
#[derive(Clone, Copy)]
pub struct Node<'p> {
    plan: &'p Plan,
    id: NodeId,
}

impl<'p> Node<'p> {
    pub(super) fn new(plan: &'p Plan, id: NodeId) -> Self {
        Self { plan, id }
    }

    /// The node's id.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The plan the node belongs to.
    pub fn plan(self) -> &'p Plan {
        self.plan
    }

    /// What the node does.
    pub fn operator(self) -> Operator {
        self.plan.graph.node_weight(self.id.into()).copied().unwrap_or(Operator::Other)
    }

    /// The engine's own name of the operator, such as `Seq Scan`; empty where it gave none.
    pub fn name(self) -> &'p str {
        self.text(Attribute::Name).unwrap_or_default()
    }

    /// The node above; none for the root.
    pub fn parent(self) -> Option<Node<'p>> {
        let (parent, _) = self.plan.graph.edge_endpoints(self.plan.tree_edge(self.id)?)?;
        Some(self.plan.node(parent.into()))
    }

    /// How the node hangs on its parent; none for the root.
    pub fn relationship(self) -> Option<EdgeKind> {
        self.plan.graph.edge_weight(self.plan.tree_edge(self.id)?).copied()
    }

    /// Whether the node is a part of its parent's input (and not an InitPlan or SubPlan); false for the root.
    pub fn is_input(self) -> bool {
        self.relationship().is_some_and(EdgeKind::is_input)
    }

    /// The children in the order of the text: outer before inner.
    pub fn children(self) -> impl Iterator<Item = Node<'p>> {
        self.plan.children(self.id)
    }

    /// The children whose rows flow into this node: no InitPlan, no SubPlan.
    pub fn inputs(self) -> impl Iterator<Item = Node<'p>> {
        self.children().filter(|child| child.is_input())
    }

    /// The references that the node makes across the tree, and what they lead to.
    pub fn references(self) -> impl Iterator<Item = (EdgeKind, Node<'p>)> {
        self.plan.references(self.id)
    }

    /// The nodes above, nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'p>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// One past the id of the last node of the subtree.
    pub(crate) fn end(self) -> NodeId {
        NodeId(self.plan.record(self.id).end)
    }

    /// Whether a node stands in this node's subtree, or is the node itself.
    pub fn contains(self, other: NodeId) -> bool {
        (self.id..self.end()).contains(&other)
    }

    /// All nodes of the subtree in preorder, this one first.
    pub fn subtree(self) -> impl Iterator<Item = Node<'p>> {
        (self.id.0..self.end().0).map(|id| self.plan.node(NodeId(id)))
    }

    /// A number of a fixed column; none where the server did not print it.
    pub fn number(self, number: Number) -> Option<f64> {
        self.plan.numbers.get(self.id.index(), number as usize)
    }

    /// A counter, this node and everything below it taken together; none where the server did not print it.
    pub fn counter(self, counter: Counter) -> Option<f64> {
        self.plan.counters.get(self.counter_row()?, counter as usize)
    }

    /// The node's row in the table of counters; none where the server printed no counter for it.
    pub(crate) fn counter_row(self) -> Option<usize> {
        self.plan.record(self.id).counters.map(|row| row as usize)
    }

    /// What the rows of a scan must fulfil beyond what its index finds: its own filter, and those of the nodes right
    /// above it that do nothing but filter (MySQL's iterators).
    pub fn filters(self) -> impl Iterator<Item = &'p str> {
        std::iter::once(self).chain(self.filter_nodes()).filter_map(|node| node.text(Attribute::Filter))
    }

    /// The filters right above the node that get its rows, the nearest first: MySQL's iterators filter in nodes of
    /// their own.
    pub(crate) fn filter_nodes(self) -> impl Iterator<Item = Self> {
        let above = |node: &Self| node.parent().filter(|_| node.is_input());
        let is_filter = |above: &Self| above.operator() == Operator::Filter;
        std::iter::successors(above(&self), above).take_while(is_filter).take(16)
    }

    /// Whether the node is a join that asks of each outer row only whether there is an inner one.
    pub fn stops_at_first_match(self) -> bool {
        matches!(
            self.text(Attribute::JoinType),
            Some("Semi" | "Anti" | "Right Semi" | "semijoin" | "antijoin")
        )
    }

    /// The value of a fact: the first element where it is a list.
    pub fn value(self, attribute: Attribute) -> Option<Value<'p>> {
        self.plan.about(self.id, attribute).next().map(|property| property.resolve(&self.plan.text))
    }

    /// The text of a fact: the first element where it is a list.
    pub fn text(self, attribute: Attribute) -> Option<&'p str> {
        self.texts(attribute).next()
    }

    /// The texts of a fact that is a list, such as sort keys.
    pub fn texts(self, attribute: Attribute) -> impl Iterator<Item = &'p str> {
        self.plan.about(self.id, attribute).filter_map(|property| property.text(&self.plan.text))
    }

    /// The texts of several facts, in the order in which they stand.
    pub(crate) fn texts_of(self, attributes: &'static [Attribute]) -> impl Iterator<Item = &'p str> {
        let asked = |property: &&Property| property.attribute.is_some_and(|it| attributes.contains(&it));
        let properties = self.plan.properties_of(self.id).iter().filter(asked);
        properties.filter_map(|property| property.text(&self.plan.text))
    }

    /// Whether a fact is there and true.
    pub fn is(self, attribute: Attribute) -> bool {
        self.plan.about(self.id, attribute).any(|property| property.kind == ValueKind::True)
    }

    /// How the node finds its rows, where the engine tells.
    pub fn access(self) -> Option<Access> {
        self.plan.record(self.id).access
    }

    /// The table, by its name without schema and quotes.
    pub fn relation(self) -> Option<&'p str> {
        self.text(Attribute::Relation)
    }

    /// The name the statement gives to what is read.
    pub fn alias(self) -> Option<&'p str> {
        self.text(Attribute::Alias)
    }

    /// The words and lists of the node, under the engine's own keys and in the engine's order.
    pub fn properties(self) -> impl Iterator<Item = Fact<'p>> {
        let properties = self.plan.properties_of(self.id);
        // What has no key of its own is found by its attribute only.
        properties.iter().map(|property| self.plan.fact(property)).filter(|fact| !fact.key.is_empty())
    }

    /// Everything the server printed for the node, under the engine's own keys: properties, then columns.
    pub fn facts(self) -> impl Iterator<Item = Fact<'p>> {
        let vocabulary = self.plan.vocabulary;
        let column = |key: &'static str, value: f64| Fact {
            key,
            attribute: None,
            value: Value::Column(value),
            element: false,
        };
        let numbers = Number::ALL.into_iter().zip(vocabulary.numbers);
        let numbers = numbers.filter_map(move |(number, key)| Some(column(key, self.number(number)?)));
        let counters = Counter::ALL.into_iter().zip(vocabulary.counters);
        let counters = counters.filter_map(move |(counter, key)| Some(column(key, self.counter(counter)?)));
        self.properties().chain(numbers).chain(counters).filter(|fact| !fact.key.is_empty())
    }

    /// Whether the plan was executed but this node was not. False where the plan was not executed at all.
    pub fn never_executed(self) -> bool {
        self.number(Number::Loops) == Some(0.0)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id.0, self.name())?;
        self.relation().map_or(Ok(()), |relation| write!(f, " on {relation}"))
    }
}
