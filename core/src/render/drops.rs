//! Indexes to drop, in a terminal.

use super::page::{Page, Style};
use super::safe::Safe;
use super::text::TextOptions;
use crate::advice::IndexDrop;
use crate::words::Kilobytes;

/// Indexes to drop as text for a terminal: for each the statement, the reason, what to know before, and how to make it
/// again.
pub fn drops(indexes: &[IndexDrop], options: TextOptions) -> String {
    let mut page = Page { out: String::new(), options };
    if indexes.is_empty() {
        page.line(Style::Bold, "Indexes to drop: none that the catalog proves to be of no use");
        return page.out;
    }
    let bytes: u64 = indexes.iter().filter_map(|index| index.bytes).fold(0, u64::saturating_add);
    let size =
        if bytes > 0 { format!(", {} together", Kilobytes(bytes as f64 / 1024.0)) } else { String::new() };
    page.line(Style::Bold, &format!("Indexes to drop: {}{size}", indexes.len()));
    // What is to be known of all of them is said once.
    let is_shared =
        |note: &String| indexes.len() > 1 && indexes.iter().all(|index| index.notes.contains(note));
    for index in indexes {
        page.out.push('\n');
        page.line(Style::Cyan, &format!("  {}", Safe(&index.ddl)));
        page.write(Style::Plain, &format!("{:>9}  ", index.reason.name()));
        let size =
            index.bytes.map_or(String::new(), |bytes| format!(" ({})", Kilobytes(bytes as f64 / 1024.0)));
        page.wrapped(Style::Plain, &Safe(&format!("{index}{size}")).to_string());
        for note in index.notes.iter().filter(|note| !is_shared(note)) {
            page.write(Style::Dim, "     note  ");
            page.wrapped(Style::Dim, &Safe(note).to_string());
        }
        if let Some(create) = &index.create {
            page.write(Style::Dim, "     back  ");
            page.line(Style::Dim, &Safe(create).to_string());
        }
    }
    for note in indexes.iter().take(1).flat_map(|index| &index.notes).filter(|note| is_shared(note)) {
        page.write(Style::Dim, "\n     note  ");
        page.wrapped(Style::Dim, &Safe(note).to_string());
    }
    page.out
}
