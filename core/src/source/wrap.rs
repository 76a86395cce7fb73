//! Lines that a terminal or a mail program wrapped: what stood at the break?
//!
//! A terminal breaks at a column, whatever stands there. Copied from it, a line may have lost the spaces at its
//! end, or gained some; either way it was as wide as the terminal. A mail program breaks at a space, which goes.

use std::collections::HashSet;
use std::ops::Range;

use super::excerpt::{Builder, Excerpt, line_start, lines};

/// Widths that terminals have. A lone line one column shorter has lost the space at its end.
const TERMINALS: [usize; 6] = [80, 100, 120, 132, 160, 200];

/// A line as it was pasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measured {
    /// Its columns.
    pub(super) width: usize,
    /// Its columns without the white space at its end.
    pub(super) trimmed: usize,
    /// Whether it was broken inside a string or another token.
    pub(super) broken: bool,
}

impl Measured {
    pub(super) fn new(line: &str, broken: bool) -> Self {
        Self { width: columns(line), trimmed: columns(line.trim_end()), broken }
    }
}

/// What the lines of a document tell about the way it was wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrapping {
    /// Whether white space at the ends of lines was added when copying.
    padded: bool,
    /// The column at which lines were broken.
    column: usize,
    /// Whether lines were broken at spaces, wherever those stood.
    words: bool,
    /// Whether more than one line vouches for the column.
    certain: bool,
}

impl Wrapping {
    /// What the lines tell; `words` says whether they may have been broken at spaces.
    pub(super) fn of(rows: &[Measured], words: bool) -> Self {
        let broken = || rows.iter().filter(|row| row.broken);
        let whole = || rows.iter().filter(|row| !row.broken);
        let spaced = |row: &&Measured| row.width > row.trimmed;
        let breaks = broken().count();
        let widest = rows.iter().map(|row| row.width).max().unwrap_or_default();
        // Servers leave no spaces at the ends of lines; one at each is no chance, nor is one at each break,
        // once there are three: one break in six falls on a space.
        let one = rows.iter().filter(|row| row.width == row.trimmed + 1).count();
        let at_each = rows.len() > 2 && rows.iter().all(|row| spaced(&row)) && one * 2 > rows.len();
        let same_width = broken().map(|row| row.width).min() == broken().map(|row| row.width).max();
        let at_breaks =
            breaks > 2 && broken().all(|row| spaced(&row)) && same_width && !whole().any(|row| spaced(&row));
        let added = at_each || at_breaks;
        // Copied as a rectangle: a broken line is full, and its spaces are its own.
        let full_spaces = whole().filter(|row| spaced(row) && row.width == widest).count();
        let all_full =
            whole().filter(spaced).count() == full_spaces && broken().all(|row| row.width == widest);
        if !added && full_spaces > 0 && all_full {
            return Self { padded: false, column: widest, words: false, certain: true };
        }
        let padded = added || whole().filter(spaced).count() * 2 > whole().count();
        let measure = |row: &Measured| if padded { row.trimmed } else { row.width };
        let widest_broken = broken().map(measure).max().unwrap_or_default();
        let widest_whole = whole().map(measure).max().unwrap_or_default();
        let column = if widest_whole == widest_broken + 1 {
            widest_whole
        } else if breaks == 1 && widest_whole <= widest_broken && TERMINALS.contains(&(widest_broken + 1)) {
            widest_broken + 1
        } else {
            widest_broken
        };
        let missing = |spaces: usize| broken().filter(|row| measure(row) + spaces == column).count();
        let (full, one) = (missing(0), missing(1));
        // A terminal breaks most lines inside of words, and seldom where several spaces stand.
        let many = breaks - full - one;
        let words = words && 2 * many + one > full;
        // Few lines do not vouch for many: what is put in stays in proportion to what is there.
        let column = if !words && many > 4 * (full + one) { 0 } else { column };
        Self { padded, column, words, certain: breaks > 1 || widest_whole == column }
    }

    /// Whether white space at the end of a broken line goes, and how many spaces are to be put there then.
    pub(super) fn spaces(self, row: Measured, next_is_space: bool) -> (bool, usize) {
        if self.words {
            let kept = !self.padded && row.width > row.trimmed;
            return (self.padded, usize::from(!kept && !next_is_space));
        }
        let width = if self.padded { row.trimmed } else { row.width };
        (self.padded, self.column.saturating_sub(width))
    }
}

impl Wrapping {
    /// How a key reads that was broken. Keys are words in title case, but for `by`: a small letter goes on with a
    /// word; a capital begins one, which only `HashAgg` and the like make less than sure. `None` where this does
    /// not tell.
    pub(super) fn title_case(self, left: &str, right: &str) -> Option<usize> {
        let before = left.chars().next_back().filter(|c| c.is_alphabetic())?;
        let behind = right.chars().next()?;
        if behind.is_lowercase() && !right.starts_with("by ") {
            Some(0)
        } else {
            (!self.certain && before.is_lowercase() && behind.is_alphabetic()).then_some(1)
        }
    }
}

/// How a string reads that was broken, judged by the other strings of its document.
///
/// `left` and `right` are its parts without white space at the break; `None` where the strings do not tell.
pub(super) fn known(vocabulary: &HashSet<&str>, left: &str, right: &str) -> Option<usize> {
    let joined = |space: &str| vocabulary.contains(format!("{left}{space}{right}").as_str());
    match (joined(""), joined(" ")) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

/// A part of a text that has no line breaks of its own, without those that stand in it, and their number.
pub(super) fn join(source: &Excerpt<'_>, range: Range<usize>) -> (Excerpt<'static>, usize) {
    let text = source.text();
    let from = line_start(text, range.start);
    let part = text.get(..range.end).unwrap_or(text);
    let rows: Vec<_> = lines(part, from).collect();
    let mut measured: Vec<_> = rows.iter().map(|row| Measured::new(&text[row.range()], true)).collect();
    measured.pop();
    let breaks = rows.len().saturating_sub(1);
    let mut builder = Builder::new(source);
    if breaks == 0 {
        builder.copy(range);
        return (builder.finish(), 0);
    }
    // The indentation in it would look like breaks at words.
    let wrapping = Wrapping::of(&measured, false);
    for (row, measured) in rows.iter().zip(measured) {
        let line = &text[row.range()];
        let start = row.start.max(range.start);
        let next_is_space = text.as_bytes().get(row.next) == Some(&b' ');
        let (trim, spaces) = wrapping.spaces(measured, next_is_space);
        builder.copy(start..if trim { row.start + line.trim_end().len() } else { row.end });
        builder.write(row.end, &" ".repeat(spaces));
    }
    builder.copy(rows.last().map_or(range.start, |row| row.start)..range.end);
    (builder.finish(), breaks)
}

/// A text of which every line that fills the terminal is joined with the next one: for frames, whose lines are
/// all equally long. None where no two lines fill it, or a line is wider.
pub(super) fn unfold(source: &Excerpt<'_>) -> Option<(Excerpt<'static>, usize)> {
    let text = source.text();
    let width = lines(text, 0).map(|line| columns(&text[line.range()])).max()?;
    let full = lines(text, 0).filter(|line| columns(&text[line.range()]) == width).count();
    if full < 2 {
        return None;
    }
    // A row of the frame that fills its last line as well is at its end all the same.
    let border = |c: char| matches!(c, '|' | '+' | '\u{2500}'..='\u{257f}');
    let mut builder = Builder::new(source);
    let mut joined = 0;
    for line in lines(text, 0) {
        let next = text.get(line.next..).unwrap_or_default();
        let ends = text[line.range()].ends_with(border) && next.starts_with(border);
        let is_full = !ends && columns(&text[line.range()]) == width;
        joined += usize::from(is_full);
        builder.copy(line.start..if is_full { line.end } else { line.next });
    }
    Some((builder.finish(), joined))
}

/// The columns that a line takes in a terminal.
///
/// East Asian wide characters take two, combining marks none (Unicode Standard Annex 11, its wide blocks).
fn columns(line: &str) -> usize {
    let wide = |c: char| match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    if line.is_ascii() { line.len() } else { line.chars().map(wide).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaces(lines: &[&str], broken: &[usize]) -> Vec<(bool, usize)> {
        let rows: Vec<_> = lines
            .iter()
            .enumerate()
            .map(|(index, line)| Measured::new(line, broken.contains(&index)))
            .collect();
        let wrapping = Wrapping::of(&rows, true);
        broken.iter().map(|&index| wrapping.spaces(rows[index], false)).collect()
    }

    #[test]
    fn a_line_shorter_than_the_terminal_lost_spaces() {
        assert_eq!(
            spaces(&["0123456789", "012345678", "0123456789", "x"], &[0, 1, 2]),
            [(false, 0), (false, 1), (false, 0)]
        );
        assert_eq!(spaces(&["0123456789", "012345678 ", "x"], &[0, 1]), [(false, 0), (false, 0)]);
    }

    #[test]
    fn spaces_that_copying_added_go() {
        assert_eq!(spaces(&["[ ", "{  ", "\"abcd", "ef\"  "], &[2]), [(true, 0)]);
        assert_eq!(spaces(&["[    ", "\"abc ", "ef\"  "], &[1]), [(false, 0)], "a rectangle");
        assert_eq!(spaces(&["\"abcd ", "efghi ", "jklmn ", "o\""], &[0, 1, 2]), [(true, 0); 3]);
    }

    #[test]
    fn no_line_vouches_for_many() {
        let rows = [9, 1, 1, 1, 1, 1].map(|width| Measured { width, trimmed: width, broken: true });
        assert_eq!(Wrapping::of(&rows, false).spaces(rows[1], false), (false, 0));
        assert_eq!(Wrapping::of(&rows, true).spaces(rows[1], false), (false, 1));
    }

    #[test]
    fn lines_broken_at_words_lost_one_space_each() {
        assert_eq!(spaces(&["one two", "three", "four five", "x"], &[0, 1, 2]), [(false, 1); 3]);
    }

    #[test]
    fn other_strings_tell_what_was_broken() {
        let vocabulary = HashSet::from(["Actual Rows", "Seq Scan"]);
        assert_eq!(known(&vocabulary, "Actual R", "ows"), Some(0));
        assert_eq!(known(&vocabulary, "Seq", "Scan"), Some(1));
        assert_eq!(known(&vocabulary, "Node", "Type"), None);
    }

    #[test]
    fn keys_are_words_in_title_case() {
        let sure = Wrapping::of(&[], true);
        let unsure = Wrapping { certain: false, ..sure };
        let told = |left, right| (unsure.title_case(left, right), sure.title_case(left, right));
        assert_eq!(told("Node", "Type"), (Some(1), None));
        assert_eq!(told("Actual R", "ows"), (Some(0), Some(0)));
        assert_eq!(told("Rows Removed", "by Filter"), (Some(1), None));
        assert_eq!(told("I/O", "Read"), (None, None));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!((columns("abc"), columns("日本"), columns("e\u{301}")), (3, 4, 1));
    }

    #[test]
    fn a_wrapped_frame_is_unfolded() {
        let text = "| [       \n     +|\n|   {     \n     +|\n";
        let (excerpt, joined) = unfold(&Excerpt::whole(text)).unwrap();
        assert_eq!((excerpt.text(), joined), ("| [            +|\n|   {          +|\n", 2));
        let text = "| [  \n   +|\n|  { \n   +|";
        assert_eq!(unfold(&Excerpt::whole(text)).unwrap().0.text(), "| [     +|\n|  {    +|");
    }
}
