//! Figures that a re-run changes: what stood there before, what stands there now, and why.

use super::UnusableReason;
use crate::vocabulary::{Micro, ProviderId, QueueId};

/// What re-runs of the period have changed since its first publication.
#[derive(Clone, Debug, Default)]
pub struct Restatements {
    /// All changes, oldest re-run first; empty where nothing has changed.
    pub lines: Vec<Restated>,
    /// Why the publication before cannot be compared, where it cannot.
    pub incomparable: Option<UnusableReason>,
}

/// One changed figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Restated {
    /// The how-manyth re-run with changes it was.
    pub number: u32,
    /// Provider.
    pub provider: ProviderId,
    /// Queue; none = all queues together.
    pub queue: Option<QueueId>,
    /// Standard id; empty for volumes.
    pub standard: String,
    /// Name of the measure.
    pub measure: String,
    /// Start of the clause; empty for combined rows.
    pub clause_valid_from: String,
    /// For which contacts the clause is, as published.
    pub clause: String,
    /// What was published before.
    pub old: Stated,
    /// What is published now; none where the figure is gone.
    pub new: Option<Stated>,
    /// Why, as far as it can be told.
    pub causes: Vec<Cause>,
    /// The provider's files that differ, in words: `changed nord/calls.csv`.
    pub files: Vec<String>,
}

/// A figure as published.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Numerator.
    pub numerator: Option<Micro>,
    /// Denominator.
    pub denominator: Option<Micro>,
    /// Value.
    pub value: Option<f64>,
    /// Agreed value.
    pub target: Option<f64>,
    /// Name of the status.
    pub status: String,
}

/// What differs between two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The provider's files.
    Inputs,
    /// The agreement.
    Workspace,
    /// The program.
    Program,
    /// The instant at which open work is judged.
    AsOf,
    /// Nothing that is known.
    Unknown,
}

impl Cause {
    /// All of them.
    pub const ALL: [Cause; 5] = [
        Cause::Inputs,
        Cause::Workspace,
        Cause::Program,
        Cause::AsOf,
        Cause::Unknown,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Inputs => "inputs",
            Cause::Workspace => "workspace",
            Cause::Program => "program",
            Cause::AsOf => "as_of",
            Cause::Unknown => "unknown",
        }
    }
}

impl Restated {
    /// Whether it is a standard's own figure over all queues and clauses.
    pub fn is_main(&self) -> bool {
        self.queue.is_none()
            && !self.standard.is_empty()
            && !self.measure.contains(':')
            && self.clause.is_empty()
    }

    /// Whether it is a standard's own figure, of any queue or clause.
    pub fn is_judged(&self) -> bool {
        !self.standard.is_empty() && !self.measure.contains(':')
    }

    /// How many rows more or fewer it rests on: of a count its own difference.
    pub fn rows(&self) -> Option<Micro> {
        let rows = |stated: &Stated| stated.denominator.or(stated.numerator);
        Some(rows(self.new.as_ref()?)? - rows(&self.old)?)
    }
}
