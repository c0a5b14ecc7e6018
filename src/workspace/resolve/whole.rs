//! The whole document becomes the whole agreement.

use super::context::Context;
use super::names::Names;
use super::{calendars, client, parties, sources, staffing, standards};
use crate::workspace::agreement::{Agreement, ReportLanguage};
use crate::workspace::document::{Documents, Spot};
use crate::workspace::notes::Notes;
use crate::workspace::read::Reader;

/// Resolves the whole document. Where it gives nothing, the notes say why.
pub fn agreement(notes: &Notes, documents: Documents) -> Option<Agreement> {
    let start = Spot {
        file: 0,
        start: 0,
        end: 0,
    };
    let root = Reader::new(notes, &documents.root, start, "the workspace");
    let names = Names::collect(&root);
    let client = client::client(&root);
    let output = client::output(&root);
    let staffing_table = root.optional("staffing");
    root.finish();

    let zone = client.as_ref().and_then(|client| client.zone.clone());
    let doubts = calendars::doubts(&names);
    let context = Context::new(notes, names, zone);
    let language = client
        .as_ref()
        .and_then(|client| client.language)
        .unwrap_or(ReportLanguage::German);
    let providers = parties::providers(&context, language);
    let queues = parties::queues(&context);
    let sources = sources::sources(&context);
    let standards = standards::standards(&context, queues.as_deref());
    let standards_known = standards.as_deref().unwrap_or_default();
    let staffing = staffing::staffing(&context, staffing_table, standards_known, queues.as_deref());
    Some(Agreement {
        client: client?.complete()?,
        output: output?,
        providers: providers?,
        queues: queues?,
        sources: sources?,
        standards: standards?,
        staffing: staffing?,
        doubts,
        files: documents.files,
        hash: documents.hash,
    })
}
