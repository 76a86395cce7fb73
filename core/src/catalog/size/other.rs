//! Access methods other than btree: rough. Of 16 that PostgreSQL 15 built all are within a factor of two.

use super::storage::Stored;
use super::{IndexSize, POINTER, USABLE, aligned};
use crate::catalog::table::{Column, Table};

/// Pages of the table that an entry of a BRIN index stands for (`pages_per_range`).
const RANGE: f64 = 128.0;
/// Entries of a page of BRIN's map from ranges to their entries (`REVMAP_PAGE_MAXITEMS`).
const MAP: f64 = 1360.0;
/// How full pages of a GiST index are that was built by inserting: measured, 0.45 to 0.66.
const GIST_FILL: f64 = 0.55;
/// The same of a GIN index: measured.
const GIN_FILL: f64 = 0.6;
/// By how much addresses of rows grow from a page of the table to the next (`MaxHeapTuplesPerPageBits`).
const PAGE_STEP: f64 = 2048.0;

impl IndexSize {
    /// A BRIN index of columns: an entry with the least and greatest value for each 128 pages of the table; none where
    /// the table's pages are not known.
    pub fn brin(table: &Table, keys: &[&str]) -> Option<Self> {
        let ranges = (table.pages? / RANGE).ceil().max(1.0);
        let bytes: f64 = keys.iter().map(|key| Stored::of(table, key).width.min(64.0) * 2.0).sum();
        let entries = (ranges * (aligned(8.0 + bytes) + POINTER) / USABLE).ceil();
        let map = (ranges / MAP).ceil();
        // The first page tells how many pages of the table an entry stands for.
        Some(Self::of(1.0 + map + entries, entries, 0, table.rows.unwrap_or_default()))
    }

    /// A GiST index of columns, such as ranges and points, on a share of the rows.
    pub fn gist(table: &Table, keys: &[&str], share: f64) -> Option<Self> {
        let rows = table.rows?.clamp(0.0, 1e12) * share.clamp(0.0, 1.0);
        let width = |key: &&str| match Stored::of(table, key).width {
            // Points are kept as boxes.
            width if table.column(key).is_some_and(|column| column.r#type == "point") => 2.0 * width,
            width => width,
        };
        let tuple = aligned(8.0 + keys.iter().map(width).sum::<f64>()) + POINTER;
        let leaf_pages = (rows * tuple / (USABLE * GIST_FILL)).ceil().max(1.0);
        Some(Self::tree(leaf_pages, USABLE * GIST_FILL / tuple, rows))
    }

    /// A GIN index of a column, or an expression, with an operator class (`None` is the default one), on a share of the
    /// rows: its elements, each with the addresses of the rows that have it, packed.
    pub fn gin(table: &Table, key: &str, opclass: Option<&str>, share: f64) -> Option<Self> {
        let all = table.rows?.clamp(1.0, 1e12);
        let rows = all * share.clamp(0.0, 1.0);
        let rows_a_page = all / table.pages.unwrap_or(1.0).max(1.0);
        let elements = Elements::of(table, key, opclass, rows);
        let mut bytes = elements.distinct * (aligned(8.0 + elements.width) + POINTER);
        let mut rest = elements.a_row;
        for share in elements.common {
            bytes += rows * share * packed(*share, rows_a_page);
            rest -= share;
        }
        let others = (elements.distinct - elements.common.len() as f64).max(1.0);
        bytes += rows * rest.max(0.0) * packed(rest.max(0.0) / others, rows_a_page);
        let leaf_pages = (bytes / (USABLE * GIN_FILL)).ceil().max(1.0);
        // The first page, and levels above the elements.
        let pages = 1.0 + leaf_pages + (leaf_pages / 200.0).floor();
        Some(Self::of(pages, leaf_pages, u32::from(leaf_pages > 1.0), rows))
    }

    fn tree(leaf_pages: f64, a_page: f64, rows: f64) -> Self {
        let (mut pages, mut level, mut height) = (leaf_pages, leaf_pages, 0);
        while level > 1.0 {
            level = (level / a_page.max(2.0)).ceil();
            pages += level;
            height += 1;
        }
        Self::of(pages, leaf_pages, height, rows)
    }
}

/// What a GIN index keeps of a column.
struct Elements<'t> {
    /// How many a row has.
    a_row: f64,
    /// Bytes of one.
    width: f64,
    /// How many there are.
    distinct: f64,
    /// The shares of rows that have the most common ones.
    common: &'t [f64],
}

impl<'t> Elements<'t> {
    fn of(table: &'t Table, key: &str, opclass: Option<&str>, rows: f64) -> Self {
        let column = table.column(key);
        let type_name = column.map_or("", |column| column.base_type.as_deref().unwrap_or(&column.r#type));
        let width = column.and_then(Column::width).unwrap_or(32.0);
        let shares = column.and_then(|column| column.statistics.as_ref());
        let shares = shares.map_or(&[][..], |statistics| &statistics.most_common_element_shares);
        // Bytes that an element has of the value, and bytes of an entry: as such values were measured to be.
        let (of_value, width_of_one) = match (type_name, opclass) {
            (_, Some(name)) if name.contains("trgm") => (1.5, 4.0),
            (_, Some("jsonb_path_ops")) => (15.0, 4.0),
            ("jsonb", _) => (16.0, 8.0),
            ("tsvector", _) => (14.0, 8.0),
            (name, _) if name.starts_with("bigint") || name.starts_with("timestamp") => (8.0, 8.0),
            (name, _) if name.starts_with("int") || name.starts_with("smallint") => (4.0, 4.0),
            _ => (8.0, 8.0),
        };
        // An array has a header of its own.
        let value = if type_name.ends_with(']') { width - 21.0 } else { width };
        // Behind the shares stand the least and greatest of them, and for arrays that of nulls.
        let counted = shares.len().saturating_sub(if type_name == "tsvector" { 2 } else { 3 });
        let common = &shares[..counted];
        let sum: f64 = common.iter().sum();
        let a_row = (value / of_value).max(sum).max(1.0);
        let distinct = match shares.get(counted) {
            // What is not common is at most as common as the least of those that are.
            Some(least) => common.len() as f64 + (a_row - sum) / (least / 2.0).max(1.0 / rows.max(1.0)),
            // Nothing is known: of many values many are the same.
            None => (rows * a_row).sqrt() * 4.0,
        };
        Self { a_row, width: width_of_one, distinct: distinct.min(rows * a_row).max(1.0), common }
    }
}

/// Bytes of the address of a row that has an element, behind the one before it: seven bits a byte of their difference
/// (`ginpostinglist.c`).
fn packed(share: f64, rows_a_page: f64) -> f64 {
    let apart = 1.0 / share.clamp(1e-9, 1.0);
    let difference = if apart < rows_a_page { apart } else { apart / rows_a_page * PAGE_STEP };
    let mut bytes = 1.0;
    let mut most = 128.0;
    while difference >= most && bytes < 6.0 {
        bytes += 1.0;
        most *= 128.0;
    }
    bytes
}
