//! Offered load, the quantity that every model starts from, and the limits of what a question may ask.

use std::fmt;

/// Largest load that is answered, in erlang: far above any call centre, and a bound on the time a
/// mistyped row can cost.
pub const MAX_LOAD: f64 = 1_000_000.0;

/// A quantity of a staffing question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Calls offered in the interval.
    Calls,
    /// Length of the interval, seconds.
    Interval,
    /// Mean handle time, seconds.
    Aht,
    /// Answer threshold, seconds.
    Threshold,
    /// Service-level target, a fraction.
    Target,
    /// Highest occupancy, a fraction.
    MaxOccupancy,
    /// Shrinkage, a fraction.
    Shrinkage,
    /// Offered load, erlang.
    Load,
    /// Mean patience of callers, seconds.
    Patience,
    /// Longest wait of a short abandon, seconds.
    Short,
    /// Calls that flow out, per offered call.
    FlowOuts,
    /// Highest share that may hang up, a fraction.
    MaxAbandon,
    /// Chats that an agent holds at once.
    Concurrency,
    /// Agents; may be fractional.
    Agents,
    /// Coefficient of variation of a forecast.
    Variation,
}

impl Quantity {
    /// In words, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Quantity::Calls => "calls",
            Quantity::Interval => "interval",
            Quantity::Aht => "handle time",
            Quantity::Threshold => "answer threshold",
            Quantity::Target => "service-level target",
            Quantity::MaxOccupancy => "occupancy limit",
            Quantity::Shrinkage => "shrinkage",
            Quantity::Load => "offered load",
            Quantity::Patience => "patience",
            Quantity::Short => "limit of short abandons",
            Quantity::FlowOuts => "flow-outs",
            Quantity::MaxAbandon => "abandonment limit",
            Quantity::Concurrency => "concurrency",
            Quantity::Agents => "agents",
            Quantity::Variation => "variation of the forecast",
        }
    }
}

/// Why a question has no answer: one of its quantities lies outside what can be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unanswerable {
    /// Which quantity.
    pub quantity: Quantity,
    /// Its value.
    pub value: f64,
    /// What would be right.
    pub expected: &'static str,
}

impl fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: `{}` must be {}",
            self.quantity.words(),
            self.value,
            self.expected
        )
    }
}

impl std::error::Error for Unanswerable {}

/// The value itself where it is finite and `fits`.
pub(super) fn checked(
    quantity: Quantity,
    value: f64,
    fits: bool,
    expected: &'static str,
) -> Result<f64, Unanswerable> {
    if value.is_finite() && fits {
        Ok(value)
    } else {
        Err(Unanswerable {
            quantity,
            value,
            expected,
        })
    }
}

/// A threshold in seconds; 0 asks for the share answered at once.
pub(super) fn checked_threshold(seconds: f64) -> Result<f64, Unanswerable> {
    checked(Quantity::Threshold, seconds, seconds >= 0.0, "0 or more seconds")
}

/// Offered load in erlang: calls × handle time / interval. Zero calls need no handle time.
///
/// # Errors
/// Negative calls, an interval or handle time that is not positive, more than [`MAX_LOAD`].
pub fn offered_load(calls: f64, interval_s: f64, aht_s: f64) -> Result<f64, Unanswerable> {
    checked(Quantity::Calls, calls, calls >= 0.0, "0 or more")?;
    checked(
        Quantity::Interval,
        interval_s,
        interval_s > 0.0,
        "more than 0 seconds",
    )?;
    if calls == 0.0 {
        return Ok(0.0);
    }
    checked(Quantity::Aht, aht_s, aht_s > 0.0, "more than 0 seconds")?;
    let load = snapped(calls * aht_s / interval_s);
    checked(
        Quantity::Calls,
        calls,
        load <= MAX_LOAD,
        "fewer: the load is above 1000000 erlang",
    )?;
    Ok(load)
}

/// Decimal inputs are meant exactly: a load that is whole but for the last bits of the
/// floating-point product is whole. It decides whether n agents are as many as the load.
pub(super) fn snapped(load: f64) -> f64 {
    let whole = load.round();
    if (load - whole).abs() <= 4.0 * f64::EPSILON * load {
        whole
    } else {
        load
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_is_calls_times_handle_time_per_interval() {
        assert_eq!(offered_load(100.0, 1800.0, 180.0), Ok(10.0));
        assert_eq!(offered_load(12.5, 1800.0, 360.0), Ok(2.5));
        assert_eq!(offered_load(0.0, 1800.0, 0.0), Ok(0.0));
    }

    #[test]
    fn a_load_meant_to_be_whole_is_whole() {
        // 12 exactly; the plain product gives 12.000000000000002.
        assert_ne!(4.3 * 2.4 / 0.86, 12.0);
        assert_eq!(offered_load(4.3, 0.86, 2.4), Ok(12.0));
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        let quantity = |calls, interval, aht| offered_load(calls, interval, aht).map_err(|e| e.quantity);
        assert_eq!(quantity(-1.0, 1800.0, 180.0), Err(Quantity::Calls));
        assert_eq!(quantity(f64::NAN, 1800.0, 180.0), Err(Quantity::Calls));
        assert_eq!(quantity(1.0, 0.0, 180.0), Err(Quantity::Interval));
        assert_eq!(quantity(1.0, 1800.0, 0.0), Err(Quantity::Aht));
        assert_eq!(quantity(1e12, 1800.0, 180.0), Err(Quantity::Calls));
    }
}
