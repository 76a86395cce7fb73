//! Collects the lines of one plan in MySQL's TREE format.
//!
//! Each line starts with an arrow, four spaces further right than that of the operation it serves. A line without
//! one goes on with the line above: inside of a condition's string that has a line break, or where a line was
//! wrapped. Anything else ends the tree.

use super::arrow::{is_annotated, is_arrow, is_complete, is_root};
use super::collect::pasted_line;
use super::excerpt::{Builder, Excerpt, Line, line_start, lines};
use super::frame::{Frame, Lead};
use super::margin::is_footer;
use super::repair::Repair;
use super::shape::NOT_EXECUTABLE;
use super::surroundings::is_row_count;
use super::wrap::{Measured, Wrapping};

/// Lines narrower than this are wrapped by no terminal, in bytes.
const MIN_WRAPPED: usize = 60;

/// A tree that was collected.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) excerpt: Excerpt<'static>,
    /// Where it ends in the source.
    pub(super) end: usize,
    pub(super) repairs: Vec<Repair>,
    /// Whether its last line breaks off.
    pub(super) breaks_off: bool,
}

/// How a line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// It ends.
    Plain,
    /// Inside of a string that has a line break there.
    String,
    /// Where it was wrapped.
    Wrapped,
}

#[derive(Debug)]
struct Row {
    line: Line,
    start: usize,
    end: usize,
    broken: Break,
}

/// Collects the tree that starts at an arrow.
///
/// `pasted` is what was pasted: where lines were wrapped, only its own lines are as wide as the terminal was.
pub(super) fn collect(source: &Excerpt<'_>, pasted: &str, start: usize) -> Tree {
    let text = source.text();
    let from = line_start(text, start);
    let mut collector = Collector {
        text,
        frame: Frame::of(text, from, start),
        rows: Vec::new(),
        state: Balance::default(),
        known: start,
        wrapped: None,
        end: start,
        dangles: false,
    };
    let mut next = Line::at(text, from);
    while let Some(line) = next {
        next = collector.take(line, start).and_then(|at| Line::at(text, at));
    }
    collector.finish(source, pasted)
}

struct Collector<'t> {
    text: &'t str,
    frame: Frame<'t>,
    rows: Vec<Row>,
    /// What is open at the end of the last line.
    state: Balance,
    /// The line up to which it is known that what is open goes on.
    known: usize,
    /// How wide a line was that was wrapped for sure.
    wrapped: Option<usize>,
    end: usize,
    /// Whether an arrow without an operation stands at the end.
    dangles: bool,
}

impl Collector<'_> {
    /// Takes a line; where the next one is, if the tree may go on there.
    fn take(&mut self, line: Line, start: usize) -> Option<usize> {
        let (from, to, last) = self.frame.strip(self.text, line, start)?;
        let content = &self.text[from..to];
        let body = content.trim_start();
        if self.rows.is_empty() && body.starts_with(NOT_EXECUTABLE) {
            self.push(line, from, from + NOT_EXECUTABLE.len());
            return None;
        }
        if self.rows.is_empty() || is_arrow(body) {
            if !self.rows.is_empty() && body.len() == content.len() && is_root(body) {
                return None;
            }
            self.state = Balance::default();
            self.push(line, from, to);
        } else if body.is_empty() {
            if last {
                self.end = line.end;
                return None;
            }
            return self.behind_blank(line);
        } else if matches!(body, "-" | "->") && self.text[line.end..].trim().is_empty() {
            (self.dangles, self.end) = (true, line.end);
            return None;
        } else {
            let broken = self.goes_on(line, content)?;
            if let Some(before) = self.rows.last_mut() {
                before.broken = broken;
            }
            self.push(line, from, to);
        }
        (!last).then_some(line.next)
    }

    fn push(&mut self, line: Line, start: usize, end: usize) {
        self.state.read(&self.text[start..end]);
        self.end = line.end;
        self.rows.push(Row { line, start, end, broken: Break::Plain });
    }

    /// Where the tree goes on behind blank lines: at a line that stands further right, or of a subquery.
    fn behind_blank(&self, line: Line) -> Option<usize> {
        let next = lines(self.text, line.next).find(|line| !self.text[line.range()].trim().is_empty())?;
        let (from, to, _) = self.frame.strip(self.text, next, 0)?;
        let content = &self.text[from..to];
        let body = content.trim_start();
        (is_arrow(body) && !(body.len() == content.len() && is_root(body))).then_some(next.start)
    }

    /// How the last line goes on in one without an arrow; none where it does not.
    fn goes_on(&mut self, line: Line, content: &str) -> Option<Break> {
        let before = self.rows.last()?;
        let above = &self.text[before.start..before.end];
        let width = before.line.end - before.line.start;
        let notes = ["(cost=", "(actual time=", "(never executed)"];
        let begins = |note: &str| content.trim_start().starts_with(note) && !above.contains(note);
        if !self.state.is_open() && notes.iter().any(|note| begins(note)) {
            return Some(Break::Wrapped);
        }
        if is_complete(above) || is_foreign(content) {
            return None;
        }
        if self.state.is_open() {
            if line.start > self.known {
                self.known = self.closing(line)?;
            }
            let wrapped = !self.state.in_string() || self.wrapped == Some(width);
            if wrapped {
                self.wrapped = self.wrapped.or(Some(width));
            }
            return Some(if wrapped { Break::Wrapped } else { Break::String });
        }
        let wide = width >= MIN_WRAPPED && !notes.iter().any(|note| above.contains(note));
        (wide && is_annotated(content) && content.trim_end().ends_with(')')).then_some(Break::Wrapped)
    }

    /// The line in which all is closed that is open before a line.
    fn closing(&self, line: Line) -> Option<usize> {
        let mut state = self.state;
        for line in lines(self.text, line.start) {
            let (from, to, _) = self.frame.strip(self.text, line, 0)?;
            let content = &self.text[from..to];
            if content.trim().is_empty() || is_arrow(content.trim_start()) || is_foreign(content) {
                return None;
            }
            state.read(content);
            if !state.is_open() {
                return Some(line.start);
            }
        }
        None
    }

    fn finish(self, source: &Excerpt<'_>, pasted: &str) -> Tree {
        let measure =
            |row: &Row| Measured::new(pasted_line(source, pasted, row.line), row.broken == Break::Wrapped);
        let wrapping = self.rows.iter().any(|row| row.broken == Break::Wrapped).then(|| {
            let last = self.rows.len() - 1;
            Wrapping::of(&self.rows[..last].iter().map(measure).collect::<Vec<_>>(), true)
        });
        let mut builder = Builder::new(source);
        let (mut odd, mut joined) = (0, 0);
        for (index, row) in self.rows.iter().enumerate() {
            let content = &self.text[row.start..row.end];
            let end = match row.broken {
                Break::Wrapped => row.start + content.trim_end().len(),
                Break::Plain | Break::String => row.end,
            };
            let next = self.rows.get(index + 1);
            let starts_line = index == 0 || self.rows[index - 1].broken == Break::Plain;
            odd += copy(&mut builder, self.text, row.start, end, starts_line);
            match (row.broken, next, wrapping) {
                (_, None, _) => {}
                (Break::Wrapped, Some(next), Some(wrapping)) => {
                    let next_is_space = self.text[next.start..].starts_with(' ');
                    let (trim, spaces) = wrapping.spaces(measure(row), next_is_space);
                    if !trim {
                        builder.copy(end..row.end);
                    }
                    builder.write(row.end, &" ".repeat(spaces));
                    joined += 1;
                }
                _ if &self.text[row.line.end..row.line.next] == "\n" => {
                    builder.copy(row.line.end..row.line.next);
                }
                _ => builder.write(row.line.end, "\n"),
            }
        }
        let mut repairs = Vec::new();
        match self.frame.lead {
            _ if self.frame.border.is_some() => repairs.push(Repair::MySqlFrame),
            Lead::Marks(_) => repairs.push(Repair::LinePrefix { lines: self.rows.len() }),
            Lead::Indent(_) | Lead::First => {}
        }
        Repair::WrappedLines { lines: joined }.add_to(&mut repairs);
        Repair::UnusualSpaces { characters: odd }.add_to(&mut repairs);
        let excerpt = builder.finish();
        let breaks_off = self.dangles || breaks_off(excerpt.text());
        Tree { excerpt, end: self.end, repairs, breaks_off }
    }
}

/// What is open in a line: a string, parentheses.
#[derive(Clone, Copy, Debug, Default)]
struct Balance {
    quote: Option<u8>,
    escaped: bool,
    depth: usize,
}

impl Balance {
    fn read(&mut self, part: &str) {
        for byte in part.bytes() {
            match self.quote {
                Some(_) if self.escaped => self.escaped = false,
                Some(b'\'' | b'"') if byte == b'\\' => self.escaped = true,
                Some(quote) => self.quote = (byte != quote).then_some(quote),
                None => match byte {
                    b'\'' | b'"' | b'`' => self.quote = Some(byte),
                    b'(' => self.depth += 1,
                    b')' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                },
            }
        }
        self.escaped = false;
    }

    fn is_open(self) -> bool {
        self.quote.is_some() || self.depth > 0
    }

    fn in_string(self) -> bool {
        self.quote.is_some()
    }
}

/// Whether a line is a client's, and not a server's.
fn is_foreign(line: &str) -> bool {
    let line = line.trim();
    let is_prompt =
        ["mysql>", "MariaDB [", "Query OK", "Empty set"].iter().any(|word| line.starts_with(word));
    let rule = line.starts_with("***") || line.starts_with("+--");
    is_footer(line) || is_prompt || is_row_count(line) || rule
}

/// Whether the last line of a tree breaks off inside of what an operation costs, or took.
fn breaks_off(tree: &str) -> bool {
    let line = &tree[line_start(tree, tree.len())..];
    let last = ["(cost=", "(actual time=", "(never ex"].iter().filter_map(|note| line.rfind(note)).max();
    last.is_some_and(|at| !line[at..].contains(')'))
}

/// Copies a line, tabs in front of it as four spaces, and all white space that is not plain as plain one if there is
/// some in front of it or behind its arrow; how many characters were replaced.
fn copy(builder: &mut Builder<'_>, text: &str, from: usize, to: usize, starts_line: bool) -> usize {
    let content = &text[from..to];
    let body = content.trim_start();
    let lead = &content[..content.len() - body.len()];
    let odd = starts_line && (lead.contains(|c| c != ' ') || body.starts_with("->\u{a0}"));
    if !odd {
        builder.copy(from..to);
        return 0;
    }
    let mut replaced = 0;
    for (at, character) in content.char_indices() {
        let at = from + at;
        match character {
            '\t' => builder.write(at, "    "),
            c if c.is_whitespace() => builder.write(at, " "),
            c => builder.copy(at..at + c.len_utf8()),
        }
        replaced += usize::from(character.is_whitespace() && character != ' ');
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree at the first arrow, what stands behind it, and what was done; made by hand after MySQL 9.
    fn collected(text: &str) -> (String, &str, Vec<&'static str>) {
        let tree = collect(&Excerpt::whole(text), text, text.find("->").unwrap());
        assert!(!tree.breaks_off, "{text}");
        let codes = tree.repairs.iter().map(Repair::code).collect();
        (tree.excerpt.text().to_owned(), &text[tree.end..], codes)
    }

    const TREE: &str = "-> Sort: t.a  (cost=0.35 rows=1)\n    -> Table scan on t  (cost=0.35 rows=1)";

    #[test]
    fn a_tree_stays_as_it_is() {
        for behind in [
            "",
            "\n",
            "\n1 row in set (0.00 sec)\n",
            "\n```\n",
            "\n\nIt's slow (why?)",
            "\n-> Limit: 1 row(s)",
        ] {
            let rest = behind.trim_end_matches(|_| behind == "\n");
            assert_eq!(
                collected(&format!("{TREE}{behind}")),
                (TREE.to_owned(), if rest.is_empty() { behind } else { rest }, vec![])
            );
        }
        let subquery =
            format!("{TREE}\n-> Select #2 (subquery in projection; run only once)\n    -> Table scan on u");
        assert_eq!(collected(&subquery), (subquery.clone(), "", vec![]));
    }

    #[test]
    fn frames_of_the_mysql_client() {
        let table = format!("| {TREE}\n   |\n+---+");
        assert_eq!(collected(&table), (TREE.to_owned(), "\n+---+", vec!["mysql-frame"]));
        assert_eq!(collected(&table.replace("\n   |", " |")).0, TREE);
        let framed = TREE.lines().flat_map(|line| ["| ", line, "  |\n"]).collect::<String>();
        assert_eq!(collected(&framed), (TREE.to_owned(), "\n", vec!["mysql-frame"]));
        assert_eq!(collected(&format!("EXPLAIN: {TREE}\n\n")).0, TREE);
        assert_eq!(collected(&format!("'{TREE}\n'\nx")), (TREE.to_owned(), "\nx", vec![]));
        assert_eq!(collected(&format!("('{TREE}',)")).0, TREE);
        assert_eq!(collected(&format!("<td>{TREE}</td></tr>")).0, TREE);
    }

    #[test]
    fn marks_and_blanks_in_front_of_lines() {
        let each = |before: &str| TREE.lines().flat_map(|line| [before, line, "\r\n"]).collect::<String>();
        assert_eq!(collected(&each("> ")), (TREE.to_owned(), "\r\n", vec!["line-prefix"]));
        assert_eq!(collected(&each("    ")).0, TREE);
        assert_eq!(collected(&TREE.replace("    ->", "\t->")), (TREE.to_owned(), "", vec!["unusual-spaces"]));
        let web = TREE.replace("  ", " \u{a0}").replace("-> ", "->\u{a0}");
        assert_eq!(collected(&web), (TREE.to_owned(), "", vec!["unusual-spaces"]));
        assert_eq!(collected(&TREE.replace('\n', "\n\n")).0, TREE, "double spaced");
    }

    #[test]
    fn a_string_goes_on_in_the_next_line() {
        let text = "-> Filter: (t.a = 'x\n(y')  (cost=0.35 rows=1)\n    -> Table scan on t";
        assert_eq!(collected(text), (text.to_owned(), "", vec![]));
        let text = "-> Filter: (t.a = 'x')  (cost=1 rows=1)\nit's (not\n    -> Table scan on t";
        assert_eq!(collected(text).1, "\nit's (not\n    -> Table scan on t", "nothing is open");
        let text = "-> Filter: (t.a = 'it's')\nso\n    -> Table scan on t";
        assert_eq!(collected(text).0, "-> Filter: (t.a = 'it's')", "nothing closes it");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let line = "    -> Index lookup on orders using orders_user_id (user_id = u.id)  (cost=0.352 rows=12) (actual time=0.1..0.2 rows=1 loops=1)";
        let tree = format!("{}\n{line}", TREE.lines().next().unwrap());
        // One column less than a terminal has is a line that lost the space at its end.
        for width in (60..line.len()).filter(|width| !matches!(width, 79 | 99 | 119)) {
            let (left, right) = line.split_at(width);
            let wrapped = format!("{}\n{left}\n{right}", TREE.lines().next().unwrap());
            assert_eq!(collected(&wrapped), (tree.clone(), "", vec!["wrapped-lines"]), "{width}");
        }
    }

    #[test]
    fn what_breaks_off_is_seen() {
        for text in
            ["-> Sort: a  (cost=1 rows=", "-> Sort: a  (cost=1 rows=1) (actual time=0", "-> Sort: a\n    ->"]
        {
            assert!(collect(&Excerpt::whole(text), text, 0).breaks_off, "{text}");
        }
    }
}
