//! Rows that could not be read, with what would have been right.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation};

const COLUMNS: [Column; 6] = [
    Column::text("column.file", 34.0),
    Column::text("column.sheet", 14.0),
    Column::number("column.row"),
    Column::text("column.field", 22.0),
    Column::text("column.found", 34.0),
    Column::text("column.expected", 48.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.rejected", Orientation::Landscape)?;
    let all: u64 = context
        .providers
        .iter()
        .flat_map(|p| &p.files)
        .map(|file| file.rejected)
        .sum();
    let shown = context.providers.iter().map(|p| p.rejected.len() as u64).sum();
    let shown = context.locale.count(shown);
    let message = context.locale.counted("workbook.rejected_message", all, &[]);
    // Partners get no rejected.csv, so their line does not send them there.
    let grey = if context.names_providers() {
        "workbook.rejected_grey"
    } else {
        "workbook.rejected_grey_partner"
    };
    sheet.message(&message, &context.locale.fill(grey, &[("shown", &shown)]))?;
    sheet.begin_main(&context.columns(&COLUMNS), 1)?;
    for provider in &context.providers {
        for rejected in &provider.rejected {
            let row = of_provider(sheet.row(), context, provider)
                .text(rejected.file.as_str())
                .id(rejected.sheet.as_str())
                .row_number(rejected.row)
                .text(rejected.column.as_str())
                .id(context.locale.rejected_value(rejected))
                .wrapped(context.locale.phrase(&rejected.expected, &context.review.queues));
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_rejected"))
}
