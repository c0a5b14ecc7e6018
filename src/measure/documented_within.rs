//! Documentation duty: documented within a time after the end of the contact (definitions § 5). It is
//! a deadline: a contact counts in the period in which its documentation fell due.

use polars::prelude::*;

use super::deadline::earlier;
use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::overrun::CaseTimes;
use super::terms::{alive, closing, filled, outcome, says_over};
use crate::tables::contacts::{CLOSED_AT, DOCUMENTED_AT, ENDED_AT, OCCURRED_AT, RESOLVED_AT};
use crate::tables::{Column as Name, column};
use crate::vocabulary::{ContactKind, EpochSeconds, Micro, Outcome, Tally};
use crate::workspace::agreement::Text;
use crate::workspace::calendar::Calendar;
use crate::workspace::mapping::Field;

/// A clause's time limit.
pub struct DocumentedWithin {
    /// Seconds, inclusive.
    pub within_s: i64,
    /// Business time where given.
    pub calendar: Option<Calendar>,
    /// Name of the column with the due instants; unique among the clauses.
    pub due: String,
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

/// Contacts whose handling is over, whether or not the export says since when.
fn over(kind: ContactKind) -> Expr {
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => {
            let ended = ends(kind)
                .iter()
                .fold(says_over(), |any, end| any.or(filled(*end)));
            alive().and(ended)
        }
    }
}

impl DocumentedWithin {
    fn due_at(&self, end: EpochSeconds) -> Option<EpochSeconds> {
        match &self.calendar {
            Some(calendar) => calendar.due(end, self.within_s),
            None => Some(end + self.within_s),
        }
    }

    fn judged(&self, kind: ContactKind, exports: &Exports) -> Judge {
        let (due, documented) = (column::named(&self.due), DOCUMENTED_AT.expr());
        // Without an end nothing says when it was due; it counts where the contact itself does.
        let endless = due.clone().is_null();
        let occurred = self.judgement.happened(OCCURRED_AT.expr());
        let fell_due = self.judgement.fell_due(due.clone(), documented.clone());
        Judge {
            applies: over(kind).and(fell_due.or(endless.clone().and(occurred))),
            excluded: lit(false),
            measurable: endless.not().and(lit(exports.has(Field::DocumentedAt))),
            passed: self.judgement.in_time(due, documented),
        }
    }
}

impl Measure for DocumentedWithin {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        share_counters(&self.judged(kind, exports))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        Some(self.judged(kind, exports))
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        let ends = ends(kind)
            .iter()
            .map(|name| frame.column(name.name())?.i64())
            .collect::<PolarsResult<Vec<_>>>()?;
        let end_of = |row: usize| ends.iter().find_map(|column| column.get(row));
        let due: Int64Chunked = (0..frame.height()).map(|row| self.due_at(end_of(row)?)).collect();
        Ok(vec![due.with_name(self.due.as_str().into()).into_column()])
    }

    /// A ticket without an end has no start of the clock; it counts where it came in.
    fn attributed(&self, kind: ContactKind) -> Expr {
        match kind {
            ContactKind::Call => OCCURRED_AT.expr(),
            ContactKind::Ticket => coalesce(&[closing(kind), OCCURRED_AT.expr()]),
        }
    }

    fn exempt_at(&self, kind: ContactKind) -> Expr {
        coalesce(&[column::named(&self.due), self.attributed(kind)])
    }

    fn ran(&self, kind: ContactKind) -> Option<(Expr, Expr)> {
        let ends: Vec<Expr> = ends(kind).iter().map(|name| name.expr()).collect();
        let due = column::named(&self.due);
        Some((coalesce(&ends), earlier(DOCUMENTED_AT.expr(), due)))
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let documented = frame.column(DOCUMENTED_AT.name())?.i64()?;
        let due = frame.column(&self.due)?.i64()?;
        let times = CaseTimes::within(self.calendar.as_ref(), wording.language);
        Ok(Box::new(move |row, text| {
            let zone = &self.judgement.zone;
            match documented.get(row).filter(|at| *at <= self.judgement.as_of) {
                Some(at) => {
                    text.push_str(wording.say("dokumentiert ", "documented "));
                    text.push_str(&zone.rfc3339(at));
                }
                None => text.push_str(wording.say("nicht dokumentiert", "not documented")),
            }
            text.push_str(wording.say(", fällig ", ", due "));
            text.push_str(&due.get(row).map_or_else(String::new, |at| zone.rfc3339(at)));
            let stop = documented.get(row).filter(|at| *at <= self.judgement.as_of);
            if let Some(due) = due.get(row) {
                times.late(due, stop.unwrap_or(self.judgement.as_of), text);
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
        let minutes = (self.within_s as f64 / 60.0).to_string();
        let minutes_de = minutes.replace('.', ",");
        let (de, en) = match &self.calendar {
            Some(calendar) => (
                format!(" Geschäftszeit ({})", calendar.hours().de),
                format!(" of business time ({})", calendar.hours().en),
            ),
            None => (String::new(), String::new()),
        };
        Text {
            de: format!(
                "Kontakte, die spätestens {minutes_de} min{de} nach ihrem Ende dokumentiert sind, geteilt durch alle, deren Dokumentation im Zeitraum fällig wurde: von den im Zeitraum angebotenen Anrufen die angenommenen, und die abgeschlossenen Tickets. Nicht dokumentierte zählen als verfehlt, sobald sie überfällig sind; was erst nach dem Zeitraum fällig wird, zählt hier nicht. Ohne Endzeit nicht messbar; solche Kontakte zählen im Zeitraum ihrer Entstehung."
            ),
            en: format!(
                "Contacts documented at most {minutes} min{en} after their end over all whose documentation fell due in the period: of the calls offered in the period the answered ones, and closed tickets. Undocumented ones count as missed once they are overdue; what falls due after the period does not count here. Without an end they are unmeasurable; such contacts count in the period in which they came in."
            ),
        }
    }
}
