//! Breaches: one row each in findings.csv and findings.parquet, and the first ones for workbooks.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use polars::prelude::*;
use polars_arrow::array::Array;

use super::arrays;
use super::contact_table::decoded;
use super::observed::Observed;
use super::ordered_findings::header;
use super::stamps::Stamps;
use super::syncer::Syncer;
use crate::intake::{ContactRows, IntakeError};
use crate::measure::{Observer, Wording};
use crate::publish::open_data::csv_text;
use crate::scorecard::{Finding, FindingGroup};
use crate::tables::contacts::{CONTACT_ID, OCCURRED_AT, QUEUE, SOURCE_ROW};
use crate::vocabulary::{EpochSeconds, Period, ProviderId, QueueId, StandardId, Verdict, Zone};
use crate::workspace::agreement::{Agreement, ReportLanguage};

/// Columns of findings.csv.
pub const COLUMNS: [&str; 12] = [
    "period",
    "provider",
    "standard",
    "contact_id",
    "kind",
    "queue",
    "occurred_at",
    "observed",
    "required",
    "source_file",
    "source_sheet",
    "source_row",
];

/// The findings of one provider and kind while they are found: a file per standard, without
/// header, to be put together in order.
pub struct FindingFiles {
    folder: PathBuf,
    period: String,
    provider: ProviderId,
    zone: Zone,
    listed: usize,
    language: ReportLanguage,
    files: BTreeMap<usize, Piece>,
    lists: FindingLists,
}

/// What was found: counts, the first rows, and where all of them are.
#[derive(Debug, Default)]
pub struct FindingLists {
    /// Per standard (index in the agreement).
    pub groups: BTreeMap<usize, FindingGroup>,
    /// The pieces of findings.csv per standard.
    pub files: BTreeMap<usize, PathBuf>,
}

impl FindingFiles {
    /// Findings of a provider and kind, their pieces in `folder`.
    pub fn new(folder: &Path, period: &Period, provider: &ProviderId, agreement: &Agreement) -> Self {
        Self {
            folder: folder.to_owned(),
            period: period.name().to_owned(),
            provider: provider.clone(),
            zone: agreement.client.zone.clone(),
            listed: agreement.output.workbook_findings,
            language: agreement
                .providers
                .iter()
                .find(|known| known.id == *provider)
                .map_or(agreement.client.language, |known| known.language),
            files: BTreeMap::new(),
            lists: FindingLists::default(),
        }
    }

    /// Takes the breaches out of judged rows; gives their columns per standard that has some.
    ///
    /// # Errors
    /// The engine fails, or a piece cannot be written.
    pub fn take(
        &mut self,
        rows: &ContactRows<'_>,
        agreement: &Agreement,
    ) -> Result<Vec<Vec<ArrayRef>>, IntakeError> {
        let mut found = Vec::new();
        let judging = rows
            .measures
            .judging()
            .filter(|(standard, _)| rows.measures.can_breach(*standard));
        for (standard, verdict) in judging {
            let breaches = breaches(rows.frame.column(verdict)?)?;
            if breaches.is_empty() {
                continue;
            }
            let by_clause = rows.measures.by_clause(standard, rows.frame, breaches)?;
            for (unit, breaches) in by_clause.into_iter().filter(|(unit, _)| unit.has_target) {
                let wording = Wording {
                    words: rows.words,
                    language: self.language,
                };
                let observer = unit.measure.observer(rows.frame, wording)?;
                let required = unit.measure.required();
                let required = required.get(self.language);
                let id = &agreement.standards[standard].id;
                found.push(self.standard(standard, id, required, &breaches, &observer, rows)?);
            }
        }
        Ok(found)
    }

    fn standard(
        &mut self,
        index: usize,
        standard: &StandardId,
        required: &str,
        breaches: &[IdxSize],
        observer: &Observer<'_>,
        rows: &ContactRows<'_>,
    ) -> Result<Vec<ArrayRef>, IntakeError> {
        let ids = rows.frame.column(CONTACT_ID.name())?.str()?.rechunk();
        let queues = rows.frame.column(QUEUE.name())?.u32()?.rechunk();
        let times = rows.frame.column(OCCURRED_AT.name())?.i64()?.rechunk();
        let numbers = rows.frame.column(SOURCE_ROW.name())?.u32()?.rechunk();
        let (ids, queues) = (ids.downcast_as_array(), queues.downcast_as_array());
        let (times, numbers) = (times.downcast_as_array(), numbers.downcast_as_array());
        let mut observed_all = Observed::default();
        let line = Line::new(&self.period, &self.provider, standard, required, rows);
        let (mut observed, mut text) = (String::new(), String::new());
        let mut stamps = Stamps::new(&self.zone);
        let (path, writer) = piece(&mut self.files, &self.folder, index, rows)?;
        let group = self.lists.groups.entry(index).or_insert_with(|| FindingGroup {
            standard: standard.clone(),
            count: 0,
            first: Vec::new(),
        });
        for &row in breaches {
            let row = row as usize;
            observed.clear();
            observer(row, &mut observed);
            let observed_cell = observed_all.add(&observed);
            let id = ids.get(row).unwrap_or_default();
            let queue = rows.words.queues.word(queues.get(row).unwrap_or(u32::MAX));
            let at = times.get(row).unwrap_or_default();
            let number = numbers.get(row).unwrap_or_default();
            line.write(&mut text, id, queue, (&mut stamps, at), observed_cell, number);
            if text.len() >= LINE_BUFFER {
                writer
                    .write_all(text.as_bytes())
                    .map_err(IntakeError::writing(path))?;
                text.clear();
            }
            group.count += 1;
            if group.first.len() < self.listed {
                group.first.push(Finding {
                    contact_id: id.to_owned(),
                    kind: rows.kind.name(),
                    queue: QueueId::new(queue),
                    occurred_at: at,
                    observed: observed.clone(),
                    required: required.to_owned(),
                    file: rows.file.to_owned(),
                    sheet: rows.sheet.to_owned(),
                    row: number,
                });
            }
        }
        writer
            .write_all(text.as_bytes())
            .map_err(IntakeError::writing(path))?;
        Ok(self.columns(standard, required, breaches, observed_all, rows)?)
    }

    fn columns(
        &self,
        standard: &StandardId,
        required: &str,
        breaches: &[IdxSize],
        observed: Observed,
        rows: &ContactRows<'_>,
    ) -> PolarsResult<Vec<ArrayRef>> {
        let constant = |word: &str| arrays::constant(word, breaches.len());
        let taken = |name: &str| rows.frame.column(name)?.take_slice(breaches);
        Ok(vec![
            constant(&self.period)?,
            constant(self.provider.as_str())?,
            constant(standard.as_str())?,
            arrays::plain(&taken(CONTACT_ID.name())?),
            constant(rows.kind.name())?,
            decoded(&taken(QUEUE.name())?, QUEUE, rows.words)?,
            arrays::instants(&taken(OCCURRED_AT.name())?)?,
            observed.into_column()?,
            constant(required)?,
            constant(rows.file)?,
            constant(rows.sheet)?,
            arrays::plain(&taken(SOURCE_ROW.name())?),
        ])
    }

    /// Names and types of the columns of findings.parquet.
    pub fn schema() -> Schema {
        let words = DataType::from_categories(Categories::global());
        COLUMNS
            .iter()
            .map(|name| {
                let kind = match *name {
                    "contact_id" | "observed" => DataType::String,
                    "occurred_at" => DataType::Datetime(TimeUnit::Milliseconds, Some(TimeZone::UTC)),
                    "source_row" => DataType::UInt32,
                    _ => words.clone(),
                };
                Field::new((*name).into(), kind)
            })
            .collect()
    }

    /// Closes the pieces. The first one becomes the partner's own file and already goes to disk.
    ///
    /// # Errors
    /// It cannot be sent there.
    pub fn finish(mut self, syncer: &Syncer) -> Result<FindingLists, IntakeError> {
        for (number, (index, (path, file))) in self.files.into_iter().enumerate() {
            if number == 0 {
                syncer.sync(&path, &file)?;
            }
            self.lists.files.insert(index, path);
        }
        Ok(self.lists)
    }
}

/// Row numbers within the frame of the rows that a verdict column calls missed.
fn breaches(verdicts: &Column) -> PolarsResult<Vec<IdxSize>> {
    let verdicts = verdicts.i8()?.rechunk();
    let verdicts = verdicts.downcast_as_array();
    let rows = verdicts.values().iter().enumerate();
    Ok(rows
        .filter(|(row, verdict)| **verdict == Verdict::Missed as i8 && verdicts.is_valid(*row))
        .map(|(row, _)| row as IdxSize)
        .collect())
}

/// A piece of findings.csv, with its own header line.
type Piece = (PathBuf, File);

/// Bytes of lines that are written at once.
const LINE_BUFFER: usize = 1 << 16;

fn piece<'f>(
    files: &'f mut BTreeMap<usize, Piece>,
    folder: &Path,
    index: usize,
    rows: &ContactRows<'_>,
) -> Result<(&'f Path, &'f mut File), IntakeError> {
    let (path, file) = match files.entry(index) {
        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
        std::collections::btree_map::Entry::Vacant(place) => {
            let path = folder.join(format!("{}-{index}.csv", rows.kind.name()));
            let mut file = File::create(&path).map_err(IntakeError::writing(&path))?;
            file.write_all(header().as_bytes())
                .map_err(IntakeError::writing(&path))?;
            place.insert((path, file))
        }
    };
    Ok((path, file))
}

/// The cells that all lines of a standard and file share. Lines are put together by hand, since
/// there can be millions of them; cells that may need quotes go through [`csv_text::quoted`].
struct Line {
    start: String,
    kind: &'static str,
    required: String,
    source: String,
}

impl Line {
    fn new(
        period: &str,
        provider: &ProviderId,
        standard: &StandardId,
        required: &str,
        rows: &ContactRows<'_>,
    ) -> Self {
        let mut source = String::new();
        csv_text::quoted(&csv_text::guarded(rows.file), &mut source);
        source.push(',');
        csv_text::quoted(&csv_text::guarded(rows.sheet), &mut source);
        let mut quoted_required = String::new();
        csv_text::quoted(required, &mut quoted_required);
        Self {
            start: format!("{period},{provider},{standard},"),
            kind: rows.kind.name(),
            required: quoted_required,
            source,
        }
    }

    fn write(
        &self,
        text: &mut String,
        id: &str,
        queue: &str,
        (stamps, at): (&mut Stamps<'_>, EpochSeconds),
        observed: &str,
        row: u32,
    ) {
        text.push_str(&self.start);
        csv_text::quoted(&csv_text::guarded(id), text);
        for cell in [self.kind, queue] {
            text.push(',');
            text.push_str(cell);
        }
        text.push(',');
        stamps.write(at, text);
        for cell in [observed, &self.required, &self.source] {
            text.push(',');
            text.push_str(cell);
        }
        text.push(',');
        push_number(row, text);
        text.push('\n');
    }
}

/// Appends a number in digits, without the machinery of formatting.
fn push_number(number: u32, text: &mut String) {
    let mut power = 10_u32.pow(number.checked_ilog10().unwrap_or_default());
    while power > 0 {
        text.push(char::from(b'0' + (number / power % 10) as u8));
        power /= 10;
    }
}
