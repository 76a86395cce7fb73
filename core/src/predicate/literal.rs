//! Constants: as written, and as meant.

use std::borrow::Cow;

use super::expr::LiteralKind;

/// A constant and the type it is labelled with.
///
/// PostgreSQL labels all but plain integers, plain decimals and booleans (`get_const_expr` in `ruleutils.c`);
/// negative numbers are quoted, `'-1'::integer`. MySQL writes a type or character set before it:
/// `TIMESTAMP'2024-01-01 00:00:00'`, `_utf8mb4'x'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal<'p> {
    kind: LiteralKind,
    raw: &'p str,
    label: &'p str,
}

impl<'p> Literal<'p> {
    pub(super) fn new(kind: LiteralKind, raw: &'p str, label: &'p str) -> Self {
        Self { kind, raw, label }
    }

    /// Which kind of constant it is.
    #[must_use]
    pub fn kind(&self) -> LiteralKind {
        self.kind
    }

    /// As written, quotes and all, without the type.
    #[must_use]
    pub fn raw(&self) -> &'p str {
        self.raw
    }

    /// The type it is labelled with, as written: `timestamp with time zone`.
    #[must_use]
    pub fn label(&self) -> Option<&'p str> {
        (!self.label.is_empty()).then_some(self.label)
    }

    /// Whether it is `NULL`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.kind == LiteralKind::Null
    }

    /// Its text without quotes: `it's` for `'it''s'`; numbers and key words as written.
    #[must_use]
    pub fn text(&self) -> Cow<'p, str> {
        match self.kind {
            LiteralKind::String => {
                let inner = inside(self.raw);
                if inner.contains('\'') { inner.replace("''", "'").into() } else { inner.into() }
            }
            LiteralKind::EscapeString => unescaped(inside(self.raw)),
            LiteralKind::BackslashString => backslashed(self.raw),
            LiteralKind::PrefixedString => inside(self.raw).into(),
            LiteralKind::Number | LiteralKind::Boolean | LiteralKind::Null => self.raw.into(),
        }
    }

    /// How many values it holds as an array: `'{1,2,NULL}'` three, elements of inner arrays counted one by
    /// one.
    ///
    /// `None` for what is not written as an array.
    #[must_use]
    pub fn array_len(&self) -> Option<usize> {
        if !matches!(self.kind, LiteralKind::String | LiteralKind::EscapeString) {
            return None;
        }
        // Bounds may stand before the braces: '[2:3]={1,2}'.
        let text = inside(self.raw);
        let open = text.find('{')?;
        if open != 0 && !text.starts_with('[') {
            return None;
        }
        Some(elements(text.as_bytes().get(open..).unwrap_or_default()))
    }
}

/// Counts the values of an array literal (`array_in` in `arrayfuncs.c`): commas, and one more for each
/// innermost pair of braces that holds anything.
fn elements(text: &[u8]) -> usize {
    let (mut count, mut quoted, mut filled) = (0, false, false);
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
                filled = true;
            }
            b'"' => {
                quoted = !quoted;
                filled = true;
            }
            _ if quoted => {}
            b',' | b'}' => count += usize::from(std::mem::take(&mut filled)),
            b'{' | b' ' => {}
            _ => filled = true,
        }
    }
    count
}

/// What stands between the first and the last quote.
fn inside(raw: &str) -> &str {
    let start = raw.find('\'').map_or(0, |at| at + 1);
    let end = raw.rfind('\'').unwrap_or(raw.len());
    raw.get(start..end).unwrap_or("")
}

/// The text of a string of MySQL: `\%` and `\_` keep their backslash, which is for LIKE to read (manual, 11.1.1).
fn backslashed(raw: &str) -> Cow<'_, str> {
    let mut chars = raw.chars();
    let (Some(quote), Some(_)) = (chars.next(), chars.next_back()) else { return raw.into() };
    let inner = chars.as_str();
    if !inner.contains(['\\', quote]) {
        return inner.into();
    }
    let mut text = String::with_capacity(inner.len());
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('0') => text.push('\0'),
                Some('Z') => text.push('\u{1a}'),
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some('b') => text.push('\u{8}'),
                Some(wildcard @ ('%' | '_')) => text.extend(['\\', wildcard]),
                Some(other) => text.push(other),
                None => {}
            },
            _ if char == quote => {
                chars.next();
                text.push(quote);
            }
            _ => text.push(char),
        }
    }
    text.into()
}

/// The text of an `E'…'` literal: the common escapes; others stand for the character itself.
fn unescaped(inner: &str) -> Cow<'_, str> {
    if !inner.contains(['\\', '\'']) {
        return inner.into();
    }
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some('b') => text.push('\u{8}'),
                Some('f') => text.push('\u{c}'),
                Some(other) => text.push(other),
                None => {}
            },
            '\'' => {
                chars.next();
                text.push('\'');
            }
            _ => text.push(char),
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::{Literal, LiteralKind};

    #[test]
    fn texts_lose_their_quotes() {
        assert_eq!(Literal::new(LiteralKind::String, "'it''s'", "text").text(), "it's");
        assert_eq!(Literal::new(LiteralKind::EscapeString, r"E'a\tb\'c''d'", "").text(), "a\tb'c'd");
        assert_eq!(Literal::new(LiteralKind::BackslashString, r"'a\n\'b''\%'", "").text(), "a\n'b'\\%");
        assert_eq!(Literal::new(LiteralKind::BackslashString, r#""it's""#, "DATE").text(), "it's");
        assert_eq!(Literal::new(LiteralKind::PrefixedString, "B'01'", "").text(), "01");
        assert_eq!(Literal::new(LiteralKind::Number, "1.5", "").text(), "1.5");
    }

    #[test]
    fn arrays_are_counted() {
        for (raw, count) in [
            ("'{}'", Some(0)),
            ("'{1}'", Some(1)),
            ("'{1,NULL,3}'", Some(3)),
            (r#"'{a,"b,c","d\"}"}'"#, Some(3)),
            (r#"'{""}'"#, Some(1)),
            ("'{{1,2},{3,4}}'", Some(4)),
            ("'[2:3]={1,2}'", Some(2)),
            ("'abc'", None),
            ("'a{1}'", None),
        ] {
            assert_eq!(Literal::new(LiteralKind::String, raw, "").array_len(), count, "{raw}");
        }
    }
}
