//! Figures that stand beside a standard's own, and what values are counted in.

use super::{Micro, Tally};

/// What a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, 0–1, shown in percent.
    Share,
    /// Points from −100 to 100.
    Points,
    /// A rating on its own scale.
    Rating,
    /// Seconds.
    Seconds,
    /// A plain count.
    Count,
}

impl Unit {
    /// Whether it is a share of 1.
    pub fn is_share(self) -> bool {
        self == Unit::Share
    }
}

/// A figure beside a standard's own, such as a response rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// Name in files, behind the standard's measure and a colon.
    pub name: &'static str,
    /// What its value is counted in.
    pub unit: Unit,
    /// Its sums; a count is its numerator.
    pub tally: Tally,
}

impl Beside {
    /// A plain count.
    pub fn count(name: &'static str, count: Micro) -> Self {
        let tally = Tally {
            numerator: count,
            ..Tally::default()
        };
        Self {
            name,
            unit: Unit::Count,
            tally,
        }
    }
}
