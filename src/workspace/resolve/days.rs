//! Days as calendars and lists write them: a date, or a day of every year.

use chrono::{Datelike, NaiveDate};

use crate::workspace::calendar::{FIRST_DAY, LAST_DAY};
use crate::workspace::document::Entry;
use crate::workspace::holidays::DayOfYear;
use crate::workspace::notes::{Note, Notes};

/// A date, or a day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Day {
    /// `2026-12-24`.
    Date(NaiveDate),
    /// `12-24`.
    Yearly(DayOfYear),
}

impl Day {
    /// Reads `2026-12-24` or `12-24`.
    pub fn parse(text: &str) -> Option<Self> {
        let date = || text.parse::<NaiveDate>().ok().filter(|_| text.len() == 10);
        let yearly = || DayOfYear::parse(text).map(Day::Yearly);
        date().map(Day::Date).or_else(yearly)
    }

    /// Its dates in the years of calendars.
    pub fn dates(self) -> Vec<NaiveDate> {
        match self {
            Day::Date(date) => vec![date],
            Day::Yearly(day) => years().filter_map(|year| day.of(year)).collect(),
        }
    }
}

fn years() -> std::ops::RangeInclusive<i32> {
    FIRST_DAY.0..=LAST_DAY.0
}

/// How days are written.
pub const DAY: &str = "a date is written 2026-12-24, a day of every year \"12-24\"";

/// A day as key, within the years that calendars cover.
pub fn day_key(notes: &Notes, entry: &Entry) -> Option<Day> {
    let Some(day) = Day::parse(&entry.key) else {
        let note = Note::at(entry.spot, format!("`{}` is no date", entry.key));
        return notes.refuse(note.help(DAY));
    };
    let is_covered = |date: NaiveDate| years().contains(&date.year());
    if matches!(day, Day::Date(date) if !is_covered(date)) {
        let note = Note::at(
            entry.spot,
            format!("`{}` is outside the years of calendars", entry.key),
        );
        return notes.refuse(note.help(format!("calendars run from {} to {}", FIRST_DAY.0, LAST_DAY.0)));
    }
    Some(day)
}
