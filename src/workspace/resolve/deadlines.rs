//! Deadlines: a budget and the clock it runs on.

use super::context::Context;
use crate::workspace::agreement::{Budget, Deadline, Rule};
use crate::workspace::calendar::Calendar;
use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, length, maybe};

/// Reads a deadline: `within` and its clock, or `due = "export"`.
pub fn deadline(context: &Context<'_>, reader: &Reader<'_>) -> Option<Deadline> {
    let notes = reader.notes;
    let entry = reader.one_of(
        &["within", "due"],
        "write within = \"8 h\" with a calendar, or due = \"export\"",
    );
    let clock = reader.at_most_one(&["calendar", "clock"]);
    let (entry, clock) = (entry?, clock?);
    if entry.key == "due" {
        choice(notes, "source of due instants", &entry.node, &[("export", ())])?;
        return match clock {
            Some(clock) => {
                let message = format!("`{}` does not apply to due = \"export\"", clock.key);
                notes.refuse(
                    Note::at(clock.spot, message).help("the export's own `due_at` says when; remove it"),
                )
            }
            None => Some(Deadline {
                budget: Budget::Export,
            }),
        };
    }
    let budget = budget(context, reader, entry, clock)?;
    Some(Deadline { budget })
}

fn budget(
    context: &Context<'_>,
    reader: &Reader<'_>,
    within: &Entry,
    clock: Option<&Entry>,
) -> Option<Budget> {
    let notes = reader.notes;
    let Some(clock) = clock else {
        length(notes, within, 1);
        let note = Note::at(
            reader.spot,
            format!("{} does not say on which clock it runs", reader.what),
        );
        return notes.refuse(note.help("write calendar = \"…\" for business time, or clock = \"elapsed\""));
    };
    if clock.key == "clock" {
        let elapsed = choice(notes, "clock", &clock.node, &[("elapsed", ())]);
        let seconds = length(notes, within, 1).map(|length| length.seconds as i64);
        elapsed?;
        return Some(Budget::Elapsed { seconds: seconds? });
    }
    let calendar = context.calendar(&clock.node);
    let seconds = business_seconds(notes, within);
    let (calendar_name, calendar) = calendar?;
    Some(Budget::Business {
        seconds: seconds?,
        calendar,
        calendar_name,
    })
}

/// Seconds of business time. A day would be ambiguous: 24 hours, or one day of opening?
fn business_seconds(notes: &Notes, within: &Entry) -> Option<i64> {
    let length = length(notes, within, 1)?;
    if length.in_days {
        let note = Note::at(
            within.node.spot,
            "days are elapsed days and cannot be counted in a calendar",
        );
        return notes.refuse(
            note.help("write the hours of business time, such as \"16 h\", or use clock = \"elapsed\""),
        );
    }
    Some(length.seconds as i64)
}

/// Reads `documented_within`; without a calendar time is elapsed.
pub fn documented_within(context: &Context<'_>, reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let within = reader.required("within", "within = \"15 min\"");
    let calendar = reader.optional("calendar");
    let within_s = within.and_then(|within| match calendar {
        Some(_) => business_seconds(notes, within),
        None => length(notes, within, 1).map(|length| length.seconds as i64),
    });
    let calendar: Option<Option<Calendar>> = maybe(calendar, |entry| {
        context.calendar(&entry.node).map(|(_, calendar)| calendar)
    });
    Some(Rule::DocumentedWithin {
        within_s: within_s?,
        calendar: calendar?,
    })
}
