//! What a plan asks of each table: the conditions of a scan, the order and the groups wanted above it.

use std::collections::{HashMap, HashSet};

use super::condition::{Conditions, Engine, Lookup, Use};
use super::key::Key;
use super::known;
use super::order::{Group, Order, group, order};
use super::statement::{Statement, aggregated, blocks};
use super::table::Table;
use crate::catalog::{self, Catalog};
use crate::metrics::Metrics;
use crate::plan::{Access, Attribute, EdgeKind, Format, Node, NodeId, Number, Operator, Plan};
use crate::predicate::{Language, Predicate, list_items};

/// Rows below which a table is left alone: reading them takes less than a millisecond or two.
pub(super) const FEW_ROWS: f64 = 1_000.0;
/// How far up or down a plan is looked from a scan: keeps the work linear on plans that are thousands of levels deep.
pub(super) const REACH: usize = 32;

/// What is asked of one table by one scan.
#[derive(Clone, Debug)]
pub(super) struct Demand<'p> {
    pub(super) node: Node<'p>,
    pub(super) table: Table,
    /// Rows read and rows that pass all conditions, over all executions.
    pub(super) reads: f64,
    pub(super) kept: f64,
    pub(super) executions: f64,
    /// Whether both were counted, or estimated from more than the kinds of conditions.
    pub(super) known: bool,
    pub(super) conditions: Conditions,
    pub(super) order: Option<Order>,
    pub(super) group: Option<Group>,
    /// The columns that the statement uses of the table, where the plan tells, and those of them that are surely short.
    pub(super) used: Option<Vec<String>>,
    pub(super) short: Vec<String>,
    /// Whether the rows end in aggregates only: no row as such is wanted.
    pub(super) aggregates: bool,
    /// The column that MIN or MAX alone is asked of.
    pub(super) extreme: Option<String>,
    /// The columns of it that a semi-join looks up, where it fills a temporary table with nothing else.
    pub(super) semi_join: Vec<String>,
    /// How many indexes beside the primary key could have been used.
    pub(super) possible: usize,
    /// Columns of the primary key, as far as the plan names them.
    pub(super) primary: Vec<String>,
    /// The table in the catalog.
    pub(super) in_catalog: Option<&'p catalog::Table>,
    /// Conditions that compare a text with a number, which no index serves.
    pub(super) not_cast: Vec<String>,
}

/// What is known of a plan as a whole.
pub(super) struct Context<'p> {
    pub(super) plan: &'p Plan,
    pub(super) metrics: &'p Metrics,
    pub(super) engine: Engine,
    catalog: Option<&'p Catalog>,
    /// Columns by what the plan calls their table; where there is a catalog to find it in.
    named: HashMap<String, HashSet<String>>,
    statements: Vec<Statement<'p>>,
    /// The columns of primary keys, by what the plan calls the table.
    primary: HashMap<&'p str, Vec<String>>,
}

impl<'p> Context<'p> {
    pub(super) fn new(plan: &'p Plan, metrics: &'p Metrics, catalog: Option<&'p Catalog>) -> Self {
        let dialect = plan.dialect();
        // MariaDB prints costs since 11.0, and since 11.1 it turns functions of time into ranges.
        let costs = plan.nodes().any(|node| node.number(Number::OwnCost).is_some());
        let rewrites_time = dialect == crate::plan::Dialect::MariaDb && costs;
        Self {
            plan,
            metrics,
            engine: Engine { dialect, rewrites_time },
            catalog,
            named: catalog.map_or_else(HashMap::new, |_| known::named(plan)),
            statements: blocks(plan),
            primary: primary_keys(plan),
        }
    }

    /// What is asked of the tables, scan by scan.
    pub(super) fn demands(&self) -> impl Iterator<Item = Demand<'p>> {
        self.plan.nodes().filter_map(|node| self.demand(node))
    }

    /// The SELECT that reads a table and nothing else, where that is one.
    fn statement(&self, table: &Table) -> Option<&Statement<'p>> {
        let mut found = self.statements.iter().filter(|statement| statement.is_of(table));
        found.next().filter(|_| found.next().is_none())
    }

    /// What one scan asks.
    pub(super) fn demand(&self, node: Node<'p>) -> Option<Demand<'p>> {
        if !is_scan(node) || node.never_executed() || node.operator() == Operator::BitmapIndexScan {
            return None;
        }
        let mut table = Table::of(node)?;
        let metrics = self.metrics.node(node.id());
        let reads = metrics.rows_read?.value;
        let conditions = self.conditions(node, &table);
        let counted = metrics.rows.is_some();
        let estimate = metrics.rows_kept.map_or(reads, |rows| rows.value);
        let guess = conditions.share();
        // Under a LIMIT, and in MariaDB without statistics, the estimate takes no condition into account.
        let ignored = !counted && estimate > reads * 0.99 && guess < 0.99;
        // What differs from the guess by kind is an estimate of more: of an index or a histogram.
        let known = counted
            || (!ignored
                && (estimate / reads.max(1.0) / guess.max(1e-9) - 1.0).abs() > 0.5
                && estimate < reads * 0.99);
        let kept = if ignored { reads * guess } else { estimate };
        let order = order(node, &table);
        let in_catalog = known::resolved(self.catalog, node, &table, &conditions, &self.named);
        table.in_catalog = in_catalog.map(|known| (known.schema.clone(), known.name.clone()));
        let (aggregates, functions) = aggregate(node);
        let group = group(node, &table, self.statement(&table));
        let mut demand = Demand {
            node,
            reads,
            kept,
            executions: metrics.executions.unwrap_or(1.0).max(1.0),
            known,
            conditions,
            order,
            group,
            used: None,
            short: Vec::new(),
            aggregates,
            extreme: None,
            semi_join: semi_join(node),
            possible: possible(node),
            primary: self.primary.get(table.name.as_str()).cloned().unwrap_or_default(),
            in_catalog,
            not_cast: Vec::new(),
            table,
        };
        known::refine(&mut demand);
        self.columns(&mut demand, &functions);
        self.stop_early(&mut demand);
        Some(demand)
    }

    /// The conditions that a scan checks, by its index and row by row, wherever they stand.
    fn conditions(&self, node: Node<'p>, table: &Table) -> Conditions {
        let mut conditions = Conditions::default();
        looked_up(node, table, &mut conditions);
        let by_index = [Attribute::IndexCondition, Attribute::Ranges];
        let served = node.access().is_some_and(|access| !access.is_full());
        for text in by_index.into_iter().flat_map(|attribute| node.texts(attribute)) {
            conditions.read(text, table, self.engine, served);
        }
        for text in node.texts(Attribute::PushedCondition).chain(node.texts(Attribute::Filter)) {
            conditions.read(text, table, self.engine, false);
        }
        for filter in filters(node) {
            for text in filter.texts(Attribute::Filter) {
                conditions.read(text, table, self.engine, false);
            }
        }
        // What an index merge merges stands in its parts.
        if node.access() == Some(Access::Merge) {
            for part in node.subtree().skip(1).take(REACH) {
                for text in part.texts(Attribute::IndexCondition) {
                    conditions.read(text, table, self.engine, false);
                }
            }
        }
        conditions.settle();
        conditions
    }

    /// The columns of the table that the statement uses.
    fn columns(&self, demand: &mut Demand<'p>, functions: &[String]) {
        let table = &demand.table;
        let mut short: Vec<String> = functions.iter().flat_map(|item| aggregated(item, table)).collect();
        demand.extreme = extreme(functions, table);
        let statement = self.statement(table);
        if let Some(statement) = statement {
            short.extend(statement.aggregated(table));
            short.extend(statement.groups(table).unwrap_or_default());
        }
        let compared: Vec<String> = demand
            .conditions
            .lookups
            .iter()
            .map(|lookup| lookup.key.column.clone())
            .chain(demand.conditions.residual.iter().flat_map(|residual| residual.columns.clone()))
            .collect();
        let printed: Vec<String> = demand.node.texts(Attribute::UsedColumns).map(str::to_owned).collect();
        demand.used = if !printed.is_empty() && demand.node.plan().format() == Format::JsonV2 {
            // The server also reads the primary key where a temporary table wants it; an index holds that anyway.
            let wanted = |name: &String| statement.is_none_or(|all| all.mentions(table, name));
            Some(printed.into_iter().filter(wanted).collect())
        } else if demand.aggregates || !demand.semi_join.is_empty() {
            // Nothing else comes out: these columns and those of the conditions are all.
            Some(compared.iter().chain(&short).chain(&demand.semi_join).cloned().collect())
        } else {
            None
        };
        short.extend(compared);
        short.extend(demand.semi_join.iter().cloned());
        if let Some(group) = &demand.group {
            short.extend(group.columns.iter().cloned());
        }
        demand.short = short;
    }

    /// A LIMIT right above a scan ends it once enough rows have passed.
    fn stop_early(&self, demand: &mut Demand<'p>) {
        if self.metrics.node(demand.node.id()).rows.is_some() {
            return;
        }
        let above = super::order::above(demand.node, |operator| operator == Operator::Limit);
        let Some(limit) = above.and_then(super::order::limit_of) else { return };
        let given = match above.and_then(|limit| limit.inputs().next()) {
            Some(input) if input.id() != filtered(demand.node).id() => {
                input.number(Number::EstimatedRows).unwrap_or(demand.kept)
            }
            _ => demand.kept,
        };
        let share = (limit * demand.executions / given.max(1.0)).min(1.0);
        demand.kept *= share;
        demand.reads *= share;
    }
}

/// Whether a node reads rows of a table by itself.
fn is_scan(node: Node<'_>) -> bool {
    let operator = node.operator();
    operator.is_table_scan() && operator != Operator::ConstantRow && operator != Operator::SampleScan
}

/// The filters right above a node: MySQL's iterators filter in nodes of their own.
pub(super) fn filters(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.ancestors().take_while(|above| above.operator() == Operator::Filter).take(REACH)
}

/// The node itself or the last of the filters above it.
pub(super) fn filtered(node: Node<'_>) -> Node<'_> {
    filters(node).last().unwrap_or(node)
}

/// What formats without conditions of lookups print of them: columns of the index, and what they are compared with.
fn looked_up(node: Node<'_>, table: &Table, conditions: &mut Conditions) {
    let is_lookup = matches!(node.access(), Some(Access::Lookup | Access::UniqueLookup));
    if !is_lookup || node.text(Attribute::IndexCondition).is_some() {
        return;
    }
    let mut references = node.texts(Attribute::KeyReferences);
    for name in node.texts(Attribute::KeyColumns) {
        let Some(key) = Key::column(name) else { continue };
        let reference = references.next().unwrap_or("const");
        let joins = reference != "const" && table.referred(reference).is_none();
        let condition = format!("{name} = {reference}");
        conditions.add(Lookup { key, usage: Use::Equality, condition, share: 1.0, served: true, joins });
    }
}

/// The lookup in the temporary table that a scan fills for a semi-join.
pub(super) fn semi_join_lookup(node: Node<'_>) -> Option<Node<'_>> {
    let passes = |node: &Node<'_>| matches!(node.operator(), Operator::Materialize | Operator::QueryBlock);
    let lookup = filtered(node).ancestors().take(REACH).find(|node| !passes(node))?;
    let is_semi = lookup.alias().or(lookup.relation()).is_some_and(|name| name.starts_with("<subquery"));
    let looks_up = lookup.access().is_some_and(|access| !access.is_full());
    (lookup.operator() == Operator::SubqueryScan && is_semi && looks_up).then_some(lookup)
}

/// The columns that a semi-join looks up of those that a scan gives.
fn semi_join(node: Node<'_>) -> Vec<String> {
    let Some(lookup) = semi_join_lookup(node) else { return Vec::new() };
    let mut columns: Vec<String> = lookup.texts(Attribute::KeyColumns).map(str::to_owned).collect();
    if columns.is_empty() {
        for text in lookup.texts(Attribute::IndexCondition) {
            let predicate = Predicate::parse(text, Language::MySql);
            let own = predicate.columns().filter(|column| column.qualifier().is_none());
            columns.extend(own.map(|column| column.name().into_owned()));
        }
    }
    // The temporary table has the names that the subquery gives, which need not be those of the table's columns.
    let used: Vec<&str> = node.texts(Attribute::UsedColumns).collect();
    if columns.is_empty() && used.len() == 1 {
        return vec![used[0].to_owned()];
    }
    let known = used.is_empty() || columns.iter().all(|name| used.contains(&name.as_str()));
    if known { columns } else { Vec::new() }
}

/// How many indexes beside the primary key could have been used, where the plan lists them.
fn possible(node: Node<'_>) -> usize {
    node.texts(Attribute::PossibleIndexes).filter(|name| *name != "PRIMARY" && !name.starts_with('<')).count()
}

/// The columns of the tables' primary keys, as far as lookups in them name them.
fn primary_keys(plan: &Plan) -> HashMap<&str, Vec<String>> {
    let of_key = |node: &Node<'_>| node.text(Attribute::Index) == Some("PRIMARY");
    let columns = |node: Node<'_>| -> Vec<String> {
        let named: Vec<String> = node.texts(Attribute::KeyColumns).map(str::to_owned).collect();
        if !named.is_empty() {
            return named;
        }
        let texts = node.texts(Attribute::IndexCondition);
        let parsed: Vec<Predicate> = texts.map(|text| Predicate::parse(text, Language::MySql)).collect();
        let columns =
            parsed.iter().flat_map(Predicate::columns).filter(|column| column.qualifier().is_none());
        columns.map(|column| column.name().into_owned()).collect()
    };
    let mut keys: HashMap<&str, Vec<String>> = HashMap::new();
    for node in plan.nodes().filter(of_key) {
        let Some(table) = node.relation() else { continue };
        let (known, columns) = (keys.entry(table).or_default(), columns(node));
        if columns.len() > known.len() {
            *known = columns;
        }
    }
    keys
}

/// Whether the rows of a scan end in ungrouped aggregates, and those.
fn aggregate(node: Node<'_>) -> (bool, Vec<String>) {
    let top = filtered(node);
    let above = top.parent().filter(|above| above.operator() == Operator::Aggregate && top.is_input());
    let items = above.and_then(|above| above.name().strip_prefix("Aggregate: "));
    let Some(items) = items else { return (false, Vec::new()) };
    (true, list_items(items, Language::MySql).map(str::to_owned).collect())
}

/// The column of which only the smallest or only the largest value is asked.
fn extreme(functions: &[String], table: &Table) -> Option<String> {
    let [only] = functions else { return None };
    let is_extreme = ["min(", "max("].iter().any(|word| only.starts_with(word));
    let mut columns = aggregated(only, table).into_iter();
    let column = columns.next().filter(|_| is_extreme && columns.next().is_none())?;
    only.ends_with(&format!("{column})")).then_some(column)
}

/// How a node hangs on the join above it.
pub(super) fn is_outer(node: Node<'_>) -> bool {
    node.relationship() == Some(EdgeKind::Outer)
}

/// The ids of nodes, each once.
pub(super) fn ids<'p>(nodes: impl IntoIterator<Item = Node<'p>>) -> Vec<NodeId> {
    let mut ids: Vec<NodeId> = nodes.into_iter().map(Node::id).collect();
    crate::sort::sort(&mut ids);
    ids.dedup();
    ids
}
