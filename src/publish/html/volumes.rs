//! Volumes and live measures: what was offered, taken, lost, and what stands open.

use serde::Serialize;

use super::frame::Heading;
use super::handover;
use super::work;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Figure, ProviderReview, Review, Role};
use crate::vocabulary::{Micro, QueueId};

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Volumes {
    pub heading: Heading,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Messages handed over, where there is a log of them.
    pub handover: Vec<handover::Table>,
    /// Tickets in hand, where there are tickets.
    pub work: Option<work::Table>,
    pub movements: Option<work::Table>,
}

/// A provider, or a queue of it.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub queue: bool,
    pub values: Vec<String>,
}

/// Columns in reading order; others follow as they come.
const ORDER: [&str; 13] = [
    "offered",
    "answered",
    "abandoned",
    "short_abandoned",
    "flowed_out",
    "blocked",
    "unclear",
    "abandonment",
    "asa",
    "aht",
    "tickets_created",
    "tickets_due",
    "tickets_open",
];

/// The overview's section: one row per provider.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Volumes {
    let columns = columns(&review.providers);
    let rows = review
        .providers
        .iter()
        .map(|provider| row(provider, None, provider.name.clone(), &columns, locale));
    let sum = |name: &str| {
        let found = review
            .providers
            .iter()
            .filter_map(|provider| find(provider, None, name));
        found.map(|figure| figure.numerator).sum::<Micro>()
    };
    let heading = heading(
        sum("offered"),
        sum("answered"),
        sum("tickets_due"),
        "volumes.title",
        locale,
    );
    Volumes {
        heading,
        rows: rows.collect(),
        columns: titles(&columns, locale),
        handover: handover::tables(review, &review.providers.iter().collect::<Vec<_>>(), locale),
        work: work::of_all(review, locale),
        movements: work::movements_of_all(review, locale),
    }
}

/// A scorecard's section: all queues, then each.
pub(super) fn of_one(review: &Review, provider: &ProviderReview, locale: &Locale) -> Volumes {
    let columns = columns(std::slice::from_ref(provider));
    let all = locale.text("column.all_queues").to_owned();
    let mut rows = vec![row(provider, None, all, &columns, locale)];
    for queue in &review.queues {
        if volumes(provider).any(|figure| figure.queue.as_ref() == Some(&queue.id)) {
            rows.push(row(
                provider,
                Some(&queue.id),
                review.queue_name(&queue.id).to_owned(),
                &columns,
                locale,
            ));
        }
    }
    let one = |name: &str| find(provider, None, name).map_or_else(Micro::default, |figure| figure.numerator);
    let heading = heading(
        one("offered"),
        one("answered"),
        one("tickets_due"),
        "volumes.title_you",
        locale,
    );
    Volumes {
        heading,
        rows,
        columns: titles(&columns, locale),
        handover: handover::tables(review, &[provider], locale),
        work: work::of_one(review, provider, locale),
        movements: work::movements_of_one(review, provider, locale),
    }
}

fn heading(offered: Micro, answered: Micro, due: Micro, key: &str, locale: &Locale) -> Heading {
    let [offered_text, answered, due_text] = [offered, answered, due].map(|count| locale.micro(count));
    let form = match (offered.0 > 0, due.0 > 0) {
        (true, true) => key.to_owned(),
        (true, false) => format!("{key}_calls"),
        (false, true) => format!("{key}_tickets"),
        (false, false) => "volumes.none".to_owned(),
    };
    let title = locale.fill(
        &form,
        &[
            ("offered", &offered_text),
            ("answered", &answered),
            ("due", &due_text),
        ],
    );
    Heading::new("volumes", title, locale.text("volumes.note"))
}

fn volumes(provider: &ProviderReview) -> impl Iterator<Item = &Figure> {
    provider
        .figures
        .iter()
        .filter(|figure| figure.role == Role::Volume)
}

fn find<'a>(provider: &'a ProviderReview, queue: Option<&QueueId>, name: &str) -> Option<&'a Figure> {
    volumes(provider).find(|figure| figure.queue.as_ref() == queue && figure.measure == name)
}

/// The measures that occur, of channels of which something was delivered.
fn columns(providers: &[ProviderReview]) -> Vec<String> {
    let mut occurring: Vec<&str> = Vec::new();
    for figure in providers.iter().flat_map(volumes) {
        let is_delivered = providers
            .iter()
            .any(|provider| provider.delivers(&figure.measure));
        if is_delivered && !occurring.contains(&figure.measure.as_str()) {
            occurring.push(&figure.measure);
        }
    }
    let place = |name: &str| {
        ORDER
            .iter()
            .position(|known| *known == name)
            .unwrap_or(ORDER.len())
    };
    occurring.sort_by_key(|name| place(name));
    occurring.into_iter().map(str::to_owned).collect()
}

fn titles(columns: &[String], locale: &Locale) -> Vec<String> {
    columns
        .iter()
        .map(|name| locale.measure(name).to_owned())
        .collect()
}

fn row(
    provider: &ProviderReview,
    queue: Option<&QueueId>,
    name: String,
    columns: &[String],
    locale: &Locale,
) -> Row {
    let value = |column: &String| {
        find(provider, queue, column).map_or_else(|| NOTHING.to_owned(), |f| shown(f, locale))
    };
    Row {
        name,
        queue: queue.is_some(),
        values: columns.iter().map(value).collect(),
    }
}

fn shown(figure: &Figure, locale: &Locale) -> String {
    match (figure.measure.as_str(), figure.value) {
        ("asa" | "aht", Some(value)) => locale.seconds(value, None),
        ("abandonment", Some(value)) => locale.share(value, None),
        (_, None) => NOTHING.to_owned(),
        _ => locale.micro(figure.numerator),
    }
}
