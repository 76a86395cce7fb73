//! Indexes for a workload, in a terminal.

use super::page::{Page, Style};
use super::safe::Safe;
use super::text::TextOptions;
use crate::advice::{WorkloadAdvice, WorkloadIndex};
use crate::words::{Count, Kilobytes};

/// How many of the statements that an index helps are named.
const MOST_NAMED: usize = 5;

/// One set of indexes for many statements as text for a terminal: for each the statements to run, what it saves, and whom
/// it helps, by the names given.
pub fn workload(advice: &WorkloadAdvice, statements: &[String], options: TextOptions) -> String {
    let mut page = Page { out: String::new(), options };
    let many =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let head = format!("Workload: {}", many(statements.len(), "statement", "statements"));
    if advice.indexes.is_empty() {
        page.line(Style::Bold, &format!("{head}, no index that pays"));
        return page.out;
    }
    let (before, after) = (Count(advice.before.round()), Count(advice.after.round()));
    let size = Kilobytes(advice.bytes() / 1024.0);
    page.line(
        Style::Bold,
        &format!(
            "{head}, {before} -> about {after} with {} ({size})",
            many(advice.indexes.len(), "index", "indexes")
        ),
    );
    for index in &advice.indexes {
        page.out.push('\n');
        for line in index.index.ddl().lines() {
            page.line(Style::Cyan, &format!("  {}", Safe(line)));
        }
        for key in &index.index.keys {
            page.write(Style::Dim, "    ");
            page.wrapped(Style::Dim, &Safe(&format!("{}: {}", key.expression, key.reason)).to_string());
        }
        page.write(Style::Plain, "    ");
        page.wrapped(Style::Plain, &Safe(&worth(index, statements)).to_string());
    }
    page.out
}

/// What an index saves, and whom it helps.
fn worth(index: &WorkloadIndex, statements: &[String]) -> String {
    let size = index.index.size_bytes.map(|bytes| format!(", takes {}", Kilobytes(bytes / 1024.0)));
    let named = index.helps.iter().take(MOST_NAMED).map(|helped| {
        let name = statements.get(helped.statement).map_or("?", String::as_str);
        format!("{name} ({} -> {})", Count(helped.before.round()), Count(helped.after.round()))
    });
    let named: Vec<String> = named.collect();
    let more = match index.helps.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!(
        "saves {}{}; helps {}{more}",
        Count(index.saving.round()),
        size.unwrap_or_default(),
        named.join(", ")
    )
}
