//! What an overloaded interval hands on: a fluid backlog, with and without hanging up.

/// An interval as a flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Calls offered per second.
    pub offered_per_s: f64,
    /// Calls that all agents can end per second: agents / handle time.
    pub served_per_s: f64,
    /// Hanging up of one waiting caller, per second; 0 where nobody does.
    pub theta_per_s: f64,
    /// Length, seconds.
    pub length_s: f64,
}

/// What becomes of the calls of an interval and of those carried into it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Carried {
    /// Waiting at the end.
    pub backlog: f64,
    /// Taken by agents.
    pub served: f64,
    /// Hung up.
    pub abandoned: f64,
}

impl Flow {
    /// Calls by which the queue grows per second without hanging up; negative: it shrinks.
    pub fn growth_per_s(&self) -> f64 {
        self.offered_per_s - self.served_per_s
    }

    /// Carries a backlog through the interval.
    pub fn carry(&self, backlog: f64) -> Carried {
        let came = backlog + self.offered_per_s * self.length_s;
        let left = self.backlog_after(backlog, self.length_s).max(0.0);
        let busy_s = self.busy_s(backlog);
        let idle_s = self.length_s - busy_s;
        let served = self.served_per_s * busy_s + self.offered_per_s.min(self.served_per_s) * idle_s;
        let served = served.min(came - left);
        // Without patience there is nobody to lose: what is left over is rounding.
        let abandoned = if self.theta_per_s > 0.0 {
            came - left - served
        } else {
            0.0
        };
        Carried {
            backlog: left,
            served: came - left - abandoned,
            abandoned,
        }
    }

    /// Seconds until a backlog is gone; none where it never is.
    pub fn seconds_to_clear(&self, backlog: f64) -> Option<f64> {
        if backlog <= 0.0 {
            return Some(0.0);
        }
        let growth = self.growth_per_s();
        if growth >= 0.0 {
            return None;
        }
        Some(if self.theta_per_s > 0.0 {
            (-self.theta_per_s * backlog / growth).ln_1p() / self.theta_per_s
        } else {
            backlog / -growth
        })
    }

    /// Seconds of the interval in which somebody waits.
    fn busy_s(&self, backlog: f64) -> f64 {
        if self.growth_per_s() > 0.0 {
            return self.length_s;
        }
        self.seconds_to_clear(backlog)
            .map_or(self.length_s, |seconds| seconds.min(self.length_s))
    }

    /// The backlog after a time in which it never runs out; below 0 where it did.
    fn backlog_after(&self, backlog: f64, seconds: f64) -> f64 {
        let growth = self.growth_per_s();
        if self.theta_per_s <= 0.0 {
            return backlog + growth * seconds;
        }
        let decay = self.theta_per_s * seconds;
        // Q∞ + (Q − Q∞) e^(−θt) with Q∞ = growth / θ, without the difference of two near numbers.
        backlog * (-decay).exp() - growth * (-decay).exp_m1() / self.theta_per_s
    }
}

/// Load that waiting calls add to the interval into which they are carried, erlang.
pub fn carried_load(backlog: f64, interval_s: f64, aht_s: f64) -> f64 {
    backlog * aht_s / interval_s
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 50 agents, handle time 300 s, half hours.
    fn flow(load: f64, theta_per_s: f64) -> Flow {
        Flow {
            offered_per_s: load / 300.0,
            served_per_s: 50.0 / 300.0,
            theta_per_s,
            length_s: 1800.0,
        }
    }

    #[test]
    fn published_backlog_of_a_morning() {
        let mut backlog = 0.0;
        let ends = [40.0, 55.0, 60.0, 50.0, 40.0, 35.0].map(|load| {
            backlog = flow(load, 0.0).carry(backlog).backlog;
            backlog.round() as i64
        });
        assert_eq!(ends, [0, 30, 90, 90, 30, 0]);
    }

    #[test]
    fn every_call_is_served_lost_or_waits() {
        for theta in [0.0, 1.0 / 180.0, 1.0 / 20.0] {
            for load in [0.0, 30.0, 50.0, 55.0, 90.0] {
                for backlog in [0.0, 3.0, 200.0] {
                    let flow = flow(load, theta);
                    let found = flow.carry(backlog);
                    let came = backlog + flow.offered_per_s * flow.length_s;
                    let whole = found.backlog + found.served + found.abandoned;
                    assert!((whole - came).abs() < 1e-9, "{found:?}");
                    let parts = [found.backlog, found.served, found.abandoned];
                    assert!(parts.iter().all(|part| *part >= -1e-9), "{found:?}");
                    assert!(found.served <= flow.served_per_s * flow.length_s + 1e-9);
                }
            }
        }
    }

    #[test]
    fn patience_holds_the_backlog_down() {
        // It tends to growth / θ: 10 erlang too many, 300 s, patience 180 s: 6 callers.
        let found = flow(60.0, 1.0 / 180.0).carry(0.0);
        assert!((found.backlog - 6.0).abs() < 0.01, "{found:?}");
        assert!(
            (found.abandoned - (60.0 - found.backlog)).abs() < 0.1,
            "{found:?}"
        );
    }

    #[test]
    fn time_to_clear() {
        let patient = flow(40.0, 0.0).seconds_to_clear(30.0).expect("clears");
        assert!((patient - 900.0).abs() < 1e-9);
        assert_eq!(flow(50.0, 0.0).seconds_to_clear(30.0), None);
        assert_eq!(flow(60.0, 0.0).seconds_to_clear(0.0), Some(0.0));
        let impatient = flow(40.0, 1.0 / 180.0).seconds_to_clear(30.0).expect("clears");
        assert!(impatient < 900.0);
        let shorter = Flow {
            length_s: impatient,
            ..flow(40.0, 1.0 / 180.0)
        };
        assert!(shorter.carry(30.0).backlog < 1e-9);
        assert_eq!(carried_load(30.0, 1800.0, 300.0), 5.0);
    }
}
