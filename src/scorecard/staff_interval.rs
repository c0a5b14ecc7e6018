//! An interval's staffing beside the intervals before it, and its gap in parts.

use super::{GapPart, GapSum, PartSum, StaffVerdict};
use crate::vocabulary::Micro;

/// Requirement with what the intervals before leave behind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judged {
    /// Load that calls of the interval before add to, erlang; none where it is the offered load.
    pub modified_load: Option<f64>,
    /// Callers waiting when the interval begins.
    pub carried_over: f64,
    /// Callers waiting when it ends; none where its staff is unknown.
    pub backlog: Option<f64>,
    /// Agents needed if callers hang up as estimated; none where their patience is unknown.
    pub low: Option<u32>,
    /// Agents needed by the model that asks for most.
    pub high: Option<u32>,
    /// How far the need may lie off by chance: two standard deviations.
    pub noise: Option<f64>,
    /// How the gap is to be taken; none without staff, requirement or calls.
    pub verdict: Option<StaffVerdict>,
    /// Service level that the model predicts for the staff there was.
    pub predicted: Option<f64>,
    /// Agents with which the model gives the level that was measured.
    pub implied: Option<f64>,
}

/// Customers that are expected to be answered too late, and to hang up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Harm {
    /// Answered too late.
    pub late: Micro,
    /// Hung up.
    pub lost: Micro,
}

impl Harm {
    /// Both.
    pub fn sum(self) -> Micro {
        self.late + self.lost
    }
}

/// The gap of an interval in parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Agents that the forecast needed; none without one.
    pub forecast_required: Option<u32>,
    /// Agents per part, in the order of [`GapPart::ALL`].
    pub agents: [Micro; GapPart::COUNT],
    /// Customers per part.
    pub customers: [Micro; GapPart::COUNT],
    /// With the agents there were.
    pub staffed: Harm,
    /// With the agents required.
    pub required: Harm,
}

impl Split {
    /// What the interval adds to the sums: nothing where nobody was missing.
    pub fn gap(&self, length_s: i64) -> GapSum {
        let agents: Micro = self.agents.iter().copied().sum();
        if agents >= Micro::default() {
            return GapSum::default();
        }
        let part = |(agents, customers): (&Micro, &Micro)| PartSum {
            agent_s: Micro(agents.0 * length_s),
            customers: *customers,
        };
        let mut parts = [PartSum::default(); GapPart::COUNT];
        for (sum, found) in parts
            .iter_mut()
            .zip(self.agents.iter().zip(&self.customers).map(part))
        {
            *sum = found;
        }
        GapSum {
            intervals: 1,
            agent_s: Micro(agents.0 * length_s),
            late: self.staffed.late - self.required.late,
            lost: self.staffed.lost - self.required.lost,
            parts,
        }
    }
}
