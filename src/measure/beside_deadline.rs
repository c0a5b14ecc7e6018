//! What stands beside a deadline: cycles late, and the figures of the audit of its pauses (definitions § 3).

use polars::prelude::*;

use super::deadline::DeadlineMeasure;
use super::family::{Counter, share_counters, share_tally};
use super::pause_audit::{Audited, Doubt, PausedCase, audit};
use super::paused_clock::{PauseLists, Running};
use super::terms::alive;
use crate::tables::contacts::{MESSAGES, PAUSE_PLACES};
use crate::tables::{Column as Name, column};
use crate::vocabulary::{Beside, ContactKind, EpochSeconds, Micro, Tally, Unit};
use crate::workspace::agreement::{Budget, PauseAudit};

/// A doubtful pause of a row.
#[derive(Clone, Debug)]
pub struct DoubtfulPause {
    /// Row in its frame.
    pub row: usize,
    /// What is doubtful.
    pub doubt: Doubt,
    /// File and row where it began, where that is known.
    pub place: Option<i64>,
}

/// Sums before those beside: the four of the share.
const OWN: usize = 4;
/// Amounts of the audit, in the order of their sums.
const AMOUNTS: [&str; 4] = ["short", "short_s", "unanswered", "unanswered_s"];

impl DeadlineMeasure {
    /// Seconds (or business days) of the budget; none for exported due instants.
    fn budget_length(&self) -> Option<i64> {
        match &self.agreed.budget {
            Budget::Business { seconds, .. } | Budget::Elapsed { seconds } => Some(*seconds),
            Budget::Days { days, .. } => Some(i64::from(*days)),
            Budget::Export => None,
        }
    }

    fn overdue(&self) -> String {
        format!("overdue:{}", self.due)
    }

    fn due_without(&self) -> String {
        format!("{}:without", self.due)
    }

    fn amount(&self, name: &str) -> String {
        format!("audit:{name}:{}", self.due)
    }

    /// How the rows are judged without the doubtful pauses.
    fn judged_without(&self, kind: ContactKind) -> super::family::Judge {
        self.judged_by(kind, column::named(&self.due_without()))
    }

    /// The counters beside those of the share.
    pub(super) fn counters_beside(&self, kind: ContactKind) -> Vec<Counter> {
        let mut counters = Vec::new();
        if self.budget_length().is_some() {
            let overdue = column::named(&self.overdue());
            let counts = match kind {
                ContactKind::Call => lit(true),
                ContactKind::Ticket => alive().and(self.over_without_time().not()),
            };
            let counts = counts.and(overdue.clone().is_not_null());
            counters.push(Counter::Rows(counts.clone()));
            counters.push(Counter::Amount(when(counts).then(overdue).otherwise(lit(0_i64))));
        }
        if self.agreed.audit.is_some() {
            let (own, without) = (self.judged(kind).applies, self.judged_without(kind));
            let applies = own.or(without.applies.clone());
            counters.extend(share_counters(&without));
            counters.extend(AMOUNTS.iter().map(|name| {
                let amount = column::named(&self.amount(name));
                Counter::Amount(when(applies.clone()).then(amount).otherwise(lit(0_i64)))
            }));
        }
        counters
    }

    /// The figures beside the share, from all sums.
    pub(super) fn figures_beside(&self, sums: &[Micro]) -> Vec<Beside> {
        let mut rest = sums.get(OWN..).unwrap_or_default();
        let mut figures = Vec::new();
        if let (Some(length), [count, overdue, others @ ..]) = (self.budget_length(), rest) {
            // Nothing overdue is nothing late.
            if *count > Micro::default() {
                let tally = Tally {
                    numerator: Micro(overdue.0 / length + i64::from(overdue.0 % length * 2 >= length)),
                    denominator: *count,
                    ..Tally::default()
                };
                figures.push(Beside {
                    name: "cycles_late",
                    unit: Unit::Rating,
                    tally,
                });
            }
            rest = others;
        }
        if let (
            Some(_),
            [
                passed,
                missed,
                excluded,
                unmeasurable,
                short,
                short_s,
                open,
                open_s,
            ],
        ) = (self.agreed.audit, rest)
        {
            let seconds = |name, count: &Micro, seconds: &Micro| Beside {
                name,
                unit: Unit::Seconds,
                tally: Tally {
                    numerator: *seconds,
                    denominator: *count,
                    ..Tally::default()
                },
            };
            figures.extend([
                Beside {
                    name: "without_doubtful_pauses",
                    unit: Unit::Share,
                    tally: share_tally(&[*passed, *missed, *excluded, *unmeasurable]),
                },
                Beside::count("pauses_before_breach", *short),
                seconds("paused_before_breach", short, short_s),
                Beside::count("pauses_unanswered", *open),
                seconds("paused_unanswered", open, open_s),
            ]);
        }
        figures
    }

    /// The columns of the counters beside the share; `due` are the due instants of the rows.
    pub(super) fn prepare_beside(&self, frame: &DataFrame, due: &Int64Chunked) -> PolarsResult<Vec<Column>> {
        let mut columns = Vec::new();
        if self.budget_length().is_some() {
            let stops = self.stop_columns(frame)?;
            let overdue: Int64Chunked = due
                .iter()
                .enumerate()
                .map(|(row, due)| {
                    let due = due.filter(|due| *due < self.judgement.as_of)?;
                    let stopped = self.stopped_at(&stops, row);
                    let is_open = stopped.is_none_or(|at| at > self.judgement.as_of);
                    is_open.then(|| self.overdue_since(due))
                })
                .collect();
            columns.push(overdue.with_name(self.overdue().as_str().into()).into_column());
        }
        let Some(agreed) = self.agreed.audit else {
            return Ok(columns);
        };
        let cases = self.audited(frame, agreed)?;
        let (starts, stops) = (self.starts(frame)?, self.stop_columns(frame)?);
        let due_without: Int64Chunked = cases
            .iter()
            .zip(starts.iter())
            .enumerate()
            .map(|(row, (audited, start))| self.due_at(start?, self.stopped_at(&stops, row), &audited.others))
            .collect();
        columns.push(
            due_without
                .with_name(self.due_without().as_str().into())
                .into_column(),
        );
        for (number, name) in AMOUNTS.iter().enumerate() {
            let amounts = cases.iter().map(|audited| audited.amounts()[number]).collect();
            columns.push(Int64Chunked::from_vec(self.amount(name).as_str().into(), amounts).into_column());
        }
        Ok(columns)
    }

    /// How much was overdue at the as-of instant, in the unit of the budget.
    fn overdue_since(&self, due: EpochSeconds) -> i64 {
        let as_of = self.judgement.as_of;
        match &self.agreed.budget {
            Budget::Days { calendar, .. } => calendar.days_closed(due, as_of),
            budget => Running::of(budget).map_or(0, |(running, _)| running.between(due, as_of)),
        }
    }

    /// The audit of each row's pauses.
    fn audited(&self, frame: &DataFrame, agreed: PauseAudit) -> PolarsResult<Vec<Audited>> {
        let (pauses, messages) = (PauseLists::of(frame)?, PauseLists::named(frame, MESSAGES)?);
        let (starts, stops) = (self.starts(frame)?, self.stop_columns(frame)?);
        let Some((running, budget)) = Running::of(&self.agreed.budget) else {
            return Ok(vec![Audited::default(); frame.height()]);
        };
        let audited = (0..frame.height()).map(|row| {
            let (pauses, messages) = (pauses.get(row), messages.get(row));
            let (Some(start), false) = (starts.get(row), pauses.is_empty()) else {
                return Audited::default();
            };
            let stopped = self.stopped_at(&stops, row);
            let case = PausedCase {
                start,
                stop: stopped.unwrap_or(i64::MAX).min(self.judgement.as_of),
                pauses: &pauses,
                messages: &messages,
            };
            audit(running, budget, agreed, &case)
        });
        Ok(audited.collect())
    }

    /// The doubtful pauses of a prepared frame, of the cases that count with them or without.
    pub(super) fn doubts(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<DoubtfulPause>> {
        let Some(agreed) = self.agreed.audit else {
            return Ok(Vec::new());
        };
        const APPLIES: Name = Name::new("applies");
        let applies = self.judged(kind).applies.or(self.judged_without(kind).applies);
        let applies = frame.clone().lazy().select([applies.alias(APPLIES)]).collect()?;
        let applies = applies.column(APPLIES.name())?.bool()?;
        // Nothing is prepared outside the clause.
        let own = frame.column(&self.amount(AMOUNTS[0]))?.is_not_null();
        let places = PauseLists::named(frame, PAUSE_PLACES)?;
        let mut found = Vec::new();
        for (row, audited) in self.audited(frame, agreed)?.into_iter().enumerate() {
            if applies.get(row) != Some(true) || own.get(row) != Some(true) || audited.doubts.is_empty() {
                continue;
            }
            let places = places.get(row);
            found.extend(audited.doubts.into_iter().map(|doubt| DoubtfulPause {
                row,
                place: places.get(doubt.number).copied(),
                doubt,
            }));
        }
        Ok(found)
    }
}
