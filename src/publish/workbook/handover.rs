//! What the client's hand-over log tells beside the provider's report; a sheet only where there is one.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::sheet::{Closing, Column, Orientation};
use crate::scorecard::{Figure, Role};
use crate::vocabulary::HandoverCount;

const COLUMNS: [Column; 3] = [
    Column::text("column.measure", 26.0),
    Column::number("column.count"),
    Column::text("workbook.meaning", 70.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let is_count = |figure: &&Figure| matches!(figure.role, Role::Handover(_));
    let mut providers = context.providers.iter();
    if !providers.any(|provider| provider.figures.iter().any(|figure| is_count(&figure))) {
        return Ok(());
    }
    let locale = &context.locale;
    let mut sheet = book.sheet("workbook.handover", Orientation::Landscape)?;
    sheet.message(locale.text("handover.title"), locale.text("handover.note"))?;
    let mut columns = vec![context.standard_column(), context.queue_column()];
    columns.extend(COLUMNS);
    sheet.begin(&context.columns(&columns))?;
    for provider in &context.providers {
        for figure in provider.figures.iter().filter(is_count) {
            let Role::Handover(count) = figure.role else {
                continue;
            };
            let [name, meaning] = ["", "means_"].map(|form| {
                locale
                    .text(&format!("handover.{form}{}", count.name()))
                    .to_owned()
            });
            let row = of_provider(sheet.row(), context, provider)
                .text(context.standard_name(&figure.standard))
                .text(context.queue_name(figure.queue.as_ref()))
                .text(name)
                .sum(figure.told_numerator())
                .wrapped(meaning)
                .strong(count == HandoverCount::Missing);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_handover"))
}
