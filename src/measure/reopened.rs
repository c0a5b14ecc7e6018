//! Reopened tickets: reopened over closed (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, fault_tally, share_counters};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled};
use crate::tables::contacts::REOPENED;
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// The share of reopened tickets, as the export counts reopenings.
pub struct Reopened {
    /// Period and as-of instant.
    pub judgement: Judgement,
}

impl Reopened {
    /// Rows are judged as "never reopened", so that a breach is a reopened ticket.
    fn judged(&self, kind: ContactKind) -> Option<Judge> {
        (kind == ContactKind::Ticket).then(|| Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: filled(REOPENED),
            passed: REOPENED.expr().eq(lit(0_i64)).fill_null(lit(false)),
        })
    }
}

impl Measure for Reopened {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        self.judged(kind)
            .map_or_else(Vec::new, |judge| share_counters(&judge))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        fault_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        self.judged(kind)
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let times = frame.column(REOPENED.name())?.i64()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            let times = times.get(row).unwrap_or_default();
            let _ = write!(
                text,
                "{} {times}",
                wording.say("Wiedereröffnungen:", "times reopened:")
            );
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("nicht wiedereröffnet"),
            en: String::from("not reopened"),
        }
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Abgeschlossene Tickets, die laut Export mindestens einmal wiedereröffnet wurden, geteilt durch alle abgeschlossenen Tickets. Jedes Ticket zählt einmal, im Zeitraum seines Abschlusses. Ohne Angabe: nicht messbar.",
            ),
            en: String::from(
                "Closed tickets that were reopened at least once, as the export says, over all closed tickets. Each ticket counts once, in the period of its closing. Without a count: unmeasurable.",
            ),
        }
    }
}
