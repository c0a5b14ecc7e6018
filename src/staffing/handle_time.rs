//! Handle times of intervals: how they are meant, and how much a few calls say about them.

/// What was handled in an interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Handled {
    /// Contacts.
    pub contacts: f64,
    /// Their handle time together, seconds, wrap-up included.
    pub handle_s: f64,
}

/// Σ handle time / Σ handled: a mean of interval means would let small intervals rule.
pub fn mean_handle_time(intervals: &[Handled]) -> Option<f64> {
    let contacts: f64 = intervals.iter().map(|i| i.contacts).sum();
    let handle_s: f64 = intervals.iter().map(|i| i.handle_s).sum();
    (contacts > 0.0).then(|| handle_s / contacts)
}

/// The handle time of an interval drawn towards the service's own by as much as its few calls leave
/// open: `(k h + K h̄) / (k + K)`.
pub fn steadied(of_interval: Handled, service_mean_s: f64, steadiness: f64) -> f64 {
    (of_interval.handle_s + steadiness * service_mean_s) / (of_interval.contacts + steadiness)
}

/// K: variance of single handle times / variance of the true means of intervals. What the means of
/// intervals vary more than single handle times explain is their own. Infinite where they do not;
/// none with fewer than two intervals.
pub fn steadiness(intervals: &[Handled], single_variance: f64) -> Option<f64> {
    let known: Vec<&Handled> = intervals.iter().filter(|i| i.contacts > 0.0).collect();
    let mean = mean_handle_time(intervals)?;
    let contacts: f64 = known.iter().map(|i| i.contacts).sum();
    let squares: f64 = known.iter().map(|i| i.contacts * i.contacts).sum();
    let between: f64 = known
        .iter()
        .map(|i| i.contacts * (i.handle_s / i.contacts - mean).powi(2))
        .sum();
    let weight = contacts - squares / contacts;
    if known.len() < 2 || weight <= 0.0 {
        return None;
    }
    let own = (between - (known.len() as f64 - 1.0) * single_variance) / weight;
    Some(if own > 0.0 {
        single_variance / own
    } else {
        f64::INFINITY
    })
}

/// Whether handle times are so long against the interval that calls booked where they end move load
/// into the next one.
pub fn outlasts_interval(aht_s: f64, interval_s: f64) -> bool {
    aht_s > interval_s / 3.0
}

/// Time that agents were busy beside their handle time, as a share of it: clearly above 0 where a
/// handle time leaves wrap-up out. None without handle time.
pub fn unexplained_busy_time(handled: Handled, busy_s: f64) -> Option<f64> {
    (handled.handle_s > 0.0).then(|| busy_s / handled.handle_s - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handled(contacts: f64, mean_s: f64) -> Handled {
        Handled {
            contacts,
            handle_s: contacts * mean_s,
        }
    }

    #[test]
    fn few_calls_say_little() {
        // With K = 31 ten calls of 400 s against a service of 300 s.
        let found = steadied(handled(10.0, 400.0), 300.0, 31.0);
        assert!((found - (10.0 * 400.0 + 31.0 * 300.0) / 41.0).abs() < 1e-9);
        assert_eq!(steadied(handled(0.0, 0.0), 300.0, 31.0), 300.0);
    }

    #[test]
    fn intervals_that_vary_no_more_than_chance_are_drawn_in_wholly() {
        let even = [handled(50.0, 300.0), handled(50.0, 301.0)];
        assert_eq!(steadiness(&even, 300.0_f64.powi(2)), Some(f64::INFINITY));
        // ±10 % with a thousand calls each: K tends to (300 / 30)² / 2 of the unbiased variance.
        let apart = [handled(1000.0, 270.0), handled(1000.0, 330.0)];
        let found = steadiness(&apart, 300.0_f64.powi(2)).expect("two intervals");
        assert!((found - 90_000.0 / (1800.0 - 90.0)).abs() < 1e-6, "{found}");
        assert_eq!(steadiness(&even[..1], 1.0), None);
    }
}
