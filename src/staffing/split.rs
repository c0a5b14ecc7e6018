//! Who caused which part of a gap, and what each part cost in customers. From the agents present down to
//! those required, each step is a part; both agents and customers add up by construction.

use super::IntervalRow;
use super::attribution::{Levels, Parts, attribute};
use super::demand::Demand;
use super::ledger::Expected;
use super::service::Service;
use crate::scorecard::{GapPart, Harm, Split};
use crate::vocabulary::Micro;

/// Adds the parts to the rows of one queue; `tolerance` is a share of the forecast.
pub(super) fn add(rows: &mut [IntervalRow], tolerance: f64) {
    for row in rows {
        row.split = split(row, tolerance);
    }
}

fn split(row: &IntervalRow, tolerance: f64) -> Option<Split> {
    let (service, demand) = row.facts.service.zip(row.facts.demand)?;
    let required = row.required_agents?;
    let staffed = row.staffed()?;
    let needs = row
        .facts
        .expected
        .and_then(|expected| Needs::of(row, &service, &expected, tolerance));
    let levels = levels(row, needs.as_ref(), required);
    let harm = |agents: Micro| harm(&service, demand, row.offered, agents);
    // The same steps in customers: each level stands for those harmed with so many agents.
    let customers = in_customers(&levels, |agents| harm(agents).sum());
    Some(Split {
        forecast_required: needs.map(|needs| needs.forecast),
        agents: in_order(&attribute(&levels)),
        customers: in_order(&attribute(&customers)),
        staffed: harm(staffed),
        required: harm(whole(required)),
    })
}

fn whole(agents: u32) -> Micro {
    Micro::whole(i64::from(agents))
}

fn levels(row: &IntervalRow, needs: Option<&Needs>, required: u32) -> Levels {
    let told = |of: fn(&Needs) -> u32| needs.map(|needs| whole(of(needs)));
    Levels {
        present: row.present,
        // Without a plan, those present stand against the forecast.
        planned: row.planned.or(row.present.filter(|_| needs.is_some())),
        forecast: told(|needs| needs.forecast),
        tolerated: told(|needs| needs.tolerated),
        shared: told(|needs| needs.planned_share),
        routed: told(|needs| needs.volume),
        actual: Some(whole(required)),
    }
}

/// Levels that are equal are asked once.
fn in_customers(levels: &Levels, harmed: impl Fn(Micro) -> Micro) -> Levels {
    let mut known: Vec<(Micro, Micro)> = Vec::with_capacity(GapPart::COUNT);
    let mut of = |level: Option<Micro>| {
        let agents = level?;
        if let Some((_, harmed)) = known.iter().find(|(level, _)| *level == agents) {
            return Some(*harmed);
        }
        let found = harmed(agents);
        known.push((agents, found));
        Some(found)
    };
    Levels {
        present: of(levels.present),
        planned: of(levels.planned),
        forecast: of(levels.forecast),
        tolerated: of(levels.tolerated),
        shared: of(levels.shared),
        routed: of(levels.routed),
        actual: of(levels.actual),
    }
}

/// In the order of [`GapPart::ALL`]; what is unknown is nothing.
fn in_order(parts: &Parts) -> [Micro; GapPart::COUNT] {
    let told = Option::unwrap_or_default;
    [
        told(parts.attendance),
        told(parts.plan),
        told(parts.volume_tolerated),
        told(parts.volume),
        told(parts.routing),
        told(parts.handle_time),
        parts.unsplit,
    ]
}

/// Agents needed on the way from the forecast to what came.
#[derive(Clone, Copy, Debug)]
struct Needs {
    /// Forecast calls, forecast handle time.
    forecast: u32,
    /// As many of the calls that came as the tolerance allows.
    tolerated: u32,
    /// The planned share of all providers' calls.
    planned_share: u32,
    /// The calls that came, forecast handle time.
    volume: u32,
}

impl Needs {
    fn of(row: &IntervalRow, service: &Service, expected: &Expected, tolerance: f64) -> Option<Self> {
        let interval_s = row.length_s as f64;
        // Where the forecast tells no handle time, the one that came stands for it: its part is then none.
        let aht_s = expected.aht_s.or(row.aht_s)?;
        let need = |calls: f64| service.need(Demand::of_calls(calls, interval_s, aht_s).ok()?);
        let came = row.offered.as_f64();
        let share = expected.routed.unwrap_or(came);
        let (least, most) = (
            expected.calls * (1.0 - tolerance),
            expected.calls * (1.0 + tolerance),
        );
        let volume = match expected.aht_s {
            Some(_) => need(came)?,
            None => row.required_agents?,
        };
        Some(Self {
            forecast: need(expected.calls)?,
            tolerated: need(share.clamp(least, most))?,
            planned_share: match expected.routed {
                Some(share) => need(share)?,
                None => volume,
            },
            volume,
        })
    }
}

/// Customers harmed with so many agents, in millionths so that parts add up exactly.
fn harm(service: &Service, demand: Demand, calls: Micro, agents: Micro) -> Harm {
    let Some(fare) = service.fare(demand, agents) else {
        return Harm::default();
    };
    let of = |share: f64| Micro((calls.0 as f64 * share).round() as i64);
    Harm {
        late: of(fare.late),
        lost: of(fare.lost),
    }
}
