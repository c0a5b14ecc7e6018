//! Sources of feedback workbooks that come back: their form is the program's own, so nothing is mapped.

use std::collections::BTreeMap;

use super::context::Context;
use super::sources::DUPLICATES;
use crate::vocabulary::{ProviderId, SourceId, TableKind};
use crate::workspace::agreement::{AmbiguousTime, DuplicateRule, SkippedTime, Source, StaffUnit};
use crate::workspace::document::Entry;
use crate::workspace::mapping::{ExcelLayout, Header, Layout, Mapping, Sheet};
use crate::workspace::notes::Note;
use crate::workspace::read::{Reader, choice, flag, or_default};

/// Reads the rest of such a source.
pub fn source(
    context: &Context<'_>,
    reader: Reader<'_>,
    (id, provider): (&str, Option<&Entry>),
    path: Option<String>,
) -> Option<Source> {
    let notes = context.notes;
    let required = or_default(reader.optional("required"), false, |entry| flag(notes, entry));
    let duplicates = reader.optional("duplicates");
    let rule = or_default(duplicates, DuplicateRule::First, |entry| {
        choice(notes, "rule for duplicates", &entry.node, &DUPLICATES)
    });
    if let (Some(entry), Some(DuplicateRule::History)) = (duplicates, rule) {
        let note = Note::at(entry.node.spot, "only tickets have a history");
        notes.add(note.help("choose \"first\", \"last\" or \"reject\""));
    }
    reader.finish_with(|_| {
        Some(String::from(
            "feedback workbooks are read as they were published: provider, kind, path, required and duplicates are all there is to say",
        ))
    });
    Some(Source {
        id: SourceId::new(id),
        provider: ProviderId::new(&provider?.key),
        kind: TableKind::Feedback,
        path: path?,
        required: required?,
        zone: context.zone.clone()?,
        ambiguous: AmbiguousTime::Earlier,
        skipped: SkippedTime::Shift,
        duplicates: rule?,
        staff_unit: StaffUnit::Net,
        forecast: None,
        layout: Layout::Excel(ExcelLayout {
            sheet: Sheet::Number(1),
            header: Header::Row(1),
            not_records: Vec::new(),
        }),
        mapping: Mapping {
            fields: BTreeMap::new(),
            decimal: '.',
            thousands: None,
            missing: Vec::new(),
        },
    })
}
