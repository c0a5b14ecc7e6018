//! Erlang B: the chance that all agents are busy when nobody waits. The ground of Erlang C and A.

/// Terms smaller than this beside the sum no longer change it.
const NEGLIGIBLE: f64 = 1e-17;

/// Blocking probability of `agents` agents under an offered load in erlang (`load >= 0`).
///
/// Stable for any size: no factorials, no powers.
pub fn blocking(load: f64, agents: u32) -> f64 {
    if load == 0.0 {
        return if agents == 0 { 1.0 } else { 0.0 };
    }
    reciprocal(load, agents).recip()
}

/// 1 / B as the sum 1 + n/a + n(n−1)/a² + …: positive terms only, some multiple of √a of them;
/// infinite where B is below the smallest number. `load > 0`.
pub(super) fn reciprocal(load: f64, agents: u32) -> f64 {
    let per_load = load.recip();
    let (mut term, mut sum) = (1.0, 1.0);
    let mut busy = f64::from(agents);
    while busy > 0.0 {
        term *= busy * per_load;
        sum += term;
        // The terms rise while more are busy than load, then fall.
        if term <= sum * NEGLIGIBLE || sum == f64::INFINITY {
            break;
        }
        busy -= 1.0;
    }
    sum
}

/// The recursion, one agent at a time, on the reciprocal of the blocking probability: no division
/// on the way up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    agents: u32,
    /// 1 / B; infinite where B is below the smallest number.
    reciprocal: f64,
    load: f64,
    per_load: f64,
}

impl Chain {
    /// The chain with this many agents. `load > 0`.
    pub(super) fn up_to(load: f64, agents: u32) -> Self {
        Self {
            agents,
            reciprocal: reciprocal(load, agents),
            load,
            per_load: load.recip(),
        }
    }

    /// One agent more.
    pub(super) fn add_agent(&mut self) {
        self.agents += 1;
        self.reciprocal = 1.0 + f64::from(self.agents) * self.per_load * self.reciprocal;
    }

    /// Number of agents.
    pub(super) fn agents(&self) -> u32 {
        self.agents
    }

    /// Offered load in erlang.
    pub(super) fn load(&self) -> f64 {
        self.load
    }

    /// Chance to wait when waiting callers never hang up (Erlang C): n B / (n − a (1 − B)),
    /// divided through by B. Needs more agents than load.
    pub(super) fn waiting(&self) -> f64 {
        let agents = f64::from(self.agents);
        (agents / (self.reciprocal * (agents - self.load) + self.load)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, exact: f64) -> bool {
        (value - exact).abs() <= 1e-9 + 1e-9 * exact.abs()
    }

    #[test]
    fn published_values() {
        let cases = [
            (2.0, 5, 0.036_697_247_706_4),
            (10.0, 10, 0.214_582_343_107),
            (2.5, 5, 0.069_731_116_813_6),
            (0.1, 1, 0.090_909_090_909_1),
        ];
        for (load, agents, exact) in cases {
            assert!(
                close(blocking(load, agents), exact),
                "{load} erlang, {agents} agents"
            );
        }
    }

    #[test]
    fn edges() {
        assert_eq!(blocking(5.0, 0), 1.0);
        assert_eq!(blocking(0.0, 0), 1.0);
        assert_eq!(blocking(0.0, 3), 0.0);
        assert_eq!(blocking(1e-310, 2), 0.0);
        assert_eq!(blocking(3.0, u32::MAX), 0.0);
    }

    #[test]
    fn thousands_of_agents_do_not_overflow() {
        // The direct sum of a^k / k! overflows near 709 erlang.
        assert!(close(blocking(2200.0, 2388), 3.301_078_119_4e-6));
        assert!(blocking(5000.0, 5000) > 0.01 && blocking(5000.0, 5000) < 0.012);
    }
}
