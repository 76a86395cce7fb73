//! Key words, told apart by one comparison of sixteen bytes.

/// A word of up to sixteen letters as a number, upper and lower case alike.
pub(super) const fn pack(mut word: &[u8]) -> u128 {
    let mut packed = 0;
    while let [byte, rest @ ..] = word {
        packed = packed << 8 | (*byte | 0x20) as u128;
        word = rest;
    }
    packed
}

/// Makes an enum `Keyword` of the words of one language, those of more than sixteen letters behind a `;`.
macro_rules! keywords {
    ($($name:ident $word:literal)*; $($long:ident $long_word:literal)*) => {
        /// A word with a meaning somewhere in an expression.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Keyword {
            $(#[doc = concat!("`", $word, "`.")] $name,)*
            $(#[doc = concat!("`", $long_word, "`.")] $long,)*
        }

        /// Each key word as a number.
        struct Packed;

        #[allow(non_upper_case_globals, reason = "each constant is named after the variant it stands for")]
        impl Packed {
            $(const $name: u128 = $crate::predicate::keyword::pack($word.as_bytes());)*
        }

        impl Keyword {
            /// The key word that `word` is, if any.
            pub(super) fn of(word: &str) -> Option<Self> {
                if word.len() > 16 {
                    $(if word.eq_ignore_ascii_case($long_word) {
                        return Some(Self::$long);
                    })*
                    return None;
                }
                match $crate::predicate::keyword::pack(word.as_bytes()) {
                    $(Packed::$name => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

pub(super) use keywords;
