//! Reads a table key by key and then reports the keys that nobody asked for.

use std::cell::RefCell;

use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};

/// A table being read.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Where problems go.
    pub notes: &'a Notes,
    /// Where the table is named.
    pub spot: Spot,
    /// What the table is, e.g. "provider `nord`".
    pub what: String,
    table: &'a Table,
    asked: RefCell<Vec<&'static str>>,
    /// What is missing, by the keys that would fill it.
    missing: RefCell<Vec<(Vec<&'static str>, Note)>>,
}

impl<'a> Reader<'a> {
    /// Begins a table that an entry holds; anything else there is noted.
    pub fn of(notes: &'a Notes, entry: &'a Entry, what: impl Into<String>) -> Option<Self> {
        Self::named(notes, &entry.node, entry.spot, what)
    }

    /// Begins a table that an item of a list holds.
    pub fn item(notes: &'a Notes, node: &'a Node, what: impl Into<String>) -> Option<Self> {
        Self::named(notes, node, node.spot, what)
    }

    fn named(notes: &'a Notes, node: &'a Node, spot: Spot, what: impl Into<String>) -> Option<Self> {
        let what = what.into();
        match &node.value {
            Value::Table(table) => Some(Self::new(notes, table, spot, what)),
            other => notes.refuse(Note::at(
                node.spot,
                format!("{what} is a table, not {}", other.kind()),
            )),
        }
    }

    /// Begins a table whose place is known.
    pub fn new(notes: &'a Notes, table: &'a Table, spot: Spot, what: impl Into<String>) -> Self {
        Self {
            notes,
            spot,
            what: what.into(),
            table,
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// The entry of a key that may be left out.
    pub fn optional(&self, key: &'static str) -> Option<&'a Entry> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    /// The entry of a key that must be there; `example` shows how it is written.
    pub fn required(&self, key: &'static str, example: &str) -> Option<&'a Entry> {
        let entry = self.optional(key);
        if entry.is_none() {
            let message = format!("{} has no `{key}`", self.what);
            self.notes
                .add(Note::at(self.spot, message).help(format!("write {example}")));
        }
        entry
    }

    /// Several keys of which exactly one must be there; notes none and more than one.
    pub fn one_of(&self, keys: &'static [&'static str], help: &str) -> Option<&'a Entry> {
        let found = self.at_most_one(keys)?;
        if found.is_none() {
            let message = format!("{} has none of {}", self.what, quoted(keys));
            self.miss(keys.to_vec(), Note::at(self.spot, message).help(help));
        }
        found
    }

    fn miss(&self, keys: Vec<&'static str>, note: Note) {
        self.missing.borrow_mut().push((keys, note));
    }

    /// Several keys of which one may be there; the outer nothing says that there are more.
    pub fn at_most_one(&self, keys: &'static [&'static str]) -> Option<Option<&'a Entry>> {
        let mut found: Vec<&Entry> = keys.iter().filter_map(|key| self.optional(key)).collect();
        found.sort_by_key(|entry| entry.spot);
        match found.as_slice() {
            [] => Some(None),
            [one] => Some(Some(one)),
            [first, second, ..] => {
                let message = format!("{} has both `{}` and `{}`", self.what, first.key, second.key);
                let note = Note::at(second.spot, message).related(first.spot, "and this");
                self.notes
                    .refuse(note.help(format!("keep one of {}", quoted(keys))))
            }
        }
    }

    /// Notes every key that was not asked for, and what is missing. A misspelt key is one problem,
    /// not two.
    pub fn finish(self) {
        self.finish_with(|_| None);
    }

    /// The same, with a help of its own for keys that belong elsewhere.
    pub fn finish_with(self, elsewhere: impl Fn(&str) -> Option<String>) {
        let known = self.asked.borrow();
        let is_unknown = |entry: &&Entry| !known.contains(&entry.key.as_str());
        let unknown: Vec<&Entry> = self.table.entries.iter().filter(is_unknown).collect();
        for entry in &unknown {
            let message = format!("{} has no key `{}`", self.what, entry.key);
            let help = elsewhere(&entry.key).unwrap_or_else(|| suggest::help(&entry.key, "a key", &known));
            self.notes.add(Note::at(entry.spot, message).help(help));
        }
        for (keys, note) in self.missing.take() {
            let mut meant = unknown
                .iter()
                .filter_map(|entry| suggest::nearest(&entry.key, known.iter().copied()));
            if !meant.any(|key| keys.contains(&key)) {
                self.notes.add(note);
            }
        }
    }
}

fn quoted(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}
