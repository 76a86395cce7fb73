//! What an expression refers to outside of its own node: parameters and the results of other plans.
//!
//! This looks at words only, so that it can run over every expression of every plan: a text without `$` and
//! without `Plan ` is dismissed at the speed of a memory scan.

use super::scan::{after_quoted, after_word, is_word};

/// A value that an expression takes from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'t> {
    /// `$1`: a parameter of the statement, or, up to PostgreSQL 16, the result of the sub-plan that declares
    /// it (`InitPlan 1 (returns $1)`).
    Param(u32),
    /// `SubPlan 1`, `InitPlan expr_1`: a plan printed elsewhere.
    Plan {
        /// Its name, as its `Subplan Name` has it without `(returns …)`.
        name: &'t str,
        /// Whether the executor keeps its rows in a hash table.
        hashed: bool,
    },
}

/// The references of an expression, in its order, repetitions included.
///
/// Strings and quoted names are passed over, `$1` is not part of `$10`, and neither is a `$` within a name.
/// What a plan is said to return (`(SubPlan 1 (returns $1,$2))`, up to 16) is no reference.
///
/// ```
/// # use plansight::predicate::{Reference, references};
/// let found: Vec<_> = references("((a = $1) AND (b = ' $2 ') AND (NOT (hashed SubPlan 3)))").collect();
/// assert_eq!(found, [Reference::Param(1), Reference::Plan { name: "SubPlan 3", hashed: true }]);
/// ```
#[must_use]
pub fn references(text: &str) -> References<'_> {
    let at = if text.contains('$') || text.contains("Plan ") { 0 } else { text.len() };
    References { text, at, hashed: false }
}

/// The references of an expression; made by [`references`].
#[derive(Clone, Debug)]
pub struct References<'t> {
    text: &'t str,
    at: usize,
    /// Whether the last word was `hashed`.
    hashed: bool,
}

impl<'t> Iterator for References<'t> {
    type Item = Reference<'t>;

    fn next(&mut self) -> Option<Self::Item> {
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
}

impl<'t> References<'t> {
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
    use super::{Reference, references};

    fn found(text: &str) -> String {
        let words = references(text).map(|reference| match reference {
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
