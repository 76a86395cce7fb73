//! The analysis for Node: bytes in, a handle out that gives the report as JSON text and renders it.
//!
//! `lib/index.js` makes of it what people use: options, errors that are thrown, the report as data. The report crosses
//! as text, since `JSON.parse` builds objects faster than they can be built from here.
#![allow(clippy::needless_pass_by_value, reason = "napi hands over what it has converted")]

use std::collections::HashMap;
use std::sync::Arc;

use napi::bindgen_prelude::{AbortSignal, AsyncTask, ClassInstance, Either, ObjectFinalize, Uint8Array};
use napi::{Env, Result, Status, Task};
use napi_derive::napi;
use plansight::advice::{WorkloadAdvice, WorkloadLimits};
use plansight::catalog::{self, StatementOptions};
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::{ErrorReport, Report, WorkloadReport};
use plansight::{Analyzer, ParseError, ReadLimits, Workload};

/// What was found in a text.
#[napi(custom_finalize)]
pub struct Analysis {
    analysis: Arc<plansight::Analysis>,
    /// About how many bytes stand behind the handle: the collector of garbage sees only the handle.
    bytes: i64,
}

#[napi]
impl Analysis {
    /// The report as JSON, on one line.
    #[napi]
    pub fn to_json(&self) -> String {
        Report::new(&self.analysis).to_json()
    }

    /// The plans as a page of text.
    #[napi]
    pub fn to_text(&self, width: Option<u32>, color: Option<bool>) -> String {
        render::text(&self.analysis, text_options(width, color))
    }

    /// The plans as a page of HTML, or as a part of one.
    #[napi]
    pub fn to_html(&self, fragment: Option<bool>) -> String {
        let html = if fragment == Some(true) { render::html::fragment } else { render::html::page };
        html(&self.analysis)
    }

    /// The plan at a place as a picture, `svg`, `flame`, `dot` or `mermaid`; none where there is no such plan or picture.
    #[napi]
    pub fn draw(&self, picture: String, place: u32) -> Option<String> {
        self.analysis.plans().get(place as usize).and_then(|plan| render::picture(plan, &picture))
    }
}

fn text_options(width: Option<u32>, color: Option<bool>) -> TextOptions {
    let options = TextOptions::default().color(color.unwrap_or_default());
    width.map_or(options, |width| options.width(width as usize))
}

impl ObjectFinalize for Analysis {
    fn finalize(self, env: Env) -> Result<()> {
        env.adjust_external_memory(-self.bytes).map(drop)
    }
}

/// What is known of the tables beyond the plans.
#[napi]
pub struct Catalog(Arc<catalog::Catalog>);

/// Why a text could not be read: an `ErrorReport` as JSON.
#[napi]
pub type Failed = String;

/// A text, or its bytes.
#[napi]
pub type Input = Either<String, Uint8Array>;

fn bytes(input: Input) -> Vec<u8> {
    match input {
        Either::A(text) => text.into_bytes(),
        Either::B(bytes) => bytes.to_vec(),
    }
}

fn dialect(name: &str) -> Result<Dialect> {
    name.parse().map_err(|error: String| napi::Error::new(Status::InvalidArg, error))
}

/// How a text is read.
#[napi(object)]
pub struct Reading {
    /// The engine that the plan comes from.
    #[napi(ts_type = "string | undefined")]
    pub dialect: Option<String>,
    /// Whether values are left out.
    #[napi(ts_type = "boolean | undefined")]
    pub redact: Option<bool>,
    /// How much may be read: `bytes`, `depth`, `nodes`, `expression`.
    pub limits: HashMap<String, i64>,
}

impl Reading {
    fn analyzer(self) -> Result<Analyzer> {
        let refused = |message| napi::Error::new(Status::InvalidArg, message);
        let mut limits = ReadLimits::default();
        let mut given: Vec<(String, i64)> = self.limits.into_iter().collect();
        given.sort_unstable();
        for (name, limit) in given {
            limits.set(&name, usize::try_from(limit).unwrap_or_default()).map_err(refused)?;
        }
        let dialect = self.dialect.as_deref().map(dialect).transpose()?;
        Ok(Analyzer::new().dialect(dialect).redact(self.redact == Some(true)).read_limits(limits))
    }
}

/// An analysis that is to be made.
pub struct Analyzing {
    analyzer: Analyzer,
    input: Vec<u8>,
    /// Whether indexes are looked for at once, on the thread that reads, rather than when they are asked for.
    ahead: bool,
}

impl Analyzing {
    fn new(input: Input, reading: Reading, catalog: Option<&Catalog>, advice: Option<bool>) -> Result<Self> {
        let analyzer = reading.analyzer()?.advice(advice != Some(false));
        let analyzer = match catalog {
            Some(Catalog(catalog)) => analyzer.catalog(Arc::clone(catalog)),
            None => analyzer,
        };
        Ok(Self { analyzer, input: bytes(input), ahead: false })
    }
}

impl Task for Analyzing {
    type Output = (std::result::Result<plansight::Analysis, ParseError>, i64);
    type JsValue = Either<Analysis, Failed>;

    fn compute(&mut self) -> Result<Self::Output> {
        let input = std::mem::take(&mut self.input);
        // The text, and tables about twice as large.
        let bytes = 3 * i64::try_from(input.len()).unwrap_or_default();
        let outcome = self.analyzer.analyze_bytes(input);
        let plans = outcome.iter().filter(|_| self.ahead).flat_map(plansight::Analysis::plans);
        plans.for_each(|plan| _ = plan.indexes());
        Ok((outcome, bytes))
    }

    fn resolve(&mut self, env: Env, (outcome, bytes): Self::Output) -> Result<Self::JsValue> {
        Ok(match outcome {
            Ok(analysis) => {
                env.adjust_external_memory(bytes)?;
                Either::A(Analysis { analysis: Arc::new(analysis), bytes })
            }
            Err(error) => Either::B(ErrorReport::new(&error).to_json()),
        })
    }
}

/// Analyses every plan in a text.
#[napi]
fn analyze(
    env: Env,
    input: Input,
    reading: Reading,
    catalog: Option<&Catalog>,
    advice: Option<bool>,
) -> Result<Either<Analysis, Failed>> {
    let mut task = Analyzing::new(input, reading, catalog, advice)?;
    let outcome = task.compute()?;
    task.resolve(env, outcome)
}

/// Analyses every plan in a text, on a thread of the pool.
#[napi(ts_return_type = "Promise<Analysis | Failed>")]
fn analyze_async(
    input: Input,
    reading: Reading,
    catalog: Option<&Catalog>,
    advice: Option<bool>,
    signal: Option<AbortSignal>,
) -> Result<AsyncTask<Analyzing>> {
    let task = Analyzing { ahead: true, ..Analyzing::new(input, reading, catalog, advice)? };
    Ok(AsyncTask::with_optional_signal(task, signal))
}

/// One set of indexes for many statements.
#[napi]
pub struct Advice(WorkloadAdvice, Vec<String>);

#[napi]
impl Advice {
    /// The report as JSON, on one line.
    #[napi]
    pub fn to_json(&self) -> String {
        WorkloadReport::new(&self.0, &self.1).to_json()
    }

    /// The indexes as a page of text.
    #[napi]
    pub fn to_text(&self, width: Option<u32>, color: Option<bool>) -> String {
        render::workload(&self.0, &self.1, text_options(width, color))
    }
}

/// What is wanted for analyses: a name and calls for each, limits for all.
#[napi(object)]
pub struct Wanted {
    /// What each is called.
    pub names: Vec<Option<String>>,
    /// How often each runs.
    pub calls: Vec<f64>,
    /// The most bytes that the indexes may take together.
    #[napi(ts_type = "number | undefined")]
    pub max_bytes: Option<f64>,
    /// The most indexes.
    #[napi(ts_type = "number | undefined")]
    pub max_indexes: Option<u32>,
}

/// Indexes that are to be found.
pub struct Advising {
    analyses: Vec<Arc<plansight::Analysis>>,
    wanted: Wanted,
    catalog: Option<Arc<catalog::Catalog>>,
}

impl Advising {
    fn new(analyses: Vec<ClassInstance<'_, Analysis>>, wanted: Wanted, catalog: Option<&Catalog>) -> Self {
        let analyses = analyses.iter().map(|it| Arc::clone(&it.analysis)).collect();
        Self { analyses, wanted, catalog: catalog.map(|it| Arc::clone(&it.0)) }
    }
}

impl Task for Advising {
    type Output = Advice;
    type JsValue = Advice;

    fn compute(&mut self) -> Result<Advice> {
        let Wanted { names, calls, max_bytes, max_indexes } = &self.wanted;
        let mut workload = Workload::default();
        for ((analysis, name), calls) in self.analyses.iter().zip(names).zip(calls) {
            workload.add(name.as_deref(), analysis, *calls);
        }
        let limits = WorkloadLimits { bytes: *max_bytes, indexes: max_indexes.map(|most| most as usize) };
        Ok(Advice(workload.advise(self.catalog.as_deref(), limits), workload.names().to_vec()))
    }

    fn resolve(&mut self, _: Env, advice: Advice) -> Result<Advice> {
        Ok(advice)
    }
}

/// Finds one set of indexes for many analyses.
#[napi]
fn advise(
    analyses: Vec<ClassInstance<'_, Analysis>>,
    wanted: Wanted,
    catalog: Option<&Catalog>,
) -> Result<Advice> {
    Advising::new(analyses, wanted, catalog).compute()
}

/// Finds one set of indexes for many analyses, on a thread of the pool.
#[napi(ts_return_type = "Promise<Advice>")]
fn advise_async(
    analyses: Vec<ClassInstance<'_, Analysis>>,
    wanted: Wanted,
    catalog: Option<&Catalog>,
    signal: Option<AbortSignal>,
) -> AsyncTask<Advising> {
    AsyncTask::with_optional_signal(Advising::new(analyses, wanted, catalog), signal)
}

/// Reads a catalog.
#[napi]
fn read_catalog(input: Input) -> Either<Catalog, Failed> {
    match catalog::Catalog::parse_bytes(bytes(input)) {
        Ok(catalog) => Either::A(Catalog(Arc::new(catalog))),
        Err(error) => Either::B(ErrorReport::new(&error).to_json()),
    }
}

/// The statement that gives the catalog of a database.
#[napi]
fn catalog_sql(engine: String, no_values: Option<bool>, schema: Option<String>) -> Result<String> {
    let options = StatementOptions::default().no_values(no_values.unwrap_or_default()).schema(schema);
    Ok(catalog::statement(dialect(&engine)?, &options))
}
