//! What an agreement says about the distance between expected and actual calls.

use crate::vocabulary::{Maker, Micro};

/// Relief of a provider by intervals in which more calls came than its forecast allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relief {
    /// How much more may come, as a share of the forecast.
    pub corridor: Micro,
    /// Whose forecast.
    pub maker: Maker,
}

impl Relief {
    /// Whether an interval is beyond the corridor: more than forecast × (1 + corridor), compared in integers.
    pub fn relieves(self, expected: Micro, came: Micro) -> bool {
        let allowed = i128::from(expected.0) * i128::from(Micro::ONE + self.corridor.0);
        i128::from(came.0) * i128::from(Micro::ONE) > allowed
    }
}

/// What is measured of the distance between forecast and actual volume (definitions § 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForecastError {
    /// Σ (forecast − actual) / Σ actual.
    Bias,
    /// Mean of |forecast − actual| / actual.
    Mape,
    /// Σ |forecast − actual| / Σ actual.
    Wape,
    /// Share of intervals within a corridor.
    Corridor {
        /// Its half width, as a share of the base.
        share: Micro,
        /// What it is a share of.
        base: Base,
    },
}

/// What a corridor is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The calls that came.
    Actual,
    /// The calls that were expected.
    Forecast,
}
