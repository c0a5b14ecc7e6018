//! Hands measured intervals, agents and forecasts of every provider to staffing.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Delivery, ProviderDelivery};
use super::{shifted_clock, staff_notices};
use crate::intake::Context;
use crate::measure::{
    IntervalSums, IntervalVolumes, Intervals, ReliefCounts, ReportSums, interval_volumes, report_sums,
};
use crate::staffing::{
    Expectation, Expected, Presence, ProviderStaffing, Traffic, presence, staff as staff_provider,
};
use crate::tables::forecast::Forecast;
use crate::vocabulary::{EpochSeconds, Micro, ProviderId, QueueId, TableKind};
use crate::workspace::agreement::Provider;

/// Staffing of a provider, and the places of the report rows behind its intervals.
pub struct Staffed {
    /// Requirement and gaps.
    pub staffing: ProviderStaffing,
    /// File and row of the interval report.
    pub places: BTreeMap<(QueueId, EpochSeconds), (String, u32)>,
}

/// What came in and who was there, of one provider.
struct Measured {
    volumes: Vec<IntervalVolumes>,
    reports: ReportSums,
}

/// Puts interval reports beside the calls, then computes requirement and gaps of every provider.
pub fn staff(context: &Context<'_>, delivery: &mut Delivery) -> Vec<Staffed> {
    let providers = context.agreement.providers.iter().zip(&mut delivery.providers);
    let measured: Vec<Measured> = providers
        .map(|(provider, delivered)| {
            let reports = merge_reports(context, &provider.id, delivered);
            (delivered.intervals, delivered.relief) =
                interval_sums(context, &provider.id, delivered, &reports);
            let volumes = volumes(context, delivered, &reports);
            let notices = shifted_clock::notices(context, &volumes);
            delivered.tallied.notices.extend(notices);
            Measured { volumes, reports }
        })
        .collect();
    let shares = Shares::of(&measured, &delivery.providers);
    let providers = context.agreement.providers.iter().zip(&mut delivery.providers);
    providers
        .zip(measured)
        .map(|((provider, delivered), measured)| {
            let staffed = staffed(context, provider, delivered, measured, &shares);
            let notices = staff_notices::of(&staffed.staffing, context, delivered);
            delivered.tallied.notices.extend(notices);
            staffed
        })
        .collect()
}
/// Adds the sums of interval reports to those of the calls.
fn merge_reports(
    context: &Context<'_>,
    provider: &ProviderId,
    delivered: &mut ProviderDelivery,
) -> ReportSums {
    delivered.single_calls = delivered.calls.clone();
    delivered.queues_with_calls = delivered.calls.queues();
    let calls = (&delivered.queues_with_calls, delivered.call_widths.as_slice());
    let rows = &delivered.reports;
    let reports = report_sums(context.agreement, context.clauses, provider, rows, calls);
    delivered.calls.merge(&reports.sums);
    for ((file, queue), (rows, first)) in &reports.unused {
        let queue = context.codes.queues.word(*queue);
        delivered.tallied.report_unused(file, queue, (*rows, *first));
    }
    reports
}

/// Counts the intervals of standards whose cases they are.
fn interval_sums(
    context: &Context<'_>,
    provider: &ProviderId,
    delivered: &ProviderDelivery,
    reports: &ReportSums,
) -> (IntervalSums, ReliefCounts) {
    let kinds = [TableKind::Calls, TableKind::Intervals].map(TableKind::name);
    let files = delivered.tallied.files.iter();
    let mut of_calls = files.filter(|file| kinds.contains(&file.kind));
    let intervals = Intervals {
        agreement: context.agreement,
        codes: context.codes,
        clauses: context.clauses,
        provider,
        calls: &delivered.calls,
        widths: &delivered.call_widths,
        coarse: &reports.coarse,
        forecast: &delivered.forecast,
        is_whole: of_calls.all(|file| file.problem.is_empty()),
    };
    (intervals.sums(), intervals.relief())
}

/// Volumes of the intervals that are no part of a longer row.
fn volumes(
    context: &Context<'_>,
    delivered: &ProviderDelivery,
    reports: &ReportSums,
) -> Vec<IntervalVolumes> {
    let (calls, widths) = (&delivered.calls, delivered.call_widths.as_slice());
    let mut volumes = interval_volumes(context.agreement, context.codes, context.clauses, calls, widths);
    volumes.retain(|volumes| !reports.coarse.contains(&(volumes.queue, volumes.start)));
    volumes
}

fn staffed(
    context: &Context<'_>,
    provider: &Provider,
    delivered: &ProviderDelivery,
    measured: Measured,
    shares: &Shares,
) -> Staffed {
    let (agreement, codes) = (context.agreement, context.codes);
    let name = |queue: u32| QueueId::new(codes.queues.word(queue));
    let Measured { volumes, reports } = measured;
    let traffic: Vec<Traffic> = volumes
        .iter()
        .map(|volumes| traffic(volumes, name(volumes.queue), &reports))
        .collect();
    let by_day: BTreeSet<QueueId> = reports.coarse.iter().map(|(queue, _)| name(*queue)).collect();
    let mut agents: Vec<Presence> = presence(&delivered.staff, codes, agreement.staffing.interval_s);
    agents.retain(|row| !by_day.contains(&row.queue));
    let expected: Vec<Expectation> = delivered
        .forecast
        .intervals()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter_map(|key| expectation(&delivered.forecast, key, name(key.0), shares))
        .collect();
    let period = (context.plan.judgement.start, context.plan.judgement.end);
    Staffed {
        staffing: staff_provider(agreement, &provider.id, period, (&traffic, &agents), &expected),
        places: reports
            .places
            .into_iter()
            .map(|((queue, start), place)| ((name(queue), start), place))
            .collect(),
    }
}

/// What the locked forecast says of an interval; none where it says nothing in time of all of it.
fn expectation(
    forecast: &Forecast,
    key: (u32, EpochSeconds),
    queue: QueueId,
    shares: &Shares,
) -> Option<Expectation> {
    let (calls, handle_s) = forecast.shown(key.0, key.1)?;
    Some(Expectation {
        queue,
        start: key.1,
        expected: Expected {
            calls: calls.as_f64(),
            aht_s: handle_s.and_then(|handle_s| handle_s.per(calls)),
            routed: shares.planned(key, calls),
        },
    })
}

/// What came to, and was forecast for, all providers of a queue together.
struct Shares {
    totals: BTreeMap<(u32, EpochSeconds), Total>,
}

#[derive(Clone, Copy, Default)]
struct Total {
    providers: usize,
    forecasts: usize,
    calls: Micro,
    forecast: Micro,
}

impl Shares {
    fn of(measured: &[Measured], delivered: &[ProviderDelivery]) -> Self {
        let mut totals: BTreeMap<(u32, EpochSeconds), Total> = BTreeMap::new();
        let has_forecast = |delivered: &ProviderDelivery| delivered.forecast.intervals().next().is_some();
        if !delivered.iter().any(has_forecast) {
            return Self { totals };
        }
        for (measured, delivered) in measured.iter().zip(delivered) {
            let mut keys: BTreeSet<(u32, EpochSeconds)> = delivered.forecast.intervals().collect();
            for volumes in &measured.volumes {
                let total = totals.entry((volumes.queue, volumes.start)).or_default();
                total.calls += volumes.offered;
                keys.insert((volumes.queue, volumes.start));
            }
            for key in keys {
                let total = totals.entry(key).or_default();
                total.providers += 1;
                if let Some((calls, _)) = delivered.forecast.shown(key.0, key.1) {
                    total.forecasts += 1;
                    total.forecast += calls;
                }
            }
        }
        Self { totals }
    }

    /// The share of all providers' calls that the forecasts plan for one of them. None where it is alone, or
    /// where some provider has calls without a forecast: then shares are not known.
    fn planned(&self, key: (u32, EpochSeconds), calls: Micro) -> Option<f64> {
        let total = self.totals.get(&key)?;
        if total.providers < 2 || total.forecasts < total.providers {
            return None;
        }
        Some(total.calls.as_f64() * calls.per(total.forecast)?)
    }
}

fn traffic(volumes: &IntervalVolumes, queue: QueueId, reports: &ReportSums) -> Traffic {
    let place = reports.places.get(&(volumes.queue, volumes.start));
    let (source_file, source_row) = place.cloned().unwrap_or_default();
    Traffic {
        queue,
        start: volumes.start,
        offered: volumes.offered,
        answered: volumes.answered,
        abandoned: volumes.abandoned,
        in_time: volumes.level.numerator,
        judged: volumes.level.denominator,
        handle_s: volumes.handle.numerator,
        handled: volumes.handle.denominator,
        flowed_out: volumes.flowed_out,
        waited_s: volumes.wait.numerator + volumes.lost_wait.numerator,
        lost_known: volumes.lost_wait.denominator,
        source_file,
        source_row,
    }
}
