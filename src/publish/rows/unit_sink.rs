//! Takes the judged rows of one provider and kind into the publication's long lists.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::ArrayRef;

use super::encoder::Encoder;
use super::ordered_findings::{HANDOVER_PLACE, KINDS, OrderedFindings, place_of};
use super::syncer::Syncer;
use super::{ContactTable, FINDING_COLUMNS, FindingFiles, FindingLists, OrderedParquet};
use crate::intake::{Causes, ContactRows, IntakeError, RowSink};
use crate::publish::open_data::rejected::RejectedWriter;
use crate::scorecard::{Rejected, RejectedCause};
use crate::vocabulary::{ContactKind, Period, ProviderId};
use crate::workspace::agreement::Agreement;

/// Rejected rows that a report lists per provider; all of them are in rejected.csv.
const LISTED_REJECTED: usize = 200;

/// The long lists of a publication in the making.
pub struct RowFiles {
    calls: (ContactTable, Arc<OrderedParquet>),
    tickets: (ContactTable, Arc<OrderedParquet>),
    cases: Option<(ContactTable, Arc<OrderedParquet>)>,
    findings: Arc<OrderedParquet>,
    finding_lines: OrderedFindings,
    syncer: Syncer,
}

impl RowFiles {
    /// Creates calls.parquet, tickets.parquet, findings.parquet and findings.csv in a folder.
    ///
    /// # Errors
    /// One cannot be created.
    pub fn create(folder: &Path, agreement: &Agreement) -> Result<Self, IntakeError> {
        let file = |table: ContactTable, name: &str| {
            let file = OrderedParquet::create(&folder.join(name), &table.schema(), &table.filled())?;
            Ok::<_, IntakeError>((table, Arc::new(file)))
        };
        let table = |kind, name| file(ContactTable::new(kind, agreement), name);
        let cases = ContactTable::of_cases(agreement);
        Ok(Self {
            calls: table(ContactKind::Call, "calls.parquet")?,
            tickets: table(ContactKind::Ticket, "tickets.parquet")?,
            cases: cases.map(|cases| file(cases, "cases.parquet")).transpose()?,
            findings: Arc::new(OrderedParquet::create(
                &folder.join("findings.parquet"),
                &FindingFiles::schema(),
                &FINDING_COLUMNS,
            )?),
            finding_lines: OrderedFindings::create(&folder.join("findings.csv"))?,
            syncer: Syncer::start(),
        })
    }

    fn of(&self, kind: ContactKind) -> &(ContactTable, Arc<OrderedParquet>) {
        match kind {
            ContactKind::Call => &self.calls,
            ContactKind::Ticket => &self.tickets,
        }
    }

    /// Adds rows of findings.parquet that are no contacts of provider number `provider`.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn add_findings(&self, provider: usize, columns: &[ArrayRef]) -> Result<(), IntakeError> {
        self.findings.add(unit(provider, HANDOVER_PLACE), columns)
    }

    /// Takes all pieces of a provider's findings at a place, and says that no more of them come.
    ///
    /// # Errors
    /// What waited cannot be written.
    pub fn finish_findings(
        &self,
        provider: usize,
        place: usize,
        pieces: &BTreeMap<usize, PathBuf>,
    ) -> Result<(), IntakeError> {
        self.findings.finish_unit(unit(provider, place), &self.syncer)?;
        self.finding_lines.add(provider, place, pieces, &self.syncer)
    }

    /// Writes the footers; gives what still sends files to disk.
    ///
    /// # Errors
    /// One cannot be written.
    pub fn finish(self) -> Result<Syncer, IntakeError> {
        let cases = self.cases.map(|(_, file)| file);
        for file in [self.calls.1, self.tickets.1, self.findings]
            .into_iter()
            .chain(cases)
        {
            OrderedParquet::finish(file)?;
        }
        Ok(self.syncer)
    }
}

/// Number of a provider's findings of a kind, in the order of writing.
fn unit(provider: usize, place: usize) -> usize {
    provider * KINDS + place
}

/// The sink of one provider and kind.
pub struct UnitSink<'a> {
    agreement: &'a Agreement,
    provider: ProviderId,
    kind: Option<ContactKind>,
    /// Place of the provider, and of provider and kind, in the order of writing.
    order: (usize, usize),
    files: &'a RowFiles,
    encoder: Encoder,
    findings: FindingFiles,
    rejected: Vec<Rejected>,
    causes: Causes,
    rejected_file: Option<(PathBuf, RejectedWriter<BufWriter<File>>)>,
    folder: PathBuf,
    piece: String,
}

/// What a sink holds at the end.
#[derive(Debug, Default)]
pub struct SinkResult {
    /// Findings.
    pub findings: FindingLists,
    /// The first rejected rows.
    pub rejected: Vec<Rejected>,
    /// Why rows were rejected.
    pub causes: Vec<RejectedCause>,
    /// The piece of rejected.csv, where there are rejected rows.
    pub rejected_file: Option<PathBuf>,
}

impl<'a> UnitSink<'a> {
    /// A sink for provider number `provider_index` and a kind; none for tables without contacts.
    pub fn new(
        agreement: &'a Agreement,
        period: &Period,
        (provider_index, kind): (usize, Option<ContactKind>),
        files: &'a RowFiles,
        folder: &Path,
    ) -> Self {
        let provider = agreement.providers[provider_index].id.clone();
        let place = kind.map_or(0, place_of);
        Self {
            findings: FindingFiles::new(folder, period, &provider, agreement),
            agreement,
            provider,
            kind,
            order: (provider_index, unit(provider_index, place)),
            files,
            encoder: Encoder::start(),
            rejected: Vec::new(),
            causes: Causes::default(),
            rejected_file: None,
            folder: folder.to_owned(),
            piece: format!("rejected-{}.csv", kind.map_or("reports", ContactKind::name)),
        }
    }

    /// Says that no more rows come.
    ///
    /// # Errors
    /// What is left cannot be written.
    pub fn finish(self) -> Result<SinkResult, IntakeError> {
        self.encoder.finish()?;
        let files = self.files;
        let findings = self.findings.finish(&files.syncer)?;
        if let Some(kind) = self.kind {
            files.of(kind).1.finish_unit(self.order.0, &files.syncer)?;
            if let (ContactKind::Ticket, Some((_, cases))) = (kind, &files.cases) {
                cases.finish_unit(self.order.0, &files.syncer)?;
            }
            files.finish_findings(self.order.0, place_of(kind), &findings.files)?;
        }
        let rejected_file = match self.rejected_file {
            Some((path, writer)) => {
                writer.finish().map_err(IntakeError::writing(&path))?;
                Some(path)
            }
            None => None,
        };
        Ok(SinkResult {
            findings,
            rejected: self.rejected,
            causes: self.causes.into_list(),
            rejected_file,
        })
    }
}

impl RowSink for UnitSink<'_> {
    fn contacts(&mut self, rows: &ContactRows<'_>) -> Result<(), IntakeError> {
        let (table, file) = self.files.of(rows.kind);
        self.encoder
            .add(file, self.order.0, table.publish(&self.provider, rows)?)?;
        self.findings
            .take(rows, self.agreement)?
            .into_iter()
            .try_for_each(|found| self.encoder.add(&self.files.findings, self.order.1, found))
    }

    fn cases(&mut self, rows: &ContactRows<'_>) -> Result<(), IntakeError> {
        if let Some((table, file)) = &self.files.cases {
            self.encoder
                .add(file, self.order.0, table.publish(&self.provider, rows)?)?;
        }
        self.findings
            .take(rows, self.agreement)?
            .into_iter()
            .try_for_each(|found| self.encoder.add(&self.files.findings, self.order.1, found))
    }

    fn rejected(&mut self, rows: &[Rejected]) -> Result<(), IntakeError> {
        if rows.is_empty() {
            return Ok(());
        }
        let room = LISTED_REJECTED.saturating_sub(self.rejected.len());
        self.rejected.extend(rows.iter().take(room).cloned());
        self.causes.take(rows);
        let (path, writer) = match &mut self.rejected_file {
            Some(open) => open,
            none => {
                let path = self.folder.join(&self.piece);
                let file = File::create(&path).map_err(IntakeError::writing(&path))?;
                none.insert((path, RejectedWriter::piece(BufWriter::new(file))))
            }
        };
        rows.iter()
            .try_for_each(|row| writer.append(&self.provider, row))
            .map_err(IntakeError::writing(path))
    }
}
