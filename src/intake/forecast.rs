//! Forecasts of one provider's volumes: read whole; of the versions of a row the locked one is kept.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::counts::balanced;
use super::files::find_files;
use super::reports::{ReadFile, read_file};
use super::{Context, IntakeError, RowSink, Tallied};
use crate::normalize::{Bad, ForecastReader, Ledger, wanted_columns};
use crate::scorecard::{FileCount, NoticeKind};
use crate::tables::forecast::{Forecast, ForecastRow};
use crate::vocabulary::{EpochSeconds, Maker, ProviderId, TableKind};
use crate::workspace::agreement::{DuplicateRule, Source};

/// A provider's forecasts.
#[derive(Debug, Default)]
pub struct ForecastIntake {
    /// The locked versions of the period.
    pub forecast: Forecast,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// A row that is kept, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Kept {
    row: ForecastRow,
    /// Index of its file.
    file: usize,
    number: u32,
}

/// Reads the forecasts of a provider's volumes, whoever made them.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn forecast(
    context: &Context<'_>,
    provider: &ProviderId,
    sink: &mut dyn RowSink,
) -> Result<ForecastIntake, IntakeError> {
    let mut reading = Reading {
        context,
        tallied: Tallied::default(),
        kept: Vec::new(),
        first: HashMap::new(),
    };
    for source in context.sources(provider, TableKind::Forecast) {
        reading.source(source, sink)?;
    }
    reading.tallied.files.iter().try_for_each(balanced)?;
    let mut forecast = Forecast::new(context.agreement.staffing.interval_s);
    for (maker, kept) in &reading.kept {
        forecast.add(*maker, &kept.row);
    }
    Ok(ForecastIntake {
        forecast,
        tallied: reading.tallied,
    })
}

/// The running state; files are numbered as they are counted.
struct Reading<'r> {
    context: &'r Context<'r>,
    tallied: Tallied,
    kept: Vec<(Maker, Kept)>,
    /// Index of the kept row of a queue and start.
    first: HashMap<(Maker, u32, EpochSeconds), usize>,
}

impl Reading<'_> {
    fn source(&mut self, source: &Source, sink: &mut dyn RowSink) -> Result<(), IntakeError> {
        let Some(origin) = source.forecast else {
            return Ok(());
        };
        let plan = self.context.plan;
        let files = find_files(&plan.data_root, &source.path, &plan.period)?;
        self.context
            .missing_files(source, &files)?
            .iter()
            .for_each(|path| self.tallied.missing_source(source, path));
        let wanted = wanted_columns(&source.mapping);
        let agreement = self.context.agreement;
        let grid = (&agreement.client.zone, agreement.staffing.interval_s);
        let mut queues = self.context.codes.queues.clone();
        for file in files {
            let mut reader = ForecastReader::new(source, &wanted, grid);
            let mut count = FileCount::of(source, &file.name);
            let read = read_file(
                &source.provider,
                source,
                &file,
                &wanted,
                &mut self.tallied,
                |batch, _, ledger| reader.rows(batch, &mut queues, ledger),
            );
            if let Err(problems) = &read {
                self.tallied.unusable(&mut count, problems);
            }
            self.tallied.files.push(count);
            if let Ok(read) = read {
                self.take_in(source, origin.maker, read, sink)?;
            }
        }
        Ok(())
    }

    /// Takes in the rows of the file counted last.
    fn take_in(
        &mut self,
        source: &Source,
        maker: Maker,
        read: ReadFile<(ForecastRow, u32)>,
        sink: &mut dyn RowSink,
    ) -> Result<(), IntakeError> {
        let mut ledger = read.ledger;
        let file = self.tallied.files.len() - 1;
        for (row, number) in read.rows {
            self.take(source, maker, Kept { row, file, number }, &mut ledger);
        }
        let mut count = std::mem::take(&mut self.tallied.files[file]);
        count.sheet = read.sheet;
        self.tallied
            .end_of_file(source, &mut count, read.end, ledger, sink)?;
        self.tallied.files[file] = count;
        Ok(())
    }

    /// Sorts a row into outside, older version or kept. What is expected says nothing of how far the
    /// data reach, so it does not help to choose a period.
    fn take(&mut self, source: &Source, maker: Maker, new: Kept, ledger: &mut Ledger) {
        let judgement = &self.context.plan.judgement;
        let files = &mut self.tallied.files;
        if !(judgement.start..judgement.end).contains(&new.row.start) {
            files[new.file].outside_period += 1;
            return;
        }
        let key = (maker, new.row.queue, new.row.start);
        let Some(index) = self.first.get(&key).copied() else {
            self.first.insert(key, self.kept.len());
            self.kept.push((maker, new));
            files[new.file].accepted += 1;
            return;
        };
        let known = self.kept[index].1;
        let replaces = match known.row.delivered_at == new.row.delivered_at {
            true if known.row == new.row => false,
            true if source.duplicates == DuplicateRule::Reject => {
                reject(ledger, known, new);
                return;
            }
            true => {
                let replaces = source.duplicates == DuplicateRule::Last;
                let kind = match replaces {
                    true => NoticeKind::ReplacedRow,
                    false => NoticeKind::ConflictingDuplicate,
                };
                ledger.notice(kind, "start", &format!("row {}", known.number), new.number);
                replaces
            }
            false => counts_rather(&new.row, &known.row),
        };
        let (stays, goes) = if replaces { (new, known) } else { (known, new) };
        files[goes.file].duplicates += 1;
        if replaces {
            files[known.file].accepted -= 1;
            files[stays.file].accepted += 1;
            self.kept[index].1 = stays;
        }
    }
}

/// Whether a version counts rather than another: the last one in time, or else the first that was late.
fn counts_rather(new: &ForecastRow, known: &ForecastRow) -> bool {
    match (new.is_late, known.is_late) {
        (false, false) => new.delivered_at > known.delivered_at,
        (true, true) => Reverse(new.delivered_at) > Reverse(known.delivered_at),
        (new_is_late, _) => !new_is_late,
    }
}

fn reject(ledger: &mut Ledger, known: Kept, new: Kept) {
    let bad = Bad {
        value: format!("row {}", known.number),
        expected: String::from("one row per queue and start; this one comes again with other values"),
    };
    ledger.reject(new.number, "", bad);
}
