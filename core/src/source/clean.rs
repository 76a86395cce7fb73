//! Characters that no text holds: NUL bytes of UTF-16 that was read as something else, colours of terminals.

use super::excerpt::{Builder, Excerpt};

/// What was pasted without control sequences, and how many characters those were.
pub(super) fn clean(text: &str) -> (Excerpt<'_>, usize) {
    let whole = Excerpt::whole(text);
    if !text.contains(['\0', '\u{1b}']) {
        return (whole, 0);
    }
    let mut builder = Builder::new(&whole);
    let (mut at, mut removed) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['\0', '\u{1b}'])) {
        let start = at + found;
        builder.copy(at..start);
        at = start + control_length(&text.as_bytes()[start..]);
        removed += at - start;
    }
    builder.copy(at..text.len());
    (builder.finish(), removed)
}

/// The length of the control sequence that a text starts with: ECMA-48's `ESC [ parameters final`, or one byte.
fn control_length(bytes: &[u8]) -> usize {
    if !bytes.starts_with(b"\x1b[") {
        return 1;
    }
    let parameters = bytes[2..].iter().take_while(|byte| (0x20..0x40).contains(*byte)).count();
    match bytes.get(2 + parameters) {
        Some(0x40..=0x7e) => 3 + parameters,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_go() {
        let (excerpt, removed) = clean("\u{1b}[1;39m[\0{\0\u{1b}[0m}\u{1b}x");
        assert_eq!((excerpt.text(), removed), ("[{}x", 14));
        assert_eq!(excerpt.to_input(1), 9);
    }
}
