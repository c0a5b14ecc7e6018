//! Abandonment: abandoned over offered, with short abandons counted, not counted or removed
//! (definitions § 2).

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters};
use super::terms::{filled, offered, outcome, waited_at_most};
use crate::tables::contacts::WAIT;
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{ContactKind, Micro, Outcome, ProviderId, Tally};
use crate::workspace::agreement::{AbandonmentVariant, Text};
use crate::workspace::mapping::Field;

/// A clause's abandonment rate.
pub struct Abandonment {
    /// What becomes of short abandons.
    pub variant: AbandonmentVariant,
    /// s in seconds, inclusive; none where every abandon counts.
    pub short_s: Option<i64>,
}

impl Abandonment {
    /// Whether short abandons must be told apart.
    fn needs_waits(&self) -> bool {
        self.variant != AbandonmentVariant::All
    }

    /// Rows are judged as "not abandoned", so that a breach is an abandon.
    fn judged(&self, exports: &Exports) -> Judge {
        let abandoned = outcome(Outcome::Abandoned);
        let unclear = outcome(Outcome::Unclear);
        // Where no export says how long anybody hung on, answered calls alone would make a rate of nothing.
        let told = !self.needs_waits() || exports.has_one_of(&[Field::Wait, Field::EndedAt]);
        let short = abandoned
            .clone()
            .and(lit(told))
            .and(self.short_s.map_or(lit(false), waited_at_most));
        let needs_wait = lit(self.needs_waits()).and(abandoned.clone());
        let measurable = unclear.clone().not().and(filled(WAIT).or(needs_wait.not()));
        let (excluded, passed) = match self.variant {
            AbandonmentVariant::All => (lit(false), abandoned.not()),
            AbandonmentVariant::ShortRemoved => (short, abandoned.not()),
            AbandonmentVariant::ShortNotCounted => (lit(false), abandoned.not().or(short)),
        };
        Judge {
            applies: offered().or(unclear),
            excluded,
            measurable: measurable.and(lit(told)),
            passed,
        }
    }
}

impl Measure for Abandonment {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        if kind != ContactKind::Call {
            return Vec::new();
        }
        let mut counters = share_counters(&self.judged(exports));
        counters.extend(match self.needs_waits() {
            true => {
                let abandoned = outcome(Outcome::Abandoned);
                let unplaced = abandoned.clone().and(filled(WAIT).not());
                [Counter::Rows(abandoned), Counter::Rows(unplaced)]
            }
            false => [Counter::Nothing, Counter::Nothing],
        });
        counters
    }

    fn report_counters(&self, row: &ReportRow, _: &ProviderId) -> Option<Vec<Micro>> {
        let none = Micro::default();
        let mut sums = match (self.variant, row.short_abandoned) {
            (AbandonmentVariant::All, _) => vec![row.answered, row.abandoned, none, none],
            (AbandonmentVariant::ShortRemoved, Some(short)) => {
                vec![row.answered, row.abandoned - short, short, none]
            }
            (AbandonmentVariant::ShortNotCounted, Some(short)) => {
                vec![row.answered + short, row.abandoned - short, none, none]
            }
            (_, None) => vec![none, none, none, row.answered + row.abandoned],
        };
        let unplaced = row.short_abandoned.map_or(row.abandoned, |_| none);
        sums.extend(match self.needs_waits() {
            true => [row.abandoned, unplaced],
            false => [none, none],
        });
        Some(sums)
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        let [kept, lost, excluded, unmeasurable, abandoned, unplaced] = *sums else {
            return Tally::default();
        };
        let tally = Tally {
            numerator: lost,
            denominator: kept + lost,
            excluded,
            unmeasurable,
            ..Tally::default()
        };
        // Where no abandon can be placed, answered calls alone would make a rate of nothing.
        match abandoned > Micro::default() && unplaced == abandoned {
            true => tally.withheld(),
            false => tally,
        }
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        (kind == ContactKind::Call).then(|| self.judged(exports))
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let waits = frame.column(WAIT.name())?.i64()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            text.push_str(wording.say("abgebrochen", "abandoned"));
            if let Some(wait) = waits.get(row) {
                let _ = write!(text, " {} {wait} s", wording.say("nach", "after"));
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: String::from("angenommen"),
            en: String::from("answered"),
        }
    }

    fn definition(&self) -> Text {
        let s = self.short_s.unwrap_or_default();
        let (de, en) = match self.variant {
            AbandonmentVariant::All => (
                String::from(
                    "Abgebrochene Anrufe geteilt durch alle angebotenen (angenommene und abgebrochene).",
                ),
                String::from("Abandoned calls over all offered (answered and abandoned) calls."),
            ),
            AbandonmentVariant::ShortRemoved => (
                format!(
                    "Abgebrochene durch angebotene Anrufe; in {s} s abgebrochene sind aus beiden Seiten herausgenommen."
                ),
                format!(
                    "Abandoned over offered calls; calls abandoned within {s} s are taken out of both sides."
                ),
            ),
            AbandonmentVariant::ShortNotCounted => (
                format!("Nach mehr als {s} s abgebrochene Anrufe geteilt durch alle angebotenen."),
                format!("Calls abandoned after more than {s} s over all offered calls."),
            ),
        };
        Text {
            de: format!("{de} Widersprüchliche Zeilen sind nicht messbar."),
            en: format!("{en} Contradictory rows are unmeasurable."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_variants_of_the_definitions() {
        let report = ReportRow {
            offered: Micro::whole(1060),
            answered: Micro::whole(1000),
            abandoned: Micro::whole(60),
            short_abandoned: Some(Micro::whole(10)),
            ..ReportRow::default()
        };
        let fraction = |variant| {
            let measure = Abandonment {
                variant,
                short_s: Some(5),
            };
            let nord = ProviderId::new("nord");
            let tally = measure.tally(&measure.report_counters(&report, &nord).unwrap_or_default());
            (tally.numerator.0 / Micro::ONE, tally.denominator.0 / Micro::ONE)
        };
        assert_eq!(fraction(AbandonmentVariant::All), (60, 1060));
        assert_eq!(fraction(AbandonmentVariant::ShortRemoved), (50, 1050));
        assert_eq!(fraction(AbandonmentVariant::ShortNotCounted), (50, 1060));
    }
}
