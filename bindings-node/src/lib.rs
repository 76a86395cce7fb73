//! The analysis for Node: bytes in, a handle out that gives the report as JSON text and renders it.
//!
//! `lib/index.js` makes of it what people use: options, errors that are thrown, the report as data. The report crosses
//! as text, since `JSON.parse` builds objects faster than they can be built from here.
#![allow(clippy::needless_pass_by_value, reason = "napi hands over what it has converted")]

use std::sync::Arc;

use napi::bindgen_prelude::{AbortSignal, AsyncTask, Either, ObjectFinalize, Uint8Array};
use napi::{Env, Result, Status, Task};
use napi_derive::napi;
use plansight::catalog::{self, StatementOptions};
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analyzer, ParseError};

/// What was found in a text.
#[napi(custom_finalize)]
pub struct Analysis {
    analysis: plansight::Analysis,
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
        let options = TextOptions::default().color(color.unwrap_or_default());
        render::text(&self.analysis, width.map_or(options, |width| options.width(width as usize)))
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
        let draw = match picture.as_str() {
            "svg" => render::svg::tree,
            "flame" => render::svg::flame,
            "dot" => render::dot,
            "mermaid" => render::mermaid,
            _ => return None,
        };
        self.analysis.plans().get(place as usize).map(draw)
    }
}

impl ObjectFinalize for Analysis {
    fn finalize(self, env: Env) -> Result<()> {
        env.adjust_external_memory(-self.bytes).map(drop)
    }
}

/// What is known of the tables beyond the plans.
#[napi]
pub struct Catalog(Arc<catalog::Catalog>);

/// Why a text could not be read.
#[napi(object)]
pub struct Failure {
    /// The stable name of the kind.
    pub code: String,
    /// Position, what was expected and what was found.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The place in the document as a JSON pointer.
    pub pointer: Option<String>,
    /// The line where it shows, with a caret below the place.
    pub excerpt: String,
}

impl From<ParseError> for Failure {
    fn from(error: ParseError) -> Self {
        let position = error.position();
        Self {
            code: error.code().to_owned(),
            message: error.to_string(),
            line: position.line as u32,
            column: position.column as u32,
            pointer: error.pointer().map(str::to_owned),
            excerpt: error.excerpt().to_owned(),
        }
    }
}

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
    let found = Dialect::ALL.into_iter().find(|dialect| dialect.name() == name);
    let error = || format!("expected a dialect, postgres, mysql or mariadb, found {name}");
    found.ok_or_else(|| napi::Error::new(Status::InvalidArg, error()))
}

/// An analysis that is to be made.
pub struct Analyzing {
    analyzer: Analyzer,
    input: Vec<u8>,
}

impl Analyzing {
    fn new(input: Input, name: Option<String>, catalog: Option<&Catalog>) -> Result<Self> {
        let analyzer = Analyzer::new().dialect(name.map(|name| dialect(&name)).transpose()?);
        let analyzer = match catalog {
            Some(Catalog(catalog)) => analyzer.catalog(Arc::clone(catalog)),
            None => analyzer,
        };
        Ok(Self { analyzer, input: bytes(input) })
    }
}

impl Task for Analyzing {
    type Output = (std::result::Result<plansight::Analysis, ParseError>, i64);
    type JsValue = Either<Analysis, Failure>;

    fn compute(&mut self) -> Result<Self::Output> {
        let input = std::mem::take(&mut self.input);
        // The text, and tables about twice as large.
        let bytes = 3 * i64::try_from(input.len()).unwrap_or_default();
        Ok((self.analyzer.analyze_bytes(input), bytes))
    }

    fn resolve(&mut self, env: Env, (outcome, bytes): Self::Output) -> Result<Self::JsValue> {
        Ok(match outcome {
            Ok(analysis) => {
                env.adjust_external_memory(bytes)?;
                Either::A(Analysis { analysis, bytes })
            }
            Err(error) => Either::B(error.into()),
        })
    }
}

/// Analyses every plan in a text.
#[napi]
fn analyze(
    env: Env,
    input: Input,
    dialect: Option<String>,
    catalog: Option<&Catalog>,
) -> Result<Either<Analysis, Failure>> {
    let mut task = Analyzing::new(input, dialect, catalog)?;
    let outcome = task.compute()?;
    task.resolve(env, outcome)
}

/// Analyses every plan in a text, on a thread of the pool.
#[napi(ts_return_type = "Promise<Analysis | Failure>")]
fn analyze_async(
    input: Input,
    dialect: Option<String>,
    catalog: Option<&Catalog>,
    signal: Option<AbortSignal>,
) -> Result<AsyncTask<Analyzing>> {
    Ok(AsyncTask::with_optional_signal(Analyzing::new(input, dialect, catalog)?, signal))
}

/// Reads a catalog.
#[napi]
fn read_catalog(input: Input) -> Either<Catalog, Failure> {
    match catalog::Catalog::parse_bytes(bytes(input)) {
        Ok(catalog) => Either::A(Catalog(Arc::new(catalog))),
        Err(error) => Either::B(error.into()),
    }
}

/// The statement that gives the catalog of a database.
#[napi]
fn catalog_sql(engine: String, no_values: Option<bool>, schema: Option<String>) -> Result<String> {
    let options = StatementOptions::default().no_values(no_values.unwrap_or_default()).schema(schema);
    Ok(catalog::statement(dialect(&engine)?, &options))
}
