//! What a plan asks of each table: the conditions of a scan, the joins it takes part in, the order wanted above it.

use std::collections::BTreeSet;

use super::cost::Table;
use super::ddl;
use super::needed::Needed;
use crate::catalog::{self, Catalog};
use crate::metrics::Metrics;
use crate::plan::{Attribute, EdgeKind, Node, NodeId, Number, Operator, Plan};
use crate::predicate::{
    Access, Column, Comparison, Condition, Language, Predicate, Reason, SortKey, Subject, Term, Terms,
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
    constant: Option<String>,
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

/// A column that rows are wanted in the order of.
#[derive(Clone, Debug)]
pub(super) struct Ordering {
    pub(super) key: String,
    pub(super) descending: bool,
    pub(super) nulls_first: bool,
    /// The sort key, as the server prints it.
    pub(super) sort_key: String,
}

/// An order wanted of a scan's rows.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) keys: Vec<Ordering>,
    /// The sort that an index in that order would spare.
    pub(super) sort: NodeId,
    /// What it would spare with it: the Gather Merge of a parallel sort, else the sort alone.
    pub(super) spared: NodeId,
    /// How many of the rows are wanted, where a LIMIT says so.
    pub(super) limit: Option<f64>,
    /// Whether it is the order of the distance from a point, which a GiST index gives.
    pub(super) nearest: bool,
    /// Among how many scans, as of partitions, what is spared is shared.
    pub(super) members: f64,
    /// How many other tables are looked up for each row, instead of being read whole.
    pub(super) probed: usize,
}

/// A join that could probe an index of the scanned table once for each row of its other side.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) lookups: Vec<Lookup>,
    pub(super) node: NodeId,
    /// The join's side that is not the scanned table.
    pub(super) other: NodeId,
    /// Rows of the other side, and rows that each of them finds.
    pub(super) probes: f64,
    pub(super) rows_per_probe: f64,
    /// Whether the index alone answers.
    pub(super) covered: bool,
}

/// What is asked of one table by one scan.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) node: NodeId,
    pub(super) schema: Option<String>,
    pub(super) table: String,
    pub(super) size: Table,
    /// Rows that the scan gives in one execution, as estimated.
    pub(super) rows: f64,
    pub(super) lookups: Vec<Lookup>,
    /// What GIN or GiST look up.
    pub(super) specials: Vec<Special>,
    /// Conditions that an index could be restricted to.
    pub(super) remainders: Vec<Remainder>,
    /// Of each OR that no one index serves, the conditions of its arms.
    pub(super) alternatives: Vec<Vec<Vec<Lookup>>>,
    /// What the conditions that no btree looks up are taken to let through.
    pub(super) residual: f64,
    /// Whether nothing but the number of rows is wanted above the scan.
    pub(super) counts_only: bool,
    /// The columns that the statement needs, as they stand in the DDL, where the plan tells.
    pub(super) needed: Option<BTreeSet<String>>,
    pub(super) order: Option<Order>,
    pub(super) join: Option<Join>,
}

/// Conditions of one node, read once.
#[derive(Default)]
struct Conditions {
    lookups: Vec<Lookup>,
    specials: Vec<Special>,
    remainders: Vec<Remainder>,
    alternatives: Vec<Vec<Vec<Lookup>>>,
    residual: f64,
    count: usize,
}

/// What a plan asks of its tables, scan by scan.
pub(super) fn demands(
    plan: &Plan,
    metrics: &Metrics,
    catalog: Option<&Catalog>,
) -> impl Iterator<Item = Demand> {
    let needed = Needed::of(plan);
    plan.nodes().filter_map(move |node| demand(plan, metrics, catalog, &needed, node))
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

fn demand(
    plan: &Plan,
    metrics: &Metrics,
    catalog: Option<&Catalog>,
    needed: &Needed<'_>,
    node: Node<'_>,
) -> Option<Demand> {
    let scans = matches!(
        node.operator(),
        Operator::SeqScan | Operator::IndexScan | Operator::IndexOnlyScan | Operator::BitmapHeapScan
    );
    let table =
        node.relation().filter(|table| scans && !node.never_executed() && !is_catalog(node, table))?;
    let own = metrics.node(node.id());
    let order = order(node, metrics);
    // A scan that finds by its index just what is wanted asks for nothing more.
    let filters = node.operator() == Operator::SeqScan || node.text(Attribute::Filter).is_some();
    if !filters && order.is_none() {
        return None;
    }
    let mut conditions = conditions(node);
    let known = catalog.and_then(|catalog| catalog.table(node.text(Attribute::Schema), table));
    for lookup in &mut conditions.lookups {
        if known.is_some_and(|known| is_category(known, &lookup.key)) {
            lookup.test = lookup.test.take().or_else(|| lookup.constant.take());
        }
    }
    let size = Table::of(plan, node, &own, conditions.count).filter(|size| !size.is_small())?;
    Some(Demand {
        node: node.id(),
        schema: node.text(Attribute::Schema).map(str::to_owned),
        table: table.to_owned(),
        size,
        rows: wanted(node, metrics, &conditions),
        lookups: conditions.lookups,
        specials: conditions.specials,
        remainders: conditions.remainders,
        alternatives: conditions.alternatives,
        residual: conditions.residual,
        counts_only: node.number(Number::Width) == Some(0.0),
        needed: needed.by(node),
        order,
        join: join(node, metrics),
    })
}

/// The most values of a column by which an index is restricted.
const MOST_CATEGORIES: f64 = 50.0;

/// Whether a column has few values, such as a status: then an index may hold the rows of one of them.
fn is_category(table: &catalog::Table, key: &str) -> bool {
    let column = table.selectivity(&unquoted(key));
    column.and_then(|column| column.distinct()).is_some_and(|values| values <= MOST_CATEGORIES)
}

/// Whether a table belongs to the server itself, or to a session alone.
fn is_catalog(node: Node<'_>, table: &str) -> bool {
    let schema = node.text(Attribute::Schema).unwrap_or_default();
    table.starts_with("pg_") || schema.starts_with("pg_") || schema == "information_schema"
}

/// Rows of one execution as the planner sees them, all processes together.
fn rows(node: Node<'_>, metrics: &Metrics) -> f64 {
    metrics.node(node.id()).estimated_rows.unwrap_or(1.0).max(1.0)
}

/// Rows of a scan that an index would find: of an expression as counted, if they were, since the planner has no
/// statistics of it before there is an index.
fn wanted(node: Node<'_>, metrics: &Metrics, conditions: &Conditions) -> f64 {
    let expected = rows(node, metrics);
    let guessed = conditions.lookups.iter().any(|lookup| lookup.key.contains('('));
    let counted = metrics.node(node.id()).rows.zip(node.number(Number::Loops));
    match counted.filter(|(_, loops)| guessed && *loops > 0.0) {
        Some((rows, loops)) => (rows.value / loops * metrics.node(node.id()).processes).max(1.0),
        None => expected,
    }
}

/// Whether a column is one of the table that a node scans.
fn owns(node: Node<'_>) -> impl Fn(Column<'_>) -> bool {
    let names = [node.alias(), node.relation()];
    move |column| match column.qualifier() {
        Some(qualifier) => names.contains(&Some(qualifier.as_ref())),
        // Qualifiers are left out where there is one table only.
        None => true,
    }
}

/// The conditions that a scan checks, by its index and row by row.
fn conditions(node: Node<'_>) -> Conditions {
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
fn lookup(term: &Term<'_>, served: bool) -> Option<Lookup> {
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
    let whole = Subject::of(term.predicate(), term.id()).index_text().map(std::borrow::Cow::into_owned);
    let fixed = access == Access::Equality && matches!(term.value(), Value::Constant(_));
    let constant = whole.clone().filter(|whole| fixed && is_sound(term.predicate(), whole));
    Some(Lookup {
        key,
        more: keys,
        opclass,
        usage,
        condition: term.source().to_owned(),
        served,
        share: share(term),
        test: whole.filter(|_| tests),
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
fn is_sound(predicate: &Predicate, key: &str) -> bool {
    predicate.is_complete() && !key.contains(is_harmful)
}

/// The order that is wanted of a scan's rows, where a sort stands right above it.
fn order(node: Node<'_>, metrics: &Metrics) -> Option<Order> {
    let mut below = node;
    let (mut members, mut probed) = (1.0, 0);
    let sort = loop {
        let parent = below.parent().filter(|_| below.is_input())?;
        match parent.operator() {
            Operator::Sort | Operator::IncrementalSort => break parent,
            // A nested loop gives its rows in the order of its outer side.
            Operator::NestedLoop if below.relationship() == Some(EdgeKind::Outer) => below = parent,
            // So would a join be that looks the other side up by its key.
            Operator::Hash => below = parent,
            Operator::HashJoin if finds_one(parent, below, node) => {
                probed += 1;
                below = parent;
            }
            // What is in order in each partition is merged.
            Operator::Append | Operator::MergeAppend => {
                members *= parent.inputs().count() as f64;
                below = parent;
            }
            _ => return None,
        }
    };
    let owned = owns(node);
    let near = nearest(sort, node);
    let nearest_first = near.is_some();
    let sorted = || {
        sort.texts(Attribute::SortKey)
            .map(|text| {
                let sort_key = SortKey::parse(text, Language::Postgres);
                let subject = sort_key.subject();
                let fixed = match subject {
                    Subject::Column(_) => true,
                    Subject::Expression(whole) => {
                        whole.volatility() == Volatility::Immutable && !whole.has_reference()
                    }
                    _ => false,
                };
                let mut columns = sort_key.predicate().columns_of(sort_key.key()).peekable();
                let plain = fixed
                    && columns.peek().is_some()
                    && columns.all(&owned)
                    && sort_key.collation().is_none()
                    && sort_key.using().is_none()
                    && is_sound(sort_key.predicate(), text);
                let key = subject.index_text().filter(|_| plain)?;
                Some(Ordering {
                    key: key.into_owned(),
                    descending: sort_key.descending(),
                    nulls_first: sort_key.nulls_first(),
                    sort_key: text.to_owned(),
                })
            })
            .collect()
    };
    let keys: Option<Vec<Ordering>> = near.map_or_else(sorted, |key| Some(vec![key]));
    let keys = keys.filter(|keys| !keys.is_empty())?;
    // Groups that come in order are counted by a LIMIT, too: of their rows so many are read.
    let passes = |above: &Node<'_>| above.operator().is_gather() || groups(*above);
    let spared = std::iter::successors(Some(sort), |node| node.parent().filter(passes));
    let spared = spared.last().unwrap_or(sort);
    let grouped = Some(spared).filter(|top| groups(*top));
    let limit = spared.parent().filter(|above| above.operator() == Operator::Limit);
    let per_group = grouped.map_or(1.0, |grouped| rows(node, metrics) / rows(grouped, metrics));
    // What an OFFSET skips is read, too.
    let wanted = |limit: Node<'_>| {
        let read =
            limit.inputs().next().and_then(|input| metrics.node(input.id()).rows).map(|rows| rows.value);
        Some(read.or_else(|| limit.number(Number::EstimatedRows))? * per_group.max(1.0))
    };
    let (sort, spared, limit) = (sort.id(), spared.id(), limit.and_then(wanted));
    Some(Order { keys, sort, spared, limit, nearest: nearest_first, members, probed })
}

/// Whether each row of one side of a join finds at most one of the other by the other's `id`.
///
/// The plan does not tell keys: a column of that name is taken to be one that has an index.
fn finds_one(join: Node<'_>, side: Node<'_>, scan: Node<'_>) -> bool {
    let outer = side.relationship() == Some(EdgeKind::Outer);
    let kept = match join.text(Attribute::JoinType) {
        None | Some("Inner") => true,
        Some("Left") => outer,
        Some("Right") => !outer,
        _ => false,
    };
    let Some(text) = join.text(Attribute::HashCondition).filter(|_| kept) else { return false };
    let predicate = Predicate::parse(text, Language::Postgres);
    let mut terms = predicate.terms();
    let only = terms.next().filter(|_| terms.next().is_none());
    let term = only.and_then(|term| term.on(|column| column.qualifier().is_some() && owns(scan)(column)));
    let other = term.and_then(|term| term.value_columns().next());
    other.is_some_and(|column| column.name() == "id")
}

/// Whether a node makes groups of rows that come in order.
fn groups(node: Node<'_>) -> bool {
    matches!(node.operator(), Operator::Unique | Operator::Group)
        || node.operator() == Operator::Aggregate && node.text(Attribute::GroupKey).is_some()
}

/// The column that a sort wants the nearest rows of: `ORDER BY place <-> '(0,0)'`.
fn nearest(sort: Node<'_>, scan: Node<'_>) -> Option<Ordering> {
    let mut keys = sort.texts(Attribute::SortKey);
    let text = keys.next().filter(|_| keys.next().is_none())?;
    let predicate = Predicate::parse(text, Language::Postgres);
    let term = predicate.terms().next()?.on(owns(scan))?;
    let key = term.subject().column()?.index_name().into_owned();
    let nearest = term.usability().access() == Some(Access::Distance) && is_sound(&predicate, &key);
    nearest.then(|| Ordering { key, descending: false, nulls_first: false, sort_key: text.to_owned() })
}

/// Whether a node makes the values of a semi-join distinct: it gives what it groups by and nothing else.
fn is_distinct(node: Node<'_>) -> bool {
    let below = node.inputs().next().and_then(|input| input.number(Number::Width));
    node.operator() == Operator::Aggregate
        && node.text(Attribute::GroupKey).is_some()
        && node.number(Number::Width) == below
        && node.texts(Attribute::GroupKey).count() == 1
}

/// The join that a scan takes part in, where the other side could look its rows up.
fn join(node: Node<'_>, metrics: &Metrics) -> Option<Join> {
    // What stands between a join and its scan to prepare the scan's rows, and is spared by a lookup.
    let prepares = |above: &Node<'_>| {
        matches!(
            above.operator(),
            Operator::Hash | Operator::Materialize | Operator::Sort | Operator::Memoize
        ) || is_distinct(*above)
    };
    let mut side = node;
    let mut distinct = false;
    while let Some(parent) = side.parent().filter(prepares) {
        side = parent;
        distinct |= is_distinct(side);
    }
    let join = side.parent().filter(|parent| parent.operator().is_join() && side.is_input())?;
    let kind = join.text(Attribute::JoinType).unwrap_or("Inner");
    let inner = side.relationship() == Some(EdgeKind::Inner);
    // A lookup keeps all rows of the other side, so that must be the side that is kept.
    let possible = match kind {
        "Inner" => true,
        "Left" | "Semi" | "Anti" => inner,
        "Right" | "Right Anti" | "Right Semi" => !inner,
        _ => false,
    };
    let other = join.inputs().find(|input| input.id() != side.id()).filter(|_| possible)?;
    let mut lookups = Vec::new();
    for attribute in [Attribute::HashCondition, Attribute::MergeCondition, Attribute::JoinFilter] {
        let Some(text) = join.text(attribute) else { continue };
        let predicate = Predicate::parse(text, Language::Postgres);
        let terms = predicate
            .terms()
            .filter_map(|term| term.on(|column| column.qualifier().is_some() && owns(node)(column)));
        let usable = |lookup: &Lookup| matches!(lookup.usage, Use::Equality | Use::Range);
        lookups.extend(terms.filter_map(|term| lookup(&term, false)).filter(usable));
    }
    if !lookups.iter().any(|lookup| lookup.usage == Use::Equality) {
        return None;
    }
    // Of what is only asked whether it is there, no column but those of the condition is wanted.
    let only_asked = distinct || matches!(kind, "Semi" | "Anti" | "Right Semi" | "Right Anti");
    let covered = only_asked && node.text(Attribute::Filter).is_none();
    let probes = rows(other, metrics);
    let rows_per_probe = (rows(join, metrics) / probes).max(1.0);
    Some(Join { lookups, node: join.id(), other: other.id(), probes, rows_per_probe, covered })
}

impl Demand {
    /// The table as it stands in a statement.
    pub(super) fn table_name(&self) -> String {
        ddl::table(self.schema.as_deref(), &self.table)
    }
}
