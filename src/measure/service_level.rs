//! Service level: share of calls answered within T, in the contract's formula, with the other six
//! customary formulas beside it (definitions § 1).

use polars::prelude::*;

use super::family::{Counter, Judge, Mapped, Measure, Observer, Tally, Wording};
use super::terms::{filled, outcome, waited_at_most};
use crate::tables::contacts::{OUTCOME, WAIT};
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Formula, Micro, Outcome};
use crate::workspace::agreement::Text;
use crate::workspace::mapping::Field;

/// A clause's service level.
pub struct ServiceLevel {
    /// The contract's formula.
    pub formula: Formula,
    /// T in seconds, inclusive.
    pub within_s: i64,
    /// s in seconds, inclusive; −1 where no short abandons are agreed.
    pub short_s: i64,
}

/// The sums from which all seven formulas follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Basis {
    in_time: Micro,
    answered_late: Micro,
    answered_unknown: Micro,
    abandoned: Micro,
    abandoned_unknown: Micro,
    abandoned_in_time: Micro,
    abandoned_short: Micro,
    flowed_out: Micro,
    unclear: Micro,
}

impl Basis {
    fn of(sums: &[Micro]) -> Self {
        let at = |index: usize| sums.get(index).copied().unwrap_or_default();
        Self {
            in_time: at(0),
            answered_late: at(1),
            answered_unknown: at(2),
            abandoned: at(3),
            abandoned_unknown: at(4),
            abandoned_in_time: at(5),
            abandoned_short: at(6),
            flowed_out: at(7),
            unclear: at(8),
        }
    }

    /// Whether a formula needs the waits of abandons, and none is known.
    fn cannot_place(&self, formula: Formula) -> bool {
        let needs_waits = matches!(
            formula,
            Formula::LateAbandons
                | Formula::AbandonsInTimeCount
                | Formula::ShortAbandonsCount
                | Formula::ShortAbandonsRemoved
        );
        needs_waits && self.abandoned.0 > 0 && self.abandoned_unknown == self.abandoned
    }

    fn tally(&self, formula: Formula) -> Tally {
        let answered = self.in_time + self.answered_late;
        let offered = answered + self.abandoned;
        let known = offered - self.abandoned_unknown;
        let none = Micro::default();
        // An abandon of unknown wait misses where every abandon does; elsewhere it cannot be placed.
        let (numerator, denominator, excluded, unplaced) = match formula {
            Formula::AnsweredOnly => (self.in_time, answered, none, none),
            Formula::Offered => (self.in_time, offered, none, none),
            Formula::LateAbandons => (
                self.in_time,
                known - self.abandoned_in_time,
                none,
                self.abandoned_unknown,
            ),
            Formula::AbandonsInTimeCount => (
                self.in_time + self.abandoned_in_time,
                known,
                none,
                self.abandoned_unknown,
            ),
            Formula::ShortAbandonsCount => (
                self.in_time + self.abandoned_short,
                known,
                none,
                self.abandoned_unknown,
            ),
            Formula::ShortAbandonsRemoved => (
                self.in_time,
                known - self.abandoned_short,
                self.abandoned_short,
                self.abandoned_unknown,
            ),
            Formula::WithFlowOuts => (self.in_time, offered + self.flowed_out, none, none),
        };
        let unmeasurable = self.answered_unknown + unplaced + self.unclear;
        Tally {
            numerator,
            denominator,
            excluded,
            unmeasurable,
        }
    }
}

/// Whether the export says how long anybody waited.
fn tells_waits(mapped: &Mapped) -> bool {
    mapped.has_one_of(&[Field::Wait, Field::AnsweredAt])
}

impl Measure for ServiceLevel {
    fn counters(&self, kind: ContactKind, mapped: &Mapped) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let (answered, all_abandoned) = (outcome(Outcome::Answered), outcome(Outcome::Abandoned));
        // Without any wait in the export no call is in time or late, and abandons alone say nothing.
        let told = tells_waits(mapped);
        let abandoned = all_abandoned.clone().and(lit(told));
        let known = filled(WAIT);
        let within = waited_at_most(self.within_s);
        [
            answered.clone().and(within.clone()),
            answered.clone().and(known.clone()).and(within.clone().not()),
            answered.and(known.clone().not()),
            abandoned.clone(),
            abandoned.clone().and(known.not()),
            abandoned.clone().and(within),
            abandoned.and(waited_at_most(self.short_s)),
            outcome(Outcome::FlowedOut).and(lit(told)),
            outcome(Outcome::Unclear).or(all_abandoned.and(lit(!told))),
        ]
        .map(Counter::Rows)
        .into()
    }

    /// A report that does not count calls in time makes all its answered calls unmeasurable.
    fn report_counters(&self, row: &ReportRow) -> Option<Vec<Micro>> {
        let none = Micro::default();
        let known = row.in_time.is_some();
        let in_time = row.in_time.unwrap_or_default();
        let short = if self.short_s < 0 {
            Some(none)
        } else {
            row.short_abandoned
        };
        let placed = row.abandoned_in_time.is_some() && short.is_some();
        if !known {
            return Some(vec![
                none,
                none,
                row.answered,
                none,
                none,
                none,
                none,
                none,
                row.abandoned,
            ]);
        }
        Some(vec![
            in_time,
            row.answered - in_time,
            none,
            row.abandoned,
            if placed { none } else { row.abandoned },
            row.abandoned_in_time.filter(|_| placed).unwrap_or_default(),
            short.filter(|_| placed).unwrap_or_default(),
            row.flowed_out,
            none,
        ])
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        Basis::of(sums).tally(self.formula)
    }

    fn variants(&self, sums: &[Micro]) -> Vec<(Formula, Tally)> {
        let basis = Basis::of(sums);
        let reading = |formula: Formula| {
            let tally = basis.tally(formula);
            if formula != self.formula && basis.cannot_place(formula) {
                let unmeasurable = tally.denominator + tally.unmeasurable;
                return Tally {
                    unmeasurable,
                    ..Tally::default()
                };
            }
            tally
        };
        Formula::ALL
            .into_iter()
            .map(|formula| (formula, reading(formula)))
            .collect()
    }

    fn formula(&self) -> Option<Formula> {
        Some(self.formula)
    }

    fn judge(&self, kind: ContactKind, mapped: &Mapped) -> Option<Judge> {
        if kind != ContactKind::Call {
            return None;
        }
        let (answered, abandoned) = (outcome(Outcome::Answered), outcome(Outcome::Abandoned));
        let (unclear, flowed_out) = (outcome(Outcome::Unclear), outcome(Outcome::FlowedOut));
        let known = filled(WAIT);
        let within = waited_at_most(self.within_s);
        let short = abandoned.clone().and(waited_at_most(self.short_s));
        let in_time = answered.clone().and(within.clone());
        let early = abandoned.clone().and(within);
        let offered = answered.clone().or(abandoned.clone());
        let never = lit(false);
        let (counted, excluded, passed, places_abandons) = match self.formula {
            Formula::AnsweredOnly => (answered.clone(), never, in_time, false),
            Formula::Offered => (offered, never, in_time, false),
            Formula::LateAbandons => (offered.and(early.not()), never, in_time, true),
            Formula::AbandonsInTimeCount => (offered, never, in_time.or(early), true),
            Formula::ShortAbandonsCount => (offered, never, in_time.or(short), true),
            Formula::ShortAbandonsRemoved => (offered, short, in_time, true),
            Formula::WithFlowOuts => (offered.or(flowed_out), never, in_time, false),
        };
        let needs_wait = if places_abandons {
            answered.or(abandoned)
        } else {
            answered
        };
        let measurable = unclear
            .clone()
            .not()
            .and(known.or(needs_wait.not()))
            .and(lit(tells_waits(mapped)));
        Some(Judge {
            applies: counted.or(unclear),
            excluded,
            measurable,
            passed,
        })
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let outcomes = frame.column(OUTCOME.name())?.u32()?;
        let waits = frame.column(WAIT.name())?.i64()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            text.push_str(match outcomes.get(row) {
                Some(code) if code == Outcome::Abandoned as u32 => wording.say("aufgelegt", "abandoned"),
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
        let (t, s) = (self.within_s, self.short_s);
        let (de, en) = match self.formula {
            Formula::AnsweredOnly => (
                format!("In {t} s angenommene Anrufe geteilt durch alle angenommenen Anrufe."),
                format!("Calls answered within {t} s over all answered calls."),
            ),
            Formula::Offered => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen (angenommene und aufgelegte) Anrufe."
                ),
                format!("Calls answered within {t} s over all offered (answered and abandoned) calls."),
            ),
            Formula::LateAbandons => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch angenommene und nach mehr als {t} s aufgelegte Anrufe."
                ),
                format!(
                    "Calls answered within {t} s over answered calls and calls abandoned after more than {t} s."
                ),
            ),
            Formula::AbandonsInTimeCount => (
                format!("In {t} s angenommene oder aufgelegte Anrufe geteilt durch alle angebotenen Anrufe."),
                format!("Calls answered or abandoned within {t} s over all offered calls."),
            ),
            Formula::ShortAbandonsCount => (
                format!(
                    "In {t} s angenommene und in {s} s aufgelegte Anrufe geteilt durch alle angebotenen Anrufe."
                ),
                format!(
                    "Calls answered within {t} s and calls abandoned within {s} s over all offered calls."
                ),
            ),
            Formula::ShortAbandonsRemoved => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen Anrufe ohne die in {s} s aufgelegten."
                ),
                format!(
                    "Calls answered within {t} s over all offered calls without those abandoned within {s} s."
                ),
            ),
            Formula::WithFlowOuts => (
                format!(
                    "In {t} s angenommene Anrufe geteilt durch alle angebotenen und weitergeleiteten Anrufe."
                ),
                format!("Calls answered within {t} s over all offered calls and flow-outs."),
            ),
        };
        let name = self.formula.short_name();
        Text {
            de: format!(
                "{de} Formel {name}. Widersprüchliche Zeilen und Anrufe ohne Wartezeit sind nicht messbar."
            ),
            en: format!("{en} Formula {name}. Contradictory rows and calls without a wait are unmeasurable."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basis() -> [Micro; 9] {
        // offered 1 060 = answered 1 000 (860 within 20 s) + abandoned 60 (20 within T, 10 within s); 30 flow-outs
        [860, 140, 0, 60, 0, 20, 10, 30, 0].map(Micro::whole)
    }

    #[test]
    fn the_seven_formulas_of_the_definitions() {
        let level = ServiceLevel {
            formula: Formula::Offered,
            within_s: 20,
            short_s: 5,
        };
        let fractions: Vec<(i64, i64)> = level
            .variants(&basis())
            .into_iter()
            .map(|(_, t)| (t.numerator.0 / Micro::ONE, t.denominator.0 / Micro::ONE))
            .collect();
        let expected = [
            (860, 1000),
            (860, 1060),
            (860, 1040),
            (880, 1060),
            (870, 1060),
            (860, 1050),
            (860, 1090),
        ];
        assert_eq!(fractions, expected);
    }

    #[test]
    fn a_report_without_calls_in_time_is_not_measurable() {
        let level = ServiceLevel {
            formula: Formula::Offered,
            within_s: 20,
            short_s: 5,
        };
        let report = ReportRow {
            answered: Micro::whole(2855),
            abandoned: Micro::whole(61),
            ..ReportRow::default()
        };
        let tally = level.tally(&level.report_counters(&report).unwrap_or_default());
        assert_eq!(
            (tally.denominator, tally.unmeasurable),
            (Micro::whole(0), Micro::whole(2916))
        );
    }

    #[test]
    fn abandons_of_unknown_wait_leave_only_the_formulas_that_need_none() {
        let level = ServiceLevel {
            formula: Formula::Offered,
            within_s: 20,
            short_s: 5,
        };
        let sums = [860, 140, 0, 60, 60, 0, 0, 0, 0].map(Micro::whole);
        let measurable: Vec<bool> = level
            .variants(&sums)
            .iter()
            .map(|(_, tally)| tally.denominator.0 > 0)
            .collect();
        assert_eq!(measurable, [true, true, false, false, false, false, true]);
    }

    #[test]
    fn short_abandons_removed_further_check() {
        let level = ServiceLevel {
            formula: Formula::ShortAbandonsRemoved,
            within_s: 20,
            short_s: 10,
        };
        let tally = level.tally(&[200, 100, 0, 100, 0, 50, 50, 0, 0].map(Micro::whole));
        assert_eq!(
            (tally.numerator, tally.denominator),
            (Micro::whole(200), Micro::whole(350))
        );
    }
}
