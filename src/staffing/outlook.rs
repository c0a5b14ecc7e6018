//! A month to come: what the forecast asks of each provider, what separate queues cost beside a common one,
//! and where one more agent would help most.

use std::collections::BTreeMap;

use super::IntervalRow;
use super::demand::Demand;
use super::pooling::pooled;
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId};

/// Half-hours in which one more agent helps that are listed.
const LISTED: usize = 10;

/// One provider's intervals, staffed for the calls of the forecast.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Whose.
    pub provider: ProviderId,
    /// Its intervals.
    pub rows: Vec<IntervalRow>,
}

/// What a provider's queue needs over the period.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueNeed {
    /// Provider.
    pub provider: ProviderId,
    /// Queue.
    pub queue: QueueId,
    /// Intervals with a requirement.
    pub intervals: u64,
    /// Intervals with calls, but without a requirement: no handle time, or no target.
    pub unknown: u64,
    /// Calls of the forecast.
    pub calls: f64,
    /// Most agents required in any interval.
    pub most: u32,
    /// Net agent-hours by the lower and the upper requirement; without patience both are the same.
    pub net_hours: (f64, f64),
    /// The same with shrinkage, summed up before anything is rounded.
    pub gross_hours: (f64, f64),
    /// Net agent-hours planned, where a plan is known of all intervals with a requirement.
    pub planned_hours: Option<f64>,
    /// Net agent-hours that the plan lacks in the intervals that lack some.
    pub lacking_hours: Option<f64>,
}

/// A queue that several providers serve apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooling {
    /// Queue.
    pub queue: QueueId,
    /// Who serves it.
    pub providers: Vec<ProviderId>,
    /// Net agent-hours of one common queue.
    pub pooled_hours: f64,
    /// Net agent-hours of separate queues, added up.
    pub separate_hours: f64,
}

impl Pooling {
    /// What separate queues cost.
    pub fn loss_hours(&self) -> f64 {
        self.separate_hours - self.pooled_hours
    }
}

/// What one more agent does in an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMore {
    /// Provider.
    pub provider: ProviderId,
    /// Queue.
    pub queue: QueueId,
    /// Start.
    pub start: EpochSeconds,
    /// Calls of the forecast.
    pub calls: f64,
    /// Agents required.
    pub required: u32,
    /// Agents that one is added to: those planned, or else those required.
    pub agents: Micro,
    /// Whether they are planned.
    pub is_plan: bool,
    /// Service level before and after.
    pub level: (f64, f64),
    /// Calls fewer that are answered too late or lost.
    pub gained: f64,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Per provider and queue.
    pub needs: Vec<QueueNeed>,
    /// Of queues that several providers serve.
    pub pooling: Vec<Pooling>,
    /// Where one more agent helps most.
    pub one_more: Vec<OneMore>,
}

/// Looks ahead. `shrinkage` is a share of scheduled time.
pub fn outlook(planned: &[Planned], shrinkage: f64) -> Outlook {
    let mut needs: Vec<QueueNeed> = Vec::new();
    for provider in planned {
        for rows in provider.rows.chunk_by(|one, other| one.queue == other.queue) {
            needs.push(queue_need(&provider.provider, rows, shrinkage));
        }
    }
    Outlook {
        needs,
        pooling: pooling(planned),
        one_more: one_more(planned),
    }
}

fn hours(agents: f64, row: &IntervalRow) -> f64 {
    agents * row.length_s as f64 / 3600.0
}

/// The lower and the upper requirement.
pub fn edges(row: &IntervalRow) -> Option<(u32, u32)> {
    let required = row.required_agents?;
    let judged = row.judged.as_ref();
    let high = judged.and_then(|judged| judged.high).unwrap_or(required);
    let low = judged.and_then(|judged| judged.low).unwrap_or(high);
    Some((low.min(high), high))
}

fn queue_need(provider: &ProviderId, rows: &[IntervalRow], shrinkage: f64) -> QueueNeed {
    let known: Vec<(&IntervalRow, (u32, u32))> =
        rows.iter().filter_map(|row| Some((row, edges(row)?))).collect();
    let sum = |of: fn((u32, u32)) -> u32| -> f64 {
        let agents = known.iter().map(|(row, edges)| hours(f64::from(of(*edges)), row));
        agents.sum()
    };
    let net_hours = (sum(|edges| edges.0), sum(|edges| edges.1));
    let has_plan = !known.is_empty() && known.iter().all(|(row, _)| row.planned.is_some());
    let plan = |row: &IntervalRow| row.planned.unwrap_or_default().as_f64();
    let lacking =
        |(row, (low, _)): &(&IntervalRow, (u32, u32))| hours((f64::from(*low) - plan(row)).max(0.0), row);
    QueueNeed {
        provider: provider.clone(),
        queue: rows[0].queue.clone(),
        intervals: known.len() as u64,
        unknown: rows
            .iter()
            .filter(|row| row.offered > Micro::default() && row.required_agents.is_none())
            .count() as u64,
        calls: rows.iter().map(|row| row.offered).sum::<Micro>().as_f64(),
        most: known.iter().map(|(_, edges)| edges.1).max().unwrap_or(0),
        net_hours,
        gross_hours: (net_hours.0 / (1.0 - shrinkage), net_hours.1 / (1.0 - shrinkage)),
        planned_hours: has_plan.then(|| known.iter().map(|(row, _)| hours(plan(row), row)).sum()),
        lacking_hours: has_plan.then(|| known.iter().map(lacking).sum()),
    }
}

/// One common queue against separate ones, over the intervals of which all requirements are known.
fn pooling(planned: &[Planned]) -> Vec<Pooling> {
    let mut queues: Vec<&QueueId> = Vec::new();
    let mut cells: BTreeMap<(&QueueId, EpochSeconds), Vec<(&ProviderId, &IntervalRow)>> = BTreeMap::new();
    for provider in planned {
        for row in provider.rows.iter().filter(|row| row.offered > Micro::default()) {
            if !queues.contains(&&row.queue) {
                queues.push(&row.queue);
            }
            let cell = cells.entry((&row.queue, row.start)).or_default();
            cell.push((&provider.provider, row));
        }
    }
    let found = queues.into_iter().filter_map(|queue| {
        let mut pooling = Pooling {
            queue: queue.clone(),
            providers: Vec::new(),
            pooled_hours: 0.0,
            separate_hours: 0.0,
        };
        for (_, rows) in cells.iter().filter(|((of, _), _)| *of == queue) {
            let Some((common, separate)) = together(rows) else {
                continue;
            };
            pooling.pooled_hours += hours(f64::from(common), rows[0].1);
            pooling.separate_hours += hours(f64::from(separate), rows[0].1);
            for (provider, _) in rows {
                if !pooling.providers.contains(provider) {
                    pooling.providers.push((*provider).clone());
                }
            }
        }
        (pooling.providers.len() > 1).then_some(pooling)
    });
    found.collect()
}

/// Agents of one common queue, and of separate ones.
fn together(rows: &[(&ProviderId, &IntervalRow)]) -> Option<(u32, u32)> {
    let separate: Option<u32> = rows.iter().map(|(_, row)| row.required_agents).sum();
    let demands: Option<Vec<Demand>> = rows.iter().map(|(_, row)| row.facts.demand).collect();
    let (_, first) = rows.first()?;
    let common = first.facts.service?.need(pooled(&demands?).ok()?)?;
    Some((common, separate?))
}

fn one_more(planned: &[Planned]) -> Vec<OneMore> {
    let all = planned
        .iter()
        .flat_map(|provider| provider.rows.iter().map(move |row| (&provider.provider, row)));
    let mut gains: Vec<OneMore> = all.filter_map(|(provider, row)| gain(provider, row)).collect();
    // Stable: equal gains stay in the order of providers, queues and time.
    gains.sort_by(|one, other| other.gained.total_cmp(&one.gained));
    gains.truncate(LISTED);
    gains
}

fn gain(provider: &ProviderId, row: &IntervalRow) -> Option<OneMore> {
    let (service, demand) = row.facts.service.zip(row.facts.demand)?;
    let required = row.required_agents?;
    let agents = row.planned.unwrap_or(Micro::whole(i64::from(required)));
    let before = service.fare(demand, agents)?;
    let after = service.fare(demand, agents + Micro::whole(1))?;
    let calls = row.offered.as_f64();
    Some(OneMore {
        provider: provider.clone(),
        queue: row.queue.clone(),
        start: row.start,
        calls,
        required,
        agents,
        is_plan: row.planned.is_some(),
        level: (before.level?, after.level?),
        gained: calls * (before.late + before.lost - after.late - after.lost),
    })
}
