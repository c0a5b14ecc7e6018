//! Interval reports and staffing of one provider: small tables, read whole.

use std::collections::HashMap;

use super::counts::{EndOfFile, balanced};
use super::files::{FoundFile, find_files};
use super::sequence::{self, Placed};
use super::{Context, IntakeError, RowSink, Tallied};
use crate::ingest::{self, RawBatch};
use crate::normalize::{Bad, IntervalReader, Ledger, StaffReader, wanted_columns};
use crate::scorecard::{FileCount, NoticeKind};
use crate::tables::Dictionary;
use crate::tables::intervals::{ReportRow, StaffRow};
use crate::vocabulary::{EpochSeconds, ProviderId, TableKind};
use crate::workspace::agreement::{DuplicateRule, Source};
use crate::workspace::mapping::{Field, From};

/// Rows read at a time.
const BATCH_ROWS: usize = 16_384;

/// A provider's interval reports or staffing.
#[derive(Debug)]
pub struct ReportIntake<T> {
    /// Rows of the period.
    pub rows: Vec<T>,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// One row on its way: key, first instant, value, row number.
struct Keyed<T> {
    key: (u32, EpochSeconds),
    value: T,
    length_s: i64,
    row: u32,
}

/// Reads a provider's interval reports.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn intervals(
    context: &Context<'_>,
    provider: &ProviderId,
    sink: &mut dyn RowSink,
) -> Result<ReportIntake<ReportRow>, IntakeError> {
    let grid = (
        &context.agreement.client.zone,
        context.agreement.staffing.interval_s,
    );
    read_all(context, provider, TableKind::Intervals, sink, |source, wanted| {
        let mut reader = IntervalReader::new(source, wanted, grid);
        Box::new(move |batch, queues, place, ledger| {
            let rows = reader.rows(batch, queues, place, ledger);
            rows.into_iter()
                .map(|row| Keyed {
                    key: (row.queue, row.start),
                    length_s: row.length_s,
                    row: row.row,
                    value: row,
                })
                .collect()
        })
    })
}

/// Reads a provider's planned and present agents.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn staffing(
    context: &Context<'_>,
    provider: &ProviderId,
    sink: &mut dyn RowSink,
) -> Result<ReportIntake<Vec<StaffRow>>, IntakeError> {
    let grid = (
        &context.agreement.client.zone,
        context.agreement.staffing.interval_s,
    );
    read_all(context, provider, TableKind::Staffing, sink, |source, wanted| {
        let mut reader = StaffReader::new(source, wanted, grid, &context.agreement.staffing);
        Box::new(move |batch, queues, _, ledger| {
            let rows = reader.rows(batch, queues, ledger);
            rows.into_iter()
                .map(|(start, row_number, length_s, spread)| {
                    let queue = spread.first().map_or(u32::MAX, |row| row.queue);
                    Keyed {
                        key: (queue, start),
                        length_s,
                        value: spread,
                        row: row_number,
                    }
                })
                .collect()
        })
    })
}

impl<T> Keyed<T> {
    fn placed(&self) -> Placed {
        Placed {
            queue: self.key.0,
            start: self.key.1,
            length_s: self.length_s,
            row: self.row,
        }
    }
}

type BatchReader<'s, T> =
    Box<dyn FnMut(&RawBatch, &mut Dictionary, (&str, &str), &mut Ledger) -> Vec<Keyed<T>> + 's>;

fn read_all<'c, T: PartialEq + Clone>(
    context: &'c Context<'c>,
    provider: &ProviderId,
    kind: TableKind,
    sink: &mut dyn RowSink,
    reader_of: impl Fn(&'c Source, &[ingest::ColumnRef]) -> BatchReader<'c, T>,
) -> Result<ReportIntake<T>, IntakeError> {
    let mut table = Table {
        tallied: Tallied::default(),
        kept: Vec::new(),
        first: HashMap::new(),
    };
    let mut queues = context.codes.queues.clone();
    for source in context.sources(provider, kind) {
        let files = find_files(&context.plan.data_root, &source.path, &context.plan.period)?;
        context
            .missing_files(source, &files)?
            .iter()
            .for_each(|path| table.tallied.missing_source(source, path));
        for file in files {
            let wanted = wanted_columns(&source.mapping);
            let mut rows_of = reader_of(source, &wanted);
            let mut count = FileCount::of(source, &file.name);
            match read_file(
                provider,
                source,
                &file,
                &wanted,
                &mut table.tallied,
                |batch, place, ledger| rows_of(batch, &mut queues, place, ledger),
            ) {
                Ok(read) => table.take_in(context, source, (read, &queues), &mut count, sink)?,
                Err(problems) => table.tallied.unusable(&mut count, &problems),
            }
            table.tallied.files.push(count);
        }
    }
    let rows = table.kept.into_iter().map(|keyed| keyed.value).collect();
    Ok(ReportIntake {
        rows,
        tallied: table.tallied,
    })
}

/// A file read to its end.
pub(super) struct ReadFile<R> {
    pub(super) sheet: String,
    pub(super) rows: Vec<R>,
    pub(super) ledger: Ledger,
    pub(super) end: EndOfFile,
}

/// Reads a file whole: what was read before a file breaks off must not count.
pub(super) fn read_file<R>(
    provider: &ProviderId,
    source: &Source,
    file: &FoundFile,
    wanted: &[ingest::ColumnRef],
    tallied: &mut Tallied,
    mut rows_of: impl FnMut(&RawBatch, (&str, &str), &mut Ledger) -> Vec<R>,
) -> Result<ReadFile<R>, Vec<ingest::FileProblem>> {
    tallied.inspect(provider, source, file)?;
    let mut reader = ingest::open(&file.path, &file.name, &source.layout, wanted)?;
    let sheet = reader.sheet().to_owned();
    let mut ledger = Ledger::new(&file.name, &sheet);
    let (mut batch, mut problems, mut rows) = (RawBatch::default(), Vec::new(), Vec::new());
    loop {
        let more = reader
            .read(&mut batch, BATCH_ROWS, &mut problems)
            .map_err(|problem| vec![problem])?;
        problems.drain(..).for_each(|problem| ledger.reject_raw(problem));
        if !more {
            break;
        }
        rows.extend(rows_of(&batch, (&file.name, &sheet), &mut ledger));
    }
    Ok(ReadFile {
        sheet,
        rows,
        ledger,
        end: EndOfFile::of(&reader),
    })
}

/// The rows of a provider's table so far.
struct Table<T> {
    tallied: Tallied,
    kept: Vec<Keyed<T>>,
    first: HashMap<(u32, EpochSeconds), usize>,
}

impl<T: PartialEq> Table<T> {
    fn take_in(
        &mut self,
        context: &Context<'_>,
        source: &Source,
        (read, queues): (ReadFile<Keyed<T>>, &Dictionary),
        count: &mut FileCount,
        sink: &mut dyn RowSink,
    ) -> Result<(), IntakeError> {
        let mut ledger = read.ledger;
        count.sheet = read.sheet;
        if says_when(source) {
            let placed: Vec<Placed> = read.rows.iter().map(Keyed::placed).collect();
            sequence::note(&placed, context.agreement, queues, &mut ledger);
        }
        for keyed in read.rows {
            self.take(context, source, keyed, count, &mut ledger);
        }
        self.tallied.end_of_file(source, count, read.end, ledger, sink)?;
        balanced(count)
    }

    /// Sorts a row into outside, duplicate or kept.
    fn take(
        &mut self,
        context: &Context<'_>,
        source: &Source,
        keyed: Keyed<T>,
        count: &mut FileCount,
        ledger: &mut Ledger,
    ) {
        self.tallied.reach(keyed.key.1);
        let judgement = &context.plan.judgement;
        if !(judgement.start..judgement.end).contains(&keyed.key.1) {
            count.outside_period += 1;
            return;
        }
        let known = self.first.get(&keyed.key).copied().filter(|_| says_when(source));
        let Some(index) = known else {
            self.first.insert(keyed.key, self.kept.len());
            self.kept.push(keyed);
            count.accepted += 1;
            return;
        };
        if self.kept[index].value == keyed.value {
            count.duplicates += 1;
            return;
        }
        let shown = format!("row {}", self.kept[index].row);
        if source.duplicates == DuplicateRule::Reject {
            let expected = "one row per queue and start; this one comes again with other values";
            ledger.reject(
                keyed.row,
                "",
                Bad {
                    value: shown,
                    expected: expected.to_owned(),
                },
            );
            return;
        }
        let replaces = source.duplicates == DuplicateRule::Last;
        let kind = match replaces {
            true => NoticeKind::ReplacedRow,
            false => NoticeKind::ConflictingDuplicate,
        };
        ledger.notice(kind, "start", &shown, keyed.row);
        count.duplicates += 1;
        if replaces {
            self.kept[index] = keyed;
        }
    }
}

/// Whether rows tell their own start. Where one constant stands for all of them nothing identifies
/// a row, and two days with the same figures are two days: none of them is a duplicate.
fn says_when(source: &Source) -> bool {
    let start = source.mapping.fields.get(&Field::Start).map(|start| &start.from);
    !matches!(start, Some(From::Constant(_)))
}
