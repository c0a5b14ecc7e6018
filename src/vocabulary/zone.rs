//! Wall clock to instant and back, at each instant's own offset, fast enough for every row.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::{CivilSeconds, EpochSeconds};

/// First and last year for which offsets are tabulated; beyond them the first or last offset holds.
const FIRST_YEAR: i32 = 1970;
const LAST_YEAR: i32 = 2100;

/// An IANA time zone with its offset changes tabulated once.
#[derive(Clone, Debug)]
pub struct Zone {
    tz: Tz,
    /// `(from instant, offset in seconds)`, ascending.
    changes: Vec<(EpochSeconds, i64)>,
}

/// What a wall-clock reading can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalReading {
    /// Exactly one instant.
    Single(EpochSeconds),
    /// The clock showed this reading twice (end of summer time).
    Ambiguous {
        /// The first time it showed it.
        earlier: EpochSeconds,
        /// The second time.
        later: EpochSeconds,
    },
    /// The clock skipped this reading (start of summer time). Holds the instant that the
    /// reading means with the offset before the jump.
    Skipped(EpochSeconds),
}

/// A stretch of wall clock in which every reading means one instant, by one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steady {
    from: CivilSeconds,
    to: CivilSeconds,
    /// Wall clock minus UTC, seconds.
    pub offset: i64,
}

impl Steady {
    /// Whether a reading lies in the stretch.
    #[inline]
    pub fn holds(&self, civil: CivilSeconds) -> bool {
        self.from <= civil && civil < self.to
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.tz == other.tz
    }
}

impl Zone {
    /// A zone by its IANA name, e.g. `Europe/Berlin`.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse::<Tz>().ok().map(Self::new)
    }

    /// All IANA names, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|tz| tz.name())
    }

    fn new(tz: Tz) -> Self {
        let start = year_start(FIRST_YEAR);
        let mut changes = vec![(i64::MIN, offset_of(tz, start))];
        let day = 86_400;
        let mut at = start;
        let mut offset = changes[0].1;
        while at < year_start(LAST_YEAR) {
            let next = at + day;
            let next_offset = offset_of(tz, next);
            if next_offset != offset {
                changes.push((first_with_other_offset(tz, at, next, offset), next_offset));
                offset = next_offset;
            }
            at = next;
        }
        Self { tz, changes }
    }

    /// The IANA name.
    pub fn name(&self) -> &'static str {
        self.tz.name()
    }

    /// Offset from UTC in seconds at an instant.
    pub fn offset_at(&self, instant: EpochSeconds) -> i64 {
        let index = self.changes.partition_point(|(from, _)| *from <= instant);
        self.changes[index.saturating_sub(1)].1
    }

    /// The wall clock at an instant.
    pub fn civil(&self, instant: EpochSeconds) -> CivilSeconds {
        instant + self.offset_at(instant)
    }

    /// What a wall-clock reading means as an instant.
    pub fn read(&self, civil: CivilSeconds) -> LocalReading {
        // Offsets differ by less than a day, so the change that matters is within two days.
        let low = self
            .changes
            .partition_point(|(from, _)| from.saturating_add(172_800) <= civil);
        let mut found: [Option<EpochSeconds>; 2] = [None, None];
        let mut count = 0;
        let mut before = self.changes[low.saturating_sub(1)].1;
        for index in low.saturating_sub(1)..self.changes.len().min(low + 3) {
            let (from, offset) = self.changes[index];
            let until = self.changes.get(index + 1).map_or(i64::MAX, |(next, _)| *next);
            let instant = civil - offset;
            if from <= instant && instant < until && count < 2 {
                found[count] = Some(instant);
                count += 1;
            }
            if from <= instant {
                before = offset;
            }
        }
        match found {
            [Some(earlier), Some(later)] => LocalReading::Ambiguous { earlier, later },
            [Some(instant), None] => LocalReading::Single(instant),
            _ => LocalReading::Skipped(civil - skipped_offset(&self.changes, civil, before)),
        }
    }

    /// The stretch around a reading in which one offset holds; none where the clock changes.
    pub fn steady(&self, civil: CivilSeconds) -> Option<Steady> {
        // A reading is at most a day away from its instant, so the change may lie on either side.
        let next = self.changes.partition_point(|(from, _)| *from <= civil);
        (next.saturating_sub(2)..=next)
            .filter_map(|index| self.stretch(index))
            .find(|steady| steady.holds(civil))
    }

    /// The readings that only the offset of one change can mean.
    fn stretch(&self, index: usize) -> Option<Steady> {
        let (from, offset) = *self.changes.get(index)?;
        let before = index.checked_sub(1).map_or(offset, |index| self.changes[index].1);
        let (to, after) = self.changes.get(index + 1).copied().unwrap_or((i64::MAX, offset));
        Some(Steady {
            from: from.saturating_add(offset.max(before)),
            to: to.saturating_add(offset.min(after)),
            offset,
        })
    }

    /// The first instant of a local day.
    pub fn day_start(&self, date: NaiveDate) -> EpochSeconds {
        match self.read(civil_of(date.and_hms_opt(0, 0, 0).unwrap_or_default())) {
            LocalReading::Single(instant) | LocalReading::Skipped(instant) => instant,
            LocalReading::Ambiguous { earlier, .. } => earlier,
        }
    }

    /// The local date at an instant.
    pub fn date(&self, instant: EpochSeconds) -> NaiveDate {
        naive(self.civil(instant)).date()
    }

    /// RFC 3339 with the offset of that instant, to the second.
    pub fn rfc3339(&self, instant: EpochSeconds) -> String {
        let mut text = String::with_capacity(25);
        self.write_rfc3339(instant, &mut text);
        text
    }

    /// Appends RFC 3339 with the offset of that instant, to the second. Written by hand because
    /// findings can be millions.
    pub fn write_rfc3339(&self, instant: EpochSeconds, text: &mut String) {
        let offset = self.offset_at(instant);
        let civil = instant + offset;
        let date = naive(civil).date();
        let seconds = civil.rem_euclid(86_400);
        let pairs = |text: &mut String, number: i64| {
            text.push(char::from(b'0' + (number / 10 % 10) as u8));
            text.push(char::from(b'0' + (number % 10) as u8));
        };
        pairs(text, i64::from(date.year()) / 100);
        pairs(text, i64::from(date.year()) % 100);
        text.push('-');
        pairs(text, i64::from(date.month()));
        text.push('-');
        pairs(text, i64::from(date.day()));
        text.push('T');
        pairs(text, seconds / 3600);
        text.push(':');
        pairs(text, seconds / 60 % 60);
        text.push(':');
        pairs(text, seconds % 60);
        text.push(if offset < 0 { '-' } else { '+' });
        pairs(text, offset.abs() / 3600);
        text.push(':');
        pairs(text, offset.abs() % 3600 / 60);
    }
}

/// Seconds of a wall-clock reading.
fn civil_of(reading: NaiveDateTime) -> CivilSeconds {
    reading.and_utc().timestamp()
}

/// The wall-clock reading of seconds.
fn naive(civil: CivilSeconds) -> NaiveDateTime {
    DateTime::from_timestamp(civil, 0).unwrap_or_default().naive_utc()
}

fn year_start(year: i32) -> EpochSeconds {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .and_then(|d| d.and_hms_opt(0, 0, 0))
        .map_or(0, civil_of)
}

fn offset_of(tz: Tz, instant: EpochSeconds) -> i64 {
    let utc = naive(instant);
    i64::from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

/// The first instant in `(low, high]` whose offset is not `offset`.
fn first_with_other_offset(tz: Tz, low: i64, high: i64, offset: i64) -> EpochSeconds {
    let (mut low, mut high) = (low, high);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if offset_of(tz, middle) == offset {
            low = middle
        } else {
            high = middle
        }
    }
    high
}

/// The offset in force just before the gap that swallowed `civil`.
fn skipped_offset(changes: &[(EpochSeconds, i64)], civil: CivilSeconds, fallback: i64) -> i64 {
    changes
        .windows(2)
        .find(|pair| {
            let (at, after) = pair[1];
            at + pair[0].1 <= civil && civil < at + after
        })
        .map_or(fallback, |pair| pair[0].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").expect("known zone")
    }

    fn civil(text: &str) -> CivilSeconds {
        civil_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a reading"))
    }

    #[test]
    fn repeated_hour_has_two_instants_an_hour_apart() {
        let reading = berlin().read(civil("2026-10-25 02:30:00"));
        let LocalReading::Ambiguous { earlier, later } = reading else {
            panic!("{reading:?}")
        };
        assert_eq!(later - earlier, 3600);
        assert_eq!(berlin().rfc3339(earlier), "2026-10-25T02:30:00+02:00");
        assert_eq!(berlin().rfc3339(later), "2026-10-25T02:30:00+01:00");
    }

    #[test]
    fn skipped_hour_is_told() {
        let reading = berlin().read(civil("2026-03-29 02:30:00"));
        let LocalReading::Skipped(instant) = reading else {
            panic!("{reading:?}")
        };
        assert_eq!(berlin().rfc3339(instant), "2026-03-29T03:30:00+02:00");
    }

    #[test]
    fn days_of_the_clock_change_have_25_and_23_hours() {
        let length = |y, m, d| {
            let date = NaiveDate::from_ymd_opt(y, m, d).expect("a date");
            berlin().day_start(date.succ_opt().expect("a date")) - berlin().day_start(date)
        };
        assert_eq!(
            (length(2026, 10, 25), length(2026, 3, 29), length(2026, 6, 1)),
            (90_000, 82_800, 86_400)
        );
    }

    #[test]
    fn every_hour_of_two_years_reads_back() {
        let zones = [
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "UTC",
        ];
        for zone in zones.map(|name| Zone::parse(name).expect("known zone")) {
            for hour in 0..(2 * 365 * 48) {
                let instant = year_start(2026) + hour * 1800;
                let back = match zone.read(zone.civil(instant)) {
                    LocalReading::Single(one) => one == instant,
                    LocalReading::Ambiguous { earlier, later } => earlier == instant || later == instant,
                    LocalReading::Skipped(_) => false,
                };
                assert!(back, "{} at {}", zone.name(), zone.rfc3339(instant));
                let civil = zone.civil(instant);
                let steady = zone.steady(civil).map(|steady| civil - steady.offset);
                let single = matches!(zone.read(civil), LocalReading::Single(_));
                assert_eq!(steady, single.then_some(instant), "{} {instant}", zone.name());
            }
        }
    }
}
