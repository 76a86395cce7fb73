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

use super::collect::collect;
use super::excerpt::{Builder, Excerpt, Line, line_start};
use super::failure::{Failure, behind_broken, may_be_mangled};
use super::lexer::Syntax;
use super::margin::Margin;
use super::opener::{Openers, Style};
use super::repair::Repair;
use super::walk::{Held, Value, walk};
use super::{Document, html, log, python, quoted, surroundings};

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
        let mut openers = Openers::new(text);
        let (mut at, mut seen) = (0, 0);
        while let Some((start, style)) = openers.next(at) {
            while others.next_if(|other| other.range.end <= start).is_some() {}
            if let Some(other) = others.peek().filter(|other| other.range.start <= start) {
                at = other.range.end;
                continue;
            }
            let found = self.documents.len();
            at = if style == Style::Plain {
                self.read(source, start, level, column || surroundings::is_column(&text[seen..start]))
            } else {
                self.undo(source, start, style, level)
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
        let mut failure = Failure::new(source, start, fault);
        let mut better = None;
        let (mut near, mut far) = (at, at);
        if may_be_mangled(rest, fault) {
            let from = line_start(text, start);
            let line = Line::at(text, from).and_then(|line| text.get(line.range())).unwrap_or_default();
            for margin in Margin::of(line, start - from).map(Some).into_iter().chain([None]) {
                let collected = collect(source, self.pasted, start, margin, Syntax::Json);
                let excerpt = &collected.excerpt;
                match walk(excerpt.text(), self.max_depth) {
                    Ok(value) => {
                        let found = self.documents.len();
                        self.hold(excerpt, 0, &value, level, column);
                        if self.documents.len() > found {
                            for repair in collected.repairs {
                                repair.add_to(&mut self.repairs);
                            }
                        }
                        return collected.end;
                    }
                    Err(fault) => {
                        let other = Failure::new(excerpt, 0, fault);
                        self.effort += collected.end - start;
                        far = far.max(collected.end);
                        // What has marks in front of its lines ends with these.
                        near =
                            if margin.is_some() && other.is_plan() { near.max(collected.end) } else { near };
                        if other.is_better_than(&failure, self.pasted) {
                            failure = other.or_plan(failure.is_plan());
                            better = Some(collected.excerpt);
                        }
                    }
                }
            }
        }
        let plan = failure.is_plan();
        self.note(failure, better.as_ref().map_or(rest, Excerpt::text));
        if plan {
            self.broken += 1;
            behind_broken(text, start, self.go_on(near, far))
        } else {
            self.go_on(at, far)
        }
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
                html::untag(source, start)
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
        let (found, broken) = (self.documents.len(), self.broken);
        let before = source.text().get(..start).unwrap_or_default();
        self.search(&excerpt, level + 1, surroundings::is_column(before));
        if self.documents.len() > found {
            for repair in repairs {
                repair.add_to(&mut self.repairs);
            }
            return end;
        }
        if self.broken > broken {
            return end;
        }
        self.effort += end - start;
        self.go_on(start + 1, end)
    }

    /// Where the search goes on behind what was read in vain: at `near`, or at `far` where that costs too much.
    fn go_on(&self, near: usize, far: usize) -> usize {
        if self.effort <= MAX_EFFORT * self.pasted.len() { near } else { near.max(far) }
    }

    /// Keeps the documents of a value, and searches its strings.
    fn hold(&mut self, source: &Excerpt<'_>, start: usize, value: &Value, level: usize, column: bool) {
        if value.answer && value.held.is_empty() && column {
            self.documents.push(source.document(start + value.range.start..start + value.range.end));
        }
        for &held in &value.held {
            match held {
                Held::Document(from, to) => {
                    self.documents.push(source.document(start + from..start + to));
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
