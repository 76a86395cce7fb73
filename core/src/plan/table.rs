//! Numbers of nodes, in columns that are there only where something was printed.

/// A table of numbers: rows of nodes, and a column for each kind of number that any of them has.
///
/// Servers print a third of the kinds that there are, the same for nearly all nodes, so a row is short and stands in one
/// place.
#[derive(Clone, Debug)]
pub(crate) struct Table<const KINDS: usize> {
    /// The column of each kind, counted from 1; 0 where no row has such a number.
    columns: [u8; KINDS],
    /// How many columns are used.
    used: u8,
    /// How many a row has room for.
    width: usize,
    rows: usize,
    /// How many rows room is made for.
    room: usize,
    /// Row by row; NaN where there is no number.
    cells: Vec<f64>,
}

/// By how many columns rows grow.
const STEP: usize = 4;
/// How many columns most tables come to.
const USUAL: usize = 12;

impl<const KINDS: usize> Table<KINDS> {
    /// An empty table, which takes room for so many rows with its first.
    pub(crate) fn new(room: usize) -> Self {
        Self { columns: [0; KINDS], used: 0, width: STEP, rows: 0, room, cells: Vec::new() }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// Makes room for so many more rows, if there are any.
    pub(crate) fn reserve(&mut self, more: usize) {
        if self.rows > 0 {
            self.room = self.rows + more;
            self.cells.reserve_exact(more * self.width);
        }
    }

    /// Gives back the room that is not needed.
    pub(crate) fn shrink(&mut self) {
        self.cells.shrink_to_fit();
    }

    /// Adds an empty row.
    pub(crate) fn push(&mut self) {
        if self.rows == 0 {
            self.cells.reserve_exact(self.room * USUAL);
        }
        self.rows += 1;
        self.cells.resize(self.rows * self.width, f64::NAN);
    }

    /// A number of a row; none where there is none.
    pub(crate) fn get(&self, row: usize, kind: usize) -> Option<f64> {
        let column = usize::from(*self.columns.get(kind)?).checked_sub(1)?;
        self.cells.get(row * self.width + column).copied().filter(|value| !value.is_nan())
    }

    /// Sets a number of a row.
    #[inline]
    pub(crate) fn set(&mut self, row: usize, kind: usize, value: f64) {
        let column = match self.columns[kind] {
            0 => self.add(kind),
            column => column,
        };
        self.cells[row * self.width + usize::from(column) - 1] = value;
    }

    /// Adds a column for a kind.
    #[cold]
    fn add(&mut self, kind: usize) -> u8 {
        if usize::from(self.used) == self.width {
            self.widen();
        }
        self.used += 1;
        self.columns[kind] = self.used;
        self.used
    }

    /// Gives each row room for more columns.
    fn widen(&mut self) {
        let (old, new) = (self.width, self.width + STEP);
        self.cells.reserve_exact((self.room.max(self.rows) * new).saturating_sub(self.cells.len()));
        self.cells.resize(self.rows * new, f64::NAN);
        for row in (0..self.rows).rev() {
            self.cells.copy_within(row * old..(row + 1) * old, row * new);
            self.cells[row * new + old..(row + 1) * new].fill(f64::NAN);
        }
        self.width = new;
    }

    /// The numbers of a row: of two tables with the same columns, the same in each place.
    pub(crate) fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// The same, to be changed.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        self.cells.get_mut(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// The same rows in another order.
    pub(crate) fn reordered(&self, order: &[u32]) -> Self {
        let cells = order.iter().flat_map(|&row| self.row(row as usize)).copied().collect();
        Self { cells, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_made_where_it_is_first_needed() {
        let mut table = Table::<9>::new(1);
        for row in 0..3 {
            table.push();
            table.set(row, 4, row as f64);
        }
        for kind in (0..9).rev() {
            table.set(1, kind, 10.0 + kind as f64);
        }
        assert_eq!((0..9).filter_map(|kind| table.get(0, kind)).collect::<Vec<_>>(), [0.0]);
        let all: Vec<f64> = (0..9).filter_map(|kind| table.get(1, kind)).collect();
        assert_eq!(all, [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0]);
        assert_eq!((table.get(2, 4), table.get(2, 0), table.get(3, 4)), (Some(2.0), None, None));
        let reordered = table.reordered(&[2, 0, 1]);
        assert_eq!((reordered.get(0, 4), reordered.get(2, 8)), (Some(2.0), Some(18.0)));
    }
}
