//! Text out of a plan, made harmless for a terminal.

use std::fmt;

use crate::words::is_harmful;

/// Text with everything escaped that could move a cursor, change a colour, reorder what is read or forge a line.
///
/// Control characters, line separators and Unicode's bidirectional controls appear as escapes such as `\u{1b}`.
pub(super) struct Safe<'a>(pub(super) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '\n' | '\r' | '\t' => write!(f, "{}", character.escape_default())?,
                harmful if is_harmful(harmful) => write!(f, "\\u{{{:x}}}", harmful as u32)?,
                plain => write!(f, "{plain}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Safe;

    #[test]
    fn a_terminal_sees_no_controls() {
        assert_eq!(
            Safe("a\u{1b}[31mb\nc\u{202e}d\u{9b}ä").to_string(),
            "a\\u{1b}[31mb\\nc\\u{202e}d\\u{9b}ä"
        );
    }
}
