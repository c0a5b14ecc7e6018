//! The search where callers wait without end (Erlang C): one walk up the chain, never restarted.

use super::{Broken, Limits, TOLERANCE, Tried, within_reach};
use crate::staffing::demand::Demand;
use crate::staffing::erlang_b::Chain;
use crate::staffing::erlang_c::in_time;
use crate::staffing::level::Shares;
use crate::staffing::load::{Quantity, Unanswerable};

/// One agent short of the answer where there is such a number, and the answer.
pub(super) fn smallest(demand: Demand, limits: &Limits) -> Result<(Option<Tried>, Tried), Unanswerable> {
    let search = Search {
        load: demand.load(),
        threshold: limits.level.within_s / demand.aht_s(),
        limits,
    };
    let first = search.first_candidate()?.max(limits.min_agents);
    let mut before = Chain::up_to(search.load, first - 1);
    loop {
        let mut at = before;
        at.add_agent();
        let tried = search.tried(&at);
        // Ends: the level tends to its best and the target is below.
        if limits.service_level_holds(tried.service_level) {
            let before = (at.agents() > 1).then(|| search.tried(&before));
            return Ok((before, tried));
        }
        before = at;
    }
}

struct Search<'a> {
    load: f64,
    /// Answer threshold in handle times.
    threshold: f64,
    limits: &'a Limits,
}

impl Search<'_> {
    /// The smallest number above the load that keeps the occupancy cap.
    fn first_candidate(&self) -> Result<u32, Unanswerable> {
        let stable = self.load.floor() + 1.0;
        let cap = self.limits.max_occupancy;
        let by_cap = cap.map_or(0.0, |cap| (self.load / (cap * (1.0 + TOLERANCE))).ceil());
        if by_cap > stable {
            within_reach(by_cap, Quantity::MaxOccupancy, cap)?;
        }
        let mut agents = stable.max(by_cap) as u32;
        // The division can land on either side of the product that decides.
        while !self.cap_holds(agents) {
            agents += 1;
        }
        while f64::from(agents) > stable && self.cap_holds(agents - 1) {
            agents -= 1;
        }
        Ok(agents)
    }

    /// A product, so that no division decides.
    fn cap_holds(&self, agents: u32) -> bool {
        self.limits
            .max_occupancy
            .is_none_or(|cap| self.load <= f64::from(agents) * cap * (1.0 + TOLERANCE))
    }

    fn tried(&self, chain: &Chain) -> Tried {
        let agents = chain.agents();
        let shares = Shares::without_abandons(in_time(chain, self.threshold));
        let service_level = shares.level(&self.limits.level);
        Tried {
            agents,
            service_level,
            occupancy: self.load / f64::from(agents),
            p_abandon: None,
            broken: Broken {
                stability: f64::from(agents) <= self.load,
                service_level: !self.limits.service_level_holds(service_level),
                occupancy: !self.cap_holds(agents),
                abandonment: false,
            },
        }
    }
}
