//! From offsets in a text that was taken out of another to offsets in the other.

use std::ops::Range;

/// From offsets in a document to offsets in what was pasted.
///
/// The default is the identity: the document is what was pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    /// `(offset in the document, offset in what was pasted)`, ascending in both; from one entry to the next both
    /// advance alike, but never beyond what the next one says.
    pieces: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// Where the byte at an offset of the document stands in what was pasted.
    pub(crate) fn to_input(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|&(at, _)| at as usize <= offset);
        self.resolve(next, offset)
    }

    /// The same, given the index of the first piece behind the offset.
    fn resolve(&self, next: usize, offset: usize) -> usize {
        let Some(&(at, input)) = next.checked_sub(1).and_then(|piece| self.pieces.get(piece)) else {
            return offset;
        };
        let moved = input as usize + (offset - at as usize);
        self.pieces.get(next).map_or(moved, |&(_, limit)| moved.min(limit as usize))
    }

    /// The map of a part of the document.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let mut part = MapBuilder::new(self);
        part.copy(range, 0);
        part.map
    }
}

/// An [`OffsetMap`] under construction: that of a text made of parts of another.
///
/// Quick where the parts come in the order of the source, since it keeps its place in the source's map.
#[derive(Debug)]
pub(super) struct MapBuilder<'m> {
    source: &'m OffsetMap,
    /// The first piece of the source behind the last offset that was asked for.
    next: usize,
    pub(super) map: OffsetMap,
}

impl<'m> MapBuilder<'m> {
    pub(super) fn new(source: &'m OffsetMap) -> Self {
        Self { source, next: 0, map: OffsetMap::default() }
    }

    fn seek(&mut self, offset: usize) {
        let pieces = &self.source.pieces;
        let is_before = |&(at, _): &(u32, u32)| at as usize <= offset;
        // The next piece most often, any other where a part is the first.
        let here = self.next == 0 || pieces.get(self.next - 1).is_some_and(is_before);
        let near =
            pieces.get(self.next..).unwrap_or_default().iter().take(2).take_while(|&piece| is_before(piece));
        let near = self.next + near.count();
        let found = here && !pieces.get(near).is_some_and(is_before);
        self.next = if found { near } else { pieces.partition_point(is_before) };
    }

    /// Notes that what stands from `at` on was written in place of the byte at `offset` of the source.
    pub(super) fn stand_in(&mut self, offset: usize, at: usize) {
        self.seek(offset);
        self.push(at, self.source.resolve(self.next, offset));
    }

    /// Notes that what stands from `at` on is a part of the source.
    pub(super) fn copy(&mut self, range: Range<usize>, at: usize) {
        self.stand_in(range.start, at);
        while let Some(&(piece, input)) = self.source.pieces.get(self.next)
            && (piece as usize) < range.end
        {
            self.push(at + (piece as usize - range.start), input as usize);
            self.next += 1;
        }
    }

    fn push(&mut self, at: usize, input: usize) {
        let pieces = &mut self.map.pieces;
        match pieces.last_mut() {
            Some(last) if last.0 as usize == at => last.1 = input as u32,
            _ => pieces.push((at as u32, input as u32)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_identity() {
        assert_eq!(OffsetMap::default().to_input(7), 7);
    }

    #[test]
    fn maps_of_parts_of_parts_compose() {
        let identity = OffsetMap::default();
        let mut outer = MapBuilder::new(&identity);
        outer.copy(10..14, 0);
        outer.stand_in(14, 4);
        outer.copy(20..30, 7);
        let outer = outer.map;
        let at: Vec<usize> = (0..9).map(|offset| outer.to_input(offset)).collect();
        assert_eq!(at, [10, 11, 12, 13, 14, 15, 16, 20, 21]);
        let inner = outer.part(2..9);
        assert_eq!((inner.to_input(0), inner.to_input(2), inner.to_input(6)), (12, 14, 21));
    }
}
