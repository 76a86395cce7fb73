//! The whole way from text to advice: composition, nothing else.

use std::sync::{Arc, OnceLock};

use crate::advice::{self, IndexAdvice, Statement, WorkloadAdvice, WorkloadLimits};
use crate::catalog::Catalog;
use crate::dialect::ReadLimits;
use crate::error::ParseError;
use crate::metrics::Metrics;
use crate::plan::{Dialect, Plan};
use crate::read::{self, Reading};
use crate::redact;
use crate::rules::{self, Finding, Limits};
use crate::source::Repair;
use crate::text;

/// Reads, measures and judges plans, with options.
///
/// ```
/// let plan = r#"[{"Plan": {"Node Type": "Result", "Total Cost": 0.01}}]"#;
/// let analysis = plansight::Analyzer::new().advice(false).analyze(plan)?;
/// assert_eq!(analysis.plans().len(), 1);
/// # Ok::<(), plansight::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Analyzer {
    read_limits: ReadLimits,
    limits: Limits,
    advice: bool,
    redact: bool,
    dialect: Option<Dialect>,
    catalog: Option<Arc<Catalog>>,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self {
            read_limits: ReadLimits::default(),
            limits: Limits::default(),
            advice: true,
            redact: false,
            dialect: None,
            catalog: None,
        }
    }
}

impl Analyzer {
    /// The default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how much may be read.
    #[must_use]
    pub fn read_limits(self, read_limits: ReadLimits) -> Self {
        Self { read_limits, ..self }
    }

    /// Sets the thresholds of the rules.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Sets whether indexes are proposed, which is done when they are first [asked for](PlanAnalysis::indexes). Default:
    /// true.
    #[must_use]
    pub fn advice(self, advice: bool) -> Self {
        Self { advice, ..self }
    }

    /// Sets whether the values in plans are left out of all that is made of them: strings, numbers, dates and lists in
    /// conditions and statements, each replaced by `$?` (`?` in plans of MySQL and MariaDB). Names of tables and columns
    /// stay, and figures. Errors then say the place only. Default: false.
    ///
    /// Findings are those of the plan as it was. Indexes are proposed as for a statement that is prepared, whose values
    /// nobody knows: none for the rows of one value alone, none on an expression with a constant in it, none for the
    /// beginning of a pattern. A catalog is not redacted.
    ///
    /// ```
    /// use plansight::{Analyzer, plan::Attribute};
    ///
    /// let plan = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "people", "Filter": "(name = 'Ann'::text)"}}]"#;
    /// let analysis = Analyzer::new().redact(true).analyze(plan)?;
    /// let root = analysis.plans()[0].plan().root();
    /// assert_eq!(root.text(Attribute::Filter), Some("(name = $?::text)"));
    /// # Ok::<(), plansight::ParseError>(())
    /// ```
    #[must_use]
    pub fn redact(self, redact: bool) -> Self {
        Self { redact, ..self }
    }

    /// Sets the engine the plan comes from; without it, the plan's shape tells.
    #[must_use]
    pub fn dialect(self, dialect: Option<Dialect>) -> Self {
        Self { dialect, ..self }
    }

    /// Sets what is known of the tables beyond the plans; clones of the analyzer share it.
    ///
    /// ```
    /// use plansight::{Analyzer, catalog::Catalog};
    ///
    /// let catalog = Catalog::parse(r#"{"plansight_catalog": 1, "engine": "postgresql", "tables": []}"#)?;
    /// let analyzer = Analyzer::new().catalog(catalog);
    /// # Ok::<(), plansight::ParseError>(())
    /// ```
    #[must_use]
    pub fn catalog(self, catalog: impl Into<Arc<Catalog>>) -> Self {
        Self { catalog: Some(catalog.into()), ..self }
    }

    /// Analyses every plan in a text.
    ///
    /// # Errors
    ///
    /// When there is no plan to be read in the text, or more than the limits allow. Once a plan is read, nothing
    /// fails.
    pub fn analyze(&self, text: impl Into<String>) -> Result<Analysis, ParseError> {
        match read::read(text.into(), self.read_limits, self.dialect) {
            Ok(reading) => Ok(self.judge_all(reading)),
            Err(error) => Err(if self.redact { error.redacted() } else { error }),
        }
    }

    /// Analyses every plan in the bytes of a file: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// # Errors
    ///
    /// As [`Analyzer::analyze`]; positions count in the decoded text.
    pub fn analyze_bytes(&self, bytes: impl Into<Vec<u8>>) -> Result<Analysis, ParseError> {
        self.analyze(text::decode(bytes.into()))
    }

    /// Analyses many texts, on all cores with the feature `rayon`, and makes something of each result where it was
    /// read, so that the analyses need not all be kept. The order is that of the texts.
    ///
    /// ```
    /// let texts = vec![r#"[{"Plan": {"Node Type": "Result"}}]"#, "no plan"];
    /// let plans = plansight::Analyzer::new().analyze_many(texts, |result| result.map(|it| it.plans().len()).ok());
    /// assert_eq!(plans, [Some(1), None]);
    /// ```
    pub fn analyze_many<T: Into<Vec<u8>> + Send, R: Send>(
        &self,
        texts: Vec<T>,
        then: impl Fn(Result<Analysis, ParseError>) -> R + Sync,
    ) -> Vec<R> {
        let one = |text: T| then(self.analyze_bytes(text));
        #[cfg(feature = "rayon")]
        return rayon::iter::ParallelIterator::collect(rayon::iter::ParallelIterator::map(
            rayon::iter::IntoParallelIterator::into_par_iter(texts),
            one,
        ));
        #[cfg(not(feature = "rayon"))]
        texts.into_iter().map(one).collect()
    }

    /// Measures and judges what was read.
    pub(crate) fn judge_all(&self, reading: Reading) -> Analysis {
        let plans = reading.plans.into_iter().map(|plan| self.judge(plan)).collect();
        // Of a statement without a plan the server gives the words: `Notify`.
        let words = |notice: String| if self.redact { redact::words(&notice) } else { notice };
        let notices = reading.notices.into_iter().map(words).collect();
        Analysis { plans, repairs: reading.repairs, notices }
    }

    /// Measures and judges a plan.
    fn judge(&self, mut plan: Plan) -> PlanAnalysis {
        let metrics = Metrics::measure(&plan);
        let findings = rules::check(&plan, &metrics, &self.limits);
        if self.redact {
            redact::redact(&mut plan);
        }
        let indexes = if self.advice { OnceLock::new() } else { Vec::new().into() };
        PlanAnalysis { plan, metrics, findings, indexes, catalog: self.catalog.clone() }
    }
}

/// Reads, measures and judges every plan in a text, with the default options.
///
/// The text is a plan of PostgreSQL (`EXPLAIN (FORMAT JSON)`, with or without ANALYZE), MySQL (`EXPLAIN FORMAT=JSON`,
/// `FORMAT=TREE`, `EXPLAIN ANALYZE`) or MariaDB (`EXPLAIN` or `ANALYZE FORMAT=JSON`), however it was pasted: out of a
/// client with its frame, a log of `auto_explain`, a driver's row, a code fence.
///
/// ```
/// let text = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/postgres/15-orders-report.json")).unwrap();
/// let analysis = plansight::analyze(String::from_utf8_lossy(&text))?;
/// let plan = &analysis.plans()[0];
/// for finding in plan.findings() {
///     println!("{}: {}", finding.severity, finding.message(plan.plan()));
/// }
/// for index in plan.indexes() {
///     println!("{}", index.ddl());
/// }
/// # Ok::<(), plansight::ParseError>(())
/// ```
///
/// # Errors
///
/// When there is no plan to be read in the text: see [`ParseError`].
pub fn analyze(text: impl Into<String>) -> Result<Analysis, ParseError> {
    Analyzer::new().analyze(text)
}

/// What was found in a text: its plans, each costed and judged.
#[derive(Clone, Debug)]
pub struct Analysis {
    plans: Vec<PlanAnalysis>,
    repairs: Vec<Repair>,
    notices: Vec<String>,
}

impl Analysis {
    /// The plans in the order of the text: zero (a rule that does nothing has none) to many.
    pub fn plans(&self) -> &[PlanAnalysis] {
        &self.plans
    }

    /// What was done to the text before it could be read.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// What the server answered instead of a plan, such as `Notify`.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }
}

/// A plan with everything that was computed from it.
#[derive(Clone, Debug)]
pub struct PlanAnalysis {
    plan: Plan,
    metrics: Metrics,
    findings: Vec<Finding>,
    /// Made when it is first asked for: whoever wants the findings only does not wait for it.
    indexes: OnceLock<Vec<IndexAdvice>>,
    catalog: Option<Arc<Catalog>>,
}

impl PlanAnalysis {
    /// The plan: its graph, and all that the server printed.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The numbers of its nodes.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// What is wrong with it, worst first.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The indexes to create, best first.
    ///
    /// They are looked for when they are first asked for, which takes about as long as the analysis took; what waits
    /// meanwhile on another thread gets the same.
    pub fn indexes(&self) -> &[IndexAdvice] {
        self.indexes.get_or_init(|| advice::advise(&self.plan, &self.metrics, self.catalog.as_deref()))
    }
}

/// The plans of many analyses, each with a name and how often it runs: what one set of indexes is wanted for.
///
/// ```
/// use plansight::{Analyzer, Workload, advice::WorkloadLimits};
///
/// let text = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders", "Startup Cost": 0.00,
///     "Total Cost": 10566.00, "Plan Rows": 40, "Plan Width": 75, "Filter": "(customer_id = 7)"}}]"#;
/// // What is proposed for a statement alone is not asked for.
/// let analysis = Analyzer::new().advice(false).analyze(text)?;
/// let mut workload = Workload::default();
/// workload.add(Some("orders of a customer"), &analysis, 1000.0);
/// let advice = workload.advise(None, WorkloadLimits::default());
/// assert_eq!(advice.ddl(), "CREATE INDEX CONCURRENTLY ON orders (customer_id);\n");
/// # Ok::<(), plansight::ParseError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Workload<'a> {
    statements: Vec<Statement<'a>>,
    names: Vec<String>,
    analyses: usize,
}

impl<'a> Workload<'a> {
    /// Adds the plans of an analysis, each with so many calls: by a name, or else by the place of the analysis, and where
    /// there are several plans by theirs behind it, all from 1.
    ///
    /// Calls are a number of 0 or more; one that is not is taken for 0.
    pub fn add(&mut self, name: Option<&str>, analysis: &'a Analysis, calls: f64) {
        self.analyses += 1;
        let name = name.map_or_else(|| format!("statement {}", self.analyses), str::to_owned);
        let calls = if calls.is_finite() { calls.max(0.0) } else { 0.0 };
        let plans = analysis.plans();
        for (place, it) in plans.iter().enumerate() {
            let alone = plans.len() == 1;
            self.names.push(if alone { name.clone() } else { format!("{name}#{}", place + 1) });
            self.statements.push(Statement { plan: it.plan(), metrics: it.metrics(), calls });
        }
    }

    /// What the plans are called, in their order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// One set of indexes for all of them: see [`advise_workload`](advice::advise_workload).
    pub fn advise(&self, catalog: Option<&Catalog>, limits: WorkloadLimits) -> WorkloadAdvice {
        advice::advise_workload(&self.statements, catalog, limits)
    }
}
