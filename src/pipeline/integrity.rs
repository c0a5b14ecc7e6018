//! Checked in every run: a standard's findings are its denominator without its numerator.

use std::collections::BTreeSet;

use super::read::{Delivery, ProviderDelivery};
use crate::intake::{Context, IntakeError};
use crate::measure::Scope;
use crate::scorecard::{Figure, ProviderReview, Review, Role};
use crate::vocabulary::{ContactKind, Direction, Micro, QueueId};
use crate::workspace::agreement::Standard;

/// Compares findings and figures of every provider and standard whose rows can breach it.
///
/// # Errors
/// They differ: a defect that must not be published.
pub fn check_findings(
    context: &Context<'_>,
    delivery: &Delivery,
    review: &Review,
) -> Result<(), IntakeError> {
    for (provider, delivered) in review.providers.iter().zip(&delivery.providers) {
        let reported = reported_queues(context, delivered);
        for (index, standard) in context.agreement.standards.iter().enumerate() {
            if !finds_rows(context, provider, index, standard) {
                continue;
            }
            let groups = delivered
                .findings
                .iter()
                .filter_map(|lists| lists.groups.get(&index));
            let findings: u64 = groups.map(|group| group.count).sum();
            let missed = missed(provider, standard, &reported);
            if missed != Micro::whole(findings as i64) {
                return Err(IntakeError::Findings {
                    provider: provider.id.to_string(),
                    standard: standard.id.to_string(),
                    findings,
                    missed: missed.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// Queues whose figures come from an interval report, without single rows.
fn reported_queues(context: &Context<'_>, delivered: &ProviderDelivery) -> BTreeSet<QueueId> {
    let unused = delivered.queues_with_calls.clone();
    let codes = delivered
        .reports
        .iter()
        .map(|row| row.queue)
        .filter(|code| !unused.contains(code));
    codes
        .map(|code| QueueId::new(context.codes.queues.word(code)))
        .collect()
}

/// Whether every breach of the standard is a single row with a finding.
fn finds_rows(context: &Context<'_>, provider: &ProviderReview, index: usize, standard: &Standard) -> bool {
    let judges = |kind: ContactKind| {
        let mapped = context.mapped(&provider.id, kind);
        context.clauses.units.iter().any(|unit| {
            matches!(unit.scope, Scope::Clause { standard, .. } if standard == index)
                && unit.measure.judge(kind, &mapped).is_some()
        })
    };
    standard.binds(&provider.id)
        && !standard.unmeasurable_is_missed
        && standard.clauses.iter().all(|clause| clause.target.is_some())
        && [ContactKind::Call, ContactKind::Ticket].into_iter().any(judges)
}

/// What the figures of the queues with single rows miss.
fn missed(provider: &ProviderReview, standard: &Standard, reported: &BTreeSet<QueueId>) -> Micro {
    let direction = standard.clauses[0].rule.direction();
    let missed_by = |figure: &Figure| match direction {
        Direction::Max => figure.numerator,
        Direction::Min => figure.denominator.unwrap_or_default() - figure.numerator,
    };
    provider
        .figures
        .iter()
        .filter(|f| f.standard == standard.id && f.role == Role::Standard)
        .filter(|f| f.queue.as_ref().is_some_and(|queue| !reported.contains(queue)))
        .map(missed_by)
        .sum()
}
