//! Every judged figure: per provider, standard, queue and clause, one fact per column.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::{JUDGEMENT, judgement, of_provider};
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation};
use crate::scorecard::{Figure, ProviderReview, Role};

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.standards", Orientation::Landscape)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.standards_message"),
        locale.text("workbook.standards_grey"),
    )?;
    let mut columns = vec![
        context.standard_column(),
        Column::text("workbook.standard_id", 16.0),
        context.queue_column(),
        Column::text("column.clause_valid_from", 12.0),
        Column::text("column.measure", 20.0),
    ];
    columns.extend(JUDGEMENT);
    columns.extend([
        Column::number("column.excluded"),
        Column::number("column.unmeasurable"),
    ]);
    sheet.begin_main(
        &context.columns(&columns),
        if context.names_providers() { 2 } else { 1 },
    )?;
    for provider in &context.providers {
        for figure in provider
            .figures
            .iter()
            .filter(|f| matches!(f.role, Role::Standard | Role::Clause | Role::Beside(..)))
        {
            let row = figure_row(sheet.row(), context, provider, figure);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_standards"))
}

fn figure_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    figure: &'a Figure,
) -> Row<'a> {
    let row = of_provider(row, context, provider)
        .text(context.standard_name(&figure.standard))
        .id(figure.standard.as_str())
        .text(context.queue_name(figure.queue.as_ref()))
        .date(figure.clause_valid_from)
        .text(context.locale.measure(&figure.measure));
    judgement(row, context, provider, figure)
        .count(figure.excluded)
        .count(figure.unmeasurable)
}
