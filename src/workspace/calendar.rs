//! Business time: when a clock runs, exact to the second over clock changes.
//!
//! A calendar is unrolled once into its open spans as instants with their running total, so that
//! business time between two instants, and the due instant of a budget, are binary searches.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::agreement::{LateReceipt, Text};
use super::special_days::{About, SpecialDay};
use crate::vocabulary::{EpochSeconds, Zone};

/// Seconds after local midnight: `[from, to)`; `to` may be 86 400.
pub type Window = (u32, u32);

/// Weekly windows, dated overrides and closed days in a zone, unrolled for a span of years.
#[derive(Clone, Debug)]
pub struct Calendar {
    spans: Arc<Vec<Span>>,
    days: Arc<Vec<BusinessDay>>,
    about: Arc<About>,
}

/// One open span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: EpochSeconds,
    to: EpochSeconds,
    /// Open seconds in all spans before this one.
    before: i64,
}

/// A date on which it is open at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BusinessDay {
    /// Local midnight.
    begin: EpochSeconds,
    /// Close of the last window.
    close: EpochSeconds,
    /// The next local midnight.
    end: EpochSeconds,
}

/// First and last day for which calendars are unrolled.
pub const FIRST_DAY: (i32, u32, u32) = (1998, 1, 1);
/// Last day for which calendars are unrolled.
pub const LAST_DAY: (i32, u32, u32) = (2037, 12, 31);

impl Calendar {
    /// Unrolls weekly windows (Monday first), overridden on some dates (an empty list: closed).
    pub fn new(zone: &Zone, week: &[Vec<Window>; 7], dates: &BTreeMap<NaiveDate, Vec<Window>>) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        let mut days = Vec::new();
        let mut total = 0;
        let mut date = ymd(FIRST_DAY);
        while date <= ymd(LAST_DAY) {
            let windows = dates
                .get(&date)
                .unwrap_or(&week[date.weekday().num_days_from_monday() as usize]);
            for &(open, close) in windows {
                // A window that ends in a skipped hour may reach into the next one: no second counts twice.
                let last_end = spans.last().map_or(i64::MIN, |span| span.to);
                let from = instant(zone, date, open).max(last_end);
                let to = instant(zone, date, close).max(from);
                match spans.last_mut() {
                    // Windows that meet at midnight are one span.
                    Some(last) if last.to == from => last.to = to,
                    _ => spans.push(Span {
                        from,
                        to,
                        before: total,
                    }),
                }
                total += to - from;
            }
            if let Some((_, close)) = windows.last() {
                days.push(BusinessDay {
                    begin: instant(zone, date, 0),
                    close: instant(zone, date, *close),
                    end: instant(zone, date, 86_400),
                });
            }
            let Some(next) = date.succ_opt() else { break };
            date = next;
        }
        Self {
            spans: Arc::new(spans),
            days: Arc::new(days),
            about: Arc::default(),
        }
    }

    /// The same with what reports say about it.
    pub fn described(self, about: About) -> Self {
        Self {
            about: Arc::new(about),
            ..self
        }
    }

    /// What reports say about it.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Days from one to another, both included, that differ from the week.
    pub fn special_days(&self, first: NaiveDate, last: NaiveDate) -> Vec<SpecialDay> {
        let days = self.about.days.iter();
        days.filter(|day| (first..=last).contains(&day.date))
            .cloned()
            .collect()
    }

    /// When it is open, in words.
    pub fn hours(&self) -> &Text {
        &self.about.hours
    }

    /// Open seconds from the beginning of the calendar to an instant.
    fn elapsed(&self, at: EpochSeconds) -> i64 {
        let index = self.spans.partition_point(|span| span.from <= at);
        match index.checked_sub(1).map(|i| self.spans[i]) {
            Some(span) => span.before + at.min(span.to) - span.from,
            None => 0,
        }
    }

    /// Business seconds between two instants; negative where `to` is before `from`.
    pub fn between(&self, from: EpochSeconds, to: EpochSeconds) -> i64 {
        self.elapsed(to) - self.elapsed(from)
    }

    /// The earliest instant at which a budget of business seconds is used up
    /// (definitions § 3); nothing beyond the end of the calendar.
    pub fn due(&self, start: EpochSeconds, budget: i64) -> Option<EpochSeconds> {
        if budget == 0 {
            return Some(start);
        }
        let wanted = self.elapsed(start) + budget;
        let index = self
            .spans
            .partition_point(|span| span.before < wanted)
            .checked_sub(1)?;
        let span = self.spans[index];
        let at = span.from + (wanted - span.before);
        (at <= span.to).then_some(at)
    }

    /// The close of the n-th business day after the day of receipt, which does not count (definitions § 3);
    /// nothing beyond the end of the calendar. `late_receipt` says what a receipt after closing, or on a
    /// closed day, counts as.
    pub fn due_day(
        &self,
        receipt: EpochSeconds,
        count: u32,
        late_receipt: LateReceipt,
    ) -> Option<EpochSeconds> {
        let next = self.days.partition_point(|day| day.begin <= receipt);
        let today = next.checked_sub(1).map(|index| self.days[index]);
        let today = today.filter(|day| receipt < day.end);
        let is_late = today.is_none_or(|day| receipt > day.close);
        // The first day that counts.
        let first = match late_receipt {
            LateReceipt::NextDay if is_late => next + 1,
            _ => next,
        };
        let last = self.days.get(first + (count as usize).checked_sub(1)?)?;
        Some(last.close)
    }

    /// Business days whose close lies after an instant, and not after another.
    pub fn days_closed(&self, after: EpochSeconds, until: EpochSeconds) -> i64 {
        let closed_by = |at: EpochSeconds| self.days.partition_point(|day| day.close <= at) as i64;
        closed_by(until) - closed_by(after)
    }

    /// Whether an instant lies inside a window.
    pub fn is_open(&self, at: EpochSeconds) -> bool {
        let index = self.spans.partition_point(|span| span.from <= at);
        index.checked_sub(1).is_some_and(|i| at < self.spans[i].to)
    }

    /// The open spans that touch `[from, to)`, cut to it.
    pub fn open_spans(&self, from: EpochSeconds, to: EpochSeconds) -> Vec<(EpochSeconds, EpochSeconds)> {
        let first = self.spans.partition_point(|span| span.to <= from);
        self.spans[first..]
            .iter()
            .take_while(|span| span.from < to)
            .map(|span| (span.from.max(from), span.to.min(to)))
            .collect()
    }
}

fn ymd((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The instant of a wall-clock time of a day. A skipped time is that of the jump, a repeated one its first
/// showing.
fn instant(zone: &Zone, date: NaiveDate, seconds: u32) -> EpochSeconds {
    use crate::vocabulary::LocalReading::{Ambiguous, Single, Skipped};
    let midnight = date.and_hms_opt(0, 0, 0).map_or(0, |d| d.and_utc().timestamp());
    match zone.read(midnight + i64::from(seconds)) {
        Single(at) => at,
        Skipped(at) => jump(zone, midnight + i64::from(seconds), at),
        Ambiguous { earlier, .. } => earlier,
    }
}

/// The instant at which a wall clock jumps over a reading; `after` lies behind it, by a few hours at most.
fn jump(zone: &Zone, skipped: i64, after: EpochSeconds) -> EpochSeconds {
    let (mut before, mut after) = (after - 6 * 3600, after);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        match zone.civil(middle) > skipped {
            true => after = middle,
            false => before = middle,
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::vocabulary::LocalReading;

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").expect("known zone")
    }

    fn at(text: &str) -> EpochSeconds {
        let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a reading");
        match berlin().read(civil.and_utc().timestamp()) {
            LocalReading::Single(instant) => instant,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn weekdays(open: u32, close: u32, closed: &[&str]) -> Calendar {
        let day = vec![(open * 3600, close * 3600)];
        let week = [
            day.clone(),
            day.clone(),
            day.clone(),
            day.clone(),
            day,
            vec![],
            vec![],
        ];
        let dates = closed
            .iter()
            .map(|d| (d.parse().expect("a date"), vec![]))
            .collect();
        Calendar::new(&berlin(), &week, &dates)
    }

    #[test]
    fn weekend_does_not_run() {
        let calendar = weekdays(8, 17, &[]);
        let (friday, monday) = (at("2026-06-05 21:00"), at("2026-06-08 09:30"));
        assert_eq!(calendar.between(friday, monday), 5_400);
        assert_eq!(monday - friday, 217_800);
    }

    #[test]
    fn due_at_closing_and_in_the_next_window() {
        let calendar = weekdays(8, 18, &[]);
        assert_eq!(
            calendar.due(at("2026-06-08 17:00"), 3600),
            Some(at("2026-06-08 18:00"))
        );
        assert_eq!(
            calendar.due(at("2026-06-08 17:00"), 4 * 3600),
            Some(at("2026-06-09 11:00"))
        );
    }

    #[test]
    fn holidays_stop_the_clock() {
        let (received, budget) = (at("2026-06-03 17:00"), 8 * 3600);
        assert_eq!(
            weekdays(8, 18, &["2026-06-04"]).due(received, budget),
            Some(at("2026-06-05 15:00"))
        );
        assert_eq!(
            weekdays(8, 18, &[]).due(received, budget),
            Some(at("2026-06-04 15:00"))
        );
    }

    #[test]
    fn business_days_end_at_the_close_of_the_last() {
        // Thursday 4 June 2026 is closed.
        let calendar = weekdays(8, 18, &["2026-06-04"]);
        let due = |receipt: &str, days: u32, late: LateReceipt| calendar.due_day(at(receipt), days, late);
        let same_day = LateReceipt::SameDay;
        assert_eq!(due("2026-06-02 09:00", 1, same_day), Some(at("2026-06-03 18:00")));
        assert_eq!(due("2026-06-02 09:00", 2, same_day), Some(at("2026-06-05 18:00")));
        assert_eq!(
            due("2026-06-03 18:00", 1, LateReceipt::NextDay),
            Some(at("2026-06-05 18:00"))
        );
        assert_eq!(due("2026-06-03 18:01", 1, same_day), Some(at("2026-06-05 18:00")));
        assert_eq!(
            due("2026-06-03 18:01", 1, LateReceipt::NextDay),
            Some(at("2026-06-08 18:00"))
        );
        for closed in ["2026-06-06 12:00", "2026-06-07 23:59"] {
            assert_eq!(due(closed, 1, same_day), Some(at("2026-06-08 18:00")), "{closed}");
            assert_eq!(
                due(closed, 1, LateReceipt::NextDay),
                Some(at("2026-06-09 18:00")),
                "{closed}"
            );
        }
    }

    #[test]
    fn around_the_clock_follows_the_clock_change() {
        let all = [(); 7].map(|()| vec![(0, 86_400)]);
        let calendar = Calendar::new(&berlin(), &all, &BTreeMap::new());
        assert_eq!(
            calendar.between(at("2026-03-28 12:00"), at("2026-03-29 12:00")),
            23 * 3600
        );
        assert_eq!(
            calendar.between(at("2026-10-24 12:00"), at("2026-10-25 12:00")),
            25 * 3600
        );
        assert_eq!(calendar.spans.len(), 1);
    }

    #[test]
    fn a_window_into_the_skipped_hour_counts_no_second_twice() {
        let dates = [(
            "2026-03-29".parse().expect("a date"),
            vec![(0, 9_000), (10_800, 14_400)],
        )]
        .into();
        let calendar = Calendar::new(&berlin(), &Default::default(), &dates);
        assert_eq!(
            calendar.between(at("2026-03-28 12:00"), at("2026-03-29 12:00")),
            3 * 3600
        );
    }

    #[test]
    fn due_is_where_the_budget_is_used_up() {
        let calendar = weekdays(8, 18, &["2026-06-04"]);
        for hour in 0..24 * 14 {
            let start = at("2026-06-01 00:00") + hour * 3600 + 59;
            for budget in [1, 60, 3_599, 36_000, 90_001] {
                let due = calendar.due(start, budget).expect("inside the calendar");
                assert_eq!(calendar.between(start, due), budget);
                assert_eq!(calendar.between(start, due - 1), budget - 1);
            }
        }
    }

    /// Business seconds counted a second at a time on the wall clock: nothing in common with spans and sums.
    fn walked(week: &[Vec<Window>; 7], closed: &[NaiveDate], from: EpochSeconds, to: EpochSeconds) -> i64 {
        use chrono::Timelike;
        let berlin = berlin();
        let is_open = |at: &EpochSeconds| {
            let clock = chrono::DateTime::from_timestamp(berlin.civil(*at), 0).expect("a reading");
            let day = clock.date_naive();
            let second = clock.num_seconds_from_midnight();
            let windows = &week[day.weekday().num_days_from_monday() as usize];
            !closed.contains(&day)
                && windows
                    .iter()
                    .any(|(open, close)| (*open..*close).contains(&second))
        };
        (from..to).filter(is_open).count() as i64
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

        /// Over both clock changes and a holiday, by seconds.
        #[test]
        fn business_time_is_what_a_walk_over_the_seconds_counts(
            change in proptest::sample::select(vec!["2026-03-27 12:00", "2026-10-23 12:00", "2026-06-02 12:00"]),
            offset in 0_i64..200_000,
            length in 0_i64..250_000,
            open in 0_u32..40_000,
            lunch in 41_000_u32..50_000,
            close in 52_000_u32..86_400,
            sunday in proptest::prelude::any::<bool>(),
        ) {
            let day = vec![(open, 41_000), (lunch, close)];
            // In autumn 02:46:40 comes twice.
            let night = if change.starts_with("2026-10") { 7_200 } else { 10_000 };
            let rest = if sunday { vec![(0, night), (20_000, 86_400)] } else { vec![] };
            let week = [day.clone(), day.clone(), day.clone(), day.clone(), day.clone(), day, rest];
            let closed: Vec<NaiveDate> = vec!["2026-06-04".parse().expect("a date")];
            let dates = closed.iter().map(|day| (*day, vec![])).collect();
            let calendar = Calendar::new(&berlin(), &week, &dates);
            let from = at(change) + offset;
            let to = from + length;
            let walked = walked(&week, &closed, from, to);
            proptest::prop_assert_eq!(calendar.between(from, to), walked);
            // Due where that time is used up, and not a second earlier.
            if walked > 0 {
                let due = calendar.due(from, walked).expect("inside the calendar");
                proptest::prop_assert!(due <= to);
                proptest::prop_assert_eq!(calendar.between(from, due), walked);
                proptest::prop_assert_eq!(calendar.between(from, due - 1), walked - 1);
            }
        }
    }
}
