//! Numbers of a node that are needed before it is done, however they are written.

use super::keys::{FIGURES, Figure};
use crate::json::{Container, Reader};

/// The figures of one node; absent ones are NaN.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures([f64; FIGURES]);

impl Default for Figures {
    fn default() -> Self {
        Self([f64::NAN; FIGURES])
    }
}

impl Figures {
    pub(super) fn get(&self, figure: Figure) -> Option<f64> {
        Some(self.0[figure as usize]).filter(|value| !value.is_nan())
    }

    pub(super) fn set(&mut self, figure: Figure, value: f64) {
        self.0[figure as usize] = value;
    }

    /// Sets a figure from a string: MySQL writes costs and shares so, and sizes for people.
    pub(super) fn set_text(&mut self, figure: Figure, text: &str) {
        let value = if figure == Figure::DataRead { size(text) } else { crate::text::number(text) };
        // "nan" is a number to Rust.
        if let Some(value) = value.filter(|value: &f64| value.is_finite()) {
            self.set(figure, value);
        }
    }

    /// Rows of the join with everything before. Printed as a whole number, cut off: where nothing is left, the cost
    /// of evaluating them says more (`eval_cost = row_evaluate_cost * rows`; the default is 0.1, 0.2 in 5.7).
    pub(super) fn produced(&self) -> Option<f64> {
        let printed = self.get(Figure::Produced)?;
        let evaluated = self.get(Figure::EvalCost).map(|cost| cost / 0.1);
        Some(if printed < 1.0 { evaluated.unwrap_or(printed).min(1.0) } else { printed })
    }

    /// Rows of the outer side that MariaDB compared each row of the inner one with, on average.
    pub(super) fn effective_rows(&self) -> Option<f64> {
        self.get(Figure::EffectiveRows)
    }
}

/// A number in an object, by its key.
pub(super) fn number_of(object: &str, wanted: &str) -> Option<f64> {
    let mut found = None;
    each(object, |key, value| {
        if key == wanted {
            found = crate::text::number(value).filter(|value| value.is_finite());
        }
    });
    found
}

/// Where a number stands in an object, by its key.
pub(super) fn place_of(object: &str, wanted: &str) -> Option<(usize, usize)> {
    let mut found = None;
    each(object, |key, value| {
        if key == wanted {
            let start = (value.as_ptr() as usize).wrapping_sub(object.as_ptr() as usize);
            found = Some((start, start.wrapping_add(value.len())));
        }
    });
    found
}

/// Calls back with each number and string of an object, as written without quotes. The object is JSON already.
fn each(object: &str, mut call: impl FnMut(&str, &str)) {
    // It lies in a document whose depth was limited.
    let mut reader = Reader::new(object, usize::MAX);
    let mut walk = || -> Result<(), crate::json::Error> {
        reader.peek()?;
        reader.open(Container::Object)?;
        while let Some(key) = reader.key()? {
            let key = reader.raw(key.start, key.end);
            let (start, end) = reader.scalar()?;
            call(key, reader.raw(start, end));
        }
        Ok(())
    };
    // What cannot be read holds no number.
    let _ = walk();
}

/// A size for people, in bytes: `224`, `31K`, `3M` (`human_readable_num_bytes`, steps of 1,024).
fn size(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text.get(digits.len()..)? {
        "" => 0,
        "K" => 1,
        "M" => 2,
        "G" => 3,
        "T" => 4,
        "P" => 5,
        "E" => 6,
        "Z" => 7,
        "Y" => 8,
        _ => return None,
    };
    Some(crate::text::number(digits)? * 1024_f64.powi(power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let mut figures = Figures::default();
        figures.set_text(Figure::PrefixCost, "1.2e+15");
        figures.set_text(Figure::ReadCost, "7");
        figures.set_text(Figure::DataRead, "31K");
        assert_eq!(figures.get(Figure::PrefixCost), Some(1.2e15));
        assert_eq!(figures.get(Figure::ReadCost), Some(7.0));
        assert_eq!(figures.get(Figure::DataRead), Some(31.0 * 1024.0));
        figures.set_text(Figure::Cost, "COST_REPLACED");
        figures.set_text(Figure::Reads, "nan");
        assert_eq!((figures.get(Figure::Cost), figures.get(Figure::Reads)), (None, None));
        assert_eq!((size("3M"), size("3 M"), size("")), (Some(3.0 * 1024.0 * 1024.0), None, None));
    }
}
