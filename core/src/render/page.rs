//! A page for a terminal: styled text, line by line.

use std::fmt::Write as _;

use super::text::TextOptions;
use crate::rules::Severity;

/// The widest that prose reads well.
const PROSE_WIDTH: usize = 110;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Bold,
    Dim,
    Red,
    Yellow,
    Cyan,
}

impl Style {
    pub(super) fn of(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Red,
            Severity::Warning => Self::Yellow,
            Severity::Info => Self::Cyan,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Red => "\x1b[1;31m",
            Self::Yellow => "\x1b[33m",
            Self::Cyan => "\x1b[36m",
        }
    }
}

pub(super) struct Page {
    pub(super) out: String,
    pub(super) options: TextOptions,
}

impl Page {
    pub(super) fn write(&mut self, style: Style, text: &str) {
        if self.options.color && style != Style::Plain {
            let _ = write!(self.out, "{}{text}\x1b[0m", style.code());
        } else {
            self.out.push_str(text);
        }
    }

    pub(super) fn line(&mut self, style: Style, text: &str) {
        self.write(style, text);
        self.out.push('\n');
    }

    /// A paragraph behind eleven columns that are written already.
    pub(super) fn wrapped(&mut self, style: Style, text: &str) {
        let room = self.options.width.min(PROSE_WIDTH).saturating_sub(11);
        let lines = wrap(text, room);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.out.push_str("           ");
            }
            self.line(style, line);
        }
    }
}

/// Text in lines of at most so many characters, broken at spaces.
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, |line| line.chars().count());
        match lines.last_mut() {
            Some(last) if line == 0 || line + 1 + word.chars().count() <= room => {
                if line > 0 {
                    last.push(' ');
                }
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text cut to a width, with an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(width.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
