//! From JSON to typed values: each knows how to read itself, and what it expects.

use crate::json::{Container, Error, Kind, Reader, decode};

/// Why a document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no JSON.
    Json(Error),
    /// Something else stands where this was expected.
    Expected { what: &'static str, found: &'static str, at: usize },
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Json(error)
    }
}

/// What can be read out of a document.
pub(super) trait FromJson: Sized {
    /// Reads the value that comes next.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault>;
}

/// Checks what comes next.
pub(super) fn expect(reader: &mut Reader<'_>, kind: Kind, what: &'static str) -> Result<(), Fault> {
    let found = reader.peek()?;
    if found == kind { Ok(()) } else { Err(other(reader, what, found)) }
}

/// The fault that something of this kind stands where something else was expected.
pub(super) fn other(reader: &Reader<'_>, what: &'static str, found: Kind) -> Fault {
    let found = match found {
        Kind::Object => "an object",
        Kind::Array => "an array",
        Kind::String => "a string",
        Kind::Number => "a number",
        Kind::Bool => "true or false",
        Kind::Null => "null",
    };
    Fault::Expected { what, found, at: reader.at() }
}

/// Reads an object, entry by entry.
pub(super) fn object(
    reader: &mut Reader<'_>,
    mut entry: impl FnMut(&str, &mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    entries(reader, &mut entry)
}

/// The same, compiled once.
fn entries(
    reader: &mut Reader<'_>,
    entry: &mut dyn FnMut(&str, &mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    expect(reader, Kind::Object, "an object")?;
    reader.open(Container::Object)?;
    while let Some(key) = reader.key()? {
        let raw = reader.raw(key.start, key.end);
        if key.escaped {
            let mut name = String::new();
            decode(raw, &mut name);
            entry(&name, reader)?;
        } else {
            entry(raw, reader)?;
        }
    }
    Ok(())
}

/// Reads an array, element by element.
pub(super) fn array(
    reader: &mut Reader<'_>,
    mut element: impl FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    elements(reader, &mut element)
}

/// The same, compiled once.
fn elements(
    reader: &mut Reader<'_>,
    element: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    expect(reader, Kind::Array, "an array")?;
    reader.open(Container::Array)?;
    while reader.element()? {
        element(reader)?;
    }
    Ok(())
}

/// Reads the value of a key; null leaves it unknown.
pub(super) fn field<T: FromJson>(slot: &mut T, reader: &mut Reader<'_>) -> Result<(), Fault> {
    if reader.peek()? == Kind::Null {
        return Ok(reader.null()?);
    }
    *slot = T::from_json(reader)?;
    Ok(())
}

/// Passes over the value of a key that is not known.
pub(super) fn unknown(reader: &mut Reader<'_>) -> Result<(), Fault> {
    reader.skip()?;
    Ok(())
}

impl FromJson for bool {
    /// MySQL has no truth values: it writes 1 and 0.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        match reader.peek()? {
            Kind::Bool => Ok(reader.bool()?),
            Kind::Number => Ok(reader.number()?.value != 0.0),
            found => Err(other(reader, "true or false", found)),
        }
    }
}

impl FromJson for f64 {
    /// MariaDB 10.5 puts some numbers into quotes.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        const WHAT: &str = "a number";
        match reader.peek()? {
            Kind::Number => Ok(reader.number()?.value),
            Kind::String => {
                let fault = other(reader, WHAT, Kind::String);
                let number =
                    crate::text::number(&String::from_json(reader)?).filter(|number| number.is_finite());
                number.ok_or(fault)
            }
            found => Err(other(reader, WHAT, found)),
        }
    }
}

impl FromJson for u32 {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        f64::from_json(reader).map(|number| number as Self)
    }
}

impl FromJson for String {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        expect(reader, Kind::String, "a string")?;
        let string = reader.string()?;
        let raw = reader.raw(string.start, string.end);
        if !string.escaped {
            return Ok(raw.to_owned());
        }
        let mut text = Self::with_capacity(raw.len());
        decode(raw, &mut text);
        Ok(text)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if reader.peek()? == Kind::Null {
            reader.null()?;
            return Ok(None);
        }
        T::from_json(reader).map(Some)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut list = Self::new();
        array(reader, |reader| {
            list.push(T::from_json(reader)?);
            Ok(())
        })?;
        Ok(list)
    }
}

/// Reads a number, truth value or string as text: what servers write of a setting.
pub(super) fn scalar(reader: &mut Reader<'_>, what: &'static str) -> Result<String, Fault> {
    match reader.peek()? {
        Kind::String => String::from_json(reader),
        Kind::Number => {
            let number = reader.number()?;
            Ok(reader.raw(number.start, number.end).to_owned())
        }
        Kind::Bool => Ok(if reader.bool()? { "on" } else { "off" }.to_owned()),
        found => Err(other(reader, what, found)),
    }
}

/// The key of a field, whose name may be a word of Rust's.
pub(super) const fn named(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Makes a struct whose fields are the keys of a JSON object: all may be absent, and unknown keys are passed over.
macro_rules! record {
    ($(#[$attribute:meta])* pub struct $name:ident { $($(#[$of_field:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$of_field])* pub $field: $type,)*
        }

        impl $crate::catalog::read::FromJson for $name {
            fn from_json(reader: &mut $crate::json::Reader<'_>) -> Result<Self, $crate::catalog::read::Fault> {
                let mut value = Self::default();
                $crate::catalog::read::object(reader, |key, reader| {
                    $(if key == const { $crate::catalog::read::named(stringify!($field)) } {
                        return $crate::catalog::read::field(&mut value.$field, reader);
                    })*
                    $crate::catalog::read::unknown(reader)
                })?;
                Ok(value)
            }
        }
    };
}
pub(super) use record;

/// Makes an enum whose variants are words of the document.
macro_rules! words {
    ($(#[$attribute:meta])* pub enum $name:ident { $($(#[$of_variant:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$of_variant])* $variant,)*
        }

        impl $name {
            /// The word of the document.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}
pub(super) use words;
