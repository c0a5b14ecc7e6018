//! The reporting period: a run of whole local days.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{EpochSeconds, Zone};

/// A reporting period: whole days in the client's time zone, with its normalized name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    name: String,
    first: NaiveDate,
    /// First day after the period.
    end: NaiveDate,
}

/// Why a text is no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError {
    /// What was given.
    pub given: String,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no period; use 2026-10, 2026-Q3, 2026-W43, 2026-10-01..2026-10-15, last-month or last-week",
            self.given
        )
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    /// Reads `2026-10`, `2026-Q3`, `2026-W43`, `2026-10-01..2026-10-15` (both days inside),
    /// `last-month`, `last-week`; the last two count back from `today`.
    ///
    /// # Errors
    /// A text of another form, an impossible date, or an end before its start.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, PeriodError> {
        Self::parse_any(text.trim(), today).ok_or_else(|| PeriodError {
            given: text.to_owned(),
        })
    }

    fn parse_any(text: &str, today: NaiveDate) -> Option<Self> {
        match text {
            "last-month" => return Self::month_of(today.with_day(1)?.pred_opt()?),
            "last-week" => return Self::week_of(today.checked_sub_days(Days::new(7))?),
            _ => {}
        }
        if let Some((from, to)) = text.split_once("..") {
            let (first, last) = (day(from)?, day(to)?);
            return Self::days(first, last);
        }
        let (year, rest) = text.split_once('-')?;
        let year = i32::try_from(digits(year, 4)?).ok()?;
        if let Some(quarter) = rest.strip_prefix('Q') {
            return Self::quarter(year, digits(quarter, 1)?);
        }
        if let Some(week) = rest.strip_prefix('W') {
            return Self::week_of(NaiveDate::from_isoywd_opt(year, digits(week, 2)?, Weekday::Mon)?);
        }
        Self::month_of(NaiveDate::from_ymd_opt(year, digits(rest, 2)?, 1)?)
    }

    /// The calendar month that contains a day.
    pub fn month_of(date: NaiveDate) -> Option<Self> {
        let first = date.with_day(1)?;
        let end = first.checked_add_months(Months::new(1))?;
        Some(Self {
            name: first.format("%Y-%m").to_string(),
            first,
            end,
        })
    }

    fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let first = (1..=4)
            .contains(&quarter)
            .then(|| NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1))
            .flatten()?;
        let end = first.checked_add_months(Months::new(3))?;
        Some(Self {
            name: format!("{year}-Q{quarter}"),
            first,
            end,
        })
    }

    /// The ISO week that contains a day.
    pub fn week_of(date: NaiveDate) -> Option<Self> {
        let week = date.iso_week();
        let first = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon)?;
        let name = format!("{}-W{:02}", week.year(), week.week());
        Some(Self {
            name,
            first,
            end: first.checked_add_days(Days::new(7))?,
        })
    }

    /// The days from one to another, both inside.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let end = last.succ_opt().filter(|end| first < *end)?;
        Some(Self {
            name: format!("{first}..{last}"),
            first,
            end,
        })
    }

    /// Whether it is an ISO week.
    pub fn is_week(&self) -> bool {
        self.name.contains("-W")
    }

    /// The period of the same kind just before: month, quarter or week; none for days as they were asked for.
    pub fn preceding(&self) -> Option<Self> {
        let before = self.first.pred_opt()?;
        let rest = self.name.split_once('-')?.1;
        match rest.as_bytes() {
            [b'Q', _] => Self::quarter(before.year(), before.month0() / 3 + 1),
            [b'W', ..] => Self::week_of(before),
            [_, _] => Self::month_of(before),
            _ => None,
        }
    }

    /// The periods of the same kind that end with this one, oldest first; none where it has no kind.
    pub fn course(&self, count: usize) -> Vec<Self> {
        let kept = self.preceding().is_some();
        let mut course: Vec<Self> = std::iter::successors(Some(self.clone()), Self::preceding)
            .take(if kept { count } else { 0 })
            .collect();
        course.reverse();
        course
    }

    /// Normalized name; also the name of the output folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// First day after the period.
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// Last day.
    pub fn last(&self) -> NaiveDate {
        self.end.pred_opt().unwrap_or(self.first)
    }

    /// Start (inclusive) and end (exclusive) as instants.
    pub fn instants(&self, zone: &Zone) -> (EpochSeconds, EpochSeconds) {
        (zone.day_start(self.first), zone.day_start(self.end))
    }
}

/// A number of exactly so many digits, without sign.
fn digits(text: &str, count: usize) -> Option<u32> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok()).flatten()
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, String)> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 4)?;
        Period::parse(text, today)
            .ok()
            .map(|p| (p.name().into(), p.first().to_string(), p.last().to_string()))
    }

    #[test]
    fn every_form_is_normalized() {
        let cases = [
            ("2026-10", "2026-10", "2026-10-01", "2026-10-31"),
            ("2026-Q3", "2026-Q3", "2026-07-01", "2026-09-30"),
            ("2026-W43", "2026-W43", "2026-10-19", "2026-10-25"),
            (
                "2026-10-01..2026-10-15",
                "2026-10-01..2026-10-15",
                "2026-10-01",
                "2026-10-15",
            ),
            ("last-month", "2026-10", "2026-10-01", "2026-10-31"),
            ("last-week", "2026-W44", "2026-10-26", "2026-11-01"),
        ];
        for (given, name, first, last) in cases {
            assert_eq!(
                read(given),
                Some((name.into(), first.into(), last.into())),
                "{given}"
            );
        }
    }

    #[test]
    fn periods_of_a_kind_follow_each_other() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 4).expect("a day");
        for (name, before) in [
            ("2026-03", Some("2026-02")),
            ("2026-01", Some("2025-12")),
            ("2026-Q1", Some("2025-Q4")),
            ("2026-Q3", Some("2026-Q2")),
            ("2027-W01", Some("2026-W53")),
            ("2026-10-01..2026-10-31", None),
        ] {
            let period = Period::parse(name, today).expect("a period");
            let preceding = period.preceding();
            assert_eq!(preceding.as_ref().map(Period::name), before, "{name}");
        }
        let course = Period::parse("2026-10", today).expect("a period").course(13);
        let names: Vec<&str> = course.iter().map(Period::name).collect();
        assert_eq!((names.len(), names[0], names[12]), (13, "2025-10", "2026-10"));
    }

    #[test]
    fn nonsense_is_refused() {
        for given in [
            "",
            "2026",
            "2026-13",
            "2026-Q5",
            "2026-W54",
            "26-10",
            "2026-10-05..2026-10-01",
            "2026-1",
            "+026-10",
            "2026-Q+1",
        ] {
            assert_eq!(read(given), None, "{given}");
        }
    }
}
