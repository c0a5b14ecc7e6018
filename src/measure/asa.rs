//! Average speed of answer: Σ wait of answered calls / answered calls (definitions § 2).

use polars::prelude::*;

use super::family::{Counter, Judge, Mapped, Measure, Tally};
use super::terms::{filled, outcome};
use crate::tables::contacts::WAIT;
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome};
use crate::workspace::agreement::Text;

/// The mean wait of answered calls, seconds.
pub struct Asa;

/// A mean from its three sums: amount, rows with the amount, rows without.
pub fn mean_tally(sums: &[Micro]) -> Tally {
    match sums {
        [amount, rows, unmeasurable] => Tally {
            numerator: *amount,
            denominator: *rows,
            excluded: Micro::default(),
            unmeasurable: *unmeasurable,
        },
        _ => Tally::default(),
    }
}

/// The three sums of a mean from an interval report's sum over answered calls.
pub fn mean_report(amount: Option<Micro>, answered: Micro) -> Vec<Micro> {
    match amount {
        Some(amount) => vec![amount, answered, Micro::default()],
        None => vec![Micro::default(), Micro::default(), answered],
    }
}

impl Measure for Asa {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let answered = outcome(Outcome::Answered);
        let wait = when(answered.clone()).then(WAIT.expr()).otherwise(lit(0_i64));
        vec![
            Counter::Amount(wait),
            Counter::Rows(answered.clone().and(filled(WAIT))),
            Counter::Rows(answered.and(filled(WAIT).not())),
        ]
    }

    fn report_counters(&self, row: &ReportRow) -> Option<Vec<Micro>> {
        Some(mean_report(row.wait_s, row.answered))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        mean_tally(sums)
    }

    fn judge(&self, _: ContactKind, _: &Mapped) -> Option<Judge> {
        None
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Summe der Wartezeiten aller angenommenen Anrufe (auch 0 s) geteilt durch deren Zahl. Angenommene Anrufe ohne Wartezeit sind nicht messbar.",
            ),
            en: String::from(
                "Sum of the waits of all answered calls (zero waits included) over their number. Answered calls without a wait are unmeasurable.",
            ),
        }
    }
}
