//! Writing an index down as statements that run as they are, as online as the server allows.
//!
//! What each server accepts was tried (MySQL 9.7, MariaDB 10.5, 10.11 and 11.8; see also the manual, 17.12.1): plain
//! columns need no lock anywhere; functional key parts hold writes off (error 1846: "Try LOCK=SHARED").

use super::candidate::{Candidate, Part};
use super::key::quoted;
use crate::plan::Dialect;

/// The most characters of a name (manual, 11.2.1).
const LONGEST_NAME: usize = 64;

/// What creates an index, and how to try it.
pub(super) struct Statements {
    pub(super) ddl: String,
    pub(super) notes: Vec<String>,
}

/// The statements that create an index; none for names that stand in no statement.
pub(super) fn create(
    candidate: &Candidate,
    dialect: Dialect,
    rewrites: bool,
    taken: &mut Vec<String>,
) -> Option<Statements> {
    let table = candidate.table.in_statement()?;
    let name = index_name(candidate, taken);
    let index = quoted(&name)?;
    let mut notes = Vec::new();
    let mut lines = Vec::new();
    if !candidate.table.certain {
        lines.push(format!(
            "-- {} is what the statement calls the table: put its own name here if that is another one.",
            quoted(&candidate.table.name)?
        ));
    }
    if candidate.is_functional() && dialect == Dialect::MariaDb {
        let mut columns = Vec::new();
        for (key, of_type) in candidate.expressions() {
            let column = quoted(&cut(&key.label, ""))?;
            lines.push(format!(
                "ALTER TABLE {table} ADD COLUMN {column} {of_type} AS {} VIRTUAL, ALGORITHM=INSTANT;",
                key.text
            ));
            columns.push((key, column));
        }
        let of = |part: &Part| {
            let column = columns.iter().find(|(key, _)| **key == part.key).map(|(_, column)| column.clone());
            format!("{}{}", column.unwrap_or_else(|| part.key.text.clone()), direction(part))
        };
        let keys: Vec<String> = candidate.parts.iter().map(of).collect();
        lines.push(format!(
            "ALTER TABLE {table} ADD INDEX {index} ({}), ALGORITHM=INPLACE, LOCK=NONE;",
            keys.join(", ")
        ));
        notes.push(if rewrites {
            "The generated column should have the type of its expression, or the server does not see that they agree.".to_owned()
        } else {
            "Before MariaDB 11 the index is used only where the statement names the generated column.".to_owned()
        });
    } else {
        let keys: Vec<String> =
            candidate.parts.iter().map(|part| format!("{}{}", key(part), direction(part))).collect();
        let lock = if candidate.is_functional() { "SHARED" } else { "NONE" };
        lines.push(format!(
            "ALTER TABLE {table} ADD INDEX {index} ({}), ALGORITHM=INPLACE, LOCK={lock};",
            keys.join(", ")
        ));
        if candidate.parts.iter().any(|part| part.key.text.contains("json_unquote")) {
            notes.push(
                "Values of more than 255 characters do not fit into the index: inserting one would fail."
                    .to_owned(),
            );
        }
    }
    if !candidate.types_known {
        notes.push("A column of type TEXT or BLOB needs the length of a prefix behind it, such as (100); the plan does not tell types.".to_owned());
    }
    notes.push(match dialect {
        Dialect::MariaDb => format!(
            "Run EXPLAIN again afterwards; ALTER TABLE {table} ALTER INDEX {index} IGNORED takes the index out of use at once (10.6)."
        ),
        _ => format!(
            "To try it first (8.0 and later): add INVISIBLE behind the columns, SET SESSION optimizer_switch = 'use_invisible_indexes=on', \
             run EXPLAIN; then ALTER TABLE {table} ALTER INDEX {index} VISIBLE."
        ),
    });
    Some(Statements { ddl: lines.join("\n"), notes })
}

fn key(part: &Part) -> String {
    part.key.text.clone()
}

fn direction(part: &Part) -> &'static str {
    if part.descending { " DESC" } else { "" }
}

/// A name for an index: its table and columns, unlike any other of the plan.
fn index_name(candidate: &Candidate, taken: &mut Vec<String>) -> String {
    let parts = candidate.parts.iter().map(|part| part.key.label.as_str());
    let words: Vec<&str> = std::iter::once(candidate.table.name.as_str()).chain(parts).collect();
    let long = words.join("_");
    let mut name = cut(&long, "_idx");
    let mut number = 1;
    while taken.contains(&name) {
        number += 1;
        name = cut(&long, &format!("_idx{number}"));
    }
    taken.push(name.clone());
    name
}

/// A name with its ending, as long as names may be.
fn cut(name: &str, ending: &str) -> String {
    let room = LONGEST_NAME.saturating_sub(ending.len());
    name.chars().take(room).collect::<String>() + ending
}
