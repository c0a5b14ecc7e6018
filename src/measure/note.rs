//! Documentation duty: the note has a minimum length, agreed empty phrases not counted
//! (definitions § 5).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{closed, closing};
use crate::tables::contacts::{EMPTY_PHRASE, NOTE_CHARS};
use crate::tables::{Codebook, codes};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;
use crate::workspace::mapping::Field;

/// A clause's minimum length.
pub struct NoteMinChars {
    chars: u32,
    /// Codes of the phrases that count as no note.
    phrases: Vec<u32>,
    phrase_words: Vec<String>,
    judgement: Judgement,
}

impl NoteMinChars {
    /// A minimum and the phrases that count as nothing.
    pub fn new(chars: u32, phrases: &[String], codes: &Codebook, judgement: &Judgement) -> Self {
        Self {
            chars,
            phrases: phrases
                .iter()
                .filter_map(|p| codes.empty_phrases.known(&codes::normal_phrase(p)))
                .collect(),
            phrase_words: phrases.to_vec(),
            judgement: judgement.clone(),
        }
    }

    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let empty = self.phrases.iter().fold(lit(false), |any, code| {
            any.or(EMPTY_PHRASE.expr().eq(lit(*code)).fill_null(lit(false)))
        });
        let long = NOTE_CHARS
            .expr()
            .gt_eq(lit(i64::from(self.chars)))
            .fill_null(lit(false));
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: lit(exports.has(Field::Note)),
            passed: long.and(empty.not()),
        }
    }
}

impl Measure for NoteMinChars {
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
        let chars = frame.column(NOTE_CHARS.name())?.i64()?;
        let phrases = frame.column(EMPTY_PHRASE.name())?.u32()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            match phrases.get(row).filter(|code| self.phrases.contains(code)) {
                Some(code) => {
                    let _ = write!(
                        text,
                        "{} \"{}\"",
                        wording.say("leere Floskel", "empty phrase"),
                        wording.words.empty_phrases.word(code)
                    );
                }
                None => {
                    let _ = write!(
                        text,
                        "{} {}",
                        chars.get(row).unwrap_or(0),
                        wording.say("Zeichen", "characters")
                    );
                }
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: format!("mindestens {} Zeichen", self.chars),
            en: format!("at least {} characters", self.chars),
        }
    }

    fn definition(&self) -> Text {
        let chars = self.chars;
        // In quotation marks: a phrase may end in a full stop.
        let quoted = |open: char, close: char| {
            let phrases = self.phrase_words.iter();
            let quoted: Vec<String> = phrases.map(|phrase| format!("{open}{phrase}{close}")).collect();
            quoted.join(", ")
        };
        let (de, en) = if self.phrase_words.is_empty() {
            (String::new(), String::new())
        } else {
            (
                format!(" Als leer gelten: {}.", quoted('„', '“')),
                format!(" Counted as empty: {}.", quoted('“', '”')),
            )
        };
        Text {
            de: format!(
                "Abgeschlossene Kontakte mit einer Notiz von mindestens {chars} Zeichen geteilt durch alle abgeschlossenen Kontakte.{de}"
            ),
            en: format!(
                "Closed contacts with a note of at least {chars} characters over all closed contacts.{en}"
            ),
        }
    }
}
