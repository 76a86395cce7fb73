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
    /// Where keys stand in `known`, counted from 1, by their length and outer bytes.
    places: [u8; PLACES],
    last: usize,
    target: fn(&[u8]) -> T,
}

/// How many places there are for the keys of a server, which has some hundred.
const PLACES: usize = 256;
/// How many places a key is looked for at.
const PROBES: usize = 16;
/// How many keys are remembered: more than a server has.
const MOST: usize = 255;

struct Known<T> {
    key: Key<T>,
    /// Where it stands in the text, from its quote to its colon or the space behind that.
    start: usize,
    end: usize,
    /// The keys that came behind it: the last one, and the last other.
    next: [usize; 2],
}

impl<T: Copy> Sequence<T> {
    /// No key yet; `target` says what a key means.
    pub(super) fn new(target: fn(&[u8]) -> T) -> Self {
        Self { known: Vec::with_capacity(64), places: [0; PLACES], last: 0, target }
    }

    /// Reads the next key; none where the object ends.
    pub(super) fn next(
        &mut self,
        reader: &mut Reader<'_>,
        side: &mut Side,
    ) -> Result<Option<Key<T>>, ReadError> {
        if !reader.entry()? {
            return Ok(None);
        }
        if let Some(last) = self.known.get(self.last) {
            let [next, other] = last.next;
            for at in [next, other] {
                if let Some(known) = self.known.get(at)
                    && reader.repeat(known.start, known.end)
                {
                    self.last = at;
                    return Ok(Some(known.key));
                }
            }
        }
        let raw = reader.entry_key()?;
        let text = reader.raw(raw.start, raw.end);
        // With its closing quote, so that none is the beginning of another.
        let written = reader.raw(raw.start, raw.end + 1);
        let same = |at: usize| {
            let known = self.known.get(at)?;
            Some(reader.raw(known.start + 1, known.start + 1 + written.len()) == written)
        };
        let at = match self.find(text.as_bytes(), |at| same(at).unwrap_or_default()) {
            Place::Of(at) => at,
            place => {
                let key = Key { name: keep_text(reader, raw, side), target: (self.target)(text.as_bytes()) };
                let Place::Free(place) = place else { return Ok(Some(key)) };
                // What does not fit the short form is read the long way each time.
                if reader.at() != raw.end + 2 {
                    return Ok(Some(key));
                }
                // With the space behind it, which is so passed together with it.
                let end = reader.at() + usize::from(reader.raw(reader.at(), reader.at() + 1) == " ");
                self.known.push(Known { key, start: raw.start - 1, end, next: [0; 2] });
                self.places[place] = self.known.len() as u8;
                self.known.len() - 1
            }
        };
        if let Some(last) = self.known.get_mut(self.last) {
            last.next = [at, last.next[0]];
        }
        self.last = at;
        Ok(Some(self.known[at].key))
    }
    /// Where a key stands, or could be put.
    fn find(&self, key: &[u8], same: impl Fn(usize) -> bool) -> Place {
        let outer = |bytes: Option<&[u8; 4]>| u32::from_le_bytes(bytes.copied().unwrap_or_default());
        let mix = outer(key.first_chunk()) ^ outer(key.last_chunk()).rotate_left(11) ^ key.len() as u32;
        let first = (mix.wrapping_mul(0x9E37_79B1) >> 24) as usize;
        for place in (first..first + PROBES).map(|place| place % PLACES) {
            match usize::from(self.places[place]).checked_sub(1) {
                None if self.known.len() < MOST => return Place::Free(place),
                None => return Place::None,
                Some(at) if same(at) => return Place::Of(at),
                Some(_) => {}
            }
        }
        Place::None
    }
}

/// Where a key stands among the known ones.
enum Place {
    /// There.
    Of(usize),
    /// Nowhere; here it could be looked for.
    Free(usize),
    /// Nowhere, and there is no room.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Container;

    /// The keys of objects as they are read, each with the length that its meaning was told by.
    fn keys(text: &str) -> Vec<String> {
        let (mut reader, mut side) = (Reader::new(text, 9), Side::default());
        let mut sequence = Sequence::new(<[u8]>::len);
        let mut keys = Vec::new();
        reader.open(Container::Array).unwrap();
        while reader.element().unwrap() {
            reader.open(Container::Object).unwrap();
            while let Some(key) = sequence.next(&mut reader, &mut side).unwrap() {
                let written = key.target;
                let name = key.name.of(text, &side);
                assert_eq!(name.replace('"', "\\\"").len(), written);
                keys.push(name.to_owned());
                reader.skip().unwrap();
            }
        }
        keys
    }

    #[test]
    fn keys_are_read_in_any_order_and_form() {
        let text =
            r#"[{"Plan": 1, "Plans":2}, {"Plans" : 3,"Plan" :4, "":5, "Pl\"an":6, "Plan":7}, {"Plan":8}]"#;
        assert_eq!(keys(text), ["Plan", "Plans", "Plans", "Plan", "", "Pl\"an", "Plan", "Plan"]);
    }

    #[test]
    fn more_keys_than_are_remembered_are_read() {
        let names: Vec<String> = (0..1000).map(|key| format!("key {}", key % 400)).collect();
        let entries: Vec<String> = names.iter().map(|name| format!("\"{name}\": 1")).collect();
        assert_eq!(keys(&format!("[{{{}}}]", entries.join(", "))), names);
    }
}
