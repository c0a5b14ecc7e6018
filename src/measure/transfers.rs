//! Transfer rate: contacts handed on to somebody else, over all handled ones (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, fault_tally, share_counters};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled, one_of};
use crate::tables::codes::yes_no_code;
use crate::tables::contacts::{TRANSFERRED, TRANSFERS};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// The share of transferred contacts, as the export marks or counts them.
pub struct TransferRate {
    /// Period and as-of instant.
    pub judgement: Judgement,
}

impl TransferRate {
    /// Rows are judged as "not transferred", so that a breach is a transfer.
    fn judged(&self, kind: ContactKind) -> Judge {
        let marked = one_of(TRANSFERRED, &[yes_no_code("yes")]);
        let counted = TRANSFERS.expr().gt(lit(0_i64)).fill_null(lit(false));
        let told_twice = filled(TRANSFERRED).and(filled(TRANSFERS));
        let contradictory = told_twice.and(marked.clone().neq(counted.clone()));
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: filled(TRANSFERRED).or(filled(TRANSFERS)).and(contradictory.not()),
            passed: marked.or(counted).not(),
        }
    }
}

impl Measure for TransferRate {
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
        let times = frame.column(TRANSFERS.name())?.i64()?;
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("weitergeleitet", "transferred"));
            if let Some(times) = times.get(row).filter(|times| *times > 0) {
                text.push_str(&format!(" ({times} ×)"));
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("nicht weitergeleitet"),
            en: String::from("not transferred"),
        }
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Abgeschlossene Kontakte, die laut Export mindestens einmal weitergeleitet wurden, geteilt durch alle abgeschlossenen Kontakte. Ohne Angabe, oder wo Angabe und Anzahl sich widersprechen: nicht messbar.",
            ),
            en: String::from(
                "Closed contacts that were transferred at least once, as the export says, over all closed contacts. Where it does not say, or mark and number contradict each other: unmeasurable.",
            ),
        }
    }
}
