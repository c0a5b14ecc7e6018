//! Figures that providers report of themselves, beside ours.

use serde::Serialize;

use crate::publish::locale::{Locale, NOTHING};
use crate::publish::reported::{account, difference, value};
use crate::scorecard::{ProviderReview, Review};

/// One reported figure.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub provider: String,
    pub standard: String,
    pub queue: String,
    pub reported: String,
    pub ours: String,
    pub difference: String,
    pub account: String,
}

/// The rows of some providers.
pub(super) fn rows(review: &Review, providers: &[&ProviderReview], locale: &Locale) -> Vec<Row> {
    let told = providers
        .iter()
        .flat_map(|provider| provider.reported.iter().map(move |reported| (provider, reported)));
    told.filter_map(|(provider, reported)| {
        let standard = review.standard(&reported.standard)?;
        let queue = reported.queue.as_ref();
        Some(Row {
            provider: provider.name.clone(),
            standard: standard.name.get(locale.language()).to_owned(),
            queue: queue.map_or_else(
                || locale.text("column.all_queues").to_owned(),
                |queue| review.queue_name(queue).to_owned(),
            ),
            reported: value(standard, reported.value, locale),
            ours: reported
                .ours
                .map_or_else(|| NOTHING.to_owned(), |ours| value(standard, ours, locale)),
            difference: difference(standard, reported, locale),
            account: account(standard, reported, locale),
        })
    })
    .collect()
}
