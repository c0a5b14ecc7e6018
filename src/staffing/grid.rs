//! The grid of intervals: cut from local midnight, keyed by instant, so that days of the clock
//! change have 46 or 50 half hours and both 02:00 intervals are kept apart.

use crate::vocabulary::{EpochSeconds, Zone};

/// Intervals of one length in one zone.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    zone: &'a Zone,
    length_s: i64,
}

impl<'a> Grid<'a> {
    /// Intervals of `length_s` seconds (at least 1), counted from local midnight.
    pub fn new(zone: &'a Zone, length_s: i64) -> Self {
        Self {
            zone,
            length_s: length_s.max(1),
        }
    }

    /// Start of the interval that contains an instant.
    pub fn start_of(&self, at: EpochSeconds) -> EpochSeconds {
        let (midnight, _) = self.day(at);
        midnight + (at - midnight).div_euclid(self.length_s) * self.length_s
    }

    /// Length in seconds of the interval that begins at `start`: the last one of a day ends at midnight.
    pub fn length_at(&self, start: EpochSeconds) -> i64 {
        let (_, next) = self.day(start);
        self.length_s.min(next - start)
    }

    /// Starts of all intervals that begin in `[from, to)`, ascending.
    pub fn starts(&self, from: EpochSeconds, to: EpochSeconds) -> Vec<EpochSeconds> {
        let mut starts = Vec::new();
        let (mut midnight, mut next) = self.day(from);
        while midnight < to && midnight < next {
            let of_day = (midnight..next.min(to)).step_by(self.length_s as usize);
            starts.extend(of_day.skip_while(|start| *start < from));
            (midnight, next) = self.day(next);
        }
        starts
    }

    /// The local day that contains an instant: its start, and the start of the next.
    fn day(&self, at: EpochSeconds) -> (EpochSeconds, EpochSeconds) {
        let date = self.zone.date(at);
        let start = self.zone.day_start(date);
        (
            start,
            date.succ_opt().map_or(start, |next| self.zone.day_start(next)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").expect("known zone")
    }

    fn day(zone: &Zone, text: &str) -> (EpochSeconds, EpochSeconds) {
        let date: chrono::NaiveDate = text.parse().expect("a date");
        (
            zone.day_start(date),
            zone.day_start(date.succ_opt().expect("a date")),
        )
    }

    #[test]
    fn days_of_the_clock_change_have_46_and_50_half_hours() {
        let zone = berlin();
        let grid = Grid::new(&zone, 1800);
        let count = |text| {
            let (from, to) = day(&zone, text);
            grid.starts(from, to).len()
        };
        assert_eq!(
            (count("2026-03-29"), count("2026-10-25"), count("2026-06-01")),
            (46, 50, 48)
        );
    }

    #[test]
    fn both_showings_of_two_oclock_are_intervals() {
        let zone = berlin();
        let (from, to) = day(&zone, "2026-10-25");
        let shown: Vec<_> = Grid::new(&zone, 1800)
            .starts(from, to)
            .into_iter()
            .map(|s| zone.rfc3339(s))
            .collect();
        assert!(shown.contains(&"2026-10-25T02:00:00+02:00".to_owned()));
        assert!(shown.contains(&"2026-10-25T02:00:00+01:00".to_owned()));
    }

    #[test]
    fn an_instant_falls_into_one_interval_of_the_grid() {
        // Kathmandu is 5:45 ahead: the grid follows local midnight, not UTC.
        for zone in
            ["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"].map(|z| Zone::parse(z).expect("zone"))
        {
            let grid = Grid::new(&zone, 3600);
            let (from, _) = day(&zone, "2026-04-01");
            let (to, _) = day(&zone, "2026-04-08");
            let starts = grid.starts(from, to);
            assert!(
                starts
                    .windows(2)
                    .all(|pair| pair[0] + grid.length_at(pair[0]) == pair[1])
            );
            for at in (from..to).step_by(977) {
                let start = grid.start_of(at);
                assert!(starts.binary_search(&start).is_ok() && at < start + grid.length_at(start));
            }
        }
    }

    #[test]
    fn a_period_may_begin_inside_a_day() {
        let zone = berlin();
        let (from, to) = day(&zone, "2026-06-01");
        assert_eq!(
            Grid::new(&zone, 1800).starts(from + 1, to),
            Grid::new(&zone, 1800).starts(from + 1800, to)
        );
    }
}
