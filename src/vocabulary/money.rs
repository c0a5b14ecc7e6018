//! Money in whole hundredths of its currency, so that sums are exact.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount of money in hundredths. Seen from the provider: a malus is below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

impl Money {
    /// Without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// For cells of workbooks and drawings, never for computing.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Reads `120000`, `120000.00`, `120000,00` or `-3600.00`: two decimals or none, no thousands marks.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, cents) = digits.split_once(['.', ',']).unwrap_or((digits, "00"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(cents) || cents.len() != 2 {
            return None;
        }
        let (whole, cents): (i64, i64) = (whole.parse().ok()?, cents.parse().ok()?);
        Some(Self(sign * whole.checked_mul(100)?.checked_add(cents)?))
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(iter: I) -> Money {
        iter.fold(Money::default(), Add::add)
    }
}

/// Plain decimal with two decimals and `.`: `-3600.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

/// A currency by its code of ISO 4217. Only such as have hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(&'static str);

impl Currency {
    /// All that a workspace may name.
    pub const ALL: [Currency; 16] = [
        Currency("EUR"),
        Currency("CHF"),
        Currency("GBP"),
        Currency("USD"),
        Currency("PLN"),
        Currency("CZK"),
        Currency("HUF"),
        Currency("RON"),
        Currency("BGN"),
        Currency("DKK"),
        Currency("SEK"),
        Currency("NOK"),
        Currency("RSD"),
        Currency("TRY"),
        Currency("MAD"),
        Currency("ZAR"),
    ];

    /// Code in the workspace and in files.
    pub fn code(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn amounts_are_read_and_shown_exactly() {
        for (text, shown) in [
            ("120000", "120000.00"),
            ("120000.05", "120000.05"),
            ("0,10", "0.10"),
            ("-3600.00", "-3600.00"),
            ("-0.05", "-0.05"),
        ] {
            assert_eq!(Money::parse(text).map(|m| m.to_string()).as_deref(), Some(shown));
        }
        for refused in [
            "",
            "1.5",
            "1.000",
            "120.000,00",
            "1e3",
            "12 000",
            "+1",
            ".50",
            "92233720368547758.08",
        ] {
            assert_eq!(Money::parse(refused), None, "{refused}");
        }
    }
}
