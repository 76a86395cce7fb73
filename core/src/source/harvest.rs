//! Finds the plan documents in a text: at each bracket that may begin one, in the first way that reads it.
//!
//! A bracket is read strictly first, so that a document that stands in a text as it is stays as it is, to the
//! byte. Only where that fails is it read without the margins of its lines, and with wrapped lines joined. Where
//! its quotes are written in another way, or a string of a row holds a plan, the string is undone and searched
//! in turn, a few levels deep.
//!
//! Linear: behind a value that was read, or the fault in it, the search goes on; nothing is read strictly twice at
//! one level. The other ways may read on behind the fault, and as often as they do in vain it counts: once that
//! comes to a few times the length of the text, the search goes on behind what was read.

use std::ops::Range;

use super::arrow::{Arrows, Written};
use super::collect::collect;
use super::excerpt::{Builder, Excerpt, Line, line_start};
use super::failure::{Failure, behind_broken, may_be_mangled};
use super::lexer::Syntax;
use super::margin::Margin;
use super::opener::{Openers, Style};
use super::repair::Repair;
use super::unescaped::{self, Escaped};
use super::walk::{Fault, Held, Value, walk};
use super::{Document, Shape, arrow, html, log, python, quoted, surroundings, tree};
use crate::json::{Error, ErrorKind};

/// How deep texts in texts are searched: a row in a log line in CSV in a chat takes four.
const MAX_LEVELS: usize = 5;

/// How often, on average, each byte may be read in vain.
const MAX_EFFORT: usize = 4;

/// What was found so far.
#[derive(Debug)]
pub(super) struct Harvest<'p> {
    pasted: &'p str,
    max_depth: usize,
    pub(super) documents: Vec<Document>,
    pub(super) repairs: Vec<Repair>,
    /// The document that could not be read, but got furthest.
    pub(super) failure: Option<Failure>,
    /// How many plans could not be read.
    broken: usize,
    /// How many bytes were read in vain.
    effort: usize,
}

impl<'p> Harvest<'p> {
    pub(super) fn new(pasted: &'p str, max_depth: usize) -> Self {
        let (documents, repairs) = (Vec::new(), Vec::new());
        Self { pasted, max_depth, documents, repairs, failure: None, broken: 0, effort: 0 }
    }

    /// Searches all that was pasted.
    pub(super) fn search_all(&mut self, source: &Excerpt<'_>) {
        match log::syslog_entries(source) {
            None => self.search(source, 0, false),
            Some(entries) => {
                for entry in &entries {
                    self.search(entry, 1, false);
                }
            }
        }
        Repair::BrokenPlansLeftOut { plans: self.broken }.add_to(&mut self.repairs);
        surroundings::settle(&mut self.repairs);
    }

    /// Searches a text; `column` says that a column's header such as `QUERY PLAN` stands above it.
    fn search(&mut self, source: &Excerpt<'_>, level: usize, column: bool) {
        let text = source.text();
        let others = log::other_plans(text);
        for other in &others {
            other.repair.add_to(&mut self.repairs);
        }
        let mut others = others.into_iter().peekable();
        let (mut openers, mut arrows) = (Openers::new(text), Arrows::new(text));
        let mut opener = openers.next(0);
        let (mut at, mut seen) = (0, 0);
        loop {
            if opener.is_some_and(|(start, _)| start < at) {
                opener = openers.next(at);
            }
            let arrow = arrows.next(at);
            let starts = opener.map(|(start, _)| start).into_iter().chain(arrow.map(|(start, _)| start));
            let Some(start) = starts.min() else { break };
            while others.next_if(|other| other.range.end <= start).is_some() {}
            if let Some(other) = others.peek().filter(|other| other.range.start <= start) {
                at = other.range.end;
                continue;
            }
            let found = self.documents.len();
            at = match (opener, arrow) {
                (Some((first, style)), _) if first == start => {
                    let at = if style == Style::Plain {
                        let column = column || surroundings::is_column(&text[seen..start]);
                        self.read(source, start, level, column)
                    } else {
                        self.undo(source, start, style, level)
                    };
                    // What a bracket was read up to may be an arrow, which looks like a number.
                    let arrow = arrow.filter(|&(arrow, _)| (arrow..arrow + 2).contains(&at));
                    arrow.map_or(at, |(arrow, _)| arrow)
                }
                (_, Some((_, Written::Plain))) => self.read_tree(source, start),
                (_, Some((_, written))) => self.undo_tree(source, start, written, level),
                (_, None) => break,
            };
            at = at.max(start + 1);
            if self.documents.len() > found {
                surroundings::tell(text.get(seen..start).unwrap_or_default(), level == 0, &mut self.repairs);
                seen = at;
            }
        }
        if seen > 0 {
            surroundings::tell(text.get(seen..).unwrap_or_default(), level == 0, &mut self.repairs);
        }
    }

    /// Reads the value at a bracket; returns where the search goes on.
    fn read(&mut self, source: &Excerpt<'_>, start: usize, level: usize, column: bool) -> usize {
        let text = source.text();
        let rest = text.get(start..).unwrap_or_default();
        let fault = match walk(rest, self.max_depth) {
            Ok(value) => {
                self.hold(source, start, &value, level, column);
                return start + value.range.end;
            }
            Err(fault) => fault,
        };
        let at = start + fault.error.at;
        let mut tries =
            Tries { failure: Failure::new(source, start, fault), better: None, near: at, far: at };
        let place = Place { start, level, column };
        let raw = fault.plan == Some(Shape::QueryBlock) && unescaped::shows(rest, fault);
        if raw && let Some(end) = self.escape(source, place, None, &mut tries) {
            return end;
        }
        if may_be_mangled(rest, fault) {
            let from = line_start(text, start);
            let line = Line::at(text, from).and_then(|line| text.get(line.range())).unwrap_or_default();
            for margin in Margin::of(line, start - from).map(Some).into_iter().chain([None]) {
                let collected = collect(source, self.pasted, start, margin, Syntax::Json);
                match walk(collected.excerpt.text(), self.max_depth) {
                    Ok(value) => {
                        let found = self.documents.len();
                        self.hold(&collected.excerpt, 0, &value, level, column);
                        if self.documents.len() > found {
                            for repair in collected.repairs {
                                repair.add_to(&mut self.repairs);
                            }
                        }
                        return collected.end;
                    }
                    Err(fault) => {
                        let raw = fault.plan == Some(Shape::QueryBlock) && !(raw && margin.is_none());
                        if raw && let Some(end) = self.escape(source, place, margin, &mut tries) {
                            return end;
                        }
                        // What has marks in front of its lines ends with these.
                        if margin.is_some() && fault.plan.is_some() {
                            tries.near = tries.near.max(collected.end);
                        }
                        self.effort += collected.end - start;
                        tries.add(collected.excerpt, fault, collected.end, self.pasted);
                    }
                }
            }
        }
        let Tries { failure, better, near, far } = tries;
        let plan = failure.is_plan();
        self.note(failure, better.as_ref().map_or(rest, Excerpt::text));
        if plan {
            self.broken += 1;
            behind_broken(text, start, self.go_on(near, far))
        } else {
            self.go_on(at, far)
        }
    }

    /// Escapes the strings of a document and reads that; returns where the search goes on, if it is one now.
    fn escape(
        &mut self,
        source: &Excerpt<'_>,
        place: Place,
        margin: Option<Margin<'_>>,
        tries: &mut Tries,
    ) -> Option<usize> {
        let end = match unescaped::escape(source, place.start, margin) {
            Err(end) => end,
            Ok(Escaped { excerpt, end, strings }) => {
                match walk(excerpt.text(), self.max_depth) {
                    // Of one that ends before, the strings behind it are none.
                    Ok(value) if !excerpt.text()[value.range.end..].trim_end().contains('\n') => {
                        self.hold(&excerpt, 0, &value, place.level, place.column);
                        Repair::UnescapedStrings { strings }.add_to(&mut self.repairs);
                        return Some(end);
                    }
                    Ok(_) => {}
                    Err(fault) => tries.add(excerpt, fault, end, self.pasted),
                }
                end
            }
        };
        tries.far = tries.far.max(end);
        self.effort += end - place.start;
        None
    }

    /// Undoes what was done to the quotes of a document, and searches that; returns where the search goes on.
    fn undo(&mut self, source: &Excerpt<'_>, start: usize, style: Style, level: usize) -> usize {
        if level == MAX_LEVELS {
            return start + 1;
        }
        let mut repairs = Vec::new();
        let (excerpt, end) = match style {
            Style::Plain => return start + 1,
            Style::Doubled => {
                repairs.push(Repair::DoubledQuotes);
                quoted::undouble(source, start)
            }
            Style::Escaped(quotes) => {
                let (excerpt, end, lines) = quoted::unescape(source, start, quotes);
                repairs.extend([Repair::EscapedString, Repair::WrappedLines { lines }]);
                (excerpt, end)
            }
            Style::Html => {
                repairs.push(Repair::Html);
                html::untag(source, start, false)
            }
            Style::Smart => {
                repairs.push(Repair::SmartQuotes);
                quoted::straighten(source, start)
            }
            Style::Python => {
                let collected = collect(source, self.pasted, start, None, Syntax::Python);
                repairs.push(Repair::PythonLiteral);
                repairs.extend(collected.repairs);
                (python::to_json(&collected.excerpt), collected.end)
            }
        };
        let before = source.text().get(..start).unwrap_or_default();
        let column = surroundings::is_column(before);
        self.search_in(&excerpt, start..end, repairs, (level + 1, column))
    }

    /// Searches a text that was made of a range; returns where the search goes on.
    fn search_in(
        &mut self,
        excerpt: &Excerpt<'_>,
        range: Range<usize>,
        repairs: Vec<Repair>,
        (level, column): (usize, bool),
    ) -> usize {
        let (found, broken) = (self.documents.len(), self.broken);
        self.search(excerpt, level, column);
        if self.documents.len() > found {
            for repair in repairs {
                repair.add_to(&mut self.repairs);
            }
            return range.end;
        }
        if self.broken > broken {
            return range.end;
        }
        self.effort += range.len();
        self.go_on(range.start + 1, range.end)
    }

    /// Reads the tree at an arrow; returns where the search goes on.
    fn read_tree(&mut self, source: &Excerpt<'_>, start: usize) -> usize {
        let tree = tree::collect(source, self.pasted, start);
        let text = tree.excerpt.text();
        if !arrow::is_plan(text) {
            self.effort += tree.end - start;
            return self.go_on(start + 1, tree.end);
        }
        if tree.breaks_off {
            let kind = ErrorKind::End { expected: "a closing parenthesis" };
            let fault = Fault { error: Error { kind, at: text.len() }, plan: Some(Shape::Tree) };
            self.note(Failure::new(&tree.excerpt, 0, fault), text);
            self.broken += 1;
            return tree.end;
        }
        self.documents.push(tree.excerpt.document(0..text.trim_end().len(), Shape::Tree));
        for repair in tree.repairs {
            repair.add_to(&mut self.repairs);
        }
        tree.end
    }

    /// Undoes what was done to the lines of a tree, and searches that; returns where the search goes on.
    fn undo_tree(&mut self, source: &Excerpt<'_>, start: usize, written: Written, level: usize) -> usize {
        if level == MAX_LEVELS {
            return start + 1;
        }
        let ((excerpt, end), repair) = match written {
            Written::Plain => return start + 1,
            Written::Escaped => (quoted::literal(source, start), Repair::EscapedString),
            Written::Doubled => (quoted::undouble(source, start), Repair::DoubledQuotes),
            Written::Html => (html::untag(source, start, true), Repair::Html),
        };
        self.search_in(&excerpt, start..end, vec![repair], (level + 1, false))
    }

    /// Where the search goes on behind what was read in vain: at `near`, or at `far` where that costs too much.
    fn go_on(&self, near: usize, far: usize) -> usize {
        if self.effort <= MAX_EFFORT * self.pasted.len() { near } else { near.max(far) }
    }

    /// Keeps the documents of a value, and searches its strings.
    fn hold(&mut self, source: &Excerpt<'_>, start: usize, value: &Value, level: usize, column: bool) {
        if value.answer && value.held.is_empty() && column {
            self.documents
                .push(source.document(start + value.range.start..start + value.range.end, Shape::Postgres));
        }
        for &held in &value.held {
            match held {
                Held::Document(from, to, shape) => {
                    self.documents.push(source.document(start + from..start + to, shape));
                    if (from..to) != value.range {
                        Repair::DriverRow.add_to(&mut self.repairs);
                    }
                }
                Held::Text(raw) if level < MAX_LEVELS => {
                    let found = self.documents.len();
                    let mut builder = Builder::new(source);
                    builder.copy(start + raw.start..start + raw.end);
                    let excerpt = quoted::decode(&builder.finish());
                    self.search(&excerpt, level + 1, false);
                    if self.documents.len() > found && log::find_marker(excerpt.text(), 0).is_none() {
                        Repair::DriverRow.add_to(&mut self.repairs);
                        Repair::EscapedString.add_to(&mut self.repairs);
                    }
                }
                Held::Text(_) => {}
            }
        }
    }

    /// Keeps the failure that got furthest, and the place in its document.
    fn note(&mut self, mut failure: Failure, document: &str) {
        if self.failure.as_ref().is_none_or(|best| failure.is_further_than(best)) {
            failure.locate(document);
            self.failure = Some(failure);
        }
    }
}

/// Where a document may start.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    /// How deep its text stands in others.
    level: usize,
    /// Whether it stands below the header of a column.
    column: bool,
}

/// The ways in which a document was read in vain.
#[derive(Debug)]
struct Tries {
    /// The one that got furthest.
    failure: Failure,
    /// What was read then, unless it was the text as it is.
    better: Option<Excerpt<'static>>,
    /// Where what cannot be read ends, by the fault in it, and by what was read of it.
    near: usize,
    far: usize,
}

impl Tries {
    /// Adds one that was read up to `end`.
    fn add(&mut self, excerpt: Excerpt<'static>, fault: Fault, end: usize, pasted: &str) {
        let other = Failure::new(&excerpt, 0, fault);
        self.far = self.far.max(end);
        if other.is_better_than(&self.failure, pasted) {
            self.failure = other.or_plan(self.failure.is_plan());
            self.better = Some(excerpt);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Vec<String>, Vec<&'static str>) {
        let mut harvest = Harvest::new(text, 1000);
        harvest.search_all(&Excerpt::whole(text));
        let documents = harvest.documents.into_iter().map(|document| document.text).collect();
        (documents, harvest.repairs.iter().map(Repair::code).collect())
    }

    const PLAN: &str = r#"{"Plan": {"Node Type": "Result"}}"#;

    #[test]
    fn a_document_in_prose_stays_as_it_is() {
        let text = format!("See [1]:\n```json\n[ {PLAN} ]\n```\nand {PLAN} [x]");
        assert_eq!(found(&text), (vec![format!("[ {PLAN} ]"), PLAN.to_owned()], vec!["code-fence"]));
        assert_eq!(found(&format!("plan: {PLAN}")).1, ["surroundings"]);
    }

    #[test]
    fn rows_in_all_their_forms() {
        let escaped = PLAN.replace('"', "\\\"");
        let doubly = escaped.replace('\\', "\\\\").replace('"', "\\\"");
        let python = PLAN.replace('"', "'");
        for (text, repairs) in [
            (format!(r#"[{{"QUERY PLAN": {PLAN}}}]"#), vec!["driver-row"]),
            (format!("[[{PLAN}, 1]]"), vec!["driver-row"]),
            (format!(r#"[["[{escaped}]"]]"#), vec!["driver-row", "escaped-string"]),
            (format!(r#""[{escaped}]""#), vec!["escaped-string"]),
            (format!(r#""\"[{doubly}]\"""#), vec!["escaped-string"]),
            (format!("[([{python}],)]"), vec!["driver-row", "python-literal"]),
            (format!("[('[{PLAN}]',)]"), vec!["driver-row", "escaped-string", "python-literal"]),
            (format!("[<Record QUERY PLAN='[\\n  {PLAN}\\n]'>]"), vec!["escaped-string"]),
            (format!("\"[{}]\"", PLAN.replace('"', "\"\"")), vec!["doubled-quotes"]),
        ] {
            let (documents, mut codes) = found(&text);
            codes.retain(|&code| code != "surroundings");
            codes.sort_unstable();
            let documents: Vec<String> =
                documents.iter().map(|d| d.replace(['[', ']', '\n'], "").trim().to_owned()).collect();
            assert_eq!((documents, codes), (vec![PLAN.to_owned()], repairs), "{text}");
        }
    }

    #[test]
    fn an_answer_without_a_plan_counts_under_its_header() {
        assert_eq!(found(" QUERY PLAN \n-----\n [  +\n ]\n(1 row)").0, ["[\n]"]);
        assert_eq!(found("<th>QUERY PLAN</th><td>[]</td>").0, ["[]"]);
        assert_eq!(found("QUERY PLAN\n\"[\n  \"\"Notify\"\"\n]\"").0, ["[\n  \"Notify\"\n]"]);
        assert_eq!(found("see []").0, [""; 0]);
    }

    #[test]
    fn a_broken_plan_is_left_out_with_its_parts() {
        let text = format!("[\n  {{\"Plan\": {{\n    x\n    [{PLAN}]\n}}\n]\n[{PLAN}]");
        assert_eq!(found(&text), (vec![format!("[{PLAN}]")], vec!["surroundings", "broken-plans-left-out"]));
    }
}
