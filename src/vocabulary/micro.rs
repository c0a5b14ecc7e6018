//! Exact sums: integers in millionths, so that totals do not depend on the order of adding.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// A number in millionths. Holds counts, seconds and reported shares times counts exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micro(pub i64);

impl Micro {
    /// Millionths in one.
    pub const ONE: i64 = 1_000_000;

    /// A whole number: a count, or whole seconds.
    pub fn whole(number: i64) -> Self {
        Self(number * Self::ONE)
    }

    /// As a floating-point number, for dividing once at the end.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// `self / denominator`; nothing where the denominator is zero.
    pub fn per(self, denominator: Micro) -> Option<f64> {
        (denominator.0 != 0).then(|| self.0 as f64 / denominator.0 as f64)
    }

    /// Whether the number is whole.
    pub fn is_whole(self) -> bool {
        self.0 % Self::ONE == 0
    }
}

impl Add for Micro {
    type Output = Micro;
    fn add(self, other: Micro) -> Micro {
        Micro(self.0 + other.0)
    }
}

impl Sub for Micro {
    type Output = Micro;
    fn sub(self, other: Micro) -> Micro {
        Micro(self.0 - other.0)
    }
}

impl AddAssign for Micro {
    fn add_assign(&mut self, other: Micro) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Micro {
    fn sum<I: Iterator<Item = Micro>>(iter: I) -> Micro {
        iter.fold(Micro::default(), Add::add)
    }
}

/// Plain decimal with `.`, as short as exact: `860`, `165.5276`.
impl fmt::Display for Micro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (
            self.0.unsigned_abs() / Self::ONE as u64,
            self.0.unsigned_abs() % Self::ONE as u64,
        );
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{rest:06}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::Micro;

    #[test]
    fn shows_as_short_as_exact() {
        let shown = [Micro::whole(860), Micro(165_527_600), Micro(-500_000)].map(|m| m.to_string());
        assert_eq!(shown, ["860", "165.5276", "-0.5"]);
    }
}
