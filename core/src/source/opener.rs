//! Where a plan may begin, and how its quotes are written there.
//!
//! A bracket is a candidate if nothing but white space, frame marks and more brackets stands between it and the
//! end of its line, a quote, or its closing bracket. How that quote is written tells what the text went through.

/// The brackets that are looked at behind a first one.
const MAX_BRACKETS: usize = 8;

/// The longest HTML tag that is looked for in front of a bracket, in bytes.
const MAX_TAG: usize = 200;

/// How the quotes of a document are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `"Plan"`
    Plain,
    /// `""Plan""`, as in CSV.
    Doubled,
    /// Behind newlines written as `\n`; whether a quote has a backslash, too: `\"Plan\"`.
    Escaped(bool),
    /// `&quot;Plan&quot;`, or behind a tag.
    Html,
    /// `“Plan”`, from a word processor.
    Smart,
    /// `'Plan'`, from Python.
    Python,
}

/// Finds the places where a plan may begin, in ascending order.
#[derive(Debug)]
pub(super) struct Openers<'t> {
    text: &'t str,
    /// Where the search for the last quote began, and where it ended.
    quote: Option<(usize, usize)>,
}

/// What follows a bracket.
enum Next {
    /// A quote, or the end of the line; and whether newlines are written as `\n` before it.
    Document(bool),
    /// Its closing bracket.
    Empty,
    /// A quote of Python, or nothing behind a tuple's parenthesis.
    Single,
    /// Something that no plan begins with.
    Other,
}

impl<'t> Openers<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, quote: None }
    }

    /// The first place at or behind an offset.
    pub(super) fn next(&mut self, from: usize) -> Option<(usize, Style)> {
        let mut at = from;
        loop {
            at += self.text.get(at..)?.find(['[', '{'])?;
            if let Some(style) = self.style(at) {
                return Some((at, style));
            }
            at += 1;
        }
    }

    fn style(&mut self, at: usize) -> Option<Style> {
        let escapes = match self.behind(at) {
            Next::Other => return None,
            Next::Single => return Some(Style::Python),
            Next::Empty => return Some(Style::Plain),
            Next::Document(escapes) => escapes,
        };
        let quote = self.quote(at);
        let rest = self.text.get(quote..).unwrap_or_default();
        let style = match rest.as_bytes() {
            [b'&', ..] => Style::Html,
            [b'"', ..] if self.text.as_bytes().get(quote.wrapping_sub(1)) == Some(&b'\\') => {
                Style::Escaped(true)
            }
            [b'"', ..] | [] if escapes => Style::Escaped(false),
            [b'"', b'"', next, ..]
                if !matches!(next, b':' | b',' | b']' | b'}' | b'"') && !next.is_ascii_whitespace() =>
            {
                Style::Doubled
            }
            [b'"', ..] | [] => Style::Plain,
            _ => Style::Smart,
        };
        Some(if style == Style::Plain && self.is_behind_tag(at) { Style::Html } else { style })
    }

    /// What stands behind a bracket.
    fn behind(&self, at: usize) -> Next {
        let (mut brackets, mut escapes, mut tuple) = (1, false, false);
        let mut rest = self.text.get(at + 1..).unwrap_or_default();
        loop {
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\r');
            let Some(first) = trimmed.chars().next() else {
                return if tuple { Next::Single } else { Next::Document(escapes) };
            };
            rest = match first {
                '[' | '{' | '(' if brackets == MAX_BRACKETS => return Next::Document(escapes),
                '[' | '{' | '(' => {
                    brackets += 1;
                    tuple |= first == '(';
                    &trimmed[1..]
                }
                ']' | '}' => return Next::Empty,
                '"' | '“' | '”' | '„' => return Next::Document(escapes),
                '\'' => return Next::Single,
                '\n' | '\r' => match trimmed.trim_start().strip_prefix('\'') {
                    Some(_) => return Next::Single,
                    None => return Next::Document(escapes),
                },
                '\\' => {
                    let behind = trimmed.trim_start_matches('\\');
                    match behind.as_bytes().first() {
                        Some(b'n' | b'r' | b't') => {
                            escapes = true;
                            &behind[1..]
                        }
                        Some(b'"') => return Next::Document(escapes),
                        _ => return Next::Other,
                    }
                }
                '&' => match trimmed.strip_prefix("&nbsp;") {
                    Some(behind) => behind,
                    None if is_quote_entity(trimmed) => return Next::Document(escapes),
                    None => return Next::Other,
                },
                '<' => match trimmed.bytes().take(MAX_TAG).position(|byte| byte == b'>') {
                    Some(end) => &trimmed[end + 1..],
                    None => return Next::Other,
                },
                '+' | '|' | '↵' | '│' | '║' | '.' | '…' => {
                    let behind = trimmed.trim_start_matches(['+', '|', '↵', '│', '║', '.', '…']);
                    let behind = behind.trim_start_matches([' ', '\t']);
                    return if behind.is_empty() || behind.starts_with(['\n', '\r']) {
                        Next::Document(escapes)
                    } else {
                        Next::Other
                    };
                }
                _ => return Next::Other,
            };
        }
    }

    /// The first quote at or behind an offset, or the end. Remembered, since offsets ascend.
    fn quote(&mut self, from: usize) -> usize {
        if let Some((searched, found)) = self.quote
            && (searched..=found).contains(&from)
        {
            return found;
        }
        let rest = self.text.get(from..).unwrap_or_default();
        let mut quotes = rest.match_indices(['"', '“', '”', '„', '&']);
        let found = quotes.find(|&(at, quote)| quote != "&" || is_quote_entity(&rest[at..]));
        let found = found.map_or(self.text.len(), |(at, _)| from + at);
        self.quote = Some((from, found));
        found
    }

    /// Whether the last thing in front of a bracket is an HTML tag.
    fn is_behind_tag(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default().trim_end();
        let Some(tag) = before.strip_suffix('>') else { return false };
        let window = tag.len().saturating_sub(MAX_TAG);
        let window = tag.get(tag.ceil_char_boundary(window)..).unwrap_or_default();
        let open = window.rfind(['<', '>', '\n']).map(|at| &window[at..]);
        open.and_then(|open| open.strip_prefix('<'))
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
    }
}

fn is_quote_entity(text: &str) -> bool {
    ["&quot;", "&#34;", "&#x22;"].iter().any(|entity| text.starts_with(entity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(text: &str) -> Option<Style> {
        Openers::new(text).next(0).map(|(_, style)| style)
    }

    #[test]
    fn the_first_quote_tells_the_style() {
        assert_eq!(style("[\n  {\n    \"Plan\": {"), Some(Style::Plain));
        assert_eq!(style("\"[\n  {\n    \"\"Plan\"\": {"), Some(Style::Doubled));
        assert_eq!(style(r#""[\n  {\n    \"Plan\": {"#), Some(Style::Escaped(true)));
        assert_eq!(style(r#"'[\n  {\n    "Plan": {"#), Some(Style::Escaped(false)));
        assert_eq!(style("[<br />\n  {<br />\n    &quot;Plan&quot;: {"), Some(Style::Html));
        assert_eq!(style("<pre>[{\"Plan\": {"), Some(Style::Html));
        assert_eq!(style("[{“Plan”: {"), Some(Style::Smart));
        assert_eq!(style("[([{'Plan': {"), Some(Style::Python));
        assert_eq!(style("{\"\": 1}"), Some(Style::Plain));
        assert_eq!(style(" [      +\n"), Some(Style::Plain));
        assert_eq!(style("|[  ↵│\n"), Some(Style::Plain));
    }

    #[test]
    fn most_brackets_of_prose_begin_no_plan() {
        assert_eq!(style("-[ RECORD 1 ]---"), None);
        assert_eq!(style("[14003](2038152)postgres@db=# [x] a[1]"), None);
        assert_eq!(style("> [{\"Plan\""), Some(Style::Plain), "no tag");
    }

    #[test]
    fn a_remembered_quote_serves_only_where_it_was_looked_for() {
        let text = "\"a\" [ \n [\n“";
        let mut openers = Openers::new(text);
        assert_eq!(openers.next(0), Some((4, Style::Smart)));
        assert_eq!(openers.next(5), Some((8, Style::Smart)));
        assert_eq!(openers.quote(0), 0);
    }
}
