//! The first reading of deliveries, for rules that must know other rows before they can judge one. It
//! is the same reading as the one that is measured, so that both accept the same rows.

use polars::prelude::ChunkAgg;

use super::{ContactRows, ContactUnit, Context, IntakeError, Look, RowSink, forecast, intervals};
use crate::measure::{Seen, Sums, SurveyedRows, report_sums, seen};
use crate::scorecard::{InputFile, Rejected};
use crate::tables::contacts::OCCURRED_AT;
use crate::tables::forecast::Forecast;
use crate::vocabulary::{ContactKind, EpochSeconds, ProviderId};
use crate::workspace::agreement::{Provider, Sameness};

/// Keeps nothing: what is wrong with rows is told when they are measured.
struct Silent;

impl RowSink for Silent {
    fn contacts(&mut self, _: &ContactRows<'_>) -> Result<(), IntakeError> {
        Ok(())
    }

    fn rejected(&mut self, _: &[Rejected]) -> Result<(), IntakeError> {
        Ok(())
    }
}

/// The calls offered to a provider per queue and interval of the period; the context measures nothing
/// else. Interval reports count for queues without single calls, as they do in all figures.
///
/// # Errors
/// See [`IntakeError`].
pub fn offered_calls(context: &Context<'_>, provider: &Provider) -> Result<Sums, IntakeError> {
    let kind = ContactKind::Call;
    let look = Look::Before;
    let calls = ContactUnit { provider, kind, look }.read(context, &mut Silent)?;
    let reports = intervals(context, &provider.id, &mut Silent)?;
    let mut offered = calls.sums;
    let with_calls = (&offered.queues(), calls.widths.as_slice());
    let reports = report_sums(
        context.agreement,
        context.clauses,
        &provider.id,
        &reports.rows,
        with_calls,
    );
    offered.merge(&reports.sums);
    Ok(offered)
}

/// What the survey of cases looks for.
#[derive(Clone, Debug)]
pub struct CaseQuestion {
    /// What contacts of one matter have in common, each way that some rule asks for.
    pub same: Vec<Sameness>,
    /// Contacts from this instant on are remembered.
    pub from: EpochSeconds,
    /// Contacts before this instant are remembered.
    pub until: EpochSeconds,
}

/// Contacts of one provider and kind, with what its files tell besides.
pub struct SurveyedContacts {
    /// The contacts, each way.
    pub seen: Vec<(Sameness, Vec<Seen>)>,
    /// Earliest and latest instant of any row.
    pub span: Option<(EpochSeconds, EpochSeconds)>,
    /// Whether all files were there and could be read.
    pub is_whole: bool,
    /// Files read.
    pub inputs: Vec<InputFile>,
}

/// Remembers contacts of accepted rows.
struct CaseSink<'a> {
    provider: &'a ProviderId,
    number: usize,
    question: &'a CaseQuestion,
    seen: Vec<(Sameness, Vec<Seen>)>,
    span: Option<(EpochSeconds, EpochSeconds)>,
}

impl RowSink for CaseSink<'_> {
    fn contacts(&mut self, rows: &ContactRows<'_>) -> Result<(), IntakeError> {
        let times = rows.frame.column(OCCURRED_AT.name())?.i64()?;
        for at in [times.min(), times.max()].into_iter().flatten() {
            let (first, last) = self.span.unwrap_or((at, at));
            self.span = Some((first.min(at), last.max(at)));
        }
        let found = SurveyedRows {
            provider: self.provider,
            kind: rows.kind,
            frame: rows.frame,
            words: rows.words,
        };
        let near = self.question.from..self.question.until;
        for (same, all) in &mut self.seen {
            let found = seen(&found, self.number, *same)?;
            all.extend(
                found
                    .into_iter()
                    .flatten()
                    .filter(|seen| near.contains(&seen.at())),
            );
        }
        Ok(())
    }

    fn rejected(&mut self, _: &[Rejected]) -> Result<(), IntakeError> {
        Ok(())
    }
}

/// The contacts of a provider and kind in the wider period of the context, which measures nothing.
///
/// # Errors
/// See [`IntakeError`].
pub fn surveyed_contacts(
    context: &Context<'_>,
    unit: ContactUnit<'_>,
    question: &CaseQuestion,
) -> Result<SurveyedContacts, IntakeError> {
    let mut providers = context.agreement.providers.iter();
    let number = providers.position(|provider| provider.id == unit.provider.id);
    let mut sink = CaseSink {
        provider: &unit.provider.id,
        number: number.unwrap_or_default(),
        question,
        seen: question.same.iter().map(|same| (*same, Vec::new())).collect(),
        span: None,
    };
    let intake = unit.read(context, &mut sink)?;
    Ok(SurveyedContacts {
        seen: sink.seen,
        span: sink.span,
        is_whole: intake.tallied.is_whole(),
        inputs: intake.tallied.inputs,
    })
}

/// What was expected of a provider's intervals.
///
/// # Errors
/// See [`IntakeError`].
pub fn expected_calls(context: &Context<'_>, provider: &Provider) -> Result<Forecast, IntakeError> {
    Ok(forecast(context, &provider.id, &mut Silent)?.forecast)
}
