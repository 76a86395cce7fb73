//! Indexes that let a join look rows up instead of reading a table whole.
//!
//! - A table that a hash join or a join buffer reads whole is probed by an index on the column that joins.
//! - What a semi-join fills a temporary table with is looked up by the column that is looked up there.

use std::collections::HashMap;

use super::candidate::{Candidate, Part, equalities, looked_up, push, with_nodes};
use super::condition::{Conditions, Lookup, Use};
use super::demand::{Context, Demand, FEW_ROWS, REACH, filtered, ids, semi_join_lookup};
use super::key::Key;
use super::rows::Reads;
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, EdgeKind, Node, NodeId, Number, Operator};

/// The share of an anti-join's inner rows up to which the other side looks them up.
const MOST_OF_ANTI_JOIN: f64 = 0.1;

/// All demands of a plan, by the scan.
pub(super) struct Demands<'d, 'p> {
    list: &'d [Demand<'p>],
    by_node: HashMap<NodeId, usize>,
}

impl<'d, 'p> Demands<'d, 'p> {
    pub(super) fn new(list: &'d [Demand<'p>]) -> Self {
        let by_node = list.iter().enumerate().map(|(at, demand)| (demand.node.id(), at)).collect();
        Self { list, by_node }
    }

    pub(super) fn of(&self, scan: Node<'p>) -> Option<&'d Demand<'p>> {
        self.list.get(*self.by_node.get(&scan.id())?)
    }

    /// Rows that a node gives, over all executions: counted, else of what a scan is taken to keep, else as estimated.
    fn given(&self, context: &Context<'p>, node: Node<'p>) -> f64 {
        let metrics = context.metrics.node(node.id());
        if let Some(rows) = metrics.rows {
            return rows.value;
        }
        if let Some(demand) = leaf(node).and_then(|scan| self.of(scan)) {
            return demand.kept;
        }
        node.number(Number::EstimatedRows).unwrap_or(1.0) * metrics.executions.unwrap_or(1.0)
    }
}

/// The scan that a node is, or has as its only source.
pub(super) fn leaf(node: Node<'_>) -> Option<Node<'_>> {
    let passes = |operator| {
        matches!(
            operator,
            Operator::Filter | Operator::Hash | Operator::Stream | Operator::Sort | Operator::Materialize
        )
    };
    let mut node = node;
    for _ in 0..REACH {
        if node.operator().is_table_scan() {
            return Some(node);
        }
        let mut inputs = node.inputs();
        node = inputs.next().filter(|_| passes(node.operator()))?;
    }
    None
}

/// The column of a scan for the join that reads it whole, with its own equalities.
pub(super) fn probed<'p>(
    context: &Context<'p>,
    demands: &Demands<'_, 'p>,
    demand: &Demand<'p>,
) -> Option<Candidate> {
    if demand.reads < FEW_ROWS || !demand.node.access().is_some_and(Access::is_full) {
        return None;
    }
    let mut side = demand.node;
    let is_part = |operator| matches!(operator, Operator::Filter | Operator::Hash | Operator::Stream);
    for _ in 0..REACH {
        side = match side.parent() {
            Some(parent) if is_part(parent.operator()) => parent,
            _ => break,
        };
    }
    let join = side.parent().filter(|parent| parent.operator().is_join() && side.is_input())?;
    // A nested loop has its conditions where the inner rows are filtered.
    if join.operator() == Operator::NestedLoop {
        return None;
    }
    let kind = join.text(Attribute::JoinType).unwrap_or_default();
    let inner = side.relationship() == Some(EdgeKind::Inner);
    // A lookup keeps all rows of the other side.
    let possible = !matches!(kind, "left join" | "antijoin") || inner;
    let other = join.inputs().find(|input| input.id() != side.id()).filter(|_| possible)?;
    let mut joins = Conditions::default();
    let hashes = join.texts(Attribute::HashCondition).chain(join.texts(Attribute::JoinFilter));
    let filters = std::iter::once(join).chain(super::demand::filters(join));
    let beside = leaf(other).into_iter().chain([demand.node]).flat_map(|scan| scan.texts(Attribute::Filter));
    let texts = hashes.chain(filters.flat_map(|node| node.texts(Attribute::Filter))).chain(beside);
    for text in texts {
        joins.read(&text.replace("<hash>", ""), &demand.table, context.engine, false);
    }
    joins.lookups.retain(|lookup| lookup.joins && lookup.usage == Use::Equality);
    // MariaDB's hash join names the columns as a key.
    hashed_key(demand, &mut joins);
    if joins.lookups.is_empty() {
        return None;
    }
    let mut parts = equalities(demand, Use::is_lookup);
    for lookup in &joins.lookups {
        push(&mut parts, looked_up(lookup));
    }
    let probes = demands.given(context, other);
    // What an anti-join hashes, the server goes on hashing unless few rows are looked up in it (measured).
    if kind == "antijoin" && probes > demand.reads * MOST_OF_ANTI_JOIN {
        return None;
    }
    let matches = matches(context, demands, demand, join, other, probes);
    let after = probes * (1.0 + matches);
    Some(with_nodes(
        Candidate {
            table: demand.table.clone(),
            parts,
            nodes: ids([demand.node]),
            reads: Reads {
                before: demand.reads,
                after: Interval { value: after, low: probes.min(after), high: after },
            },
            notes: Vec::new(),
            exact: true,
            types_known: false,
        },
        &[join],
    ))
}

/// Rows that each probe finds: counted, or as many as there are for each row of the other table.
fn matches<'p>(
    context: &Context<'p>,
    demands: &Demands<'_, 'p>,
    demand: &Demand<'p>,
    join: Node<'p>,
    other: Node<'p>,
    probes: f64,
) -> f64 {
    // Of MariaDB's block nested loops the pairs are counted, not the rows.
    let counted =
        context.metrics.node(join.id()).rows.filter(|_| join.operator() != Operator::BlockNestedLoop);
    if let Some(rows) = counted {
        return rows.value / probes.max(1.0);
    }
    let whole = leaf(other).and_then(|scan| demands.of(scan)).map_or(demand.reads, |other| other.reads);
    (demand.reads / whole.max(1.0)).max(1.0) * demand.conditions.local_share()
}

/// The columns that MariaDB hashes a table by, `#hash#$hj`.
fn hashed_key(demand: &Demand<'_>, joins: &mut Conditions) {
    let is_hashed = demand.node.text(Attribute::Index).is_some_and(|index| index.starts_with("#hash#"));
    let mut references = demand.node.texts(Attribute::KeyReferences).filter(|_| is_hashed);
    for name in demand.node.texts(Attribute::KeyColumns).filter(|_| is_hashed) {
        let reference = references.next().unwrap_or_default();
        if let Some(key) = Key::column(name).filter(|_| reference != "const") {
            let condition = format!("{name} = {reference}");
            joins.add(Lookup {
                key,
                usage: Use::Equality,
                condition,
                share: 0.1,
                served: false,
                joins: true,
            });
        }
    }
}

/// The columns by which a semi-join looks up what it keeps of a scan in a temporary table.
pub(super) fn kept_for_lookup<'p>(
    context: &Context<'p>,
    demands: &Demands<'_, 'p>,
    demand: &Demand<'p>,
) -> Option<Candidate> {
    if demand.reads < FEW_ROWS || !demand.node.access().is_some_and(Access::is_full) {
        return None;
    }
    let lookup = semi_join_lookup(demand.node)?;
    let columns = &demand.semi_join;
    if columns.is_empty() {
        return None;
    }
    let mut parts = equalities(demand, Use::is_lookup);
    let local = parts.len();
    for name in columns {
        let reason = format!("looked up by the semi-join: {name}");
        push(&mut parts, Part { key: Key::column(name)?, descending: false, reason });
    }
    let has_range = demand.conditions.lookups.iter().any(|lookup| lookup.usage == Use::Range);
    let join = filtered(lookup).parent().filter(|parent| parent.operator() == Operator::NestedLoop)?;
    if has_range || join.text(Attribute::JoinType) == Some("antijoin") {
        return None;
    }
    let found = if local > 0 {
        super::rows::found(demand, |key| parts.iter().any(|part| part.key == *key)) * demand.reads
    } else {
        let outer = join.inputs().next()?;
        // It stops at the first match.
        let probes = demands.given(context, outer);
        Interval { value: 2.0 * probes, low: probes, high: 2.0 * probes }
    };
    // What is found is put into the temporary table as well, but where the join begins with it.
    Some(with_nodes(
        Candidate {
            table: demand.table.clone(),
            parts,
            nodes: ids([demand.node]),
            reads: Reads { before: demand.reads, after: found },
            notes: Vec::new(),
            exact: true,
            types_known: false,
        },
        &[join],
    ))
}
