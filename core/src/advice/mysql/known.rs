//! What a catalog knows of the table of a scan: which one it is, the types of its columns, how many values they have.

use std::collections::{HashMap, HashSet};

use super::candidate::{Candidate, Part};
use super::condition::{Conditions, Lookup, Residual, Use};
use super::demand::Demand;
use super::table::Table;
use crate::advice::Wanted;
use crate::catalog::{self, Catalog, Column, Limit, Scale};
use crate::plan::{Access, Attribute, Node, Number, Plan};
use crate::predicate::{Comparison, Language, LiteralKind, Predicate, Value, unquoted};

/// The characters that an index keeps of a text that has no length: as much as tells most texts apart.
const PREFIX: f64 = 100.0;

/// How near the rows that a scan is expected to give come to those of its table, and how far those of others are.
const NEARLY: f64 = 1.05;
const ROUGHLY: f64 = 1.5;

/// The columns that conditions and lookups of a plan name, by what they call the table.
pub(super) fn named(plan: &Plan) -> HashMap<String, HashSet<String>> {
    const TEXTS: [Attribute; 4] =
        [Attribute::Filter, Attribute::PushedCondition, Attribute::IndexCondition, Attribute::HashCondition];
    let mut named: HashMap<String, HashSet<String>> = HashMap::new();
    let mut add = |table: &str, column: &str| {
        named.entry(table.to_owned()).or_default().insert(column.to_owned());
    };
    for node in plan.nodes() {
        for text in TEXTS.into_iter().flat_map(|attribute| node.texts(attribute)) {
            for column in Predicate::parse(text, Language::MySql).columns() {
                if let Some(table) = column.qualifier() {
                    add(&table, &column.name());
                }
            }
        }
        for reference in node.texts(Attribute::KeyReferences) {
            let mut parts = reference.rsplit('.');
            if let (Some(column), Some(table)) = (parts.next(), parts.next()) {
                add(table, column);
            }
        }
    }
    named
}

/// The table of the catalog that a scan reads; none where several could be it.
///
/// Most formats print what the statement calls the table. A table of that name that has the columns and indexes that the
/// plan names is it; or else the only one that has them all.
pub(super) fn resolved<'c>(
    catalog: Option<&'c Catalog>,
    node: Node<'_>,
    table: &Table,
    conditions: &Conditions,
    named: &HashMap<String, HashSet<String>>,
) -> Option<&'c catalog::Table> {
    let catalog = catalog?;
    let schema = table.schema_of(node);
    if table.certain {
        return catalog.table(schema.as_deref(), &table.name);
    }
    let columns: Vec<&str> = conditions
        .lookups
        .iter()
        .map(|lookup| lookup.key.column.as_str())
        .chain(conditions.residual.iter().flat_map(|residual| &residual.columns).map(String::as_str))
        .chain(node.texts(Attribute::UsedColumns))
        .chain(named.get(table.called()).into_iter().flatten().map(String::as_str))
        .collect();
    let indexes = || node.texts(Attribute::Index).chain(node.texts(Attribute::PossibleIndexes));
    let has_columns = |table: &&catalog::Table| columns.iter().all(|column| table.column(column).is_some());
    let has_all = |table: &&catalog::Table| {
        has_columns(table)
            && indexes().filter(|name| !name.starts_with('<')).all(|name| table.index(name).is_some())
    };
    // A document need not tell the columns.
    let fits = |table: &&catalog::Table| table.columns.is_empty() || has_columns(table);
    if let Some(found) = catalog.table(schema.as_deref(), &table.name).filter(fits) {
        return Some(found);
    }
    // Nothing is told by no columns.
    if columns.is_empty() {
        return None;
    }
    let of_schema = |table: &&catalog::Table| match &schema {
        Some(schema) => table.schema == *schema,
        None => catalog.search_path.is_empty() || catalog.search_path.contains(&table.schema),
    };
    let found = || catalog.tables().iter().filter(of_schema).filter(has_all);
    only(found()).or_else(|| {
        // A scan from end to end is expected to give the rows of the table, by the same statistics.
        let rows =
            node.number(Number::EstimatedRows).filter(|_| node.access().is_none_or(Access::is_full))?;
        let like = |factor: f64| {
            move |table: &&catalog::Table| {
                table.rows.is_some_and(|known| known <= rows * factor && rows <= known * factor)
            }
        };
        only(found().filter(like(ROUGHLY))).filter(like(NEARLY))
    })
}

/// What is the only one of its kind.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// Puts what the catalog knows of the columns in the place of guesses.
pub(super) fn refine(demand: &mut Demand<'_>) {
    let Some(known) = demand.in_catalog else { return };
    let lookups = std::mem::take(&mut demand.conditions.lookups);
    for lookup in lookups {
        match known.column(&lookup.key.column).filter(|_| lookup.key.is_plain()) {
            Some(column) if is_cast(column, &lookup.condition) => {
                demand.not_cast.push(lookup.condition.clone());
                let columns = vec![lookup.key.column];
                demand.conditions.residual.push(Residual { columns, not_null: false, share: lookup.share });
            }
            _ => demand.conditions.lookups.push(lookup),
        }
    }
    if let Some(primary) = known.indexes.iter().find(|index| index.primary == Some(true)) {
        demand.primary = primary.keys.iter().filter_map(|key| key.column.clone()).collect();
    }
    let lookups = &mut demand.conditions.lookups;
    let mut shares: Vec<Option<f64>> = lookups.iter().map(|lookup| share(known, lookup)).collect();
    both_ends(lookups, &mut shares);
    for (lookup, share) in lookups.iter_mut().zip(&shares) {
        lookup.share = share.unwrap_or(lookup.share);
    }
    // What passes is known where the share of each condition is, all of a scan from end to end.
    let all =
        demand.conditions.residual.is_empty() && shares.iter().all(Option::is_some) && !shares.is_empty();
    if !demand.known && all && lookups.iter().all(|lookup| !lookup.served && !lookup.joins) {
        demand.kept = demand.reads * lookups.iter().map(|lookup| lookup.share).product::<f64>();
        demand.known = true;
    }
}

/// Two ends of a range of one column leave what neither cuts off.
fn both_ends(lookups: &[Lookup], shares: &mut [Option<f64>]) {
    for first in 0..lookups.len() {
        let is_end = |lookup: &Lookup| lookup.usage == Use::Range && lookup.key == lookups[first].key;
        let other = (first + 1..lookups.len()).find(|at| is_end(&lookups[*at]));
        if let Some(other) = other.filter(|_| is_end(&lookups[first]))
            && let (Some(one), Some(two)) = (shares[first], shares[other])
        {
            (shares[first], shares[other]) = (Some((one + two - 1.0).max(one * two * 0.01)), Some(1.0));
        }
    }
}

/// The share of rows that a condition leaves, by the histogram of its column or by how many values it has.
fn share(table: &catalog::Table, lookup: &Lookup) -> Option<f64> {
    let column = table.column(&lookup.key.column).filter(|_| lookup.key.is_plain())?;
    let statistics = table.selectivity(&column.name)?;
    let has_histogram = column
        .statistics
        .as_ref()
        .is_some_and(|statistics| statistics.most_common.is_some() || !statistics.buckets.is_empty());
    let predicate = Predicate::parse(&lookup.condition, Language::MySql);
    let mut terms = predicate.terms();
    let term = terms.next().filter(|_| has_histogram && terms.next().is_none());
    if let Some(term) = term
        && let Value::Constant(literal) = term.value()
    {
        let value = literal.text();
        let limit = |inclusive| Limit { value: &value, inclusive };
        return match term.comparison() {
            Comparison::Equal => statistics.equals(&value),
            Comparison::NotEqual => statistics.differs(&value),
            Comparison::Less => statistics.below(limit(false)),
            Comparison::LessOrEqual => statistics.below(limit(true)),
            Comparison::Greater => statistics.above(limit(false)),
            Comparison::GreaterOrEqual => statistics.above(limit(true)),
            _ => None,
        };
    }
    let distinct = column.statistics.as_ref().and_then(|statistics| statistics.distinct);
    match lookup.usage {
        Use::Equality if distinct.is_some() || table.is_unique(&column.name) => {
            Some(1.0 / statistics.distinct()?.max(1.0))
        }
        _ => None,
    }
}

/// Whether the server turns the column's texts into numbers to compare them, so that no index finds one (manual, 14.3).
fn is_cast(column: &Column, condition: &str) -> bool {
    let is_text = matches!(column.scale(), Scale::Text | Scale::PaddedText | Scale::FoldedText);
    let predicate = Predicate::parse(condition, Language::MySql);
    is_text
        && predicate.terms().any(
            |term| matches!(term.value(), Value::Constant(literal) if literal.kind() == LiteralKind::Number),
        )
}

impl Candidate {
    /// The index with the table's own name and with keys as their types want them; none where the table has such an
    /// index, or its types allow none.
    pub(super) fn settled(mut self, catalog: &Catalog) -> Option<Self> {
        let Some(known) = self.in_catalog(catalog) else { return Some(self) };
        self.table.name.clone_from(&known.name);
        self.table.schema = Some(known.schema.clone());
        self.table.certain = true;
        self.types_known = true;
        for at in 0..self.parts.len() {
            let part = &self.parts[at];
            if !part.key.is_plain() {
                continue;
            }
            match known.column(&part.key.column).map(|column| Kind::of(&column.r#type)) {
                Some(Kind::Whole) => {}
                // The order of what is cut off says nothing of the rest.
                Some(Kind::Prefix) if part.is_looked_up() => {
                    let text = format!("{}({PREFIX})", part.key.text);
                    self.parts[at].key.text = text;
                    self.parts.truncate(at + 1);
                    break;
                }
                Some(Kind::Prefix | Kind::None) => {
                    self.parts.truncate(at);
                    break;
                }
                None => self.types_known = false,
            }
        }
        (!self.parts.is_empty() && !self.is_there(known)).then_some(self)
    }

    fn in_catalog<'c>(&self, catalog: &'c Catalog) -> Option<&'c catalog::Table> {
        let (schema, name) = self.table.in_catalog.as_ref()?;
        catalog.table(Some(schema), name)
    }

    /// Whether the table has an index on these keys; the primary key's stand behind those of each index of `InnoDB`.
    fn is_there(&self, table: &catalog::Table) -> bool {
        let primary = table.indexes.iter().find(|index| index.primary == Some(true));
        let appended: Vec<&str> = primary
            .into_iter()
            .flat_map(|index| &index.keys)
            .filter_map(|key| key.column.as_deref())
            .collect();
        let subjects: Vec<String> = self.parts.iter().map(Part::subject).collect();
        let wanted: Vec<Wanted<'_>> = self
            .parts
            .iter()
            .zip(&subjects)
            .map(|(part, subject)| Wanted {
                subject,
                opclass: None,
                descending: part.descending,
                nulls_first: !part.descending,
            })
            .collect();
        let own = |count: usize| {
            // Those behind have to be the primary key's, in its order.
            let rest = subjects[count..].iter().map(String::as_str);
            rest.eq(appended.iter().copied().take(subjects.len() - count))
        };
        table.indexes.iter().any(|index| {
            index.begins_with(&wanted)
                || (1..wanted.len()).any(|count| {
                    index.keys.len() == count && index.begins_with(&wanted[..count]) && own(count)
                })
        })
    }
}

impl Part {
    fn subject(&self) -> String {
        unquoted(&self.key.text).into_owned()
    }

    fn is_looked_up(&self) -> bool {
        self.reason.starts_with("looked up") || self.reason.starts_with("bounds")
    }
}

/// How a type stands in an index.
enum Kind {
    Whole,
    /// The first characters of it only.
    Prefix,
    /// Not at all.
    None,
}

impl Kind {
    fn of(type_name: &str) -> Self {
        let word = type_name.split(['(', ' ']).next().unwrap_or_default();
        match word {
            "tinytext" | "text" | "mediumtext" | "longtext" | "tinyblob" | "blob" | "mediumblob"
            | "longblob" => Self::Prefix,
            "json" | "geometry" | "point" | "linestring" | "polygon" => Self::None,
            _ => Self::Whole,
        }
    }
}
