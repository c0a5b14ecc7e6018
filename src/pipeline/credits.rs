//! Bonus and malus of all providers, with what former publications in the same output folder say.

use std::path::Path;

use crate::history::credits::former_lines;
use crate::judge::{looked_back_to, settle};
use crate::scorecard::{FormerPeriod, Review};
use crate::vocabulary::ProviderId;
use crate::workspace::agreement::{Agreement, Credit};

/// Fills in what the agreements on bonus and malus give each provider.
pub fn fill_in(agreement: &Agreement, out: &Path, review: &mut Review) {
    let (period, is_interim) = (review.period.clone(), review.is_early());
    for provider in &mut review.providers {
        let binding = agreement
            .credits
            .iter()
            .filter(|credit| credit.binds(&provider.id));
        let settled = binding.filter_map(|credit| {
            let looked_back = looked_back_to(credit, &period);
            let former = former(out, credit, &provider.id, looked_back);
            settle(
                credit,
                &provider.id,
                &period,
                &provider.figures,
                &former,
                is_interim,
            )
        });
        provider.credits = settled.collect();
    }
}

fn former(
    out: &Path,
    credit: &Credit,
    provider: &ProviderId,
    looked_back: Vec<(String, chrono::NaiveDate)>,
) -> Vec<FormerPeriod> {
    let periods = looked_back.into_iter();
    let read = periods.map(|(period, first)| FormerPeriod {
        lines: former_lines(&out.join(&period), &credit.id, provider),
        period,
        first,
    });
    read.collect()
}
