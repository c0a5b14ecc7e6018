//! The wanted cells of a text file, batch by batch.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::Encoding;
use memchr::memmem;

use super::fields::{Fields, Place};
use super::records::{Records, Step};
use super::source;
use super::window::Window;
use crate::ingest::clean::{column_name, trim_bytes, trim_start};
use crate::ingest::header::{self, ColumnRef, Columns, Wishes};
use crate::ingest::limits::{BATCH_BYTES, CELL_CHARS, HEADER_ROWS};
use crate::ingest::open::Counts;
use crate::ingest::{Digest, FileProblem, Passed, RawBatch, RawColumn, RowProblem};
use crate::workspace::mapping::{CsvLayout, Header};

/// Rows whose size tells how much room a batch needs.
const SAMPLE_ROWS: usize = 1024;

/// Reads a delimited text file.
pub(crate) struct CsvReader {
    records: Records,
    columns: Columns,
    decoded_from: Option<&'static Encoding>,
    passed: Passed,
    counts: Counts,
    blank_records: u64,
}

impl CsvReader {
    /// Opens the file and finds its header.
    pub(crate) fn open(
        path: &Path,
        file: &str,
        layout: &CsvLayout,
        wanted: &[ColumnRef],
    ) -> Result<Self, Vec<FileProblem>> {
        let source = source::open(path, file, layout.encoding).map_err(|p| vec![p])?;
        let mut records = Records::new(file, Window::new(source.bytes), layout.delimiter);
        let (row, names) = find_header(&mut records, file, layout).map_err(|p| vec![p])?;
        let wishes = Wishes {
            file,
            sheet: "",
            wanted,
            rules: &layout.not_records,
        };
        let columns = header::resolve(&names, row, &wishes)?;
        records.set_width(columns.width);
        let (counts, blank_records) = (Counts::default(), 0);
        Ok(Self {
            records,
            columns,
            decoded_from: source.decoded_from,
            passed: source.passed,
            counts,
            blank_records,
        })
    }

    /// See [`crate::ingest::RawReader::read`].
    pub(crate) fn read(
        &mut self,
        batch: &mut RawBatch,
        max_rows: usize,
        problems: &mut Vec<RowProblem>,
    ) -> Result<bool, FileProblem> {
        batch.prepare_text(self.columns.wanted.len());
        let (mut rows, mut bytes) = (0, 0);
        while rows < max_rows && bytes < BATCH_BYTES {
            let outcome = match self.records.next()? {
                Step::End => break,
                Step::Bad(problem) => Some(Err(problem)),
                Step::Record => self.take(batch),
            };
            match outcome {
                None => continue,
                Some(Ok(taken)) => bytes += taken,
                Some(Err(problem)) => problems.push(problem),
            }
            rows += 1;
            if rows == SAMPLE_ROWS {
                batch.make_room(max_rows.min(BATCH_BYTES / (bytes / rows).max(1)));
            }
        }
        batch.seal();
        self.counts.records += rows as u64;
        self.counts.blank = self.blank_records + self.records.blank_lines();
        Ok(rows > 0)
    }

    /// Size and checksum of what has been read of the file: of all of it after its last record.
    pub(crate) fn digest(&self) -> Digest {
        self.passed.digest()
    }

    /// What has been counted so far.
    pub(crate) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Puts the current record into the batch and tells how many bytes its cells may take; nothing
    /// where it is no record.
    fn take(&mut self, batch: &mut RawBatch) -> Option<Result<usize, RowProblem>> {
        let fields = self.records.fields();
        if (0..fields.len()).all(|i| trim_bytes(fields.get(i)).is_empty()) {
            self.blank_records += 1;
            return None;
        }
        let cell = |at| Cow::Borrowed(trim_bytes(fields.get(at)));
        if self.columns.rules.iter().any(|rule| rule.names(cell)) {
            self.counts.totals += 1;
            return None;
        }
        if let Some(problem) = self.unusable(fields) {
            return Some(Err(problem));
        }
        let start = batch.take_in(fields.bytes());
        for (column, at) in batch.columns.iter_mut().zip(&self.columns.wanted) {
            if let RawColumn::Text(texts) = column {
                let (from, to) = trimmed(fields.bytes(), fields.place(*at));
                texts.push((start + from as u32, start + to as u32));
            }
        }
        batch.rows.push(self.records.line());
        Some(Ok(fields.bytes().len()))
    }

    /// Why a record cannot be used.
    fn unusable(&self, fields: Fields) -> Option<RowProblem> {
        let Columns {
            wanted,
            width,
            needed,
            ..
        } = &self.columns;
        let row = self.records.line();
        let problem = |value: &[u8], expected: String| Some(RowProblem::of_row(row, value, expected));
        // Rows hold personal data: the number of cells says enough.
        let cells = |count: usize| {
            if count == 1 {
                "one cell".to_owned()
            } else {
                format!("{count} cells")
            }
        };
        let uneven = |count: usize, expected: String| {
            let problem = RowProblem::of_row(row, cells(count).as_bytes(), expected);
            Some(problem.starting_with(fields.get(0)))
        };
        let is_surplus = |at: usize| !trim_bytes(fields.get(at)).is_empty();
        if let Some(last) = (*width..fields.len()).rev().find(|at| is_surplus(*at)) {
            let expected = format!("at most {width} cells as in the header");
            return uneven(last + 1, expected);
        }
        if fields.len() < *needed {
            let expected = format!("{width} cells as in the header");
            return uneven(fields.len(), expected);
        }
        let too_long = |at: &&usize| exceeds(fields.get(**at), CELL_CHARS);
        if fields.bytes().len() > CELL_CHARS
            && let Some(at) = wanted.iter().find(too_long)
        {
            return problem(
                fields.get(*at),
                "at most 1,000,000 characters in a cell".to_owned(),
            );
        }
        let encoding = self.decoded_from?;
        memmem::find(fields.bytes(), "\u{fffd}".as_bytes())?;
        let damaged = |at: &usize| memmem::find(fields.get(*at), "\u{fffd}".as_bytes()).is_some();
        let cell = (0..fields.len())
            .find(damaged)
            .map_or(&b""[..], |at| fields.get(at));
        problem(cell, format!("text in {}", encoding.name()))
    }
}

/// [`trim_bytes`] after a look at the outer bytes, which settles nearly every cell.
#[inline]
fn trimmed(bytes: &[u8], (from, to): Place) -> Place {
    let cell = &bytes[from..to];
    if let [] | [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] = cell {
        return (from, to);
    }
    let kept = trim_bytes(cell);
    let from = to - trim_start(cell).len();
    (from, from + kept.len())
}

fn exceeds(cell: &[u8], chars: usize) -> bool {
    // Continuation bytes are no characters of their own.
    cell.len() > chars && cell.iter().filter(|b| **b & 0xc0 != 0x80).count() > chars
}

/// Row and names of the header; the reader then stands before the first record.
fn find_header(
    records: &mut Records,
    file: &str,
    layout: &CsvLayout,
) -> Result<(u32, Vec<String>), FileProblem> {
    let has_sep = skip_sep_line(records, file, layout.delimiter)?;
    match &layout.header {
        Header::Names(names) => Ok((0, names.iter().map(|n| column_name(n)).collect())),
        // Row 1 is the default; nobody can mean the `sep=` line.
        Header::Row(1) if has_sep => header_at(records, file, 2),
        Header::Row(row) => header_at(records, file, *row),
        Header::Containing(marks) => {
            header_with(records, marks)?.ok_or_else(|| header::not_found(file, "", &layout.header))
        }
    }
}

/// Whether there was a line such as `sep=;`, a hint to Excel.
fn skip_sep_line(records: &mut Records, file: &str, delimiter: u8) -> Result<bool, FileProblem> {
    let Some(line) = records.peek_line()? else {
        return Ok(false);
    };
    let Some(mark) = sep_mark(trim_sep(line)) else {
        return Ok(false);
    };
    if mark != delimiter {
        let what = format!("the file says sep={} in its first line", char::from(mark));
        let expected = format!("the delimiter of the mapping, {:?}", char::from(delimiter));
        return Err(FileProblem::at(file, "", 1, what, expected));
    }
    records.skip_line()?;
    Ok(true)
}

/// The delimiter that a line such as `sep=;` names.
pub(super) fn sep_mark(hint: &[u8]) -> Option<u8> {
    let is_hint = hint.len() == 5 && hint[..4].eq_ignore_ascii_case(b"sep=");
    is_hint.then(|| hint[4])
}

/// A tab may be the delimiter it names, so only line ends and quotes go.
pub(super) fn trim_sep(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let quoted = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\""));
    quoted.unwrap_or(line)
}

fn header_at(records: &mut Records, file: &str, row: u32) -> Result<(u32, Vec<String>), FileProblem> {
    while records.line() < row && records.peek_line()?.is_some() {
        records.skip_line()?;
    }
    let step = records.next()?;
    if let (Step::Record, true) = (step, records.line() == row) {
        return Ok((row, names(records.fields())));
    }
    Err(header::not_found(file, "", &Header::Row(row)))
}

fn header_with(records: &mut Records, marks: &[String]) -> Result<Option<(u32, Vec<String>)>, FileProblem> {
    loop {
        let step = records.next()?;
        if matches!(step, Step::End) || records.line() > HEADER_ROWS {
            return Ok(None);
        }
        if let Step::Record = step {
            let names = names(records.fields());
            if header::contains_all(&names, marks) {
                return Ok(Some((records.line(), names)));
            }
        }
    }
}

fn names(fields: Fields) -> Vec<String> {
    (0..fields.len())
        .map(|i| column_name(&String::from_utf8_lossy(fields.get(i))))
        .collect()
}
