//! How many bytes a value takes within a tuple.

use super::aligned;
use crate::catalog::index::IndexKey;
use crate::catalog::table::{Column, Table};

/// Bytes of a value of unknown type and width: half of what the planner takes (`get_typavgwidth`), since what is
/// indexed is short.
const ASSUMED_WIDTH: f64 = 16.0;
/// Bytes of what is taken out of a document, such as `attributes ->> 'color'`.
const DOCUMENT_WIDTH: f64 = 8.0;
/// The most bytes of a tuple (`BTMaxItemSize`).
const MOST_BYTES: f64 = 2704.0;
/// Distinct values of what nothing is known of (`DEFAULT_NUM_DISTINCT`).
const DEFAULT_DISTINCT: f64 = 200.0;

/// A value of an index as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored<'t> {
    /// Average bytes, with the length in front where there is one.
    pub(super) width: f64,
    /// Least and most bytes: what the average does not tell, taken to be an eighth to either side.
    pub(super) range: (f64, f64),
    /// What its offset is a multiple of.
    pub(super) alignment: f64,
    /// The share of nulls.
    pub(super) null_share: f64,
    /// Distinct values; negative, as a share of the rows; absent where it is not known.
    pub(super) distinct: Option<f64>,
    /// The shares of its most common values.
    pub(super) common: &'t [f64],
    /// Whether equal values are the same bytes, so that duplicates may share a tuple (`btequalimage`).
    pub(super) merges: bool,
}

impl<'t> Stored<'t> {
    /// What nothing is known of but its bytes.
    pub(super) fn assumed(width: f64, varies: bool) -> Self {
        let width = width.clamp(0.0, MOST_BYTES);
        let spread = if varies { (width / 8.0).round().max(1.0) } else { 0.0 };
        Self {
            width,
            range: (width - spread, width + spread),
            alignment: if varies { 1.0 } else { width.min(8.0) },
            null_share: 0.0,
            distinct: None,
            common: &[],
            merges: false,
        }
    }

    /// A column of a table, or an expression over them.
    pub(super) fn of(table: &'t Table, subject: &str) -> Self {
        if let Some(column) = table.column(subject) {
            return Self::column(table, column);
        }
        let indexed =
            table.indexes.iter().flat_map(|index| &index.keys).find(|key| key.is_expression(subject));
        indexed.and_then(Self::indexed).unwrap_or_else(|| Self::expression(table, subject))
    }

    /// What is taken of an expression that nothing is known of: something out of a document is short and has the
    /// planner's 200 values; what is made of one column is as long as that and has no fewer values.
    fn expression(table: &'t Table, subject: &str) -> Self {
        let words = || subject.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut columns = words().filter_map(|word| table.column(word));
        if subject.contains("->") || subject.contains("#>") {
            let distinct = Some(DEFAULT_DISTINCT);
            return Self { distinct, merges: true, ..Self::assumed(DOCUMENT_WIDTH, true) };
        }
        match (columns.next(), columns.next()) {
            (Some(column), None) => Self::column(table, column),
            _ => Self::assumed(ASSUMED_WIDTH, true),
        }
    }

    fn column(table: &Table, column: &'t Column) -> Self {
        let type_name = column.base_type.as_deref().unwrap_or(&column.r#type);
        let statistics = column.statistics.as_ref();
        let width = column.width().unwrap_or_else(|| expected_width(type_name));
        let mut stored = Self::typed(type_name, width, column.length);
        if let Some(statistics) = statistics {
            stored.null_share = statistics.null_share.unwrap_or_default().clamp(0.0, 1.0);
            stored.distinct = statistics.distinct.filter(|distinct| *distinct != 0.0);
            stored.common = &statistics.most_common_shares;
        }
        if table.is_unique(&column.name) {
            (stored.distinct, stored.common) = (Some(-1.0), &[]);
        }
        stored
    }

    /// An expression of which an index there is tells the type and the values.
    fn indexed(key: &'t IndexKey) -> Option<Self> {
        let (type_name, statistics) = (key.r#type.as_deref()?, key.statistics.as_ref()?);
        let mut stored = Self::typed(type_name, statistics.width?, None);
        stored.null_share = statistics.null_share.unwrap_or_default().clamp(0.0, 1.0);
        stored.distinct = statistics.distinct.filter(|distinct| *distinct != 0.0);
        stored.common = &statistics.most_common_shares;
        Some(stored)
    }

    fn typed(type_name: &str, width: f64, length: Option<f64>) -> Self {
        let word = type_name.split(['(', ' ']).next().unwrap_or_default();
        let is_array = type_name.ends_with(']');
        let length = length.or_else(|| if is_array { None } else { fixed_length(type_name, word) });
        let merges = !is_array && !UNLIKE.contains(&word) && !word.ends_with("range");
        if let Some(length) = length {
            let alignment = match word {
                "uuid" | "name" => 1.0,
                "macaddr" | "macaddr8" => 4.0,
                _ if length > 4.5 => 8.0,
                _ => length,
            };
            return Self { alignment, merges, ..Self::assumed(length, false) };
        }
        // A blank-padded text of one-byte characters has as many bytes as the type says, and one in front.
        let padded = ["character", "char", "bpchar"].contains(&word) && !type_name.contains("varying");
        let constant = padded && declared(type_name).is_some_and(|length| (length + 1.0 - width).abs() < 0.5);
        // So has an address of version 4.
        let constant = constant || word == "inet" && width < 7.5;
        // Numbers of as many digits differ little.
        if word == "numeric" {
            return Self { alignment: 1.0, merges, ..Self::assumed(width, true) };
        }
        // The average of the statistics is cut to an integer.
        let width = if constant { width } else { width + 0.5 };
        // Longer ones have a length of four bytes in front, aligned (`VARATT_SHORT_MAX`).
        let alignment = if width > 127.0 { 4.0 } else { 1.0 };
        Self { alignment, merges, ..Self::assumed(width, !constant) }
    }

    /// Distinct values in so many rows.
    pub(super) fn values(&self, rows: f64) -> f64 {
        match self.distinct {
            Some(share) if share < 0.0 => -share * rows,
            Some(distinct) => distinct,
            None => rows,
        }
    }

    /// Distinct combinations with another column of so many values, were the two independent: each of its values is met
    /// with as many of the other's as its rows come to.
    pub(super) fn spread_over(&self, other: f64, rows: f64, present: f64) -> f64 {
        let times = present / other.max(1.0);
        let with = |share: f64| other * (1.0 - power(1.0 - share.min(1.0), times));
        let of_present = rows / present;
        let mut rest = 1.0;
        let mut combinations = 0.0;
        for share in self.common.iter().map(|share| share * of_present) {
            combinations += with(share);
            rest -= share;
        }
        let others = self.values(rows) - self.common.len() as f64;
        if others >= 1.0 && rest > 0.0 { combinations + others * with(rest / others) } else { combinations }
    }
}

/// Types whose equal values may differ in their bytes, so that a btree does not merge them: manual, "Deduplication".
/// `interval` lost it in 2023.
const UNLIKE: [&str; 10] =
    ["numeric", "real", "double", "float", "jsonb", "interval", "citext", "tsvector", "record", "hstore"];

/// Bytes of the types that have as many in every value (`pg_type.typlen`).
fn fixed_length(type_name: &str, word: &str) -> Option<f64> {
    Some(match word {
        "boolean" | "bool" => 1.0,
        "smallint" | "int2" => 2.0,
        "integer" | "int" | "int4" | "date" | "real" | "float4" | "oid" | "xid" => 4.0,
        "bigint" | "int8" | "double" | "float8" | "timestamptz" | "money" | "macaddr8" | "pg_lsn"
        | "timestamp" => 8.0,
        "time" if !type_name.contains("with time zone") => 8.0,
        "macaddr" => 6.0,
        "time" | "timetz" => 12.0,
        "uuid" | "interval" | "point" => 16.0,
        "name" => 64.0,
        _ => return None,
    })
}

/// The number in the parentheses of a type.
fn declared(type_name: &str) -> Option<f64> {
    crate::text::number(type_name.split_once('(')?.1.split([')', ',']).next()?.trim())
}

/// The average width of a type where no statistics tell it (`get_typavgwidth`).
fn expected_width(type_name: &str) -> f64 {
    match declared(type_name) {
        Some(length) if type_name.starts_with("char") && length <= 32.0 => length + 1.0,
        Some(length) if type_name.starts_with("char") && length < 1000.0 => 32.0 + (length - 32.0) / 2.0,
        _ if type_name.starts_with("numeric") => 7.0,
        _ => 32.0,
    }
}

/// Average bytes of a tuple of these values, aligned (`index_form_tuple`), and whether all have as many.
pub(super) fn tuple<'s, 't: 's>(
    values: impl Iterator<Item = &'s Stored<'t>>,
    has_nulls: bool,
) -> (f64, bool) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for value in values {
        let aligned = |at: f64| (at / value.alignment).ceil() * value.alignment;
        (low, high) = (aligned(low) + value.range.0, aligned(high) + value.range.1);
    }
    // A header of eight bytes, and the bitmap of nulls, of four.
    let header = if has_nulls { 16.0 } else { 8.0 };
    let steps = (high - low).ceil().max(0.0);
    let mut sum = 0.0;
    let mut at = 0.0;
    while at <= steps {
        let step = if steps > 0.0 { (high - low) * at / steps } else { 0.0 };
        sum += aligned(header + low + step);
        at += 1.0;
    }
    (sum / (steps + 1.0), aligned(high) - aligned(low) < 1.0)
}

/// A power whose exponent may be any number: between two whole ones on the line between them.
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    let whole = exponent.floor().min(1e9);
    let low = base.powi(whole as i32);
    low + (low * base - low) * (exponent - whole).clamp(0.0, 1.0)
}
