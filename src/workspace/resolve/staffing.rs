//! Settings of the staffing, and which standard sets the requirement of each queue.

use std::collections::BTreeMap;

use super::context::Context;
use crate::vocabulary::{QueueId, StandardId};
use crate::workspace::agreement::{Queue, Rule, Staffing, Standard};
use crate::workspace::document::{Entry, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, maybe, or_default, share};

/// Lengths of an interval in minutes.
pub const INTERVALS: [i64; 6] = [5, 10, 15, 20, 30, 60];

/// Reads `[staffing]`; without it the defaults hold.
pub fn staffing(
    context: &Context<'_>,
    entry: Option<&Entry>,
    standards: &[Standard],
    queues: Option<&[Queue]>,
) -> Option<Staffing> {
    let notes = context.notes;
    let nothing = Table::default();
    let reader = match entry {
        Some(entry) => Reader::of(notes, entry, "the staffing")?,
        None => Reader::new(
            notes,
            &nothing,
            Spot {
                file: 0,
                start: 0,
                end: 0,
            },
            "",
        ),
    };
    let minutes = or_default(reader.optional("interval_minutes"), 30, |entry| {
        interval(notes, entry)
    });
    let max_occupancy = maybe(reader.optional("max_occupancy"), |entry| {
        limited(notes, entry, |share| share > 0.0, "above 0 %")
    });
    let shrinkage = or_default(reader.optional("shrinkage"), 0.0, |entry| {
        limited(notes, entry, |share| share < 1.0, "below 100 %")
    });
    let chosen = maybe(reader.optional("standard"), |entry| {
        service_level(context, entry, standards)
    });
    reader.finish();
    let chosen = chosen?;
    Some(Staffing {
        interval_s: minutes? * 60,
        max_occupancy: max_occupancy?,
        shrinkage: shrinkage?,
        standards: per_queue(standards, queues.unwrap_or_default(), chosen.as_ref()),
    })
}

fn interval(notes: &Notes, entry: &Entry) -> Option<i64> {
    match &entry.node.value {
        Value::Integer(minutes) if INTERVALS.contains(minutes) => Some(*minutes),
        _ => {
            let names = INTERVALS.map(|minutes| minutes.to_string()).join(", ");
            let note = Note::at(entry.node.spot, "`interval_minutes` must divide the hour");
            notes.refuse(note.help(format!("one of: {names}")))
        }
    }
}

fn limited(notes: &Notes, entry: &Entry, is_inside: impl Fn(f64) -> bool, limit: &str) -> Option<f64> {
    let share = share(notes, entry)?;
    match is_inside(share) {
        true => Some(share),
        false => notes.refuse(
            Note::at(entry.node.spot, format!("`{}` must be {limit}", entry.key)).help("such as \"30 %\""),
        ),
    }
}

/// The standard that a text names, which must be of the service level.
fn service_level(context: &Context<'_>, entry: &Entry, standards: &[Standard]) -> Option<StandardId> {
    let name = &context.names.standards.find(context.notes, &entry.node)?.key;
    let id = StandardId::new(name);
    // A standard that could not be read has its own problem.
    if let Some(standard) = standards
        .iter()
        .find(|standard| standard.id == id)
        .filter(|s| !is_service_level(s))
    {
        let message = format!("standard `{}` is not of the service level", standard.id);
        let names: Vec<&str> = standards
            .iter()
            .filter(|s| is_service_level(s))
            .map(|s| s.id.as_str())
            .collect();
        let help = match names.is_empty() {
            true => "staffing needs a standard with `service_level`".to_owned(),
            false => format!("one of: {}", names.join(", ")),
        };
        return context
            .notes
            .refuse(Note::at(entry.node.spot, message).help(help));
    }
    Some(id)
}

fn is_service_level(standard: &Standard) -> bool {
    standard
        .clauses
        .iter()
        .any(|clause| matches!(clause.rule, Rule::ServiceLevel { .. }))
}

/// The chosen standard where it covers a queue, else the first one that does.
fn per_queue(
    standards: &[Standard],
    queues: &[Queue],
    chosen: Option<&StandardId>,
) -> BTreeMap<QueueId, StandardId> {
    let covering = |queue: &Queue| {
        let mut all = standards
            .iter()
            .filter(|standard| is_service_level(standard) && standard.covers(&queue.id));
        let first = all.clone().next();
        all.find(|standard| Some(&standard.id) == chosen).or(first)
    };
    let pairs = queues
        .iter()
        .filter_map(|queue| Some((queue.id.clone(), covering(queue)?.id.clone())));
    pairs.collect()
}
