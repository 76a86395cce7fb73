//! Strings that a server copied into its JSON without escaping them: MariaDB's conditions and names.
//!
//! `"attached_condition": "t.a = 'x"y\%'"` is no JSON. MariaDB prints one member a line (`Json_writer` in
//! `my_json_writer.cc`), so the string ends at the quote that ends its line, but for a comma; what stands between
//! is what it says. Only what a user may have written is read so: no number that the server measured has a quote.

use std::ops::Range;

use super::excerpt::{Builder, Excerpt, Line, line_start, lines};
use super::margin::Margin;
use super::walk::Fault;
use crate::json::{ErrorKind, Reader};

/// Lines narrower than this are wrapped by no terminal, in bytes.
const MIN_WRAPPED: usize = 40;

/// A document whose strings were escaped.
#[derive(Debug)]
pub(super) struct Escaped {
    pub(super) excerpt: Excerpt<'static>,
    /// Where it ends in the source.
    pub(super) end: usize,
    /// How many strings were escaped.
    pub(super) strings: usize,
}

/// Whether a fault shows an unescaped string: inside its line. Where a line breaks inside of a string, it was
/// rather wrapped there, if it is about as wide as the widest.
pub(super) fn shows(document: &str, fault: Fault) -> bool {
    let (read, rest) = document.split_at_checked(fault.error.at).unwrap_or((document, ""));
    let before = &read[line_start(document, read.len())..];
    match fault.error.kind {
        ErrorKind::Expected(_) => !before.trim().is_empty(),
        ErrorKind::ControlCharacter if rest.starts_with(['\n', '\r']) => {
            let widest = lines(document, 0).map(|line| line.end - line.start).max().unwrap_or_default();
            before.len() < MIN_WRAPPED || before.len() * 5 < widest * 4
        }
        ErrorKind::Escape | ErrorKind::ControlCharacter => true,
        _ => false,
    }
}

/// The document that starts at a bracket, its strings escaped; where there is none to escape, how far that was read.
pub(super) fn escape(
    source: &Excerpt<'_>,
    start: usize,
    margin: Option<Margin<'_>>,
) -> Result<Escaped, usize> {
    let (bare, end) = bare(source, start, margin);
    let text = bare.text();
    let mut strings = strings(text);
    if strings.iter().all(|string| string.valid) {
        return Err(end);
    }
    let part = |string: &Text| text.get(string.range.clone()).unwrap_or_default();
    // Who escapes no quotes escapes no backslashes either.
    let escapes = strings.iter().any(|string| string.valid && part(string).contains("\\\""));
    strings.retain(|string| !string.valid || !escapes && part(string).contains('\\'));
    let mut builder = Builder::new(&bare);
    let mut at = 0;
    for Text { range, .. } in &strings {
        builder.copy(at..range.start);
        write(&mut builder, text, range.clone());
        at = range.end;
    }
    builder.copy(at..text.len());
    Ok(Escaped { excerpt: builder.finish(), end, strings: strings.len() })
}

/// The lines of a document without their margins, up to the one that closes it, and where that ends.
fn bare(source: &Excerpt<'_>, start: usize, margin: Option<Margin<'_>>) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let from = line_start(text, start);
    let blanks = |line: &str| line.len() - line.trim_start().len();
    let indent = if margin.is_some() { 0 } else { blanks(&text[from..start]) };
    let mut builder = Builder::new(source);
    let mut end = start;
    for line in lines(text, from) {
        let mut content = line.range();
        if line.start == from {
            content.start = start;
        } else if let Some(margin) = margin {
            let Some(kept) = margin.strip(&text[line.range()]) else { break };
            content = line.start + kept.start..line.start + kept.end;
        }
        let bare = &text[content.clone()];
        let closes =
            line.start != from && bare.trim_start().starts_with(['}', ']']) && blanks(bare) <= indent;
        builder.copy(content);
        builder.copy(line.end..line.next);
        end = line.end;
        if closes {
            break;
        }
    }
    (builder.finish(), end)
}

/// A string that has its line to itself, or shares it with others of its array.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Text {
    /// Where it stands, without its quotes.
    range: Range<usize>,
    /// Whether it is a string of JSON as it is.
    valid: bool,
}

/// The strings of a document that have lines to themselves, in order.
fn strings(text: &str) -> Vec<Text> {
    let rows: Vec<Line> = lines(text, 0).collect();
    let part = |index: usize| rows.get(index).map(|row: &Line| &text[row.range()]);
    let mut strings = Vec::new();
    let (mut index, mut in_array) = (0, false);
    // Once a string without an end was met, no other is looked for: each would be looked for to the end.
    let mut ends = true;
    while let (Some(row), Some(line)) = (rows.get(index), part(index)) {
        index += 1;
        let begins = opening(line);
        let at = match begins {
            Some(Opening::Member(at)) => Some(at),
            Some(Opening::List(at)) => {
                elements(text, row.start + at..row.end, &mut strings);
                None
            }
            Some(Opening::Element(at)) if in_array => Some(at),
            _ => None,
        };
        in_array = line.trim_end().ends_with('[') || in_array && matches!(begins, Some(Opening::Element(_)));
        let Some(at) = at.filter(|_| may_be_user_text(line)) else { continue };
        let start = row.start + at;
        if let Some(end) = closing(&line[at..], part(index)) {
            strings.push(text_at(text, start..start + end));
        } else if !reads_as_string(&line[at - 1..]) && ends {
            // It has line breaks of its own; no line in it starts as another member does.
            let goes_on = |index: &usize| {
                part(*index).is_some_and(|line| !matches!(opening(line), Some(Opening::Member(_))))
            };
            let mut rest = (index..).take_while(goes_on);
            match rest.find_map(|last| closing(part(last)?, part(last + 1)).map(|end| (last, end))) {
                None => ends = false,
                Some((last, end)) => {
                    strings.push(text_at(text, start..rows[last].start + end));
                    index = last + 1;
                }
            }
        }
    }
    strings
}

/// What a line starts with, and where its first string's text does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// A key and a string.
    Member(usize),
    /// A key and an array of strings.
    List(usize),
    /// A string without a key.
    Element(usize),
}

fn opening(line: &str) -> Option<Opening> {
    let rest = line.trim_start().strip_prefix('"')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let behind = rest.trim_start_matches(is_name);
    let value = behind.strip_prefix("\":").filter(|_| behind.len() < rest.len()).map(str::trim_start);
    let at = |rest: &str| line.len() - rest.len();
    match value {
        None => Some(Opening::Element(at(rest))),
        Some(value) => {
            let list = value.strip_prefix("[\"").map(|first| Opening::List(at(first)));
            value.strip_prefix('"').map(|string| Opening::Member(at(string))).or(list)
        }
    }
}

/// Whether a user may have written what a line says: not what the server counted and measured itself.
fn may_be_user_text(line: &str) -> bool {
    !line.trim_start().starts_with("\"r_")
}

/// How long the string is that a line goes on with: up to the quote that ends the line, but for a comma, if the next
/// line goes on as it must.
fn closing(rest: &str, next: Option<&str>) -> Option<usize> {
    let trimmed = rest.trim_end();
    let bare = trimmed.strip_suffix(',');
    let length = bare.unwrap_or(trimmed).strip_suffix('"')?.len();
    let marks = if bare.is_some() { ['"', '{'] } else { ['}', ']'] };
    next.is_none_or(|next| next.trim_start().starts_with(marks)).then_some(length)
}

/// Whether a text starts with a string of JSON.
fn reads_as_string(text: &str) -> bool {
    Reader::new(text, 1).string().is_ok()
}

/// The string at a range, which a quote precedes and one follows.
fn text_at(text: &str, range: Range<usize>) -> Text {
    let quoted = text.get(range.start - 1..range.end + 1).unwrap_or_default();
    let valid = Reader::new(quoted, 1).string().is_ok_and(|string| string.end + 1 == quoted.len());
    Text { range, valid }
}

/// The strings of an array in one line, from the first one's start on.
fn elements(text: &str, range: Range<usize>, strings: &mut Vec<Text>) {
    let rest = text[range.clone()].trim_end();
    let Some(inner) = rest.trim_end_matches(',').strip_suffix("\"]") else { return };
    let mut start = range.start;
    for element in inner.split("\", \"") {
        let end = start + element.len();
        strings.push(text_at(text, start..end));
        start = end + "\", \"".len();
    }
}

/// Writes a part of the text as JSON has it inside of a string.
fn write(builder: &mut Builder<'_>, text: &str, range: Range<usize>) {
    let mut at = range.start;
    for (found, character) in text[range.clone()].char_indices() {
        let found = range.start + found;
        let escape = match character {
            // Itself, behind a backslash.
            '"' | '\\' => "\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c < ' ' => format!("\\u{:04x}", u32::from(c)),
            _ => continue,
        };
        builder.copy(at..found);
        builder.write(found, &escape);
        at = found + usize::from(character < ' ');
    }
    builder.copy(at..range.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> Option<(String, usize)> {
        let found = escape(&Excerpt::whole(text), text.find('{').unwrap(), None).ok()?;
        Some((found.excerpt.text().to_owned(), found.strings))
    }

    /// By hand after MariaDB's way to print.
    fn block(line: &str) -> String {
        format!("{{\n  \"query_block\": {{\n    {line}\n  }}\n}}\n")
    }

    #[test]
    fn a_string_ends_with_its_line() {
        for (line, json) in [
            (r#""a": "x = 'y"z\\'""#, r#""a": "x = 'y\"z\\\\'""#),
            (r#""a": "\'""#, r#""a": "\\'""#),
            ("\"a\": \"x\ty\"", "\"a\": \"x\\ty\""),
            (r#""keys": ["a"b", "c"]"#, r#""keys": ["a\"b", "c"]"#),
            ("\"keys\": [\n\"a\"b\",\n\"c\"\n ]", "\"keys\": [\n\"a\\\"b\",\n\"c\"\n ]"),
        ] {
            assert_eq!(escaped(&block(line)), Some((block(json), 1)));
            let more = |line: &str| block(&format!("{line},\n    \"b\": 1"));
            assert_eq!(escaped(&more(line)), Some((more(json), 1)));
        }
        assert_eq!(escaped(&block(r#""a": "x\"y\n""#)), None);
        assert_eq!(escaped(&block("\"a\": \"x\"\n    \"b\": 1")), None, "no comma");
    }

    #[test]
    fn who_escapes_no_quotes_escapes_no_backslashes() {
        let text = block("\"a\": \"x\"y\",\n    \"b\": \"\\n\"");
        assert_eq!(escaped(&text), Some((block("\"a\": \"x\\\"y\",\n    \"b\": \"\\\\n\""), 2)));
        let text = block("\"a\": \"x\"y\",\n    \"b\": \"\\n\\\"\"");
        assert_eq!(escaped(&text), Some((block("\"a\": \"x\\\"y\",\n    \"b\": \"\\n\\\"\""), 1)));
    }

    #[test]
    fn a_string_may_have_line_breaks_of_its_own() {
        let text = block("\"a\": \"x = 'y\nz\",\n'\",\n    \"b\": 1");
        assert_eq!(escaped(&text), Some((block("\"a\": \"x = 'y\\nz\\\",\\n'\",\n    \"b\": 1"), 1)));
        assert_eq!(escaped(&block("\"a\": \"x\n    \"b\": \"y\"")), None, "another member");
    }

    #[test]
    fn what_the_server_measured_is_no_users_text() {
        assert_eq!(escaped(&block(r#""r_buffer_size": "1"Kb""#)), None);
    }

    #[test]
    fn marks_in_front_of_lines_go() {
        let text = "> {\n>   \"a\": \"x\"y\"\n> }\n> {";
        let margin = Margin::of("> {", 2);
        let found = escape(&Excerpt::whole(text), 2, margin).unwrap();
        assert_eq!(found.excerpt.text(), "{\n  \"a\": \"x\\\"y\"\n}\n");
        assert_eq!(&text[found.end..], "\n> {");
    }
}
