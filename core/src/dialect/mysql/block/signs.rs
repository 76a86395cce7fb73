//! Whose plan is it? MySQL and MariaDB share most keys: what only one of them writes tells.
//!
//! Some signs settle it; others a tool between the server and here may have made, as by sorting keys, and count only
//! where nothing settles it. All were counted over the plans of both servers' own tests and of live servers.

use crate::plan::Dialect;

/// The first sign of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    certain: Option<Dialect>,
    likely: Option<Dialect>,
}

impl Signs {
    /// Whose plan it certainly is.
    pub(super) fn certain(self) -> Option<Dialect> {
        self.certain
    }

    /// Whose plan it is, where somebody may have said whose.
    pub(super) fn engine(self, named: Option<Dialect>) -> Option<Dialect> {
        self.certain.or(named).or(self.likely)
    }

    /// Takes what settles it, unless something has.
    pub(super) fn settle(&mut self, engine: Option<Dialect>) {
        self.certain = self.certain.or(engine);
    }

    /// Takes what speaks for an engine, unless something has spoken.
    pub(super) fn suggest(&mut self, engine: Dialect) {
        self.likely = self.likely.or(Some(engine));
    }

    /// A condition: MySQL quotes every name in it and puts every comparison into parentheses; MariaDB only where it
    /// must.
    pub(super) fn condition(&mut self, text: &str) {
        if self.certain.or(self.likely).is_none() && is_bare(text) {
            self.suggest(Dialect::MariaDb);
        }
    }
}

/// What stands between the sides of a comparison, or between conditions.
const OPERATORS: [&str; 8] = [" = ", " < ", " > ", " <= ", " >= ", " <> ", " and ", " or "];

/// Whether a condition holds a column of a table, `t.a`, with a name out of quotes, or an operator out of parentheses.
fn is_bare(condition: &str) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..);
    let starts = |byte: &u8| is_name(byte) && !byte.is_ascii_digit();
    let bytes = condition.as_bytes();
    let (mut quote, mut depth, mut at) = (None, 0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match quote {
            Some(_) if byte == b'\\' => at += 1,
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'\'' | b'`' | b'"') => quote = Some(byte),
            None if byte == b'(' => depth += 1,
            None if byte == b')' => depth = depth.saturating_sub(1),
            None if byte == b' ' && depth == 0 => {
                let rest = condition.get(at..).unwrap_or_default();
                if OPERATORS.iter().any(|operator| rest.starts_with(operator)) {
                    return true;
                }
            }
            None if byte == b'.' => {
                let (before, after) = (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at + 1));
                // The start of a name that ends here: `1.5` has none, nor has `a..b`.
                let name = bytes.get(..at).unwrap_or_default().rsplit(|byte| !is_name(byte)).next();
                let unquoted = name.is_some_and(|name| name.first().is_some_and(starts));
                let follows = after.is_some_and(|byte| starts(byte) || *byte == b'`');
                if follows && (unquoted || before == Some(&b'`') && after != Some(&b'`')) {
                    return true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mysql_quotes_names_and_encloses_comparisons() {
        for condition in [
            "((`shop`.`o`.`total` > 1.5) and (`o`.`note` = 'a.b'))",
            "<if>(is_not_null_compl(parent1..parent2), (`t`.`a` = 0x1.0), true)",
            "(/* select#2 */ select avg(`w`.`n`) from `w`)",
            "(length('it''s t.a') > localB@1)",
            "<in_optimizer>(`t`.`a`,`t`.`a` in (1) and true) is false",
            "`t`.`a` member of (`u`.`b`)",
            "",
        ] {
            assert!(!is_bare(condition), "{condition}");
        }
        for condition in
            ["t.a < 3", "orders.`status` = 'x'", "(`group`.a = 1)", "f('a.b', t1.a)", "`a b`.`c d` <= 3"]
        {
            assert!(is_bare(condition), "{condition}");
        }
    }
}
