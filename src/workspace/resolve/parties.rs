//! Providers and queues.

use super::client::report_language;
use super::context::Context;
use super::languages::tags;
use crate::vocabulary::{Channel, ProviderId, QueueId};
use crate::workspace::agreement::{Provider, Queue, ReportLanguage};
use crate::workspace::document::Entry;
use crate::workspace::notes::Note;
use crate::workspace::read::{Reader, choice, maybe, or_default, text};

/// All providers; nothing where one of them is wrong.
pub fn providers(context: &Context<'_>, language: ReportLanguage) -> Option<Vec<Provider>> {
    let entries = context.names.providers.entries.iter();
    let read: Vec<_> = entries.map(|entry| provider(context, entry, language)).collect();
    read.into_iter().collect()
}

fn provider(context: &Context<'_>, entry: &Entry, default: ReportLanguage) -> Option<Provider> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("provider `{}`", entry.key))?;
    let name = reader.required("name", "name = \"NordService GmbH\"");
    let language = or_default(reader.optional("language"), default, |entry| {
        report_language(notes, entry)
    });
    reader.finish();
    Some(Provider {
        id: ProviderId::new(&entry.key),
        name: text(notes, "`name`", &name?.node)?.to_owned(),
        language: language?,
    })
}

/// All queues; nothing where one of them is wrong.
pub fn queues(context: &Context<'_>) -> Option<Vec<Queue>> {
    let read: Vec<_> = context
        .names
        .queues
        .entries
        .iter()
        .map(|entry| queue(context, entry))
        .collect();
    read.into_iter().collect()
}

fn queue(context: &Context<'_>, entry: &Entry) -> Option<Queue> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("queue `{}`", entry.key))?;
    let name = reader.required("name", "name = \"Rechnung\"");
    let name = name.and_then(|entry| text(notes, "`name`", &entry.node));
    let channel = reader.required("channel", "channel = \"phone\"");
    let channel = channel.and_then(|entry| choice(notes, "channel", &entry.node, &channels()));
    let languages = reader.required("languages", "languages = [\"de\"]");
    let languages = languages.and_then(|entry| {
        let tags = tags(notes, "`languages`", &entry.node)?;
        match tags.is_empty() {
            true => notes.refuse(
                Note::at(entry.node.spot, "`languages` is empty")
                    .help("name the agreed ones: languages = [\"de\"]"),
            ),
            false => Some(tags),
        }
    });
    let fallback = or_default(reader.optional("fallback_languages"), Vec::new(), |entry| {
        tags(notes, "`fallback_languages`", &entry.node)
    });
    let calendar = maybe(reader.optional("calendar"), |entry| context.calendar(&entry.node));
    reader.finish();
    Some(Queue {
        id: QueueId::new(&entry.key),
        name: name?.to_owned(),
        channel: channel?,
        languages: languages?,
        fallback_languages: fallback?,
        calendar: calendar?.map(|(_, calendar)| calendar),
    })
}

/// Channels by name.
pub fn channels() -> [(&'static str, Channel); 5] {
    Channel::ALL.map(|channel| (channel.name(), channel))
}
