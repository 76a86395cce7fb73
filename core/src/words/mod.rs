//! Numbers and names as a person reads them, for messages and pictures. Nothing is computed here.

mod counter;
mod label;

use std::fmt;

pub(crate) use counter::{counted, counter};
pub(crate) use label::label;

use crate::metrics::Interval;
pub(crate) use crate::text::is_harmful;

/// A count with a comma between thousands; fractions (averages) with up to two digits, of less than ten thousand.
pub(crate) struct Count(pub(crate) f64);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.0.abs() < 10_000.0 { 100.0 } else { 1.0 };
        let rounded = (self.0 * digits).round() / digits;
        if rounded.abs() >= 1e15 {
            return f.pad(&format!("{rounded:.3e}"));
        }
        let digits = (rounded.abs() as u64).to_string();
        let mut text = String::new();
        if rounded < 0.0 {
            text.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let hundredths = (rounded.abs().fract() * 100.0).round();
        if hundredths > 0.0 {
            let fraction = format!(".{hundredths:02}");
            text.push_str(fraction.trim_end_matches('0'));
        }
        f.pad(&text)
    }
}

/// A count of rows or executions: a whole number from ten on, since more digits of an average say nothing.
pub(crate) struct Whole(pub(crate) f64);

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0.abs() >= 10.0;
        Count(if whole { self.0.round() } else { self.0 }).fmt(f)
    }
}

/// A count that may be a range: "about" before it where it is.
pub(crate) struct About(pub(crate) Interval);

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.0.is_exact() { "" } else { "about " };
        write!(f, "{about}{}", Whole(self.0.value))
    }
}

/// The same with what it counts: `1 row`, `2 rows`.
pub(crate) struct Rows(pub(crate) Interval);

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if Whole(self.0.value).to_string() == "1" { "row" } else { "rows" };
        write!(f, "{} {rows}", About(self.0))
    }
}

/// Milliseconds, in the unit that reads best.
pub(crate) struct Ms(pub(crate) f64);

impl fmt::Display for Ms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.0;
        let text = match ms.abs() {
            size if size < 10.0 => format!("{ms:.3} ms"),
            size if size < 1_000.0 => format!("{ms:.1} ms"),
            size if size < 100_000.0 => format!("{:.2} s", ms / 1e3),
            _ => format!("{:.1} min", ms / 6e4),
        };
        f.pad(&text)
    }
}

/// A share from 0 to 1, in percent.
pub(crate) struct Percent(pub(crate) f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.0 * 100.0;
        // 99.96 % must not read as all of it, nor 0.04 % as nothing.
        let text = match percent {
            all if all >= 100.0 => "100 %".to_owned(),
            most if most >= 99.95 => "> 99.9 %".to_owned(),
            some if some >= 0.05 => format!("{some:.1} %"),
            little if little > 0.0 => "< 0.1 %".to_owned(),
            _ => "0 %".to_owned(),
        };
        f.pad(&text)
    }
}

/// How far an estimate was off: actual rows over expected ones.
pub(crate) struct Factor(pub(crate) f64);

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |factor: f64| (factor * 10.0).round() / 10.0;
        match self.0 {
            more if tenths(more) > 1.0 => write!(f, "{} times as many rows as expected", Whole(tenths(more))),
            less if less > 0.0 && tenths(1.0 / less) > 1.0 => {
                write!(f, "{} times fewer rows than expected", Whole(tenths(1.0 / less)))
            }
            _ => f.write_str("as expected"),
        }
    }
}

/// Kilobytes, in the unit that reads best.
pub(crate) struct Kilobytes(pub(crate) f64);

impl fmt::Display for Kilobytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0 {
            kb if kb < 10_240.0 => format!("{} kB", Count(kb)),
            kb if kb < 10_485_760.0 => format!("{} MB", Count((kb / 1024.0).round())),
            kb => format!("{:.1} GB", kb / 1_048_576.0),
        };
        f.pad(&text)
    }
}

/// Entries of an index: `1 entry`, `2 entries`.
pub(crate) struct Entries(pub(crate) Interval);

impl fmt::Display for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = if Whole(self.0.value).to_string() == "1" { "entry" } else { "entries" };
        write!(f, "{} {entries}", About(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let counts = [0.0, 0.25, 999.0, 1000.0, 1_234_567.0, -1234.5, 2e20].map(|n| Count(n).to_string());
        assert_eq!(counts, ["0", "0.25", "999", "1,000", "1,234,567", "-1,234.5", "2.000e20"]);
        let whole = [0.25, 9.5, 9.999, 4999.63, 9891.5].map(|n| Whole(n).to_string());
        assert_eq!(whole, ["0.25", "9.5", "10", "5,000", "9,892"]);
        let rows = [1.0, 0.15, 12.4].map(|n| Rows(Interval::exact(n)).to_string());
        assert_eq!(rows, ["1 row", "0.15 rows", "12 rows"]);
        let times = [0.05, 12.34, 1500.0, 180_000.0].map(|n| Ms(n).to_string());
        assert_eq!(times, ["0.050 ms", "12.3 ms", "1.50 s", "3.0 min"]);
        let shares = [0.0, 0.0001, 0.125, 0.99999, 1.0].map(|n| Percent(n).to_string());
        assert_eq!(shares, ["0 %", "< 0.1 %", "12.5 %", "> 99.9 %", "100 %"]);
        let factors = [1.02, 3.25, 120.4, 0.05, 0.0].map(|n| Factor(n).to_string());
        assert_eq!(
            factors,
            [
                "as expected",
                "3.3 times as many rows as expected",
                "120 times as many rows as expected",
                "20 times fewer rows than expected",
                "as expected"
            ]
        );
        assert_eq!(Kilobytes(2048.0).to_string(), "2,048 kB");
        assert_eq!(Kilobytes(20480.0).to_string(), "20 MB");
    }
}
