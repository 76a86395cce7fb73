//! The order that is wanted of a scan's rows.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Around;
use super::condition::{Owner, is_fixed, is_sound};
use super::demand::rows;
use super::texts::Texts;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator};
use crate::predicate::{Access, SortKey, Subject};

/// A column that rows are wanted in the order of.
#[derive(Clone, Debug)]
pub(super) struct Ordering<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
    /// The sort key, as the server prints it.
    pub(super) sort_key: &'a str,
}

/// An order wanted of a scan's rows.
#[derive(Clone, Debug)]
pub(super) struct Order<'a> {
    pub(super) keys: Vec<Ordering<'a>>,
    /// The sort that an index in that order would spare.
    pub(super) sort: NodeId,
    /// What it would spare with it: the Gather Merge of a parallel sort, else the sort alone.
    pub(super) spared: NodeId,
    /// How many of the rows are wanted, where a LIMIT says so.
    pub(super) limit: Option<f64>,
    /// Whether it is the order of the distance from a point, which a GiST index gives.
    pub(super) nearest: bool,
    /// Among how many scans, as of partitions, what is spared is shared.
    pub(super) members: f64,
    /// How many other tables are looked up for each row, instead of being read whole.
    pub(super) probed: usize,
}

/// How many inputs nodes have: of a thousand partitions each asks its Append.
pub(super) type Counts = HashMap<NodeId, f64>;

/// How many levels above a scan a sort is looked for: keeps the search linear.
pub(super) const MOST_LEVELS: usize = 256;

/// The order that is wanted of a scan's rows, where a sort stands right above it.
pub(super) fn order<'a>(around: Around<'a>, node: Node<'a>, counts: &mut Counts) -> Option<Order<'a>> {
    let Around { texts, metrics, .. } = around;
    let mut below = node;
    let (mut members, mut probed) = (1.0, 0);
    let mut levels = 0..MOST_LEVELS;
    let sort = loop {
        levels.next()?;
        let parent = below.parent().filter(|_| below.is_input())?;
        match parent.operator() {
            Operator::Sort | Operator::IncrementalSort => break parent,
            // A nested loop gives its rows in the order of its outer side.
            Operator::NestedLoop if below.relationship() == Some(EdgeKind::Outer) => below = parent,
            // So would a join be that looks the other side up by its key.
            Operator::Hash => below = parent,
            Operator::HashJoin if finds_one(texts, parent, below, node) => {
                probed += 1;
                below = parent;
            }
            // What is in order in each partition is merged.
            Operator::Append | Operator::MergeAppend => {
                members *= *counts.entry(parent.id()).or_insert_with(|| parent.inputs().count() as f64);
                below = parent;
            }
            _ => return None,
        }
    };
    let owner = Owner::of(node);
    let near = nearest(texts, sort, node);
    let nearest_first = near.is_some();
    let sorted = || {
        texts
            .of_node(sort, Attribute::SortKey)
            .map(|predicate| {
                let sort_key = SortKey::of(predicate);
                let subject = sort_key.subject();
                let fixed = match subject {
                    Subject::Column(_) => true,
                    Subject::Expression(whole) => is_fixed(whole, None) && !whole.has_reference(),
                    _ => false,
                };
                let mut columns = predicate.columns_of(sort_key.key()).peekable();
                let plain = fixed
                    && columns.peek().is_some()
                    && columns.all(|column| owner.has(column))
                    && sort_key.collation().is_none()
                    && sort_key.using().is_none()
                    && is_sound(predicate, predicate.text());
                let key = subject.index_text().filter(|_| plain)?;
                Some(Ordering {
                    key,
                    descending: sort_key.descending(),
                    nulls_first: sort_key.nulls_first(),
                    sort_key: predicate.text(),
                })
            })
            .collect()
    };
    let keys: Option<Vec<Ordering<'a>>> = near.map_or_else(sorted, |key| Some(vec![key]));
    let keys = keys.filter(|keys| !keys.is_empty())?;
    // Groups that come in order are counted by a LIMIT, too: of their rows so many are read.
    let passes = |above: &Node<'_>| above.operator().is_gather() || groups(*above);
    let spared = std::iter::successors(Some(sort), |node| node.parent().filter(passes));
    let spared = spared.last().unwrap_or(sort);
    let grouped = Some(spared).filter(|top| groups(*top));
    let above = spared.ancestors().take(2).find(|above| above.operator() != Operator::LockRows);
    let limit = above.filter(|above| above.operator() == Operator::Limit);
    let per_group = grouped.map_or(1.0, |grouped| rows(node, metrics) / rows(grouped, metrics));
    // What an OFFSET skips is read, too.
    let wanted = |limit: Node<'_>| {
        let read =
            limit.inputs().next().and_then(|input| metrics.node(input.id()).rows).map(|rows| rows.value);
        Some(read.or_else(|| limit.number(Number::EstimatedRows))? * per_group.max(1.0))
    };
    let (sort, spared, limit) = (sort.id(), spared.id(), limit.and_then(wanted));
    Some(Order { keys, sort, spared, limit, nearest: nearest_first, members, probed })
}

/// Whether each row of one side of a join finds at most one of the other by the other's `id`.
///
/// The plan does not tell keys: a column of that name is taken to be one that has an index.
fn finds_one(texts: &Texts<'_>, join: Node<'_>, side: Node<'_>, scan: Node<'_>) -> bool {
    let outer = side.relationship() == Some(EdgeKind::Outer);
    let kept = match join.text(Attribute::JoinType) {
        None | Some("Inner") => true,
        Some("Left") => outer,
        Some("Right") => !outer,
        _ => false,
    };
    let condition = texts.of_node(join, Attribute::HashCondition).next().filter(|_| kept);
    let Some(predicate) = condition else { return false };
    let mut terms = predicate.terms();
    let only = terms.next().filter(|_| terms.next().is_none());
    let owner = Owner::of(scan);
    let term = only.and_then(|term| term.on(|column| owner.is_named(column)));
    let other = term.and_then(|term| term.value_columns().next());
    other.is_some_and(|column| column.name() == "id")
}

/// Whether a node makes groups of rows that come in order.
fn groups(node: Node<'_>) -> bool {
    matches!(node.operator(), Operator::Unique | Operator::Group)
        || node.operator() == Operator::Aggregate && node.text(Attribute::GroupKey).is_some()
}

/// The column that a sort wants the nearest rows of: `ORDER BY place <-> '(0,0)'`.
fn nearest<'a>(texts: &'a Texts<'_>, sort: Node<'_>, scan: Node<'_>) -> Option<Ordering<'a>> {
    let mut keys = sort.texts(Attribute::SortKey);
    keys.next().filter(|_| keys.next().is_none())?;
    let predicate = texts.of_node(sort, Attribute::SortKey).next()?;
    let term = predicate.terms().next()?.on(|column| Owner::of(scan).has(column))?;
    let key = term.subject().column()?.quoted_name();
    let nearest = term.usability().access() == Some(Access::Distance) && is_sound(predicate, key);
    nearest.then(|| Ordering {
        key: key.into(),
        descending: false,
        nulls_first: false,
        sort_key: predicate.text(),
    })
}
