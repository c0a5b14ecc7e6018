//! Standards: whom and what they bind, from when cases count, and their clauses.

use super::clauses::{Clauses, Measured, clauses};
use super::context::Context;
use super::names::Section;
use super::parties::channels;
use super::scopes::Ground;
use super::scores::score;
use crate::vocabulary::{ProviderId, QueueId, StandardId};
use crate::workspace::agreement::{Family, Queue, Standard, Text};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, flag, maybe, non_empty, or_default, text, unique, whole};

/// Keys of a clause beside its rule.
const CLAUSE: [&str; 4] = ["valid_from", "valid_to", "target", "for"];

/// All standards; nothing where one of them is wrong. `queues` is nothing where one is wrong.
pub fn standards(context: &Context<'_>, queues: Option<&[Queue]>) -> Option<Vec<Standard>> {
    let entries = context.names.standards.entries.iter();
    let read: Vec<_> = entries.map(|entry| standard(context, entry, queues)).collect();
    read.into_iter().collect()
}

fn standard(context: &Context<'_>, entry: &Entry, queues: Option<&[Queue]>) -> Option<Standard> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("standard `{}`", entry.key))?;
    let name = reader.required("name", "name = { de = \"Servicelevel\", en = \"Service level\" }");
    let name = name.and_then(|entry| name_text(notes, entry));
    let covered = covered(context, &reader, queues);
    let providers = or_default(reader.optional("providers"), Vec::new(), |entry| {
        ids(notes, &context.names.providers, entry).map(|ids| ids.into_iter().map(ProviderId::new).collect())
    });
    let min_cases = or_default(reader.optional("min_cases"), 30, |entry| {
        whole(notes, entry, 0..=i64::MAX)
    });
    let unmeasurable = reader.optional("unmeasurable_is_missed");
    let unmeasurable = or_default(unmeasurable, false, |entry| flag(notes, entry));
    let ground = Ground {
        providers: providers.as_deref(),
        covered: covered.as_deref(),
        queues,
    };
    let clauses = clauses(context, &reader, ground);
    let measured = clauses.as_ref().map(|clauses| clauses.measured);
    let score = maybe(reader.optional("score"), |entry| {
        score(notes, entry, measured.unwrap_or(Measured::UNKNOWN))
    });
    if let (Some(Some(_)), Some(entry)) = (score, reader.optional("score")) {
        no_score_for_the_client(notes, clauses.as_ref(), entry);
    }
    if let (Some(true), Some(entry)) = (unmeasurable, reader.optional("unmeasurable_is_missed")) {
        open_is_not_missed(notes, clauses.as_ref(), entry);
    }
    reader.finish_with(|key| {
        let is_of_a_clause = CLAUSE.contains(&key) || Family::named(key).is_some();
        is_of_a_clause.then(|| format!("`{key}` belongs into [[standards.{}.clauses]]", entry.key))
    });
    Some(Standard {
        id: StandardId::new(&entry.key),
        name: name?,
        providers: providers?,
        queues: covered?,
        min_cases: u64::try_from(min_cases?).ok()?,
        unmeasurable_is_missed: unmeasurable?,
        score: score?,
        clauses: clauses?.all?,
    })
}

/// What the client itself has to do must not score a provider.
fn no_score_for_the_client(notes: &Notes, clauses: Option<&Clauses>, score: &Entry) {
    let agreed = clauses.and_then(|clauses| clauses.all.as_ref());
    if agreed.is_some_and(|clauses| clauses.iter().any(|clause| clause.rule.is_clients_duty())) {
        let note = Note::at(
            score.spot,
            "a forecast of the client's own cannot score a provider",
        );
        notes.add(note.help("remove `score`, or judge the provider's forecast: forecast = \"provider\""));
    }
}

/// Contacts are open until the data after them are there: to call them missed would settle what a later
/// run decides.
fn open_is_not_missed(notes: &Notes, clauses: Option<&Clauses>, entry: &Entry) {
    let agreed = clauses.and_then(|clauses| clauses.all.as_ref());
    let mut rules = agreed.into_iter().flatten().map(|clause| &clause.rule);
    if rules.any(|rule| rule.repeats().is_some()) {
        let note = Note::at(
            entry.spot,
            "`unmeasurable_is_missed` would count open contacts as repeated",
        );
        notes.add(
            note.help("remove it: a contact whose window reaches beyond the data is decided by a later run"),
        );
    }
}

/// A name in both languages: a table, or one text for both.
pub fn name_text(notes: &Notes, entry: &Entry) -> Option<Text> {
    if let Value::Text(_) = entry.node.value {
        let name = text(notes, &format!("`{}`", entry.key), &entry.node)?.to_owned();
        return Some(Text {
            de: name.clone(),
            en: name,
        });
    }
    let reader = Reader::of(
        notes,
        entry,
        format!("`{}` (a text, or one for each language)", entry.key),
    )?;
    let de = reader.required("de", "de = \"Servicelevel Telefon\"");
    let en = reader.required("en", "en = \"Service level phone\"");
    reader.finish();
    let [de, en] = [de, en].map(|entry| entry.and_then(|entry| text(notes, "a name", &entry.node)));
    Some(Text {
        de: de?.to_owned(),
        en: en?.to_owned(),
    })
}

/// The queues that a standard covers: named, by channel, or all.
fn covered(context: &Context<'_>, reader: &Reader<'_>, queues: Option<&[Queue]>) -> Option<Vec<QueueId>> {
    let notes = context.notes;
    let Some(entry) = reader.at_most_one(&["queues", "channels"])? else {
        return Some(queues?.iter().map(|queue| queue.id.clone()).collect());
    };
    if entry.key == "queues" {
        return ids(notes, &context.names.queues, entry)
            .map(|ids| ids.into_iter().map(QueueId::new).collect());
    }
    let items = non_empty(notes, "`channels`", &entry.node)?;
    let read: Vec<_> = items
        .iter()
        .map(|item| choice(notes, "channel", item, &channels()))
        .collect();
    let wanted = read.into_iter().collect::<Option<Vec<_>>>()?;
    let found = queues?
        .iter()
        .filter(|queue| wanted.contains(&queue.channel))
        .map(|queue| queue.id.clone());
    let found: Vec<QueueId> = found.collect();
    match found.is_empty() {
        true => notes.refuse(
            Note::at(entry.node.spot, format!("{} covers no queue", reader.what))
                .help("no queue has one of these channels"),
        ),
        false => Some(found),
    }
}

/// A list of ids of one table, at least one, each once.
pub fn ids<'a>(notes: &Notes, section: &Section<'a>, entry: &Entry) -> Option<Vec<&'a str>> {
    let Value::List(items) = &entry.node.value else {
        let note = Note::at(
            entry.node.spot,
            format!("`{}` is a list, not {}", entry.key, entry.node.value.kind()),
        );
        return notes.refuse(note.help("write it in brackets: [\"…\"]"));
    };
    if items.is_empty() {
        let note = Note::at(entry.node.spot, format!("`{}` is an empty list", entry.key));
        return notes.refuse(note.help("leave it out to mean all of them"));
    }
    let read: Vec<_> = items
        .iter()
        .map(|item| Some((item, section.find(notes, item)?.key.as_str())))
        .collect();
    let found: Vec<(&Node, &str)> = read.into_iter().collect::<Option<_>>()?;
    unique(notes, &format!("`{}`", entry.key), &found);
    Some(found.into_iter().map(|(_, id)| id).collect())
}
