//! Worked figures, traps of rounding, and properties of the requirement.

use proptest::prelude::*;

use super::super::model::performance;
use super::*;
use crate::vocabulary::Formula;

const EIGHTY_TWENTY: Limits = Limits::service_level(LevelRule::offered(20.0), 0.8);

fn demand(calls: f64, aht_s: f64) -> Demand {
    Demand::of_calls(calls, 1800.0, aht_s).expect("answerable")
}

fn required(calls: f64, aht_s: f64, limits: Limits, shrinkage: f64) -> Requirement {
    required_agents(Model::ErlangC, demand(calls, aht_s), &limits, shrinkage).expect("answerable")
}

fn capped(cap: f64) -> Limits {
    Limits {
        max_occupancy: Some(cap),
        ..EIGHTY_TWENTY
    }
}

#[test]
fn hundred_calls_need_fourteen_net_and_twenty_gross() {
    let found = required(100.0, 180.0, capped(0.85), 0.3);
    assert_eq!((found.net, found.gross), (14, 20));
    assert!((found.sl_at_net.expect("defined") - 0.888_350_019_179).abs() < 1e-11);
    // 79.56 % is not to be rounded up to the target.
    assert!((found.sl_at_net_minus_1.expect("defined") - 0.795_594_788_418).abs() < 1e-11);
    assert_eq!(found.binding.to_string(), "service_level");
}

#[test]
fn published_requirements_at_300_seconds() {
    let cases = [(60.0, 14), (300.0, 57), (1200.0, 210), (6000.0, 1015)];
    for (calls, net) in cases {
        assert_eq!(
            required(calls, 300.0, EIGHTY_TWENTY, 0.0).net,
            net,
            "{calls} calls"
        );
    }
    let with_cap = [(60.0, 14), (300.0, 59), (1200.0, 236), (6000.0, 1177)];
    for (calls, net) in with_cap {
        assert_eq!(
            required(calls, 300.0, capped(0.85), 0.0).net,
            net,
            "{calls} calls, cap"
        );
    }
}

#[test]
fn a_cap_that_divides_exactly_costs_no_extra_agent() {
    // 35.7 erlang / 0.85 = 42; 168.3 / 0.85 = 198.
    let easy = Limits {
        sl_target: Some(0.1),
        max_occupancy: Some(0.85),
        ..Limits::service_level(LevelRule::offered(600.0), 0.5)
    };
    assert_eq!(required(357.0, 180.0, easy, 0.0).net, 42);
    assert_eq!(required(1683.0, 180.0, easy, 0.0).net, 198);
    assert_eq!(
        required(1683.0, 180.0, easy, 0.0).binding.to_string(),
        "occupancy"
    );
}

#[test]
fn gross_is_divided_and_rounded_up_exactly() {
    let gross = |net: u32, shrinkage: f64| {
        // The cap alone decides: load = net × cap.
        let limits = Limits {
            sl_target: None,
            max_occupancy: Some(0.5),
            ..Limits::service_level(LevelRule::offered(0.0), 0.5)
        };
        let found = required(f64::from(net) * 5.0, 180.0, limits, shrinkage);
        assert_eq!(found.net, net);
        found.gross
    };
    assert_eq!(gross(34, 0.32), 50);
    assert_eq!(gross(14, 0.3), 20);
    assert_eq!(gross(15, 0.3), 22);
    assert_eq!(gross(24, 0.3), 35);
}

#[test]
fn the_first_candidate_is_the_next_whole_number_above_the_load() {
    let easy = Limits::service_level(LevelRule::offered(120.0), 0.1);
    let found = required(106.0, 180.0, easy, 0.0);
    assert_eq!((found.offered_load, found.net), (10.6, 11));
    assert_eq!(found.sl_at_net_minus_1, Some(0.0));
    assert_eq!(found.binding.to_string(), "stability+service_level");
    // A load that is whole needs one more.
    assert_eq!(required(100.0, 180.0, easy, 0.0).net, 11);
}

#[test]
fn threshold_zero_is_a_question_too() {
    let at_once = Limits::service_level(LevelRule::offered(0.0), 0.9);
    // 30 calls an hour of 5 minutes, 90 % without delay: 5 give 87.0 %, 6 give 95.3 %.
    assert_eq!(required(15.0, 300.0, at_once, 0.0).net, 6);
}

#[test]
fn no_calls_need_nobody() {
    let found = required(0.0, 180.0, capped(0.85), 0.3);
    assert_eq!((found.net, found.gross, found.gross_fte), (0, 0, 0.0));
    assert_eq!((found.sl_at_net, found.binding), (None, Binding::NoCalls));
}

#[test]
fn impossible_limits_are_refused_by_name() {
    let refused = |limits: Limits, shrinkage: f64| {
        required_agents(Model::ErlangC, demand(100.0, 180.0), &limits, shrinkage)
            .map_err(|e| e.quantity)
            .err()
    };
    assert_eq!(
        refused(
            Limits {
                sl_target: Some(1.0),
                ..EIGHTY_TWENTY
            },
            0.0
        ),
        Some(Quantity::Target)
    );
    assert_eq!(
        refused(
            Limits {
                sl_target: Some(80.0),
                ..EIGHTY_TWENTY
            },
            0.0
        ),
        Some(Quantity::Target)
    );
    assert_eq!(refused(capped(0.0), 0.0), Some(Quantity::MaxOccupancy));
    assert_eq!(refused(capped(85.0), 0.0), Some(Quantity::MaxOccupancy));
    assert_eq!(refused(capped(1e-9), 0.0), Some(Quantity::MaxOccupancy));
    assert_eq!(refused(EIGHTY_TWENTY, 1.0), Some(Quantity::Shrinkage));
    assert_eq!(
        refused(EIGHTY_TWENTY, 0.999_999_999_99),
        Some(Quantity::Shrinkage)
    );
    assert_eq!(refused(EIGHTY_TWENTY, f64::NAN), Some(Quantity::Shrinkage));
    assert_eq!(
        refused(
            Limits {
                level: LevelRule::offered(-1.0),
                ..EIGHTY_TWENTY
            },
            0.0
        ),
        Some(Quantity::Threshold)
    );
}

fn level(calls: f64, aht_s: f64, agents: u32, threshold_s: f64) -> f64 {
    let rule = LevelRule::offered(threshold_s);
    let found = performance(Model::ErlangC, demand(calls, aht_s), agents, &rule).expect("answerable");
    found.service_level.expect("there are calls")
}

proptest! {
    #[test]
    fn more_agents_never_lower_the_service_level(
        calls in 0.1..5000.0, aht_s in 10.0..1200.0, threshold_s in 0.0..600.0, agents in 0..3000_u32,
    ) {
        let (fewer, more) = (level(calls, aht_s, agents, threshold_s), level(calls, aht_s, agents + 1, threshold_s));
        // Both may be 1 but for the last bit.
        prop_assert!(more >= fewer - 1e-12, "{fewer} with {agents}, then {more}");
        prop_assert!((0.0..=1.0).contains(&more));
    }

    #[test]
    fn more_calls_never_lower_the_requirement(
        calls in 0.0..3000.0, more in 0.0..500.0, aht_s in 10.0..900.0, target in 0.1..0.99,
        cap in proptest::option::of(0.3..1.0),
    ) {
        let limits = Limits { sl_target: Some(target), max_occupancy: cap, ..Limits::service_level(LevelRule::offered(20.0), 0.5) };
        let (small, large) = (required(calls, aht_s, limits, 0.3), required(calls + more, aht_s, limits, 0.3));
        prop_assert!(large.net >= small.net && large.gross >= small.gross);
    }

    #[test]
    fn the_answer_meets_every_limit_and_one_fewer_breaks_one(
        calls in 0.1..3000.0, aht_s in 10.0..900.0, target in 0.0..0.99,
        cap in proptest::option::of(0.3..1.0),
    ) {
        let limits = Limits { sl_target: Some(target), max_occupancy: cap, ..Limits::service_level(LevelRule::offered(20.0), 0.5) };
        let found = required(calls, aht_s, limits, 0.0);
        let load = calls * aht_s / 1800.0;
        let holds = |agents: u32| {
            f64::from(agents) > load
                && level(calls, aht_s, agents, 20.0) >= target
                && cap.is_none_or(|cap| load <= f64::from(agents) * cap * (1.0 + 1e-9))
        };
        prop_assert!(holds(found.net));
        prop_assert!(found.net == 1 || !holds(found.net - 1));
    }

    #[test]
    fn with_patience_more_agents_never_lower_the_service_level(
        calls in 0.1..3000.0, aht_s in 20.0..900.0, patience_s in 1.0..2000.0, threshold_s in 0.0..300.0,
        short_s in 0.0..30.0, agents in 0..2000_u32, formula in 0..7_usize,
    ) {
        let rule = LevelRule::new(Formula::ALL[formula], threshold_s).with_short(short_s).with_flow_outs(0.1);
        let given = |agents| {
            performance(Model::ErlangA { patience_s }, demand(calls, aht_s), agents, &rule).expect("answerable")
        };
        let (fewer, more) = (given(agents), given(agents + 1));
        if let (Some(fewer), Some(more)) = (fewer.service_level, more.service_level) {
            prop_assert!(more >= fewer - 1e-9, "{fewer} with {agents}, then {more}");
            prop_assert!((0.0..=1.0).contains(&more));
        }
        prop_assert!(more.p_abandon <= fewer.p_abandon.map(|p| p + 1e-11));
    }

    #[test]
    fn with_patience_more_calls_never_lower_the_requirement(
        calls in 0.0..2000.0, more in 0.0..500.0, aht_s in 20.0..900.0, patience_s in 5.0..1000.0,
        target in 0.1..0.99, most in 0.005..0.5, cap in proptest::option::of(0.3..1.0), formula in 0..5_usize,
    ) {
        let limits = Limits {
            max_occupancy: cap,
            max_abandon: Some(most),
            ..Limits::service_level(LevelRule::new(Formula::ALL[formula], 20.0).with_short(5.0), target)
        };
        let need = |calls| {
            required_agents(Model::ErlangA { patience_s }, demand(calls, aht_s), &limits, 0.3).expect("answerable")
        };
        let (small, large) = (need(calls), need(calls + more));
        prop_assert!(large.net >= small.net && large.gross >= small.gross);
    }

    #[test]
    fn with_patience_the_answer_meets_every_limit_and_one_fewer_breaks_one(
        calls in 0.1..2000.0, aht_s in 20.0..900.0, patience_s in 5.0..1000.0, target in 0.0..0.99,
        most in proptest::option::of(0.005..0.5), cap in proptest::option::of(0.3..1.0), formula in 0..7_usize,
        minimum in 0..30_u32,
    ) {
        let rule = LevelRule::new(Formula::ALL[formula], 20.0).with_short(5.0);
        let limits = Limits {
            max_occupancy: cap,
            max_abandon: most,
            min_agents: minimum,
            ..Limits::service_level(rule, target)
        };
        let model = Model::ErlangA { patience_s };
        let found = required_agents(model, demand(calls, aht_s), &limits, 0.0).expect("answerable");
        let holds = |agents: u32| {
            let given = performance(model, demand(calls, aht_s), agents, &rule).expect("answerable");
            agents >= minimum
                && given.service_level.is_some_and(|level| level >= target)
                && most.is_none_or(|most| given.p_abandon.is_some_and(|p| p <= most * (1.0 + 1e-9)))
                && cap.is_none_or(|cap| given.occupancy.is_some_and(|o| o <= cap * (1.0 + 1e-9)))
        };
        prop_assert!(holds(found.net), "{found:?}");
        prop_assert!(found.net == 1 || !holds(found.net - 1), "{found:?}");
    }
}
