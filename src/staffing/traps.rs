//! What staffing tools get wrong, each as a test. Two traps have theirs elsewhere: days of the clock
//! change in `grid`, and the choice of peaks in `peaks`.

use super::bracket::bracket;
use super::deferred::{Class, Interval, serve};
use super::demand::{Demand, first_attempts};
use super::fractional::double_counted;
use super::handle_time::{Handled, mean_handle_time, outlasts_interval, unexplained_busy_time};
use super::level::{LevelRule, level_over};
use super::model::{Model, Status, performance};
use super::patience::Patience;
use super::requirement::{Binding, Limits, Requirement, net_of, required_agents, shrinkage_of};
use crate::vocabulary::{Formula, Micro};

const EIGHTY_TWENTY: Limits = Limits::service_level(LevelRule::offered(20.0), 0.8);

/// Met by anybody who is there at all.
const EASY: Limits = Limits::service_level(LevelRule::offered(1e6), 0.1);

fn calls(calls: f64, aht_s: f64) -> Demand {
    Demand::of_calls(calls, 1800.0, aht_s).expect("a load")
}

fn endless(demand: Demand, limits: &Limits, shrinkage: f64) -> Requirement {
    required_agents(Model::ErlangC, demand, limits, shrinkage).expect("answerable")
}

#[test]
fn trap_01_float_ceiling_on_the_cap() {
    let capped = Limits {
        max_occupancy: Some(0.85),
        ..EASY
    };
    let load = Demand::of_load(35.7, 180.0).expect("a load");
    assert!(
        (35.7_f64 / 0.85).ceil() > 42.0,
        "the plain division is one too many"
    );
    assert_eq!(endless(load, &capped, 0.0).net, 42);
}

#[test]
fn trap_02_float_ceiling_on_shrinkage() {
    let capped = Limits {
        max_occupancy: Some(0.5),
        ..EASY
    };
    let load = Demand::of_load(17.0, 180.0).expect("a load");
    assert!(
        (34.0_f64 / (1.0 - 0.32)).ceil() > 50.0,
        "the plain division is one too many"
    );
    let found = endless(load, &capped, 0.32);
    assert_eq!((found.net, found.gross), (34, 50));
}

#[test]
fn trap_03_start_value_above_the_next_whole_number() {
    let limits = Limits::service_level(LevelRule::offered(120.0), 0.1);
    let found = endless(calls(106.0, 180.0), &limits, 0.0);
    assert_eq!((found.offered_load, found.net), (10.6, 11));
}

#[test]
fn trap_04_gross_is_rounded_up_and_never_to_the_nearest() {
    let capped = Limits {
        max_occupancy: Some(0.5),
        ..EASY
    };
    let load = Demand::of_load(7.5, 180.0).expect("a load");
    let found = endless(load, &capped, 0.3);
    // 15 / 0.7 = 21.43.
    assert_eq!((found.net, found.gross), (15, 22));
}

#[test]
fn trap_05_no_more_agents_than_load_is_a_state() {
    for agents in [0, 7, 10] {
        let found = performance(Model::ErlangC, calls(100.0, 180.0), agents, &EIGHTY_TWENTY.level);
        let found = found.expect("answerable");
        assert_eq!(found.status, Status::Overload);
        assert_eq!((found.p_wait, found.service_level), (Some(1.0), Some(0.0)));
        assert_eq!(found.asa_s, Some(f64::INFINITY));
    }
}

#[test]
fn trap_06_threshold_zero_asks_who_does_not_wait() {
    for model in [Model::ErlangC, Model::ErlangA { patience_s: 60.0 }] {
        let rule = LevelRule::offered(0.0);
        let found = performance(model, calls(100.0, 180.0), 14, &rule).expect("answerable");
        let level = found.service_level.expect("defined");
        assert!((level + found.p_wait.expect("defined") - 1.0).abs() < 1e-12);
    }
}

#[test]
fn trap_07_no_calls_have_no_level_and_need_nobody_but_the_agreed() {
    let found = endless(Demand::NONE, &EIGHTY_TWENTY, 0.3);
    assert_eq!(
        (found.net, found.sl_at_net, found.binding),
        (0, None, Binding::NoCalls)
    );
    let agreed = Limits {
        min_agents: 2,
        ..EIGHTY_TWENTY
    };
    assert_eq!(endless(Demand::NONE, &agreed, 0.0).net, 2);
    let idle = performance(Model::ErlangC, Demand::NONE, 5, &EIGHTY_TWENTY.level).expect("answerable");
    assert_eq!((idle.status, idle.service_level), (Status::NoCalls, None));
    // Weight 0.
    assert_eq!(level_over([(100.0, Some(0.9)), (0.0, None)]), Some(0.9));
}

#[test]
fn trap_08_seconds_and_the_length_of_the_interval() {
    let at = |interval_s| {
        let demand = Demand::of_calls(100.0, interval_s, 180.0).expect("a load");
        performance(Model::ErlangC, demand, 12, &EIGHTY_TWENTY.level)
            .expect("answerable")
            .asa_s
            .expect("defined")
    };
    assert!((at(1800.0) - 40.444_940_186_8).abs() < 1e-8);
    assert!(at(3600.0) < 1.0);
}

#[test]
fn trap_09_mean_of_interval_percentages() {
    let calls = [20.0, 40.0, 200.0, 240.0, 60.0];
    let levels = [1.0, 0.98, 0.62, 0.58, 0.95];
    let plain: f64 = levels.iter().sum::<f64>() / 5.0;
    let weighted = level_over(calls.into_iter().zip(levels.map(Some))).expect("calls");
    assert_eq!(
        ((plain * 1000.0).round(), (weighted * 1000.0).round()),
        (826.0, 678.0)
    );
}

#[test]
fn trap_10_handle_time_without_wrap_up() {
    // Talk and hold 240 s, wrap-up 60 s: the busy time tells.
    let without = Handled {
        contacts: 100.0,
        handle_s: 24_000.0,
    };
    assert_eq!(unexplained_busy_time(without, 30_000.0), Some(0.25));
    let with = Handled {
        handle_s: 30_000.0,
        ..without
    };
    assert_eq!(unexplained_busy_time(with, 30_000.0), Some(0.0));
}

#[test]
fn trap_11_plain_mean_of_interval_handle_times() {
    let small = Handled {
        contacts: 10.0,
        handle_s: 3_000.0,
    };
    let large = Handled {
        contacts: 90.0,
        handle_s: 45_000.0,
    };
    // Not 400 s.
    assert_eq!(mean_handle_time(&[small, large]), Some(480.0));
}

#[test]
fn trap_12_abandoned_calls_belong_to_the_load() {
    // The worse the service, the more hang up: the need must not shrink with it.
    let (answered, abandoned) = (70.0, 30.0);
    let offered = endless(calls(answered + abandoned, 180.0), &EIGHTY_TWENTY, 0.0).net;
    let flattered = endless(calls(answered, 180.0), &EIGHTY_TWENTY, 0.0).net;
    assert_eq!((offered, flattered), (14, 10));
}

#[test]
fn trap_13_short_abandons_leave_both_sides_and_the_waiting_time() {
    let patient = Model::ErlangA { patience_s: 60.0 };
    let level = |formula| {
        let rule = LevelRule::new(formula, 20.0).with_short(5.0);
        let found = performance(patient, calls(100.0, 180.0), 9, &rule).expect("answerable");
        (
            found.service_level.expect("defined"),
            found.shares.expect("calls"),
        )
    };
    let (removed, shares) = level(Formula::ShortAbandonsRemoved);
    assert!((removed - shares.in_time / (1.0 - shares.abandoned_short)).abs() < 1e-12);
    // The waits of misdials are no patience either.
    let with = Patience::of_totals(120.0, 41_760.0 + 20.0 * 2.0).expect("known");
    let without = Patience::of_totals(100.0, 41_760.0).expect("known");
    assert!(without.patience_s > with.patience_s * 1.19);
}

#[test]
fn trap_14_redials_are_no_new_demand() {
    let unique = first_attempts(160.0, 60.0, 0.5);
    assert_eq!(unique, 130.0);
    let need = |offered| endless(calls(offered, 180.0), &EIGHTY_TWENTY, 0.0).net;
    assert!(need(unique) < need(160.0));
    // Nothing is assumed unless known.
    assert_eq!(first_attempts(160.0, 60.0, 0.0), 160.0);
}

#[test]
fn trap_15_handle_time_booked_where_the_call_ends() {
    assert!(outlasts_interval(601.0, 1800.0));
    assert!(!outlasts_interval(600.0, 1800.0));
}

#[test]
fn trap_16_mail_of_the_night_is_no_mail_of_the_first_interval_of_the_day() {
    let mail = Class {
        name: "mail".to_owned(),
        aht_s: Micro::whole(300),
        deadline: 0,
    };
    let slot = |is_open, items| Interval {
        is_open,
        length_s: 1800,
        staff: Micro::whole(1),
        items: vec![Micro::whole(items)],
    };
    // Midnight and one hour are closed; the work of both is that of the first open interval.
    let found = serve(&[mail], &[slot(false, 4), slot(false, 2), slot(true, 0)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].interval, found[0].classes[0].done_in_time), (2, 6.0));
}

#[test]
fn trap_18_gross_hours_are_summed_unrounded() {
    let needs: Vec<_> = (1..=20)
        .map(|n| endless(calls(10.0 * f64::from(n), 180.0), &EIGHTY_TWENTY, 0.3))
        .collect();
    let net: u32 = needs.iter().map(|need| need.net).sum();
    let unrounded: f64 = needs.iter().map(|need| need.gross_fte).sum();
    let rounded: u32 = needs.iter().map(|need| need.gross).sum();
    assert!((unrounded - f64::from(net) / 0.7).abs() < 1e-9);
    // Half an agent per interval on average.
    let more = (f64::from(rounded) - unrounded) / 20.0;
    assert!((0.3..0.7).contains(&more), "{more}");
}

#[test]
fn trap_19_gross_is_not_compared_with_net() {
    // 100 seats are 142.9 heads, not 130; and 142.9 heads are no surplus of 43.
    let found = 100.0 / (1.0 - shrinkage_of(&[0.3]));
    assert!((found - 142.857_142_857).abs() < 1e-6);
    assert!((net_of(found, 0.3) - 100.0).abs() < 1e-9);
    // Shares of what others leave multiply.
    assert!((shrinkage_of(&[0.2, 0.1]) - 0.28).abs() < 1e-12);
}

#[test]
fn trap_20_a_requirement_below_load_is_no_saving() {
    let demand = Demand::of_load(500.0 / 3.0, 300.0).expect("a load");
    let patient = Model::ErlangA { patience_s: 30.0 };
    let alone = required_agents(patient, demand, &EIGHTY_TWENTY, 0.0).expect("answerable");
    assert_eq!(alone.net, 139);
    assert!(alone.p_abandon_at_net > Some(0.16));
    let both = bracket(demand, Some(30.0), &EIGHTY_TWENTY, 0.0).expect("answerable");
    let limited = both.impatient.expect("known");
    assert!(limited.net > alone.net + 20);
    assert!(limited.p_abandon_at_net <= Some(0.05));
}

#[test]
fn trap_21_staff_of_another_queue_is_not_there_twice() {
    assert_eq!(double_counted(&[8.0, 6.5], 10.0), 4.5);
    assert_eq!(double_counted(&[8.0, 2.0], 10.0), 0.0);
}

/// The five readings of one target (published): the formula must be in the contract.
#[test]
fn formulas_ask_for_very_different_numbers() {
    let demand = Demand::of_calls(1000.0, 1800.0, 300.0).expect("a load");
    let formulas = [
        Formula::Offered,
        Formula::LateAbandons,
        Formula::AnsweredOnly,
        Formula::AbandonsInTimeCount,
    ];
    let needs = |patience_s| {
        formulas.map(|formula| {
            let limits = Limits::service_level(LevelRule::new(formula, 20.0), 0.8);
            required_agents(Model::ErlangA { patience_s }, demand, &limits, 0.0)
                .expect("answerable")
                .net
        })
    };
    assert_eq!(needs(30.0), [139, 108, 105, 98]);
    assert_eq!(needs(120.0), [159, 156, 155, 155]);
}
