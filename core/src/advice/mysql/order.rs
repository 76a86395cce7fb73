//! The order and the groups that are wanted of a scan's rows.

use super::demand::REACH;
use super::key::Key;
use super::statement::Statement;
use super::table::Table;
use crate::plan::{Attribute, Dialect, Node, NodeId, Number, Operator, Value};
use crate::predicate::{Language, Predicate, SortKey, list_items};

/// A column that rows are wanted in the order of.
#[derive(Clone, Debug)]
pub(super) struct Ordering {
    pub(super) key: Key,
    pub(super) descending: bool,
    /// The sort key, as the server prints it.
    pub(super) sort_key: String,
}

/// How many of the sorted rows are wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    All,
    First(f64),
    /// MariaDB's EXPLAIN does not tell.
    Unknown,
}

/// An order wanted of a scan's rows.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) keys: Vec<Ordering>,
    pub(super) sort: NodeId,
    pub(super) wanted: Wanted,
}

/// The columns that rows are grouped by.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) columns: Vec<String>,
    pub(super) node: NodeId,
    pub(super) distinct: bool,
    /// Whether they are found through a temporary table, rather than sorted.
    pub(super) temporary: bool,
    /// Whether the rows come in the order of their groups already, by an index that does nothing else.
    pub(super) in_order: bool,
}

/// The order that is wanted of a scan's rows, where a sort stands above it and nothing between them mixes the rows.
pub(super) fn order(node: Node<'_>, table: &Table) -> Option<Order> {
    let sort = above(node, |operator| operator == Operator::Sort)?;
    let keys: Option<Vec<Ordering>> = sort_keys(sort).map(|text| ordering(text, table)).collect();
    let keys = keys.filter(|keys| !keys.is_empty())?;
    Some(Order { keys, sort: sort.id(), wanted: wanted(sort) })
}

/// The nearest node above a scan that is such a one, where the rows get there in the order of the scan.
pub(super) fn above(node: Node<'_>, is: impl Fn(Operator) -> bool) -> Option<Node<'_>> {
    let mut below = node;
    for _ in 0..REACH {
        let parent = below.parent().filter(|_| below.is_input())?;
        match parent.operator() {
            operator if is(operator) => return Some(parent),
            Operator::Filter | Operator::Stream => {}
            // A nested loop gives its rows in the order of its outer side.
            Operator::NestedLoop if super::demand::is_outer(below) => {}
            _ => return None,
        }
        below = parent;
    }
    None
}

/// The sort keys of a node: a list, or in MariaDB one text.
fn sort_keys(sort: Node<'_>) -> impl Iterator<Item = &str> {
    let one = sort.plan().dialect() == Dialect::MariaDb;
    sort.texts(Attribute::SortKey).flat_map(move |text| {
        let items: Vec<&str> = if one { list_items(text, Language::MySql).collect() } else { vec![text] };
        items
    })
}

fn ordering(text: &str, table: &Table) -> Option<Ordering> {
    let predicate = Predicate::parse(text, Language::MySql);
    let sort_key = SortKey::of(&predicate);
    let column = sort_key.column().filter(|column| column.qualifier().is_some() && table.owns(column))?;
    let key = Key::column(&column.name())?;
    Some(Ordering { key, descending: sort_key.descending(), sort_key: text.to_owned() })
}

/// How many rows are wanted of a sort.
fn wanted(sort: Node<'_>) -> Wanted {
    if sort.plan().dialect() != Dialect::MariaDb {
        let limit = sort.parent().filter(|above| above.operator() == Operator::Limit).and_then(limit_of);
        return limit.map_or(Wanted::All, Wanted::First);
    }
    let printed = sort.properties().find(|fact| fact.key == "r_limit").and_then(|fact| match fact.value {
        Value::Number(number) => crate::text::number(number),
        _ => None,
    });
    match printed {
        Some(limit) => Wanted::First(limit),
        None if sort.number(Number::Loops).is_some() => Wanted::All,
        None => Wanted::Unknown,
    }
}

/// The rows that a LIMIT reads, those of its OFFSET included: `Limit/Offset: 10/1000 row(s)`.
pub(super) fn limit_of(limit: Node<'_>) -> Option<f64> {
    let words = limit.name().split_once(": ")?.1;
    let numbers = words.split(' ').next()?.split('/').map(crate::text::number);
    numbers.sum::<Option<f64>>().filter(|rows| *rows > 0.0)
}

/// The columns of a table that rows are grouped by through a temporary table, where the plan or the statement tells.
pub(super) fn group(node: Node<'_>, table: &Table, statement: Option<&Statement<'_>>) -> Option<Group> {
    if let Some(statement) = statement {
        let columns = statement.groups(table)?;
        let groups = |operator| {
            matches!(
                operator,
                Operator::Aggregate | Operator::Materialize | Operator::Unique | Operator::Sort
            )
        };
        let node = above(node, groups)?;
        let name = node.name().to_ascii_lowercase();
        let temporary = name.contains("temporary");
        let sorts = name.contains("duplicate removal")
            || (node.operator() == Operator::Sort
                && node.parent().is_some_and(|above| above.operator() == Operator::Aggregate));
        let (node, distinct) = (node.id(), statement.distinct);
        return Some(Group { columns, node, distinct, temporary, in_order: !temporary && !sorts });
    }
    // MariaDB sorts what it has grouped by the groups, unless another order is asked for.
    let temporary = above(node, |operator| operator == Operator::Materialize)?;
    let direct = temporary.inputs().next()?;
    let sort = temporary.parent().filter(|above| above.operator() == Operator::Sort)?;
    if sort.plan().dialect() != Dialect::MariaDb || !direct.operator().is_table_scan() {
        return None;
    }
    let keys: Option<Vec<Ordering>> = sort_keys(sort).map(|text| ordering(text, table)).collect();
    let columns = keys?.into_iter().filter(|key| !key.descending).map(|key| key.key.column).collect();
    let group = Group { columns, node: temporary.id(), distinct: false, temporary: true, in_order: false };
    Some(group).filter(|group| !group.columns.is_empty())
}
