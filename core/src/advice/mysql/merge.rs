//! One index where several demands ask for the same, or for prefixes of each other; none for what is there.

use std::collections::{HashMap, HashSet};

use super::candidate::Candidate;
use crate::plan::{Access, Attribute, Plan};
use crate::predicate::{Language, Predicate};

/// The most indexes for one table that are compared with each other.
const MOST_OF_TABLE: usize = 16;

/// Merges what serves the same, and drops what an index in use serves.
pub(super) fn merge(plan: &Plan, wanted: Vec<Candidate>) -> Vec<Candidate> {
    if wanted.is_empty() {
        return wanted;
    }
    let existing = existing(plan);
    let mut merged: Vec<Candidate> = Vec::new();
    let mut places: HashMap<(Option<String>, String), Vec<usize>> = HashMap::new();
    for candidate in wanted {
        if existing.contains(&(candidate.table.name.clone(), columns(&candidate))) {
            continue;
        }
        let (schema, name) = candidate.table.identity();
        let places = places.entry((schema.map(str::to_owned), name.to_owned())).or_default();
        let same = |place: &&usize| {
            let other = &merged[**place];
            is_prefix(&candidate, other) || is_prefix(other, &candidate)
        };
        match places.iter().find(same) {
            Some(&place) => merged[place].absorb(candidate),
            None if places.len() < MOST_OF_TABLE => {
                places.push(merged.len());
                merged.push(candidate);
            }
            None => {}
        }
    }
    merged
}

/// The columns of a candidate, in whatever order.
fn columns(candidate: &Candidate) -> Vec<String> {
    let mut columns: Vec<String> = candidate.parts.iter().map(|part| part.key.text.clone()).collect();
    crate::sort::sort(&mut columns);
    columns
}

/// Columns that are looked up in an index in use, by table: in whatever order, the server had the choice.
fn existing(plan: &Plan) -> HashSet<(String, Vec<String>)> {
    let lookups =
        plan.nodes().filter(|node| matches!(node.access(), Some(Access::Lookup | Access::UniqueLookup)));
    let mut found = HashSet::new();
    for node in lookups {
        let Some(table) = node.relation() else { continue };
        let named: Vec<String> = node.texts(Attribute::KeyColumns).filter_map(super::key::quoted).collect();
        let mut columns = if named.is_empty() { parsed(node.text(Attribute::IndexCondition)) } else { named };
        crate::sort::sort(&mut columns);
        found.insert((table.to_owned(), columns));
    }
    found
}

fn parsed(condition: Option<&str>) -> Vec<String> {
    let predicate = Predicate::parse(condition.unwrap_or_default(), Language::MySql);
    let columns = predicate.columns().filter(|column| column.qualifier().is_none());
    columns.filter_map(|column| super::key::quoted(&column.name())).collect()
}

/// Whether the keys of one index are the first keys of another.
fn is_prefix(short: &Candidate, long: &Candidate) -> bool {
    let mut pairs = short.parts.iter().zip(&long.parts);
    short.parts.len() <= long.parts.len()
        && pairs.all(|(a, b)| a.key == b.key && a.descending == b.descending)
}

impl Candidate {
    /// Takes over the demands of another candidate, which the longer of the two serves as well.
    fn absorb(&mut self, other: Self) {
        let (before, after) = (self.reads.before + other.reads.before, self.reads.after + other.reads.after);
        if other.parts.len() > self.parts.len() {
            self.parts = other.parts;
            self.notes = other.notes;
        }
        (self.reads.before, self.reads.after) = (before, after);
        self.nodes.extend(other.nodes);
        crate::sort::sort(&mut self.nodes);
        self.nodes.dedup();
    }
}
