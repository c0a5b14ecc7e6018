//! Constants are checked like the cells that they replace.

use std::collections::BTreeMap;

use super::formats::fits;
use crate::workspace::document::Entry;
use crate::workspace::mapping::{Field, ValueType};
use crate::workspace::notes::{Note, Notes};

/// Notes a constant that could not be read as a value of its field.
pub fn check_constant(
    notes: &Notes,
    entry: &Entry,
    field: Field,
    text: &str,
    formats: &[String],
    words: Option<&BTreeMap<String, String>>,
    decimal: char,
) {
    let is_known = |words: &BTreeMap<String, String>| {
        words.is_empty() || words.contains_key(text) || words.contains_key(&text.to_lowercase())
    };
    let (is_readable, expected) = match field.value_type() {
        ValueType::Words if is_language(field) => return check_language(notes, entry, text, words),
        ValueType::Words => (
            field == Field::Reason || words.is_none_or(is_known),
            "a word that is listed, or a canonical value",
        ),
        ValueType::Instant => (
            formats.is_empty() || fits(text, formats),
            "a time in the given format",
        ),
        ValueType::Number => (text.replace(decimal, ".").parse::<f64>().is_ok(), "a number"),
        ValueType::Text | ValueType::Duration | ValueType::Share => (true, ""),
    };
    if !is_readable {
        let message = format!("`{text}` cannot be the constant of `{}`", field.name());
        let help = match words.filter(|words| !words.is_empty()) {
            Some(words) => format!("expected one of: {}", canonical(words).join(", ")),
            None => format!("expected {expected}"),
        };
        notes.add(Note::at(entry.node.spot, message).help(help));
    }
}

fn is_language(field: Field) -> bool {
    matches!(field, Field::CustomerLanguage | Field::ServedLanguage)
}

fn check_language(notes: &Notes, entry: &Entry, text: &str, words: Option<&BTreeMap<String, String>>) {
    let is_listed =
        words.is_some_and(|words| words.contains_key(text) || words.contains_key(&text.to_lowercase()));
    if !is_listed {
        super::languages::tag(notes, entry.node.spot, text);
    }
}

fn canonical(words: &BTreeMap<String, String>) -> Vec<&str> {
    let mut values: Vec<&str> = words.values().map(String::as_str).collect();
    values.sort_unstable();
    values.dedup();
    values
}
