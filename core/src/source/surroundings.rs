//! What stands beside a document: where it was taken from, and what was left there.

use super::excerpt::{Line, lines};
use super::log;
use super::repair::Repair;

/// The longest HTML tag between a header and its plan, in bytes.
const MAX_TAG: usize = 100;

/// A character of psql's frames, or a quote of CSV.
fn is_frame(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '=' | '+' | '|' | '"' | '\u{2500}'..='\u{257f}')
}

/// Tells what stood beside a document, in what was pasted itself or in a string of it.
pub(super) fn tell(beside: &str, pasted: bool, repairs: &mut Vec<Repair>) {
    let raw = |line: Line| beside.get(line.range()).unwrap_or_default();
    let line = |line: Line| raw(line).trim_matches(is_frame);
    let is_framed = || lines(beside, 0).any(|l| matches!(line(l), "QUERY PLAN" | "(1 row)"));
    let is_of_mysql = || lines(beside, 0).any(|l| is_of_mysql(line(l)));
    let repair = if log::find_marker(beside, 0).is_some() {
        Repair::Log
    } else if is_framed() {
        Repair::PsqlFrame
    } else if is_of_mysql() {
        Repair::MySqlFrame
    } else if beside.contains("```") || beside.contains("~~~") {
        Repair::CodeFence
    } else if pasted && beside.contains(char::is_alphanumeric) {
        Repair::Surroundings
    } else {
        return;
    };
    repair.add_to(repairs);
    // Those of a log are counted by its entries.
    if repair != Repair::Log {
        let is_root = |line: &str| {
            let costs = line.contains("(cost=") && line.contains(" width=") || line.contains("(actual ");
            costs && !line.contains("->")
        };
        let plans = lines(beside, 0).filter(|&l| is_root(raw(l))).count();
        Repair::TextPlansLeftOut { plans }.add_to(repairs);
        let plans = lines(beside, 0).filter(|&l| line(l) == "Plan:").count();
        Repair::YamlPlansLeftOut { plans }.add_to(repairs);
        Repair::XmlPlansLeftOut { plans: beside.matches("<explain ").count() }.add_to(repairs);
    }
}

/// Whether a line is what the client of MySQL or MariaDB prints around a row: its header, the mark in front of it,
/// the number of rows.
fn is_of_mysql(line: &str) -> bool {
    let is_header = matches!(line, "EXPLAIN" | "ANALYZE" | "EXPLAIN:" | "ANALYZE:");
    let is_mark =
        line.strip_suffix(" ***************************").is_some_and(|mark| mark.ends_with(" row"));
    is_header || is_mark || is_row_count(line)
}

/// Whether a line is what that client prints below a row: `1 row in set (0.00 sec)`.
pub(super) fn is_row_count(line: &str) -> bool {
    let words = line.split_once(" in set").map(|(words, _)| words);
    let number = words.and_then(|words| words.strip_suffix(" rows").or(words.strip_suffix(" row")));
    number.is_some_and(|number| number.parse::<u64>().is_ok())
}

/// Drops what says less than the rest: that there was something around the plan, where it is known what.
pub(super) fn settle(repairs: &mut Vec<Repair>) {
    let known = |repair: &Repair| {
        use Repair::{CodeFence, Html, LinePrefix, Log, MySqlFrame, PsqlFrame};
        matches!(repair, Log | PsqlFrame | MySqlFrame | Html | CodeFence | LinePrefix { .. })
    };
    if repairs.iter().any(known) {
        repairs.retain(|repair| *repair != Repair::Surroundings);
    }
}

/// Whether what stands before a bracket ends with the header of a column of plans, and its frame.
pub(super) fn is_column(before: &str) -> bool {
    let mut rest = before;
    loop {
        rest = rest.trim_end_matches(is_frame);
        let tag = rest.ends_with('>').then(|| rest.bytes().rev().take(MAX_TAG).position(|byte| byte == b'<'));
        match tag.flatten() {
            Some(length) => rest = &rest[..rest.len() - length - 1],
            None => break,
        }
    }
    let header = rest.len().checked_sub("QUERY PLAN".len()).and_then(|at| rest.get(at..));
    header.is_some_and(|header| header.eq_ignore_ascii_case("QUERY PLAN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(beside: &str) -> Vec<String> {
        let mut repairs = Vec::new();
        tell(beside, true, &mut repairs);
        settle(&mut repairs);
        repairs.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_stood_there_is_told() {
        assert_eq!(told("1 LOG:  duration: 1 ms  plan:\n"), ["took the plans out of a log"]);
        assert_eq!(told("|  QUERY PLAN  |\n+----+"), ["took the plan out of psql's frame"]);
        let mark = "*************************** 1. row ***************************\nEXPLAIN: ";
        for beside in ["+----+\n| EXPLAIN |\n+----+\n| ", mark, "1 row in set, 1 warning (0.00 sec)\n"] {
            assert_eq!(told(beside), ["took the plan out of the frame of the mysql client"], "{beside}");
        }
        assert_eq!(told("see:\n~~~"), ["took the plan out of a code fence"]);
        assert_eq!(told("QUERY PLAN of yesterday:"), ["left out the text around the plan"]);
        assert_eq!(told(" \n;"), [""; 0]);
        assert_eq!(
            told(
                "x\n Limit  (cost=0.00..1.00 rows=1 width=4)\n   ->  Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)"
            ),
            ["left out the text around the plan", "1 plan in TEXT format was left out"]
        );
    }

    #[test]
    fn a_header_shows_above_its_frame() {
        assert!(is_column("  QUERY PLAN  \n------\n"));
        assert!(is_column("<th align=\"center\">QUERY PLAN</th>\n  </tr>\n  <tr>\n    <td>"));
        assert!(!is_column("my plan: ") && !is_column("PLAN"));
    }
}
