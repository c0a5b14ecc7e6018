//! What intervals leave to the next, how a gap is taken, and who caused which part of it.

use super::*;
use crate::scorecard::{GapPart, GapSum, StaffVerdict};

/// Half hours since the opening at eight: nothing came before.
fn at(i: i64) -> EpochSeconds {
    nine() - 3600 + i * 1800
}

fn row_of(found: &ProviderStaffing, start: EpochSeconds) -> &IntervalRow {
    found
        .rows
        .iter()
        .find(|row| row.start == start && row.queue.as_str() == "billing")
        .expect("a row")
}

/// Agents of each part at nine.
fn parts(found: &ProviderStaffing) -> Vec<(GapPart, f64)> {
    let split = row_of(found, nine()).split.expect("a split");
    let shown = GapPart::ALL.into_iter().zip(split.agents);
    shown
        .filter(|(_, agents)| agents.0 != 0)
        .map(|(part, agents)| (part, agents.as_f64()))
        .collect()
}

#[test]
fn the_parts_are_named_and_add_up() {
    // 80/20: 80 calls of 180 s need 11, 100 need 14, 100 of 300 s need 21.
    let calls = [traffic("billing", nine(), 100, 300)];
    let agents = [presence("billing", nine(), Some(10.0), Some(8.5))];
    let found = forecast(
        "2026-06-01",
        "2026-06-02",
        &calls,
        &agents,
        &[expected("billing", nine(), 80.0, 180.0)],
    );
    let row = row_of(&found, nine());
    assert_eq!(row.required_agents, Some(21));
    assert_eq!(row.split.and_then(|split| split.forecast_required), Some(11));
    assert_eq!(
        parts(&found),
        [
            (GapPart::Attendance, -1.5),
            (GapPart::Plan, -1.0),
            (GapPart::Volume, -3.0),
            (GapPart::HandleTime, -7.0)
        ]
    );
    let total = found.gap.total;
    assert!(total.adds_up());
    assert_eq!((total.intervals, total.missing_hours()), (1, 6.25));
    assert!(
        total.customers() > Micro::default(),
        "overload makes all of them wait"
    );
}

#[test]
fn the_tolerance_belongs_to_the_provider_and_what_is_beyond_to_the_client() {
    // 100 forecast, 120 came, 10 % tolerated: 14, 110 calls need 15, 120 need 16.
    let mut agreed = agreement();
    agreed.staffing.volume_tolerance = 0.1;
    let found = staff(
        &agreed,
        &ProviderId::new("nord"),
        (midnight("2026-06-01"), midnight("2026-06-02")),
        (
            &[traffic("billing", nine(), 120, 180)],
            &[presence("billing", nine(), Some(14.0), None)],
        ),
        &[expected("billing", nine(), 100.0, 180.0)],
    );
    assert_eq!(
        parts(&found),
        [(GapPart::Tolerated, -1.0), (GapPart::Volume, -1.0)]
    );
}

#[test]
fn a_larger_share_than_planned_is_not_a_wrong_forecast() {
    // Of all calls its planned share were 100, as forecast; 120 were routed to it.
    let mut planned = expected("billing", nine(), 100.0, 180.0);
    planned.expected.routed = Some(100.0);
    let found = forecast(
        "2026-06-01",
        "2026-06-02",
        &[traffic("billing", nine(), 120, 180)],
        &[presence("billing", nine(), Some(14.0), None)],
        &[planned],
    );
    assert_eq!(parts(&found), [(GapPart::Routing, -2.0)]);
}

#[test]
fn without_a_forecast_only_attendance_can_be_told() {
    let found = staffed(
        "2026-06-01",
        "2026-06-02",
        &[traffic("billing", nine(), 100, 180)],
        &[presence("billing", nine(), Some(13.0), Some(12.0))],
    );
    assert_eq!(
        parts(&found),
        [(GapPart::Attendance, -1.0), (GapPart::Unexplained, -1.0)]
    );
}

#[test]
fn days_and_the_period_are_sums_of_intervals() {
    let days = [0, 1, 2].map(|day| nine() + day * 86_400);
    let calls: Vec<_> = days
        .iter()
        .flat_map(|day| [0, 1].map(|i| traffic("billing", day + i * 1800, 100, 180)))
        .collect();
    let agents: Vec<_> = days
        .iter()
        .flat_map(|day| {
            [(0, 12.3), (1, 16.0)].map(|(i, n)| presence("billing", day + i * 1800, Some(n), None))
        })
        .collect();
    let found = staffed("2026-06-01", "2026-06-05", &calls, &agents);
    let mut sum = GapSum::default();
    found.gap.days.iter().for_each(|day| sum += day.gap);
    assert_eq!(sum, found.gap.total);
    assert_eq!(found.gap.days.len(), 3);
    assert_eq!(
        found.gap.total.intervals, 3,
        "who had more than enough lacks nothing"
    );
    assert_eq!(found.summary.missing_hours, Some(found.gap.total.missing_hours()));
}

#[test]
fn an_overload_is_carried_into_the_next_interval() {
    // 50 agents, 300 s, half hours with loads 40, 55, 60, 50, 40, 35: fluid 0, 30, 90, 90, 30, 0 waiting.
    let loads = [40, 55, 60, 50, 40, 35];
    let calls: Vec<_> = loads
        .iter()
        .enumerate()
        .map(|(i, load)| traffic("billing", at(i as i64), load * 6, 300))
        .collect();
    let agents: Vec<_> = (0..6)
        .map(|i| presence("billing", at(i), None, Some(50.0)))
        .collect();
    let found = staffed("2026-06-01", "2026-06-02", &calls, &agents);
    let judged: Vec<_> = (0..6)
        .map(|i| row_of(&found, at(i)).judged.expect("judged"))
        .collect();
    let backlog: Vec<_> = judged
        .iter()
        .map(|judged| judged.backlog.expect("known").round())
        .collect();
    assert_eq!(backlog, [0.0, 30.0, 90.0, 90.0, 30.0, 0.0]);
    assert_eq!(judged[4].carried_over.round(), 90.0);
    assert_eq!(judged[4].predicted, Some(0.0), "alone it would look like 95.5 %");
    let high = judged[4].high.expect("a requirement");
    let own = row_of(&found, at(4)).required_agents.expect("a requirement");
    assert!(high > own + 10, "{high} with the backlog, {own} without");
}

#[test]
fn a_backlog_ends_with_the_opening_hours() {
    let closing = midnight("2026-06-01") + 17 * 3600 + 1800;
    let opening = midnight("2026-06-02") + 8 * 3600;
    let calls = [closing, opening].map(|start| traffic("billing", start, 100, 180));
    let agents = [closing, opening].map(|start| presence("billing", start, None, Some(5.0)));
    let found = staffed("2026-06-01", "2026-06-03", &calls, &agents);
    let left = row_of(&found, closing).judged.expect("judged").backlog;
    assert_eq!(left, Some(50.0));
    assert_eq!(row_of(&found, opening).judged.expect("judged").carried_over, 0.0);
}

#[test]
fn loads_that_lag_behind_the_calls_are_used_where_they_change_fast() {
    // 30-minute contacts: 40, 60, 90, 120, 130, 130, 120, 100, 80 become 40, 47, 66, 92, 114, 124, 124, 114, 98.
    let loads = [40, 60, 90, 120, 130, 130, 120, 100, 80];
    let calls: Vec<_> = loads
        .iter()
        .enumerate()
        .map(|(i, load)| traffic("billing", at(i as i64), *load, 1800))
        .collect();
    let found = staffed("2026-06-01", "2026-06-02", &calls, &[]);
    let modified: Vec<_> = (0..9)
        .map(|i| {
            row_of(&found, at(i))
                .judged
                .and_then(|judged| judged.modified_load)
        })
        .map(|load| load.map(f64::round))
        .collect();
    let some = |load: f64| Some(load);
    assert_eq!(
        modified,
        [
            None,
            some(47.0),
            some(66.0),
            some(92.0),
            some(114.0),
            None,
            some(124.0),
            some(114.0),
            some(98.0)
        ]
    );
}

#[test]
fn a_gap_within_the_noise_is_no_finding() {
    // Load 10 from 100 calls: one standard deviation of the need is 1.41 agents.
    let verdict = |present: f64| {
        let row = at_nine(
            &[traffic("billing", nine(), 100, 180)],
            &[presence("billing", nine(), None, Some(present))],
        );
        row.judged.and_then(|judged| judged.verdict)
    };
    assert_eq!(verdict(14.0), Some(StaffVerdict::Enough));
    assert_eq!(verdict(13.9), Some(StaffVerdict::WithinNoise));
    assert_eq!(verdict(11.2), Some(StaffVerdict::WithinNoise));
    assert_eq!(verdict(11.1), Some(StaffVerdict::Short));
}

#[test]
fn between_the_models_it_depends_on_patience() {
    let mut agreed = agreement();
    let patience = crate::workspace::agreement::Patience::Given(60.0);
    agreed.staffing.patience.insert(QueueId::new("billing"), patience);
    let of = |present: f64| {
        let found = staff(
            &agreed,
            &ProviderId::new("nord"),
            (midnight("2026-06-01"), midnight("2026-06-02")),
            (
                &[traffic("billing", at(0), 300, 300)],
                &[presence("billing", at(0), None, Some(present))],
            ),
            &[],
        );
        row_of(&found, at(0)).clone()
    };
    // Load 50, 80/20, patience 60 s, at most 5 % abandoned: 53 by Erlang A, 57 by Erlang C.
    let row = of(55.0);
    let judged = row.judged.expect("judged");
    assert_eq!(row.model, Some(crate::scorecard::StaffingModel::ErlangA));
    assert_eq!(
        (row.required_agents, judged.low, judged.high),
        (Some(53), Some(53), Some(57))
    );
    assert_eq!(judged.verdict, Some(StaffVerdict::DependsOnPatience));
    assert_eq!(
        of(57.0).judged.and_then(|judged| judged.verdict),
        Some(StaffVerdict::Enough)
    );
}

#[test]
fn chats_are_slots_and_agents_are_heads() {
    let mut agreed = agreement();
    agreed.staffing.concurrency.insert(QueueId::new("billing"), 2.0);
    agreed.staffing.min_agents.insert(QueueId::new("billing"), 2);
    let found = staff(
        &agreed,
        &ProviderId::new("nord"),
        (midnight("2026-06-01"), midnight("2026-06-02")),
        (
            &[traffic("billing", nine(), 100, 180)],
            &[presence("billing", nine(), None, Some(7.0))],
        ),
        &[],
    );
    // 14 slots are 7 heads; an interval without calls still has the two that were agreed.
    let row = row_of(&found, nine());
    assert_eq!((row.required_agents, row.state), (Some(7), StaffingState::Ok));
    assert_eq!(row_of(&found, at(6)).required_agents, Some(2));
}
