//! The analysis for JavaScript: a plan in, the report or a picture of it out.
//!
//! Text crosses the border both ways: the report as JSON, which JavaScript parses faster than objects could be built
//! from here. `js/front.js` gives the functions their options and the errors their class.

#![expect(
    clippy::needless_pass_by_value,
    reason = "lists cross the border as values only, and errors end there"
)]

use js_sys::{Array, Error, JSON, Object, Reflect, TypeError, Uint8Array};
use plansight::advice::WorkloadLimits;
use plansight::catalog::{self, Catalog, StatementOptions};
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::{Report, WorkloadReport};
use plansight::{Analysis, Analyzer, ParseError, ReadLimits, Workload};
use wasm_bindgen::prelude::*;

/// The report of every plan in a text.
///
/// # Errors
///
/// A `ParseError` where there is no plan to be read, a `TypeError` where an argument is of another type.
#[wasm_bindgen(skip_typescript)]
pub fn analyze(plan: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    JSON::parse(&Report::new(&analysis(plan, options)?).to_json())
}

/// The plans in a text as a person reads them; of formats that hold one plan, the one at a place. Width and colour are
/// those of text.
///
/// # Errors
///
/// As [`analyze`], and a `TypeError` for an unknown format.
#[wasm_bindgen(skip_typescript)]
pub fn render(
    plan: &JsValue,
    format: &str,
    options: &JsValue,
    place: Option<usize>,
    width: Option<usize>,
    color: bool,
) -> Result<String, JsValue> {
    let analysis = analysis(plan, options)?;
    let plan = analysis.plans().get(place.unwrap_or_default());
    Ok(match format {
        "json" => Report::new(&analysis).to_json(),
        "text" => render::text(&analysis, text_options(width, color)),
        "html" => render::html::page(&analysis),
        "fragment" => render::html::fragment(&analysis),
        "svg" | "flame" | "dot" | "mermaid" => {
            plan.and_then(|plan| render::picture(plan, format)).unwrap_or_default()
        }
        other => return Err(unexpected("json, text, html, fragment, svg, flame, dot or mermaid", other)),
    })
}

/// One set of indexes for statements, three values each: a plan, a name or nothing, and how often it runs.
///
/// # Errors
///
/// As [`analyze`], and a `TypeError` for an unknown format.
#[wasm_bindgen(skip_typescript)]
pub fn advise(
    statements: Vec<JsValue>,
    format: &str,
    options: &JsValue,
    max_bytes: Option<f64>,
    max_indexes: Option<usize>,
    width: Option<usize>,
    color: bool,
) -> Result<String, JsValue> {
    let analyzer = analyzer(options)?.advice(false);
    let (statements, _) = statements.as_chunks();
    let analyze = |[plan, ..]: &[JsValue; 3]| analyzer.analyze_bytes(bytes(plan)?).map_err(thrown);
    let analyses = statements.iter().map(analyze).collect::<Result<Vec<Analysis>, JsValue>>()?;
    let mut workload = Workload::default();
    for (analysis, [_, name, calls]) in analyses.iter().zip(statements) {
        workload.add(name.as_string().as_deref(), analysis, calls.as_f64().unwrap_or(1.0));
    }
    let limits = WorkloadLimits { bytes: max_bytes, indexes: max_indexes };
    let advice = workload.advise(known(options)?.as_ref(), limits);
    Ok(match format {
        "json" => WorkloadReport::new(&advice, workload.names()).to_json(),
        "text" => render::workload(&advice, workload.names(), text_options(width, color)),
        "ddl" => advice.ddl(),
        other => return Err(unexpected("json, text or ddl", other)),
    })
}

/// The statement that gives the catalog of a database.
///
/// # Errors
///
/// A `TypeError` for an unknown engine.
#[wasm_bindgen(js_name = catalogSql, skip_typescript)]
pub fn catalog_sql(engine: &str, no_values: bool, schema: Option<String>) -> Result<String, JsValue> {
    Ok(catalog::statement(named(engine)?, &StatementOptions::default().no_values(no_values).schema(schema)))
}

fn text_options(width: Option<usize>, color: bool) -> TextOptions {
    let options = TextOptions::default().color(color);
    width.map_or(options, |width| options.width(width))
}

fn analysis(plan: &JsValue, options: &JsValue) -> Result<Analysis, JsValue> {
    let analyzer = analyzer(options)?;
    let analyzer = match known(options)? {
        Some(catalog) => analyzer.catalog(catalog),
        None => analyzer,
    };
    analyzer.analyze_bytes(bytes(plan)?).map_err(thrown)
}

/// How a plan is read, its catalog apart.
fn analyzer(options: &JsValue) -> Result<Analyzer, JsValue> {
    let dialect = option(options, "dialect")?.as_string();
    let redact = option(options, "redact")?.is_truthy();
    let dialect = dialect.as_deref().map(named).transpose()?;
    Ok(Analyzer::new().dialect(dialect).redact(redact).read_limits(limits(&option(options, "limits")?)?))
}

fn known(options: &JsValue) -> Result<Option<Catalog>, JsValue> {
    let read = |given: JsValue| Catalog::parse_bytes(bytes(&given)?).map_err(thrown);
    Some(option(options, "catalog")?).filter(|given| !given.is_undefined()).map(read).transpose()
}

/// An option; undefined where there is none.
fn option(options: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    if options.is_object() { Reflect::get(options, &name.into()) } else { Ok(JsValue::UNDEFINED) }
}

/// How much may be read: the defaults, but for what is named.
fn limits(given: &JsValue) -> Result<ReadLimits, JsValue> {
    let mut limits = ReadLimits::default();
    let Some(given) = given.dyn_ref::<Object>() else { return Ok(limits) };
    for entry in Object::entries(given) {
        let entry: Array = entry.unchecked_into();
        if let Some(limit) = entry.get(1).as_f64() {
            let name = entry.get(0).as_string().unwrap_or_default();
            limits.set(&name, limit as usize).map_err(|message| TypeError::new(&message))?;
        }
    }
    Ok(limits)
}

/// The bytes of a string or of a `Uint8Array`.
fn bytes(value: &JsValue) -> Result<Vec<u8>, JsValue> {
    let text = value.as_string().map(String::into_bytes);
    let bytes = text.or_else(|| value.dyn_ref().map(Uint8Array::to_vec));
    bytes.ok_or_else(|| {
        unexpected("a string or a Uint8Array", &value.js_typeof().as_string().unwrap_or_default())
    })
}

fn named(name: &str) -> Result<Dialect, JsValue> {
    name.parse().map_err(|message: String| TypeError::new(&message).into())
}

fn unexpected(expected: &str, found: &str) -> JsValue {
    TypeError::new(&format!("expected {expected}, found {found}")).into()
}

/// The error as JavaScript throws it, with the fields that programs ask for.
fn thrown(error: ParseError) -> JsValue {
    let thrown = Error::new(&error.to_string());
    thrown.set_name("ParseError");
    for (name, value) in [
        ("code", error.code().into()),
        ("line", error.position().line.into()),
        ("column", error.position().column.into()),
        ("pointer", error.pointer().into()),
        ("excerpt", error.excerpt().into()),
    ] {
        // A fresh object takes every property.
        let _ = Reflect::set(&thrown, &name.into(), &value);
    }
    thrown.into()
}
