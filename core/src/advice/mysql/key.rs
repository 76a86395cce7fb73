//! What can stand as a key of an index: a column, or an expression of a few known shapes.

use crate::plan::Dialect;
use crate::predicate::{Comparison, Expr, ExprId, LiteralKind, Predicate, Subject, Term, unquoted};
use crate::words::is_harmful;

/// The longest name of an index or column, in characters (manual, 11.2.1).
const LONGEST_NAME: usize = 64;

/// A key of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// As it stands in the DDL: in backticks, or an expression in parentheses.
    pub(super) text: String,
    /// What it is called as a part of the index's name.
    pub(super) label: String,
    /// The column, without quotes, that it is or is made of.
    pub(super) column: String,
    pub(super) kind: KeyKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Column,
    /// An expression; the type that a generated column of it would have.
    Expression {
        of_type: &'static str,
    },
    /// One entry for each element of a JSON array.
    MultiValued,
}

/// What a function gives, as far as it has to agree with what it is compared with: an index on an expression of
/// another type is not used (measured: `total * 2` against a whole number).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Text,
    Whole,
    Date,
}

impl Key {
    /// A column; none for a name that no statement can hold.
    pub(super) fn column(name: &str) -> Option<Self> {
        let text = quoted(name)?;
        Some(Self { text, label: name.to_owned(), column: name.to_owned(), kind: KeyKind::Column })
    }

    /// The subject of a condition, if that is a column.
    pub(super) fn plain(subject: &Subject<'_>) -> Option<Self> {
        match subject {
            Subject::Column(column) => Self::column(&column.name()),
            _ => None,
        }
    }

    /// The subject of a condition, if that is an expression which an index can hold safely: of a type that cannot
    /// differ from that of the value.
    pub(super) fn expression(term: &Term<'_>) -> Option<Self> {
        let predicate = term.predicate();
        let id = term.subject_id()?;
        let (gives, text, column, label, of_type) = match predicate.expr(id) {
            Expr::Cast { to } if to.eq_ignore_ascii_case("date") => {
                let column = only_column(predicate, id)?;
                (Gives::Date, format!("cast({} as date)", quoted(&column)?), column, "date", "date")
            }
            Expr::Call { name } if name.eq_ignore_ascii_case("json_unquote") => {
                let (column, path) = json_path(predicate, only_child(predicate, id)?)?;
                let value = format!("json_unquote(json_extract({},'{path}'))", quoted(&column)?);
                // The collation is that of what `->>` gives: without it the index is not used (measured).
                let text = format!("cast({value} as char({JSON_LENGTH})) collate utf8mb4_bin");
                (Gives::Text, text, column, "json", "")
            }
            Expr::Call { name } => {
                let (gives, of_type) = function(name)?;
                let column = only_column(predicate, id)?;
                (gives, format!("{name}({})", quoted(&column)?), column, name, of_type)
            }
            _ => return None,
        };
        fits(term, gives).then(|| Self {
            text: format!("({text})"),
            label: format!("{label}_{column}"),
            column,
            kind: KeyKind::Expression { of_type },
        })
    }

    /// The JSON array in which a condition looks for elements (`member of`, `json_contains`, `json_overlaps`).
    pub(super) fn elements(term: &Term<'_>) -> Option<Self> {
        if term.value_columns().next().is_some() {
            return None;
        }
        let predicate = term.predicate();
        let id = term.subject_id()?;
        let (column, array) = if let Expr::Column(column) = predicate.expr(id) {
            (column.name().into_owned(), quoted(&column.name())?)
        } else {
            let (column, path) = json_path(predicate, id)?;
            let array = format!("json_extract({},'{path}')", quoted(&column)?);
            (column, array)
        };
        // What is looked for tells the type of the elements: `5`, `json'[1, 2]'`, `'red'`.
        let value = term.value_text().trim_start_matches("json").trim_matches(['\'', '"', '[', ']', ' ']);
        let whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let numbers = value.split([',', ' ']).filter(|item| !item.is_empty()).all(whole);
        let of = if numbers && !value.is_empty() { "unsigned" } else { "char(255)" };
        Some(Self {
            text: format!("(cast({array} as {of} array))"),
            label: format!("elements_{column}"),
            column,
            kind: KeyKind::MultiValued,
        })
    }

    /// The column that a function of time is made on, where the server rewrites the condition to a range of it
    /// (MariaDB 11.1: `year(x) = 2024`, `date(x) >= '2024-01-01'`).
    pub(super) fn of_time(term: &Term<'_>) -> Option<Self> {
        let predicate = term.predicate();
        let id = term.subject_id()?;
        let is_time = match predicate.expr(id) {
            Expr::Cast { to } => to.eq_ignore_ascii_case("date"),
            Expr::Call { name } => ["year", "date"].iter().any(|word| name.eq_ignore_ascii_case(word)),
            _ => false,
        };
        let compares = term.comparison() == Comparison::Equal || term.comparison().is_range();
        if is_time && compares { Self::column(&only_column(predicate, id)?) } else { None }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.kind == KeyKind::Column
    }
}

/// How long a JSON value may be in an index on it: the most that leaves room for other keys (3,072 bytes in all).
const JSON_LENGTH: u32 = 255;

/// A name in backticks; none where a terminal would act on a part of it, or the server refuses it.
///
/// MySQL's identifiers hold no character that would have to be escaped but the backtick.
pub(super) fn quoted(name: &str) -> Option<String> {
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.ends_with(' ');
    (fits && !name.contains(is_harmful)).then(|| format!("`{}`", name.replace('`', "``")))
}

/// What functions of one column give, and the type of a column that would hold it.
fn function(name: &str) -> Option<(Gives, &'static str)> {
    const TEXT: [&str; 7] = ["lower", "upper", "lcase", "ucase", "trim", "ltrim", "rtrim"];
    const WHOLE: [&str; 12] = [
        "year",
        "month",
        "dayofmonth",
        "dayofweek",
        "dayofyear",
        "weekday",
        "quarter",
        "hour",
        "minute",
        "to_days",
        "length",
        "char_length",
    ];
    let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is(&TEXT) {
        Some((Gives::Text, "varchar(255)"))
    } else if is(&WHOLE) {
        Some((Gives::Whole, "int"))
    } else {
        None
    }
}

/// Whether what a condition compares with is of the type that the expression gives.
fn fits(term: &Term<'_>, gives: Gives) -> bool {
    let Some(value) = term.value_id() else { return false };
    match (gives, term.predicate().expr(value)) {
        (Gives::Whole, Expr::Literal(literal)) => {
            literal.kind() == LiteralKind::Number && literal.raw().bytes().all(|byte| byte.is_ascii_digit())
        }
        (_, Expr::Literal(literal)) => {
            let is_text = matches!(
                literal.kind(),
                LiteralKind::String | LiteralKind::BackslashString | LiteralKind::EscapeString
            );
            is_text && (gives == Gives::Date || literal.label().is_none_or(|label| label.starts_with('_')))
        }
        // `curdate() - interval 7 day` is a date as well.
        (Gives::Date, Expr::Call { .. } | Expr::Binary { .. } | Expr::Word(_)) => true,
        _ => false,
    }
}

fn only_child(predicate: &Predicate, id: ExprId) -> Option<ExprId> {
    let mut children = predicate.children(id);
    children.next().filter(|_| children.next().is_none())
}

/// The column that is all an expression is made of.
fn only_column(predicate: &Predicate, id: ExprId) -> Option<String> {
    match predicate.expr(only_child(predicate, id)?) {
        Expr::Column(column) => Some(column.name().into_owned()),
        _ => None,
    }
}

/// The column and path of `json_extract(column, '$.path')`, if the path is of plain letters.
fn json_path(predicate: &Predicate, id: ExprId) -> Option<(String, String)> {
    let Expr::Call { name } = predicate.expr(id) else { return None };
    let mut children = predicate.children(id);
    let (column, path) = (children.next()?, children.next()?);
    let (Expr::Column(column), Expr::Literal(path)) = (predicate.expr(column), predicate.expr(path)) else {
        return None;
    };
    let path = path.text();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'$' | b'.' | b'_' | b'[' | b']');
    let known = unquoted(name).eq_ignore_ascii_case("json_extract") && children.next().is_none();
    (known && path.bytes().all(plain)).then(|| (column.name().into_owned(), path.into_owned()))
}

/// Whether a server has functional key parts (MySQL 8.0.13) rather than generated columns only.
pub(super) fn has_functional_keys(dialect: Dialect) -> bool {
    dialect == Dialect::MySql
}
