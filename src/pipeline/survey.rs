//! Reads deliveries a first time where an agreement has rules that need to know other rows first; where
//! it has none, nothing is read.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::read::{Progress, on_workers};
use crate::intake::{Context, IntakeError, RunPlan, SpareBatches, expected_calls, offered_calls};
use crate::measure::{Clauses, Survey};
use crate::tables::Codebook;
use crate::workspace::agreement::{Agreement, Provider, Rule};

mod cases;
#[cfg(test)]
mod tests;

/// What is read, and for which agreement.
pub struct FirstReading<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// Its codes.
    pub codes: &'a Codebook,
    /// Period and place.
    pub plan: &'a RunPlan,
    /// Told how reading goes on.
    pub progress: &'a dyn Progress,
}

impl FirstReading<'_> {
    /// What the rules of the agreement have to know before rows are judged.
    ///
    /// # Errors
    /// See [`IntakeError`].
    pub fn survey(&self) -> Result<Arc<Survey>, IntakeError> {
        let mut survey = Survey::default();
        self.offered(&self.asked(Rule::needs_offered_calls), &mut survey)?;
        self.cases(&mut survey)?;
        self.expected(&self.asked(|rule| rule.relief().is_some()), &mut survey)?;
        Ok(Arc::new(survey))
    }

    /// Reads the forecasts of these providers' volumes.
    fn expected(&self, providers: &[&Provider], survey: &mut Survey) -> Result<(), IntakeError> {
        let clauses = Clauses::offered_calls(&self.plan.judgement);
        let context = self.context(&clauses);
        let forecasts = on_each(self.plan.jobs, providers, |provider| {
            expected_calls(&context, provider)
        })?;
        for (provider, forecast) in providers.iter().zip(forecasts) {
            survey.take_expected(&provider.id, forecast);
        }
        Ok(())
    }

    fn context<'c>(&'c self, clauses: &'c Clauses) -> Context<'c> {
        Context {
            agreement: self.agreement,
            codes: self.codes,
            clauses,
            plan: self.plan,
            spare: SpareBatches::default(),
        }
    }

    /// Providers bound by a standard one of whose rules asks for something.
    fn asked(&self, asks: impl Fn(&Rule) -> bool) -> Vec<&Provider> {
        let asking = |provider: &&Provider| {
            let mut standards = self.agreement.standards.iter().filter(|s| s.binds(&provider.id));
            standards.any(|standard| standard.clauses.iter().any(|clause| asks(&clause.rule)))
        };
        self.agreement.providers.iter().filter(asking).collect()
    }

    /// Counts the offered calls of these providers.
    fn offered(&self, providers: &[&Provider], survey: &mut Survey) -> Result<(), IntakeError> {
        let clauses = Clauses::offered_calls(&self.plan.judgement);
        let context = self.context(&clauses);
        let counted = on_each(self.plan.jobs, providers, |provider| {
            let name = format!("{}: calls per interval", provider.id);
            self.progress.begin(&name);
            let offered = offered_calls(&context, provider);
            self.progress.end(&name);
            offered
        })?;
        for (provider, offered) in providers.iter().zip(&counted) {
            survey.take_offered(&provider.id, offered);
        }
        Ok(())
    }
}

/// Does the same work on each item, several at a time; results are in the order of the items.
fn on_each<I: Sync, T: Send>(
    jobs: usize,
    items: &[I],
    work: impl Fn(&I) -> Result<T, IntakeError> + Sync,
) -> Result<Vec<T>, IntakeError> {
    let next = AtomicUsize::new(0);
    let results: Mutex<BTreeMap<usize, Result<T, IntakeError>>> = Mutex::default();
    let worker = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else { break };
            let result = work(item);
            if result.is_err() {
                next.store(items.len(), Ordering::Relaxed);
            }
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            results.insert(number, result);
        }
    };
    let finished = items.is_empty() || on_workers(jobs.min(items.len()), worker);
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    let results: Vec<T> = results.into_values().collect::<Result<_, _>>()?;
    match finished && results.len() == items.len() {
        true => Ok(results),
        false => Err(IntakeError::Worker),
    }
}
