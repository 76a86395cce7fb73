//! As much of JSON Schema (draft 2020-12) as the schema of the report uses: checked against, and said in TypeScript.
//!
//! Written for one schema: a keyword that it does not know panics. A whole validator checks `testdata/wire/` in the
//! tests of the JavaScript fronts.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

/// A schema with its definitions, and the keys of objects that were seen with a value.
pub(crate) struct Schema {
    root: Json,
    seen: BTreeSet<String>,
}

impl Schema {
    pub(crate) fn new(root: Json) -> Self {
        Self { root, seen: BTreeSet::new() }
    }

    /// Every key of every object, as `Definition.key`.
    pub(crate) fn keys(&self) -> BTreeSet<String> {
        let key = |name: &str, schema: &Json| -> Vec<String> {
            properties(schema).map(|(key, _)| format!("{name}.{key}")).collect()
        };
        interfaces(&self.root).flat_map(|(name, schema)| key(name, schema)).collect()
    }

    /// The keys that no document had, other than null.
    pub(crate) fn unseen(&self) -> Vec<String> {
        self.keys().difference(&self.seen).cloned().collect()
    }

    /// What is wrong with a document; nothing where it is as the schema says.
    pub(crate) fn check(&mut self, document: &Json) -> Vec<String> {
        let root = self.root.clone();
        self.errors(&root, "Report", document)
    }

    /// The same for a document that is as a definition says.
    pub(crate) fn check_as(&mut self, name: &str, document: &Json) -> Vec<String> {
        self.errors(&json!({"$ref": format!("#/$defs/{name}")}), name, document)
    }

    fn errors(&mut self, schema: &Json, name: &str, document: &Json) -> Vec<String> {
        let mut errors = Vec::new();
        self.value(schema, name, document, "", &mut errors);
        errors
    }

    fn value(&mut self, schema: &Json, name: &str, value: &Json, at: &str, errors: &mut Vec<String>) {
        let mut wrong = |what: &str| errors.push(format!("{at}: expected {what}, found {value}"));
        for (keyword, given) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$ref" => {
                    let name = given.as_str().unwrap().trim_start_matches("#/$defs/");
                    let definition = self.root["$defs"][name].clone();
                    assert!(definition.is_object(), "{given} leads nowhere");
                    return self.value(&definition, name, value, at, errors);
                }
                "anyOf" => {
                    let mut tried = Vec::new();
                    for schema in given.as_array().unwrap() {
                        let mut errors = Vec::new();
                        self.value(schema, name, value, at, &mut errors);
                        tried.push(errors);
                    }
                    if tried.iter().all(|errors| !errors.is_empty()) {
                        errors.extend(tried.into_iter().flatten());
                    }
                    return;
                }
                "const" if given != value => wrong(&given.to_string()),
                "enum" if !given.as_array().unwrap().contains(value) => wrong(&given.to_string()),
                "type" if !types(given).any(|name| is(name, value)) => wrong(&given.to_string()),
                "minimum" if value.as_f64() < given.as_f64() && !value.is_null() => {
                    wrong(&format!("at least {given}"));
                }
                "maximum" if value.as_f64() > given.as_f64() => wrong(&format!("at most {given}")),
                "const"
                | "enum"
                | "type"
                | "minimum"
                | "maximum"
                | "$schema"
                | "title"
                | "description"
                | "$defs"
                | "items"
                | "properties"
                | "required"
                | "additionalProperties" => {}
                other => panic!("{name}: the keyword {other} is not known here"),
            }
        }
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            self.value(&schema["items"], name, item, &format!("{at}/{index}"), errors);
        }
        if let Some(object) = value.as_object() {
            self.object(schema, name, object, at, errors);
        }
    }

    fn object(
        &mut self,
        schema: &Json,
        name: &str,
        object: &Map<String, Json>,
        at: &str,
        errors: &mut Vec<String>,
    ) {
        for (key, value) in object {
            let at = format!("{at}/{key}");
            let more = &schema["additionalProperties"];
            match &schema["properties"][key] {
                Json::Null if more.is_object() => {
                    if !more.as_object().unwrap().is_empty() {
                        self.value(more, name, value, &at, errors);
                    }
                }
                Json::Null => errors.push(format!("{at}: expected no such key in {name}")),
                schema => {
                    if !value.is_null() {
                        self.seen.insert(format!("{name}.{key}"));
                    }
                    self.value(schema, name, value, &at, errors);
                }
            }
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if !object.contains_key(key) {
                errors.push(format!("{at}: expected the key {key} of {name}"));
            }
        }
    }

    /// The schema as TypeScript.
    pub(crate) fn typescript(&self) -> String {
        let mut out = String::from("// Made from report.schema.json by `make wire`. Do not edit.\n");
        for (name, schema) in interfaces(&self.root) {
            let _ = write!(out, "\n{}", comment(schema, ""));
            if schema["properties"].is_object() {
                let _ = writeln!(out, "export interface {name} {{");
                for (key, property) in properties(schema) {
                    let required = schema["required"].as_array().unwrap().iter().any(|name| name == key);
                    let mark = if required { "" } else { "?" };
                    let comment = comment(property, "  ");
                    let _ = writeln!(out, "{comment}  {key}{mark}: {};", typescript(property));
                }
                let _ = writeln!(out, "}}");
            } else {
                let _ = writeln!(out, "export type {name} = {};", typescript(schema));
            }
        }
        out
    }
}

/// The root and the definitions, by name.
fn interfaces(root: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let definitions = root["$defs"].as_object().unwrap().iter();
    std::iter::once(("Report", root)).chain(definitions.map(|(name, schema)| (name.as_str(), schema)))
}

fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json)> {
    schema["properties"].as_object().into_iter().flatten()
}

fn types(given: &Json) -> impl Iterator<Item = &str> {
    given.as_array().map_or(std::slice::from_ref(given), Vec::as_slice).iter().filter_map(Json::as_str)
}

fn is(name: &str, value: &Json) -> bool {
    match name {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type {other} is not known here"),
    }
}

fn comment(schema: &Json, indent: &str) -> String {
    schema["description"].as_str().map(|text| format!("{indent}/** {text} */\n")).unwrap_or_default()
}

/// A schema as a type.
fn typescript(schema: &Json) -> String {
    let union = |items: &Json, say: fn(&Json) -> String| {
        items.as_array().unwrap().iter().map(say).collect::<Vec<_>>().join(" | ")
    };
    if let Some(name) = schema["$ref"].as_str() {
        return name.trim_start_matches("#/$defs/").to_owned();
    }
    match schema {
        Json::Object(keys) if keys.contains_key("anyOf") => union(&schema["anyOf"], typescript),
        Json::Object(keys) if keys.contains_key("enum") => union(&schema["enum"], Json::to_string),
        Json::Object(keys) if keys.contains_key("const") => schema["const"].to_string(),
        Json::Object(keys) if keys.is_empty() => "unknown".to_owned(),
        _ => types(&schema["type"])
            .map(|name| match name {
                "integer" => "number".to_owned(),
                "array" => format!("{}[]", typescript(&schema["items"])),
                "object" => format!("Record<string, {}>", typescript(&schema["additionalProperties"])),
                name => name.to_owned(),
            })
            .collect::<Vec<_>>()
            .join(" | "),
    }
}
