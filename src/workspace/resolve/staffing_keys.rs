//! Keys of `[staffing]` that hold one value for all queues, or a table with a value per queue.

use std::collections::BTreeMap;

use super::context::Context;
use crate::vocabulary::{QueueId, StandardId};
use crate::workspace::agreement::{Patience, Queue, Rule, Standard};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::Note;
use crate::workspace::read::{moment, whole};

/// Values by queue.
pub type PerQueue<T> = BTreeMap<QueueId, T>;

/// One value for all queues that `meant` admits, or a table by queue.
pub fn per_queue<T: Clone>(
    context: &Context<'_>,
    entry: &Entry,
    meant: &[&Queue],
    read: impl Fn(&Entry) -> Option<T>,
) -> Option<PerQueue<T>> {
    let Value::Table(table) = &entry.node.value else {
        let value = read(entry)?;
        return Some(
            meant
                .iter()
                .map(|queue| (queue.id.clone(), value.clone()))
                .collect(),
        );
    };
    let values: Vec<_> = table
        .entries
        .iter()
        .map(|own| {
            let key = Node {
                value: Value::Text(own.key.clone()),
                spot: own.spot,
            };
            let id = QueueId::new(&context.names.queues.find(context.notes, &key)?.key);
            if !meant.iter().any(|queue| queue.id == id) {
                let names: Vec<&str> = meant.iter().map(|queue| queue.id.as_str()).collect();
                let message = format!("`{}` does not apply to queue `{id}`", entry.key);
                let help = match names.is_empty() {
                    true => String::from("it applies to no queue of this workspace; remove it"),
                    false => format!("one of: {}", names.join(", ")),
                };
                return context.notes.refuse(Note::at(own.spot, message).help(help));
            }
            Some((id, read(own)?))
        })
        .collect();
    values.into_iter().collect()
}

/// `"180 s"`, or `"estimated"`.
pub fn patience(context: &Context<'_>, entry: &Entry) -> Option<Patience> {
    if let Value::Text(text) = &entry.node.value
        && text.trim() == "estimated"
    {
        return Some(Patience::Estimated);
    }
    if let Value::Text(text) = &entry.node.value
        && !text.trim().starts_with(|c: char| c.is_ascii_digit())
    {
        let note = Note::at(entry.node.spot, format!("`{text}` is no patience"));
        return context.notes.refuse(note.help(
            "write \"estimated\" (from the waits of the period) or the mean time that callers are willing to \
             wait, such as \"180 s\"",
        ));
    }
    positive(context, entry).map(Patience::Given)
}

/// A length of time above nothing, fractions of a second allowed.
pub fn positive(context: &Context<'_>, entry: &Entry) -> Option<f64> {
    let seconds = moment(context.notes, entry)?;
    match seconds > 0.0 {
        true => Some(seconds),
        false => {
            let note = Note::at(entry.node.spot, format!("`{}` must be above 0 s", entry.key));
            context.notes.refuse(note.help("such as \"180 s\""))
        }
    }
}

/// Fewest agents.
pub fn least(context: &Context<'_>, entry: &Entry) -> Option<u32> {
    whole(context.notes, entry, 0..=10_000).map(|agents| agents as u32)
}

/// Chats at a time.
pub fn concurrency(context: &Context<'_>, entry: &Entry) -> Option<f64> {
    whole(context.notes, entry, 1..=20).map(|chats| chats as f64)
}

/// A deadline standard that covers the queue.
pub fn deadline(context: &Context<'_>, entry: &Entry, standards: &[Standard]) -> Option<StandardId> {
    let name = &context.names.standards.find(context.notes, &entry.node)?.key;
    let id = StandardId::new(name);
    let known = standards.iter().find(|standard| standard.id == id);
    if known.is_some_and(|standard| !is_deadline(standard)) {
        let names: Vec<&str> = standards
            .iter()
            .filter(|standard| is_deadline(standard))
            .map(|standard| standard.id.as_str())
            .collect();
        let note = Note::at(entry.node.spot, format!("standard `{id}` is no deadline"));
        return context
            .notes
            .refuse(note.help(format!("one of: {}", names.join(", "))));
    }
    Some(id)
}

/// Whether some clause agrees a deadline of tickets.
pub fn is_deadline(standard: &Standard) -> bool {
    standard
        .clauses
        .iter()
        .any(|clause| matches!(clause.rule, Rule::Deadline(..)))
}
