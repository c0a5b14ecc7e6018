//! Golden values, edges, and agreement with the neighbours Erlang B and C.

use crate::staffing::demand::Demand;
use crate::staffing::erlang_b::blocking;
use crate::staffing::level::{LevelFormula, LevelRule};
use crate::staffing::model::{Model, Performance, performance};
use crate::vocabulary::Formula;

fn ask(load: f64, aht_s: f64, agents: u32, patience_s: f64) -> Performance {
    let demand = Demand::of_load(load, aht_s).expect("a load");
    let rule = LevelRule::offered(20.0);
    performance(Model::ErlangA { patience_s }, demand, agents, &rule).expect("answerable")
}

fn assert_close(value: Option<f64>, exact: f64) {
    let value = value.expect("defined");
    assert!(
        (value - exact).abs() <= 1e-9 + 1e-9 * exact.abs(),
        "{value}, not {exact}"
    );
}

#[test]
fn seven_agents_for_a_load_of_ten() {
    let found = ask(10.0, 180.0, 7, 60.0);
    assert_close(found.p_wait, 0.718_518_981_447);
    assert_close(found.p_abandon, 0.351_937_443_026);
    let level = |formula| {
        let rule = LevelRule {
            formula,
            ..LevelRule::offered(20.0)
        };
        found.shares.expect("calls").level(&rule)
    };
    let contract = |formula| level(LevelFormula::Contract(formula));
    assert_close(contract(Formula::Offered), 0.424_809_750_278);
    assert_close(contract(Formula::AnsweredOnly), 0.655_507_320_561);
    assert_close(contract(Formula::LateAbandons), 0.519_117_710_459);
    assert_close(contract(Formula::AbandonsInTimeCount), 0.606_479_453_085);
    assert_close(level(LevelFormula::Virtual), 0.450_797_835_198);
    assert_close(found.mean_wait_s, 21.116_246_581_5);
    assert_close(found.asa_s, 18.616_770_710_7);
    assert_close(found.mean_wait_abandoned_s, 25.718_816_600_9);
    assert_close(found.mean_queue, 1.173_124_810_09);
    assert_close(found.occupancy, 0.925_803_652_821);
}

#[test]
fn short_abandons_have_a_clock_of_their_own() {
    let rule = LevelRule::offered(20.0).with_short(5.0);
    let level = |formula| {
        let rule = LevelRule {
            formula: LevelFormula::Contract(formula),
            ..rule
        };
        let demand = Demand::of_load(10.0, 180.0).expect("a load");
        performance(Model::ErlangA { patience_s: 60.0 }, demand, 7, &rule)
            .expect("answerable")
            .service_level
            .expect("calls")
    };
    // What hangs up within 5 s is told by the formula whose T is 5 s.
    let demand = Demand::of_load(10.0, 180.0).expect("a load");
    let at_five = performance(
        Model::ErlangA { patience_s: 60.0 },
        demand,
        7,
        &LevelRule::offered(5.0),
    );
    let short = at_five
        .expect("answerable")
        .shares
        .expect("calls")
        .abandoned_in_time;
    let in_time = level(Formula::Offered);
    assert!(short > 0.01);
    let any_formula = performance(Model::ErlangA { patience_s: 60.0 }, demand, 7, &rule).expect("answerable");
    assert_close(any_formula.shares.map(|shares| shares.abandoned_short), short);
    assert_close(Some(level(Formula::ShortAbandonsCount)), in_time + short);
    assert_close(
        Some(level(Formula::ShortAbandonsRemoved)),
        in_time / (1.0 - short),
    );
}

#[test]
fn flow_outs_stand_in_the_denominator() {
    let rule = LevelRule::new(Formula::WithFlowOuts, 20.0).with_flow_outs(0.25);
    let demand = Demand::of_load(10.0, 180.0).expect("a load");
    let found = performance(Model::ErlangA { patience_s: 60.0 }, demand, 7, &rule).expect("answerable");
    assert_close(found.service_level, 0.424_809_750_278 / 1.25);
}

#[test]
fn nobody_there_means_everybody_hangs_up() {
    let found = ask(10.0, 180.0, 0, 90.0);
    assert_eq!((found.p_wait, found.p_abandon), (Some(1.0), Some(1.0)));
    assert_eq!((found.asa_s, found.occupancy), (None, None));
    assert_close(found.mean_wait_s, 90.0);
    assert_close(found.mean_queue, 5.0);
}

#[test]
fn no_calls_leave_levels_undefined() {
    let rule = LevelRule::offered(20.0);
    let found = performance(Model::ErlangA { patience_s: 90.0 }, Demand::NONE, 0, &rule).expect("answerable");
    assert_eq!((found.p_wait, found.mean_queue), (None, Some(0.0)));
    assert_eq!((found.service_level, found.shares), (None, None));
}

#[test]
fn endless_patience_is_erlang_c_and_none_is_erlang_b() {
    let demand = Demand::of_load(50.0, 300.0).expect("a load");
    let rule = LevelRule::offered(20.0);
    let endless = performance(Model::ErlangC, demand, 57, &rule).expect("answerable");
    let patient = ask(50.0, 300.0, 57, 3e8);
    let near =
        |one: Option<f64>, other: Option<f64>| (one.expect("defined") - other.expect("defined")).abs() < 1e-5;
    assert!(near(patient.service_level, endless.service_level));
    assert!(near(patient.p_wait, endless.p_wait));
    let hasty = ask(50.0, 300.0, 45, 1e-6);
    assert!((hasty.p_abandon.expect("defined") - blocking(50.0, 45)).abs() < 1e-6);
}

#[test]
fn large_and_small_queues_stay_numbers() {
    for load in [1e-300, 0.1, 1.0, 700.0, 5000.0] {
        for agents in [1, 2, 10, 100, 1000, 4000, 6000] {
            for patience_s in [1e-3, 20.0, 300.0, 1e5] {
                let found = ask(load, 300.0, agents, patience_s);
                let shares = found.shares.expect("calls");
                let values = [
                    found.p_wait.expect("defined"),
                    found.p_abandon.expect("defined"),
                    found.service_level.expect("defined"),
                    found.occupancy.expect("defined"),
                    shares.abandoned_in_time,
                    shares.reachable_in_time,
                ];
                let at = format!("{load} erlang, {agents} agents, {patience_s} s: {values:?}");
                assert!(values.iter().all(|v| (0.0..=1.0).contains(v)), "{at}");
                assert!(shares.in_time <= shares.answered + 1e-9, "{at}");
                // Who waits is either answered or hangs up: Little's law on both.
                let mean = shares.answered * found.asa_s.unwrap_or(0.0)
                    + found.p_abandon.expect("defined") * found.mean_wait_abandoned_s.unwrap_or(0.0);
                let whole = found.mean_wait_s.expect("defined");
                assert!(
                    (mean - whole).abs() <= 1e-9 + 1e-9 * whole,
                    "{at}: {mean} {whole}"
                );
            }
        }
    }
}
