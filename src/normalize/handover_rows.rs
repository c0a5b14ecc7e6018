//! The client's hand-over log: an id, when it was handed over, and perhaps the queue.

use super::contact_frame::intact;
use super::duplicates::fingerprint;
use super::field::Plan;
use super::instant::{Clock, InstantReader};
use super::words::WordReader;
use super::{Bad, Ledger};
use crate::ingest::{ColumnRef, RawBatch};
use crate::scorecard::NoticeKind;
use crate::tables::Dictionary;
use crate::tables::handover::HandedOver;
use crate::vocabulary::EpochSeconds;
use crate::workspace::agreement::Source;
use crate::workspace::mapping::Field;

const FIELDS: &[Field] = &[Field::Id, Field::HandedOverAt, Field::Queue];

/// Makes typed rows out of one source's raw batches.
pub struct HandoverReader<'a> {
    plan: Plan<'a>,
    instants: Option<InstantReader<'a>>,
    queues: Option<WordReader>,
}

/// A row that cannot be used: the column to blame and the value.
type RowResult<T> = Result<T, (String, Bad)>;

impl<'a> HandoverReader<'a> {
    /// A reader for a source whose wanted columns are `wanted`.
    pub fn new(source: &'a Source, wanted: &[ColumnRef]) -> Self {
        let plan = Plan::new(&source.mapping, wanted, FIELDS);
        let instants = plan
            .field(Field::HandedOverAt)
            .map(|f| InstantReader::new(f, &source.zone, source.ambiguous, source.skipped));
        let queues = plan
            .field(Field::Queue)
            .map(|f| WordReader::new(f, &source.provider));
        Self {
            plan,
            instants,
            queues,
        }
    }

    /// The good rows of a batch; `place` is the index of their file.
    pub fn rows(
        &mut self,
        batch: &RawBatch,
        queues: &mut Dictionary,
        place: usize,
        ledger: &mut Ledger,
    ) -> Vec<HandedOver> {
        let mut rows = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            match self.row(batch, row, queues, ledger) {
                Ok(message) => rows.push(HandedOver { place, ..message }),
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
        ledger: &mut Ledger,
    ) -> RowResult<HandedOver> {
        let id = self.id(batch, row)?;
        Ok(HandedOver {
            key: fingerprint(&id),
            id,
            at: self.at(batch, row, ledger)?,
            queue: self.queue(batch, row, queues)?,
            is_repeated: false,
            place: 0,
            row: batch.rows[row],
        })
    }

    fn id(&self, batch: &RawBatch, row: usize) -> RowResult<String> {
        let Some(field) = self.plan.field(Field::Id) else {
            return Err((String::new(), no_value()));
        };
        let id = field.text(batch, row).and_then(intact);
        id.map(|id| id.trim().to_owned())
            .map_err(|bad| (field.label.clone(), bad))
    }

    fn at(&self, batch: &RawBatch, row: usize, ledger: &mut Ledger) -> RowResult<EpochSeconds> {
        let (Some(field), Some(reader)) = (self.plan.field(Field::HandedOverAt), &self.instants) else {
            return Err((String::new(), no_value()));
        };
        let read = reader
            .read(field, batch, row)
            .and_then(|read| read.ok_or_else(no_value))
            .map_err(|bad| (field.label.clone(), bad))?;
        let notice = match read.reading {
            Clock::Plain => None,
            Clock::Ambiguous => Some(NoticeKind::AmbiguousTime),
            Clock::Skipped => Some(NoticeKind::SkippedTime),
        };
        if let Some(kind) = notice {
            ledger.notice(kind, &field.label, "", batch.rows[row]);
        }
        Ok(read.at)
    }

    /// The queue's code; an empty cell says none, a word that no list knows is refused.
    fn queue(&mut self, batch: &RawBatch, row: usize, queues: &mut Dictionary) -> RowResult<Option<u32>> {
        let (Some(field), Some(reader)) = (self.plan.field(Field::Queue), &mut self.queues) else {
            return Ok(None);
        };
        let word = reader.read(field, batch, row, queues);
        word.map(|word| word.code)
            .map_err(|bad| (field.label.clone(), bad))
    }
}

fn no_value() -> Bad {
    Bad {
        value: String::new(),
        expected: String::from("a value"),
    }
}
