//! The conditions of a scan, one by one: which an index could look up, and how much of a table each is taken to leave.

use super::key::{Key, has_functional_keys};
use super::table::Table;
use crate::plan::Dialect;
use crate::predicate::{Access, Comparison, Language, Predicate, Term, Terms, Usability, Value};

/// How a key of an index is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// One value is looked up, and the order of later keys stays.
    Equality,
    /// Each of several values is looked up: later keys are looked up, too, but come in no order.
    AnyOf,
    /// A stretch of the index is read: later keys cannot narrow it.
    Range,
    /// `<>`, `NOT IN`: all but a few stretches are read, which helps where little is left.
    Remainder,
}

impl Use {
    pub(super) fn is_lookup(self) -> bool {
        matches!(self, Self::Equality | Self::AnyOf)
    }
}

/// A condition that an index could look up.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    pub(super) key: Key,
    pub(super) usage: Use,
    /// The condition, as the server prints it.
    pub(super) condition: String,
    /// The share of rows that it is taken to leave.
    pub(super) share: f64,
    /// Whether the index that is used now looks it up already.
    pub(super) served: bool,
    /// Whether the value is a column of another table.
    pub(super) joins: bool,
}

/// A condition that no index looks up.
#[derive(Clone, Debug)]
pub(super) struct Residual {
    /// Its columns of the table.
    pub(super) columns: Vec<String>,
    /// Whether it is `IS NOT NULL`, which the server adds itself to what it joins by.
    pub(super) not_null: bool,
    /// The share of rows that it is taken to leave.
    pub(super) share: f64,
}

/// What a scan checks.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    pub(super) lookups: Vec<Lookup>,
    pub(super) residual: Vec<Residual>,
}

/// What MySQL itself guesses without statistics (`COND_FILTER_*` in `sql/sql_const.h`): equality, range, BETWEEN.
const EQUALITY: f64 = 0.1;
const RANGE: f64 = 1.0 / 3.0;
const BETWEEN: f64 = 1.0 / 9.0;
/// The most that a list of values is taken to leave.
const MOST_OF_LIST: f64 = 0.5;
/// What a condition that no index looks up is taken to let through.
const RESIDUAL: f64 = 0.5;

impl Conditions {
    /// Reads a condition of a table and adds what it says of it.
    pub(super) fn read(&mut self, text: &str, table: &Table, engine: Engine, served: bool) {
        let predicate = Predicate::parse(text, Language::MySql);
        // IS NULL of the inner side of an outer join asks for what has no match, which no index finds.
        let outer_join = ["found_match(", "trigcond("].iter().any(|word| text.contains(word));
        for term in predicate.terms() {
            if outer_join && term.comparison() == Comparison::Null {
                continue;
            }
            let owned = term.on(|column| table.owns(&column));
            let Some(term) = owned.or_else(|| is_of(&term, table).then_some(term)) else { continue };
            // What is not understood whole may hold what ends a statement.
            let found =
                if predicate.is_complete() { lookups(&term, table, engine, served) } else { Vec::new() };
            if found.is_empty() {
                self.residual.push(Residual {
                    columns: term
                        .columns()
                        .filter(|column| table.owns(column))
                        .map(|column| column.name().into_owned())
                        .collect(),
                    not_null: term.comparison() == Comparison::NotNull,
                    share: if term.comparison() == Comparison::NotNull { 1.0 } else { RESIDUAL },
                });
            }
            for lookup in found {
                self.add(lookup);
            }
        }
    }

    /// Adds a condition, unless it is there already: servers print some twice.
    pub(super) fn add(&mut self, lookup: Lookup) {
        let same = |other: &&mut Lookup| {
            other.key == lookup.key
                && (other.condition == lookup.condition
                    || (other.usage == Use::Equality && lookup.usage == other.usage))
        };
        match self.lookups.iter_mut().find(same) {
            Some(other) => other.served |= lookup.served,
            None => self.lookups.push(lookup),
        }
    }

    /// Counts a column as looked up wherever a condition on it is: servers print ranges and conditions apart.
    pub(super) fn settle(&mut self) {
        let served: Vec<Key> =
            self.lookups.iter().filter(|lookup| lookup.served).map(|lookup| lookup.key.clone()).collect();
        for lookup in &mut self.lookups {
            lookup.served |= served.contains(&lookup.key);
        }
    }

    /// The share of the rows that are read which all conditions together are taken to leave.
    pub(super) fn share(&self) -> f64 {
        let lookups = self.lookups.iter().filter(|lookup| !lookup.served);
        let lookups: f64 = lookups.map(|lookup| lookup.share).product();
        let residual: f64 = self.residual.iter().map(|residual| residual.share).product();
        lookups * residual
    }

    /// The share of rows that conditions on the table alone are taken to leave.
    pub(super) fn local_share(&self) -> f64 {
        let local = self.lookups.iter().filter(|lookup| !lookup.joins && !lookup.served);
        local.map(|lookup| lookup.share).product()
    }
}

/// What a server can do beside the common ground.
#[derive(Clone, Copy, Debug)]
pub(super) struct Engine {
    pub(super) dialect: Dialect,
    /// Whether it turns functions of time into ranges of the column (MariaDB 11.1).
    pub(super) rewrites_time: bool,
}

/// Whether a condition is about the table, if not in a way that an index serves.
fn is_of(term: &Term<'_>, table: &Table) -> bool {
    let mut columns = term.columns().peekable();
    columns.peek().is_some() && columns.any(|column| table.owns(&column))
}

/// A term as keys of an index: one as a rule, several of a row, none where no index serves.
fn lookups(term: &Term<'_>, table: &Table, engine: Engine, served: bool) -> Vec<Lookup> {
    let lookup = |key: Key, usage: Use, share: f64| Lookup {
        key,
        usage,
        condition: term.source().to_owned(),
        share,
        served,
        joins: term.value_columns().next().is_some(),
    };
    let (usage, share) = match usage(term) {
        Some(usage) => usage,
        None if term.comparison() == Comparison::Or => {
            return any_of(term, table, served).into_iter().collect();
        }
        None => return Vec::new(),
    };
    let access = term.usability().access();
    let key = match access {
        Some(Access::Row) => {
            let columns = term.row().filter_map(|subject| Key::plain(&subject));
            return columns.map(|key| lookup(key, usage, EQUALITY)).collect();
        }
        Some(Access::MultiValued) if has_functional_keys(engine.dialect) => Key::elements(term),
        Some(Access::MultiValued) => None,
        _ => Key::plain(&term.subject()),
    };
    if let Some(key) = key {
        return vec![lookup(key, usage, share)];
    }
    // MariaDB 11.1 looks a function of time up as a range of its column.
    if engine.rewrites_time
        && let Some(key) = Key::of_time(term)
    {
        return vec![lookup(key, Use::Range, share)];
    }
    let Some(key) = Key::expression(term) else { return Vec::new() };
    // Of JSON an index of MariaDB serves only what names its column.
    let possible = has_functional_keys(engine.dialect) || !key.text.contains("json_");
    if possible { vec![lookup(key, usage, share)] } else { Vec::new() }
}

/// How an index on the subject of a term would be used, and the share of rows that it is taken to leave.
fn usage(term: &Term<'_>) -> Option<(Use, f64)> {
    let listed = || match term.value() {
        Value::List { len: Some(len), .. } => (EQUALITY * len as f64).min(MOST_OF_LIST),
        _ => MOST_OF_LIST,
    };
    Some(match term.usability() {
        Usability::Yes(access) | Usability::If(_, access) => match access {
            Access::Equality | Access::Row | Access::MultiValued => (Use::Equality, EQUALITY),
            Access::Truth => (Use::Equality, MOST_OF_LIST),
            Access::InList => (Use::AnyOf, listed()),
            // IS NOT NULL leaves most rows. One value is looked up, so the order of later keys stays.
            Access::NullTest if term.comparison() == Comparison::Null => (Use::Equality, EQUALITY),
            Access::Range if term.comparison() == Comparison::Between => (Use::Range, BETWEEN),
            Access::Range => (Use::Range, RANGE),
            Access::Prefix if term.pattern().is_some() => (Use::Range, BETWEEN),
            _ => return None,
        },
        Usability::No(_) => match (term.comparison(), term.value()) {
            (Comparison::NotEqual | Comparison::NotIn, Value::Constant(_) | Value::List { .. }) => {
                (Use::Remainder, 1.0 - EQUALITY)
            }
            _ => return None,
        },
    })
}

/// An OR of equalities of one column, which is looked up as a list of values is.
fn any_of(term: &Term<'_>, table: &Table, served: bool) -> Option<Lookup> {
    let arm = |mut terms: Terms<'_>| {
        let only = terms.next().filter(|_| terms.next().is_none())?.on(|column| table.owns(&column))?;
        let (usage, _) = usage(&only).filter(|(usage, _)| usage.is_lookup())?;
        let key = Key::plain(&only.subject()).filter(|_| usage.is_lookup())?;
        only.value_columns().next().is_none().then_some(key)
    };
    let mut arms = term.arms().map(arm);
    let key = arms.next()??;
    let mut count = 1.0;
    for other in arms {
        if other? != key {
            return None;
        }
        count += 1.0;
    }
    let share = (EQUALITY * count).min(MOST_OF_LIST);
    Some(Lookup { key, usage: Use::AnyOf, condition: term.source().to_owned(), share, served, joins: false })
}
