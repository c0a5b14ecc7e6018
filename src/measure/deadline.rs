//! Deadlines, due-based: cases that fell due in the period, stopped in time or not (definitions § 3).
//! Open and overdue counts as missed; open and not yet due is not counted.

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::paused_clock::{PauseLists, Running};
use super::terms::{alive, filled, says_over};
use crate::tables::Column as Name;
use crate::tables::column;
use crate::tables::contacts::{CLOSED_AT, FIRST_RESOLVED_AT, OCCURRED_AT, REOPENED_AT, RESOLVED_AT};
use crate::vocabulary::{ContactKind, EpochSeconds, Micro, Tally};
use crate::workspace::agreement::{
    Budget, Clock, Deadline, LateReceipt, Pauses, Reopened, ReportLanguage, Text,
};

/// A clause's deadline.
pub struct DeadlineMeasure {
    /// What starts and stops the clock.
    pub clock: Clock,
    /// When a case is due, and what pauses and reopenings do.
    pub agreed: Deadline,
    /// Period and as-of instant.
    pub judgement: Judgement,
    /// Name of the column with the due instants; unique among the clauses.
    pub due: String,
}

impl DeadlineMeasure {
    fn due(&self) -> Expr {
        column::named(&self.due)
    }

    /// The instant that starts the clock; a resolution may start anew with a reopening.
    fn start(&self) -> Expr {
        let start = self.clock.start().expr();
        match self.restarts() {
            true => coalesce(&[REOPENED_AT.expr(), start]),
            false => start,
        }
    }

    fn restarts(&self) -> bool {
        self.clock == Clock::Resolution && self.agreed.reopened == Reopened::Restart
    }

    /// The columns of which one stops the clock.
    fn stops(&self) -> Vec<Name> {
        let mut stops = self.clock.stops().to_vec();
        if self.clock == Clock::Resolution && self.agreed.reopened == Reopened::FirstCycle {
            stops.insert(0, FIRST_RESOLVED_AT);
        }
        stops
    }

    fn stopped(&self) -> Expr {
        self.clock.stopped(&self.stops())
    }

    /// A case of the period: due in it, or, where the export should say when it was due and does not,
    /// started in it. Nothing else places such a case in time, and it must not vanish.
    fn of_the_period(&self) -> Expr {
        let undated = self.due().is_null();
        let started = self.judgement.happened(self.start());
        self.judgement
            .fell_due(self.due(), self.stopped())
            .or(undated.and(started))
    }

    fn judged(&self, kind: ContactKind) -> Judge {
        let stopped = self.stopped();
        let backwards = stopped.clone().lt(self.start()).fill_null(lit(false));
        let (counts, over) = match kind {
            ContactKind::Call => (lit(true), lit(false)),
            ContactKind::Ticket => (alive(), self.over_without_time()),
        };
        let dated = self.due().is_not_null();
        Judge {
            applies: counts.and(self.clock.started()).and(self.of_the_period()),
            excluded: lit(false),
            measurable: dated.and(backwards.or(over).not()),
            passed: self.judgement.in_time(self.due(), stopped),
        }
    }

    /// The state says that work is over, and nothing says since when. A callback is not work on the case.
    fn over_without_time(&self) -> Expr {
        match self.clock {
            Clock::Callback => lit(false),
            _ => says_over().and(self.stopped().is_null()),
        }
    }

    fn due_at(&self, start: EpochSeconds, pauses: &[EpochSeconds]) -> Option<EpochSeconds> {
        match &self.agreed.budget {
            Budget::Days {
                days,
                calendar,
                late_receipt,
                ..
            } => calendar.due_day(start, *days, *late_receipt),
            budget => {
                let (running, seconds) = Running::of(budget)?;
                running.due_with(start, seconds, pauses)
            }
        }
    }

    /// The pauses that stop the clock, per row.
    fn pauses(&self, frame: &DataFrame) -> PolarsResult<PauseLists> {
        match self.agreed.pauses {
            Pauses::Stop => PauseLists::of(frame),
            Pauses::Run => Ok(PauseLists::default()),
        }
    }

    fn starts(&self, frame: &DataFrame) -> PolarsResult<Int64Chunked> {
        let starts = frame.column(self.clock.start().name())?.i64()?;
        if !self.restarts() {
            return Ok(starts.clone());
        }
        let reopened = frame.column(REOPENED_AT.name())?.i64()?;
        Ok(reopened
            .iter()
            .zip(starts.iter())
            .map(|(reopened, start)| reopened.or(start))
            .collect())
    }
}

/// A budget in words, German and English.
fn budget_words(budget: &Budget) -> [String; 2] {
    let hours = |seconds: &i64| *seconds as f64 / 3600.0;
    match budget {
        Budget::Business {
            seconds, calendar, ..
        } => [
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
        ],
        Budget::Days {
            days,
            calendar,
            late_receipt,
            ..
        } => day_words(*days, calendar.hours(), *late_receipt),
        Budget::Elapsed { seconds } => [
            format!("{} Stunden rund um die Uhr", decimal_comma(hours(seconds))),
            format!("{} hours around the clock", hours(seconds)),
        ],
        Budget::Export => [
            String::from("Fälligkeit laut Export"),
            String::from("due instant of the export"),
        ],
    }
}

fn day_words(days: u32, hours: &Text, late_receipt: LateReceipt) -> [String; 2] {
    let (days_de, days_en) = match days {
        1 => ("Geschäftstag", "business day"),
        _ => ("Geschäftstage", "business days"),
    };
    let (late_de, late_en) = match late_receipt {
        LateReceipt::SameDay => ("", ""),
        LateReceipt::NextDay => (
            "; Eingang nach Schluss oder an einem geschlossenen Tag gilt als am nächsten Geschäftstag eingegangen",
            "; received after closing or on a closed day counts as received on the next business day",
        ),
    };
    [
        format!(
            "{days} {days_de} nach dem Tag des Eingangs, bis Geschäftsschluss ({}){late_de}",
            hours.de
        ),
        format!(
            "{days} {days_en} after the day of receipt, until closing ({}){late_en}",
            hours.en
        ),
    ]
}

fn decimal_comma(number: f64) -> String {
    number.to_string().replace('.', ",")
}

impl Measure for DeadlineMeasure {
    fn counters(&self, kind: ContactKind, _: &Exports) -> Vec<Counter> {
        if self.clock.runs_for(kind) {
            share_counters(&self.judged(kind))
        } else {
            Vec::new()
        }
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, _: &Exports) -> Option<Judge> {
        self.clock.runs_for(kind).then(|| self.judged(kind))
    }

    /// The clause in force when the clock started.
    fn attributed(&self, _: ContactKind) -> Expr {
        coalesce(&[self.start(), OCCURRED_AT.expr()])
    }

    fn exempt_at(&self, kind: ContactKind) -> Expr {
        coalesce(&[self.due(), self.attributed(kind)])
    }

    fn ran(&self, kind: ContactKind) -> Option<(Expr, Expr)> {
        self.clock
            .runs_for(kind)
            .then(|| (self.start(), earlier(self.stopped(), self.due())))
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        if !self.clock.runs_for(kind) {
            return Ok(Vec::new());
        }
        let due: Int64Chunked = match &self.agreed.budget {
            Budget::Export => frame.column(self.clock.exported_due().name())?.i64()?.clone(),
            _ => {
                let pauses = self.pauses(frame)?;
                let starts = self.starts(frame)?;
                starts
                    .iter()
                    .enumerate()
                    .map(|(row, start)| self.due_at(start?, &pauses.get(row)))
                    .collect()
            }
        };
        Ok(vec![due.with_name(self.due.as_str().into()).into_column()])
    }

    fn tickets_due(&self) -> Option<&str> {
        (self.clock != Clock::Callback).then_some(self.due.as_str())
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let [de, en] = self.clock.words().happened;
        let what = wording.say(de, en);
        let stops = self.stops();
        let stops = stops
            .iter()
            .map(|name| frame.column(name.name())?.i64())
            .collect::<PolarsResult<Vec<_>>>()?;
        let due = frame.column(&self.due)?.i64()?;
        let (starts, pauses) = (self.starts(frame)?, self.pauses(frame)?);
        Ok(Box::new(move |row, text| {
            let zone = &self.judgement.zone;
            let stopped = self.clock.stopped_in(stops.iter().map(|column| column.get(row)));
            let stopped = stopped.filter(|at| *at <= self.judgement.as_of);
            match stopped {
                Some(at) => {
                    text.push_str(what);
                    text.push(' ');
                    text.push_str(&zone.rfc3339(at));
                }
                None => text.push_str(wording.say("offen", "open")),
            }
            text.push_str(wording.say(", fällig ", ", due "));
            text.push_str(&due.get(row).map_or_else(String::new, |at| zone.rfc3339(at)));
            let pauses = pauses.get(row);
            if let (Some(start), Some((running, _)), false) = (
                starts.get(row),
                Running::of(&self.agreed.budget),
                pauses.is_empty(),
            ) {
                let stop = stopped.unwrap_or(self.judgement.as_of);
                let (gross, paused) = (running.between(start, stop), running.paused(start, stop, &pauses));
                let times = [gross, paused, gross - paused].map(hours_minutes);
                let [gross_word, paused_word, net_word] = match wording.language {
                    ReportLanguage::German => ["brutto", "Pause", "netto"],
                    ReportLanguage::English => ["gross", "paused", "net"],
                };
                let [gross, paused, net] = times;
                text.push_str(&format!(
                    "; {gross_word} {gross}, {paused_word} {paused}, {net_word} {net}"
                ));
            }
        }))
    }

    fn required(&self) -> Text {
        let [de, en] = budget_words(&self.agreed.budget);
        Text { de, en }
    }

    fn definition(&self) -> Text {
        let words = self.clock.words();
        let [subject_de, subject_en] = words.subject;
        let [stopped_de, stopped_en] = words.stopped;
        let [came_in_de, came_in_en] = words.came_in;
        let [de, en] = budget_words(&self.agreed.budget);
        let (undated_de, undated_en) = match self.agreed.budget {
            Budget::Export => (
                format!(
                    " {subject_de} ohne Fälligkeit im Export sind nicht messbar; sie zählen im Zeitraum, in dem sie {came_in_de} wurden."
                ),
                format!(
                    " {} without a due instant in the export are unmeasurable; they count in the period in which they were {came_in_en}.",
                    capitalized(subject_en)
                ),
            ),
            _ => (String::new(), String::new()),
        };
        let [pauses_de, pauses_en] = pause_words(self.agreed.pauses);
        let [reopened_de, reopened_en] = reopened_words(self.agreed.reopened);
        Text {
            de: format!(
                "Fristgerecht {stopped_de} {subject_de} geteilt durch alle {subject_de}, die im Zeitraum fällig wurden; Frist: {de}. Offene überfällige zählen als verfehlt, noch nicht fällige gar nicht. Zusammengeführte und stornierte zählen nicht; widersprüchliche Zeiten sind nicht messbar.{undated_de}{pauses_de}{reopened_de}"
            ),
            en: format!(
                "{} {stopped_en} in time over all {subject_en} that fell due in the period; budget: {en}. Open overdue ones count as missed, those not yet due not at all. Merged and cancelled ones do not count; contradictory times are unmeasurable.{undated_en}{pauses_en}{reopened_en}",
                capitalized(subject_en)
            ),
        }
    }
}

/// The instant at which a clock ends: stopped, or else due.
pub fn earlier(stopped: Expr, due: Expr) -> Expr {
    let is_in_time = stopped.clone().lt(due.clone()).fill_null(lit(false));
    when(is_in_time).then(stopped).otherwise(due)
}

/// Hours, minutes and seconds: `30:00:00`.
fn hours_minutes(seconds: i64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn pause_words(pauses: Pauses) -> [&'static str; 2] {
    match pauses {
        Pauses::Run => ["", ""],
        Pauses::Stop => [
            " Während das Ticket auf jemand anderen wartet, steht die Uhr; gemessen wird die Pause in derselben Zeit wie die Frist.",
            " While the ticket waits for somebody else, the clock stands still; pauses are measured in the same time as the budget.",
        ],
    }
}

fn reopened_words(reopened: Reopened) -> [&'static str; 2] {
    match reopened {
        Reopened::Total => ["", ""],
        Reopened::FirstCycle => [
            " Bei wiedereröffneten Tickets zählt die erste Lösung.",
            " Of reopened tickets the first resolution counts.",
        ],
        Reopened::Restart => [
            " Bei wiedereröffneten Tickets beginnt die Frist mit der letzten Wiedereröffnung neu.",
            " Of reopened tickets the clock starts anew with the last reopening.",
        ],
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
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
