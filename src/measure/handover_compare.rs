//! The client's log beside the provider's report: every message falls into one class, by clause and
//! queue.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::clauses::{ClauseUnit, Clauses, Scope};
use super::exclusions::meets;
use super::handover::Handover;
use super::handover_report::Report;
use crate::normalize::Spread;
use crate::tables::handover::{HandedOver, HandoverLog};
use crate::vocabulary::{EpochSeconds, HandoverCount, Micro, ProviderId};
use crate::workspace::agreement::Agreement;

/// Stands for the queue of messages for which the log says none: they count over all queues only.
pub const NO_QUEUE: u32 = u32::MAX;

/// What can be told at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The log is agreed, and something of it could be read.
    pub log: bool,
    /// All of the log could be read.
    pub whole_log: bool,
    /// All of the provider's report could be read.
    pub whole_report: bool,
    /// The report says when tickets were first answered.
    pub answers: bool,
}

/// Counts of one clause and queue.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    counts: [u64; HandoverCount::ALL.len()],
    /// Messages that cannot be looked for, as the report is not whole.
    unjudged: u64,
}

impl Cell {
    fn add(&mut self, count: HandoverCount) {
        self.counts[count as usize] += 1;
    }
}

/// Counts per measure and queue.
#[derive(Clone, Debug, Default)]
pub struct HandoverSums {
    cells: BTreeMap<(usize, u32), Cell>,
    is_agreed: bool,
    told: Told,
}

/// A message that the provider does not report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostMessage {
    /// Index of the standard that it breaches.
    pub standard: usize,
    /// Its measure, for what was required.
    pub unit: usize,
    /// Its index in the log.
    pub message: usize,
}

/// What the comparison gives.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Counts.
    pub sums: HandoverSums,
    /// Breaches, by standard and in the order of the log.
    pub lost: Vec<LostMessage>,
}

/// Compares a provider's report with the log of what was handed over to it.
pub fn compare(
    agreement: &Agreement,
    clauses: &Clauses,
    provider: &ProviderId,
    (log, report): (&HandoverLog, &Report),
    told: Told,
) -> Comparison {
    let mut comparison = Comparison::default();
    comparison.sums.is_agreed = log.is_agreed;
    comparison.sums.told = told;
    if !log.is_agreed {
        return comparison;
    }
    let ledgers = Ledgers {
        log,
        report,
        known: log.messages.iter().map(|message| message.key).collect(),
        has_queues: log.messages.iter().any(|message| message.queue.is_some()),
        told,
    };
    for (number, unit) in clauses.units.iter().enumerate() {
        let (Scope::Clause { standard, .. }, Some(rule)) = (&unit.scope, unit.measure.handover()) else {
            continue;
        };
        if agreement.standards[*standard].binds(provider) {
            let scope = ClauseScope {
                unit,
                number,
                standard: *standard,
                provider,
                clauses,
            };
            ledgers.of_clause(&scope, rule, &mut comparison);
        }
    }
    comparison
}

/// Both ledgers.
struct Ledgers<'a> {
    log: &'a HandoverLog,
    report: &'a Report,
    /// Ids of the whole log, of other periods too.
    known: HashSet<u128, Spread>,
    has_queues: bool,
    told: Told,
}

/// Where a clause holds.
struct ClauseScope<'a> {
    unit: &'a ClauseUnit,
    number: usize,
    standard: usize,
    provider: &'a ProviderId,
    clauses: &'a Clauses,
}

impl ClauseScope<'_> {
    fn holds(&self, at: EpochSeconds, queue: Option<u32>) -> bool {
        let judgement = &self.clauses.judgement;
        (judgement.start..judgement.end).contains(&at) && self.unit.holds(self.provider, queue, at)
    }

    /// The measure that counts what an exemption takes out at an instant, where one does. A message of no
    /// known queue is not taken out of any.
    fn excluded(&self, at: EpochSeconds, queue: Option<u32>) -> Option<usize> {
        let queue = queue?;
        let taken = self.clauses.first_taking(self.number, |set| {
            meets(set.stretches(self.provider, queue), at, at)
        });
        taken.map(|first| first.set.1)
    }
}

impl Ledgers<'_> {
    fn of_clause(&self, scope: &ClauseScope<'_>, rule: &Handover, comparison: &mut Comparison) {
        for (index, message) in self.log.messages.iter().enumerate() {
            if !scope.holds(message.at, message.queue) {
                continue;
            }
            let queue = message.queue.unwrap_or(NO_QUEUE);
            let cell = comparison.sums.cells.entry((scope.number, queue)).or_default();
            self.message(message, rule, cell);
            let excluded = scope.excluded(message.at, message.queue);
            if let Some(slice) = excluded {
                let cell = comparison.sums.cells.entry((slice, queue)).or_default();
                self.message(message, rule, cell);
            }
            let is_reported = self.report.of(message.key).is_some();
            let is_lost = self.told.whole_report && !is_reported && excluded.is_none();
            if is_lost && scope.unit.has_target {
                comparison.lost.push(LostMessage {
                    standard: scope.standard,
                    unit: scope.number,
                    message: index,
                });
            }
        }
        for (key, trace) in self.report.traces() {
            if !self.known.contains(key) && scope.holds(trace.at, Some(trace.queue)) {
                let queue = if self.has_queues { trace.queue } else { NO_QUEUE };
                let cell = comparison.sums.cells.entry((scope.number, queue)).or_default();
                cell.add(HandoverCount::Unknown);
                cell.add(HandoverCount::Reported);
            }
        }
    }

    fn message(&self, message: &HandedOver, rule: &Handover, cell: &mut Cell) {
        cell.add(HandoverCount::HandedOver);
        if message.is_repeated {
            cell.add(HandoverCount::HandedOverTwice);
        }
        if !self.told.whole_report {
            cell.unjudged += 1;
            return;
        }
        let Some(trace) = self.report.of(message.key) else {
            cell.add(HandoverCount::Missing);
            return;
        };
        let applying = [
            (HandoverCount::Matched, true),
            (HandoverCount::Reported, true),
            (HandoverCount::Late, rule.is_late(message.at, trace.at)),
            (HandoverCount::Unanswered, trace.is_unanswered),
            (HandoverCount::ReportedTwice, self.report.is_repeated(message.key)),
        ];
        for (count, _) in applying.into_iter().filter(|(_, applies)| *applies) {
            cell.add(count);
        }
    }
}

impl HandoverSums {
    /// The four sums of the share over some queues; nothing where the measure has none.
    pub fn share(&self, unit: usize, queues: &[u32]) -> Option<[Micro; 4]> {
        let cells = || queues.iter().filter_map(|queue| self.cells.get(&(unit, *queue)));
        cells().next()?;
        let sum = |of: fn(&Cell) -> u64| Micro::whole(cells().map(of).sum::<u64>() as i64);
        Some([
            sum(|cell| cell.counts[HandoverCount::Matched as usize]),
            sum(|cell| cell.counts[HandoverCount::Missing as usize]),
            Micro::default(),
            sum(|cell| cell.unjudged),
        ])
    }

    /// Queues of some measures for which something was counted.
    pub fn queues(&self, units: &[usize]) -> BTreeSet<u32> {
        let cells = self.cells.keys().filter(|(unit, _)| units.contains(unit));
        cells.map(|(_, queue)| *queue).collect()
    }

    /// All counts of some measures over some queues; none without an agreed log. `tells_late` says
    /// whether all of them agree on when a message is late.
    pub fn counts(
        &self,
        units: &[usize],
        queues: &[u32],
        tells_late: bool,
    ) -> Vec<(HandoverCount, Option<Micro>)> {
        if !self.is_agreed {
            return Vec::new();
        }
        let count = |count: HandoverCount| {
            let pairs = units
                .iter()
                .flat_map(|unit| queues.iter().map(move |queue| (*unit, *queue)));
            let cells = pairs.filter_map(|pair| self.cells.get(&pair));
            Micro::whole(cells.map(|cell| cell.counts[count as usize]).sum::<u64>() as i64)
        };
        let counts = HandoverCount::ALL.into_iter();
        counts
            .map(|of| (of, self.tells(of, tells_late).then(|| count(of))))
            .collect()
    }

    fn tells(&self, count: HandoverCount, tells_late: bool) -> bool {
        let Told {
            log,
            whole_log,
            whole_report,
            answers,
        } = self.told;
        let both = log && whole_report;
        match count {
            HandoverCount::HandedOver | HandoverCount::HandedOverTwice => log,
            HandoverCount::Matched | HandoverCount::Missing | HandoverCount::ReportedTwice => both,
            HandoverCount::Reported | HandoverCount::Unknown => both && whole_log,
            HandoverCount::Late => both && tells_late,
            HandoverCount::Unanswered => both && answers,
        }
    }
}
