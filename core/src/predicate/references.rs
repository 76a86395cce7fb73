//! What an expression refers to outside of its own node: parameters and the results of other plans.
//!
//! This looks at words only, so that it can run over every expression of every plan: a text without `$` and
//! without `Plan `, or in MySQL without `#`, is dismissed at the speed of a memory scan.

use super::language::Language;
use super::scan::{after_quoted, after_word, is_word};

/// A value that an expression takes from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'t> {
    /// `$1`: a parameter of the statement, or, up to PostgreSQL 16, the result of the sub-plan that declares
    /// it (`InitPlan 1 (returns $1)`).
    Param(u32),
    /// `SubPlan 1`, `InitPlan expr_1`, `select #2`: a plan printed elsewhere.
    Plan {
        /// Its name, as its `Subplan Name` has it without `(returns …)`; in MySQL its [`select_number`] tells
        /// the plan.
        name: &'t str,
        /// Whether the executor keeps its rows in a hash table.
        hashed: bool,
    },
}

/// The references of an expression, in its order, repetitions included.
///
/// Strings and quoted names are passed over, `$1` is not part of `$10`, and neither is a `$` within a name.
/// What a plan is said to return (`(SubPlan 1 (returns $1,$2))`, up to 16) is no reference. MySQL's sub-queries
/// in full (`/* select#2 */ select …`) are not looked into: what they refer to is theirs.
///
/// ```
/// # use plansight::predicate::{Language, Reference, references};
/// let text = "((a = $1) AND (b = ' $2 ') AND (NOT (hashed SubPlan 3)))";
/// let found: Vec<_> = references(text, Language::Postgres).collect();
/// assert_eq!(found, [Reference::Param(1), Reference::Plan { name: "SubPlan 3", hashed: true }]);
/// let found: Vec<_> = references("(t.a > (select #2))", Language::MySql).collect();
/// assert_eq!(found, [Reference::Plan { name: "select #2", hashed: false }]);
/// ```
#[must_use]
pub fn references(text: &str, language: Language) -> References<'_> {
    let has_any = match language {
        Language::Postgres => text.contains('$') || text.contains("Plan "),
        Language::MySql => text.contains('#'),
    };
    References { text, language, at: if has_any { 0 } else { text.len() }, hashed: false }
}

/// The number in MySQL's name of a sub-query: 2 of `select #2` (trees), `select#2` (JSON of version 1) and
/// `subquery#2` (MariaDB). It is the `select_id` of its plan.
#[must_use]
pub fn select_number(name: &str) -> Option<u32> {
    let (word, number) = name.split_once('#')?;
    let is_select = ["select", "subquery"].iter().any(|select| select.eq_ignore_ascii_case(word.trim_end()));
    number.parse().ok().filter(|_| is_select)
}

/// The references of an expression; made by [`references`].
#[derive(Clone, Debug)]
pub struct References<'t> {
    text: &'t str,
    language: Language,
    at: usize,
    /// Whether the last word was `hashed`.
    hashed: bool,
}

impl<'t> Iterator for References<'t> {
    type Item = Reference<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.language {
            Language::Postgres => self.next_in_postgres(),
            Language::MySql => self.next_in_mysql(),
        }
    }
}

impl<'t> References<'t> {
    fn next_in_postgres(&mut self) -> Option<Reference<'t>> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\'' | b'"' => self.at = after_quoted(bytes, start + 1, byte, false),
                b'$' => {
                    self.at = after_word(bytes, start);
                    let digits = self.text.get(start + 1..self.at).unwrap_or("");
                    if let Ok(number) = digits.parse() {
                        return Some(Reference::Param(number));
                    }
                }
                _ if is_word(byte) => {
                    self.at = after_word(bytes, start);
                    let found = match bytes.get(start..self.at).unwrap_or_default() {
                        b"SubPlan" | b"InitPlan" => self.plan(start),
                        b"E" | b"e" if bytes.get(self.at) == Some(&b'\'') => {
                            self.at = after_quoted(bytes, self.at + 1, b'\'', true);
                            None
                        }
                        word => {
                            self.hashed = word == b"hashed";
                            continue;
                        }
                    };
                    self.hashed = false;
                    if found.is_some() {
                        return found;
                    }
                }
                b' ' => self.at += 1,
                _ => {
                    self.hashed = false;
                    self.at += 1;
                }
            }
        }
        None
    }

    fn next_in_mysql(&mut self) -> Option<Reference<'t>> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\'' | b'"' | b'`' => self.at = after_quoted(bytes, start + 1, byte, byte != b'`'),
                b'#' => self.at = after_word(bytes, start + 1),
                b'/' if bytes.get(start + 1) == Some(&b'*') => {
                    let name = self.comment(start);
                    if select_number(name).is_some() {
                        self.pass_group();
                        return Some(Reference::Plan { name, hashed: false });
                    }
                }
                _ if is_word(byte) => {
                    self.at = after_word(bytes, start);
                    let spaces = bytes.get(self.at..).unwrap_or_default();
                    let sign = self.at + spaces.iter().take_while(|&&byte| byte == b' ').count();
                    if bytes.get(sign) == Some(&b'#') {
                        self.at = after_word(bytes, sign + 1);
                        let name = self.text.get(start..self.at).unwrap_or("");
                        if select_number(name).is_some() {
                            return Some(Reference::Plan { name, hashed: false });
                        }
                    }
                }
                _ => self.at += 1,
            }
        }
        None
    }

    /// What a comment says, which is passed over.
    fn comment(&mut self, start: usize) -> &'t str {
        let inner = self.text.get(start + 2..).unwrap_or("");
        let length = inner.find("*/").unwrap_or(inner.len());
        self.at = (start + 2 + length + 2).min(self.text.len());
        inner.get(..length).unwrap_or("").trim()
    }

    /// To the parenthesis that closes the one around the place.
    fn pass_group(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_u32;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\'' | b'"' | b'`' => {
                    self.at = after_quoted(bytes, self.at + 1, byte, byte != b'`');
                    continue;
                }
                b')' if depth == 0 => return,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// The plan whose kind starts at `start` and was just passed.
    fn plan(&mut self, start: usize) -> Option<Reference<'t>> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b' ') {
            return None;
        }
        let end = after_word(bytes, self.at + 1);
        if end == self.at + 1 {
            return None;
        }
        self.at = end;
        let rest = bytes.get(end..).unwrap_or_default();
        if rest.starts_with(b" (returns ") {
            self.at += rest.iter().position(|&byte| byte == b')').unwrap_or(rest.len());
        }
        let name = self.text.get(start..end)?;
        Some(Reference::Plan { name, hashed: self.hashed })
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Reference, references, select_number};

    fn found(text: &str) -> String {
        found_in(text, Language::Postgres)
    }

    fn found_in(text: &str, language: Language) -> String {
        let words = references(text, language).map(|reference| match reference {
            Reference::Param(number) => format!("${number}"),
            Reference::Plan { name, hashed } => format!("{}{name}", if hashed { "#" } else { "" }),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn references_of_every_version() {
        assert_eq!(found("((a = $0) AND (b = $10) AND (NOT (hashed SubPlan 7)))"), "$0, $10, #SubPlan 7");
        assert_eq!(found("(total > (InitPlan 1).col1)"), "InitPlan 1");
        assert_eq!(
            found("(ANY (a = (hashed SubPlan any_1).col1)) OR EXISTS(SubPlan exists_2)"),
            "#SubPlan any_1, SubPlan exists_2"
        );
        assert_eq!(found("(alternatives: SubPlan 1 or hashed SubPlan 2)"), "SubPlan 1, #SubPlan 2");
        assert_eq!(found("(SubPlan 1 (returns $1,$2))"), "SubPlan 1");
        assert_eq!(found("(rescan SubPlan 3)"), "SubPlan 3");
    }

    #[test]
    fn references_in_mysql() {
        for (text, expected) in [
            ("(t.a > (select #2))", "select #2"),
            ("t.a = (subquery#2) and t.b < (subquery#3)", "subquery#2, subquery#3"),
            (
                "<in_optimizer>(`t`.`a`,<exists>(/* select#2 */ select 1 from (/* select#3 */ select ')'))) or (select #4)",
                "select#2, select #4",
            ),
            ("(t.a = 'select #2') and (`select #2` = 1) and (subquery #x)", ""),
            ("/* select #", ""),
        ] {
            assert_eq!(found_in(text, Language::MySql), expected, "{text}");
        }
        let numbers = ["select #2", "select#2", "subquery#2", "SubPlan 2", "select#"].map(select_number);
        assert_eq!(numbers, [Some(2), Some(2), Some(2), None, None]);
    }

    #[test]
    fn only_whole_ones_outside_of_quotes() {
        for text in [
            "(a = 17)",
            "(a = 'it''s $1, (SubPlan 1)'::text)",
            r"(a = E'\' $1 SubPlan 1')",
            r#"("$1" = t."x ""SubPlan 2"" $3")"#,
            "(cost$1 = 1$2)",
            "($x = $99999999999)",
            "(MySubPlan 1) (SubPlan) InitPlan ",
            "'open $1",
            "hashed",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
        assert_eq!(found("(hashed = $1) AND (SubPlan 2)"), "$1, SubPlan 2");
    }
}
