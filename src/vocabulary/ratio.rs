//! Exact fractions, for what is taken of money: rounded once, at the end.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

use ethnum::I256;

use super::Micro;

/// A number in billionths: percentages and bounds as agreements write them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nano(pub i64);

impl Nano {
    /// Billionths in one.
    pub const ONE: i64 = 1_000_000_000;

    /// An agreed number, which was written in decimal; nothing where it has more than nine decimals.
    pub fn agreed(number: f64) -> Option<Self> {
        let scaled = number * Self::ONE as f64;
        let nearest = scaled.round();
        // What the binary form of a decimal with nine decimals may be off.
        let noise = (scaled.abs() * 1e-15).max(1e-6);
        ((scaled - nearest).abs() <= noise && nearest.abs() < 9e18).then_some(Self(nearest as i64))
    }

    /// The nearest one to a measured number.
    pub fn nearest(number: f64) -> Self {
        Self((number * Self::ONE as f64).round() as i64)
    }

    /// As a floating-point number, for showing.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// As an exact fraction.
    pub fn ratio(self) -> Ratio {
        Ratio::reduced(I256::from(self.0), I256::from(Self::ONE))
    }
}

/// Plain decimal with `.`, as short as exact: `0.8`, `-0.375`.
impl fmt::Display for Nano {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (
            self.0.unsigned_abs() / Self::ONE as u64,
            self.0.unsigned_abs() % Self::ONE as u64,
        );
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:09}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// An exact fraction in lowest terms. 256 bits hold every product of a fee, three percentages and a
/// figure: below 10^66.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: I256,
    /// Above zero.
    denominator: I256,
}

impl Ratio {
    /// 0.
    pub const ZERO: Ratio = Ratio {
        numerator: I256::ZERO,
        denominator: I256::ONE,
    };
    /// 1.
    pub const ONE: Ratio = Ratio {
        numerator: I256::ONE,
        denominator: I256::ONE,
    };

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self::reduced(I256::from(number), I256::ONE)
    }

    /// A figure from its sums; nothing without a denominator.
    pub fn of(numerator: Micro, denominator: Micro) -> Option<Self> {
        (denominator.0 != 0).then(|| Self::reduced(I256::from(numerator.0), I256::from(denominator.0)))
    }

    fn reduced(numerator: I256, denominator: I256) -> Self {
        let (mut a, mut b) = (numerator.abs(), denominator.abs());
        while b != I256::ZERO {
            (a, b) = (b, a % b);
        }
        let common = if denominator < I256::ZERO { -a } else { a };
        Self {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    /// `self / other`; nothing where the other is zero.
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        (other.numerator != I256::ZERO).then(|| {
            Self::reduced(
                self.numerator * other.denominator,
                self.denominator * other.numerator,
            )
        })
    }

    /// The nearest whole number; a half goes away from zero, as in commerce.
    pub fn rounded(self) -> i64 {
        let two = I256::from(2);
        let size = (self.numerator.abs() * two + self.denominator) / (self.denominator * two);
        let signed = if self.numerator < I256::ZERO { -size } else { size };
        signed.as_i64()
    }

    /// As a floating-point number, for showing.
    pub fn as_f64(self) -> f64 {
        self.numerator.as_f64() / self.denominator.as_f64()
    }
}

impl Add for Ratio {
    type Output = Ratio;
    fn add(self, other: Ratio) -> Ratio {
        let numerator = self.numerator * other.denominator + other.numerator * self.denominator;
        Ratio::reduced(numerator, self.denominator * other.denominator)
    }
}

impl Sub for Ratio {
    type Output = Ratio;
    fn sub(self, other: Ratio) -> Ratio {
        let numerator = self.numerator * other.denominator - other.numerator * self.denominator;
        Ratio::reduced(numerator, self.denominator * other.denominator)
    }
}

impl Mul for Ratio {
    type Output = Ratio;
    fn mul(self, other: Ratio) -> Ratio {
        Ratio::reduced(
            self.numerator * other.numerator,
            self.denominator * other.denominator,
        )
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numerator: i64, denominator: i64) -> Ratio {
        Ratio::of(Micro(numerator), Micro(denominator)).expect("a denominator")
    }

    #[test]
    fn a_half_goes_away_from_zero() {
        let rounded = [(5, 2), (-5, 2), (7, 3), (-8, 3), (1, 3), (0, 7)].map(|(n, d)| of(n, d).rounded());
        assert_eq!(rounded, [3, -3, 2, -3, 0, 0]);
    }

    #[test]
    fn thirds_add_up_and_order() {
        let third = of(1, 3);
        assert_eq!(third + third + third, Ratio::ONE);
        assert!(of(2, 6) == third && of(-1, -3) == third && third < of(1, 2) && of(1, -2) < Ratio::ZERO);
        assert_eq!(of(3, 4).over(of(3, 8)), Some(Ratio::whole(2)));
        assert_eq!(third.over(Ratio::ZERO), None);
    }

    #[test]
    fn agreed_numbers_are_what_was_written() {
        for (number, shown) in [
            (0.799, "0.799"),
            (0.1 + 0.2, "0.3"),
            (-0.375, "-0.375"),
            (315_360_000.0, "315360000"),
        ] {
            assert_eq!(
                Nano::agreed(number).map(|n| n.to_string()).as_deref(),
                Some(shown)
            );
        }
        assert_eq!(Nano::agreed(1.0 / 3.0), None);
    }

    #[test]
    fn the_largest_product_fits() {
        // A fee of a trillion, three shares with nine decimals, a mean over a hundred million calls.
        let share = Nano(999_999_999).ratio();
        let value = of(99_999_999_999_999_989, 99_999_999_999_973);
        let zone = value - Nano(123_456_789_123_456_789).ratio();
        let part = zone
            .over(Nano(315_359_999_999_999_999).ratio())
            .expect("not zero");
        let amount = Ratio::whole(100_000_000_000_000) * share * share * part * share;
        assert!((amount.as_f64() - 1e14 * part.as_f64()).abs() < 1e6);
    }
}
