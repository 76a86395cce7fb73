//! The statements that drop an index and make it again, and how to try it before.

use crate::catalog::{Catalog, Index, IndexKey, Table};
use crate::plan::Dialect;
use crate::predicate::{Language, is_closed};
use crate::words::is_harmful;

/// What drops an index.
pub(super) struct Statements {
    pub(super) drop: String,
    pub(super) create: Option<String>,
    pub(super) notes: Vec<String>,
}

/// The statements for an index; none for names that stand in no statement.
pub(super) fn statements(catalog: &Catalog, table: &Table, index: &Index) -> Option<Statements> {
    if [&table.schema, &table.name, &index.name].iter().any(|name| name.contains(is_harmful)) {
        return None;
    }
    let mut statements = match catalog.engine {
        Some(Dialect::Postgres) => postgres(table, index),
        engine => mysql(catalog, engine == Some(Dialect::MariaDb), table, index),
    };
    if catalog.replica == Some(true) {
        statements.notes.push("The catalog is a replica's: drop it on the primary.".to_owned());
    }
    Some(statements)
}

fn postgres(table: &Table, index: &Index) -> Statements {
    let is_one = |definition: &&str| {
        let creates =
            ["CREATE INDEX ", "CREATE UNIQUE INDEX "].iter().any(|start| definition.starts_with(start));
        creates && is_closed(definition, Language::Postgres)
    };
    let definition = index.definition.as_deref().filter(is_one).unwrap_or_default();
    // The server has quoted what needs quotes, and nothing else.
    let named = |name: &str, before: &str, behind: &str| {
        let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_plain = is_word && definition.contains(&format!("{before}{name}{behind}"));
        if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    let only = if definition.contains(" ON ONLY ") { " ON ONLY " } else { " ON " };
    let (schema, name) = (named(&table.schema, only, "."), named(&index.name, " INDEX ", " ON "));
    let is_partitioned = table.partitioning.is_some();
    // A part of it cannot be dropped alone, and the whole not without a lock.
    let concurrently = if is_partitioned { "" } else { "CONCURRENTLY " };
    let drop = format!("DROP INDEX {concurrently}{schema}.{name};");
    let again = if is_partitioned {
        // The definition of a partitioned index is of the whole alone.
        definition.replacen(" ON ONLY ", " ON ", 1)
    } else {
        definition.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1)
    };
    let create = (!definition.is_empty()).then(|| format!("{again};"));
    let mut notes = Vec::new();
    if index.valid == Some(false) {
        notes.push(
            "See that it is not being built right now: it would stand in pg_stat_progress_create_index."
                .to_owned(),
        );
    }
    if is_partitioned {
        notes.push("Its partitions are locked for the moment it takes: set lock_timeout before.".to_owned());
    }
    Statements { drop, create, notes }
}

fn mysql(catalog: &Catalog, is_mariadb: bool, table: &Table, index: &Index) -> Statements {
    let quoted = |name: &str| format!("`{}`", name.replace('`', "``"));
    let name = quoted(&index.name);
    let of = format!("{}.{}", quoted(&table.schema), quoted(&table.name));
    let keys: Option<Vec<String>> = index.keys.iter().map(|key| key_of(key, &quoted)).collect();
    let kind = if index.unique == Some(true) { "UNIQUE INDEX" } else { "INDEX" };
    let create = keys.map(|keys| format!("ALTER TABLE {of} ADD {kind} {name} ({});", keys.join(", ")));
    let hides = if is_mariadb { ("IGNORED", 100_600) } else { ("INVISIBLE", 80_000) };
    let mut notes = Vec::new();
    if catalog.version_number.is_none_or(|version| version >= hides.1) && index.valid != Some(false) {
        let (hidden, back) = (hides.0, if is_mariadb { "NOT IGNORED" } else { "VISIBLE" });
        notes.push(format!(
            "Try it first: ALTER TABLE {of} ALTER INDEX {name} {hidden}; takes it out of use at once, and {back} back."
        ));
    }
    notes.push("A statement that names it (FORCE INDEX, USE INDEX) fails once it is gone.".to_owned());
    Statements { drop: format!("ALTER TABLE {of} DROP INDEX {name};"), create, notes }
}

fn key_of(key: &IndexKey, quoted: &impl Fn(&str) -> String) -> Option<String> {
    let subject = match (&key.column, &key.expression) {
        (Some(column), _) => quoted(column),
        // information_schema escapes quotes within.
        (None, Some(expression)) => {
            let expression = expression.replace("\\'", "'");
            is_closed(&expression, Language::MySql).then(|| format!("({expression})"))?
        }
        (None, None) => return None,
    };
    let length = key.prefix_length.map_or(String::new(), |length| format!("({length})"));
    let direction = if key.descending == Some(true) { " DESC" } else { "" };
    Some(format!("{subject}{length}{direction}"))
}
