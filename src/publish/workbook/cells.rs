//! Writes the cells of a row with their formats. In sheets that stream to disk the columns lend their
//! format to the cells below, because looking a format up for every cell takes longer than writing it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::row::{Cell, Content};
use super::styles::{Finish, Look, Styles, ink};

/// What a cell looks like at its place.
type Style = (Look, Finish);

/// First and last of neighbouring empty cells of one style.
type Blanks = Option<(u16, u16, Style)>;

/// Writes rows cell by cell; knows which formats the columns lend.
#[derive(Debug, Default)]
pub struct Cells {
    /// Whether columns lend formats, which only works where rows leave for the disk before it ends.
    streams: bool,
    lent: Vec<Style>,
}

impl Cells {
    /// Cells of a sheet whose rows stay in memory, or stream to disk.
    pub fn new(streams: bool) -> Self {
        Self {
            streams,
            lent: Vec::new(),
        }
    }

    /// Writes a row. Where columns can lend formats, the first row settles which.
    pub fn write(
        &mut self,
        worksheet: &mut Worksheet,
        styles: &Styles,
        at: u32,
        cells: &[Cell],
        finishes: impl Iterator<Item = Finish> + Clone,
    ) -> Result<(), XlsxError> {
        if self.streams && self.lent.is_empty() {
            self.lend(worksheet, styles, cells, finishes.clone())?;
        }
        let mut blank: Blanks = None;
        for (index, ((content, look), finish)) in cells.iter().zip(finishes).enumerate() {
            let (column, style) = (index as u16, (*look, finish));
            match (content, blank) {
                (Content::Blank, Some((first, _, same))) if same == style => {
                    blank = Some((first, column, style));
                    continue;
                }
                _ => write_blanks(worksheet, styles, at, blank.take())?,
            }
            if matches!(content, Content::Blank) {
                blank = Some((column, column, style));
            } else if self.lent.get(index) == Some(&style) {
                write_plain(worksheet, at, column, content)?;
            } else {
                write_styled(worksheet, styles, at, column, content, style)?;
            }
        }
        write_blanks(worksheet, styles, at, blank)
    }

    /// Gives the columns the formats of a row.
    fn lend(
        &mut self,
        worksheet: &mut Worksheet,
        styles: &Styles,
        cells: &[Cell],
        finishes: impl Iterator<Item = Finish>,
    ) -> Result<(), XlsxError> {
        for (column, ((_, look), finish)) in cells.iter().zip(finishes).enumerate() {
            worksheet.set_column_format(column as u16, &styles.cell(*look, finish))?;
            self.lent.push((*look, finish));
        }
        Ok(())
    }

    /// Takes the formats back from the columns, so that cells below the table have none. `next` is
    /// the first row below it.
    pub fn take_back(&mut self, worksheet: &mut Worksheet, next: u32) -> Result<(), XlsxError> {
        if self.lent.is_empty() {
            return Ok(());
        }
        let plain = ink(10.0);
        // An empty cell in the next row sends the last one to disk with the formats it was written for.
        worksheet.write_blank(next, 0, &plain)?;
        for column in 0..self.lent.len() {
            worksheet.set_column_format(column as u16, &plain)?;
        }
        self.lent.clear();
        Ok(())
    }
}

fn write_blanks(
    worksheet: &mut Worksheet,
    styles: &Styles,
    at: u32,
    blanks: Blanks,
) -> Result<(), XlsxError> {
    let Some((first, last, (look, finish))) = blanks else {
        return Ok(());
    };
    let format = styles.cell(look, finish);
    if first == 0 {
        // Only a cell that is written begins a row; formats alone do not.
        worksheet.write_blank(at, first, &format)?;
    }
    worksheet.set_range_format(at, first, at, last, &format)?;
    Ok(())
}

fn write_plain(worksheet: &mut Worksheet, at: u32, column: u16, content: &Content) -> Result<(), XlsxError> {
    match content {
        Content::Blank => return Ok(()),
        Content::Text(text) => worksheet.write_string(at, column, text.as_ref())?,
        Content::Number(number) => worksheet.write_number(at, column, *number)?,
        Content::DateTime(time) => worksheet.write_datetime(at, column, time)?,
        Content::Time(time) => worksheet.write_datetime(at, column, time)?,
        Content::Formula(formula) => worksheet.write_formula(at, column, formula.clone())?,
    };
    Ok(())
}

fn write_styled(
    worksheet: &mut Worksheet,
    styles: &Styles,
    at: u32,
    column: u16,
    content: &Content,
    (look, finish): Style,
) -> Result<(), XlsxError> {
    let style = styles.cell(look, finish);
    let format = style.as_ref();
    match content {
        Content::Blank => worksheet.write_blank(at, column, format)?,
        Content::Text(text) => worksheet.write_string_with_format(at, column, text.as_ref(), format)?,
        Content::Number(number) => worksheet.write_number_with_format(at, column, *number, format)?,
        Content::DateTime(time) => worksheet.write_datetime_with_format(at, column, time, format)?,
        Content::Time(time) => worksheet.write_datetime_with_format(at, column, time, format)?,
        Content::Formula(formula) => {
            worksheet.write_formula_with_format(at, column, formula.clone(), format)?
        }
    };
    Ok(())
}
