//! The expressions of a plan, each read once, and only when one asks for it.

use std::cell::OnceCell;

use super::family;
use crate::plan::{Attribute, Node, NodeId, Plan, Value};
use crate::predicate::{Language, Predicate};

/// An expression that a node prints.
pub(super) struct Text<'p> {
    pub(super) node: NodeId,
    pub(super) attribute: Attribute,
    source: &'p str,
    predicate: OnceCell<Predicate>,
}

impl Text<'_> {
    pub(super) fn predicate(&self) -> &Predicate {
        self.predicate.get_or_init(|| Predicate::parse(self.source, Language::Postgres))
    }

    /// Qualifier and name, where it is nothing but a column whose names need no quotes, as most of what VERBOSE prints is:
    /// that is seen without reading it.
    pub(super) fn column(&self) -> Option<(&str, &str)> {
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        self.source.split_once('.').filter(|(table, column)| is_name(table) && is_name(column))
    }
}

/// How far above a scan it is looked for who gets what it gives.
const REACH: usize = 64;

/// All expressions of a plan but for what scans give to other nodes.
pub(super) struct Texts<'p>(Vec<Text<'p>>);

impl<'p> Texts<'p> {
    pub(super) fn of(plan: &'p Plan) -> Self {
        let of_node = |node: Node<'p>| {
            // An Append prints nothing of what it passes on.
            let passed_on = || node.ancestors().take(REACH).any(|above| !family::gathers(above));
            let is_below = node.relation().is_some() && passed_on();
            node.properties().filter_map(move |fact| {
                let (Value::Text(source), Some(attribute)) = (fact.value, fact.attribute) else {
                    return None;
                };
                let given = attribute == Attribute::Output && is_below;
                let predicate = OnceCell::new();
                (!attribute.is_name() && !given).then_some(Text {
                    node: node.id(),
                    attribute,
                    source,
                    predicate,
                })
            })
        };
        Self(plan.nodes().flat_map(of_node).collect())
    }

    pub(super) fn all(&self) -> &[Text<'p>] {
        &self.0
    }

    /// What a node prints of one kind, in its order.
    pub(super) fn of_node(&self, node: Node<'_>, attribute: Attribute) -> impl Iterator<Item = &Predicate> {
        let id = node.id();
        let first = self.0.partition_point(|text| text.node < id);
        let own = self.0[first..].iter().take_while(move |text| text.node == id);
        own.filter(move |text| text.attribute == attribute).map(Text::predicate)
    }
}
