//! What all readers of a run share.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::files::missing_months;
use super::{AwaitedFeedback, FoundFile, IntakeError, SpareBatches};
use crate::measure::{Clauses, Exports, Judgement};
use crate::tables::Codebook;
use crate::tables::column::verdict_name;
use crate::vocabulary::{ContactKind, Event, Period, ProviderId, TableKind};
use crate::workspace::agreement::{Agreement, Provider, Source};
use crate::workspace::mapping::{Field, Mapping};

/// When the bytes of a text file are looked at for their encoding and checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// While its rows are read and judged: damage further back shows after rows have been taken.
    Meanwhile,
    /// In a reading of its own before any row is taken.
    Before,
}

/// Which period to read, from where.
#[derive(Clone, Debug)]
pub struct RunPlan {
    /// Folder that the sources' paths are relative to.
    pub data_root: PathBuf,
    /// Period.
    pub period: Period,
    /// Period as instants, and the instant at which open work is judged.
    pub judgement: Judgement,
    /// Number of workers.
    pub jobs: usize,
    /// Periods whose files are looked through as well, after those of the period: a first reading looks
    /// around it.
    pub further: Vec<Period>,
    /// Feedback that may have come back.
    pub feedback: AwaitedFeedback,
}

/// Agreement, codes and measures of a run.
pub struct Context<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// Its codes.
    pub codes: &'a Codebook,
    /// Its measures.
    pub clauses: &'a Clauses,
    /// Period and place.
    pub plan: &'a RunPlan,
    /// Batches to be filled again.
    pub spare: SpareBatches,
}

impl Context<'_> {
    /// Sources of a provider and kind, in the order of the workspace.
    pub fn sources(&self, provider: &ProviderId, kind: TableKind) -> Vec<&Source> {
        self.agreement
            .sources
            .iter()
            .filter(|s| s.provider == *provider && s.kind == kind)
            .collect()
    }

    /// Paths of a source at which files of the period are missing.
    ///
    /// # Errors
    /// The source's path is no pattern.
    pub fn missing_files(&self, source: &Source, found: &[FoundFile]) -> Result<Vec<String>, IntakeError> {
        let missing = missing_months(&self.plan.data_root, &source.path, &self.plan.period)?;
        if found.is_empty() && missing.is_empty() {
            return Ok(vec![source.path.clone()]);
        }
        Ok(missing)
    }

    /// Whether the client keeps a log of what it hands over to a provider.
    pub fn hands_over(&self, provider: &ProviderId) -> bool {
        !self.sources(provider, TableKind::Handover).is_empty()
    }

    /// Indices of the standards that bind a provider, with the names of their verdict columns.
    pub fn standards_of(&self, provider: &Provider) -> Vec<(usize, String)> {
        let standards = self.agreement.standards.iter().enumerate();
        standards
            .filter(|(_, standard)| standard.binds(&provider.id))
            .map(|(index, standard)| (index, verdict_name(&standard.id)))
            .collect()
    }

    /// What a provider's exports of a kind of contact can say. Event logs complete exports of tickets.
    pub fn mapped(&self, provider: &ProviderId, kind: ContactKind) -> Exports {
        let fields = |source: &Source| source.mapping.fields.keys().copied().collect();
        let table = match kind {
            ContactKind::Call => TableKind::Calls,
            ContactKind::Ticket => TableKind::Tickets,
        };
        let sources = self.sources(provider, table);
        if kind == ContactKind::Call {
            return Exports::of(provider, sources.into_iter().map(fields));
        }
        let logs = self.sources(provider, TableKind::Events);
        let told: BTreeSet<Field> = logs
            .iter()
            .flat_map(|log| fields(log).into_iter().chain(told_by_events(&log.mapping)))
            .collect();
        match (sources.is_empty(), logs.is_empty()) {
            (true, false) => Exports::of(provider, std::iter::once(told)),
            _ => {
                let completed = sources.into_iter().map(|source| &fields(source) | &told);
                Exports::of(provider, completed)
            }
        }
    }
}

/// Fields of tickets that the events of a log tell. A word that only stands for itself may never come.
fn told_by_events(mapping: &Mapping) -> Vec<Field> {
    let Some(source) = mapping.fields.get(&Field::Event) else {
        return Vec::new();
    };
    let has_list = source.words.iter().any(|(word, event)| word != event) || !source.cases.is_empty();
    let tells = |event: &Event| {
        let listed = |(word, known): (&String, &String)| word != known && known == event.name();
        let in_case = source.cases.iter().any(|case| case.is == event.name());
        !has_list || in_case || source.words.iter().any(listed)
    };
    let of = [
        (Event::Answer, Field::FirstResponseAt),
        (Event::Resolved, Field::ResolvedAt),
        (Event::Closed, Field::ClosedAt),
        (Event::Acknowledged, Field::AcknowledgedAt),
        (Event::InterimNotice, Field::InterimNoticeAt),
        (Event::CallbackPromised, Field::CallbackPromisedAt),
        (Event::CalledBack, Field::CallbackAt),
        (Event::Documented, Field::DocumentedAt),
    ];
    let told = of.into_iter().filter(|(event, _)| tells(event));
    let always = [Field::CreatedAt, Field::UpdatedAt, Field::Status, Field::Reopened];
    told.map(|(_, field)| field).chain(always).collect()
}
