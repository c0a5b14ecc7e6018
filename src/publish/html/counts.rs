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

    /// Those that the contract settles as met, however sure that is.
    pub(super) fn met(&self) -> u64 {
        self.states.iter().filter(|state| state.is_met()).count() as u64
    }

    /// Those that the contract settles as missed, however sure that is.
    pub(super) fn missed(&self) -> u64 {
        self.states.iter().filter(|state| state.is_missed()).count() as u64
    }

    /// How many of several misses are certain: `two of them for certain`, `all for certain`. The
    /// section's own words, as what is counted differs.
    pub(super) fn certain_misses(&self, section: &str, locale: &Locale) -> String {
        let certain = self.in_state(State::MissedClear);
        let form = match certain {
            0 => "certain_none",
            2 if self.missed() == 2 => "certain_both",
            _ if certain == self.missed() => "certain_all",
            1 => "certain_one",
            _ => "certain",
        };
        locale.fill(
            &format!("{section}.{form}"),
            &[("n", &locale.number_word(certain))],
        )
    }

    /// The ending of a key for one miss: how sure it is.
    pub(super) fn sureness(&self) -> &'static str {
        match (
            self.in_state(State::MissedClear),
            self.in_state(State::MissedChance),
        ) {
            (0, 0) => "_plain",
            (0, _) => "_chance",
            _ => "",
        }
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
