//! The gap of every interval: agents required for what actually came in, against agents planned
//! and present. Keyed by instant, so that days of the clock change lose and double nothing.

use super::demand::Demand;
use super::ledger::{Cell, Presence, QueueLedger, Traffic, by_queue};
use super::level::LevelRule;
use super::load::offered_load;
use super::model::Model;
use super::requirement::{Limits, Requirement, required_agents};
use super::{Grid, heat, peaks};
use crate::scorecard::{HeatCell, Peak, StaffingState, StaffingSummary};
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId};
use crate::workspace::agreement::{Agreement, Rule, Standard};

/// A gap this small, in millionths of an agent, is none: figures converted from scheduled heads
/// carry a rounding each.
const ROUNDING: i64 = 10;

/// Relative distance within which as many agents as load are an overload.
const TOLERANCE: f64 = 1e-9;

/// Staffing of one provider over a period.
#[derive(Clone, Debug)]
pub struct ProviderStaffing {
    /// Intervals by queue in the order of the workspace, then by start.
    pub rows: Vec<IntervalRow>,
    /// How many intervals were in which state.
    pub summary: StaffingSummary,
    /// Worst gaps, worst first, at most 20.
    pub peaks: Vec<Peak>,
    /// Mean gap per weekday and time of day.
    pub heat: Vec<HeatCell>,
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

/// Staffs every interval of a provider in a period `[from, to)`.
///
/// Queues with opening hours have a row for every interval that starts inside them; calls that
/// come outside are only counted. Other queues have rows where calls or agents are known. Several
/// entries for one key are added up.
pub fn staff(
    agreement: &Agreement,
    provider: &ProviderId,
    period: (EpochSeconds, EpochSeconds),
    traffic: Vec<Traffic>,
    presence: Vec<Presence>,
) -> ProviderStaffing {
    let grid = Grid::new(&agreement.client.zone, agreement.staffing.interval_s);
    let mut rows = Vec::new();
    let mut outside = Micro::default();
    for ledger in by_queue(agreement, grid, period, &traffic, &presence) {
        let desk = Desk::new(agreement, provider, grid, &ledger);
        rows.extend(desk.rows(period));
        outside += desk.outside_hours();
    }
    ProviderStaffing {
        summary: summary(&rows, outside),
        peaks: peaks::worst(&rows),
        heat: heat::map(&rows, &agreement.client.zone),
        rows,
    }
}

/// One queue with what was agreed for it.
struct Desk<'a> {
    agreement: &'a Agreement,
    provider: &'a ProviderId,
    grid: Grid<'a>,
    ledger: &'a QueueLedger<'a>,
    standard: Option<&'a Standard>,
    mean_aht: Option<f64>,
}

impl<'a> Desk<'a> {
    fn new(
        agreement: &'a Agreement,
        provider: &'a ProviderId,
        grid: Grid<'a>,
        ledger: &'a QueueLedger<'a>,
    ) -> Self {
        let id = agreement.staffing.standards.get(&ledger.id);
        let standard = agreement
            .standards
            .iter()
            .find(|s| Some(&s.id) == id && s.binds(provider));
        Self {
            agreement,
            provider,
            grid,
            ledger,
            standard,
            mean_aht: ledger.mean_aht(),
        }
    }

    fn rows(&self, period: (EpochSeconds, EpochSeconds)) -> Vec<IntervalRow> {
        let nothing = Cell::default();
        let cell = |start| self.ledger.cells.get(&start).unwrap_or(&nothing);
        match self.ledger.calendar() {
            Some(calendar) => self
                .grid
                .starts(period.0, period.1)
                .into_iter()
                .filter(|start| calendar.is_open(*start))
                .map(|start| self.row(start, cell(start)))
                .collect(),
            None => self
                .ledger
                .cells
                .iter()
                .map(|(start, cell)| self.row(*start, cell))
                .collect(),
        }
    }

    fn outside_hours(&self) -> Micro {
        let Some(calendar) = self.ledger.calendar() else {
            return Micro::default();
        };
        let outside = self
            .ledger
            .cells
            .iter()
            .filter(|(start, _)| !calendar.is_open(**start));
        outside.map(|(_, cell)| cell.offered).sum()
    }

    fn row(&self, start: EpochSeconds, cell: &Cell) -> IntervalRow {
        let length_s = self.grid.length_at(start);
        let (aht_s, aht_estimated) = self.aht(cell);
        let load = known_load(cell, length_s, aht_s);
        let required = self.requirement(start, length_s, cell, aht_s);
        let staffed = cell.present.or(cell.planned);
        let net = required.map(|r| r.net);
        IntervalRow {
            queue: self.ledger.id.clone(),
            start,
            length_s,
            offered: cell.offered,
            answered: cell.answered,
            abandoned: cell.abandoned,
            aht_s,
            aht_estimated,
            offered_load: load,
            service_level: cell.in_time.per(cell.judged),
            required_agents: net,
            required_gross: required.map(|r| r.gross_fte),
            planned: cell.planned,
            present: cell.present,
            gap_planned: gap(cell.planned, net),
            gap_present: gap(cell.present, net),
            occupancy: occupancy(staffed, load),
            state: state(cell.offered, staffed, load, net),
        }
    }

    /// Handle time of the interval, and whether it is only the queue's mean. A sum of 0 s over
    /// answered calls is no handle time but a column that was not filled.
    fn aht(&self, cell: &Cell) -> (Option<f64>, bool) {
        let own = cell.handle_s.per(cell.handled).filter(|aht| *aht > 0.0);
        if own.is_some() || cell.offered == Micro::default() {
            return (own, false);
        }
        (self.mean_aht, self.mean_aht.is_some())
    }

    fn requirement(
        &self,
        start: EpochSeconds,
        length_s: i64,
        cell: &Cell,
        aht_s: Option<f64>,
    ) -> Option<Requirement> {
        let limits = self.limits(start)?;
        let calls = cell.offered.as_f64();
        let aht_s = if calls == 0.0 {
            aht_s.unwrap_or(0.0)
        } else {
            aht_s?
        };
        let demand = Demand::of_calls(calls, length_s as f64, aht_s).ok()?;
        required_agents(Model::ErlangC, demand, &limits, self.agreement.staffing.shrinkage).ok()
    }

    /// What the clause in force at an instant asks of staffing.
    fn limits(&self, at: EpochSeconds) -> Option<Limits> {
        let day = self.agreement.client.zone.date(at);
        let clause = self.standard?.clause_for(self.provider, &self.ledger.id, day)?;
        let Rule::ServiceLevel { within_s, .. } = clause.rule else {
            return None;
        };
        Some(Limits {
            level: LevelRule::offered(within_s as f64),
            sl_target: Some(clause.target?),
            max_occupancy: self.agreement.staffing.max_occupancy,
            max_abandon: None,
            min_agents: 0,
        })
    }
}

/// No calls are no load, whatever the handle time.
fn known_load(cell: &Cell, length_s: i64, aht_s: Option<f64>) -> Option<f64> {
    let calls = cell.offered.as_f64();
    let aht_s = if calls == 0.0 { 0.0 } else { aht_s? };
    offered_load(calls, length_s as f64, aht_s).ok()
}

fn gap(staffed: Option<Micro>, net: Option<u32>) -> Option<f64> {
    let gap = staffed? - Micro::whole(i64::from(net?));
    Some(if gap.0.abs() <= ROUNDING {
        0.0
    } else {
        gap.as_f64()
    })
}

/// Whether there is no steady state.
fn is_overloaded(staffed: Micro, load: f64) -> bool {
    staffed.as_f64() <= load * (1.0 + TOLERANCE)
}

fn occupancy(staffed: Option<Micro>, load: Option<f64>) -> Option<f64> {
    let (staffed, load) = (staffed?, load?);
    (!is_overloaded(staffed, load)).then(|| load / staffed.as_f64())
}

/// The state of an interval.
///
/// Where no requirement can be computed: nobody there for calls is an overload all the same; more
/// agents than a known load is `Ok`, as no agreed level is missed; with an unknown load the state is
/// that of unknown staff, because neither praise nor blame would be borne out.
fn state(offered: Micro, staffed: Option<Micro>, load: Option<f64>, net: Option<u32>) -> StaffingState {
    if offered == Micro::default() {
        return StaffingState::NoTraffic;
    }
    match (staffed, load) {
        (None, _) => StaffingState::NoPlan,
        (Some(staffed), _) if staffed.0 <= 0 => StaffingState::Overloaded,
        (Some(_), None) => StaffingState::NoPlan,
        (Some(staffed), Some(load)) if is_overloaded(staffed, load) => StaffingState::Overloaded,
        (staffed, _) if gap(staffed, net).is_some_and(|gap| gap < 0.0) => StaffingState::Understaffed,
        _ => StaffingState::Ok,
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
