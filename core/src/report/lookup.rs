//! What a node looks up by its index.

use std::collections::HashSet;

use crate::plan::{Attribute, Dialect, Node};
use crate::predicate::{Language, Predicate};

/// How far above the scan of an index its table may stand: bitmaps nest, and walks have an end.
const REACH: usize = 16;

/// The columns that a node looks up by its index, in order: as the engine names them, else as far as its condition
/// does. Empty where it uses no index.
pub fn index_columns(node: Node<'_>) -> Vec<String> {
    if node.text(Attribute::Index).is_none() {
        return Vec::new();
    }
    let mut columns: Vec<String> = node.texts(Attribute::KeyColumns).map(str::to_owned).collect();
    if columns.is_empty() {
        let language =
            if node.plan().dialect() == Dialect::Postgres { Language::Postgres } else { Language::MySql };
        // A bitmap's table stands above it.
        let table = std::iter::once(node).chain(node.ancestors()).take(REACH).find_map(Node::alias);
        for text in node.texts(Attribute::IndexCondition) {
            let condition = Predicate::parse(text, language);
            let own = condition.columns().filter(|it| it.qualifier().is_none_or(|of| Some(&*of) == table));
            columns.extend(own.map(|column| column.name().into_owned()));
        }
    }
    if columns.len() > 1 {
        let mut seen = HashSet::new();
        columns.retain(|column| seen.insert(column.clone()));
    }
    columns
}
