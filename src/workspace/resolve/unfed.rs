//! Standards of whose kind of contact a provider delivers nothing: agreed with it by mistake, perhaps.

use crate::vocabulary::TableKind;
use crate::workspace::agreement::{Family, Provider, Source, Standard};

/// A doubt per standard that binds all providers, although some deliver nothing that it is measured from.
pub fn doubts(standards: &[Standard], providers: &[Provider], sources: &[Source]) -> Vec<String> {
    // Hand-over logs and forecasts have doubts of their own.
    let measured = |standard: &&Standard| {
        standard.clauses.iter().all(|c| {
            c.rule.family() != Family::Handover
                && c.rule.forecast_maker().is_none_or(|_| c.rule.relief().is_some())
        })
    };
    let for_all = standards
        .iter()
        .filter(|standard| standard.providers.is_empty())
        .filter(measured);
    for_all
        .filter_map(|standard| {
            let kinds = measured_from(standard);
            let delivers = |provider: &&Provider| {
                let mut own = sources.iter().filter(|source| source.provider == provider.id);
                own.clone().next().is_none() || own.any(|source| kinds.contains(&source.kind))
            };
            let (fed, unfed): (Vec<&Provider>, Vec<&Provider>) = providers.iter().partition(delivers);
            (!unfed.is_empty()).then(|| doubt(standard, &kinds, &fed, &unfed))
        })
        .collect()
}

fn measured_from(standard: &Standard) -> Vec<TableKind> {
    let families = standard.clauses.iter().map(|clause| clause.rule.family());
    families
        .flat_map(|family| family.measured_from())
        .copied()
        .collect()
}

fn doubt(standard: &Standard, kinds: &[TableKind], fed: &[&Provider], unfed: &[&Provider]) -> String {
    let ids = |providers: &[&Provider], quote: char| {
        let ids: Vec<String> = providers
            .iter()
            .map(|p| format!("{quote}{}{quote}", p.id))
            .collect();
        ids.join(", ")
    };
    let mut kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    kinds.dedup();
    let (who, deliver) = match unfed {
        [_] => ("provider", "delivers"),
        _ => ("providers", "deliver"),
    };
    format!(
        "standard `{}` is measured from {}, and {who} {} {deliver} none: its figures there will not be measurable; \
         where it is not agreed with them, write providers = [{}]",
        standard.id,
        kinds.join(" or "),
        ids(unfed, '`'),
        ids(fed, '"'),
    )
}
