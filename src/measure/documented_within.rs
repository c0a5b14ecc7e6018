//! Documentation duty: documented within a time after the end of the contact (definitions § 5).

use polars::prelude::*;

use super::deadline::Judgement;
use super::family::{Counter, Judge, Mapped, Measure, Observer, Tally, Wording, share_counters, share_tally};
use super::terms::{closed, filled};
use crate::tables::contacts::{CLOSED_AT, DOCUMENTED_AT, ENDED_AT, RESOLVED_AT};
use crate::tables::{Column as Name, column};
use crate::vocabulary::{ContactKind, Micro};
use crate::workspace::agreement::Text;
use crate::workspace::calendar::Calendar;
use crate::workspace::mapping::Field;

/// A clause's time limit.
pub struct DocumentedWithin {
    /// Seconds, inclusive.
    pub within_s: i64,
    /// Business time where given.
    pub calendar: Option<Calendar>,
    /// Name of the column with the time taken; unique among the clauses.
    pub taken: String,
    /// Period and as-of instant.
    pub judgement: Judgement,
}

/// The instants of which the first that is filled is the end of a contact.
fn ends(kind: ContactKind) -> &'static [Name] {
    match kind {
        ContactKind::Call => &[ENDED_AT],
        ContactKind::Ticket => &[CLOSED_AT, RESOLVED_AT],
    }
}

fn end(kind: ContactKind) -> Expr {
    coalesce(&ends(kind).iter().map(|name| name.expr()).collect::<Vec<_>>())
}

impl DocumentedWithin {
    fn judged(&self, kind: ContactKind, mapped: &Mapped) -> Judge {
        let in_time = column::named(&self.taken)
            .lt_eq(lit(self.within_s))
            .fill_null(lit(false));
        let known = end(kind).is_not_null().and(lit(mapped.has(Field::DocumentedAt)));
        Judge {
            applies: closed(kind, &self.judgement),
            excluded: lit(false),
            measurable: known,
            passed: filled(DOCUMENTED_AT).and(in_time),
        }
    }
}

impl Measure for DocumentedWithin {
    fn counters(&self, kind: ContactKind, mapped: &Mapped) -> Vec<Counter> {
        share_counters(&self.judged(kind, mapped))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, mapped: &Mapped) -> Option<Judge> {
        Some(self.judged(kind, mapped))
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        let taken: Int64Chunked = frame
            .clone()
            .lazy()
            .select([end(kind).alias("end"), DOCUMENTED_AT.expr()])
            .collect()
            .and_then(|times| {
                let (ends, documented) = (
                    times.column("end")?.i64()?,
                    times.column(DOCUMENTED_AT.name())?.i64()?,
                );
                Ok(ends
                    .iter()
                    .zip(documented.iter())
                    .map(|(end, documented)| Some(self.between(end?, documented?)))
                    .collect())
            })?;
        Ok(vec![taken.with_name(self.taken.as_str().into()).into_column()])
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let taken = frame.column(&self.taken)?.i64()?;
        Ok(Box::new(move |row, text| {
            use std::fmt::Write;
            match taken.get(row) {
                Some(seconds) => {
                    let _ = write!(text, "{} {seconds} s", wording.say("nach", "after"));
                }
                None => text.push_str(wording.say("nicht dokumentiert", "not documented")),
            }
        }))
    }

    fn required(&self) -> Text {
        Text {
            de: format!("höchstens {} s nach dem Ende", self.within_s),
            en: format!("within {} s after the end", self.within_s),
        }
    }

    fn definition(&self) -> Text {
        let minutes = self.within_s as f64 / 60.0;
        let (de, en) = match self.calendar {
            Some(_) => (" Geschäftszeit", " of business time"),
            None => ("", ""),
        };
        Text {
            de: format!(
                "Abgeschlossene Kontakte, die höchstens {minutes} min{de} nach ihrem Ende dokumentiert sind, geteilt durch alle abgeschlossenen Kontakte. Nicht dokumentierte zählen als verfehlt; ohne Endzeit nicht messbar."
            ),
            en: format!(
                "Closed contacts documented at most {minutes} min{en} after their end over all closed contacts. Undocumented ones count as missed; without an end they are unmeasurable."
            ),
        }
    }
}

impl DocumentedWithin {
    fn between(&self, end: i64, documented: i64) -> i64 {
        match &self.calendar {
            Some(calendar) => calendar.between(end, documented),
            None => documented - end,
        }
    }
}
