//! Calendars in words, for pages and workbooks alike: whom they concern, and the days that differ.

use chrono::Datelike;

use super::locale::Locale;
use crate::scorecard::{CalendarText, CalendarUse, ProviderReview, Review, Used};
use crate::workspace::special_days::{Origin, SpecialDay};
use crate::workspace::window_in_words;

/// The calendars that concern some providers, with what they are used for there.
pub fn concerning<'r>(
    review: &'r Review,
    providers: &[&ProviderReview],
    locale: &Locale,
) -> Vec<(&'r CalendarText, Vec<String>)> {
    let calendars = review.calendars.iter();
    let with_uses = calendars.map(|calendar| (calendar, uses(review, providers, calendar, locale)));
    with_uses.filter(|(_, uses)| !uses.is_empty()).collect()
}

/// The names of queues and standards of these providers for which a calendar is used.
fn uses(
    review: &Review,
    providers: &[&ProviderReview],
    calendar: &CalendarText,
    locale: &Locale,
) -> Vec<String> {
    let concerns = |used: &&CalendarUse| providers.iter().any(|one| used.providers.contains(&one.id));
    let names = calendar
        .uses
        .iter()
        .filter(concerns)
        .map(|used| match &used.used {
            Used::Queue(id) => review.queue_name(id),
            Used::Standard(id) => {
                let standard = review.standard(id);
                standard.map_or(id.as_str(), |standard| standard.name.get(locale.language()))
            }
        });
    names.map(str::to_owned).collect()
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
