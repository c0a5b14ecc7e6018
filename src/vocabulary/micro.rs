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

    /// Reads what it is shown as: a plain decimal with at most six places.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(places) || places.len() > 6 {
            return None;
        }
        let whole = whole.parse::<i64>().ok()?.checked_mul(Self::ONE)?;
        let places: i64 = format!("{places:0<6}").parse().ok()?;
        Some(Self(sign * whole.checked_add(places)?))
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
        for sum in [Micro::whole(860), Micro(165_527_600), Micro(-500_000), Micro(1)] {
            assert_eq!(Micro::parse(&sum.to_string()), Some(sum));
        }
        for text in ["", "1.", ".5", "1e3", "1.2345678", "99999999999999"] {
            assert_eq!(Micro::parse(text), None, "{text}");
        }
    }

    #[test]
    fn reads_back_what_it_shows_and_nothing_else() {
        for number in [860_000_000, 165_527_600, -500_000, 0, 1, i64::MAX, -i64::MAX] {
            assert_eq!(Micro::parse(&Micro(number).to_string()), Some(Micro(number)));
        }
        for text in [
            "",
            "-",
            "1e3",
            "1,5",
            "0.1234567",
            ".5",
            "+1",
            "9223372036855",
            "many",
        ] {
            assert_eq!(Micro::parse(text), None, "{text}");
        }
    }
}
