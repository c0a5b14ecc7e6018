//! Erlang C: what a number of agents gives when callers wait without hanging up.

use super::demand::Demand;
use super::erlang_b::Chain;
use super::level::{LevelRule, Shares};
use super::model::{Performance, Status};

/// What this number of agents gives. There is demand, and the rule was checked.
pub(super) fn performance(demand: Demand, agents: u32, rule: &LevelRule) -> Performance {
    let (load, staffed) = (demand.load(), f64::from(agents));
    if staffed <= load {
        return overload(load, agents, rule);
    }
    let chain = Chain::up_to(load, agents);
    let p_wait = chain.waiting();
    let wait_s = p_wait * demand.aht_s() / (staffed - load);
    let shares = Shares::without_abandons(in_time(&chain, rule.within_s / demand.aht_s()));
    Performance {
        offered_load: load,
        status: Status::Ok,
        p_wait: Some(p_wait),
        p_abandon: None,
        service_level: shares.level(rule),
        shares: Some(shares),
        mean_wait_s: Some(wait_s),
        asa_s: Some(wait_s),
        mean_wait_abandoned_s: None,
        mean_queue: Some(p_wait * load / (staffed - load)),
        occupancy: Some(load / staffed),
    }
}

/// Share answered within `threshold` handle times: 1 − C e^(−(n − a) T / h); 0 without a steady state.
pub(super) fn in_time(chain: &Chain, threshold: f64) -> f64 {
    let spare = f64::from(chain.agents()) - chain.load();
    if spare <= 0.0 {
        return 0.0;
    }
    (1.0 - chain.waiting() * (-spare * threshold).exp()).clamp(0.0, 1.0)
}

/// A state, not a number: no steady state exists, every wait is endless.
fn overload(load: f64, agents: u32, rule: &LevelRule) -> Performance {
    let shares = Shares::without_abandons(0.0);
    Performance {
        offered_load: load,
        status: Status::Overload,
        p_wait: Some(1.0),
        p_abandon: None,
        service_level: shares.level(rule),
        shares: Some(shares),
        mean_wait_s: Some(f64::INFINITY),
        asa_s: Some(f64::INFINITY),
        mean_wait_abandoned_s: None,
        mean_queue: Some(f64::INFINITY),
        occupancy: (agents > 0).then_some(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Model, performance};
    use super::*;

    fn ask(calls: f64, aht_s: f64, agents: u32, threshold_s: f64) -> Performance {
        let demand = Demand::of_calls(calls, 1800.0, aht_s).expect("answerable");
        let rule = LevelRule::offered(threshold_s);
        performance(Model::ErlangC, demand, agents, &rule).expect("answerable")
    }

    fn assert_close(value: Option<f64>, exact: f64) {
        let value = value.expect("defined");
        assert!(
            (value - exact).abs() <= 1e-9 + 1e-9 * exact.abs(),
            "{value} is not {exact}"
        );
    }

    #[test]
    fn hundred_calls_in_half_an_hour() {
        let at_14 = ask(100.0, 180.0, 14, 20.0);
        assert_close(at_14.p_wait, 0.174_131_933_595);
        assert_close(at_14.service_level, 0.888_350_019_179);
        assert_close(at_14.asa_s, 7.835_937_011_78);
        assert_close(at_14.occupancy, 10.0 / 14.0);
        assert_close(ask(100.0, 180.0, 13, 20.0).service_level, 0.795_594_788_418);
    }

    #[test]
    fn published_case_of_360_calls() {
        let at_55 = ask(360.0, 240.0, 55, 20.0);
        assert_close(at_55.p_wait, 0.238_700_936);
        assert!((at_55.asa_s.expect("defined") - 8.184_032).abs() < 1e-6);
    }

    #[test]
    fn threshold_zero_is_the_share_answered_at_once() {
        let at_14 = ask(100.0, 180.0, 14, 0.0);
        assert_close(at_14.service_level, 1.0 - 0.174_131_933_595);
    }

    #[test]
    fn no_more_agents_than_load_is_overload_and_never_a_number() {
        for agents in [9, 10] {
            let answer = ask(100.0, 180.0, agents, 20.0);
            assert_eq!(answer.status, Status::Overload);
            assert_eq!((answer.p_wait, answer.service_level), (Some(1.0), Some(0.0)));
            assert_eq!((answer.asa_s, answer.occupancy), (Some(f64::INFINITY), Some(1.0)));
        }
        assert_eq!(ask(5.0, 180.0, 0, 20.0).occupancy, None);
    }

    #[test]
    fn without_calls_there_is_no_service_level() {
        let answer = ask(0.0, 180.0, 5, 20.0);
        assert_eq!(
            (answer.status, answer.service_level, answer.asa_s),
            (Status::NoCalls, None, None)
        );
        assert_eq!((answer.p_wait, answer.occupancy), (Some(0.0), Some(0.0)));
        assert_eq!(ask(0.0, 180.0, 0, 20.0).p_wait, None);
    }

    #[test]
    fn interval_length_is_no_guess() {
        let quarter = Demand::of_calls(50.0, 900.0, 180.0).expect("answerable");
        let rule = LevelRule::offered(20.0);
        let answer = performance(Model::ErlangC, quarter, 14, &rule).expect("answerable");
        assert_close(answer.service_level, 0.888_350_019_179);
    }

    #[test]
    fn negative_threshold_is_refused() {
        let rule = LevelRule::offered(-1.0);
        assert!(performance(Model::ErlangC, Demand::NONE, 2, &rule).is_err());
    }
}
