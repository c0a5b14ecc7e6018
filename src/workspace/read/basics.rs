//! Texts, flags, whole numbers and words of a closed list.

use std::ops::RangeInclusive;

use crate::vocabulary::suggest;
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};

/// A text as written, blanks included.
pub fn raw_text<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<&'a str> {
    match &node.value {
        Value::Text(text) => Some(text),
        other => {
            let note = Note::at(node.spot, format!("{what} is a text, not {}", other.kind()));
            notes.refuse(note.help("write it in quotes"))
        }
    }
}

/// A trimmed text with something in it.
pub fn text<'a>(notes: &Notes, what: &str, node: &'a Node) -> Option<&'a str> {
    let text = raw_text(notes, what, node)?.trim();
    match text.is_empty() {
        true => notes.refuse(Note::at(node.spot, format!("{what} is empty"))),
        false => Some(text),
    }
}

/// `true` or `false`.
pub fn flag(notes: &Notes, entry: &Entry) -> Option<bool> {
    match &entry.node.value {
        Value::Bool(flag) => Some(*flag),
        other => {
            let message = format!("`{}` is true or false, not {}", entry.key, other.kind());
            notes.refuse(Note::at(entry.node.spot, message).help("write true or false, without quotes"))
        }
    }
}

/// A whole number in a range.
pub fn whole(notes: &Notes, entry: &Entry, range: RangeInclusive<i64>) -> Option<i64> {
    let message = match &entry.node.value {
        Value::Integer(number) if range.contains(number) => return Some(*number),
        Value::Integer(number) => format!("`{}` cannot be {number}", entry.key),
        Value::Float(_) => format!("`{}` is a whole number", entry.key),
        other => format!("`{}` is a whole number, not {}", entry.key, other.kind()),
    };
    let help = match *range.end() {
        i64::MAX => format!("at least {}", range.start()),
        end => format!("from {} to {end}", range.start()),
    };
    notes.refuse(Note::at(entry.node.spot, message).help(help))
}

/// One of a closed list of words.
pub fn choice<T: Copy>(notes: &Notes, what: &str, node: &Node, options: &[(&str, T)]) -> Option<T> {
    let word = text(notes, what, node)?;
    if let Some((_, value)) = options.iter().find(|(name, _)| *name == word) {
        return Some(*value);
    }
    let names: Vec<&str> = options.iter().map(|(name, _)| *name).collect();
    let help = match suggest::nearest(word, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? {what} is one of: {}", names.join(", ")),
        None => format!("{what} is one of: {}", names.join(", ")),
    };
    notes.refuse(Note::at(node.spot, format!("`{word}` is no {what}")).help(help))
}
