//! Which intervals have rows, and what is summed over them: hours, peaks, heat.

use super::*;
use crate::scorecard::PeakBasis;

#[test]
fn opening_hours_have_every_interval_and_calls_outside_are_only_counted() {
    let early = midnight("2026-06-01") + 7 * 3600;
    let calls = [
        traffic("billing", nine(), 10, 180),
        traffic("billing", early, 7, 180),
    ];
    let found = staffed(
        "2026-06-01",
        "2026-06-08",
        &calls,
        &[presence("billing", early, Some(4.0), None)],
    );
    assert_eq!(found.rows.len(), 5 * 20);
    assert_eq!(
        (
            found.summary.intervals,
            found.summary.no_plan,
            found.summary.no_traffic
        ),
        (100, 1, 99)
    );
    assert_eq!(found.summary.calls_outside_hours, 7);
    assert!(found.rows.iter().all(|row| row.start != early));
}

#[test]
fn without_opening_hours_only_what_is_known_has_rows() {
    let night = midnight("2026-06-01") + 3 * 3600;
    let calls = [traffic("alarm", night, 5, 180)];
    let found = staffed(
        "2026-06-01",
        "2026-06-02",
        &calls,
        &[presence("alarm", night + 1800, Some(2.0), None)],
    );
    assert_eq!(
        found.rows.iter().map(|row| row.start).collect::<Vec<_>>(),
        [night, night + 1800]
    );
    assert_eq!(found.summary.calls_outside_hours, 0);
}

#[test]
fn rows_are_of_the_period_and_of_queues_with_callers() {
    let calls = [
        traffic("alarm", midnight("2026-06-02"), 5, 180),
        traffic("alarm", midnight("2026-06-01") - 1, 5, 180),
    ];
    let found = staffed(
        "2026-06-01",
        "2026-06-02",
        &calls,
        &[presence("mail", nine(), Some(2.0), None)],
    );
    assert!(found.rows.is_empty());
}

#[test]
fn both_two_oclocks_of_the_clock_change_are_rows() {
    let start = midnight("2026-10-25");
    let calls: Vec<_> = (0..50)
        .map(|i| traffic("alarm", start + i * 1800, 5, 180))
        .collect();
    let found = staffed("2026-10-25", "2026-10-26", &calls, &[]);
    assert_eq!(found.rows.len(), 50);
    let zone = berlin();
    let at_two = found
        .rows
        .iter()
        .filter(|row| zone.rfc3339(row.start).contains("T02:00:00"));
    assert_eq!(
        at_two.map(|row| row.offered).collect::<Vec<_>>(),
        [Micro::whole(5); 2]
    );
    let spring: Vec<_> = (0..46)
        .map(|i| traffic("alarm", midnight("2026-03-29") + i * 1800, 5, 180))
        .collect();
    assert_eq!(staffed("2026-03-29", "2026-03-30", &spring, &[]).rows.len(), 46);
}

#[test]
fn missing_hours_add_up_over_the_short_intervals() {
    let calls = [0, 1, 2].map(|i| traffic("billing", nine() + i * 1800, 100, 180));
    let agents =
        [(0, 12.0), (1, 13.0), (2, 20.0)].map(|(i, n)| presence("billing", nine() + i * 1800, None, Some(n)));
    let found = staffed("2026-06-01", "2026-06-02", &calls, &agents);
    assert_eq!(found.summary.missing_hours, Some(1.5));
    assert_eq!((found.summary.understaffed, found.summary.ok), (2, 1));
}

#[test]
fn peaks_are_what_the_forecast_needs_most_however_many_came() {
    let day = midnight("2026-06-01") + 8 * 3600;
    let at = |i: i64| day + i * 1800;
    // Most calls came in the last interval, where the forecast had fewest.
    let calls: Vec<_> = (0..20).map(|i| traffic("billing", at(i), 80 + i, 180)).collect();
    let agents: Vec<_> = (0..20)
        .map(|i| presence("billing", at(i), Some(5.0), None))
        .collect();
    let forecasts: Vec<_> = (0..20)
        .map(|i| expected("billing", at(i), 100.0 - i as f64, 180.0))
        .collect();
    let found = forecast("2026-06-01", "2026-06-02", &calls, &agents, &forecasts);
    let starts: Vec<_> = found.peaks.iter().map(|peak| peak.start).collect();
    assert_eq!(starts, [at(0)], "one of twenty");
    let peaks = &found.gap.peaks;
    assert_eq!(
        (peaks.basis, peaks.intervals, peaks.short),
        (PeakBasis::Forecast, 1, 1)
    );
}

#[test]
fn without_a_forecast_peaks_are_what_other_weeks_let_expect() {
    let mondays = [0, 7, 14].map(|days| nine() + days * 86_400);
    let calls = |start: EpochSeconds, offered| traffic("billing", start, offered, 180);
    // On the second Monday most calls come in the first interval: it is no peak by that.
    let mut all = Vec::new();
    for (week, start) in mondays.into_iter().enumerate() {
        all.push(calls(start, if week == 1 { 150 } else { 20 }));
        all.push(calls(start + 1800, 100));
        all.extend((2..18).map(|i| calls(start + i * 1800, 10)));
    }
    let agents: Vec<_> = all
        .iter()
        .map(|row| presence("billing", row.start, Some(1.0), None))
        .collect();
    let found = staffed("2026-06-01", "2026-06-20", &all, &agents);
    assert_eq!(found.gap.peaks.basis, PeakBasis::UsualWeek);
    let listed = |start: EpochSeconds| found.peaks.iter().any(|peak| peak.start == start);
    assert!(mondays.iter().all(|start| listed(start + 1800)));
    assert!(!listed(mondays[1]), "by what came it would be the largest");
}

#[test]
fn one_week_without_a_forecast_names_no_peaks() {
    let found = staffed(
        "2026-06-01",
        "2026-06-02",
        &[traffic("billing", nine(), 100, 180)],
        &[presence("billing", nine(), Some(10.0), None)],
    );
    assert!(found.peaks.is_empty());
    assert_eq!(found.gap.peaks.basis, PeakBasis::Unknown);
}

#[test]
fn heat_is_the_mean_over_days_of_the_sum_over_queues() {
    let weeks = [0, 7].map(|days| nine() + days * 86_400);
    let calls = weeks.map(|start| traffic("billing", start, 100, 180));
    let agents = [
        presence("billing", weeks[0], Some(12.0), None),
        presence("billing", weeks[1], Some(15.0), None),
        presence("alarm", weeks[0], Some(3.0), None),
    ];
    let found = staffed("2026-06-01", "2026-06-15", &calls, &agents);
    let cell = found
        .heat
        .iter()
        .find(|c| (c.weekday, c.time) == (0, 9 * 3600))
        .expect("Monday at nine");
    // First Monday −2 and +3, second Monday +1.
    assert_eq!((cell.gap, cell.offered), (Some(1.0), 100.0));
    let unknown = found
        .heat
        .iter()
        .find(|c| (c.weekday, c.time) == (1, 9 * 3600))
        .expect("Tuesday at nine");
    assert_eq!((unknown.gap, unknown.offered), (None, 0.0));
}
