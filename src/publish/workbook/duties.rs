//! Documentation by contact reason and by group of agents; a sheet only where something is told.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::{interval, of_provider};
use super::context::Context;
use super::precision::Unit;
use super::sheet::{Closing, Column, Orientation};
use super::styles::Look;
use crate::publish::duties::name;
use crate::vocabulary::PartOf;

const COLUMNS: [Column; 9] = [
    Column::text("duties.by", 18.0),
    Column::text("duties.part", 34.0),
    Column::number("duties.agents"),
    Column::number("column.numerator"),
    Column::number("column.denominator"),
    Column::number("column.value"),
    Column::number("column.low"),
    Column::number("column.high"),
    Column::number("column.unmeasurable"),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    if context
        .providers
        .iter()
        .all(|provider| provider.duties.is_empty())
    {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.duties", Orientation::Landscape)?;
    sheet.message(locale.text("duties.title"), locale.text("duties.note"))?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin(&context.columns(&columns))?;
    for provider in &context.providers {
        for duty in provider.duties.iter().take(sheet.room()) {
            let figure = &duty.figure;
            let by = match duty.of {
                PartOf::Reason => "duties.reason",
                PartOf::AgentGroup => "duties.group",
            };
            let row = of_provider(sheet.row(), context, provider)
                .text(context.standard_name(&figure.standard))
                .text(context.queue_name(figure.queue.as_ref()))
                .text(locale.text(by))
                .text(name(duty, locale))
                .number(duty.agents.map(|agents| agents as f64), Look::Exact);
            let unit = Unit::of(context.review, figure);
            // A zero would read as a count.
            let row = match duty.is_withheld() {
                true => (0..6).fold(row, |row, _| row.number(None, Look::Exact)),
                false => interval(row.quotient(figure, unit), figure, unit).count(figure.unmeasurable),
            };
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_duties"))
}
