//! Days as calendars and lists write them: a date, or a day of every year.

use chrono::{Datelike, NaiveDate};

use crate::workspace::calendar::{FIRST_DAY, LAST_DAY};
use crate::workspace::document::{Entry, Value};
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
        let written = with_dots(entry);
        let help = meant(&written).map_or_else(|| DAY.to_owned(), |day| format!("write {day}; {DAY}"));
        return notes.refuse(Note::at(entry.spot, format!("`{written}` is no date")).help(help));
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

/// A key as written: without quotes, the dots of `23.10.2026` make tables in tables.
fn with_dots(entry: &Entry) -> String {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let mut written = entry.key.clone();
    let mut inner = entry;
    while let Value::Table(table) = &inner.node.value {
        let Some(next) = table.entries.first() else { break };
        if !is_number(&inner.key) || !is_number(&next.key) {
            break;
        }
        written.push('.');
        written.push_str(&next.key);
        inner = next;
    }
    written
}

/// The day that a date of another order means: `23.10.2026`, `24.12.`, `24-12`.
fn meant(written: &str) -> Option<String> {
    let parts: Vec<&str> = written
        .split(['.', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.trim().parse().ok()).collect();
    let orders = match numbers?.as_slice() {
        [first, second] if written.contains('-') => {
            vec![
                format!("{first:02}-{second:02}"),
                format!("{second:02}-{first:02}"),
            ]
        }
        [day, month] => vec![format!("{month:02}-{day:02}")],
        [day, month, year] => vec![
            format!("{year:04}-{month:02}-{day:02}"),
            format!("{day:04}-{month:02}-{year:02}"),
        ],
        _ => Vec::new(),
    };
    orders.into_iter().find(|order| Day::parse(order).is_some())
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn days_in_another_order_are_told_in_the_right_one() {
        for (written, right) in [
            ("23.10.2026", Some("2026-10-23")),
            ("24.12.", Some("12-24")),
            ("24.12", Some("12-24")),
            ("24-12", Some("12-24")),
            ("1-1", Some("01-01")),
            ("2026-1-6", Some("2026-01-06")),
            ("30.02.", None),
            ("tomorrow", None),
        ] {
            assert_eq!(meant(written).as_deref(), right, "{written}");
        }
    }
}
