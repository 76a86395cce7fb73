//! The statements that users run to get the document.

use std::fmt::Write as _;

use crate::plan::Dialect;

/// What to leave out of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatementOptions {
    /// Leaves out the values of columns: most common ones, histograms, bounds of partitions. Conditions of partial
    /// indexes, definitions and comments of the schema stay.
    pub no_values: bool,
    /// Asks for the tables of one schema only.
    pub schema: Option<String>,
}

impl StatementOptions {
    /// Sets whether values are left out.
    #[must_use]
    pub fn no_values(self, no_values: bool) -> Self {
        Self { no_values, ..self }
    }

    /// Sets the only schema that is asked for.
    #[must_use]
    pub fn schema(self, schema: Option<String>) -> Self {
        Self { schema, ..self }
    }
}

/// The statement that gives the document: one, read-only, with one row of one column as its result.
///
/// For PostgreSQL 12 and later, MySQL 5.7.22 and later, MariaDB 10.5 and later. Paste it into a client, or
/// `psql -XqAt -o catalog.json`, `mysql -N -r > catalog.json`.
pub fn statement(engine: Dialect, options: &StatementOptions) -> String {
    let (text, truth, none) = match engine {
        Dialect::Postgres => {
            (include_str!("sql/postgres.sql"), "true AS with_values", "NULL::text AS only_schema")
        }
        Dialect::MySql => (include_str!("sql/mysql.sql"), "1 AS with_values", "NULL AS only_schema"),
        Dialect::MariaDb => (include_str!("sql/mariadb.sql"), "1 AS with_values", "NULL AS only_schema"),
    };
    let mut text = text.to_owned();
    if options.no_values {
        let without = match engine {
            Dialect::Postgres => "false AS with_values",
            Dialect::MySql | Dialect::MariaDb => "0 AS with_values",
        };
        text = text.replace(truth, without);
    }
    if let Some(schema) = &options.schema {
        let named = match engine {
            // An escape string means the same whatever standard_conforming_strings is.
            Dialect::Postgres => {
                let schema = schema.replace('\\', "\\\\").replace('\'', "''");
                format!("E'{schema}'::text AS only_schema")
            }
            // As hexadecimal digits a name means the same whatever sql_mode and the client's character set are.
            Dialect::MySql | Dialect::MariaDb => {
                let mut digits = String::new();
                for byte in schema.bytes() {
                    let _ = write!(digits, "{byte:02x}");
                }
                format!("CONVERT(X'{digits}' USING utf8mb4) AS only_schema")
            }
        };
        text = text.replace(none, &named);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_reach_the_statement() {
        let all = StatementOptions::default();
        let some = StatementOptions::default().no_values(true).schema(Some("a'b\\c".to_owned()));
        for engine in [Dialect::Postgres, Dialect::MySql, Dialect::MariaDb] {
            let (plain, cut) = (statement(engine, &all), statement(engine, &some));
            let changed: Vec<(&str, &str)> = plain.lines().zip(cut.lines()).filter(|(a, b)| a != b).collect();
            // PostgreSQL and MariaDB name the options once for tables, MySQL for columns as well.
            assert!((1..=2).contains(&changed.len()), "{changed:?}");
            assert!(changed.iter().all(|(_, line)| !line.contains("NULL")), "{changed:?}");
            assert_eq!(plain.lines().filter(|line| line.ends_with(';')).count(), 1, "one statement");
        }
        assert!(
            statement(Dialect::Postgres, &some).contains(r"SELECT false AS with_values, E'a''b\\c'::text")
        );
    }
}
