//! What a provider reports of itself: one row is one figure, or a part of one that can be added.

use crate::vocabulary::{EpochSeconds, Micro};

/// A row of a report of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportedRow {
    /// Index of the standard in the agreement.
    pub standard: usize,
    /// Code of the queue; none = all of the standard's.
    pub queue: Option<u32>,
    /// Instant that it is of; none where the export tells none.
    pub at: Option<EpochSeconds>,
    /// Numerator; the value itself where no denominator is told.
    pub numerator: Micro,
    /// Denominator; one where none is told.
    pub denominator: Micro,
    /// Twice the distance by which rounding can have moved the numerator.
    pub slack: Micro,
    /// Whether the denominator is told, so that rows can be added.
    pub is_counted: bool,
    /// Row a person sees.
    pub row: u32,
}
