//! Tickets and customers behind the movements of the bridge, each counted once: a hundred resolutions can be
//! ninety tickets of fifty customers.

use std::collections::{BTreeMap, HashSet};

use foldhash::fast::FixedState;
use polars::prelude::*;

use super::work_in_hand::MOVEMENTS;
use crate::tables::contacts::{CUSTOMER, QUEUE};
use crate::vocabulary::{BridgePart, Distinct, DistinctTally, Micro, QueueId};

/// What moved in a queue.
#[derive(Clone, Debug, Default)]
struct Moved {
    tickets: i64,
    /// Tickets without a customer.
    nameless: i64,
    customers: HashSet<i64, FixedState>,
}

/// What moved, of one provider's tickets.
#[derive(Clone, Debug, Default)]
pub struct Movers {
    moved: BTreeMap<(u32, BridgePart), Moved>,
}

impl Movers {
    /// Counts the tickets of a prepared frame.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn take_in(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        let queues = frame.column(QUEUE.name())?.u32()?;
        let customers = frame.column(CUSTOMER.name())?.i64()?;
        for (part, column) in BridgePart::MOVEMENTS.into_iter().zip(MOVEMENTS) {
            // A first reading measures less.
            let Ok(counts) = frame.column(column) else {
                return Ok(());
            };
            let rows = counts.i64()?.iter().zip(queues.iter()).zip(customers.iter());
            for ((count, queue), customer) in rows {
                let (true, Some(queue)) = (count.unwrap_or_default() > 0, queue) else {
                    continue;
                };
                let moved = self.moved.entry((queue, part)).or_default();
                moved.tickets += 1;
                match customer {
                    Some(customer) => drop(moved.customers.insert(customer)),
                    None => moved.nameless += 1,
                }
            }
        }
        Ok(())
    }

    /// The counts over some queues.
    pub fn tallies(&self, queue: Option<&QueueId>, codes: &[u32]) -> Vec<DistinctTally> {
        let mut tallies = Vec::new();
        for part in BridgePart::MOVEMENTS {
            let own = || codes.iter().filter_map(|code| self.moved.get(&(*code, part)));
            let tickets: i64 = own().map(|moved| moved.tickets).sum();
            let nameless: i64 = own().map(|moved| moved.nameless).sum();
            let customers: HashSet<&i64, FixedState> = own().flat_map(|moved| &moved.customers).collect();
            let tally = |of, count: Option<i64>, unknown| DistinctTally {
                part,
                of,
                queue: queue.cloned(),
                count: count.map(Micro::whole),
                unknown: Micro::whole(unknown),
            };
            // A ticket is created once.
            if part != BridgePart::Created {
                tallies.push(tally(Distinct::Tickets, Some(tickets), 0));
            }
            let told = nameless < tickets || tickets == 0;
            let count = told.then_some(customers.len() as i64);
            tallies.push(tally(Distinct::Customers, count, nameless));
        }
        tallies
    }
}
