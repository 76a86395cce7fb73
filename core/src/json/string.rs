//! Strings: where they end, and what they say.

use super::{Error, ErrorKind};

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether one of eight bytes is a quote, a backslash or a control character; the lowest such byte's index.
///
/// Eight bytes at a time in a `u64`. A borrow may mark a byte above a real hit, never below the lowest one, so
/// the lowest mark is always right.
fn stop_in(word: u64) -> Option<usize> {
    let zero = |w: u64| w.wrapping_sub(LOW) & !w;
    let quote = zero(word ^ (LOW * u64::from(b'"')));
    let backslash = zero(word ^ (LOW * u64::from(b'\\')));
    let control = word.wrapping_sub(LOW * 0x20) & !word;
    let hits = (quote | backslash | control) & HIGH;
    (hits != 0).then(|| hits.trailing_zeros() as usize / 8)
}

/// The next quote, backslash or control character at or behind `at`, or the end.
pub(crate) fn stop(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        if let Some(index) = stop_in(u64::from_le_bytes(*chunk)) {
            return at + index;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a text stands between quotes as it is: without quotes, backslashes and control characters.
///
/// Most texts are short, so what is left of them behind the last eight bytes is looked at together with some before it.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    let is_plain = |word: &[u8; 8]| stop_in(u64::from_le_bytes(*word)).is_none();
    let (words, _) = text.as_chunks::<8>();
    match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => words.iter().all(is_plain) && is_plain(last),
        (_, Some(first), Some(last)) => {
            let halves = [*first, *last].map(u32::from_le_bytes).map(u64::from);
            is_plain(&(halves[0] | halves[1] << 32).to_le_bytes())
        }
        _ => stop(text, 0) == text.len(),
    }
}

/// The offset behind the escape whose backslash stands at `at`.
pub(super) fn skip_escape(bytes: &[u8], at: usize) -> Result<usize, Error> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match bytes.get(at + 2..at + 6) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(at + 6),
            Some(_) => Err(Error { kind: ErrorKind::Escape, at }),
            None => {
                Err(Error { kind: ErrorKind::End { expected: "four hexadecimal digits" }, at: bytes.len() })
            }
        },
        Some(_) => Err(Error { kind: ErrorKind::Escape, at }),
        None => Err(Error { kind: ErrorKind::End { expected: "an escape" }, at: bytes.len() }),
    }
}

/// Appends what a well-formed string says. Half a surrogate pair, which no text can hold, becomes U+FFFD.
pub(crate) fn decode(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = rest.as_bytes().get(at + 1).copied().unwrap_or(b'\\');
        let mut len = 2;
        out.push(match escape {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (character, used) = unicode(&rest[at..]);
                len = used;
                character
            }
            other => char::from(other),
        });
        rest = rest.get(at + len..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// The character of the `\uXXXX` (or pair of them) that a text starts with, and its length in bytes.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    match unit(0) {
        Some(high @ 0xD800..0xDC00) => match unit(6) {
            Some(low @ 0xDC00..0xE000) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
            }
            _ => (char::REPLACEMENT_CHARACTER, 6),
        },
        Some(code) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
        None => (char::REPLACEMENT_CHARACTER, 2),
    }
}
