//! Sources: whose export, of what, where, and how its times and repetitions are taken.

use super::context::Context;
use super::events;
use super::feedback;
use super::forecasts;
use super::layout;
use super::mapping;
use super::paths;
use crate::vocabulary::{ProviderId, SourceId, TableKind, Zone};
use crate::workspace::agreement::{AmbiguousTime, DuplicateRule, SkippedTime, Source, StaffUnit};
use crate::workspace::document::Entry;
use crate::workspace::mapping::{Field, Mapping};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, flag, or_default};

/// All sources; nothing where one of them is wrong.
pub fn sources(context: &Context<'_>) -> Option<Vec<Source>> {
    let read: Vec<_> = context
        .names
        .sources
        .entries
        .iter()
        .map(|entry| source(context, entry))
        .collect();
    let entries = context.names.sources.entries.iter();
    let known: Vec<(&Entry, &Source)> = entries
        .zip(&read)
        .filter_map(|(entry, source)| Some((entry, source.as_ref()?)))
        .collect();
    events::check(context, &known);
    read.into_iter().collect()
}

fn source(context: &Context<'_>, entry: &Entry) -> Option<Source> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("source `{}`", entry.key))?;
    let provider = reader.required("provider", "provider = \"nord\"");
    let provider = provider.and_then(|entry| context.names.providers.find(notes, &entry.node));
    let kind = reader.required("kind", "kind = \"calls\"");
    let kind = kind.and_then(|entry| choice(notes, "kind", &entry.node, &kinds()));
    let path = reader.required("path", "path = \"nord/calls_{period}.csv\"");
    let path = path.and_then(|entry| paths::source_path(notes, entry));
    if kind == Some(TableKind::Feedback) {
        return feedback::source(context, reader, (&entry.key, provider), path);
    }
    let required = or_default(reader.optional("required"), true, |entry| flag(notes, entry));
    let zone = zone(context, &reader);
    let times = times(&reader);
    let duplicates = or_default(reader.optional("duplicates"), DuplicateRule::First, |entry| {
        choice(notes, "rule for duplicates", &entry.node, &DUPLICATES)
    });
    let staff_unit = staff_unit(&reader, kind);
    let forecast = forecasts::origin(&reader, kind);
    let layout = layout::layout(&reader);
    let mapping = mapping::mapping(context, &reader, kind, layout.as_ref());
    let history = reader
        .optional("duplicates")
        .filter(|_| duplicates == Some(DuplicateRule::History));
    if let (Some(history), Some(kind), Some(mapping)) = (history, kind, &mapping) {
        history_needs(notes, history, kind, mapping);
    }
    reader.finish();
    let (ambiguous, skipped) = times?;
    Some(Source {
        id: SourceId::new(&entry.key),
        provider: ProviderId::new(&provider?.key),
        kind: kind?,
        path: path?,
        required: required?,
        zone: zone?,
        ambiguous,
        skipped,
        duplicates: duplicates?,
        staff_unit: staff_unit?,
        forecast: forecast?,
        layout: layout?,
        mapping: mapping?,
    })
}

/// Histories are of tickets, and need what orders them and what their steps say.
fn history_needs(notes: &Notes, entry: &Entry, kind: TableKind, mapping: &Mapping) {
    if kind != TableKind::Tickets {
        let note = Note::at(entry.node.spot, "only tickets have a history");
        notes.add(note.help("choose \"first\", \"last\" or \"reject\""));
        return;
    }
    for field in [Field::UpdatedAt, Field::Status] {
        if !mapping.fields.contains_key(&field) {
            let note = Note::at(entry.node.spot, format!("a history needs `{}`", field.name()));
            notes.add(note.help("map it: it tells when each step was, or what it was"));
        }
    }
}

pub(super) const DUPLICATES: [(&str, DuplicateRule); 4] = [
    ("first", DuplicateRule::First),
    ("last", DuplicateRule::Last),
    ("history", DuplicateRule::History),
    ("reject", DuplicateRule::Reject),
];

const AMBIGUOUS: [(&str, AmbiguousTime); 3] = [
    ("earlier", AmbiguousTime::Earlier),
    ("later", AmbiguousTime::Later),
    ("reject", AmbiguousTime::Reject),
];

const SKIPPED: [(&str, SkippedTime); 2] = [("shift", SkippedTime::Shift), ("reject", SkippedTime::Reject)];

fn kinds() -> [(&'static str, TableKind); 9] {
    TableKind::ALL.map(|kind| (kind.name(), kind))
}

/// The source's own zone, else the client's.
fn zone(context: &Context<'_>, reader: &Reader<'_>) -> Option<Zone> {
    match reader.optional("time_zone") {
        Some(entry) => context.zone(entry),
        None => context.zone.clone(),
    }
}

fn times(reader: &Reader<'_>) -> Option<(AmbiguousTime, SkippedTime)> {
    let notes = reader.notes;
    let ambiguous = or_default(
        reader.optional("ambiguous_time"),
        AmbiguousTime::Earlier,
        |entry| choice(notes, "rule for ambiguous times", &entry.node, &AMBIGUOUS),
    );
    let skipped = or_default(reader.optional("skipped_time"), SkippedTime::Shift, |entry| {
        choice(notes, "rule for skipped times", &entry.node, &SKIPPED)
    });
    Some((ambiguous?, skipped?))
}

/// What staffing figures count must be said, for the two units differ by the shrinkage.
fn staff_unit(reader: &Reader<'_>, kind: Option<TableKind>) -> Option<StaffUnit> {
    let notes = reader.notes;
    let options = [
        ("net", StaffUnit::Net),
        ("gross", StaffUnit::Gross),
        ("fte", StaffUnit::Fte),
    ];
    match (kind, reader.optional("staff_unit")) {
        (Some(TableKind::Staffing), None) => {
            let note = Note::at(reader.spot, format!("{} has no `staff_unit`", reader.what));
            notes.refuse(note.help(
                "write staff_unit = \"net\" (agents available for contacts), \"gross\" (scheduled, shrinkage not yet \
                 taken off) or \"fte\" (paid, absence and shrinkage not yet taken off)",
            ))
        }
        (Some(kind), Some(entry)) if kind != TableKind::Staffing => {
            let message = format!("`staff_unit` does not apply to a source of {}", kind.name());
            notes.refuse(
                Note::at(entry.spot, message).help("it belongs to kind = \"staffing\"; remove it here"),
            )
        }
        (_, Some(entry)) => choice(notes, "staff unit", &entry.node, &options),
        (_, None) => Some(StaffUnit::Net),
    }
}
