//! The words that operations begin with, and how each goes on.

#![expect(
    clippy::unnecessary_wraps,
    reason = "readers that accept whatever follows have the type of the others"
)]

use super::access::table;
use super::scan::find_outside;
use super::{Flag, Join, Kind, Operation, Runs, SetOperation, Strategy};
use crate::predicate::{Language, list_items};

/// Reads what follows the words of a form; nothing if it is not that form after all.
type Read = for<'t> fn(&mut Operation<'t>, &'t str) -> Option<()>;

/// Of two that begin alike the longer stands first.
const FORMS: &[(&str, Kind, Read)] = &[
    ("Table scan on ", Kind::TableScan, table),
    ("Filter: ", Kind::Filter, filter),
    ("Nested loop ", Kind::NestedLoop, join),
    ("Batched key access ", Kind::BatchedKeyAccess, join),
    ("Inner hash join", Kind::HashJoin, |read, rest| hash_join(read, Join::Inner, rest)),
    ("Left hash join", Kind::HashJoin, |read, rest| hash_join(read, Join::Left, rest)),
    ("Hash semijoin", Kind::HashJoin, |read, rest| hash_join(read, Join::Semi, rest)),
    ("Hash antijoin", Kind::HashJoin, |read, rest| hash_join(read, Join::Anti, rest)),
    ("Sort-deduplicate by row ID", Kind::IndexMerge, nothing),
    ("Sort", Kind::Sort, sort),
    ("Limit: ", Kind::Limit, limit),
    ("Offset: ", Kind::Limit, offset),
    ("Limit/Offset: ", Kind::Limit, limit_and_offset),
    ("Aggregate using temporary table", Kind::TemporaryTableAggregate, nothing),
    ("Aggregate", Kind::Aggregate, aggregate),
    ("Group aggregate", Kind::GroupAggregate, aggregate),
    ("Group (no aggregates)", Kind::Group, nothing),
    ("Group (computed in earlier step, no aggregates)", Kind::Group, computed_earlier),
    ("Window ", Kind::Window, window),
    ("Stream results", Kind::Stream, nothing),
    ("Materialize table function", Kind::MaterializeTableFunction, nothing),
    ("Materialize", Kind::Materialize, materialize),
    ("Union ", Kind::Materialize, |read, rest| {
        set_operation(read, [SetOperation::Union, SetOperation::UnionAll], rest)
    }),
    ("Intersect rows sorted by row ID", Kind::RowIdIntersection, nothing),
    ("Intersect ", Kind::Materialize, |read, rest| {
        set_operation(read, [SetOperation::Intersect, SetOperation::IntersectAll], rest)
    }),
    ("Except ", Kind::Materialize, |read, rest| {
        set_operation(read, [SetOperation::Except, SetOperation::ExceptAll], rest)
    }),
    ("Temporary table", Kind::TemporaryTable, materialize),
    ("Append", Kind::Append, nothing),
    ("Rows fetched before execution", Kind::RowsFetchedBefore, nothing),
    ("Zero rows", Kind::ZeroRows, zero_rows),
    ("Zero input rows", Kind::ZeroRowsAggregated, zero_rows),
    ("Deduplicate rows sorted by row ID", Kind::RowIdUnion, nothing),
    ("Remove duplicates from input grouped on ", Kind::RemoveDuplicatesGrouped, items),
    ("Remove duplicates from input sorted on ", Kind::RemoveDuplicatesSorted, index),
    ("Remove duplicate ", Kind::Weedout, weedout),
    ("Constant row from ", Kind::ConstantRow, table),
    ("Count rows in ", Kind::CountRows, table),
    ("Scan new records on ", Kind::NewRecords, table),
    ("Sample scan on ", Kind::SampleScan, table),
    ("Fill information schema table ", Kind::FillInformationSchema, table),
    ("Invalidate materialized tables", Kind::Invalidate, invalidate),
    ("Alternative plans for IN subquery", Kind::AlternativePlans, alternatives),
    ("Delete from ", Kind::Delete, targets),
    ("Update ", Kind::Update, targets),
    ("Insert into ", Kind::Insert, table),
    ("Replace into ", Kind::Replace, table),
    ("Hash", Kind::HashInput, heading),
    ("Select #", Kind::Subquery, subquery),
    ("Batch input rows", Kind::BatchInput, heading),
    ("Clustered primary key (scanned separately)", Kind::ClusteredKey, heading),
    ("Limit table size: ", Kind::MaterializedInput, table_size),
    ("Disable deduplication", Kind::MaterializedInput, |read, rest| {
        read.flags.set(Flag::DisableDeduplication);
        treatment(read, rest)
    }),
    ("Repeat until convergence", Kind::MaterializedInput, |read, rest| {
        read.flags.set(Flag::Repeat);
        treatment(read, rest)
    }),
    ("<not executable by iterator executor>", Kind::NotExecutable, nothing),
];

/// Reads an operation that one of the forms begins.
pub(super) fn read(text: &str) -> Option<Operation<'_>> {
    FORMS.iter().find_map(|&(words, kind, read)| {
        let rest = text.strip_prefix(words)?;
        let mut operation = Operation::new(kind);
        read(&mut operation, rest)?;
        Some(operation)
    })
}

/// Nothing follows; what a later version adds behind a space or a comma does no harm.
fn nothing(_: &mut Operation<'_>, rest: &str) -> Option<()> {
    (rest.is_empty() || rest.starts_with([' ', ','])).then_some(())
}

/// Nothing may follow: a heading is one only as a whole.
fn heading(_: &mut Operation<'_>, rest: &str) -> Option<()> {
    rest.is_empty().then_some(())
}

fn filter<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.condition = Some(rest);
    Some(())
}

fn items<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.items = list_items(rest, Language::MySql).collect();
    Some(())
}

fn index<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.index = Some(rest);
    Some(())
}

/// `inner join`, `semijoin (FirstMatch) with duplicate removal (LooseScan) on k`.
fn join<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    const JOINS: &[(&str, Join)] = &[
        ("inner join", Join::Inner),
        ("left join", Join::Left),
        ("semijoin", Join::Semi),
        ("antijoin", Join::Anti),
        // Up to 8.0.18.
        ("semi-join", Join::Semi),
        ("anti-join", Join::Anti),
    ];
    let (join, rest) = JOINS.iter().find_map(|&(words, join)| Some((join, rest.strip_prefix(words)?)))?;
    read.join = Some(join);
    let rest = strategy(read, rest);
    if let Some(rest) = rest.strip_prefix(" with duplicate removal") {
        read.flags.set(Flag::Deduplication);
        read.index = strategy(read, rest).strip_prefix(" on ");
    }
    Some(())
}

/// Takes `(FirstMatch)` and `(LooseScan)` off the front of a text.
fn strategy<'t>(read: &mut Operation<'_>, rest: &'t str) -> &'t str {
    let (rest, first) = rest.strip_prefix(" (FirstMatch)").map_or((rest, false), |rest| (rest, true));
    let (rest, loose) = rest.strip_prefix(" (LooseScan)").map_or((rest, false), |rest| (rest, true));
    let first = first || read.strategy == Some(Strategy::FirstMatch);
    read.strategy = match (first, loose) {
        (true, true) => Some(Strategy::FirstMatchWithLooseScan),
        (true, false) => Some(Strategy::FirstMatch),
        (false, true) => Some(Strategy::LooseScan),
        (false, false) => None,
    };
    rest
}

/// ` (FirstMatch) (a = b), (c = d), extra conditions: (e < f)`, or ` (no condition)`.
fn hash_join<'t>(read: &mut Operation<'t>, join: Join, rest: &'t str) -> Option<()> {
    const EXTRA: &str = ", extra conditions: ";
    read.join = Some(join);
    let rest = strategy(read, rest);
    let end = find_outside(rest, &[EXTRA]).unwrap_or(rest.len());
    let (hashed, extra) = rest.split_at(end);
    read.extra_condition = extra.strip_prefix(EXTRA);
    if hashed.trim_start() == "(no condition)" { Some(()) } else { items(read, hashed) }
}

/// ` row IDs with duplicate removal: a, b DESC, limit input to 5 row(s) per chunk`.
fn sort<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let rest = read.flagged(rest, " row IDs", Flag::RowIds);
    let rest = read.flagged(rest, " with duplicate removal", Flag::Deduplication);
    let keys = rest.strip_prefix(':')?;
    let limited =
        keys.strip_suffix(" row(s) per chunk").and_then(|keys| keys.rsplit_once(", limit input to "));
    read.limit = limited.and_then(|(_, limit)| limit.parse().ok());
    items(read, limited.map_or(keys, |(keys, _)| keys))
}

/// A number and what follows it; what is no number is none.
fn count(text: &str) -> (Option<u64>, &str) {
    let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.parse().ok(), rest)
}

fn limit<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.limit = count(rest).0;
    count_all_rows(read, rest)
}

fn offset<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.offset = count(rest).0;
    count_all_rows(read, rest)
}

fn limit_and_offset<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let (limit, after) = count(rest);
    (read.limit, read.offset) = (limit, after.strip_prefix('/').and_then(|offset| count(offset).0));
    count_all_rows(read, rest)
}

fn count_all_rows<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.flagged_at_end(rest, " (no early end due to SQL_CALC_FOUND_ROWS)", Flag::CountAllRows);
    Some(())
}

/// ` with rollup: count(0), sum(t.a)`.
fn aggregate<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let rest = read.flagged(rest, " (computed in earlier step)", Flag::ComputedEarlier);
    let (words, functions) = rest.split_once(':')?;
    read.grouping = words.strip_prefix(" with ");
    (words.is_empty() || read.grouping.is_some()).then_some(())?;
    items(read, functions)
}

fn computed_earlier(read: &mut Operation<'_>, rest: &str) -> Option<()> {
    read.flags.set(Flag::ComputedEarlier);
    nothing(read, rest)
}

/// `multi-pass aggregate with buffering: rank() OVER w`.
fn window<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let rest = read.flagged(rest, "multi-pass ", Flag::MultiPass).strip_prefix("aggregate")?;
    let rest = read.flagged(rest, " with buffering", Flag::Buffering);
    items(read, rest.strip_prefix(':')?)
}

/// ` CTE name if needed (query plan printed elsewhere) with deduplication (invalidate on row from t; u)`.
/// Read from its end: the name is whatever is left.
fn materialize<'t>(read: &mut Operation<'t>, mut rest: &'t str) -> Option<()> {
    let invalidated = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (invalidate on row from "));
    if let Some((before, tables)) = invalidated {
        read.tables = tables.split("; ").collect();
        rest = before;
    }
    rest = read.flagged_at_end(rest, " with deduplication", Flag::Deduplication);
    rest = read.flagged_at_end(rest, " (query plan printed elsewhere)", Flag::PrintedElsewhere);
    rest = read.flagged_at_end(rest, " if needed", Flag::IfNeeded);
    if let Some(union) = rest.strip_prefix(" union CTE ") {
        read.set = Some(SetOperation::Union);
        read.cte = Some(union);
    } else {
        rest = read.flagged(rest, " recursive", Flag::Recursive);
        read.cte = rest.strip_prefix(" CTE ");
    }
    nothing(read, rest)
}

/// `materialize with deduplication`, `all materialize`.
fn set_operation<'t>(
    read: &mut Operation<'t>,
    [distinct, all]: [SetOperation; 2],
    rest: &'t str,
) -> Option<()> {
    let (rest, set_operation) = rest.strip_prefix("all ").map_or((rest, distinct), |rest| (rest, all));
    read.set = Some(set_operation);
    materialize(read, rest.strip_prefix("materialize")?)
}

/// ` (Impossible WHERE)`, ` (No matching min/max row), aggregated into one output row`.
fn zero_rows<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let cause = rest.strip_prefix(" (").and_then(|rest| rest.rsplit_once(')'));
    read.cause = cause.map(|(cause, _)| cause);
    nothing(read, rest)
}

/// `t rows using temporary table (weedout)`, `(t, u) rows …`.
fn weedout<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let tables = rest.strip_suffix(" rows using temporary table (weedout)")?;
    read.tables = match tables.strip_prefix('(').and_then(|tables| tables.strip_suffix(')')) {
        Some(several) => several.split(", ").collect(),
        None => vec![tables],
    };
    Some(())
}

/// `t (immediate), u (buffered)`.
fn targets<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    const MODES: [(&str, Flag); 2] = [(" (immediate)", Flag::Immediate), (" (buffered)", Flag::Buffered)];
    let mut start = 0;
    for (at, _) in rest.match_indices(" (") {
        let mode = MODES.iter().find(|(words, _)| rest.get(at..).is_some_and(|rest| rest.starts_with(words)));
        if let Some(&(words, flag)) = mode {
            read.tables.push(rest.get(start..at)?.trim_start_matches(", "));
            read.flags.set(flag);
            start = at + words.len();
        }
    }
    if read.tables.is_empty() {
        read.tables.push(rest);
    }
    Some(())
}

/// ` (row from t)`.
fn invalidate<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    read.table = rest.strip_prefix(" (row from ").and_then(|rest| rest.strip_suffix(')'));
    Some(())
}

/// `: Index lookup unless a IS NULL`, `: Index lookup unless  any of (a, b) IS NULL`.
fn alternatives<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let columns = rest.strip_prefix(": Index lookup unless ").and_then(|rest| rest.strip_suffix(" IS NULL"));
    if let Some(columns) = columns {
        let columns = columns.trim_start();
        let several = columns.strip_prefix("any of (").and_then(|columns| columns.strip_suffix(')'));
        items(read, several.unwrap_or(columns))?;
    }
    Some(())
}

/// `2 (subquery in condition; run only once)`.
fn subquery<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let (number, rest) = rest.split_once(" (subquery in ")?;
    let (location, runs) = rest.strip_suffix(')')?.split_once("; ")?;
    read.select = number.parse().ok();
    read.location = Some(location);
    read.runs = match runs {
        "dependent" => Some(Runs::Dependent),
        "run only once" => Some(Runs::Once),
        "uncacheable" => Some(Runs::Uncacheable),
        _ => None,
    };
    Some(())
}

/// `5 unique row(s), disable deduplication`.
fn table_size<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let (limit, rest) = count(rest);
    read.limit = limit;
    let rest = read.flagged(rest, " unique", Flag::Unique);
    treatment(read, rest.strip_prefix(" row(s)")?)
}

/// `, disable deduplication, repeat until convergence`.
fn treatment<'t>(read: &mut Operation<'t>, rest: &'t str) -> Option<()> {
    let rest = read.flagged(rest, ", disable deduplication", Flag::DisableDeduplication);
    let rest = read.flagged(rest, ", repeat until convergence", Flag::Repeat);
    heading(read, rest)
}
