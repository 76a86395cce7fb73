//! What stands around the lines of a tree: a client's frame, marks in front of lines, a quote, a tag.
//!
//! The mysql client puts its marks around a row and not around the lines in it: `| -> Limit: 1 row(s)`, the other
//! lines as they are, and ` |` behind the last one.

use super::arrow::{is_arrow, is_complete, prefix};
use super::excerpt::Line;
use super::margin::Margin;

/// What a client puts between columns.
const BORDERS: [char; 3] = ['|', '│', '║'];

/// What stands around the lines of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'t> {
    pub(super) lead: Lead<'t>,
    /// The border of a client's table.
    pub(super) border: Option<char>,
    /// The quote in front of the first line.
    quote: Option<char>,
    /// Whether a tag stands in front of it.
    tag: bool,
}

/// What stands in front of the lines.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lead<'t> {
    /// So many blanks, or fewer.
    Indent(usize),
    /// The same marks in front of each.
    Marks(Margin<'t>),
    /// Something in front of the first one.
    First,
}

impl<'t> Frame<'t> {
    pub(super) fn of(text: &'t str, from: usize, start: usize) -> Self {
        let before = prefix(text, start);
        let last = before.trim_end().chars().next_back();
        let first = Line::at(text, from);
        let marks = || {
            let first = first?;
            let margin = Margin::of(text.get(first.range())?, start - from)?;
            let next = text.get(Line::at(text, first.next)?.range())?;
            let goes_on = next.get(margin.same(next)?..)?.trim_start();
            is_arrow(goes_on).then_some(Lead::Marks(margin))
        };
        let lead = match last {
            None => Lead::Indent(before.chars().count()),
            Some(_) => marks().unwrap_or(Lead::First),
        };
        Self {
            lead,
            border: last.filter(|last| BORDERS.contains(last)),
            quote: last.filter(|last| matches!(last, '"' | '\'' | '`')),
            tag: last == Some('>') && before.contains('<'),
        }
    }

    /// Where the content of a line starts and ends, and whether the frame ends there, too; none where the line does
    /// not belong. The first line starts at `start`.
    pub(super) fn strip(&self, text: &str, line: Line, start: usize) -> Option<(usize, usize, bool)> {
        let raw = &text[line.range()];
        let is_first = line.range().contains(&start) || line.end == start;
        let from = match self.lead {
            _ if is_first => start,
            Lead::Indent(blanks) => {
                let blanks = raw.chars().take(blanks).take_while(|c| c.is_whitespace());
                line.start + blanks.map(char::len_utf8).sum::<usize>()
            }
            Lead::Marks(margin) => line.start + margin.same(raw)?,
            Lead::First => line.start,
        };
        let content = &text[from..line.end];
        let trimmed = content.trim_end();
        if let Some(inner) = self.border.and_then(|border| trimmed.strip_suffix(border))
            && (inner.is_empty() || inner.ends_with(char::is_whitespace))
        {
            let last = !matches!(self.lead, Lead::Marks(_));
            return Some((from, from + inner.trim_end().len(), last));
        }
        if let Some(quote) = self.quote {
            let bare = trimmed.trim_end_matches([',', ';', ')', ']', '}']);
            let inner = bare.strip_suffix(quote);
            if let Some(inner) = inner.filter(|inner| inner.trim().is_empty() || is_complete(inner)) {
                return Some((from, from + inner.trim_end().len(), true));
            }
        }
        if let Some(inner) = self.tag.then(|| content.find("</")).flatten() {
            return Some((from, from + inner, true));
        }
        Some((from, line.end, false))
    }
}
