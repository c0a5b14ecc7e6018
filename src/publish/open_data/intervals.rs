//! `data/intervals.csv`: load, requirement and staffing of every interval inside opening hours.

use std::io::Write;

use super::csv_text::{guarded, number, sum, writer};
use crate::scorecard::StaffingState;
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId, Zone};

/// Columns of intervals.csv.
pub const COLUMNS: [&str; 22] = [
    "provider",
    "queue",
    "interval_start",
    "interval_minutes",
    "offered",
    "answered",
    "abandoned",
    "aht_s",
    "offered_load",
    "service_level",
    "model",
    "required_agents",
    "planned_agents",
    "present_agents",
    "gap_planned",
    "gap_present",
    "occupancy",
    "state",
    "source_file",
    "source_row",
    "forecast",
    "forecast_aht_s",
];

/// Which model the requirement of an interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffingModel {
    /// Callers wait for ever.
    ErlangC,
    /// Callers have a patience.
    ErlangA,
    /// Work that can wait: a workload with deadlines.
    Deferred,
}

impl StaffingModel {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            StaffingModel::ErlangC => "erlang_c",
            StaffingModel::ErlangA => "erlang_a",
            StaffingModel::Deferred => "deferred",
        }
    }
}

/// One row of intervals.csv.
#[derive(Clone, Debug)]
pub struct IntervalRecord {
    /// Provider.
    pub provider: ProviderId,
    /// Queue.
    pub queue: QueueId,
    /// Start of the interval.
    pub interval_start: EpochSeconds,
    /// Length in minutes.
    pub interval_minutes: u32,
    /// Contacts offered.
    pub offered: Micro,
    /// Contacts answered; none where the source does not say.
    pub answered: Option<Micro>,
    /// Contacts abandoned; none where the source does not say.
    pub abandoned: Option<Micro>,
    /// Mean handle time, seconds.
    pub aht_s: Option<f64>,
    /// Offered load, erlang.
    pub offered_load: Option<f64>,
    /// Measured service level, 0–1.
    pub service_level: Option<f64>,
    /// Model; none where no requirement was computed.
    pub model: Option<StaffingModel>,
    /// Agents required.
    pub required_agents: Option<f64>,
    /// Agents planned.
    pub planned_agents: Option<Micro>,
    /// Agents present.
    pub present_agents: Option<Micro>,
    /// Planned minus required; negative means people were missing.
    pub gap_planned: Option<f64>,
    /// Present minus required; negative means people were missing.
    pub gap_present: Option<f64>,
    /// Occupancy as staffed, 0–1.
    pub occupancy: Option<f64>,
    /// State.
    pub state: StaffingState,
    /// File of the interval report behind the volumes; empty where they are single calls.
    pub source_file: String,
    /// Row of that report; none where the volumes are single calls.
    pub source_row: Option<u32>,
    /// Calls that the locked forecast expected.
    pub forecast: Option<Micro>,
    /// Their expected mean handle time, seconds.
    pub forecast_aht_s: Option<f64>,
}

/// Writes intervals.csv row by row, so that memory does not grow with the rows.
pub struct IntervalWriter<'z, W: Write> {
    csv: csv::Writer<W>,
    zone: &'z Zone,
}

impl<'z, W: Write> IntervalWriter<'z, W> {
    /// Writes the header. Instants are written with the offset of `zone`.
    ///
    /// # Errors
    /// The writer's own.
    pub fn new(out: W, zone: &'z Zone) -> Result<Self, csv::Error> {
        let mut csv = writer(out);
        csv.write_record(COLUMNS)?;
        Ok(Self { csv, zone })
    }

    /// Appends one interval.
    ///
    /// # Errors
    /// The writer's own.
    pub fn append(&mut self, row: &IntervalRecord) -> Result<(), csv::Error> {
        self.csv.write_record([
            row.provider.as_str(),
            row.queue.as_str(),
            &self.zone.rfc3339(row.interval_start),
            &row.interval_minutes.to_string(),
            &row.offered.to_string(),
            &sum(row.answered),
            &sum(row.abandoned),
            &number(row.aht_s),
            &number(row.offered_load),
            &number(row.service_level),
            row.model.map_or("", StaffingModel::name),
            &number(row.required_agents),
            &sum(row.planned_agents),
            &sum(row.present_agents),
            &number(row.gap_planned),
            &number(row.gap_present),
            &number(row.occupancy),
            row.state.name(),
            &guarded(&row.source_file),
            &row.source_row.map(|r| r.to_string()).unwrap_or_default(),
            &sum(row.forecast),
            &number(row.forecast_aht_s),
        ])
    }

    /// Flushes what is buffered; without it rows may be missing.
    ///
    /// # Errors
    /// The writer's own.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        self.csv.flush()?;
        Ok(())
    }
}
