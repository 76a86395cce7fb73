//! Where a plan in MySQL's TREE format may begin, how its lines are written there, and whether it is one.
//!
//! A line of it starts with an arrow, one space and a capital: `-> Table scan on t`. So do lines of statements
//! behind the mysql client's prompt, types of functions, and PostgreSQL's TEXT format once a chat has collapsed its
//! spaces; but they name none of MySQL's operations, and no costs, or PostgreSQL's.

use std::ops::Range;

use super::excerpt::{Line, lines};
use super::shape::NOT_EXECUTABLE;

/// The longest mark in front of a first line, in bytes.
const MAX_PREFIX: usize = 200;

/// What an arrow may be followed by, as it is or as a web page has it.
const SPACES: [&str; 3] = [" ", "\u{a0}", "&nbsp;"];

/// How operations begin that nothing else does (`explain_access_path.cc` of MySQL 9.7).
const OPERATIONS: [&str; 57] = [
    NOT_EXECUTABLE,
    "Aggregate using temporary table",
    "Aggregate: ",
    "Alternative plans for IN",
    "Append (",
    "Batched key access",
    "Constant row from ",
    "Count rows in ",
    "Covering index ",
    "Deduplicate rows sorted by row ID",
    "Except all materialize",
    "Except materialize",
    "Fill information schema table ",
    "Filter: ",
    "Full-text ",
    "Group (no aggregates)",
    "Group aggregate",
    "Hash antijoin",
    "Hash semijoin",
    "Index distance scan on ",
    "Index lookup on ",
    "Index range scan ",
    "Index scan on ",
    "Index skip scan",
    "Inner hash join",
    "Intersect all materialize",
    "Intersect materialize",
    "Intersect rows sorted by row ID",
    "Invalidate materialized tables",
    "Left hash join",
    "Limit table size: ",
    "Limit/Offset: ",
    "Limit: ",
    "Materialize CTE ",
    "Materialize recursive CTE ",
    "Materialize union CTE ",
    "Materialize with deduplication",
    "Multi-range ",
    "Nested loop ",
    "Offset: ",
    "Remove duplicate",
    "Rows fetched before execution",
    "Sample scan on ",
    "Scan new records on ",
    "Select #",
    "Single-row ",
    "Sort row IDs",
    "Sort with duplicate removal",
    "Sort-deduplicate by row ID",
    "Sort: ",
    "Stream results",
    "Table scan on ",
    "Union all materialize",
    "Union materialize",
    "Window ",
    "Zero input rows",
    "Zero rows",
];

/// What only PostgreSQL's plans say.
const POSTGRES: [&str; 6] =
    [" width=", "Seq Scan on ", "Index Scan ", "Index Only Scan ", "Bitmap Heap Scan on ", "Nested Loop "];

/// How the lines of a tree are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As they are.
    Plain,
    /// In one line, with `\n` between them.
    Escaped,
    /// In a field of CSV that has quotes in it, doubled.
    Doubled,
    /// With `-&gt;` for an arrow.
    Html,
}

/// Finds the places where a tree may begin, in ascending order.
#[derive(Debug)]
pub(super) struct Arrows<'t> {
    text: &'t str,
    /// Where the last search began, and what it found.
    last: Option<(usize, Option<(usize, Written)>)>,
    /// The line that was looked at last, and where newlines written as `\n` end in it.
    line: Option<(Range<usize>, Option<usize>)>,
}

impl<'t> Arrows<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        // Most texts hold none, which is quickly seen.
        let any = ["-> ", "->\u{a0}", "-&gt;", "not executable by"].iter().any(|mark| text.contains(mark));
        Self { text, last: (!any).then_some((0, None)), line: None }
    }

    /// The first place at or behind an offset.
    pub(super) fn next(&mut self, from: usize) -> Option<(usize, Written)> {
        if let Some((searched, found)) = self.last
            && searched <= from
            && found.is_none_or(|(at, _)| at >= from)
        {
            return found;
        }
        let text = self.text;
        let mut marks = text.get(from..)?.match_indices(['-', '<', '&']).map(|(found, _)| from + found);
        let found = marks.find_map(|at| self.written(at).map(|written| (at, written)));
        self.last = Some((from, found));
        found
    }

    /// How the tree is written that begins at an offset; none where none does.
    fn written(&mut self, at: usize) -> Option<Written> {
        let rest = self.text.get(at..)?;
        let arrow = |mark: &str| {
            let behind = rest.strip_prefix(mark)?;
            let behind = SPACES.iter().find_map(|space| behind.strip_prefix(space))?;
            let is_name = |c: char| c.is_ascii_uppercase() || matches!(c, '<' | '[' | '&');
            behind.starts_with(is_name).then_some(())
        };
        let html = arrow("-&gt;").is_some() || rest.starts_with("&lt;not executable by iterator executor");
        let alone = rest.strip_prefix(NOT_EXECUTABLE);
        if !html && alone.is_none() && arrow("->").is_none() {
            return None;
        }
        let before = prefix(self.text, at).trim_end();
        // Behind a word it is an operator, behind a parenthesis the type of a function.
        if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '_')) {
            return None;
        }
        if html {
            return Some(Written::Html);
        }
        if let Some(behind) = alone {
            let behind = behind.trim_start_matches([' ', '\t']);
            let ends = ["\n", "\r", "\\n", "|", "'", "\"", "</"].iter().any(|end| behind.starts_with(end));
            // As an operation of the second JSON format it is a part of that.
            let whole = (ends || behind.is_empty()) && !before.contains("operation");
            return whole.then_some(Written::Plain);
        }
        Some(if self.is_escaped(at) {
            Written::Escaped
        } else if before.ends_with('"') && !before.ends_with("\"\"") && is_doubled(rest) {
            Written::Doubled
        } else {
            Written::Plain
        })
    }

    /// Whether newlines are written as `\n` behind an offset in its line: in front of arrows, or at the end.
    fn is_escaped(&mut self, at: usize) -> bool {
        if let Some((line, last)) = &self.line
            && line.contains(&at)
        {
            return last.is_some_and(|end| end > at);
        }
        let line = Line::at(self.text, at).map_or(at..at, Line::range);
        let rest = &self.text[line.clone()];
        let mut ends = rest.rmatch_indices("\\n").map(|(found, newline)| found + newline.len());
        let last = ends.find(|&end| {
            let behind = rest[end..].trim_start_matches([' ', '\u{a0}']);
            behind.is_empty() || behind.starts_with("->") || behind.starts_with(['"', '\''])
        });
        let last = last.map(|end| at + end);
        // Where the next line goes on with the tree, a `\n` stands in a string of a condition.
        let behind = self.text[line.end..].trim_start_matches(['\r', '\n']);
        let goes_on = behind.starts_with(' ') && behind.trim_start().starts_with("-> ");
        let last = last.filter(|_| !goes_on);
        self.line = Some((line, last));
        last.is_some_and(|end| end > at)
    }
}

/// What stands in front of an offset in its line, or the last part of that.
pub(super) fn prefix(text: &str, at: usize) -> &str {
    let window = text.get(text.ceil_char_boundary(at.saturating_sub(MAX_PREFIX))..at).unwrap_or_default();
    window.rfind(['\n', '\r']).map_or(window, |newline| &window[newline + 1..])
}

/// Whether quotes are doubled up to the first that is not.
fn is_doubled(rest: &str) -> bool {
    let first = rest.find('"').and_then(|at| rest.get(at + 1..));
    first.is_some_and(|behind| behind.starts_with('"'))
}

/// Whether lines with arrows are a plan of MySQL's: one names an operation of its, or costs, and none PostgreSQL's.
pub(super) fn is_plan(tree: &str) -> bool {
    let parts = || lines(tree, 0).map(|line| tree[line.range()].trim());
    let is_known = |line: &str| {
        let operation = line.strip_prefix("-> ").unwrap_or(line);
        OPERATIONS.iter().any(|known| operation.starts_with(known)) || is_writing(operation)
    };
    parts().any(|line| is_known(line) || is_annotated(line))
        && !parts().any(|line| POSTGRES.iter().any(|word| line.contains(word)))
}

/// Whether a line is one that writes rows, which begin as statements do, but say no more.
fn is_writing(operation: &str) -> bool {
    let into = ["Insert into ", "Replace into "].iter().find_map(|words| operation.strip_prefix(words));
    let changes = ["Update ", "Delete from "].iter().any(|words| operation.starts_with(words));
    into.is_some_and(|table| !table.trim().contains([' ', '(']))
        || changes && ["(immediate)", "(buffered)"].iter().any(|how| operation.contains(how))
}

/// Whether a line says what the operation costs, or took.
pub(super) fn is_annotated(line: &str) -> bool {
    let number = |mark: &str| {
        let mut found = line.match_indices(mark).map(|(at, _)| &line[at + mark.len()..]);
        found.any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()) && behind.contains(" rows="))
    };
    let rows =
        || line.rfind("  (rows=").is_some_and(|at| line.ends_with(')') && !line[at + 3..].contains('('));
    number("(cost=") || number("(actual time=") || line.contains("(never executed)") || rows()
}

/// Whether a line has all that MySQL writes at the end of one, so that nothing of it is missing.
pub(super) fn is_complete(line: &str) -> bool {
    let Some(inner) = line.trim_end().strip_suffix(')') else { return false };
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | '+' | '-');
    let name = inner.trim_end_matches(number);
    inner.ends_with("(never executed")
        || name.len() < inner.len() && name.ends_with(" loops=")
        || name.len() < inner.len() && name.ends_with(" rows=")
}

/// Whether a line has an arrow in front.
pub(super) fn is_arrow(body: &str) -> bool {
    let behind = body.strip_prefix("->").and_then(|rest| rest.strip_prefix([' ', '\u{a0}']));
    behind.is_some_and(|name| name.starts_with(|c: char| !c.is_whitespace()))
}

/// Whether a line begins a plan of its own if it stands furthest left: all but those of subqueries in the select
/// list, which MySQL prints below the plan that they belong to.
pub(super) fn is_root(line: &str) -> bool {
    !line.trim_start_matches("->").trim_start().starts_with("Select #")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(usize, Written)> {
        Arrows::new(text).next(0)
    }

    #[test]
    fn a_tree_begins_at_an_arrow() {
        assert_eq!(first("x\n-> Table scan on t"), Some((2, Written::Plain)));
        assert_eq!(first("EXPLAIN: -> Limit: 1 row(s)"), Some((9, Written::Plain)));
        assert_eq!(first("| -> Limit: 1 row(s)\n"), Some((2, Written::Plain)));
        assert_eq!(first("-> Sort: a\\n    -> Table scan on t\\n"), Some((0, Written::Escaped)));
        assert_eq!(first("'-> Zero rows (x)\\n',"), Some((1, Written::Escaped)));
        assert_eq!(
            first("-> Filter: (a = 'b\\n')  (rows=1)\n    -> Table scan on t"),
            Some((0, Written::Plain))
        );
        assert_eq!(first("<TD>-&gt; Sort: a"), Some((4, Written::Html)));
        assert_eq!(first("\"-> Filter: (a = \"\"x\"\")\n\"\n"), Some((1, Written::Doubled)));
        assert_eq!(first("\"-> Table scan on t\n\"\n"), Some((1, Written::Plain)));
        assert_eq!(first("EXPLAIN: <not executable by iterator executor>\n"), Some((9, Written::Plain)));
    }

    #[test]
    fn other_arrows_begin_none() {
        for text in [
            "->  Seq Scan on t",
            "fn f() -> Result",
            "select data -> 'A'",
            "data -> Limit",
            "-> select 1",
            "\"operation\": \"<not executable by iterator executor>\"",
            "a <not executable by iterator executor> b",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_found_is_found_again_and_no_more() {
        let text = "-> A\n-> B";
        let mut arrows = Arrows::new(text);
        assert_eq!(arrows.next(0).map(|found| found.0), Some(0));
        assert_eq!(arrows.next(1).map(|found| found.0), Some(5));
        assert_eq!(arrows.next(3).map(|found| found.0), Some(5));
        assert_eq!(arrows.next(6), None);
    }

    #[test]
    fn lines_with_arrows_are_a_plan_by_what_they_name() {
        assert!(is_plan("-> Limit: 1 row(s)\n    -> New operation"));
        assert!(is_plan("-> New operation  (cost=1.5..2e+6 rows=1)"));
        assert!(is_plan("-> New operation  (actual time=0.1..0.2 rows=1 loops=1)"));
        assert!(is_plan("-> Insert into t") && !is_plan("-> Insert into t values (1)"));
        assert!(is_plan("-> Update t (immediate)") && !is_plan("-> Update t set a = 1"));
        assert!(!is_plan("-> SELECT *\n-> FROM t"));
        assert!(!is_plan("-> Hash Join (cost=1.00..2.00 rows=1 width=4)"));
        assert!(!is_plan("-> Sort (actual time=0.1..0.2 rows=1 loops=1)\n-> Seq Scan on t"));
    }
}
