//! The calendars behind a page's figures: hours, holidays, and the days of the period that differ.

use serde::Serialize;

use crate::publish::calendars;
use crate::publish::locale::Locale;
use crate::scorecard::{ProviderReview, Review};
use crate::workspace::special_days::SpecialDay;

/// One calendar.
#[derive(Debug, Serialize)]
pub(super) struct Calendar {
    pub uses: Vec<String>,
    pub hours: String,
    pub holidays: String,
    pub days: Vec<Day>,
}

/// One day that differs from its week.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    pub date: String,
    pub name: String,
    pub opening: String,
}

/// The calendars that concern some providers.
pub(super) fn calendars(review: &Review, providers: &[&ProviderReview], locale: &Locale) -> Vec<Calendar> {
    let concerning = calendars::concerning(review, providers, locale).into_iter();
    let views = concerning.map(|(calendar, uses)| Calendar {
        uses,
        hours: calendar.hours.get(locale.language()).to_owned(),
        holidays: calendar.holidays.get(locale.language()).to_owned(),
        days: calendar.days.iter().map(|special| day(special, locale)).collect(),
    });
    views.collect()
}

fn day(special: &SpecialDay, locale: &Locale) -> Day {
    Day {
        date: calendars::date(special, locale),
        name: calendars::name(special, locale).to_owned(),
        opening: calendars::opening(special, locale),
    }
}
