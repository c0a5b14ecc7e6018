//! Data: what became of every record of every file, what was noticed, what was missing.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::columns::of_provider;
use super::context::Context;
use super::row::Row;
use super::sheet::{Closing, Column, Orientation, Sheet};
use super::styles::{Look, Tone};
use crate::scorecard::{FileCount, ProviderReview};

const FILES: [Column; 12] = [
    Column::text("column.file", 34.0),
    Column::text("column.sheet", 14.0),
    Column::text("column.source", 18.0),
    Column::text("column.kind", 18.0),
    Column::number("column.rows_read"),
    Column::number("column.accepted"),
    Column::number("column.duplicates"),
    Column::number("column.rejected"),
    Column::number("column.outside_period"),
    Column::text("workbook.check", 12.0),
    Column::number("column.not_records"),
    Column::text("column.problem", 40.0),
];

/// Adds the sheet.
pub fn add(book: &mut Book, context: &Context) -> Result<(), XlsxError> {
    let mut sheet = book.sheet("workbook.data", Orientation::Landscape)?;
    let read = files(context).map(|file| file.rows_read).sum();
    let accepted: u64 = files(context).map(|file| file.accepted).sum();
    let accepted = context.locale.count(accepted);
    let message = context
        .locale
        .counted("workbook.data_message", read, &[("accepted", &accepted)]);
    sheet.message(&message, context.locale.text("workbook.data_grey"))?;
    reconciliation(&mut sheet, context)?;
    notices(&mut sheet, context)?;
    if context.names_providers() {
        incomplete(&mut sheet, context)?;
    }
    Ok(())
}

fn files<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a FileCount> {
    context.providers.iter().flat_map(|provider| &provider.files)
}

fn reconciliation(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.begin_main(&context.columns(&FILES), 1)?;
    let first = sheet.next_number();
    for provider in &context.providers {
        for file in &provider.files {
            let row = file_row(sheet.row(), context, provider, file);
            sheet.append(&row)?;
        }
    }
    let last = sheet.next_number() - 1;
    sheet.end(Closing::Table("t_files"))?;
    if last < first {
        return Ok(());
    }
    let total = total_row(sheet, context, first, last);
    sheet.append(&total)
}

fn file_row<'a>(
    row: Row<'a>,
    context: &'a Context,
    provider: &'a ProviderReview,
    file: &'a FileCount,
) -> Row<'a> {
    let parts = [file.accepted, file.duplicates, file.rejected, file.outside_period];
    let row = of_provider(row, context, provider)
        .text(file.file.as_str())
        .id(file.sheet.as_str())
        .id(file.source.as_str())
        .text(context.locale.kind(file.kind));
    let row = parts.into_iter().fold(row.count(file.rows_read), Row::count);
    check(row, context, file.rows_read == parts.iter().sum::<u64>())
        .count(file.not_records)
        .wrapped(context.locale.file_problem(&file.problem))
}

/// Appends the check that the five counts to the left balance; the spreadsheet computes it anew.
fn check<'a>(row: Row<'a>, context: &Context, balances: bool) -> Row<'a> {
    let (right, wrong) = (
        context.locale.text("workbook.balances"),
        context.locale.text("workbook.differs_by_rows"),
    );
    let formula = format!(
        "IF({}=SUM({}:{}),\"{right}\",\"{wrong}\")",
        row.address(5),
        row.address(4),
        row.address(1)
    );
    let tone = if balances { Tone::Good } else { Tone::Bad };
    row.formula(formula, if balances { right } else { wrong }, Look::State(tone))
}

fn total_row<'a>(sheet: &Sheet, context: &'a Context, first: u32, last: u32) -> Row<'a> {
    let lead = if context.names_providers() { 4 } else { 3 };
    let mut row = sheet.row().text(context.locale.text("workbook.total"));
    for _ in 0..lead {
        row = row.blank();
    }
    let columns: [fn(&FileCount) -> u64; 5] = [
        |f| f.rows_read,
        |f| f.accepted,
        |f| f.duplicates,
        |f| f.rejected,
        |f| f.outside_period,
    ];
    let sums = columns.map(|column| files(context).map(column).sum::<u64>());
    for sum in sums {
        let column = row.address(0);
        let column = column.trim_end_matches(|c: char| c.is_ascii_digit());
        let formula = format!("SUM({column}{first}:{column}{last})");
        row = row.formula(formula, sum.to_string(), Look::Count);
    }
    check(row, context, sums[0] == sums[1..].iter().sum::<u64>()).strong(true)
}

fn notices(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    sheet.heading(context.locale.text("workbook.notices_heading"))?;
    let mut any = false;
    for provider in &context.providers {
        for notice in &provider.notices {
            let sentence = context.locale.notice(notice);
            let prefix = if context.names_providers() {
                format!("{}: ", provider.name)
            } else {
                String::new()
            };
            sheet.note(&format!("{prefix}{sentence}"))?;
            any = true;
        }
    }
    if any {
        Ok(())
    } else {
        sheet.note(context.locale.text("workbook.no_notices"))
    }
}

fn incomplete(sheet: &mut Sheet, context: &Context) -> Result<(), XlsxError> {
    let reasons = &context.review.provenance.incomplete;
    sheet.heading(context.locale.text("workbook.incomplete_heading"))?;
    for reason in reasons {
        sheet.note(reason)?;
    }
    if reasons.is_empty() {
        sheet.note(context.locale.text("workbook.complete"))
    } else {
        Ok(())
    }
}
