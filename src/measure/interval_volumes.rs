//! Volumes, handle times and service level of single intervals, as staffing needs them.

use super::clauses::{Clauses, LOST_WAIT, Scope};
use super::sums::Sums;
use crate::tables::Codebook;
use crate::vocabulary::{EpochSeconds, Micro, QueueId, StandardId, Tally};
use crate::workspace::agreement::Agreement;

/// Sums of one queue and interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IntervalVolumes {
    /// Code of the queue.
    pub queue: u32,
    /// Start of the interval.
    pub start: EpochSeconds,
    /// Calls offered.
    pub offered: Micro,
    /// Calls answered.
    pub answered: Micro,
    /// Calls abandoned.
    pub abandoned: Micro,
    /// Calls that flowed out.
    pub flowed_out: Micro,
    /// The service level by the contract's formula.
    pub level: Tally,
    /// The handle times: seconds over calls.
    pub handle: Tally,
    /// The waits of answered calls: seconds over calls.
    pub wait: Tally,
    /// The waits of abandoned calls: seconds over calls; nothing where nobody asks for them.
    pub lost_wait: Tally,
}

/// The volumes of every interval of a provider's calls; `widths` are the numbers of counters of each
/// measure.
pub fn interval_volumes(
    agreement: &Agreement,
    codes: &Codebook,
    clauses: &Clauses,
    calls: &Sums,
    widths: &[usize],
) -> Vec<IntervalVolumes> {
    let index_of = |id: &StandardId| agreement.standards.iter().position(|s| s.id == *id);
    let volumes = calls.cells().map(|((queue, start), counters)| {
        let cell = Cell {
            counters,
            widths,
            clauses,
        };
        let id = QueueId::new(codes.queues.word(*queue));
        let standard = agreement.staffing.standards.get(&id).and_then(index_of);
        IntervalVolumes {
            queue: *queue,
            start: *start,
            offered: cell.always("offered").numerator,
            answered: cell.always("answered").numerator,
            abandoned: cell.always("abandoned").numerator,
            flowed_out: cell.always("flowed_out").numerator,
            level: standard.map_or_else(Tally::default, |standard| cell.standard(standard)),
            handle: cell.always("aht"),
            wait: cell.always("asa"),
            lost_wait: cell.always(LOST_WAIT),
        }
    });
    volumes.collect()
}

/// Counters of a cell, cut into the measures.
struct Cell<'a> {
    counters: &'a [Micro],
    widths: &'a [usize],
    clauses: &'a Clauses,
}

impl Cell<'_> {
    fn tally(&self, unit: usize) -> Tally {
        let from: usize = self.widths[..unit].iter().sum();
        self.clauses.units[unit]
            .measure
            .tally(&self.counters[from..from + self.widths[unit]])
    }

    fn always(&self, name: &str) -> Tally {
        let mut units = self.clauses.units.iter();
        let unit = units.position(|u| matches!(u.scope, Scope::Always(n) if n == name));
        unit.map_or_else(Tally::default, |unit| self.tally(unit))
    }

    /// The tally of a standard over its clauses; one of them is in force in any interval.
    fn standard(&self, standard: usize) -> Tally {
        let units = self.clauses.units.iter().enumerate();
        units
            .filter(|(_, u)| matches!(u.scope, Scope::Clause { standard: s, .. } if s == standard))
            .map(|(number, _)| self.tally(number))
            .fold(Tally::default(), std::ops::Add::add)
    }
}
