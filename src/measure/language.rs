//! Served language: the customer's own, or an agreed fallback for languages that are not agreed
//! for the queue (definitions § 4).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{filled, one_of, responded, response};
use crate::tables::Codebook;
use crate::tables::contacts::{CUSTOMER_LANGUAGE, QUEUE, SERVED_LANGUAGE};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::{Queue, Text};

/// The served-language rule of all queues.
pub struct ServedLanguage {
    queues: Vec<QueueLanguages>,
    judgement: Judgement,
}

/// Codes of a queue and of its languages.
struct QueueLanguages {
    queue: u32,
    agreed: Vec<u32>,
    fallback: Vec<u32>,
}

impl ServedLanguage {
    /// The languages agreed for the queues; only queues with a fallback need more than equality.
    pub fn new(queues: &[Queue], codes: &Codebook, judgement: &Judgement) -> Self {
        let of = |languages: &[crate::vocabulary::Language]| {
            languages
                .iter()
                .filter_map(|l| codes.languages.known(l.as_str()))
                .collect()
        };
        let queues = queues
            .iter()
            .filter(|queue| !queue.fallback_languages.is_empty())
            .map(|queue| QueueLanguages {
                queue: codes.queue(&queue.id),
                agreed: of(&queue.languages),
                fallback: of(&queue.fallback_languages),
            })
            .collect();
        Self {
            queues,
            judgement: judgement.clone(),
        }
    }

    fn judged(&self, kind: ContactKind) -> Judge {
        let known = filled(CUSTOMER_LANGUAGE).and(filled(SERVED_LANGUAGE));
        let same = SERVED_LANGUAGE
            .expr()
            .eq(CUSTOMER_LANGUAGE.expr())
            .fill_null(lit(false));
        let fallback = self.queues.iter().fold(lit(false), |any, queue| {
            let here = QUEUE.expr().eq(lit(queue.queue));
            let not_agreed = one_of(CUSTOMER_LANGUAGE, &queue.agreed).not();
            any.or(here.and(not_agreed).and(one_of(SERVED_LANGUAGE, &queue.fallback)))
        });
        Judge {
            applies: responded(kind, &self.judgement),
            excluded: lit(false),
            measurable: known,
            passed: same.or(fallback),
        }
    }
}

impl Measure for ServedLanguage {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        response(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let customer = frame.column(CUSTOMER_LANGUAGE.name())?.u32()?.rechunk();
        let served = frame.column(SERVED_LANGUAGE.name())?.u32()?.rechunk();
        Ok(Box::new(move |row, text| {
            let word = |column: &UInt32Chunked| {
                column
                    .downcast_as_array()
                    .get(row)
                    .map_or("?", |code| wording.words.languages.word(code))
            };
            text.push_str(word(&served));
            text.push_str(wording.say(" statt ", " instead of "));
            text.push_str(word(&customer));
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("Sprache des Kunden oder Ausweichsprache"),
            en: String::from("customer's language or agreed fallback"),
        }
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Bediente Kontakte, bei denen die Gesprächs- oder Antwortsprache die des Kunden ist, oder eine vereinbarte Ausweichsprache, wenn die Sprache des Kunden für die Warteschlange nicht vereinbart ist, geteilt durch alle bedienten Kontakte. Tickets zählen im Zeitraum ihrer ersten Antwort; zusammengeführte und stornierte zählen nicht, auch wenn sie beantwortet sind. Unbekannte Sprache: nicht messbar.",
            ),
            en: String::from(
                "Handled contacts served in the customer's language, or in an agreed fallback where the customer's language is not agreed for the queue, over all handled contacts. Tickets count in the period of their first response; merged and cancelled ones do not count, even where they were answered. Unknown language: unmeasurable.",
            ),
        }
    }
}
