//! Corridor relief (definitions § 8): intervals in which more calls came than the locked forecast and its
//! corridor allow are taken out of the service level, as a set of exclusions.

use std::sync::Arc;

use super::clauses::{Scope, clause_units};
use super::exclusions::{Exclusions, Stretches};
use super::judgement::Judgement;
use super::survey::Survey;
use crate::reply::Analyst;
use crate::tables::Codebook;
use crate::tables::forecast::Expected;
use crate::workspace::agreement::Agreement;

/// Adds the intervals that each standard relieves its providers of. Where a standard agrees on no relief,
/// nothing is looked at.
pub fn add_relief(
    exclusions: &mut Exclusions,
    agreement: &Agreement,
    codes: &Codebook,
    judgement: &Judgement,
    survey: &Arc<Survey>,
) {
    for (index, standard) in agreement.standards.iter().enumerate() {
        let mut clauses = standard.clauses.iter();
        if !clauses.any(|clause| clause.rule.relief().is_some()) {
            continue;
        }
        let replies = Arc::new(Analyst::new(&agreement.replies));
        let units = clause_units(agreement, index, codes, judgement, (&replies, survey));
        let mut stretches = Stretches::new();
        let bound = agreement.providers.iter().map(|provider| &provider.id);
        for provider in bound.filter(|id| standard.binds(id)) {
            for ((queue, start), came) in survey.offered_by_interval(provider) {
                let holding = units
                    .iter()
                    .find(|unit| unit.covers(queue) && unit.holds(provider, Some(queue), start));
                let Some(Scope::Clause { clause, .. }) = holding.map(|unit| &unit.scope) else {
                    continue;
                };
                let Some(relief) = standard.clauses[*clause].rule.relief() else {
                    continue;
                };
                let expected = survey.expected(provider, relief.maker, queue, start);
                if matches!(expected, Expected::Calls(expected) if relief.relieves(expected, came)) {
                    let interval = (start, start + agreement.staffing.interval_s);
                    stretches
                        .entry((provider.clone(), queue))
                        .or_default()
                        .push(interval);
                }
            }
        }
        exclusions.add_relief([index], stretches);
    }
}
