//! Spelling of written replies: wrong words over words (definitions § 4). A rate with a threshold, no
//! judgement of single replies, although every reply with a wrong word is listed.

use std::sync::Arc;

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_tally};
use super::judgement::Judgement;
use super::reply_cells::{calls, judged, replies, reply_of};
use super::reply_words;
use super::terms::reply_sent;
use crate::reply::{Analyst, Call, Detected, Reading};
use crate::tables::column;
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::{Agreement, Text};

/// The rate of wrong words.
pub struct SpellingRate {
    analyst: Arc<Analyst>,
    judgement: Judgement,
    /// Tags of the languages with a dictionary; without any the rule is off.
    languages: Vec<String>,
    /// Columns with the calls, the words and the wrong ones; unique among the clauses.
    column: String,
    words: String,
    errors: String,
}

impl SpellingRate {
    /// The rate by the dictionaries of the workspace; `key` is unique among the clauses.
    pub fn new(agreement: &Agreement, judgement: &Judgement, analyst: &Arc<Analyst>, key: &str) -> Self {
        let languages = agreement.replies.speller.languages();
        Self {
            analyst: Arc::clone(analyst),
            judgement: judgement.clone(),
            languages: languages.map(|language| language.to_string()).collect(),
            column: format!("reply:{key}"),
            words: format!("words:{key}"),
            errors: format!("errors:{key}"),
        }
    }

    fn call(reading: &Reading) -> Call {
        match (&reading.language, &reading.spelling) {
            (Detected::Undecided, _) => Call::Undecided,
            (_, None) => Call::NotApplicable,
            (_, Some(spelling)) if spelling.words == 0 => Call::NotApplicable,
            (_, Some(spelling)) => Call::kept_where(spelling.errors.is_empty()),
        }
    }

    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        judged(&self.column, kind, exports, &self.judgement)
    }

    /// A number of judged replies.
    fn amount(&self, name: &str, kind: ContactKind, exports: &Exports) -> Counter {
        let judge = self.judged(kind, exports);
        let counts = judge.applies.and(judge.measurable);
        Counter::Amount(when(counts).then(column::named(name)).otherwise(lit(0_i64)))
    }
}

impl Measure for SpellingRate {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        vec![
            Counter::Verdicts(self.judged(kind, exports).verdict()),
            self.amount(&self.errors, kind, exports),
            self.amount(&self.words, kind, exports),
        ]
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        match sums {
            [_, _, excluded, unmeasurable, errors, words] => Tally {
                numerator: *errors,
                denominator: *words,
                excluded: *excluded,
                unmeasurable: *unmeasurable,
                ..Tally::default()
            },
            _ => Tally::default(),
        }
    }

    /// Replies, not words.
    fn cases(&self, sums: &[Micro]) -> Micro {
        share_tally(sums.get(..4).unwrap_or_default()).cases()
    }

    /// Replies with a wrong word, of all that were checked.
    fn tally_of_rows(&self, sums: &[Micro]) -> Tally {
        let tally = share_tally(sums.get(..4).unwrap_or_default());
        Tally {
            numerator: tally.denominator - tally.numerator,
            ..tally
        }
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        Some(self.judged(kind, exports))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        reply_sent(kind)
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        let mut cells = replies(frame, kind, &self.judgement)?;
        if self.languages.is_empty() {
            cells.fill(None);
        }
        let readings = self.analyst.readings(&cells);
        let numbers = |name: &str, of: fn(&Reading) -> Option<usize>| {
            let counted = readings.iter().map(|reading| Some(of(reading.as_ref()?)? as i64));
            let counted: Int64Chunked = counted.collect();
            counted.with_name(name.into()).into_column()
        };
        let found = readings.iter().map(|reading| reading.as_ref().map(Self::call));
        Ok(vec![
            calls(&self.column, found),
            numbers(&self.words, |reading| Some(reading.spelling.as_ref()?.words)),
            numbers(&self.errors, |reading| {
                Some(reading.spelling.as_ref()?.errors.len())
            }),
        ])
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let cell = reply_of(frame)?;
        Ok(Box::new(move |row, text| {
            let reading = cell(row).and_then(|cell| self.analyst.reading_of(cell));
            if let Some(spelling) = reading.and_then(|reading| reading.spelling) {
                text.push_str(&reply_words::spelling(&spelling, wording));
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("kein falsch geschriebenes Wort"),
            en: String::from("no word spelt wrongly"),
        }
    }

    fn definition(&self) -> Text {
        let tags = self.languages.join(", ");
        if tags.is_empty() {
            return Text {
                de: String::from(
                    "Falsch geschriebene Wörter je 100 Wörter. Es ist kein Wörterbuch hinterlegt, deshalb wird nichts geprüft.",
                ),
                en: String::from(
                    "Words spelt wrongly per 100 words. No dictionary is named, so nothing is checked.",
                ),
            };
        }
        Text {
            de: format!(
                "Falsch geschriebene Wörter je 100 Wörter schriftlicher Antworten (Prozent), nach den Wörterbüchern ({tags}) und der Wortliste des Auftraggebers. Geprüft wird der Text zwischen Anrede und Grußformel; Zahlen, Links, Abkürzungen in Großbuchstaben und Namen nach Herr und Frau zählen nicht. Fälle sind Wörter; nicht messbar sind Antworten, deren Sprache nicht sicher erkannt wird. Ein Intervall gibt es nicht, weil Fehler sich in Antworten häufen. Jede Antwort mit einem Fehler ist ein Befund."
            ),
            en: format!(
                "Words spelt wrongly per 100 words of written replies (percent), by the dictionaries ({tags}) and the client's list of words. The text between salutation and closing words is checked; numbers, links, abbreviations in capitals and names after Mr and Ms do not count. Cases are words; replies whose language is not certain are unmeasurable. There is no interval, as errors come in clusters. Every reply with an error is a finding."
            ),
        }
    }
}
