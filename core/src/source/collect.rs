//! Collects the lines of one document: margins off, wrapped lines joined, odd white space made plain.
//!
//! Whether what it collects is JSON is for the strict reader to say. Strings keep what they say: a line break
//! inside of one is undone, since no JSON string holds one, and nothing else in it is touched.

use std::collections::HashSet;
use std::ops::Range;

use super::excerpt::{Builder, Excerpt, Line, line_start, lines};
use super::lexer::{Lexer, Syntax};
use super::margin::{Margin, is_footer};
use super::repair::Repair;
use super::wrap::{self, Measured, Wrapping};

/// The most lines in a row that wrapping leaves without a mark in front.
const MAX_UNMARKED: usize = 8;

/// What was collected.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) excerpt: Excerpt<'static>,
    /// Where it ends in the source.
    pub(super) end: usize,
    pub(super) repairs: Vec<Repair>,
}

/// How a line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// Between tokens.
    Plain,
    /// Inside a string.
    String,
    /// Inside a number or word, or by psql's own wrapping: nothing is missing.
    Exact,
}

/// A line of the document.
#[derive(Debug)]
struct Row {
    line: Line,
    content: Range<usize>,
    broken: Break,
    /// Where the string starts that is open at its end, if it starts here.
    opened: Option<usize>,
    /// Where the string ends that was open at its start.
    closed: Option<usize>,
}

/// Collects the document that starts at an opening bracket.
///
/// `pasted` is what was pasted: where lines were wrapped, only its own lines are as wide as the terminal was.
pub(super) fn collect(
    source: &Excerpt<'_>,
    pasted: &str,
    start: usize,
    margin: Option<Margin<'_>>,
    syntax: Syntax,
) -> Collected {
    let text = source.text();
    let lexer = Lexer::new(syntax);
    let mut collector =
        Collector { text, margin, lexer, rows: Vec::new(), stripped: 0, marks: false, end: start };
    for line in lines(text, line_start(text, start)) {
        if !collector.take(line, start) {
            break;
        }
    }
    collector.finish(source, pasted)
}

struct Collector<'s> {
    text: &'s str,
    margin: Option<Margin<'s>>,
    lexer: Lexer,
    rows: Vec<Row>,
    /// The lines that marks were taken off in front.
    stripped: usize,
    /// Whether psql's frame was taken off.
    marks: bool,
    end: usize,
}

impl<'s> Collector<'s> {
    fn part(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Takes a line; whether the document goes on behind it.
    fn take(&mut self, line: Line, start: usize) -> bool {
        let Some(mut content) = self.inner(line, start.max(line.start)) else { return false };
        let (unmarked, broken) = self.unmarked(&content, line);
        if !self.rows.is_empty() {
            if is_footer(self.part(&content)) {
                return false;
            }
            if self.part(&(content.start..unmarked)).trim().is_empty() {
                self.end = line.end;
                return true;
            }
            self.join(&mut content);
        }
        self.lexer.begin();
        let mut closed = self.lexer.read(self.text, content.start..unmarked);
        if closed.is_none() && unmarked < content.end {
            // Outside of strings no line of JSON ends so; inside, only psql's own lines do.
            if !self.lexer.inside() || self.margin.is_some_and(Margin::is_marked) {
                content.end = unmarked;
                self.marks = true;
            } else {
                closed = self.lexer.read(self.text, unmarked..content.end);
            }
        }
        if !self.lexer.inside() && broken == Break::Plain {
            content.end = content.start + self.part(&content).trim_end().len();
        }
        content.end = closed.unwrap_or(content.end);
        self.end = closed.unwrap_or(line.end);
        let (opened, closed_at) = (self.lexer.opened(), self.lexer.closed());
        self.rows.push(Row { line, content, broken, opened, closed: closed_at });
        closed.is_none() && !self.lexer.hopeless
    }

    /// A line without its margins; none where it does not belong to the document.
    fn inner(&mut self, line: Line, start: usize) -> Option<Range<usize>> {
        let raw = self.part(&line.range());
        let Some(margin) = self.margin else { return Some(start..line.end) };
        let Some(kept) = margin.strip(raw) else {
            // Where a marked line was wrapped, the rest of it has no mark; the next one has.
            let mut next = lines(self.text, line.next).take(MAX_UNMARKED);
            let mut goes_on = || next.any(|next| margin.strip(self.part(&next.range())).is_some());
            let wrapped = self.lexer.inside() || margin.has_prefix() && goes_on();
            return wrapped.then(|| line.range());
        };
        self.stripped += usize::from(kept.changed);
        self.marks |= kept.below_header;
        let before = self.rows.last().filter(|row| row.broken == Break::Exact);
        let wrapped = before.and_then(|_| margin.wrapped(raw)).unwrap_or(kept.start);
        let first = if self.rows.is_empty() { start } else { line.start + wrapped };
        Some(first..(line.start + kept.end).max(first))
    }

    /// Notes how the line before goes on in this one.
    fn join(&mut self, content: &mut Range<usize>) {
        let kept = self.part(content);
        let rest = kept.trim_start();
        let next = rest.as_bytes().first().copied().unwrap_or_default();
        let behind = content.end - rest.len();
        let inside = self.lexer.inside();
        let token = !inside && is_token(self.lexer.last()) && next != b'+' && is_token(next);
        let Some(before) = self.rows.last_mut().filter(|row| row.broken == Break::Plain) else { return };
        if inside {
            before.broken = Break::String;
        } else if token {
            before.broken = Break::Exact;
            content.start = behind;
        }
    }

    /// Where a line ends without psql's mark, and whether psql wrapped it there.
    fn unmarked(&self, content: &Range<usize>, line: Line) -> (usize, Break) {
        let kept = self.part(content);
        if let Some(margin) = self.margin
            && let Some(next) = Line::at(self.text, line.next)
            && let Some(end) = margin.wraps(kept, self.part(&next.range()))
        {
            return (content.start + end, Break::Exact);
        }
        (content.start + Margin::unmark(kept).unwrap_or(kept.len()), Break::Plain)
    }

    fn finish(self, source: &Excerpt<'_>, pasted: &str) -> Collected {
        let mut repairs = Vec::new();
        if self.marks || self.margin.is_some_and(Margin::is_frame) {
            repairs.push(Repair::PsqlFrame);
        } else {
            Repair::LinePrefix { lines: self.stripped }.add_to(&mut repairs);
        }
        let joined = self.rows.windows(2).filter(|pair| pair[0].broken != Break::Plain).count();
        if !self.margin.is_some_and(Margin::is_frame) || self.has_broken_string() {
            Repair::WrappedLines { lines: joined }.add_to(&mut repairs);
        }
        let (excerpt, characters) = self.assemble(source, pasted);
        Repair::UnusualSpaces { characters }.add_to(&mut repairs);
        Collected { excerpt, end: self.end, repairs }
    }

    fn has_broken_string(&self) -> bool {
        self.rows.iter().any(|row| row.broken == Break::String)
    }

    /// Puts the lines together; also how many odd spaces became plain ones.
    fn assemble(&self, source: &Excerpt<'_>, pasted: &str) -> (Excerpt<'static>, usize) {
        let wrapping = self.has_broken_string().then(|| {
            let measure =
                |row: &Row| Measured::new(pasted_line(source, pasted, row.line), row.broken != Break::Plain);
            let last = self.rows.len() - 1;
            Wrapping::of(&self.rows[..last].iter().map(measure).collect::<Vec<_>>(), true)
        });
        let words = self.lexer.words.iter().filter(|_| wrapping.is_some());
        let vocabulary: HashSet<&str> = words.map(|word| self.part(word)).collect();
        // Inside of strings an odd space is a character like others, unless every space became odd.
        let mut odd = self.lexer.odd.iter().filter(|odd| !odd.inside || !self.lexer.plain_space).peekable();
        let mut builder = Builder::new(source);
        let mut replaced = 0;
        let mut skip = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let (mut at, mut end) = (row.content.start + std::mem::take(&mut skip), row.content.end);
            let mut spaces = 0;
            if row.broken == Break::String
                && let Some(wrapping) = wrapping
                && let Some(next) = self.rows.get(index + 1)
            {
                let joint =
                    self.joint(row, next, wrapping, pasted_line(source, pasted, row.line), &vocabulary);
                (end, spaces, skip) = (end - joint.trim, joint.spaces, joint.skip);
            }
            while let Some(space) = odd.next_if(|odd| odd.at < end) {
                if space.at >= at {
                    builder.copy(at..space.at);
                    builder.write(space.at, " ");
                    replaced += 1;
                    at = space.at + space.len;
                }
            }
            builder.copy(at..end);
            if row.broken == Break::Plain && index + 1 < self.rows.len() {
                builder.copy(row.line.end..row.line.next);
            }
            builder.write(end, &" ".repeat(spaces));
        }
        (builder.finish(), replaced)
    }

    /// What stood where a line was broken inside a string.
    fn joint(
        &self,
        row: &Row,
        next: &Row,
        wrapping: Wrapping,
        pasted: &str,
        vocabulary: &HashSet<&str>,
    ) -> Joint {
        let (left, right) = (self.part(&row.content), self.part(&next.content));
        let short = row.opened.zip(next.closed).map(|(from, to)| {
            (
                self.part(&(from..row.content.end)).trim_end(),
                self.part(&(next.content.start..to)).trim_start(),
                to,
            )
        });
        let told = short.and_then(|(left, right, to)| {
            let is_key = self.text.get(to + 1..).is_some_and(|behind| behind.trim_start().starts_with(':'));
            let title = || is_key.then(|| wrapping.title_case(left, right)).flatten();
            wrap::known(vocabulary, left, right).or_else(title)
        });
        let trim = left.len() - left.trim_end().len();
        if let Some(spaces) = told {
            return Joint { trim, spaces, skip: right.len() - right.trim_start().len() };
        }
        let (trimmed, spaces) = wrapping.spaces(Measured::new(pasted, true), right.starts_with(' '));
        Joint { trim: if trimmed { trim } else { 0 }, spaces, skip: 0 }
    }
}

/// How two parts of a string are joined.
struct Joint {
    /// The bytes that go at the end of the first part.
    trim: usize,
    /// The spaces that are put between.
    spaces: usize,
    /// The bytes that go at the start of the second part.
    skip: usize,
}

/// Whether a number or word may go on with a byte.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-')
}

/// A line as it was pasted, with all that stood on it; the line itself where its end was no line's end there.
pub(super) fn pasted_line<'p>(source: &'p Excerpt<'_>, pasted: &'p str, line: Line) -> &'p str {
    let end = source.to_input(line.end);
    let ends = matches!(pasted.as_bytes().get(end), Some(b'\n' | b'\r'));
    let part = if ends { pasted.get(line_start(pasted, end)..end) } else { source.text().get(line.range()) };
    part.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(text: &str) -> (String, Vec<&'static str>) {
        let start = text.find('[').unwrap();
        let first = lines(text, line_start(text, start)).next().unwrap();
        let margin = Margin::of(&text[first.range()], start - first.start);
        let collected = collect(&Excerpt::whole(text), text, start, margin, Syntax::Json);
        (collected.excerpt.text().to_owned(), collected.repairs.iter().map(Repair::code).collect())
    }

    #[test]
    fn lines_broken_in_strings_numbers_and_words_are_joined() {
        let text = "[{\"Actual R\n\nows\":   1\n2.5,\"a\": tr\nue}]";
        assert_eq!(
            collected(text),
            ("[{\"Actual Rows\":   12.5,\"a\": true}]".to_owned(), vec!["wrapped-lines"])
        );
        assert_eq!(collected("[\"Seq\nScan\", \"Seq Scan\"]").0, "[\"Seq Scan\", \"Seq Scan\"]");
        assert_eq!(collected("[{\"Node \nType\": 1,\n2: \"x \ny\"}]").0, "[{\"Node Type\": 1,\n2: \"x y\"}]");
    }

    #[test]
    fn a_frame_is_taken_off() {
        let text = "+---+\n| [     +|\n|  \"a +|\n|  b\"  +|\n| ]      |\n+----+\n(1 row)";
        assert_eq!(collected(text), ("[\n \"a  b\"\n]".to_owned(), vec!["psql-frame", "wrapped-lines"]));
    }

    #[test]
    fn what_psql_wraps_is_joined_as_it_was() {
        // By hand after psql 15's format `wrapped`.
        let text = " [       +\n   \"abc d.\n.ef \",    +\n   12.\n.3       +\n ]\n";
        assert_eq!(collected(text), ("[\n  \"abc def \",\n  123\n]".to_owned(), vec!["psql-frame"]));
    }

    #[test]
    fn quoting_marks_go_where_they_are() {
        let text = "> [\n>   \"a\nb\",\n> 1]\nover";
        assert_eq!(collected(text), ("[\n  \"ab\",\n1]".to_owned(), vec!["line-prefix", "wrapped-lines"]));
    }

    #[test]
    fn odd_spaces_become_plain_outside_of_strings() {
        let text = "[\u{a0}\"a\u{a0}b c\"]";
        assert_eq!(collected(text), ("[ \"a\u{a0}b c\"]".to_owned(), vec!["unusual-spaces"]));
        assert_eq!(collected("[\u{a0}\"a\u{a0}b\"]").0, "[ \"a b\"]");
    }

    #[test]
    fn what_follows_a_broken_document_is_left() {
        assert_eq!(collected("[{\"a\": 1,\n```\nprose").0, "[{\"a\": 1,");
        assert_eq!(collected("\t[{\"a\": 1,\n2026 LOG: x").0, "[{\"a\": 1,");
    }
}
