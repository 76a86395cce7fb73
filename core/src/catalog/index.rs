//! Indexes, and whether one does what is wanted.

use super::list::Named;
use super::read::record;
use super::statistics::ColumnStatistics;

record! {
    /// An index.
    pub struct Index {
        /// Its name, without quotes.
        pub name: String,
        /// The statement that makes it, as the server writes it; PostgreSQL.
        pub definition: Option<String>,
        /// The access method in lower case: `btree`, `hash`, `gin`, `gist`, `brin`, `fulltext`, `spatial`, …
        pub method: Option<String>,
        /// Whether it is unique.
        pub unique: Option<bool>,
        /// Whether it is the primary key's.
        pub primary: Option<bool>,
        /// Whether it backs an exclusion constraint.
        pub exclusion: Option<bool>,
        /// Whether two nulls count as equal (PostgreSQL 15).
        pub nulls_not_distinct: Option<bool>,
        /// Whether queries may use it: not where CREATE INDEX CONCURRENTLY failed, nor where it is invisible (MySQL)
        /// or ignored (MariaDB).
        pub valid: Option<bool>,
        /// The constraint it backs.
        pub constraint: Option<String>,
        /// How many foreign keys rely on it.
        pub referenced_by: Option<f64>,
        /// What it is ordered by, in order.
        pub keys: Vec<IndexKey>,
        /// Columns kept beside the keys.
        pub include: Vec<String>,
        /// The condition of a partial index.
        pub predicate: Option<String>,
        /// Pages at the last count (`pg_class.relpages`).
        pub pages: Option<f64>,
        /// Entries at the last count (`pg_class.reltuples`).
        pub rows: Option<f64>,
        /// Bytes as it is now (`pg_relation_size`).
        pub bytes: Option<f64>,
        /// Percent to which leaf pages are filled, where the index sets it; of a btree else 90.
        pub fillfactor: Option<f64>,
        /// The name of the partitioned table's index that it is a part of.
        pub partition_of: Option<String>,
        /// Whether it identifies rows to replicas.
        pub replica_identity: Option<bool>,
        /// Whether the table was ordered by it (`CLUSTER`); always so of a primary key of `InnoDB`, which is not said.
        pub clustered: Option<bool>,
        /// Scans since the counters were reset, on this server: a replica has its own.
        pub scans: Option<f64>,
        /// Entries that the scans gave.
        pub entries_read: Option<f64>,
        /// Rows that they fetched.
        pub rows_fetched: Option<f64>,
        /// Seconds since the last scan (PostgreSQL 16); absent where there was none, or where it is not known.
        pub last_used_age_s: Option<f64>,
    }
}

record! {
    /// A key of an index: a column or an expression.
    pub struct IndexKey {
        /// Its position from 1, where the document does not give the keys in order (MySQL).
        pub position: Option<u32>,
        /// The column.
        pub column: Option<String>,
        /// The expression, as the server writes it.
        pub expression: Option<String>,
        /// The type of what the index keeps.
        pub r#type: Option<String>,
        /// The operator class.
        pub opclass: Option<String>,
        /// Whether that is the default one of the type and access method.
        pub opclass_default: Option<bool>,
        /// Its collation; `default` is the database's.
        pub collation: Option<String>,
        /// Whether it is in descending order.
        pub descending: Option<bool>,
        /// Whether nulls come first.
        pub nulls_first: Option<bool>,
        /// How many characters or bytes of each value it keeps, where not all (MySQL: `sub_part`).
        pub prefix_length: Option<f64>,
        /// Distinct combinations of the keys up to this one (MySQL).
        pub cardinality: Option<f64>,
        /// What is known of the values of an expression.
        pub statistics: Option<ColumnStatistics>,
    }
}

/// A key that an index should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'k> {
    /// A column without quotes, or an expression.
    pub subject: &'k str,
    /// The operator class, where it is not to be the default one.
    pub opclass: Option<&'k str>,
    /// Whether the order is to be descending.
    pub descending: bool,
    /// Whether nulls are to come first.
    pub nulls_first: bool,
}

impl Named for Index {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Index {
    /// Whether no two rows of the table agree in all of its keys.
    pub fn is_unique_over_all(&self) -> bool {
        self.unique == Some(true) && self.predicate.is_none() && self.valid != Some(false)
    }

    /// Whether it stands for more than speed: a constraint, a foreign key that refers to it, replica identity.
    pub fn is_needed(&self) -> bool {
        self.primary == Some(true)
            || self.unique == Some(true)
            || self.exclusion == Some(true)
            || self.constraint.is_some()
            || self.referenced_by.is_some_and(|count| count > 0.0)
            || self.replica_identity == Some(true)
    }

    /// Whether it holds all values of a column in their order, in either direction.
    pub(super) fn begins_with_column(&self, column: &str) -> bool {
        let whole = |key: &IndexKey| key.column.as_deref() == Some(column) && key.prefix_length.is_none();
        self.method.as_deref() == Some("btree")
            && self.valid != Some(false)
            && self.predicate.is_none()
            && self.keys.first().is_some_and(|key| whole(key) && key.opclass_default != Some(false))
    }

    /// Whether it does all that an index of a method on these keys would that is restricted by a condition, or by none
    /// where that is empty.
    pub fn serves(&self, method: &str, wanted: &[Wanted<'_>], predicate: &str) -> bool {
        let holds_rows = self.predicate.as_ref().is_none_or(|own| bare(own) == bare(predicate));
        let held = |wanted: &Wanted<'_>| self.keys.iter().any(|key| key.is(wanted));
        holds_rows
            && self.valid != Some(false)
            && self.method.as_deref() == Some(method)
            && if method == "btree" { self.is_ordered_by(wanted) } else { wanted.iter().all(held) }
    }

    /// Whether it does all that a btree on these keys would: its first keys are these, in this order or all in the
    /// reverse one, for every row and value, and queries may use it.
    pub fn begins_with(&self, wanted: &[Wanted<'_>]) -> bool {
        self.serves("btree", wanted, "")
    }

    /// Whether its first keys are these, in this order or all in the reverse one.
    fn is_ordered_by(&self, wanted: &[Wanted<'_>]) -> bool {
        if self.keys.len() < wanted.len() {
            return false;
        }
        let pairs = || self.keys.iter().zip(wanted);
        let same = |reverse: bool| {
            pairs().all(|(key, wanted)| {
                key.descending.unwrap_or_default() == wanted.descending ^ reverse
                    && key.nulls_first.is_none_or(|first| first == wanted.nulls_first ^ reverse)
            })
        };
        pairs().all(|(key, wanted)| key.is(wanted)) && (same(false) || same(true))
    }
}

impl IndexKey {
    /// Whether it is an expression, however it is set in parentheses.
    pub(super) fn is_expression(&self, subject: &str) -> bool {
        self.expression.as_deref().is_some_and(|expression| bare(expression) == bare(subject))
    }

    fn is(&self, wanted: &Wanted<'_>) -> bool {
        let subject = match (&self.column, &self.expression) {
            (Some(column), _) => column == wanted.subject,
            (None, Some(expression)) => bare(expression) == bare(wanted.subject),
            (None, None) => false,
        };
        let opclass = match wanted.opclass {
            Some(opclass) => self.opclass.as_deref() == Some(opclass),
            None => self.opclass_default != Some(false),
        };
        subject && opclass && self.prefix_length.is_none()
    }
}

/// An expression without the parentheses around all of it and without white space.
fn bare(expression: &str) -> String {
    let mut text: String = expression.chars().filter(|c| !c.is_whitespace()).collect();
    while let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && is_balanced(inner)
    {
        text = inner.to_owned();
    }
    text
}

/// Whether every parenthesis that closes was opened before.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    for character in text.chars() {
        depth += i64::from(character == '(') - i64::from(character == ')');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
