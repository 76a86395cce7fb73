//! What was pasted instead of a plan in JSON?
//!
//! Asked only when no plan was found; by shapes that are hard to mistake, the most telling first.

use super::excerpt::{Line, lines};
use super::log;
use crate::error::ParseErrorKind;
use crate::json::{Container, Kind, Reader};

/// The keys of an object that a message names.
const MAX_KEYS: usize = 5;

/// The characters of an unknown text that a message shows.
const MAX_SHOWN: usize = 40;

/// What stands in the second column of a tabular EXPLAIN (`Query_block::type_str` in MySQL's `sql_lex.cc`).
const SELECT_TYPES: [&str; 12] = [
    "SIMPLE",
    "PRIMARY",
    "SUBQUERY",
    "DEPENDENT SUBQUERY",
    "DERIVED",
    "UNION",
    "UNION RESULT",
    "MATERIALIZED",
    "INSERT",
    "UPDATE",
    "DELETE",
    "REPLACE",
];

/// The cells behind it that there are at least: MariaDB has eight, MySQL ten.
const MIN_CELLS: usize = 7;

/// Words that statements begin with.
const STATEMENTS: [&str; 16] = [
    "select", "with", "insert", "update", "delete", "explain", "analyze", "merge", "create", "alter", "drop",
    "values", "begin", "set", "call", "execute",
];

/// What a text is that holds no plan in JSON, and where that shows; none where nothing shows.
pub(super) fn sniff(text: &str) -> Option<(ParseErrorKind, usize)> {
    let found = |kind: ParseErrorKind| move |at: usize| (kind, at);
    find_tabular(text)
        .map(found(ParseErrorKind::TabularPlan))
        .or_else(|| log::find_log(text).map(found(ParseErrorKind::LogWithoutPlan)))
        .or_else(|| find_xml(text).map(found(ParseErrorKind::XmlPlan)))
        .or_else(|| find_yaml(text).map(found(ParseErrorKind::YamlPlan)))
        .or_else(|| find_text_plan(text).map(found(ParseErrorKind::TextPlan)))
        .or_else(|| find_html(text).map(found(ParseErrorKind::Html)))
        .or_else(|| find_statement(text).map(found(ParseErrorKind::Sql)))
}

/// The tabular EXPLAIN of MySQL or MariaDB: by its columns, in a table or in a slow query log, or by a row of it.
fn find_tabular(text: &str) -> Option<usize> {
    let columns = || text.find("select_type").filter(|_| text.contains("possible_keys"));
    let row = |line: &Line| {
        let mut cells = text[line.range()].split('\t');
        let id = cells.next().is_some_and(|id| id == "NULL" || id.parse::<u32>().is_ok());
        id && cells.next().is_some_and(|kind| SELECT_TYPES.contains(&kind)) && cells.count() >= MIN_CELLS
    };
    columns().or_else(|| lines(text, 0).find(row).map(|line| line.start))
}

fn find_xml(text: &str) -> Option<usize> {
    text.find("<explain").or_else(|| text.find("<Node-Type>"))
}

/// A key of YAML: not in quotes, at the start of its line or behind a dash.
fn find_yaml(text: &str) -> Option<usize> {
    text.match_indices("Node Type: ").map(|(at, _)| at).find(|&at| {
        let before = text[..at].trim_end_matches([' ', '\t', '-', '|', '│', '>', '#']);
        before.is_empty() || before.ends_with(['\n', '\r', '+', '↵', '"']) || before.ends_with("\\n")
    })
}

/// A node of the TEXT format: by its cost, its times or its arrow; or what stands below the header of a column.
fn find_text_plan(text: &str) -> Option<usize> {
    let scans = ["Seq Scan on ", "Index Scan using ", "Index Only Scan using ", "Bitmap Heap Scan on "];
    let marks = ["(actual time=", "(actual rows=", "(never executed)", "->  "];
    let costs = text.find("(cost=").filter(|_| text.contains(" width="));
    let found = marks.iter().chain(&scans).filter_map(|mark| text.find(mark)).chain(costs).min();
    let below_header = || {
        let header = text.find("QUERY PLAN")?;
        let frame =
            |c: char| c.is_whitespace() || matches!(c, '|' | '│' | '║' | '-' | '+' | '\u{2500}'..='\u{257f}');
        let mut below = lines(text, Line::at(text, header)?.next);
        let first = below.find(|line| !text[line.range()].trim_matches(frame).is_empty())?;
        text[first.range()].trim_start_matches(frame).starts_with(char::is_alphabetic).then_some(first.start)
    };
    found.or_else(below_header)
}

fn find_html(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let head: String = text[start..].chars().take(2000).collect::<String>().to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<pre", "<p>", "<script"];
    tags.iter().any(|tag| head.contains(tag)).then_some(start)
}

/// A statement at the start, behind comments and the prompt of a client.
fn find_statement(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        rest = if rest.starts_with("--") {
            rest.find('\n').map(|end| &rest[end..])?
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| &rest[end + 2..])?
        } else {
            break;
        };
    }
    let line = Line::at(rest, 0)?;
    let line = &rest[line.range()];
    // psql's prompts: `db=# `, `db=> `, `# `, `$ `.
    let prompt = ["=# ", "=> ", "-# ", "# ", "$ ", "> "].iter().find_map(|prompt| {
        line.find(prompt).filter(|&at| !line[..at].contains([' ', '('])).map(|at| at + prompt.len())
    });
    let statement = rest[prompt.unwrap_or_default()..].trim_start_matches([' ', '(']);
    let word = statement.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let is_statement = STATEMENTS.iter().any(|statement| statement.eq_ignore_ascii_case(word));
    is_statement.then(|| text.len() - statement.len())
}

/// What a JSON value is, in words; none where the text does not start with one.
pub(super) fn describe(text: &str, max_depth: usize) -> Option<String> {
    let mut reader = Reader::new(text, max_depth);
    let words = match reader.peek().ok()? {
        Kind::Object => keys(&mut reader)?,
        Kind::Array => {
            let mut count = 0_usize;
            let mut first = None;
            reader.open(Container::Array).ok()?;
            while reader.element().ok()? {
                count += 1;
                let mut again = reader.clone();
                reader.skip().ok()?;
                first = first.or_else(|| Some(element(&mut again)));
            }
            match (count, first) {
                (0, _) | (_, None) => "an empty array".to_owned(),
                (1, Some(first)) => format!("an array of {first}"),
                (count, Some(first)) => format!("an array of {count} values, the first of which is {first}"),
            }
        }
        _ => {
            let mut again = reader.clone();
            reader.skip().ok()?;
            element(&mut again)
        }
    };
    reader.end().ok()?;
    Some(words)
}

fn element(reader: &mut Reader<'_>) -> String {
    let words = match reader.peek() {
        Ok(Kind::Object) => return keys(reader).unwrap_or_default(),
        Ok(Kind::Array) => "an array",
        Ok(Kind::String) => "a string",
        Ok(Kind::Number) => "a number",
        Ok(Kind::Bool) => "a truth value",
        _ => "null",
    };
    words.to_owned()
}

/// Reads an object and names its keys.
fn keys(reader: &mut Reader<'_>) -> Option<String> {
    let mut names = Vec::new();
    let mut more = 0_usize;
    reader.open(Container::Object).ok()?;
    while let Some(key) = reader.key().ok()? {
        if names.len() < MAX_KEYS {
            names.push(shown(reader.raw(key.start, key.end)));
        } else {
            more += 1;
        }
        reader.skip().ok()?;
    }
    let last = if more > 0 { Some(format!("{more} more")) } else { names.pop() };
    Some(match (names.is_empty(), last) {
        (_, None) => "an empty object".to_owned(),
        (true, Some(last)) => format!("an object with the key {last}"),
        (false, Some(last)) => format!("an object with the keys {} and {last}", names.join(", ")),
    })
}

/// The beginning of a text nobody recognised.
pub(super) fn beginning(text: &str) -> String {
    let keys = ["\"Node Type\":", "\"table_name\":", "\"access_type\":", "\"estimated_rows\":"];
    if keys.iter().any(|key| text.contains(key)) {
        return "a part of a plan without its beginning: copy it again, whole".to_owned();
    }
    format!("a text that starts with \"{}\"", shown(text.trim()))
}

/// The beginning of a text, on one line.
fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().take(MAX_SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        sniff(text).map_or("nothing", |(kind, _)| kind.code())
    }

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(code("Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)"), "text-plan");
        assert_eq!(code("   QUERY PLAN\n------\n Result\n"), "text-plan");
        assert_eq!(code(" ->  Sort"), "text-plan");
        assert_eq!(code("| id | select_type | table | type | possible_keys |"), "tabular-plan");
        assert_eq!(code("# explain: id\tselect_type\ttable\ttype\tpossible_keys\n"), "tabular-plan");
        assert_eq!(code("1\tSIMPLE\tt\tALL\tNULL\tNULL\tNULL\tNULL\t3\tUsing where\n"), "tabular-plan");
        assert_eq!(code("1\tSIMPLE\tt\n"), "nothing");
        assert_eq!(code(" - Plan:     +\n     Node Type: \"Limit\" +\n"), "yaml-plan");
        assert_eq!(code("<explain xmlns=\"http://www.postgresql.org/2009/explain\">"), "xml-plan");
        assert_eq!(code("<!DOCTYPE html><p>"), "html");
        assert_eq!(code("-- a\n/* b */ db=# select data -> 'a' from t"), "sql");
        assert_eq!(code("Dear all"), "nothing");
        assert_eq!(code("created yesterday"), "nothing");
    }

    #[test]
    fn values_are_described() {
        let words = |text: &str| describe(text, 100).unwrap();
        assert_eq!(words(r#"{"a": 1, "b": {}, "c": []}"#), "an object with the keys a, b and c");
        assert_eq!(
            words(r#"[{"a": 1}, 2]"#),
            "an array of 2 values, the first of which is an object with the key a"
        );
        assert_eq!(words("[]"), "an empty array");
        assert_eq!(words("\"x\""), "a string");
        assert_eq!(describe("[1] x", 100), None);
    }
}
