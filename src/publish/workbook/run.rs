//! Where the workbook comes from: period, program, agreement, and the input files with their hashes.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use crate::scorecard::InputFile;

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.run", Orientation::Portrait)?;
    let locale = &context.locale;
    sheet.message(
        locale.text("workbook.run_message"),
        locale.text("workbook.run_grey"),
    )?;
    facts(&mut sheet, context)?;
    sheet.heading(locale.text("workbook.inputs_heading"))?;
    inputs(&mut sheet, context)
}

fn facts(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let (review, locale) = (context.review, &context.locale);
    sheet.begin(&[
        Column::text("workbook.fact", 34.0),
        Column::text("column.value", 34.0),
    ])?;
    let name = |key| locale.text(key);
    let provider: String = match context.providers.as_slice() {
        [only] if !context.names_providers() => only.name.clone(),
        all => locale.count(all.len() as u64),
    };
    let rows: Vec<Row> = vec![
        sheet
            .row()
            .text(name("workbook.client"))
            .text(review.client.as_str()),
        sheet.row().text(name("workbook.providers")).text(provider),
        sheet.row().text(name("workbook.period")).id(review.period.name()),
        sheet
            .row()
            .text(name("workbook.first_day"))
            .date(Some(review.period.first())),
        sheet
            .row()
            .text(name("workbook.last_day"))
            .date(Some(review.period.last())),
        sheet
            .row()
            .text(name("workbook.as_of"))
            .instant(&review.zone, review.as_of),
        sheet.row().text(name("workbook.zone")).text(review.zone.name()),
        sheet
            .row()
            .text(name("workbook.program"))
            .id(format!("Leitstand {}", review.provenance.version)),
        sheet
            .row()
            .text(name("workbook.agreement_hash"))
            .id(review.provenance.workspace_hash.as_str()),
    ];
    rows.iter().try_for_each(|row| sheet.append(row))?;
    sheet.end(Closing::Plain)
}

fn inputs(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let columns = [
        Column::text("column.file", 34.0),
        Column::text("column.provider", 34.0),
        Column::number("workbook.bytes"),
        Column::text("column.sha256", 70.0),
    ];
    sheet.begin(&columns)?;
    for input in &context.review.provenance.inputs {
        let provider = context
            .providers
            .iter()
            .find(|provider| provider.id == input.provider);
        // An input of a provider that this workbook is not about stays out of it.
        if let Some(provider) = provider {
            let row = input_row(sheet.row(), input, &provider.name);
            sheet.append(&row)?;
        }
    }
    sheet.end(Closing::Table("t_inputs"))
}

fn input_row<'a>(row: Row<'a>, input: &'a InputFile, provider: &'a str) -> Row<'a> {
    row.text(input.file.as_str())
        .text(provider)
        .count(input.size)
        .id(input.sha256.as_str())
}
