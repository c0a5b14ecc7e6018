//! Average handle time: Σ (talk + hold + wrap-up) / handled calls (definitions § 2).

use polars::prelude::*;

use super::asa::{mean_report, mean_tally};
use super::family::{Counter, Judge, Mapped, Measure, Tally};
use super::terms::{filled, outcome};
use crate::tables::contacts::{HOLD, TALK, WRAP_UP};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome};
use crate::workspace::agreement::Text;

/// The mean handle time of answered calls, seconds.
pub struct Aht;

impl Aht {
    /// Sum of handle times, calls with one, answered calls without.
    pub fn sums() -> [Counter; 3] {
        let answered = outcome(Outcome::Answered);
        let zero = || lit(0_i64);
        let handle = TALK.expr() + HOLD.expr().fill_null(zero()) + WRAP_UP.expr().fill_null(zero());
        [
            Counter::Amount(when(answered.clone()).then(handle).otherwise(zero())),
            Counter::Rows(answered.clone().and(filled(TALK))),
            Counter::Rows(answered.and(filled(TALK).not())),
        ]
    }
}

impl Measure for Aht {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        if kind == ContactKind::Call {
            Self::sums().into()
        } else {
            Vec::new()
        }
    }

    fn report_counters(&self, row: &ReportRow) -> Option<Vec<Micro>> {
        Some(mean_report(row.handle_s, row.answered))
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
                "Summe aus Gesprächs-, Halte- und Nachbearbeitungszeit der angenommenen Anrufe geteilt durch deren Zahl. Angenommene Anrufe ohne Gesprächszeit sind nicht messbar.",
            ),
            en: String::from(
                "Sum of talk, hold and wrap-up time of answered calls over their number. Answered calls without a talk time are unmeasurable.",
            ),
        }
    }
}
