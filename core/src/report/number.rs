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

impl Decimals {
    pub(super) fn round(self, value: f64) -> f64 {
        let scale = f64::from(10_u32.pow(u32::from(self.0)));
        let rounded = (value * scale).round() / scale;
        // So large that it has no decimals, and the product may overflow.
        let rounded = if value.abs() < 1e15 { rounded } else { value };
        // No negative zero on the wire.
        rounded + 0.0
    }

    /// A number, rounded.
    pub(super) fn exact(self, value: f64) -> Wire {
        Wire::Number(self.round(value))
    }

    /// A range, rounded; a number where nothing is left of the range.
    pub(super) fn range(self, interval: Interval) -> Wire {
        let Interval { value, low, high } = interval;
        let rounded = Interval { value: self.round(value), low: self.round(low), high: self.round(high) };
        if rounded.is_exact() { Wire::Number(rounded.value) } else { Wire::Range(rounded) }
    }
}

/// A number without a fraction as an integer, as far as every language holds it.
struct Plain(f64);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const SAFE: f64 = 9_007_199_254_740_992.0;
        let value = self.0;
        if value.fract() == 0.0 && value.abs() < SAFE {
            serializer.serialize_i64(value as i64)
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
}
