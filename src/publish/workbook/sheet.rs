//! A sheet that is written from top to bottom, row by row. Works alike for sheets in memory and for
//! those that stream to disk, where a late write to an earlier row would vanish without a word.

use rust_xlsxwriter::{IgnoreError, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::cells::Cells;
use super::context::Context;
use super::layout::{head_width, lines_of};
use super::row::{Content, Row};
use super::styles::{Finish, Look};

/// Rows of a sheet; some are kept for notes below a table.
const SHEET_ROWS: u32 = 1_048_576;
const ROWS_KEPT_FOR_NOTES: u32 = 200;
/// Running text is narrower than the digits that widths are counted in.
const NARROW: f64 = 1.08;
/// Highest row, in points.
const MOST_HEIGHT: f64 = 400.0;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Key of its head's text.
    pub head: &'static str,
    /// Width in characters.
    pub width: f64,
    /// Whether its head stands on the right, as its numbers do.
    pub is_number: bool,
}

impl Column {
    /// A column of text or dates.
    pub const fn text(head: &'static str, width: f64) -> Self {
        Self {
            head,
            width,
            is_number: false,
        }
    }

    /// A column of numbers.
    pub const fn number(head: &'static str) -> Self {
        Self {
            head,
            width: 11.0,
            is_number: true,
        }
    }
}

/// A column with the text of its head.
pub type Named = (String, Column);

/// How a table ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// As an Excel table with this name and filter buttons.
    Table(&'static str),
    /// With filter buttons only.
    Filter,
    /// As a mere block of cells.
    Plain,
}

/// How a sheet is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// A4 upright.
    Portrait,
    /// A4 across.
    Landscape,
}

/// The heads of a table, and the row they stand in.
struct Head {
    row: u32,
    columns: Vec<Named>,
}

/// A sheet under construction.
pub struct Sheet<'b> {
    worksheet: &'b mut Worksheet,
    context: &'b Context<'b>,
    /// Next row, counted from 0.
    next: u32,
    /// Heads of all tables so far; the last one is the open or latest table's.
    heads: Vec<Head>,
    page_breaks: Vec<u32>,
    widths: Vec<f64>,
    cells: Cells,
}

impl<'b> Sheet<'b> {
    /// Sets up name, print and view, and writes the message (A1) and the grey line (A2).
    pub(super) fn open(
        worksheet: &'b mut Worksheet,
        context: &'b Context<'b>,
        name_key: &str,
        orientation: Orientation,
        cells: Cells,
    ) -> Result<Self, XlsxError> {
        worksheet.set_name(context.locale.text(name_key))?;
        worksheet
            .set_screen_gridlines(false)
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        worksheet
            .set_margins(0.45, 0.45, 0.5, 0.7, 0.3, 0.3)
            .set_footer(footer(context));
        match orientation {
            Orientation::Portrait => worksheet.set_portrait(),
            Orientation::Landscape => worksheet.set_landscape(),
        };
        Ok(Self {
            worksheet,
            context,
            next: 0,
            heads: Vec::new(),
            page_breaks: Vec::new(),
            widths: Vec::new(),
            cells,
        })
    }

    /// Writes the message and the grey line that says what is shown.
    pub fn message(&mut self, message: &str, grey: &str) -> Result<(), XlsxError> {
        let styles = &self.context.styles;
        self.worksheet
            .write_string_with_format(0, 0, message, &styles.title)?;
        self.worksheet
            .write_string_with_format(1, 0, grey, &styles.grey)?;
        self.next = 3;
        Ok(())
    }

    /// Leaves a row free and writes the heading of a further block.
    pub fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.next += 1;
        self.worksheet
            .write_string_with_format(self.next, 0, text, &self.context.styles.heading)?;
        self.next += 1;
        Ok(())
    }

    /// Like [`Sheet::heading`], at the top of a page in print.
    pub fn heading_on_new_page(&mut self, text: &str) -> Result<(), XlsxError> {
        self.page_breaks.push(self.next + 1);
        self.worksheet.set_page_breaks(&self.page_breaks)?;
        self.heading(text)
    }

    /// Writes a sentence in a row of its own.
    pub fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        self.worksheet
            .write_string_with_format(self.next, 0, text, &self.context.styles.note)?;
        self.next += 1;
        Ok(())
    }

    /// Writes the heads of the sheet's main table: they stay in view, with so many columns, and are
    /// repeated in print.
    pub fn begin_main(&mut self, columns: &[Column], frozen_columns: u16) -> Result<(), XlsxError> {
        self.worksheet.set_repeat_rows(self.next, self.next)?;
        self.worksheet.set_freeze_panes(self.next + 1, frozen_columns)?;
        self.begin(columns)
    }

    /// Writes the heads of a table.
    pub fn begin(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        self.begin_named(
            columns
                .iter()
                .map(|c| (self.context.locale.text(c.head).to_owned(), *c))
                .collect(),
        )
    }

    /// Like [`Sheet::begin`], for heads that are no fixed texts. No two may be the same.
    pub fn begin_named(&mut self, columns: Vec<Named>) -> Result<(), XlsxError> {
        for (index, (text, column)) in columns.iter().enumerate() {
            let indent = index > 0 && columns[index - 1].1.is_number;
            let format = self.context.styles.head(column.is_number, indent);
            self.worksheet
                .write_string_with_format(self.next, index as u16, text, &format)?;
            self.widen(index, column.width.max(head_width(text)))?;
        }
        self.heads.push(Head {
            row: self.next,
            columns,
        });
        self.next += 1;
        self.raise_heads()
    }

    /// Gives all heads the height they need; a later table may have widened the columns of an earlier.
    fn raise_heads(&mut self) -> Result<(), XlsxError> {
        for head in &self.heads {
            let texts = head.columns.iter().map(|(text, _)| text.as_str());
            let lines = texts
                .zip(&self.widths)
                .map(|(text, width)| lines_of(text, *width))
                .max();
            self.worksheet
                .set_row_height(head.row, 4.0 + 12.0 * f64::from(lines.unwrap_or(1)))?;
        }
        Ok(())
    }

    /// Widens a column of the sheet where it is narrower.
    fn widen(&mut self, index: usize, width: f64) -> Result<(), XlsxError> {
        self.widths.resize(self.widths.len().max(index + 1), 0.0);
        if width > self.widths[index] {
            self.widths[index] = width;
            self.worksheet.set_column_width(index as u16, width)?;
        }
        Ok(())
    }

    /// An empty row with the number of the next one.
    pub fn row<'a>(&self) -> Row<'a> {
        Row::new(self.next + 1)
    }

    /// Number of the next row as a person sees it.
    pub fn next_number(&self) -> u32 {
        self.next + 1
    }

    /// How many rows fit into a table that begins now, with room left for notes.
    pub fn room(&self) -> usize {
        (SHEET_ROWS - ROWS_KEPT_FOR_NOTES - self.next) as usize
    }

    /// Appends a row.
    pub fn append(&mut self, row: &Row) -> Result<(), XlsxError> {
        let top = self.raise_row(row)?;
        let columns = self.heads.last().map_or(&[][..], |head| &head.columns);
        let finishes = row.cells().iter().enumerate().map(|(index, (_, look))| {
            let after_number =
                index > 0 && columns.get(index - 1).is_some_and(|(_, column)| column.is_number);
            Finish {
                strong: row.is_strong(),
                top,
                indent: after_number && look.is_left(),
            }
        });
        let styles = &self.context.styles;
        self.cells
            .write(self.worksheet, styles, self.next, row.cells(), finishes)?;
        self.next += 1;
        Ok(())
    }

    /// Gives the next row the height that its texts need: not every program does so on opening.
    /// Whether it takes several lines.
    fn raise_row(&mut self, row: &Row) -> Result<bool, XlsxError> {
        let tall =
            row.cells()
                .iter()
                .zip(&self.widths)
                .filter_map(|((content, look), width)| match content {
                    Content::Text(text) if *look == Look::Wrapped => Some(lines_of(text, *width * NARROW)),
                    _ => None,
                });
        let lines = tall.max().unwrap_or(1);
        if lines > 1 {
            let height = (2.0 + 13.0 * f64::from(lines)).min(MOST_HEIGHT);
            self.worksheet.set_row_height(self.next, height)?;
        }
        Ok(lines > 1)
    }

    /// Ends the open table. Where it has no rows, a sentence says so.
    pub fn end(&mut self, closing: Closing) -> Result<(), XlsxError> {
        let Some(head) = self.heads.last() else {
            return Ok(());
        };
        if self.next == head.row + 1 {
            return self.note(self.context.locale.text("workbook.no_rows"));
        }
        self.cells.take_back(self.worksheet, self.next)?;
        let last_row = self.next - 1;
        let last_column = head.columns.len().saturating_sub(1) as u16;
        let worksheet = &mut *self.worksheet;
        worksheet.ignore_error_range(
            head.row,
            0,
            last_row,
            last_column,
            IgnoreError::NumberStoredAsText,
        )?;
        match closing {
            Closing::Table(name) => {
                let table = excel_table(name, self.context, &head.columns);
                worksheet.add_table(head.row, 0, last_row, last_column, &table)?;
            }
            Closing::Filter => {
                worksheet.autofilter(head.row, 0, last_row, last_column)?;
            }
            Closing::Plain => {}
        }
        Ok(())
    }

    /// The sheet itself, for what no row holds: conditional formats, validation, protection.
    pub fn worksheet(&mut self) -> &mut Worksheet {
        self.worksheet
    }
}

fn excel_table(name: &str, context: &Context, columns: &[Named]) -> Table {
    let columns: Vec<TableColumn> = columns
        .iter()
        .enumerate()
        .map(|(index, (text, column))| {
            let indent = index > 0 && columns[index - 1].1.is_number;
            TableColumn::new()
                .set_header(text)
                .set_header_format(context.styles.head(column.is_number, indent))
        })
        .collect();
    Table::new()
        .set_name(name)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_columns(&columns)
}

/// Client, sheet and period on the left, page on the right. `&` is a command sign in footers.
fn footer(context: &Context) -> String {
    let client: String = context
        .review
        .client
        .chars()
        .take(100)
        .collect::<String>()
        .replace('&', "&&");
    let period = context.locale.month_or_period(&context.review.period);
    let page = context.locale.text("workbook.page");
    format!("&L&8{client} · &A · {period}&R&8{page}")
}
