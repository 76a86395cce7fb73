//! Reading tables and indexes: which, by what, and what is decided on the way.

use super::scan::{enclosed, find, find_outside, is_mark};
use super::{Flag, Kind, Operation};

/// What may follow a table or an index, in any order, up to the next of them.
const CLAUSES: &[&str] = &[
    ", with index condition: ",
    ", with pushed condition: ",
    ", activating pushed join of ",
    ", child of ",
    " in secondary engine ",
    " [using MRR]",
];
const REVERSE: &str = " (reverse)";
const REPLANNED: &str = " (re-planned for each iteration)";

/// A way to read an index: its words, the kind, what the words say besides, and what ends the index's name.
type Way = (&'static str, Kind, Option<Flag>, &'static [&'static str]);

const WAYS: &[Way] = &[
    ("lookup on ", Kind::IndexLookup, None, &[" ("]),
    ("scan on ", Kind::IndexScan, None, &[REVERSE]),
    ("range scan on ", Kind::IndexRangeScan, None, &[" over ", REVERSE]),
    ("range scan (Multi-Range Read) on ", Kind::IndexRangeScan, Some(Flag::MultiRangeRead), &[" over "]),
    ("skip scan on ", Kind::IndexSkipScan, None, &[" over "]),
    ("skip scan for grouping on ", Kind::GroupSkipScan, Some(Flag::Grouping), &[" over "]),
    ("skip scan for deduplication on ", Kind::GroupSkipScan, Some(Flag::Deduplication), &[" over "]),
    ("search on ", Kind::FullTextSearch, None, &[" ("]),
    ("distance scan on ", Kind::DistanceScan, None, &[REVERSE]),
];

/// `Single-row covering index lookup on t using k (a = 5) …` and the like.
pub(super) fn index(text: &str) -> Option<Operation<'_>> {
    let mut read = Operation::default();
    let rest = read.flagged(text, "Single-row ", Flag::SingleRow);
    let rest = read.flagged(rest, "Multi-range ", Flag::MultiRange);
    let rest = rest.strip_prefix("Full-text ").unwrap_or(rest);
    let rest = read.flagged(rest, "Covering ", Flag::Covering);
    let rest = read.flagged(rest, "covering ", Flag::Covering);
    let rest = rest.strip_prefix("Index ").or_else(|| rest.strip_prefix("index "))?;
    let (kind, flag, ends, rest) = WAYS
        .iter()
        .find_map(|&(words, kind, flag, ends)| Some((kind, flag, ends, rest.strip_prefix(words)?)))?;
    read.kind = kind;
    if let Some(flag) = flag {
        read.flags.set(flag);
    }
    let name = name_end(rest, &[" using ", REPLANNED]);
    read.table = rest.get(..name);
    let mut rest = rest.get(name..)?;
    if let Some(used) = rest.strip_prefix(" using ") {
        let name = name_end(used, ends);
        read.index = used.get(..name);
        rest = used.get(name..)?;
    }
    if !rest.starts_with(REVERSE) && !rest.starts_with(REPLANNED) {
        if let Some(lookup) = rest.strip_prefix(' ').filter(|lookup| lookup.starts_with('(')) {
            rest = looked_up(&mut read, lookup)?;
        } else if let Some(over) = rest.strip_prefix(" over ") {
            rest = up_to_clause(over, &mut read.ranges);
        }
    }
    clauses(&mut read, rest);
    Some(read)
}

/// What `Table scan on ` and other words before a table are followed by.
pub(super) fn table<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let name = name_end(rest, &[]);
    read.table = rest.get(..name);
    clauses(read, rest.get(name..)?);
    Some(())
}

/// Where a name ends: before a clause or another of the marks. Names are not quoted, but for those that are.
fn name_end(text: &str, marks: &[&str]) -> usize {
    let quoted = text.strip_prefix('`').and_then(|rest| Some(rest.find('`')? + 2));
    let ends_here = |&at: &usize| {
        let after = text.get(at..).unwrap_or_default();
        after.is_empty() || marks.iter().chain(CLAUSES).any(|mark| after.starts_with(mark))
    };
    let ends = |at: &usize| is_mark(text, *at, marks) || is_mark(text, *at, CLAUSES);
    let unquoted = || (0..text.len()).find(ends);
    quoted.filter(ends_here).or_else(unquoted).unwrap_or(text.len())
}

/// Takes what is looked up, in its parentheses, off the front of a text.
fn looked_up<'t>(read: &mut Operation<'t>, text: &'t str) -> Option<&'t str> {
    let (lookup, rest) = enclosed(text).or_else(|| {
        // A column's name does not balance.
        let part = text.get(1..find(text, &[REVERSE]).or(find(text, CLAUSES)).unwrap_or(text.len()))?;
        Some((part.strip_suffix(')').unwrap_or(part), text.get(1 + part.len()..)?))
    })?;
    read.lookup = Some(lookup);
    Some(rest)
}

/// Keeps the text up to the next clause; gives the rest.
fn up_to_clause<'t>(text: &'t str, part: &mut Option<&'t str>) -> &'t str {
    let end = find_outside(text, CLAUSES).unwrap_or(text.len());
    let (mut before, mut rest) = text.split_at(end);
    // Only ranges are followed by it.
    if let Some(ranges) = before.strip_suffix(REVERSE) {
        before = ranges;
        rest = text.get(ranges.len()..).unwrap_or_default();
    }
    *part = Some(before);
    rest
}

/// Reads what follows the table, the index, what is looked up and the ranges.
fn clauses<'t>(read: &mut Operation<'t>, text: &'t str) {
    let mut rest = read.flagged(text, REVERSE, Flag::Reverse);
    rest = read.flagged(rest, REPLANNED, Flag::Replanned);
    // The server prints each once; more of them would only cost time.
    for _ in CLAUSES {
        rest = if let Some(condition) = rest.strip_prefix(", with index condition: ") {
            up_to_clause(condition, &mut read.index_condition)
        } else if let Some(condition) = rest.strip_prefix(", with pushed condition: ") {
            up_to_clause(condition, &mut read.pushed_condition)
        } else if let Some(engine) = rest.strip_prefix(" in secondary engine ") {
            up_to_clause(engine, &mut read.secondary_engine)
        } else if rest.starts_with(" [using MRR]") {
            read.flagged(rest, " [using MRR]", Flag::MultiRangeRead)
        } else if let Some(join) = rest.strip_prefix(", ") {
            up_to_clause(join, &mut read.pushed_join)
        } else {
            return;
        }
    }
}
