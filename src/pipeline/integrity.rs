//! Checked in every run: a standard's findings are its denominator without its numerator.

use std::collections::BTreeSet;

use super::read::{Delivery, ProviderDelivery};
use super::staff::Staffed;
use crate::intake::{Context, IntakeError};
use crate::measure::{NO_QUEUE, ProviderSums, Scope};
use crate::scorecard::{GapSum, ProviderReview, Review, Role};
use crate::staffing::IntervalRow;
use crate::vocabulary::{BridgePart, ContactKind, Direction, Micro, QueueId, Tally, balances};
use crate::workspace::agreement::{Rule, Standard};

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
        let sums = row_sums(delivered);
        for (index, standard) in context.agreement.standards.iter().enumerate() {
            if !finds_rows(context, provider, index, standard) {
                continue;
            }
            let groups = delivered
                .findings
                .iter()
                .filter_map(|lists| lists.groups.get(&index));
            let findings: u64 = groups.map(|group| group.count).sum();
            let missed = missed(context, index, &sums);
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

/// Checks that the tickets in hand balance: opening + in − out = closing, which is the sum of all ages.
///
/// # Errors
/// They do not: a defect that must not be published.
pub fn check_bridge(review: &Review) -> Result<(), IntakeError> {
    for provider in &review.providers {
        let queues: BTreeSet<Option<&QueueId>> = provider
            .figures
            .iter()
            .map(|figure| figure.queue.as_ref())
            .collect();
        for queue in queues {
            let own = || {
                provider
                    .figures
                    .iter()
                    .filter(|figure| figure.queue.as_ref() == queue)
            };
            let part = |part| {
                let found = own().find(|figure| figure.role == Role::Work(Some(part)));
                found.map_or(0, |figure| figure.numerator.0)
            };
            let ages = own().filter(|figure| figure.role == Role::Work(None));
            let aged: i64 = ages.map(|figure| figure.numerator.0).sum();
            let parts = BridgePart::ALL.map(part);
            if !balances(parts) || aged != part(BridgePart::Closing) {
                return Err(IntakeError::Bridge {
                    provider: provider.id.to_string(),
                    queue: queue.map_or_else(|| String::from("*"), ToString::to_string),
                });
            }
        }
    }
    Ok(())
}

/// Checks that the parts of every gap are the gap: of each interval, of each day, of the period.
///
/// # Errors
/// They are not: a defect that must not be published.
pub fn check_gaps(context: &Context<'_>, staffed: &[Staffed]) -> Result<(), IntakeError> {
    for (provider, staffed) in context.agreement.providers.iter().zip(staffed) {
        let gap = &staffed.staffing.gap;
        let mut days = GapSum::default();
        gap.days.iter().for_each(|day| days += day.gap);
        let of_row = |row: &IntervalRow| match (row.split, row.staffed(), row.required_agents) {
            (Some(split), Some(staffed), Some(required)) => {
                let parts: Micro = split.agents.iter().copied().sum();
                let customers: Micro = split.customers.iter().copied().sum();
                parts == staffed - Micro::whole(i64::from(required))
                    && customers == split.staffed.sum() - split.required.sum()
            }
            (split, ..) => split.is_none(),
        };
        let wrong = staffed.staffing.rows.iter().find(|row| !of_row(row));
        if wrong.is_some() || days != gap.total || !gap.total.adds_up() {
            return Err(IntakeError::Gap {
                provider: provider.id.to_string(),
                queue: wrong.map_or_else(|| String::from("*"), |row| row.queue.to_string()),
            });
        }
    }
    Ok(())
}

/// Sums over single rows only: what interval reports add has no findings.
fn row_sums(delivered: &ProviderDelivery) -> ProviderSums {
    ProviderSums {
        calls: (delivered.single_calls.per_queue(), delivered.call_widths.clone()),
        tickets: (delivered.tickets.per_queue(), delivered.ticket_widths.clone()),
        handover: delivered.handover.clone(),
        intervals: delivered.intervals.clone(),
        relief: delivered.relief.clone(),
        movers: delivered.movers.clone(),
    }
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
        && (is_handover(standard) || [ContactKind::Call, ContactKind::Ticket].into_iter().any(judges))
}

/// Whether messages of the client's log are judged, rather than contacts.
fn is_handover(standard: &Standard) -> bool {
    matches!(standard.clauses[0].rule, Rule::Handover { .. })
}

/// What a standard misses over single rows, all its clauses together.
fn missed(context: &Context<'_>, index: usize, sums: &ProviderSums) -> Micro {
    let standard = &context.agreement.standards[index];
    let queues: Vec<u32> = standard
        .queues
        .iter()
        .map(|queue| context.codes.queue(queue))
        .chain([NO_QUEUE])
        .collect();
    let missed_by = |tally: Tally| match standard.clauses[0].rule.direction() {
        Direction::Max => tally.numerator,
        Direction::Min => tally.denominator - tally.numerator,
    };
    let clauses = context.clauses.of_standard(index);
    clauses
        .map(|(number, unit)| {
            missed_by(
                unit.measure
                    .tally_of_rows(&sums.kept(context.clauses, number, &queues)),
            )
        })
        .sum()
}
