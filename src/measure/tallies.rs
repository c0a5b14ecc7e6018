//! From the sums of a provider to its tallies: standards per clause and queue, the seven service
//! levels, volumes.

use std::collections::{BTreeMap, BTreeSet};

use super::by_interval::{IntervalSums, ReliefCounts};
use super::clauses::{ClauseUnit, Clauses, LOST_WAIT, Scope, Slice};
use super::handover_compare::{HandoverSums, NO_QUEUE};
use super::layers::Layers;
use super::movers::Movers;
use super::sums::QueueSums;
use crate::tables::Codebook;
use crate::vocabulary::{
    Beside, DistinctTally, ForecastCount, Formula, HandoverCount, Micro, ProviderId, QueueId, Reading,
    StandardTallies, TakenBack, Tallies, Tally, VolumeTally, Without, WorkTally,
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
    /// Intervals with and without the forecast that relief rests on.
    pub relief: ReliefCounts,
    /// Tickets and customers that moved.
    pub movers: Movers,
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

    /// The counters of measure number `unit` over some queues, without what is taken out.
    pub fn kept(&self, clauses: &Clauses, unit: usize, queues: &[u32]) -> Vec<Micro> {
        Layers::of(clauses, self, unit, queues).kept()
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
    provider: &'a ProviderId,
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
        provider,
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
        work: layout.work(),
        distinct: layout.distinct(),
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
        let units = self.clauses.of_standard(index);
        let units: Vec<(usize, &ClauseUnit)> = units.filter(|(_, unit)| unit.admits(self.provider)).collect();
        let handover: Vec<usize> = handover_units(&units).map(|(number, _)| number).collect();
        let mut scopes = match handover.as_slice() {
            [] => self.scopes(&queues, &self.active),
            numbers => self.scopes(&queues, &self.sums.handover.queues(numbers)),
        };
        scopes[0].1.push(NO_QUEUE);
        let refined = self.clauses.is_refined(index);
        if refined {
            let is_meant = |code: &u32| units.iter().any(|(_, unit)| unit.covers(*code));
            scopes.retain(|(queue, codes)| queue.is_none() || codes.iter().any(is_meant));
        }
        scopes
            .into_iter()
            .map(|(queue, codes)| {
                let layers: Vec<Layers<'_>> = units
                    .iter()
                    .map(|(number, _)| Layers::of(self.clauses, self.sums, *number, &codes))
                    .collect();
                StandardTallies {
                    standard: index,
                    queue,
                    clauses: self.of_clauses(&units, &layers, &codes, refined),
                    readings: readings(&units, &layers, &[]),
                    taken_back: taken_back(&units, &layers),
                    without: without(&layers),
                    exempted: exempted(&layers),
                    moments: moments(&layers),
                    handover: self.handover(&units, &codes),
                    forecast: self.forecast(index, &units, &codes),
                    beside: self.beside(&units, &codes),
                }
            })
            .collect()
    }

    /// Clauses in force in the period, and older ones under which cases fell due in it. Where some are for
    /// some contacts only, those that judged a contact; where none did, those that could.
    fn of_clauses(
        &self,
        units: &[(usize, &ClauseUnit)],
        layers: &[Layers<'_>],
        codes: &[u32],
        refined: bool,
    ) -> Vec<(usize, Tally)> {
        let judgement = &self.clauses.judgement;
        let tallied = units.iter().zip(layers).filter_map(|((_, unit), layers)| {
            let Scope::Clause { clause, .. } = unit.scope else {
                return None;
            };
            Some((*unit, clause, layers.judged()))
        });
        let tallied: Vec<(&ClauseUnit, usize, Tally)> = tallied.collect();
        let judges = |tally: &Tally| tally.cases() > Micro::default();
        let some_judge = tallied.iter().any(|(_, _, tally)| judges(tally));
        let can_hold = |unit: &ClauseUnit| {
            let mut codes = codes.iter().filter(|code| **code != NO_QUEUE);
            self.clauses.overlaps(unit) && codes.any(|code| unit.can_hold(self.provider, *code, judgement))
        };
        let counts = |unit: &ClauseUnit, tally: &Tally| match (refined, some_judge) {
            (false, _) => self.clauses.overlaps(unit) || judges(tally),
            (true, true) => judges(tally),
            (true, false) => can_hold(unit),
        };
        let counting = tallied.into_iter().filter(|(unit, _, tally)| counts(unit, tally));
        counting.map(|(_, clause, tally)| (clause, tally)).collect()
    }

    /// Figures beside the standard's own over some of its queues, all clauses of the period together.
    fn beside(&self, units: &[(usize, &ClauseUnit)], codes: &[u32]) -> Vec<Beside> {
        let mut together: Vec<Beside> = Vec::new();
        for (number, unit) in units {
            for beside in unit.measure.beside(&self.sums.kept(self.clauses, *number, codes)) {
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
    fn forecast(
        &self,
        index: usize,
        units: &[(usize, &ClauseUnit)],
        codes: &[u32],
    ) -> Vec<(ForecastCount, Micro)> {
        let mut counts: BTreeMap<ForecastCount, Micro> = BTreeMap::new();
        for (number, unit) in units.iter().filter(|(_, unit)| self.clauses.overlaps(unit)) {
            for (of, count) in unit.measure.forecast_counts(&self.sums.counters(*number, codes)) {
                *counts.entry(of).or_default() += count;
            }
        }
        let of_queues = codes
            .iter()
            .filter_map(|queue| self.sums.relief.get(&(index, *queue)));
        for (of, count) in of_queues.flatten() {
            *counts.entry(*of).or_default() += *count;
        }
        counts.into_iter().collect()
    }

    /// Tickets and customers that moved, each once, where there are tickets at all.
    fn distinct(&self) -> Vec<DistinctTally> {
        let with_tickets: BTreeSet<u32> = self.sums.tickets.0.keys().copied().collect();
        if with_tickets.is_empty() {
            return Vec::new();
        }
        let queues = self.agreement.queues.iter();
        let all: Vec<u32> = queues.map(|queue| self.codes.queue(&queue.id)).collect();
        let scopes = self.scopes(&all, &with_tickets).into_iter();
        scopes
            .flat_map(|(queue, codes)| self.sums.movers.tallies(queue.as_ref(), &codes))
            .collect()
    }

    /// Tickets in hand, where there are tickets at all.
    fn work(&self) -> Vec<WorkTally> {
        let with_tickets: BTreeSet<u32> = self.sums.tickets.0.keys().copied().collect();
        if with_tickets.is_empty() {
            return Vec::new();
        }
        let queues = self.agreement.queues.iter();
        let all: Vec<u32> = queues.map(|queue| self.codes.queue(&queue.id)).collect();
        let mut tallies = Vec::new();
        for (number, unit) in self.clauses.units.iter().enumerate() {
            let Some(work) = unit.measure.work() else { continue };
            for (queue, codes) in self.scopes(&all, &with_tickets) {
                let counts = work.counts(&self.sums.counters(number, &codes));
                let tally = |name: String, part, count| WorkTally {
                    name,
                    queue: queue.clone(),
                    part,
                    count,
                };
                let bridge = counts.bridge.into_iter();
                tallies.extend(
                    bridge.map(|(part, count)| tally(format!("bridge:{}", part.name()), Some(part), count)),
                );
                let ages = counts.ages.into_iter();
                tallies.extend(ages.map(|(name, count)| tally(format!("backlog:{name}"), None, count)));
            }
        }
        tallies
    }

    fn volumes(&self) -> Vec<VolumeTally> {
        let queues = self.agreement.queues.iter();
        let all: Vec<u32> = queues.map(|queue| self.codes.queue(&queue.id)).collect();
        let mut volumes = Vec::new();
        for (number, unit) in self.clauses.units.iter().enumerate() {
            let Scope::Always(name) = unit.scope else { continue };
            if unit.measure.work().is_some() || name == LOST_WAIT {
                continue;
            }
            for (queue, codes) in self.scopes(&all, &self.active) {
                let of = |number: usize, moment| {
                    let sums = self.sums.counters(number, &codes);
                    VolumeTally {
                        name,
                        queue: queue.clone(),
                        tally: unit.measure.tally(&sums),
                        tells: unit.measure.tells(&sums),
                        moment,
                    }
                };
                volumes.push(of(number, None));
                for (slice_number, slice) in self.clauses.slices(number) {
                    if let Slice::Moment(moment) = slice {
                        volumes.push(of(*slice_number, Some(*moment)));
                    }
                }
            }
        }
        volumes
    }
}

/// The seven service levels over some queues of a standard.
fn readings(units: &[(usize, &ClauseUnit)], layers: &[Layers<'_>], back: &[Without]) -> Vec<Reading> {
    let mut tallies: BTreeMap<Formula, Tally> = BTreeMap::new();
    let mut contract = BTreeSet::new();
    for ((_, unit), layers) in units.iter().zip(layers) {
        for (formula, _) in unit.measure.variants(&layers.kept()) {
            let of = |sums: &[Micro]| {
                let mut variants = unit.measure.variants(sums).into_iter();
                variants
                    .find(|(found, _)| *found == formula)
                    .map_or_else(Tally::default, |(_, tally)| tally)
            };
            let sum = tallies.entry(formula).or_default();
            *sum = *sum + layers.read_without(back, of);
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

/// The figure and its readings without exemptions, without relief, and without both, where these took
/// something out.
fn taken_back(units: &[(usize, &ClauseUnit)], layers: &[Layers<'_>]) -> Vec<TakenBack> {
    let takes = |what: &Without| layers.iter().any(|layers| layers.without(*what).is_some());
    let taking: Vec<Without> = Without::ALL.into_iter().filter(takes).collect();
    let mut sets: Vec<Vec<Without>> = taking.iter().map(|what| vec![*what]).collect();
    sets.extend((taking.len() > 1).then_some(taking));
    let back = |what: Vec<Without>| {
        let parts = layers.iter().map(|layers| layers.judged_without(&what));
        TakenBack {
            tally: parts.fold(Tally::default(), std::ops::Add::add),
            readings: readings(units, layers, &what),
            what,
        }
    };
    sets.into_iter().map(back).collect()
}

/// The figure over all clauses without exemptions, and without relief, where these took something out.
fn without(layers: &[Layers<'_>]) -> Vec<(Without, Tally)> {
    let of = |what: Without| {
        let parts: Vec<Option<Tally>> = layers.iter().map(|layers| layers.without(what)).collect();
        parts.iter().any(Option::is_some).then(|| {
            let parts = parts.into_iter().zip(layers);
            parts
                .map(|(without, layers)| without.unwrap_or_else(|| layers.judged()))
                .fold(Tally::default(), std::ops::Add::add)
        })
    };
    let all = Without::ALL.into_iter();
    all.filter_map(|what| Some((what, of(what)?))).collect()
}

/// How many contacts each exemption took out, of all clauses.
fn exempted(layers: &[Layers<'_>]) -> Vec<(usize, Micro)> {
    let mut taken: BTreeMap<usize, Micro> = BTreeMap::new();
    for (exemption, contacts) in layers.iter().flat_map(Layers::exempted) {
        *taken.entry(exemption).or_default() += contacts;
    }
    let some = taken.into_iter();
    some.filter(|(_, contacts)| *contacts > Micro::default())
        .collect()
}

/// The figure of each moment of truth over all clauses.
fn moments(layers: &[Layers<'_>]) -> Vec<(usize, Tally)> {
    let mut moments: BTreeMap<usize, Tally> = BTreeMap::new();
    for (moment, tally) in layers.iter().flat_map(Layers::moments) {
        let sum = moments.entry(moment).or_default();
        *sum = *sum + tally;
    }
    moments.into_iter().collect()
}

/// Those of some clauses that compare the client's hand-over log.
fn handover_units<'u>(units: &[(usize, &'u ClauseUnit)]) -> impl Iterator<Item = (usize, &'u ClauseUnit)> {
    let units = units.iter().copied();
    units.filter(|(_, unit)| unit.measure.handover().is_some())
}
