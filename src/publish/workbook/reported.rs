//! Figures that providers report of themselves, beside ours; a sheet only where there are some.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::precision::{Unit, digits_beside};
use super::sheet::{Closing, Column, Orientation};
use super::styles::Look;
use crate::publish::reported::account;

const COLUMNS: [Column; 4] = [
    Column::number("reported.value"),
    Column::number("reported.ours"),
    Column::number("column.difference"),
    Column::text("reported.account", 90.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut providers = context.providers.iter();
    if providers.all(|provider| provider.reported.is_empty()) {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.reported", Orientation::Landscape)?;
    sheet.message(locale.text("reported.caption"), locale.text("reported.note"))?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin(&context.columns(&columns))?;
    for provider in &context.providers {
        for reported in &provider.reported {
            let Some(standard) = context.review.standard(&reported.standard) else {
                continue;
            };
            let unit = Unit::from(standard.unit);
            let apart = reported.ours.map(|ours| {
                let scale = if standard.unit.is_share() { 100.0 } else { 1.0 };
                (reported.value - ours) * scale
            });
            let digits = apart.map_or(1, |apart| digits_beside(apart, Some(0.0), Unit::Count));
            let row = of_provider(sheet.row(), context, provider)
                .text(context.standard_name(&reported.standard))
                .text(context.queue_name(reported.queue.as_ref()))
                .number(Some(reported.value), unit.look(1))
                .number(reported.ours, unit.look(1))
                .number(apart, Look::Points(digits))
                .wrapped(account(standard, reported, locale));
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_reported"))
}
