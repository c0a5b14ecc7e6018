//! Language of written replies: the customer's, an agreed fallback, or the queue's where the export does
//! not tell the customer's (definitions § 4).

use std::sync::Arc;

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::reply_cells::replies;
use super::terms::{filled, one_of, replied, reply_sent};
use crate::reply::{Analyst, Detected};
use crate::tables::contacts::{CUSTOMER_LANGUAGE, QUEUE};
use crate::tables::{Codebook, column};
use crate::vocabulary::{ContactKind, Language, Micro, Tally};
use crate::workspace::agreement::{Agreement, Text};
use crate::workspace::mapping::Field;

/// Stands in the column where the language of a reply is undecided.
const UNDECIDED: i64 = -1;

/// The rule for all queues.
pub struct ReplyLanguage {
    queues: Vec<QueueLanguages>,
    /// Languages that are told apart, with their codes.
    languages: Vec<(Language, i64)>,
    analyst: Arc<Analyst>,
    judgement: Judgement,
    /// Column with the code of the language; unique among the clauses.
    column: String,
}

/// Codes of a queue and of its languages.
struct QueueLanguages {
    queue: u32,
    agreed: Vec<u32>,
    fallback: Vec<u32>,
}

impl ReplyLanguage {
    /// The languages of the queues; `key` is unique among the clauses.
    pub fn new(
        agreement: &Agreement,
        codes: &Codebook,
        judgement: &Judgement,
        analyst: &Arc<Analyst>,
        key: &str,
    ) -> Self {
        let of = |languages: &[Language]| {
            let known = languages.iter().filter_map(|l| codes.languages.known(l.as_str()));
            known.collect::<Vec<u32>>()
        };
        let told = agreement.replies.languages.iter();
        let queues = agreement.queues.iter().map(|queue| QueueLanguages {
            queue: codes.queue(&queue.id),
            agreed: of(&queue.languages),
            fallback: of(&queue.fallback_languages),
        });
        Self {
            queues: queues.collect(),
            languages: told
                .filter_map(|l| Some((l.clone(), i64::from(codes.languages.known(l.as_str())?))))
                .collect(),
            analyst: Arc::clone(analyst),
            judgement: judgement.clone(),
            column: format!("reply:{key}"),
        }
    }

    fn code(&self, language: &Detected) -> i64 {
        let Detected::Certain(language) = language else {
            return UNDECIDED;
        };
        let known = self.languages.iter().find(|(told, _)| told == language);
        known.map_or(UNDECIDED, |(_, code)| *code)
    }

    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let written = || column::named(&self.column);
        let unmapped = kind == ContactKind::Ticket && !exports.has(Field::Reply);
        let tells_customer = exports.has(Field::CustomerLanguage);
        let customer = CUSTOMER_LANGUAGE.expr().cast(DataType::Int64);
        let same = written().eq(customer).fill_null(lit(false));
        let in_one_of = |codes: &[u32]| {
            codes.iter().fold(lit(false), |any, code| {
                any.or(written().eq(lit(i64::from(*code))).fill_null(lit(false)))
            })
        };
        let by_queue = self.queues.iter().fold(lit(false), |any, queue| {
            let here = QUEUE.expr().eq(lit(queue.queue));
            let agreed = match tells_customer {
                true => one_of(CUSTOMER_LANGUAGE, &queue.agreed)
                    .not()
                    .and(in_one_of(&queue.fallback)),
                false => in_one_of(&queue.agreed).or(in_one_of(&queue.fallback)),
            };
            any.or(here.and(agreed))
        });
        let known = match tells_customer {
            true => filled(CUSTOMER_LANGUAGE),
            false => lit(true),
        };
        let decided = written().neq(lit(UNDECIDED)).fill_null(lit(false));
        Judge {
            applies: replied(kind, &self.judgement).and(lit(unmapped).or(written().is_not_null())),
            excluded: lit(false),
            measurable: known.and(decided).and(lit(!unmapped)),
            passed: same.and(lit(tells_customer)).or(by_queue),
        }
    }
}

impl Measure for ReplyLanguage {
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
        reply_sent(kind)
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        let cells = replies(frame, kind, &self.judgement)?;
        let readings = self.analyst.readings(&cells).into_iter();
        let codes: Int64Chunked = readings
            .map(|reading| reading.map(|reading| self.code(&reading.language)))
            .collect();
        Ok(vec![codes.with_name(self.column.as_str().into()).into_column()])
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let customer = frame.column(CUSTOMER_LANGUAGE.name())?.u32()?;
        let written = frame.column(&self.column)?.i64()?;
        Ok(Box::new(move |row, text| {
            let languages = &wording.words.languages;
            let code = written.get(row).and_then(|code| u32::try_from(code).ok());
            text.push_str(code.map_or("?", |code| languages.word(code)));
            if let Some(customer) = customer.get(row) {
                text.push_str(wording.say(" statt ", " instead of "));
                text.push_str(languages.word(customer));
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("Antwort in der Sprache des Kunden oder einer vereinbarten"),
            en: String::from("reply in the customer's language or an agreed one"),
        }
    }

    fn definition(&self) -> Text {
        let tags: Vec<&str> = self
            .languages
            .iter()
            .map(|(language, _)| language.as_str())
            .collect();
        let tags = tags.join(", ");
        Text {
            de: format!(
                "Schriftliche Antworten, deren Text in der Sprache des Kunden steht, oder in einer vereinbarten Ausweichsprache, wenn die Sprache des Kunden für die Warteschlange nicht vereinbart ist, geteilt durch alle schriftlichen Antworten. Nennt der Export die Sprache des Kunden nicht, gelten die Sprachen der Warteschlange. Erkannt wird unter: {tags}. Zu kurze und nicht sicher erkannte Texte sowie unbekannte Sprachen von Kunden: nicht messbar."
            ),
            en: format!(
                "Written replies whose text is in the customer's language, or in an agreed fallback where the customer's language is not agreed for the queue, over all written replies. Where the export does not tell the customer's language, those of the queue hold. Told apart: {tags}. Texts that are too short or not certain, and unknown languages of customers: unmeasurable."
            ),
        }
    }
}
