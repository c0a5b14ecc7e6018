//! Ages by which open tickets are told apart.

use super::context::Context;
use crate::workspace::backlog::{AgeLimit, Backlog};
use crate::workspace::document::{Entry, Node};
use crate::workspace::notes::Note;
use crate::workspace::read::{Reader, length, list, maybe, or_default};

/// Reads `[backlog]`; without it tickets are told apart by elapsed days.
pub fn backlog(context: &Context<'_>, entry: Option<&Entry>) -> Option<Backlog> {
    let Some(entry) = entry else {
        return Some(Backlog::default());
    };
    let reader = Reader::of(context.notes, entry, "the backlog")?;
    let calendar = maybe(reader.optional("calendar"), |entry| context.calendar(&entry.node));
    let in_calendar = calendar.as_ref().is_some_and(Option::is_some);
    let ages = or_default(reader.optional("ages"), Backlog::default().edges, |entry| {
        ages(context, entry, in_calendar)
    });
    if let (Some(calendar), None) = (reader.optional("calendar"), reader.optional("ages")) {
        let note = Note::at(calendar.node.spot, "ages in business time are written in hours");
        context
            .notes
            .add(note.help("write ages = [\"8 h\", \"24 h\", \"40 h\"]"));
    }
    reader.finish();
    Some(Backlog {
        edges: ages?,
        calendar: calendar?.map(|(_, calendar)| calendar),
    })
}

fn ages(context: &Context<'_>, entry: &Entry, in_calendar: bool) -> Option<Vec<AgeLimit>> {
    let notes = context.notes;
    let mut ages: Vec<AgeLimit> = Vec::new();
    for node in list(notes, "`ages`", &entry.node)? {
        let age = age(context, entry, node)?;
        if age.in_days && in_calendar {
            let note = Note::at(
                node.spot,
                "days are elapsed days and cannot be counted in a calendar",
            );
            return notes
                .refuse(note.help("write hours of business time such as \"16 h\", or remove `calendar`"));
        }
        if ages.last().is_some_and(|last| last.seconds >= age.seconds) {
            let note = Note::at(node.spot, "ages ascend");
            return notes.refuse(
                note.help("write them from the youngest to the oldest: [\"1 d\", \"3 d\", \"7 d\"]"),
            );
        }
        ages.push(age);
    }
    if ages.is_empty() {
        let note = Note::at(entry.node.spot, "`ages` names no age");
        return notes.refuse(note.help("write ages = [\"1 d\", \"3 d\", \"7 d\"], or remove it"));
    }
    Some(ages)
}

fn age(context: &Context<'_>, entry: &Entry, node: &Node) -> Option<AgeLimit> {
    let single = Entry {
        node: node.clone(),
        ..entry.clone()
    };
    let length = length(context.notes, &single, 1)?;
    Some(AgeLimit {
        seconds: length.seconds as i64,
        in_days: length.in_days,
    })
}
