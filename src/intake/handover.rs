//! The client's hand-over logs of one provider: read whole, each id kept once.

use std::collections::HashMap;

use super::counts::balanced;
use super::files::find_files;
use super::reports::{ReadFile, read_file};
use super::{Context, IntakeError, RowSink, Tallied};
use crate::normalize::{Bad, HandoverReader, Ledger, wanted_columns};
use crate::scorecard::{FileCount, NoticeKind};
use crate::tables::handover::{HandedOver, HandoverLog};
use crate::vocabulary::{ProviderId, TableKind};
use crate::workspace::agreement::{DuplicateRule, Source};
use crate::workspace::mapping::Field;

/// A provider's hand-over log.
#[derive(Debug, Default)]
pub struct HandoverIntake {
    /// Messages of all periods that the files hold.
    pub log: HandoverLog,
    /// Counts, notices, files.
    pub tallied: Tallied,
}

/// Reads the log of what was handed over to a provider.
///
/// # Errors
/// Counts do not balance, or rejected rows cannot be kept.
pub fn handover(
    context: &Context<'_>,
    provider: &ProviderId,
    sink: &mut dyn RowSink,
) -> Result<HandoverIntake, IntakeError> {
    let mut reading = Reading {
        context,
        intake: HandoverIntake::default(),
        first: HashMap::new(),
    };
    for source in context.sources(provider, TableKind::Handover) {
        reading.source(source, sink)?;
    }
    let mut intake = reading.intake;
    intake.tallied.files.iter().try_for_each(balanced)?;
    intake.log.is_agreed = context.hands_over(provider);
    // An optional log that is not there must not make every contact unknown.
    let files = intake.tallied.files.iter();
    intake.log.is_whole = intake.tallied.is_whole() && files.clone().all(|count| count.problem.is_empty());
    let places = intake.tallied.files.iter();
    intake.log.places = places
        .map(|count| (count.file.clone(), count.sheet.clone()))
        .collect();
    Ok(intake)
}

/// The running state; files are numbered as they are counted.
struct Reading<'r> {
    context: &'r Context<'r>,
    intake: HandoverIntake,
    /// Index of the message with a fingerprint.
    first: HashMap<u128, usize>,
}

impl Reading<'_> {
    fn source(&mut self, source: &Source, sink: &mut dyn RowSink) -> Result<(), IntakeError> {
        let plan = self.context.plan;
        let files = find_files(&plan.data_root, &source.path, &plan.period)?;
        self.context
            .missing_files(source, &files)?
            .iter()
            .for_each(|path| self.intake.tallied.missing_source(source, path));
        let wanted = wanted_columns(&source.mapping);
        let mut queues = self.context.codes.queues.clone();
        for file in files {
            let mut reader = HandoverReader::new(source, &wanted);
            let tallied = &mut self.intake.tallied;
            let place = tallied.files.len();
            let mut count = FileCount::of(source, &file.name);
            let read = read_file(
                &source.provider,
                source,
                &file,
                &wanted,
                tallied,
                |batch, _, ledger| reader.rows(batch, &mut queues, place, ledger),
            );
            match read {
                Ok(read) => {
                    tallied.files.push(count);
                    self.take_in(source, read, place, sink)?;
                }
                Err(problems) => {
                    tallied.unusable(&mut count, &problems);
                    tallied.files.push(count);
                }
            }
        }
        Ok(())
    }

    fn take_in(
        &mut self,
        source: &Source,
        read: ReadFile<HandedOver>,
        place: usize,
        sink: &mut dyn RowSink,
    ) -> Result<(), IntakeError> {
        let mut ledger = read.ledger;
        for message in read.rows {
            self.take(source, message, &mut ledger);
        }
        let tallied = &mut self.intake.tallied;
        let mut count = std::mem::take(&mut tallied.files[place]);
        count.sheet = read.sheet;
        tallied.end_of_file(source, &mut count, read.end, ledger, sink)?;
        tallied.files[place] = count;
        Ok(())
    }

    /// Keeps a message, or sorts it out as one whose id is there already.
    fn take(&mut self, source: &Source, message: HandedOver, ledger: &mut Ledger) {
        self.intake.tallied.reach(message.at);
        let Some(index) = self.first.get(&message.key).copied() else {
            self.first.insert(message.key, self.intake.log.messages.len());
            *self.counted(&message) += 1;
            self.intake.log.messages.push(message);
            return;
        };
        let known = &mut self.intake.log.messages[index];
        known.is_repeated = true;
        if (known.at, known.queue) == (message.at, message.queue) {
            self.intake.tallied.files[message.place].duplicates += 1;
            return;
        }
        self.other_values(source, message, index, ledger);
    }

    /// An id that comes again with another time or queue, by the declared rule.
    fn other_values(&mut self, source: &Source, message: HandedOver, index: usize, ledger: &mut Ledger) {
        let known = self.intake.log.messages[index].clone();
        let id = source.mapping.fields.get(&Field::Id);
        let column = id.map_or_else(String::new, |id| id.label());
        if source.duplicates == DuplicateRule::Reject {
            let expected = format!("an id only once; row {} has it with other values", known.row);
            let value = message.id;
            ledger.reject(message.row, &column, Bad { value, expected });
            return;
        }
        ledger.notice(
            NoticeKind::ConflictingDuplicate,
            &column,
            &message.id,
            message.row,
        );
        if source.duplicates == DuplicateRule::First {
            self.intake.tallied.files[message.place].duplicates += 1;
            return;
        }
        *self.counted(&known) -= 1;
        self.intake.tallied.files[known.place].duplicates += 1;
        *self.counted(&message) += 1;
        self.intake.log.messages[index] = HandedOver {
            is_repeated: true,
            ..message
        };
    }

    /// Where a kept message is counted: as accepted, or as one of another period.
    fn counted(&mut self, message: &HandedOver) -> &mut u64 {
        let judgement = &self.context.plan.judgement;
        let count = &mut self.intake.tallied.files[message.place];
        match (judgement.start..judgement.end).contains(&message.at) {
            true => &mut count.accepted,
            false => &mut count.outside_period,
        }
    }
}
