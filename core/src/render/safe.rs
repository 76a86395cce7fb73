//! Text out of a plan, made harmless for what it is written into.

use std::fmt::{self, Write as _};

use crate::words::is_harmful;

/// Text for a terminal, with everything escaped that could move a cursor, change a colour, reorder what is read or
/// forge a line.
///
/// Control characters, line separators and Unicode's bidirectional controls appear as escapes such as `\u{1b}`.
pub(super) struct Safe<'a>(pub(super) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '\n' | '\r' | '\t' => write!(f, "{}", character.escape_default())?,
                plain => shown(f, plain)?,
            }
        }
        Ok(())
    }
}

/// Text for HTML and SVG, between tags and in quoted attributes: no character of it is markup, and what could reorder
/// what is read is shown as an escape. Lines and tabs stay.
pub(super) struct Markup<'a>(pub(super) &'a str);

impl fmt::Display for Markup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(character)?,
                plain => shown(f, plain)?,
            }
        }
        Ok(())
    }
}

/// Text as a JSON string in a `<script>` element: it holds neither the element's end nor the begin of a comment.
pub(super) struct Island<'a>(pub(super) &'a str);

impl fmt::Display for Island<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '<' | '>' | '&' => write!(f, "\\u{:04x}", character as u32)?,
                harmful if is_shown(harmful) => write!(f, "\\\\u{{{:x}}}", harmful as u32)?,
                plain => f.write_char(plain)?,
            }
        }
        f.write_char('"')
    }
}

/// Whether a character is shown as an escape: what is harmful, and what XML cannot hold.
fn is_shown(character: char) -> bool {
    is_harmful(character) || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn shown(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    if is_shown(character) { write!(f, "\\u{{{:x}}}", character as u32) } else { f.write_char(character) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_sees_no_controls() {
        assert_eq!(
            Safe("a\u{1b}[31mb\nc\u{202e}d\u{9b}ä").to_string(),
            "a\\u{1b}[31mb\\nc\\u{202e}d\\u{9b}ä"
        );
    }

    #[test]
    fn no_character_is_markup() {
        assert_eq!(
            Markup("<a b='\"'>&\n\0\u{ffff}").to_string(),
            "&lt;a b=&#39;&quot;&#39;&gt;&amp;\n\\u{0}\\u{ffff}"
        );
    }

    #[test]
    fn an_island_is_json_and_ends_no_script() {
        let island = Island("</script><!--\n\"\\\u{2028}\u{202e}").to_string();
        assert!(!island.contains(['<', '>', '\u{2028}', '\u{202e}']));
        let text: String = serde_json::from_str(&island).unwrap();
        assert_eq!(text, "</script><!--\n\"\\\\u{2028}\\u{202e}");
    }
}
