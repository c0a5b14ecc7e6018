//! The sums of a clause over some queues, with what is taken out of them and its moments of truth: one set
//! of sums, added in several ways.

use super::clauses::{Clauses, Slice};
use super::family::Measure;
use super::tallies::ProviderSums;
use crate::vocabulary::{Exclusion, Micro, Tally, Without};

/// Sums of all contacts of a clause, and of its slices.
pub struct Layers<'a> {
    measure: &'a dyn Measure,
    /// All contacts, as if nothing were taken out.
    all: Vec<Micro>,
    /// What each set takes out.
    excluded: Vec<(Exclusion, Vec<Micro>)>,
    /// What relief takes out of the exempted ones as well.
    twice: Vec<Micro>,
    /// The contacts of each moment of truth.
    moments: Vec<(usize, Vec<Micro>)>,
}

impl<'a> Layers<'a> {
    /// The sums of measure number `unit` over some queues.
    pub fn of(clauses: &'a Clauses, sums: &ProviderSums, unit: usize, queues: &[u32]) -> Self {
        let mut layers = Self {
            measure: &*clauses.units[unit].measure,
            all: sums.counters(unit, queues),
            excluded: Vec::new(),
            twice: Vec::new(),
            moments: Vec::new(),
        };
        for (number, slice) in clauses.slices(unit) {
            let counters = sums.counters(*number, queues);
            match slice {
                Slice::Excluded(set) => layers
                    .excluded
                    .push((clauses.exclusions.set(*set).what, counters)),
                Slice::Twice => layers.twice = counters,
                Slice::Moment(moment) => layers.moments.push((*moment, counters)),
            }
        }
        layers
    }

    /// The sums that are judged.
    pub fn kept(&self) -> Vec<Micro> {
        without(&self.all, &self.removed(|_| true))
    }

    /// The figure that is judged; what is taken out is counted as excluded.
    pub fn judged(&self) -> Tally {
        self.tally_of(
            &self.removed(|_| true),
            |sums| self.measure.tally(sums),
            |sums| self.measure.cases(sums),
        )
    }

    /// The figure that is judged, by a reading of the sums, if some of what takes contacts out had not.
    pub fn read_without(&self, back: &[Without], tally: impl Fn(&[Micro]) -> Tally) -> Tally {
        let stays = self.staying(back);
        self.tally_of(&stays, &tally, |sums| tally(sums).cases())
    }

    /// The same by the measure itself.
    pub fn judged_without(&self, back: &[Without]) -> Tally {
        self.tally_of(
            &self.staying(back),
            |sums| self.measure.tally(sums),
            |sums| self.measure.cases(sums),
        )
    }

    /// What stays taken out.
    fn staying(&self, back: &[Without]) -> Vec<Micro> {
        let mut stays = self.removed(|exclusion| !back.iter().any(|what| what.is(exclusion)));
        if back.contains(&Without::Exemptions) && !back.contains(&Without::Relief) {
            // What relief takes out stays out, also where an exemption took it out first.
            add(&mut stays, &self.twice);
        }
        stays
    }

    /// The figure as it would be without exemptions, or without relief; nothing where these take nothing out.
    pub fn without(&self, what: Without) -> Option<Tally> {
        let taken = self.removed(|exclusion| what.is(exclusion));
        (self.measure.cases(&taken) > Micro::default()).then(|| self.judged_without(&[what]))
    }

    /// How many contacts each exemption took out.
    pub fn exempted(&self) -> impl Iterator<Item = (usize, Micro)> {
        self.excluded
            .iter()
            .filter_map(|(exclusion, sums)| match exclusion {
                Exclusion::Exemption(index) => Some((*index, self.measure.cases(sums))),
                Exclusion::Relief => None,
            })
    }

    /// The figure of each moment of truth.
    pub fn moments(&self) -> impl Iterator<Item = (usize, Tally)> {
        let moments = self.moments.iter();
        moments.map(|(moment, sums)| (*moment, self.measure.tally(sums)))
    }

    fn removed(&self, wanted: impl Fn(Exclusion) -> bool) -> Vec<Micro> {
        let mut removed = vec![Micro::default(); self.all.len()];
        let wanted = self.excluded.iter().filter(|(exclusion, _)| wanted(*exclusion));
        wanted.for_each(|(_, sums)| add(&mut removed, sums));
        removed
    }

    fn tally_of(
        &self,
        removed: &[Micro],
        tally: impl Fn(&[Micro]) -> Tally,
        cases: impl Fn(&[Micro]) -> Micro,
    ) -> Tally {
        let kept = tally(&without(&self.all, removed));
        match self.excluded.is_empty() {
            true => kept,
            false => Tally {
                excluded: kept.excluded + cases(removed),
                ..kept
            },
        }
    }
}

fn add(sums: &mut [Micro], more: &[Micro]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += *more);
}

fn without(all: &[Micro], removed: &[Micro]) -> Vec<Micro> {
    all.iter()
        .zip(removed)
        .map(|(all, removed)| *all - *removed)
        .collect()
}
