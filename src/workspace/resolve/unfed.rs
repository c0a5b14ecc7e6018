//! Standards for which a provider delivers nothing that they are measured from, or nothing that tells of the
//! pauses that stop their clocks: agreed with it by mistake, perhaps.

use crate::vocabulary::TableKind;
use crate::workspace::agreement::{DuplicateRule, Family, Pauses, Provider, Rule, Source, Standard};

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

/// A doubt per standard whose clock stands still during pauses, although of some provider no pause is ever
/// known. Those who deliver nothing that it is measured from have a doubt already.
pub fn pauses(standards: &[Standard], providers: &[Provider], sources: &[Source]) -> Vec<String> {
    let stops = |standard: &&Standard| {
        let mut rules = standard.clauses.iter().map(|clause| &clause.rule);
        rules.any(|rule| matches!(rule, Rule::Deadline(_, agreed) if agreed.pauses == Pauses::Stop))
    };
    let doubts = standards.iter().filter(stops).filter_map(|standard| {
        let kinds = measured_from(standard);
        let is_untold = |provider: &&Provider| {
            let own = || sources.iter().filter(|source| source.provider == provider.id);
            own().any(|source| kinds.contains(&source.kind)) && !own().any(tells_pauses)
        };
        let bound = providers.iter().filter(|provider| standard.binds(&provider.id));
        let untold: Vec<&Provider> = bound.filter(is_untold).collect();
        let (who, deliver) = words(&untold);
        (!untold.is_empty()).then(|| {
            format!(
                "standard `{}` has pauses = \"stop\", and {who} {} {deliver} nothing that tells of pauses: there its \
                 clock never stands still, although its definition says so; add a source of kind = \"events\", or \
                 duplicates = \"history\" where each row is a step of a ticket, or write pauses = \"run\"",
                standard.id,
                ids(&untold, '`'),
            )
        })
    });
    doubts.collect()
}

fn tells_pauses(source: &Source) -> bool {
    let is_history = source.duplicates == DuplicateRule::History;
    source.kind == TableKind::Events || source.kind == TableKind::Tickets && is_history
}

fn measured_from(standard: &Standard) -> Vec<TableKind> {
    let families = standard.clauses.iter().map(|clause| clause.rule.family());
    families
        .flat_map(|family| family.measured_from())
        .copied()
        .collect()
}

fn doubt(standard: &Standard, kinds: &[TableKind], fed: &[&Provider], unfed: &[&Provider]) -> String {
    let mut kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    kinds.dedup();
    let (who, deliver) = words(unfed);
    format!(
        "standard `{}` is measured from {}, and {who} {} {deliver} none: its figures there will not be measurable; \
         where it is not agreed with them, write providers = [{}]",
        standard.id,
        kinds.join(" or "),
        ids(unfed, '`'),
        ids(fed, '"'),
    )
}

fn words(providers: &[&Provider]) -> (&'static str, &'static str) {
    match providers {
        [_] => ("provider", "delivers"),
        _ => ("providers", "deliver"),
    }
}

fn ids(providers: &[&Provider], quote: char) -> String {
    let ids: Vec<String> = providers
        .iter()
        .map(|provider| format!("{quote}{}{quote}", provider.id))
        .collect();
    ids.join(", ")
}
