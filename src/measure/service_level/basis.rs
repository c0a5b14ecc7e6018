//! The sums from which all seven service levels follow, and what each formula makes of them.

use crate::vocabulary::{Formula, Micro, Tally};

/// Sums of calls, or the counters that they are the sums of, in one order. A call is in one of the first three groups, or in
/// `abandoned`, or in one of the last four; the rest says more about the abandoned ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Basis<T = Micro> {
    /// Answered within T.
    pub in_time: T,
    /// Answered after T.
    pub answered_late: T,
    /// Answered, but after which wait is not known.
    pub answered_unknown: T,
    /// Abandoned.
    pub abandoned: T,
    /// Of those, not known whether within T.
    pub unplaced_in_time: T,
    /// Of those, not known whether within s.
    pub unplaced_short: T,
    /// Of those, within T.
    pub abandoned_in_time: T,
    /// Of those, within s.
    pub abandoned_short: T,
    /// Left the queue without being lost.
    pub flowed_out: T,
    /// Contradictory.
    pub unclear: T,
    /// Abandoned, in an export that tells no wait of any call: beside answered calls that cannot be
    /// judged, abandons alone would make a service level of zero.
    pub untold_abandoned: T,
    /// Flowed out, in such an export.
    pub untold_flowed_out: T,
}

impl<T> Basis<T> {
    /// In their order.
    pub(super) fn in_order(self) -> Vec<T> {
        vec![
            self.in_time,
            self.answered_late,
            self.answered_unknown,
            self.abandoned,
            self.unplaced_in_time,
            self.unplaced_short,
            self.abandoned_in_time,
            self.abandoned_short,
            self.flowed_out,
            self.unclear,
            self.untold_abandoned,
            self.untold_flowed_out,
        ]
    }
}

impl Basis {
    /// From sums in their order.
    pub(super) fn of(sums: &[Micro]) -> Self {
        let at = |index: usize| sums.get(index).copied().unwrap_or_default();
        Self {
            in_time: at(0),
            answered_late: at(1),
            answered_unknown: at(2),
            abandoned: at(3),
            unplaced_in_time: at(4),
            unplaced_short: at(5),
            abandoned_in_time: at(6),
            abandoned_short: at(7),
            flowed_out: at(8),
            unclear: at(9),
            untold_abandoned: at(10),
            untold_flowed_out: at(11),
        }
    }

    /// Abandons that a formula cannot place. Where every abandon misses, none needs a wait.
    fn unplaced(&self, formula: Formula) -> Micro {
        match formula {
            Formula::AnsweredOnly | Formula::Offered | Formula::WithFlowOuts => Micro::default(),
            Formula::LateAbandons | Formula::AbandonsInTimeCount => self.unplaced_in_time,
            Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved => self.unplaced_short,
        }
    }

    /// Whether a formula must place abandons and can place none of them.
    fn cannot_place(&self, formula: Formula) -> bool {
        self.abandoned > Micro::default() && self.unplaced(formula) == self.abandoned
    }

    /// The figure by a formula; nothing is measurable where it must place abandons and can place none:
    /// it would silently become the formula that leaves them all out.
    pub(super) fn reading(&self, formula: Formula) -> Tally {
        let tally = self.tally(formula);
        if self.cannot_place(formula) {
            return tally.withheld();
        }
        tally
    }

    /// The sums by a formula.
    pub(super) fn tally(&self, formula: Formula) -> Tally {
        let answered = self.in_time + self.answered_late;
        let placed = answered + self.abandoned - self.unplaced(formula);
        let none = Micro::default();
        let (numerator, denominator, excluded) = match formula {
            Formula::AnsweredOnly => (self.in_time, answered, none),
            Formula::Offered => (self.in_time, placed, none),
            Formula::LateAbandons => (self.in_time, placed - self.abandoned_in_time, none),
            Formula::AbandonsInTimeCount => (self.in_time + self.abandoned_in_time, placed, none),
            Formula::ShortAbandonsCount => (self.in_time + self.abandoned_short, placed, none),
            Formula::ShortAbandonsRemoved => {
                let kept = placed - self.abandoned_short;
                (self.in_time, kept, self.abandoned_short)
            }
            Formula::WithFlowOuts => (self.in_time, placed + self.flowed_out, none),
        };
        Tally {
            numerator,
            denominator,
            excluded,
            unmeasurable: self.unmeasurable(formula),
            ..Tally::default()
        }
    }

    /// Calls of a formula's denominator that lack what it needs to judge them.
    fn unmeasurable(&self, formula: Formula) -> Micro {
        let untold = match formula {
            Formula::AnsweredOnly => Micro::default(),
            Formula::WithFlowOuts => self.untold_abandoned + self.untold_flowed_out,
            _ => self.untold_abandoned,
        };
        self.answered_unknown + self.unclear + self.unplaced(formula) + untold
    }
}
