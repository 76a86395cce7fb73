//! A number that a server rounded, with what it may have been.

use std::ops::{Add, AddAssign, Mul, Sub};

/// A number with the range it may stand for: `low <= value <= high`.
///
/// Servers print averages over loops, rounded; a total over many loops is then known only within a range. Where
/// nothing was rounded, `low`, `value` and `high` are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The number as printed, or computed from what is printed.
    pub value: f64,
    /// The least it may have been.
    pub low: f64,
    /// The most it may have been.
    pub high: f64,
}

impl Interval {
    /// A number that is known exactly.
    pub fn exact(value: f64) -> Self {
        Self { value, low: value, high: value }
    }

    /// The total over `loops` of an average rounded to `step`; exact for one loop.
    ///
    /// What is averaged (rows, time) is never negative, and neither is the range.
    pub(crate) fn total(average: f64, loops: f64, step: f64) -> Self {
        let half = if loops > 1.0 { step / 2.0 } else { 0.0 };
        Self {
            value: average * loops,
            low: (average - half).max(0.0) * loops,
            high: (average + half) * loops,
        }
    }

    /// Whether it is known exactly.
    pub fn is_exact(self) -> bool {
        self.low.to_bits() == self.high.to_bits() || self.high - self.low <= 0.0
    }

    /// The same, with nothing below zero.
    pub(crate) fn at_least_zero(self) -> Self {
        Self { value: self.value.max(0.0), low: self.low.max(0.0), high: self.high.max(0.0) }
    }

    /// This number as a share of itself and another, neither negative; none where both are zero.
    ///
    /// The two vary independently, so the share is least where this is least and the other most.
    pub(crate) fn share_beside(self, other: Self) -> Option<Self> {
        let share = |own: f64, other: f64| if own + other > 0.0 { own / (own + other) } else { 0.0 };
        (self.value + other.value > 0.0).then(|| Self {
            value: share(self.value, other.value),
            low: share(self.low, other.high),
            high: share(self.high, other.low),
        })
    }
}

impl Add for Interval {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, low: self.low + other.low, high: self.high + other.high }
    }
}

impl AddAssign for Interval {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Interval {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { value: self.value - other.value, low: self.low - other.high, high: self.high - other.low }
    }
}

impl Mul<f64> for Interval {
    type Output = Self;
    /// Scales by a factor that is not negative.
    fn mul(self, factor: f64) -> Self {
        Self { value: self.value * factor, low: self.low * factor, high: self.high * factor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_over_many_loops_is_a_range() {
        assert_eq!(Interval::total(3.0, 1.0, 1.0), Interval::exact(3.0));
        assert_eq!(Interval::total(3.0, 10.0, 1.0), Interval { value: 30.0, low: 25.0, high: 35.0 });
        assert_eq!(Interval::total(0.0, 10.0, 1.0), Interval { value: 0.0, low: 0.0, high: 5.0 });
    }

    #[test]
    fn a_share_spans_what_both_sides_may_be() {
        let kept = Interval::total(0.0, 100.0, 1.0);
        let removed = Interval::total(99.0, 100.0, 1.0);
        let share = removed.share_beside(kept).unwrap();
        assert!(
            (share.value - 1.0).abs() < 1e-9
                && (share.low - 9850.0 / 9900.0).abs() < 1e-9
                && share.high <= 1.0
        );
    }
}
