//! The gap of every interval: agents required for what actually came in, against agents planned
//! and present. Keyed by instant, so that days of the clock change lose and double nothing.

use super::demand::Demand;
use super::desk::Desk;
use super::ledger::{Expectation, Expected, Presence, Traffic, by_queue};
use super::service::Service;
use super::{Grid, account, emergencies, heat, judged, peaks, queue_patience, split};
use crate::scorecard::{
    HeatCell, Judged, Peak, Split, StaffGap, StaffingModel, StaffingState, StaffingSummary,
};
use crate::vocabulary::{EpochSeconds, Maker, Micro, ProviderId, QueueId};
use crate::workspace::agreement::Agreement;

/// Staffing of one provider over a period.
#[derive(Clone, Debug)]
pub struct ProviderStaffing {
    /// Intervals by queue in the order of the workspace, then by start.
    pub rows: Vec<IntervalRow>,
    /// How many intervals were in which state.
    pub summary: StaffingSummary,
    /// Worst gaps of the peaks, worst first, at most 20.
    pub peaks: Vec<Peak>,
    /// Mean gap per weekday and time of day.
    pub heat: Vec<HeatCell>,
    /// Who caused the gap, what it cost, and how far that can be believed.
    pub gap: StaffGap,
}

/// One queue and interval.
#[derive(Clone, Debug, PartialEq)]
pub struct IntervalRow {
    /// Queue.
    pub queue: QueueId,
    /// Start.
    pub start: EpochSeconds,
    /// Length, seconds.
    pub length_s: i64,
    /// Calls offered.
    pub offered: Micro,
    /// Calls answered.
    pub answered: Micro,
    /// Calls abandoned.
    pub abandoned: Micro,
    /// Mean handle time, seconds; none without calls, or where no handle time of the queue is known.
    pub aht_s: Option<f64>,
    /// Whether it is the queue's mean over the period, because nobody was answered in the interval.
    pub aht_estimated: bool,
    /// Offered load, erlang; none where the handle time is unknown.
    pub offered_load: Option<f64>,
    /// Share in time by the contract's formula.
    pub service_level: Option<f64>,
    /// Model of the requirement; none without one.
    pub model: Option<StaffingModel>,
    /// Net agents required; none without an agreed service level or handle time.
    pub required_agents: Option<u32>,
    /// Scheduled agents required, unrounded so that hours can be summed.
    pub required_gross: Option<f64>,
    /// Net agents planned.
    pub planned: Option<Micro>,
    /// Net agents present.
    pub present: Option<Micro>,
    /// Planned minus required; negative: people were missing.
    pub gap_planned: Option<f64>,
    /// Present minus required.
    pub gap_present: Option<f64>,
    /// Load per agent staffed; none where overloaded or unknown.
    pub occupancy: Option<f64>,
    /// State.
    pub state: StaffingState,
    /// What the models are asked with.
    pub facts: Facts,
    /// Requirement with what the intervals before leave behind, and how the gap is to be taken.
    pub judged: Option<Judged>,
    /// Who caused which part of the gap, and what it cost.
    pub split: Option<Split>,
    /// Chance of as many calls or more, were the forecast right.
    pub chance: Option<f64>,
}

impl IntervalRow {
    /// Agents who were there as far as is known: present, or else planned.
    pub fn staffed(&self) -> Option<Micro> {
        self.present.or(self.planned)
    }

    /// Gap of [`IntervalRow::staffed`].
    pub fn gap(&self) -> Option<f64> {
        if self.present.is_some() {
            self.gap_present
        } else {
            self.gap_planned
        }
    }
}

/// What of an interval the models are asked with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// What is agreed; none without a target.
    pub service: Option<Service>,
    /// What came in; none where its handle time is unknown.
    pub demand: Option<Demand>,
    /// Calls of which it is known whether they were in time.
    pub judged: Micro,
    /// What was expected, where a forecast counts.
    pub expected: Option<Expected>,
}

/// Staffs every interval of a provider in a period `[from, to)`.
///
/// Queues with opening hours have a row for every interval that starts inside them; calls that
/// come outside are only counted. Other queues have rows where calls or agents are known. Several
/// entries for one key are added up.
pub fn staff(
    agreement: &Agreement,
    provider: &ProviderId,
    period: (EpochSeconds, EpochSeconds),
    (traffic, presence): (&[Traffic], &[Presence]),
    expected: &[Expectation],
) -> ProviderStaffing {
    let grid = Grid::new(&agreement.client.zone, agreement.staffing.interval_s);
    let zone = &agreement.client.zone;
    let ledgers = by_queue(agreement, grid, period, (traffic, presence), expected);
    let patience = queue_patience::of_queues(agreement, &ledgers);
    let mut rows = Vec::new();
    let mut emergencies = Vec::new();
    let mut outside = Micro::default();
    for ledger in &ledgers {
        let desk = Desk::new(
            agreement,
            provider,
            grid,
            ledger,
            queue_patience::seconds(&patience, &ledger.id),
        );
        let mut own = desk.rows(period);
        judged::add(&mut own);
        split::add(&mut own, agreement.staffing.volume_tolerance);
        emergencies.extend(emergencies::find(&mut own, zone));
        outside += desk.outside_hours();
        rows.extend(own);
    }
    let (peaks, peak_sum) = peaks::chosen(&rows, zone);
    let has_forecast = rows.iter().any(|row| row.facts.expected.is_some());
    ProviderStaffing {
        summary: summary(&rows, outside),
        peaks,
        heat: heat::map(&rows, zone),
        gap: StaffGap {
            patience,
            peaks: peak_sum,
            emergencies: has_forecast.then_some(emergencies),
            has_chats: ledgers
                .iter()
                .any(|ledger| agreement.staffing.concurrency.contains_key(&ledger.id)),
            client_owns_handle_time: agreement.staffing.handle_time_owner == Maker::Client,
            tolerance: agreement.staffing.volume_tolerance,
            ..account::account(&rows, zone)
        },
        rows,
    }
}

fn summary(rows: &[IntervalRow], outside: Micro) -> StaffingSummary {
    let count = |state| rows.iter().filter(|row| row.state == state).count() as u64;
    let missing = |row: &IntervalRow| Some(f64::max(-row.gap()?, 0.0) * row.length_s as f64);
    // Without staffing data nothing is known to be missing, which is not the same as none missing.
    let is_known = rows.iter().any(|row| row.gap().is_some());
    let missing_s: f64 = rows.iter().filter_map(missing).sum();
    StaffingSummary {
        intervals: rows.len() as u64,
        ok: count(StaffingState::Ok),
        understaffed: count(StaffingState::Understaffed),
        overloaded: count(StaffingState::Overloaded),
        no_plan: count(StaffingState::NoPlan),
        no_traffic: count(StaffingState::NoTraffic),
        missing_hours: is_known.then_some(missing_s / 3600.0),
        calls_outside_hours: outside.as_f64().round() as u64,
    }
}

#[cfg(test)]
mod tests;
