//! The month's clock and opening hours, told as plainly as possible: one clock change, and a walk from
//! minute to minute.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Weekday};

/// Seconds since 1970-01-01T00:00:00Z.
pub type Instant = i64;

/// 2026-10-25T01:00:00Z: Berlin's clocks go back from 03:00 to 02:00.
pub const CLOCK_CHANGE: Instant = 1_792_890_000;
/// An hour in seconds.
pub const HOUR: i64 = 3_600;
/// Length of an interval in seconds.
pub const INTERVAL: i64 = 1_800;

/// Berlin's wall clock at an instant (valid from April 2026 to March 2027).
pub fn wall(at: Instant) -> i64 {
    if at < CLOCK_CHANGE {
        at + 2 * HOUR
    } else {
        at + HOUR
    }
}

/// What a Berlin wall-clock reading means; a reading that occurs twice means the earlier instant.
pub fn read_wall(wall: i64) -> Instant {
    let summer = wall - 2 * HOUR;
    if summer < CLOCK_CHANGE {
        summer
    } else {
        wall - HOUR
    }
}

/// An instant from a Berlin wall-clock reading, in October unless said otherwise.
pub fn berlin(month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Instant {
    let reading =
        NaiveDate::from_ymd_opt(2026, month, day).and_then(|date| date.and_hms_opt(hour, minute, second));
    read_wall(reading.map_or(0, |at| at.and_utc().timestamp()))
}

/// First instant of October 2026 in Berlin.
pub fn period_start() -> Instant {
    berlin(10, 1, 0, 0, 0)
}

/// First instant after October 2026 in Berlin; also the instant at which open work is judged.
pub fn period_end() -> Instant {
    berlin(11, 1, 0, 0, 0)
}

/// Whether an instant belongs to the month.
pub fn in_period(at: Instant) -> bool {
    period_start() <= at && at < period_end()
}

/// A wall-clock reading as date and time.
pub fn reading(wall: i64) -> NaiveDateTime {
    DateTime::from_timestamp(wall, 0).unwrap_or_default().naive_utc()
}

/// Berlin date of an instant.
pub fn date(at: Instant) -> NaiveDate {
    reading(wall(at)).date()
}

/// Seconds since Berlin midnight, as the wall clock shows them.
pub fn time_of_day(at: Instant) -> i64 {
    wall(at).rem_euclid(86_400)
}

/// Opening hours of the workspace.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// `hotline`: Mon–Fri 8–18, Sat 9–14.
    Hotline,
    /// `backoffice`: Mon–Fri 8–12:30 and 13–18, on 16 October only until 12.
    BackOffice,
    /// Around the clock.
    Always,
}

/// Whether an instant lies inside the opening hours. 3 and 31 October are public holidays.
pub fn is_open(hours: Hours, at: Instant) -> bool {
    let date = date(at);
    let minute = time_of_day(at) / 60;
    let holiday = date.month() == 10 && (date.day() == 3 || date.day() == 31);
    let closes_early = date.month() == 10 && date.day() == 16;
    match hours {
        Hours::Always => true,
        _ if holiday => false,
        Hours::Hotline => match date.weekday() {
            Weekday::Sun => false,
            Weekday::Sat => (540..840).contains(&minute),
            _ => (480..1080).contains(&minute),
        },
        Hours::BackOffice => match date.weekday() {
            Weekday::Sat | Weekday::Sun => false,
            _ if closes_early => (480..720).contains(&minute),
            _ => (480..750).contains(&minute) || (780..1080).contains(&minute),
        },
    }
}

/// The earliest instant at which a budget of open seconds is used up: a walk from minute to minute, since all
/// opening hours change at whole minutes.
pub fn after_open_seconds(hours: Hours, start: Instant, budget: i64) -> Instant {
    let (mut at, mut left) = (start, budget);
    while left > 0 {
        let step = 60 - at.rem_euclid(60);
        if is_open(hours, at) {
            if left <= step {
                return at + left;
            }
            left -= step;
        }
        at += step;
    }
    at
}
