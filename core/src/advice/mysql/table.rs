//! Which table a scan reads, as far as the plan tells.

use super::key::quoted;
use crate::plan::{Attribute, Format, Node, NodeId, Plan};
use crate::predicate::{Column, Language, Predicate, unquoted};

/// The table of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Its schema, where the scan itself tells, or else once it is [located](Self::located).
    pub(super) schema: Option<String>,
    scan: NodeId,
    /// Its name, or what the statement calls it.
    pub(super) name: String,
    /// What conditions call it.
    called: String,
    /// Whether the name is the table's own, not an alias.
    pub(super) certain: bool,
    /// Its schema and name in the catalog, where that tells which table it is.
    pub(super) in_catalog: Option<(String, String)>,
}

/// Schemas that belong to the server.
const OF_SERVER: [&str; 4] = ["mysql", "sys", "information_schema", "performance_schema"];

impl Table {
    /// The table that a node scans; none for what is no table of the user's.
    pub(super) fn of(node: Node<'_>) -> Option<Self> {
        let name = node.relation().filter(|name| !name.starts_with('<'))?;
        let called = node.alias().unwrap_or(name);
        let schema = node.text(Attribute::Schema);
        let of_server = schema.is_some_and(|schema| OF_SERVER.contains(&schema));
        (!of_server).then(|| Self {
            schema: schema.map(str::to_owned),
            scan: node.id(),
            name: name.to_owned(),
            called: called.to_owned(),
            // The other formats print the alias only.
            certain: node.plan().format() == Format::JsonV2,
            in_catalog: None,
        })
    }

    /// The table with its schema, as far as conditions tell it; none for a table of the server's.
    pub(super) fn located(self, plan: &Plan) -> Option<Self> {
        let schema = self.schema_of(plan.node(self.scan));
        let of_server = schema.as_deref().is_some_and(|schema| OF_SERVER.contains(&schema));
        (!of_server).then_some(Self { schema, ..self })
    }

    /// What conditions call it.
    pub(super) fn called(&self) -> &str {
        &self.called
    }

    /// Its schema, as its scan or conditions tell it.
    pub(super) fn schema_of(&self, node: Node<'_>) -> Option<String> {
        self.schema.clone().or_else(|| schema_of(node, &self.called))
    }

    /// Whether a column is one of this table: conditions of one table may leave its name out.
    pub(super) fn owns(&self, column: &Column<'_>) -> bool {
        column.qualifier().is_none_or(|qualifier| qualifier == self.called)
    }

    /// Whether a reference such as `shop.o.user_id` is to a column of this table; then that column.
    pub(super) fn referred(&self, reference: &str) -> Option<String> {
        let (table, column) = reference.rsplit_once('.')?;
        // A name with a dot in it is printed as it is: what is no name of two or three parts is none of ours.
        let table = table.strip_suffix(self.called.as_str())?;
        (table.is_empty() || table.ends_with('.')).then(|| column.to_owned())
    }

    /// The name as it stands in a statement; none where it cannot.
    pub(super) fn in_statement(&self) -> Option<String> {
        let name = quoted(&self.name)?;
        Some(match &self.schema {
            Some(schema) => format!("{}.{name}", quoted(schema)?),
            None => name,
        })
    }

    /// What tells the table from others of the plan.
    pub(super) fn identity(&self) -> (Option<&str>, &str) {
        (self.schema.as_deref(), &self.name)
    }
}

/// The schema, as conditions of MySQL's JSON version 1 and lookups qualify columns by it.
fn schema_of(node: Node<'_>, called: &str) -> Option<String> {
    let mut own = node.text(Attribute::Filter).into_iter().chain(node.text(Attribute::PushedCondition));
    own.find_map(|text| schema_in(text, called)).or_else(|| referred_schema(node.plan(), node, called))
}

/// The schema, as lookups in other tables name it (`shop.o.user_id`), of the same join.
fn referred_schema(plan: &Plan, node: Node<'_>, called: &str) -> Option<String> {
    if plan.format() == Format::Tree {
        return None;
    }
    let block = node.ancestors().take(MOST_ANCESTORS).last()?;
    let mut references =
        block.subtree().take(MOST_NODES).flat_map(|node| node.texts(Attribute::KeyReferences));
    references.find_map(|reference| {
        let (schema, table) = reference.rsplit_once('.')?.0.rsplit_once('.')?;
        (table == called).then(|| schema.to_owned())
    })
}

/// How far around a scan its schema is looked for.
const MOST_ANCESTORS: usize = 8;
const MOST_NODES: usize = 64;

/// The first part of the first column of three parts that is one of the table.
fn schema_in(text: &str, called: &str) -> Option<String> {
    let predicate = Predicate::parse(text, Language::MySql);
    let mut columns =
        predicate.columns().filter(|column| column.qualifier().is_some_and(|qualifier| qualifier == called));
    let spelling = columns.next()?.spelling();
    let mut parts = dotted(spelling);
    let schema = parts.next()?;
    (parts.count() == 2).then(|| unquoted(schema).into_owned())
}

/// The parts of a name between its dots.
fn dotted(name: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    name.split(move |c: char| {
        quoted ^= c == '`';
        c == '.' && !quoted
    })
}

impl Table {
    /// What conditions call it, in backticks as the text of a statement has it.
    pub(super) fn in_conditions(&self) -> String {
        format!("`{}`", self.called.replace('`', "``"))
    }
}
