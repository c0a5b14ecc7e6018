//! `[actions]`: until when actions are due, and which of them the client has closed.

use crate::workspace::agreement::{Actions, Closing};
use crate::workspace::document::{Entry, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, date, length, or_default, text};

/// Digits behind `A-` or `F-` in the id of an action or a finding.
const ID_DIGITS: usize = 12;

/// Reads `[actions]`; without it actions are due after two weeks, and none is closed.
pub fn actions(notes: &Notes, entry: Option<&Entry>) -> Option<Actions> {
    let standard = Actions::default();
    let Some(entry) = entry else {
        return Some(standard);
    };
    let reader = Reader::of(notes, entry, "`actions`")?;
    let due_days = or_default(reader.optional("due"), standard.due_days, |entry| {
        due(notes, entry)
    });
    let closed = or_default(reader.optional("closed"), Vec::new(), |entry| {
        closed(notes, entry)
    });
    reader.finish();
    Some(Actions {
        due_days: due_days?,
        closed: closed?,
    })
}

fn due(notes: &Notes, entry: &Entry) -> Option<u64> {
    let length = length(notes, entry, 86_400)?;
    let days = length.seconds / 86_400.0;
    if days.fract() != 0.0 || days > 366.0 {
        let note = Note::at(
            entry.node.spot,
            "actions are due after whole days, at most a year",
        );
        return notes.refuse(note.help("write due = \"14 d\""));
    }
    Some(days as u64)
}

fn closed(notes: &Notes, entry: &Entry) -> Option<Vec<Closing>> {
    let Value::Table(table) = &entry.node.value else {
        let message = format!("`closed` is a table, not {}", entry.node.value.kind());
        let help = "write [actions.closed.A-0123456789ab] with on and reason";
        return notes.refuse(Note::at(entry.node.spot, message).help(help));
    };
    let read: Vec<_> = table.entries.iter().map(|entry| closing(notes, entry)).collect();
    read.into_iter().collect()
}

fn closing(notes: &Notes, entry: &Entry) -> Option<Closing> {
    let reader = Reader::of(notes, entry, format!("the closing of `{}`", entry.key))?;
    let on = reader.required("on", "on = 2026-12-05: the day from which it counts as closed");
    let on = on.and_then(|entry| date(notes, "`on`", &entry.node));
    let reason = reader.required("reason", "reason = \"settled in the meeting of December\"");
    let reason = reason.and_then(|entry| text(notes, "`reason`", &entry.node));
    reader.finish();
    let is_id = |digits: &str| {
        digits.len() == ID_DIGITS
            && digits
                .bytes()
                .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    };
    let digits = entry.key.strip_prefix("A-").or(entry.key.strip_prefix("F-"));
    if !digits.is_some_and(is_id) {
        let message = format!("`{}` is no id of an action or finding", entry.key);
        let help = "copy it from the plan: `A-` or `F-` and twelve digits from 0 to 9 and a to f";
        return notes.refuse(Note::at(entry.spot, message).help(help));
    }
    Some(Closing {
        id: entry.key.clone(),
        on: on?,
        reason: reason?.to_owned(),
    })
}
