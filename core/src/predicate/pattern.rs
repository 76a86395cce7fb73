//! Patterns: what an index can make of `LIKE 'abc%'` and `~ '^abc'`.

use std::borrow::Cow;

/// The language of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PatternKind {
    /// `~~`, `LIKE`.
    Like,
    /// `~~*`, `ILIKE`.
    ILike,
    /// `SIMILAR TO`.
    Similar,
    /// `~`.
    Regex,
    /// `~*`.
    IRegex,
    /// `^@`: the pattern is the start itself.
    Start,
}

/// A pattern whose text is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern<'p> {
    kind: PatternKind,
    text: Cow<'p, str>,
    prefix: String,
    exact: bool,
    longest_run: usize,
}

impl<'p> Pattern<'p> {
    pub(super) fn new(kind: PatternKind, text: Cow<'p, str>) -> Self {
        let (prefix, exact) = match kind {
            PatternKind::Like => like_prefix(&text, "%_"),
            PatternKind::Similar => like_prefix(&text, "%_|*+?{}()[]"),
            PatternKind::Regex => regex_prefix(&text),
            PatternKind::Start => (text.clone().into_owned(), false),
            PatternKind::ILike | PatternKind::IRegex => (String::new(), false),
        };
        let longest_run = match kind {
            PatternKind::Like | PatternKind::ILike => longest_run(&text, "%_"),
            PatternKind::Similar => longest_run(&text, "%_|*+?{}()[]"),
            PatternKind::Regex | PatternKind::IRegex => longest_run(&text, ".^$|*+?{}()[]"),
            PatternKind::Start => longest_run(&text, ""),
        };
        Self { kind, text, prefix, exact, longest_run }
    }

    /// The language it is written in.
    #[must_use]
    pub fn kind(&self) -> PatternKind {
        self.kind
    }

    /// The pattern itself, without quotes.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What every match starts with; empty if that is not fixed, or where case is ignored.
    ///
    /// A btree with the C collation or a pattern operator class turns it into a range (PostgreSQL manual,
    /// 11.10). Of a regular expression only the part before any group or alternative counts, fewer than the
    /// server finds.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether nothing but the prefix itself matches: the condition is an equality.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// How many letters and digits in a row every match holds, at the most.
    ///
    /// A trigram index needs three (`pg_trgm`); with fewer it is scanned whole. Of a regular expression with
    /// alternatives it is the longest of any.
    #[must_use]
    pub fn longest_run(&self) -> usize {
        self.longest_run
    }
}

/// The start of a LIKE pattern up to its first wildcard, and whether there is none. A backslash takes the
/// meaning from what follows (`like.c`); another `ESCAPE` is folded away or a function call before EXPLAIN
/// prints it.
fn like_prefix(pattern: &str, wildcards: &str) -> (String, bool) {
    let mut prefix = String::new();
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => prefix.extend(chars.next()),
            _ if wildcards.contains(char) => return (prefix, false),
            _ => prefix.push(char),
        }
    }
    (prefix, true)
}

/// The start of an anchored regular expression, so far as it is plain characters, and whether `$` follows it.
fn regex_prefix(pattern: &str) -> (String, bool) {
    let none = (String::new(), false);
    let Some(mut rest) = pattern.strip_prefix('^') else { return none };
    // What SIMILAR TO becomes: ^(?:abc.*)$
    if let Some(inner) = rest.strip_prefix("(?:").and_then(|rest| rest.strip_suffix(")$")) {
        rest = inner;
    }
    if rest.contains('|') {
        return none;
    }
    let mut prefix = String::new();
    let mut chars = rest.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some(escaped) if !escaped.is_alphanumeric() => prefix.push(escaped),
                _ => return (prefix, false),
            },
            '*' | '?' | '{' => {
                prefix.pop();
                return (prefix, false);
            }
            '$' => return (prefix, chars.next().is_none()),
            '.' | '^' | '+' | '(' | ')' | '[' | ']' | '}' => return (prefix, false),
            _ => prefix.push(char),
        }
    }
    (prefix, false)
}

/// The most letters and digits between two characters with a meaning. What stands in brackets or braces does
/// not count, nor does a character that may be repeated zero times.
fn longest_run(pattern: &str, special: &str) -> usize {
    let (mut longest, mut run) = (0, 0_usize);
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char == '\\' && !special.is_empty() {
            longest = longest.max(run);
            // A class (\d) or a literal character: either way no letter of a word.
            chars.next();
            run = 0;
        } else if special.contains(char) {
            if matches!(char, '*' | '?' | '{') {
                run = run.saturating_sub(1);
            }
            longest = longest.max(run);
            run = 0;
            let close = match char {
                '[' => ']',
                '{' => '}',
                _ => continue,
            };
            while chars.next().is_some_and(|char| char != close) {}
        } else if char.is_alphanumeric() {
            run += 1;
        } else {
            longest = longest.max(run);
            run = 0;
        }
    }
    longest.max(run)
}

#[cfg(test)]
mod tests {
    use super::{Pattern, PatternKind};

    #[test]
    fn prefixes_and_runs() {
        use PatternKind::{ILike, Like, Regex, Similar, Start};
        for (kind, text, prefix, exact, run) in [
            (Like, "abc%", "abc", false, 3),
            (Like, r"a\%b_c", "a%b", false, 1),
            (Like, "abc", "abc", true, 3),
            (Like, "%1%", "", false, 1),
            (Like, r"naïve%", "naïve", false, 5),
            (ILike, "abc%", "", false, 3),
            (Similar, "ab(c|d)", "ab", false, 2),
            (Regex, "^abc", "abc", false, 3),
            (Regex, r"^ab\.c$", "ab.c", true, 2),
            (Regex, "^abc*", "ab", false, 2),
            (Regex, "^ab+", "ab", false, 2),
            (Regex, "^(?:abc.*)$", "abc", false, 3),
            (Regex, "^a|b", "", false, 1),
            (Regex, ".*gmail.*", "", false, 5),
            (Regex, "^Name [0-9a-f]{3}0{2}", "Name ", false, 4),
            (Start, "a%b", "a%b", false, 1),
            (Like, "\\", "", true, 0),
        ] {
            let pattern = Pattern::new(kind, text.into());
            assert_eq!(
                (pattern.prefix(), pattern.is_exact(), pattern.longest_run()),
                (prefix, exact, run),
                "{text}"
            );
        }
    }
}
