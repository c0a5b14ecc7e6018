//! What a number of agents gives, whichever model answers.

use super::demand::Demand;
use super::level::{LevelRule, Shares};
use super::load::{Quantity, Unanswerable, checked};
use super::{erlang_a, erlang_c};

/// Longest queue, in callers per patience, that is computed: a bound on the time a mistyped
/// patience can cost.
const MAX_CALLS_PER_PATIENCE: f64 = 1e8;

/// A model of a queue of callers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// Callers wait without end.
    ErlangC,
    /// Callers hang up after exponential patience.
    ErlangA {
        /// Mean patience, seconds.
        patience_s: f64,
    },
}

impl Model {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Model::ErlangC => "erlang_c",
            Model::ErlangA { .. } => "erlang_a",
        }
    }

    /// Refuses a patience that cannot be meant, or that is none.
    pub(super) fn check(self, demand: Demand) -> Result<(), Unanswerable> {
        let Model::ErlangA { patience_s } = self else {
            return Ok(());
        };
        let ask = |fits, expected| checked(Quantity::Patience, patience_s, fits, expected);
        ask(patience_s > 0.0, "more than 0 seconds")?;
        ask(
            demand.calls_per_s() * patience_s <= MAX_CALLS_PER_PATIENCE,
            "shorter; for callers who never hang up ask for erlang_c",
        )?;
        Ok(())
    }
}

/// Whether a steady state exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// There is a steady state.
    Ok,
    /// Callers wait without end, and no more agents than load: the queue grows.
    Overload,
    /// Nothing is offered.
    NoCalls,
}

impl Status {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Overload => "overload",
            Status::NoCalls => "no_calls",
        }
    }
}

/// What the agents give. Undefined is none; where nothing is offered most is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Performance {
    /// Offered load, erlang.
    pub offered_load: f64,
    /// Whether there is a steady state.
    pub status: Status,
    /// Chance to wait at all.
    pub p_wait: Option<f64>,
    /// Share that hangs up; none where the model knows no hanging up.
    pub p_abandon: Option<f64>,
    /// Service level by the rule asked for.
    pub service_level: Option<f64>,
    /// Shares of offered calls, for any other formula with the same clocks.
    pub shares: Option<Shares>,
    /// Mean wait over all offered calls, seconds, zero waits included; infinite in overload.
    pub mean_wait_s: Option<f64>,
    /// Mean wait of answered calls, seconds, zero waits included; infinite in overload.
    pub asa_s: Option<f64>,
    /// Mean wait of those who hang up, seconds.
    pub mean_wait_abandoned_s: Option<f64>,
    /// Mean number of callers waiting; infinite in overload.
    pub mean_queue: Option<f64>,
    /// Share of the agents' time that is busy; undefined without agents.
    pub occupancy: Option<f64>,
}

/// What this number of agents gives.
///
/// # Errors
/// A rule with negative seconds, or a patience that cannot be meant.
pub fn performance(
    model: Model,
    demand: Demand,
    agents: u32,
    rule: &LevelRule,
) -> Result<Performance, Unanswerable> {
    rule.check()?;
    model.check(demand)?;
    Ok(match model {
        _ if demand.is_none() => idle(agents),
        Model::ErlangC => erlang_c::performance(demand, agents, rule),
        Model::ErlangA { patience_s } => erlang_a::performance(demand, patience_s, agents, rule),
    })
}

/// Nobody calls: nobody waits, and there is no service level to speak of.
fn idle(agents: u32) -> Performance {
    let zero = (agents > 0).then_some(0.0);
    Performance {
        offered_load: 0.0,
        status: Status::NoCalls,
        p_wait: zero,
        p_abandon: None,
        service_level: None,
        shares: None,
        mean_wait_s: None,
        asa_s: None,
        mean_wait_abandoned_s: None,
        mean_queue: Some(0.0),
        occupancy: zero,
    }
}

#[cfg(test)]
mod tests;
