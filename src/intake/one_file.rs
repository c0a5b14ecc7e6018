//! One file of calls or tickets, from its opening to the count of its rows.

use std::collections::HashSet;

use polars::prelude::*;

use super::contacts::{BATCH_ROWS, Reading};
use super::counts::EndOfFile;
use super::files::FoundFile;
use super::read_ahead::read_ahead;
use super::{IntakeError, Look};
use crate::ingest::{self, ColumnRef, RawReader};
use crate::normalize::{ContactReader, Ledger, derive, fingerprint, wanted_columns};
use crate::scorecard::NoticeKind;
use crate::vocabulary::TableKind;
use crate::workspace::agreement::Source;
use crate::workspace::mapping::{Field, Layout};

impl Reading<'_> {
    /// A file before its first row; looked at as a whole where that does not happen meanwhile, or to say
    /// better what is wrong with it.
    pub(super) fn opened(
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

    pub(super) fn looks_meanwhile(&self, source: &Source) -> bool {
        self.unit.look == Look::Meanwhile && matches!(source.layout, Layout::Csv(_))
    }

    pub(super) fn unusable(&mut self, problems: &[ingest::FileProblem]) {
        let mut count = std::mem::take(self.count());
        self.tallied.unusable(&mut count, problems);
        *self.count() = count;
    }

    pub(super) fn file(
        &mut self,
        source: &Source,
        file: &FoundFile,
        mut reader: RawReader,
    ) -> Result<(), IntakeError> {
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
        self.tallied
            .end_of_file(source, &mut count, EndOfFile::of(reader), ledger, self.sink)?;
        *self.count() = count;
        Ok(())
    }

    /// A file that cannot be read to its end: without it where none of its rows has been taken.
    pub(super) fn broke_off(
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
}
