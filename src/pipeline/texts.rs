//! Exemptions and moments of truth as readers are told of them.

use crate::intake::Context;
use crate::scorecard::{ClauseText, Exempted, ExemptionText, Figure, MomentText, Role};
use crate::vocabulary::{Micro, QueueId, StandardId};
use crate::workspace::agreement::{Clause, Standard};

/// The clauses of a standard that began before the end of the period.
pub fn clauses(context: &Context<'_>, standard: &Standard) -> Vec<ClauseText> {
    let last = context.plan.period.last();
    let begun = standard.clauses.iter().filter(|clause| clause.valid_from <= last);
    begun
        .map(|clause| {
            let others = standard.clauses.iter().filter(|other| other.yields_to(clause));
            ClauseText {
                name: clause.name(),
                valid_from: clause.valid_from,
                valid_to: clause.valid_to,
                scope: clause.scope.name(),
                replaces: others.map(Clause::name).collect(),
            }
        })
        .collect()
}

/// The exemptions of the agreement.
pub fn exemptions(context: &Context<'_>) -> Vec<ExemptionText> {
    let agreement = context.agreement;
    let name = |id: &QueueId| {
        let known = agreement.queues.iter().find(|queue| queue.id == *id);
        known.map_or_else(|| id.to_string(), |queue| queue.name.clone())
    };
    let exemptions = agreement.exemptions.iter();
    exemptions
        .map(|exemption| ExemptionText {
            id: exemption.id.clone(),
            from: exemption.from,
            to: exemption.to,
            providers: exemption.providers.clone(),
            queues: exemption.queues.iter().map(name).collect(),
            reason: exemption.reason.clone(),
            evidence: exemption.evidence.clone(),
        })
        .collect()
}

/// What each exemption took out of each standard, by the figures over all queues.
pub fn exempted(context: &Context<'_>, figures: &[Figure]) -> Vec<Exempted> {
    let taken = figures.iter().filter(|figure| figure.queue.is_none());
    let taken = taken.filter_map(|figure| match figure.role {
        Role::Exempted(exemption) => Some(Exempted {
            exemption,
            standard: figure.standard.clone(),
            contacts: (figure.numerator.0 / Micro::ONE).max(0) as u64,
        }),
        _ => None,
    });
    let mut taken: Vec<Exempted> = taken.collect();
    let place = |id: &StandardId| {
        context
            .agreement
            .standards
            .iter()
            .position(|standard| standard.id == *id)
    };
    taken.sort_by_key(|exempted| (exempted.exemption, place(&exempted.standard)));
    taken
}

/// The moments of truth of the agreement.
pub fn moments(context: &Context<'_>) -> Vec<MomentText> {
    let moments = context.agreement.moments.iter();
    moments
        .map(|moment| MomentText {
            id: moment.id.clone(),
            name: moment.name.clone(),
            reasons: moment.reasons.clone(),
        })
        .collect()
}
