//! Deadlines of tickets, due-based: cases that fell due in the period, stopped in time or not
//! (definitions § 3). Open and overdue counts as missed; open and not yet due is not counted.

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::terms::{alive, filled, says_over};
use crate::tables::column;
use crate::tables::contacts::{CLOSED_AT, DUE_AT, FIRST_RESPONSE_AT, OCCURRED_AT, RESOLVED_AT};
use crate::vocabulary::{ContactKind, EpochSeconds, Micro, Tally};
use crate::workspace::agreement::{Budget, Text};

/// Which event stops the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The first answer to the customer.
    FirstResponse,
    /// The resolution, or the closing where no resolution is exported.
    Resolution,
}

/// A clause's deadline.
pub struct DeadlineMeasure {
    /// What stops the clock.
    pub stop: Stop,
    /// When a case is due.
    pub budget: Budget,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// Name of the column with the due instants; unique among the clauses.
    pub due: String,
}

impl DeadlineMeasure {
    fn due(&self) -> Expr {
        column::named(&self.due)
    }

    fn stopped(&self) -> Expr {
        match self.stop {
            Stop::FirstResponse => FIRST_RESPONSE_AT.expr(),
            Stop::Resolution => coalesce(&[RESOLVED_AT.expr(), CLOSED_AT.expr()]),
        }
    }

    /// A case of the period: due in it, or, where the export should say when it was due and does not,
    /// created in it. Nothing else places such a case in time, and it must not vanish.
    fn of_the_period(&self) -> Expr {
        let undated = self.due().is_null();
        let created = self.judgement.happened(OCCURRED_AT.expr());
        self.judgement
            .fell_due(self.due(), self.stopped())
            .or(undated.and(created))
    }

    fn judged(&self) -> Judge {
        let stopped = self.stopped();
        let backwards = stopped.clone().lt(OCCURRED_AT.expr()).fill_null(lit(false));
        let over = says_over().and(stopped.clone().is_null());
        let dated = self.due().is_not_null();
        Judge {
            applies: alive().and(self.of_the_period()),
            excluded: lit(false),
            measurable: dated.and(backwards.or(over).not()),
            passed: self.judgement.in_time(self.due(), stopped),
        }
    }

    fn due_at(&self, created: EpochSeconds, exported: Option<EpochSeconds>) -> Option<EpochSeconds> {
        match &self.budget {
            Budget::Business {
                seconds, calendar, ..
            } => calendar.due(created, *seconds),
            Budget::Elapsed { seconds } => Some(created + seconds),
            Budget::Export => exported,
        }
    }

    fn budget_words(&self) -> (String, String) {
        let hours = |seconds: &i64| *seconds as f64 / 3600.0;
        match &self.budget {
            Budget::Business {
                seconds, calendar, ..
            } => (
                format!(
                    "{} Stunden Geschäftszeit ({})",
                    decimal_comma(hours(seconds)),
                    calendar.hours().de
                ),
                format!(
                    "{} hours of business time ({})",
                    hours(seconds),
                    calendar.hours().en
                ),
            ),
            Budget::Elapsed { seconds } => (
                format!("{} Stunden rund um die Uhr", decimal_comma(hours(seconds))),
                format!("{} hours around the clock", hours(seconds)),
            ),
            Budget::Export => (
                String::from("Fälligkeit laut Export"),
                String::from("due instant of the export"),
            ),
        }
    }
}

fn decimal_comma(number: f64) -> String {
    number.to_string().replace('.', ",")
}

impl Measure for DeadlineMeasure {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        if kind == ContactKind::Ticket {
            share_counters(&self.judged())
        } else {
            Vec::new()
        }
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        (kind == ContactKind::Ticket).then(|| self.judged())
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        if kind != ContactKind::Ticket {
            return Ok(Vec::new());
        }
        let created = frame.column(OCCURRED_AT.name())?.i64()?;
        let exported = frame.column(DUE_AT.name())?.i64()?;
        let due: Int64Chunked = created
            .iter()
            .zip(exported.iter())
            .map(|(created, exported)| self.due_at(created?, exported))
            .collect();
        Ok(vec![due.with_name(self.due.as_str().into()).into_column()])
    }

    fn tickets_due(&self) -> Option<&str> {
        Some(&self.due)
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let (what, columns): (&str, &[crate::tables::Column]) = match self.stop {
            Stop::FirstResponse => (wording.say("beantwortet", "answered"), &[FIRST_RESPONSE_AT]),
            Stop::Resolution => (wording.say("gelöst", "resolved"), &[RESOLVED_AT, CLOSED_AT]),
        };
        let stops = columns
            .iter()
            .map(|name| frame.column(name.name())?.i64())
            .collect::<PolarsResult<Vec<_>>>()?;
        let due = frame.column(&self.due)?.i64()?;
        Ok(Box::new(move |row, text| {
            let zone = &self.judgement.zone;
            let stopped = stops.iter().find_map(|column| column.get(row));
            match stopped.filter(|at| *at <= self.judgement.as_of) {
                Some(at) => {
                    text.push_str(what);
                    text.push(' ');
                    text.push_str(&zone.rfc3339(at));
                }
                None => text.push_str(wording.say("offen", "open")),
            }
            text.push_str(wording.say(", fällig ", ", due "));
            text.push_str(&due.get(row).map_or_else(String::new, |at| zone.rfc3339(at)));
        }))
    }

    fn required(&self) -> Text {
        let (de, en) = self.budget_words();
        Text { de, en }
    }

    fn definition(&self) -> Text {
        let (what_de, what_en) = match self.stop {
            Stop::FirstResponse => ("beantwortete", "first answered"),
            Stop::Resolution => ("gelöste", "resolved"),
        };
        let (de, en) = self.budget_words();
        let (undated_de, undated_en) = match self.budget {
            Budget::Export => (
                " Tickets ohne Fälligkeit im Export sind nicht messbar; sie zählen im Zeitraum, in dem sie erstellt wurden.",
                " Tickets without a due instant in the export are unmeasurable; they count in the period in which they were created.",
            ),
            _ => ("", ""),
        };
        Text {
            de: format!(
                "Fristgerecht {what_de} Tickets geteilt durch alle Tickets, die im Zeitraum fällig wurden; Frist: {de}. Offene überfällige zählen als verfehlt, noch nicht fällige gar nicht. Zusammengeführte und stornierte sind ausgenommen; widersprüchliche Zeiten sind nicht messbar.{undated_de}"
            ),
            en: format!(
                "Tickets {what_en} in time over all tickets that fell due in the period; budget: {en}. Open overdue ones count as missed, those not yet due not at all. Merged and cancelled ones are left out; contradictory times are unmeasurable.{undated_en}"
            ),
        }
    }
}

/// Tickets that have been stopped by an instant.
pub fn stopped_by(at: EpochSeconds) -> Expr {
    coalesce(&[RESOLVED_AT.expr(), CLOSED_AT.expr()])
        .lt_eq(lit(at))
        .fill_null(lit(false))
}

/// Tickets that are still worked on at an instant, by times and by their own state.
pub fn open_at(at: EpochSeconds) -> Expr {
    let over_without_time = says_over().and(filled(RESOLVED_AT).or(filled(CLOSED_AT)).not());
    alive()
        .and(OCCURRED_AT.expr().lt_eq(lit(at)))
        .and(stopped_by(at).or(over_without_time).not())
}
