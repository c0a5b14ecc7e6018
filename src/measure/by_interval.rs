//! Standards whose cases are intervals of a queue rather than contacts: counted from the sums of the
//! finished reading, with what was expected of each interval.

use std::collections::{BTreeMap, BTreeSet};

use super::clauses::{ClauseUnit, Clauses, Scope, Slice};
use super::exclusions::contains;
use super::sums::{SumKey, Sums};
use crate::tables::Codebook;
use crate::tables::forecast::{Expected, Forecast};
use crate::vocabulary::{EpochSeconds, ForecastCount, Maker, Micro, ProviderId, QueueId, StandardId, Tally};
use crate::workspace::agreement::{Agreement, Relief};

/// Sums of interval standards: number of the measure and code of the queue.
pub type IntervalSums = BTreeMap<(usize, u32), Vec<Micro>>;

/// Intervals with and without the forecast that relief rests on: by standard (index in the agreement) and
/// code of the queue.
pub type ReliefCounts = BTreeMap<(usize, u32), BTreeMap<ForecastCount, Micro>>;

/// A measure that counts intervals.
pub trait CountsIntervals {
    /// What an interval adds to the sums; always of the same length.
    fn counters(&self, interval: &Interval<'_>) -> Vec<Micro>;
}

/// What is known of a provider's intervals when everything is read.
pub struct Intervals<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// Its codes.
    pub codes: &'a Codebook,
    /// Its measures.
    pub clauses: &'a Clauses,
    /// Whose.
    pub provider: &'a ProviderId,
    /// Sums over calls, interval reports included.
    pub calls: &'a Sums,
    /// Number of counters of each measure among them.
    pub widths: &'a [usize],
    /// Cells with rows of a report that are longer than an interval.
    pub coarse: &'a BTreeSet<SumKey>,
    /// What was expected.
    pub forecast: &'a Forecast,
    /// Whether all files with calls were there and could be read.
    pub is_whole: bool,
}

/// One interval of a queue.
pub struct Interval<'a> {
    all: &'a Intervals<'a>,
    queue: u32,
    start: EpochSeconds,
    counters: Option<&'a Vec<Micro>>,
    /// Whether the queue is open when it begins.
    pub is_open: bool,
    /// Whether its calls are those of a longer time.
    pub is_coarse: bool,
    /// Whether nothing is known of calls in any interval of the queue, or of those in this one.
    pub is_untold: bool,
}

/// How the calls of an interval fare against a service level.
pub struct Level {
    /// By the clauses that judge them; calls without the data are missed ones where that is agreed.
    pub tally: Tally,
    /// The target of the clause that holds for the queue.
    pub target: Option<f64>,
}

impl<'a> Interval<'a> {
    /// Calls offered.
    pub fn offered(&self) -> Micro {
        let units = self.all.clauses.units.iter();
        let mut numbered = units.enumerate();
        let offered = numbered.find(|(_, unit)| matches!(unit.scope, Scope::Always("offered")));
        offered.map_or_else(Micro::default, |(number, unit)| {
            unit.measure.tally(self.slice(number)).numerator
        })
    }

    /// What was expected of it.
    pub fn expected(&self, maker: Maker) -> Expected {
        self.all.forecast.expected(maker, self.queue, self.start)
    }

    /// How its calls fare against a service-level standard; none where that does not hold for them.
    pub fn level(&self, standard: &StandardId) -> Option<Level> {
        let Intervals {
            agreement, clauses, ..
        } = self.all;
        let index = agreement.standards.iter().position(|s| s.id == *standard)?;
        let agreed = &agreement.standards[index];
        let holds = |unit: &ClauseUnit| unit.holds(self.all.provider, Some(self.queue), self.start);
        let (_, holding) = clauses.of_standard(index).find(|(_, unit)| holds(unit))?;
        let Scope::Clause { clause, .. } = holding.scope else {
            return None;
        };
        // Of its calls, some may be judged by clauses for their contact reasons.
        let parts = clauses.of_standard(index);
        let parts = parts.map(|(number, unit)| self.kept(number, unit));
        let tally = parts.fold(Tally::default(), std::ops::Add::add);
        let direction = agreed.clauses[clause].rule.direction();
        agreed.binds(self.all.provider).then(|| Level {
            tally: match agreed.unmeasurable_is_missed {
                true => tally.unmeasurable_missed(direction),
                false => tally,
            },
            target: agreed.clauses[clause].target,
        })
    }

    /// The calls that are judged; those that an exemption or relief takes out are excluded.
    fn kept(&self, number: usize, unit: &ClauseUnit) -> Tally {
        let mut kept = self.slice(number).to_vec();
        let mut excluded = Micro::default();
        for (number, slice) in self.all.clauses.slices(number) {
            if !matches!(slice, Slice::Excluded(_)) {
                continue;
            }
            let removed = self.slice(*number);
            excluded += unit.measure.cases(removed);
            kept.iter_mut()
                .zip(removed)
                .for_each(|(sum, removed)| *sum = *sum - *removed);
        }
        let tally = unit.measure.tally(&kept);
        Tally {
            excluded: tally.excluded + excluded,
            ..tally
        }
    }

    fn slice(&self, number: usize) -> &'a [Micro] {
        let from: usize = self.all.widths[..number].iter().sum();
        self.counters
            .map_or(&[], |counters| &counters[from..from + self.all.widths[number]])
    }
}

impl Intervals<'_> {
    /// The sums of all measures that count intervals.
    pub fn sums(&self) -> IntervalSums {
        let mut sums = IntervalSums::new();
        let units: Vec<(usize, &ClauseUnit, &dyn CountsIntervals)> = self.counting().collect();
        if units.is_empty() {
            return sums;
        }
        let cells: BTreeMap<SumKey, &Vec<Micro>> = self
            .calls
            .cells()
            .map(|(key, counters)| (*key, counters))
            .collect();
        let keys: BTreeSet<SumKey> = cells.keys().copied().chain(self.forecast.intervals()).collect();
        let told: BTreeSet<u32> = cells.keys().map(|(queue, _)| *queue).collect();
        let by_day: BTreeSet<u32> = self.coarse.iter().map(|(queue, _)| *queue).collect();
        for key in keys.into_iter().filter(|(_, start)| self.has_been(*start)) {
            let (queue, start) = key;
            let counters = cells.get(&key).copied();
            let is_coarse = self.coarse.contains(&key);
            let interval = Interval {
                all: self,
                queue,
                start,
                counters,
                is_open: self.is_open(queue, start),
                is_coarse,
                is_untold: is_coarse
                    || by_day.contains(&queue)
                    || !told.contains(&queue)
                    || (counters.is_none() && !self.is_whole),
            };
            for (number, unit, measure) in &units {
                if unit.holds(self.provider, Some(queue), start) {
                    add(&mut sums, (*number, queue), measure.counters(&interval));
                    if let Some(slice) = self.excluded(*number, key) {
                        add(&mut sums, (slice, queue), measure.counters(&interval));
                    }
                }
            }
        }
        sums
    }

    /// The measure that counts what an exemption takes out, where one takes out an interval as a whole.
    fn excluded(&self, unit: usize, (queue, start): SumKey) -> Option<usize> {
        let stretch = (start, start + self.agreement.staffing.interval_s);
        let taken = self
            .clauses
            .first_taking(unit, |set| contains(set.stretches(self.provider, queue), stretch));
        taken.map(|first| first.set.1)
    }

    /// Intervals with and without the forecast that relief rests on.
    pub fn relief(&self) -> ReliefCounts {
        let mut counts = ReliefCounts::new();
        let agreed = self
            .agreement
            .standards
            .iter()
            .enumerate()
            .filter(|(_, standard)| {
                let mut clauses = standard.clauses.iter();
                standard.binds(self.provider) && clauses.any(|clause| clause.rule.relief().is_some())
            });
        for (index, _) in agreed {
            for (queue, start) in self.keys() {
                let Some(relief) = self.relief_at(index, queue, start) else {
                    continue;
                };
                let of_queue = counts.entry((index, queue)).or_insert_with(|| {
                    let all = ForecastCount::ALL.into_iter();
                    all.map(|count| (count, Micro::default())).collect()
                });
                for count in self.forecast_counts(relief, queue, start) {
                    *of_queue.entry(count).or_default() += Micro::whole(1);
                }
            }
        }
        counts
    }

    /// What is agreed on relief for an interval.
    fn relief_at(&self, standard: usize, queue: u32, start: EpochSeconds) -> Option<Relief> {
        let mut units = self.clauses.of_standard(standard);
        let (_, unit) =
            units.find(|(_, unit)| unit.covers(queue) && unit.holds(self.provider, Some(queue), start))?;
        let Scope::Clause { clause, .. } = unit.scope else {
            return None;
        };
        self.agreement.standards[standard].clauses[clause].rule.relief()
    }

    fn forecast_counts(&self, relief: Relief, queue: u32, start: EpochSeconds) -> Vec<ForecastCount> {
        let interval = Interval {
            all: self,
            queue,
            start,
            counters: self.calls.cell((queue, start)),
            is_open: self.is_open(queue, start),
            is_coarse: self.coarse.contains(&(queue, start)),
            is_untold: false,
        };
        let came = interval.offered();
        match interval.expected(relief.maker) {
            Expected::Calls(expected) if relief.relieves(expected, came) && !interval.is_coarse => {
                vec![ForecastCount::Forecast, ForecastCount::Relieved]
            }
            Expected::Calls(_) => vec![ForecastCount::Forecast],
            Expected::Late => vec![ForecastCount::Late],
            Expected::Nothing if came > Micro::default() && interval.is_open => {
                vec![ForecastCount::Missing]
            }
            Expected::Nothing => Vec::new(),
        }
    }

    /// Intervals with calls or a forecast.
    fn keys(&self) -> BTreeSet<SumKey> {
        let cells = self.calls.cells().map(|(key, _)| *key);
        let keys = cells.chain(self.forecast.intervals());
        keys.filter(|(_, start)| self.has_been(*start)).collect()
    }

    /// The measures that count intervals and bind the provider.
    fn counting(&self) -> impl Iterator<Item = (usize, &ClauseUnit, &dyn CountsIntervals)> {
        let units = self.clauses.units.iter().enumerate();
        units.filter_map(|(number, unit)| {
            let Scope::Clause { standard, .. } = unit.scope else {
                return None;
            };
            let binds = self.agreement.standards[standard].binds(self.provider);
            Some((number, unit, unit.measure.by_interval().filter(|_| binds)?))
        })
    }

    /// Of intervals still to come or still running nothing can be known.
    fn has_been(&self, start: EpochSeconds) -> bool {
        let length_s = self.agreement.staffing.interval_s;
        self.clauses.judgement.has_passed(start, length_s)
    }

    fn is_open(&self, queue: u32, start: EpochSeconds) -> bool {
        let id = QueueId::new(self.codes.queues.word(queue));
        let queue = self.agreement.queues.iter().find(|known| known.id == id);
        let calendar = queue.and_then(|queue| queue.calendar.as_ref());
        calendar.is_none_or(|calendar| calendar.is_open(start))
    }
}

fn add(sums: &mut IntervalSums, key: (usize, u32), counters: Vec<Micro>) {
    let Some(sum) = sums.get_mut(&key) else {
        sums.insert(key, counters);
        return;
    };
    sum.iter_mut()
        .zip(counters)
        .for_each(|(sum, counter)| *sum += counter);
}
