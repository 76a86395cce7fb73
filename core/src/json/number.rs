//! The value of a number that is known to be well-formed.

/// Powers of ten that an `f64` holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The value nearest to `mantissa / 10^decimals`, where one division of two exact numbers gives it.
///
/// Clinger's fast path: both operands are exact and IEEE division rounds correctly. It serves every time, cost
/// and count that a server prints.
pub(super) fn exact(mantissa: u64, decimals: usize) -> Option<f64> {
    let power = EXACT_POWERS.get(decimals)?;
    (mantissa <= 1 << 53).then(|| mantissa as f64 / power)
}

/// The value of any other number: correctly rounded, infinite numbers clamped to the largest finite one.
pub(super) fn slow(text: &str) -> f64 {
    text.parse::<f64>().map_or(0.0, |value| value.clamp(f64::MIN, f64::MAX))
}
