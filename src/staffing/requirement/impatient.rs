//! The search where callers hang up (Erlang A). With more agents the offered wait falls in
//! likelihood ratio, so every limit, once met, stays met: the answer lies between two neighbours of
//! which one breaks a limit. Both are found by interpolating the limits, which are nearly straight
//! on the scales used here; each number tried is evaluated once.

use super::{Broken, Limits, Tried, within_reach};
use crate::staffing::demand::Demand;
use crate::staffing::erlang_a::{Impatient, Outcome};
use crate::staffing::load::{MAX_LOAD, Quantity, Unanswerable};

/// Limits that are interpolated: service level, abandonment, occupancy.
const LIMITS: usize = 3;

/// One agent short of the answer where there is such a number, and the answer.
pub(super) fn smallest(
    demand: Demand,
    patience_s: f64,
    limits: &Limits,
) -> Result<(Option<Tried>, Tried), Unanswerable> {
    let search = Search {
        queue: Impatient::new(demand, patience_s, &limits.level),
        limits,
    };
    search.smallest(search.guess(demand, patience_s))
}

struct Search<'a> {
    queue: Impatient,
    limits: &'a Limits,
}

/// A number of agents with how far it is from each limit; negative: broken.
#[derive(Clone, Copy)]
struct Point {
    tried: Tried,
    margins: [f64; LIMITS],
}

impl Point {
    fn agents(&self) -> f64 {
        f64::from(self.tried.agents)
    }
}

/// What is known of where the answer lies.
#[derive(Clone, Copy)]
struct Bounds {
    /// Largest number known to break a limit; nobody where none was tried.
    below: Option<Point>,
    /// Smallest number known to meet all.
    above: Option<Point>,
}

impl Bounds {
    fn lowest(&self) -> u32 {
        self.below.map_or(0, |point| point.tried.agents)
    }
}

impl Search<'_> {
    /// Fluid and square root: those who hang up need no agent, and chance needs some multiple of √a.
    fn guess(&self, demand: Demand, patience_s: f64) -> u32 {
        let load = demand.load();
        let until = -(-self.limits.level.within_s / patience_s).exp_m1();
        let mut lost = until * 0.5;
        if let Some(target) = self.limits.sl_target {
            lost = lost.min(0.6 * (1.0 - target));
        }
        if let Some(most) = self.limits.max_abandon {
            lost = lost.min(most);
        }
        let mut agents = load * (1.0 - lost);
        if let Some(cap) = self.limits.max_occupancy {
            agents = agents.max(load * (1.0 - lost) / cap);
        }
        agents.ceil().max(f64::from(self.limits.min_agents)).max(1.0) as u32
    }

    fn smallest(&self, guess: u32) -> Result<(Option<Tried>, Tried), Unanswerable> {
        let floor = self.limits.min_agents.max(1);
        let mut bounds = Bounds {
            below: None,
            above: None,
        };
        let mut last: Option<Point> = None;
        let mut next = guess.max(floor);
        // Bisects where interpolation lags behind it.
        let mut lag = 0_u32;
        loop {
            let point = self.at(next);
            if point.tried.broken.any() {
                bounds.below = Some(point);
            } else {
                bounds.above = Some(point);
            }
            if let Some(above) = bounds.above {
                let agents = above.tried.agents;
                if agents == floor || agents == bounds.lowest() + 1 {
                    return Ok((self.before(bounds, agents), above.tried));
                }
            }
            lag += 1;
            next = self.next(bounds, point, last, lag, floor);
            within_reach(f64::from(next), Quantity::Target, self.limits.sl_target)?;
            last = Some(point);
        }
    }

    /// The neighbour below the answer.
    fn before(&self, bounds: Bounds, agents: u32) -> Option<Tried> {
        match bounds.below {
            Some(below) if below.tried.agents + 1 == agents => Some(below.tried),
            _ => (agents > 1).then(|| self.at(agents - 1).tried),
        }
    }

    /// The next number to try, inside the bounds.
    fn next(&self, bounds: Bounds, point: Point, last: Option<Point>, lag: u32, floor: u32) -> u32 {
        let lowest = (bounds.lowest() + 1).max(floor);
        match bounds {
            Bounds {
                below: Some(below),
                above: Some(above),
            } => {
                let highest = above.tried.agents - 1;
                if lag > 8 {
                    return lowest + (highest - lowest) / 2;
                }
                (self.root(below, Some(above)) as u32).clamp(lowest, highest)
            }
            Bounds {
                above: Some(above), ..
            } => {
                let root = self.root(point, last) as u32;
                let step = 1 << lag.min(20);
                let most = above.tried.agents - 1;
                let least = above.tried.agents.saturating_sub(step * 8);
                root.clamp(least.max(lowest).min(most), most)
            }
            _ => {
                let root = self.root(point, last).min(2.0 * MAX_LOAD) as u32;
                let step = 1 << lag.min(20);
                root.clamp(lowest, point.tried.agents + step * 8)
            }
        }
    }

    /// Where the last of the limits is met, by a straight line.
    fn root(&self, one: Point, other: Option<Point>) -> f64 {
        let load = self.queue.load();
        let mut root = f64::NEG_INFINITY;
        for limit in 0..LIMITS {
            let at = one.margins[limit];
            if at == f64::INFINITY {
                continue;
            }
            let slope = other
                .map(|other| (other.margins[limit] - at) / (other.agents() - one.agents()))
                .filter(|slope| slope.is_finite() && *slope > 0.0)
                .unwrap_or(match limit {
                    2 => one.agents().recip(),
                    _ => 2.0 / load.sqrt(),
                });
            root = root.max((one.agents() - at / slope).ceil());
        }
        root
    }

    fn at(&self, agents: u32) -> Point {
        let outcome = self.queue.outcome(agents);
        let tried = self.tried(&outcome);
        Point {
            tried,
            margins: self.margins(&tried),
        }
    }

    fn tried(&self, outcome: &Outcome) -> Tried {
        let service_level = outcome.shares.level(&self.limits.level);
        let occupancy = outcome.occupancy.unwrap_or(1.0);
        Tried {
            agents: outcome.agents,
            service_level,
            occupancy,
            p_abandon: Some(outcome.p_abandon),
            broken: Broken {
                stability: false,
                service_level: !self.limits.service_level_holds(service_level),
                occupancy: !self.limits.occupancy_holds(occupancy),
                abandonment: !self.limits.abandonment_holds(outcome.p_abandon),
            },
        }
    }

    /// Distances on scales on which they are nearly straight; endless where there is no limit.
    fn margins(&self, tried: &Tried) -> [f64; LIMITS] {
        let distance = |limit: Option<f64>, of: &dyn Fn(f64) -> f64| limit.map_or(f64::INFINITY, of);
        let level = tried.service_level.unwrap_or(0.0);
        let p_abandon = tried.p_abandon.unwrap_or(0.0);
        [
            distance(self.limits.sl_target, &|target| logit(level) - logit(target)),
            distance(self.limits.max_abandon, &|most| log(most) - log(p_abandon)),
            distance(self.limits.max_occupancy, &|cap| log(cap) - log(tried.occupancy)),
        ]
    }
}

/// Finite also where nothing is left of a share.
fn log(share: f64) -> f64 {
    share.max(1e-300).ln()
}

fn logit(share: f64) -> f64 {
    log(share) - log(1.0 - share)
}
