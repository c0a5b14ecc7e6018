//! What the review has to decide: questions that can be answered with yes or no, each with what is at stake.

use crate::vocabulary::{CreditId, Currency, Money, ProviderId, StandardId};

/// One question about one provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Whom it concerns.
    pub provider: ProviderId,
    /// What is to be decided.
    pub matter: Matter,
    /// What is at stake.
    pub stake: Stake,
}

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Call for files without which figures are not whole.
    CallForFiles {
        /// Their names as looked for.
        files: Vec<String>,
    },
    /// Claim a malus that is the same within the whole interval of its figures.
    ClaimMalus {
        /// Agreement.
        credit: CreditId,
        /// Standards that it is for.
        standards: Vec<StandardId>,
    },
    /// Claim or waive a malus that chance alone could explain.
    ClaimDespiteChance {
        /// Agreement.
        credit: CreditId,
        /// Standards that it is for.
        standards: Vec<StandardId>,
    },
    /// Ask for more people in the intervals that lacked them.
    FillShifts {
        /// Intervals with a gap.
        intervals: u64,
        /// Intervals of which the staffing is known.
        known: u64,
    },
    /// Agree on measures for a standard that is missed by more than chance.
    AgreeMeasures {
        /// The standard.
        standard: StandardId,
    },
}

impl Matter {
    /// Its name in files.
    pub fn name(&self) -> &'static str {
        match self {
            Matter::CallForFiles { .. } => "call_for_files",
            Matter::ClaimMalus { .. } => "claim_malus",
            Matter::ClaimDespiteChance { .. } => "claim_despite_chance",
            Matter::FillShifts { .. } => "fill_shifts",
            Matter::AgreeMeasures { .. } => "agree_measures",
        }
    }
}

/// What is at stake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stake {
    /// Files.
    Files(u64),
    /// An amount, seen from the provider: a malus is below zero.
    Money(Money, Currency),
    /// Agent-hours.
    Hours(f64),
    /// Contacts that missed a standard beyond what it tolerates.
    Contacts(u64),
}

impl Stake {
    /// Its size among stakes of the same kind.
    pub fn size(&self) -> f64 {
        match self {
            Stake::Files(count) | Stake::Contacts(count) => *count as f64,
            Stake::Money(amount, _) => amount.abs().as_f64(),
            Stake::Hours(hours) => *hours,
        }
    }
}
