//! Tables as cells, and the two ways to write them: delimited text and workbooks. Same bytes every time.

use std::error::Error;
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::clock;
use super::model::{Fate, Provider, Row};
use super::plant::Fault;

/// What can go wrong while writing.
pub type Failure = Box<dyn Error>;

/// A cell. Text files know only the first two.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// Number.
    Number(f64),
    /// Wall-clock reading, seconds since 1970-01-01T00:00:00.
    Moment(i64),
    /// Duration in seconds, shown as `[h]:mm:ss`.
    Span(i64),
    /// Duration in seconds, shown as a time of day.
    Clock(i64),
}

/// A text cell; empty text is an empty cell.
pub fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

/// A cell that may be empty.
pub fn maybe<T>(value: Option<T>, cell: impl Fn(T) -> Cell) -> Cell {
    value.map_or(Cell::Empty, cell)
}

/// How a dialect writes a fault that the model cannot hold, and the column in which it shows.
pub struct Spoiled {
    /// Fault.
    pub fault: Fault,
    /// Column in which it shows.
    pub column: &'static str,
    /// What stands there; nothing where the model's value is wrong enough.
    pub cell: Option<&'static str>,
}

/// A table of an export: one text file, or one sheet of a workbook.
pub struct Table {
    /// Whose export.
    pub provider: Provider,
    /// Source id in the workspace.
    pub source: &'static str,
    /// Kind of source.
    pub kind: &'static str,
    /// Path below the folder.
    pub file: &'static str,
    /// Sheet; empty for text files.
    pub sheet: &'static str,
    /// Lines before the header.
    pub lead: Vec<Vec<Cell>>,
    /// Column names.
    pub header: &'static [&'static str],
    /// Records.
    pub rows: Vec<Vec<Cell>>,
    /// Totals and footers.
    pub tail: Vec<Vec<Cell>>,
    /// What is known about each record.
    pub marks: Vec<Mark>,
}

/// What is known about a record.
pub struct Mark {
    /// What must become of it.
    pub fate: Fate,
    /// What was planted in it.
    pub fault: Option<Fault>,
    /// Column in which a fault shows that makes the row unreadable; may be empty.
    pub column: &'static str,
    /// Id, or queue and start.
    pub id: String,
}

impl Table {
    /// An empty table with its place and header.
    pub fn new(
        (provider, source, kind): (Provider, &'static str, &'static str),
        (file, sheet): (&'static str, &'static str),
        header: &'static [&'static str],
    ) -> Self {
        let (lead, rows, tail, marks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self {
            provider,
            source,
            kind,
            file,
            sheet,
            lead,
            header,
            rows,
            tail,
            marks,
        }
    }

    /// Appends records, spoiling those that the model could not spoil.
    pub fn fill<T>(
        &mut self,
        rows: &[Row<T>],
        spoiled: &[Spoiled],
        cells: impl Fn(&T) -> Vec<Cell>,
        id: impl Fn(&T) -> String,
    ) {
        for row in rows {
            let mut record = cells(&row.what);
            let spoil = spoiled
                .iter()
                .find(|spoil| Some(spoil.fault) == row.fault && row.fate == Fate::Rejected);
            if let Some(spoil) = spoil
                && let Some(position) = self.header.iter().position(|name| *name == spoil.column)
                && let Some(wrong) = spoil.cell
            {
                record[position] = text(wrong);
            }
            let column = spoil.map_or("", |spoil| spoil.column);
            self.marks.push(Mark {
                fate: row.fate,
                fault: row.fault,
                column,
                id: id(&row.what),
            });
            self.rows.push(record);
        }
    }

    /// Row number of the first record as a person sees it.
    pub fn first_row(&self) -> usize {
        self.lead.len() + 2
    }

    fn all_rows(&self) -> impl Iterator<Item = Vec<Cell>> {
        let header = self.header.iter().map(|name| text(*name)).collect();
        let before = self.lead.iter().cloned().chain([header]);
        before
            .chain(self.rows.iter().cloned())
            .chain(self.tail.iter().cloned())
    }
}

/// Form of a delimited text file.
pub struct TextForm {
    /// Delimiter.
    pub delimiter: u8,
    /// Whether every cell is quoted.
    pub quote_all: bool,
    /// Encoding.
    pub encoding: &'static Encoding,
    /// Whether a byte-order mark comes first.
    pub mark: bool,
}

/// Writes a table as delimited text with CRLF.
pub fn write_text(folder: &Path, table: &Table, form: &TextForm) -> Result<(), Failure> {
    let style = if form.quote_all {
        csv::QuoteStyle::Always
    } else {
        csv::QuoteStyle::Necessary
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(form.delimiter)
        .terminator(csv::Terminator::CRLF)
        .quote_style(style)
        .flexible(true)
        .from_writer(Vec::new());
    for row in table.all_rows() {
        let cells = row.iter().map(plain).collect::<Result<Vec<_>, _>>()?;
        writer.write_record(if cells.is_empty() { &[""] } else { &cells[..] })?;
    }
    // The writer quotes a line of nothing, which no export does.
    let utf8 = String::from_utf8(writer.into_inner()?)?.replace("\r\n\"\"\r\n", "\r\n\r\n");
    let (bytes, _, lossy) = form.encoding.encode(&utf8);
    if lossy {
        return Err(format!("{} holds a character that its encoding lacks", table.file).into());
    }
    let mark: &[u8] = if form.mark { b"\xef\xbb\xbf" } else { b"" };
    save(folder, table.file, &[mark, &bytes].concat())
}

fn plain(cell: &Cell) -> Result<&str, Failure> {
    match cell {
        Cell::Empty => Ok(""),
        Cell::Text(text) => Ok(text),
        other => Err(format!("{other:?} has no place in a text file").into()),
    }
}

/// Writes a file below a folder.
pub fn save(folder: &Path, file: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(file);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, bytes)?)
}

/// Writes tables as the sheets of one workbook, with a creation date that never changes.
pub fn write_workbook(folder: &Path, tables: &[&Table]) -> Result<(), Failure> {
    let Some(first) = tables.first() else {
        return Ok(());
    };
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 11, 1)?.and_hms(6, 0, 0)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.sheet)?;
        for (row, cells) in (0..).zip(table.all_rows()) {
            for (column, cell) in (0..).zip(&cells) {
                put(sheet, row, column, cell, &formats)?;
            }
        }
    }
    let bytes = workbook.save_to_buffer()?;
    save(folder, first.file, &bytes)
}

/// Number formats of typed cells.
struct Formats {
    moment: Format,
    span: Format,
    clock: Format,
}

impl Formats {
    fn new() -> Self {
        let format = |code: &str| Format::new().set_num_format(code);
        Self {
            moment: format("dd.mm.yyyy hh:mm:ss"),
            span: format("[h]:mm:ss"),
            clock: format("hh:mm:ss"),
        }
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), Failure> {
    let days = |seconds: &i64| *seconds as f64 / 86_400.0;
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Moment(wall) => {
            sheet.write_datetime_with_format(row, column, clock::reading(*wall), &formats.moment)?
        }
        Cell::Span(seconds) => sheet.write_number_with_format(row, column, days(seconds), &formats.span)?,
        Cell::Clock(seconds) => sheet.write_number_with_format(row, column, days(seconds), &formats.clock)?,
    };
    Ok(())
}
