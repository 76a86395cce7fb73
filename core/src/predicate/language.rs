//! Whose words a text is in.

/// The engine that printed a text: what is quoted how, which words are operators, what an index can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB, whose texts are read by one grammar.
    MySql,
}
