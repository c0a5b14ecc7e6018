//! Documentation duty: contact reasons come from the agreed catalogue, and not too many are a
//! catch-all (definitions § 5).

use polars::prelude::*;

use super::family::{
    Counter, Exports, Judge, Measure, Observer, Wording, fault_tally, share_counters, share_tally,
};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled, one_of};
use crate::tables::Codebook;
use crate::tables::contacts::REASON;
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// The contact reasons of a clause.
pub struct Reasons {
    codes: Vec<u32>,
    words: Vec<String>,
    judgement: Judgement,
}

/// A clause whose reasons are all that are agreed.
pub struct Catalogue(pub Reasons);

/// A clause whose reasons say nothing.
pub struct CatchAll(pub Reasons);

impl Reasons {
    /// Contact reasons as they stand in the canonical rows.
    pub fn new(words: &[String], codes: &Codebook, judgement: &Judgement) -> Self {
        Self {
            codes: codes.reasons(words),
            words: words.to_vec(),
            judgement: judgement.clone(),
        }
    }

    /// Closed contacts with a reason; none is a matter of required fields.
    pub(super) fn judged(&self, kind: ContactKind, passed: Expr) -> Judge {
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: filled(REASON),
            passed,
        }
    }

    /// Contacts with one of the reasons.
    pub(super) fn among(&self) -> Expr {
        one_of(REASON, &self.codes)
    }

    /// The reasons in words.
    pub(super) fn list(&self) -> String {
        self.words.join(", ")
    }
}

/// Writes the reason of a row.
pub(super) fn reason_of<'a>(frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
    let reasons = frame.column(REASON.name())?.u32()?;
    Ok(Box::new(move |row, text| {
        text.push_str(wording.say("Anliegen \"", "reason \""));
        if let Some(code) = reasons.get(row) {
            text.push_str(wording.words.reasons.word(code));
        }
        text.push('"');
    }))
}

impl Catalogue {
    fn judged(&self, kind: ContactKind) -> Judge {
        self.0.judged(kind, self.0.among())
    }
}

impl Measure for Catalogue {
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
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        reason_of(frame, wording)
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("Anliegen aus dem vereinbarten Katalog"),
            en: String::from("a reason from the agreed catalogue"),
        }
    }

    fn definition(&self) -> Text {
        let list = self.0.list();
        Text {
            de: format!(
                "Abgeschlossene Kontakte, deren Anliegen im vereinbarten Katalog steht ({list}), geteilt durch alle abgeschlossenen Kontakte mit Anliegen. Ohne Anliegen: nicht messbar."
            ),
            en: format!(
                "Closed contacts whose reason stands in the agreed catalogue ({list}) over all closed contacts with a reason. Without a reason: unmeasurable."
            ),
        }
    }
}

impl CatchAll {
    /// Rows are judged as "not a catch-all", so that a breach is one.
    fn judged(&self, kind: ContactKind) -> Judge {
        self.0.judged(kind, self.0.among().not())
    }
}

impl Measure for CatchAll {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        fault_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        Some(self.judged(kind))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        closing(kind)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        reason_of(frame, wording)
    }

    fn required(&self) -> Text {
        let list = self.0.list();
        Text {
            de: format!("ein bestimmtes Anliegen statt: {list}"),
            en: format!("a definite reason instead of: {list}"),
        }
    }

    fn definition(&self) -> Text {
        let list = self.0.list();
        Text {
            de: format!(
                "Abgeschlossene Kontakte mit einem Sammelanliegen ({list}) geteilt durch alle abgeschlossenen Kontakte mit Anliegen. Ohne Anliegen: nicht messbar."
            ),
            en: format!(
                "Closed contacts with a catch-all reason ({list}) over all closed contacts with a reason. Without a reason: unmeasurable."
            ),
        }
    }
}
