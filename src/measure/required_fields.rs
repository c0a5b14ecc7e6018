//! Documentation duty: agreed fields are filled at closing (definitions § 5).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled, one_of};
use crate::tables::contacts::{
    AGENT, CALLBACK_AT, CALLBACK_DUE_AT, CALLBACK_PROMISED_AT, CUSTOMER_LANGUAGE, DOCUMENTED_AT, NOTE_CHARS,
    PRIORITY, REASON, RESOLVED, RESOLVED_FIRST, SERVED_LANGUAGE,
};
use crate::tables::{Codebook, Column as Name};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::{Condition, ConditionalFields, RequiredField, Text};
use crate::workspace::mapping::Field;

/// The fields of a clause.
pub struct RequiredFields {
    asked: Vec<Asked>,
    judgement: Judgement,
}

/// Fields that are asked for together.
struct Asked {
    /// Of which contacts; none = of all.
    condition: Option<Condition>,
    /// Codes of the contact reasons that the condition names.
    reasons: Vec<u32>,
    fields: Vec<RequiredField>,
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
        RequiredField::CallbackPromisedAt => (CALLBACK_PROMISED_AT, Field::CallbackPromisedAt),
        RequiredField::CallbackDueAt => (CALLBACK_DUE_AT, Field::CallbackDueAt),
        RequiredField::CallbackAt => (CALLBACK_AT, Field::CallbackAt),
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
        RequiredField::CallbackPromisedAt => ("Rückruf zugesagt", "callback promised"),
        RequiredField::CallbackDueAt => ("Rückruf zugesagt für", "callback promised for"),
        RequiredField::CallbackAt => ("Rückruf", "callback"),
    }
}

/// Whether a field is filled; one that no export maps is not, and its column need not be there.
fn is_filled(field: RequiredField, exports: &Exports) -> Expr {
    match place(field) {
        (_, mapped) if !exports.has(mapped) => lit(false),
        (NOTE_CHARS, _) => NOTE_CHARS.expr().gt(lit(0_i64)).fill_null(lit(false)),
        (column, _) => filled(column),
    }
}

/// The same of a single row.
fn is_empty(field: RequiredField, value: &AnyValue<'_>) -> bool {
    value.is_null() || (field == RequiredField::Note && *value == AnyValue::Int64(0))
}

fn listed(fields: &[RequiredField]) -> Text {
    let list = |word: fn((&'static str, &'static str)) -> &'static str| {
        let all = fields.iter().map(|field| word(words(*field)));
        all.collect::<Vec<_>>().join(", ")
    };
    Text {
        de: list(|(de, _)| de),
        en: list(|(_, en)| en),
    }
}

impl Asked {
    fn always(fields: &[RequiredField]) -> Self {
        Self {
            condition: None,
            reasons: Vec::new(),
            fields: fields.to_vec(),
        }
    }

    fn when(asked: &ConditionalFields, codes: &Codebook) -> Self {
        Self {
            condition: Some(asked.condition.clone()),
            reasons: codes.reasons(asked.condition.reasons()),
            fields: asked.fields.clone(),
        }
    }

    /// Contacts of which the fields are asked. Where nothing maps what decides, that is all of them: it
    /// cannot be told whom to leave out.
    fn holds(&self, exports: &Exports) -> Expr {
        match &self.condition {
            Some(condition) if !exports.has(place(condition.field()).1) => lit(true),
            Some(Condition::Filled(field)) => is_filled(*field, exports),
            Some(Condition::ReasonIs(_)) => one_of(REASON, &self.reasons),
            None => lit(true),
        }
    }

    /// The same of a single row.
    fn holds_in(&self, values: &Values<'_>, row: usize) -> bool {
        match &self.condition {
            None => true,
            Some(Condition::Filled(field)) => !is_empty(*field, &values.get(*field, row)),
            Some(Condition::ReasonIs(_)) => match values.get(RequiredField::Reason, row) {
                AnyValue::UInt32(code) => self.reasons.contains(&code),
                _ => false,
            },
        }
    }

    fn is_mapped(&self, exports: &Exports) -> bool {
        let decides = self.condition.iter().map(Condition::field);
        decides
            .chain(self.fields.iter().copied())
            .all(|field| exports.has(place(field).1))
    }

    fn are_filled(&self, exports: &Exports) -> Expr {
        let fields = self.fields.iter();
        fields.fold(lit(true), |all, field| all.and(is_filled(*field, exports)))
    }

    fn words(&self) -> Text {
        let names = listed(&self.fields);
        match &self.condition {
            None => names,
            Some(Condition::Filled(field)) => {
                let (de, en) = words(*field);
                Text {
                    de: format!("wo „{de}“ gefüllt ist: {}", names.de),
                    en: format!("where “{en}” is filled: {}", names.en),
                }
            }
            Some(Condition::ReasonIs(reasons)) => Text {
                de: format!("bei Anliegen „{}“: {}", reasons.join("“, „"), names.de),
                en: format!("where the reason is “{}”: {}", reasons.join("”, “"), names.en),
            },
        }
    }
}

/// The columns of the fields that a frame has.
struct Values<'a>(Vec<(RequiredField, &'a Column)>);

impl<'a> Values<'a> {
    fn of(frame: &'a DataFrame) -> Self {
        let known = RequiredField::ALL.iter();
        let column = |field: &RequiredField| Some((*field, frame.column(place(*field).0.name()).ok()?));
        Self(known.filter_map(column).collect())
    }

    fn get(&self, field: RequiredField, row: usize) -> AnyValue<'a> {
        let column = self.0.iter().find(|(known, _)| *known == field);
        column
            .and_then(|(_, column)| column.get(row).ok())
            .unwrap_or(AnyValue::Null)
    }
}

impl RequiredFields {
    /// Fields for every contact, and fields under conditions.
    pub fn new(
        always: &[RequiredField],
        when: &[ConditionalFields],
        codes: &Codebook,
        judgement: &Judgement,
    ) -> Self {
        let always = (!always.is_empty()).then(|| Asked::always(always));
        let when = when.iter().map(|asked| Asked::when(asked, codes));
        Self {
            asked: always.into_iter().chain(when).collect(),
            judgement: judgement.clone(),
        }
    }

    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let (mut asked, mut unknown, mut passed) = (lit(false), lit(false), lit(true));
        for part in &self.asked {
            let holds = part.holds(exports);
            asked = asked.or(holds.clone());
            match part.is_mapped(exports) {
                true => passed = passed.and(holds.not().or(part.are_filled(exports))),
                false => unknown = unknown.or(holds),
            }
        }
        Judge {
            applies: closed(kind, &self.judgement).and(asked),
            excluded: lit(false),
            measurable: unknown.not(),
            passed,
        }
    }

    fn is_conditional(&self) -> bool {
        self.asked.iter().any(|asked| asked.condition.is_some())
    }

    fn names(&self) -> Text {
        let words: Vec<Text> = self.asked.iter().map(Asked::words).collect();
        let list = |word: fn(&Text) -> &str| words.iter().map(word).collect::<Vec<_>>().join("; ");
        Text {
            de: list(|text| &text.de),
            en: list(|text| &text.en),
        }
    }

    /// The fields that are asked of a row and empty in it, each once.
    fn missing(&self, values: &Values<'_>, row: usize) -> Vec<RequiredField> {
        let mut missing = Vec::new();
        for asked in self.asked.iter().filter(|asked| asked.holds_in(values, row)) {
            for field in &asked.fields {
                if !missing.contains(field) && is_empty(*field, &values.get(*field, row)) {
                    missing.push(*field);
                }
            }
        }
        missing
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
        let values = Values::of(frame);
        Ok(Box::new(move |row, text| {
            text.push_str(wording.say("leer:", "empty:"));
            let mut mark = " ";
            for field in self.missing(&values, row) {
                let (de, en) = words(field);
                text.push_str(mark);
                text.push_str(wording.say(de, en));
                mark = ", ";
            }
        }))
    }

    fn required(&self) -> Text {
        let names = self.names();
        Text {
            de: format!("gefüllt: {}", names.de),
            en: format!("filled: {}", names.en),
        }
    }

    fn definition(&self) -> Text {
        let names = self.names();
        let (de, en) = match self.is_conditional() {
            true => (", von denen ein Feld verlangt ist", " of which a field is asked"),
            false => ("", ""),
        };
        Text {
            de: format!(
                "Abgeschlossene Kontakte, bei denen alle Pflichtfelder ({}) gefüllt sind, geteilt durch alle abgeschlossenen Kontakte{de}. Liefert der Export ein Feld gar nicht, ist die Pflicht nicht messbar.",
                names.de
            ),
            en: format!(
                "Closed contacts with all required fields ({}) filled over all closed contacts{en}. Where an export lacks a field altogether, the duty is unmeasurable.",
                names.en
            ),
        }
    }
}
