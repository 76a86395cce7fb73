//! The native half of the Python package: an analysis that stays in Rust, and its parts as Python objects on demand.
//!
//! No field of the report is named here: `value` makes of whatever the report writes objects of the package's
//! classes, so the report is described once for every language.

mod value;

use plansight::advice::WorkloadLimits;
use plansight::catalog::{self, StatementOptions};
use plansight::plan::{Dialect, Node};
use plansight::render::{self, TextOptions};
use plansight::report::{self, Columns, Report, Row, WorkloadReport};
use plansight::{Analyzer, PlanAnalysis, ReadLimits, Workload, sql};
use pyo3::exceptions::{PyIndexError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyString, PyType};
use std::sync::Arc;
use value::Maker;

/// The system's allocator gives large blocks back at once, and every analysis would fault its pages in again: about a
/// fifth of the time of a plan of 380 kB.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A catalog that was read.
#[pyclass(frozen, module = "plansight._plansight")]
struct Catalog(Arc<catalog::Catalog>);

#[pymethods]
impl Catalog {
    #[new]
    fn new(py: Python<'_>, document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let read =
            with_text(document, catalog::Catalog::parse, |bytes| catalog::Catalog::parse_bytes(bytes))?;
        read.map(|catalog| Self(Arc::new(catalog))).map_err(|error| raised(py, &error))
    }
}

/// The result: plans in Rust, whose parts are made when they are asked for.
#[pyclass(frozen, module = "plansight._plansight")]
struct Analysis(plansight::Analysis);

#[pymethods]
impl Analysis {
    /// How many plans there are.
    fn __len__(&self) -> usize {
        self.0.plans().len()
    }

    /// The report as JSON.
    fn to_json(&self, py: Python<'_>, pretty: bool) -> String {
        let report = || Report::new(&self.0);
        py.detach(|| if pretty { report().to_json_pretty() } else { report().to_json() })
    }

    /// The report as plain data, its names in snake case.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (0..self.0.plans().len()).try_for_each(|plan| self.advised(py, plan).map(drop))?;
        Maker::plain(py).make(&Report::new(&self.0))
    }

    /// The page for a terminal.
    fn text(&self, py: Python<'_>, color: bool, width: Option<usize>) -> String {
        let options = TextOptions::default().color(color);
        py.detach(|| render::text(&self.0, width.map_or(options, |width| options.width(width))))
    }

    /// The page for a browser.
    fn html(&self, py: Python<'_>) -> String {
        py.detach(|| render::html::page(&self.0))
    }

    /// What stands in a notebook, with what brings it to life.
    fn fragment(&self, py: Python<'_>) -> String {
        let script = render::html::SCRIPT;
        py.detach(|| format!("{}<script>{script}</script>\n", render::html::fragment(&self.0)))
    }

    /// A picture of a plan, by the name of its format on the command line.
    fn picture(&self, py: Python<'_>, plan: usize, format: &str) -> PyResult<String> {
        let draw = match format {
            "svg" => render::svg::tree,
            "flame" => render::svg::flame,
            "dot" => render::dot,
            "mermaid" => render::mermaid,
            _ => return Err(PyValueError::new_err("expected svg, flame, dot or mermaid")),
        };
        let plan = self.plan(plan)?;
        Ok(py.detach(|| draw(plan)))
    }

    /// A part of the report, by its name in Rust.
    fn part<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        Maker::objects(py)?.only(name).make(&Report::new(&self.0))
    }

    /// A part of a plan, by its name on the wire.
    fn plan_part<'py>(&self, py: Python<'py>, plan: usize, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let plan = if name == "indexes" { self.advised(py, plan)? } else { self.plan(plan)? };
        Maker::objects(py)?.only(name).make(&report::plan(plan))
    }

    /// A plan as plain data.
    fn plan_dict<'py>(&self, py: Python<'py>, plan: usize) -> PyResult<Bound<'py, PyAny>> {
        Maker::plain(py).make(&report::plan(self.advised(py, plan)?))
    }

    /// How many nodes a plan has.
    fn plan_len(&self, plan: usize) -> PyResult<usize> {
        Ok(self.plan(plan)?.plan().len())
    }

    /// A node of a plan.
    fn node<'py>(&self, py: Python<'py>, plan: usize, node: usize) -> PyResult<Bound<'py, PyAny>> {
        Maker::objects(py)?.make(&report::node(self.plan(plan)?, self.find(plan, node)?))
    }

    /// The children of a node.
    fn children(&self, plan: usize, node: usize) -> PyResult<Vec<usize>> {
        Ok(self.find(plan, node)?.children().map(|child| child.id().index()).collect())
    }
}

impl Analysis {
    fn plan(&self, plan: usize) -> PyResult<&PlanAnalysis> {
        let missing =
            || PyIndexError::new_err(format!("expected a plan below {}, found {plan}", self.0.plans().len()));
        self.0.plans().get(plan).ok_or_else(missing)
    }

    /// A plan whose indexes have been looked for, while other threads run.
    fn advised(&self, py: Python<'_>, plan: usize) -> PyResult<&PlanAnalysis> {
        let plan = self.plan(plan)?;
        py.detach(|| _ = plan.indexes());
        Ok(plan)
    }

    fn find(&self, plan: usize, node: usize) -> PyResult<Node<'_>> {
        let plan = self.plan(plan)?.plan();
        let missing = || PyIndexError::new_err(format!("expected a node below {}, found {node}", plan.len()));
        plan.node_at(node).ok_or_else(missing)
    }
}

/// Analyses every plan in a text.
#[pyfunction]
fn analyze(
    py: Python<'_>,
    text: &Bound<'_, PyAny>,
    dialect: Option<&str>,
    catalog: Option<&Bound<'_, Catalog>>,
    redact: bool,
    limits: Vec<(String, usize)>,
) -> PyResult<Analysis> {
    let analyzer = analyzer(dialect, catalog, redact, limits)?;
    let analysis = with_text(text, |text| analyzer.analyze(text), |bytes| analyzer.analyze_bytes(bytes))?;
    analysis.map(Analysis).map_err(|error| raised(py, &error))
}

/// What is told of each of many texts, as columns; on so many threads, or as many as there are cores.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "Python's list becomes one of Rust's")]
fn analyze_many<'py>(
    py: Python<'py>,
    texts: Vec<Bound<'py, PyAny>>,
    dialect: Option<&str>,
    catalog: Option<&Bound<'_, Catalog>>,
    redact: bool,
    limits: Vec<(String, usize)>,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let analyzer = analyzer(dialect, catalog, redact, limits)?;
    let texts = texts.iter().map(|text| with_text(text, |text| text.as_bytes().to_vec(), <[u8]>::to_vec));
    let texts = texts.collect::<PyResult<Vec<Vec<u8>>>>()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or_default()).build();
    let pool = pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let rows = py.detach(|| pool.install(|| analyzer.analyze_many(texts, |result| Row::new(&result))));
    Maker::plain(py).make(&rows.into_iter().collect::<Columns>())
}

fn analyzer(
    dialect: Option<&str>,
    catalog: Option<&Bound<'_, Catalog>>,
    redact: bool,
    limits: Vec<(String, usize)>,
) -> PyResult<Analyzer> {
    let mut read_limits = ReadLimits::default();
    for (name, limit) in limits {
        read_limits.set(&name, limit).map_err(PyValueError::new_err::<String>)?;
    }
    let dialect = dialect.map(engine).transpose()?;
    let analyzer = Analyzer::new().dialect(dialect).redact(redact).read_limits(read_limits);
    Ok(match catalog {
        Some(catalog) => analyzer.catalog(catalog.get().0.clone()),
        None => analyzer,
    })
}

/// One set of indexes for the plans of many analyses, each run so often: the advice, and its JSON.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "Python's list becomes one of Rust's")]
fn advise<'py>(
    py: Python<'py>,
    analyses: Vec<Py<Analysis>>,
    names: Vec<Option<String>>,
    calls: Vec<f64>,
    catalog: Option<&Bound<'_, Catalog>>,
    bytes: Option<f64>,
    indexes: Option<usize>,
) -> PyResult<(Bound<'py, PyAny>, String)> {
    let mut workload = Workload::default();
    for ((analysis, name), calls) in analyses.iter().zip(names).zip(calls) {
        workload.add(name.as_deref(), &analysis.get().0, calls);
    }
    let catalog = catalog.map(|catalog| &*catalog.get().0);
    let advice = py.detach(|| workload.advise(catalog, WorkloadLimits { bytes, indexes }));
    let report = WorkloadReport::new(&advice, workload.names());
    Ok((Maker::objects(py)?.make(&report)?, report.to_json()))
}

/// Reads a `str` where it stands, or the bytes of a file; other threads run meanwhile.
fn with_text<T: Send>(
    given: &Bound<'_, PyAny>,
    read: impl FnOnce(&str) -> T + Send,
    read_bytes: impl FnOnce(&[u8]) -> T + Send,
) -> PyResult<T> {
    if let Ok(bytes) = given.cast::<PyBytes>() {
        let bytes = bytes.as_bytes();
        return Ok(given.py().detach(|| read_bytes(bytes)));
    }
    let text = given.cast::<PyString>()?.to_str()?;
    Ok(given.py().detach(|| read(text)))
}

/// The statement that gives the catalog of a database.
#[pyfunction]
fn catalog_sql(dialect: &str, no_values: bool, schema: Option<String>) -> PyResult<String> {
    let options = StatementOptions::default().no_values(no_values).schema(schema);
    Ok(catalog::statement(engine(dialect)?, &options))
}

/// What stands behind a text's first statement, where that is another.
#[pyfunction]
fn second_statement<'a>(text: &'a str, dialect: &str) -> PyResult<Option<&'a str>> {
    Ok(sql::second_statement(text, engine(dialect)?).map(|at| &text[at..]))
}

fn engine(name: &str) -> PyResult<Dialect> {
    name.parse().map_err(PyValueError::new_err::<String>)
}

/// The `ParseError` of the package.
fn raised(py: Python<'_>, error: &plansight::ParseError) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let at = error.position();
    let arguments = (error.to_string(), error.code(), at.line, at.column, error.pointer(), error.excerpt());
    match CLASS.import(py, "plansight._errors", "ParseError").and_then(|class| class.call1(arguments)) {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// The native half of `plansight`: use the package.
#[pymodule]
mod _plansight {
    #[pymodule_export]
    use super::{Analysis, Catalog, advise, analyze, analyze_many, catalog_sql, second_statement};
}
