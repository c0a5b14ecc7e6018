//! The client and the settings of the output.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::vocabulary::Zone;
use crate::vocabulary::suggest;
use crate::workspace::agreement::{Client, Output, ReportLanguage};
use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, or_default, share, text, whole};

/// The client as far as it could be read, so that other parts can go on.
pub struct ClientDraft {
    name: Option<String>,
    /// Zone.
    pub zone: Option<Zone>,
    /// Language of the overview.
    pub language: Option<ReportLanguage>,
}

impl ClientDraft {
    /// The client, where nothing is missing.
    pub fn complete(self) -> Option<Client> {
        Some(Client {
            name: self.name?,
            zone: self.zone?,
            language: self.language?,
        })
    }
}

/// Reads `[client]`.
pub fn client(root: &Reader<'_>) -> Option<ClientDraft> {
    let notes = root.notes;
    let entry = root.required("client", "[client] with name, time_zone and language")?;
    let reader = Reader::of(notes, entry, "the client")?;
    let name = reader.required("name", "name = \"Muster Versand AG\"");
    let zone = reader.required("time_zone", "time_zone = \"Europe/Berlin\"");
    let language = reader.required("language", "language = \"de\"");
    reader.finish();
    Some(ClientDraft {
        name: name
            .and_then(|entry| text(notes, "`name`", &entry.node))
            .map(str::to_owned),
        zone: zone.and_then(|entry| read_zone(notes, entry, &mut BTreeMap::new())),
        language: language.and_then(|entry| report_language(notes, entry)),
    })
}

/// A language that reports are written in.
pub fn report_language(notes: &Notes, entry: &Entry) -> Option<ReportLanguage> {
    let options =
        [ReportLanguage::German, ReportLanguage::English].map(|language| (language.tag(), language));
    choice(notes, "report language", &entry.node, &options)
}

/// An IANA zone; zones read before are taken from `known`.
pub fn read_zone(notes: &Notes, entry: &Entry, known: &mut BTreeMap<String, Zone>) -> Option<Zone> {
    let name = text(notes, "`time_zone`", &entry.node)?;
    if let Some(zone) = known.get(name) {
        return Some(zone.clone());
    }
    let Some(zone) = Zone::parse(name) else {
        let note = Note::at(entry.node.spot, format!("there is no time zone `{name}`"));
        return notes.refuse(note.help(match suggest::nearest(name, Zone::names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write its IANA name, such as Europe/Berlin".to_owned(),
        }));
    };
    known.insert(name.to_owned(), zone.clone());
    Some(zone)
}

/// Reads `[output]`.
pub fn output(root: &Reader<'_>) -> Option<Output> {
    let standard = || Output {
        folder: PathBuf::from("out"),
        rejected_share_max: 0.02,
        workbook_findings: 10_000,
    };
    let Some(entry) = root.optional("output") else {
        return Some(standard());
    };
    let notes = root.notes;
    let reader = Reader::of(notes, entry, "the output")?;
    let folder = or_default(reader.optional("folder"), standard().folder, |entry| {
        folder(notes, entry)
    });
    let rejected = or_default(
        reader.optional("rejected_share_max"),
        standard().rejected_share_max,
        |entry| share(notes, entry),
    );
    let findings = or_default(reader.optional("workbook_findings"), 10_000, |entry| {
        whole(notes, entry, 0..=1_000_000)
    });
    reader.finish();
    Some(Output {
        folder: folder?,
        rejected_share_max: rejected?,
        workbook_findings: usize::try_from(findings?).ok()?,
    })
}

fn folder(notes: &Notes, entry: &Entry) -> Option<PathBuf> {
    let path = text(notes, "`folder`", &entry.node)?;
    if path.contains("://") {
        let note = Note::at(entry.node.spot, format!("`{path}` is no folder of this machine"));
        return notes.refuse(note.help("write a folder, such as \"out\""));
    }
    Some(PathBuf::from(path))
}
