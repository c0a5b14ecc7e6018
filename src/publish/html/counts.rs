//! How many standards are in which state.

use super::value::{Mark, State, main_figure};
use crate::publish::locale::Locale;
use crate::scorecard::{ProviderReview, StandardText};
use serde::Serialize;

/// One state and how often it occurs.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TallyEntry {
    pub mark: Mark,
    pub count: String,
}

/// How many agreed standards of some providers are in which state.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    states: Vec<State>,
}

impl Counts {
    /// Counts the standards that bind a provider.
    pub(super) fn of(provider: &ProviderReview, standards: &[StandardText]) -> Self {
        let states = standards
            .iter()
            .filter_map(|standard| main_figure(&provider.figures, standard))
            .map(State::of)
            .filter(|state| *state != State::Informational)
            .collect();
        Self { states }
    }

    /// Counts over several providers.
    pub(super) fn over(providers: &[ProviderReview], standards: &[StandardText]) -> Self {
        let each = providers
            .iter()
            .flat_map(|provider| Self::of(provider, standards).states);
        Self {
            states: each.collect(),
        }
    }

    /// All agreed standards.
    pub(super) fn all(&self) -> u64 {
        self.states.len() as u64
    }

    /// Those in a state.
    pub(super) fn in_state(&self, state: State) -> u64 {
        self.states.iter().filter(|found| **found == state).count() as u64
    }

    /// One entry per state, best first.
    pub(super) fn tally(&self, locale: &Locale) -> Vec<TallyEntry> {
        State::TALLY
            .into_iter()
            .filter(|state| !state.is_rare() || self.in_state(*state) > 0)
            .map(|state| TallyEntry {
                mark: Mark::new(state, locale),
                count: locale.count(self.in_state(state)),
            })
            .collect()
    }

    /// Only the states that occur.
    pub(super) fn occurring(&self, locale: &Locale) -> Vec<TallyEntry> {
        self.tally(locale)
            .into_iter()
            .filter(|entry| self.in_state(entry.mark.state) > 0)
            .collect()
    }
}
