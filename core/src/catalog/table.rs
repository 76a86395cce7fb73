//! Tables and their columns.

use std::collections::HashMap;

use super::constraint::Constraint;
use super::index::Index;
use super::list::{List, Named};
use super::read::record;
use super::scale::Scale;
use super::selectivity::Selectivity;
use super::statistics::{ColumnStatistics, ExtendedStatistics};

record! {
    /// A table, partition, materialized view or foreign table.
    pub struct Table {
        /// Its schema; in MySQL its database.
        pub schema: String,
        /// Its name, without quotes.
        pub name: String,
        /// `table`, `partitioned table`, `materialized view` or `foreign table`.
        pub kind: Option<String>,
        /// `permanent`, `unlogged` or `temporary`.
        pub persistence: Option<String>,
        /// The storage engine, such as `InnoDB`; MySQL and MariaDB.
        pub storage: Option<String>,
        /// Rows at the last count: `pg_class.reltuples`, `information_schema.tables.table_rows`. Absent where the table
        /// was never counted.
        pub rows: Option<f64>,
        /// Pages at that count (`pg_class.relpages`); in MySQL `data_length` by the size of a page.
        pub pages: Option<f64>,
        /// Of these the pages that are all-visible (`pg_class.relallvisible`): an index-only scan spares them.
        pub pages_all_visible: Option<f64>,
        /// Bytes of the table itself as it is now (`pg_relation_size`, `data_length`), without its indexes.
        pub bytes: Option<f64>,
        /// Bytes of all secondary indexes together (`index_length`); MySQL and MariaDB.
        pub index_bytes: Option<f64>,
        /// Average bytes of a row (`avg_row_length`); MySQL and MariaDB.
        pub row_bytes: Option<f64>,
        /// Percent to which pages are filled, where the table sets it; else 100.
        pub fillfactor: Option<f64>,
        /// The number of workers that the table sets (`parallel_workers`).
        pub parallel_workers: Option<f64>,
        /// What identifies a row to a replica: `default`, `nothing`, `full` or `index`.
        pub replica_identity: Option<String>,
        /// How it is partitioned, if it is.
        pub partitioning: Option<Partitioning>,
        /// Which table it is a partition of.
        pub partition_of: Option<Partition>,
        /// What was done to it since the counters were reset.
        pub activity: Option<Activity>,
        /// Its columns in order.
        pub columns: List<Column>,
        /// Its indexes by name.
        pub indexes: List<Index>,
        /// Its constraints by name.
        pub constraints: List<Constraint>,
        /// What is known of several columns together (`CREATE STATISTICS`).
        pub statistics: List<ExtendedStatistics>,
    }
}

record! {
    /// How a table is divided.
    pub struct Partitioning {
        /// `range`, `list`, `hash`; in MySQL also `key` and others in its words.
        pub strategy: Option<String>,
        /// The columns of the key; expressions of it are left out.
        pub columns: Vec<String>,
        /// The key as the server writes it.
        pub definition: Option<String>,
        /// How many partitions there are; MySQL, where they are no tables of their own.
        pub partitions: Option<f64>,
    }
}

record! {
    /// Which part of which table a partition holds.
    pub struct Partition {
        /// The schema of the table.
        pub schema: String,
        /// The partitioned table.
        pub name: String,
        /// Its part, as the server writes it: `FOR VALUES FROM … TO …`.
        pub bound: Option<String>,
    }
}

record! {
    /// Counters of what was done to a table since they were reset (`pg_stat_all_tables`).
    pub struct Activity {
        /// Scans from end to end.
        pub sequential_scans: Option<f64>,
        /// Rows they read.
        pub sequential_rows: Option<f64>,
        /// Scans by an index.
        pub index_scans: Option<f64>,
        /// Rows they fetched.
        pub index_rows: Option<f64>,
        /// Rows inserted.
        pub inserted: Option<f64>,
        /// Rows updated, `hot_updated` among them.
        pub updated: Option<f64>,
        /// Rows updated without a new index entry: an index on a column that is updated ends that.
        pub hot_updated: Option<f64>,
        /// Rows deleted.
        pub deleted: Option<f64>,
        /// Live rows as the counters have it.
        pub live: Option<f64>,
        /// Dead rows.
        pub dead: Option<f64>,
        /// Rows changed since the statistics were made.
        pub modified_since_analyze: Option<f64>,
        /// Seconds since the statistics were made; absent where they never were.
        pub analyzed_age_s: Option<f64>,
    }
}

record! {
    /// A column.
    pub struct Column {
        /// Its name, without quotes.
        pub name: String,
        /// Its number in the table, from 1; dropped columns leave gaps.
        pub number: Option<u32>,
        /// Its type with its modifiers, as the server writes it: `numeric(10,2)`, `varchar(40)`.
        pub r#type: String,
        /// The type below, where its own is a domain.
        pub base_type: Option<String>,
        /// The category of its type (`pg_type.typcategory`): `N` number, `S` string, `D` date or time, `A` array,
        /// `R` range, `E` enum, `B` boolean, …
        pub category: Option<String>,
        /// Its collation; `default` is the database's.
        pub collation: Option<String>,
        /// Whether it can hold nulls.
        pub nullable: Option<bool>,
        /// `stored` or `virtual` where it is computed from others.
        pub generated: Option<String>,
        /// The expression it is computed by; MySQL and MariaDB.
        pub generated_by: Option<String>,
        /// Bytes of its values, where all have as many.
        pub length: Option<f64>,
        /// What is known of its values.
        pub statistics: Option<ColumnStatistics>,
    }
}

impl Named for Column {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Named for Table {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Column {
    /// How its values are ordered.
    pub fn scale(&self) -> Scale {
        Scale::of(self.base_type.as_deref().unwrap_or(&self.r#type), self.collation.as_deref())
    }

    /// Average bytes of a value: as measured, or as the type has it.
    pub fn width(&self) -> Option<f64> {
        self.statistics.as_ref().and_then(|statistics| statistics.width).or(self.length)
    }
}

impl Table {
    /// The column of a name; in MySQL and MariaDB, where tables have a storage engine, in whatever case.
    pub fn column(&self, name: &str) -> Option<&Column> {
        if self.storage.is_some() { self.columns.named_in_any_case(name) } else { self.columns.named(name) }
    }

    /// The index of a name.
    pub fn index(&self, name: &str) -> Option<&Index> {
        if self.storage.is_some() { self.indexes.named_in_any_case(name) } else { self.indexes.named(name) }
    }

    /// Its foreign keys.
    pub fn foreign_keys(&self) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(|constraint| constraint.is_foreign_key())
    }

    /// Whether no two of its rows have the same value in a column: an index on it alone sees to that.
    pub fn is_unique(&self, column: &str) -> bool {
        let alone = |index: &Index| match &index.keys[..] {
            [key] => key.column.as_deref() == Some(column),
            _ => false,
        };
        self.indexes.iter().any(|index| index.is_unique_over_all() && alone(index))
    }

    /// Which share of the rows conditions on a column let through, as far as its statistics tell.
    pub fn selectivity(&self, column: &str) -> Option<Selectivity<'_>> {
        let column = self.column(column)?;
        let unique = self.is_unique(&column.name);
        let statistics = column.statistics.as_ref();
        if statistics.is_none() && !unique {
            return None;
        }
        let begins = |index: &Index| index.begins_with_column(&column.name);
        let indexed = self.indexes.iter().any(begins);
        Some(Selectivity::new(statistics, column.scale(), self.rows).unique(unique).indexed(indexed))
    }

    /// The number of distinct combinations of columns, in whatever order, where extended statistics or, in MySQL, the
    /// cardinality of an index tell it.
    pub fn distinct_together(&self, columns: &[&str]) -> Option<f64> {
        let same = |of: &[String]| {
            of.len() == columns.len() && columns.iter().all(|column| of.iter().any(|other| other == column))
        };
        let extended = || self.statistics.iter().flat_map(|statistics| &statistics.distinct);
        if let Some(found) = extended().find(|group| same(&group.columns)) {
            return Some(found.distinct);
        }
        let of_index = |index: &Index| {
            let keys = index.keys.get(..columns.len())?;
            let names: Option<Vec<String>> = keys.iter().map(|key| key.column.clone()).collect();
            same(&names?).then(|| keys.last()?.cardinality).flatten()
        };
        self.indexes.iter().filter(|index| index.predicate.is_none()).find_map(of_index)
    }
}

impl Table {
    /// Puts together what the statements of MySQL give apart, and names for numbers.
    pub(super) fn settle(&mut self, page: Option<f64>) {
        let numbers: HashMap<u32, String> =
            self.columns.iter().filter_map(|column| Some((column.number?, column.name.clone()))).collect();
        for statistics in self.statistics.each_mut() {
            statistics.settle(|number| numbers.get(&number).map(String::as_str));
        }
        let is_sorted = |index: &Index| index.keys.is_sorted_by_key(|key| key.position);
        for index in self.indexes.each_mut() {
            if !is_sorted(index) {
                crate::sort::by_key(&mut index.keys, |key| key.position);
            }
            index
                .keys
                .iter_mut()
                .filter_map(|key| key.statistics.as_mut())
                .for_each(ColumnStatistics::settle);
        }
        if !self.columns.is_sorted_by_key(|column| column.number) {
            let mut columns = std::mem::take(&mut self.columns).into_vec();
            crate::sort::by_key(&mut columns, |column| column.number);
            self.columns = List::new(columns);
        }
        // What the first key of an index counts, it counts of its column.
        let first_keys = self.indexes.iter().filter_map(|index| index.keys.first());
        let whole = first_keys.filter(|key| key.prefix_length.is_none());
        let counted: HashMap<String, f64> =
            whole.filter_map(|key| Some((key.column.clone()?, key.cardinality?))).collect();
        for column in self.columns.each_mut() {
            let distinct = counted.get(&column.name).copied();
            if let Some(statistics) = &mut column.statistics {
                statistics.settle();
                statistics.distinct = distinct.or(statistics.distinct);
            } else if distinct.is_some() {
                column.statistics = Some(ColumnStatistics { distinct, ..ColumnStatistics::default() });
            }
        }
        if let (None, Some(bytes), Some(page)) = (self.pages, self.bytes, page.filter(|page| *page > 0.0)) {
            self.pages = Some(bytes / page);
        }
    }
}
