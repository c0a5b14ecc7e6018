//! The sheets of a workbook and their first rows, before anything is known of a header.

use std::path::Path;

use calamine::DataType;

use super::Refusal;
use super::book::{Book, CellSink};
use super::cells::{NOT_CALCULATED, convert, is_blank};
use crate::ingest::limits::{SHEET_COLUMNS, SHEET_ROWS};
use crate::ingest::look::FirstRow;
use crate::ingest::{Cell, FileProblem};
use crate::workspace::mapping::Sheet;

/// Names of the sheets that hold cells, in their order.
///
/// # Errors
/// The workbook is damaged, protected or too large.
pub fn sheets(path: &Path, file: &str) -> Result<Vec<String>, FileProblem> {
    guarded(file, || Ok(Book::open(path, file)?.sheets()))
}

/// The first rows of a sheet that have something in them.
///
/// # Errors
/// The workbook is damaged, protected or too large.
pub fn first_rows(path: &Path, file: &str, sheet: &str, most: usize) -> Result<Vec<FirstRow>, FileProblem> {
    guarded(file, || {
        let mut book = Book::open(path, file)?;
        let mut rows = Rows {
            most,
            is_1904: false,
            rows: Vec::new(),
        };
        let name = book
            .find(&Sheet::Name(sheet.to_owned()))
            .map_err(|refusal| refusal.at(file, sheet, 0))?;
        match book.walk(&name, &mut rows) {
            Ok(()) | Err(Stop::Enough) => Ok(rows.rows),
            Err(Stop::Refused(refusal)) => Err(refusal.at(file, sheet, 0)),
        }
    })
}

/// A panic of the reading library on a damaged file is a problem of that file.
fn guarded<T: Send>(
    file: &str,
    read: impl FnOnce() -> Result<T, FileProblem> + Send,
) -> Result<T, FileProblem> {
    let read = std::thread::scope(|scope| scope.spawn(read).join());
    read.unwrap_or_else(|_| Err(Refusal::damaged("its content makes no sense").at(file, "", 0)))
}

/// Gathers rows until there are enough.
struct Rows {
    most: usize,
    is_1904: bool,
    rows: Vec<FirstRow>,
}

/// Why the walk ends before the sheet does.
enum Stop {
    Enough,
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

impl Rows {
    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Stop> {
        if row >= SHEET_ROWS || column >= SHEET_COLUMNS {
            return Err(Refusal::damaged("a cell outside of any sheet").into());
        }
        if self.rows.last().is_none_or(|last| last.row != row + 1) {
            if self.rows.len() == self.most {
                return Err(Stop::Enough);
            }
            self.rows.push(FirstRow {
                row: row + 1,
                cells: Vec::new(),
            });
        }
        if let Some(last) = self.rows.last_mut() {
            let at = column as usize;
            if last.cells.len() <= at {
                last.cells.resize(at + 1, Cell::Empty);
            }
            last.cells[at] = cell;
        }
        Ok(())
    }
}

impl CellSink for Rows {
    type Stop = Stop;

    fn epoch(&mut self, is_1904: bool) {
        self.is_1904 = is_1904;
    }

    fn cell(&mut self, row: u32, column: u32, value: &impl DataType) -> Result<(), Stop> {
        if is_blank(value) {
            return Ok(());
        }
        self.put(row, column, convert(value, self.is_1904))
    }

    fn uncalculated(&mut self, row: u32, column: u32) -> Result<(), Stop> {
        self.put(row, column, Cell::Error(NOT_CALCULATED.to_owned()))
    }
}
