//! Tickets in hand: the bridge from the beginning of the period to the as-of instant, and the open ones by age.

use serde::Serialize;

use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Figure, ProviderReview, Review, Role};
use crate::vocabulary::{Distinct, Micro, QueueId};

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

/// Movements beside the tickets and customers behind them, each counted once.
pub(super) fn movements_of_all(review: &Review, locale: &Locale) -> Option<Table> {
    let scopes = review
        .providers
        .iter()
        .map(|provider| (provider, None, provider.name.clone()));
    movements(scopes.collect(), locale)
}

/// The same for a scorecard.
pub(super) fn movements_of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Table> {
    let all = (provider, None, locale.text("column.all_queues").to_owned());
    let queues = review.queues.iter();
    let queues = queues.map(|queue| (provider, Some(&queue.id), queue.name.clone()));
    movements(std::iter::once(all).chain(queues).collect(), locale)
}

/// Without any customer told there is nothing new to show where no ticket moved twice.
fn movements(scopes: Vec<Scope<'_>>, locale: &Locale) -> Option<Table> {
    let moved = |(provider, queue, name): Scope<'_>| {
        let value = |measure: &str| {
            let mut own = provider
                .figures
                .iter()
                .filter(|figure| figure.queue.as_ref() == queue);
            own.find(|figure| figure.is_volume() && figure.measure == measure)
                .map(|figure| (figure.value.map(|_| figure.numerator), figure.role))
        };
        let values: Option<Vec<_>> = MOVED.iter().map(|measure| value(measure)).collect();
        Some((values?, name))
    };
    let rows: Vec<_> = scopes.into_iter().filter_map(moved).collect();
    let tells = |values: &[(Option<Micro>, Role)]| {
        let customers = values.iter().any(|(count, role)| {
            matches!(role, Role::Distinct(_, Distinct::Customers))
                && count.is_some_and(|n| n > Micro::default())
        });
        customers || values[2].0 != values[3].0 || values[5].0 != values[6].0
    };
    rows.iter().any(|(values, _)| tells(values)).then(|| Table {
        columns: MOVED
            .iter()
            .map(|measure| Column {
                name: locale.work(measure),
                sign: "",
            })
            .collect(),
        rows: rows
            .into_iter()
            .map(|(values, name)| Row {
                name,
                values: values
                    .into_iter()
                    .map(|(count, _)| count.map_or_else(|| NOTHING.to_owned(), |count| locale.micro(count)))
                    .collect(),
            })
            .collect(),
    })
}

/// Each movement, and the tickets and customers behind it.
const MOVED: [&str; 8] = [
    "bridge:created",
    "bridge:created_customers",
    "bridge:reopened",
    "bridge:reopened_tickets",
    "bridge:reopened_customers",
    "bridge:out",
    "bridge:out_tickets",
    "bridge:out_customers",
];

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
