//! Intervals with and without a forecast; a sheet only where a standard rests on one.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation};
use crate::scorecard::Role;

const COLUMNS: [Column; 3] = [
    Column::text("column.measure", 34.0),
    Column::number("column.count"),
    Column::text("workbook.meaning", 70.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let figures = || {
        let providers = context.providers.iter();
        providers.flat_map(|provider| provider.figures.iter().map(move |figure| (*provider, figure)))
    };
    if !figures().any(|(_, figure)| matches!(figure.role, Role::Forecast(_))) {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.forecast", Orientation::Landscape)?;
    sheet.message(locale.text("forecast.title"), locale.text("forecast.note"))?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin(&context.columns(&columns))?;
    for (provider, figure) in figures() {
        let Role::Forecast(count) = figure.role else {
            continue;
        };
        let [name, meaning] = ["", "means_"].map(|form| {
            locale
                .text(&format!("forecast.{form}{}", count.name()))
                .to_owned()
        });
        let row = of_provider(sheet.row(), context, provider)
            .text(context.standard_name(&figure.standard))
            .text(context.queue_name(figure.queue.as_ref()))
            .text(name)
            .sum(figure.told_numerator())
            .wrapped(meaning);
        sheet.append(&row)?;
    }
    sheet.end(Closing::Table("t_forecast"))
}
