//! What was done to what was pasted, in words for the report.

use std::fmt;

/// Something that was done to what was pasted before it could be read, or something that was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repair {
    /// Prose, prompts or statements around the plan were left out.
    Surroundings,
    /// The plan stood in a Markdown code fence.
    CodeFence,
    /// The plan stood in a table of psql: header, frame, marks at the ends of lines, row count.
    PsqlFrame,
    /// The plan stood in the output of the client of MySQL or MariaDB: header, frame, row mark, row count.
    MySqlFrame,
    /// The plan stood in an HTML table or page.
    Html,
    /// Marks in front of lines, such as `> `, line numbers or what a log puts there, were removed.
    LinePrefix {
        /// The lines they were removed from.
        lines: usize,
    },
    /// Lines that were wrapped inside a string, key, number or word were joined.
    WrappedLines {
        /// The line breaks that were removed.
        lines: usize,
    },
    /// The plan stood in a row as a database driver returns it.
    DriverRow,
    /// The row was printed in Python's notation, with `True`, `None` and single quotes.
    PythonLiteral,
    /// The plan stood in a string with escapes such as `\n` and `\"`.
    EscapedString,
    /// Each quote was doubled, as in CSV.
    DoubledQuotes,
    /// Strings that MariaDB copied into its JSON without escapes were escaped.
    UnescapedStrings {
        /// The strings that were escaped.
        strings: usize,
    },
    /// A word processor had made quotes typographic.
    SmartQuotes,
    /// White space that JSON does not know, such as non-breaking spaces, was replaced.
    UnusualSpaces {
        /// The characters that were replaced.
        characters: usize,
    },
    /// Characters that no text holds, such as NUL bytes and terminal colours, were removed.
    ControlCharacters {
        /// The characters that were removed.
        characters: usize,
    },
    /// The plans stood in a server's log.
    Log,
    /// Plans in the TEXT format were left out beside those in JSON.
    TextPlansLeftOut {
        /// How many.
        plans: usize,
    },
    /// Plans in YAML were left out beside those in JSON.
    YamlPlansLeftOut {
        /// How many.
        plans: usize,
    },
    /// Plans in XML were left out beside those in JSON.
    XmlPlansLeftOut {
        /// How many.
        plans: usize,
    },
    /// Plans that break off or are no JSON were left out beside others.
    BrokenPlansLeftOut {
        /// How many.
        plans: usize,
    },
}

impl Repair {
    /// The stable name of the repair, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Surroundings => "surroundings",
            Self::CodeFence => "code-fence",
            Self::PsqlFrame => "psql-frame",
            Self::MySqlFrame => "mysql-frame",
            Self::Html => "html",
            Self::LinePrefix { .. } => "line-prefix",
            Self::WrappedLines { .. } => "wrapped-lines",
            Self::DriverRow => "driver-row",
            Self::PythonLiteral => "python-literal",
            Self::EscapedString => "escaped-string",
            Self::DoubledQuotes => "doubled-quotes",
            Self::UnescapedStrings { .. } => "unescaped-strings",
            Self::SmartQuotes => "smart-quotes",
            Self::UnusualSpaces { .. } => "unusual-spaces",
            Self::ControlCharacters { .. } => "control-characters",
            Self::Log => "log",
            Self::TextPlansLeftOut { .. } => "text-plans-left-out",
            Self::YamlPlansLeftOut { .. } => "yaml-plans-left-out",
            Self::XmlPlansLeftOut { .. } => "xml-plans-left-out",
            Self::BrokenPlansLeftOut { .. } => "broken-plans-left-out",
        }
    }

    /// How many lines, strings, characters or plans it concerns, where that is counted.
    pub fn count(&self) -> Option<usize> {
        let mut repair = *self;
        repair.count_mut().copied()
    }

    fn count_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::LinePrefix { lines: count }
            | Self::WrappedLines { lines: count }
            | Self::UnescapedStrings { strings: count }
            | Self::UnusualSpaces { characters: count }
            | Self::ControlCharacters { characters: count }
            | Self::TextPlansLeftOut { plans: count }
            | Self::YamlPlansLeftOut { plans: count }
            | Self::XmlPlansLeftOut { plans: count }
            | Self::BrokenPlansLeftOut { plans: count } => Some(count),
            _ => None,
        }
    }

    /// Adds a repair to a list that holds each kind once, the counts summed; one that counts nothing is dropped.
    pub(crate) fn add_to(self, repairs: &mut Vec<Self>) {
        let count = self.count();
        if count == Some(0) {
            return;
        }
        match repairs.iter_mut().find(|repair| repair.code() == self.code()) {
            None => repairs.push(self),
            Some(same) => {
                if let Some(sum) = same.count_mut() {
                    *sum += count.unwrap_or_default();
                }
            }
        }
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let were = |f: &mut fmt::Formatter<'_>, plans: usize, what: &str| {
            let (s, were) = if plans == 1 { ("", "was") } else { ("s", "were") };
            write!(f, "{plans} plan{s} {what} {were} left out")
        };
        let s = |count: usize| if count == 1 { "" } else { "s" };
        match *self {
            Self::Surroundings => f.write_str("left out the text around the plan"),
            Self::CodeFence => f.write_str("took the plan out of a code fence"),
            Self::PsqlFrame => f.write_str("took the plan out of psql's frame"),
            Self::MySqlFrame => f.write_str("took the plan out of the frame of the mysql client"),
            Self::Html => f.write_str("took the plan out of HTML"),
            Self::LinePrefix { lines } => write!(f, "removed the marks in front of {lines} line{}", s(lines)),
            Self::WrappedLines { lines: 1 } => {
                f.write_str("joined a line that was wrapped inside a string, key or number")
            }
            Self::WrappedLines { lines } => {
                write!(f, "joined {lines} lines that were wrapped inside a string, key or number")
            }
            Self::DriverRow => f.write_str("took the plan out of a driver's row"),
            Self::PythonLiteral => f.write_str("read Python's notation as JSON"),
            Self::EscapedString => f.write_str("took the plan out of a string with escapes"),
            Self::DoubledQuotes => f.write_str("replaced doubled quotes by single ones"),
            Self::UnescapedStrings { strings } => {
                write!(f, "escaped {strings} string{} that the server had not", s(strings))
            }
            Self::SmartQuotes => f.write_str("replaced typographic quotes by plain ones"),
            Self::UnusualSpaces { characters } => {
                write!(f, "replaced {characters} unusual space{} by plain ones", s(characters))
            }
            Self::ControlCharacters { characters } => {
                write!(f, "removed {characters} control character{}", s(characters))
            }
            Self::Log => f.write_str("took the plans out of a log"),
            Self::TextPlansLeftOut { plans } => were(f, plans, "in TEXT format"),
            Self::YamlPlansLeftOut { plans } => were(f, plans, "in YAML format"),
            Self::XmlPlansLeftOut { plans } => were(f, plans, "in XML format"),
            Self::BrokenPlansLeftOut { plans: 1 } => f.write_str("1 plan that is not whole was left out"),
            Self::BrokenPlansLeftOut { plans } => write!(f, "{plans} plans that are not whole were left out"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_repair_is_told_once() {
        let mut repairs = Vec::new();
        for repair in [Repair::Log, Repair::WrappedLines { lines: 2 }, Repair::LinePrefix { lines: 0 }] {
            repair.add_to(&mut repairs);
            repair.add_to(&mut repairs);
        }
        let words: Vec<String> = repairs.iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            [
                "took the plans out of a log",
                "joined 4 lines that were wrapped inside a string, key or number"
            ]
        );
    }

    #[test]
    fn what_was_left_out_is_counted() {
        let told = |plans| Repair::TextPlansLeftOut { plans }.to_string();
        assert_eq!(told(1), "1 plan in TEXT format was left out");
        assert_eq!(told(12), "12 plans in TEXT format were left out");
    }
}
