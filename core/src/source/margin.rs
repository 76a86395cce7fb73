//! What stands left and right of a document on each of its lines: psql's frame, or marks in front of lines.

/// The longest prefix that is taken for a mark, in bytes: syslog's are about 60.
const MAX_PREFIX: usize = 200;

/// What psql puts at the end of a line that goes on in the next one.
const NEWLINES: [char; 2] = ['+', '↵'];

/// What psql puts at the end of a line that it wrapped itself (`\pset format wrapped`), and before the next one.
const WRAPS: [char; 2] = ['.', '…'];

/// What psql puts between columns; `:` and `;` in the old ASCII line style.
const BORDERS: [char; 5] = ['|', '│', '║', ':', ';'];

/// The marks around the lines of a document, as its first line shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin<'t> {
    /// What stands in front of the document.
    prefix: &'t str,
    /// How many characters that is.
    left: usize,
    /// The frame's right border.
    border: Option<char>,
    /// Whether lines end in one of psql's marks.
    marked: bool,
}

/// A line without its margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stripped {
    /// Where the content starts in the line.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether marks were taken off.
    pub(super) changed: bool,
    /// Whether the line is the continuation of one with a column's header in front.
    pub(super) below_header: bool,
}

impl<'t> Margin<'t> {
    /// The margin of a document that starts at `start` in a line; none where nothing stands around it.
    pub(super) fn of(line: &'t str, start: usize) -> Option<Self> {
        let prefix = line.get(..start).filter(|prefix| prefix.len() <= MAX_PREFIX)?;
        let content = line.get(start..)?.trim_end();
        let border =
            content.chars().next_back().filter(|&last| BORDERS.contains(&last) && prefix.contains(last));
        let content = border.and_then(|border| content.strip_suffix(border)).unwrap_or(content);
        let marked = content.ends_with(NEWLINES) || content.ends_with(WRAPS);
        let any = border.is_some() || marked || prefix.starts_with('\t') || !prefix.trim().is_empty();
        any.then(|| Self { prefix, left: prefix.chars().count(), border, marked })
    }

    /// Whether it is psql's frame.
    pub(super) fn is_frame(self) -> bool {
        self.border.is_some() || self.marked
    }

    /// Whether the marks in front of lines show.
    pub(super) fn has_prefix(self) -> bool {
        !self.prefix.trim().is_empty()
    }

    /// A line without the marks in front and the right border; none where it does not belong.
    pub(super) fn strip(self, line: &str) -> Option<Stripped> {
        let trimmed = line.trim_end();
        let content = self.border.and_then(|border| trimmed.strip_suffix(border));
        let end = content.map_or(line.len(), str::len);
        let same = same_shape(self.prefix, line);
        let start = if self.has_prefix() {
            same.or_else(|| self.columns(line))?
        } else if self.prefix.starts_with('\t') && !line.starts_with('\t') && !trimmed.is_empty() {
            return None;
        } else {
            blank(line, self.left)
        };
        let changed = content.is_some() || (self.has_prefix() && start > 0);
        let below_header = changed && same.is_none();
        Some(Stripped { start: start.min(end), end, changed, below_header })
    }

    /// Where a line goes on behind the same marks as stand in front of the document.
    pub(super) fn same(self, line: &str) -> Option<usize> {
        same_shape(self.prefix, line)
    }

    /// The end of a line without the mark of a newline.
    pub(super) fn unmark(content: &str) -> Option<usize> {
        content.trim_end().strip_suffix(NEWLINES).map(str::len)
    }

    /// Whether newlines inside of strings are marked, too: always with psql, which marks each.
    pub(super) fn is_marked(self) -> bool {
        self.marked
    }

    /// Where the content of a line starts that psql wrapped off the one before: behind its mark.
    pub(super) fn wrapped(self, line: &str) -> Option<usize> {
        let (at, mark) = line.char_indices().nth(self.left.checked_sub(1)?)?;
        WRAPS.contains(&mark).then_some(at + mark.len_utf8())
    }

    /// Where the content of a line ends if psql wrapped it into the next line.
    pub(super) fn wraps(self, content: &str, next: &str) -> Option<usize> {
        let end = content.trim_end().strip_suffix(WRAPS)?.len();
        self.wrapped(next).map(|_| end)
    }

    /// Where the content starts if nothing but borders and white space stands left of the document's column.
    fn columns(self, line: &str) -> Option<usize> {
        let mut characters = line.char_indices();
        for (_, character) in characters.by_ref().take(self.left) {
            if !character.is_whitespace() && !BORDERS.contains(&character) {
                return None;
            }
        }
        Some(characters.next().map_or(line.len(), |(at, _)| at))
    }
}

/// How many bytes of white space a line starts with, at most so many characters.
fn blank(line: &str, characters: usize) -> usize {
    let blank = line.chars().take(characters).take_while(|c| c.is_whitespace());
    blank.map(char::len_utf8).sum()
}

/// Where a line goes on behind a prefix of the same shape: the same but for its numbers and white space.
fn same_shape(prefix: &str, line: &str) -> Option<usize> {
    let (mut prefix, mut rest) = (prefix, line);
    while let Some(first) = prefix.chars().next() {
        if first.is_ascii_digit() {
            prefix = prefix.trim_start_matches(|c: char| c.is_ascii_digit());
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if behind.len() == rest.len() {
                return None;
            }
            rest = behind;
        } else if first.is_whitespace() {
            let behind = prefix.trim_start();
            let width = if behind.is_empty() { prefix.chars().count() } else { usize::MAX };
            rest = &rest[blank(rest, width)..];
            prefix = behind;
        } else {
            prefix = &prefix[first.len_utf8()..];
            rest = rest.strip_prefix(first)?;
        }
    }
    Some(line.len() - rest.len())
}

/// Whether a line is what stands below a document: the end of a code fence, psql's row count or time.
pub(super) fn is_footer(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with("```") || line.starts_with("~~~") || line.starts_with("Time: ") {
        return true;
    }
    let count =
        line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once(' '));
    count.is_some_and(|(number, word)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && word.chars().all(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped<'l>(first: &str, line: &'l str) -> Option<&'l str> {
        let margin = Margin::of(first, first.find('[').unwrap())?;
        let Stripped { start, end, .. } = margin.strip(line)?;
        let content = &line[start..end];
        Some(Margin::unmark(content).map_or(content, |end| &content[..end]).trim_end())
    }

    #[test]
    fn frames_of_psql() {
        assert_eq!(stripped(" [      +", "   {    +"), Some("  {"));
        assert_eq!(stripped("| [     +|", "|   {   +|"), Some("  {"));
        assert_eq!(stripped("║ [     ↵║", "║   {   ↵║"), Some("  {"));
        assert_eq!(stripped("QUERY PLAN | [     +", "           |   {   +"), Some("  {"));
        assert_eq!(stripped("| QUERY PLAN | [  +|", "|            |  {  +|"), Some(" {"));
        assert_eq!(stripped("QUERY PLAN | [     ", "           :   {   "), Some("  {"));
    }

    #[test]
    fn marks_in_front_of_lines() {
        assert_eq!(stripped("> [", ">   {"), Some("  {"));
        assert_eq!(stripped("> [", ">"), Some(""));
        assert_eq!(stripped("> [", "over"), None);
        assert_eq!(stripped(" 9: [", "10:   {"), Some("  {"));
        let syslog = "Nov 23 04:07:50 db postgres: 71: 3-2 #011[";
        assert_eq!(stripped(syslog, "Nov 23 04:07:51 db postgres: 71: 3-10 #011  {"), Some("  {"));
    }

    #[test]
    fn a_log_entry_ends_where_the_tabs_do() {
        assert_eq!(stripped("\t[", "\t  {"), Some("  {"));
        assert_eq!(stripped("\t[", "2026-11-23 LOG:  x"), None);
        assert_eq!(stripped("  [", "x"), None, "nothing to strip");
    }

    #[test]
    fn footers() {
        assert!(
            is_footer("(1 row)")
                && is_footer(" (12 Zeilen)")
                && is_footer("```")
                && is_footer("Time: 1.2 ms")
        );
        assert!(!is_footer("(a = 1)") && !is_footer("}"));
    }
}
