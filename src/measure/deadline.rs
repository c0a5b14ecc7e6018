//! Deadlines, due-based: cases that fell due in the period, stopped in time or not (definitions § 3).
//! Open and overdue counts as missed; open and not yet due is not counted.

use polars::prelude::*;

use super::beside_deadline::DoubtfulPause;
use super::case_rows::RowsOf;
use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::overrun::CaseTimes;
use super::paused_clock::{PauseLists, Running, until};
use super::terms::{alive, filled, says_over};
use crate::tables::Column as Name;
use crate::tables::column;
use crate::tables::contacts::{
    CLOSED_AT, FIRST_RESOLVED_AT, HEADLESS, OCCURRED_AT, REOPENED_AT, RESOLVED_AT, STARTED_AT, STOPPED_AT,
};
use crate::vocabulary::{Beside, ContactKind, EpochSeconds, Micro, Tally};
use crate::workspace::agreement::{Budget, Clock, Deadline, LateReceipt, Pauses, Reopened, Text};

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

    /// The columns of which the first that is filled starts the clock: a resolution may start anew with a
    /// reopening, and the clocks of a ticket with a hand-over.
    fn begins(&self) -> Vec<Name> {
        let start = self.clock.start();
        let mut begins = Vec::new();
        if self.restarts() {
            begins.push(REOPENED_AT);
        }
        if start == OCCURRED_AT {
            begins.push(STARTED_AT);
        }
        begins.push(start);
        begins
    }

    fn start(&self) -> Expr {
        let begins = self.begins();
        coalesce(&begins.iter().map(|name| name.expr()).collect::<Vec<_>>())
    }

    fn restarts(&self) -> bool {
        self.clock == Clock::Resolution && self.agreed.reopened == Reopened::Restart
    }

    /// The columns of which one stops the clock.
    fn stops(&self) -> Vec<Name> {
        if self.rows_of() != RowsOf::Contacts {
            return vec![STOPPED_AT];
        }
        let mut stops = self.clock.stops().to_vec();
        if self.clock == Clock::Resolution && self.agreed.reopened == Reopened::FirstCycle {
            stops.insert(0, FIRST_RESOLVED_AT);
        }
        stops
    }

    fn rows_of(&self) -> RowsOf {
        match (self.clock, self.agreed.repeats) {
            (Clock::NextResponse, _) => RowsOf::Messages,
            (Clock::InterimNotice, true) => RowsOf::Notices,
            _ => RowsOf::Contacts,
        }
    }

    fn stopped(&self) -> Expr {
        self.clock.stopped(&self.stops())
    }

    /// A case of the period: due in it, or, where the export should say when it was due and does not,
    /// started in it. Nothing else places such a case in time, and it must not vanish.
    fn of_the_period(&self, due: Expr) -> Expr {
        let undated = due.clone().is_null();
        let started = self.judgement.happened(self.start());
        self.judgement
            .fell_due(due, self.stopped())
            .or(undated.and(started))
    }

    pub(super) fn judged(&self, kind: ContactKind) -> Judge {
        self.judged_by(kind, self.due())
    }

    /// How rows are judged by some due instants.
    pub(super) fn judged_by(&self, kind: ContactKind, due: Expr) -> Judge {
        let stopped = self.stopped();
        let backwards = stopped.clone().lt(self.start()).fill_null(lit(false));
        let (counts, over) = match kind {
            ContactKind::Call => (lit(true), lit(false)),
            ContactKind::Ticket => (alive(), self.over_without_time()),
        };
        let dated = due.clone().is_not_null();
        Judge {
            applies: counts
                .and(self.clock.started())
                .and(self.of_the_period(due.clone())),
            excluded: lit(false),
            measurable: dated.and(backwards.or(over).not()),
            passed: self.judgement.in_time(due, stopped),
        }
    }

    /// The state says that work is over, and nothing says since when. A callback is not work on the case.
    pub(super) fn over_without_time(&self) -> Expr {
        match self.clock {
            Clock::Callback | Clock::NextResponse => lit(false),
            _ => says_over().and(self.stopped().is_null()),
        }
    }

    /// When a case is due; of one that was stopped, pauses count until then.
    pub(super) fn due_at(
        &self,
        start: EpochSeconds,
        stopped: Option<EpochSeconds>,
        pauses: &[EpochSeconds],
    ) -> Option<EpochSeconds> {
        match &self.agreed.budget {
            Budget::Days {
                days,
                calendar,
                late_receipt,
                ..
            } => calendar.due_day(start, *days, *late_receipt),
            budget => {
                let (running, seconds) = Running::of(budget)?;
                running.due_with(start, seconds, &until(stopped, pauses))
            }
        }
    }

    /// The columns of which one stops the clock.
    pub(super) fn stop_columns<'f>(&self, frame: &'f DataFrame) -> PolarsResult<Vec<&'f Int64Chunked>> {
        let stops = self.stops();
        stops
            .iter()
            .map(|name| frame.column(name.name())?.i64())
            .collect()
    }

    /// When the clock of a row stopped, by these columns.
    pub(super) fn stopped_at(&self, stops: &[&Int64Chunked], row: usize) -> Option<EpochSeconds> {
        self.clock.stopped_in(stops.iter().map(|column| column.get(row)))
    }

    /// The pauses that stop the clock, per row.
    fn pauses(&self, frame: &DataFrame) -> PolarsResult<PauseLists> {
        match self.agreed.pauses {
            Pauses::Stop => PauseLists::of(frame),
            Pauses::Run => Ok(PauseLists::default()),
        }
    }

    pub(super) fn starts(&self, frame: &DataFrame) -> PolarsResult<Int64Chunked> {
        let mut starts: Option<Int64Chunked> = None;
        for name in self.begins() {
            let column = frame.column(name.name())?;
            if column.null_count() == column.len() && name != self.clock.start() {
                continue;
            }
            let times = column.i64()?;
            starts = Some(match starts {
                None => times.clone(),
                Some(before) => before
                    .iter()
                    .zip(times.iter())
                    .map(|(one, other)| one.or(other))
                    .collect(),
            });
        }
        let starts = starts.unwrap_or_default();
        // Nobody knows when the clocks of a ticket started that is older than its log.
        let Ok(headless) = frame.column(HEADLESS.name()) else {
            return Ok(starts);
        };
        let headless = headless.i64()?.iter();
        Ok(starts
            .iter()
            .zip(headless)
            .map(|(start, headless)| start.filter(|_| headless.is_none()))
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
            let mut counters = share_counters(&self.judged(kind));
            counters.extend(self.counters_beside(kind));
            counters
        } else {
            Vec::new()
        }
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums.get(..4).unwrap_or_default())
    }

    fn beside(&self, sums: &[Micro]) -> Vec<Beside> {
        self.figures_beside(sums)
    }

    fn doubtful_pauses(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<DoubtfulPause>> {
        match self.clock.runs_for(kind) {
            true => self.doubts(kind, frame),
            false => Ok(Vec::new()),
        }
    }

    fn rows(&self) -> RowsOf {
        self.rows_of()
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
                let (starts, stops) = (self.starts(frame)?, self.stop_columns(frame)?);
                starts
                    .iter()
                    .enumerate()
                    .map(|(row, start)| self.due_at(start?, self.stopped_at(&stops, row), &pauses.get(row)))
                    .collect()
            }
        };
        let mut columns = self.prepare_beside(frame, &due)?;
        columns.push(due.with_name(self.due.as_str().into()).into_column());
        Ok(columns)
    }

    fn tickets_due(&self) -> Option<&str> {
        let of_tickets = self.clock != Clock::Callback && self.rows_of() == RowsOf::Contacts;
        of_tickets.then_some(self.due.as_str())
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let [de, en] = self.clock.words().happened;
        let what = wording.say(de, en);
        let stops = self.stop_columns(frame)?;
        let due = frame.column(&self.due)?.i64()?;
        // Also where pauses do not stop the clock: they are shown.
        let (starts, pauses) = (self.starts(frame)?, PauseLists::of(frame)?);
        Ok(Box::new(move |row, text| {
            let zone = &self.judgement.zone;
            let stopped = self.stopped_at(&stops, row);
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
            let times = CaseTimes::new(&self.agreed.budget, wording.language);
            let stop = stopped.unwrap_or(self.judgement.as_of);
            if let Some(due) = due.get(row) {
                times.late(due, stop, text);
            }
            if let Some(start) = starts.get(row) {
                times.taken(start, stop, &pauses.get(row), text);
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
        let [cases_de, cases_en] = case_words(self.rows_of());
        Text {
            de: format!(
                "Fristgerecht {stopped_de} {subject_de} geteilt durch alle {subject_de}, die im Zeitraum fällig wurden; Frist: {de}. Offene überfällige zählen als verfehlt, noch nicht fällige gar nicht. Zusammengeführte und stornierte zählen nicht; widersprüchliche Zeiten sind nicht messbar.{undated_de}{cases_de}{pauses_de}{reopened_de}"
            ),
            en: format!(
                "{} {stopped_en} in time over all {subject_en} that fell due in the period; budget: {en}. Open overdue ones count as missed, those not yet due not at all. Merged and cancelled ones do not count; contradictory times are unmeasurable.{undated_en}{cases_en}{pauses_en}{reopened_en}",
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

fn pause_words(pauses: Pauses) -> [&'static str; 2] {
    match pauses {
        Pauses::Run => ["", ""],
        Pauses::Stop => [
            " Während das Ticket auf jemand anderen wartet, steht die Uhr; gemessen wird die Pause in derselben Zeit wie die Frist.",
            " While the ticket waits for somebody else, the clock stands still; pauses are measured in the same time as the budget.",
        ],
    }
}

/// What one case is, where a ticket has several.
fn case_words(rows: RowsOf) -> [&'static str; 2] {
    match rows {
        RowsOf::Contacts => ["", ""],
        RowsOf::Messages => [
            " Jede Nachricht ist ein Fall, bis zur nächsten Antwort; mehrere vor einer Antwort sind mehrere Fälle.",
            " Each message is a case, until the next answer; several before one answer are several cases.",
        ],
        RowsOf::Notices => [
            " Jeder Zwischenbescheid beginnt die Frist neu, bis zur Antwort oder Lösung; jede Frist ist ein Fall.",
            " Each interim notice starts the budget anew, until the answer or resolution; each budget is a case.",
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
