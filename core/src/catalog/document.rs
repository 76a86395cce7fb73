//! The document as a whole, and its tables by name.

use std::collections::HashMap;

use super::function::{ByName, Function, FunctionVolatility};
use super::list::{List, Named};
use super::read::{Fault, FromJson, expect, field, object, other, record, unknown};
use super::settings::Settings;
use super::table::Table;
use crate::json::{Kind, Reader};
use crate::plan::Dialect;

record! {
    /// An extension that is installed in the database.
    pub struct Extension {
        /// Its name, such as `pg_trgm`.
        pub name: String,
        /// Its version.
        pub version: Option<String>,
        /// The schema of what it brings: its operator classes may need it in front of their names.
        pub schema: Option<String>,
    }
}

impl Named for Extension {
    fn name(&self) -> &str {
        &self.name
    }
}

/// What is known of a database beyond a plan; read by [`Catalog::parse`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Catalog {
    /// The engine.
    pub engine: Option<Dialect>,
    /// The server's version as it writes it.
    pub version: Option<String>,
    /// The same as a number: 150018 for PostgreSQL 15.18, 90704 for MySQL 9.7.4, 101108 for MariaDB 10.11.8.
    pub version_number: Option<u32>,
    /// The database.
    pub database: Option<String>,
    /// The schemas in which a name without one is looked for, in order.
    pub search_path: Vec<String>,
    /// What the collation `default` is: `C`, `en_US.UTF-8`, …
    pub collation: Option<String>,
    /// Who compares by it: `libc`, `icu` or `builtin`.
    pub collation_provider: Option<String>,
    /// Its name at ICU or within PostgreSQL, where it is not libc's.
    pub locale: Option<String>,
    /// Whether the server is a replica: then indexes are made on another one, and its counters are not all there are.
    pub replica: Option<bool>,
    /// Seconds since the server started.
    pub uptime_s: Option<f64>,
    /// Seconds since the counters were reset; absent where they never were.
    pub statistics_age_s: Option<f64>,
    /// Whether values are in the document: the most common ones and histograms.
    pub with_values: Option<bool>,
    /// The only schema that was asked for, if so.
    pub only_schema: Option<String>,
    /// Tables that are missing, as `schema.name`, since DDL had them locked: nothing is known of them.
    pub left_out: Vec<String>,
    /// What the server is set to.
    pub settings: Settings,
    /// The installed extensions.
    pub extensions: List<Extension>,
    /// Functions that are not the server's own.
    pub functions: Vec<Function>,
    /// The server's own functions whose volatility depends on the types of their arguments.
    builtin_overloads: Vec<Function>,
    /// Its other ones.
    builtin_functions: ByName,
    tables: Vec<Table>,
    places: HashMap<String, Places>,
    functions_by_name: HashMap<String, Vec<(bool, usize)>>,
    /// Whether names of tables differ by more than their case.
    exact: bool,
    /// The version of the document, as it says.
    pub(super) document_version: Option<u32>,
}

/// Where tables of a name stand.
#[derive(Clone, Debug, Default, PartialEq)]
struct Places {
    first: usize,
    by_schema: HashMap<String, usize>,
}

impl FromJson for Catalog {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut it = Self::default();
        object(reader, |key, reader| match key {
            "plansight_catalog" => field(&mut it.document_version, reader),
            "engine" => field(&mut it.engine, reader),
            "version" => field(&mut it.version, reader),
            "version_number" => field(&mut it.version_number, reader),
            "database" => field(&mut it.database, reader),
            "search_path" => field(&mut it.search_path, reader),
            "collation" => field(&mut it.collation, reader),
            "collation_provider" => field(&mut it.collation_provider, reader),
            "locale" => field(&mut it.locale, reader),
            "replica" => field(&mut it.replica, reader),
            "uptime_s" => field(&mut it.uptime_s, reader),
            "statistics_age_s" => field(&mut it.statistics_age_s, reader),
            "with_values" => field(&mut it.with_values, reader),
            "only_schema" => field(&mut it.only_schema, reader),
            "left_out" => field(&mut it.left_out, reader),
            "settings" => field(&mut it.settings, reader),
            "extensions" => field(&mut it.extensions, reader),
            "functions" => field(&mut it.functions, reader),
            "builtin_overloads" => field(&mut it.builtin_overloads, reader),
            "builtin_functions" => field(&mut it.builtin_functions, reader),
            "tables" => field(&mut it.tables, reader),
            _ => unknown(reader),
        })?;
        Ok(it)
    }
}

impl FromJson for Dialect {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        const WHAT: &str = "\"postgresql\", \"mysql\" or \"mariadb\"";
        expect(reader, Kind::String, WHAT)?;
        let fault = other(reader, WHAT, Kind::String);
        match String::from_json(reader)?.as_str() {
            "postgresql" => Ok(Self::Postgres),
            "mysql" => Ok(Self::MySql),
            "mariadb" => Ok(Self::MariaDb),
            _ => Err(fault),
        }
    }
}

impl Catalog {
    /// Puts together what belongs together once all is read.
    pub(super) fn settle(&mut self) {
        let number = |name: &str| self.settings.number(name);
        self.exact = number("lower_case_table_names").is_none_or(|mode| mode == 0.0);
        let page = number("innodb_page_size");
        for table in &mut self.tables {
            table.settle(page);
        }
        for (place, table) in self.tables.iter().enumerate() {
            let name = cased(&table.name, self.exact);
            let places =
                self.places.entry(name).or_insert_with(|| Places { first: place, by_schema: HashMap::new() });
            places.by_schema.entry(cased(&table.schema, self.exact)).or_insert(place);
        }
        for (is_builtin, functions) in [(false, &self.functions), (true, &self.builtin_overloads)] {
            for (place, function) in functions.iter().enumerate() {
                self.functions_by_name.entry(function.name.clone()).or_default().push((is_builtin, place));
            }
        }
    }

    /// The tables in the order of the document.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The table of a name, without quotes: in the schema that is named, or in the first of the search path that has
    /// it, or in the only one that has it.
    pub fn table(&self, schema: Option<&str>, name: &str) -> Option<&Table> {
        let places = self.places.get(&cased(name, self.exact))?;
        let of = |schema: &str| places.by_schema.get(&cased(schema, self.exact)).copied();
        let place = match schema {
            Some(schema) => of(schema),
            None => self
                .search_path
                .iter()
                .find_map(|schema| of(schema))
                .or_else(|| (places.by_schema.len() == 1).then_some(places.first)),
        };
        self.tables.get(place?)
    }

    /// The tables with a foreign key to a table, and the key: PostgreSQL looks into them where a row of the table is
    /// deleted.
    pub fn referring<'c>(
        &'c self,
        table: &'c Table,
    ) -> impl Iterator<Item = (&'c Table, &'c super::Constraint)> {
        let keys = |other: &'c Table| other.foreign_keys().map(move |key| (other, key));
        self.tables.iter().flat_map(keys).filter(|(_, key)| {
            key.references
                .as_ref()
                .is_some_and(|there| there.table == table.name && there.schema == table.schema)
        })
    }

    /// How fixed the result of a function is; none where the document does not tell.
    ///
    /// `name` is without schema and quotes. `arguments` are the types as the server writes them; without them, or
    /// where no function takes exactly these, all functions of the name have to agree.
    pub fn volatility(&self, name: &str, arguments: Option<&[&str]>) -> Option<FunctionVolatility> {
        let named = self.functions_by_name.get(name).map_or(&[][..], Vec::as_slice);
        let functions = || {
            named.iter().filter_map(|(is_builtin, place)| {
                let list = if *is_builtin { &self.builtin_overloads } else { &self.functions };
                list.get(*place)
            })
        };
        if let Some(arguments) = arguments {
            let arguments = arguments.join(", ");
            if let Some(function) = functions().find(|function| function.arguments == arguments) {
                return function.volatility;
            }
        }
        let builtin = self.builtin_functions.0.get(name).copied();
        let mut all = builtin.into_iter().map(Some).chain(functions().map(|function| function.volatility));
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first)
    }

    /// Whether a collation orders text by its bytes, so that a plain btree finds what begins with a text; none where
    /// that is not known.
    pub fn is_bytewise(&self, collation: &str) -> Option<bool> {
        let of_libc = |name: &str| matches!(name, "C" | "POSIX");
        match collation {
            "C" | "POSIX" | "ucs_basic" | "pg_c_utf8" => Some(true),
            "default" => match (self.collation_provider.as_deref(), self.collation.as_deref()) {
                // Of those within PostgreSQL (17) all but PG_UNICODE_FAST's case mapping go by code points: bytes.
                (Some("builtin"), _) => Some(true),
                (Some("icu"), _) => Some(false),
                (_, Some(name)) => Some(of_libc(name)),
                (_, None) => None,
            },
            _ => Some(false),
        }
    }
}

fn cased(name: &str, exact: bool) -> String {
    if exact { name.to_owned() } else { crate::text::lower(name) }
}
