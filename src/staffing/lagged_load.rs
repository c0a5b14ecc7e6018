//! Modified offered load: work that an interval hands on to the next because calls outlast it.
//! Exact for piecewise constant arrivals and exponential handle times; lags the load by about one
//! handle time.

/// The load in motion, in erlang.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaggedLoad {
    load: f64,
}

impl LaggedLoad {
    /// As if the first interval's load had always been there.
    pub fn steady(load: f64) -> Self {
        Self { load }
    }

    /// After a closed time: nobody is busy.
    pub fn empty() -> Self {
        Self { load: 0.0 }
    }

    /// The mean load over an interval with this stationary load, and on to its end.
    pub fn mean_over(&mut self, load: f64, interval_s: f64, aht_s: f64) -> f64 {
        let intervals = interval_s / aht_s;
        if !(intervals > 0.0 && intervals.is_finite()) {
            // No handle time: nothing outlasts anything.
            self.load = load;
            return load;
        }
        let above = self.load - load;
        self.load = load + above * (-intervals).exp();
        load - above * (-intervals).exp_m1() / intervals
    }
}

/// Whether the stationary load of an interval is off by more than half of what chance is: the
/// change against the interval before it × handle time / length beyond ½ √load.
pub fn needs_lag(before: f64, load: f64, interval_s: f64, aht_s: f64) -> bool {
    (load - before).abs() * aht_s / interval_s > 0.5 * load.max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADS: [f64; 9] = [40.0, 60.0, 90.0, 120.0, 130.0, 130.0, 120.0, 100.0, 80.0];

    fn lagged(aht_s: f64) -> [i64; 9] {
        let mut load = LaggedLoad::steady(LOADS[0]);
        LOADS.map(|stationary| load.mean_over(stationary, 1800.0, aht_s).round() as i64)
    }

    #[test]
    fn published_half_hours() {
        assert_eq!(lagged(360.0), [40, 56, 84, 114, 128, 130, 122, 104, 84]);
        assert_eq!(lagged(1800.0), [40, 47, 66, 92, 114, 124, 124, 114, 98]);
    }

    #[test]
    fn short_calls_lag_nothing_and_work_is_conserved() {
        let mut load = LaggedLoad::steady(40.0);
        assert!((load.mean_over(60.0, 1800.0, 1e-6) - 60.0).abs() < 1e-6);
        assert_eq!(LaggedLoad::empty().mean_over(0.0, 1800.0, 0.0), 0.0);
        // An hour's work, however late it is done, is done in the end.
        let mut after = LaggedLoad::empty();
        let done: f64 = (0..200)
            .map(|k| after.mean_over(if k < 2 { 50.0 } else { 0.0 }, 1800.0, 3000.0))
            .sum();
        assert!((done - 100.0).abs() < 1e-9, "{done}");
    }

    #[test]
    fn the_rule_asks_for_it_where_load_turns_quickly() {
        // 5-minute calls in half hours: a refinement.
        assert!(!needs_lag(100.0, 120.0, 1800.0, 300.0));
        // Half-hour chats: needed.
        assert!(needs_lag(100.0, 120.0, 1800.0, 1800.0));
        assert!(!needs_lag(0.0, 0.0, 1800.0, 300.0));
    }
}
