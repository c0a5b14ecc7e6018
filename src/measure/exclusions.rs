//! Times whose contacts an agreement takes out: dated exemptions, and relief by intervals. A contact taken
//! out is *excluded*: in neither numerator nor denominator, of shares and of means alike.
//!
//! An overlay over the measures of the clauses: these count all contacts as if nothing were taken out, and
//! beside them, in sums of their own ([`super::Slice`]), those that each set takes out. What is judged is
//! the difference; the figure without exemptions, or without relief, are the same sums added otherwise.
//! Nothing of it is there where no set touches a standard and provider.
//!
//! Sets are known before the measuring begins: `Clauses::new` takes them. To add relief, start from
//! [`Exclusions::agreed`] and call [`Exclusions::add_relief`] with the instants of each provider and queue.
//! The stretches may overlap and come in any order. A call is taken out where it was offered in a stretch, a
//! deadline where it fell due in one, a row of an interval report where it lies in one as a whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::tables::Codebook;
use crate::vocabulary::{EpochSeconds, Exclusion, ProviderId};
use crate::workspace::agreement::{Agreement, ExemptDeadlines, Rule, Standard};

/// A stretch of time, its end not included.
pub type Stretch = (EpochSeconds, EpochSeconds);

/// The stretches of each provider and queue (by code).
pub type Stretches = BTreeMap<(ProviderId, u32), Vec<Stretch>>;

/// Times that are taken out together, for one reason.
#[derive(Clone, Debug)]
pub struct ExclusionSet {
    /// What it is.
    pub what: Exclusion,
    /// Standards concerned (indices in the agreement).
    standards: BTreeSet<usize>,
    /// Which deadlines are taken out.
    pub deadlines: ExemptDeadlines,
    /// In order, without overlap.
    stretches: Stretches,
}

/// All that is taken out, exemptions first: a contact counts for the first set that takes it out.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    sets: Vec<ExclusionSet>,
}

impl Exclusions {
    /// The dated exemptions of an agreement. What is taken out of a duty is taken out of the standards that
    /// join it with others too.
    pub fn agreed(agreement: &Agreement, codes: &Codebook) -> Self {
        let sets = agreement.exemptions.iter().enumerate().map(|(index, exemption)| {
            let queues = agreement.queues.iter().map(|queue| &queue.id);
            let queues: Vec<u32> = queues
                .filter(|id| exemption.queues.is_empty() || exemption.queues.contains(id))
                .map(|id| codes.queue(id))
                .collect();
            let providers = agreement.providers.iter().map(|provider| &provider.id);
            let providers = providers.filter(|id| exemption.concerns(id));
            let pairs = providers.flat_map(|id| queues.iter().map(|queue| (id.clone(), *queue)));
            let concerned = |standard: &Standard| {
                let is_joined = |rule: &Rule| match rule {
                    Rule::Documented { all_of } => all_of.iter().any(|duty| exemption.is_about(duty)),
                    _ => false,
                };
                exemption.is_about(&standard.id)
                    || standard.clauses.iter().any(|clause| is_joined(&clause.rule))
            };
            let standards = agreement.standards.iter().enumerate();
            ExclusionSet {
                what: Exclusion::Exemption(index),
                standards: standards
                    .filter(|(_, standard)| concerned(standard))
                    .map(|(index, _)| index)
                    .collect(),
                deadlines: exemption.deadlines,
                stretches: pairs
                    .map(|pair| (pair, vec![(exemption.from, exemption.to)]))
                    .collect(),
            }
        });
        Self { sets: sets.collect() }
    }

    /// Adds relief: stretches taken out of some standards (indices in the agreement).
    pub fn add_relief(&mut self, standards: impl IntoIterator<Item = usize>, stretches: Stretches) {
        let joined = stretches.into_iter().map(|(place, list)| (place, joined(list)));
        self.sets.push(ExclusionSet {
            what: Exclusion::Relief,
            standards: standards.into_iter().collect(),
            deadlines: ExemptDeadlines::Due,
            stretches: joined.filter(|(_, list)| !list.is_empty()).collect(),
        });
    }

    /// A set by its number.
    pub fn set(&self, number: usize) -> &ExclusionSet {
        &self.sets[number]
    }

    /// The numbers of the sets that can take contacts out of a standard.
    pub fn of_standard(&self, standard: usize) -> Vec<usize> {
        let numbers = 0..self.sets.len();
        numbers
            .filter(|number| self.sets[*number].standards.contains(&standard))
            .collect()
    }

    /// Those of some sets that have a stretch for a provider.
    pub fn of_provider(&self, sets: Vec<usize>, provider: &ProviderId) -> Vec<usize> {
        let concerns = |number: &usize| {
            let places = self.sets[*number].stretches.keys();
            places.into_iter().any(|(id, _)| id == provider)
        };
        sets.into_iter().filter(concerns).collect()
    }
}

impl ExclusionSet {
    /// The stretches of a provider and queue, in order and without overlap.
    pub fn stretches(&self, provider: &ProviderId, queue: u32) -> &[Stretch] {
        let found = self.stretches.get(&(provider.clone(), queue));
        found.map_or(&[], Vec::as_slice)
    }

    /// The stretches of a provider by queue.
    pub fn by_queue(&self, provider: &ProviderId) -> BTreeMap<u32, &[Stretch]> {
        let own = self.stretches.iter().filter(|((id, _), _)| id == provider);
        own.map(|((_, queue), list)| (*queue, list.as_slice())).collect()
    }
}

/// The first of the sets that take something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First<T> {
    /// The set: what it takes out counts for it alone.
    pub set: T,
    /// Whether it is an exemption, and relief takes the same out.
    pub twice: bool,
}

/// The first of the sets that take something out, where one does.
pub fn first<T>(mut taking: impl Iterator<Item = T>, is_relief: impl Fn(&T) -> bool) -> Option<First<T>> {
    let set = taking.next()?;
    let twice = !is_relief(&set) && taking.any(|other| is_relief(&other));
    Some(First { set, twice })
}

/// Whether something from one instant to another, both included, meets one of some ordered stretches.
pub fn meets(stretches: &[Stretch], from: EpochSeconds, to: EpochSeconds) -> bool {
    let next = stretches.partition_point(|(_, end)| *end <= from);
    stretches.get(next).is_some_and(|(begin, _)| *begin <= to)
}

/// Whether a stretch lies in one of some ordered stretches as a whole.
pub fn contains(stretches: &[Stretch], (from, to): Stretch) -> bool {
    let next = stretches.partition_point(|(_, end)| *end <= from);
    stretches
        .get(next)
        .is_some_and(|(begin, end)| *begin <= from && to <= *end)
}

/// Stretches in order; those that touch become one.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.retain(|(from, to)| from < to);
    stretches.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for (from, to) in stretches {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_exemption_and_relief_the_first_counts_and_both_are_told() {
        let of = |sets: &[&'static str]| first(sets.iter().copied(), |set| *set == "relief");
        let found = |set, twice| Some(First { set, twice });
        assert_eq!(of(&["outage", "late data"]), found("outage", false));
        assert_eq!(of(&["outage", "late data", "relief"]), found("outage", true));
        assert_eq!(of(&["relief", "relief"]), found("relief", false));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn ends_of_stretches_are_not_included() {
        let stretches = joined(vec![(20, 30), (0, 10), (5, 12), (30, 40), (50, 50)]);
        assert_eq!(stretches, [(0, 12), (20, 40)]);
        let found = [-1, 0, 11, 12, 20, 39, 40].map(|at| meets(&stretches, at, at));
        assert_eq!(found, [false, true, true, false, true, true, false]);
        assert!(meets(&stretches, 12, 20) && !meets(&stretches, 12, 19));
        assert!(contains(&stretches, (20, 40)) && !contains(&stretches, (0, 20)));
    }
}
