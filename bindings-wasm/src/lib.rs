//! The analysis for JavaScript: a plan in, the report or a picture of it out.
//!
//! Text crosses the border both ways: the report as JSON, which JavaScript parses faster than objects could be built
//! from here. `js/front.js` gives the functions their options and the errors their class.

#![expect(clippy::needless_pass_by_value, reason = "an optional string crosses the border as a value only")]

use js_sys::{Error, JSON, Reflect, TypeError, Uint8Array};
use plansight::catalog::Catalog;
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::{Analysis, Analyzer, ParseError, PlanAnalysis};
use wasm_bindgen::prelude::*;

/// The report of every plan in a text.
///
/// # Errors
///
/// A `ParseError` where there is no plan to be read, a `TypeError` where an argument is of another type.
#[wasm_bindgen(skip_typescript)]
pub fn analyze(plan: &JsValue, dialect: Option<String>, catalog: &JsValue) -> Result<JsValue, JsValue> {
    JSON::parse(&Report::new(&analysis(plan, dialect.as_deref(), catalog)?).to_json())
}

/// The plans in a text as a person reads them; of formats that hold one plan, the one at a place.
///
/// # Errors
///
/// As [`analyze`], and a `TypeError` for an unknown format.
#[wasm_bindgen(skip_typescript)]
pub fn render(
    plan: &JsValue,
    format: &str,
    dialect: Option<String>,
    catalog: &JsValue,
    place: Option<usize>,
) -> Result<String, JsValue> {
    let analysis = analysis(plan, dialect.as_deref(), catalog)?;
    let one = |picture: fn(&PlanAnalysis) -> String| {
        analysis.plans().get(place.unwrap_or_default()).map(picture).unwrap_or_default()
    };
    Ok(match format {
        "json" => Report::new(&analysis).to_json(),
        "text" => render::text(&analysis, TextOptions::default()),
        "html" => render::html::page(&analysis),
        "fragment" => render::html::fragment(&analysis),
        "svg" => one(render::svg::tree),
        "flame" => one(render::svg::flame),
        "dot" => one(render::dot),
        "mermaid" => one(render::mermaid),
        other => return Err(unexpected("json, text, html, fragment, svg, flame, dot or mermaid", other)),
    })
}

fn analysis(plan: &JsValue, dialect: Option<&str>, catalog: &JsValue) -> Result<Analysis, JsValue> {
    let mut analyzer = Analyzer::new().dialect(dialect.map(named).transpose()?);
    if !catalog.is_undefined() {
        analyzer = analyzer.catalog(Catalog::parse_bytes(bytes(catalog)?).map_err(|error| thrown(&error))?);
    }
    analyzer.analyze_bytes(bytes(plan)?).map_err(|error| thrown(&error))
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
    Dialect::ALL
        .into_iter()
        .find(|dialect| dialect.name() == name)
        .ok_or_else(|| unexpected("postgres, mysql or mariadb", name))
}

fn unexpected(expected: &str, found: &str) -> JsValue {
    TypeError::new(&format!("expected {expected}, found {found}")).into()
}

/// The error as JavaScript throws it, with the fields that programs ask for.
fn thrown(error: &ParseError) -> JsValue {
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
