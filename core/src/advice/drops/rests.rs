//! What rests on an index beside speed.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Constraint, Index, Table};
use crate::plan::Dialect;

/// Whether an index may not go by itself, whatever serves its queries: a constraint, replica identity, the order of the
/// table, or a partitioned index that it is a part of.
pub(super) fn is_bound(index: &Index, is_postgres: bool) -> bool {
    // MySQL has no unique index that is not a constraint of the same name, which goes with it.
    let constraint = is_postgres && index.constraint.is_some();
    index.primary == Some(true)
        || index.exclusion == Some(true)
        || constraint
        || index.referenced_by.is_some_and(|count| count > 0.0)
        || index.replica_identity == Some(true)
        || index.clustered == Some(true)
        || index.partition_of.is_some()
}

/// The keys that foreign keys need an index for, table by table.
pub(super) struct Rests<'c> {
    /// Whether the server itself insists on it, in the order of the foreign key.
    insists: bool,
    /// Of MySQL, the columns that foreign keys of other tables refer to.
    referred: BTreeMap<(&'c str, &'c str), Vec<&'c [String]>>,
}

impl<'c> Rests<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let insists = catalog.engine != Some(Dialect::Postgres);
        let mut referred: BTreeMap<_, Vec<_>> = BTreeMap::new();
        // PostgreSQL tells it of each index (`referenced_by`).
        for key in catalog.tables().iter().filter(|_| insists).flat_map(Table::foreign_keys) {
            let Some(there) = &key.references else { continue };
            referred
                .entry((there.schema.as_str(), there.table.as_str()))
                .or_default()
                .push(&there.columns[..]);
        }
        Self { insists, referred }
    }

    /// Whether each foreign key that an index serves is served as well by one of the others.
    pub(super) fn foreign_keys_are_served<'i>(
        &self,
        table: &Table,
        index: &Index,
        others: &(impl Iterator<Item = &'i Index> + Clone),
    ) -> bool {
        let own = table.foreign_keys().map(|key: &Constraint| &key.columns[..]);
        let referred = self.referred.get(&(table.schema.as_str(), table.name.as_str()));
        let referred = || referred.into_iter().flatten().copied();
        // Where keys refer to what is not unique, MySQL lets none of the indexes go that begin with it (measured, 9.7).
        let first = index.keys.first().and_then(|key| key.column.as_deref());
        if referred()
            .any(|columns| columns.first().map(String::as_str) == first && !is_unique(table, columns))
        {
            return false;
        }
        own.chain(referred()).all(|columns| {
            let needed = self.served(index, columns);
            needed == 0 || others.clone().any(|other| self.served(other, columns) >= needed)
        })
    }

    /// How many columns of a foreign key an index looks up: its first keys, all of which the key has.
    fn served(&self, index: &Index, columns: &[String]) -> usize {
        let usable = matches!(index.method.as_deref(), Some("btree" | "hash"))
            && index.predicate.is_none()
            && (self.insists || index.valid != Some(false));
        if !usable {
            return 0;
        }
        let names =
            index.keys.iter().map(|key| key.column.as_deref().filter(|_| key.prefix_length.is_none()));
        if self.insists {
            let same = |(name, column): &(Option<&str>, &String)| {
                name.is_some_and(|name| name.eq_ignore_ascii_case(column))
            };
            let begins = names.zip(columns).take_while(same).count();
            return if begins == columns.len() { begins } else { 0 };
        }
        names.take_while(|name| name.is_some_and(|name| columns.iter().any(|column| column == name))).count()
    }
}

/// Whether an index sees to it that no two rows agree in columns.
fn is_unique(table: &Table, columns: &[String]) -> bool {
    table.indexes.iter().filter(|index| index.is_unique_over_all()).any(|index| {
        index.keys.len() == columns.len()
            && index.keys.iter().zip(columns).all(|(key, column)| key.column.as_ref() == Some(column))
    })
}
