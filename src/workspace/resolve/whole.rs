//! The whole document becomes the whole agreement.

use super::context::Context;
use super::names::Names;
use super::reasons::ReasonWords;
use super::{
    actions, backlog, client, credits, exemptions, forgotten, handover, live, parties, privacy, replies,
    scores, sources, staffing, standards, unfed,
};
use crate::workspace::agreement::{Agreement, ReportLanguage};
use crate::workspace::document::{Documents, Dossier, Spot};
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
    let replies_table = root.optional("replies");
    let backlog_table = root.optional("backlog");
    let privacy = privacy::privacy(notes, root.optional("privacy"));
    let actions_table = root.optional("actions");
    root.finish();

    let zone = client.as_ref().and_then(|client| client.zone.clone());
    let mut doubts = forgotten::lists(&names);
    let language = client
        .as_ref()
        .and_then(|client| client.language)
        .unwrap_or(ReportLanguage::German);
    let mut context = Context::new(notes, names, zone, language);
    let backlog = backlog::backlog(&context, backlog_table);
    let actions = actions::actions(notes, actions_table);
    let providers = parties::providers(&context, language);
    let queues = parties::queues(&context);
    let sources = sources::sources(&context);
    context.reasons = sources.as_deref().map(ReasonWords::of).unwrap_or_default();
    let standards = standards::standards(&context, queues.as_deref());
    let exemptions = exemptions::exemptions(&context);
    let moments = exemptions::moments(&context);
    let credits = credits::credits(&context, standards.as_deref());
    let standards_known = standards.as_deref().unwrap_or_default();
    let staffing = staffing::staffing(&context, staffing_table, standards_known, queues.as_deref());
    let mut dossier = Dossier {
        files: documents.files,
        hash: documents.hash,
    };
    let told_apart = queues
        .as_deref()
        .and_then(|queues| replies::languages(&context, standards_known, queues));
    let replies = replies::settings(&context, replies_table, told_apart, &mut dossier);
    doubts.extend(
        replies
            .iter()
            .flat_map(|replies| replies::doubts(standards_known, replies)),
    );
    doubts.extend(unfed::doubts(
        standards_known,
        providers.as_deref().unwrap_or_default(),
        sources.as_deref().unwrap_or_default(),
    ));
    doubts.extend(unfed::pauses(
        standards_known,
        providers.as_deref().unwrap_or_default(),
        sources.as_deref().unwrap_or_default(),
    ));
    if let (Some(privacy), Some(sources)) = (privacy, &sources) {
        doubts.extend(privacy::doubts(privacy, sources));
    }
    if let (Some(sources), Some(standards)) = (&sources, &standards) {
        doubts.extend(handover::doubts(sources, standards));
    }
    doubts.extend(live::doubts(
        standards_known,
        providers.as_deref().unwrap_or_default(),
        sources.as_deref().unwrap_or_default(),
    ));
    doubts.extend(scores::doubts(
        providers.as_deref().unwrap_or_default(),
        standards_known,
    ));
    let (files, hash) = dossier.finish();
    Some(Agreement {
        client: client?.complete()?,
        output: output?,
        providers: providers?,
        queues: queues?,
        sources: sources?,
        standards: standards?,
        exemptions: exemptions?,
        moments: moments?,
        credits: credits?,
        staffing: staffing?,
        actions: actions?,
        backlog: backlog?,
        privacy: privacy?,
        replies: replies?,
        doubts,
        files,
        hash,
    })
}
