//! How staffing is computed, and who answers for which part of a gap.

use std::collections::BTreeMap;

use crate::vocabulary::{Maker, QueueId, StandardId};

/// Largest share of offered calls that may be abandoned where nothing is agreed.
pub const MAX_ABANDON: f64 = 0.05;

/// How staffing is computed.
#[derive(Clone, Debug)]
pub struct Staffing {
    /// Length of an interval in seconds.
    pub interval_s: i64,
    /// Highest agreed occupancy, 0–1.
    pub max_occupancy: Option<f64>,
    /// Share of scheduled time not available for contacts, 0–1.
    pub shrinkage: f64,
    /// Share of paid time that is not scheduled: holidays, sickness, training, 0–1.
    pub absence: f64,
    /// Service-level standard that sets the requirement per queue.
    pub standards: BTreeMap<QueueId, StandardId>,
    /// How long callers of a queue are willing to wait; without an entry they wait for ever.
    pub patience: BTreeMap<QueueId, Patience>,
    /// Largest share of offered calls that may be abandoned where patience counts.
    pub max_abandon: f64,
    /// Fewest agents of a queue while it is open.
    pub min_agents: BTreeMap<QueueId, u32>,
    /// Chats that one agent holds at a time.
    pub concurrency: BTreeMap<QueueId, f64>,
    /// Agreed handle time in seconds, where neither calls nor forecast tell it.
    pub handle_times: BTreeMap<QueueId, f64>,
    /// Deadline standard that sets the requirement of a queue of written work.
    pub deadlines: BTreeMap<QueueId, StandardId>,
    /// How far the volume may leave the forecast before the client answers for it, as a share of the forecast.
    pub volume_tolerance: f64,
    /// Who answers for handle times.
    pub handle_time_owner: Maker,
}

impl Default for Staffing {
    fn default() -> Self {
        Self {
            interval_s: 1800,
            max_occupancy: None,
            shrinkage: 0.0,
            absence: 0.0,
            standards: BTreeMap::new(),
            patience: BTreeMap::new(),
            max_abandon: MAX_ABANDON,
            min_agents: BTreeMap::new(),
            concurrency: BTreeMap::new(),
            handle_times: BTreeMap::new(),
            deadlines: BTreeMap::new(),
            volume_tolerance: 0.0,
            handle_time_owner: Maker::Provider,
        }
    }
}

impl Staffing {
    /// Whether the patience of some queue is estimated from its waits.
    pub fn estimates_patience(&self) -> bool {
        self.patience
            .values()
            .any(|patience| *patience == Patience::Estimated)
    }

    /// Share of paid time that is available for contacts: each loss is a share of what the other leaves.
    pub fn net_of_paid(&self) -> f64 {
        (1.0 - self.absence) * (1.0 - self.shrinkage)
    }
}

/// How long callers are willing to wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Patience {
    /// Agreed, mean seconds.
    Given(f64),
    /// From the waits of the period.
    Estimated,
}
