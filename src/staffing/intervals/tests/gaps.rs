//! Requirement, gap and state of single intervals.

use super::*;

#[test]
fn hundred_calls_need_fourteen() {
    let row = at_nine(
        &[traffic("billing", nine(), 100, 180)],
        &[presence("billing", nine(), Some(15.0), Some(13.4))],
    );
    assert_eq!((row.required_agents, row.required_gross), (Some(14), Some(20.0)));
    assert_eq!((row.gap_planned, row.gap_present), (Some(1.0), Some(-0.6)));
    assert_eq!(
        (row.offered_load, row.aht_s, row.service_level),
        (Some(10.0), Some(180.0), Some(0.75))
    );
    assert_eq!(
        (row.state, row.occupancy),
        (StaffingState::Understaffed, Some(10.0 / 13.4))
    );
}

#[test]
fn entries_of_one_key_are_added_and_handle_time_is_volume_weighted() {
    // 10 calls of 300 s and 90 of 500 s: 480 s.
    let calls = [
        traffic("billing", nine(), 10, 300),
        traffic("billing", nine() + 60, 90, 500),
    ];
    let agents = [
        presence("billing", nine(), Some(20.0), None),
        presence("billing", nine(), Some(12.5), None),
    ];
    let row = at_nine(&calls, &agents);
    assert_eq!((row.offered, row.aht_s), (Micro::whole(100), Some(480.0)));
    assert_eq!((row.planned, row.present), (Some(Micro(32_500_000)), None));
}

#[test]
fn abandoned_calls_are_load_too() {
    let mut calls = traffic("billing", nine(), 100, 180);
    calls.answered = Micro::whole(60);
    calls.abandoned = Micro::whole(40);
    calls.handled = Micro::whole(60);
    calls.handle_s = Micro::whole(60 * 180);
    let row = at_nine(&[calls], &[]);
    assert_eq!((row.offered_load, row.required_agents), (Some(10.0), Some(14)));
}

#[test]
fn states() {
    let state = |agents: Option<f64>| {
        at_nine(
            &[traffic("billing", nine(), 100, 180)],
            &[presence("billing", nine(), agents, None)],
        )
        .state
    };
    assert_eq!(state(Some(14.0)), StaffingState::Ok);
    assert_eq!(state(Some(13.999_999)), StaffingState::Ok);
    assert_eq!(state(Some(13.9)), StaffingState::Understaffed);
    assert_eq!(state(Some(10.0)), StaffingState::Overloaded);
    assert_eq!(state(Some(0.0)), StaffingState::Overloaded);
    assert_eq!(state(None), StaffingState::NoPlan);
    let idle = at_nine(&[], &[presence("billing", nine(), Some(3.0), None)]);
    assert_eq!(
        (idle.state, idle.required_agents, idle.gap_planned),
        (StaffingState::NoTraffic, Some(0), Some(3.0))
    );
    assert_eq!((idle.service_level, idle.aht_s), (None, None));
}

#[test]
fn overload_has_no_occupancy() {
    let row = at_nine(
        &[traffic("billing", nine(), 100, 180)],
        &[presence("billing", nine(), None, Some(10.0))],
    );
    assert_eq!((row.occupancy, row.gap_present), (None, Some(-4.0)));
}

#[test]
fn nobody_answered_takes_the_mean_of_the_queue() {
    let mut lost = traffic("billing", nine(), 100, 0);
    (lost.answered, lost.abandoned, lost.handled) = (Micro::default(), Micro::whole(100), Micro::default());
    let others = [
        traffic("billing", nine() + 1800, 10, 300),
        traffic("billing", nine() + 3600, 90, 500),
    ];
    let with_mean = at_nine(&[lost.clone(), others[0].clone(), others[1].clone()], &[]);
    assert_eq!((with_mean.aht_s, with_mean.aht_estimated), (Some(480.0), true));
    let alone = at_nine(&[lost.clone()], &[presence("billing", nine(), Some(50.0), None)]);
    assert_eq!(
        (alone.aht_s, alone.aht_estimated, alone.offered_load),
        (None, false, None)
    );
    assert_eq!(
        (alone.required_agents, alone.gap_planned, alone.state),
        (None, None, StaffingState::NoPlan)
    );
    let nobody = at_nine(&[lost], &[presence("billing", nine(), Some(0.0), None)]);
    assert_eq!(nobody.state, StaffingState::Overloaded);
}

#[test]
fn without_a_standard_nothing_is_required() {
    let row = at_nine(
        &[traffic("orders", nine(), 100, 180)],
        &[presence("orders", nine(), Some(12.0), None)],
    );
    assert_eq!(
        (row.required_agents, row.gap_planned, row.state),
        (None, None, StaffingState::Ok)
    );
    let other = staff(
        &agreement(),
        &ProviderId::new("sued"),
        (midnight("2026-06-01"), midnight("2026-06-02")),
        (&[traffic("billing", nine(), 100, 180)], &[]),
        &[],
    );
    assert!(
        other.rows.iter().all(|row| row.required_agents.is_none()),
        "the standard binds nord only"
    );
}

#[test]
fn the_clause_in_force_at_the_start_decides() {
    let start = |day: &str| midnight(day) + 9 * 3600;
    let calls = ["2026-09-30", "2026-10-01"].map(|day| traffic("billing", start(day), 100, 180));
    let found = staffed("2026-09-30", "2026-10-02", &calls, &[]);
    let required: Vec<_> = found
        .rows
        .iter()
        .filter(|r| r.offered.0 > 0)
        .map(|r| r.required_agents)
        .collect();
    // 80 % in 20 s, then 90 %.
    assert_eq!(required, [Some(14), Some(15)]);
}
