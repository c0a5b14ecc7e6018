//! Forecasts: whose one is, and which of its versions counts.

use chrono::Datelike;

use crate::vocabulary::{EpochSeconds, Maker, Zone};

/// Whose forecast a source holds, and which of its versions counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastOrigin {
    /// Who made it.
    pub maker: Maker,
    /// Which version is the agreed one.
    pub lock: Lock,
}

/// Which version of a forecast is the agreed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The file holds the agreed version and no other.
    Given,
    /// The last one that was delivered by an instant.
    Before {
        /// Elapsed seconds before the beginning of what it is for, inclusive.
        seconds: i64,
        /// What it is for.
        of: LockedPeriod,
    },
}

/// What is locked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockedPeriod {
    /// A calendar month.
    Month,
    /// A week from Monday.
    Week,
    /// A day.
    Day,
}

impl LockedPeriod {
    /// All, with their names in the workspace.
    pub const ALL: [(&'static str, LockedPeriod); 3] = [
        ("month", LockedPeriod::Month),
        ("week", LockedPeriod::Week),
        ("day", LockedPeriod::Day),
    ];

    /// First instant of the period in which an instant lies, on the client's clock.
    fn start(self, zone: &Zone, at: EpochSeconds) -> EpochSeconds {
        let day = zone.date(at);
        let first = match self {
            LockedPeriod::Month => day.with_day(1),
            LockedPeriod::Week => {
                let since_monday = u64::from(day.weekday().num_days_from_monday());
                day.checked_sub_days(chrono::Days::new(since_monday))
            }
            LockedPeriod::Day => Some(day),
        };
        zone.day_start(first.unwrap_or(day))
    }
}

impl Lock {
    /// The last instant at which a version for an interval could be delivered; none where the file says
    /// which one counts.
    pub fn instant(self, zone: &Zone, interval: EpochSeconds) -> Option<EpochSeconds> {
        match self {
            Lock::Given => None,
            Lock::Before { seconds, of } => Some(of.start(zone, interval) - seconds),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_counts_back_from_the_beginning_of_what_it_is_for() {
        let zone = Zone::parse("Europe/Berlin").expect("a zone");
        let day = |text: &str| zone.day_start(text.parse().expect("a date"));
        // Thursday afternoon.
        let interval = day("2026-10-15") + 14 * 3600;
        let locked = |of| Lock::Before { seconds: 86_400, of }.instant(&zone, interval);
        assert_eq!(locked(LockedPeriod::Month), Some(day("2026-09-30")));
        assert_eq!(locked(LockedPeriod::Week), Some(day("2026-10-11")));
        assert_eq!(locked(LockedPeriod::Day), Some(day("2026-10-14")));
        assert_eq!(Lock::Given.instant(&zone, interval), None);
    }
}
