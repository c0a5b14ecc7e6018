//! Words of an export and what they stand for.

use std::collections::BTreeMap;

use super::canon::Canon;
use super::context::Context;
use crate::workspace::document::{Entry, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::one_or_more;

/// Word → canonical value, and where the word is listed.
type Listed = BTreeMap<String, (String, Spot)>;

/// Reads `words` of a field: the name of a vocabulary, or a table canonical = words. Canonical
/// values stand for themselves besides; where nothing is listed, those of a closed list.
pub fn words(
    context: &Context<'_>,
    canon: &Canon<'_>,
    field: &Entry,
    entry: Option<&Entry>,
    ignore_case: bool,
) -> Option<BTreeMap<String, String>> {
    let notes = context.notes;
    let mut listed = Listed::new();
    if let Some(entry) = entry {
        let table = vocabulary(context, entry)?;
        let read: Vec<_> = table
            .entries
            .iter()
            .map(|line| (line, canonical_line(notes, canon, line)))
            .collect();
        for (line, canonical) in &read {
            let Some(canonical) = canonical else { continue };
            list_words(notes, &mut listed, line, canonical, ignore_case)?;
            if canon.stands_for_itself() {
                list_word(notes, &mut listed, canonical, canonical, line.spot, ignore_case)?;
            }
        }
        if read.iter().any(|(_, canonical)| canonical.is_none()) {
            return None;
        }
    }
    for value in canon.closed_values() {
        listed
            .entry(fold(value, ignore_case))
            .or_insert_with(|| ((*value).to_owned(), field.spot));
    }
    Some(
        listed
            .into_iter()
            .map(|(word, (canonical, _))| (word, canonical))
            .collect(),
    )
}

fn vocabulary<'a>(context: &Context<'a>, entry: &'a Entry) -> Option<&'a Table> {
    let notes = context.notes;
    let node = match &entry.node.value {
        Value::Text(_) => &context.names.vocabularies.find(notes, &entry.node)?.node,
        _ => &entry.node,
    };
    match &node.value {
        Value::Table(table) => Some(table),
        other => {
            let note = Note::at(node.spot, format!("words are a table, not {}", other.kind()));
            notes.refuse(note.help("name a vocabulary, or write { answered = [\"angenommen\"] }"))
        }
    }
}

fn canonical_line(notes: &Notes, canon: &Canon<'_>, line: &Entry) -> Option<String> {
    canon.check(notes, line.spot, &line.key)
}

fn list_words(
    notes: &Notes,
    listed: &mut Listed,
    line: &Entry,
    canonical: &str,
    ignore_case: bool,
) -> Option<()> {
    let words = match &line.node.value {
        Value::List(items) if items.is_empty() => Vec::new(),
        _ => one_or_more(notes, "a word", &line.node)?,
    };
    for (node, word) in words {
        list_word(notes, listed, word, canonical, node.spot, ignore_case)?;
    }
    Some(())
}

fn list_word(
    notes: &Notes,
    listed: &mut Listed,
    word: &str,
    canonical: &str,
    spot: Spot,
    ignore_case: bool,
) -> Option<()> {
    let key = fold(word, ignore_case);
    match listed.get(&key) {
        Some((known, first)) if known != canonical => {
            let message = format!("`{word}` cannot stand for both `{known}` and `{canonical}`");
            let note = Note::at(spot, message).related(*first, format!("listed for `{known}` here"));
            notes.refuse(note.help("list each word once"))
        }
        Some(_) => Some(()),
        None => {
            listed.insert(key, (canonical.to_owned(), spot));
            Some(())
        }
    }
}

/// How a word is compared.
pub fn fold(word: &str, ignore_case: bool) -> String {
    if ignore_case {
        word.trim().to_lowercase()
    } else {
        word.trim().to_owned()
    }
}
