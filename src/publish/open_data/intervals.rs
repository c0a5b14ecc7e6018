//! `data/intervals.csv`: load, requirement and staffing of every interval inside opening hours.

use std::borrow::Cow;
use std::io::Write;

use super::csv_text::{guarded, number, sum, writer};
use crate::scorecard::{GapPart, Judged, Split, StaffingModel, StaffingState};
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId, Zone};

/// Columns of intervals.csv.
pub const COLUMNS: [&str; 51] = [
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
    "modified_load",
    "carried_over",
    "backlog",
    "required_low",
    "required_high",
    "noise",
    "verdict",
    "predicted_service_level",
    "implied_agents",
    "forecast_required",
    "gap_attendance",
    "gap_plan",
    "gap_volume_tolerated",
    "gap_volume",
    "gap_routing",
    "gap_handle_time",
    "gap_unexplained",
    "late_staffed",
    "lost_staffed",
    "late_required",
    "lost_required",
    "customers_attendance",
    "customers_plan",
    "customers_volume_tolerated",
    "customers_volume",
    "customers_routing",
    "customers_handle_time",
    "customers_unexplained",
    "forecast_chance",
];

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
    /// Requirement with what the intervals before leave behind.
    pub judged: Option<Judged>,
    /// Gap in parts.
    pub split: Option<Split>,
    /// Chance of as many calls or more, were the forecast right.
    pub chance: Option<f64>,
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
        let own = [
            row.provider.as_str().into(),
            row.queue.as_str().into(),
            self.zone.rfc3339(row.interval_start).into(),
            row.interval_minutes.to_string().into(),
            row.offered.to_string().into(),
            sum(row.answered).into(),
            sum(row.abandoned).into(),
            number(row.aht_s).into(),
            number(row.offered_load).into(),
            number(row.service_level).into(),
            row.model.map_or("", StaffingModel::name).into(),
            number(row.required_agents).into(),
            sum(row.planned_agents).into(),
            sum(row.present_agents).into(),
            number(row.gap_planned).into(),
            number(row.gap_present).into(),
            number(row.occupancy).into(),
            row.state.name().into(),
            guarded(&row.source_file),
            row.source_row.map(|r| r.to_string()).unwrap_or_default().into(),
            sum(row.forecast).into(),
            number(row.forecast_aht_s).into(),
        ];
        own.iter()
            .try_for_each(|cell: &Cow<'_, str>| self.csv.write_field(cell.as_ref()))?;
        let more = judged_cells(row.judged.as_ref())
            .into_iter()
            .chain(split_cells(row.split.as_ref()))
            .chain([number(row.chance)]);
        more.into_iter().try_for_each(|cell| self.csv.write_field(cell))?;
        self.csv.write_record(None::<&[u8]>)
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

fn agents(count: Option<u32>) -> String {
    count.map_or_else(String::new, |count| count.to_string())
}

fn judged_cells(judged: Option<&Judged>) -> [String; 9] {
    let Some(judged) = judged else {
        return Default::default();
    };
    [
        number(judged.modified_load),
        number(Some(judged.carried_over)),
        number(judged.backlog),
        agents(judged.low),
        agents(judged.high),
        number(judged.noise),
        judged
            .verdict
            .map_or_else(String::new, |verdict| verdict.name().to_owned()),
        number(judged.predicted),
        number(judged.implied),
    ]
}

fn split_cells(split: Option<&Split>) -> Vec<String> {
    let Some(split) = split else {
        return vec![String::new(); 5 + 2 * GapPart::COUNT];
    };
    let mut cells = vec![agents(split.forecast_required)];
    cells.extend(split.agents.iter().map(ToString::to_string));
    let harm = [split.staffed, split.required];
    cells.extend(
        harm.iter()
            .flat_map(|harm| [harm.late, harm.lost])
            .map(|harm| harm.to_string()),
    );
    cells.extend(split.customers.iter().map(ToString::to_string));
    cells
}
