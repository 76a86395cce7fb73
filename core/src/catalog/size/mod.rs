//! How large an index of PostgreSQL would be, were it made now.
//!
//! ```text
//!  table, keys ──▶ bytes of a tuple ──▶ tuples, after duplicates are merged ──▶ leaf pages ──▶ levels above them
//! ```
//!
//! A btree is computed as `CREATE INDEX` fills it (`nbtsort.c`, `nbtdedup.c`, PostgreSQL 13 and later): what is not
//! known are the lengths of texts beyond their average, and how often values of several columns come together. Of 54
//! btrees that PostgreSQL 15 built, half are within 0.5 % of the real size, nine tenths within 12 %
//! (`core/tests/catalog_size.rs` holds them). The other access methods are rough. An index that is in use grows to more: its pages are split, not filled.

mod btree;
mod leaf;
mod other;
mod storage;

pub use btree::BtreeShape;

use super::table::Table;

/// Bytes of a page (`BLCKSZ`): hardly any server has another one.
const PAGE: f64 = 8192.0;
/// Of these what tuples and their line pointers may take: without the page's header and the index's own data.
const USABLE: f64 = PAGE - 24.0 - 16.0;
/// Bytes of a line pointer.
const POINTER: f64 = 4.0;

/// The size of an index.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct IndexSize {
    /// Bytes.
    pub bytes: f64,
    /// Pages of all kinds.
    pub pages: f64,
    /// Of these the leaf pages; of what is no tree, those that hold entries.
    pub leaf_pages: f64,
    /// Levels above the leaves: 0 where the root is a leaf.
    pub height: u32,
    /// Rows that are in the index.
    pub rows: f64,
}

impl IndexSize {
    /// A btree of columns, or expressions, on a table, holding a share of its rows (1: no partial index); none where the
    /// table's rows are not known. [`BtreeShape`] takes what else is known.
    pub fn btree(table: &Table, keys: &[&str], include: &[&str], share: f64) -> Option<Self> {
        BtreeShape::of(table, keys, include).share(share).size()
    }

    /// A btree of so many keys on a table of which only the rows are known: each key is taken to have eight bytes and no
    /// value to come twice, which is more than most have.
    pub fn btree_of(rows: f64, keys: usize) -> Self {
        BtreeShape::assumed(rows, keys).size_of(rows)
    }

    fn of(pages: f64, leaf_pages: f64, height: u32, rows: f64) -> Self {
        Self { bytes: pages * PAGE, pages, leaf_pages, height, rows }
    }
}

/// Rounds up to what tuples are aligned to (`MAXALIGN`).
fn aligned(bytes: f64) -> f64 {
    (bytes / 8.0).ceil() * 8.0
}
