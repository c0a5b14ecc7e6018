//! What comes in, as every model wants it: an offered load and the handle time behind it.

use super::load::{MAX_LOAD, Quantity, Unanswerable, checked, offered_load, snapped};

/// Offered load with its mean handle time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    load: f64,
    aht_s: f64,
}

impl Demand {
    /// Nothing is offered.
    pub const NONE: Demand = Demand {
        load: 0.0,
        aht_s: 0.0,
    };

    /// Calls offered in an interval. Zero calls need no handle time.
    ///
    /// # Errors
    /// Quantities that [`offered_load`] refuses.
    pub fn of_calls(calls: f64, interval_s: f64, aht_s: f64) -> Result<Self, Unanswerable> {
        let load = offered_load(calls, interval_s, aht_s)?;
        Ok(if load == 0.0 {
            Self::NONE
        } else {
            Self { load, aht_s }
        })
    }

    /// A load that is already in erlang, such as a modified offered load.
    ///
    /// # Errors
    /// A load below 0 or above [`MAX_LOAD`]; a handle time that is not positive where there is load.
    pub fn of_load(load: f64, aht_s: f64) -> Result<Self, Unanswerable> {
        let fits = (0.0..=MAX_LOAD).contains(&load);
        checked(Quantity::Load, load, fits, "from 0 to 1000000 erlang")?;
        if load == 0.0 {
            return Ok(Self::NONE);
        }
        checked(Quantity::Aht, aht_s, aht_s > 0.0, "more than 0 seconds")?;
        Ok(Self {
            load: snapped(load),
            aht_s,
        })
    }

    /// Offered load, erlang.
    pub fn load(&self) -> f64 {
        self.load
    }

    /// Mean handle time, seconds; 0 where nothing is offered.
    pub fn aht_s(&self) -> f64 {
        self.aht_s
    }

    /// Whether nothing is offered.
    pub fn is_none(&self) -> bool {
        self.load == 0.0
    }

    /// Calls per second.
    pub(super) fn calls_per_s(&self) -> f64 {
        if self.is_none() {
            0.0
        } else {
            self.load / self.aht_s
        }
    }
}

/// Calls that are not somebody's second attempt: offered − share of the abandoned who call again.
pub fn first_attempts(offered: f64, abandoned: f64, redial_share: f64) -> f64 {
    (offered - redial_share * abandoned).max(0.0)
}
