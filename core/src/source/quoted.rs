//! Documents inside of other texts' strings: escaped, with doubled quotes, or with typographic ones.
//!
//! Each function reads from an opening bracket to the end of the string around it, and returns what the string
//! says and where it ends.

use super::excerpt::{Builder, Excerpt, Line};
use super::wrap;

/// Undoes the backslashes of a string of JSON, of Python or of a database client.
///
/// The string ends at a quote without a backslash if its inner quotes have one, else with its line. It has no
/// line breaks of its own; those that stand in it come from wrapping and are taken out first, and counted.
pub(super) fn unescape(source: &Excerpt<'_>, start: usize, quotes: bool) -> (Excerpt<'static>, usize, usize) {
    let text = source.text();
    let end = if quotes {
        let bytes = text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at)
            && byte != b'"'
        {
            at += 1;
            if byte == b'\\' {
                // A line may have been wrapped inside of an escape.
                at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count() + 1;
            }
        }
        let at = at.min(bytes.len());
        text.floor_char_boundary(at)
    } else {
        Line::at(text, start).map_or(start, |line| line.end)
    };
    let (joined, breaks) = wrap::join(source, start..end);
    (decode(&joined), end, breaks)
}

/// Undoes the backslashes of a string whose text starts at an offset: up to the quote that stands in front of it, and
/// through strings that a `+` or nothing joins to it, as JavaScript and Python print them; without a quote, to the
/// end of its line.
pub(super) fn literal(source: &Excerpt<'_>, start: usize) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let bytes = text.as_bytes();
    let Some(quote) = text[..start].bytes().next_back().filter(|quote| matches!(quote, b'"' | b'\'')) else {
        let end = Line::at(text, start).map_or(start, |line| line.end);
        let mut builder = Builder::new(source);
        builder.copy(start..end);
        return (decode(&builder.finish()), end);
    };
    let mut builder = Builder::new(source);
    // A quote with a backslash is one of a string inside of the string: it is kept.
    let before = &text[..start - 1];
    let mut at = if before.ends_with('\\') { before.trim_end_matches('\\').len() } else { start };
    loop {
        let mut end = at;
        while let Some(&byte) = bytes.get(end)
            && byte != quote
            && !matches!(byte, b'\n' | b'\r')
        {
            end += if byte == b'\\' { 2 } else { 1 };
        }
        let end = text.floor_char_boundary(end);
        builder.copy(at..end);
        let string = text.get(end..).and_then(|rest| rest.strip_prefix(char::from(quote)));
        let behind = string.map(str::trim_start).map(|behind| behind.strip_prefix('+').unwrap_or(behind));
        match behind.and_then(|behind| behind.trim_start().strip_prefix(char::from(quote))) {
            Some(next) => at = text.len() - next.len(),
            None => return (decode(&builder.finish()), end + usize::from(string.is_some())),
        }
    }
}

/// What a text with backslashes says. An escape that no language knows stays as it is; what is left of one that
/// the text breaks off in does not.
pub(super) fn decode(source: &Excerpt<'_>) -> Excerpt<'static> {
    let text = source.text();
    let mut builder = Builder::new(source);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let backslash = at + found;
        builder.copy(at..backslash);
        let rest = &text[backslash..];
        if breaks_off(rest) {
            return builder.finish();
        }
        let escape = rest.as_bytes().get(1).copied();
        let control = match escape {
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            _ => None,
        };
        at = if let Some(control) = control {
            builder.write_char(backslash, control);
            backslash + 2
        } else if let Some((character, length)) = code_point(rest) {
            builder.write_char(backslash, character);
            backslash + length
        } else if matches!(escape, Some(b'"' | b'\'' | b'\\' | b'/')) {
            builder.copy(backslash + 1..backslash + 2);
            backslash + 2
        } else {
            builder.copy(backslash..backslash + 1);
            backslash + 1
        };
    }
    builder.copy(at..text.len());
    builder.finish()
}

/// Whether a text is the beginning of an escape, and nothing else.
fn breaks_off(text: &str) -> bool {
    let length = match text.as_bytes().get(1) {
        None => 2,
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(_) => 0,
    };
    text.len() < length && text.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
}

/// The character that a `\uXXXX` (or a pair of them), `\xXX` or `\UXXXXXXXX` stands for, and its length in bytes.
pub(super) fn code_point(text: &str) -> Option<(char, usize)> {
    let digits = |from: usize, count: usize| {
        let digits =
            text.get(from..from + count).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (code, length) = match text.as_bytes().get(1)? {
        b'x' => (digits(2, 2)?, 4),
        b'U' => (digits(2, 8)?, 10),
        b'u' => match digits(2, 4)? {
            high @ 0xD800..0xDC00 if text.get(6..8) == Some("\\u") => match digits(8, 4) {
                Some(low @ 0xDC00..0xE000) => (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 12),
                _ => (high, 6),
            },
            code => (code, 6),
        },
        _ => return None,
    };
    Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), length))
}

/// Halves doubled quotes, to the first that stands alone.
pub(super) fn undouble(source: &Excerpt<'_>, start: usize) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let mut builder = Builder::new(source);
    let mut at = start;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('"')) {
        let quote = at + found;
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            builder.copy(at..quote);
            return (builder.finish(), quote);
        }
        builder.copy(at..quote + 1);
        at = quote + 2;
    }
    builder.copy(at..text.len());
    (builder.finish(), text.len())
}

/// Makes typographic quotes plain, up to the first plain one: beside it, nobody knows what a typographic one was.
///
/// Word processors turn both kinds of quotes; single ones are turned back unless plain ones stand among them.
pub(super) fn straighten(source: &Excerpt<'_>, start: usize) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let rest = text.get(start..).unwrap_or_default();
    let rest = rest.find('"').map_or(rest, |plain| &rest[..plain]);
    let single = !rest.contains('\'');
    let mut builder = Builder::new(source);
    let mut at = start;
    for (found, quote) in rest.match_indices(['“', '”', '„', '‟', '‘', '’', '‚', '‛']) {
        let double = matches!(quote, "“" | "”" | "„" | "‟");
        if double || single {
            builder.copy(at..start + found);
            builder.write(start + found, if double { "\"" } else { "'" });
            at = start + found + quote.len();
        }
    }
    let end = start + rest.len();
    builder.copy(at..end);
    (builder.finish(), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_are_undone_once() {
        let text = r#""[\n {\"a\\\"b\": \"\u00e4\ud83d\ude00\\n\"}]", 1"#;
        let (excerpt, end, _) = unescape(&Excerpt::whole(text), 1, true);
        assert_eq!(excerpt.text(), "[\n {\"a\\\"b\": \"ä😀\\n\"}]");
        assert_eq!(&text[end..], "\", 1");
        assert_eq!(excerpt.to_input(1), 2, "a newline stands where its backslash stood");
        assert_eq!(excerpt.to_input(4), 7);
    }

    #[test]
    fn an_escape_that_breaks_off_is_left() {
        for text in ["[\\", "[\\u", "[\\u00e"] {
            assert_eq!(decode(&Excerpt::whole(text)).text(), "[");
        }
        assert_eq!(decode(&Excerpt::whole("[\\ux\\d")).text(), "[\\ux\\d");
    }

    #[test]
    fn a_string_with_plain_inner_quotes_ends_with_its_line() {
        let text = "'[\\n {\"a\": \"it\\'s\"}]')\nx";
        let (excerpt, end, _) = unescape(&Excerpt::whole(text), 1, false);
        assert_eq!(excerpt.text(), "[\n {\"a\": \"it's\"}]')");
        assert_eq!(end, text.len() - 2);
    }

    #[test]
    fn a_string_may_come_in_parts() {
        let said = |text: &str, start| {
            let (excerpt, end) = literal(&Excerpt::whole(text), start);
            (excerpt.text().to_owned(), text[end..].to_owned())
        };
        assert_eq!(said("'a\\'\\n' +\n  'b', 1", 1), ("a'\nb".to_owned(), ", 1".to_owned()));
        assert_eq!(said("('a'\n 'b')", 2), ("ab".to_owned(), ")".to_owned()));
        assert_eq!(said("a\\\\nb\\nc\nd", 0), ("a\\nb\nc".to_owned(), "\nd".to_owned()));
        assert_eq!(said("'a\\nb\nc'", 1), ("a\nb".to_owned(), "\nc'".to_owned()));
        assert_eq!(said(r#""\"a\"" b"#, 3), ("\"a\"".to_owned(), " b".to_owned()));
    }

    #[test]
    fn doubled_quotes_are_halved() {
        let text = "\"[{\"\"a\"\": \"\"\\\"\"\"\"}]\",,\"psql\"";
        let (excerpt, end) = undouble(&Excerpt::whole(text), 1);
        assert_eq!(excerpt.text(), r#"[{"a": "\""}]"#);
        assert_eq!(&text[end..], "\",,\"psql\"");
    }

    #[test]
    fn typographic_quotes_are_straightened_unless_plain_ones_stand_among_them() {
        let straight = |text: &str| straighten(&Excerpt::whole(text), 0).0.text().to_owned();
        assert_eq!(straight("{“a”: „b = ‘x’“}"), r#"{"a": "b = 'x'"}"#);
        assert_eq!(straight("{“a”: “b = 'x’”} \"“"), "{\"a\": \"b = 'x’\"} ");
    }
}
