//! The first rows of a text file, before anything is known of its header.

use std::path::Path;

use encoding_rs::Encoding;

use super::reader::{sep_mark, trim_sep};
use super::records::{Records, Step};
use super::source;
use super::window::Window;
use crate::ingest::clean::trim_text;
use crate::ingest::look::FirstRow;
use crate::ingest::{Cell, FileProblem};

/// The delimiter that a first line such as `sep=;` names.
///
/// # Errors
/// The file cannot be read in this encoding.
pub fn sep_hint(
    path: &Path,
    file: &str,
    encoding: Option<&'static Encoding>,
) -> Result<Option<u8>, FileProblem> {
    let mut records = records(path, file, encoding, b',')?;
    Ok(records.peek_line()?.and_then(|line| sep_mark(trim_sep(line))))
}

/// The first rows of a text file, blank lines and a `sep=` line left out, lines that are no records
/// as well.
///
/// # Errors
/// The file cannot be read in this encoding.
pub fn first_rows(
    path: &Path,
    file: &str,
    encoding: Option<&'static Encoding>,
    delimiter: u8,
    most: usize,
) -> Result<Vec<FirstRow>, FileProblem> {
    let mut records = records(path, file, encoding, delimiter)?;
    if records
        .peek_line()?
        .is_some_and(|line| sep_mark(trim_sep(line)).is_some())
    {
        records.skip_line()?;
    }
    let mut rows = Vec::new();
    while rows.len() < most {
        match records.next()? {
            Step::End => break,
            Step::Bad(_) => {}
            Step::Record => {
                let fields = records.fields();
                let cell = |at| match trim_text(&String::from_utf8_lossy(fields.get(at))) {
                    "" => Cell::Empty,
                    text => Cell::Text(text.to_owned()),
                };
                rows.push(FirstRow {
                    row: records.line(),
                    cells: (0..fields.len()).map(cell).collect(),
                });
            }
        }
    }
    Ok(rows)
}

fn records(
    path: &Path,
    file: &str,
    encoding: Option<&'static Encoding>,
    delimiter: u8,
) -> Result<Records, FileProblem> {
    let source = source::open(path, file, encoding)?;
    Ok(Records::new(file, Window::new(source.bytes), delimiter))
}
