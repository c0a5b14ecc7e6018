//! One queue with what was agreed for it: each of its intervals by itself.

use super::Grid;
use super::demand::Demand;
use super::intervals::{Facts, IntervalRow};
use super::ledger::{Cell, QueueLedger};
use super::load::offered_load;
use super::service::Service;
use crate::scorecard::StaffingState;
use crate::vocabulary::{EpochSeconds, Micro, ProviderId};
use crate::workspace::agreement::{Agreement, Rule, Standard};

/// A gap this small, in millionths of an agent, is none: figures converted from scheduled heads
/// carry a rounding each.
const ROUNDING: i64 = 10;

/// Relative distance within which as many agents as load are an overload.
const TOLERANCE: f64 = 1e-9;

/// One queue with what was agreed for it.
pub(super) struct Desk<'a> {
    agreement: &'a Agreement,
    provider: &'a ProviderId,
    grid: Grid<'a>,
    pub(super) ledger: &'a QueueLedger<'a>,
    standard: Option<&'a Standard>,
    mean_aht: Option<f64>,
    patience_s: Option<f64>,
    slots: f64,
}

impl<'a> Desk<'a> {
    /// The desk of a queue; `patience_s` is endless where none.
    pub(super) fn new(
        agreement: &'a Agreement,
        provider: &'a ProviderId,
        grid: Grid<'a>,
        ledger: &'a QueueLedger<'a>,
        patience_s: Option<f64>,
    ) -> Self {
        let settings = &agreement.staffing;
        let id = settings.standards.get(&ledger.id);
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
            mean_aht: ledger
                .mean_aht()
                .or_else(|| settings.handle_times.get(&ledger.id).copied()),
            patience_s,
            slots: settings.concurrency.get(&ledger.id).copied().unwrap_or(1.0),
        }
    }

    /// Rows in the order of time.
    pub(super) fn rows(&self, period: (EpochSeconds, EpochSeconds)) -> Vec<IntervalRow> {
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

    /// Calls outside opening hours.
    pub(super) fn outside_hours(&self) -> Micro {
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
        let service = self.service(start);
        let demand = demand(cell, length_s, aht_s);
        let net = service
            .zip(demand)
            .and_then(|(service, demand)| service.need(demand));
        let staffed = cell.present.or(cell.planned);
        let slots = staffed.map(|agents| Micro((agents.0 as f64 * self.slots).round() as i64));
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
            model: service.filter(|_| net.is_some()).map(|service| service.model()),
            required_agents: net,
            required_gross: net.map(|net| f64::from(net) / (1.0 - self.agreement.staffing.shrinkage)),
            planned: cell.planned,
            present: cell.present,
            gap_planned: gap(cell.planned, net),
            gap_present: gap(cell.present, net),
            occupancy: occupancy(slots, load),
            state: state(cell.offered, (staffed, slots), load, net),
            facts: Facts {
                service,
                demand,
                judged: cell.judged,
                expected: self.ledger.expected.get(&start).copied(),
            },
            judged: None,
            split: None,
            chance: None,
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

    /// What the clause in force at an instant asks of staffing; none where it agrees no target.
    fn service(&self, at: EpochSeconds) -> Option<Service> {
        let settings = &self.agreement.staffing;
        let day = self.agreement.client.zone.date(at);
        let clause = self.standard?.clause_for(self.provider, &self.ledger.id, day)?;
        let Rule::ServiceLevel {
            formula,
            within_s,
            short_abandon_s,
            ..
        } = clause.rule
        else {
            return None;
        };
        Some(Service {
            formula,
            threshold_s: within_s as f64,
            short_s: short_abandon_s.map_or(0.0, |seconds| seconds as f64),
            flow_outs: self.ledger.flow_outs(),
            target: Some(clause.target?),
            max_occupancy: settings.max_occupancy,
            max_abandon: settings.max_abandon,
            patience_s: self.patience_s,
            slots: self.slots,
            least: settings.min_agents.get(&self.ledger.id).copied().unwrap_or(0),
        })
    }
}

/// What came in; none where calls have no handle time.
fn demand(cell: &Cell, length_s: i64, aht_s: Option<f64>) -> Option<Demand> {
    let calls = cell.offered.as_f64();
    let aht_s = match calls == 0.0 {
        true => aht_s.unwrap_or(0.0),
        false => aht_s?,
    };
    Demand::of_calls(calls, length_s as f64, aht_s).ok()
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
fn is_overloaded(slots: Micro, load: f64) -> bool {
    slots.as_f64() <= load * (1.0 + TOLERANCE)
}

fn occupancy(slots: Option<Micro>, load: Option<f64>) -> Option<f64> {
    let (slots, load) = (slots?, load?);
    (!is_overloaded(slots, load)).then(|| load / slots.as_f64())
}

/// The state of an interval.
///
/// Where no requirement can be computed: nobody there for calls is an overload all the same; more
/// agents than a known load is `Ok`, as no agreed level is missed; with an unknown load the state is
/// that of unknown staff, because neither praise nor blame would be borne out.
fn state(
    offered: Micro,
    (staffed, slots): (Option<Micro>, Option<Micro>),
    load: Option<f64>,
    net: Option<u32>,
) -> StaffingState {
    if offered == Micro::default() {
        return StaffingState::NoTraffic;
    }
    match (slots, load) {
        (None, _) => StaffingState::NoPlan,
        (Some(slots), _) if slots.0 <= 0 => StaffingState::Overloaded,
        (Some(_), None) => StaffingState::NoPlan,
        (Some(slots), Some(load)) if is_overloaded(slots, load) => StaffingState::Overloaded,
        _ if gap(staffed, net).is_some_and(|gap| gap < 0.0) => StaffingState::Understaffed,
        _ => StaffingState::Ok,
    }
}
