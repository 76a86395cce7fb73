//! LIKE patterns: what they match, and how much PostgreSQL takes them to match.

/// The share that a character in a pattern lets through (`FIXED_CHAR_SEL` in `like_support.c`).
const FIXED_CHARACTER: f64 = 0.20;
/// By how much a `%` behind characters undoes that (`FULL_WILDCARD_SEL`).
const WILDCARD: f64 = 5.0;
/// The same of a `_` (`ANY_CHAR_SEL`).
const ANY_CHARACTER: f64 = 0.9;

/// A pattern taken apart.
pub(super) struct Pattern {
    parts: Vec<Part>,
    ignore_case: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// This character.
    Exactly(char),
    /// `_`
    Any,
    /// `%`
    Many,
}

impl Pattern {
    pub(super) fn new(pattern: &str, ignore_case: bool) -> Self {
        let mut parts = Vec::new();
        let mut characters = pattern.chars();
        while let Some(character) = characters.next() {
            match character {
                '%' => {
                    if parts.last() != Some(&Part::Many) {
                        parts.push(Part::Many);
                    }
                }
                '_' => parts.push(Part::Any),
                '\\' => parts.extend(characters.next().map(|next| Part::Exactly(folded(next, ignore_case)))),
                other => parts.push(Part::Exactly(folded(other, ignore_case))),
            }
        }
        Self { parts, ignore_case }
    }

    /// What every match begins with, and how many parts that is.
    pub(super) fn prefix(&self) -> (String, usize) {
        let fixed = self.parts.iter().map_while(|part| match part {
            // A letter whose case does not matter fixes nothing.
            Part::Exactly(character) if !(self.ignore_case && character.is_alphabetic()) => Some(*character),
            _ => None,
        });
        let prefix: String = fixed.collect();
        let parts = prefix.chars().count();
        (prefix, parts)
    }

    /// Whether it matches one text only.
    pub(super) fn is_exact(&self) -> bool {
        self.prefix().1 == self.parts.len()
    }

    /// What the parts from `first` on let through (`like_selectivity`).
    pub(super) fn rest(&self, first: usize) -> f64 {
        let rest = self.parts.get(first..).unwrap_or_default();
        let rest = rest.iter().skip_while(|part| !matches!(part, Part::Exactly(_)));
        let share = rest.fold(1.0, |share, part| {
            share
                * match part {
                    Part::Exactly(_) => FIXED_CHARACTER,
                    Part::Any => ANY_CHARACTER,
                    Part::Many => WILDCARD,
                }
        });
        f64::min(share, 1.0)
    }

    /// Whether a text matches. Goes back to the last `%` only, so it takes at most length times length steps.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().map(|c| folded(c, self.ignore_case)).collect();
        let (mut at, mut part) = (0, 0);
        let mut back: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.parts.get(part) {
                Some(Part::Many) => {
                    back = Some((part, at));
                    part += 1;
                }
                Some(Part::Any) => (at, part) = (at + 1, part + 1),
                Some(Part::Exactly(character)) if *character == text[at] => (at, part) = (at + 1, part + 1),
                _ => match &mut back {
                    Some((many, tried)) => {
                        *tried += 1;
                        (at, part) = (*tried, *many + 1);
                    }
                    None => return false,
                },
            }
        }
        self.parts[part..].iter().all(|part| *part == Part::Many)
    }
}

/// A character, in lower case where case does not matter.
fn folded(character: char, ignore_case: bool) -> char {
    if ignore_case { character.to_lowercase().next().unwrap_or(character) } else { character }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_like_does() {
        for (pattern, text, expected) in [
            ("a%c", "abc", true),
            ("a%c", "ac", true),
            ("a_c", "ac", false),
            ("%b%", "abc", true),
            ("100\\%", "100%", true),
            ("100\\%", "1000", false),
            ("%aab", "aaaab", true),
            ("", "", true),
            ("%", "", true),
            ("ä_", "äß", true),
        ] {
            assert_eq!(Pattern::new(pattern, false).matches(text), expected, "{pattern} {text}");
        }
        assert!(Pattern::new("AB%", true).matches("abc"));
        assert_eq!(Pattern::new("ab\\_c%d", false).prefix(), ("ab_c".to_owned(), 4));
        assert_eq!(Pattern::new("12AB%", true).prefix(), ("12".to_owned(), 2));
    }
}
