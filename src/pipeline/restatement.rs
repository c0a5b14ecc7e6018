//! What this run changes of the publication that it replaces.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::history::former::{Former, FormerFigure, figures};
use crate::history::restatements::former as former_changes;
use crate::publish::open_data::manifest::SCHEMA_VERSION;
use crate::scorecard::{Cause, Figure, ProviderReview, Restated, Restatements, Review, Stated};
use crate::vocabulary::QueueId;

/// A figure by what tells it apart in a publication: queue, standard, measure, clause.
type Key = [String; 5];

/// Fills in what re-runs have changed, this one included. A first publication has nothing to be compared with.
pub fn fill_in(out: &Path, review: &mut Review) {
    let publication = out.join(review.period.name());
    let found = figures(&publication, &review.period, SCHEMA_VERSION, |_, _| true);
    review.restatements = match found {
        Ok(None) => Restatements::default(),
        Err(reason) => Restatements {
            lines: former_changes(&publication),
            incomparable: Some(reason),
        },
        Ok(Some(former)) => {
            let mut lines = former_changes(&publication);
            let number = lines.iter().map(|line| line.number).max().unwrap_or_default() + 1;
            for provider in &review.providers {
                lines.extend(changes(review, provider, &former, number));
            }
            Restatements {
                lines,
                incomparable: None,
            }
        }
    };
}

/// The figures of a provider that were published with something else.
fn changes(review: &Review, provider: &ProviderReview, former: &Former, number: u32) -> Vec<Restated> {
    let present: BTreeMap<Key, Stated> = provider.figures.iter().map(|f| (key(f), stated(f))).collect();
    let (causes, files) = causes(review, provider, &former.manifest);
    let own = former
        .figures
        .iter()
        .filter(|figure| figure.provider == provider.id.as_str());
    let changed = own.filter_map(|figure| {
        let (old, new) = (former_stated(figure), present.get(&former_key(figure)));
        (new != Some(&old)).then(|| Restated {
            number,
            provider: provider.id.clone(),
            queue: (figure.queue != "*").then(|| QueueId::new(&figure.queue)),
            standard: figure.standard.clone(),
            measure: figure.measure.clone(),
            clause_valid_from: figure.clause_valid_from.clone(),
            clause: figure.clause.clone(),
            old,
            new: new.cloned(),
            causes: causes.clone(),
            files: files.clone(),
        })
    });
    changed.collect()
}

fn key(figure: &Figure) -> Key {
    [
        figure
            .queue
            .as_ref()
            .map_or("*", |queue| queue.as_str())
            .to_owned(),
        if figure.is_volume() {
            String::new()
        } else {
            figure.standard.to_string()
        },
        figure.measure.clone(),
        figure
            .clause_valid_from
            .map_or_else(String::new, |day| day.to_string()),
        figure.scope.name.clone(),
    ]
}

fn former_key(figure: &FormerFigure) -> Key {
    [
        &figure.queue,
        &figure.standard,
        &figure.measure,
        &figure.clause_valid_from,
        &figure.clause,
    ]
    .map(String::clone)
}

fn stated(figure: &Figure) -> Stated {
    Stated {
        numerator: figure.told_numerator(),
        denominator: figure.denominator,
        value: figure.value.filter(|value| value.is_finite()),
        target: figure.target,
        status: figure.status.name().to_owned(),
    }
}

fn former_stated(figure: &FormerFigure) -> Stated {
    Stated {
        numerator: figure.numerator,
        denominator: figure.denominator,
        value: figure.value,
        target: figure.target,
        status: figure.status.clone(),
    }
}

/// What differs between the two runs for a provider, and its files that do.
fn causes(review: &Review, provider: &ProviderReview, manifest: &Value) -> (Vec<Cause>, Vec<String>) {
    let files = files(review, provider, manifest);
    let is = |known: &Value, now: &str| known.as_str() == Some(now);
    let provenance = &review.provenance;
    let differs = |cause: &Cause| match cause {
        Cause::Inputs => !files.is_empty(),
        Cause::Workspace => !is(&manifest["workspace"]["hash"], &provenance.workspace_hash),
        Cause::Program => !is(&manifest["program"]["version"], &provenance.version),
        Cause::AsOf => !is(&manifest["as_of"], &review.zone.rfc3339(review.as_of)),
        Cause::Unknown => false,
    };
    let mut causes: Vec<Cause> = Cause::ALL.into_iter().filter(differs).collect();
    if causes.is_empty() {
        causes.push(Cause::Unknown);
    }
    (causes, files)
}

/// The provider's files that were added, removed or changed.
fn files(review: &Review, provider: &ProviderReview, manifest: &Value) -> Vec<String> {
    let inputs = manifest["inputs"].as_array().into_iter().flatten();
    let before: BTreeMap<&str, (u64, &str)> = inputs
        .filter(|input| input["provider"].as_str() == Some(provider.id.as_str()))
        .filter_map(|input| {
            let checks = (input["size"].as_u64()?, input["sha256"].as_str()?);
            Some((input["file"].as_str()?, checks))
        })
        .collect();
    let inputs = review
        .provenance
        .inputs
        .iter()
        .filter(|input| input.provider == provider.id);
    let now: BTreeMap<&str, (u64, &str)> = inputs
        .map(|input| (input.file.as_str(), (input.size, input.sha256.as_str())))
        .collect();
    let mut files: Vec<String> = Vec::new();
    for (file, checks) in &now {
        match before.get(file) {
            None => files.push(format!("added {file}")),
            Some(known) if known != checks => files.push(format!("changed {file}")),
            Some(_) => {}
        }
    }
    let removed = before.keys().filter(|file| !now.contains_key(*file));
    files.extend(removed.map(|file| format!("removed {file}")));
    files
}
