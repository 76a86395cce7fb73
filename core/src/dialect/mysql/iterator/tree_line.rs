//! The lines of `FORMAT=TREE`: each a node or a heading, with its numbers at its end.
//!
//! ```text
//!     -> Filter: (t.a = 'x')  (cost=4.75 rows=4.5) (actual time=0.03..0.05 rows=2 loops=1)
//! indent operation            cost                 actual
//! ```
//!
//! What a node is called is copied from the statement in places, so it may hold parentheses, arrows and line
//! ends. A line therefore begins only at an arrow that nothing but white space precedes, and its numbers are
//! taken from its end backwards. Whatever is neither is kept as [`Line::extra`].

use std::ops::Range;

/// What the server prints where a statement has no plan, and then without an arrow.
const NO_PLAN: &str = "<not executable by iterator executor>";

/// One line of the tree, as places in its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// How many columns of white space precede the arrow: to compare with those of other lines.
    pub(super) indent: usize,
    /// What the node does, without its numbers.
    pub(super) operation: Range<usize>,
    /// What the optimizer expects.
    pub(super) cost: Option<Cost>,
    /// What was measured.
    pub(super) actual: Option<Actual>,
    /// Whether it was analyzed and did not run.
    pub(super) never_executed: bool,
    /// What else stands there: tokens of debug builds before the operation, text beside the tree.
    pub(super) extra: Vec<Range<usize>>,
}

/// A number and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) text: Range<usize>,
}

/// `(cost=0.35..1.2 rows=4)`: what is not there, or masked, is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// The whole of it, with its parentheses.
    pub(super) text: Range<usize>,
    /// Cost of the first row.
    pub(super) startup: Option<Number>,
    /// Cost of all rows.
    pub(super) total: Option<Number>,
    pub(super) rows: Option<Number>,
}

/// `(actual time=0.03..0.05 rows=2 loops=1)`, averages over the loops: what is not there is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Actual {
    /// The whole of it, with its parentheses.
    pub(super) text: Range<usize>,
    /// Milliseconds to the first row.
    pub(super) first_ms: Option<Number>,
    /// Milliseconds to the last row.
    pub(super) last_ms: Option<Number>,
    pub(super) rows: Option<Number>,
    pub(super) loops: Option<Number>,
}

/// The lines of a tree, in their order.
///
/// A text without an arrow is one line; an empty one is none.
pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { text, at: 0 }
}

/// See [`lines`].
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where the next line of the text, as an editor counts them, begins.
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        // Text before the first arrow; later lines leave none.
        let mut before: Vec<Range<usize>> = Vec::new();
        let mut line = loop {
            let Some((content, next)) = self.peek() else {
                let (first, last) = (before.first()?, before.last()?);
                return Some(Line { operation: first.start..last.end, ..Line::default() });
            };
            self.at = next;
            if let Some(line) = opened(self.text, &content) {
                break line;
            }
            if !content.is_empty() {
                before.push(self.trimmed(content));
            }
        };
        line.extra.splice(0..0, before);
        let mut complete = line.take_numbers(self.text);
        while let Some((content, next)) = self.peek() {
            if opened(self.text, &content).is_some() {
                break;
            }
            self.at = next;
            if content.is_empty() {
                continue;
            }
            // The operation goes on, unless its numbers have ended it.
            if complete {
                line.extra.push(self.trimmed(content));
            } else {
                let start = std::mem::replace(&mut line.operation, content).start;
                complete = line.take_numbers(self.text);
                line.operation.start = start;
            }
        }
        // Numbers on a line of their own leave the line end before them, an arrow the one after it.
        line.operation = self.trimmed(line.operation);
        Some(line)
    }
}

impl Lines<'_> {
    /// The next line of the text without the white space at its end, and where the one after it begins.
    fn peek(&self) -> Option<(Range<usize>, usize)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next()?;
        Some((self.at..self.at + line.trim_end().len(), self.at + line.len()))
    }

    /// A part of the text without the white space around it.
    fn trimmed(&self, part: Range<usize>) -> Range<usize> {
        let text = self.text.get(part.clone()).unwrap_or_default();
        let start = part.end - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// The line of the tree that begins with a line of the text; its operation still holds the numbers.
fn opened(text: &str, content: &Range<usize>) -> Option<Line> {
    let line = text.get(content.clone())?;
    let inner = line.trim_start();
    // Columns, not bytes: pages and editors indent with no-break spaces.
    let indent = line.chars().take_while(|char| char.is_whitespace()).count();
    let operation = match inner.strip_prefix("->") {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => rest.trim_start(),
        None if inner == NO_PLAN => inner,
        _ => return None,
    };
    let mut found = Line { indent, ..Line::default() };
    let mut start = content.end - operation.len();
    // `[0x1836646581797f8f] `: what names this part of the plan in a debug build.
    let token = operation.strip_prefix("[0x").and_then(|rest| rest.split_once("] "));
    if let Some((token, rest)) = token.filter(|(token, _)| token.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        found.extra.push(start..start + token.len() + "[0x]".len());
        start = content.end - rest.trim_start().len();
    }
    found.operation = start..content.end;
    Some(found)
}

impl Line {
    /// Takes the numbers off the end of the operation; whether there were any.
    fn take_numbers(&mut self, text: &str) -> bool {
        let start = self.operation.start;
        while let Some(body) = text.get(self.operation.clone()) {
            let Some((open, inside)) = last_group(body) else { break };
            let group = start + open..self.operation.end;
            let before = body.get(..open).unwrap_or_default();
            // Two spaces part the operation from its numbers; where people copied, sometimes one.
            let spaced = before.ends_with(char::is_whitespace) || before.is_empty();
            let cost = inside == "..."
                || (inside.starts_with("cost=") && inside.contains(" rows="))
                || (inside.starts_with("rows=") && (before.ends_with("  ") || self.has_measured()));
            if !spaced {
                break;
            } else if inside == "never executed" && !self.has_measured() {
                self.never_executed = true;
            } else if inside.starts_with("actual ") && !self.has_measured() {
                self.actual = Some(actual(inside, group));
            } else if cost {
                self.cost = Some(expected(inside, group));
            } else {
                break;
            }
            self.operation.end = start + before.trim_end().len();
            if self.cost.is_some() {
                break;
            }
        }
        self.cost.is_some() || self.has_measured()
    }

    fn has_measured(&self) -> bool {
        self.actual.is_some() || self.never_executed
    }
}

/// The parentheses at the end of a text: where they open, and what is in them. Numbers hold no commas, lists
/// of columns do.
fn last_group(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_suffix(')')?;
    let open = rest.rfind(['(', ')', ',']).filter(|&open| rest.as_bytes().get(open) == Some(&b'('))?;
    Some((open, rest.get(open + 1..)?))
}

/// What the optimizer expects, from between parentheses.
fn expected(inside: &str, group: Range<usize>) -> Cost {
    let mut cost = Cost::default();
    for (key, value, at) in members(inside, group.start + 1) {
        match key {
            "cost" => (cost.startup, cost.total) = span(value, at),
            "rows" => cost.rows = number(value, at),
            _ => {}
        }
    }
    Cost { text: group, ..cost }
}

/// What was measured, from between parentheses.
fn actual(inside: &str, group: Range<usize>) -> Actual {
    let mut actual = Actual::default();
    for (key, value, at) in members(inside, group.start + 1) {
        match key {
            "time" => (actual.first_ms, actual.last_ms) = span(value, at),
            "rows" => actual.rows = number(value, at),
            "loops" => actual.loops = number(value, at),
            _ => {}
        }
    }
    Actual { text: group, ..actual }
}

/// The `key=value`s of a text that stands at `start`, and where each value stands.
fn members(text: &str, start: usize) -> impl Iterator<Item = (&str, &str, usize)> {
    let mut at = start;
    text.split(' ').filter_map(move |word| {
        let begin = at;
        at += word.len() + 1;
        let (key, value) = word.split_once('=')?;
        Some((key, value, begin + key.len() + 1))
    })
}

/// `first..last`, or the last alone.
fn span(text: &str, at: usize) -> (Option<Number>, Option<Number>) {
    match text.split_once("..") {
        Some((first, last)) => (number(first, at), number(last, at + first.len() + 2)),
        None => (None, number(text, at)),
    }
}

fn number(text: &str, at: usize) -> Option<Number> {
    // Rust would read "inf" and "nan" too.
    let numeric = text.starts_with(|char: char| char.is_ascii_digit() || matches!(char, '-' | '+' | '.'));
    let value = crate::text::number(text).filter(|value| numeric && value.is_finite())?;
    Some(Number { value, text: at..at + text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a test looks at: indent, operation, cost as printed, measured as printed.
    fn read(text: &str) -> Vec<(usize, &str, &str, &str)> {
        let part = |range: Option<&Range<usize>>| &text[range.cloned().unwrap_or_default()];
        lines(text)
            .map(|line| {
                let cost = line.cost.as_ref().map(|cost| &cost.text);
                let actual = line.actual.as_ref().map(|actual| &actual.text);
                (line.indent, part(Some(&line.operation)), part(cost), part(actual))
            })
            .collect()
    }

    fn only(text: &str) -> Line {
        let mut lines = lines(text);
        let line = lines.next().expect("a line");
        assert_eq!(lines.next(), None);
        line
    }

    fn value(number: Option<&Number>) -> f64 {
        number.map_or(f64::NAN, |number| number.value)
    }

    #[test]
    fn a_line_is_an_operation_and_its_numbers() {
        let text = "-> Limit: 2 row(s)  (cost=0.35..1.2e+3 rows=634e-6) \
                    (actual time=0.5..12 rows=2.5 loops=3)\n    \
                    -> Hash\r\n        -> Table scan on t  (never executed)\r\n";
        assert_eq!(
            read(text),
            [
                (
                    0,
                    "Limit: 2 row(s)",
                    "(cost=0.35..1.2e+3 rows=634e-6)",
                    "(actual time=0.5..12 rows=2.5 loops=3)"
                ),
                (4, "Hash", "", ""),
                (8, "Table scan on t", "", ""),
            ]
        );
        let read: Vec<_> = lines(text).collect();
        let (cost, actual) = (read[0].cost.clone().unwrap(), read[0].actual.clone().unwrap());
        assert_eq!(value(cost.startup.as_ref()).to_bits(), 0.35_f64.to_bits());
        assert_eq!(&text[cost.total.unwrap().text], "1.2e+3");
        assert_eq!(&text[cost.rows.unwrap().text], "634e-6");
        assert_eq!(&text[actual.first_ms.unwrap().text], "0.5");
        assert_eq!(&text[actual.last_ms.unwrap().text], "12");
        assert_eq!(&text[actual.rows.unwrap().text], "2.5");
        assert_eq!(&text[actual.loops.unwrap().text], "3");
        assert!(!read[0].never_executed && read[2].never_executed);
    }

    #[test]
    fn a_single_cost_is_the_total() {
        let cost = only("-> Table scan on t  (cost=750 rows=1)").cost.unwrap();
        assert_eq!((cost.startup, cost.total.map(|number| number.value)), (None, Some(750.0)));
    }

    #[test]
    fn masked_numbers_are_absent_and_their_line_is_not() {
        for masked in ["(...)", "(cost=X rows=X)", "(cost=... rows=...)", "(cost=inf rows=nan)"] {
            let text = format!("-> Stream results  {masked}");
            let line = only(&text);
            assert_eq!(&text[line.operation], "Stream results");
            let cost = line.cost.unwrap();
            assert_eq!((&text[cost.text], cost.total, cost.rows), (masked, None, None));
        }
        let text = "-> Append  (rows=12) (actual rows=0.2 loops=5)";
        let line = only(text);
        assert_eq!(&text[line.operation], "Append");
        assert_eq!(line.cost.unwrap().rows.unwrap().value.to_bits(), 12.0_f64.to_bits());
        assert!(line.actual.is_some_and(|actual| actual.last_ms.is_none() && actual.rows.is_some()));
    }

    #[test]
    fn what_looks_like_numbers_in_the_operation_stays_there() {
        let tail = "(cost=1 rows=1)";
        for operation in [
            "Filter: (t.note = '  (cost=1 rows=1) (actual time=1..1 rows=1 loops=1)')",
            "Filter: (t.note = ' -> (never executed)')",
            "Index lookup on t using k (cost=1, rows=2)",
            "Index lookup on t using k (rows=2)",
            "Filter: (t.a = ')')",
        ] {
            let text = format!("-> {operation}  {tail}");
            assert_eq!(read(&text), [(0, operation, tail, "")]);
            assert_eq!(read(&format!("-> {operation}")), [(0, operation, "", "")]);
        }
    }

    #[test]
    fn an_operation_may_go_over_line_ends() {
        let text = "-> Sort: concat(a,\n\n  b->'$.c',\n->>d)  (cost=1 rows=1)\n    -> Table scan on t\n";
        assert_eq!(
            read(text),
            [
                (0, "Sort: concat(a,\n\n  b->'$.c',\n->>d)", "(cost=1 rows=1)", ""),
                (4, "Table scan on t", "", "")
            ]
        );
        assert_eq!(read("->\nAppend\n  (cost=1 rows=1)"), [(0, "Append", "(cost=1 rows=1)", "")]);
    }

    #[test]
    fn text_beside_the_tree_is_kept() {
        let text = "The plan:\n-> [0x1836646581797f8f] Append  (rows=1)\n\nTo force this plan, use:\n";
        let line = only(text);
        let extra: Vec<_> = line.extra.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(extra, ["The plan:", "[0x1836646581797f8f]", "To force this plan, use:"]);
        assert_eq!(&text[line.operation], "Append");
    }

    #[test]
    fn a_statement_without_a_plan_is_one_line() {
        assert_eq!(read("-> <not executable by iterator executor>\n"), [(0, NO_PLAN, "", "")]);
        assert_eq!(read("<not executable by iterator executor>\n"), [(0, NO_PLAN, "", "")]);
        assert_eq!(read("no arrow\nat all"), [(0, "no arrow\nat all", "", "")]);
        let text = "-> Update t (immediate)\n    <not executable by iterator executor>";
        assert_eq!(read(text), [(0, "Update t (immediate)", "", ""), (4, NO_PLAN, "", "")]);
        assert_eq!(read(" \n"), []);
    }

    #[test]
    fn any_white_space_indents() {
        let text = "\t-> A\n\t\t-> B\n\u{a0}\u{a0}\u{a0}-> C\n->\n";
        assert_eq!(read(text), [(1, "A", "", ""), (2, "B", "", ""), (3, "C", "", ""), (0, "", "", "")]);
    }
}
