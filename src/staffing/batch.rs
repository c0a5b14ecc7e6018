//! Many staffing questions as CSV: the columns say which kind of question, unknown columns are
//! carried through, and a row that cannot be answered keeps its place and says why.

mod agents;
mod cells;
mod limits;
mod table;

use std::fmt;
use std::io::{self, Read, Write};

use csv::{ByteRecord, ReaderBuilder, Writer};

use table::Table;

/// How many rows were read, and how many of them could not be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCount {
    /// Rows read and written.
    pub rows: u64,
    /// Rows with empty results and a reason in `status`.
    pub refused: u64,
}

/// Why a whole file cannot be answered.
#[derive(Debug)]
pub enum BatchError {
    /// Reading or writing failed.
    Io(io::Error),
    /// The header does not make a question; what would be right.
    Header(String),
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BatchError::Io(error) => write!(f, "{error}"),
            BatchError::Header(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for BatchError {}

impl From<csv::Error> for BatchError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<io::Error> for BatchError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Answers every row of a CSV with header and writes all of them in order.
///
/// # Errors
/// A header that makes no question, or a failure to read or write. Bad rows are no errors.
pub fn answer(input: impl Read, output: impl Write) -> Result<BatchCount, BatchError> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(input);
    let table = Table::of(reader.byte_headers()?).map_err(BatchError::Header)?;
    let mut writer = Writer::from_writer(output);
    writer.write_byte_record(&table.header())?;
    let mut count = BatchCount::default();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let reply = table.reply(&record);
        count.rows += 1;
        count.refused += u64::from(reply.is_err());
        writer.write_byte_record(&table.filled(&record, reply))?;
    }
    writer.flush()?;
    Ok(count)
}

#[cfg(test)]
mod tests;
