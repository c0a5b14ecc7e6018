//! Figures that one provider reports of itself: small tables, read whole.

use super::counts::balanced;
use super::files::find_files;
use super::reports::{ReadFile, read_file};
use super::{Context, IntakeError, RowSink, Tallied};
use crate::normalize::{Bad, Ledger, ReportedReader, wanted_columns};
use crate::scorecard::{FileCount, NoticeKind};
use crate::tables::reported::ReportedRow;
use crate::vocabulary::{EpochSeconds, ProviderId, TableKind};
use crate::workspace::agreement::{DuplicateRule, Source};

/// What a provider reports of itself.
#[derive(Debug, Default)]
pub struct ReportedIntake {
    /// Rows of the period.
    pub rows: Vec<ReportedRow>,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// Reads what a provider reports of itself.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn reported(
    context: &Context<'_>,
    provider: &ProviderId,
    sink: &mut dyn RowSink,
) -> Result<ReportedIntake, IntakeError> {
    let mut intake = ReportedIntake::default();
    for source in context.sources(provider, TableKind::Reported) {
        read_source(context, source, &mut intake, sink)?;
    }
    intake.tallied.files.iter().try_for_each(balanced)?;
    Ok(intake)
}

fn read_source(
    context: &Context<'_>,
    source: &Source,
    intake: &mut ReportedIntake,
    sink: &mut dyn RowSink,
) -> Result<(), IntakeError> {
    let plan = context.plan;
    let files = find_files(&plan.data_root, &source.path, &plan.period)?;
    context
        .missing_files(source, &files)?
        .iter()
        .for_each(|path| intake.tallied.missing_source(source, path));
    let wanted = wanted_columns(&source.mapping);
    let mut queues = context.codes.queues.clone();
    for file in files {
        let mut reader = ReportedReader::new(context.agreement, source, &wanted);
        let mut count = FileCount::of(source, &file.name);
        let read = read_file(
            &source.provider,
            source,
            &file,
            &wanted,
            &mut intake.tallied,
            |batch, _, ledger| reader.rows(batch, &mut queues, ledger),
        );
        match read {
            Ok(read) => take_in(context, source, intake, read, &mut count, sink)?,
            Err(problems) => intake.tallied.unusable(&mut count, &problems),
        }
        intake.tallied.files.push(count);
    }
    Ok(())
}

fn take_in(
    context: &Context<'_>,
    source: &Source,
    intake: &mut ReportedIntake,
    read: ReadFile<(ReportedRow, Option<EpochSeconds>)>,
    count: &mut FileCount,
    sink: &mut dyn RowSink,
) -> Result<(), IntakeError> {
    let mut ledger = read.ledger;
    count.sheet = read.sheet;
    let judgement = &context.plan.judgement;
    for (row, at) in read.rows {
        match at {
            Some(at) if !(judgement.start..judgement.end).contains(&at) => count.outside_period += 1,
            _ => take(source, intake, row, count, &mut ledger),
        }
    }
    count.rows_read = read.records;
    count.not_records = read.not_records;
    count.rejected = ledger.rejected_rows();
    sink.rejected(&ledger.take_rejected())?;
    intake.tallied.notices.extend(ledger.into_notices());
    intake.tallied.left_out(count, read.totals);
    intake.tallied.empty_delivery(source, count);
    Ok(())
}

/// Keeps a row; of a figure without counts only one can be kept, since shares do not add up.
fn take(
    source: &Source,
    intake: &mut ReportedIntake,
    row: ReportedRow,
    count: &mut FileCount,
    ledger: &mut Ledger,
) {
    let same = |known: &ReportedRow| known.standard == row.standard && known.queue == row.queue;
    let known = intake.rows.iter().position(same);
    let Some(index) = known.filter(|index| !(row.is_counted && intake.rows[*index].is_counted)) else {
        intake.rows.push(row);
        count.accepted += 1;
        return;
    };
    let first = intake.rows[index];
    if (ReportedRow {
        row: first.row,
        ..row
    }) == first
    {
        count.duplicates += 1;
        return;
    }
    let shown = format!("row {}", first.row);
    if source.duplicates == DuplicateRule::Reject {
        let expected = "one row per standard and queue, or counts, which can be added";
        ledger.reject(
            row.row,
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
    ledger.notice(kind, "standard", &shown, row.row);
    count.duplicates += 1;
    if replaces {
        intake.rows[index] = row;
    }
}
