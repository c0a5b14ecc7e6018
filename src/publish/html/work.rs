//! Tickets in hand: the bridge from the beginning of the period to the as-of instant, and the open ones by age.

use serde::Serialize;

use crate::publish::locale::Locale;
use crate::scorecard::{Figure, ProviderReview, Review, Role};
use crate::vocabulary::QueueId;

/// The bridge, a row per provider or queue.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub name: String,
    /// `+`, `−`, `=`, or nothing.
    pub sign: &'static str,
}

/// A provider, or a queue of it.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub values: Vec<String>,
}

/// The table of the overview; none where no provider has tickets.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Option<Table> {
    let scopes = review
        .providers
        .iter()
        .map(|provider| (provider, None, provider.name.clone()));
    table(scopes.collect(), locale)
}

/// The table of a scorecard.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Table> {
    let all = (provider, None, locale.text("column.all_queues").to_owned());
    let queues = review.queues.iter();
    let queues = queues.map(|queue| (provider, Some(&queue.id), queue.name.clone()));
    table(std::iter::once(all).chain(queues).collect(), locale)
}

type Scope<'r> = (&'r ProviderReview, Option<&'r QueueId>, String);

fn figures<'r>(provider: &'r ProviderReview, queue: Option<&'r QueueId>) -> Vec<&'r Figure> {
    let own = provider
        .figures
        .iter()
        .filter(|figure| figure.queue.as_ref() == queue);
    // Created and reopened say what came in.
    own.filter(|figure| matches!(figure.role, Role::Work(_)) && figure.measure != "bridge:in")
        .collect()
}

fn table(scopes: Vec<Scope<'_>>, locale: &Locale) -> Option<Table> {
    let with_figures = scopes
        .into_iter()
        .map(|(provider, queue, name)| (figures(provider, queue), name));
    let filled: Vec<(Vec<&Figure>, String)> =
        with_figures.filter(|(figures, _)| !figures.is_empty()).collect();
    let (first, _) = filled.first()?;
    let columns = first.iter().map(|figure| Column {
        name: locale.work(&figure.measure),
        sign: sign(&figure.measure),
    });
    let columns = columns.collect();
    let rows = filled.iter().map(|(figures, name)| Row {
        name: name.clone(),
        values: figures
            .iter()
            .map(|figure| locale.micro(figure.numerator))
            .collect(),
    });
    Some(Table {
        columns,
        rows: rows.collect(),
    })
}

fn sign(measure: &str) -> &'static str {
    match measure {
        "bridge:created" | "bridge:reopened" => "+",
        "bridge:out" => "−",
        "bridge:closing" => "=",
        _ => "",
    }
}
