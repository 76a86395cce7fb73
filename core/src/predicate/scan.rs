//! Looking at a text without reading it: what is quoted, and where lists part.

use super::language::Language;

/// Where a quoted stretch ends, given the place after its opening quote; the end of the text if it never
/// does.
pub(super) fn after_quoted(text: &[u8], at: usize, quote: u8, escapes: bool) -> usize {
    closing_quote(text, at, quote, escapes).unwrap_or(text.len())
}

/// The place after the closing quote, given the one after the opening quote.
///
/// A doubled quote does not end it; with `escapes` (`E'…'`, all strings of MySQL) nor does one after a
/// backslash.
pub(super) fn closing_quote(text: &[u8], mut at: usize, quote: u8, escapes: bool) -> Option<usize> {
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte == b'\\' && escapes {
            at += 1;
        } else if byte == quote {
            if text.get(at) != Some(&quote) {
                return Some(at);
            }
            at += 1;
        }
    }
    None
}

/// Whether a byte can be part of a name or number; all above ASCII can.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// Where the word that starts at `at` ends.
pub(super) fn after_word(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| !is_word(byte)).unwrap_or(rest.len())
}

/// The items of a list, as EXPLAIN's text format prints `Output`, `Sort Key` or `Group Key` on one line, and
/// MariaDB its `sort_key`: parted at the commas that are in no quotes, parentheses or brackets. White space around an item is not
/// part of it.
///
/// ```
/// # use plansight::predicate::{Language, list_items};
/// let items: Vec<_> = list_items("a, coalesce(b, ','), 'x,y'::text", Language::Postgres).collect();
/// assert_eq!(items, ["a", "coalesce(b, ',')", "'x,y'::text"]);
/// ```
pub fn list_items(text: &str, language: Language) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.trim().is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let end = item_end(text.as_bytes(), language);
        rest = text.get(end + 1..);
        text.get(..end).map(str::trim)
    })
}

/// Where the first item of a list ends.
fn item_end(text: &[u8], language: Language) -> usize {
    let mysql = language == Language::MySql;
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(&byte) = text.get(at) {
        match byte {
            b',' if depth == 0 => return at,
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b'\'' | b'"' => {
                at = after_quoted(text, at + 1, byte, mysql);
                continue;
            }
            b'`' if mysql => {
                at = after_quoted(text, at + 1, byte, false);
                continue;
            }
            b'E' | b'e' if !mysql && text.get(at + 1) == Some(&b'\'') => {
                at = after_quoted(text, at + 2, b'\'', true);
                continue;
            }
            _ if is_word(byte) => {
                at = after_word(text, at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Language, list_items};

    #[test]
    fn lists_part_at_their_own_commas() {
        let items = |text| list_items(text, Language::Postgres).collect::<Vec<_>>();
        assert_eq!(
            items(r#"t."a,b", f(x, y)[1, 2], E'\',', note'x,'"#),
            [r#"t."a,b""#, "f(x, y)[1, 2]", r"E'\','", "note'x,'"]
        );
        assert_eq!(items("a"), ["a"]);
        assert_eq!(items("a,"), ["a", ""]);
        assert!(items(" ").is_empty());
        assert_eq!(items("a), b"), ["a)", "b"]);
    }
}
