//! Hands measured intervals and agents of every provider to staffing.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Delivery, ProviderDelivery};
use super::shifted_clock;
use crate::intake::Context;
use crate::measure::{
    IntervalSums, IntervalVolumes, Intervals, ReliefCounts, ReportSums, interval_volumes, report_sums,
};
use crate::scorecard::Notice;
use crate::staffing::{ProviderStaffing, Traffic, presence, staff as staff_provider};
use crate::vocabulary::{EpochSeconds, ProviderId, QueueId, TableKind};
use crate::workspace::agreement::Provider;

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
            let reports = merge_reports(context, &provider.id, delivered);
            (delivered.intervals, delivered.relief) =
                interval_sums(context, &provider.id, delivered, &reports);
            let (staffed, notices) = staffed(context, provider, delivered, reports);
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

fn staffed(
    context: &Context<'_>,
    provider: &Provider,
    delivered: &ProviderDelivery,
    reports: ReportSums,
) -> (Staffed, Vec<Notice>) {
    let (agreement, codes) = (context.agreement, context.codes);
    let name = |queue: u32| QueueId::new(codes.queues.word(queue));
    let (calls, widths) = (&delivered.calls, delivered.call_widths.as_slice());
    let mut volumes = interval_volumes(agreement, codes, context.clauses, calls, widths);
    volumes.retain(|volumes| !reports.coarse.contains(&(volumes.queue, volumes.start)));
    let notices = shifted_clock::notices(context, &volumes);
    let traffic = volumes
        .iter()
        .map(|volumes| traffic(volumes, name(volumes.queue), &reports))
        .collect();
    let by_day: BTreeSet<QueueId> = reports.coarse.iter().map(|(queue, _)| name(*queue)).collect();
    let mut agents = presence(&delivered.staff, codes, agreement.staffing.interval_s);
    agents.retain(|row| !by_day.contains(&row.queue));
    let period = (context.plan.judgement.start, context.plan.judgement.end);
    let staffed = Staffed {
        staffing: staff_provider(agreement, &provider.id, period, traffic, agents),
        places: reports
            .places
            .into_iter()
            .map(|((queue, start), place)| ((name(queue), start), place))
            .collect(),
    };
    (staffed, notices)
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
        source_file,
        source_row,
    }
}
