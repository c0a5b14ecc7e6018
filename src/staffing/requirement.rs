//! The smallest number of agents that meets every agreed limit under Erlang C, net and gross.

use std::fmt;

use super::erlang_b::Chain;
use super::erlang_c::service_level;
use super::load::{MAX_LOAD, Quantity, Unanswerable, checked, checked_threshold, offered_load};

/// Relative tolerance of caps and of rounding up. Decimal inputs are meant exactly, so that
/// 35.7 / 0.85 is 42 and 34 / 0.68 is 50, which the nearest binary numbers miss.
const TOLERANCE: f64 = 1e-9;

/// What was agreed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Smallest share answered in time, a fraction below 1; no limit where none.
    pub sl_target: Option<f64>,
    /// Answer threshold, seconds, inclusive.
    pub threshold_s: f64,
    /// Highest occupancy, a fraction; no limit where none.
    pub max_occupancy: Option<f64>,
}

impl Limits {
    fn check(&self) -> Result<(), Unanswerable> {
        checked_threshold(self.threshold_s)?;
        if let Some(target) = self.sl_target {
            // Without end of patience some caller always waits longer: 1 is out of reach.
            let fits = (0.0..1.0).contains(&target);
            checked(
                Quantity::Target,
                target,
                fits,
                "a fraction from 0 to below 1, such as 0.8",
            )?;
        }
        if let Some(cap) = self.max_occupancy {
            let fits = cap > 0.0 && cap <= 1.0;
            checked(
                Quantity::MaxOccupancy,
                cap,
                fits,
                "a fraction above 0 up to 1, such as 0.85",
            )?;
        }
        Ok(())
    }

    /// Whether this many agents keep the occupancy agreed.
    fn occupancy_holds(&self, load: f64, agents: u32) -> bool {
        self.max_occupancy
            .is_none_or(|cap| load <= f64::from(agents) * cap * (1.0 + TOLERANCE))
    }

    /// Whether this share answered in time is enough; compared unrounded.
    fn service_level_holds(&self, level: f64) -> bool {
        self.sl_target.is_none_or(|target| level >= target)
    }
}

/// How many agents an interval needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    /// Offered load, erlang.
    pub offered_load: f64,
    /// Smallest number of agents available for contacts; 0 without calls.
    pub net: u32,
    /// Net / (1 − shrinkage), unrounded: sums are taken over this.
    pub gross_fte: f64,
    /// Scheduled agents: `gross_fte` rounded up.
    pub gross: u32,
    /// Share answered in time with `net` agents; undefined without calls.
    pub sl_at_net: Option<f64>,
    /// The same with one agent fewer; undefined where `net` is 1.
    pub sl_at_net_minus_1: Option<f64>,
    /// Occupancy with `net` agents; undefined without calls.
    pub occupancy_at_net: Option<f64>,
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
    /// One agent fewer would break these.
    Limits(Broken),
}

/// Limits that a number of agents breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// No more agents than load.
    pub stability: bool,
    /// Too few answered in time.
    pub service_level: bool,
    /// Too busy.
    pub occupancy: bool,
}

/// Names in files, joined by `+`.
impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let broken = match self {
            Binding::NoCalls => return f.write_str("no_calls"),
            Binding::MinimumOne => return f.write_str("minimum_one"),
            Binding::Limits(broken) => broken,
        };
        let named = [
            (broken.stability, "stability"),
            (broken.service_level, "service_level"),
            (broken.occupancy, "occupancy"),
        ];
        let names: Vec<_> = named
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, name)| *name)
            .collect();
        f.write_str(&names.join("+"))
    }
}

/// The smallest number of agents that meets every limit.
///
/// # Errors
/// Quantities that [`offered_load`] refuses, limits that no number of agents can meet, shrinkage
/// outside `[0, 1)`, or more agents than [`MAX_LOAD`].
pub fn required_agents(
    calls: f64,
    interval_s: f64,
    aht_s: f64,
    limits: &Limits,
    shrinkage: f64,
) -> Result<Requirement, Unanswerable> {
    let load = offered_load(calls, interval_s, aht_s)?;
    limits.check()?;
    let fits = (0.0..1.0).contains(&shrinkage);
    checked(
        Quantity::Shrinkage,
        shrinkage,
        fits,
        "a fraction from 0 to below 1, such as 0.3",
    )?;
    if load == 0.0 {
        return Ok(nobody());
    }
    let search = Search {
        load,
        threshold: limits.threshold_s / aht_s,
        limits,
    };
    let (before, at) = search.smallest(first_candidate(load, limits)?);
    let found = search.requirement(&before, &at, shrinkage);
    let fits = found.gross_fte <= f64::from(u32::MAX);
    checked(
        Quantity::Shrinkage,
        shrinkage,
        fits,
        "smaller: it asks for more agents than can be counted",
    )?;
    Ok(found)
}

/// The smallest number above the load that keeps the occupancy cap.
fn first_candidate(load: f64, limits: &Limits) -> Result<u32, Unanswerable> {
    let stable = load.floor() + 1.0;
    let by_cap = limits
        .max_occupancy
        .map_or(0.0, |cap| (load / (cap * (1.0 + TOLERANCE))).ceil());
    if let (Some(cap), true) = (limits.max_occupancy, by_cap > MAX_LOAD) {
        checked(
            Quantity::MaxOccupancy,
            cap,
            false,
            "larger: it asks for more than 1000000 agents",
        )?;
    }
    let mut agents = stable.max(by_cap) as u32;
    // The division can land on either side of the product that decides.
    while !limits.occupancy_holds(load, agents) {
        agents += 1;
    }
    while f64::from(agents) > stable && limits.occupancy_holds(load, agents - 1) {
        agents -= 1;
    }
    Ok(agents)
}

/// One walk up the chain, never restarted.
struct Search<'a> {
    load: f64,
    /// Answer threshold in handle times.
    threshold: f64,
    limits: &'a Limits,
}

impl Search<'_> {
    /// The chain one agent short of the answer, and at the answer.
    fn smallest(&self, first: u32) -> (Chain, Chain) {
        let mut before = Chain::up_to(self.load, first - 1);
        loop {
            let mut at = before;
            at.add_agent();
            // Ends: the level tends to 1 and the target is below 1.
            if self
                .limits
                .service_level_holds(service_level(&at, self.threshold))
            {
                return (before, at);
            }
            before = at;
        }
    }

    fn requirement(&self, before: &Chain, at: &Chain, shrinkage: f64) -> Requirement {
        let net = at.agents();
        let gross_fte = f64::from(net) / (1.0 - shrinkage);
        let level_before = (net > 1).then(|| service_level(before, self.threshold));
        Requirement {
            offered_load: self.load,
            net,
            gross_fte,
            gross: (gross_fte * (1.0 - TOLERANCE)).ceil() as u32,
            sl_at_net: Some(service_level(at, self.threshold)),
            sl_at_net_minus_1: level_before,
            occupancy_at_net: Some(self.load / f64::from(net)),
            binding: level_before.map_or(Binding::MinimumOne, |level| self.binding(net - 1, level)),
        }
    }

    fn binding(&self, agents: u32, level: f64) -> Binding {
        Binding::Limits(Broken {
            stability: f64::from(agents) <= self.load,
            service_level: !self.limits.service_level_holds(level),
            occupancy: !self.limits.occupancy_holds(self.load, agents),
        })
    }
}

fn nobody() -> Requirement {
    Requirement {
        offered_load: 0.0,
        net: 0,
        gross_fte: 0.0,
        gross: 0,
        sl_at_net: None,
        sl_at_net_minus_1: None,
        occupancy_at_net: None,
        binding: Binding::NoCalls,
    }
}

#[cfg(test)]
mod tests;
