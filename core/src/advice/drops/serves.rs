//! Whether one index does all that another one does for queries.

use crate::catalog::{Index, IndexKey, Table};

/// That an index serves for another one.
pub(super) struct Serves {
    /// The keys, and columns beside them, that it has and the other one has not: none where the two do the same.
    pub(super) more: Vec<String>,
}

/// What indexes agree in where one serves for the other: the method, and the first key, or else the definition.
pub(super) fn kin(index: &Index) -> (Option<&str>, Option<String>) {
    let method = index.method.as_deref();
    let kin = if method == Some("btree") { index.keys.first().map(subject) } else { tail(index) };
    (method, kin.map(|text| text.chars().filter(|c| !c.is_whitespace()).collect()))
}

/// How an index is defined, from its method on.
fn tail(index: &Index) -> Option<String> {
    let definition = index.definition.as_deref()?;
    definition.split_once(" USING ").map(|(_, tail)| tail.to_owned())
}

/// Whether an index serves every query that another one of its table serves.
pub(super) fn serves(table: &Table, index: &Index, other: &Index) -> Option<Serves> {
    let same = index.method.is_some()
        && index.method == other.method
        && index.predicate == other.predicate
        && index.nulls_not_distinct.unwrap_or_default() == other.nulls_not_distinct.unwrap_or_default()
        && index.valid != Some(false);
    if !same || other.keys.is_empty() {
        return None;
    }
    if index.method.as_deref() == Some("btree") {
        return begins(table, index, other);
    }
    // Operator classes of other methods have options, and words are parsed in ways, that only the definition tells.
    (tail(index)? == tail(other)?).then_some(Serves { more: Vec::new() })
}

/// Whether a btree has the keys of another one as its first ones, and the columns beside them.
fn begins(table: &Table, index: &Index, other: &Index) -> Option<Serves> {
    // Behind the keys of InnoDB's indexes stand those of the primary key that are not among them.
    let appended = if is_innodb(table) { primary(table) } else { &[] };
    let hidden = |keys: &'_ [IndexKey]| {
        let lacks =
            |key: &&IndexKey| !keys.iter().any(|own| own.column == key.column && own.prefix_length.is_none());
        appended.iter().filter(lacks).collect::<Vec<_>>()
    };
    let keys: Vec<&IndexKey> = if index.primary == Some(true) {
        index.keys.iter().collect()
    } else {
        index.keys.iter().chain(hidden(&index.keys)).collect()
    };
    if keys.len() < other.keys.len() {
        return None;
    }
    let pairs = || keys.iter().zip(&other.keys);
    let last = other.keys.len() - 1;
    let equal = pairs().enumerate().all(|(at, (key, other))| is_same(key, other, at == last));
    let directed = |reverse: bool| {
        pairs().all(|(key, other)| {
            let flag = |flag: Option<bool>| flag.unwrap_or_default();
            flag(key.descending) == flag(other.descending) ^ reverse
                && flag(key.nulls_first) == flag(other.nulls_first) ^ nulls_turn(key, other, reverse)
        })
    };
    if !equal || !(directed(false) || directed(true)) {
        return None;
    }
    let has = |column: &String| {
        index.include.contains(column) || keys.iter().any(|key| key.column.as_ref() == Some(column))
    };
    if !other.include.iter().all(has) {
        return None;
    }
    // What it has beyond the other one, of what statements name: the primary key's columns are in both.
    let of_other = |name: &str| {
        other.include.iter().any(|column| column == name)
            || other.keys.iter().any(|key| key.column.as_deref() == Some(name))
    };
    let names = index.keys.iter().skip(other.keys.len()).map(subject).chain(index.include.iter().cloned());
    let is_appended = |name: &String| appended.iter().any(|key| key.column.as_ref() == Some(name));
    let mut more: Vec<String> = names.filter(|name| !of_other(name) && !is_appended(name)).collect();
    // The table itself is more than an index.
    if index.primary == Some(true) && is_innodb(table) && more.is_empty() && other.primary != Some(true) {
        more.push("the rows".to_owned());
    }
    let shorter = pairs().next_back().is_some_and(|(key, other)| key.prefix_length != other.prefix_length);
    if shorter && more.is_empty() {
        more.push(format!("more of {}", subject(&other.keys[last])));
    }
    Some(Serves { more })
}

/// Whether nulls have to stand on the other side: they do where a server tells of them.
fn nulls_turn(key: &IndexKey, other: &IndexKey, reverse: bool) -> bool {
    reverse && (key.nulls_first.is_some() || other.nulls_first.is_some())
}

/// Whether two keys order the same values alike, but for the direction. What the last one keeps the first characters of,
/// one that keeps more of them has as well.
fn is_same(key: &IndexKey, other: &IndexKey, is_last: bool) -> bool {
    let squeezed = |expression: &Option<String>| {
        expression.as_deref().map(|text| text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
    };
    let length = key.prefix_length == other.prefix_length
        || is_last
            && other.prefix_length.is_some_and(|short| key.prefix_length.is_none_or(|long| long > short));
    key.column == other.column
        && squeezed(&key.expression) == squeezed(&other.expression)
        && key.opclass == other.opclass
        && key.collation == other.collation
        && length
}

fn subject(key: &IndexKey) -> String {
    key.column.clone().or_else(|| key.expression.clone()).unwrap_or_default()
}

fn is_innodb(table: &Table) -> bool {
    table.storage.as_deref().is_some_and(|storage| storage.eq_ignore_ascii_case("innodb"))
}

fn primary(table: &Table) -> &[IndexKey] {
    table.indexes.iter().find(|index| index.primary == Some(true)).map_or(&[], |index| &index.keys)
}
