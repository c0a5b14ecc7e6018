//! Repeats: contacts that follow another of the same customer and reason within the window, at whatever
//! provider (definitions § 6).

use std::sync::Arc;

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording};
use super::judgement::Judgement;
use super::repeat_column::{self, RepeatColumn, Sight};
use super::survey::{Survey, SurveyedRows};
use crate::vocabulary::{Beside, ContactKind, Micro, Tally};
use crate::workspace::agreement::{Repeats, Text};

/// A clause's rule.
pub struct RepeatRate {
    /// Window, and what contacts have in common.
    pub repeats: Repeats,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// The contacts of all providers.
    pub survey: Arc<Survey>,
    /// The prepared columns.
    pub column: RepeatColumn,
}

impl RepeatRate {
    /// Rows are judged as "no repeat", so that a breach is one.
    fn judged(&self, kind: ContactKind) -> Judge {
        Judge {
            applies: repeat_column::came_in(kind, &self.judgement),
            excluded: lit(false),
            measurable: self.column.is_known(),
            passed: self.column.is(Sight::Nobody),
        }
    }
}

impl Measure for RepeatRate {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        repeat_column::counters(&self.judged(kind), &self.column)
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        let tally = repeat_column::tally(sums);
        Tally {
            numerator: tally.denominator - tally.numerator,
            ..tally
        }
    }

    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        repeat_column::open(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn surveyed(&self, rows: &SurveyedRows<'_>) -> PolarsResult<Vec<Column>> {
        let cases = self.survey.cases();
        self.column
            .columns(rows, &self.survey, self.repeats.same, |seen| {
                Sight::of(cases.previous(seen, self.repeats))
            })
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let what = ["Kontakt davor", "contact before:"];
        self.column.observer(frame, &self.judgement, wording, what)
    }

    fn required(&self) -> Text {
        let matter = repeat_column::matter(self.repeats);
        Text {
            de: format!("kein Kontakt {} davor", matter.de),
            en: format!("no contact {} before", matter.en),
        }
    }

    fn definition(&self) -> Text {
        let matter = repeat_column::matter(self.repeats);
        let [unknown_de, unknown_en] = repeat_column::unmeasurable(self.repeats.same);
        Text {
            de: format!(
                "Wiederholte Kontakte geteilt durch alle Kontakte; ein Kontakt ist wiederholt, wenn ihm ein anderer {} vorausging, gleich bei welchem Dienstleister. Kontakte sind angenommene Anrufe und Tickets, die weder zusammengeführt noch storniert sind; sie zählen im Zeitraum ihres Eingangs. Reicht die Frist vor den Anfang der Daten zurück, ist ein Kontakt offen: nicht messbar. Kontakte {unknown_de}.",
                matter.de
            ),
            en: format!(
                "Repeated contacts over all contacts; a contact is repeated where another {} came before it, at whatever provider. Contacts are answered calls, and tickets that are neither merged nor cancelled; they count in the period in which they came in. Where the window reaches back before the beginning of the data, a contact is open: unmeasurable. Contacts {unknown_en}.",
                matter.en
            ),
        }
    }
}
