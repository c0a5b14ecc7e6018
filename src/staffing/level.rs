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

/// A level over several intervals: Σ calls × level / Σ calls. A mean of percentages would let small
/// intervals rule. None without calls; intervals without a level weigh nothing.
pub fn level_over(intervals: impl IntoIterator<Item = (f64, Option<f64>)>) -> Option<f64> {
    let (mut in_time, mut calls) = (0.0, 0.0);
    for (of_interval, level) in intervals {
        if let Some(level) = level {
            in_time += of_interval * level;
            calls += of_interval;
        }
    }
    (calls > 0.0).then(|| in_time / calls)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked figures of the seven formulas: 1 000 of 1 060 answered, 860 in time; 20 abandoned
    /// within T, 10 of them short; 30 flow-outs beside them.
    #[test]
    fn seven_formulas_on_one_data_set() {
        let offered = 1060.0;
        let shares = Shares {
            answered: 1000.0 / offered,
            in_time: 860.0 / offered,
            abandoned_in_time: 20.0 / offered,
            abandoned_short: 10.0 / offered,
            reachable_in_time: 870.0 / offered,
        };
        let rule = LevelRule::offered(20.0)
            .with_short(5.0)
            .with_flow_outs(30.0 / offered);
        let exact = [
            (860.0, 1000.0),
            (860.0, 1060.0),
            (860.0, 1040.0),
            (880.0, 1060.0),
            (870.0, 1060.0),
            (860.0, 1050.0),
            (860.0, 1090.0),
        ];
        for (formula, (in_time, of)) in Formula::ALL.into_iter().zip(exact) {
            let rule = LevelRule {
                formula: LevelFormula::Contract(formula),
                ..rule
            };
            let level = shares.level(&rule).expect("a denominator");
            assert!((level - in_time / of).abs() < 1e-12, "{}", formula.name());
        }
    }

    #[test]
    fn nobody_answered_leaves_no_level_of_the_answered() {
        let shares = Shares {
            answered: 0.0,
            ..Shares::without_abandons(0.0)
        };
        assert_eq!(shares.level(&LevelRule::new(Formula::AnsweredOnly, 20.0)), None);
        assert_eq!(shares.level(&LevelRule::offered(20.0)), Some(0.0));
    }
}
