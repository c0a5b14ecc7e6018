//! A month to come: reads forecasts and plans only, and staffs the calls of the forecast.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{RunError, RunRequest, plan};
use crate::intake::{
    ContactRows, Context, IntakeError, RowSink, RunPlan, SpareBatches, Tallied, forecast, months_found,
    staffing,
};
use crate::measure::{Clauses, Exclusions};
use crate::scorecard::{FileCount, NoticeKind, Rejected};
use crate::staffing::{Outlook, Planned, Traffic, outlook, presence, staff};
use crate::tables::Codebook;
use crate::tables::forecast::Forecast;
use crate::vocabulary::{EpochSeconds, Micro, Period, QueueId, TableKind};
use crate::workspace::agreement::{Agreement, Patience};
use crate::workspace::{self};

/// What a forecast asks for.
#[derive(Debug)]
pub struct OutlookReport {
    /// The agreement.
    pub agreement: Agreement,
    /// Period.
    pub period: Period,
    /// Whether the program chose it.
    pub period_chosen: bool,
    /// Intervals of each provider, in the order of the workspace.
    pub planned: Vec<Planned>,
    /// What they add up to.
    pub outlook: Outlook,
    /// Files read.
    pub files: Vec<FileCount>,
    /// Whether a required file is missing or of no use.
    pub is_incomplete: bool,
    /// What is missing or was left out, in sentences.
    pub remarks: Vec<String>,
}

/// Looks ahead. `patience_s` stands for the patience of all queues.
///
/// # Errors
/// Configuration, no period, or a failure of the program.
pub fn look_ahead(request: &RunRequest, patience_s: Option<f64>) -> Result<OutlookReport, RunError> {
    let mut agreement = workspace::load(&request.workspace).map_err(RunError::Configuration)?;
    let codes = agreement.codebook();
    let mut remarks = patience(&mut agreement, patience_s);
    let (plan, period_chosen) = forecast_plan(request, &agreement, &codes)?;
    let clauses = Clauses::new(
        &agreement,
        &codes,
        &plan.judgement,
        &Arc::default(),
        Exclusions::default(),
    );
    let context = Context {
        agreement: &agreement,
        codes: &codes,
        clauses: &clauses,
        plan: &plan,
        spare: SpareBatches::default(),
    };
    let mut tallied = Tallied::default();
    let mut planned = Vec::new();
    for provider in &agreement.providers {
        let expected = forecast(&context, &provider.id, &mut Unread)?;
        let plan_of = staffing(&context, &provider.id, &mut Unread)?;
        tallied.merge(expected.tallied);
        tallied.merge(plan_of.tallied);
        let rows: Vec<_> = plan_of.rows.into_iter().flatten().collect();
        let mut agents = presence(&rows, &codes, agreement.staffing.interval_s);
        // Who was there says nothing of what is planned.
        agents.iter_mut().for_each(|row| row.present = None);
        let traffic = traffic(&agreement, &codes, &expected.forecast);
        let span = (plan.judgement.start, plan.judgement.end);
        let staffed = staff(&agreement, &provider.id, span, (&traffic, &agents), &[]);
        planned.push(Planned {
            provider: provider.id.clone(),
            rows: staffed.rows,
        });
    }
    remarks.extend(said(&tallied));
    let outlook = outlook(&planned, agreement.staffing.shrinkage);
    let period = plan.period.clone();
    Ok(OutlookReport {
        outlook,
        period,
        period_chosen,
        planned,
        is_incomplete: tallied
            .notices
            .iter()
            .any(|notice| matches!(notice.kind, NoticeKind::MissingSource | NoticeKind::UnusableFile)),
        files: tallied.files,
        remarks,
        agreement,
    })
}

/// Patience cannot be estimated from calls that have not come yet.
fn patience(agreement: &mut Agreement, given: Option<f64>) -> Vec<String> {
    let patience = &mut agreement.staffing.patience;
    if let Some(seconds) = given {
        let queues = agreement.queues.iter();
        *patience = queues
            .map(|queue| (queue.id.clone(), Patience::Given(seconds)))
            .collect();
        return Vec::new();
    }
    let before = patience.len();
    patience.retain(|_, patience| *patience != Patience::Estimated);
    match patience.len() < before {
        true => vec![String::from(
            "patience is estimated from calls, and none have come yet: the requirement is that of Erlang C; \
             --patience 180s gives the lower one",
        )],
        false => Vec::new(),
    }
}

/// Without a period, the newest month of which a forecast has a file.
fn forecast_plan(
    request: &RunRequest,
    agreement: &Agreement,
    codes: &Codebook,
) -> Result<(RunPlan, bool), RunError> {
    if request.period.is_some() {
        return plan(request, agreement, codes);
    }
    let root = super::data_root(request);
    let mut months = BTreeSet::new();
    let forecasts = agreement
        .sources
        .iter()
        .filter(|source| source.kind == TableKind::Forecast && source.path.contains('{'));
    for source in forecasts {
        months.extend(months_found(&root, &source.path)?);
    }
    let Some(period) = months.last().and_then(|month| Period::month_of(*month)) else {
        return Err(RunError::Usage(String::from(
            "no forecast names its month in its path; say which period is meant with --period, e.g. --period 2026-11",
        )));
    };
    let request = RunRequest {
        period: Some(period.name().to_owned()),
        ..request.clone()
    };
    Ok((plan(&request, agreement, codes)?.0, true))
}

/// The calls of the forecast, as if they had come.
fn traffic(agreement: &Agreement, codes: &Codebook, forecast: &Forecast) -> Vec<Traffic> {
    let keys: BTreeSet<(u32, EpochSeconds)> = forecast.intervals().collect();
    let calls = keys.into_iter().filter_map(|(queue, start)| {
        let (calls, handle_s) = forecast.shown(queue, start)?;
        let queue = QueueId::new(codes.queues.word(queue));
        let agreed = agreement.staffing.handle_times.get(&queue);
        let agreed = agreed.map(|aht_s| Micro((calls.0 as f64 * aht_s).round() as i64));
        let handle_s = handle_s.or(agreed);
        Some(Traffic {
            offered: calls,
            handle_s: handle_s.unwrap_or_default(),
            handled: handle_s.map_or(Micro::default(), |_| calls),
            ..Traffic::nothing(queue, start)
        })
    });
    calls.collect()
}

/// Files that are missing or of no use, and rows that were rejected.
fn said(tallied: &Tallied) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    let mut missing: BTreeMap<&str, &str> = BTreeMap::new();
    for notice in &tallied.notices {
        match notice.kind {
            NoticeKind::MissingSource => {
                missing.insert(&notice.file, &notice.column);
            }
            NoticeKind::UnusableFile => remarks.push(format!("{}: {}", notice.file, notice.value)),
            _ => {}
        }
    }
    remarks.extend(
        missing
            .iter()
            .map(|(file, source)| format!("no file for {file} (source {source})")),
    );
    let rejected = tallied.files.iter().filter(|file| file.rejected > 0);
    remarks.extend(rejected.map(|file| {
        format!(
            "{}: {} of {} rows rejected; `leitstand check` lists them",
            file.file, file.rejected, file.rows_read
        )
    }));
    remarks
}

/// A sink for a look that publishes nothing.
struct Unread;

impl RowSink for Unread {
    fn contacts(&mut self, _: &ContactRows<'_>) -> Result<(), IntakeError> {
        Ok(())
    }

    fn rejected(&mut self, _: &[Rejected]) -> Result<(), IntakeError> {
        Ok(())
    }
}
