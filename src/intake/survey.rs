//! The first reading of deliveries, for rules that must know other rows before they can judge one. It
//! is the same reading as the one that is measured, so that both accept the same rows.

use super::{ContactRows, ContactUnit, Context, IntakeError, RowSink, intervals};
use crate::measure::{Sums, report_sums};
use crate::scorecard::Rejected;
use crate::vocabulary::ContactKind;
use crate::workspace::agreement::Provider;

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
    let calls = ContactUnit { provider, kind }.read(context, &mut Silent)?;
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
