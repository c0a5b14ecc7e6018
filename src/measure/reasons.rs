//! Contact reasons: they come from the agreed catalogue, and not too many are a catch-all (definitions
//! § 5) or a complaint (§ 6).

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

/// A clause whose reasons should be few.
pub struct Unwanted {
    /// The reasons.
    pub reasons: Reasons,
    /// Why they should.
    pub because: Because,
}

/// Why a contact reason should be rare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It says nothing.
    CatchAll,
    /// It is a complaint (definitions § 6).
    Complaint,
}

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
    fn judged(&self, kind: ContactKind, passed: Expr) -> Judge {
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: filled(REASON),
            passed,
        }
    }

    /// Contacts with one of the reasons.
    fn among(&self) -> Expr {
        one_of(REASON, &self.codes)
    }

    /// The reasons in words.
    fn list(&self) -> String {
        self.words.join(", ")
    }
}

/// Writes the reason of a row.
fn reason_of<'a>(frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
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

impl Unwanted {
    /// Rows are judged as "none of these", so that a breach is one.
    fn judged(&self, kind: ContactKind) -> Judge {
        self.reasons.judged(kind, self.reasons.among().not())
    }
}

impl Measure for Unwanted {
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
        let list = self.reasons.list();
        match self.because {
            Because::CatchAll => Text {
                de: format!("ein bestimmtes Anliegen statt: {list}"),
                en: format!("a definite reason instead of: {list}"),
            },
            Because::Complaint => Text {
                de: String::from("keine Beschwerde"),
                en: String::from("no complaint"),
            },
        }
    }

    fn definition(&self) -> Text {
        let list = self.reasons.list();
        let (de, en) = match self.because {
            Because::CatchAll => ("einem Sammelanliegen", "a catch-all reason"),
            Because::Complaint => ("einer Beschwerde als Anliegen", "a complaint as their reason"),
        };
        Text {
            de: format!(
                "Abgeschlossene Kontakte mit {de} ({list}) geteilt durch alle abgeschlossenen Kontakte mit Anliegen. Ohne Anliegen: nicht messbar."
            ),
            en: format!(
                "Closed contacts with {en} ({list}) over all closed contacts with a reason. Without a reason: unmeasurable."
            ),
        }
    }
}
