//! What of the people who serve may be shown.

use crate::vocabulary::TableKind;
use crate::workspace::agreement::Source;
use crate::workspace::document::{Entry, Value};
use crate::workspace::mapping::Field;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::privacy::Privacy;
use crate::workspace::read::{Reader, or_default, whole};

/// Of two agents each knows the other's figures by its own.
pub const SMALLEST_GROUP: i64 = 3;

/// Reads `[privacy]`; without it no figures of groups are shown.
pub fn privacy(notes: &Notes, entry: Option<&Entry>) -> Option<Privacy> {
    let Some(entry) = entry else {
        return Some(Privacy::SILENT);
    };
    let reader = Reader::of(notes, entry, "the privacy")?;
    let groups = or_default(reader.optional("agent_groups"), false, |entry| yes(notes, entry));
    let size = or_default(reader.optional("min_group_size"), Privacy::USUAL_SIZE, |entry| {
        whole(notes, entry, SMALLEST_GROUP..=1_000)
    });
    if let (Some(entry), Some(false)) = (reader.optional("min_group_size"), groups) {
        let note = Note::at(
            entry.spot,
            "`min_group_size` says nothing where no figures of groups are shown",
        );
        notes.add(note.help("write agent_groups = true, or remove `min_group_size`"));
    }
    reader.finish();
    Some(Privacy {
        min_group_size: groups?.then_some(size? as usize),
    })
}

fn yes(notes: &Notes, entry: &Entry) -> Option<bool> {
    match &entry.node.value {
        Value::Bool(yes) => Some(*yes),
        other => {
            let message = format!("`{}` is true or false, not {}", entry.key, other.kind());
            notes.refuse(Note::at(entry.node.spot, message).help("write agent_groups = true"))
        }
    }
}

/// That groups are allowed and nothing tells them, or nothing tells how many agents they have.
pub fn doubts(privacy: Privacy, sources: &[Source]) -> Vec<String> {
    if privacy.min_group_size.is_none() {
        return Vec::new();
    }
    let contacts = || {
        let kinds = [TableKind::Calls, TableKind::Tickets];
        sources.iter().filter(move |source| kinds.contains(&source.kind))
    };
    let maps = |source: &&Source, field: Field| source.mapping.fields.contains_key(&field);
    let grouped = contacts().filter(|source| maps(source, Field::AgentGroup));
    let nameless = grouped.clone().filter(|source| !maps(source, Field::Agent));
    let mut doubts: Vec<String> = nameless
        .map(|source| {
            format!(
                "source `{}` maps `agent_group` and no `agent`: how many agents a group has cannot be told, so that \
                 none of its groups is shown",
                source.id
            )
        })
        .collect();
    if grouped.count() == 0 {
        doubts.push(String::from(
            "[privacy] allows figures of agent groups, and no source of calls or tickets maps `agent_group`: there will \
             be none",
        ));
    }
    doubts
}
