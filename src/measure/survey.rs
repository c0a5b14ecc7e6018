//! What a first reading of the deliveries found out, for rules by which a row cannot be judged alone.

use std::collections::BTreeMap;

use super::cases::Cases;
use super::sums::{SumKey, Sums};
use crate::normalize::Dictionaries;
use crate::scorecard::InputFile;
use crate::tables::forecast::{Expected, Forecast};
use crate::vocabulary::{ContactKind, EpochSeconds, Maker, Micro, ProviderId};
use polars::prelude::DataFrame;

/// What is known before rows are judged; only what some rule asks for.
#[derive(Debug, Default)]
pub struct Survey {
    offered: BTreeMap<ProviderId, BTreeMap<SumKey, Micro>>,
    cases: Cases,
    providers: Vec<ProviderId>,
    files: Vec<InputFile>,
    expected: BTreeMap<ProviderId, Forecast>,
}

/// Rows of one provider that are to be looked up in a survey.
pub struct SurveyedRows<'a> {
    /// Whose contacts.
    pub provider: &'a ProviderId,
    /// Which kind.
    pub kind: ContactKind,
    /// Contact columns.
    pub frame: &'a DataFrame,
    /// Words behind the codes.
    pub words: &'a Dictionaries,
}

impl Survey {
    /// Takes in the offered calls of a provider: the first counter of each queue and interval.
    pub fn take_offered(&mut self, provider: &ProviderId, sums: &Sums) {
        let offered = self.offered.entry(provider.clone()).or_default();
        for (key, counters) in sums.cells() {
            *offered.entry(*key).or_default() += counters.first().copied().unwrap_or_default();
        }
    }

    /// Takes in the contacts of all providers, numbered in this order, and the files that held them.
    pub fn take_cases(&mut self, cases: Cases, providers: Vec<ProviderId>, files: Vec<InputFile>) {
        (self.cases, self.providers, self.files) = (cases, providers, files);
    }

    /// Contacts of all providers by customer.
    pub fn cases(&self) -> &Cases {
        &self.cases
    }

    /// The number of a provider among the contacts.
    pub fn number_of(&self, provider: &ProviderId) -> usize {
        let place = self.providers.iter().position(|known| known == provider);
        place.unwrap_or_default()
    }

    /// Files read for contacts around the period, those of the period among them.
    pub fn files(&self) -> &[InputFile] {
        &self.files
    }

    /// Takes in what was expected of a provider's intervals.
    pub fn take_expected(&mut self, provider: &ProviderId, forecast: Forecast) {
        self.expected.insert(provider.clone(), forecast);
    }

    /// What was expected of an interval of a queue.
    pub fn expected(
        &self,
        provider: &ProviderId,
        maker: Maker,
        queue: u32,
        interval: EpochSeconds,
    ) -> Expected {
        let forecast = self.expected.get(provider);
        forecast.map_or(Expected::Nothing, |forecast| {
            forecast.expected(maker, queue, interval)
        })
    }

    /// Calls that a provider was offered in an interval of a queue, interval reports included where they
    /// count instead of calls.
    pub fn offered(&self, provider: &ProviderId, queue: u32, interval: EpochSeconds) -> Micro {
        let cells = self.offered.get(provider);
        let offered = cells.and_then(|cells| cells.get(&(queue, interval)));
        offered.copied().unwrap_or_default()
    }

    /// All queues and intervals in which a provider was offered calls, in order.
    pub fn offered_by_interval(&self, provider: &ProviderId) -> impl Iterator<Item = (SumKey, Micro)> {
        let cells = self.offered.get(provider).into_iter().flatten();
        cells.map(|(key, offered)| (*key, *offered))
    }
}
