//! The requirement as a bracket: with patience and a limit on abandonment, and with callers who
//! never hang up. Fewer than the lower edge are too few by any reading; with the upper edge
//! headcount was enough; in between it depends on patience.

use super::demand::Demand;
use super::load::Unanswerable;
use super::model::Model;
use super::requirement::{Limits, Requirement, required_agents};

/// Limit on abandonment where the contract has none: Erlang A alone would save agents by letting
/// callers hang up.
pub const DEFAULT_MAX_ABANDON: f64 = 0.05;

/// Both readings of one requirement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// Erlang A with the limit on abandonment; none where no patience is known.
    pub impatient: Option<Requirement>,
    /// Erlang C.
    pub endless: Requirement,
}

/// What a number of agents is against a bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Too few by any reading.
    Short,
    /// Enough if callers are as patient as estimated.
    Between,
    /// Headcount was enough.
    Enough,
}

impl Bracket {
    /// Lower edge: fewer are too few by any reading.
    pub fn lower(&self) -> &Requirement {
        self.impatient.as_ref().unwrap_or(&self.endless)
    }

    /// Upper edge: a tight limit on abandonment can lift Erlang A above Erlang C.
    pub fn upper(&self) -> &Requirement {
        match &self.impatient {
            Some(impatient) if impatient.net > self.endless.net => impatient,
            _ => &self.endless,
        }
    }

    /// Where a number of agents stands, fractions as they are.
    pub fn standing(&self, agents: f64) -> Standing {
        if agents < f64::from(self.lower().net) {
            Standing::Short
        } else if agents < f64::from(self.upper().net) {
            Standing::Between
        } else {
            Standing::Enough
        }
    }
}

/// The requirement by both models. Where the limits name none, [`DEFAULT_MAX_ABANDON`] is the limit
/// on abandonment.
///
/// # Errors
/// As [`required_agents`].
pub fn bracket(
    demand: Demand,
    patience_s: Option<f64>,
    limits: &Limits,
    shrinkage: f64,
) -> Result<Bracket, Unanswerable> {
    let with_limit = Limits {
        max_abandon: limits.max_abandon.or(Some(DEFAULT_MAX_ABANDON)),
        ..*limits
    };
    let impatient = patience_s
        .map(|patience_s| required_agents(Model::ErlangA { patience_s }, demand, &with_limit, shrinkage))
        .transpose()?;
    Ok(Bracket {
        impatient,
        endless: required_agents(Model::ErlangC, demand, limits, shrinkage)?,
    })
}

#[cfg(test)]
mod tests;
