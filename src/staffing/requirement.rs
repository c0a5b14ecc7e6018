//! The smallest number of agents that meets every agreed limit, net and gross.

use std::fmt;

use super::demand::Demand;
use super::level::LevelRule;
use super::load::{MAX_LOAD, Quantity, Unanswerable, checked};
use super::model::Model;

mod endless;
mod impatient;

/// Relative tolerance of caps and of rounding up. Decimal inputs are meant exactly, so that
/// 35.7 / 0.85 is 42 and 34 / 0.68 is 50, which the nearest binary numbers miss.
const TOLERANCE: f64 = 1e-9;

/// What was agreed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// What the service level counts.
    pub level: LevelRule,
    /// Smallest service level, a fraction below 1; no limit where none.
    pub sl_target: Option<f64>,
    /// Highest occupancy, a fraction; no limit where none.
    pub max_occupancy: Option<f64>,
    /// Highest share that may hang up, a fraction; no limit where none, and no matter where nobody
    /// hangs up.
    pub max_abandon: Option<f64>,
    /// Agents who must be there even without calls.
    pub min_agents: u32,
}

impl Limits {
    /// A service level and nothing else.
    pub const fn service_level(level: LevelRule, target: f64) -> Self {
        Self {
            level,
            sl_target: Some(target),
            max_occupancy: None,
            max_abandon: None,
            min_agents: 0,
        }
    }

    fn check(&self) -> Result<(), Unanswerable> {
        self.level.check()?;
        if let Some(target) = self.sl_target {
            // Some caller always waits longer: the best level is out of reach.
            let fits = (0.0..self.level.best()).contains(&target);
            let expected = if self.level.best() < 1.0 {
                "below what is left beside the flow-outs"
            } else {
                "a fraction from 0 to below 1, such as 0.8"
            };
            checked(Quantity::Target, target, fits, expected)?;
        }
        let share = |quantity, value: Option<f64>, expected| match value {
            Some(cap) => checked(quantity, cap, cap > 0.0 && cap <= 1.0, expected).map(|_| ()),
            None => Ok(()),
        };
        share(
            Quantity::MaxOccupancy,
            self.max_occupancy,
            "a fraction above 0 up to 1, such as 0.85",
        )?;
        share(
            Quantity::MaxAbandon,
            self.max_abandon,
            "a fraction above 0 up to 1, such as 0.05",
        )
    }

    /// Whether this service level is enough; compared unrounded.
    pub(super) fn service_level_holds(&self, level: Option<f64>) -> bool {
        self.sl_target
            .is_none_or(|target| level.is_some_and(|level| level >= target))
    }

    /// Whether an occupancy is agreed.
    fn occupancy_holds(&self, occupancy: f64) -> bool {
        holds(occupancy, self.max_occupancy)
    }

    /// Whether so many may hang up.
    pub(super) fn abandonment_holds(&self, p_abandon: f64) -> bool {
        holds(p_abandon, self.max_abandon)
    }
}

/// Whether a value keeps a cap.
fn holds(value: f64, cap: Option<f64>) -> bool {
    cap.is_none_or(|cap| value <= cap * (1.0 + TOLERANCE))
}

/// How many agents an interval needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    /// Offered load, erlang.
    pub offered_load: f64,
    /// Smallest number of agents available for contacts; 0 without calls, unless more are agreed.
    pub net: u32,
    /// Net / (1 − shrinkage), unrounded: sums are taken over this.
    pub gross_fte: f64,
    /// Scheduled agents: `gross_fte` rounded up.
    pub gross: u32,
    /// Service level with `net` agents; undefined without calls.
    pub sl_at_net: Option<f64>,
    /// The same with one agent fewer; undefined where `net` is 1.
    pub sl_at_net_minus_1: Option<f64>,
    /// Occupancy with `net` agents; undefined without calls.
    pub occupancy_at_net: Option<f64>,
    /// Share that hangs up with `net` agents; none where the model knows no hanging up.
    pub p_abandon_at_net: Option<f64>,
    /// What one agent fewer would break.
    pub binding: Binding,
}

/// What decides the requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Nothing is offered, so nobody is needed.
    NoCalls,
    /// One agent is enough, and fewer cannot be.
    MinimumOne,
    /// Fewer would do for the calls, but so many must be there.
    MinimumAgreed,
    /// One agent fewer would break these.
    Limits(Broken),
}

/// Limits that a number of agents breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// No more agents than load.
    pub stability: bool,
    /// Too few answered in time.
    pub service_level: bool,
    /// Too busy.
    pub occupancy: bool,
    /// Too many hang up.
    pub abandonment: bool,
}

impl Broken {
    fn any(self) -> bool {
        self.stability || self.service_level || self.occupancy || self.abandonment
    }
}

/// Names in files, joined by `+`.
impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let broken = match self {
            Binding::NoCalls => return f.write_str("no_calls"),
            Binding::MinimumOne => return f.write_str("minimum_one"),
            Binding::MinimumAgreed => return f.write_str("minimum_agreed"),
            Binding::Limits(broken) => broken,
        };
        let named = [
            (broken.stability, "stability"),
            (broken.service_level, "service_level"),
            (broken.occupancy, "occupancy"),
            (broken.abandonment, "abandonment"),
        ];
        let mut separator = "";
        for (_, name) in named.iter().filter(|(is, _)| *is) {
            write!(f, "{separator}{name}")?;
            separator = "+";
        }
        Ok(())
    }
}

/// What a number of agents gives, as far as limits ask for it.
#[derive(Clone, Copy, Debug)]
struct Tried {
    agents: u32,
    service_level: Option<f64>,
    occupancy: f64,
    p_abandon: Option<f64>,
    broken: Broken,
}

/// The smallest number of agents that meets every limit.
///
/// # Errors
/// Limits that no number of agents can meet, a patience that cannot be meant, shrinkage outside
/// `[0, 1)`, or more agents than [`MAX_LOAD`].
pub fn required_agents(
    model: Model,
    demand: Demand,
    limits: &Limits,
    shrinkage: f64,
) -> Result<Requirement, Unanswerable> {
    limits.check()?;
    model.check(demand)?;
    let fits = (0.0..1.0).contains(&shrinkage);
    checked(
        Quantity::Shrinkage,
        shrinkage,
        fits,
        "a fraction from 0 to below 1, such as 0.3",
    )?;
    if demand.is_none() {
        return grossed(nobody(limits), shrinkage);
    }
    let (before, at) = match model {
        Model::ErlangC => endless::smallest(demand, limits)?,
        Model::ErlangA { patience_s } => impatient::smallest(demand, patience_s, limits)?,
    };
    let is_raised = before.is_some_and(|before| !before.broken.any());
    let found = Requirement {
        offered_load: demand.load(),
        net: at.agents,
        gross_fte: 0.0,
        gross: 0,
        sl_at_net: at.service_level,
        sl_at_net_minus_1: before.and_then(|before| before.service_level),
        occupancy_at_net: Some(at.occupancy),
        p_abandon_at_net: at.p_abandon,
        binding: match before {
            _ if is_raised => Binding::MinimumAgreed,
            Some(before) => Binding::Limits(before.broken),
            None => Binding::MinimumOne,
        },
    };
    grossed(found, shrinkage)
}

/// Scheduled agents beside the net ones.
fn grossed(found: Requirement, shrinkage: f64) -> Result<Requirement, Unanswerable> {
    let gross_fte = f64::from(found.net) / (1.0 - shrinkage);
    let fits = gross_fte <= f64::from(u32::MAX);
    checked(
        Quantity::Shrinkage,
        shrinkage,
        fits,
        "smaller: it asks for more agents than can be counted",
    )?;
    Ok(Requirement {
        gross_fte,
        gross: rounded_up(gross_fte),
        ..found
    })
}

/// Shrinkage of several kinds together. Each is a share of what the one before leaves, so that they
/// multiply; shares of the same base are added before.
pub fn shrinkage_of(parts: &[f64]) -> f64 {
    1.0 - parts.iter().map(|part| 1.0 - part).product::<f64>()
}

/// Agents available for contacts out of those paid: what a plan in heads means in seats.
pub fn net_of(gross: f64, shrinkage: f64) -> f64 {
    gross * (1.0 - shrinkage)
}

/// The next whole number of agents, but for the last bits of a division.
pub(super) fn rounded_up(agents: f64) -> u32 {
    (agents * (1.0 - TOLERANCE)).ceil() as u32
}

/// Refuses what asks for more agents than can be meant.
fn within_reach(agents: f64, quantity: Quantity, value: Option<f64>) -> Result<(), Unanswerable> {
    let value = value.unwrap_or(agents);
    checked(
        quantity,
        value,
        agents <= MAX_LOAD,
        "looser: it asks for more than 1000000 agents",
    )
    .map(|_| ())
}

fn nobody(limits: &Limits) -> Requirement {
    Requirement {
        offered_load: 0.0,
        net: limits.min_agents,
        gross_fte: 0.0,
        gross: 0,
        sl_at_net: None,
        sl_at_net_minus_1: None,
        occupancy_at_net: None,
        p_abandon_at_net: None,
        binding: Binding::NoCalls,
    }
}

#[cfg(test)]
mod tests;
