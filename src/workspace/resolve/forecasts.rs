//! Forecasts: whose one is, and which of its versions counts, must be said.

use crate::vocabulary::{Maker, TableKind};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::forecast::{ForecastOrigin, Lock, LockedPeriod};
use crate::workspace::notes::Note;
use crate::workspace::read::{Reader, choice, flag, seconds};

/// Keys of a source that only forecasts take.
const KEYS: [&str; 3] = ["made_by", "locked", "lock"];

/// Reads `made_by`, and `locked` or `lock`; nothing for sources of other kinds, where they are refused.
pub fn origin(reader: &Reader<'_>, kind: Option<TableKind>) -> Option<Option<ForecastOrigin>> {
    let notes = reader.notes;
    if kind != Some(TableKind::Forecast) {
        let found: Vec<&Entry> = KEYS.into_iter().filter_map(|key| reader.optional(key)).collect();
        let (Some(kind), false) = (kind, found.is_empty()) else {
            return Some(None);
        };
        for entry in found {
            let message = format!("`{}` does not apply to a source of {}", entry.key, kind.name());
            notes
                .add(Note::at(entry.spot, message).help("it belongs to kind = \"forecast\"; remove it here"));
        }
        return None;
    }
    let maker = reader.required(
        "made_by",
        "made_by = \"client\" or \"provider\": whose forecast it is",
    );
    let maker = maker.and_then(|entry| choice(notes, "maker of a forecast", &entry.node, &Maker::ALL));
    let lock = lock(reader);
    Some(Some(ForecastOrigin {
        maker: maker?,
        lock: lock?,
    }))
}

/// Which version counts, beside whether the mapping tells when one was delivered.
fn lock(reader: &Reader<'_>) -> Option<Lock> {
    let notes = reader.notes;
    let entry = reader.one_of(
        &["locked", "lock"],
        "write locked = true where the file holds the agreed version and no other, or \
         lock = { before = \"14 d\", start_of = \"month\" }: then the last version delivered by that time counts",
    )?;
    let delivered = maps_delivery(reader);
    if entry.key == "locked" {
        return match flag(notes, entry)? {
            true if delivered => {
                let note = Note::at(
                    entry.spot,
                    "`locked` leaves no versions, and `delivered_at` tells some",
                );
                notes.refuse(note.help("keep one of the two; with `delivered_at`, write lock = { … }"))
            }
            true => Some(Lock::Given),
            false => {
                let note = Note::at(
                    entry.node.spot,
                    "`locked` = false does not say which version counts",
                );
                notes.refuse(note.help("write lock = { before = \"14 d\", start_of = \"month\" }"))
            }
        };
    }
    let table = Reader::of(notes, entry, "the lock of a forecast")?;
    let before = table.required("before", "before = \"14 d\"");
    let start_of = table.required("start_of", "start_of = \"month\", \"week\" or \"day\"");
    table.finish();
    let before = before.and_then(|entry| seconds(notes, entry, 0));
    let of = start_of.and_then(|entry| choice(notes, "locked period", &entry.node, &LockedPeriod::ALL));
    if !delivered {
        let note = Note::at(entry.spot, "a lock needs `delivered_at`");
        return notes
            .refuse(note.help("map it: it tells when a version was delivered; or write locked = true"));
    }
    Some(Lock::Before {
        seconds: before?,
        of: of?,
    })
}

/// Whether the mapping has a line for `delivered_at`, right or wrong.
fn maps_delivery(reader: &Reader<'_>) -> bool {
    let table = |node: &Node, key: &str| match &node.value {
        Value::Table(table) => table.get(key).map(|entry| entry.node.clone()),
        _ => None,
    };
    let mapping = reader.optional("mapping");
    let fields = mapping.and_then(|mapping| table(&mapping.node, "fields"));
    fields.is_some_and(|fields| table(&fields, "delivered_at").is_some())
}
