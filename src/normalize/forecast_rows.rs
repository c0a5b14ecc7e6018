//! A forecast: expected calls of a queue and interval, in versions where the export tells when each
//! was delivered.

use super::field::{FieldReader, Plan};
use super::instant::InstantReader;
use super::interval_rows::{queue_code, start};
use super::words::WordReader;
use super::{Bad, Ledger, duration, interval_start, number};
use crate::ingest::{ColumnRef, RawBatch};
use crate::tables::Dictionary;
use crate::tables::forecast::ForecastRow;
use crate::vocabulary::{EpochSeconds, Micro, Zone};
use crate::workspace::agreement::{Lock, Source};
use crate::workspace::mapping::Field;

const FIELDS: &[Field] = &[
    Field::Queue,
    Field::Start,
    Field::Minutes,
    Field::Volume,
    Field::Aht,
    Field::DeliveredAt,
];

/// Largest volume that an interval can hold: a guard against columns mapped by mistake.
const MOST: Micro = Micro(1_000_000 * Micro::ONE);

/// Makes typed rows out of one source's raw batches.
pub struct ForecastReader<'a> {
    plan: Plan<'a>,
    starts: Option<InstantReader<'a>>,
    deliveries: Option<InstantReader<'a>>,
    queues: Option<WordReader>,
    grid: (&'a Zone, i64),
    lock: Lock,
}

/// A row that cannot be used: the column to blame and the value.
type RowResult<T> = Result<T, (String, Bad)>;

impl<'a> ForecastReader<'a> {
    /// A reader for a source; `grid` is the client's zone and the length of its intervals.
    pub fn new(source: &'a Source, wanted: &[ColumnRef], grid: (&'a Zone, i64)) -> Self {
        let plan = Plan::new(&source.mapping, wanted, FIELDS);
        let instants = |field| {
            let field = plan.field(field)?;
            Some(InstantReader::new(
                field,
                &source.zone,
                source.ambiguous,
                source.skipped,
            ))
        };
        let (starts, deliveries) = (instants(Field::Start), instants(Field::DeliveredAt));
        let queues = plan
            .field(Field::Queue)
            .map(|f| WordReader::new(f, &source.provider));
        let lock = source.forecast.map_or(Lock::Given, |origin| origin.lock);
        Self {
            plan,
            starts,
            deliveries,
            queues,
            grid,
            lock,
        }
    }

    /// The good rows of a batch with their numbers.
    pub fn rows(
        &mut self,
        batch: &RawBatch,
        queues: &mut Dictionary,
        ledger: &mut Ledger,
    ) -> Vec<(ForecastRow, u32)> {
        let mut rows = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            match self.row(batch, row, queues) {
                Ok(forecast) => rows.push((forecast, batch.rows[row])),
                Err((column, bad)) => ledger.reject(batch.rows[row], &column, bad),
            }
        }
        rows
    }

    fn row(&mut self, batch: &RawBatch, row: usize, queues: &mut Dictionary) -> RowResult<ForecastRow> {
        let queue = queue_code(&self.plan, self.queues.as_mut(), batch, row, queues)?;
        let start = start(&self.plan, self.starts.as_ref(), batch, row)?;
        let (interval, length_s) = self.length(batch, row, start)?;
        let volume = self.volume(batch, row)?;
        let aht = self.value(Field::Aht, batch, row, duration::duration)?;
        let delivered_at = self.delivered(batch, row)?;
        let locked_at = self.lock.instant(self.grid.0, interval);
        Ok(ForecastRow {
            queue,
            start,
            interval,
            length_s,
            volume,
            handle_s: aht.map(|aht| number::times(aht, volume)),
            delivered_at,
            is_late: matches!((delivered_at, locked_at), (Some(at), Some(lock)) if at > lock),
        })
    }

    /// Interval and length of a row. A day's volume is no half hour's, and dividing it evenly would
    /// invent a forecast that nobody made.
    fn length(&self, batch: &RawBatch, row: usize, start: EpochSeconds) -> RowResult<(EpochSeconds, i64)> {
        let (zone, interval_s) = self.grid;
        let minutes = self.value(Field::Minutes, batch, row, number::number)?;
        let length_s = minutes.map_or(interval_s, |minutes| minutes.0 / Micro::ONE * 60);
        let whole = minutes.is_none_or(Micro::is_whole);
        let interval = interval_start(zone, start, interval_s);
        if whole && length_s > 0 && start + length_s <= interval + interval_s {
            return Ok((interval, length_s));
        }
        let field = match minutes {
            Some(minutes) if !whole || length_s <= 0 || length_s > interval_s => {
                (Field::Minutes, minutes.to_string())
            }
            _ => (Field::Start, zone.rfc3339(start)),
        };
        let bad = Bad {
            value: field.1,
            expected: format!("a row within one interval of {} min", interval_s / 60),
        };
        Err((self.label(field.0), bad))
    }

    fn volume(&self, batch: &RawBatch, row: usize) -> RowResult<Micro> {
        let value = self.value(Field::Volume, batch, row, number::number)?;
        let Some(value) = value else {
            return Err((self.label(Field::Volume), no_value()));
        };
        match (0..=MOST.0).contains(&value.0) {
            true => Ok(value),
            false => {
                let bad = Bad {
                    value: value.to_string(),
                    expected: String::from("a number from 0 to 1000000"),
                };
                Err((self.label(Field::Volume), bad))
            }
        }
    }

    fn delivered(&self, batch: &RawBatch, row: usize) -> RowResult<Option<EpochSeconds>> {
        let (Some(field), Some(reader)) = (self.plan.field(Field::DeliveredAt), &self.deliveries) else {
            return Ok(None);
        };
        let read = reader
            .read(field, batch, row)
            .and_then(|read| read.ok_or_else(no_value));
        read.map(|read| Some(read.at))
            .map_err(|bad| (field.label.clone(), bad))
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
        read(reader, batch, row).map_err(|bad| (reader.label.clone(), bad))
    }

    fn label(&self, field: Field) -> String {
        let reader = self.plan.field(field);
        reader.map_or_else(String::new, |reader| reader.label.clone())
    }
}

fn no_value() -> Bad {
    Bad {
        value: String::new(),
        expected: String::from("a value"),
    }
}
