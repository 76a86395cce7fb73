//! Texts by their tokens alone, whole statements and words around conditions, too: without the constants in them
//! (`(status = 'open'::text)` becomes `(status = $?::text)`), and whether they may be put into a statement.
//!
//! Invariant: what stays of a redacted text is a name, a key word, an operator or a bracket; what the lexer cannot tell
//! for sure is left out, with all behind it.

use super::language::Language;
use super::tree::Span;
use super::{mysql, postgres};
use crate::text::is_harmful;

/// What a token is, in either language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    End,
    Word,
    /// A name that the server may have made of an expression.
    Name,
    Number,
    String,
    Open,
    Close,
    /// It says nothing that is needed.
    Comment,
    Unknown,
    /// Whatever else stays as it is.
    Other,
}

/// The lexer of a language.
enum Tokens<'t> {
    Postgres(postgres::lexer::Lexer<'t>),
    MySql(mysql::lexer::Lexer<'t>),
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str, language: Language) -> Self {
        match language {
            Language::Postgres => Self::Postgres(postgres::lexer::Lexer::new(text)),
            Language::MySql => Self::MySql(mysql::lexer::Lexer::new(text)),
        }
    }

    fn next(&mut self, text: &'t str) -> (Part, Span) {
        match self {
            Self::Postgres(lexer) => {
                use postgres::lexer::Token;
                let (token, span) = lexer.next();
                let part = match token {
                    Token::End => Part::End,
                    Token::Word => Part::Word,
                    Token::Literal(_) if span.of(text).ends_with('\'') => Part::String,
                    Token::Literal(_) => Part::Number,
                    Token::Open => Part::Open,
                    Token::Close => Part::Close,
                    Token::Unknown => Part::Unknown,
                    _ => Part::Other,
                };
                (part, span)
            }
            Self::MySql(lexer) => {
                use mysql::lexer::Token;
                let (token, span) = lexer.next();
                let part = match token {
                    Token::End => Part::End,
                    Token::Word => Part::Word,
                    Token::Quoted => Part::Name,
                    Token::Literal(_) if span.of(text).ends_with(['\'', '"']) => Part::String,
                    Token::Literal(_) => Part::Number,
                    Token::Open => Part::Open,
                    Token::Close => Part::Close,
                    Token::Unknown if is_comment(span.of(text)) => Part::Comment,
                    Token::Unknown => Part::Unknown,
                    _ => Part::Other,
                };
                (part, span)
            }
        }
    }
}

fn is_comment(token: &str) -> bool {
    token.len() > 3 && token.starts_with("/*") && token.ends_with("*/")
}

/// Whether a text stays a part of the statement that it is put into: what it opens it closes, and it holds no comment, no
/// end of a statement, nothing that a terminal acts on or that some setting of a server reads otherwise.
pub(crate) fn is_closed(text: &str, language: Language) -> bool {
    let mut tokens = Tokens::of(text, language);
    let mut open = 0_usize;
    loop {
        match tokens.next(text).0 {
            Part::End => return open == 0 && !text.contains(is_harmful) && !text.contains("\\'"),
            Part::Open => open += 1,
            Part::Close if open > 0 => open -= 1,
            Part::Close | Part::Comment | Part::Unknown => return false,
            _ => {}
        }
    }
}

/// The text with a parameter in place of each constant: `$?`, in MySQL `?`. So it reads as a statement that is
/// prepared does, and what is concluded from it holds for any value.
pub(crate) fn redacted(text: &str, language: Language) -> String {
    replace(text, language, |name| match language {
        Language::Postgres => name.to_owned(),
        // MySQL calls the columns of a materialized subquery by their expressions.
        Language::MySql => replace(name, language, str::to_owned),
    })
}

fn replace(text: &str, language: Language, inside: impl Fn(&str) -> String) -> String {
    let parameter = match language {
        Language::Postgres => "$?",
        Language::MySql => "?",
    };
    let mut tokens = Tokens::of(text, language);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    // The word just before, where it ended, and where the copy of it begins.
    let mut word = ("", 0, 0);
    loop {
        let (part, span) = tokens.next(text);
        let (start, end) = (span.start as usize, span.end as usize);
        let source = text.get(start..end).unwrap_or_default();
        // White space, and nothing else: comments that the lexer passes over are dropped.
        out.extend(text.get(copied..start).unwrap_or_default().chars().filter(|c| c.is_whitespace()));
        copied = end;
        match part {
            Part::End => return out,
            // Results of plans are named by numbers.
            Part::Number if matches!(word.0, "SubPlan" | "InitPlan") => out.push_str(source),
            Part::Number => out.push_str(parameter),
            Part::String => {
                // `DATE'2024-01-01'`, `_utf8mb4'x'`.
                if word.1 == start && !word.0.is_empty() {
                    out.truncate(word.2);
                }
                out.push_str(parameter);
                // No server prints a name right behind a string: this was not the string's end.
                if text.get(end..).unwrap_or_default().starts_with(|c: char| c.is_alphanumeric() || c == '_')
                {
                    out.push('…');
                    return out;
                }
            }
            Part::Comment => {}
            Part::Name => {
                let name =
                    source.strip_prefix('`').and_then(|name| name.strip_suffix('`')).unwrap_or_default();
                out.extend(["`", &inside(name), "`"]);
            }
            Part::Unknown if !source.is_empty() && source.chars().all(|c| ":;,{}[]".contains(c)) => {
                out.push_str(source);
            }
            Part::Unknown => {
                out.push('…');
                return out;
            }
            Part::Word | Part::Open | Part::Close | Part::Other => out.push_str(source),
        }
        word = if part == Part::Word { (source, end, out.len() - source.len()) } else { ("", 0, 0) };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Predicate, Term};
    use super::*;

    #[test]
    fn constants_of_postgres_become_parameters() {
        let text = r"((a = 'it''s'::text) AND (b > 1.5e3) AND (c = ANY ('{1,2}'::integer[])) AND (d = E'a\'b') AND (SubPlan 1))";
        let shown = redacted(text, Language::Postgres);
        assert_eq!(
            shown,
            "((a = $?::text) AND (b > $?) AND (c = ANY ($?::integer[])) AND (d = $?) AND (SubPlan 1))"
        );
        let predicate = Predicate::parse(&shown, Language::Postgres);
        assert!(predicate.is_complete());
        assert!(predicate.terms().next().is_some_and(|term: Term<'_>| term.usability().access().is_some()));
    }

    #[test]
    fn constants_of_mysql_become_parameters() {
        let text = "((`t`.`a` = 'it\\'s') and (d = DATE'2024-01-01') and (x = 0x1F) and /* select#2 */ (s = _utf8mb4'y'))";
        assert_eq!(
            redacted(text, Language::MySql),
            "((`t`.`a` = ?) and (d = ?) and (x = ?) and /* select#2 */ (s = ?))"
        );
        assert_eq!(redacted("`t1`.`concat('x', a)` = `b`", Language::MySql), "`t1`.`concat(?, a)` = `b`");
        assert_eq!(redacted("Filter: (t1.a = 5)", Language::MySql), "Filter: (t1.a = ?)");
    }

    #[test]
    fn what_is_put_into_a_statement_stays_in_it() {
        for text in ["lower((name)::text)", "(status <> 'a;b'::text)", "(\"we;ird\" > 5)"] {
            assert!(is_closed(text, Language::Postgres), "{text}");
        }
        let open = [
            "a); DROP TABLE t; --",
            "a) or (b",
            "a; b",
            "a -- b",
            "a /* b",
            "'a",
            "('a\\' > b)",
            "a\u{1b}",
            "$$a$$",
            "a \\! b",
        ];
        for text in open {
            assert!(!is_closed(text, Language::Postgres), "{text}");
        }
        assert!(is_closed("cast(json_extract(`a`,'$.b') as unsigned)", Language::MySql));
        assert!(!is_closed("a /* b */", Language::MySql) && !is_closed("a # b", Language::MySql));
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        for (text, expected) in [
            ("a = 'open secret", "a = …"),
            ("a = $tag$secret$tag$", "a = …"),
            ("a = 'x'secret'", "a = $?…"),
            ("a /* secret */", "a …"),
            ("select 1; -- secret", "select $?; …"),
        ] {
            assert_eq!(redacted(text, Language::Postgres), expected);
        }
        assert_eq!(redacted("a = 'it's secret'", Language::MySql), "a = ?…");
        assert_eq!(redacted("a /* secret */ = 1", Language::MySql), "a  = ?");
    }
}
