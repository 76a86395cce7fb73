//! An entry of a sort key: what is sorted by, and how.

use super::language::Language;
use super::name::Column;
use super::operator::Operator;
use super::subject::Subject;
use super::tree::{ExprId, Kind, Predicate};

/// One entry of `Sort Key` or `Presorted Key`: `o.created_at DESC NULLS LAST`.
///
/// An order the index default agrees with is not printed (`show_sortorder_options` in `explain.c`): ascending
/// with nulls last, or descending with nulls first. MySQL knows only ascending with nulls first and descending
/// with nulls last.
#[derive(Clone, Copy, Debug)]
pub struct SortKey<'p> {
    predicate: &'p Predicate,
    key: ExprId,
    descending: bool,
    nulls_first: bool,
}

impl<'p> SortKey<'p> {
    /// What a predicate is that was read from one entry; any is one.
    #[must_use]
    pub fn of(predicate: &'p Predicate) -> Self {
        let mut key = predicate.root().0;
        let (mut descending, mut nulls) = (false, None);
        if let Kind::Ordered { descending: down, nulls_first } = predicate.kind(key) {
            // An operator that is not the type's default: `USING >`, `USING ~>~`.
            let using = predicate.node(key).map_or("", |node| node.a.of(predicate.text()));
            descending = down || using.contains('>') || Operator::from_symbol(using) == Operator::Greater;
            nulls = nulls_first;
            key = predicate.pair(key).0;
        }
        // PostgreSQL sorts nulls as the largest values, MySQL as the smallest.
        let default = descending == (predicate.language() == Language::Postgres);
        while let Kind::Collate = predicate.kind(key) {
            key = predicate.pair(key).0;
        }
        Self { key: ExprId(key), descending, nulls_first: nulls.unwrap_or(default), predicate }
    }

    /// The whole entry as an expression.
    #[must_use]
    pub fn predicate(&self) -> &'p Predicate {
        self.predicate
    }

    /// What is sorted by, without collation and direction.
    #[must_use]
    pub fn key(&self) -> ExprId {
        self.key
    }

    /// What is sorted by, as an index would hold it.
    #[must_use]
    pub fn subject(&self) -> Subject<'p> {
        Subject::of(self.predicate, self.key)
    }

    /// The column sorted by, if it is a plain one.
    #[must_use]
    pub fn column(&self) -> Option<Column<'p>> {
        match self.subject() {
            Subject::Column(column) => Some(column),
            _ => None,
        }
    }

    /// Whether large values come first.
    #[must_use]
    pub fn descending(&self) -> bool {
        self.descending
    }

    /// Whether nulls come first: as written, or as the direction has it.
    #[must_use]
    pub fn nulls_first(&self) -> bool {
        self.nulls_first
    }

    /// The collation, where it is not the type's own: `"C"`.
    #[must_use]
    pub fn collation(&self) -> Option<&'p str> {
        self.wrapper(|kind| kind == Kind::Collate)
    }

    /// The operator sorted with, where it is not the type's own: `~<~`.
    #[must_use]
    pub fn using(&self) -> Option<&'p str> {
        self.wrapper(|kind| matches!(kind, Kind::Ordered { .. }))
    }

    /// The name of the outermost node around the key that is such a one.
    fn wrapper(&self, is: impl Fn(Kind) -> bool) -> Option<&'p str> {
        let mut id = self.predicate.root().0;
        while id != self.key.0 {
            let node = self.predicate.node(id)?;
            if is(node.kind) {
                return Some(node.a.of(self.predicate.text())).filter(|name| !name.is_empty());
            }
            id = node.first;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Predicate, SortKey};

    #[test]
    fn directions_and_their_defaults() {
        for (text, descending, nulls_first) in [
            ("o.created_at", false, false),
            ("o.created_at DESC", true, true),
            ("o.created_at DESC NULLS LAST", true, false),
            ("updated_at NULLS FIRST", false, true),
            ("((t.txt)::text) USING ~<~", false, false),
            ("((t.txt)::text) USING ~>~ NULLS LAST", true, false),
        ] {
            let predicate = Predicate::parse(text, Language::Postgres);
            let key = SortKey::of(&predicate);
            assert!(key.predicate().is_complete(), "{text}");
            assert_eq!((key.descending(), key.nulls_first()), (descending, nulls_first), "{text}");
        }
    }

    #[test]
    fn what_is_sorted_by() {
        let read = |text| Predicate::parse(text, Language::Postgres);
        let collated = read(r#"((t.txt)::text) COLLATE "C" DESC NULLS LAST"#);
        let key = SortKey::of(&collated);
        assert_eq!(key.collation(), Some("\"C\""));
        assert_eq!(collated.source(key.key()), "(t.txt)::text");
        assert_eq!(key.using(), None);
        assert!(key.column().is_none());
        assert_eq!(SortKey::of(&read("a USING >")).using(), Some(">"));
        let quoted = read(r#"t."Id" DESC"#);
        assert_eq!(SortKey::of(&quoted).column().unwrap().name(), "Id");
        let lowered = read("(lower(t.txt)) DESC");
        assert_eq!(SortKey::of(&lowered).subject().index_text().unwrap(), "lower(txt)");
    }
}
