//! Hand-over logs that no standard asks for.

use crate::vocabulary::TableKind;
use crate::workspace::agreement::{Family, Source, Standard};

/// Logs of a provider that no standard with `handover` binds: nothing would be compared.
pub fn doubts(sources: &[Source], standards: &[Standard]) -> Vec<String> {
    let is_asked_for = |source: &Source| {
        standards.iter().any(|standard| {
            let mut clauses = standard.clauses.iter();
            standard.binds(&source.provider) && clauses.any(|clause| clause.rule.family() == Family::Handover)
        })
    };
    let logs = sources.iter().filter(|source| source.kind == TableKind::Handover);
    logs.filter(|source| !is_asked_for(source))
        .map(|source| {
            format!(
                "source `{}` is a hand-over log, but no standard with `handover` binds `{}`: nothing is compared",
                source.id, source.provider
            )
        })
        .collect()
}
