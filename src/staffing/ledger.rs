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
    /// Calls that flowed out.
    pub flowed_out: Micro,
    /// Sum of the waits of answered and abandoned calls, seconds, where patience is estimated.
    pub waited_s: Micro,
    /// Abandoned calls whose wait is in that sum.
    pub lost_known: Micro,
    /// File of an interval report; empty for calls.
    pub source_file: String,
    /// Row of an interval report; 0 for calls.
    pub source_row: u32,
}

impl Traffic {
    /// No calls.
    pub fn nothing(queue: QueueId, start: EpochSeconds) -> Self {
        let none = Micro::default();
        Self {
            queue,
            start,
            offered: none,
            answered: none,
            abandoned: none,
            in_time: none,
            judged: none,
            handle_s: none,
            handled: none,
            flowed_out: none,
            waited_s: none,
            lost_known: none,
            source_file: String::new(),
            source_row: 0,
        }
    }
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

/// What was expected of one provider, queue and interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Queue.
    pub queue: QueueId,
    /// Start of the interval, on the grid of the agreement.
    pub start: EpochSeconds,
    /// What.
    pub expected: Expected,
}

/// What was expected of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Calls.
    pub calls: f64,
    /// Mean handle time, seconds, where the forecast tells it.
    pub aht_s: Option<f64>,
    /// The provider's planned share of the calls that came to all providers; none where it is alone.
    pub routed: Option<f64>,
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
    pub(super) flowed_out: Micro,
    pub(super) waited_s: Micro,
    pub(super) lost_known: Micro,
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
        self.flowed_out += traffic.flowed_out;
        self.waited_s += traffic.waited_s;
        self.lost_known += traffic.lost_known;
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
    pub(super) expected: BTreeMap<EpochSeconds, Expected>,
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
        // A sum of 0 s over answered calls is a column that was not filled.
        let told = || {
            self.cells
                .values()
                .filter(|cell| cell.handle_s > Micro::default())
        };
        let handle_s: Micro = told().map(|cell| cell.handle_s).sum();
        let handled: Micro = told().map(|cell| cell.handled).sum();
        handle_s.per(handled).filter(|mean| *mean > 0.0)
    }

    /// Calls that flow out beside each offered one, over the period.
    pub(super) fn flow_outs(&self) -> f64 {
        let flowed_out: Micro = self.cells.values().map(|cell| cell.flowed_out).sum();
        let offered: Micro = self.cells.values().map(|cell| cell.offered).sum();
        flowed_out.per(offered).unwrap_or(0.0)
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
    (traffic, presence): (&[Traffic], &[Presence]),
    expected: &[Expectation],
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
    for row in expected.iter().filter(|row| inside(row.start)) {
        let ledger = ledger_of(&mut ledgers, agreement, &row.queue);
        ledger.expected.insert(row.start, row.expected);
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
            expected: BTreeMap::new(),
            has_traffic: false,
        })
}
