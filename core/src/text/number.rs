//! The number that a text writes, correctly rounded.
//!
//! It is what `str::parse` gives, in browsers without the ten kilobytes of tables by which that is fast for numbers of
//! more than fifteen digits: they would be loaded with every page. There those numbers are divided out, digit by digit.

use std::cmp::Ordering;

/// Powers of ten that an `f64` holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// More digits than decide how any number is rounded; of what is behind them it counts whether it is zero.
const MOST_DIGITS: usize = 800;

/// The value of `mantissa * 10^exponent`, where one operation on two exact numbers gives it.
///
/// Clinger's fast path: both operands are exact and IEEE arithmetic rounds correctly. It serves every time, cost
/// and count that a server prints.
pub(crate) fn exact(mantissa: u64, exponent: isize) -> Option<f64> {
    let power = *EXACT_POWERS.get(exponent.unsigned_abs())?;
    let mantissa = (mantissa <= 1 << 53).then_some(mantissa as f64)?;
    Some(if exponent < 0 { mantissa / power } else { mantissa * power })
}

/// The number that a text writes, if it writes one: what `str::parse` reads, infinity and not-a-number included.
pub(crate) fn number(text: &str) -> Option<f64> {
    plain(text).or_else(|| any(text))
}

/// The number that a text writes in digits, with or without a point, where one operation gives it.
fn plain(text: &str) -> Option<f64> {
    // Nineteen digits always fit.
    if text.len() > 19 {
        return None;
    }
    let (mut mantissa, mut digits, mut point) = (0_u64, 0_usize, None);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                digits += 1;
            }
            b'.' if point.is_none() => point = Some(digits),
            _ => return None,
        }
    }
    let decimals = digits - point.unwrap_or(digits);
    exact(mantissa, -decimals.cast_signed()).filter(|_| digits > 0)
}

/// As [`number`], however it is written.
fn any(text: &str) -> Option<f64> {
    // Where nobody waits for its tables to be loaded, the standard library is faster.
    if cfg!(target_arch = "wasm32") { divided(text) } else { text.parse().ok() }
}

/// The same without tables.
fn divided(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let value = if unsigned.eq_ignore_ascii_case("inf") || unsigned.eq_ignore_ascii_case("infinity") {
        f64::INFINITY
    } else if unsigned.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        decimal(unsigned)?
    };
    Some(if text.starts_with('-') { -value } else { value })
}

fn decimal(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || whole.bytes().chain(fraction.bytes());
    if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let exponent = power(exponent)?.saturating_sub(fraction.len().cast_signed());
    // From the first digit that counts on.
    let digits = all().skip_while(|byte| *byte == b'0').map(|byte| u32::from(byte - b'0'));
    let count = digits.clone().count();
    let leading = digits.clone().take(19).fold(0, |mantissa, digit| mantissa * 10 + u64::from(digit));
    match exact(leading, exponent).filter(|_| count <= 19) {
        Some(value) => Some(value),
        None => Some(rounded(digits, count, exponent)),
    }
}

/// A power of ten as it is written; of very large ones only that they are.
fn power(text: &str) -> Option<isize> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(isize::MAX / 4).min(isize::MAX / 4);
    Some(if text.starts_with('-') { -size } else { size })
}

/// The value nearest to so many digits times a power of ten, by dividing one large integer by another.
fn rounded(digits: impl Iterator<Item = u32> + Clone, count: usize, exponent: isize) -> f64 {
    let size = exponent.saturating_add(count.cast_signed());
    if count == 0 || size <= -324 {
        return 0.0;
    }
    if size > 309 {
        return f64::INFINITY;
    }
    let mut above = Large::default();
    digits.clone().take(MOST_DIGITS).for_each(|digit| above.multiply_add(10, digit));
    let mut exponent = exponent;
    if count > MOST_DIGITS {
        exponent += (count - MOST_DIGITS).cast_signed() - 1;
        above.multiply_add(10, u32::from(digits.skip(MOST_DIGITS).any(|digit| digit > 0)));
    }
    let mut below = Large(vec![1]);
    let scaled = if exponent < 0 { &mut below } else { &mut above };
    (0..exponent.unsigned_abs()).for_each(|_| scaled.multiply_add(10, 0));
    // So that the quotient has 64 or 65 bits.
    let shift = 64 - (above.bits() - below.bits());
    above.shift_left(shift.max(0));
    below.shift_left(64 + (-shift).max(0));
    let mut quotient = 0_u128;
    for _ in 0..=64 {
        quotient <<= 1;
        if above.cmp(&below).is_ge() {
            above.subtract(&below);
            quotient |= 1;
        }
        below.halve();
    }
    if above.bits() > 0 {
        // There is more than the bits show.
        quotient = quotient << 1 | 1;
    } else {
        quotient <<= 1;
    }
    assemble(quotient, shift + 1)
}

/// The value nearest to `quotient / 2^shift`, of whose bits there are enough to tell.
fn assemble(quotient: u128, shift: isize) -> f64 {
    let bits = (128 - quotient.leading_zeros() as usize).cast_signed();
    // The weight of the last bit that is kept: of numbers below the normal ones, always the same.
    let last = (bits - shift - 53).max(-1074);
    let dropped = last + shift;
    if dropped > 127 {
        return 0.0;
    }
    let (kept, rest, half) = (quotient >> dropped, quotient & ((1 << dropped) - 1), 1 << (dropped - 1));
    let up = rest > half || (rest == half && kept & 1 == 1);
    let mantissa = (kept + u128::from(up)) as u64;
    // A normal number's first bit counts as one exponent more, and so does a carry.
    let exponent = (last + 1074) as u64;
    f64::from_bits(((exponent << 52) + mantissa).min(f64::INFINITY.to_bits()))
}

/// A natural number, in digits of 32 bits, the lowest first; none of them zero at the end.
#[derive(Default)]
struct Large(Vec<u32>);

impl Large {
    fn multiply_add(&mut self, factor: u32, summand: u32) {
        let mut carry = summand;
        for digit in &mut self.0 {
            let product = u64::from(*digit) * u64::from(factor) + u64::from(carry);
            *digit = product as u32;
            carry = (product >> 32) as u32;
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    fn bits(&self) -> isize {
        self.0.last().map_or(0, |last| (self.0.len() * 32 - last.leading_zeros() as usize).cast_signed())
    }

    fn shift_left(&mut self, bits: isize) {
        self.multiply_add(1 << (bits % 32), 0);
        self.0.splice(..0, (0..bits / 32).map(|_| 0));
    }

    fn halve(&mut self) {
        let mut carry = 0;
        for digit in self.0.iter_mut().rev() {
            (*digit, carry) = (*digit >> 1 | carry, *digit << 31);
        }
        self.trim();
    }

    /// Takes away a number that is no larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (at, digit) in self.0.iter_mut().enumerate() {
            let taken = other.0.get(at).copied().unwrap_or_default();
            let (less, first) = digit.overflowing_sub(taken);
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            (*digit, borrow) = (less, first || second);
        }
        self.trim();
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn as_the_standard_library_reads(text: &str) {
        let (ours, theirs) = (divided(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits));
        assert_eq!(ours, theirs, "{text}");
    }

    #[test]
    fn edges_are_read_as_the_standard_library_reads_them() {
        for text in [
            "0",
            "-0",
            "+1",
            ".5",
            "5.",
            ".",
            "",
            "-",
            "e5",
            "1e",
            "1e+",
            "1e+2",
            "1E-2",
            "1_0",
            " 1",
            "0x1",
            "--1",
            "+-1",
            "1.2.3",
            "1e1e1",
            "1e5.0",
            "inf",
            "-Infinity",
            "infin",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e-400",
            "9007199254740993",
            "9007199254740992.99999999999",
            "9007199254740993.00000000001",
            "0e999999999999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "123456789012345678901234567890",
            "1e23",
            "8.5e22",
        ] {
            as_the_standard_library_reads(text);
        }
        assert!(number("nan").is_some_and(f64::is_nan) && number("-NaN").is_some_and(f64::is_nan));
        as_the_standard_library_reads(&("0.".to_owned() + &"0".repeat(2000) + "1e2000"));
        as_the_standard_library_reads(&("1".repeat(900) + "e-900"));
        // Halfway between two numbers, and a digit far behind that decides.
        let half = format!("{:.60}", 1.0 + f64::EPSILON / 2.0);
        as_the_standard_library_reads(&half);
        as_the_standard_library_reads(&(half.clone() + &"0".repeat(900) + "1"));
    }

    proptest! {
        #[test]
        fn all_are_read_as_the_standard_library_reads_them(bits: u64, text in "[-+]?[0-9]{0,25}[.]?[0-9]{0,25}(e[-+]?[0-9]{1,3})?") {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                as_the_standard_library_reads(&format!("{value:e}"));
                as_the_standard_library_reads(&format!("{value}"));
                as_the_standard_library_reads(&format!("{value:.30e}"));
            }
            as_the_standard_library_reads(&text);
        }
    }
}
