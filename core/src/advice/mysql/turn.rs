//! Indexes that let a join begin with another table.
//!
//! A table that is read whole first, only for most of its rows to fall to a condition of the next one, should come
//! second: by an index on its column that joins (measured: 200,003 rows become 20,855), or, where the next table is
//! found by that column, by one on the condition itself (200,054 become 152). The condition's own index alone changes
//! nothing where the join cannot go on from there (measured), so it stands behind, and says so.

use super::candidate::{Candidate, Part, equalities, looked_up, push, with_nodes};
use super::condition::Use;
use super::demand::{Demand, FEW_ROWS, REACH, filtered, ids, is_outer};
use super::join::{Demands, leaf};
use super::key::Key;
use super::rows::{Reads, share_kept};
use crate::metrics::Interval;
use crate::plan::{Access, Attribute, Dialect, Node, Number, Operator};
use crate::predicate::{Language, Predicate};

/// The share of rows above which a condition does not decide what a join should begin with.
const SELECTIVE: f64 = 0.3;
/// How many rows the other table is taken to have for each one that is looked up in it: the plan does not tell.
const ROWS_PER_LOOKUP: f64 = 0.25;

/// A column of a lookup's index and what it is compared with.
struct LookedUp {
    column: String,
    /// The column of the table in question that it is compared with.
    of: Option<String>,
    constant: bool,
    condition: String,
}

/// What turns a join round that begins with a table of which it needs little: what it takes, and what helps then.
pub(super) fn turned<'p>(demands: &Demands<'_, 'p>, demand: &Demand<'p>) -> Vec<Candidate> {
    // It is read whole, and most of it passes.
    let read_whole = demand.node.access().is_some_and(Access::is_full);
    if demand.reads < FEW_ROWS || !read_whole || share_kept(demand) < 0.5 {
        return Vec::new();
    }
    let mut side = filtered(demand.node);
    for _ in 0..REACH {
        let begins = |join: &Node<'_>| side.is_input() && (is_outer(side) || follows_constant(*join));
        let Some(join) = side.parent().filter(begins) else { break };
        if join.operator() == Operator::NestedLoop
            && let Some(found) = turned_by(demands, demand, join)
        {
            return found;
        }
        if !matches!(join.operator(), Operator::NestedLoop | Operator::Filter | Operator::Stream) {
            break;
        }
        side = join;
    }
    Vec::new()
}

/// Whether all that a join begins with is a row that is known before.
fn follows_constant(join: Node<'_>) -> bool {
    let outer = join.inputs().next().and_then(leaf);
    join.operator() == Operator::NestedLoop
        && outer.is_some_and(|outer| outer.operator() == Operator::ConstantRow)
}

/// A join whose second table has a condition that decides.
struct Turn<'d, 'p> {
    /// The table that the join begins with.
    first: &'d Demand<'p>,
    /// The table that the condition's table is looked up by: the first, or one that is looked up by it.
    child: &'d Demand<'p>,
    /// The table with the condition, and the columns of its lookup.
    inner: &'d Demand<'p>,
    columns: Vec<LookedUp>,
    join: Node<'p>,
    /// The share of the first table's rows for which it has one that passes.
    share: f64,
}

fn turned_by<'p>(demands: &Demands<'_, 'p>, first: &Demand<'p>, join: Node<'p>) -> Option<Vec<Candidate>> {
    let kind = join.text(Attribute::JoinType).unwrap_or("inner join");
    let inner = join.inputs().nth(1).and_then(leaf).and_then(|scan| demands.of(scan))?;
    let outer_join = |text: &str| text.contains("trigcond(") || text.contains("is_not_null_compl");
    if !matches!(kind, "inner join" | "semijoin") || inner.node.texts(Attribute::Filter).any(outer_join) {
        return None;
    }
    if !matches!(inner.node.access(), Some(Access::Lookup | Access::UniqueLookup)) {
        return None;
    }
    let columns = looked_up_by(inner, first);
    let between = between(demands, first, inner, join);
    let (columns, child) = match between.filter(|_| columns.iter().all(|column| column.of.is_none())) {
        Some(between) => (looked_up_by(inner, between), between),
        None => (columns, first),
    };
    let share = inner_share(inner, first, columns.iter().any(|column| column.constant));
    let joins = columns.iter().any(|column| column.of.is_some());
    let turn = Turn { first, child, inner, columns, join, share };
    if !joins || share > SELECTIVE {
        return None;
    }
    if turn.is_by_child() { turn.by_child() } else { turn.by_condition().map(|candidate| vec![candidate]) }
}

impl Turn<'_, '_> {
    /// Whether what is missing is an index on the column that joins.
    ///
    /// A whole unique key names one row of a parent, of which the other table has the children: they are to be found
    /// by their column. Otherwise the table of the condition has the children, and is to be found by that.
    fn is_by_child(&self) -> bool {
        let of_parent = self.inner.node.access() == Some(Access::UniqueLookup)
            && self.columns.iter().all(|column| column.of.is_some());
        // Where MariaDB lists an index for the first table, only that on the condition is missing. MySQL, which takes
        // the condition into account, would have begun with the other table then.
        let listed = self.child.node.text(Attribute::PossibleIndexes).is_some() && self.is_direct();
        of_parent && !(listed && self.first.node.plan().dialect() == Dialect::MariaDb)
    }

    /// Whether the table of the condition is looked up by the first one.
    fn is_direct(&self) -> bool {
        self.child.node.id() == self.first.node.id()
    }

    /// Rows of the first table, or of the one behind it, that pass the condition.
    fn rows(&self) -> f64 {
        self.share * self.first.kept
    }

    fn before(&self) -> f64 {
        self.first.reads + self.inner.reads
    }

    /// An index on the column that joins, and behind it one on the condition.
    fn by_child(&self) -> Option<Vec<Candidate>> {
        // The server adds IS NOT NULL where the column may be null, and the plan does not tell how often it is.
        if !self.first.known && self.first.conditions.residual.iter().any(|residual| residual.not_null) {
            return None;
        }
        let mut parts = if self.is_direct() { equalities(self.first, Use::is_lookup) } else { Vec::new() };
        for column in &self.columns {
            let key = Key::column(column.of.as_deref()?)?;
            let reason = format!("lets the join begin with the other table: {}", column.condition);
            push(&mut parts, Part { key, descending: false, reason });
        }
        let rows = self.rows();
        // At most it has a row for each that is looked up in it.
        let other = Interval {
            value: ROWS_PER_LOOKUP * self.inner.reads,
            low: 0.0,
            high: self.inner.reads.min(self.first.kept),
        };
        let required = self.candidate(self.child, parts, self.before(), other + Interval::exact(rows))?;
        let mut found = vec![required];
        let parts = self.condition();
        if !parts.is_empty() && self.inner.possible == 0 {
            let after = Interval { value: self.share * other.value, low: 0.0, high: other.high };
            let made = self.made(self.inner, parts, other.value, after);
            found.push(Candidate {
                notes: vec!["Of use only together with the index on the column that joins.".to_owned()],
                ..made
            });
        }
        Some(found)
    }

    /// The condition that decides, as keys.
    fn condition(&self) -> Vec<Part> {
        let unserved = self.inner.conditions.lookups.iter().filter(|lookup| !lookup.served && !lookup.joins);
        let mut parts = Vec::new();
        for lookup in unserved.filter(|lookup| lookup.usage.is_lookup()) {
            push(&mut parts, looked_up(lookup));
        }
        parts
    }

    /// An index on the condition, which leads to the first table.
    fn by_condition(&self) -> Option<Candidate> {
        let constant = self.columns.iter().any(|column| column.constant);
        if self.inner.possible > 0 && !constant {
            return None;
        }
        let mut parts = self.condition();
        for column in self.columns.iter().filter(|column| column.constant) {
            let reason = format!("lets the join begin here: {}", column.condition);
            push(&mut parts, Part { key: Key::column(&column.column)?, descending: false, reason });
        }
        if parts.is_empty() {
            return None;
        }
        for column in self.columns.iter().filter(|column| column.of.is_some()) {
            let reason = format!("leads to the other table: {}", column.condition);
            push(&mut parts, Part { key: Key::column(&column.column)?, descending: false, reason });
        }
        while parts.len() > 1
            && parts.last().is_some_and(|part| self.inner.primary.contains(&part.key.column))
        {
            parts.pop();
        }
        let rows = self.rows();
        self.candidate(
            self.inner,
            parts,
            self.before(),
            Interval { value: 2.0 * rows, low: rows, high: 3.0 * rows },
        )
    }

    /// A candidate, if it saves a fifth even if all that is not known turns out badly.
    fn candidate(
        &self,
        of: &Demand<'_>,
        parts: Vec<Part>,
        before: f64,
        after: Interval,
    ) -> Option<Candidate> {
        (after.high <= before * 0.8).then(|| self.made(of, parts, before, after))
    }

    fn made(&self, of: &Demand<'_>, parts: Vec<Part>, before: f64, after: Interval) -> Candidate {
        let (table, nodes, reads) = (of.table.clone(), ids([of.node]), Reads { before, after });
        with_nodes(
            Candidate { table, parts, nodes, reads, notes: Vec::new(), exact: true, types_known: false },
            &[self.join],
        )
    }
}

/// A table between the first of a join and one that follows: found by a unique key of the first, and leading on.
fn between<'d, 'p>(
    demands: &Demands<'d, 'p>,
    first: &Demand<'p>,
    inner: &Demand<'p>,
    join: Node<'p>,
) -> Option<&'d Demand<'p>> {
    let leads = |between: &&Demand<'p>| {
        between.node.id() != first.node.id()
            && between.node.access() == Some(Access::UniqueLookup)
            && looked_up_by(between, first).iter().all(|column| column.of.is_some())
            && looked_up_by(inner, between).iter().any(|column| column.of.is_some())
    };
    let outer = join.inputs().next()?;
    outer.subtree().take(REACH).filter_map(|node| demands.of(node)).find(leads)
}

/// The share of the first table's rows for which the second has one that passes.
fn inner_share(inner: &Demand<'_>, demand: &Demand<'_>, constant: bool) -> f64 {
    if inner.known && inner.node.number(Number::Loops).is_some() {
        return inner.kept / demand.kept.max(1.0);
    }
    // A guess by the kind of a condition that no index serves says nothing.
    if !constant
        && !inner.known
        && inner.conditions.lookups.iter().all(|lookup| lookup.served || lookup.joins)
    {
        return 1.0;
    }
    let lookup = if constant { 0.1 } else { 1.0 };
    share_kept(inner).min(inner.conditions.local_share()) * lookup
}

/// The columns by which a table is looked up.
fn looked_up_by(inner: &Demand<'_>, demand: &Demand<'_>) -> Vec<LookedUp> {
    let node = inner.node;
    let mut columns = Vec::new();
    if let Some(text) = node.text(Attribute::IndexCondition) {
        let predicate = Predicate::parse(text, Language::MySql);
        for term in predicate.terms() {
            let Some(term) = term.on(|column| column.qualifier().is_none() || inner.table.owns(&column))
            else {
                continue;
            };
            let Some(column) = term.subject().column() else { continue };
            let mut values = term.value_columns();
            let of = values.next();
            let constant = of.is_none();
            let of = of.filter(|column| column.qualifier().is_some() && demand.table.owns(column));
            columns.push(LookedUp {
                column: column.name().into_owned(),
                of: of.map(|column| column.name().into_owned()),
                constant,
                condition: term.source().to_owned(),
            });
        }
        return columns;
    }
    let mut references = node.texts(Attribute::KeyReferences);
    for name in node.texts(Attribute::KeyColumns) {
        let reference = references.next().unwrap_or("const");
        columns.push(LookedUp {
            column: name.to_owned(),
            of: demand.table.referred(reference),
            constant: reference == "const",
            condition: format!("{name} = {reference}"),
        });
    }
    columns
}
