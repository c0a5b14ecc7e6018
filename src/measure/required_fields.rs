//! Documentation duty: agreed fields are filled at closing (definitions § 5).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled};
use crate::tables::Column as Name;
use crate::tables::contacts::{
    AGENT, CUSTOMER_LANGUAGE, DOCUMENTED_AT, NOTE_CHARS, PRIORITY, REASON, RESOLVED, RESOLVED_FIRST,
    SERVED_LANGUAGE,
};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::{RequiredField, Text};
use crate::workspace::mapping::Field;

/// The fields of a clause.
pub struct RequiredFields {
    /// Fields that must be filled.
    pub fields: Vec<RequiredField>,
    /// Period and as-of instant.
    pub judgement: Judgement,
}

/// The column of a required field, and the mapped field that fills it.
fn place(field: RequiredField) -> (Name, Field) {
    match field {
        RequiredField::Reason => (REASON, Field::Reason),
        RequiredField::Note => (NOTE_CHARS, Field::Note),
        RequiredField::Resolved => (RESOLVED, Field::Resolved),
        RequiredField::ResolvedFirst => (RESOLVED_FIRST, Field::ResolvedFirst),
        RequiredField::Agent => (AGENT, Field::Agent),
        RequiredField::CustomerLanguage => (CUSTOMER_LANGUAGE, Field::CustomerLanguage),
        RequiredField::ServedLanguage => (SERVED_LANGUAGE, Field::ServedLanguage),
        RequiredField::DocumentedAt => (DOCUMENTED_AT, Field::DocumentedAt),
        RequiredField::Priority => (PRIORITY, Field::Priority),
    }
}

/// A required field in the words of the reports.
fn words(field: RequiredField) -> (&'static str, &'static str) {
    match field {
        RequiredField::Reason => ("Anliegen", "reason"),
        RequiredField::Note => ("Notiz", "note"),
        RequiredField::Resolved => ("gelöst", "resolved"),
        RequiredField::ResolvedFirst => ("im ersten Kontakt gelöst", "resolved at first contact"),
        RequiredField::Agent => ("Mitarbeitende", "agent"),
        RequiredField::CustomerLanguage => ("Sprache des Kunden", "customer's language"),
        RequiredField::ServedLanguage => ("Sprache der Bedienung", "language served"),
        RequiredField::DocumentedAt => ("Dokumentation", "documentation"),
        RequiredField::Priority => ("Priorität", "priority"),
    }
}

fn is_filled(field: RequiredField) -> Expr {
    match place(field).0 {
        NOTE_CHARS => NOTE_CHARS.expr().gt(lit(0_i64)).fill_null(lit(false)),
        column => filled(column),
    }
}

impl RequiredFields {
    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let all_mapped = self.fields.iter().all(|field| exports.has(place(*field).1));
        let passed = self
            .fields
            .iter()
            .fold(lit(true), |all, field| all.and(is_filled(*field)));
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: lit(all_mapped),
            passed,
        }
    }

    fn names(&self) -> Text {
        let list = |word: fn((&'static str, &'static str)) -> &'static str| {
            let all = self.fields.iter().map(|field| word(words(*field)));
            all.collect::<Vec<_>>().join(", ")
        };
        Text {
            de: list(|(de, _)| de),
            en: list(|(_, en)| en),
        }
    }
}

impl Measure for RequiredFields {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind, exports))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        Some(self.judged(kind, exports))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let columns = self
            .fields
            .iter()
            .map(|field| Ok((*field, frame.column(place(*field).0.name())?)))
            .collect::<PolarsResult<Vec<_>>>()?;
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("leer:", "empty:"));
            let mut mark = " ";
            for (field, column) in &columns {
                let value = column.get(row).unwrap_or(AnyValue::Null);
                let empty_note = *field == RequiredField::Note && value == AnyValue::Int64(0);
                if value.is_null() || empty_note {
                    let (de, en) = words(*field);
                    text.push_str(mark);
                    text.push_str(wording.say(de, en));
                    mark = ", ";
                }
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: format!("gefüllt: {}", self.names().de),
            en: format!("filled: {}", self.names().en),
        }
    }

    fn definition(&self) -> Text {
        let names = self.names();
        Text {
            de: format!(
                "Abgeschlossene Kontakte, bei denen alle Pflichtfelder ({}) gefüllt sind, geteilt durch alle abgeschlossenen Kontakte. Liefert der Export ein Feld gar nicht, ist die Pflicht nicht messbar.",
                names.de
            ),
            en: format!(
                "Closed contacts with all required fields ({}) filled over all closed contacts. Where an export lacks a field altogether, the duty is unmeasurable.",
                names.en
            ),
        }
    }
}
