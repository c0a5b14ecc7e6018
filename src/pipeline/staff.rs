//! Volumes and handle times per interval, against planned and present agents.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Delivery, ProviderDelivery};
use crate::intake::Context;
use crate::measure::{Clauses, Scope, Sums, Tally};
use crate::scorecard::{Notice, NoticeKind};
use crate::staffing::{Presence, ProviderStaffing, Traffic, staff as staff_provider};
use crate::tables::intervals::{ReportRow, StaffRow};
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId, StandardId};

/// File and row of the report behind a queue's interval.
type Places = BTreeMap<(u32, EpochSeconds), (String, u32)>;

/// Counters of a cell, cut into the measures.
struct Cell<'a> {
    counters: &'a [Micro],
    widths: &'a [usize],
    clauses: &'a Clauses,
}

impl Cell<'_> {
    fn tally(&self, unit: usize) -> Tally {
        let from: usize = self.widths[..unit].iter().sum();
        self.clauses.units[unit]
            .measure
            .tally(&self.counters[from..from + self.widths[unit]])
    }

    fn always(&self, name: &str) -> Tally {
        let unit = self
            .clauses
            .units
            .iter()
            .position(|u| matches!(u.scope, Scope::Always(n) if n == name));
        unit.map_or_else(Tally::default, |unit| self.tally(unit))
    }

    /// The tally of a standard over its clauses; one of them is in force in any interval.
    fn standard(&self, standard: usize) -> Tally {
        let units = self.clauses.units.iter().enumerate();
        units
            .filter(|(_, u)| matches!(u.scope, Scope::Clause { standard: s, .. } if s == standard))
            .map(|(number, _)| self.tally(number))
            .fold(Tally::default(), |sum, tally| Tally {
                numerator: sum.numerator + tally.numerator,
                denominator: sum.denominator + tally.denominator,
                ..sum
            })
    }
}

/// Staffing of a provider, and the places of the report rows behind its intervals.
pub struct Staffed {
    /// Requirement and gaps.
    pub staffing: ProviderStaffing,
    /// File and row of the interval report.
    pub places: BTreeMap<(QueueId, EpochSeconds), (String, u32)>,
}

/// Puts interval reports beside the calls, then computes requirement and gaps of every provider.
pub fn staff(context: &Context<'_>, delivery: &mut Delivery) -> Vec<Staffed> {
    let providers = context.agreement.providers.iter().zip(&mut delivery.providers);
    providers
        .map(|(provider, delivered)| {
            let places = merge_reports(context, &provider.id, delivered);
            let coarse = coarse(context, &delivered.reports, &places);
            let traffic = traffic(context, delivered, &places, &coarse);
            let mut presence = presence(context, &delivered.staff);
            let by_day: BTreeSet<&str> = coarse
                .iter()
                .map(|(queue, _)| context.codes.queues.word(*queue))
                .collect();
            presence.retain(|row| !by_day.contains(row.queue.as_str()));
            let judgement = &context.plan.judgement;
            let period = (judgement.start, judgement.end);
            let staffing = staff_provider(context.agreement, &provider.id, period, traffic, presence);
            let named =
                |(queue, start): (u32, EpochSeconds)| (QueueId::new(context.codes.queues.word(queue)), start);
            Staffed {
                staffing,
                places: places
                    .into_iter()
                    .map(|(key, place)| (named(key), place))
                    .collect(),
            }
        })
        .collect()
}

/// Adds the sums of interval reports for queues without single calls; where both exist the calls
/// count. Gives the place of each report row used.
fn merge_reports(context: &Context<'_>, provider: &ProviderId, delivered: &mut ProviderDelivery) -> Places {
    delivered.single_calls = delivered.calls.clone();
    delivered.queues_with_calls = delivered.calls.queues();
    let with_calls = &delivered.queues_with_calls;
    let mut sums = Sums::default();
    let mut places = BTreeMap::new();
    let mut unused: BTreeMap<(String, u32), (u64, u32)> = BTreeMap::new();
    for report in &delivered.reports {
        if with_calls.contains(&report.queue) {
            let entry = unused
                .entry((report.file.clone(), report.queue))
                .or_insert((0, report.row));
            entry.0 += 1;
            continue;
        }
        sums.add(
            (report.queue, report.interval),
            &counters(context, provider, report, &delivered.call_widths),
        );
        places
            .entry((report.queue, report.interval))
            .or_insert_with(|| (report.file.clone(), report.row));
    }
    delivered.calls.merge(&sums);
    delivered.tallied.notices.extend(
        unused
            .into_iter()
            .map(|((file, queue), (count, first_row))| Notice {
                kind: NoticeKind::IntervalReportUnused,
                file,
                column: String::from("queue"),
                value: context.codes.queues.word(queue).to_owned(),
                count,
                first_row,
            }),
    );
    places
}

/// A report row as counters, laid out as those of calls.
fn counters(
    context: &Context<'_>,
    provider: &ProviderId,
    report: &ReportRow,
    widths: &[usize],
) -> Vec<Micro> {
    let mut counters = Vec::with_capacity(widths.iter().sum());
    for (unit, width) in context.clauses.units.iter().zip(widths) {
        let binds = match unit.scope {
            Scope::Always(_) => true,
            Scope::Clause { standard, .. } => context.agreement.standards[standard].binds(provider),
        };
        let in_force = unit.from <= report.start && report.start < unit.to;
        let said = unit
            .measure
            .report_counters(report, provider)
            .filter(|_| binds && in_force);
        match said {
            Some(said) if said.len() == *width => counters.extend(said),
            _ => counters.extend(std::iter::repeat_n(Micro::default(), *width)),
        }
    }
    counters
}

/// Intervals whose calls come from a report row longer than the grid: a day's calls are no half
/// hour's, so they count in the figures and need no staff in any interval.
fn coarse(context: &Context<'_>, reports: &[ReportRow], used: &Places) -> BTreeSet<(u32, EpochSeconds)> {
    let longer = reports
        .iter()
        .filter(|row| row.length_s > context.agreement.staffing.interval_s);
    longer
        .map(|row| (row.queue, row.interval))
        .filter(|key| used.contains_key(key))
        .collect()
}

fn traffic(
    context: &Context<'_>,
    delivered: &ProviderDelivery,
    places: &Places,
    coarse: &BTreeSet<(u32, EpochSeconds)>,
) -> Vec<Traffic> {
    let agreement = context.agreement;
    let index_of = |id: &StandardId| agreement.standards.iter().position(|s| s.id == *id);
    let widths = &delivered.call_widths;
    delivered
        .calls
        .cells()
        .filter(|(key, _)| !coarse.contains(key))
        .map(|((queue, start), counters)| {
            let cell = Cell {
                counters,
                widths,
                clauses: context.clauses,
            };
            let id = QueueId::new(context.codes.queues.word(*queue));
            let standard = agreement.staffing.standards.get(&id).and_then(index_of);
            let level = standard.map_or_else(Tally::default, |standard| cell.standard(standard));
            let handle = cell.always("aht");
            let (source_file, source_row) = places.get(&(*queue, *start)).cloned().unwrap_or_default();
            Traffic {
                queue: id,
                start: *start,
                offered: cell.always("offered").numerator,
                answered: cell.always("answered").numerator,
                abandoned: cell.always("abandoned").numerator,
                in_time: level.numerator,
                judged: level.denominator,
                handle_s: handle.numerator,
                handled: handle.denominator,
                source_file,
                source_row,
            }
        })
        .collect()
}

/// Agent-seconds per interval as agents: the mean over the interval.
fn presence(context: &Context<'_>, staff: &[StaffRow]) -> Vec<Presence> {
    let length = context.agreement.staffing.interval_s;
    let mut cells: BTreeMap<(u32, EpochSeconds), (Option<Micro>, Option<Micro>)> = BTreeMap::new();
    let add = |sum: &mut Option<Micro>, more: Option<Micro>| {
        if let Some(more) = more {
            *sum = Some(sum.unwrap_or_default() + more);
        }
    };
    for row in staff {
        let cell = cells.entry((row.queue, row.interval)).or_default();
        add(&mut cell.0, row.planned_s);
        add(&mut cell.1, row.present_s);
    }
    let mean = |seconds: Option<Micro>| seconds.map(|seconds| Micro(seconds.0 / length));
    cells
        .into_iter()
        .map(|((queue, start), (planned, present))| Presence {
            queue: QueueId::new(context.codes.queues.word(queue)),
            start,
            planned: mean(planned),
            present: mean(present),
        })
        .collect()
}
