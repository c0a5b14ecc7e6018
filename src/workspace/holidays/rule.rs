//! One rule of a holiday: which day of a year it is, where and when it holds.

use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use crate::workspace::agreement::Text;

/// A rule as written in the data files; `germany.toml` explains the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name of the day.
    pub name: Text,
    date: Option<DayOfYear>,
    easter: Option<i64>,
    first: Option<First>,
    postponed: Option<i64>,
    regions: Option<Vec<String>>,
    from: Option<i32>,
    until: Option<i32>,
    years: Option<Vec<i32>>,
    weekdays: Option<Vec<Day>>,
}

/// The first such weekday on or after a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    weekday: Day,
    from: DayOfYear,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    fn is(self, date: NaiveDate) -> bool {
        self as u32 == date.weekday().num_days_from_monday()
    }
}

/// Month and day, written `12-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

impl DayOfYear {
    /// Reads `12-24`; nothing for a day that no year has.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let is_plain = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !is_plain(month) || !is_plain(day) {
            return None;
        }
        let read = Self {
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        // A leap year has every day that any year has.
        read.of(2024).map(|_| read)
    }

    /// The day in a year; nothing for 29 February in most years.
    pub fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is no day of the year"))
    }
}

/// Where rules are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// Public holidays of a region.
    Region(&'a str),
    /// Days that are public holidays in the whole country.
    Nationwide,
}

impl Rule {
    /// The public holiday of a year, where it is one.
    pub fn holiday(&self, scope: Scope<'_>, year: i32) -> Option<NaiveDate> {
        let holds = match (&self.regions, scope) {
            (None, _) => true,
            (Some(_), Scope::Nationwide) => false,
            (Some(regions), Scope::Region(region)) => regions.iter().any(|known| known == region),
        };
        let in_force = self.from.is_none_or(|from| from <= year)
            && self.until.is_none_or(|until| year <= until)
            && self.years.as_ref().is_none_or(|years| years.contains(&year));
        let day = self.day(year).filter(|_| holds && in_force)?;
        let weekdays = self.weekdays.as_ref();
        weekdays
            .is_none_or(|weekdays| weekdays.iter().any(|weekday| weekday.is(day)))
            .then_some(day)
    }

    /// The day of a year, wherever and whenever it is a public holiday: contracts may add it.
    pub fn day(&self, year: i32) -> Option<NaiveDate> {
        let day = match (self.date, self.easter, &self.first) {
            (Some(date), None, None) => date.of(year)?,
            (None, Some(offset), None) => from_easter(year, offset)?,
            (None, None, Some(first)) => first.of(year)?,
            _ => return None,
        };
        let collides = self
            .postponed
            .is_some_and(|offset| from_easter(year, offset) == Some(day));
        if collides {
            day.checked_add_days(Days::new(7))
        } else {
            Some(day)
        }
    }

    /// Regions that the rule names; none where it holds in the whole country or nowhere by itself.
    pub fn regions(&self) -> &[String] {
        self.regions.as_deref().unwrap_or_default()
    }
}

impl First {
    fn of(&self, year: i32) -> Option<NaiveDate> {
        self.from.of(year)?.iter_days().find(|day| self.weekday.is(*day))
    }
}

fn from_easter(year: i32, offset: i64) -> Option<NaiveDate> {
    easter(year)?.checked_add_signed(chrono::TimeDelta::days(offset))
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let (leaps, correction) = (century / 4, (century + 8) / 25);
    let moon = (19 * golden + century - leaps - (century - correction + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(sum / 31).ok()?,
        u32::try_from(sum % 31).ok()? + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        let known = [
            "2019-04-21",
            "2024-03-31",
            "2026-04-05",
            "2035-03-25",
            "2038-04-25",
            "2285-03-22",
        ];
        for text in known {
            let date: NaiveDate = text.parse().expect("a date");
            assert_eq!(easter(date.year()), Some(date));
        }
    }

    #[test]
    fn days_of_the_year() {
        assert!(
            DayOfYear::parse("02-29").is_some_and(|day| day.of(2026).is_none() && day.of(2028).is_some())
        );
        for wrong in ["02-30", "13-01", "1-1", "12-24-", "+1-01", "24.12.", ""] {
            assert_eq!(DayOfYear::parse(wrong), None, "{wrong}");
        }
    }
}
