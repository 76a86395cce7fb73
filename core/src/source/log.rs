//! Logs of a server: entries of syslog are put together, plans in other formats are counted.
//!
//! `auto_explain` writes `duration: 0.044 ms  plan:` and the plan behind it. Its message is never translated. In
//! the other logs, too, a plan in JSON is a document in a text, found as everywhere.

use std::collections::HashMap;
use std::ops::Range;

use super::excerpt::{Builder, Excerpt, Line, line_start, lines};
use super::repair::Repair;

/// How far in front of `plan:` its `duration:` may stand, in bytes.
const MAX_DURATION: usize = 48;

/// How far in front of its level a log line's time and process may stand, in bytes.
const MAX_PREFIX: usize = 200;

/// What the level of a message looks like (`send_message_to_server_log` in PostgreSQL's elog.c).
const LEVELS: [&str; 7] =
    ["LOG:  ", "ERROR:  ", "STATEMENT:  ", "DETAIL:  ", "FATAL:  ", "WARNING:  ", "HINT:  "];

/// A plan of a log that is not in JSON: where it stands, and how it is told that it was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OtherPlan {
    pub(super) range: Range<usize>,
    pub(super) repair: Repair,
}

/// The plans of a log that are not in JSON, in order.
pub(super) fn other_plans(text: &str) -> Vec<OtherPlan> {
    let mut plans = Vec::new();
    let mut from = 0;
    while let Some(marker) = find_marker(text, from) {
        from = marker.end;
        if let Some(range) = other_plan(text, marker) {
            from = range.end;
            let plan = text.get(range.clone()).unwrap_or_default();
            let repair = if plan.trim_start().starts_with("<explain") {
                Repair::XmlPlansLeftOut { plans: 1 }
            } else if lines(plan, 0).any(|line| plan[line.range()].trim() == "Plan:") {
                Repair::YamlPlansLeftOut { plans: 1 }
            } else {
                Repair::TextPlansLeftOut { plans: 1 }
            };
            plans.push(OtherPlan { range, repair });
        }
    }
    plans
}

/// The next `duration: … plan:`, from its first byte to behind its last one.
pub(super) fn find_marker(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    rest.match_indices("plan:").find_map(|(found, word)| {
        let at = from + found;
        let window = text.get(text.ceil_char_boundary(at.saturating_sub(MAX_DURATION))..at)?;
        let duration = window.rfind("duration: ").filter(|&start| !window[start..].contains('\n'))?;
        Some(at - (window.len() - duration)..at + word.len())
    })
}

/// The plan behind a marker if it is not in JSON.
fn other_plan(text: &str, marker: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(marker.end..)?;
    let plan = rest.trim_start();
    let start = text.len() - plan.len();
    // A newline written as \n: the message is escaped, and read once that is undone.
    if plan.starts_with(['{', '[', '\\']) || !rest[..rest.len() - plan.len()].contains('\n') {
        return None;
    }
    let first = Line::at(text, start)?;
    // Behind marks in front of lines, which are not known here.
    if text.get(first.range())?.trim_end().ends_with(['{', '[']) {
        return None;
    }
    let tabs = text.get(line_start(text, start)..start)?.starts_with('\t');
    if !tabs && text.as_bytes().get(marker.start.wrapping_sub(1)) == Some(&b'"') {
        let quotes = text.get(start..)?.match_indices('"').map(|(at, _)| start + at);
        return Some(start..lone(quotes).unwrap_or(text.len()));
    }
    let belongs = |line: &Line| {
        let line = &text[line.range()];
        if tabs { line.starts_with('\t') } else { !line.trim_start().starts_with(['{', '[']) }
    };
    let last = lines(text, first.next).take_while(belongs).last().unwrap_or(first);
    Some(start..last.next)
}

/// The first of ascending offsets whose neighbour is not behind it; pairs are skipped.
fn lone(mut offsets: impl Iterator<Item = usize>) -> Option<usize> {
    let mut first = offsets.next()?;
    loop {
        match offsets.next() {
            Some(next) if next == first + 1 => first = offsets.next()?,
            _ => return Some(first),
        }
    }
}

/// The entries of a log of syslog, each put together of its lines; none where most lines are no such.
///
/// PostgreSQL numbers the lines of each entry, `postgres[PID]: [ENTRY-LINE]`, and cuts long ones (`write_syslog`
/// in elog.c); those of several processes mix. A daemon may write the tab in front of a line as `#011`.
pub(super) fn syslog_entries(source: &Excerpt<'_>) -> Option<Vec<Excerpt<'static>>> {
    let text = source.text();
    text.contains("]: [").then_some(())?;
    let numbered = || lines(text, 0).filter_map(|line| syslog_line(text, line));
    let all = lines(text, 0).filter(|line| !text[line.range()].trim().is_empty()).count();
    let count = numbered().count();
    if count < 2 || count * 2 <= all {
        return None;
    }
    let mut entries: Vec<Builder<'_>> = Vec::new();
    let mut open: HashMap<(&str, &str), usize> = HashMap::new();
    for (key, number, content) in numbered() {
        if number == "1" || !open.contains_key(&key) {
            open.insert(key, entries.len());
            entries.push(Builder::new(source));
        }
        let Some(entry) = open.get(&key).and_then(|&index| entries.get_mut(index)) else { continue };
        let line = &text[content.clone()];
        let tab = if line.starts_with("#011") { 4 } else { usize::from(line.starts_with('\t')) };
        if tab > 0 {
            entry.write(content.start, "\n\t");
        }
        entry.copy(content.start + tab..content.end);
    }
    Some(entries.into_iter().map(Builder::finish).collect())
}

/// The process of a line of syslog, and whether it is the first line of an entry.
pub(crate) fn syslog_process(line: &[u8]) -> Option<(&[u8], bool)> {
    let at = line.windows(4).take(MAX_PREFIX).position(|window| window == b"]: [")?;
    let start = line[..at].iter().rposition(|byte| *byte == b'[')? + 1;
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let rest = &line[at + 4..];
    let number = &rest[..rest.iter().position(|byte| *byte == b']')?];
    let dash = number.iter().position(|byte| *byte == b'-')?;
    let (entry, part) = (&number[..dash], &number[dash + 1..]);
    let numbered = digits(&line[start..at]) && digits(entry) && digits(part);
    numbered.then_some((&line[start..at], part == b"1"))
}

/// Whether a log announces a plan here.
pub(crate) fn announces_plan(text: &str) -> bool {
    find_marker(text, 0).is_some()
}

/// The process and entry of a line of syslog, its number in the entry, and its content.
fn syslog_line(text: &str, line: Line) -> Option<((&str, &str), &str, Range<usize>)> {
    let raw = text.get(line.range())?;
    let (before, rest) = raw.split_once("]: [")?;
    let (_, process) = before.rsplit_once('[')?;
    let (entry, rest) = rest.split_once('-')?;
    let (number, content) = rest.split_once("] ")?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = digits(process) && digits(entry) && digits(number);
    numbered.then_some(((process, entry), number, line.end - content.len()..line.end))
}

/// Where a text shows that it is a log: at the level of a message behind a time, or a process.
pub(super) fn find_log(text: &str) -> Option<usize> {
    if let Some(marker) = find_marker(text, 0) {
        return Some(marker.start);
    }
    let digits = |at: usize| {
        let window = text.get(text.ceil_char_boundary(at.saturating_sub(MAX_PREFIX))..at).unwrap_or_default();
        let line = window.rfind(['\n', '\r']).map_or(window, |newline| &window[newline..]);
        line.bytes().filter(u8::is_ascii_digit).count()
    };
    let level = |level: &str| text.match_indices(level).map(|(at, _)| at).find(|&at| digits(at) > 2);
    let fields = [",LOG,00000,", "\"error_severity\":"].into_iter().filter_map(|field| text.find(field));
    LEVELS.into_iter().filter_map(level).chain(fields).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_in_other_formats_are_found() {
        let text = "1 LOG:  duration: 0.044 ms  plan:\n\tQuery Text: {x}\n\tResult  (cost=0)\n\
                    2 LOG:  duration: 0.044 ms  plan:\n\t{\n\t}\n\
                    3 LOG:  duration: 0.044 ms  plan:\n\tQuery Text: \"x\"\n\tPlan: \n\t  Node Type: \"Result\"\n";
        let found: Vec<_> =
            other_plans(text).into_iter().map(|plan| (&text[plan.range], plan.repair.code())).collect();
        assert_eq!(
            found,
            [
                ("Query Text: {x}\n\tResult  (cost=0)\n", "text-plans-left-out"),
                ("Query Text: \"x\"\n\tPlan: \n\t  Node Type: \"Result\"\n", "yaml-plans-left-out"),
            ]
        );
    }

    #[test]
    fn a_plan_in_csv_ends_with_its_field() {
        let text = "1,LOG,00000,\"duration: 0.044 ms  plan:\nResult \"\"x\"\"\n\",,\"psql\"\n2";
        assert_eq!(&text[other_plans(text)[0].range.clone()], "Result \"\"x\"\"\n");
    }

    #[test]
    fn entries_of_syslog_are_put_together() {
        // By hand after write_syslog: two processes, one line cut.
        let text = "Nov 23 db postgres[7]: [3-1] LOG:  duration: 1 ms  plan:\nNov 23 db postgres[7]: [3-2] #011{\n\
                    Nov 23 db postgres[8]: [1-1] LOG:  x\nNov 23 db postgres[7]: [3-3] #011  \"a\":\n\
                    Nov 23 db postgres[7]: [3-4]  1}\n";
        let entries = syslog_entries(&Excerpt::whole(text)).unwrap();
        let texts: Vec<_> = entries.iter().map(Excerpt::text).collect();
        assert_eq!(texts, ["LOG:  duration: 1 ms  plan:\n\t{\n\t  \"a\": 1}", "LOG:  x"]);
        assert_eq!(entries[0].to_input(texts[0].len() - 1), text.len() - 2);
    }

    #[test]
    fn a_log_is_known_by_its_levels() {
        assert_eq!(find_log("x\n2026-11-23 UTC [7] LOG:  checkpoint"), Some(21));
        assert_eq!(find_log("ERROR:  syntax error"), None);
    }
}
