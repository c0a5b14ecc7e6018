//! Erlang A: what a number of agents gives when callers hang up after exponential patience.
//!
//! With x = nμ/θ, y = λ/θ and S(x, y) = Σ yʲ / ((x+1)…(x+j)), everything is a multiple of S at y and
//! at the y of the thresholds. All sums have positive terms only.

use super::demand::Demand;
use super::erlang_b;
use super::level::{LevelRule, Shares};
use super::model::{Performance, Status};

mod sums;
mod waits;

use sums::{LN_SCALE, Sums};

/// Callers with patience, in units of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Impatient {
    load: f64,
    /// Calls per patience: y.
    calls: f64,
    /// Calls that one busy agent ends per patience: x / n.
    per_agent: f64,
    within: Threshold,
    short: Option<Threshold>,
}

/// A threshold with what the impatient leave of the callers by then.
#[derive(Clone, Copy, Debug)]
struct Threshold {
    /// In patiences.
    patiences: f64,
    /// Share of callers still patient: e^(−θT).
    patient: f64,
    /// The rest, without cancellation.
    impatient: f64,
}

impl Threshold {
    fn new(seconds: f64, patience_s: f64) -> Self {
        let patiences = seconds / patience_s;
        Self {
            patiences,
            patient: (-patiences).exp(),
            impatient: -(-patiences).exp_m1(),
        }
    }
}

/// What a number of agents gives, as far as limits ask for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub(super) agents: u32,
    pub(super) p_wait: f64,
    pub(super) p_abandon: f64,
    pub(super) shares: Shares,
    /// Undefined without agents.
    pub(super) occupancy: Option<f64>,
}

impl Impatient {
    /// There is demand, and patience and rule were checked. Short abandons cost a sum more: they are
    /// told from others where the formula needs them.
    pub(super) fn new(demand: Demand, patience_s: f64, rule: &LevelRule) -> Self {
        Self::with_short(demand, patience_s, rule, rule.needs_short())
    }

    fn with_short(demand: Demand, patience_s: f64, rule: &LevelRule, has_short: bool) -> Self {
        Self {
            load: demand.load(),
            calls: demand.calls_per_s() * patience_s,
            per_agent: patience_s / demand.aht_s(),
            within: Threshold::new(rule.within_s, patience_s),
            short: has_short.then(|| Threshold::new(rule.short_s, patience_s)),
        }
    }

    /// Offered load, erlang.
    pub(super) fn load(&self) -> f64 {
        self.load
    }

    /// What these agents give.
    pub(super) fn outcome(&self, agents: u32) -> Outcome {
        if agents == 0 {
            return self.deserted();
        }
        let blocked = erlang_b::reciprocal(self.load, agents);
        let ended = f64::from(agents) * self.per_agent;
        let late = self.calls * self.within.patient;
        let (all, after) = match self.short {
            None => {
                let (all, [after]) = sums::at(ended, self.calls, [late]);
                (all, [Some(after), None])
            }
            Some(short) => {
                let later = [late, self.calls * short.patient];
                let (all, [after, after_short]) = sums::at(ended, self.calls, later);
                (all, [Some(after), Some(after_short)])
            }
        };
        let queue = Queue::new(ended, self.calls, blocked, all);
        let p_abandon = queue.abandoned();
        let left = |threshold: &Threshold, tail: Option<Sums>| tail.map(|tail| queue.left(threshold, &tail));
        let within = left(&self.within, after[0]).unwrap_or_default();
        let short = self.short.and_then(|short| left(&short, after[1]));
        let answered = 1.0 - p_abandon;
        Outcome {
            agents,
            p_wait: queue.waiting(),
            p_abandon,
            shares: Shares {
                answered,
                in_time: (answered - within.answered).clamp(0.0, 1.0),
                abandoned_in_time: (p_abandon - within.abandoned).clamp(0.0, 1.0),
                abandoned_short: short.map_or(0.0, |s| (p_abandon - s.abandoned).clamp(0.0, 1.0)),
                reachable_in_time: (1.0 - within.unreached).clamp(0.0, 1.0),
            },
            occupancy: Some((self.load * answered / f64::from(agents)).clamp(0.0, 1.0)),
        }
    }

    /// Nobody answers: everybody hangs up when patience ends.
    fn deserted(&self) -> Outcome {
        Outcome {
            agents: 0,
            p_wait: 1.0,
            p_abandon: 1.0,
            shares: Shares {
                answered: 0.0,
                in_time: 0.0,
                abandoned_in_time: self.within.impatient,
                abandoned_short: self.short.map_or(0.0, |short| short.impatient),
                reachable_in_time: 0.0,
            },
            occupancy: None,
        }
    }
}

/// The queue in its steady state.
struct Queue {
    /// Calls that all agents end per patience: x.
    ended: f64,
    /// Calls per patience: y.
    calls: f64,
    all: Sums,
    /// Chance that all agents are busy and nobody waits, times the scale of `all`.
    busy: f64,
}

/// Calls that still wait at a threshold, as shares of all.
#[derive(Clone, Copy, Default)]
struct Left {
    /// Will be answered.
    answered: f64,
    /// Will hang up.
    abandoned: f64,
    /// Would still wait if endlessly patient.
    unreached: f64,
}

impl Queue {
    fn new(ended: f64, calls: f64, blocked: f64, all: Sums) -> Self {
        // 1 / π = 1/B + S − 1; where S has outgrown its scale, 1/B is small beside it.
        let busy = ((blocked - 1.0) * all.one() + all.sum).recip();
        Self {
            ended,
            calls,
            all,
            busy,
        }
    }

    /// Chance to wait at all.
    fn waiting(&self) -> f64 {
        (self.busy * self.all.sum).clamp(0.0, 1.0)
    }

    /// Share that hangs up: waiting callers on average, each hanging up at rate θ.
    fn abandoned(&self) -> f64 {
        (self.busy * self.all.moment).clamp(0.0, 1.0)
    }

    /// Who still waits at a threshold. `after` are the sums one agent's turn later.
    fn left(&self, threshold: &Threshold, after: &Sums) -> Left {
        let exponent = self.calls * threshold.impatient - self.ended * threshold.patiences
            + f64::from(after.scale - self.all.scale) * LN_SCALE;
        let reached = self.busy * exponent.exp();
        let next = after.sum / (self.ended + 1.0);
        // S(x, z) = 1 + z/(x+1) S(x+1, z).
        let unreached = reached * (after.one() + self.calls * threshold.patient * next);
        let answered = threshold.patient * reached * self.ended * next;
        Left {
            answered,
            abandoned: threshold.patient * unreached - answered,
            unreached,
        }
    }
}

/// What this number of agents gives. There is demand, and patience and rule were checked.
pub(super) fn performance(demand: Demand, patience_s: f64, agents: u32, rule: &LevelRule) -> Performance {
    // Shares are for every formula.
    let queue = Impatient::with_short(demand, patience_s, rule, rule.short_s > 0.0);
    let outcome = queue.outcome(agents);
    let waits = waits::of(&queue, &outcome);
    Performance {
        offered_load: demand.load(),
        status: Status::Ok,
        p_wait: Some(outcome.p_wait),
        p_abandon: Some(outcome.p_abandon),
        service_level: outcome.shares.level(rule),
        shares: Some(outcome.shares),
        mean_wait_s: Some(outcome.p_abandon * patience_s),
        asa_s: waits.answered.map(|wait| wait * patience_s),
        mean_wait_abandoned_s: waits.abandoned.map(|wait| wait * patience_s),
        mean_queue: Some(queue.calls * outcome.p_abandon),
        occupancy: outcome.occupancy,
    }
}

#[cfg(test)]
mod tests;
