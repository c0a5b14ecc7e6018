//! Means over answered calls: average speed of answer, Σ wait / answered, and average handle time,
//! Σ (talk + hold + wrap-up) / handled (definitions § 2).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure};
use super::terms::{filled, outcome};
use crate::tables::contacts::{HOLD, TALK, WAIT, WRAP_UP};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome, ProviderId, Tally};
use crate::workspace::agreement::Text;

/// What is averaged, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mean {
    /// The wait of answered calls.
    Wait,
    /// The wait of abandoned calls; it is asked for where patience is estimated, and no figure.
    LostWait,
    /// Their talk, hold and wrap-up together.
    Handle,
}

impl Mean {
    /// Seconds of one answered call; none where they are not known.
    fn amount(self) -> Expr {
        let zero = || lit(0_i64);
        match self {
            Mean::Wait | Mean::LostWait => WAIT.expr(),
            Mean::Handle => TALK.expr() + HOLD.expr().fill_null(zero()) + WRAP_UP.expr().fill_null(zero()),
        }
    }

    /// Whether the amount of a call is known.
    fn known(self) -> Expr {
        filled(match self {
            Mean::Wait | Mean::LostWait => WAIT,
            Mean::Handle => TALK,
        })
    }

    /// Whose.
    fn calls(self) -> Expr {
        outcome(match self {
            Mean::Wait | Mean::Handle => Outcome::Answered,
            Mean::LostWait => Outcome::Abandoned,
        })
    }
}

impl Measure for Mean {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let calls = self.calls();
        let amount = when(calls.clone()).then(self.amount()).otherwise(lit(0_i64));
        vec![
            Counter::Amount(amount),
            Counter::Rows(calls.clone().and(self.known())),
            Counter::Rows(calls.and(self.known().not())),
        ]
    }

    fn report_counters(&self, row: &ReportRow, _: &ProviderId) -> Option<Vec<Micro>> {
        let (amount, calls) = match self {
            Mean::Wait => (row.wait_s, row.answered),
            Mean::LostWait => (None, row.abandoned),
            Mean::Handle => (row.handle_s, row.answered),
        };
        let none = Micro::default();
        Some(match amount {
            Some(amount) => vec![amount, calls, none],
            None => vec![none, none, calls],
        })
    }

    /// From amount, calls with it, calls without.
    fn tally(&self, sums: &[Micro]) -> Tally {
        match sums {
            [amount, calls, unmeasurable] => Tally {
                numerator: *amount,
                denominator: *calls,
                excluded: Micro::default(),
                unmeasurable: *unmeasurable,
                ..Tally::default()
            },
            _ => Tally::default(),
        }
    }

    fn judge(&self, _: ContactKind, _: &Exports) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        let (de, en) = match self {
            Mean::Wait => (
                "Summe der Wartezeiten aller angenommenen Anrufe (auch 0 s) geteilt durch deren Zahl. Angenommene Anrufe ohne Wartezeit sind nicht messbar.",
                "Sum of the waits of all answered calls (zero waits included) over their number. Answered calls without a wait are unmeasurable.",
            ),
            Mean::LostWait => (
                "Summe der Wartezeiten aller aufgelegten Anrufe geteilt durch deren Zahl.",
                "Sum of the waits of all abandoned calls over their number.",
            ),
            Mean::Handle => (
                "Summe aus Gesprächs-, Halte- und Nachbearbeitungszeit der angenommenen Anrufe geteilt durch deren Zahl. Angenommene Anrufe ohne Gesprächszeit sind nicht messbar.",
                "Sum of talk, hold and wrap-up time of answered calls over their number. Answered calls without a talk time are unmeasurable.",
            ),
        };
        Text {
            de: de.to_owned(),
            en: en.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handle_times_of_reports_are_added_before_they_are_divided() {
        // 10 × 300 s and 90 × 500 s give 480 s
        let report = |calls: i64, seconds: i64| ReportRow {
            answered: Micro::whole(calls),
            handle_s: Some(Micro::whole(calls * seconds)),
            ..ReportRow::default()
        };
        let nord = ProviderId::new("nord");
        let sums = [(10, 300), (90, 500)]
            .map(|(calls, seconds)| Mean::Handle.report_counters(&report(calls, seconds), &nord))
            .map(Option::unwrap_or_default);
        let added: Vec<Micro> = sums[0].iter().zip(&sums[1]).map(|(a, b)| *a + *b).collect();
        let tally = Mean::Handle.tally(&added);
        assert_eq!(tally.numerator.per(tally.denominator), Some(480.0));
    }
}
