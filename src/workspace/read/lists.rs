//! Lists, and lists of texts.

use super::{raw_text, text};
use crate::workspace::document::{Node, Value};
use crate::workspace::notes::{Note, Notes};

/// The items of a list.
pub fn list<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<&'a [Node]> {
    match &node.value {
        Value::List(items) => Some(items),
        other => {
            let note = Note::at(node.spot, format!("{what} is a list, not {}", other.kind()));
            notes.refuse(note.help("write it in brackets: [ … ]"))
        }
    }
}

/// The items of a list that has at least one.
pub fn non_empty<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<&'a [Node]> {
    match list(notes, what, node)? {
        [] => notes.refuse(Note::at(node.spot, format!("{what} is an empty list"))),
        items => Some(items),
    }
}

/// A list of trimmed texts; the list and any text may be empty.
pub fn texts(notes: &Notes, what: &str, node: &Node) -> Option<Vec<String>> {
    let items = list(notes, what, node)?;
    let texts: Vec<_> = items.iter().map(|item| raw_text(notes, what, item)).collect();
    texts
        .into_iter()
        .map(|text| text.map(|text| text.trim().to_owned()))
        .collect()
}

/// One text, or a list of at least one; every text has something in it.
pub fn one_or_more<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<Vec<(&'a Node, &'a str)>> {
    let items = match &node.value {
        Value::Text(_) => std::slice::from_ref(node),
        _ => non_empty(notes, what, node)?,
    };
    let texts: Vec<_> = items
        .iter()
        .map(|item| text(notes, what, item).map(|text| (item, text)))
        .collect();
    texts.into_iter().collect()
}

/// Notes every item that stands in a list again.
pub fn unique<T: PartialEq>(notes: &Notes, what: &str, items: &[(&Node, T)]) {
    for (index, (node, value)) in items.iter().enumerate() {
        if let Some((first, _)) = items[..index].iter().find(|(_, known)| known == value) {
            let note = Note::at(node.spot, format!("{what} names this twice"));
            notes.add(note.related(first.spot, "first here"));
        }
    }
}
