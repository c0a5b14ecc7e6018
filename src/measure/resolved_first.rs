//! First-contact resolution by the export's own flag (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{closed, closing, filled};
use crate::tables::codes::YES_NO;
use crate::tables::contacts::RESOLVED_FIRST;
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// The flag says yes.
pub struct ResolvedFirst {
    /// Period and as-of instant.
    pub judgement: Judgement,
}

impl ResolvedFirst {
    fn judged(&self, kind: ContactKind) -> Judge {
        let yes = YES_NO.iter().position(|word| *word == "yes").unwrap_or_default() as u32;
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: filled(RESOLVED_FIRST),
            passed: RESOLVED_FIRST.expr().eq(lit(yes)).fill_null(lit(false)),
        }
    }
}

impl Measure for ResolvedFirst {
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

    fn observer<'a>(&'a self, _: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        Ok(Box::new(move |_, text| {
            text.push_str(wording.say(
                "nicht beim ersten Mal gelöst",
                "not resolved at the first attempt",
            ));
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("beim ersten Mal gelöst"),
            en: String::from("resolved at the first attempt"),
        }
    }

    fn definition(&self) -> Text {
        Text {
            de: String::from(
                "Abgeschlossene Kontakte, die der Export als beim ersten Mal gelöst kennzeichnet, geteilt durch alle abgeschlossenen Kontakte mit Kennzeichen. Ohne Kennzeichen: nicht messbar.",
            ),
            en: String::from(
                "Closed contacts that the export marks as resolved at the first attempt over all closed contacts with the mark. Without it: unmeasurable.",
            ),
        }
    }
}
