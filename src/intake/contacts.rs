//! Calls or tickets of one provider: batch by batch from file to judged rows and sums.

use std::collections::HashSet;

use polars::prelude::*;

use super::case_rows::CaseMeasures;
use super::counts::balanced;
use super::files::{FoundFile, find_files};
use super::other_words::OtherWords;
use super::repetitions::{rule_of, waits_for_all};
use super::{Context, IntakeError, Look, RowSink, Tallied};
use crate::measure::{ContactMeasures, DutyCounts, Mix, Movers, Report, Sums};
use crate::normalize::{
    Bad, Dictionaries, Duplicates, EventLog, Fate, LastStates, Ledger, TicketHistory, TicketStories,
    wanted_columns,
};
use crate::scorecard::{DoubtfulPause, FileCount, NoticeKind};
use crate::tables::contacts::{CONTACT_ID, SOURCE_ROW};
use crate::vocabulary::{ContactKind, DutySums, Period, TableKind};
use crate::workspace::agreement::{DuplicateRule, Provider, Source};
use crate::workspace::mapping::Field;

/// Rows read, judged and written at a time.
pub(super) const BATCH_ROWS: usize = 65_536;

/// What to read.
#[derive(Clone, Copy, Debug)]
pub struct ContactUnit<'a> {
    /// Whose contacts.
    pub provider: &'a Provider,
    /// Which kind.
    pub kind: ContactKind,
    /// When text files are looked at as a whole.
    pub look: Look,
}

/// Sums of a provider's contacts of one kind, and what its files told.
pub struct ContactIntake {
    /// Sums per queue and interval.
    pub sums: Sums,
    /// Verdicts by queue and reason, where providers are compared.
    pub mix: Mix,
    /// Number of counters of each measure.
    pub widths: Vec<usize>,
    /// Counts, notices, files.
    pub tallied: Tallied,
    /// Fingerprints of the contacts, where the client hands messages over to the provider.
    pub report: Option<Report>,
    /// Pauses that some audit finds hard to explain.
    pub pauses: Vec<DoubtfulPause>,
    /// Words that the workspace names nowhere.
    pub other_words: OtherWords,
    /// Tickets and customers that moved.
    pub movers: Movers,
    /// Documentation by reason and group of agents.
    pub duties: DutySums,
}

impl ContactUnit<'_> {
    fn table(self) -> TableKind {
        match self.kind {
            ContactKind::Call => TableKind::Calls,
            ContactKind::Ticket => TableKind::Tickets,
        }
    }

    /// Reads all files, handing the judged rows to `sink` in the order of the files.
    ///
    /// # Errors
    /// The engine failed, counts do not balance, or rows cannot be kept.
    pub fn read(self, context: &Context<'_>, sink: &mut dyn RowSink) -> Result<ContactIntake, IntakeError> {
        let mapped = context.mapped(&self.provider.id, self.kind);
        let standards = context.standards_of(self.provider);
        let case_measures = CaseMeasures::of(context, |rows| {
            ContactMeasures::new(self.kind, context.clauses, mapped.clone(), standards.clone()).over(rows)
        });
        let measures = ContactMeasures::new(self.kind, context.clauses, mapped.clone(), standards.clone());
        let sources = context.sources(&self.provider.id, self.table());
        let rule = rule_of(&sources);
        let logs = match self.kind {
            ContactKind::Call => Vec::new(),
            ContactKind::Ticket => context.sources(&self.provider.id, TableKind::Events),
        };
        let mut reading = Reading {
            unit: self,
            context,
            measures: &measures,
            cases: &case_measures,
            words: Dictionaries::new(context.codes),
            sums: Sums::default(),
            movers: Movers::default(),
            duties: DutyCounts::new(context.agreement, &measures),
            tallied: Tallied::default(),
            seen: Duplicates::default(),
            report: (context.clauses.are_judged() && context.hands_over(&self.provider.id))
                .then(Report::default),
            rule,
            snapshots: Vec::new(),
            holes: HashSet::new(),
            events: EventLog::default(),
            stories: TicketStories::default(),
            is_taken: Vec::new(),
            pauses: Vec::new(),
            sink,
        };
        for source in logs {
            reading.source(source, &context.plan.period)?;
        }
        reading.end_of_logs()?;
        let own = &context.plan.period;
        let (earlier, others): (Vec<&Period>, Vec<&Period>) = (context.plan.further.iter())
            .partition(|period| waits_for_all(rule) && period.last() < own.first());
        // Where the last row of an id counts, files come in order of time; else the period's own come first.
        for period in earlier.into_iter().chain([own]).chain(others) {
            for source in &sources {
                reading.source(source, period)?;
            }
        }
        reading.snapshots()?;
        reading.tickets_of_logs()?;
        reading.tallied.files.iter().try_for_each(balanced)?;
        let (mut sums, tallied, report) = (reading.sums, reading.tallied, reading.report);
        let mix = std::mem::take(&mut sums.mix).named(&reading.words.reasons);
        let (pauses, other_words) = (reading.pauses, OtherWords::of(&reading.words, context.codes));
        let duties = reading.duties.into_sums(&reading.words);
        Ok(ContactIntake {
            sums,
            mix,
            widths: measures.widths(),
            tallied,
            report,
            pauses,
            other_words,
            movers: reading.movers,
            duties,
        })
    }
}

/// The running state of one unit.
pub(super) struct Reading<'r> {
    pub(super) unit: ContactUnit<'r>,
    pub(super) context: &'r Context<'r>,
    pub(super) measures: &'r ContactMeasures<'r>,
    pub(super) cases: &'r CaseMeasures<'r>,
    pub(super) words: Dictionaries,
    pub(super) sums: Sums,
    pub(super) movers: Movers,
    pub(super) duties: DutyCounts,
    pub(super) tallied: Tallied,
    seen: Duplicates,
    pub(super) report: Option<Report>,
    rule: DuplicateRule,
    /// Frames kept until all files are read, with the index of their file; only where the last
    /// row of an id counts.
    snapshots: Vec<(usize, DataFrame)>,
    /// Tickets whose history lacks a step.
    pub(super) holes: HashSet<u128>,
    /// Event logs while they are read.
    pub(super) events: EventLog,
    /// What they tell of tickets, once they are.
    pub(super) stories: TicketStories,
    /// Whether an export of tickets has a row of each of these tickets.
    pub(super) is_taken: Vec<bool>,
    /// Pauses that some audit finds hard to explain.
    pub(super) pauses: Vec<DoubtfulPause>,
    pub(super) sink: &'r mut dyn RowSink,
}

impl Reading<'_> {
    /// The files of a source for a period that have not been read yet. None has to be there for other
    /// periods than the plan's.
    fn source(&mut self, source: &Source, period: &Period) -> Result<(), IntakeError> {
        let mut files = find_files(&self.context.plan.data_root, &source.path, period)?;
        if *period == self.context.plan.period {
            self.context
                .missing_files(source, &files)?
                .iter()
                .for_each(|path| self.tallied.missing_source(source, path));
        }
        let is_new = |file: &FoundFile| {
            let known = |count: &FileCount| count.source == source.id.as_str() && count.file == file.name;
            !self.tallied.files.iter().any(known)
        };
        files.retain(is_new);
        self.files(source, files)
    }

    fn files(&mut self, source: &Source, files: Vec<FoundFile>) -> Result<(), IntakeError> {
        let wanted = wanted_columns(&source.mapping);
        if !waits_for_all(self.rule) {
            self.rule = source.duplicates;
        }
        for file in files {
            self.tallied.files.push(FileCount::of(source, &file.name));
            match self.opened(source, &file, &wanted) {
                Ok(reader) => self.file(source, &file, reader)?,
                Err(problems) => self.unusable(&problems),
            }
        }
        Ok(())
    }

    /// Counts of the file being read.
    pub(super) fn count(&mut self) -> &mut FileCount {
        let last = self.tallied.files.len() - 1;
        &mut self.tallied.files[last]
    }

    pub(super) fn batch(
        &mut self,
        frame: DataFrame,
        source: &Source,
        ledger: &mut Ledger,
    ) -> Result<(), IntakeError> {
        let file = self.tallied.files.len() - 1;
        if source.kind == TableKind::Events {
            return self.keep_events(frame);
        }
        if waits_for_all(self.rule) {
            self.snapshots.push((file, frame));
            return Ok(());
        }
        let frame = self.first_rows(frame, source, ledger)?;
        self.accept(frame, file)
    }

    /// Drops rows whose id has come before, by the declared rule.
    fn first_rows(
        &mut self,
        frame: DataFrame,
        source: &Source,
        ledger: &mut Ledger,
    ) -> Result<DataFrame, IntakeError> {
        let column = source
            .mapping
            .fields
            .get(&Field::Id)
            .map_or_else(String::new, |id| id.label());
        let fates = self.seen.fates(&frame)?;
        if fates.iter().all(|fate| *fate == Fate::New) {
            return Ok(frame);
        }
        let (ids, rows) = (
            frame.column(CONTACT_ID.name())?.str()?,
            frame.column(SOURCE_ROW.name())?.u32()?,
        );
        for ((fate, id), row) in fates.iter().zip(ids.iter()).zip(rows.iter()) {
            let (id, row) = (id.unwrap_or_default(), row.unwrap_or_default());
            if let (true, Some(report)) = (*fate != Fate::New, &mut self.report) {
                report.repeat(id);
            }
            match fate {
                Fate::New => continue,
                Fate::Identical => {}
                Fate::Conflicting(first) if self.rule == DuplicateRule::Reject => {
                    let expected = format!("an id only once; row {first} has it with other values");
                    ledger.reject(
                        row,
                        &column,
                        Bad {
                            value: id.to_owned(),
                            expected,
                        },
                    );
                    continue;
                }
                Fate::Conflicting(_) => ledger.notice(NoticeKind::ConflictingDuplicate, &column, id, row),
            }
            self.count().duplicates += 1;
        }
        let new: BooleanChunked = fates.iter().map(|fate| Some(*fate == Fate::New)).collect();
        Ok(frame.filter(&new)?)
    }

    /// Judges the kept snapshots: of each id the last one, with its history where that is wanted.
    fn snapshots(&mut self) -> Result<(), IntakeError> {
        let mut last = LastStates::default();
        let mut history = (self.rule == DuplicateRule::History)
            .then(|| TicketHistory::with_holes(std::mem::take(&mut self.holes)));
        let kept = std::mem::take(&mut self.snapshots);
        for (number, (_, frame)) in kept.iter().enumerate() {
            last.take_in(number, frame)?;
            if let Some(history) = &mut history {
                history.take_in(number, frame)?;
            }
        }
        for (number, (file, frame)) in kept.into_iter().enumerate() {
            let winners: BooleanChunked = last.winners(number, &frame)?.into_iter().map(Some).collect();
            self.tallied.files[file].duplicates += (frame.height() - winners.num_trues()) as u64;
            let last_rows = frame.filter(&winners)?;
            let told = match &history {
                Some(history) => history.told(last_rows)?,
                None => last_rows,
            };
            self.accept(told, file)?;
        }
        Ok(())
    }

    /// Takes rows of an export of calls or tickets, with what an event log tells of them.
    fn accept(&mut self, frame: DataFrame, file: usize) -> Result<(), IntakeError> {
        if frame.height() == 0 {
            return Ok(());
        }
        if self.stories.is_empty() {
            return self.settle(frame, file, true);
        }
        for number in self.storied(&frame)? {
            self.is_taken[number] = true;
        }
        let frame = self.stories.complete(frame)?;
        self.settle(frame, file, true)
    }
}
