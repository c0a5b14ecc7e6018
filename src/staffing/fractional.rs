//! Presence averaged over an interval is fractional: a mix of the whole numbers around it.

use super::demand::Demand;
use super::level::LevelRule;
use super::load::{MAX_LOAD, Quantity, Unanswerable, checked};
use super::model::{Model, performance};

/// What a fractional number of agents gives. Undefined is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixed {
    /// Service level by the rule.
    pub service_level: Option<f64>,
    /// Share answered within the threshold.
    pub in_time: Option<f64>,
    /// Share that hangs up; 0 where the model knows no hanging up.
    pub p_abandon: Option<f64>,
    /// Mean wait of answered calls, seconds; infinite in overload.
    pub asa_s: Option<f64>,
    /// Share of the agents' time that is busy.
    pub occupancy: Option<f64>,
}

/// `(1 − f)` × what the whole number below gives + `f` × what the one above gives.
///
/// # Errors
/// As [`performance`], and a negative number of agents.
pub fn performance_between(
    model: Model,
    demand: Demand,
    agents: f64,
    rule: &LevelRule,
) -> Result<Mixed, Unanswerable> {
    let fits = (0.0..=MAX_LOAD).contains(&agents);
    checked(Quantity::Agents, agents, fits, "from 0 to 1000000 agents")?;
    let below = agents.floor();
    let share = agents - below;
    let low = performance(model, demand, below as u32, rule)?;
    let high = if share > 0.0 {
        performance(model, demand, below as u32 + 1, rule)?
    } else {
        low
    };
    let mix = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) if share > 0.0 => Some((1.0 - share) * one + share * other),
        // Without agents some figures are undefined: the others' stand for themselves.
        (one, other) => one.or(other),
    };
    Ok(Mixed {
        service_level: mix(low.service_level, high.service_level),
        in_time: mix(low.shares.map(|s| s.in_time), high.shares.map(|s| s.in_time)),
        p_abandon: mix(
            low.shares.map(|s| 1.0 - s.answered),
            high.shares.map(|s| 1.0 - s.answered),
        ),
        asa_s: mix(low.asa_s, high.asa_s),
        occupancy: mix(low.occupancy, high.occupancy),
    })
}

/// The number of agents with which the model gives a measured service level, between two whole
/// numbers as [`performance_between`] mixes them. None where no number or no single one does: a
/// level of 1, a level that nobody at all gives, or an interval without calls.
///
/// # Errors
/// As [`performance`].
pub fn implied_agents(
    model: Model,
    demand: Demand,
    level: f64,
    rule: &LevelRule,
) -> Result<Option<f64>, Unanswerable> {
    let given = |agents| Ok(performance(model, demand, agents, rule)?.service_level);
    // So few calls wait that one agent more or fewer changes nothing that can be measured.
    let is_telling = level > 0.0 && level < rule.best() * (1.0 - 1e-9);
    if demand.is_none() || !is_telling {
        return Ok(None);
    }
    let (mut low, mut high) = (0_u32, demand.load().ceil() as u32 + 1);
    while given(high)? < Some(level) {
        low = high;
        high = high.saturating_mul(2);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if given(middle)? < Some(level) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (Some(above), below) = (given(high)?, given(low)?.unwrap_or(0.0)) else {
        return Ok(None);
    };
    // Impatient callers can make up a level without anybody answering.
    Ok((below < level).then(|| f64::from(low) + (level - below) / (above - below)))
}

/// Agents counted in more than one queue at once: presence of all queues together beyond the heads
/// logged in; 0 where it fits.
pub fn double_counted(of_queues: &[f64], logged_in: f64) -> f64 {
    let beyond = of_queues.iter().sum::<f64>() - logged_in;
    // Converted figures carry a rounding each.
    if beyond > 1e-6 { beyond } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Formula;

    const RULE: LevelRule = LevelRule::offered(20.0);

    fn hundred_calls() -> Demand {
        Demand::of_calls(100.0, 1800.0, 180.0).expect("a load")
    }

    #[test]
    fn thirteen_and_two_fifths_mix_thirteen_and_fourteen() {
        let found = performance_between(Model::ErlangC, hundred_calls(), 13.4, &RULE).expect("answerable");
        let exact = 0.6 * 0.795_594_788_418 + 0.4 * 0.888_350_019_179;
        assert!((found.service_level.expect("defined") - exact).abs() < 1e-11);
        let whole = performance_between(Model::ErlangC, hundred_calls(), 14.0, &RULE).expect("answerable");
        assert!((whole.service_level.expect("defined") - 0.888_350_019_179).abs() < 1e-11);
        assert!(performance_between(Model::ErlangC, hundred_calls(), -0.1, &RULE).is_err());
    }

    #[test]
    fn overload_keeps_its_endless_wait() {
        let found = performance_between(Model::ErlangC, hundred_calls(), 10.5, &RULE).expect("answerable");
        assert_eq!(found.asa_s, Some(f64::INFINITY));
        assert!(found.service_level < Some(0.2));
    }

    #[test]
    fn a_measured_level_implies_the_staff_that_gives_it() {
        let models = [Model::ErlangC, Model::ErlangA { patience_s: 120.0 }];
        for model in models {
            for agents in [10.5, 11.0, 12.25, 13.4, 17.0] {
                let given = performance_between(model, hundred_calls(), agents, &RULE).expect("answerable");
                let level = given.service_level.expect("defined");
                let implied = implied_agents(model, hundred_calls(), level, &RULE).expect("answerable");
                assert!(
                    (implied.expect("one") - agents).abs() < 1e-6,
                    "{agents}: {implied:?}"
                );
            }
        }
    }

    #[test]
    fn levels_that_tell_nothing_imply_nothing() {
        let implied = |level, rule: &LevelRule| {
            implied_agents(Model::ErlangA { patience_s: 5.0 }, hundred_calls(), level, rule)
                .expect("answerable")
        };
        assert_eq!((implied(0.0, &RULE), implied(1.0, &RULE)), (None, None));
        // Nearly all hang up within 20 s, and that counts: nobody at all gives 98 %.
        let hasty = LevelRule::new(Formula::AbandonsInTimeCount, 20.0);
        assert_eq!(implied(0.9, &hasty), None);
        assert_eq!(implied_agents(Model::ErlangC, Demand::NONE, 0.5, &RULE), Ok(None));
    }
}
