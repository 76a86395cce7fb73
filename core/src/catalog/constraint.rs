//! Constraints: what an index may back, and who refers to whom.

use super::list::{Named, Names};
use super::read::record;

record! {
    /// A constraint of a table: a key, a foreign key, a check or an exclusion.
    pub struct Constraint {
        /// Its name.
        pub name: String,
        /// `primary key`, `unique`, `foreign key`, `check` or `exclusion`.
        pub kind: Option<String>,
        /// The table's columns it is about, in its order; of an exclusion of expressions none.
        pub columns: Names,
        /// What a foreign key refers to.
        pub references: Option<Reference>,
        /// The index behind it (`pg_constraint.conindid`).
        pub index: Option<String>,
        /// Whether the rows there are were checked (`NOT VALID` ones were not).
        pub valid: Option<bool>,
        /// Whether a partition has it from its parent.
        pub inherited: Option<bool>,
        /// As a statement writes it; of checks and exclusions.
        pub definition: Option<String>,
    }
}

record! {
    /// What a foreign key refers to.
    pub struct Reference {
        /// The schema of the table.
        pub schema: String,
        /// The table.
        pub table: String,
        /// Its columns, in the order of the constraint's own.
        pub columns: Names,
        /// What happens to rows that refer to a deleted one: `no action`, `restrict`, `cascade`, `set null`,
        /// `set default`. Whatever it is, the server looks for them.
        pub on_delete: Option<String>,
        /// The same for updates of the key.
        pub on_update: Option<String>,
    }
}

impl Named for Constraint {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Constraint {
    /// Whether it is a foreign key.
    pub fn is_foreign_key(&self) -> bool {
        self.kind.as_deref() == Some("foreign key")
    }
}
