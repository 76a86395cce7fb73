//! Lists whose elements are looked up by name.

use std::collections::HashMap;
use std::ops::Deref;

use super::read::{Fault, FromJson, object};
use crate::json::{Kind, Reader};

/// What has a name that it is looked up by.
pub trait Named {
    /// The name, without quotes.
    fn name(&self) -> &str;
}

/// A list in the document's order, with its elements by name.
///
/// It reads like a slice; an element is found by hash.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    items: Vec<T>,
    /// Each name as it is, then in lower case where that is free.
    places: HashMap<String, usize>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T: Named> List<T> {
    pub(super) fn new(items: Vec<T>) -> Self {
        let mut places = HashMap::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            places.entry(item.name().to_owned()).or_insert(place);
        }
        for (place, item) in items.iter().enumerate() {
            places.entry(crate::text::lower(item.name())).or_insert(place);
        }
        Self { items, places }
    }

    /// The element of a name: the first one, should there be several.
    pub fn named(&self, name: &str) -> Option<&T> {
        self.items.get(*self.places.get(name)?).filter(|item| item.name() == name)
    }

    /// The element of a name in whatever case, rather one of the same: column names of MySQL.
    pub fn named_in_any_case(&self, name: &str) -> Option<&T> {
        let place = self.places.get(name).or_else(|| self.places.get(&crate::text::lower(name)))?;
        self.items.get(*place)
    }

    /// Changes elements; not their names.
    pub(super) fn each_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
    }

    pub(super) fn into_vec(self) -> Vec<T> {
        self.items
    }
}

impl<T: Named + FromJson> FromJson for List<T> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Vec::from_json(reader).map(Self::new)
    }
}

/// Names of columns in order; reads like a slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Deref for Names {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl FromJson for Names {
    /// An array; or, since MySQL aggregates in no order, an object of names by their position: `{"1": "a", "2": "b"}`.
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        if reader.peek()? != Kind::Object {
            return Vec::from_json(reader).map(Self);
        }
        let mut names: Vec<(u32, String)> = Vec::new();
        object(reader, |position, reader| {
            names.push((position.parse().unwrap_or(u32::MAX), String::from_json(reader)?));
            Ok(())
        })?;
        crate::sort::by_key(&mut names, |(position, _)| *position);
        Ok(Self(names.into_iter().map(|(_, name)| name).collect()))
    }
}
