//! Event logs: kept until all of a provider's are read, then folded into tickets. Each event row shares the
//! fate of its ticket, so that rows balance.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::IntakeError;
use super::contacts::{BATCH_ROWS, Reading};
use crate::normalize::{Bad, Ledger, place_of};
use crate::scorecard::NoticeKind;
use crate::tables::contacts::CONTACT_ID;
use crate::workspace::mapping::Field;

/// What becomes of a ticket without a queue.
const NO_QUEUE: &str = "a queue, or a ticket of this id in an export of tickets";
/// Of a ticket whose creation lies before the log.
const HEADLESS: &str = "begins before the log";

/// Ledgers of files that have been read, for what only shows at the end.
#[derive(Default)]
struct LateLedgers(BTreeMap<usize, Ledger>);

impl LateLedgers {
    fn of(&mut self, reading: &Reading<'_>, file: usize) -> &mut Ledger {
        let count = &reading.tallied.files[file];
        let ledger = || Ledger::new(&count.file, &count.sheet);
        self.0.entry(file).or_insert_with(ledger)
    }
}

impl Reading<'_> {
    /// Keeps the rows of a log.
    pub(super) fn keep_events(&mut self, frame: DataFrame) -> Result<(), IntakeError> {
        let file = self.tallied.files.len() - 1;
        let times = frame.column(crate::tables::contacts::OCCURRED_AT.name())?.i64()?;
        for at in [times.min(), times.max()].into_iter().flatten() {
            self.tallied.reach(at);
        }
        let repeated = self.events.take_in(file, frame)?;
        self.tallied.files[file].duplicates += repeated;
        Ok(())
    }

    /// Tells the stories, once all logs are read, and notes what does not fit together in them.
    pub(super) fn end_of_logs(&mut self) -> Result<(), IntakeError> {
        self.stories = std::mem::take(&mut self.events).stories()?;
        self.is_taken = vec![false; self.stories.numbers().len()];
        let mut late = LateLedgers::default();
        for number in self.stories.numbers() {
            for (what, place) in &self.stories.ticket(number).story.contradictions {
                let (file, row) = place_of(*place);
                let column = self.label(file, Field::Event);
                late.of(self, file)
                    .notice(NoticeKind::ContradictoryEvents, &column, what, row);
            }
        }
        self.settle_ledgers(late)
    }

    /// Tickets of which no export of tickets has a row.
    pub(super) fn tickets_of_logs(&mut self) -> Result<(), IntakeError> {
        let mut late = LateLedgers::default();
        let mut by_file: BTreeMap<usize, Vec<(u32, usize)>> = BTreeMap::new();
        for number in self.stories.numbers() {
            if self.is_taken[number] {
                continue;
            }
            if !self.stories.tells_queue(number)? {
                self.reject_ticket(number, &mut late);
                continue;
            }
            let (file, row) = place_of(self.stories.first(number).place);
            if self.stories.is_headless(number) {
                let column = self.label(file, Field::Event);
                late.of(self, file)
                    .notice(NoticeKind::ContradictoryEvents, &column, HEADLESS, row);
            }
            by_file.entry(file).or_default().push((row, number));
        }
        self.settle_ledgers(late)?;
        for (file, mut tickets) in by_file {
            tickets.sort_unstable();
            let numbers: Vec<usize> = tickets.into_iter().map(|(_, number)| number).collect();
            for part in numbers.chunks(BATCH_ROWS) {
                let frame = self.stories.frame(part)?;
                self.settle(frame, file, false)?;
            }
        }
        Ok(())
    }

    fn reject_ticket(&self, number: usize, late: &mut LateLedgers) {
        for event in &self.stories.ticket(number).events {
            let (file, row) = place_of(event.place);
            let column = self.label(file, Field::Queue);
            let bad = Bad {
                value: String::new(),
                expected: String::from(NO_QUEUE),
            };
            late.of(self, file).reject(row, &column, bad);
        }
    }

    /// The columns of a field in the source of a file.
    fn label(&self, file: usize, field: Field) -> String {
        let id = &self.tallied.files[file].source;
        let mut sources = self.context.agreement.sources.iter();
        let source = sources.find(|source| source.id.as_str() == id);
        let fields = source.map(|source| &source.mapping.fields);
        let label = fields
            .and_then(|fields| fields.get(&field))
            .map(|from| from.label());
        label.unwrap_or_else(|| field.name().to_owned())
    }

    fn settle_ledgers(&mut self, late: LateLedgers) -> Result<(), IntakeError> {
        for (file, mut ledger) in late.0 {
            self.sink.rejected(&ledger.take_rejected())?;
            self.tallied.files[file].rejected += ledger.rejected_rows();
            self.tallied.notices.extend(ledger.into_notices());
        }
        Ok(())
    }

    /// The tickets of a frame that have a story; nothing where no log is read.
    pub(super) fn storied(&self, frame: &DataFrame) -> PolarsResult<Vec<usize>> {
        if self.stories.is_empty() {
            return Ok(Vec::new());
        }
        let ids = frame.column(CONTACT_ID.name())?.str()?;
        Ok(ids
            .iter()
            .filter_map(|id| self.stories.find(id.unwrap_or_default()))
            .collect())
    }

    /// Counts the event rows of some tickets, which share the fate of the ticket.
    pub(super) fn count_events(&mut self, tickets: &[usize], inside: &[usize]) {
        let mut is_inside = vec![false; self.stories.numbers().len()];
        inside.iter().for_each(|number| is_inside[*number] = true);
        for number in tickets {
            for event in &self.stories.ticket(*number).events {
                let count = &mut self.tallied.files[place_of(event.place).0];
                match is_inside[*number] {
                    true => count.accepted += 1,
                    false => count.outside_period += 1,
                }
            }
        }
    }
}
