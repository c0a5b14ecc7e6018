//! Counts beside a standard: what the client's hand-over log tells beside the provider's report, and
//! what forecasts were there. One small table per standard.

use serde::Serialize;

use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Figure, ProviderReview, Review, Role, StandardText};
use crate::vocabulary::{ForecastCount, HandoverCount};

/// The counts of one standard, a column per provider.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub caption: String,
    pub providers: Vec<String>,
    pub rows: Vec<Row>,
}

/// One count.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub meaning: String,
    /// Whether it is the one that the standard is about.
    pub strong: bool,
    pub values: Vec<String>,
}

/// The tables for some providers; none where none of them has such a log or forecast.
pub(super) fn tables(review: &Review, providers: &[&ProviderReview], locale: &Locale) -> Vec<Table> {
    let standards = || review.standards.iter();
    let logs = standards().filter_map(|standard| table(standard, providers, locale));
    let forecasts = standards().filter_map(|standard| forecasts(standard, providers, locale));
    logs.chain(forecasts).collect()
}

fn caption(standard: &StandardText, key: &str, locale: &Locale) -> String {
    format!("{}: {}", standard.name.get(locale.language()), locale.text(key))
}

/// The intervals with and without a forecast behind one standard.
fn forecasts(standard: &StandardText, providers: &[&ProviderReview], locale: &Locale) -> Option<Table> {
    let of = |provider: &ProviderReview, count: ForecastCount| {
        let mut figures = provider.figures.iter();
        let found = figures
            .find(|f| f.role == Role::Forecast(count) && f.queue.is_none() && f.standard == standard.id);
        found.map(|figure| locale.micro(figure.numerator))
    };
    let counted = |count: &ForecastCount| providers.iter().any(|provider| of(provider, *count).is_some());
    let counts: Vec<ForecastCount> = ForecastCount::ALL.into_iter().filter(counted).collect();
    let concerned = |provider: &&&ProviderReview| counts.iter().any(|count| of(provider, *count).is_some());
    let providers: Vec<&&ProviderReview> = providers.iter().filter(concerned).collect();
    let row = |count: &ForecastCount| Row {
        name: locale.text(&format!("forecast.{}", count.name())).to_owned(),
        meaning: locale
            .text(&format!("forecast.means_{}", count.name()))
            .to_owned(),
        strong: *count == ForecastCount::Relieved,
        values: providers
            .iter()
            .map(|provider| of(provider, *count).unwrap_or_else(|| NOTHING.to_owned()))
            .collect(),
    };
    (!counts.is_empty()).then(|| Table {
        caption: caption(standard, "forecast.caption", locale),
        providers: providers.iter().map(|provider| provider.name.clone()).collect(),
        rows: counts.iter().map(row).collect(),
    })
}

fn find<'a>(
    provider: &'a ProviderReview,
    standard: &StandardText,
    count: HandoverCount,
) -> Option<&'a Figure> {
    let mut figures = provider.figures.iter();
    figures.find(|f| f.role == Role::Handover(count) && f.queue.is_none() && f.standard == standard.id)
}

fn table(standard: &StandardText, providers: &[&ProviderReview], locale: &Locale) -> Option<Table> {
    let has_log = |provider: &&&ProviderReview| find(provider, standard, HandoverCount::HandedOver).is_some();
    let providers: Vec<&&ProviderReview> = providers.iter().filter(has_log).collect();
    if providers.is_empty() {
        return None;
    }
    let shown = |figure: &Figure| figure.told_numerator().map(|count| locale.micro(count));
    let row = |count: HandoverCount| Row {
        name: locale.text(&format!("handover.{}", count.name())).to_owned(),
        meaning: locale
            .text(&format!("handover.means_{}", count.name()))
            .to_owned(),
        strong: count == HandoverCount::Missing,
        values: providers
            .iter()
            .map(|provider| find(provider, standard, count).and_then(shown))
            .map(|value| value.unwrap_or_else(|| NOTHING.to_owned()))
            .collect(),
    };
    Some(Table {
        caption: caption(standard, "handover.caption", locale),
        providers: providers.iter().map(|provider| provider.name.clone()).collect(),
        rows: HandoverCount::ALL.into_iter().map(row).collect(),
    })
}
