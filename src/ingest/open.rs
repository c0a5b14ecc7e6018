//! One door for all formats.

use std::path::Path;

use super::csv::CsvReader;
use super::excel::ExcelReader;
use super::header::ColumnRef;
use super::{Digest, FileProblem, RawBatch, RowProblem};
use crate::workspace::mapping::Layout;

/// Opens a file, finds its header and the wanted columns. `file` is its name in messages.
///
/// # Errors
/// All that is wrong with the file as a whole: not there, empty, of another kind, damaged,
/// protected, in another encoding, header or columns missing.
pub fn open(
    path: &Path,
    file: &str,
    layout: &Layout,
    wanted: &[ColumnRef],
) -> Result<RawReader, Vec<FileProblem>> {
    let source = match layout {
        Layout::Csv(layout) => Source::Csv(Box::new(CsvReader::open(path, file, layout, wanted)?)),
        Layout::Excel(layout) => Source::Excel(ExcelReader::open(path, file, layout, wanted)?),
    };
    Ok(RawReader { source })
}

/// An opened file that gives its records in batches; its memory does not grow with its rows.
pub struct RawReader {
    source: Source,
}

enum Source {
    Csv(Box<CsvReader>),
    Excel(ExcelReader),
}

/// What a reader has counted so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// Delivered in batches or as problems.
    pub(super) records: u64,
    /// Blank rows after the header.
    pub(super) blank: u64,
    /// Rows that the mapping says are no records.
    pub(super) totals: u64,
}

impl RawReader {
    /// Name of the sheet that is read; empty for text files.
    pub fn sheet(&self) -> &str {
        match &self.source {
            Source::Csv(_) => "",
            Source::Excel(excel) => excel.sheet(),
        }
    }

    /// Fills `batch`, which is emptied first, with the next records, its columns in the order asked
    /// for. Rows that cannot be used are added to `problems`; both together are at most
    /// `max_rows`, and fewer where cells are very large. `Ok(false)` says that nothing was left.
    ///
    /// # Errors
    /// The file turned out to be unusable; what was delivered before should not be used either.
    pub fn read(
        &mut self,
        batch: &mut RawBatch,
        max_rows: usize,
        problems: &mut Vec<RowProblem>,
    ) -> Result<bool, FileProblem> {
        match &mut self.source {
            Source::Csv(csv) => csv.read(batch, max_rows, problems),
            Source::Excel(excel) => excel.read(batch, max_rows, problems),
        }
    }

    /// Size and checksum of a text file, once it has been read to its end; nothing for workbooks, whose
    /// bytes are not read in order.
    pub fn digest(&self) -> Option<Digest> {
        match &self.source {
            Source::Csv(csv) => Some(csv.digest()),
            Source::Excel(_) => None,
        }
    }

    /// Records so far, in batches and in problems.
    pub fn records(&self) -> u64 {
        self.counts().records
    }

    /// Rows after the header so far that are no records: blank ones, and those the mapping names.
    pub fn not_records(&self) -> u64 {
        self.counts().blank + self.counts().totals
    }

    /// Of those, the ones the mapping names: totals, footers.
    pub fn totals_left_out(&self) -> u64 {
        self.counts().totals
    }

    fn counts(&self) -> &Counts {
        match &self.source {
            Source::Csv(csv) => csv.counts(),
            Source::Excel(excel) => excel.counts(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_go_between_threads() {
        fn sendable<T: Send>() {}
        sendable::<RawReader>();
    }
}
