//! Names: as written, and as meant.

use std::borrow::Cow;

use super::language::Language;
use super::mysql;

/// A column as a condition mentions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column<'p> {
    qualifier: &'p str,
    name: &'p str,
    spelling: &'p str,
    language: Language,
}

impl<'p> Column<'p> {
    pub(super) fn new(qualifier: &'p str, name: &'p str, spelling: &'p str, language: Language) -> Self {
        Self { qualifier, name, spelling, language }
    }

    /// Its name, without quotes: `Weird "Name` for `t."Weird ""Name"`.
    #[must_use]
    pub fn name(&self) -> Cow<'p, str> {
        unquoted(self.name)
    }

    /// The relation it is qualified with, without quotes: an alias, as a plan prints it. Of several parts
    /// (`schema.table.column`) the last.
    ///
    /// PostgreSQL qualifies columns when EXPLAIN is VERBOSE or when the query has more than one relation.
    #[must_use]
    pub fn qualifier(&self) -> Option<Cow<'p, str>> {
        (!self.qualifier.is_empty()).then(|| unquoted(last_part(self.qualifier)))
    }

    /// Its name as written, quotes and all: what goes into a statement.
    #[must_use]
    pub fn quoted_name(&self) -> &'p str {
        self.name
    }

    /// Its name as a statement needs it: in MySQL, whose formats quote differently, in backticks if and only if
    /// it needs them; in PostgreSQL as written.
    #[must_use]
    pub fn index_name(&self) -> Cow<'p, str> {
        match self.language {
            Language::Postgres => self.name.into(),
            Language::MySql => mysql::quoted(self.name),
        }
    }

    /// All of it as written: `t."Weird ""Name"`.
    #[must_use]
    pub fn spelling(&self) -> &'p str {
        self.spelling
    }

    /// Whether both are qualified alike, as written; two columns without qualifier are.
    #[must_use]
    pub fn same_relation(&self, other: &Self) -> bool {
        self.qualifier == other.qualifier
    }
}

/// A name without its quotes, doubled quotes within made single; MySQL's backticks count as quotes.
///
/// Names that were not quoted stay as they are: PostgreSQL prints them folded already.
#[must_use]
pub fn unquoted(name: &str) -> Cow<'_, str> {
    for (quote, doubled, single) in [('"', "\"\"", "\""), ('`', "``", "`")] {
        if let Some(inner) = name.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return if inner.contains(quote) { inner.replace(doubled, single).into() } else { inner.into() };
        }
    }
    name.into()
}

/// What stands after the last dot that is not within quotes.
pub(super) fn last_part(name: &str) -> &str {
    let mut quote = None;
    let mut start = 0;
    for (at, byte) in name.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'`') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'.') => start = at + 1,
            _ => {}
        }
    }
    name.get(start..).unwrap_or(name).trim_start()
}

#[cfg(test)]
mod tests {
    use super::{last_part, unquoted};

    #[test]
    fn quotes_come_off() {
        assert_eq!(unquoted("plain"), "plain");
        assert_eq!(unquoted(r#""Weird ""Name""#), r#"Weird "Name"#);
        assert_eq!(unquoted("`a``b`"), "a`b");
        assert_eq!(unquoted("\""), "\"");
    }

    #[test]
    fn the_last_part_counts() {
        assert_eq!(last_part("s.t"), "t");
        assert_eq!(last_part(r#"s."a.b""#), r#""a.b""#);
        assert_eq!(last_part(r#""a"".b".c"#), "c");
        assert_eq!(last_part(""), "");
    }
}
