//! From the sums of a provider to its tallies: standards per clause and queue, the seven service
//! levels, volumes.

use std::collections::{BTreeMap, BTreeSet};

use super::by_interval::IntervalSums;
use super::clauses::{ClauseUnit, Clauses, Scope};
use super::handover_compare::{HandoverSums, NO_QUEUE};
use super::sums::QueueSums;
use crate::tables::Codebook;
use crate::vocabulary::{
    Beside, ForecastCount, Formula, HandoverCount, Micro, ProviderId, QueueId, Reading, StandardTallies,
    Tallies, Tally, VolumeTally,
};
use crate::workspace::agreement::{Agreement, Standard};

/// The sums of one provider per queue, for calls (interval reports included) and tickets.
#[derive(Clone, Debug, Default)]
pub struct ProviderSums {
    /// Sums over calls per queue, and how many counters each measure has among them.
    pub calls: (BTreeMap<u32, QueueSums>, Vec<usize>),
    /// The same over tickets.
    pub tickets: (BTreeMap<u32, QueueSums>, Vec<usize>),
    /// Messages of the client's hand-over log.
    pub handover: HandoverSums,
    /// Intervals, of measures whose cases these are.
    pub intervals: IntervalSums,
}

impl ProviderSums {
    /// The counters of measure number `unit` over some queues, calls and tickets together; those of
    /// messages handed over where it measures these.
    pub fn counters(&self, unit: usize, queues: &[u32]) -> Vec<Micro> {
        if let Some(share) = self.handover.share(unit, queues) {
            return share.to_vec();
        }
        if let Some(counted) = self.intervals_of(unit, queues) {
            return counted;
        }
        let (calls, tickets) = (
            slice(&self.calls, unit, queues),
            slice(&self.tickets, unit, queues),
        );
        match (calls.is_empty(), tickets.is_empty()) {
            (false, false) => calls.iter().zip(&tickets).map(|(a, b)| *a + *b).collect(),
            (false, true) => calls,
            (true, _) => tickets,
        }
    }

    /// The sums of a measure that counts intervals, over some queues; none where it counts others.
    fn intervals_of(&self, unit: usize, queues: &[u32]) -> Option<Vec<Micro>> {
        let own = || self.intervals.range((unit, u32::MIN)..=(unit, u32::MAX));
        let (_, first) = own().next()?;
        let mut total = vec![Micro::default(); first.len()];
        for (_, counters) in own().filter(|((_, queue), _)| queues.contains(queue)) {
            total
                .iter_mut()
                .zip(counters)
                .for_each(|(sum, counter)| *sum += *counter);
        }
        Some(total)
    }

    /// Queues with at least one contact.
    fn active_queues(&self) -> BTreeSet<u32> {
        self.calls
            .0
            .keys()
            .chain(self.tickets.0.keys())
            .copied()
            .collect()
    }
}

fn slice((sums, widths): &(BTreeMap<u32, QueueSums>, Vec<usize>), unit: usize, queues: &[u32]) -> Vec<Micro> {
    let Some(width) = widths.get(unit).copied() else {
        return Vec::new();
    };
    let from: usize = widths[..unit].iter().sum();
    let mut total = vec![Micro::default(); width];
    for queue in queues {
        if let Some(counters) = sums.get(queue) {
            total
                .iter_mut()
                .zip(&counters[from..from + width])
                .for_each(|(sum, counter)| *sum += *counter);
        }
    }
    total
}

/// Everything needed to lay out a provider's tallies.
struct Layout<'a> {
    agreement: &'a Agreement,
    codes: &'a Codebook,
    clauses: &'a Clauses,
    sums: &'a ProviderSums,
    active: BTreeSet<u32>,
}

/// All tallies of a provider, in reporting order.
pub fn tallies(
    agreement: &Agreement,
    codes: &Codebook,
    clauses: &Clauses,
    provider: &ProviderId,
    sums: &ProviderSums,
) -> Tallies {
    let layout = Layout {
        agreement,
        codes,
        clauses,
        sums,
        active: sums.active_queues(),
    };
    let standards = agreement.standards.iter().enumerate();
    Tallies {
        standards: standards
            .filter(|(_, standard)| standard.binds(provider))
            .flat_map(|(index, standard)| layout.standard(index, standard))
            .collect(),
        volumes: layout.volumes(),
    }
}

impl Layout<'_> {
    /// All of some queues together, then each that is active.
    fn scopes(&self, codes: &[u32], active: &BTreeSet<u32>) -> Vec<(Option<QueueId>, Vec<u32>)> {
        let mut scopes = vec![(None, codes.to_vec())];
        scopes.extend(
            codes
                .iter()
                .filter(|code| active.contains(code))
                .map(|code| (Some(QueueId::new(self.codes.queues.word(*code))), vec![*code])),
        );
        scopes
    }

    fn standard(&self, index: usize, standard: &Standard) -> Vec<StandardTallies> {
        let queues: Vec<u32> = standard
            .queues
            .iter()
            .map(|queue| self.codes.queue(queue))
            .collect();
        let units: Vec<(usize, &ClauseUnit)> = self.clauses.of_standard(index).collect();
        let handover: Vec<usize> = handover_units(&units).map(|(number, _)| number).collect();
        let mut scopes = match handover.as_slice() {
            [] => self.scopes(&queues, &self.active),
            numbers => self.scopes(&queues, &self.sums.handover.queues(numbers)),
        };
        scopes[0].1.push(NO_QUEUE);
        scopes
            .into_iter()
            .map(|(queue, codes)| StandardTallies {
                standard: index,
                queue,
                clauses: self.of_clauses(&units, &codes),
                readings: self.readings(&units, &codes),
                handover: self.handover(&units, &codes),
                forecast: self.forecast(&units, &codes),
                beside: self.beside(&units, &codes),
            })
            .collect()
    }

    /// Clauses in force in the period, and older ones under which cases fell due in it.
    fn of_clauses(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<(usize, Tally)> {
        let tallied = units.iter().filter_map(|(number, unit)| {
            let Scope::Clause { clause, .. } = unit.scope else {
                return None;
            };
            let tally = unit.measure.tally(&self.sums.counters(*number, codes));
            let counts = self.clauses.overlaps(unit)
                || tally.denominator + tally.unmeasurable + tally.excluded > Micro::default();
            counts.then_some((clause, tally))
        });
        tallied.collect()
    }

    /// The seven service levels over some queues of the standard.
    fn readings(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<Reading> {
        let mut tallies: BTreeMap<Formula, Tally> = BTreeMap::new();
        let mut contract = BTreeSet::new();
        for (number, unit) in units {
            for (formula, tally) in unit.measure.variants(&self.sums.counters(*number, codes)) {
                let sum = tallies.entry(formula).or_default();
                *sum = *sum + tally;
            }
            contract.extend(unit.measure.formula());
        }
        let readings = tallies.into_iter().map(|(formula, tally)| Reading {
            formula,
            tally,
            is_contract: contract.contains(&formula),
        });
        readings.collect()
    }

    /// Figures beside the standard's own over some of its queues, all clauses of the period together.
    fn beside(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<Beside> {
        let mut together: Vec<Beside> = Vec::new();
        for (number, unit) in units {
            for beside in unit.measure.beside(&self.sums.counters(*number, codes)) {
                match together.iter_mut().find(|known| known.name == beside.name) {
                    Some(known) => known.tally = known.tally + beside.tally,
                    None => together.push(beside),
                }
            }
        }
        together
    }

    /// What the client's log tells over some queues of the standard, all clauses of the period together.
    fn handover(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<(HandoverCount, Option<Micro>)> {
        let in_force = || handover_units(units).filter(|(_, unit)| self.clauses.overlaps(unit));
        let numbers: Vec<usize> = in_force().map(|(number, _)| number).collect();
        if numbers.is_empty() {
            return Vec::new();
        }
        let mut rules = in_force().filter_map(|(_, unit)| unit.measure.handover());
        let tells_late = rules.all(|rule| rule.late_after_s.is_some());
        self.sums.handover.counts(&numbers, codes, tells_late)
    }

    /// What forecasts were there over some queues of the standard, all clauses together.
    fn forecast(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<(ForecastCount, Micro)> {
        let mut counts: BTreeMap<ForecastCount, Micro> = BTreeMap::new();
        for (number, unit) in units.iter().filter(|(_, unit)| self.clauses.overlaps(unit)) {
            for (of, count) in unit.measure.forecast_counts(&self.sums.counters(*number, codes)) {
                *counts.entry(of).or_default() += count;
            }
        }
        counts.into_iter().collect()
    }

    fn volumes(&self) -> Vec<VolumeTally> {
        let queues = self.agreement.queues.iter();
        let all: Vec<u32> = queues.map(|queue| self.codes.queue(&queue.id)).collect();
        let mut volumes = Vec::new();
        for (number, unit) in self.clauses.units.iter().enumerate() {
            let Scope::Always(name) = unit.scope else { continue };
            for (queue, codes) in self.scopes(&all, &self.active) {
                let sums = self.sums.counters(number, &codes);
                volumes.push(VolumeTally {
                    name,
                    queue,
                    tally: unit.measure.tally(&sums),
                    tells: unit.measure.tells(&sums),
                });
            }
        }
        volumes
    }
}

/// Those of some clauses that compare the client's hand-over log.
fn handover_units<'u>(units: &[(usize, &'u ClauseUnit)]) -> impl Iterator<Item = (usize, &'u ClauseUnit)> {
    let units = units.iter().copied();
    units.filter(|(_, unit)| unit.measure.handover().is_some())
}
