//! Functions, and how fixed their results are: what may stand in an index.

use std::collections::HashMap;

use super::read::{Fault, FromJson, expect, field, object, other, record, unknown, words};
use crate::json::{Kind, Reader};

words! {
    /// How fixed the result of a function is (`pg_proc.provolatile`), the most fixed first.
    pub enum FunctionVolatility {
        /// The same arguments give the same result for ever: it may stand in an index.
        Immutable = "immutable",
        /// Fixed within one statement.
        Stable = "stable",
        /// May change at any time.
        Volatile = "volatile",
    }
}

record! {
    /// A function.
    pub struct Function {
        /// Its schema.
        pub schema: String,
        /// Its name.
        pub name: String,
        /// The types of its arguments, separated by a comma and a space.
        pub arguments: String,
        /// The type of its result.
        pub returns: Option<String>,
        /// How fixed its result is.
        pub volatility: Option<FunctionVolatility>,
    }
}

impl FromJson for FunctionVolatility {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        const WHAT: &str = "\"immutable\", \"stable\" or \"volatile\"";
        expect(reader, Kind::String, WHAT)?;
        let fault = other(reader, WHAT, Kind::String);
        Self::of(&String::from_json(reader)?).ok_or(fault)
    }
}

/// The server's own functions whose name alone tells how fixed the result is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByName(pub(super) HashMap<String, FunctionVolatility>);

impl FromJson for ByName {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut functions = HashMap::new();
        object(reader, |word, reader| {
            let Some(volatility) = FunctionVolatility::of(word) else { return unknown(reader) };
            let mut names: Vec<String> = Vec::new();
            field(&mut names, reader)?;
            functions.extend(names.into_iter().map(|name| (name, volatility)));
            Ok(())
        })?;
        Ok(Self(functions))
    }
}
