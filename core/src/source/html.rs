//! Documents in HTML: tags are left out, entities decoded.

use super::excerpt::{Builder, Excerpt};

/// The longest entity, in bytes: enough for `&#x10FFFF;`.
const MAX_ENTITY: usize = 10;

/// The tags that end the text around a document.
const ENDS: [&str; 7] = ["</td", "</field", "</pre", "</textarea", "</table", "</body", "</html"];

/// What stands from a bracket or arrow to the end of its cell or block, and where that is.
///
/// Brackets need no line breaks. Where `breaks` says so, those that a tag makes are kept.
pub(super) fn untag(source: &Excerpt<'_>, start: usize, breaks: bool) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let mut builder = Builder::new(source);
    let mut at = start;
    // Where no tag is closed any more, none is looked for again.
    let mut tags = true;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['<', '&'])) {
        let mark = at + found;
        builder.copy(at..mark);
        let rest = &text[mark..];
        if breaks_off(rest) {
            return (builder.finish(), text.len());
        }
        at = if rest.starts_with('&') {
            let (character, length) = entity(rest).unwrap_or(('&', 1));
            builder.write_char(mark, character);
            mark + length
        } else if ENDS
            .iter()
            .any(|end| rest.get(..end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end)))
        {
            return (builder.finish(), mark);
        } else {
            let tag = tags && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            let end = tag.then(|| rest.find('>')).flatten();
            tags &= !tag || end.is_some();
            builder.copy(mark..mark + usize::from(end.is_none()));
            let behind = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
            if breaks && is_break(rest) && !behind.starts_with(['\n', '\r']) {
                builder.write(mark, "\n");
            }
            mark + end.unwrap_or_default() + 1
        };
    }
    builder.copy(at..text.len());
    (builder.finish(), text.len())
}

/// Whether a text starts with the tag of a line break.
fn is_break(text: &str) -> bool {
    text.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

/// Whether a text is the beginning of a tag or entity, and nothing else.
fn breaks_off(text: &str) -> bool {
    let is_name = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'#' | b' '))
    };
    text.len() < MAX_ENTITY && is_name(&text[1..])
}

/// The character of the entity that a text starts with, and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ENTITY).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        // It is there to keep the indentation.
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_to_its_end() {
        let text = "<td>[<br />\n&nbsp;{&quot;a&quot;: &#34;1 &lt; 2 &amp; 3 < 4&#x22;}]</td><td>[";
        let (excerpt, end) = untag(&Excerpt::whole(text), 4, false);
        assert_eq!(excerpt.text(), "[\n {\"a\": \"1 < 2 & 3 < 4\"}]");
        assert_eq!(&text[end..], "</td><td>[");
    }

    #[test]
    fn lines_of_a_tree_stay_lines() {
        let text = "-&gt; Sort: a<br>&nbsp;-&gt; Table scan on &lt;temporary&gt;<br />\n</td>";
        let (excerpt, _) = untag(&Excerpt::whole(text), 0, true);
        assert_eq!(excerpt.text(), "-> Sort: a\n -> Table scan on <temporary>\n");
    }

    #[test]
    fn what_is_no_entity_stays() {
        assert_eq!(
            untag(&Excerpt::whole("[&a &#xZZ; &unknown; &, <"), 0, false).0.text(),
            "[&a &#xZZ; &unknown; &, "
        );
    }
}
