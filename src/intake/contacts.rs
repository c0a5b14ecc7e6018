//! Calls or tickets of one provider: batch by batch from file to judged rows and sums.

use std::collections::HashSet;

use polars::prelude::*;

use super::case_rows::CaseMeasures;
use super::counts::balanced;
use super::files::{FoundFile, find_files};
use super::read_ahead::read_ahead;
use super::repetitions::{rule_of, waits_for_all};
use super::{ContactRows, Context, IntakeError, Look, RowSink, Tallied};
use crate::ingest::{self, ColumnRef, RawReader};
use crate::measure::{ContactMeasures, Judgement, MOVES, Report, Sums, open_at};
use crate::normalize::{
    Bad, ContactReader, Dictionaries, Duplicates, EventLog, Fate, IntervalGrid, LastStates, Ledger,
    TicketHistory, TicketStories, derive, fingerprint, wanted_columns,
};
use crate::scorecard::{DoubtfulPause, FileCount, NoticeKind};
use crate::tables::column;
use crate::tables::contacts::{
    CLOSED_AT, CONTACT_ID, FIRST_RESPONSE_AT, HAS_CASES, INTERVAL, OCCURRED_AT, RESOLVED_AT, SOURCE_ROW,
};
use crate::vocabulary::{ContactKind, TableKind};
use crate::workspace::agreement::{DuplicateRule, Provider, Source};
use crate::workspace::mapping::{Field, Layout};

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
    /// Number of counters of each measure.
    pub widths: Vec<usize>,
    /// Counts, notices, files.
    pub tallied: Tallied,
    /// Fingerprints of the contacts, where the client hands messages over to the provider.
    pub report: Option<Report>,
    /// Pauses that some audit finds hard to explain.
    pub pauses: Vec<DoubtfulPause>,
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
            reading.source(source)?;
        }
        reading.end_of_logs()?;
        for source in &sources {
            reading.source(source)?;
        }
        for source in &sources {
            reading.further(source)?;
        }
        reading.snapshots()?;
        reading.tickets_of_logs()?;
        reading.tallied.files.iter().try_for_each(balanced)?;
        let (sums, tallied, report) = (reading.sums, reading.tallied, reading.report);
        let pauses = reading.pauses;
        Ok(ContactIntake {
            sums,
            widths: measures.widths(),
            tallied,
            report,
            pauses,
        })
    }
}

/// The running state of one unit.
pub(super) struct Reading<'r> {
    pub(super) unit: ContactUnit<'r>,
    pub(super) context: &'r Context<'r>,
    measures: &'r ContactMeasures<'r>,
    pub(super) cases: &'r CaseMeasures<'r>,
    pub(super) words: Dictionaries,
    pub(super) sums: Sums,
    pub(super) tallied: Tallied,
    seen: Duplicates,
    report: Option<Report>,
    rule: DuplicateRule,
    /// Frames kept until all files are read, with the index of their file; only where the last
    /// row of an id counts.
    snapshots: Vec<(usize, DataFrame)>,
    /// Tickets whose history lacks a step.
    holes: HashSet<u128>,
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
    fn source(&mut self, source: &Source) -> Result<(), IntakeError> {
        let files = find_files(
            &self.context.plan.data_root,
            &source.path,
            &self.context.plan.period,
        )?;
        self.context
            .missing_files(source, &files)?
            .iter()
            .for_each(|path| self.tallied.missing_source(source, path));
        self.files(source, files)
    }

    /// Files of other periods that are looked through; the rows of the period's own come first.
    fn further(&mut self, source: &Source) -> Result<(), IntakeError> {
        for period in &self.context.plan.further {
            let mut files = find_files(&self.context.plan.data_root, &source.path, period)?;
            let is_new = |file: &FoundFile| {
                let known = |count: &FileCount| count.source == source.id.as_str() && count.file == file.name;
                !self.tallied.files.iter().any(known)
            };
            files.retain(is_new);
            self.files(source, files)?;
        }
        Ok(())
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

    /// A file before its first row; looked at as a whole where that does not happen meanwhile, or to say
    /// better what is wrong with it.
    fn opened(
        &mut self,
        source: &Source,
        file: &FoundFile,
        wanted: &[ColumnRef],
    ) -> Result<RawReader, Vec<ingest::FileProblem>> {
        let open = || ingest::open(&file.path, &file.name, &source.layout, wanted);
        if self.looks_meanwhile(source)
            && let Ok(reader) = open()
        {
            return Ok(reader);
        }
        self.tallied.inspect(&self.unit.provider.id, source, file)?;
        open()
    }

    fn looks_meanwhile(&self, source: &Source) -> bool {
        self.unit.look == Look::Meanwhile && matches!(source.layout, Layout::Csv(_))
    }

    /// Counts of the file being read.
    fn count(&mut self) -> &mut FileCount {
        let last = self.tallied.files.len() - 1;
        &mut self.tallied.files[last]
    }

    fn unusable(&mut self, problems: &[ingest::FileProblem]) {
        let mut count = std::mem::take(self.count());
        self.tallied.unusable(&mut count, problems);
        *self.count() = count;
    }

    fn file(&mut self, source: &Source, file: &FoundFile, mut reader: RawReader) -> Result<(), IntakeError> {
        self.count().sheet = reader.sheet().to_owned();
        let mut ledger = Ledger::new(&file.name, reader.sheet());
        let wanted = wanted_columns(&source.mapping);
        let mut typed = ContactReader::new(self.unit.kind, source, &wanted);
        // A workbook can break off in the middle; its rows wait for its end. Where a text does, all is read anew.
        let mut waiting = matches!(source.layout, Layout::Excel(_)).then(Vec::new);
        let mut fault = None;
        let spare = &self.context.spare;
        read_ahead(&mut reader, BATCH_ROWS, spare, |piece| {
            let more = match std::mem::replace(&mut piece.outcome, Ok(false)) {
                Ok(more) => more,
                Err(problem) => {
                    fault = Some(problem);
                    return Ok(());
                }
            };
            piece
                .problems
                .drain(..)
                .for_each(|problem| ledger.reject_raw(problem));
            if !more {
                return Ok(());
            }
            let frame = typed.frame(&piece.batch, &mut self.words, &mut ledger)?;
            let frame = self.derived(frame, source, &mut ledger)?;
            match &mut waiting {
                Some(frames) => {
                    frames.push(frame);
                    Ok(())
                }
                None => {
                    self.batch(frame, source, &mut ledger)?;
                    self.sink.rejected(&ledger.take_rejected())
                }
            }
        })?;
        if let Some(problem) = fault {
            return self.broke_off(problem, waiting.is_some() || reader.records() == 0, source, file);
        }
        if let Some(digest) = reader.digest().filter(|_| self.looks_meanwhile(source)) {
            self.tallied.input(&self.unit.provider.id, &file.name, digest);
        }
        for frame in waiting.into_iter().flatten() {
            self.batch(frame, source, &mut ledger)?;
        }
        self.sink.rejected(&ledger.take_rejected())?;
        self.note_holes(source, typed.into_holes(), &mut ledger);
        self.end_of_file(source, &reader, ledger)
    }

    /// Notes the tickets whose history lacks a step, with the first of them; their deadlines cannot be judged.
    fn note_holes(&mut self, source: &Source, mut holes: Vec<(u32, String)>, ledger: &mut Ledger) {
        holes.sort_unstable();
        let Some((_, first)) = holes.first().cloned() else {
            return;
        };
        let column = source.mapping.fields.get(&Field::Id).map(|id| id.label());
        let column = column.unwrap_or_default();
        let mut noted = HashSet::new();
        for (row, id) in holes {
            let id = fingerprint(&id);
            if noted.insert(id) {
                ledger.notice(NoticeKind::HoleInHistory, &column, &first, row);
            }
        }
        self.holes.extend(noted);
    }

    fn end_of_file(
        &mut self,
        source: &Source,
        reader: &RawReader,
        ledger: Ledger,
    ) -> Result<(), IntakeError> {
        let mut count = std::mem::take(self.count());
        count.rows_read = reader.records();
        count.not_records = reader.not_records();
        count.rejected = ledger.rejected_rows();
        self.tallied.notices.extend(ledger.into_notices());
        self.tallied.left_out(&count, reader.totals_left_out());
        self.tallied.empty_delivery(source, &mut count);
        *self.count() = count;
        Ok(())
    }

    /// A file that cannot be read to its end: without it where none of its rows has been taken.
    fn broke_off(
        &mut self,
        problem: ingest::FileProblem,
        untouched: bool,
        source: &Source,
        file: &FoundFile,
    ) -> Result<(), IntakeError> {
        if untouched {
            let looked_at = match self.looks_meanwhile(source) {
                true => self.tallied.inspect(&self.unit.provider.id, source, file),
                false => Ok(()),
            };
            self.unusable(&looked_at.err().unwrap_or_else(|| vec![problem]));
            return Ok(());
        }
        Err(IntakeError::BrokeOff {
            file: file.name.clone(),
            what: problem.what,
        })
    }

    fn derived(&self, frame: DataFrame, source: &Source, ledger: &mut Ledger) -> PolarsResult<DataFrame> {
        match source.kind {
            TableKind::Events => Ok(frame),
            TableKind::Tickets => derive::tickets(frame, ledger),
            _ => derive::calls(frame, source, ledger),
        }
    }

    fn batch(&mut self, frame: DataFrame, source: &Source, ledger: &mut Ledger) -> Result<(), IntakeError> {
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

    /// Keeps the rows of the period, judges and sums them, and hands them on. Of tickets that only events
    /// tell, the rows of the log are counted.
    pub(super) fn settle(
        &mut self,
        frame: DataFrame,
        file: usize,
        are_rows: bool,
    ) -> Result<(), IntakeError> {
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        [times.min(), times.max()]
            .into_iter()
            .flatten()
            .for_each(|at| self.tallied.reach(at));
        if let Some(report) = &mut self.report {
            report.take_in(&frame, self.unit.kind, self.context.plan.judgement.as_of)?;
        }
        let (before, storied) = (frame.height(), self.storied(&frame)?);
        let frame = self.judge_cases(self.with_interval(frame)?, file)?;
        let prepared = self.measures.prepare(frame, &self.words)?;
        let inside = self.inside(prepared)?;
        let still = self.storied(&inside)?;
        self.count_events(&storied, &still);
        if are_rows {
            self.tallied.files[file].outside_period += (before - inside.height()) as u64;
            self.tallied.files[file].accepted += inside.height() as u64;
        }
        if inside.height() == 0 {
            return Ok(());
        }
        let judged = self.measures.judge_and_sum(inside, &mut self.sums)?;
        if self.unit.kind == ContactKind::Ticket {
            self.list_pauses(self.measures, &judged, file)?;
        }
        let (name, sheet) = (&self.tallied.files[file].file, &self.tallied.files[file].sheet);
        self.sink.contacts(&ContactRows {
            kind: self.unit.kind,
            file: name,
            sheet,
            frame: &judged,
            words: &self.words,
            measures: self.measures,
        })
    }

    /// Calls offered in the period; tickets created, answered, closed or due in it, or still open.
    fn inside(&self, frame: DataFrame) -> PolarsResult<DataFrame> {
        let Judgement {
            start, end, as_of, ..
        } = self.context.plan.judgement;
        let within = |at: Expr| {
            at.clone()
                .gt_eq(lit(start))
                .and(at.lt(lit(end)))
                .fill_null(lit(false))
        };
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        let all_within = times.null_count() == 0
            && times.min().is_some_and(|first| first >= start)
            && times.max().is_some_and(|last| last < end);
        if all_within && self.unit.kind == ContactKind::Call {
            return Ok(frame);
        }
        let mut mask = within(OCCURRED_AT.expr());
        if self.unit.kind == ContactKind::Ticket {
            mask = mask.or(open_at(as_of));
            for name in [FIRST_RESPONSE_AT, RESOLVED_AT, CLOSED_AT] {
                mask = mask.or(within(name.expr()));
            }
            for name in frame
                .get_column_names()
                .iter()
                .filter(|name| name.starts_with("due:"))
            {
                mask = mask.or(within(column::named(name)));
            }
            // A first reading measures less.
            for name in MOVES.into_iter().filter(|name| frame.column(name).is_ok()) {
                mask = mask.or(column::named(name).gt(lit(0)));
            }
            if frame.column(HAS_CASES.name()).is_ok() {
                mask = mask.or(HAS_CASES.expr());
            }
            mask = mask.and(OCCURRED_AT.expr().lt(lit(end)));
        }
        frame.lazy().filter(mask).collect()
    }

    fn with_interval(&self, mut frame: DataFrame) -> PolarsResult<DataFrame> {
        let (zone, length) = (
            &self.context.agreement.client.zone,
            self.context.agreement.staffing.interval_s,
        );
        let times = frame.column(OCCURRED_AT.name())?.i64()?;
        let mut grid = IntervalGrid::new(zone, length);
        let starts: Int64Chunked = match self.unit.kind {
            ContactKind::Call => times.iter().map(|at| at.map(|at| grid.start(at))).collect(),
            ContactKind::Ticket => Int64Chunked::full(INTERVAL.into(), 0, times.len()),
        };
        frame.with_column(starts.with_name(INTERVAL.into()).into_column())?;
        Ok(frame)
    }
}
