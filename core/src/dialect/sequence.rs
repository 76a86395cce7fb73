//! The next key of an object is known before it is read.

use super::{ReadError, keep_text};
use crate::json::Reader;
use crate::text::{Side, Str};

/// A key of a node, and what it means to a dialect.
#[derive(Clone, Copy)]
pub(super) struct Key<T> {
    /// Its text.
    pub(super) name: Str,
    pub(super) target: T,
}

/// The keys read so far, each with the one that came behind it last time.
///
/// Servers write the same keys in the same order for every node of a kind, so the next key is nearly always known
/// before it is read, and with it what it means.
pub(super) struct Sequence<T> {
    known: Vec<Known<T>>,
    last: usize,
    target: fn(&[u8]) -> T,
}

struct Known<T> {
    key: Key<T>,
    /// Where it stands in the text, from its quote to its colon.
    start: usize,
    end: usize,
    /// The key that came behind it last.
    next: usize,
}

impl<T: Copy> Sequence<T> {
    /// How many keys are remembered: more than a server has.
    const MOST: usize = 256;

    /// No key yet; `target` says what a key means.
    pub(super) fn new(target: fn(&[u8]) -> T) -> Self {
        Self { known: Vec::with_capacity(64), last: 0, target }
    }

    /// Reads the next key; none where the object ends.
    pub(super) fn next(
        &mut self,
        reader: &mut Reader<'_>,
        side: &mut Side,
    ) -> Result<Option<Key<T>>, ReadError> {
        let expected = self.known.get(self.last).map(|last| last.next);
        if let Some((at, known)) = expected.and_then(|at| Some((at, self.known.get(at)?)))
            && reader.key_if(reader.raw(known.start, known.end))
        {
            self.last = at;
            return Ok(Some(known.key));
        }
        let Some(raw) = reader.key()? else { return Ok(None) };
        let text = reader.raw(raw.start, raw.end);
        let same = |known: &Known<T>| {
            let inner = (known.start + 1, known.end - 2);
            inner.1 - inner.0 == text.len() && reader.raw(inner.0, inner.1) == text
        };
        let found = self.known.iter().position(same);
        let at = if let Some(at) = found {
            at
        } else {
            let key = Key { name: keep_text(reader, raw, side), target: (self.target)(text.as_bytes()) };
            // What does not fit the short form is read the long way each time.
            if self.known.len() >= Self::MOST || reader.at() != raw.end + 2 {
                return Ok(Some(key));
            }
            self.known.push(Known { key, start: raw.start - 1, end: reader.at(), next: 0 });
            self.known.len() - 1
        };
        if let Some(last) = self.known.get_mut(self.last) {
            last.next = at;
        }
        self.last = at;
        Ok(Some(self.known[at].key))
    }
}
