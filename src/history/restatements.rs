//! What former re-runs of a period have changed, as its last publication tells.

use std::path::Path;

use crate::scorecard::{Cause, Restated, Stated};
use crate::vocabulary::{Micro, ProviderId, QueueId};

/// Reads the changes that a publication tells; none where it tells none.
pub fn former(publication: &Path) -> Vec<Restated> {
    let Ok(mut reader) = csv::Reader::from_path(publication.join("data/restatements.csv")) else {
        return Vec::new();
    };
    let Ok(header) = reader.headers().cloned() else {
        return Vec::new();
    };
    let read = reader.records().filter_map(Result::ok).filter_map(|record| {
        let at = |name: &str| header.iter().position(|column| column == name);
        restated(|name| at(name).and_then(|index| record.get(index)).unwrap_or_default())
    });
    read.collect()
}

fn restated<'r>(cell: impl Fn(&str) -> &'r str) -> Option<Restated> {
    let text = |name| cell(name).to_owned();
    let stated = |when: &str| {
        let number = |name: &str| cell(&format!("{when}_{name}"));
        Stated {
            numerator: Micro::parse(number("numerator")),
            denominator: Micro::parse(number("denominator")),
            value: number("value").parse().ok(),
            target: number("target").parse().ok(),
            status: number("status").to_owned(),
        }
    };
    let new = stated("new");
    let causes = cell("causes").split(' ');
    Some(Restated {
        number: cell("restatement").parse().ok()?,
        provider: ProviderId::new(cell("provider")),
        queue: (cell("queue") != "*").then(|| QueueId::new(cell("queue"))),
        standard: text("standard"),
        measure: text("measure"),
        clause_valid_from: text("clause_valid_from"),
        clause: text("clause"),
        old: stated("old"),
        new: (!new.status.is_empty()).then_some(new),
        causes: causes
            .filter_map(|name| Cause::ALL.into_iter().find(|cause| cause.name() == name))
            .collect(),
        files: cell("files")
            .split("; ")
            .filter(|file| !file.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}
