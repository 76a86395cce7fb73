//! Ground floor: the text a plan was read from, and handles into it.
//!
//! A plan is mostly strings, and nearly all of them stand in the input as they are. `Text` owns the input
//! (one copy, or none when a `String` is handed over) and a side buffer with the few strings that had to be
//! decoded; a `Str` is eight bytes that point into one of the two. So a plan needs no lifetime, no
//! allocation per string, and is `Send + Sync + 'static`.
//!
//! Invariant: a handle is only ever resolved against the text it was made for. A foreign handle yields an
//! empty or unrelated string, never a panic.

mod dictionary;
mod encoding;
mod number;
mod position;

pub(crate) use dictionary::{Dictionary, dictionary};
pub(crate) use encoding::decode;
pub(crate) use number::{exact, number};
pub use position::{Position, Span};

/// A text in lower case, letter by letter as servers compare names: no letter depends on its place, as it does for
/// [`str::to_lowercase`] (the last sigma of a word).
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.chars().flat_map(char::to_lowercase).collect()
    }
}

/// The longest text that can be read, in bytes: handles hold 31-bit offsets.
pub const MAX_BYTES: usize = (1 << 31) - 1;

/// Set in [`Str::start`] where the string stands in the side buffer.
const SIDE: u32 = 1 << 31;

/// A string of a [`Text`]: where it starts and how long it is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Str {
    start: u32,
    len: u32,
}

impl Str {
    /// The string at `start..end` of the input.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, len: end.saturating_sub(start) as u32 }
    }

    /// How long it is, in bytes.
    pub(crate) fn len(self) -> usize {
        self.len as usize
    }

    /// Where it stands in the input; none where it was decoded.
    pub(crate) fn place(self) -> Option<usize> {
        (self.start & SIDE == 0).then_some(self.start as usize)
    }

    /// The string itself.
    pub(crate) fn of<'t>(self, input: &'t str, side: &'t Side) -> &'t str {
        let buffer = if self.start & SIDE == 0 { input } else { &side.0 };
        let start = (self.start & !SIDE) as usize;
        buffer.get(start..start + self.len as usize).unwrap_or_default()
    }
}

/// The strings that do not stand in the input as they are: escaped ones, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side(String);

impl Side {
    /// Keeps a string and returns the handle to it.
    pub(crate) fn keep(&mut self, decode: impl FnOnce(&mut String)) -> Str {
        let start = self.0.len();
        decode(&mut self.0);
        Str { start: start as u32 | SIDE, len: (self.0.len() - start) as u32 }
    }
}

/// The text of a plan: the input and the strings decoded out of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    input: String,
    side: Side,
}

impl Text {
    /// Joins an input with the strings that were decoded while reading it.
    pub(crate) fn new(input: String, side: Side) -> Self {
        Self { input, side }
    }

    /// The string behind a handle.
    pub(crate) fn get(&self, str: Str) -> &str {
        str.of(&self.input, &self.side)
    }

    /// The whole input.
    pub(crate) fn input(&self) -> &str {
        &self.input
    }
}

/// Whether a terminal would act on a character, or show what follows in another order than it stands.
///
/// Control characters, line separators, Unicode's bidirectional controls and what has no width.
pub(crate) fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_finds_its_string_in_either_buffer() {
        let mut side = Side::default();
        let decoded = side.keep(|buffer| buffer.push_str("a\"b"));
        let text = Text::new("plain".to_owned(), side);
        assert_eq!(text.get(Str::new(1, 3)), "la");
        assert_eq!(text.get(decoded), "a\"b");
    }

    #[test]
    fn a_foreign_handle_is_empty() {
        assert_eq!(Text::default().get(Str::new(7, 9)), "");
    }
}
