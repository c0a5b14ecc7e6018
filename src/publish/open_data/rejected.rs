//! `data/rejected.csv`: every row that could not be read, with what would have been right.

use std::io::Write;

use super::csv_text::{guarded, writer};
use crate::scorecard::Rejected;
use crate::vocabulary::ProviderId;

/// Columns of rejected.csv.
pub const COLUMNS: [&str; 7] = ["provider", "file", "sheet", "row", "column", "value", "expected"];

/// Writes rejected.csv row by row, so that memory does not grow with the rows.
pub struct RejectedWriter<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> RejectedWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// The writer's own.
    pub fn new(out: W) -> Result<Self, csv::Error> {
        let mut csv = writer(out);
        csv.write_record(COLUMNS)?;
        Ok(Self { csv })
    }

    /// A piece of rejected.csv, to be put behind another: no header.
    pub fn piece(out: W) -> Self {
        Self { csv: writer(out) }
    }

    /// Appends one rejected row.
    ///
    /// # Errors
    /// The writer's own.
    pub fn append(&mut self, provider: &ProviderId, rejected: &Rejected) -> Result<(), csv::Error> {
        self.csv.write_record([
            provider.as_str(),
            &guarded(&rejected.file),
            &guarded(&rejected.sheet),
            &rejected.row.to_string(),
            &guarded(&rejected.column),
            &guarded(&rejected.value),
            &guarded(&rejected.expected),
        ])
    }

    /// Flushes what is buffered; without it rows may be missing.
    ///
    /// # Errors
    /// The writer's own.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        self.csv.flush()?;
        Ok(())
    }
}
