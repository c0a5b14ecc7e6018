//! Complaints share: contacts whose reason is a complaint, over all with a reason (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, fault_tally, share_counters};
use super::reasons::{Reasons, reason_of};
use super::terms::closing;
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// A clause whose reasons are complaints.
pub struct Complaints(pub Reasons);

impl Complaints {
    /// Rows are judged as "no complaint", so that a breach is one.
    fn judged(&self, kind: ContactKind) -> Judge {
        self.0.judged(kind, self.0.among().not())
    }
}

impl Measure for Complaints {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        fault_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        reason_of(frame, wording)
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("keine Beschwerde"),
            en: String::from("no complaint"),
        }
    }

    fn definition(&self) -> Text {
        let list = self.0.list();
        Text {
            de: format!(
                "Abgeschlossene Kontakte mit einer Beschwerde als Anliegen ({list}) geteilt durch alle abgeschlossenen Kontakte mit Anliegen. Ohne Anliegen: nicht messbar."
            ),
            en: format!(
                "Closed contacts with a complaint as their reason ({list}) over all closed contacts with a reason. Without a reason: unmeasurable."
            ),
        }
    }
}
