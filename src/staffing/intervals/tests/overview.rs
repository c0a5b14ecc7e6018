//! Which intervals have rows, and what is summed over them: hours, peaks, heat.

use super::*;

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
fn peaks_are_the_worst_twenty_with_ties_by_load_then_start() {
    let day = midnight("2026-06-01") + 8 * 3600;
    let calls: Vec<_> = (0..20)
        .map(|i| traffic("billing", day + i * 1800, 100, 180))
        .collect();
    let mut agents: Vec<_> = (0..20)
        .map(|i| presence("billing", day + i * 1800, Some(13.0), None))
        .collect();
    agents[7].present = Some(Micro::whole(11));
    agents[9].planned = Some(Micro::whole(14));
    let alarm = [traffic("alarm", day + 3600, 200, 180)];
    let needed = staffed("2026-06-01", "2026-06-02", &alarm, &[]).rows[0]
        .required_agents
        .expect("required");
    agents.push(presence("alarm", day + 3600, Some(f64::from(needed) - 1.0), None));
    let found = staffed(
        "2026-06-01",
        "2026-06-02",
        &[calls, alarm.to_vec()].concat(),
        &agents,
    );
    let order: Vec<_> = found
        .peaks
        .iter()
        .map(|p| (p.queue.as_str(), (p.start - day) / 1800, p.gap))
        .collect();
    assert_eq!(
        order[..4],
        [
            ("billing", 7, -3.0),
            ("alarm", 2, -1.0),
            ("billing", 0, -1.0),
            ("billing", 1, -1.0)
        ]
    );
    assert_eq!(order.len(), 20);
    assert!(order.iter().all(|(_, slot, _)| *slot != 9), "14 of 14 is no peak");
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
