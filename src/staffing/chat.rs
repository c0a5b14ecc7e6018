//! Chat as slots: agents with several chats at once are that many servers. An approximation, and
//! to be labelled so: the handle time must have been measured at that very concurrency, because
//! chats stretch when an agent holds more of them.

use super::demand::Demand;
use super::load::{MAX_LOAD, Quantity, Unanswerable, checked};
use super::model::{Model, Performance, performance};
use super::requirement::{Limits, Requirement, required_agents, rounded_up};
use crate::staffing::level::LevelRule;

/// How many agents chats need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChatRequirement {
    /// Agents available for chats: slots / concurrency, rounded up.
    pub net: u32,
    /// Net / (1 − shrinkage), unrounded.
    pub gross_fte: f64,
    /// Scheduled agents: `gross_fte` rounded up.
    pub gross: u32,
    /// The requirement in slots; its occupancy is that of slots, not of agents.
    pub slots: Requirement,
}

/// The smallest number of agents who hold up to `concurrency` chats each. The handle time of the
/// demand is wall-clock time of a chat at that concurrency.
///
/// # Errors
/// As [`required_agents`], and a concurrency of 0.
pub fn required_chat_agents(
    model: Model,
    demand: Demand,
    concurrency: u32,
    limits: &Limits,
    shrinkage: f64,
) -> Result<ChatRequirement, Unanswerable> {
    checked_concurrency(concurrency)?;
    let in_slots = Limits {
        min_agents: limits.min_agents.saturating_mul(concurrency),
        ..*limits
    };
    let slots = required_agents(model, demand, &in_slots, shrinkage)?;
    let net = slots.net.div_ceil(concurrency);
    let gross_fte = f64::from(net) / (1.0 - shrinkage);
    Ok(ChatRequirement {
        net,
        gross_fte,
        gross: rounded_up(gross_fte),
        slots,
    })
}

/// What agents give who hold up to `concurrency` chats each; the occupancy is that of slots.
///
/// # Errors
/// As [`performance`], and a concurrency of 0.
pub fn chat_performance(
    model: Model,
    demand: Demand,
    agents: u32,
    concurrency: u32,
    rule: &LevelRule,
) -> Result<Performance, Unanswerable> {
    checked_concurrency(concurrency)?;
    performance(model, demand, agents.saturating_mul(concurrency), rule)
}

/// Chats that an agent really holds at once: chat time / agent time with at least one chat.
pub fn effective_concurrency(chat_s: f64, agent_s: f64) -> Option<f64> {
    (agent_s > 0.0).then(|| chat_s / agent_s)
}

fn checked_concurrency(concurrency: u32) -> Result<(), Unanswerable> {
    let value = f64::from(concurrency);
    let fits = (1.0..=MAX_LOAD).contains(&value);
    checked(Quantity::Concurrency, value, fits, "1 or more chats at once").map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits::service_level(LevelRule::offered(30.0), 0.8);

    #[test]
    fn slots_are_shared_out_and_rounded_up() {
        let demand = Demand::of_load(50.0, 600.0).expect("a load");
        let slots = required_agents(Model::ErlangC, demand, &LIMITS, 0.3).expect("answerable");
        let found = required_chat_agents(Model::ErlangC, demand, 3, &LIMITS, 0.3).expect("answerable");
        assert_eq!(found.slots, slots);
        assert_eq!(found.net, slots.net.div_ceil(3));
        assert!((found.gross_fte - f64::from(found.net) / 0.7).abs() < 1e-12);
        let given = chat_performance(Model::ErlangC, demand, found.net, 3, &LIMITS.level);
        assert!(given.expect("answerable").service_level >= Some(0.8));
        let fewer = chat_performance(Model::ErlangC, demand, found.net - 1, 3, &LIMITS.level);
        assert!(fewer.expect("answerable").service_level < Some(0.8));
    }

    #[test]
    fn stretched_chats_save_less_than_their_number() {
        // Published: five chats at once take 3.5 times as long as one.
        let single = Demand::of_load(50.0, 400.0).expect("a load");
        let five = Demand::of_load(50.0 * 3.5, 400.0 * 3.5).expect("a load");
        let of = |demand, concurrency| {
            required_chat_agents(Model::ErlangC, demand, concurrency, &LIMITS, 0.0)
                .expect("answerable")
                .net
        };
        assert!(
            of(five, 5) > of(single, 5) * 3,
            "{} {}",
            of(five, 5),
            of(single, 5)
        );
        assert!(of(five, 5) < of(single, 1));
    }

    #[test]
    fn nobody_holds_no_chat() {
        let demand = Demand::of_load(5.0, 400.0).expect("a load");
        let refused = required_chat_agents(Model::ErlangC, demand, 0, &LIMITS, 0.0).expect_err("refused");
        assert_eq!(refused.quantity, Quantity::Concurrency);
        assert_eq!(effective_concurrency(5400.0, 3600.0), Some(1.5));
        assert_eq!(effective_concurrency(0.0, 0.0), None);
    }
}
