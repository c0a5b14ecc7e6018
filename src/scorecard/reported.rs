//! Figures that a provider reports of itself, beside ours, and what explains a difference.

use crate::vocabulary::{Formula, Micro, QueueId, StandardId, Without};

/// One reported figure beside ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Standard.
    pub standard: StandardId,
    /// Queue; none = all queues of the standard.
    pub queue: Option<QueueId>,
    /// Reported value.
    pub value: f64,
    /// Our value by the contract; none where nothing is measurable.
    pub ours: Option<f64>,
    /// Our value without exemptions, without relief, or without both, where these took something out.
    pub without: Vec<(Vec<Without>, f64)>,
    /// Rows that it was told in, the first as a person sees it.
    pub row: u32,
    /// What explains it.
    pub account: Account,
}

/// What explains a reported figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Account {
    /// Within its display it is our figure.
    Same,
    /// It is the service level by another formula, or by one of several.
    OtherFormula {
        /// Those that give the reported value within its display, V1 first.
        formulas: Vec<Formula>,
        /// The contract's.
        contract: Formula,
        /// Calls that the formulas treat differently.
        calls: Calls,
    },
    /// It is our figure as if some of what takes contacts out had not, by the contract's formula or another.
    TakenBack {
        /// What had not.
        what: Vec<Without>,
        /// Formulas that give the reported value within its display, where the contract's does not.
        formulas: Vec<Formula>,
    },
    /// No formula gives it.
    NoFormula {
        /// The formula whose value is nearest, and that value.
        nearest: (Formula, f64),
    },
    /// It differs, and no formulas are known of its measure; or there is nothing to compare it with.
    Different,
}

/// Numbers of calls that the formulas of the service level treat differently; none where unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// Abandoned.
    pub abandoned: Option<Micro>,
    /// Abandoned within T.
    pub abandoned_in_time: Option<Micro>,
    /// Abandoned within s.
    pub abandoned_short: Option<Micro>,
    /// Flow-outs.
    pub flowed_out: Option<Micro>,
}
