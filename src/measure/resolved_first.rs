//! First-contact resolution by the export's own flag (definitions § 6).

use polars::prelude::*;

use super::family::{Counter, Judge, Mapped, Measure, Observer, Tally, share_counters, share_tally};
use super::terms::{closed, filled};
use crate::normalize::Dictionaries;
use crate::tables::codes::YES_NO;
use crate::tables::contacts::RESOLVED_FIRST;
use crate::vocabulary::{ContactKind, Micro};
use crate::workspace::agreement::Text;

/// The flag says yes.
pub struct ResolvedFirst;

impl ResolvedFirst {
    fn judged(kind: ContactKind) -> Judge {
        let yes = YES_NO.iter().position(|word| *word == "yes").unwrap_or_default() as u32;
        Judge {
            applies: closed(kind),
            excluded: lit(false),
            measurable: filled(RESOLVED_FIRST),
            passed: RESOLVED_FIRST.expr().eq(lit(yes)).fill_null(lit(false)),
        }
    }
}

impl Measure for ResolvedFirst {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        share_counters(&Self::judged(kind))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Mapped) -> Option<Judge> {
        Some(Self::judged(kind))
    }

    fn observer<'a>(&'a self, _: &'a DataFrame, _: &'a Dictionaries) -> PolarsResult<Observer<'a>> {
        Ok(Box::new(|_, text| {
            text.push_str("not resolved at the first attempt")
        }))
    }

    fn required(&self) -> String {
        String::from("resolved at the first attempt")
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
