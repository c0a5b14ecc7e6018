//! A workbook, opened, and the walk over the cells of one of its sheets.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use calamine::{
    Data, DataType, Ods, OdsError, Range, Reader, SheetType, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};

use super::archive::{self, ArchiveKind};
use super::{Refusal, compound};
use crate::ingest::FileProblem;
use crate::ingest::kind::FileKind;
use crate::ingest::limits::WHOLE_FILE_BYTES;
use crate::workspace::mapping::Sheet;

/// An opened workbook.
pub(super) enum Book {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Xlsb(Box<Xlsb<BufReader<File>>>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
    Ods(Box<Ods<BufReader<File>>>),
}

/// What takes the cells of a sheet, row by row.
pub(super) trait CellSink {
    /// Why the walk must end.
    type Stop: From<Refusal>;

    /// Tells which day is the workbook's day 0.
    fn epoch(&mut self, is_1904: bool);

    /// Takes a cell; row and column begin at 0.
    fn cell(&mut self, row: u32, column: u32, value: &impl DataType) -> Result<(), Self::Stop>;

    /// Takes a cell with a formula that has no stored result.
    fn uncalculated(&mut self, row: u32, column: u32) -> Result<(), Self::Stop>;
}

impl Book {
    /// Opens a workbook after a look at what it is and how much memory it would take.
    pub(super) fn open(path: &Path, file: &str) -> Result<Self, FileProblem> {
        let unreadable = |e: std::io::Error| FileProblem::of_file(file, format!("cannot be read: {e}"), "");
        let mut head = Vec::new();
        File::open(path)
            .map_err(unreadable)?
            .take(512)
            .read_to_end(&mut head)
            .map_err(unreadable)?;
        let kind = FileKind::of(&head);
        if let Some(problem) = kind.refused_as_workbook(file) {
            return Err(problem);
        }
        let book = if kind == FileKind::Compound {
            open_compound(path)
        } else {
            open_archive(path)
        };
        book.map_err(|refusal| refusal.at(file, "", 0))
    }

    /// Names of the sheets that hold cells, in their order.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = match self {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        let tables = sheets.iter().filter(|s| s.typ == SheetType::WorkSheet);
        tables.map(|s| s.name.clone()).collect()
    }

    /// The name of the sheet that is meant.
    pub(super) fn find(&self, sheet: &Sheet) -> Result<String, Refusal> {
        let sheets = self.sheets();
        let names: Vec<&str> = sheets.iter().map(String::as_str).collect();
        let (found, meant) = match sheet {
            Sheet::Name(name) => (by_name(&names, name), format!("\"{name}\"")),
            Sheet::Number(number) => (names.get(number.wrapping_sub(1)), format!("number {number}")),
        };
        found.map(|name| (*name).to_owned()).ok_or_else(|| {
            let expected = format!("one of the sheets \"{}\"", names.join("\", \""));
            Refusal::new(format!("there is no sheet {meant}"), expected)
        })
    }

    /// Walks over the cells of a sheet, row by row.
    pub(super) fn walk<S: CellSink>(&mut self, sheet: &str, sink: &mut S) -> Result<(), S::Stop> {
        match self {
            Book::Xlsx(book) => walk_xlsx(book, sheet, sink),
            Book::Xlsb(book) => walk_xlsb(book, sheet, sink),
            Book::Xls(book) => {
                sink.epoch(book.has_1904_epoch());
                let range = book.worksheet_range(sheet).map_err(Refusal::damaged)?;
                walk_range(&range, sink)
            }
            Book::Ods(book) => {
                let range = book.worksheet_range(sheet).map_err(Refusal::damaged)?;
                walk_range(&range, sink)
            }
        }
    }
}

/// Excel takes sheet names that differ in case only for the same.
fn by_name<'a, 'b>(names: &'a [&'b str], name: &str) -> Option<&'a &'b str> {
    let plain = |n: &str| n.trim().to_lowercase();
    names
        .iter()
        .find(|n| **n == name)
        .or_else(|| names.iter().find(|n| plain(n) == plain(name)))
}

fn open_archive(path: &Path) -> Result<Book, Refusal> {
    let kind = archive::check(File::open(path).map_err(Refusal::damaged)?)?;
    if kind != ArchiveKind::Xlsx {
        refuse_large(path)?;
    }
    let source = BufReader::new(File::open(path).map_err(Refusal::damaged)?);
    match kind {
        ArchiveKind::Xlsx => Xlsx::new(source)
            .map(|b| Book::Xlsx(Box::new(b)))
            .map_err(|e| match e {
                XlsxError::Password => Refusal::protected(),
                e => Refusal::damaged(e),
            }),
        ArchiveKind::Xlsb => Xlsb::new(source)
            .map(|b| Book::Xlsb(Box::new(b)))
            .map_err(Refusal::damaged),
        ArchiveKind::Ods => Ods::new(source)
            .map(|b| Book::Ods(Box::new(b)))
            .map_err(|e| match e {
                OdsError::Password => Refusal::protected(),
                e => Refusal::damaged(e),
            }),
    }
}

fn open_compound(path: &Path) -> Result<Book, Refusal> {
    refuse_large(path)?;
    let bytes = std::fs::read(path).map_err(Refusal::damaged)?;
    compound::check(&bytes)?;
    Xls::new(Cursor::new(bytes))
        .map(|b| Book::Xls(Box::new(b)))
        .map_err(|e| match e {
            XlsError::Password => Refusal::protected(),
            e => Refusal::damaged(e),
        })
}

/// These kinds are held in memory as a whole.
fn refuse_large(path: &Path) -> Result<(), Refusal> {
    let size = std::fs::metadata(path).map_err(Refusal::damaged)?.len();
    if size <= WHOLE_FILE_BYTES {
        return Ok(());
    }
    Err(Refusal::new(
        "an xls, xlsb or ods workbook of over 100 MB is not read",
        "xlsx or delimited text",
    ))
}

fn walk_xlsx<S: CellSink>(
    book: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    sink: &mut S,
) -> Result<(), S::Stop> {
    sink.epoch(book.has_1904_epoch());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(Refusal::damaged)?;
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(Refusal::damaged)?
    {
        let (row, column) = cell.pos;
        if cell.formula.is_some() && cell.value.is_empty() {
            sink.uncalculated(row, column)?;
        } else {
            sink.cell(row, column, &cell.value)?;
        }
    }
    Ok(())
}

fn walk_xlsb<S: CellSink>(
    book: &mut Xlsb<BufReader<File>>,
    sheet: &str,
    sink: &mut S,
) -> Result<(), S::Stop> {
    sink.epoch(book.has_1904_epoch());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(Refusal::damaged)?;
    while let Some(cell) = reader.next_cell().map_err(Refusal::damaged)? {
        let (row, column) = cell.get_position();
        sink.cell(row, column, cell.get_value())?;
    }
    Ok(())
}

fn walk_range<S: CellSink>(range: &Range<Data>, sink: &mut S) -> Result<(), S::Stop> {
    let Some((first_row, first_column)) = range.start() else {
        return Ok(());
    };
    for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(cells) {
            if !value.is_empty() {
                sink.cell(row, column, value)?;
            }
        }
    }
    Ok(())
}
