//! Service level: share of calls answered within T, in the contract's formula, with the other six
//! customary formulas beside it (definitions § 1).

mod basis;
#[cfg(test)]
mod tests;
mod words;

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording};
use super::terms::{filled, outcome, waited_at_most};
use crate::tables::contacts::{OUTCOME, WAIT};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Formula, Micro, Outcome, ProviderId, Tally};
use crate::workspace::agreement::{Relief, Text};
use crate::workspace::mapping::Field;
use basis::Basis;

/// A clause's service level.
pub struct ServiceLevel {
    /// The contract's formula.
    pub formula: Formula,
    /// T in seconds, inclusive.
    pub within_s: i64,
    /// s in seconds, inclusive; none where no short abandons are agreed.
    pub short_s: Option<i64>,
    /// Which intervals are taken out because more calls came than were forecast.
    pub relief: Option<Relief>,
}

/// Whether all exports say how long answered calls waited. Where one of them does not, none can be
/// judged beside it.
fn tells_waits(exports: &Exports) -> bool {
    exports.has_one_of(&[Field::Wait, Field::AnsweredAt])
}

impl ServiceLevel {
    /// Abandoned within s; no call where no s is agreed.
    fn short(&self) -> Expr {
        self.short_s.map_or(lit(false), waited_at_most)
    }

    /// Whether the formula can place an abandon whose wait is known.
    fn places_by_wait(&self) -> bool {
        match self.formula {
            Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved => self.short_s.is_some(),
            _ => true,
        }
    }

    /// Calls that the formula counts, those it takes out, and those that are in time.
    fn counted(&self, told: bool) -> (Expr, Expr, Expr) {
        let (answered, abandoned) = (outcome(Outcome::Answered), outcome(Outcome::Abandoned));
        let within = waited_at_most(self.within_s);
        let in_time = answered.clone().and(within.clone());
        let early = abandoned.clone().and(within).and(lit(told));
        let short = abandoned.clone().and(self.short()).and(lit(told));
        let offered = answered.clone().or(abandoned);
        let never = lit(false);
        match self.formula {
            Formula::AnsweredOnly => (answered, never, in_time),
            Formula::Offered => (offered, never, in_time),
            Formula::LateAbandons => (offered.and(early.not()), never, in_time),
            Formula::AbandonsInTimeCount => (offered, never, in_time.or(early)),
            Formula::ShortAbandonsCount => (offered, never, in_time.or(short)),
            Formula::ShortAbandonsRemoved => (offered, short, in_time),
            Formula::WithFlowOuts => (offered.or(outcome(Outcome::FlowedOut)), never, in_time),
        }
    }
}

impl Measure for ServiceLevel {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let (answered, abandoned) = (outcome(Outcome::Answered), outcome(Outcome::Abandoned));
        let (unclear, flowed_out) = (outcome(Outcome::Unclear), outcome(Outcome::FlowedOut));
        let rows = Counter::Rows;
        if !tells_waits(exports) {
            return Basis {
                answered_unknown: rows(answered),
                unclear: rows(unclear),
                untold_abandoned: rows(abandoned),
                untold_flowed_out: rows(flowed_out),
                ..Basis::default()
            }
            .in_order();
        }
        let within = waited_at_most(self.within_s);
        let unplaced = abandoned.clone().and(filled(WAIT).not());
        let is_late = filled(WAIT).and(within.clone().not());
        Basis {
            in_time: rows(answered.clone().and(within.clone())),
            answered_late: rows(answered.clone().and(is_late)),
            answered_unknown: rows(answered.and(filled(WAIT).not())),
            abandoned: rows(abandoned.clone()),
            unplaced_in_time: rows(unplaced.clone()),
            unplaced_short: rows(self.short_s.map_or(abandoned.clone(), |_| unplaced)),
            abandoned_in_time: rows(abandoned.clone().and(within)),
            abandoned_short: self.short_s.map_or(Counter::Nothing, |short_s| {
                rows(abandoned.and(waited_at_most(short_s)))
            }),
            flowed_out: rows(flowed_out),
            unclear: rows(unclear),
            ..Basis::default()
        }
        .in_order()
    }

    /// A report that does not count calls in time tells no waits.
    fn report_counters(&self, row: &ReportRow, _: &ProviderId) -> Option<Vec<Micro>> {
        let none = Micro::default();
        let Some(in_time) = row.in_time else {
            let untold = Basis {
                answered_unknown: row.answered,
                untold_abandoned: row.abandoned,
                untold_flowed_out: row.flowed_out,
                ..Basis::default()
            };
            return Some(untold.in_order());
        };
        let unplaced = |part: Option<Micro>| part.map_or(row.abandoned, |_| none);
        let short = row.short_abandoned.filter(|_| self.short_s.is_some());
        let told = Basis {
            in_time,
            answered_late: row.answered - in_time,
            abandoned: row.abandoned,
            unplaced_in_time: unplaced(row.abandoned_in_time),
            unplaced_short: unplaced(short),
            abandoned_in_time: row.abandoned_in_time.unwrap_or_default(),
            abandoned_short: short.unwrap_or_default(),
            flowed_out: row.flowed_out,
            ..Basis::default()
        };
        Some(told.in_order())
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        Basis::of(sums).reading(self.formula)
    }

    fn tally_of_rows(&self, sums: &[Micro]) -> Tally {
        Basis::of(sums).tally(self.formula)
    }

    fn variants(&self, sums: &[Micro]) -> Vec<(Formula, Tally)> {
        let basis = Basis::of(sums);
        Formula::ALL
            .into_iter()
            .map(|formula| (formula, basis.reading(formula)))
            .collect()
    }

    fn formula(&self) -> Option<Formula> {
        Some(self.formula)
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        if kind != ContactKind::Call {
            return None;
        }
        let told = tells_waits(exports);
        let (counted, excluded, passed) = self.counted(told);
        let (answered, abandoned) = (outcome(Outcome::Answered), outcome(Outcome::Abandoned));
        let unclear = outcome(Outcome::Unclear);
        let known = filled(WAIT);
        let placed = lit(!self.formula.places_abandons())
            .or(known.clone().and(lit(self.places_by_wait())))
            .or(abandoned.not());
        Some(Judge {
            applies: counted.or(unclear.clone()),
            excluded,
            measurable: unclear
                .not()
                .and(known.or(answered.not()))
                .and(placed)
                .and(lit(told)),
            passed,
        })
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let outcomes = frame.column(OUTCOME.name())?.u32()?;
        let waits = frame.column(WAIT.name())?.i64()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            text.push_str(match outcomes.get(row) {
                Some(code) if code == Outcome::Abandoned as u32 => wording.say("abgebrochen", "abandoned"),
                Some(code) if code == Outcome::FlowedOut as u32 => {
                    wording.say("weitergeleitet", "flowed out")
                }
                _ => wording.say("angenommen", "answered"),
            });
            if let Some(wait) = waits.get(row) {
                let _ = write!(text, " {} {wait} s", wording.say("nach", "after"));
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: format!("in {} s angenommen", self.within_s),
            en: format!("answered within {} s", self.within_s),
        }
    }

    fn definition(&self) -> Text {
        let (words, relief) = (self.in_words(), self.relief_in_words());
        Text {
            de: format!("{}{}", words.de, relief.de),
            en: format!("{}{}", words.en, relief.en),
        }
    }
}
