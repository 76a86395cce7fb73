//! MySQL's TREE format: a line a node, its depth shown by its indentation.
//!
//! The server prints it from the tree that JSON version 2 shows, so the graph is the same; what JSON says under keys
//! of their own stands here in the words of the operation, and is kept under the same keys. Headings (`Hash`,
//! `Select #2 (subquery in condition; dependent)`) are lines, but no nodes: they say something of the node below.

use super::describe::{Described, describe, settle};
use super::json::{VOCABULARY, attribute};
use super::operation::{Flag, Join, Kind, Operation, Runs, operation};
use super::tree_line::{Line, lines};
use crate::dialect::{Draft, ReadError, ReadLimits};
use crate::plan::{Attribute, Dialect, Format, NodeId, Number, PlanBuilder, Property, ValueKind};
use crate::text::{Side, Str};

/// Reads the lines of one plan.
pub(crate) fn read(text: &str, limits: ReadLimits) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    let mut builder = PlanBuilder::new(Dialect::MySql, Format::Tree, &VOCABULARY, text.len());
    builder.facts.readable = true;
    let mut tree = Tree {
        text,
        limits,
        builder: &mut builder,
        side: &mut draft.side,
        keys: Vec::new(),
        open: Vec::new(),
        described: Described::default(),
    };
    for line in lines(text) {
        tree.line(&line)?;
    }
    while tree.pop().is_some() {}
    let described = tree.described;
    if builder.len() == 0 {
        return Err(ReadError::NotAPlan(0));
    }
    settle(&mut builder, &described);
    draft.builders.push(builder);
    Ok(draft)
}

/// A line that later ones may stand below.
struct Open<'t> {
    indent: usize,
    /// The node, or the one that a heading stands below.
    node: NodeId,
    heading: Option<Heading<'t>>,
    is_window: bool,
}

/// A line that says something of the node below it.
struct Heading<'t> {
    text: &'t str,
    operation: Operation<'t>,
}

struct Tree<'a, 't> {
    text: &'t str,
    limits: ReadLimits,
    builder: &'a mut PlanBuilder,
    side: &'a mut Side,
    /// The keys used so far, which stand in no text.
    keys: Vec<(&'static str, Str)>,
    open: Vec<Open<'t>>,
    described: Described,
}

impl<'t> Tree<'_, 't> {
    fn line(&mut self, line: &Line) -> Result<(), ReadError> {
        let text = self.text.get(line.operation.clone()).unwrap_or_default();
        let operation = operation(text);
        // The node, if any, that stands as deep as this line: what a subquery of its SELECT list belongs to.
        let mut beside = None;
        while self.open.last().is_some_and(|open| open.indent >= line.indent) {
            let popped = self.pop();
            beside = popped.filter(|open| open.indent == line.indent).map(|open| open.node);
        }
        let projection = operation.kind == Kind::Subquery && operation.location == Some("projection");
        let up = self.open.last();
        // A window's own expressions use the subqueries below it.
        let in_list = projection && !up.is_some_and(|up| up.is_window);
        let parent = beside.filter(|_| in_list).or(up.map(|up| up.node));
        if operation.kind.is_heading()
            && let Some(node) = parent
        {
            let heading = Some(Heading { text, operation });
            self.open.push(Open { indent: line.indent, node, heading, is_window: false });
            return Ok(());
        }
        // A second root can only be what the first one says nothing of.
        let parent = parent.or((self.builder.len() > 0).then_some(NodeId::ROOT));
        if self.builder.len() >= self.limits.nodes {
            return Err(ReadError::TooManyNodes(line.operation.start));
        }
        let node = self.builder.open(parent, self.text.len() - line.operation.start);
        if let Some(heading) = self.open.last_mut().and_then(|open| open.heading.take()) {
            self.headed(node, &heading);
        }
        let is_window = operation.kind == Kind::Window;
        self.open.push(Open { indent: line.indent, node, heading: None, is_window });
        self.numbers(node, line);
        self.keep(node, "operation", text);
        for extra in &line.extra {
            self.keep(node, "extra", self.text.get(extra.clone()).unwrap_or_default());
        }
        self.parts(node, &operation);
        describe(self.builder, node, &operation, &mut self.described);
        Ok(())
    }

    /// Ends the innermost line.
    fn pop(&mut self) -> Option<Open<'t>> {
        let mut open = self.open.pop()?;
        // A heading without a node is kept where it stands.
        if let Some(heading) = open.heading.take() {
            self.keep(open.node, "heading", heading.text);
        }
        self.builder.close(open.node);
        Some(open)
    }

    /// What a heading says of the node below it.
    fn headed(&mut self, node: NodeId, heading: &Heading<'_>) {
        self.keep(node, "heading", heading.text);
        if heading.operation.kind != Kind::Subquery {
            return;
        }
        self.described.subqueries.push(node);
        if let Some(location) = heading.operation.location {
            self.keep(node, "subquery_location", location);
        }
        match heading.operation.runs {
            Some(Runs::Dependent) => {
                self.described.dependent.push(node);
                self.flag(node, "dependent", true);
            }
            Some(Runs::Once) => self.flag(node, "cacheable", true),
            _ => {}
        }
    }

    fn numbers(&mut self, node: NodeId, line: &Line) {
        let mut set = |number, value: Option<f64>| {
            if let Some(value) = value {
                self.builder.set_number(node, number, value);
            }
        };
        if let Some(cost) = &line.cost {
            set(Number::StartupCost, cost.startup.as_ref().map(|number| number.value));
            set(Number::TotalCost, cost.total.as_ref().map(|number| number.value));
            set(Number::EstimatedRows, cost.rows.as_ref().map(|number| number.value));
        }
        if let Some(actual) = &line.actual {
            set(Number::StartupMs, actual.first_ms.as_ref().map(|number| number.value));
            set(Number::TotalMs, actual.last_ms.as_ref().map(|number| number.value));
            set(Number::Rows, actual.rows.as_ref().map(|number| number.value));
            set(Number::Loops, actual.loops.as_ref().map(|number| number.value));
        }
        if line.never_executed {
            set(Number::Loops, Some(0.0));
        }
    }

    /// Keeps what the words of an operation name under the keys that JSON has for it.
    fn parts(&mut self, node: NodeId, operation: &Operation<'_>) {
        let texts = [
            ("table_name", operation.table),
            ("index_name", operation.index),
            ("lookup_condition", operation.lookup),
            ("ranges", operation.ranges),
            ("pushed_index_condition", operation.index_condition),
            ("pushed_condition", operation.pushed_condition),
            ("condition", operation.condition),
            ("extra_condition", operation.extra_condition),
            ("cte", operation.cte),
            ("zero_rows_cause", operation.cause),
        ];
        for (key, text) in texts {
            let Some(text) = text else { continue };
            self.keep(node, key, text);
            if key == "table_name" {
                self.described.relations.extend(self.builder.last_fact().map(|fact| (node, fact)));
            }
        }
        let items = match operation.kind {
            Kind::Sort => Some("sort_fields"),
            Kind::HashJoin => Some("hash_condition"),
            Kind::RemoveDuplicatesGrouped => Some("group_items"),
            Kind::Aggregate | Kind::GroupAggregate | Kind::Window => Some("functions"),
            _ => None,
        };
        for &item in items.and(Some(&operation.items)).into_iter().flatten() {
            self.push(node, items.unwrap_or_default(), item, true);
        }
        let join = operation.join.map(|join| match join {
            Join::Inner => "inner join",
            Join::Left => "left join",
            Join::Semi => "semijoin",
            Join::Anti => "antijoin",
        });
        if let Some(join) = join {
            // JSON has a word for it that stands so in no operation.
            let value = self.side.keep(|buffer| buffer.push_str(join));
            self.property(node, "join_type", ValueKind::Text, value, false);
        }
        if operation.flags.has(Flag::Covering) {
            self.flag(node, "covering", true);
        }
    }

    fn keep(&mut self, node: NodeId, key: &'static str, text: &str) {
        self.push(node, key, text, false);
    }

    fn push(&mut self, node: NodeId, key: &'static str, text: &str, element: bool) {
        // A part of the text is where it is; nothing else is ever kept.
        let start = (text.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let value = if self.text.get(start..start.saturating_add(text.len())) == Some(text) {
            Str::new(start, start + text.len())
        } else {
            self.side.keep(|buffer| buffer.push_str(text))
        };
        self.property(node, key, ValueKind::Text, value, element);
    }

    fn flag(&mut self, node: NodeId, key: &'static str, value: bool) {
        let kind = if value { ValueKind::True } else { ValueKind::False };
        self.property(node, key, kind, Str::default(), false);
    }

    fn property(&mut self, node: NodeId, key: &'static str, kind: ValueKind, value: Str, element: bool) {
        let known = self.keys.iter().find(|(known, _)| *known == key).map(|(_, name)| *name);
        let name = known.unwrap_or_else(|| {
            let name = self.side.keep(|buffer| buffer.push_str(key));
            self.keys.push((key, name));
            name
        });
        let attribute: Option<Attribute> = attribute(key.as_bytes());
        self.builder.push(Property { node: node.0, key: name, value, attribute, kind, element });
    }
}
