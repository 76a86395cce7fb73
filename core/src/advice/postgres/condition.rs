//! Conditions of a scan: which an index could look up, and how.

use crate::plan::{Attribute, Node, Operator};
use crate::predicate::{
    Access, Column, Comparison, Condition, Language, Predicate, Reason, Subject, Term, Terms, Usability,
    Value, Volatility,
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

/// A condition that an index could look up.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    /// The column or expression, as it stands in the DDL.
    pub(super) key: String,
    /// The columns behind it, of a comparison of rows.
    pub(super) more: Vec<String>,
    pub(super) opclass: Option<&'static str>,
    pub(super) usage: Use,
    /// The condition, as the server prints it.
    pub(super) condition: String,
    /// Whether the index that is used now looks it up already.
    pub(super) served: bool,
    /// What it is taken to let through, where the plan does not tell.
    pub(super) share: f64,
    /// It as the condition of a partial index, where it tests the column alone: `deleted_at IS NULL`, `alarm`.
    pub(super) test: Option<String>,
    /// The same of a comparison with a constant: of use where the catalog knows the column to have few values.
    pub(super) constant: Option<String>,
}

/// A condition that an index of another method than btree looks up.
#[derive(Clone, Debug)]
pub(super) struct Special {
    pub(super) method: &'static str,
    pub(super) key: String,
    pub(super) opclass: Option<&'static str>,
    pub(super) condition: String,
    pub(super) share: f64,
}

/// A condition on constants that no index looks up, but that an index could be restricted to.
#[derive(Clone, Debug)]
pub(super) struct Remainder {
    /// The condition, as it stands in the DDL.
    pub(super) predicate: String,
    /// Its column, as it stands in the DDL.
    pub(super) key: String,
    /// The condition, as the server prints it.
    pub(super) condition: String,
    pub(super) share: f64,
}

/// Conditions of one node, read once.
#[derive(Default)]
pub(super) struct Conditions {
    pub(super) lookups: Vec<Lookup>,
    pub(super) specials: Vec<Special>,
    pub(super) remainders: Vec<Remainder>,
    pub(super) alternatives: Vec<Vec<Vec<Lookup>>>,
    pub(super) residual: f64,
    pub(super) count: usize,
}

/// What a scan looks up in the index that it uses, sorted.
pub(super) fn served(node: Node<'_>) -> Vec<String> {
    if node.text(Attribute::IndexCondition).or_else(|| node.text(Attribute::RecheckCondition)).is_none() {
        return Vec::new();
    }
    let lookups = conditions(node).lookups.into_iter().filter(|lookup| lookup.served);
    let mut keys: Vec<String> = lookups.map(|lookup| lookup.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether a column is one of the table that a node scans.
pub(super) fn owns(node: Node<'_>) -> impl Fn(Column<'_>) -> bool {
    let names = [node.alias(), node.relation()];
    move |column| match column.qualifier() {
        Some(qualifier) => names.contains(&Some(qualifier.as_ref())),
        // Qualifiers are left out where there is one table only.
        None => true,
    }
}

/// The conditions that a scan checks, by its index and row by row.
pub(super) fn conditions(node: Node<'_>) -> Conditions {
    let mut conditions = Conditions { residual: 1.0, ..Conditions::default() };
    let served = if node.operator() == Operator::BitmapHeapScan {
        Attribute::RecheckCondition
    } else {
        Attribute::IndexCondition
    };
    for (attribute, served) in [(served, true), (Attribute::Filter, false)] {
        let Some(text) = node.text(attribute) else { continue };
        let predicate = Predicate::parse(text, Language::Postgres);
        for term in predicate.terms() {
            conditions.count += 1;
            let own = term.on(owns(node));
            if let Some(lookup) =
                own.as_ref().and_then(|term| lookup(term, served)).or_else(|| any_of(&term, node))
            {
                conditions.lookups.push(lookup);
                continue;
            }
            conditions.residual *= share(own.as_ref().unwrap_or(&term));
            conditions.specials.extend(own.as_ref().and_then(special).filter(|_| !served));
            conditions.remainders.extend(own.as_ref().and_then(remainder));
            conditions.alternatives.extend(alternatives(&term, node));
        }
    }
    conditions
}

/// A term that GIN or GiST look up.
fn special(term: &Term<'_>) -> Option<Special> {
    let access = term.usability().access()?;
    let (method, opclass) = match access {
        Access::Trigram => ("gin", Some("gin_trgm_ops")),
        // Smaller and faster than the default, and good for nothing else (manual, 8.14.4).
        Access::Gin if is_path(term) => ("gin", Some("jsonb_path_ops")),
        Access::Gin => ("gin", None),
        Access::Gist | Access::GinOrGist => ("gist", None),
        _ => return None,
    };
    let key = term.subject().index_text()?.into_owned();
    is_sound(term.predicate(), &key).then(|| Special {
        method,
        key,
        opclass,
        condition: term.source().to_owned(),
        // Ranges overlap more often than texts or arrays do.
        share: if method == "gist" { 0.1 } else { share(term) },
    })
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

/// A term that asks what is not there, or what is: `status <> 'done'`, `NOT (x = ANY (...))`, `paid_at IS NOT NULL`.
fn remainder(term: &Term<'_>) -> Option<Remainder> {
    let refused = matches!(term.usability(), Usability::No(Reason::Negated));
    if !refused && term.comparison() != Comparison::NotNull {
        return None;
    }
    let Subject::Expression(whole) = Subject::of(term.predicate(), term.id()) else { return None };
    let fixed = whole.volatility() == Volatility::Immutable && !whole.has_reference();
    let key = term.subject().column()?.index_name().into_owned();
    let predicate = whole.index_text().into_owned();
    let constant = term.value_columns().next().is_none();
    (fixed && constant && is_sound(term.predicate(), &predicate)).then(|| Remainder {
        predicate,
        key,
        condition: term.source().to_owned(),
        share: share(term),
    })
}

/// The arms of an OR, if an index could serve each of them.
fn alternatives(term: &Term<'_>, node: Node<'_>) -> Option<Vec<Vec<Lookup>>> {
    let arm = |terms: Terms<'_>| -> Option<Vec<Lookup>> {
        let lookups = terms.filter_map(|term| lookup(&term.on(owns(node))?, false));
        Some(lookups.collect::<Vec<_>>()).filter(|lookups| !lookups.is_empty())
    };
    let arms: Option<Vec<Vec<Lookup>>> = term.arms().take(MOST_ARMS + 1).map(arm).collect();
    arms.filter(|arms| (2..=MOST_ARMS).contains(&arms.len()))
}

/// The most arms of an OR that get an index each.
const MOST_ARMS: usize = 4;

/// A term as a key of a btree, where it can be one.
pub(super) fn lookup(term: &Term<'_>, served: bool) -> Option<Lookup> {
    let (access, subject) = match (term.usability(), term.subject()) {
        // `(name)::text`: a cast of varchar only relabels it, and the plan does not tell types.
        (Usability::If(Condition::ColumnType, access), Subject::Cast { column, to: "text", .. }) => {
            (access, Subject::Column(column))
        }
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
            let names = term.row().map(|element| Some(element.index_text()?.into_owned()));
            names.collect::<Option<Vec<String>>>()?
        }
        subject => vec![subject.index_text()?.into_owned()],
    };
    let sound = keys.iter().all(|key| is_sound(term.predicate(), key));
    if !sound || keys.is_empty() {
        return None;
    }
    let key = keys.remove(0);
    let tests = matches!(access, Access::NullTest | Access::Truth);
    let whole = || Subject::of(term.predicate(), term.id()).index_text().map(std::borrow::Cow::into_owned);
    let fixed = access == Access::Equality && matches!(term.value(), Value::Constant(_));
    let constant = fixed.then(whole).flatten().filter(|whole| is_sound(term.predicate(), whole));
    Some(Lookup {
        key,
        more: keys,
        opclass,
        usage,
        condition: term.source().to_owned(),
        served,
        share: share(term),
        test: tests.then(whole).flatten(),
        constant,
    })
}

/// An OR of equalities of one column, which is looked up as a list of values is (`= ANY`).
fn any_of(term: &Term<'_>, node: Node<'_>) -> Option<Lookup> {
    let arm = |mut terms: Terms<'_>| {
        let only = terms.next().filter(|_| terms.next().is_none())?;
        lookup(&only.on(owns(node))?, false).filter(|lookup| lookup.usage == Use::Equality)
    };
    let mut arms = term.arms().map(arm);
    let first = arms.next()??;
    let same = arms.all(|arm| arm.is_some_and(|arm| arm.key == first.key));
    same.then(|| Lookup { condition: term.source().to_owned(), usage: Use::AnyOf, ..first })
}

/// Whether text out of a plan may stand in a statement: what was understood whole holds no comment and no end of a
/// statement outside quotes, and a terminal acts on none of it.
pub(super) fn is_sound(predicate: &Predicate, key: &str) -> bool {
    predicate.is_complete() && !key.contains(is_harmful)
}
