//! Planned and present agents per queue and interval, as agent-seconds so that rows of another
//! length than the grid add up.

use super::field::Plan;
use super::instant::InstantReader;
use super::interval_rows::{queue_code, start};
use super::words::WordReader;
use super::{Bad, Ledger, interval_start, number};
use crate::ingest::{ColumnRef, RawBatch};
use crate::tables::Dictionary;
use crate::tables::intervals::StaffRow;
use crate::vocabulary::{EpochSeconds, Micro, Zone};
use crate::workspace::agreement::{Source, StaffUnit, Staffing};
use crate::workspace::mapping::Field;

const FIELDS: &[Field] = &[
    Field::Queue,
    Field::Start,
    Field::Minutes,
    Field::Planned,
    Field::Present,
];

/// Makes typed rows out of one source's raw batches.
pub struct StaffReader<'a> {
    plan: Plan<'a>,
    starts: Option<InstantReader<'a>>,
    queues: Option<WordReader>,
    grid: (&'a Zone, i64),
    /// Net agents per agent given.
    net_share: f64,
}

/// What one row of a staffing export says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Presence {
    queue: u32,
    start: EpochSeconds,
    length_s: i64,
    planned: Option<Micro>,
    present: Option<Micro>,
}

impl<'a> StaffReader<'a> {
    /// A reader for a source; `grid` is the client's zone and the length of its intervals.
    /// Scheduled and paid agents are turned into net ones by the agreed shares.
    pub fn new(source: &'a Source, wanted: &[ColumnRef], grid: (&'a Zone, i64), agreed: &Staffing) -> Self {
        let plan = Plan::new(&source.mapping, wanted, FIELDS);
        let starts = plan
            .field(Field::Start)
            .map(|f| InstantReader::new(f, &source.zone, source.ambiguous, source.skipped));
        let queues = plan
            .field(Field::Queue)
            .map(|f| WordReader::new(f, &source.provider));
        let net_share = match source.staff_unit {
            StaffUnit::Net => 1.0,
            StaffUnit::Gross => 1.0 - agreed.shrinkage,
            StaffUnit::Fte => agreed.net_of_paid(),
        };
        Self {
            plan,
            starts,
            queues,
            grid,
            net_share,
        }
    }

    /// The good rows of a batch: the start as exported, the row number, the length, and the agent-seconds
    /// spread over the grid.
    pub fn rows(
        &mut self,
        batch: &RawBatch,
        queues: &mut Dictionary,
        ledger: &mut Ledger,
    ) -> Vec<(EpochSeconds, u32, i64, Vec<StaffRow>)> {
        let mut rows = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            match self.row(batch, row, queues) {
                Ok(presence) => rows.push((
                    presence.start,
                    batch.rows[row],
                    presence.length_s,
                    self.spread(presence),
                )),
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
    ) -> Result<Presence, (String, Bad)> {
        let queue = queue_code(&self.plan, self.queues.as_mut(), batch, row, queues)?;
        let start = start(&self.plan, self.starts.as_ref(), batch, row)?;
        let minutes = self.number(Field::Minutes, batch, row)?;
        let (planned, present) = (
            self.number(Field::Planned, batch, row)?,
            self.number(Field::Present, batch, row)?,
        );
        if planned.is_none() && present.is_none() {
            let bad = Bad {
                value: String::new(),
                expected: String::from("planned or present agents"),
            };
            return Err((String::new(), bad));
        }
        let length_s = minutes.map_or(self.grid.1, |minutes| minutes.0 / Micro::ONE * 60);
        if !(1..=86_400).contains(&length_s) {
            let label = self
                .plan
                .field(Field::Minutes)
                .map_or_else(String::new, |f| f.label.clone());
            let value = minutes.map_or_else(String::new, |m| m.to_string());
            return Err((
                label,
                Bad {
                    value,
                    expected: String::from("minutes from 1 to 1440"),
                },
            ));
        }
        Ok(Presence {
            queue,
            start,
            length_s,
            planned,
            present,
        })
    }

    fn number(&self, field: Field, batch: &RawBatch, row: usize) -> Result<Option<Micro>, (String, Bad)> {
        let Some(reader) = self.plan.field(field) else {
            return Ok(None);
        };
        let value = number::number(reader, batch, row).map_err(|bad| (reader.label.clone(), bad))?;
        match value {
            Some(agents) if agents.0 < 0 || agents.0 > 100_000 * Micro::ONE => Err((
                reader.label.clone(),
                Bad {
                    value: agents.to_string(),
                    expected: String::from("a number from 0 to 100000"),
                },
            )),
            value => Ok(value),
        }
    }

    /// Agent-seconds of a row in each interval of the grid that it touches.
    fn spread(&self, presence: Presence) -> Vec<StaffRow> {
        let (zone, length) = self.grid;
        let end = presence.start + presence.length_s;
        let mut rows = Vec::new();
        let mut from = presence.start;
        while from < end {
            let interval = interval_start(zone, from, length);
            let to = end.min(interval + length);
            let seconds =
                |agents: Micro| Micro((agents.0 as f64 * self.net_share).round() as i64 * (to - from));
            rows.push(StaffRow {
                queue: presence.queue,
                interval,
                planned_s: presence.planned.map(seconds),
                present_s: presence.present.map(seconds),
            });
            from = to;
        }
        rows
    }
}
