//! Why a text could not be read, in words for the person who pasted it.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::text::{Position, Span, is_harmful};

/// The widest excerpt of a line that an error shows, in characters.
const EXCERPT_WIDTH: usize = 100;

/// What was pasted is not a plan that can be read: what it is instead, where that shows, and what to do.
///
/// The error carries all it needs to be shown, so that it outlives the text.
///
/// ```
/// let error = plansight::analyze("[{\"Plan\": {\"Node Type\": \"Seq Scan\"").unwrap_err();
/// assert_eq!(error.code(), "truncated");
/// assert_eq!((error.position().line, error.position().column), (1, 34));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    kind: ParseErrorKind,
    span: Span,
    position: Position,
    pointer: Option<String>,
    excerpt: String,
}

/// What a text that cannot be read looks like.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// Nothing, or only white space.
    #[error(
        "expected a plan, found nothing: paste the output of EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), \
         or MySQL's of EXPLAIN ANALYZE or EXPLAIN FORMAT=JSON, or MariaDB's of ANALYZE FORMAT=JSON"
    )]
    Empty,
    /// The beginning of a plan.
    #[error(
        "{0}: the plan breaks off here; copy it again, whole (psql: \\o FILE, mysql: \\T FILE writes it to a file)"
    )]
    Truncated(String),
    /// JSON up to here.
    #[error("{0}")]
    InvalidJson(String),
    /// A PostgreSQL plan in the TEXT format.
    #[error(
        "expected a plan in JSON, found one in PostgreSQL's TEXT format: run EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)"
    )]
    TextPlan,
    /// A PostgreSQL plan in YAML.
    #[error("expected a plan in JSON, found one in YAML: run EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)")]
    YamlPlan,
    /// A PostgreSQL plan in XML.
    #[error("expected a plan in JSON, found one in XML: run EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)")]
    XmlPlan,
    /// The tabular EXPLAIN of MySQL or MariaDB.
    #[error(
        "expected a plan in JSON or TREE, found the tabular EXPLAIN: \
         run EXPLAIN FORMAT=JSON (or MySQL's EXPLAIN ANALYZE, or MariaDB's ANALYZE FORMAT=JSON)"
    )]
    TabularPlan,
    /// A plan of another engine than was named.
    #[error("expected a plan of {expected}, found one of {found}")]
    OtherDialect {
        /// The engine that was named.
        expected: &'static str,
        /// The engine that the plan is of.
        found: &'static str,
    },
    /// A statement instead of its plan.
    #[error(
        "expected a plan, found a statement: run it with EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) in front \
         (MySQL: EXPLAIN ANALYZE, MariaDB: ANALYZE FORMAT=JSON) and paste what that prints"
    )]
    Sql,
    /// A web page.
    #[error("expected a plan, found HTML: copy the plan itself, not the page")]
    Html,
    /// JSON that holds no plan.
    #[error("expected a plan, found JSON without one: {0}")]
    JsonWithoutPlan(String),
    /// A log without a plan in JSON.
    #[error("expected a plan in JSON, found a log without one: set auto_explain.log_format = json")]
    LogWithoutPlan,
    /// Anything else.
    #[error(
        "expected the output of EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), or of MySQL's EXPLAIN ANALYZE \
         or EXPLAIN FORMAT=JSON, found {0}"
    )]
    Unknown(String),
    /// No catalog where one was expected.
    #[error(
        "expected a catalog, the JSON document that the statement of `plansight catalog-sql` gives, found {0}"
    )]
    NotACatalog(String),
    /// The beginning of a catalog.
    #[error(
        "{0}: the catalog breaks off here; write it to a file anew (psql -XqAt -o FILE, mysql -N -r > FILE)"
    )]
    TruncatedCatalog(String),
    /// A catalog of another version than this one reads.
    #[error(
        "expected version {expected} of the catalog document, found version {found}: \
         run the statement of this version's `plansight catalog-sql`"
    )]
    CatalogVersion {
        /// The version that is read.
        expected: u32,
        /// The version of the document.
        found: String,
    },
    /// More than a limit allows.
    #[error("expected at most {limit} {what}, found more: raise the limit if the input is trusted")]
    Limit {
        /// What there is too much of: `bytes`, `levels`, `nodes` or `bytes in one expression`.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl ParseErrorKind {
    /// The stable name of the kind, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Truncated(_) => "truncated",
            Self::InvalidJson(_) => "invalid-json",
            Self::TextPlan => "text-plan",
            Self::YamlPlan => "yaml-plan",
            Self::XmlPlan => "xml-plan",
            Self::TabularPlan => "tabular-plan",
            Self::OtherDialect { .. } => "other-dialect",
            Self::Sql => "sql",
            Self::Html => "html",
            Self::JsonWithoutPlan(_) => "json-without-plan",
            Self::LogWithoutPlan => "log-without-plan",
            Self::Unknown(_) => "unknown",
            Self::NotACatalog(_) => "not-a-catalog",
            Self::TruncatedCatalog(_) => "truncated-catalog",
            Self::CatalogVersion { .. } => "catalog-version",
            Self::Limit { .. } => "limit",
        }
    }
}

impl ParseError {
    /// An error at a span of what was pasted.
    pub(crate) fn new(kind: ParseErrorKind, text: &str, span: Span) -> Self {
        Self {
            kind,
            span,
            position: Position::of(text, span.start),
            pointer: None,
            excerpt: excerpt(text, span),
        }
    }

    /// The same error, with the place in the document as a JSON pointer.
    pub(crate) fn with_pointer(mut self, pointer: String) -> Self {
        self.pointer = Some(pointer);
        self
    }

    /// The same error without anything of what was pasted but the place: no excerpt, no words, no keys.
    pub(crate) fn redacted(mut self) -> Self {
        let words = match &mut self.kind {
            ParseErrorKind::Unknown(words) => Some((words, "a text of another kind")),
            ParseErrorKind::JsonWithoutPlan(words) => Some((words, "another document")),
            ParseErrorKind::NotACatalog(words) => Some((words, "something else")),
            ParseErrorKind::CatalogVersion { found, .. } => Some((found, "another")),
            _ => None,
        };
        if let Some((words, instead)) = words {
            instead.clone_into(words);
        }
        self.pointer = None;
        self.excerpt.clear();
        self
    }

    /// What the text looks like instead.
    pub fn kind(&self) -> &ParseErrorKind {
        &self.kind
    }

    /// The stable name of the kind, such as `truncated`: for programs to compare.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// The bytes of what was pasted where it shows.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Line and column of what was pasted where it shows.
    pub fn position(&self) -> Position {
        self.position
    }

    /// The place in the document as a JSON pointer (RFC 6901), such as `/0/Plan/Plans/1`; none outside JSON.
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// The line where it shows, with a caret below the place; control characters replaced. Empty where there is none.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut message = format!("{}: {}", self.position, self.kind);
        if let Some(pointer) = self.pointer().filter(|pointer| !pointer.is_empty()) {
            let _ = write!(message, " (at {})", shortened(pointer));
        }
        // Keys and words of what was pasted stand in it: they drive no terminal and forge no line.
        for character in message.chars() {
            match character {
                harmful if is_harmful(harmful) => write!(f, "{}", harmful.escape_unicode())?,
                plain => f.write_char(plain)?,
            }
        }
        Ok(())
    }
}

/// The longest pointer that a message holds whole, and what it keeps of each end of a longer one, in bytes.
const LONG: usize = 200;
const END: usize = 60;

/// A pointer as a person reads it: plans nest hundreds of levels deep, and [`ParseError::pointer`] has it whole.
fn shortened(pointer: &str) -> Cow<'_, str> {
    if pointer.len() <= LONG {
        return pointer.into();
    }
    let head = pointer.floor_char_boundary(END);
    let head = pointer[..head].rfind('/').unwrap_or(head);
    let tail = pointer.ceil_char_boundary(pointer.len() - END);
    let tail = pointer[tail..].find('/').map_or(tail, |at| tail + at);
    format!("{}/…{}", &pointer[..head], &pointer[tail..]).into()
}

impl std::error::Error for ParseError {}

/// The line a span starts in, cut to a readable width around it, and a caret below.
fn excerpt(text: &str, span: Span) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let at = text.floor_char_boundary(span.start);
    let line_start = text[..at].rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let before: Vec<char> = text[line_start..at].chars().rev().take(EXCERPT_WIDTH / 2).collect();
    let before = before.into_iter().rev();
    let after = text[at..].chars().take_while(|c| !matches!(c, '\n' | '\r')).take(EXCERPT_WIDTH / 2);
    // A tab or an escape sequence would move the caret, or the terminal.
    let shown = |c: char| if is_harmful(c) { ' ' } else { c };
    let mut line: String = before.map(shown).collect();
    let column = line.chars().count();
    line.extend(after.map(shown));
    let width = text.get(span.range()).map_or(1, |s| s.chars().take_while(|&c| c != '\n').count());
    let carets = width.clamp(1, (line.chars().count() - column).max(1));
    format!("{}\n{}{}", line.trim_end(), " ".repeat(column), "^".repeat(carets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_drives_no_terminal() {
        let text = "{\"\u{1b}[2J\u{202e}\": {\"Plan\": \u{1b}[31m}}";
        let span = Span { start: text.find("\u{1b}[31m").unwrap_or_default(), end: text.len() };
        let error = ParseError::new(ParseErrorKind::Unknown("a \u{9b}1m".to_owned()), text, span)
            .with_pointer("/\u{1b}[2J".to_owned());
        for shown in [error.to_string(), error.excerpt().replace('\n', "")] {
            assert!(!shown.contains(is_harmful), "{shown:?}");
        }
        assert!(error.to_string().contains("\\u{1b}[2J"), "{error}");
    }

    #[test]
    fn a_place_far_down_is_told_by_both_its_ends() {
        let deep = format!("/0/Plan{}/Total Cost", "/Plans/0".repeat(600));
        let told = shortened(&deep);
        assert!(told.len() < LONG && told.starts_with("/0/Plan/Plans/0"), "{told}");
        assert!(told.contains("/…/") && told.ends_with("/Plans/0/Total Cost"), "{told}");
        assert_eq!(shortened("/0/Plan/Plans/1"), "/0/Plan/Plans/1");
        // Keys of any language, and one as long as all of it.
        assert!(shortened(&"/ключ".repeat(100)).contains("/…/"));
        assert!(shortened(&"é".repeat(400)).len() < LONG);
    }
}
