//! The ids of the workspace, and references to them.

use super::ids;
use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, text};

/// A table of ids.
pub struct Section<'a> {
    /// What an id stands for, e.g. "provider".
    pub what: &'static str,
    /// The entries in the order of writing.
    pub entries: &'a [Entry],
}

/// All tables of ids.
pub struct Names<'a> {
    /// Providers.
    pub providers: Section<'a>,
    /// Queues.
    pub queues: Section<'a>,
    /// Opening hours.
    pub calendars: Section<'a>,
    /// Lists of holidays.
    pub holidays: Section<'a>,
    /// Lists of words.
    pub vocabularies: Section<'a>,
    /// Exports.
    pub sources: Section<'a>,
    /// Standards.
    pub standards: Section<'a>,
    /// Dated exemptions.
    pub exemptions: Section<'a>,
    /// Moments of truth.
    pub moments: Section<'a>,
    /// Agreements on bonus and malus.
    pub credits: Section<'a>,
}

impl<'a> Names<'a> {
    /// Gathers all ids, checks their form, and that there are providers, queues and sources.
    pub fn collect(root: &Reader<'a>) -> Self {
        let (optional, needed) = (false, true);
        Self {
            calendars: section(root, "calendars", "calendar", optional),
            holidays: section(root, "holidays", "holiday list", optional),
            providers: section(root, "providers", "provider", needed),
            queues: section(root, "queues", "queue", needed),
            vocabularies: section(root, "vocabularies", "vocabulary", optional),
            sources: section(root, "sources", "source", needed),
            standards: section(root, "standards", "standard", optional),
            exemptions: section(root, "exemptions", "exemption", optional),
            moments: section(root, "moments", "moment", optional),
            credits: section(root, "credits", "credit agreement", optional),
        }
    }
}

fn section<'a>(root: &Reader<'a>, key: &'static str, what: &'static str, needed: bool) -> Section<'a> {
    let entry = root.optional(key);
    let entries = entry.map_or(&[][..], |entry| entries_of(root.notes, entry));
    let is_table = entry.is_none_or(|entry| matches!(entry.node.value, Value::Table(_)));
    if needed && is_table && entries.is_empty() {
        let note = Note::at(
            entry.map_or(root.spot, |e| e.spot),
            format!("the workspace has no {what}"),
        );
        root.notes
            .add(note.help(format!("define at least one: [{key}.some_id]")));
    }
    ids::check_all(root.notes, what, entries);
    Section { what, entries }
}

fn entries_of<'a>(notes: &Notes, entry: &'a Entry) -> &'a [Entry] {
    match &entry.node.value {
        Value::Table(table) => &table.entries,
        other => {
            let note = Note::at(
                entry.node.spot,
                format!("`{}` is a table, not {}", entry.key, other.kind()),
            );
            notes.add(note.help(format!("write [{}.some_id]", entry.key)));
            &[]
        }
    }
}

impl<'a> Section<'a> {
    /// The entry that a text refers to.
    pub fn find(&self, notes: &Notes, node: &Node) -> Option<&'a Entry> {
        let name = text(notes, self.what, node)?;
        if let Some(entry) = self.entries.iter().find(|entry| entry.key == name) {
            return Some(entry);
        }
        let note = Note::at(node.spot, format!("there is no {} `{name}`", self.what));
        notes.refuse(note.help(suggest::help(name, self.what, &self.ids())))
    }

    /// All ids in the order of writing.
    pub fn ids(&self) -> Vec<&'a str> {
        self.entries.iter().map(|entry| entry.key.as_str()).collect()
    }
}
