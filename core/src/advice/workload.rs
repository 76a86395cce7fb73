//! One set of indexes for many statements: what each of them would save, weighed by how often it runs.

use super::{IndexAdvice, mysql, postgres};
use crate::catalog::Catalog;
use crate::metrics::Metrics;
use crate::plan::{Dialect, Plan};

/// A statement of a workload.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'p> {
    /// Its plan.
    pub plan: &'p Plan,
    /// The numbers of the plan.
    pub metrics: &'p Metrics,
    /// How often it runs, in whatever time the others are counted for.
    pub calls: f64,
}

/// What a set of indexes may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WorkloadLimits {
    /// The most bytes that the indexes may take together, as they are estimated.
    pub bytes: Option<f64>,
    /// The most indexes.
    pub indexes: Option<usize>,
}

/// A set of indexes for a workload.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct WorkloadAdvice {
    /// The indexes, in the order in which they are worth it: each is weighed beside those before it.
    pub indexes: Vec<WorkloadIndex>,
    /// What all statements cost as it is, times their calls: for PostgreSQL in the planner's units, for MySQL and
    /// MariaDB the rows read.
    pub before: f64,
    /// The same with the indexes.
    pub after: f64,
}

impl WorkloadAdvice {
    /// Bytes that the indexes take together, as estimated.
    pub fn bytes(&self) -> f64 {
        self.indexes.iter().filter_map(|index| index.index.size_bytes).sum()
    }

    /// The statements that create the indexes, each index on a line of its own.
    pub fn ddl(&self) -> String {
        self.indexes.iter().flat_map(|index| [index.index.ddl(), "\n"]).collect()
    }
}

/// An index of a set.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WorkloadIndex {
    /// The index. Its reasons are those of the statement that it helps most; its costs are that statement's.
    pub index: IndexAdvice,
    /// What the workload saves by it, beside the indexes before it: in the unit of [`WorkloadAdvice::before`].
    pub saving: f64,
    /// The statements that it helps, those it saves most first.
    pub helps: Vec<Helped>,
}

/// What an index does for one statement.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Helped {
    /// The statement's place in the workload, from 0.
    pub statement: usize,
    /// What the statement costs once with the indexes before this one.
    pub before: f64,
    /// What it costs with this one beside them.
    pub after: f64,
}

/// Proposes one set of indexes for many statements: greedily, by what it saves for each byte it takes.
///
/// The work is linear in the statements; of one table at most some dozens of indexes are weighed. Statements of several
/// engines are advised one engine after another, and then `before` and `after` are sums of different units.
///
/// ```
/// use plansight::advice::{Statement, WorkloadLimits, advise_workload};
///
/// let text = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders", "Startup Cost": 0.00,
///     "Total Cost": 10566.00, "Plan Rows": 40, "Plan Width": 75, "Filter": "(customer_id = 7)"}}]"#;
/// let analysis = plansight::analyze(text)?;
/// let plan = &analysis.plans()[0];
/// let statement = Statement { plan: plan.plan(), metrics: plan.metrics(), calls: 1000.0 };
/// let advice = advise_workload(&[statement], None, WorkloadLimits::default());
/// assert_eq!(advice.indexes[0].index.ddl(), "CREATE INDEX CONCURRENTLY ON orders (customer_id);");
/// # Ok::<(), plansight::ParseError>(())
/// ```
pub fn advise_workload(
    statements: &[Statement<'_>],
    catalog: Option<&Catalog>,
    limits: WorkloadLimits,
) -> WorkloadAdvice {
    let of = |engine: Dialect| {
        let catalog = catalog.filter(|catalog| catalog.engine.is_none_or(|known| known == engine));
        let places: Vec<usize> =
            (0..statements.len()).filter(|at| statements[*at].plan.dialect() == engine).collect();
        let part: Vec<Statement<'_>> = places.iter().map(|at| statements[*at]).collect();
        let mut advice = match engine {
            _ if part.is_empty() => return WorkloadAdvice::default(),
            Dialect::Postgres => postgres::workload::advise(&part, catalog, limits),
            Dialect::MySql | Dialect::MariaDb => together(&part, catalog, limits),
        };
        for helped in advice.indexes.iter_mut().flat_map(|index| &mut index.helps) {
            helped.statement = places[helped.statement];
        }
        advice
    };
    let mut whole = WorkloadAdvice::default();
    for part in [Dialect::Postgres, Dialect::MySql, Dialect::MariaDb].map(of) {
        whole.indexes.extend(part.indexes);
        whole.before += part.before;
        whole.after += part.after;
    }
    whole
}

/// For engines whose indexes are judged by rows read: what is proposed for each statement, each index once.
fn together(
    statements: &[Statement<'_>],
    catalog: Option<&Catalog>,
    limits: WorkloadLimits,
) -> WorkloadAdvice {
    let mut whole = WorkloadAdvice::default();
    let mut indexes: Vec<WorkloadIndex> = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let advice = mysql::advise(statement.plan, statement.metrics, catalog);
        whole.before +=
            advice.first().and_then(|index| index.rows_before).unwrap_or_default() * statement.calls;
        for index in advice {
            let (Some(before), Some(after)) = (index.rows_before, index.rows_after) else { continue };
            let helped = Helped { statement: at, before, after: after.value };
            let saving = (before - after.value).max(0.0) * statement.calls;
            let same = |other: &&mut WorkloadIndex| other.index.table == index.table && begins(other, &index);
            match indexes.iter_mut().find(same) {
                Some(other) => {
                    other.saving += saving;
                    other.helps.push(helped);
                    if index.keys.len() > other.index.keys.len() {
                        other.index = index;
                    }
                }
                None => indexes.push(WorkloadIndex { index, saving, helps: vec![helped] }),
            }
        }
    }
    crate::sort::by(&mut indexes, |a, b| b.saving.total_cmp(&a.saving));
    indexes.truncate(limits.indexes.unwrap_or(usize::MAX));
    for index in &mut indexes {
        let saved = |helped: &Helped| (helped.before - helped.after) * statements[helped.statement].calls;
        crate::sort::by(&mut index.helps, |a, b| saved(b).total_cmp(&saved(a)));
    }
    let saved: f64 = indexes.iter().map(|index| index.saving).sum();
    whole.after = (whole.before - saved).max(0.0);
    whole.indexes = indexes;
    whole
}

/// Whether the keys of one index are the first of another, whichever is the longer.
fn begins(one: &WorkloadIndex, other: &IndexAdvice) -> bool {
    let pairs = one.index.keys.iter().zip(&other.keys);
    one.index.method == other.method
        && pairs.into_iter().all(|(a, b)| a.expression == b.expression && a.order == b.order)
}
