//! How values of a type are ordered, and where between two others one stands.

use std::cmp::Ordering;

/// How the values of a column are ordered, as far as their text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scale {
    /// Numbers.
    Number,
    /// Dates, times of day and points in time, as ISO 8601 writes them.
    Time,
    /// Text, taken to be ordered by its bytes.
    Text,
    /// Text whose blanks at the end do not count (`char(n)`).
    PaddedText,
    /// Text whose letters' case does not count (MySQL's `_ci` collations).
    FoldedText,
    /// Truth values.
    Boolean,
    /// Anything else: equal or not, in no order that is known here.
    Other,
}

impl Scale {
    /// The scale of a type, as a server writes it, and of its collation.
    pub fn of(type_name: &str, collation: Option<&str>) -> Self {
        if type_name.ends_with(']') {
            return Self::Other;
        }
        let word = type_name.split(['(', ' ']).next().unwrap_or_default().to_ascii_lowercase();
        match word.as_str() {
            "smallint" | "integer" | "int" | "bigint" | "tinyint" | "mediumint" | "numeric" | "decimal"
            | "real" | "double" | "float" | "oid" | "year" | "bit" | "money" => Self::Number,
            "date" | "timestamp" | "time" | "datetime" => Self::Time,
            "boolean" | "bool" => Self::Boolean,
            "character" | "bpchar" if !type_name.contains("varying") => Self::PaddedText,
            "text" | "varchar" | "character" | "name" | "citext" | "char" | "tinytext" | "mediumtext"
            | "longtext" => {
                let folded = word == "citext" || collation.is_some_and(|name| name.ends_with("_ci"));
                if folded { Self::FoldedText } else { Self::Text }
            }
            "uuid" => Self::Text,
            _ => Self::Other,
        }
    }

    /// Whether two values are equal.
    pub(super) fn equal(self, a: &str, b: &str) -> bool {
        match self {
            Self::Number | Self::Time => match (self.position(a), self.position(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b) == Ordering::Equal,
                _ => a == b,
            },
            Self::Text | Self::Other => a == b,
            Self::PaddedText => a.trim_end_matches(' ') == b.trim_end_matches(' '),
            Self::FoldedText => folded(a) == folded(b),
            Self::Boolean => truth(a) == truth(b),
        }
    }

    /// The order of two values; none where it is not known.
    pub(super) fn compare(self, a: &str, b: &str) -> Option<Ordering> {
        match self {
            Self::Number | Self::Time => Some(self.position(a)?.total_cmp(&self.position(b)?)),
            Self::Text => Some(a.as_bytes().cmp(b.as_bytes())),
            Self::PaddedText => {
                Some(a.trim_end_matches(' ').as_bytes().cmp(b.trim_end_matches(' ').as_bytes()))
            }
            Self::FoldedText => Some(folded(a).cmp(&folded(b))),
            Self::Boolean => Some(truth(a)?.cmp(&truth(b)?)),
            Self::Other => None,
        }
    }

    /// The part of the way from `low` to `high` at which a value stands, 0 to 1 (`convert_to_scalar` in
    /// `selfuncs.c`); the middle where that cannot be told.
    pub(super) fn fraction(self, value: &str, low: &str, high: &str) -> f64 {
        let positions = match self {
            Self::Number | Self::Time => {
                self.position(value).zip(self.position(low)).zip(self.position(high))
            }
            Self::Text | Self::PaddedText | Self::FoldedText => {
                let [value, low, high] = text_positions(value, low, high);
                Some(((value, low), high))
            }
            Self::Boolean | Self::Other => None,
        };
        let Some(((value, low), high)) = positions else { return 0.5 };
        if high <= low {
            0.5
        } else if value <= low {
            0.0
        } else if value >= high {
            1.0
        } else {
            let fraction = (value - low) / (high - low);
            if (0.0..=1.0).contains(&fraction) { fraction } else { 0.5 }
        }
    }

    /// A value as a number.
    fn position(self, text: &str) -> Option<f64> {
        let text = text.trim();
        match self {
            Self::Number => {
                let number = crate::text::number(text)?;
                // PostgreSQL: greater than all others.
                Some(if number.is_nan() { f64::INFINITY } else { number + 0.0 })
            }
            Self::Time => seconds(text),
            _ => None,
        }
    }
}

fn folded(text: &str) -> String {
    crate::text::lower(text.trim_end_matches(' '))
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "t" | "true" | "on" | "yes" | "1" => Some(true),
        "f" | "false" | "off" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// A date, time or both as seconds since 1970; a time without an offset counts as UTC.
fn seconds(text: &str) -> Option<f64> {
    match text.to_ascii_lowercase().as_str() {
        "infinity" => return Some(f64::INFINITY),
        "-infinity" => return Some(f64::NEG_INFINITY),
        _ => {}
    }
    let (text, before_christ) = text.strip_suffix(" BC").map_or((text, false), |text| (text, true));
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (Some(date), time),
        None if text.contains(':') => (None, text),
        None => (Some(text), ""),
    };
    let days = match date {
        Some(date) => {
            let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
            let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
            let sane =
                (0..=1_000_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
            if !sane {
                return None;
            }
            days_since_1970(if before_christ { 1 - year } else { year }, month, day)
        }
        None => 0,
    };
    Some(days as f64 * 86_400.0 + time_of_day(time)?)
}

/// `12:34:56.789+02:30` as seconds.
fn time_of_day(text: &str) -> Option<f64> {
    if text.is_empty() {
        return Some(0.0);
    }
    let text = text.trim_end_matches('Z');
    let (time, offset) = match text.rfind(['+', '-']) {
        Some(at) => (
            &text[..at],
            sexagesimal(&text[at + 1..])? * if text[at..].starts_with('-') { -1.0 } else { 1.0 },
        ),
        None => (text, 0.0),
    };
    Some(sexagesimal(time)? - offset)
}

/// `12:34:56.789`, `12:34` or `12` as seconds.
fn sexagesimal(text: &str) -> Option<f64> {
    let mut unit = 3600.0;
    let mut seconds = 0.0;
    for part in text.trim().splitn(3, ':') {
        if !part.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        seconds += crate::text::number(part)? * unit;
        unit /= 60.0;
    }
    Some(seconds)
}

/// Days since 1970-01-01 in the Gregorian calendar, as `date2j` counts them in `datetime.c`.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year + 4800, month + 1) } else { (year + 4799, month + 13) };
    let century = year / 100;
    let julian = year * 365 - 32167 + year / 4 - century + century / 4 + 7834 * month / 256 + day;
    julian - 2_440_588
}

/// Three texts as numbers between 0 and 1 (`convert_string_to_scalar` in `selfuncs.c`).
fn text_positions(value: &str, low: &str, high: &str) -> [f64; 3] {
    let (value, low, high) = (value.as_bytes(), low.as_bytes(), high.as_bytes());
    let bytes = || low.iter().chain(high).copied();
    let (mut least, mut most) = (
        bytes().min().unwrap_or(b' ').min(high.first().copied().unwrap_or(255)),
        bytes().max().unwrap_or(127),
    );
    // A range that holds a letter or digit is taken to hold all of its kind.
    for (first, last) in [(b'A', b'Z'), (b'a', b'z'), (b'0', b'9')] {
        if least <= last && most >= first {
            (least, most) = (least.min(first), most.max(last));
        }
    }
    if most.saturating_sub(least) < 9 {
        (least, most) = (b' ', 127);
    }
    let same = low
        .iter()
        .zip(high)
        .zip(value)
        .take_while(|((low, high), value)| low == high && low == value)
        .count();
    let base = f64::from(most - least) + 1.0;
    [value, low, high].map(|text| {
        let (mut position, mut unit) = (0.0, base);
        for &byte in text[same..].iter().take(12) {
            let digit = match byte {
                byte if byte < least => -1.0,
                byte if byte > most => f64::from(most - least) + 1.0,
                byte => f64::from(byte - least),
            };
            position += digit / unit;
            unit *= base;
        }
        position
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_their_scale() {
        for (name, scale) in [
            ("numeric(10,2)", Scale::Number),
            ("timestamp with time zone", Scale::Time),
            ("character varying(40)", Scale::Text),
            ("character(2)", Scale::PaddedText),
            ("int unsigned", Scale::Number),
            ("integer[]", Scale::Other),
            ("jsonb", Scale::Other),
        ] {
            assert_eq!(Scale::of(name, None), scale, "{name}");
        }
        assert_eq!(Scale::of("varchar(9)", Some("utf8mb4_0900_ai_ci")), Scale::FoldedText);
    }

    #[test]
    fn times_are_points_on_a_line() {
        assert_eq!(seconds("1970-01-02"), Some(86_400.0));
        assert_eq!(seconds("2024-02-29 12:30:00.5+02"), seconds("2024-02-29T10:30:00.5"));
        assert_eq!(seconds("2000-01-01 00:00:00-03:30"), Some(946_684_800.0 + 12_600.0));
        assert!(seconds("0044-03-15 BC") < seconds("0001-01-01"));
        assert_eq!((seconds("infinity"), seconds("12:00")), (Some(f64::INFINITY), Some(43_200.0)));
        assert_eq!((seconds("yesterday"), seconds("2024-13-01"), seconds("")), (None, None, None));
    }

    #[test]
    fn values_are_compared_as_their_type_has_it() {
        assert!(Scale::Number.equal("1", "1.0") && Scale::Boolean.equal("t", "true"));
        assert!(Scale::PaddedText.equal("DE", "DE ") && !Scale::Text.equal("DE", "de"));
        assert!(Scale::FoldedText.equal("DE", "de"));
        assert_eq!(Scale::Number.compare("9", "10"), Some(Ordering::Less));
        assert_eq!(Scale::Other.compare("9", "10"), None);
        assert!((Scale::Number.fraction("15", "10", "20") - 0.5).abs() < 1e-9);
        let fraction = Scale::Text.fraction("city 5", "city 0", "city 9");
        assert!((fraction - 5.0 / 9.0).abs() < 0.02, "{fraction}");
    }
}
