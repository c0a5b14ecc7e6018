//! What came in and who was there, added up per queue and interval.

use std::collections::BTreeMap;

use super::Grid;
use crate::vocabulary::{Channel, EpochSeconds, Micro, QueueId};
use crate::workspace::agreement::{Agreement, Queue};
use crate::workspace::calendar::Calendar;

/// Traffic of one provider, queue and interval, already summed.
#[derive(Clone, Debug, PartialEq)]
pub struct Traffic {
    /// Queue.
    pub queue: QueueId,
    /// Start of the interval, or any instant in it.
    pub start: EpochSeconds,
    /// Calls offered.
    pub offered: Micro,
    /// Calls answered.
    pub answered: Micro,
    /// Calls abandoned.
    pub abandoned: Micro,
    /// Calls in time by the contract's formula.
    pub in_time: Micro,
    /// Denominator of `in_time` by the contract's formula.
    pub judged: Micro,
    /// Sum of handle times, seconds.
    pub handle_s: Micro,
    /// Calls in that sum.
    pub handled: Micro,
    /// File of an interval report; empty for calls.
    pub source_file: String,
    /// Row of an interval report; 0 for calls.
    pub source_row: u32,
}

/// Agents of one provider, queue and interval, net: available for contacts.
#[derive(Clone, Debug, PartialEq)]
pub struct Presence {
    /// Queue.
    pub queue: QueueId,
    /// Start of the interval, on the grid of the agreement.
    pub start: EpochSeconds,
    /// Agents planned; may be fractional.
    pub planned: Option<Micro>,
    /// Agents present; may be fractional.
    pub present: Option<Micro>,
}

/// Sums of one interval.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) offered: Micro,
    pub(super) answered: Micro,
    pub(super) abandoned: Micro,
    pub(super) in_time: Micro,
    pub(super) judged: Micro,
    pub(super) handle_s: Micro,
    pub(super) handled: Micro,
    pub(super) planned: Option<Micro>,
    pub(super) present: Option<Micro>,
}

impl Cell {
    fn add_traffic(&mut self, traffic: &Traffic) {
        self.offered += traffic.offered;
        self.answered += traffic.answered;
        self.abandoned += traffic.abandoned;
        self.in_time += traffic.in_time;
        self.judged += traffic.judged;
        self.handle_s += traffic.handle_s;
        self.handled += traffic.handled;
    }

    fn add_presence(&mut self, presence: &Presence) {
        self.planned = sum(self.planned, presence.planned);
        self.present = sum(self.present, presence.present);
    }
}

/// Unknown plus something is that something.
fn sum(one: Option<Micro>, other: Option<Micro>) -> Option<Micro> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}

/// Everything known about one queue of a provider.
#[derive(Debug)]
pub(super) struct QueueLedger<'a> {
    pub(super) id: QueueId,
    queue: Option<&'a Queue>,
    pub(super) cells: BTreeMap<EpochSeconds, Cell>,
    has_traffic: bool,
}

impl<'a> QueueLedger<'a> {
    /// Opening hours; around the clock where none.
    pub(super) fn calendar(&self) -> Option<&'a Calendar> {
        self.queue.and_then(|queue| queue.calendar.as_ref())
    }

    /// Handle time over the period, seconds: Σ handle time / Σ handled, so that small intervals do
    /// not rule. None where nothing was handled, or no handle time was reported.
    pub(super) fn mean_aht(&self) -> Option<f64> {
        let handle_s: Micro = self.cells.values().map(|cell| cell.handle_s).sum();
        let handled: Micro = self.cells.values().map(|cell| cell.handled).sum();
        handle_s.per(handled).filter(|mean| *mean > 0.0)
    }

    /// Written queues hold no waiting callers; agents there are no reason for intervals.
    fn has_callers(&self) -> bool {
        self.has_traffic
            || self
                .queue
                .is_none_or(|q| matches!(q.channel, Channel::Phone | Channel::Chat))
    }
}

/// Adds up per queue, in the order of the workspace; other queues follow by id. Leaves out what
/// lies outside the period.
pub(super) fn by_queue<'a>(
    agreement: &'a Agreement,
    grid: Grid,
    period: (EpochSeconds, EpochSeconds),
    traffic: &[Traffic],
    presence: &[Presence],
) -> Vec<QueueLedger<'a>> {
    let mut ledgers: BTreeMap<(usize, QueueId), QueueLedger> = BTreeMap::new();
    let inside = |at: EpochSeconds| period.0 <= at && at < period.1;
    for row in traffic.iter().filter(|row| inside(row.start)) {
        let ledger = ledger_of(&mut ledgers, agreement, &row.queue);
        ledger.has_traffic = true;
        ledger
            .cells
            .entry(grid.start_of(row.start))
            .or_default()
            .add_traffic(row);
    }
    for row in presence.iter().filter(|row| inside(row.start)) {
        let ledger = ledger_of(&mut ledgers, agreement, &row.queue);
        ledger.cells.entry(row.start).or_default().add_presence(row);
    }
    ledgers.into_values().filter(QueueLedger::has_callers).collect()
}

fn ledger_of<'m, 'a>(
    ledgers: &'m mut BTreeMap<(usize, QueueId), QueueLedger<'a>>,
    agreement: &'a Agreement,
    id: &QueueId,
) -> &'m mut QueueLedger<'a> {
    let order = agreement.queues.iter().position(|queue| queue.id == *id);
    ledgers
        .entry((order.unwrap_or(usize::MAX), id.clone()))
        .or_insert_with(|| QueueLedger {
            id: id.clone(),
            queue: order.map(|i| &agreement.queues[i]),
            cells: BTreeMap::new(),
            has_traffic: false,
        })
}
