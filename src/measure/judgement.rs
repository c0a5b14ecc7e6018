//! The instants of a run that decide what is due, what has happened and what is open, and the
//! conventions at their edges. Every deadline shares them.

use polars::prelude::*;

use crate::vocabulary::{EpochSeconds, Zone};

/// The instants that decide what is due and what is open.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Start of the period.
    pub start: EpochSeconds,
    /// End of the period, exclusive.
    pub end: EpochSeconds,
    /// Instant at which open work is judged.
    pub as_of: EpochSeconds,
    /// Zone in which findings show instants.
    pub zone: Zone,
}

impl Judgement {
    /// Whether an interval of the period is over at the as-of instant. At the end of the period all are:
    /// the last one of a day may be shorter than the others.
    pub fn has_passed(&self, start: EpochSeconds, length_s: i64) -> bool {
        start < self.end && (self.as_of >= self.end || start + length_s <= self.as_of)
    }

    /// An instant lies in the period; none does not.
    pub fn contains(&self, at: Expr) -> Expr {
        at.clone()
            .gt_eq(lit(self.start))
            .and(at.lt(lit(self.end)))
            .fill_null(lit(false))
    }

    /// An instant lies in the period and is known at the as-of instant.
    pub fn happened(&self, at: Expr) -> Expr {
        let known = at.clone().lt_eq(lit(self.as_of)).fill_null(lit(false));
        self.contains(at).and(known)
    }

    /// Due in the period, and by the as-of instant; at that very instant only what is stopped counts,
    /// since a case is in time until its due instant has passed.
    pub fn fell_due(&self, due: Expr, stopped: Expr) -> Expr {
        let passed = due.clone().lt(lit(self.as_of));
        let at_once = due
            .clone()
            .eq(lit(self.as_of))
            .and(stopped.lt_eq(lit(self.as_of)));
        self.contains(due).and(passed.or(at_once).fill_null(lit(false)))
    }

    /// Stopped at its due instant or before, as known at the as-of instant.
    pub fn in_time(&self, due: Expr, stopped: Expr) -> Expr {
        let by_as_of = stopped.clone().lt_eq(lit(self.as_of));
        stopped.lt_eq(due).and(by_as_of).fill_null(lit(false))
    }
}
