//! Pauses that the audit finds hard to explain; a sheet only where there are some.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation};

const COLUMNS: [Column; 8] = [
    Column::text("column.contact_id", 20.0),
    Column::text("pauses.from", 18.0),
    Column::text("pauses.to", 18.0),
    Column::number("pauses.before_breach"),
    Column::number("pauses.unanswered"),
    Column::text("column.file", 34.0),
    Column::text("column.sheet", 14.0),
    Column::number("column.row"),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    if context
        .providers
        .iter()
        .all(|provider| provider.pauses.is_empty())
    {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.pauses", Orientation::Landscape)?;
    sheet.message(locale.text("workbook.pauses"), locale.text("pauses.note"))?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin(&context.columns(&columns))?;
    let minutes = |seconds: Option<i64>| seconds.map(|seconds| (seconds as f64 / 60.0 * 10.0).round() / 10.0);
    for provider in &context.providers {
        for pause in provider.pauses.iter().take(sheet.room()) {
            let row = of_provider(sheet.row(), context, provider)
                .text(context.standard_name(&pause.standard))
                .text(context.queue_name(Some(&pause.queue)))
                .id(pause.contact_id.as_str())
                .instant(&context.review.zone, pause.from)
                .instant(&context.review.zone, pause.to)
                .number(minutes(pause.before_breach_s), super::styles::Look::Exact)
                .number(minutes(pause.unanswered_s), super::styles::Look::Exact)
                .text(pause.file.as_str())
                .id(pause.sheet.as_str())
                .row_number(pause.row);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_pauses"))
}
