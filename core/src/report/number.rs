//! Numbers on the wire: the same bytes from every platform.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::metrics::Interval;

/// To how many decimals a kind of number is rounded.
#[derive(Clone, Copy)]
pub(super) struct Decimals(pub(super) u8);

/// A rounded number, or a rounded range.
#[derive(Clone, Copy)]
pub(super) enum Wire {
    Number(f64),
    Range(Interval),
}

/// A number as it is.
pub(super) fn exact(value: f64) -> Wire {
    Wire::Number(value)
}

/// The nearest whole number, of two the one farther from zero: `f64::round`, which is a call of many steps.
fn whole(value: f64) -> f64 {
    // From there on all are whole.
    if value.abs() >= SAFE {
        return value;
    }
    let whole = value as i64 as f64;
    let rest = value - whole;
    whole + f64::from(rest >= 0.5) - f64::from(rest <= -0.5)
}

/// Up to where every integer is an `f64`.
const SAFE: f64 = 9_007_199_254_740_992.0;

impl Decimals {
    pub(super) fn round(self, value: f64) -> f64 {
        let scale = f64::from(10_u32.pow(u32::from(self.0)));
        // So large that it has no decimals, and the product may overflow.
        let rounded = if value.abs() < 1e15 { whole(value * scale) / scale } else { value };
        // No negative zero on the wire.
        rounded + 0.0
    }

    /// A number, rounded.
    pub(super) fn exact(self, value: f64) -> Wire {
        Wire::Number(self.round(value))
    }

    /// A range, rounded; a number where nothing is left of the range.
    pub(super) fn range(self, interval: Interval) -> Wire {
        if interval.is_exact() {
            return self.exact(interval.value);
        }
        let Interval { value, low, high } = interval;
        let rounded = Interval { value: self.round(value), low: self.round(low), high: self.round(high) };
        if rounded.is_exact() { Wire::Number(rounded.value) } else { Wire::Range(rounded) }
    }
}

/// A number without a fraction as an integer, as far as every language holds it.
struct Plain(f64);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        let integer = value as i64;
        if value - integer as f64 == 0.0 && value.abs() < SAFE {
            serializer.serialize_i64(integer)
        } else {
            // Servers print finite numbers, and sums of them are clamped.
            serializer.serialize_f64(value.clamp(f64::MIN, f64::MAX))
        }
    }
}

impl Serialize for Wire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Number(value) => Plain(value).serialize(serializer),
            Self::Range(Interval { value, low, high }) => {
                let mut range = serializer.serialize_struct("Range", 3)?;
                range.serialize_field("value", &Plain(value))?;
                range.serialize_field("low", &Plain(low))?;
                range.serialize_field("high", &Plain(high))?;
                range.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(wire: Wire) -> String {
        serde_json::to_string(&wire).unwrap()
    }

    #[test]
    fn numbers_are_rounded_and_ranges_shown() {
        assert_eq!(json(Decimals(3).exact(0.1 + 0.2)), "0.3");
        assert_eq!(json(Decimals(2).exact(-0.001)), "0");
        assert_eq!(json(Decimals(2).exact(30.0)), "30");
        assert_eq!(json(Decimals(2).exact(1e300)), "1e+300");
        let range = Interval { value: 1.0, low: 0.5, high: 1.5 };
        assert_eq!(json(Decimals(1).range(range)), r#"{"value":1,"low":0.5,"high":1.5}"#);
        assert_eq!(json(Decimals(3).range(Interval { value: 1.0, low: 1.0, high: 1.0001 })), "1");
    }

    proptest! {
        #[test]
        fn whole_numbers_are_those_of_the_standard_library(bits: u64, halves in -1_000_000..1_000_000_i32) {
            let halves = f64::from(halves) / 2.0;
            let random = f64::from_bits(bits);
            let cases = [random, random % 1e17, halves, halves.next_up(), halves.next_down(), 0.5_f64.next_down()];
            for value in cases.into_iter().filter(|value| !value.is_nan()) {
                prop_assert_eq!((whole(value) + 0.0).to_bits(), (value.round() + 0.0).to_bits());
            }
        }
    }
}
