//! Finding where a part of an operation ends, whatever is quoted in it.

/// Where the first of some marks stands outside quotes and parentheses. Marks begin with a space or a comma.
///
/// Names and parts of ranges are printed as they are: where quotes or parentheses do not balance, one of them
/// is in a name, and the first mark anywhere is taken.
pub(super) fn find_outside(text: &str, marks: &[&str]) -> Option<usize> {
    let mut scan = Scan::default();
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if scan.is_outside() && is_mark(text, at, marks) {
            return Some(at);
        }
        scan.step(byte);
    }
    if scan.is_outside() { None } else { find(text, marks) }
}

/// Where the first of some marks stands. Marks begin with a space or a comma.
pub(super) fn find(text: &str, marks: &[&str]) -> Option<usize> {
    (0..text.len()).find(|&at| is_mark(text, at, marks))
}

/// Whether one of some marks begins at a place.
pub(super) fn is_mark(text: &str, at: usize, marks: &[&str]) -> bool {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    matches!(rest, [b' ' | b',', ..]) && marks.iter().any(|mark| rest.starts_with(mark.as_bytes()))
}

/// What the parentheses at the start of a text enclose, and what follows them.
pub(super) fn enclosed(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('(')?;
    let mut scan = Scan::default();
    for (at, &byte) in inside.as_bytes().iter().enumerate() {
        if byte == b')' && scan.is_outside() {
            return Some((inside.get(..at)?, inside.get(at + 1..)?));
        }
        scan.step(byte);
    }
    None
}

/// Whether a place in a text is within quotes or parentheses.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<u8>,
    escaped: bool,
}

impl Scan {
    fn step(&mut self, byte: u8) {
        match self.quote {
            Some(_) if self.escaped => self.escaped = false,
            Some(quote) if byte == b'\\' && quote != b'`' => self.escaped = true,
            // A doubled quote opens again at once.
            Some(quote) if byte == quote => self.quote = None,
            Some(_) => {}
            None => match byte {
                b'\'' | b'"' | b'`' => self.quote = Some(byte),
                b'(' => self.depth += 1,
                b')' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            },
        }
    }

    fn is_outside(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }
}
