//! What is agreed for a queue at a time, asked of the models: how many agents a demand needs, and how it
//! fares with those there are. Agents are counted in heads; where one head holds several chats, the models
//! see slots.

use super::bracket::bracket;
use super::carry_over::Flow;
use super::demand::Demand;
use super::fractional::{implied_agents, performance_between};
use super::level::LevelRule;
use super::model::Model;
use super::requirement::{Limits, required_agents};
use crate::scorecard::StaffingModel;
use crate::vocabulary::{Formula, Micro};

/// Relative tolerance of rounding up.
const TOLERANCE: f64 = 1e-9;

/// How a demand fares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fare {
    /// Share in time by the contract's formula; none without calls.
    pub level: Option<f64>,
    /// Share answered too late.
    pub late: f64,
    /// Share that hangs up.
    pub lost: f64,
}

/// Agents required by both models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    /// If callers hang up as estimated; none where their patience is unknown.
    pub low: Option<u32>,
    /// By the model that asks for most.
    pub high: u32,
}

/// What is agreed for a queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// The contract's formula.
    pub formula: Formula,
    /// Answer threshold, seconds.
    pub threshold_s: f64,
    /// Limit of short abandons, seconds.
    pub short_s: f64,
    /// Calls that flow out beside each offered one.
    pub flow_outs: f64,
    /// Share in time; none where nothing is agreed.
    pub target: Option<f64>,
    /// Highest occupancy.
    pub max_occupancy: Option<f64>,
    /// Largest share abandoned, where patience counts.
    pub max_abandon: f64,
    /// Mean patience, seconds; endless where none.
    pub patience_s: Option<f64>,
    /// Contacts that one agent holds at a time.
    pub slots: f64,
    /// Fewest agents while the queue is open.
    pub least: u32,
}

impl Service {
    /// The model by which agents are required.
    pub fn model(&self) -> StaffingModel {
        match self.patience_s {
            Some(_) => StaffingModel::ErlangA,
            None => StaffingModel::ErlangC,
        }
    }

    fn patient(&self) -> Option<Model> {
        self.patience_s.map(|patience_s| Model::ErlangA { patience_s })
    }

    fn counts(&self) -> LevelRule {
        LevelRule::new(self.formula, self.threshold_s)
            .with_short(self.short_s)
            .with_flow_outs(self.flow_outs)
    }

    /// Agents required by the model of the queue.
    pub fn need(&self, demand: Demand) -> Option<u32> {
        self.need_by(self.by(), demand)
    }

    /// Agents required where callers hang up, if their patience is known, and the most that any model asks
    /// for: a tight limit on abandonment can ask for more than endless patience does.
    pub fn bracket(&self, demand: Demand) -> Option<Needs> {
        let found = bracket(demand, self.patience_s, &self.limits()?, 0.0).ok()?;
        Some(Needs {
            low: found.impatient.map(|need| self.heads(need.net)),
            high: self.heads(found.upper().net),
        })
    }

    fn need_by(&self, model: Model, demand: Demand) -> Option<u32> {
        let found = required_agents(model, demand, &self.limits()?, 0.0).ok()?;
        Some(self.heads(found.net))
    }

    fn limits(&self) -> Option<Limits> {
        Some(Limits {
            level: self.counts(),
            sl_target: Some(self.target?),
            max_occupancy: self.max_occupancy,
            max_abandon: self.patience_s.map(|_| self.max_abandon),
            // Heads, while the models count slots.
            min_agents: 0,
        })
    }

    /// Heads that hold this many slots, and no fewer than agreed.
    fn heads(&self, slots: u32) -> u32 {
        let heads = (f64::from(slots) / self.slots * (1.0 - TOLERANCE)).ceil() as u32;
        heads.max(self.least)
    }

    /// Slots of so many heads.
    pub fn slots_of(&self, agents: Micro) -> f64 {
        agents.as_f64().max(0.0) * self.slots
    }

    fn by(&self) -> Model {
        self.patient().unwrap_or(Model::ErlangC)
    }

    /// How a demand fares with this many agents; a fraction is there for a part of the interval.
    pub fn fare(&self, demand: Demand, agents: Micro) -> Option<Fare> {
        let found = performance_between(self.by(), demand, self.slots_of(agents), &self.counts()).ok()?;
        let (in_time, lost) = (found.in_time, found.p_abandon);
        Some(Fare {
            level: found.service_level,
            late: in_time
                .zip(lost)
                .map_or(0.0, |(in_time, lost)| (1.0 - in_time - lost).max(0.0)),
            lost: lost.unwrap_or(0.0),
        })
    }

    /// Callers waiting at the end of an interval that some enter waiting.
    pub fn waiting_after(
        &self,
        waiting: f64,
        demand: Demand,
        agents: Micro,
        (aht_s, length_s): (f64, f64),
    ) -> f64 {
        if aht_s <= 0.0 {
            return 0.0;
        }
        let flow = Flow {
            offered_per_s: demand.load() / aht_s,
            served_per_s: self.slots_of(agents) / aht_s,
            theta_per_s: self.patience_s.map_or(0.0, f64::recip),
            length_s,
        };
        flow.carry(waiting).backlog
    }

    /// Agents with which the model gives a level; none where no number does, or any.
    pub fn implied(&self, demand: Demand, level: f64) -> Option<f64> {
        let slots = implied_agents(self.by(), demand, level, &self.counts()).ok()??;
        Some(slots / self.slots)
    }
}
