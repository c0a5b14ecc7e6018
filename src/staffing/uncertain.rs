//! The requirement under an uncertain forecast: the level that is expected over all that may come,
//! weighted by calls.

use super::demand::Demand;
use super::load::{Quantity, Unanswerable, checked};
use super::model::{Model, performance};
use super::requirement::{Limits, Requirement, required_agents};

/// Points at which what may come is looked at, evenly spaced.
const POINTS: u32 = 81;

/// How far they reach, in standard deviations: what lies beyond is an emergency, and no forecast
/// error that somebody staffs for.
const REACH: f64 = 3.0;

/// How many agents an uncertain forecast needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UncertainRequirement {
    /// Smallest number of agents that meets every limit as expected over what may come.
    pub net: u32,
    /// Service level expected with them, weighted by calls; undefined without calls.
    pub service_level: Option<f64>,
    /// Share expected to hang up; none where the model knows no hanging up.
    pub p_abandon: Option<f64>,
    /// What the forecast itself needs, taken as certain.
    pub certain: Requirement,
}

/// The smallest number of agents with which service level and abandonment, expected over a gamma
/// distribution of the load and weighted by calls, keep their limits. The occupancy limit is that of
/// the forecast itself. Erlang C exaggerates, having no level in every overload that may come.
///
/// # Errors
/// As [`required_agents`], and a coefficient of variation below 0 or above 1.
pub fn required_under_uncertainty(
    model: Model,
    demand: Demand,
    variation: f64,
    limits: &Limits,
    shrinkage: f64,
) -> Result<UncertainRequirement, Unanswerable> {
    let fits = (0.0..=1.0).contains(&variation);
    checked(Quantity::Variation, variation, fits, "a fraction from 0 to 1")?;
    let certain = required_agents(model, demand, limits, shrinkage)?;
    if variation == 0.0 || demand.is_none() {
        return Ok(UncertainRequirement {
            net: certain.net,
            service_level: certain.sl_at_net,
            p_abandon: certain.p_abandon_at_net,
            certain,
        });
    }
    let mixture = Mixture::new(model, demand, variation, limits)?;
    // What the limits on the forecast itself ask for in any case.
    let floor = Limits {
        sl_target: None,
        max_abandon: None,
        ..*limits
    };
    let floor = required_agents(model, demand, &floor, shrinkage)?.net;
    let net = mixture.smallest(floor.max(1), certain.net)?;
    let expected = mixture.expected(net)?;
    Ok(UncertainRequirement {
        net,
        service_level: Some(expected.service_level),
        p_abandon: certain.p_abandon_at_net.map(|_| expected.p_abandon),
        certain,
    })
}

/// What may come, with weights that sum to 1.
struct Mixture<'a> {
    model: Model,
    limits: &'a Limits,
    cases: Vec<(Demand, f64)>,
}

struct Expected {
    service_level: f64,
    p_abandon: f64,
}

impl<'a> Mixture<'a> {
    /// A gamma distribution of the load, each load weighted by its calls.
    fn new(model: Model, demand: Demand, variation: f64, limits: &'a Limits) -> Result<Self, Unanswerable> {
        let shape = (variation * variation).recip();
        // Of the mean; wide distributions end at nothing.
        let lowest = (1.0 - REACH * variation).max(1e-9);
        let step = (1.0 + REACH * variation - lowest) / f64::from(POINTS - 1);
        let mut cases = Vec::with_capacity(POINTS as usize);
        let mut whole = 0.0;
        for point in 0..POINTS {
            let share = lowest + step * f64::from(point);
            let log = share.ln();
            // Density times calls, against the mean: x^k e^(−kx).
            let weight = (shape * (log - log.exp_m1())).exp();
            whole += weight;
            cases.push((Demand::of_load(demand.load() * share, demand.aht_s())?, weight));
        }
        for (_, weight) in &mut cases {
            *weight /= whole;
        }
        Ok(Self { model, limits, cases })
    }

    fn expected(&self, agents: u32) -> Result<Expected, Unanswerable> {
        let mut expected = Expected {
            service_level: 0.0,
            p_abandon: 0.0,
        };
        for (demand, weight) in &self.cases {
            let given = performance(self.model, *demand, agents, &self.limits.level)?;
            expected.service_level += weight * given.service_level.unwrap_or(0.0);
            expected.p_abandon += weight * given.p_abandon.unwrap_or(0.0);
        }
        Ok(expected)
    }

    fn holds(&self, agents: u32) -> Result<bool, Unanswerable> {
        let expected = self.expected(agents)?;
        Ok(self.limits.service_level_holds(Some(expected.service_level))
            && self.limits.abandonment_holds(expected.p_abandon))
    }

    /// From the number for the forecast taken as certain, up or down.
    fn smallest(&self, floor: u32, start: u32) -> Result<u32, Unanswerable> {
        let (mut low, mut high) = (floor - 1, start.max(floor));
        let mut step = 1;
        while !self.holds(high)? {
            low = high;
            high = high.saturating_add(step);
            step *= 2;
            let fits = f64::from(high) <= super::MAX_LOAD;
            checked(
                Quantity::Target,
                f64::from(high),
                fits,
                "within reach of 1000000 agents",
            )?;
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.holds(middle)? {
                high = middle;
            } else {
                low = middle;
            }
        }
        Ok(high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staffing::level::LevelRule;

    const LIMITS: Limits = Limits::service_level(LevelRule::offered(20.0), 0.8);

    fn needed(model: Model, load: f64, variation: f64, limits: &Limits) -> u32 {
        let demand = Demand::of_load(load, 300.0).expect("a load");
        required_under_uncertainty(model, demand, variation, limits, 0.0)
            .expect("answerable")
            .net
    }

    #[test]
    fn published_requirements_under_uncertain_forecasts() {
        let cases = [
            (10.0, [14, 14, 14, 15, 15]),
            (50.0, [57, 58, 60, 62, 65]),
            (200.0, [210, 216, 226, 236, 248]),
            (1000.0, [1015, 1054, 1102, 1155, 1213]),
        ];
        for (load, agents) in cases {
            let found = [0.0, 0.05, 0.1, 0.15, 0.2].map(|v| needed(Model::ErlangC, load, v, &LIMITS));
            assert_eq!(found, agents, "{load}");
        }
    }

    #[test]
    fn patience_needs_less_reserve() {
        let patient = Model::ErlangA { patience_s: 120.0 };
        let limits = Limits {
            max_abandon: Some(0.05),
            ..LIMITS
        };
        let reserve = |model| needed(model, 200.0, 0.15, &limits) - needed(model, 200.0, 0.0, &limits);
        assert!(reserve(patient) < reserve(Model::ErlangC));
        assert!(reserve(patient) > 0);
    }

    #[test]
    fn the_occupancy_limit_is_that_of_the_forecast() {
        let capped = Limits {
            max_occupancy: Some(0.6),
            ..LIMITS
        };
        assert_eq!(needed(Model::ErlangC, 30.0, 0.05, &capped), 50);
    }
}
