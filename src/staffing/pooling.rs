//! What separate queues cost in staff against one queue of all.

use super::demand::Demand;
use super::load::Unanswerable;
use super::model::Model;
use super::requirement::{Limits, required_agents};

/// The same demand in one queue and in several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pooling {
    /// Net agents where any agent takes any call.
    pub pooled: u32,
    /// Sum of the net agents of every queue on its own.
    pub separate: u32,
}

impl Pooling {
    /// Agents that the separation costs; negative only where limits per queue are easier to meet.
    pub fn loss(&self) -> i64 {
        i64::from(self.separate) - i64::from(self.pooled)
    }
}

/// All demand as one: loads added, handle time by calls.
pub fn pooled(demands: &[Demand]) -> Result<Demand, Unanswerable> {
    let load: f64 = demands.iter().map(Demand::load).sum();
    let calls_per_s: f64 = demands.iter().map(Demand::calls_per_s).sum();
    if load == 0.0 {
        return Ok(Demand::NONE);
    }
    Demand::of_load(load, load / calls_per_s)
}

/// Requirements of separate queues, and of one queue of all.
///
/// # Errors
/// As [`required_agents`].
pub fn pooling(model: Model, demands: &[Demand], limits: &Limits) -> Result<Pooling, Unanswerable> {
    let mut separate = 0;
    for demand in demands {
        separate += required_agents(model, *demand, limits, 0.0)?.net;
    }
    Ok(Pooling {
        pooled: required_agents(model, pooled(demands)?, limits, 0.0)?.net,
        separate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staffing::level::LevelRule;

    const LIMITS: Limits = Limits::service_level(LevelRule::offered(20.0), 0.8);

    fn split(load: f64, queues: u32) -> Pooling {
        let part = Demand::of_load(load / f64::from(queues), 300.0).expect("a load");
        pooling(Model::ErlangC, &vec![part; queues as usize], &LIMITS).expect("answerable")
    }

    #[test]
    fn published_sums_of_separate_queues() {
        let queues = [1, 2, 3, 4, 6, 10];
        let hundred = queues.map(|n| split(100.0, n).separate);
        assert_eq!(hundred, [108, 114, 117, 120, 126, 140]);
        let three_hundred = queues.map(|n| split(300.0, n).separate);
        assert_eq!(three_hundred, [312, 318, 324, 332, 342, 360]);
        assert_eq!(split(100.0, 10).pooled, 108);
        assert_eq!(split(100.0, 10).loss(), 32);
    }

    #[test]
    fn handle_times_are_weighted_by_calls() {
        let short = Demand::of_calls(90.0, 1800.0, 100.0).expect("a load");
        let long = Demand::of_calls(10.0, 1800.0, 500.0).expect("a load");
        let both = pooled(&[short, long, Demand::NONE]).expect("a load");
        assert!((both.aht_s() - 140.0).abs() < 1e-9);
        assert!((both.load() - 100.0 * 140.0 / 1800.0).abs() < 1e-9);
        assert_eq!(pooled(&[Demand::NONE]), Ok(Demand::NONE));
    }
}
