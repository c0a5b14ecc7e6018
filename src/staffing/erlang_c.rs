//! Erlang C: what a number of agents gives when callers wait without hanging up.

use super::erlang_b::Chain;
use super::load::{Unanswerable, checked_threshold, offered_load};

/// What does this number of agents give?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// Calls offered in the interval; may be fractional.
    pub calls: f64,
    /// Length of the interval, seconds.
    pub interval_s: f64,
    /// Mean handle time with wrap-up, seconds; not needed without calls.
    pub aht_s: f64,
    /// Agents available for contacts.
    pub agents: u32,
    /// Answer threshold, seconds, inclusive; 0 asks for the share answered at once.
    pub threshold_s: f64,
}

/// What the agents give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// Offered load, erlang.
    pub offered_load: f64,
    /// Chance to wait at all; undefined with neither calls nor agents.
    pub p_wait: Option<f64>,
    /// Share answered within the threshold; undefined without calls.
    pub service_level: Option<f64>,
    /// Mean wait over all calls, seconds, zero waits included; infinite in overload, undefined
    /// without calls.
    pub asa_s: Option<f64>,
    /// Share of the agents' time that is busy; undefined without agents.
    pub occupancy: Option<f64>,
    /// Whether there is a steady state.
    pub status: Status,
}

/// Whether a steady state exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// More agents than load.
    Ok,
    /// No more agents than load: the queue grows without end.
    Overload,
    /// Nothing is offered.
    NoCalls,
}

impl Status {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Overload => "overload",
            Status::NoCalls => "no_calls",
        }
    }
}

/// Answers a question.
///
/// # Errors
/// Quantities that [`offered_load`] refuses, or a negative threshold.
pub fn answer(question: &Question) -> Result<Answer, Unanswerable> {
    let load = offered_load(question.calls, question.interval_s, question.aht_s)?;
    let threshold_s = checked_threshold(question.threshold_s)?;
    let agents = f64::from(question.agents);
    if load == 0.0 {
        return Ok(idle(question.agents));
    }
    if agents <= load {
        return Ok(overload(load, question.agents));
    }
    let chain = Chain::up_to(load, question.agents);
    let p_wait = chain.waiting();
    Ok(Answer {
        offered_load: load,
        p_wait: Some(p_wait),
        service_level: Some(service_level(&chain, threshold_s / question.aht_s)),
        asa_s: Some(p_wait * question.aht_s / (agents - load)),
        occupancy: Some(load / agents),
        status: Status::Ok,
    })
}

/// Share answered within `threshold` handle times: 1 − C e^(−(n − a) T / h); 0 without a steady state.
pub(super) fn service_level(chain: &Chain, threshold: f64) -> f64 {
    let spare = f64::from(chain.agents()) - chain.load();
    if spare <= 0.0 {
        return 0.0;
    }
    (1.0 - chain.waiting() * (-spare * threshold).exp()).clamp(0.0, 1.0)
}

fn idle(agents: u32) -> Answer {
    let zero = (agents > 0).then_some(0.0);
    Answer {
        offered_load: 0.0,
        p_wait: zero,
        service_level: None,
        asa_s: None,
        occupancy: zero,
        status: Status::NoCalls,
    }
}

fn overload(load: f64, agents: u32) -> Answer {
    Answer {
        offered_load: load,
        p_wait: Some(1.0),
        service_level: Some(0.0),
        asa_s: Some(f64::INFINITY),
        occupancy: (agents > 0).then_some(1.0),
        status: Status::Overload,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(calls: f64, aht_s: f64, agents: u32, threshold_s: f64) -> Answer {
        answer(&Question {
            calls,
            interval_s: 1800.0,
            aht_s,
            agents,
            threshold_s,
        })
        .expect("answerable")
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
        let quarter = Question {
            calls: 50.0,
            interval_s: 900.0,
            aht_s: 180.0,
            agents: 14,
            threshold_s: 20.0,
        };
        assert_close(
            answer(&quarter).expect("answerable").service_level,
            0.888_350_019_179,
        );
    }

    #[test]
    fn negative_threshold_is_refused() {
        let question = Question {
            calls: 1.0,
            interval_s: 1800.0,
            aht_s: 180.0,
            agents: 2,
            threshold_s: -1.0,
        };
        assert!(answer(&question).is_err());
    }
}
