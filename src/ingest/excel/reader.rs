//! The wanted cells of a sheet, batch by batch.
//!
//! The reading library's sheet reader borrows its workbook, so both live in a thread of their own,
//! which hands over a few rows at a time and waits when nobody takes them. It ends with the
//! reader. A panic in the library on a damaged file ends that thread only.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::Refusal;
use super::book::Book;
use super::table::{Chunk, Event, Plan, Stop, Table};
use crate::ingest::header::ColumnRef;
use crate::ingest::open::Counts;
use crate::ingest::{Cell, FileProblem, RawBatch, RawColumn, RowProblem};
use crate::workspace::mapping::ExcelLayout;

/// Chunks of rows that may wait to be taken.
const WAITING_CHUNKS: usize = 4;

/// What the thread says.
enum Message {
    /// The header of this sheet was found.
    Opened(String),
    /// Some rows.
    Rows(Chunk),
    /// The last word: the problems of the file, none where all went well.
    Ended(Vec<FileProblem>),
}

/// Reads a sheet of a workbook.
pub(crate) struct ExcelReader {
    file: String,
    sheet: String,
    width: usize,
    messages: Option<Receiver<Message>>,
    thread: Option<JoinHandle<()>>,
    waiting: Waiting,
    counts: Counts,
}

/// What is left of the last chunk.
#[derive(Default)]
struct Waiting {
    columns: Vec<std::vec::IntoIter<Cell>>,
    rows: std::vec::IntoIter<u32>,
    problems: std::vec::IntoIter<RowProblem>,
}

impl ExcelReader {
    /// Opens the workbook and finds sheet and header.
    pub(crate) fn open(
        path: &Path,
        file: &str,
        layout: &ExcelLayout,
        wanted: &[ColumnRef],
    ) -> Result<Self, Vec<FileProblem>> {
        let (sender, receiver) = sync_channel(WAITING_CHUNKS);
        let job = Job {
            path: path.to_owned(),
            file: file.to_owned(),
            layout: layout.clone(),
            wanted: wanted.to_vec(),
        };
        let thread = std::thread::Builder::new()
            .name("workbook".to_owned())
            .spawn(move || job.run(&sender));
        let thread =
            thread.map_err(|e| vec![FileProblem::of_file(file, format!("cannot be read: {e}"), "")])?;
        let mut reader = Self {
            file: file.to_owned(),
            sheet: String::new(),
            width: wanted.len(),
            messages: Some(receiver),
            thread: Some(thread),
            waiting: Waiting::default(),
            counts: Counts::default(),
        };
        match reader.next_message() {
            Message::Opened(sheet) => {
                reader.sheet = sheet;
                Ok(reader)
            }
            Message::Ended(problems) => Err(problems),
            Message::Rows(_) => Err(vec![reader.broken()]),
        }
    }

    /// Name of the sheet.
    pub(crate) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// What has been counted so far.
    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// See [`crate::ingest::RawReader::read`].
    pub(crate) fn read(
        &mut self,
        batch: &mut RawBatch,
        max_rows: usize,
        problems: &mut Vec<RowProblem>,
    ) -> Result<bool, FileProblem> {
        batch.prepare_typed(self.width);
        let mut rows = 0;
        while rows < max_rows {
            let taken = self.waiting.take(batch, max_rows - rows, problems);
            rows += taken;
            if taken == 0 && !self.receive()? {
                break;
            }
        }
        self.counts.records += rows as u64;
        Ok(rows > 0)
    }

    /// Waits for the next chunk; false at the end.
    fn receive(&mut self) -> Result<bool, FileProblem> {
        if self.messages.is_none() {
            return Ok(false);
        }
        match self.next_message() {
            Message::Rows(chunk) => {
                self.counts.blank = chunk.counts.blank;
                self.counts.totals = chunk.counts.totals;
                self.waiting = Waiting::from(chunk);
                Ok(true)
            }
            Message::Ended(problems) => {
                self.messages = None;
                problems.into_iter().next().map_or(Ok(false), Err)
            }
            Message::Opened(_) => Err(self.broken()),
        }
    }

    /// A thread that ends without a last word has stumbled over the file.
    fn next_message(&self) -> Message {
        let message = self.messages.as_ref().and_then(|messages| messages.recv().ok());
        message.unwrap_or_else(|| Message::Ended(vec![self.broken()]))
    }

    fn broken(&self) -> FileProblem {
        Refusal::damaged("its content makes no sense").at(&self.file, &self.sheet, 0)
    }
}

impl Drop for ExcelReader {
    fn drop(&mut self) {
        // Without a listener the thread ends at its next chunk.
        self.messages = None;
        if let Some(thread) = self.thread.take() {
            // A panic in it has been reported as a problem of the file.
            let _ = thread.join();
        }
    }
}

impl From<Chunk> for Waiting {
    fn from(chunk: Chunk) -> Self {
        Self {
            columns: chunk.columns.into_iter().map(Vec::into_iter).collect(),
            rows: chunk.rows.into_iter(),
            problems: chunk.problems.into_iter(),
        }
    }
}

impl Waiting {
    /// Moves at most `most` rows and problems; tells how many.
    fn take(&mut self, batch: &mut RawBatch, most: usize, problems: &mut Vec<RowProblem>) -> usize {
        let before = problems.len();
        problems.extend(self.problems.by_ref().take(most));
        let bad = problems.len() - before;
        let count = self.rows.len().min(most - bad);
        batch.rows.extend(self.rows.by_ref().take(count));
        for (column, cells) in batch.columns.iter_mut().zip(&mut self.columns) {
            if let RawColumn::Typed(column) = column {
                column.extend(cells.take(count));
            }
        }
        bad + count
    }
}

/// What the thread does.
struct Job {
    path: PathBuf,
    file: String,
    layout: ExcelLayout,
    wanted: Vec<ColumnRef>,
}

impl Job {
    fn run(&self, sender: &SyncSender<Message>) {
        let problems = match self.read(sender) {
            Ok(()) => Vec::new(),
            Err(Stop::Problems(problems)) => problems,
            Err(Stop::Refused(refusal)) => vec![refusal.at(&self.file, "", 0)],
            Err(Stop::Unheard) => return,
        };
        // Nobody may be listening any more; then nobody needs to know.
        let _ = sender.send(Message::Ended(problems));
    }

    fn read(&self, sender: &SyncSender<Message>) -> Result<(), Stop> {
        let mut book = Book::open(&self.path, &self.file).map_err(|p| Stop::Problems(vec![p]))?;
        let sheet = book.find(&self.layout.sheet)?;
        let plan = Plan {
            file: &self.file,
            sheet: &sheet,
            layout: &self.layout,
            wanted: &self.wanted,
        };
        let mut table = Table::new(plan, |event| {
            let message = match event {
                Event::Opened => Message::Opened(sheet.clone()),
                Event::Rows(chunk) => Message::Rows(chunk),
            };
            sender.send(message).is_ok()
        })?;
        let walked = book.walk(&sheet, &mut table).and_then(|()| table.finish());
        match walked {
            Err(Stop::Refused(refusal)) => {
                Err(Stop::Problems(vec![refusal.at(&self.file, &sheet, table.row())]))
            }
            other => other,
        }
    }
}
