//! Dated exemptions and moments of truth.

use chrono::{NaiveDate, NaiveDateTime};

use super::context::Context;
use super::standards::{ids, name_text};
use crate::vocabulary::{EpochSeconds, LocalReading, ProviderId, QueueId, StandardId, Zone};
use crate::workspace::agreement::{ExemptDeadlines, Exemption, Moment};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, one_or_more, or_default, text, unique};

/// All exemptions; nothing where one of them is wrong.
pub fn exemptions(context: &Context<'_>) -> Option<Vec<Exemption>> {
    let entries = context.names.exemptions.entries.iter();
    let read: Vec<_> = entries.map(|entry| exemption(context, entry)).collect();
    read.into_iter().collect()
}

fn exemption(context: &Context<'_>, entry: &Entry) -> Option<Exemption> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("exemption `{}`", entry.key))?;
    let from_entry = reader.required("from", "from = 2026-10-07 10:00:00, or a day");
    let to_entry = reader.required("to", "to = 2026-10-07 13:30:00, or the last day");
    let from = from_entry.and_then(|entry| edge(context, entry, Edge::From));
    let to = to_entry.and_then(|entry| edge(context, entry, Edge::To));
    let providers = or_default(reader.optional("providers"), Vec::new(), |entry| {
        ids(notes, &context.names.providers, entry)
    });
    let queues = or_default(reader.optional("queues"), Vec::new(), |entry| {
        ids(notes, &context.names.queues, entry)
    });
    let standards = or_default(reader.optional("standards"), Vec::new(), |entry| {
        ids(notes, &context.names.standards, entry)
    });
    let reason = reader.required(
        "reason",
        "reason = { de = \"Ausfall der Telefonanlage\", en = \"Telephone outage\" }",
    );
    let reason = reason.and_then(|entry| name_text(notes, entry));
    let evidence = reader.required(
        "evidence",
        "evidence = \"Ticket INC-4711 of the telephone company\": what proves it",
    );
    let evidence = evidence.and_then(|entry| text(notes, "`evidence`", &entry.node));
    let options = [
        ("due", ExemptDeadlines::Due),
        ("running", ExemptDeadlines::Running),
    ];
    let deadlines = or_default(reader.optional("deadlines"), ExemptDeadlines::Due, |entry| {
        choice(notes, "`deadlines`", &entry.node, &options)
    });
    reader.finish();
    let (from, to) = (from?, to?);
    if to <= from {
        let note = Note::at(to_entry?.node.spot, "`to` is not after `from`");
        let note = note.related(from_entry?.node.spot, "from here");
        return notes.refuse(
            note.help("a day as `to` is the last day, a time is the first instant after the exemption"),
        );
    }
    Some(Exemption {
        id: entry.key.clone(),
        from,
        to,
        providers: providers?.into_iter().map(ProviderId::new).collect(),
        queues: queues?.into_iter().map(QueueId::new).collect(),
        standards: standards?.into_iter().map(StandardId::new).collect(),
        reason: reason?,
        evidence: evidence?.to_owned(),
        deadlines: deadlines?,
    })
}

/// Which end of an exemption is read.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    From,
    To,
}

/// The instant of an end on the client's clock. A whole day begins and ends at midnight; of a time that
/// the clock shows twice the outer one counts.
fn edge(context: &Context<'_>, entry: &Entry, edge: Edge) -> Option<EpochSeconds> {
    let written = written(context.notes, entry)?;
    let zone = context.zone.as_ref()?;
    match written {
        Written::Day(day) if edge == Edge::To => Some(zone.day_start(day.succ_opt()?)),
        Written::Day(day) => Some(zone.day_start(day)),
        Written::Time(time) => Some(instant(zone, time, edge)),
    }
}

enum Written {
    Day(NaiveDate),
    Time(NaiveDateTime),
}

fn written(notes: &Notes, entry: &Entry) -> Option<Written> {
    let name = &entry.key;
    let message = match &entry.node.value {
        Value::Date(day) => return Some(Written::Day(*day)),
        Value::Instant(time) => return Some(Written::Time(*time)),
        Value::Text(text) => match parsed(text.trim()) {
            Some(written) => return Some(written),
            None => format!("`{name}` = \"{text}\" is no day and no time"),
        },
        other => format!(
            "`{name}` is a day or a time on the client's clock, not {}",
            other.kind()
        ),
    };
    notes.refuse(Note::at(entry.node.spot, message).help("write 2026-10-07, or \"2026-10-07 10:00\""))
}

fn parsed(text: &str) -> Option<Written> {
    let formats = [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
    ];
    let time = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    time.map(Written::Time)
        .or_else(|| text.parse().ok().map(Written::Day))
}

fn instant(zone: &Zone, time: NaiveDateTime, edge: Edge) -> EpochSeconds {
    match (zone.read(time.and_utc().timestamp()), edge) {
        (LocalReading::Single(at) | LocalReading::Skipped(at), _) => at,
        (LocalReading::Ambiguous { earlier, .. }, Edge::From) => earlier,
        (LocalReading::Ambiguous { later, .. }, Edge::To) => later,
    }
}

/// All moments of truth; nothing where one of them is wrong.
pub fn moments(context: &Context<'_>) -> Option<Vec<Moment>> {
    let entries = context.names.moments.entries.iter();
    let read: Vec<_> = entries.map(|entry| moment(context, entry)).collect();
    read.into_iter().collect()
}

fn moment(context: &Context<'_>, entry: &Entry) -> Option<Moment> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("moment `{}`", entry.key))?;
    let name = reader.required(
        "name",
        "name = { de = \"Unklare Rechnung\", en = \"Unclear invoice\" }",
    );
    let name = name.and_then(|entry| name_text(notes, entry));
    let reasons = reader.required("reasons", "reasons = [\"…\"], the contact reasons");
    let reasons = reasons.and_then(|entry| one_or_more(notes, "`reasons`", &entry.node));
    reader.finish();
    let reasons: Vec<(&Node, &str)> = reasons?;
    unique(notes, "`reasons`", &reasons);
    reasons
        .iter()
        .for_each(|(node, reason)| context.reasons.check(notes, node, reason));
    Some(Moment {
        id: entry.key.clone(),
        name: name?,
        reasons: reasons.into_iter().map(|(_, reason)| reason.to_owned()).collect(),
    })
}
