//! Conditions of a scan: which an index could look up, and how.

use std::borrow::Cow;

use super::estimate;
use super::texts::Texts;
use crate::catalog::Table;
use crate::plan::{Attribute, Node, Operator};
use crate::predicate::{
    Access, Column, Comparison, Condition as Needs, Expression, Predicate, Reason, Subject, Term, Terms,
    Usability, Value, Volatility, unquoted,
};
use crate::words::is_harmful;

/// How a key of an index is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// One value is looked up, and the order of later keys stays.
    Equality,
    /// Each of several values is looked up, or nulls are: later keys come in no order that the planner knows of (of
    /// lists, until PostgreSQL 17).
    AnyOf,
    /// A stretch of the index is read.
    Range,
}

impl Use {
    /// Whether keys behind this one are looked up, too.
    pub(super) fn is_lookup(self) -> bool {
        self != Self::Range
    }
}

/// How a btree looks a condition up.
#[derive(Clone, Debug)]
pub(super) struct Lookup<'a> {
    /// The column or expression, as it stands in the DDL.
    pub(super) key: Cow<'a, str>,
    /// The columns behind it, of a comparison of rows.
    pub(super) more: Vec<Cow<'a, str>>,
    pub(super) opclass: Option<&'static str>,
    pub(super) usage: Use,
    /// How many values are looked up.
    pub(super) values: f64,
    /// Whether an OR asks for them, for which the table is always read, by a bitmap (`generate_bitmap_or_paths`).
    pub(super) by_or: bool,
}

/// How an index of another method than btree looks a condition up.
#[derive(Clone, Debug)]
pub(super) struct Special<'a> {
    pub(super) method: &'static str,
    pub(super) key: Cow<'a, str>,
    pub(super) opclass: Option<&'static str>,
    /// How many elements are searched, each in a place of its own.
    pub(super) searches: f64,
}

/// When an index may be restricted to the rows that a condition lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Restricts {
    /// Where they are few: it tests a column alone (`deleted_at IS NULL`, `alarm`), or says what is not to be there.
    Rare,
    /// Where the column has few values, too: it compares with a constant.
    Category,
}

/// A condition that a scan's rows must meet.
#[derive(Clone, Debug)]
pub(super) struct Condition<'a> {
    /// It as the server prints it.
    pub(super) text: &'a str,
    /// The share of the rows that it lets through, on its own.
    pub(super) share: f64,
    /// Whether statistics tell the share.
    pub(super) told: bool,
    /// Whether it compares with another table's row.
    pub(super) joins: bool,
    /// Whether the index that is used now looks it up already.
    pub(super) served: bool,
    /// Its columns of this table, as they stand in the DDL.
    pub(super) columns: Vec<&'a str>,
    pub(super) lookup: Option<Lookup<'a>>,
    pub(super) special: Option<Special<'a>>,
    /// It as the condition of a partial index.
    pub(super) restriction: Option<(Restricts, Cow<'a, str>)>,
    /// Of an OR that no one index serves, the conditions of its arms.
    pub(super) arms: Vec<Vec<Condition<'a>>>,
}

/// What a scan looks up in the index that it uses, sorted.
pub(super) fn served<'a>(texts: &'a Texts<'_>, node: Node<'a>) -> Vec<Cow<'a, str>> {
    if node.text(Attribute::IndexCondition).or_else(|| node.text(Attribute::RecheckCondition)).is_none() {
        return Vec::new();
    }
    let served = conditions(texts, node, None).into_iter().filter(|condition| condition.served);
    let mut keys: Vec<Cow<'a, str>> = served.filter_map(|condition| Some(condition.lookup?.key)).collect();
    crate::sort::sort(&mut keys);
    keys.dedup();
    keys
}

/// Whose columns are those of the table that a node scans.
#[derive(Clone, Copy)]
pub(super) struct Owner<'p>([Option<&'p str>; 2]);

impl<'p> Owner<'p> {
    pub(super) fn of(scan: Node<'p>) -> Self {
        Self([scan.alias(), scan.relation()])
    }

    pub(super) fn has(self, column: Column<'_>) -> bool {
        // Qualifiers are left out where there is one table only.
        column.qualifier().is_none_or(|qualifier| self.0.contains(&Some(&qualifier)))
    }

    /// Whether a column is called the table's.
    pub(super) fn is_named(self, column: Column<'_>) -> bool {
        column.qualifier().is_some_and(|qualifier| self.0.contains(&Some(&qualifier)))
    }
}

/// The conditions that a scan checks, by its index and row by row.
pub(super) fn conditions<'a>(
    texts: &'a Texts<'_>,
    node: Node<'a>,
    known: Option<&Table>,
) -> Vec<Condition<'a>> {
    let mut conditions = Vec::new();
    let owner = Owner::of(node);
    let served = if node.operator() == Operator::BitmapHeapScan {
        Attribute::RecheckCondition
    } else {
        Attribute::IndexCondition
    };
    for (attribute, served) in [(served, true), (Attribute::Filter, false)] {
        let terms = texts.of_node(node, attribute).take(1).flat_map(Predicate::terms);
        conditions.extend(terms.map(|term| condition(&term, owner, known, served)));
    }
    pair_ranges(&mut conditions, known);
    conditions
}

/// A term of a scan's condition.
fn condition<'a>(term: &Term<'a>, owner: Owner<'a>, known: Option<&Table>, served: bool) -> Condition<'a> {
    let own = term.on(|column| owner.has(column));
    let seen = own.as_ref().unwrap_or(term);
    let estimate = known.and_then(|known| estimate::share(seen, known));
    let mut columns = Vec::new();
    let mut joins = false;
    for column in term.columns() {
        if owner.has(column) {
            columns.push(column.quoted_name());
        } else {
            joins = true;
        }
    }
    let usable = own.map(|own| (own, own.usability()));
    let mut condition = Condition {
        text: term.source(),
        share: estimate.unwrap_or_else(|| share(seen)).clamp(LEAST_SHARE, 1.0),
        told: estimate.is_some(),
        joins,
        served,
        columns,
        lookup: usable
            .and_then(|(own, usability)| lookup(&own, usability, known))
            .or_else(|| any_of(term, owner, known)),
        special: None,
        restriction: usable.and_then(|(own, usability)| restriction(&own, usability, known)),
        arms: Vec::new(),
    };
    if condition.lookup.is_none() {
        condition.special =
            usable.filter(|_| !served).and_then(|(own, usability)| special(&own, usability, known));
        condition.arms = arms(term, owner, known).unwrap_or_default();
    }
    condition
}

/// The least share that a condition is taken to let through.
const LEAST_SHARE: f64 = 1e-9;
/// What both ends of a range are taken to let through where they let nothing through together (`DEFAULT_RANGE_INEQ_SEL`).
const NARROW: f64 = 0.005;
/// What they are taken to let through together where nothing is known.
const BETWEEN: f64 = 0.15;

/// The most columns whose ends are put together.
const MOST_RANGES: usize = 64;

/// Makes one share of those of both ends of a range: the first has it, the second lets everything through.
fn pair_ranges(conditions: &mut [Condition<'_>], known: Option<&Table>) {
    let is_range = |condition: &Condition<'_>| {
        condition.lookup.as_ref().is_some_and(|lookup| lookup.usage == Use::Range)
    };
    // The first range of each key.
    let mut ranges: Vec<(Cow<'_, str>, usize)> = Vec::new();
    for second in 0..conditions.len() {
        if !is_range(&conditions[second]) {
            continue;
        }
        let key = |at: usize| conditions[at].lookup.as_ref().map(|lookup| &lookup.key);
        let name = key(second);
        let first = ranges.iter().find(|(key, _)| Some(key) == name).map(|(_, first)| *first);
        let Some(first) = first else {
            if ranges.len() < MOST_RANGES && conditions[second].share < 1.0 {
                ranges.extend(name.map(|name| (name.clone(), second)));
            }
            continue;
        };
        let (one, other) = (&conditions[first], &conditions[second]);
        let nulls = || {
            let column = known?.selectivity(&unquoted(name?))?;
            column.is_null()
        };
        let told = one.told && other.told;
        // `clauselist_selectivity`: what both let through overlaps in all that is not null.
        let together = if told {
            let together = one.share + other.share - 1.0 + nulls().unwrap_or_default();
            if together > 0.0 { together } else { NARROW }
        } else {
            BETWEEN
        };
        (conditions[first].share, conditions[first].told) = (together.clamp(LEAST_SHARE, 1.0), told);
        (conditions[second].share, conditions[second].told) = (1.0, true);
    }
}

/// How GIN or GiST look a term up.
fn special<'a>(term: &Term<'a>, usability: Usability, known: Option<&Table>) -> Option<Special<'a>> {
    let fixed = match (usability, term.subject()) {
        (
            Usability::If(Needs::ColumnType, _),
            Subject::Cast { expression, .. } | Subject::Expression(expression),
        ) => is_fixed(expression, known),
        _ => true,
    };
    let access = usability.access().filter(|_| fixed)?;
    let (method, opclass) = match access {
        Access::Trigram => ("gin", Some("gin_trgm_ops")),
        // Smaller and faster than the default, and good for nothing else (manual, 8.14.4).
        Access::Gin if is_path(term) => ("gin", Some("jsonb_path_ops")),
        Access::Gin => ("gin", None),
        // Not the default one.
        Access::Gist if is_network(term) => ("gist", Some("inet_ops")),
        Access::Gist | Access::GinOrGist => ("gist", None),
        _ => return None,
    };
    let subject = match term.subject() {
        Subject::Cast { column, to: "text", .. } if is_relabelled(known, column) => Subject::Column(column),
        subject => subject,
    };
    let key = subject.index_text()?;
    is_sound(term.predicate(), &key).then(|| Special { method, key, opclass, searches: searches(term) })
}

/// How many elements of GIN a term searches: the trigrams of a pattern, the elements of an array.
fn searches(term: &Term<'_>) -> f64 {
    if let Some(pattern) = term.pattern() {
        let runs = pattern.text().split(|c: char| !c.is_alphanumeric()).map(|run| run.chars().count());
        return runs.map(|length| length.saturating_sub(2)).sum::<usize>().max(1) as f64;
    }
    match term.value() {
        Value::Constant(literal) => literal.array_len().unwrap_or(1).max(1) as f64,
        _ => 1.0,
    }
}

/// What a condition is taken to let through, by its kind.
fn share(term: &Term<'_>) -> f64 {
    use Comparison as C;
    match term.comparison() {
        C::Equal => 0.05,
        C::Less | C::LessOrEqual | C::Greater | C::GreaterOrEqual => 0.3,
        C::In | C::Between | C::Null | C::Or => 0.2,
        C::Pattern(_) | C::Similar | C::Contains | C::Overlaps | C::HasKey | C::PathExists | C::Matches => {
            0.02
        }
        C::NotEqual | C::NotIn | C::NotPattern(_) | C::NotNull => 0.9,
        _ => 0.5,
    }
}

/// Whether it asks for what a jsonb holds, by value or by path.
fn is_path(term: &Term<'_>) -> bool {
    let value = term.value_text();
    value.ends_with("::jsonpath") || term.comparison() == Comparison::Contains && value.ends_with("::jsonb")
}

/// Whether it compares with an address or a network.
fn is_network(term: &Term<'_>) -> bool {
    let value = term.value_text();
    value.ends_with("::inet") || value.ends_with("::cidr")
}

/// A term as the condition of a partial index: `status <> 'done'`, `NOT (x = ANY (...))`, `paid_at IS NULL`, `alarm`,
/// `status = 'open'`.
fn restriction<'a>(
    term: &Term<'a>,
    usability: Usability,
    known: Option<&Table>,
) -> Option<(Restricts, Cow<'a, str>)> {
    use Comparison as C;
    let restricts = match (term.comparison(), usability) {
        (C::NotNull | C::Null | C::Truth(_), _) | (_, Usability::No(Reason::Negated)) => Restricts::Rare,
        (C::Equal | C::In | C::Less | C::LessOrEqual | C::Greater | C::GreaterOrEqual, _) => {
            Restricts::Category
        }
        _ => return None,
    };
    term.subject().column()?;
    let whole = Subject::of(term.predicate(), term.id());
    let constant = match whole {
        Subject::Expression(whole) => is_fixed(whole, known) && !whole.has_reference(),
        // `alarm` is both the subject and the condition.
        Subject::Column(_) => true,
        _ => false,
    };
    if !constant || term.value_columns().next().is_some() {
        return None;
    }
    let text = whole.index_text()?;
    is_sound(term.predicate(), &text).then_some((restricts, text))
}

/// The arms of an OR, if an index could serve each of them.
fn arms<'a>(term: &Term<'a>, owner: Owner<'a>, known: Option<&Table>) -> Option<Vec<Vec<Condition<'a>>>> {
    let arm = |terms: Terms<'a>| {
        let conditions: Vec<Condition<'a>> =
            terms.map(|term| condition(&term, owner, known, false)).collect();
        let served = conditions.iter().any(|condition| condition.lookup.is_some());
        served.then_some(conditions)
    };
    let arms: Option<Vec<Vec<Condition<'a>>>> = term.arms().take(MOST_ARMS + 1).map(arm).collect();
    arms.filter(|arms| (2..=MOST_ARMS).contains(&arms.len()))
}

/// The most arms of an OR that get an index each.
const MOST_ARMS: usize = 4;

/// A term as a key of a btree, where it can be one.
pub(super) fn lookup<'a>(term: &Term<'a>, usability: Usability, known: Option<&Table>) -> Option<Lookup<'a>> {
    let (access, subject) = match (usability, term.subject()) {
        (Usability::If(Needs::ColumnType, access), Subject::Cast { column, to: "text", .. })
            if is_relabelled(known, column) =>
        {
            (access, Subject::Column(column))
        }
        (
            Usability::If(Needs::ColumnType, access),
            subject @ (Subject::Cast { expression, .. } | Subject::Expression(expression)),
        ) if is_fixed(expression, known) => (access, subject),
        (Usability::Yes(access), subject) => (access, subject),
        _ => return None,
    };
    let mut opclass = None;
    let usage = match access {
        Access::Equality | Access::Truth => Use::Equality,
        Access::InList | Access::NullTest => Use::AnyOf,
        Access::Range | Access::Row => Use::Range,
        Access::Prefix => {
            opclass = Some("text_pattern_ops");
            Use::Range
        }
        _ => return None,
    };
    // IS NOT NULL and NOT IN leave most rows: no lookup.
    if access == Access::NullTest && term.comparison() != Comparison::Null {
        return None;
    }
    let mut keys = match subject {
        Subject::Row(_) => {
            let names = term.row().map(|element| element.index_text());
            names.collect::<Option<Vec<Cow<'a, str>>>>()?
        }
        subject => vec![subject.index_text()?],
    };
    let sound = keys.iter().all(|key| is_sound(term.predicate(), key));
    if !sound || keys.is_empty() {
        return None;
    }
    let key = keys.remove(0);
    let values = match term.value() {
        Value::List { len: Some(len), .. } if access == Access::InList => len as f64,
        _ => 1.0,
    };
    Some(Lookup { key, more: keys, opclass, usage, values: values.max(1.0), by_or: false })
}

/// An OR of equalities of one column, which is looked up as a list of values is (`= ANY`).
fn any_of<'a>(term: &Term<'a>, owner: Owner<'a>, known: Option<&Table>) -> Option<Lookup<'a>> {
    let arm = |mut terms: Terms<'a>| {
        let only = terms.next().filter(|_| terms.next().is_none())?;
        let own = only.on(|column| owner.has(column))?;
        lookup(&own, own.usability(), known).filter(|lookup| lookup.usage == Use::Equality)
    };
    let mut arms = term.arms().map(arm);
    let first = arms.next()??;
    let mut values = 1.0;
    let same = arms.all(|arm| {
        values += 1.0;
        arm.is_some_and(|arm| arm.key == first.key)
    });
    same.then_some(Lookup { usage: Use::AnyOf, values, by_or: true, ..first })
}

/// The type of a column, where a catalog tells; of a domain the one below.
fn type_of<'t>(known: Option<&'t Table>, column: Column<'_>) -> Option<&'t str> {
    let column = known?.column(&column.name())?;
    Some(column.base_type.as_deref().unwrap_or(&column.r#type))
}

/// Whether a cast to text does nothing to a column (`(name)::text`), as to `varchar`: the plan does not tell types.
fn is_relabelled(known: Option<&Table>, column: Column<'_>) -> bool {
    type_of(known, column).is_none_or(|of| of.starts_with("character varying"))
}

/// Whether an expression is immutable, with the types that a catalog tells.
pub(super) fn is_fixed(expression: Expression<'_>, known: Option<&Table>) -> bool {
    expression.volatility_of(|column| type_of(known, column)) == Volatility::Immutable
}

/// What each table has that no index can hold.
const SYSTEM_COLUMNS: [&str; 6] = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"];

/// Whether it is a column of the server's own.
pub(super) fn is_system(column: &str) -> bool {
    SYSTEM_COLUMNS.contains(&column)
}

/// Whether text out of a plan may stand in a statement: what was understood whole holds no comment and no end of a
/// statement outside quotes, and a terminal acts on none of it. A backslash before a quote would make the string longer
/// where `standard_conforming_strings` is off.
pub(super) fn is_sound(predicate: &Predicate, key: &str) -> bool {
    predicate.is_complete() && !key.contains(is_harmful) && !key.contains("\\'") && !is_system(key)
}
