//! Statements as text: as much of each engine's lexical rules as tells where one ends.
//!
//! Whoever puts EXPLAIN before a statement of somebody else's has to know that it is one: behind a semicolon the next
//! would be run.

use crate::plan::Dialect;

/// The byte where a second statement begins: what stands behind a semicolon, other than white space, comments and more
/// semicolons. None where the text is one statement.
///
/// Where settings decide what a text means (`standard_conforming_strings` of PostgreSQL; `NO_BACKSLASH_ESCAPES` and
/// `ANSI_QUOTES` of MySQL and MariaDB) every reading has to be one statement. So has what stands in a comment that MySQL
/// runs (`/*! … */`): there nothing may stand that ends a statement or begins a quote.
///
/// The rules: PostgreSQL's manual, 4.1 Lexical Structure, and `scan.l`; MySQL's manual, 11.1.1 String Literals and 11.7
/// Comments.
///
/// ```
/// use plansight::{plan::Dialect, sql::second_statement};
///
/// assert_eq!(second_statement("SELECT ';' -- ; one\n;", Dialect::Postgres), None);
/// assert_eq!(second_statement("SELECT 1; DELETE FROM orders", Dialect::Postgres), Some(10));
/// ```
pub fn second_statement(text: &str, dialect: Dialect) -> Option<usize> {
    let readings = [(false, false), (false, true), (true, false), (true, true)];
    let first =
        |(escapes, identifiers)| Lexer { text: text.as_bytes(), dialect, escapes, identifiers }.second();
    readings.into_iter().filter_map(first).min()
}

/// One reading of a text.
struct Lexer<'t> {
    text: &'t [u8],
    dialect: Dialect,
    /// Whether a backslash escapes in a plain string.
    escapes: bool,
    /// Whether double quotes hold an identifier of MySQL, in which none does.
    identifiers: bool,
}

impl Lexer<'_> {
    fn second(&self) -> Option<usize> {
        let (mut at, mut ended) = (0, false);
        while let Some(&byte) = self.text.get(at) {
            if let Some(end) = self.comment(at) {
                at = end;
            } else if byte == b';' {
                ended = true;
                at += 1;
            } else if byte.is_ascii_whitespace() || byte == 0x0b {
                at += 1;
            } else if ended || self.hides_code(at) {
                return Some(at);
            } else {
                at = self.token(at);
            }
        }
        None
    }

    fn is_postgres(&self) -> bool {
        self.dialect == Dialect::Postgres
    }

    fn starts(&self, at: usize, with: &[u8]) -> bool {
        self.text[at..].starts_with(with)
    }

    /// The end of the comment that begins here; none where none does.
    fn comment(&self, at: usize) -> Option<usize> {
        if self.starts(at, b"/*") && self.is_postgres() {
            return Some(self.nested(at));
        }
        if self.starts(at, b"/*") && !self.runs(at) {
            return Some(self.past(at + 2, b"*/"));
        }
        let blank =
            |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control());
        let dashes = self.starts(at, b"--") && (self.is_postgres() || blank(self.text.get(at + 2)));
        let line = dashes || (self.text[at] == b'#' && !self.is_postgres());
        // To the end of the line, which for PostgreSQL a carriage return is too.
        let ends = |byte: &u8| *byte == b'\n' || (*byte == b'\r' && self.is_postgres());
        line.then(|| self.text[at..].iter().position(ends).map_or(self.text.len(), |length| at + length))
    }

    /// The end of a comment of PostgreSQL's, in which others may stand.
    fn nested(&self, mut at: usize) -> usize {
        let mut depth = 0_usize;
        while at < self.text.len() {
            if self.starts(at, b"/*") {
                depth += 1;
                at += 2;
            } else if self.starts(at, b"*/") {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    break;
                }
            } else {
                at += 1;
            }
        }
        at
    }

    /// Whether a comment is one that MySQL or MariaDB may run.
    fn runs(&self, at: usize) -> bool {
        self.starts(at, b"/*!") || self.starts(at, b"/*M!")
    }

    /// Whether a comment that is run holds more than a part of a statement that is plain to see.
    fn hides_code(&self, at: usize) -> bool {
        let code = |byte: &u8| b";'\"`#-/".contains(byte);
        if self.is_postgres() || !self.runs(at) {
            return false;
        }
        let comment = &self.text[at + 2..self.past(at + 2, b"*/")];
        comment.strip_suffix(b"*/").unwrap_or(comment).iter().any(code)
    }

    /// The end of a token that is no comment: at least one byte on.
    fn token(&self, at: usize) -> usize {
        let escaped = self.starts(at, b"e'") || self.starts(at, b"E'");
        match self.text[at] {
            b'\'' => self.string(at, self.escapes),
            b'"' if self.is_postgres() || self.identifiers => self.quoted(at, false),
            b'"' => self.quoted(at, self.escapes),
            b'`' if !self.is_postgres() => self.quoted(at, false),
            b'e' | b'E' if escaped && self.is_postgres() => self.string(at + 1, true),
            b'$' if self.is_postgres() => self.dollar(at),
            byte if is_word(byte) => at + self.text[at..].iter().take_while(|byte| continues(**byte)).count(),
            _ => at + 1,
        }
    }

    /// The end of a string, with what PostgreSQL takes for more of it: another behind a line's end, in the same way.
    fn string(&self, at: usize, escapes: bool) -> usize {
        let mut end = self.quoted(at, escapes);
        while self.is_postgres() {
            let (mut next, mut line) = (end, false);
            while let Some(byte) = self.text.get(next) {
                match byte {
                    b'-' if self.starts(next, b"--") => next = self.comment(next).unwrap_or(next + 1),
                    byte if byte.is_ascii_whitespace() || *byte == 0x0b => {
                        line |= matches!(byte, b'\n' | b'\r');
                        next += 1;
                    }
                    _ => break,
                }
            }
            if !line || self.text.get(next) != Some(&b'\'') {
                break;
            }
            end = self.quoted(next, escapes);
        }
        end
    }

    /// Behind the quote that closes the one here; doubled ones stand for one.
    fn quoted(&self, at: usize, escapes: bool) -> usize {
        let quote = self.text[at];
        let mut at = at + 1;
        while let Some(&byte) = self.text.get(at) {
            at += 1;
            if byte == b'\\' && escapes {
                at += 1;
            } else if byte == quote {
                if self.text.get(at) != Some(&quote) {
                    break;
                }
                at += 1;
            }
        }
        at.min(self.text.len())
    }

    /// The end of a string in dollar quotes, or of a parameter.
    fn dollar(&self, at: usize) -> usize {
        let tag = self.text[at + 1..].iter().take_while(|byte| continues(**byte) && **byte != b'$').count();
        let end = at + tag + 2;
        let opens = self.text.get(end - 1) == Some(&b'$') && !self.text[at + 1].is_ascii_digit();
        if opens { self.past(end, &self.text[at..end]) } else { at + 1 }
    }

    /// Behind the next of these; the end where there is none.
    fn past(&self, from: usize, what: &[u8]) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let found = rest.windows(what.len()).position(|window| window == what);
        found.map_or(self.text.len(), |length| from + length + what.len())
    }
}

/// Whether a word begins so: letters, and whatever is not ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

/// Whether a word goes on so.
fn continues(byte: u8) -> bool {
    is_word(byte) || byte.is_ascii_digit() || byte == b'$'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a second statement is marked with ‸, it is found there; where it is not, there is none.
    fn check(dialects: &[Dialect], marked: &str) {
        for dialect in dialects {
            let found = second_statement(&marked.replace('‸', ""), *dialect);
            assert_eq!(found, marked.find('‸'), "{marked} of {dialect:?}");
        }
    }

    const POSTGRES: &[Dialect] = &[Dialect::Postgres];
    const MYSQL: &[Dialect] = &[Dialect::MySql, Dialect::MariaDb];

    #[test]
    fn one_statement_may_end_in_semicolons_and_comments() {
        for text in
            ["", "SELECT 1", "SELECT 1;", "SELECT 1 ; ; \n -- more; \n /* ; */", "SELECT ';', \";\" AS \";\""]
        {
            check(&Dialect::ALL, text);
        }
        for text in [
            "SELECT 1;‸SELECT 2",
            "SELECT 1 /* ; */ ; -- ;\n ‸x",
            "SELECT 'it''s';‸'",
            ";‸COMMIT",
            "SELECT 'ä';‸é",
        ] {
            check(&Dialect::ALL, text);
        }
    }

    #[test]
    fn strings_of_postgres() {
        check(POSTGRES, r"SELECT E'\';', e'it''s;'");
        check(POSTGRES, "SELECT E'a'\n -- '\n 'b\\';'");
        check(POSTGRES, r"SELECT E'\\';‸'");
        check(POSTGRES, r"SELECT name'a;\\', U&'\0041;'");
        check(POSTGRES, r"SELECT 'a\';‸DELETE FROM orders --'");
        check(POSTGRES, "SELECT $$;'$$, $a$;$$;$a$, $ä1$;$ä1$, $1");
        check(POSTGRES, "SELECT a$$;‸$$");
        check(POSTGRES, "SELECT $1$;‸$1$");
        check(POSTGRES, "SELECT '`;`' AS \"a\\\";‸`");
    }

    #[test]
    fn comments_of_postgres_nest_and_those_of_mysql_do_not() {
        check(POSTGRES, "SELECT 1 /* /* */ ; */");
        check(MYSQL, "SELECT 1 /* /* */ ; ‸*/");
        check(POSTGRES, "SELECT 1 --;\r;‸2");
        check(MYSQL, "SELECT 1 # ;\n");
        check(POSTGRES, "SELECT 1 #;‸2");
        check(MYSQL, "SELECT 2--1;‸x");
        check(MYSQL, "SELECT 2-- 1;");
    }

    #[test]
    fn strings_of_mysql_in_every_mode() {
        check(MYSQL, r#"SELECT `;`, 'it''s;', "a"";""#);
        check(MYSQL, r"SELECT 'a\'; ‸'");
        check(MYSQL, r#"SELECT "a\"; ‸""#);
        check(MYSQL, "SELECT `a\\`;‸`");
    }

    #[test]
    fn a_comment_that_mysql_runs_hides_nothing() {
        check(MYSQL, "SELECT /*!40001 SQL_NO_CACHE */ /*+ MAX_EXECUTION_TIME(1) */ 1");
        check(MYSQL, "SELECT ‸/*!99999 ' */ 1");
        check(MYSQL, "SELECT 1 ‸/*M!100000 ; DELETE FROM orders */");
        check(MYSQL, "SELECT 1; ‸/*!DELETE FROM orders */");
        check(MYSQL, "SELECT 1 ‸/*! ;");
        check(POSTGRES, "SELECT 1 /*! ' ; */");
    }

    #[test]
    fn what_is_never_closed_is_one_statement() {
        for text in [
            "SELECT '",
            "SELECT \"",
            "SELECT $$;",
            "SELECT /* ; /*",
            "SELECT E'\\",
            "SELECT $",
            "SELECT E'\\'",
        ] {
            check(POSTGRES, text);
        }
        for text in ["SELECT '\\", "SELECT `;", "SELECT /*", "SELECT /*!", "SELECT --"] {
            check(MYSQL, text);
        }
    }
}
