//! Several trees become one: tables of ids are joined, everything else may stand once.

use super::{Entry, Table, Value};
use crate::workspace::notes::{Note, Notes};

/// Top-level tables whose keys are ids; they may be spread over files.
const SECTIONS: [&str; 9] = [
    "calendars",
    "holidays",
    "providers",
    "queues",
    "vocabularies",
    "sources",
    "standards",
    "exemptions",
    "moments",
];

/// Joins the trees in order; what stands twice is noted with both places.
pub fn merge(notes: &Notes, trees: Vec<Table>) -> Table {
    let mut root = Table::default();
    for entry in trees.into_iter().flat_map(|tree| tree.entries) {
        match root.entries.iter_mut().find(|known| known.key == entry.key) {
            None => root.entries.push(entry),
            Some(known) => join(notes, known, entry),
        }
    }
    root
}

fn join(notes: &Notes, known: &mut Entry, entry: Entry) {
    let is_section = SECTIONS.contains(&known.key.as_str());
    match (&mut known.node.value, entry.node.value) {
        (Value::Table(table), Value::Table(more)) if is_section => {
            for id in more.entries {
                match table.get(&id.key) {
                    Some(first) => twice(notes, &format!("{}.{}", entry.key, id.key), first, &id),
                    None => table.entries.push(id),
                }
            }
        }
        (_, value) => {
            let again = Entry {
                node: super::Node {
                    spot: entry.node.spot,
                    value,
                },
                ..entry
            };
            twice(notes, &again.key, known, &again);
        }
    }
}

fn twice(notes: &Notes, name: &str, first: &Entry, again: &Entry) {
    let note = Note::at(again.spot, format!("`{name}` is defined twice"));
    notes.add(
        note.related(first.spot, "first defined here")
            .help("an included file adds, it does not override"),
    );
}
