//! A provider's interval report: counts and mean times become sums, so that they can be added.

use super::field::{FieldReader, Plan};
use super::instant::InstantReader;
use super::number::times;
use super::words::WordReader;
use super::{Bad, Ledger, duration, interval_start, number};
use crate::ingest::{ColumnRef, RawBatch};
use crate::scorecard::NoticeKind;
use crate::tables::Dictionary;
use crate::tables::intervals::ReportRow;
use crate::vocabulary::{Micro, Zone};
use crate::workspace::agreement::Source;
use crate::workspace::mapping::Field;

const FIELDS: &[Field] = &[
    Field::Queue,
    Field::Start,
    Field::Minutes,
    Field::Offered,
    Field::Answered,
    Field::Abandoned,
    Field::ShortAbandoned,
    Field::FlowedOut,
    Field::InTime,
    Field::InTimeShareOfOffered,
    Field::InTimeShareOfAnswered,
    Field::AbandonedInTime,
    Field::MeanWait,
    Field::MeanTalk,
    Field::MeanHold,
    Field::MeanWrapUp,
    Field::MeanHandle,
];

/// Largest count that an interval can hold: a guard against columns mapped by mistake.
const MOST: Micro = Micro(1_000_000_000 * Micro::ONE);

/// Makes typed rows out of one source's raw batches.
pub struct IntervalReader<'a> {
    plan: Plan<'a>,
    starts: Option<InstantReader<'a>>,
    queues: Option<WordReader>,
    grid: (&'a Zone, i64),
}

/// A row that cannot be used: the column to blame and the value.
type RowResult<T> = Result<T, (String, Bad)>;

impl<'a> IntervalReader<'a> {
    /// A reader for a source; `grid` is the client's zone and the length of its intervals.
    pub fn new(source: &'a Source, wanted: &[ColumnRef], grid: (&'a Zone, i64)) -> Self {
        let plan = Plan::new(&source.mapping, wanted, FIELDS);
        let starts = plan
            .field(Field::Start)
            .map(|f| InstantReader::new(f, &source.zone, source.ambiguous, source.skipped));
        let queues = plan
            .field(Field::Queue)
            .map(|f| WordReader::new(f, &source.provider));
        Self {
            plan,
            starts,
            queues,
            grid,
        }
    }

    /// The good rows of a batch.
    pub fn rows(
        &mut self,
        batch: &RawBatch,
        queues: &mut Dictionary,
        place: (&str, &str),
        ledger: &mut Ledger,
    ) -> Vec<ReportRow> {
        let mut rows = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            match self.row(batch, row, queues, place) {
                Ok(report) => {
                    if report.offered < report.answered {
                        let more = format!("{} > {}", report.answered, report.offered);
                        ledger.notice(NoticeKind::Unclear, "answered > offered", &more, report.row);
                    }
                    rows.push(report);
                }
                Err((column, bad)) => ledger.reject(batch.rows[row], &column, bad),
            }
        }
        rows
    }

    fn row(
        &mut self,
        batch: &RawBatch,
        row: usize,
        queues: &mut Dictionary,
        place: (&str, &str),
    ) -> RowResult<ReportRow> {
        let queue = queue_code(&self.plan, self.queues.as_mut(), batch, row, queues)?;
        let start = start(&self.plan, self.starts.as_ref(), batch, row)?;
        let count = |field: Field| self.value(field, batch, row, number::number);
        let mean = |field: Field| self.value(field, batch, row, duration::duration);
        let share = |field: Field| self.value(field, batch, row, number::share);
        let (offered, answered) = (
            self.required(Field::Offered, batch, row)?,
            self.required(Field::Answered, batch, row)?,
        );
        let in_time = match (
            count(Field::InTime)?,
            share(Field::InTimeShareOfOffered)?,
            share(Field::InTimeShareOfAnswered)?,
        ) {
            (Some(count), ..) => Some(count),
            (None, Some(share), _) => Some(times(share, offered)),
            (None, None, share) => share.map(|share| times(share, answered)),
        };
        let parts = [
            mean(Field::MeanTalk)?,
            mean(Field::MeanHold)?,
            mean(Field::MeanWrapUp)?,
        ];
        let handle = mean(Field::MeanHandle)?.or_else(|| {
            parts[0].map(|talk| talk + parts[1].unwrap_or_default() + parts[2].unwrap_or_default())
        });
        let flowed_out = count(Field::FlowedOut)?.unwrap_or_default();
        // What is not said follows from the rest; calls that flowed out are no abandons.
        let rest = Micro((offered.0 - answered.0 - flowed_out.0).max(0));
        let abandoned = count(Field::Abandoned)?.unwrap_or(rest);
        let report = ReportRow {
            queue,
            interval: interval_start(self.grid.0, start, self.grid.1),
            start,
            length_s: count(Field::Minutes)?.map_or(self.grid.1, |minutes| minutes.0 / Micro::ONE * 60),
            offered,
            answered,
            abandoned,
            short_abandoned: count(Field::ShortAbandoned)?,
            flowed_out,
            in_time,
            abandoned_in_time: count(Field::AbandonedInTime)?,
            wait_s: mean(Field::MeanWait)?.map(|wait| times(wait, answered)),
            handle_s: handle.map(|handle| times(handle, answered)),
            file: place.0.to_owned(),
            sheet: place.1.to_owned(),
            row: batch.rows[row],
        };
        self.consistent(report)
    }

    /// Refuses a row in which a part is larger than its whole.
    fn consistent(&self, row: ReportRow) -> RowResult<ReportRow> {
        // A reported share may have another base than the mapping says; only counts contradict counts.
        let counted_in_time = row.in_time.filter(|_| self.plan.field(Field::InTime).is_some());
        let parts = [
            (Field::InTime, counted_in_time, row.answered, "answered"),
            (
                Field::ShortAbandoned,
                row.short_abandoned,
                row.abandoned,
                "abandoned",
            ),
            (
                Field::AbandonedInTime,
                row.abandoned_in_time,
                row.abandoned,
                "abandoned",
            ),
        ];
        let label = |field: Field| {
            self.plan
                .field(field)
                .map_or_else(String::new, |f| f.label.clone())
        };
        for (field, part, whole, name) in parts {
            if let Some(part) = part.filter(|part| *part > whole) {
                let expected = format!("not more than {name}, which is {whole}");
                return Err((
                    label(field),
                    Bad {
                        value: part.to_string(),
                        expected,
                    },
                ));
            }
        }
        Ok(row)
    }

    fn value(
        &self,
        field: Field,
        batch: &RawBatch,
        row: usize,
        read: fn(&FieldReader<'_>, &RawBatch, usize) -> Result<Option<Micro>, Bad>,
    ) -> RowResult<Option<Micro>> {
        let Some(reader) = self.plan.field(field) else {
            return Ok(None);
        };
        let value = read(reader, batch, row).map_err(|bad| (reader.label.clone(), bad))?;
        match value {
            Some(micro) if !(0..=MOST.0).contains(&micro.0) => Err((
                reader.label.clone(),
                Bad {
                    value: micro.to_string(),
                    expected: String::from("a number from 0 to 1000000000"),
                },
            )),
            value => Ok(value),
        }
    }

    fn required(&self, field: Field, batch: &RawBatch, row: usize) -> RowResult<Micro> {
        let label = self
            .plan
            .field(field)
            .map_or_else(String::new, |reader| reader.label.clone());
        self.value(field, batch, row, number::number)?
            .ok_or_else(|| (label, no_value()))
    }
}

fn no_value() -> Bad {
    Bad {
        value: String::new(),
        expected: String::from("a value"),
    }
}

/// The queue of a row.
pub fn queue_code(
    plan: &Plan<'_>,
    reader: Option<&mut WordReader>,
    batch: &RawBatch,
    row: usize,
    queues: &mut Dictionary,
) -> RowResult<u32> {
    let (Some(field), Some(reader)) = (plan.field(Field::Queue), reader) else {
        return Err((String::new(), no_value()));
    };
    let word = reader
        .read(field, batch, row, queues)
        .map_err(|bad| (field.label.clone(), bad))?;
    word.code.ok_or_else(|| (field.label.clone(), no_value()))
}

/// The start of a row's interval.
pub fn start(
    plan: &Plan<'_>,
    reader: Option<&InstantReader<'_>>,
    batch: &RawBatch,
    row: usize,
) -> RowResult<i64> {
    let (Some(field), Some(reader)) = (plan.field(Field::Start), reader) else {
        return Err((String::new(), no_value()));
    };
    let read = reader
        .read(field, batch, row)
        .map_err(|bad| (field.label.clone(), bad))?;
    read.map(|read| read.at)
        .ok_or_else(|| (field.label.clone(), no_value()))
}
