//! Writing an index down as statements that run as they are.

use std::fmt::Write as _;

use super::{IndexKey, Nulls, Order};
use crate::words::is_harmful;

/// PostgreSQL's words that need quotes as a name (`kwlist.h`: reserved, and those that may be function names only).
const RESERVED: &[&str] = &[
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
];

/// A name as it stands in a statement: quoted where it must be.
///
/// A name with characters that a terminal would act on is written with escapes (`U&"\001b"`), which means the same.
pub(super) fn identifier(name: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c == '_';
    let rest = |c: char| plain(c) || c.is_ascii_digit() || c == '$';
    if name.starts_with(plain) && name.chars().all(rest) && RESERVED.binary_search(&name).is_err() {
        return name.to_owned();
    }
    if !name.contains(is_harmful) {
        return format!("\"{}\"", name.replace('"', "\"\""));
    }
    let mut quoted = String::from("U&\"");
    for character in name.chars() {
        match character {
            '"' => quoted.push_str("\"\""),
            '\\' => quoted.push_str("\\\\"),
            harmless if !is_harmful(harmless) => quoted.push(harmless),
            control => {
                let _ = write!(quoted, "\\+{:06x}", control as u32);
            }
        }
    }
    quoted.push('"');
    quoted
}

/// A table's name with its schema, if that is known.
pub(super) fn table(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", identifier(schema), identifier(name)),
        None => identifier(name),
    }
}

/// What a statement says of an index beside its table.
pub(super) struct Index<'i> {
    pub(super) method: &'static str,
    pub(super) keys: &'i [IndexKey],
    pub(super) include: &'i [String],
    pub(super) predicate: Option<&'i str>,
}

/// The statement that creates an index without locking its table against writes.
pub(super) fn create_index(table: &str, index: &Index<'_>) -> String {
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let method = if index.method == "btree" { String::new() } else { format!("USING {} ", index.method) };
    let condition = index.predicate.map_or(String::new(), |condition| format!(" WHERE {condition}"));
    let include = if index.include.is_empty() {
        String::new()
    } else {
        format!(" INCLUDE ({})", index.include.join(", "))
    };
    format!("CREATE INDEX CONCURRENTLY ON {table} {method}({}){include}{condition};", keys.join(", "))
}

fn key(key: &IndexKey) -> String {
    let opclass = key.opclass.as_ref().map_or(String::new(), |opclass| format!(" {opclass}"));
    let order = match (key.order, key.nulls) {
        (Order::Asc, Nulls::Last) => "",
        (Order::Asc, Nulls::First) => " NULLS FIRST",
        (Order::Desc, Nulls::First) => " DESC",
        (Order::Desc, Nulls::Last) => " DESC NULLS LAST",
    };
    format!("{}{opclass}{order}", key.expression)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_must_be() {
        let names = ["orders", "user", "Weird \"Name", "1st", "a b", "x\"; DROP TABLE y; --"].map(identifier);
        assert_eq!(
            names,
            ["orders", "\"user\"", "\"Weird \"\"Name\"", "\"1st\"", "\"a b\"", "\"x\"\"; DROP TABLE y; --\""]
        );
        assert_eq!(identifier("a\u{1b}[2J"), "U&\"a\\+00001b[2J\"");
        assert!(RESERVED.is_sorted());
    }
}
