//! Interval reports and staffing of one provider: small tables, read whole.

use std::collections::HashMap;

use super::counts::{balanced, notice};
use super::files::find_files;
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
        let mut reader = StaffReader::new(source, wanted, grid, context.agreement.staffing.shrinkage);
        Box::new(move |batch, queues, _, ledger| {
            let rows = reader.rows(batch, queues, ledger);
            rows.into_iter()
                .map(|(start, row_number, spread)| {
                    let queue = spread.first().map_or(u32::MAX, |row| row.queue);
                    Keyed {
                        key: (queue, start),
                        value: spread,
                        row: row_number,
                    }
                })
                .collect()
        })
    })
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
    let mut tallied = Tallied::default();
    let mut kept: Vec<Keyed<T>> = Vec::new();
    let mut first = HashMap::new();
    let mut queues = context.codes.queues.clone();
    for source in context.sources(provider, kind) {
        let files = find_files(&context.plan.data_root, &source.path, &context.plan.period)?;
        if files.is_empty() {
            tallied.missing_source(source);
        }
        let wanted = wanted_columns(&source.mapping);
        for file in files {
            if let Ok(fingerprint) = file.fingerprint() {
                tallied.input(provider, &file.name, fingerprint);
            }
            let mut count = FileCount {
                source: source.id.to_string(),
                kind: kind.name(),
                file: file.name.clone(),
                ..FileCount::default()
            };
            let mut reader = match ingest::open(&file.path, &file.name, &source.layout, &wanted) {
                Ok(reader) => reader,
                Err(problems) => {
                    count.problem = problems
                        .iter()
                        .map(|p| p.what.clone())
                        .collect::<Vec<_>>()
                        .join("; ");
                    for problem in problems {
                        let what = format!("{}: {}", problem.what, problem.expected);
                        tallied
                            .notices
                            .push(notice(NoticeKind::UnusableFile, &file.name, "", &what));
                    }
                    tallied.files.push(count);
                    continue;
                }
            };
            count.sheet = reader.sheet().to_owned();
            let mut ledger = Ledger::new(&file.name, reader.sheet());
            let sheet = reader.sheet().to_owned();
            let mut rows_of = reader_of(source, &wanted);
            let mut batch = RawBatch::default();
            let mut problems = Vec::new();
            loop {
                match reader.read(&mut batch, BATCH_ROWS, &mut problems) {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(problem) => {
                        let what = format!("{}: {}", problem.what, problem.expected);
                        count.problem = problem.what;
                        tallied
                            .notices
                            .push(notice(NoticeKind::UnusableFile, &file.name, "", &what));
                        break;
                    }
                }
                problems.drain(..).for_each(|problem| ledger.reject_raw(problem));
                for keyed in rows_of(&batch, &mut queues, (&file.name, &sheet), &mut ledger) {
                    take(
                        context,
                        source,
                        keyed,
                        &mut first,
                        &mut kept,
                        &mut count,
                        &mut ledger,
                        &mut tallied,
                    );
                }
            }
            problems.drain(..).for_each(|problem| ledger.reject_raw(problem));
            finish(&mut count, &reader, ledger, sink, &mut tallied)?;
        }
    }
    Ok(ReportIntake {
        rows: kept.into_iter().map(|keyed| keyed.value).collect(),
        tallied,
    })
}

/// Sorts a row into outside, duplicate or kept.
#[expect(clippy::too_many_arguments, reason = "the running state of one file")]
fn take<T: PartialEq + Clone>(
    context: &Context<'_>,
    source: &Source,
    keyed: Keyed<T>,
    first: &mut HashMap<(u32, EpochSeconds), usize>,
    kept: &mut Vec<Keyed<T>>,
    count: &mut FileCount,
    ledger: &mut Ledger,
    tallied: &mut Tallied,
) {
    tallied.reach(keyed.key.1);
    let judgement = &context.plan.judgement;
    if !(judgement.start..judgement.end).contains(&keyed.key.1) {
        count.outside_period += 1;
        return;
    }
    let has_key = says_when(source);
    let Some(&index) = first.get(&keyed.key).filter(|_| has_key) else {
        if has_key {
            first.insert(keyed.key, kept.len());
        }
        kept.push(keyed);
        count.accepted += 1;
        return;
    };
    if kept[index].value == keyed.value {
        count.duplicates += 1;
        return;
    }
    let shown = format!("row {}", kept[index].row);
    match source.duplicates {
        DuplicateRule::Reject => ledger.reject(
            keyed.row,
            "",
            Bad {
                value: shown,
                expected: String::from("one row per queue and start; this one comes again with other values"),
            },
        ),
        DuplicateRule::First | DuplicateRule::Last => {
            ledger.notice(NoticeKind::ConflictingDuplicate, "start", &shown, keyed.row);
            count.duplicates += 1;
            if source.duplicates == DuplicateRule::Last {
                kept[index] = keyed;
            }
        }
    }
}

/// Whether rows tell their own start. Where one constant stands for all of them nothing identifies
/// a row, and two days with the same figures are two days: none of them is a duplicate.
fn says_when(source: &Source) -> bool {
    let start = source.mapping.fields.get(&Field::Start).map(|start| &start.from);
    !matches!(start, Some(From::Constant(_)))
}

fn finish(
    count: &mut FileCount,
    reader: &ingest::RawReader,
    mut ledger: Ledger,
    sink: &mut dyn RowSink,
    tallied: &mut Tallied,
) -> Result<(), IntakeError> {
    count.rows_read = reader.records();
    count.not_records = reader.not_records();
    count.rejected = ledger.rejected_rows();
    sink.rejected(&ledger.take_rejected())?;
    tallied.notices.extend(ledger.into_notices());
    balanced(count)?;
    tallied.files.push(std::mem::take(count));
    Ok(())
}
