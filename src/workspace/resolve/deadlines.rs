//! Deadlines: a budget and the clock it runs on.

use super::context::Context;
use crate::workspace::agreement::{Budget, Clock, Deadline, LateReceipt, PauseAudit, Pauses, Reopened, Rule};
use crate::workspace::calendar::Calendar;
use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, business_days, choice, flag, length, maybe, or_default, seconds};

/// Reads a deadline: `within` and its clock, or `due = "export"`, and what pauses and reopenings do.
pub fn deadline(context: &Context<'_>, reader: &Reader<'_>, clock: Clock) -> Option<Deadline> {
    let budget = match without_budget(reader) && clock == Clock::InterimNotice {
        true => Some(Budget::Elapsed {
            seconds: INTERIM_NOTICE_S,
        }),
        false => agreed_budget(context, reader),
    };
    let pauses = pauses(reader, budget.as_ref());
    let reopened = reopened(reader, clock);
    let repeats = repeats(reader, clock, budget.as_ref());
    let audit = pause_audit(reader, pauses);
    Some(Deadline {
        budget: budget?,
        pauses: pauses?,
        reopened: reopened?,
        repeats: repeats?,
        audit: audit?,
    })
}

/// Answer or interim notice within 48 hours, where nothing else is agreed (definitions § 3).
const INTERIM_NOTICE_S: i64 = 48 * 3600;

/// Whether nothing is said about the length of a deadline and its clock.
fn without_budget(reader: &Reader<'_>) -> bool {
    let keys = ["within", "due", "calendar", "clock", "late_receipt"];
    keys.iter().all(|key| reader.optional(key).is_none())
}

/// Which pauses are looked at more closely; only pauses that stop the clock can be misused.
fn pause_audit(reader: &Reader<'_>, pauses: Option<Pauses>) -> Option<Option<PauseAudit>> {
    let notes = reader.notes;
    let Some(entry) = reader.optional("pause_audit") else {
        return Some(None);
    };
    let own = Reader::of(notes, entry, "`pause_audit`")?;
    let before_breach = maybe(own.optional("before_breach"), |entry| seconds(notes, entry, 1));
    own.finish();
    if pauses == Some(Pauses::Run) {
        let note = Note::at(
            entry.node.spot,
            "pauses do not stop this clock, so there is nothing to audit",
        );
        return notes.refuse(note.help("write pauses = \"stop\", or remove `pause_audit`"));
    }
    Some(Some(PauseAudit {
        before_breach_s: before_breach?,
    }))
}

/// Whether each interim notice starts the next period.
fn repeats(reader: &Reader<'_>, clock: Clock, budget: Option<&Budget>) -> Option<bool> {
    let Some(entry) = reader.optional("repeat") else {
        return Some(false);
    };
    if clock != Clock::InterimNotice {
        let note = Note::at(entry.node.spot, "`repeat` applies to `interim_notice` only");
        return reader.notes.refuse(note.help("remove it"));
    }
    if matches!(budget, Some(Budget::Export)) {
        let note = Note::at(entry.node.spot, "an exported due instant cannot repeat");
        return reader
            .notes
            .refuse(note.help("write within = \"48 h\" with a clock, or remove `repeat`"));
    }
    flag(reader.notes, entry)
}

/// Whether pauses stop the clock; of days and of exported due instants nothing can be taken off.
fn pauses(reader: &Reader<'_>, budget: Option<&Budget>) -> Option<Pauses> {
    let notes = reader.notes;
    let options = [("run", Pauses::Run), ("stop", Pauses::Stop)];
    let Some(entry) = reader.optional("pauses") else {
        return Some(Pauses::default());
    };
    let pauses = choice(notes, "rule for pauses", &entry.node, &options)?;
    let in_time = matches!(
        budget,
        None | Some(Budget::Business { .. } | Budget::Elapsed { .. })
    );
    if pauses == Pauses::Stop && !in_time {
        let note = Note::at(
            entry.node.spot,
            "pauses can stop a clock of hours and minutes only",
        );
        return notes.refuse(note.help("write within = \"16 h\" with a calendar, or remove `pauses`"));
    }
    Some(pauses)
}

fn reopened(reader: &Reader<'_>, clock: Clock) -> Option<Reopened> {
    let notes = reader.notes;
    let options = [
        ("total", Reopened::Total),
        ("first_cycle", Reopened::FirstCycle),
        ("restart", Reopened::Restart),
    ];
    let Some(entry) = reader.optional("reopened") else {
        return Some(Reopened::default());
    };
    if clock != Clock::Resolution {
        let note = Note::at(entry.node.spot, "`reopened` applies to `resolution` only");
        return notes.refuse(note.help("remove it"));
    }
    choice(notes, "rule for reopened cases", &entry.node, &options)
}

fn agreed_budget(context: &Context<'_>, reader: &Reader<'_>) -> Option<Budget> {
    let notes = reader.notes;
    let entry = reader.one_of(
        &["within", "due"],
        "write within = \"8 h\" with a calendar, or due = \"export\"",
    );
    let clock = reader.at_most_one(&["calendar", "clock"]);
    let late = reader.optional("late_receipt");
    let (entry, clock) = (entry?, clock?);
    if let Some(late) = late.filter(|_| business_days(entry).is_none()) {
        let note = Note::at(late.node.spot, "`late_receipt` applies to business days only");
        return notes.refuse(note.help("write within = \"2 business days\", or remove it"));
    }
    if entry.key == "due" {
        return exported(notes, entry, clock);
    }
    match business_days(entry) {
        Some(days) => day_budget(context, reader, days, clock, late),
        None => budget(context, reader, entry, clock),
    }
}

fn exported(notes: &Notes, entry: &Entry, clock: Option<&Entry>) -> Option<Budget> {
    choice(notes, "source of due instants", &entry.node, &[("export", ())])?;
    let Some(clock) = clock else {
        return Some(Budget::Export);
    };
    let message = format!("`{}` does not apply to due = \"export\"", clock.key);
    let note = Note::at(clock.node.spot, message);
    notes.refuse(note.help("the export's own `due_at` says when; remove it"))
}

/// Business days, of the calendar that says which days those are.
fn day_budget(
    context: &Context<'_>,
    reader: &Reader<'_>,
    days: u32,
    clock: Option<&Entry>,
    late: Option<&Entry>,
) -> Option<Budget> {
    let notes = reader.notes;
    let options = [
        ("same_day", LateReceipt::SameDay),
        ("next_day", LateReceipt::NextDay),
    ];
    let late_receipt = or_default(late, LateReceipt::default(), |entry| {
        choice(notes, "late receipt", &entry.node, &options)
    });
    let Some(calendar) = clock.filter(|clock| clock.key == "calendar") else {
        let note = Note::at(
            clock.map_or(reader.spot, |clock| clock.node.spot),
            "business days need a calendar that says which days those are",
        );
        return notes.refuse(note.help("write calendar = \"…\""));
    };
    let (calendar_name, calendar) = context.calendar(&calendar.node)?;
    Some(Budget::Days {
        days,
        calendar,
        calendar_name,
        late_receipt: late_receipt?,
    })
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
            note.help("write \"2 business days\", or hours of business time such as \"16 h\", or use clock = \"elapsed\""),
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
