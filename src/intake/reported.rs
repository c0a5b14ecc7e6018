//! Figures that one provider reports of itself: small tables, read whole.

use std::collections::HashMap;

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
    /// Where the first row of each figure stands, and that of each instant of it.
    firsts: HashMap<(usize, Option<u32>), usize>,
    places: HashMap<(usize, Option<u32>, Option<EpochSeconds>), usize>,
}

impl ReportedIntake {
    /// The row that a row repeats: of its instant where both are counts, else of its figure.
    fn repeated(&self, row: &ReportedRow) -> Option<usize> {
        let first = *self.firsts.get(&(row.standard, row.queue))?;
        match row.is_counted && self.rows[first].is_counted {
            true => self.places.get(&(row.standard, row.queue, row.at)).copied(),
            false => Some(first),
        }
    }

    fn keep(&mut self, row: ReportedRow) {
        let index = self.rows.len();
        self.firsts.entry((row.standard, row.queue)).or_insert(index);
        self.places.insert((row.standard, row.queue, row.at), index);
        self.rows.push(row);
    }
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
    read: ReadFile<ReportedRow>,
    count: &mut FileCount,
    sink: &mut dyn RowSink,
) -> Result<(), IntakeError> {
    let mut ledger = read.ledger;
    count.sheet = read.sheet;
    let judgement = &context.plan.judgement;
    for row in read.rows {
        match row.at {
            Some(at) if !(judgement.start..judgement.end).contains(&at) => count.outside_period += 1,
            _ => take(source, intake, row, count, &mut ledger),
        }
    }
    intake.tallied.end_of_file(source, count, read.end, ledger, sink)
}

/// Keeps a row. Counts of a standard and queue can be added, one row per instant; of a figure without
/// counts only one row can be kept, since shares do not add up. What repeats one goes by the source's
/// rule for duplicates, or else a file that is delivered again would count twice.
fn take(
    source: &Source,
    intake: &mut ReportedIntake,
    row: ReportedRow,
    count: &mut FileCount,
    ledger: &mut Ledger,
) {
    let Some(index) = intake.repeated(&row) else {
        intake.keep(row);
        count.accepted += 1;
        return;
    };
    let first = intake.rows[index];
    // Of a figure without counts the instant adds nothing.
    let at = if row.is_counted { row.at } else { first.at };
    if (ReportedRow {
        row: first.row,
        at,
        ..row
    }) == first
    {
        count.duplicates += 1;
        return;
    }
    let shown = format!("row {}", first.row);
    if source.duplicates == DuplicateRule::Reject {
        let expected = "one row per standard and queue, or counts with one row per instant";
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
        intake.places.insert((row.standard, row.queue, row.at), index);
    }
}
