//! Python values of what serde would write: plain data, or objects of the package's classes.
//!
//! A struct becomes a dict, or an object of the class that `plansight._report` names for it, its values handed over in
//! their order; lists of such an object are tuples. Names of fields are turned to snake case; keys that the server
//! printed stay as they are.

use std::fmt::Display;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use serde::ser::{Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

/// Where serde_json carries JSON as it was written.
const RAW: &str = "$serde_json::private::RawValue";
/// Maps whose keys are names of our own.
const OWN_NAMES: [&str; 2] = ["counters", "evidence"];

/// Makes values.
#[derive(Clone, Copy)]
pub(crate) struct Maker<'a, 'py> {
    py: Python<'py>,
    /// The classes for the structs of the report; none for plain data.
    classes: Option<&'a Bound<'py, PyDict>>,
    /// The only field of the struct that is wanted.
    only: Option<&'a str>,
    /// Whether lists are tuples.
    tuples: bool,
    /// Whether the keys of a map are names of our own.
    own_names: bool,
}

impl<'a, 'py> Maker<'a, 'py> {
    /// One that makes plain data.
    pub(crate) fn plain(py: Python<'py>) -> Self {
        Self { py, classes: None, only: None, tuples: false, own_names: false }
    }

    /// One that makes objects.
    pub(crate) fn objects(py: Python<'py>) -> PyResult<Self> {
        static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
        Ok(Self { classes: Some(CLASSES.import(py, "plansight._report", "CLASSES")?), ..Self::plain(py) })
    }

    /// The same, for a field of a struct instead of the whole.
    pub(crate) fn only(self, name: &'a str) -> Self {
        Self { only: Some(name), ..self }
    }

    pub(crate) fn make(self, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
        value.serialize(self).map_err(|failure| failure.0)
    }

    /// The maker of a value that is made of others, of which it makes those within.
    fn parts(self, tuples: bool, class: Option<Bound<'py, PyAny>>, raw: bool) -> Parts<'a, 'py> {
        let within = Self { only: None, tuples, own_names: false, ..self };
        Parts { maker: self, within, class, raw, keys: Vec::new(), values: Vec::new() }
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        snake.extend(c.is_ascii_uppercase().then_some('_'));
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// What went wrong on Python's side.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct Failure(#[from] PyErr);

impl Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Self(PyTypeError::new_err(message.to_string()))
    }
}

type Made<'py> = Result<Bound<'py, PyAny>, Failure>;

macro_rules! scalars {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Made<'py> {
            Ok(value.into_bound_py_any(self.py)?)
        })*
    };
}

/// A report holds structs with named fields only, and no enums.
macro_rules! refused {
    ($($method:ident$(<$value:ident>)?($($argument:ty),*): $made:ty;)*) => {
        $(fn $method$(<$value: Serialize + ?Sized>)?(self, name: &'static str, $(_: $argument),*) -> Result<$made, Failure> {
            Err(Error::custom(format!("expected a struct with named fields in a report, found {name}")))
        })*
    };
}

impl<'a, 'py> Serializer for Maker<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;
    type SerializeSeq = Parts<'a, 'py>;
    type SerializeTuple = Impossible<Self::Ok, Failure>;
    type SerializeTupleStruct = Impossible<Self::Ok, Failure>;
    type SerializeTupleVariant = Impossible<Self::Ok, Failure>;
    type SerializeMap = Parts<'a, 'py>;
    type SerializeStruct = Parts<'a, 'py>;
    type SerializeStructVariant = Impossible<Self::Ok, Failure>;

    scalars!(serialize_bool: bool, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_f32: f32,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f64: f64);
    refused! {
        serialize_unit_struct(): Self::Ok;
        serialize_unit_variant(u32, &'static str): Self::Ok;
        serialize_newtype_struct<T>(&T): Self::Ok;
        serialize_newtype_variant<T>(u32, &'static str, &T): Self::Ok;
        serialize_tuple_struct(usize): Self::SerializeTupleStruct;
        serialize_tuple_variant(u32, &'static str, usize): Self::SerializeTupleVariant;
        serialize_struct_variant(u32, &'static str, usize): Self::SerializeStructVariant;
    }

    fn serialize_none(self) -> Made<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_unit(self) -> Made<'py> {
        self.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a, 'py>, Failure> {
        Ok(self.parts(self.tuples, None, false))
    }

    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, Failure> {
        self.serialize_tuple_struct("a tuple", len)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a, 'py>, Failure> {
        Ok(self.parts(self.own_names && self.classes.is_some(), None, false))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'a, 'py>, Failure> {
        let class = self.classes.map(|classes| classes.get_item(name)).transpose()?.flatten();
        Ok(self.parts(self.classes.is_some(), class, name == RAW))
    }
}

/// A list, map or struct while it is made.
pub(crate) struct Parts<'a, 'py> {
    maker: Maker<'a, 'py>,
    within: Maker<'a, 'py>,
    class: Option<Bound<'py, PyAny>>,
    raw: bool,
    keys: Vec<Bound<'py, PyAny>>,
    values: Vec<Bound<'py, PyAny>>,
}

impl<'py> Parts<'_, 'py> {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.values.push(value.serialize(self.within)?);
        Ok(())
    }

    fn dict(self) -> Made<'py> {
        let dict = PyDict::new(self.maker.py);
        self.keys.iter().zip(self.values).try_for_each(|(key, value)| dict.set_item(key, value))?;
        Ok(dict.into_any())
    }
}

impl<'py> SerializeSeq for Parts<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.push(value)
    }

    fn end(self) -> Made<'py> {
        let Maker { py, tuples, .. } = self.maker;
        Ok(if tuples {
            PyTuple::new(py, self.values)?.into_any()
        } else {
            PyList::new(py, self.values)?.into_any()
        })
    }
}

impl<'py> SerializeMap for Parts<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        let key = key.serialize(self.within)?;
        let own = self.maker.own_names;
        self.keys.push(if own {
            snake(&key.extract::<String>()?).into_bound_py_any(self.maker.py)?
        } else {
            key
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.push(value)
    }

    fn end(self) -> Made<'py> {
        self.dict()
    }
}

impl<'py> SerializeStruct for Parts<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        if self.maker.only.is_some_and(|only| only != key) {
            return Ok(());
        }
        self.within.own_names = OWN_NAMES.contains(&key);
        if self.class.is_none() && !self.raw {
            self.keys.push(PyString::intern(self.maker.py, &snake(key)).into_any());
        }
        self.push(value)
    }

    fn end(mut self) -> Made<'py> {
        static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let py = self.maker.py;
        if let Some(name) = self.maker.only {
            let missing = || Error::custom(format!("expected a part of the report, found {name}"));
            return self.values.pop().ok_or_else(missing);
        }
        let loads = || LOADS.import(py, "json", "loads");
        let make = if self.raw { Some(loads()?) } else { self.class.as_ref() };
        match make {
            Some(make) => Ok(make.call1(PyTuple::new(py, self.values)?)?),
            None => self.dict(),
        }
    }
}
