//! Sums per queue and interval, exact and independent of the order of adding.

use std::collections::BTreeMap;

use super::mix::MixSums;
use crate::vocabulary::{EpochSeconds, Micro};

/// Queue code and start of the interval (0 for tickets).
pub type SumKey = (u32, EpochSeconds);

/// The sums of all counters of a provider, per queue and interval.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    cells: BTreeMap<SumKey, Vec<Micro>>,
    /// Verdicts by queue and reason, where providers are compared; not merged, since codes are a provider's own.
    pub mix: MixSums,
}

/// The sums of one queue, or of several together.
pub type QueueSums = Vec<Micro>;

impl Sums {
    /// Adds a row of counters.
    pub fn add(&mut self, key: SumKey, counters: &[Micro]) {
        let cell = self
            .cells
            .entry(key)
            .or_insert_with(|| vec![Micro::default(); counters.len()]);
        for (sum, counter) in cell.iter_mut().zip(counters) {
            *sum += *counter;
        }
    }

    /// Adds all of another's cells.
    pub fn merge(&mut self, other: &Sums) {
        for (key, counters) in &other.cells {
            self.add(*key, counters);
        }
    }

    /// The sums of one cell.
    pub fn cell(&self, key: SumKey) -> Option<&Vec<Micro>> {
        self.cells.get(&key)
    }

    /// All cells in order of queue, then interval.
    pub fn cells(&self) -> impl Iterator<Item = (&SumKey, &Vec<Micro>)> {
        self.cells.iter()
    }

    /// Sums per queue.
    pub fn per_queue(&self) -> BTreeMap<u32, QueueSums> {
        let mut queues: BTreeMap<u32, QueueSums> = BTreeMap::new();
        for ((queue, _), counters) in &self.cells {
            let sums = queues
                .entry(*queue)
                .or_insert_with(|| vec![Micro::default(); counters.len()]);
            sums.iter_mut()
                .zip(counters)
                .for_each(|(sum, counter)| *sum += *counter);
        }
        queues
    }

    /// The queues that have a cell.
    pub fn queues(&self) -> std::collections::BTreeSet<u32> {
        self.cells.keys().map(|(queue, _)| *queue).collect()
    }
}
