//! Service level as a contract defines it, from the shares of calls that a model predicts.

use super::load::{Quantity, Unanswerable, checked, checked_threshold};
use crate::vocabulary::Formula;

/// How a predicted service level is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LevelFormula {
    /// One of the seven of contracts.
    Contract(Formula),
    /// Share of callers whom an agent would have taken in time, had they waited: a quantity of the
    /// model, "what a patient caller gets".
    Virtual,
}

/// What a service level counts, and by which clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelRule {
    /// Formula.
    pub formula: LevelFormula,
    /// Answer threshold T, seconds, inclusive; 0 asks for the share answered at once.
    pub within_s: f64,
    /// Longest wait of a short abandon, seconds; counts in the formulas of short abandons only.
    pub short_s: f64,
    /// Calls that flow out beside each offered one; counts in `with_flow_outs` only.
    pub flow_outs: f64,
}

impl LevelRule {
    /// A formula of contracts with its threshold.
    pub const fn new(formula: Formula, within_s: f64) -> Self {
        Self {
            formula: LevelFormula::Contract(formula),
            within_s,
            short_s: 0.0,
            flow_outs: 0.0,
        }
    }

    /// Answered in time / offered: the strictest, and the default where nothing is abandoned.
    pub const fn offered(within_s: f64) -> Self {
        Self::new(Formula::Offered, within_s)
    }

    /// The same with a limit for short abandons.
    pub const fn with_short(self, short_s: f64) -> Self {
        Self { short_s, ..self }
    }

    /// The same with flow-outs per offered call.
    pub const fn with_flow_outs(self, flow_outs: f64) -> Self {
        Self { flow_outs, ..self }
    }

    /// Refuses clocks that run backwards.
    pub(super) fn check(&self) -> Result<(), Unanswerable> {
        checked_threshold(self.within_s)?;
        checked(
            Quantity::Short,
            self.short_s,
            self.short_s >= 0.0,
            "0 or more seconds",
        )?;
        checked(
            Quantity::FlowOuts,
            self.flow_outs,
            self.flow_outs >= 0.0,
            "0 or more calls per offered call",
        )?;
        Ok(())
    }

    /// Whether short abandons have to be told from others.
    pub(super) fn needs_short(&self) -> bool {
        matches!(
            self.formula,
            LevelFormula::Contract(Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved)
        )
    }

    /// The level that endlessly many agents tend to.
    pub(super) fn best(&self) -> f64 {
        match self.formula {
            LevelFormula::Contract(Formula::WithFlowOuts) => 1.0 / (1.0 + self.flow_outs),
            _ => 1.0,
        }
    }
}

/// Shares of all offered calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Answered.
    pub answered: f64,
    /// Answered within the threshold.
    pub in_time: f64,
    /// Abandoned within the threshold.
    pub abandoned_in_time: f64,
    /// Abandoned within the limit for short abandons.
    pub abandoned_short: f64,
    /// Would have been taken within the threshold, had the caller waited.
    pub reachable_in_time: f64,
}

impl Shares {
    /// Everybody waits until answered, this share of them within the threshold.
    pub(super) fn without_abandons(in_time: f64) -> Self {
        Self {
            answered: 1.0,
            in_time,
            abandoned_in_time: 0.0,
            abandoned_short: 0.0,
            reachable_in_time: in_time,
        }
    }

    /// The service level by a rule; undefined where its denominator is empty.
    pub fn level(&self, rule: &LevelRule) -> Option<f64> {
        let (in_time, of) = match rule.formula {
            LevelFormula::Virtual => (self.reachable_in_time, 1.0),
            LevelFormula::Contract(formula) => match formula {
                Formula::AnsweredOnly => (self.in_time, self.answered),
                Formula::Offered => (self.in_time, 1.0),
                Formula::LateAbandons => (self.in_time, 1.0 - self.abandoned_in_time),
                Formula::AbandonsInTimeCount => (self.in_time + self.abandoned_in_time, 1.0),
                Formula::ShortAbandonsCount => (self.in_time + self.abandoned_short, 1.0),
                Formula::ShortAbandonsRemoved => (self.in_time, 1.0 - self.abandoned_short),
                Formula::WithFlowOuts => (self.in_time, 1.0 + rule.flow_outs),
            },
        };
        (of > 0.0).then(|| (in_time / of).clamp(0.0, 1.0))
    }
}
