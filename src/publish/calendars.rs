//! Calendars in words, for pages and workbooks alike: whom they concern, and the days that differ.

use chrono::Datelike;

use super::locale::Locale;
use crate::scorecard::{CalendarText, ProviderReview, Review};
use crate::vocabulary::StandardId;
use crate::workspace::special_days::{Origin, SpecialDay};
use crate::workspace::window_in_words;

/// The calendars that concern some providers.
pub fn concerning<'r>(
    review: &'r Review,
    providers: &[&ProviderReview],
) -> impl Iterator<Item = &'r CalendarText> {
    let calendars = review.calendars.iter();
    calendars.filter(move |calendar| calendar.concerns(providers))
}

/// What a calendar is used for: the names of queues, then of standards that bind one of the providers.
pub fn uses(
    review: &Review,
    providers: &[&ProviderReview],
    calendar: &CalendarText,
    locale: &Locale,
) -> Vec<String> {
    let works = |queue| {
        let mut figures = providers.iter().flat_map(|provider| &provider.figures);
        figures.any(|figure| figure.queue.as_ref() == Some(queue))
    };
    let queues = calendar.queues.iter().filter(|queue| works(queue));
    let queues = queues.map(|queue| review.queue_name(queue).to_owned());
    let is_bound = |standard: &StandardId| {
        let mut bound = providers.iter().flat_map(|provider| &provider.definitions);
        bound.any(|(id, _)| id == standard)
    };
    let standards = calendar.standards.iter().filter(|standard| is_bound(standard));
    let standards = standards.filter_map(|id| review.standard(id));
    let standards = standards.map(|standard| standard.name.get(locale.language()).to_owned());
    queues.chain(standards).collect()
}

/// A day with its weekday: `Sa 03.10.2026`.
pub fn date(day: &SpecialDay, locale: &Locale) -> String {
    let weekday = u8::try_from(day.date.weekday().num_days_from_monday()).unwrap_or_default();
    format!("{} {}", locale.weekday(weekday), locale.date(day.date))
}

/// The name of a day; nothing where it has none.
pub fn name<'d>(day: &'d SpecialDay, locale: &Locale) -> &'d str {
    let name = day.name.as_ref();
    name.map_or("", |name| name.get(locale.language()))
}

/// When a day is open, and why where the agreement decides: `geschlossen, zusätzlich vereinbart`.
pub fn opening(day: &SpecialDay, locale: &Locale) -> String {
    let windows: Vec<String> = day.windows.iter().map(window_in_words).collect();
    let opening = match windows.as_slice() {
        [] => locale.text("calendars.closed").to_owned(),
        windows => windows.join(locale.text("calendars.and")),
    };
    let why = match day.origin {
        Origin::Added => locale.text("calendars.added"),
        Origin::Removed => locale.text("calendars.removed"),
        Origin::Holiday | Origin::Listed | Origin::Dated => return opening,
    };
    format!("{opening}, {why}")
}
