//! What all readers of a run share.

use std::path::PathBuf;

use super::files::missing_months;
use super::{FoundFile, IntakeError, SpareBatches};
use crate::measure::{Clauses, Exports, Judgement};
use crate::tables::Codebook;
use crate::tables::column::verdict_name;
use crate::vocabulary::{ContactKind, Period, ProviderId, TableKind};
use crate::workspace::agreement::{Agreement, Provider, Source};

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

    /// What a provider's exports of a kind of contact can say.
    pub fn mapped(&self, provider: &ProviderId, kind: ContactKind) -> Exports {
        let table = match kind {
            ContactKind::Call => TableKind::Calls,
            ContactKind::Ticket => TableKind::Tickets,
        };
        Exports::of(
            provider,
            self.sources(provider, table)
                .into_iter()
                .map(|source| source.mapping.fields.keys().copied().collect()),
        )
    }
}
