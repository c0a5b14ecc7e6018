//! Settings of the staffing, and which standard sets the requirement of each queue.

use super::context::Context;
use super::staffing_keys::{self as keys, PerQueue, per_queue};
use crate::vocabulary::{Channel, Maker, StandardId};
use crate::workspace::agreement::{Queue, Rule, Staffing, Standard};
use crate::workspace::document::{Entry, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, maybe, or_default, share};
use crate::workspace::staffing::MAX_ABANDON;

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
    let absence = or_default(reader.optional("absence"), 0.0, |entry| {
        limited(notes, entry, |share| share < 1.0, "below 100 %")
    });
    let max_abandon = or_default(reader.optional("max_abandon"), MAX_ABANDON, |entry| {
        share(notes, entry)
    });
    let volume_tolerance = or_default(reader.optional("volume_tolerance"), 0.0, |entry| {
        share(notes, entry)
    });
    let owner = or_default(reader.optional("handle_time_owner"), Maker::Provider, |entry| {
        choice(notes, "party", &entry.node, &Maker::ALL)
    });
    let queues = queues.unwrap_or_default();
    let of = |is: fn(Channel) -> bool| -> Vec<&Queue> {
        queues.iter().filter(|queue| is(queue.channel)).collect()
    };
    let live = of(|channel| matches!(channel, Channel::Phone | Channel::Chat));
    let chats = of(|channel| channel == Channel::Chat);
    let written = of(|channel| !matches!(channel, Channel::Phone | Channel::Chat));
    let all = of(|_| true);
    let patience = or_default(reader.optional("patience"), PerQueue::new(), |entry| {
        per_queue(context, entry, &live, |entry| keys::patience(context, entry))
    });
    let min_agents = or_default(reader.optional("min_agents"), PerQueue::new(), |entry| {
        per_queue(context, entry, &live, |entry| keys::least(context, entry))
    });
    let concurrency = or_default(reader.optional("concurrency"), PerQueue::new(), |entry| {
        per_queue(context, entry, &chats, |entry| keys::concurrency(context, entry))
    });
    let handle_times = or_default(reader.optional("handle_time"), PerQueue::new(), |entry| {
        per_queue(context, entry, &all, |entry| keys::positive(context, entry))
    });
    let deadlines = or_default(reader.optional("deadline"), PerQueue::new(), |entry| {
        per_queue(context, entry, &written, |entry| {
            keys::deadline(context, entry, standards)
        })
    });
    reader.finish();
    let chosen = chosen?;
    Some(Staffing {
        interval_s: minutes? * 60,
        max_occupancy: max_occupancy?,
        shrinkage: shrinkage?,
        absence: absence?,
        standards: by_queue(standards, &all, chosen.as_ref(), is_service_level),
        patience: patience?,
        max_abandon: max_abandon?,
        min_agents: min_agents?,
        concurrency: concurrency?,
        handle_times: handle_times?,
        deadlines: with_chosen(by_queue(standards, &written, None, keys::is_deadline), deadlines?),
        volume_tolerance: volume_tolerance?,
        handle_time_owner: owner?,
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

/// The chosen standard where it covers a queue, else the first one of its kind that does.
fn by_queue(
    standards: &[Standard],
    queues: &[&Queue],
    chosen: Option<&StandardId>,
    is_meant: fn(&Standard) -> bool,
) -> PerQueue<StandardId> {
    let covering = |queue: &Queue| {
        let mut all = standards
            .iter()
            .filter(|standard| is_meant(standard) && standard.covers(&queue.id));
        let first = all.clone().next();
        all.find(|standard| Some(&standard.id) == chosen).or(first)
    };
    let pairs = queues
        .iter()
        .filter_map(|queue| Some((queue.id.clone(), covering(queue)?.id.clone())));
    pairs.collect()
}

fn with_chosen(mut found: PerQueue<StandardId>, chosen: PerQueue<StandardId>) -> PerQueue<StandardId> {
    found.extend(chosen);
    found
}
