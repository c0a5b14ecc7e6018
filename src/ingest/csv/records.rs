//! Text cut into records, each with the line it starts on. Nothing gets lost: a record that
//! cannot be one is reported line by line, and reading goes on with the line after its start.

use csv_core::ReadRecordResult;
use memchr::{memchr, memchr_iter};

use super::fields::{Fields, Place};
use super::line::{Cut, cut};
use super::quotes::{self, Quotes};
use super::window::{Fault, Window};
use crate::ingest::limits::{RECORD_BYTES, RECORD_LINES};
use crate::ingest::{FileProblem, RowProblem};

/// What comes next in the file.
#[derive(Debug)]
pub(super) enum Step {
    /// A record; see [`Records::fields`].
    Record,
    /// A line that cannot be read.
    Bad(RowProblem),
    /// Nothing.
    End,
}

/// The records of a text file.
pub(super) struct Records {
    file: String,
    window: Window,
    parser: csv_core::Reader,
    delimiter: u8,
    /// Cells of the header; 0 while unknown.
    width: usize,
    /// Line at the window's start, 1 = first.
    line: u64,
    blank_lines: u64,
    current: Current,
    unquoted: Vec<u8>,
    ends: Vec<usize>,
    /// The cells of the record given out last.
    places: Vec<Place>,
}

/// The record given out last.
#[derive(Default)]
struct Current {
    raw_bytes: usize,
    lines: u64,
    /// Whether cells are in `unquoted`, not in the window.
    is_quoted: bool,
    cell_bytes: usize,
}

/// How an attempt at a record ended.
enum Attempt {
    Record,
    /// There is a quotation mark in it: the parser is needed.
    Quoted,
    Runaway(&'static str),
}

const NEVER_CLOSED: &str = "a closing quotation mark: the one opened in this row is never closed";
const MISPLACED: &str = "quotation marks only around whole cells, and doubled inside them";
const TOO_MANY_LINES: &str = "a record of at most 1,000 lines; a closing quotation mark may be missing";
const TOO_LONG: &str = "a record of at most 10 MB; a closing quotation mark may be missing";

impl Records {
    /// The records of `window`, which begins at the first line.
    pub(super) fn new(file: &str, window: Window, delimiter: u8) -> Self {
        let parser = csv_core::ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(csv_core::Terminator::Any(b'\n'))
            .build();
        let file = file.to_owned();
        let (unquoted, ends, places) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            file,
            window,
            parser,
            delimiter,
            width: 0,
            line: 1,
            blank_lines: 0,
            current: Current::default(),
            unquoted,
            ends,
            places,
        }
    }

    /// Tells how many cells the header has.
    pub(super) fn set_width(&mut self, width: usize) {
        self.width = width;
        self.blank_lines = 0;
    }

    /// Line the current record starts on; before the first record, and after [`Records::skip_line`],
    /// the line that comes next.
    pub(super) fn line(&self) -> u32 {
        u32::try_from(self.line).unwrap_or(u32::MAX)
    }

    /// Blank lines passed since the header.
    pub(super) fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    /// The cells of the current record.
    pub(super) fn fields(&self) -> Fields<'_> {
        let bytes = if self.current.is_quoted {
            &*self.unquoted
        } else {
            self.window.data()
        };
        Fields::new(&bytes[..self.current.cell_bytes], &self.places)
    }

    /// The current record as it stands in the file.
    pub(super) fn raw(&self) -> &[u8] {
        &self.window.data()[..self.current.raw_bytes]
    }

    /// Goes to the next record that is not a blank line.
    pub(super) fn next(&mut self) -> Result<Step, FileProblem> {
        self.leave_current();
        self.skip_blank_lines()?;
        if self.window.data().is_empty() {
            return Ok(Step::End);
        }
        let mut attempt = self.split_plain_line()?;
        if matches!(attempt, Attempt::Quoted) {
            attempt = self.parse_quoted()?;
        }
        match attempt {
            Attempt::Runaway(expected) => self.give_up_line(expected).map(Step::Bad),
            _ => Ok(Step::Record),
        }
    }

    /// The line that comes next, without its end; nothing at the end of the file.
    pub(super) fn peek_line(&mut self) -> Result<Option<&[u8]>, FileProblem> {
        self.leave_current();
        if self.window.data().is_empty() && !self.fill()? {
            return Ok(None);
        }
        let data = self.window.data();
        Ok(Some(&data[..memchr(b'\n', data).unwrap_or(data.len())]))
    }

    /// Passes over the line that comes next, whatever is in it.
    pub(super) fn skip_line(&mut self) -> Result<(), FileProblem> {
        self.leave_current();
        loop {
            let data = self.window.data();
            if let Some(end) = memchr(b'\n', data) {
                self.window.consume(end + 1);
                self.line += 1;
                return Ok(());
            }
            self.window.consume(data.len());
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    fn leave_current(&mut self) {
        let passed = std::mem::take(&mut self.current);
        self.window.consume(passed.raw_bytes);
        self.line += passed.lines;
    }

    fn skip_blank_lines(&mut self) -> Result<(), FileProblem> {
        loop {
            if matches!(self.window.data(), [] | [b'\r']) && self.fill()? {
                continue;
            }
            let blank = match self.window.data() {
                [b'\n', ..] => 1,
                [b'\r', b'\n', ..] => 2,
                _ => return Ok(()),
            };
            self.window.consume(blank);
            self.line += 1;
            self.blank_lines += 1;
        }
    }

    /// The fast way, for lines without surprises.
    fn split_plain_line(&mut self) -> Result<Attempt, FileProblem> {
        loop {
            let data = self.window.data();
            let last = match cut(data, self.delimiter, &mut self.places) {
                Cut::Line(end) => return Ok(self.accept_plain(end, 1)),
                Cut::Quotes => return Ok(Attempt::Quoted),
                Cut::Open(cell) => cell,
            };
            let length = data.len();
            if length > RECORD_BYTES {
                return Ok(Attempt::Runaway(TOO_LONG));
            }
            if !self.fill()? {
                self.places.push((last, length));
                return Ok(self.accept_plain(length, 0));
            }
        }
    }

    fn accept_plain(&mut self, end: usize, line_end: usize) -> Attempt {
        self.current = Current {
            raw_bytes: end + line_end,
            lines: line_end as u64,
            is_quoted: false,
            cell_bytes: end,
        };
        Attempt::Record
    }

    /// The full grammar, for records with quotation marks.
    fn parse_quoted(&mut self) -> Result<Attempt, FileProblem> {
        self.parser.reset();
        let (mut read, mut written, mut cells) = (0, 0, 0);
        let mut at_end = false;
        loop {
            if self.window.data().len() == read {
                if read > RECORD_BYTES {
                    return Ok(Attempt::Runaway(TOO_LONG));
                }
                at_end = !self.fill()?;
            }
            self.make_room(written, cells);
            let input = &self.window.data()[read..];
            let (output, ends) = (&mut self.unquoted[written..], &mut self.ends[cells..]);
            let (result, taken, put, ended) = self.parser.read_record(input, output, ends);
            read += taken;
            written += put;
            cells += ended;
            if self.parser.line() > RECORD_LINES + 1 {
                return Ok(Attempt::Runaway(TOO_MANY_LINES));
            }
            if matches!(result, ReadRecordResult::Record | ReadRecordResult::End) {
                break;
            }
        }
        let lines = self.parser.line() - 1;
        self.current = Current {
            raw_bytes: read,
            lines,
            is_quoted: true,
            cell_bytes: written,
        };
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        self.places.clear();
        self.places
            .extend(starts.zip(self.ends.iter().copied()).take(cells));
        Ok(self.judge(at_end))
    }

    fn make_room(&mut self, written: usize, cells: usize) {
        if self.unquoted.len() == written {
            self.unquoted.resize((written * 2).max(4 << 10), 0);
        }
        if self.ends.len() <= cells {
            self.ends.resize((cells * 2).max(64), 0);
        }
    }

    /// Looks again at a record that spans lines or that the end of the file has ended.
    fn judge(&self, at_end: bool) -> Attempt {
        let raw = self.raw();
        let inner_lines = self.current.lines - u64::from(!at_end);
        if inner_lines == 0 && !at_end {
            return Attempt::Record;
        }
        match quotes::judge(raw, self.delimiter) {
            Quotes::Unclosed => Attempt::Runaway(NEVER_CLOSED),
            Quotes::Misplaced if inner_lines > 0 => Attempt::Runaway(MISPLACED),
            _ if inner_lines > 0
                && quotes::swallows_rows(raw, self.delimiter, self.width, self.places.len()) =>
            {
                Attempt::Runaway(NEVER_CLOSED)
            }
            _ => Attempt::Record,
        }
    }

    /// Reports the first line of a record that is none, and goes on after that line.
    fn give_up_line(&mut self, expected: &str) -> Result<RowProblem, FileProblem> {
        self.current = Current::default();
        let data = self.window.data();
        let line = &data[..memchr(b'\n', data).unwrap_or(data.len())];
        // From the quotation mark on; what stands before it is of other cells.
        let quoted = &line[memchr(b'"', line).unwrap_or(0)..];
        let problem = RowProblem::of_row(self.line(), quoted, expected);
        self.skip_line()?;
        Ok(problem)
    }

    fn fill(&mut self) -> Result<bool, FileProblem> {
        match self.window.fill() {
            Ok(more) => Ok(more),
            Err(fault) => Err(self.explain(fault)),
        }
    }

    fn explain(&self, fault: Fault) -> FileProblem {
        let line_at = |at: usize| {
            let breaks = memchr_iter(b'\n', &self.window.data()[..at]).count() as u64;
            u32::try_from(self.line + breaks).unwrap_or(u32::MAX)
        };
        let (row, what, expected) = match fault {
            Fault::Io(e) => (0, format!("cannot be read: {e}"), String::new()),
            Fault::NotUtf8 { at, byte } => (
                line_at(at),
                format!("line {} is not UTF-8 (byte 0x{byte:02X})", line_at(at)),
                "UTF-8; or declare the file's encoding, for example encoding = \"windows-1252\"".to_owned(),
            ),
            Fault::Nul { at } => (
                line_at(at),
                format!(
                    "line {} contains a NUL byte: damaged, or not a text file",
                    line_at(at)
                ),
                "delimited text; UTF-16 needs encoding = \"utf-16le\"".to_owned(),
            ),
        };
        FileProblem::at(&self.file, "", row, what, expected)
    }
}
