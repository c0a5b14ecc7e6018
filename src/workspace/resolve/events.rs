//! Event logs beside the other sources of their provider: what they need, and what they replace.

use super::context::Context;
use crate::vocabulary::TableKind;
use crate::workspace::agreement::{DuplicateRule, Source};
use crate::workspace::document::{Entry, Value};
use crate::workspace::mapping::Field;
use crate::workspace::notes::Note;

/// Checks the event logs among sources, given with their entries.
pub fn check(context: &Context<'_>, sources: &[(&Entry, &Source)]) {
    for (entry, log) in sources
        .iter()
        .filter(|(_, source)| source.kind == TableKind::Events)
    {
        let beside = || {
            let own = sources
                .iter()
                .filter(|(_, source)| source.provider == log.provider);
            own.filter(|(_, source)| source.kind == TableKind::Tickets)
        };
        if let Some(duplicates) = key(entry, "duplicates") {
            let note = Note::at(
                duplicates.spot,
                "`duplicates` does not apply to a source of events",
            );
            context
                .notes
                .add(note.help("rows that are alike in all columns count once; remove it"));
        }
        if !log.mapping.fields.contains_key(&Field::Queue) && beside().next().is_none() {
            let message = format!("source `{}` has no `queue`, and nothing else tells it", log.id);
            let note = Note::at(entry.spot, message);
            context.notes.add(note.help(
                "map `queue`, perhaps as a constant; only beside a source of tickets it can be left out",
            ));
        }
        for (history, _) in beside().filter(|(_, source)| source.duplicates == DuplicateRule::History) {
            let spot = key(history, "duplicates").map_or(history.spot, |entry| entry.node.spot);
            let note = Note::at(spot, "the history of these tickets is told by an event log");
            let note = note.related(entry.spot, "this one");
            context
                .notes
                .add(note.help("write duplicates = \"last\", or remove the source of events"));
        }
    }
}

fn key<'a>(source: &'a Entry, key: &str) -> Option<&'a Entry> {
    match &source.node.value {
        Value::Table(table) => table.get(key),
        _ => None,
    }
}
