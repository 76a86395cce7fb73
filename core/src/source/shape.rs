//! Of which kind is a plan document?

use crate::json::{Container, Kind, Reader};

/// What a plan document looks like. Shapes tell the engines apart; nobody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// An object with a plan under `Plan`, or an array of such: PostgreSQL.
    Postgres,
    /// An object with a `query_block`: MySQL's first JSON format, and MariaDB's.
    QueryBlock,
    /// An object with an `operation`, or with one under `query_plan`: MySQL's second JSON format.
    Iterator,
    /// Lines with arrows, `-> Table scan on t`: MySQL's TREE format. The one that is no JSON.
    Tree,
}

/// What MySQL writes where it has a statement but no plan to show, in place of the first line.
pub(super) const NOT_EXECUTABLE: &str = "<not executable by iterator executor>";

/// The keys that PostgreSQL writes beside a plan (`ExplainOnePlan` in explain.c, and `auto_explain`'s).
const POSTGRES: [&str; 12] = [
    "Plan",
    "Query Text",
    "Query Parameters",
    "Query Identifier",
    "Settings",
    "Planning",
    "Planning Time",
    "Triggers",
    "JIT",
    "Serialization",
    "Execution Time",
    "Total Runtime",
];

/// Keys that MySQL may write first in its second JSON format, whose keys come in no order (beside those of
/// [`is_of_iterator`], and those that stand in many a document).
const ITERATOR: [&str; 17] = [
    "query",
    "query_plan",
    "query_type",
    "json_schema_version",
    "operation",
    "alias",
    "table_name",
    "schema_name",
    "used_columns",
    "index_name",
    "index_access_type",
    "join_type",
    "join_algorithm",
    "hash_condition",
    "sort_fields",
    "limit_offset",
    "zero_rows_cause",
];

/// What the first bytes of a text that is a plan and nothing else say of it; none where they do not tell.
///
/// Looks at no more than the first key.
pub(crate) fn shape(text: &str) -> Option<Shape> {
    if is_tree(text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])) {
        return Some(Shape::Tree);
    }
    let mut reader = Reader::new(text, 2);
    let array = reader.peek().ok()? == Kind::Array;
    if array {
        reader.open(Container::Array).ok()?;
        // What a rule of PostgreSQL leaves: no plan, or a word for it.
        if !reader.element().ok()? || reader.peek().ok()? == Kind::String {
            return Some(Shape::Postgres);
        }
    }
    reader.open(Container::Object).ok()?;
    let key = reader.key().ok()??;
    let shape = by_key(reader.raw(key.start, key.end))?;
    // Only PostgreSQL puts its plans into an array.
    (!array || shape == Shape::Postgres).then_some(shape)
}

/// What a key at the top of a document says of it.
fn by_key(key: &str) -> Option<Shape> {
    match key {
        "query_block" | "query_optimization" | "r_query_time_in_progress_ms" => Some(Shape::QueryBlock),
        _ if is_of_iterator(key) || ITERATOR.contains(&key) => Some(Shape::Iterator),
        _ if POSTGRES.contains(&key) => Some(Shape::Postgres),
        _ => None,
    }
}

/// Whether a key stands in operations of MySQL's second JSON format, and hardly beside an `operation` elsewhere.
pub(super) fn is_of_iterator(key: &str) -> bool {
    matches!(key, "inputs" | "inputs_from_select_list" | "access_type")
        || key.starts_with("estimated_")
        || key.starts_with("actual_")
}

/// Whether a text starts with a line of MySQL's TREE format. PostgreSQL's arrows have two spaces behind.
pub(super) fn is_tree(text: &str) -> bool {
    let is_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase() || c == '<' || c == '[');
    text.starts_with(NOT_EXECUTABLE) || text.strip_prefix("-> ").is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_key_tells() {
        assert_eq!(shape("\u{feff} [\n  {\n    \"Plan\": {"), Some(Shape::Postgres));
        assert_eq!(shape("{\"Query Text\": \"select 1\""), Some(Shape::Postgres));
        assert_eq!(shape("[]"), Some(Shape::Postgres));
        assert_eq!(shape("[\"Notify\"]"), Some(Shape::Postgres));
        assert_eq!(shape("/* a */ {\"query_block\": {"), Some(Shape::QueryBlock));
        assert_eq!(shape("{\"query_optimization\": {"), Some(Shape::QueryBlock));
        assert_eq!(shape("{\"query\": \"select 1\""), Some(Shape::Iterator));
        assert_eq!(shape("{\"estimated_rows\": 1"), Some(Shape::Iterator));
        assert_eq!(shape("\n-> Table scan on t"), Some(Shape::Tree));
        assert_eq!(shape("<not executable by iterator executor>"), Some(Shape::Tree));
    }

    #[test]
    fn what_does_not_tell_is_left_to_the_search() {
        for text in ["", "{", "[{\"query_block\": {", "{\"EXPLAIN\": \"", "[[", "->  Seq Scan", "-> x", "-1"]
        {
            assert_eq!(shape(text), None, "{text}");
        }
    }
}
