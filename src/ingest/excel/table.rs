//! A sheet's cells become rows: the header is found, the wanted cells are picked.

use std::borrow::Cow;

use calamine::DataType;

use super::Refusal;
use super::book::CellSink;
use super::cells::{NOT_CALCULATED, convert, is_blank, shown};
use crate::ingest::clean::column_name;
use crate::ingest::header::{self, ColumnRef, Columns, Wishes};
use crate::ingest::limits::{CELL_CHARS, HEADER_ROWS, SHEET_COLUMNS, SHEET_ROWS};
use crate::ingest::open::Counts;
use crate::ingest::{Cell, FileProblem, RowProblem};
use crate::workspace::mapping::{ExcelLayout, Header};

/// Rows handed over at once.
const CHUNK_ROWS: usize = 512;

/// What is read.
pub(super) struct Plan<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: &'a str,
    pub(super) layout: &'a ExcelLayout,
    pub(super) wanted: &'a [ColumnRef],
}

/// Some rows, column by column.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) columns: Vec<Vec<Cell>>,
    pub(super) rows: Vec<u32>,
    pub(super) problems: Vec<RowProblem>,
    /// Rows that were no records, since the start.
    pub(super) counts: Counts,
}

/// What a table hands over.
#[derive(Debug)]
pub(super) enum Event {
    /// The header was found.
    Opened,
    /// Some rows.
    Rows(Chunk),
}

/// Why reading ends before the sheet does.
#[derive(Debug)]
pub(super) enum Stop {
    /// These problems.
    Problems(Vec<FileProblem>),
    /// This problem, at the row at hand.
    Refused(Refusal),
    /// Nobody listens any more.
    Unheard,
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

/// Rows of a sheet in the making.
pub(super) struct Table<'a, F> {
    plan: Plan<'a>,
    /// Takes the events; false where nobody listens.
    hand_over: F,
    is_1904: bool,
    columns: Option<Columns>,
    /// Which columns are looked at; all while there is no header.
    kept: Vec<bool>,
    /// Row at hand, 1 = first; 0 before the first.
    row: u32,
    cells: Vec<Cell>,
    is_filled: bool,
    last_filled_row: u32,
    chunk: Chunk,
}

impl<'a, F: FnMut(Event) -> bool> Table<'a, F> {
    /// A table that has seen nothing yet.
    pub(super) fn new(plan: Plan<'a>, hand_over: F) -> Result<Self, Stop> {
        let mut table = Self {
            plan,
            hand_over,
            is_1904: false,
            columns: None,
            kept: Vec::new(),
            row: 0,
            cells: Vec::new(),
            is_filled: false,
            last_filled_row: 0,
            chunk: Chunk::default(),
        };
        if let Header::Names(names) = &table.plan.layout.header {
            let names: Vec<String> = names.iter().map(|name| column_name(name)).collect();
            table.begin(&names, 0)?;
        }
        Ok(table)
    }

    /// Row at hand, for messages.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// Ends the last row and hands over what is left.
    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        self.end_row()?;
        if self.columns.is_none() {
            return Err(self.no_header());
        }
        self.send_chunk()
    }

    fn no_header(&self) -> Stop {
        Stop::Problems(vec![header::not_found(
            self.plan.file,
            self.plan.sheet,
            &self.plan.layout.header,
        )])
    }

    /// Goes to a row and tells whether the cell in this column is looked at.
    fn reach(&mut self, row: u32, column: u32) -> Result<bool, Stop> {
        if row >= SHEET_ROWS || column >= SHEET_COLUMNS {
            return Err(Refusal::damaged("a cell outside of any sheet").into());
        }
        if row + 1 != self.row {
            if row < self.row {
                return Err(Refusal::damaged("rows out of order").into());
            }
            self.end_row()?;
            self.row = row + 1;
        }
        Ok(self.columns.is_none() || self.kept.get(column as usize).copied().unwrap_or(false))
    }

    fn put(&mut self, column: u32, cell: Cell) {
        let at = column as usize;
        if self.cells.len() <= at {
            self.cells.resize(at + 1, Cell::Empty);
        }
        self.cells[at] = cell;
    }

    fn end_row(&mut self) -> Result<(), Stop> {
        if std::mem::take(&mut self.is_filled) {
            let cells = std::mem::take(&mut self.cells);
            let columns = self.columns.take();
            match &columns {
                Some(columns) => self.take_row(columns, &cells)?,
                None => self.try_header(&cells)?,
            }
            self.columns = columns.or_else(|| self.columns.take());
            self.cells = cells;
        }
        self.cells.clear();
        Ok(())
    }

    fn try_header(&mut self, cells: &[Cell]) -> Result<(), Stop> {
        let names: Vec<String> = cells.iter().map(|cell| column_name(&shown(cell))).collect();
        let found = match &self.plan.layout.header {
            Header::Row(row) if self.row > *row => return Err(self.no_header()),
            Header::Row(row) => self.row == *row,
            Header::Containing(_) if self.row > HEADER_ROWS => return Err(self.no_header()),
            Header::Containing(marks) => header::contains_all(&names, marks),
            Header::Names(_) => false,
        };
        if found {
            self.begin(&names, self.row)
        } else {
            Ok(())
        }
    }

    fn begin(&mut self, names: &[String], row: u32) -> Result<(), Stop> {
        let Plan {
            file,
            sheet,
            layout,
            wanted,
        } = self.plan;
        let wishes = Wishes {
            file,
            sheet,
            wanted,
            rules: &layout.not_records,
        };
        let columns = header::resolve(names, row, &wishes).map_err(Stop::Problems)?;
        let looked_at = columns
            .wanted
            .iter()
            .copied()
            .chain(columns.rules.iter().map(|rule| rule.column()));
        for column in looked_at {
            if self.kept.len() <= column {
                self.kept.resize(column + 1, false);
            }
            self.kept[column] = true;
        }
        self.chunk.columns = vec![Vec::new(); columns.wanted.len()];
        self.columns = Some(columns);
        self.last_filled_row = row;
        self.hand_over(Event::Opened)
    }

    fn take_row(&mut self, columns: &Columns, cells: &[Cell]) -> Result<(), Stop> {
        self.chunk.counts.blank += u64::from(self.row - self.last_filled_row - 1);
        self.last_filled_row = self.row;
        let text = |at: usize| match cells.get(at).map(shown) {
            Some(Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
            Some(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
            None => Cow::Borrowed(&b""[..]),
        };
        if columns.rules.iter().any(|rule| rule.names(text)) {
            self.chunk.counts.totals += 1;
            return Ok(());
        }
        let picked = || {
            columns
                .wanted
                .iter()
                .map(|at| cells.get(*at).unwrap_or(&Cell::Empty))
        };
        if let Some(problem) = picked().find_map(|cell| too_long(self.row, cell)) {
            self.chunk.problems.push(problem);
        } else {
            self.chunk
                .columns
                .iter_mut()
                .zip(picked())
                .for_each(|(column, cell)| column.push(cell.clone()));
            self.chunk.rows.push(self.row);
        }
        if self.chunk.rows.len() + self.chunk.problems.len() >= CHUNK_ROWS {
            self.send_chunk()
        } else {
            Ok(())
        }
    }

    fn send_chunk(&mut self) -> Result<(), Stop> {
        let next = Chunk {
            columns: vec![Vec::with_capacity(CHUNK_ROWS); self.chunk.columns.len()],
            counts: self.chunk.counts.clone(),
            ..Chunk::default()
        };
        let full = std::mem::replace(&mut self.chunk, next);
        self.hand_over(Event::Rows(full))
    }

    fn hand_over(&mut self, event: Event) -> Result<(), Stop> {
        if (self.hand_over)(event) {
            Ok(())
        } else {
            Err(Stop::Unheard)
        }
    }
}

impl<F: FnMut(Event) -> bool> CellSink for Table<'_, F> {
    type Stop = Stop;

    fn epoch(&mut self, is_1904: bool) {
        self.is_1904 = is_1904;
    }

    fn cell(&mut self, row: u32, column: u32, value: &impl DataType) -> Result<(), Stop> {
        let is_looked_at = self.reach(row, column)?;
        if !is_blank(value) {
            self.is_filled = true;
            if is_looked_at {
                self.put(column, convert(value, self.is_1904));
            }
        }
        Ok(())
    }

    fn uncalculated(&mut self, row: u32, column: u32) -> Result<(), Stop> {
        let is_looked_at = self.reach(row, column)?;
        self.is_filled = true;
        if is_looked_at {
            self.put(column, Cell::Error(NOT_CALCULATED.to_owned()));
        }
        Ok(())
    }
}

fn too_long(row: u32, cell: &Cell) -> Option<RowProblem> {
    let Cell::Text(text) = cell else { return None };
    let is_long = text.len() > CELL_CHARS && text.chars().count() > CELL_CHARS;
    is_long.then(|| RowProblem::of_row(row, text.as_bytes(), "at most 1,000,000 characters in a cell"))
}
