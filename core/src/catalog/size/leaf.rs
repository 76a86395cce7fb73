//! Leaf pages: how duplicates are merged, and how many tuples a page takes.

use super::{PAGE, POINTER, USABLE, aligned};

/// The most bytes of a tuple of merged duplicates: a tenth of a page less its line pointer (`_bt_load`).
const MOST_MERGED: f64 = 808.0;
/// Bytes of a row's address.
const ADDRESS: f64 = 6.0;
/// The share of the bytes from which on tuples of one size are most of an index.
const MOSTLY: f64 = 0.7;
/// Tuples of leaf pages.
#[derive(Default)]
pub(super) struct Leaves {
    kinds: Vec<Kind>,
    uniform: bool,
}

/// Tuples of a size.
#[derive(Clone, Copy)]
struct Kind {
    items: f64,
    /// Bytes of one, with its line pointer.
    bytes: f64,
    /// Of these the addresses of a merged one: what the last one of a page takes along to the next page.
    addresses: f64,
}

impl Leaves {
    /// None so far; whether all that are not merged have as many bytes.
    pub(super) fn new(uniform: bool) -> Self {
        Self { kinds: Vec::new(), uniform }
    }

    /// Adds values of which each comes so many times.
    pub(super) fn add(&mut self, tuple: f64, values: f64, times: f64) {
        if times <= 1.0 {
            self.put(tuple, values * times, 0.0);
            return;
        }
        let most = ((MOST_MERGED - tuple) / ADDRESS).floor();
        if most < 2.0 {
            self.put(tuple, values * times, 0.0);
            return;
        }
        // Between two whole numbers some values come as often as the one, the others as the other.
        let (low, part) = (times.floor(), times.fract());
        for (times, values) in [(low, values * (1.0 - part)), (low + 1.0, values * part)] {
            let full = (times / most).floor();
            self.put(aligned(tuple + ADDRESS * most), values * full, ADDRESS * most);
            let rest = times - full * most;
            if rest > 1.5 {
                self.put(aligned(tuple + ADDRESS * rest), values, ADDRESS * rest);
            } else if rest > 0.5 {
                self.put(tuple, values, 0.0);
            }
        }
        self.uniform = false;
    }

    fn put(&mut self, tuple: f64, items: f64, addresses: f64) {
        if items > 0.0 {
            self.kinds.push(Kind { items, bytes: tuple + POINTER, addresses });
        }
    }

    /// How many there are.
    pub(super) fn items(&self) -> f64 {
        self.kinds.iter().map(|kind| kind.items).sum()
    }

    /// Pages that they fill.
    pub(super) fn pages(&self, fillfactor: f64) -> f64 {
        let bytes: f64 = self.kinds.iter().map(|kind| kind.items * kind.bytes).sum();
        let of_size = |bytes: f64| {
            let same = self.kinds.iter().filter(|kind| (kind.bytes - bytes).abs() < 1.0);
            same.map(|kind| kind.items * kind.bytes).sum::<f64>()
        };
        // Pages of one kind and few others are filled like pages of that kind.
        let widest = self.kinds.iter().max_by(|a, b| a.bytes.total_cmp(&b.bytes));
        if let Some(widest) = widest.filter(|widest| of_size(widest.bytes) > MOSTLY * bytes) {
            let whole = self.uniform || widest.addresses > 0.0;
            return (bytes / (widest.a_page(fillfactor, whole) * widest.bytes)).ceil().max(1.0);
        }
        let items = self.items();
        let addresses: f64 = self.kinds.iter().map(|kind| kind.items * kind.addresses).sum();
        let average = Kind { items, bytes: bytes / items, addresses: addresses / items };
        (items / average.a_page(fillfactor, false)).ceil().max(1.0)
    }
}

impl Kind {
    /// Tuples of a leaf page (`_bt_buildadd`): until less is free than the fill factor leaves, or no other one fits; then
    /// the last one goes to the next page, and its keys stay as the high key, without addresses.
    fn a_page(&self, fillfactor: f64, whole: bool) -> f64 {
        let room = USABLE - 8.0;
        let wanted = (room - free(fillfactor) + self.addresses) / self.bytes;
        let most = (room - 4.0) / self.bytes - 1.0;
        // Where tuples differ in size, pages end anywhere within the last one.
        let whole = if whole { f64::floor } else { |items: f64| items - 0.5 };
        whole(wanted).min(whole(most)).max(2.0)
    }
}

/// Bytes that are to stay free.
pub(super) fn free(fillfactor: f64) -> f64 {
    (PAGE * (100.0 - fillfactor) / 100.0).floor()
}
