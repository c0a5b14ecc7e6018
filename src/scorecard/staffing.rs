//! Staffing in a review: states, the worst gaps, and the mean gap by weekday and time of day.

use crate::vocabulary::{EpochSeconds, QueueId};

/// Which model the requirement of an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffingModel {
    /// Callers wait for ever.
    ErlangC,
    /// Callers have a patience.
    ErlangA,
    /// Work that can wait: a workload with deadlines.
    Deferred,
}

impl StaffingModel {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            StaffingModel::ErlangC => "erlang_c",
            StaffingModel::ErlangA => "erlang_a",
            StaffingModel::Deferred => "deferred",
        }
    }
}

/// State of staffing in an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffingState {
    /// Enough agents.
    Ok,
    /// Fewer agents than required.
    Understaffed,
    /// Not more agents than offered load: no steady state.
    Overloaded,
    /// Neither planned nor present agents are known.
    NoPlan,
    /// No calls.
    NoTraffic,
}

impl StaffingState {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            StaffingState::Ok => "ok",
            StaffingState::Understaffed => "understaffed",
            StaffingState::Overloaded => "overloaded",
            StaffingState::NoPlan => "no_plan",
            StaffingState::NoTraffic => "no_traffic",
        }
    }
}

/// How many intervals were in which state.
#[derive(Clone, Debug, Default)]
pub struct StaffingSummary {
    /// Intervals inside opening hours.
    pub intervals: u64,
    /// With enough agents.
    pub ok: u64,
    /// With too few.
    pub understaffed: u64,
    /// With no more agents than load.
    pub overloaded: u64,
    /// Without staffing data.
    pub no_plan: u64,
    /// Without calls.
    pub no_traffic: u64,
    /// Agent-hours missing, summed over the intervals with a gap; none where no gap is known.
    pub missing_hours: Option<f64>,
    /// Calls offered outside opening hours; they are in no interval.
    pub calls_outside_hours: u64,
}

impl StaffingSummary {
    /// Intervals of which something is known about their staffing.
    pub fn known(&self) -> u64 {
        self.ok + self.understaffed + self.overloaded
    }

    /// Intervals with too few agents.
    pub fn short(&self) -> u64 {
        self.understaffed + self.overloaded
    }
}

/// One interval with a gap.
#[derive(Clone, Debug)]
pub struct Peak {
    /// Queue.
    pub queue: QueueId,
    /// Start.
    pub start: EpochSeconds,
    /// Length in seconds.
    pub length_s: i64,
    /// Calls offered.
    pub offered: f64,
    /// Mean handle time, seconds.
    pub aht_s: f64,
    /// Offered load in erlang.
    pub load: f64,
    /// Agents required.
    pub required: f64,
    /// Agents planned.
    pub planned: Option<f64>,
    /// Agents present.
    pub present: Option<f64>,
    /// Present (or else planned) minus required.
    pub gap: f64,
    /// State.
    pub state: StaffingState,
    /// Share answered in time in that interval.
    pub service_level: Option<f64>,
}

/// Mean gap of a weekday and time of day over all queues of a provider.
#[derive(Clone, Debug)]
pub struct HeatCell {
    /// Monday = 0.
    pub weekday: u8,
    /// Seconds after local midnight.
    pub time: u32,
    /// Mean over the days of the summed gap, agents; none where staffing is unknown.
    pub gap: Option<f64>,
    /// Mean calls offered.
    pub offered: f64,
}
