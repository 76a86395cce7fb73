//! Words with what they mean.

/// The longest word that a [`Dictionary`] holds, in bytes.
const LONGEST: usize = 40;

/// A table of words, each with its meaning, in which a word is found among those of its length.
///
/// A `match` over a hundred strings becomes ten kilobytes of comparisons; a table of them is little more than the
/// words.
///
/// Invariant: words stand in order of their length, of which none is longer than [`LONGEST`]: a constant that breaks it
/// does not compile.
pub(crate) struct Dictionary<T: 'static, const COUNT: usize> {
    words: [(&'static str, T); COUNT],
    /// Where the words of each length begin.
    starts: [u16; LONGEST + 2],
}

impl<T: Copy, const COUNT: usize> Dictionary<T, COUNT> {
    /// The dictionary of words, in whatever order they are given.
    pub(crate) const fn new(given: &[(&'static str, T)]) -> Self {
        let mut words = [given[0]; COUNT];
        words.copy_from_slice(given);
        let mut at = 1;
        while at < COUNT {
            let mut to = at;
            while to > 0 && words[to - 1].0.len() > words[to].0.len() {
                (words[to - 1], words[to]) = (words[to], words[to - 1]);
                to -= 1;
            }
            at += 1;
        }
        let mut starts = [0; LONGEST + 2];
        let (mut place, mut length) = (0, 0);
        while length < starts.len() {
            while place < COUNT && words[place].0.len() < length {
                place += 1;
            }
            starts[length] = place as u16;
            length += 1;
        }
        assert!(place == COUNT, "a word is too long");
        Self { words, starts }
    }

    /// What a word means.
    pub(crate) fn find(&self, word: &[u8]) -> Option<T> {
        let (from, to) = (self.starts.get(word.len())?, self.starts.get(word.len() + 1)?);
        let alike = self.words.get(usize::from(*from)..usize::from(*to))?;
        alike.iter().find(|(known, _)| known.as_bytes() == word).map(|(_, meaning)| *meaning)
    }
}

/// Declares a dictionary as a `match` over strings is written.
macro_rules! dictionary {
    ($name:ident: $meaning:ty = { $($($word:literal)|+ => $value:expr,)* }) => {
        const WORDS: &[(&str, $meaning)] = &[$($(($word, $value),)+)*];
        static $name: $crate::text::Dictionary<$meaning, { WORDS.len() }> = $crate::text::Dictionary::new(WORDS);
    };
}
pub(crate) use dictionary;

#[cfg(test)]
mod tests {

    #[test]
    fn words_are_found_among_those_of_their_length() {
        dictionary! { NUMBERS: u8 = { "three" | "III" => 3, "one" => 1, "four" => 4, "two" => 2, } }
        let found =
            ["one", "two", "three", "four", "five", "", "III"].map(|word| NUMBERS.find(word.as_bytes()));
        assert_eq!(found, [Some(1), Some(2), Some(3), Some(4), None, None, Some(3)]);
    }
}
