//! Deadlines of tickets, due-based: cases that fell due in the period, stopped in time or not
//! (definitions § 3). Open and overdue counts as missed; open and not yet due is not counted.

use polars::prelude::*;

use super::family::{Counter, Judge, Mapped, Measure, Observer, Tally, Wording, share_counters, share_tally};
use super::terms::{alive, filled};
use crate::tables::contacts::{CLOSED_AT, DUE_AT, FIRST_RESPONSE_AT, OCCURRED_AT, RESOLVED_AT, STATUS};
use crate::tables::{codes, column};
use crate::vocabulary::{ContactKind, EpochSeconds, Micro, Zone};
use crate::workspace::agreement::{Budget, Text};

/// Which event stops the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The first answer to the customer.
    FirstResponse,
    /// The resolution, or the closing where no resolution is exported.
    Resolution,
}

/// The instants that decide what is due and what is open.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Start of the period.
    pub start: EpochSeconds,
    /// End of the period, exclusive.
    pub end: EpochSeconds,
    /// Instant at which open work is judged.
    pub as_of: EpochSeconds,
    /// Zone in which findings show instants.
    pub zone: Zone,
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

    /// Due in the period, and by the as-of instant; at that very instant only what is stopped counts,
    /// since a case is in time until its due instant has passed.
    fn fell_due(&self) -> Expr {
        let Judgement {
            start, end, as_of, ..
        } = self.judgement;
        let due = self.due();
        due.clone()
            .gt_eq(lit(start))
            .and(due.clone().lt(lit(end)))
            .and(
                due.clone()
                    .lt(lit(as_of))
                    .or(due.eq(lit(as_of)).and(self.stopped().lt_eq(lit(as_of)))),
            )
            .fill_null(lit(false))
    }

    fn judged(&self) -> Judge {
        let stopped = self.stopped();
        let by_as_of = stopped
            .clone()
            .lt_eq(lit(self.judgement.as_of))
            .fill_null(lit(false));
        let in_time = stopped.clone().lt_eq(self.due()).fill_null(lit(false));
        let backwards = stopped.clone().lt(OCCURRED_AT.expr()).fill_null(lit(false));
        let over = says_over().and(stopped.is_null());
        Judge {
            applies: alive().and(self.fell_due()),
            excluded: lit(false),
            measurable: backwards.or(over).not(),
            passed: in_time.and(by_as_of),
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
                seconds,
                calendar_name,
                ..
            } => (
                format!(
                    "{} Stunden Geschäftszeit (Kalender {calendar_name})",
                    decimal_comma(hours(seconds))
                ),
                format!(
                    "{} hours of business time (calendar {calendar_name})",
                    hours(seconds)
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

/// The ticket's state says that work on it is over.
fn says_over() -> Expr {
    let is = |state: &str| {
        let code = codes::TICKET_STATES
            .iter()
            .position(|s| *s == state)
            .unwrap_or_default() as u32;
        STATUS.expr().eq(lit(code)).fill_null(lit(false))
    };
    is("resolved").or(is("closed"))
}

impl Measure for DeadlineMeasure {
    fn counters(&self, kind: ContactKind, _: &Mapped) -> Vec<Counter> {
        if kind == ContactKind::Ticket {
            share_counters(&self.judged())
        } else {
            Vec::new()
        }
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Mapped) -> Option<Judge> {
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
        Text {
            de: format!(
                "Fristgerecht {what_de} Vorgänge geteilt durch alle Vorgänge, die im Zeitraum fällig wurden; Frist: {de}. Offene überfällige zählen als verfehlt, noch nicht fällige gar nicht. Zusammengeführte und stornierte sind ausgenommen; widersprüchliche Zeiten sind nicht messbar."
            ),
            en: format!(
                "Tickets {what_en} in time over all tickets that fell due in the period; budget: {en}. Open overdue ones count as missed, those not yet due not at all. Merged and cancelled ones are left out; contradictory times are unmeasurable."
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
