//! Per-transaction critical-error accuracy: checked contacts without a critical error, over all checked
//! ones (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled, one_of};
use crate::tables::Column as Name;
use crate::tables::codes::yes_no_code;
use crate::tables::contacts::{CRITICAL_ERROR_BUSINESS, CRITICAL_ERROR_COMPLIANCE, CRITICAL_ERROR_CUSTOMER};
use crate::vocabulary::{Beside, ContactKind, Micro, Tally, Unit};
use crate::workspace::agreement::{CriticalError, Text};

/// The kinds of errors that a clause looks at.
pub struct CriticalErrorAccuracy {
    /// Which.
    pub of: Vec<CriticalError>,
    /// Period and as-of instant.
    pub judgement: Judgement,
}

fn column_of(error: CriticalError) -> Name {
    match error {
        CriticalError::Customer => CRITICAL_ERROR_CUSTOMER,
        CriticalError::Business => CRITICAL_ERROR_BUSINESS,
        CriticalError::Compliance => CRITICAL_ERROR_COMPLIANCE,
    }
}

/// German and English.
fn name_of(error: CriticalError) -> [&'static str; 2] {
    match error {
        CriticalError::Customer => ["kundenkritisch", "customer-critical"],
        CriticalError::Business => ["geschäftskritisch", "business-critical"],
        CriticalError::Compliance => ["rechtskritisch", "compliance-critical"],
    }
}

fn has(error: CriticalError) -> Expr {
    one_of(column_of(error), &[yes_no_code("yes")])
}

impl CriticalErrorAccuracy {
    fn any(&self, holds: impl Fn(CriticalError) -> Expr) -> Expr {
        self.of
            .iter()
            .fold(lit(false), |any, error| any.or(holds(*error)))
    }

    /// A contact is checked where the export says of some kind whether there was an error. One error is
    /// enough to miss, whatever else was not checked.
    fn judged(&self, kind: ContactKind) -> Judge {
        let wrong = self.any(has);
        let unchecked = self.any(|error| filled(column_of(error)).not());
        let checked = self.any(|error| filled(column_of(error)));
        Judge {
            applies: closed(kind, &self.judgement).and(checked),
            excluded: lit(false),
            measurable: wrong.clone().or(unchecked.not()),
            passed: wrong.not(),
        }
    }

    fn list(&self) -> [String; 2] {
        [0, 1].map(|language| {
            let names = self.of.iter().map(|error| name_of(*error)[language]);
            names.collect::<Vec<_>>().join(", ")
        })
    }
}

impl Measure for CriticalErrorAccuracy {
    /// The four sums of the share; then of each kind the contacts without such an error, and with one.
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        let mut counters = share_counters(&self.judged(kind));
        for error in &self.of {
            let checked = closed(kind, &self.judgement).and(filled(column_of(*error)));
            counters.push(Counter::Rows(checked.clone().and(has(*error).not())));
            counters.push(Counter::Rows(checked.and(has(*error))));
        }
        counters
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        sums.get(..4).map_or_else(Tally::default, share_tally)
    }

    /// Each kind apart, where there are several.
    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        if self.of.len() < 2 {
            return Vec::new();
        }
        let counts = sums.get(4..).unwrap_or_default().chunks_exact(2);
        let apart = self.of.iter().zip(counts).map(|(error, counts)| Beside {
            name: error.name(),
            unit: Unit::Share,
            tally: Tally {
                numerator: counts[0],
                denominator: counts[0] + counts[1],
                ..Tally::default()
            },
        });
        apart.collect()
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let yes = yes_no_code("yes");
        let kinds = self.of.iter().map(|error| {
            let [de, en] = name_of(*error);
            let column = frame.column(column_of(*error).name())?.u32()?;
            Ok((wording.say(de, en), column))
        });
        let kinds = kinds.collect::<PolarsResult<Vec<_>>>()?;
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("Fehler:", "error:"));
            let mut mark = " ";
            for (name, column) in &kinds {
                if column.get(row) == Some(yes) {
                    text.push_str(mark);
                    text.push_str(name);
                    mark = ", ";
                }
            }
        }))
    }

    fn required(&self) -> Text {
        let [de, en] = self.list();
        Text {
            de: format!("kein Fehler ({de})"),
            en: format!("no error ({en})"),
        }
    }

    fn definition(&self) -> Text {
        let [de, en] = self.list();
        Text {
            de: format!(
                "Geprüfte abgeschlossene Kontakte ohne kritischen Fehler ({de}) geteilt durch alle geprüften; geprüft ist, wozu der Export mindestens eine dieser Fehlerarten verneint oder bejaht. Jeder Kontakt zählt einmal, wie viele Fehler er auch hat. Ist kein Fehler genannt und eine Art ungeprüft: nicht messbar."
            ),
            en: format!(
                "Checked closed contacts without a critical error ({en}) over all checked ones; checked are those of which the export says yes or no to at least one of these kinds. Each contact counts once, however many errors it has. Where no error is told and a kind was not checked: unmeasurable."
            ),
        }
    }
}
