//! First-contact resolution by absence of a repeat: no other contact of the same customer and reason
//! follows within the window, at whatever provider (definitions § 6).

use std::sync::Arc;

use polars::prelude::*;

use super::cases::Seen;
use super::family::{Counter, Exports, Judge, Measure, Observer, Wording};
use super::judgement::Judgement;
use super::repeat_column::{self, RepeatColumn, Sight};
use super::survey::{Survey, SurveyedRows};
use crate::vocabulary::{Beside, ContactKind, Micro, Tally};
use crate::workspace::agreement::{Per, Repeats, Text};

/// A clause's rule.
pub struct NoRepeat {
    /// Window, and what contacts have in common.
    pub repeats: Repeats,
    /// Whether contacts are counted or chains of them.
    pub per: Per,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// The contacts of all providers.
    pub survey: Arc<Survey>,
    /// The prepared columns.
    pub column: RepeatColumn,
}

impl NoRepeat {
    fn judged(&self, kind: ContactKind) -> Judge {
        let first = match self.per {
            Per::Contact => lit(true),
            Per::Chain => self.column.is(Sight::Follows).not(),
        };
        Judge {
            applies: repeat_column::came_in(kind, &self.judgement).and(first),
            excluded: lit(false),
            measurable: self.column.is_known(),
            passed: self.column.is(Sight::Nobody),
        }
    }

    /// What lies behind a contact, or, for chains, that it is not the first.
    fn sight(&self, of: Seen) -> (Sight, Option<i64>) {
        let cases = self.survey.cases();
        if self.per == Per::Chain && cases.follows(of, self.repeats) {
            return (Sight::Follows, None);
        }
        Sight::of(cases.next(of, self.repeats))
    }
}

impl Measure for NoRepeat {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        repeat_column::counters(&self.judged(kind), &self.column)
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        repeat_column::tally(sums)
    }

    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        repeat_column::open(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn surveyed(&self, rows: &SurveyedRows<'_>) -> PolarsResult<Vec<Column>> {
        self.column
            .columns(rows, &self.survey, self.repeats.same, |seen| self.sight(seen))
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let what = ["erneuter Kontakt", "contacted again"];
        self.column.observer(frame, &self.judgement, wording, what)
    }

    fn required(&self) -> Text {
        let matter = repeat_column::matter(self.repeats);
        Text {
            de: format!("kein weiterer Kontakt {}", matter.de),
            en: format!("no further contact {}", matter.en),
        }
    }

    fn definition(&self) -> Text {
        let matter = repeat_column::matter(self.repeats);
        let [unknown_de, unknown_en] = repeat_column::unmeasurable(self.repeats.same);
        let (counted_de, counted_en) = match self.per {
            Per::Contact => (
                format!(
                    "Kontakte, denen kein weiterer {} folgt, gleich bei welchem Dienstleister, geteilt durch alle Kontakte",
                    matter.de
                ),
                format!(
                    "Contacts that no other {} follows, at whatever provider, over all contacts",
                    matter.en
                ),
            ),
            Per::Chain => (
                format!(
                    "Kontaktketten aus einem einzigen Kontakt geteilt durch alle Ketten; eine Kette bilden Kontakte {}, gleich bei welchem Dienstleister, und sie zählt mit ihrem ersten Kontakt, also dort, wo sie begann",
                    matter.de
                ),
                format!(
                    "Chains of a single contact over all chains; contacts {} form a chain, at whatever provider, and it counts with its first contact, where it began",
                    matter.en
                ),
            ),
        };
        Text {
            de: format!(
                "{counted_de}. Kontakte sind angenommene Anrufe und Tickets, die weder zusammengeführt noch storniert sind; sie zählen im Zeitraum ihres Eingangs. Reicht die Frist über das Ende der Daten hinaus, ist ein Kontakt offen, ob ihm schon einer folgt oder nicht: nicht messbar, bis ein späterer Lauf die Daten danach kennt. Kontakte {unknown_de}."
            ),
            en: format!(
                "{counted_en}. Contacts are answered calls, and tickets that are neither merged nor cancelled; they count in the period in which they came in. Where the window reaches beyond the end of the data, a contact is open, whether one follows already or not: unmeasurable until a later run knows the data after it. Contacts {unknown_en}."
            ),
        }
    }
}
